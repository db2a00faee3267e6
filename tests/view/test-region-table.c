/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-table.h"

#include "in-english.h"
#include "loop-run.h"
#include "uncut-labels.h"
#include "widget-search.h"
#include "zhihui-language.h"

/* The room that the table has on the map page of a window of 1280 px. */
#define WIDTH 552

static ZhihuiSituation *
make_situation (void)
{
  static const struct
  {
    const char *code, *name;
    gint64      k, n;
  } towns[] = { { "370302100", "松龄路街道", 1234, 12345 }, { "370302101", "太河镇", 2, 3 } };
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiRegions) regions = zhihui_regions_new ();
  g_autoptr (ZhihuiMapFigures) figures = zhihui_map_figures_new ();

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      ZhihuiRegion       *region = g_new0 (ZhihuiRegion, 1);
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      region->code = g_strdup (towns[i].code);
      region->name = g_strdup (towns[i].name);
      region->parent = g_strdup ("370302");
      region->population = -1;
      g_ptr_array_add (regions->items, region);
      figure->code = g_strdup (towns[i].code);
      figure->n = towns[i].n;
      figure->open = 1234;
      figure->overdue = 123;
      for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
        {
          figure->rates[board].k = towns[i].k;
          figure->rates[board].n = towns[i].n;
        }
      g_ptr_array_add (figures->items, figure);
    }
  for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
    figures->rates[board] = (ZhihuiMapRate){ .is_told = TRUE, .min_n = 20 };
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, regions);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
  return zhihui_situation_builder_finish (builder);
}

static void
test_nothing_is_cut (gconstpointer language)
{
  GtkWidget *window = gtk_window_new (), *table;
  g_autoptr (ZhihuiSituation) situation = make_situation ();

  g_assert_true (zhihui_language_is_spoken (language));
  table = g_object_new (ZHIHUI_TYPE_REGION_TABLE, NULL);
  gtk_widget_set_size_request (table, WIDTH, 300);
  gtk_widget_set_halign (table, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  loop_run_until (uncut_labels_are_laid, table);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiBreaksRule rule = zhihui_breaks_rule_get_default (board);
      const gint64           steps[] = { 12345, 3 };
      g_autoptr (ZhihuiMapReading) reading = zhihui_map_reading_new (situation, board, NULL);
      ZhihuiMapBreaks breaks = zhihui_map_breaks_make (&rule, reading->measure, steps, 2);

      zhihui_region_table_show (ZHIHUI_REGION_TABLE (table), reading, &breaks);
      uncut_labels_give_room (window, table, WIDTH, 300);
      /* six titles, and most cells of two rows */
      g_assert_cmpuint (uncut_labels_count (table), >=, 14);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_columns (GtkWidget *table)
{
  GtkWidget *view = widget_search_type (table, GTK_TYPE_COLUMN_VIEW);

  return g_list_model_get_n_items (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)));
}

/* It never goes sideways: what is the least to the point gives way, and comes back. */
static void
test_columns_give_way (void)
{
  GtkWidget *window = gtk_window_new (), *table, *scroller;
  g_autoptr (ZhihuiSituation) situation = make_situation ();
  const ZhihuiBreaksRule rule = zhihui_breaks_rule_get_default (ZHIHUI_BOARD_OVERDUE);
  const gint64           steps[] = { 12345, 3 };
  g_autoptr (ZhihuiMapReading) reading =
    zhihui_map_reading_new (situation, ZHIHUI_BOARD_OVERDUE, NULL);
  ZhihuiMapBreaks breaks = zhihui_map_breaks_make (&rule, reading->measure, steps, 2);

  zhihui_language_speak ("en");
  table = g_object_new (ZHIHUI_TYPE_REGION_TABLE, NULL);
  scroller = widget_search_type (table, GTK_TYPE_SCROLLED_WINDOW);
  gtk_widget_set_halign (table, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  loop_run_until (uncut_labels_are_laid, table);
  zhihui_region_table_show (ZHIHUI_REGION_TABLE (table), reading, &breaks);
  uncut_labels_give_room (window, table, 900, 300);
  g_assert_cmpuint (count_columns (table), ==, ZHIHUI_N_REGION_COLUMNS);
  for (int width = 900; width >= 240; width -= 60)
    {
      GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

      uncut_labels_give_room (window, table, width, 300);
      g_assert_cmpfloat (
        gtk_adjustment_get_upper (across), <=, gtk_adjustment_get_page_size (across));
    }
  g_assert_cmpuint (count_columns (table), <, ZHIHUI_N_REGION_COLUMNS - 1);
  uncut_labels_give_room (window, table, 900, 300);
  g_assert_cmpuint (count_columns (table), ==, ZHIHUI_N_REGION_COLUMNS);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_nor_in_english (void)
{
  in_english (test_nothing_is_cut, "en");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  g_test_add_data_func (
    "/region-table/nothing-is-cut-at-the-usual-width", "zh_CN", test_nothing_is_cut);
  g_test_add_func ("/region-table/columns-give-way-where-there-is-no-room", test_columns_give_way);
  g_test_add_func ("/region-table/nor-is-it-in-english", test_nor_in_english);
  return g_test_run ();
}
