/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-two-columns.h"

#define DPI (96 * 1024) /* as GTK counts it */
#define HEIGHT 2000

static void
check (double scale, int width, gboolean is_beside, int side_width)
{
  GtkWidget    *main = gtk_drawing_area_new (), *side = gtk_drawing_area_new (), *columns;
  GtkAllocation place;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scale * DPI), NULL);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (main), 100);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (side), 50);
  columns = g_object_ref_sink (zhihui_two_columns_new (main, side, 200, 500));
  gtk_widget_measure (columns, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (columns, &(GtkAllocation){ 0, 0, width, HEIGHT }, -1);
  gtk_widget_get_allocation (side, &place);
  g_assert_cmpint (place.y > 0, ==, !is_beside);
  g_assert_cmpint (place.width, ==, side_width);
  g_object_unref (columns);
}

/* What has room beside the words has none when they are half as large again. */
static void
test_larger_words_need_more_room (void)
{
  check (1, 713, FALSE, 713);
  check (1, 714, TRUE, 200);
  check (1.5, 800, FALSE, 800);
  check (1.5, 1063, FALSE, 1063);
  check (1.5, 1064, TRUE, 300);
  check (1, 800, TRUE, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  g_test_add_func ("/two-columns/larger-words-need-more-room", test_larger_words_need_more_room);
  return g_test_run ();
}
