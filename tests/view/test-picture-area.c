/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-picture-area.h"

#define DPI (96 * 1024) /* as GTK counts it */
#define UNIT 0.5

static ZhihuiPicture *
draw (const ZhihuiTheme *theme, double width, double height, gpointer unit)
{
  *(double *) unit = zhihui_theme_get_unit (theme);
  return zhihui_picture_new (theme, width, height);
}

static void
check (double scale, int height, double unit)
{
  double     drawn = 0;
  GtkWidget *area = g_object_ref_sink (zhihui_picture_area_new (UNIT, 200, 71, draw, &drawn));
  int        least;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scale * DPI), NULL);
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, ==, height);
  gtk_widget_size_allocate (area, &(GtkAllocation){ 0, 0, 300, height }, -1);
  g_assert_cmpfloat_with_epsilon (drawn, unit, 1e-4);
  g_object_unref (area);
}

static void
test_letters_are_as_large_as_those_around (void)
{
  check (1, 71, 0.5);
  check (1.5, 107, 0.75);
  check (2, 142, 1);
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
  g_test_add_func ("/picture-area/letters-are-as-large-as-those-around",
                   test_letters_are_as_large_as_those_around);
  return g_test_run ();
}
