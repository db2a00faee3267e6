/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-card-layout.h"

#define GAP 12

static void
test_rows_are_full (void)
{
  static const struct
  {
    ZhihuiCardRule rule;
    guint          n_cards;
    int            width;
    guint          n_columns;
  } cases[] = {
    /* tiles of a portrait: a dozen, from 720 px to 3840 px */
    { { 235, 3, 1, FALSE }, 12, 470, 3 },
    { { 235, 3, 1, FALSE }, 12, 1030, 4 },
    { { 235, 3, 1, FALSE }, 12, 1235, 4 }, /* five have room, and would leave two */
    { { 235, 3, 1, FALSE }, 12, 1670, 6 },
    { { 235, 3, 1, FALSE }, 12, 2310, 6 }, /* nine */
    { { 235, 3, 1, FALSE }, 12, 3590, 12 },
    /* pairs of charts stay side by side */
    { { 560, 2, 2, FALSE }, 24, 400, 2 },
    { { 560, 2, 2, FALSE }, 24, 1131, 2 },
    { { 560, 2, 2, FALSE }, 24, 1800, 2 }, /* three */
    { { 560, 2, 2, FALSE }, 24, 2276, 4 },
    { { 560, 2, 2, FALSE }, 24, 3590, 6 },
    /* a single card, and none */
    { { 560, 2, 1, TRUE }, 1, 3590, 1 },
    { { 560, 2, 1, TRUE }, 0, 3590, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (zhihui_card_rule_choose (&cases[i].rule, cases[i].n_cards, cases[i].width),
                      ==,
                      cases[i].n_columns);
}

/* Heights of the cards, and whether each column goes its own way: where do they lie? */
static void
check_places (const int *heights,
              guint      n,
              gboolean   is_loose,
              int        whole,
              const int  places[][2]) /* top, height */
{
  const ZhihuiCardRule rule = { 100, 2, 1, is_loose };
  GtkWidget           *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget           *hidden = gtk_label_new (NULL);
  int                  height;

  gtk_widget_set_layout_manager (box, zhihui_card_layout_new (&rule));
  gtk_box_append (GTK_BOX (box), hidden);
  gtk_widget_hide (hidden);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *card = gtk_drawing_area_new ();

      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (card), heights[i]);
      gtk_box_append (GTK_BOX (box), card);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 212, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, whole);
  gtk_widget_size_allocate (box, &(GtkAllocation){ 0, 0, 212, height }, -1);
  hidden = gtk_widget_get_next_sibling (hidden);
  for (guint i = 0; i < n; i++, hidden = gtk_widget_get_next_sibling (hidden))
    {
      GtkAllocation place;

      gtk_widget_get_allocation (hidden, &place);
      g_assert_cmpint (place.x, ==, i % 2 == 0 ? 0 : 100 + GAP);
      g_assert_cmpint (place.width, ==, 100);
      g_assert_cmpint (place.y, ==, places[i][0]);
      g_assert_cmpint (place.height, ==, places[i][1]);
    }
  g_object_unref (box);
}

static void
test_rows_are_in_line (void)
{
  const int heights[] = { 30, 50, 20, 10, 40 };
  const int places[][2] = {
    { 0, 50 }, { 0, 50 }, { 50 + GAP, 20 }, { 50 + GAP, 20 + GAP + 40 }, { 70 + 2 * GAP, 40 }
  };

  check_places (heights, G_N_ELEMENTS (heights), FALSE, 110 + 2 * GAP, places);
}

static void
test_loose_columns_fill_their_height (void)
{
  const int heights[] = { 30, 150, 20 };
  const int places[][2] = { { 0, 30 }, { 0, 150 }, { 30 + GAP, 120 - GAP } };

  check_places (heights, G_N_ELEMENTS (heights), TRUE, 150, places);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-layout/rows-are-as-full-as-they-can-be", test_rows_are_full);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  g_test_add_func ("/card-layout/rows-are-in-line", test_rows_are_in_line);
  g_test_add_func ("/card-layout/loose-columns-fill-their-height",
                   test_loose_columns_fill_their_height);
  return g_test_run ();
}
