/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-table.h"

#include "in-english.h"
#include "loop-run.h"
#include "uncut-labels.h"
#include "widget-search.h"
#include "zhihui-case-cell.h"
#include "zhihui-language.h"
#include "zhihui-view.h"

#include <adwaita.h>

#define NOW 1795746249 /* 2026-11-27 10:24:09 in Shanghai */
#define DAY_S 86400
#define DPI (96 * 1024) /* as GTK counts it */

/* What the table has on the page of cases: alone and beside the pane, with 1280 to 2560 px. */
static const int widths[] = { 680, 842, 1066, 1226, 2346 };

/* Cases whose clocks have the longest words. */
static GPtrArray *
make_cases (void)
{
  static const struct
  {
    const char *state;
    int         submitted_s, accept_s, dispatch_s, sign_s, contact_s, reply_s, return_s, stands_s;
  } cases[] = {
    { "submitted", -60, 28 * 60 + 58, 0, 0, 0, 0, 0, 0 },
    { "submitted", -2 * 3600, -58 * 60 - 58, 0, 0, 0, 0, 0, 0 },
    { "accepted", -60, 0, 58 * 60 + 58, 0, 0, 0, 0, 0 },
    { "accepted", -400 * DAY_S, 0, -58 * 60 - 58, 0, 0, 0, 0, 0 },
    { "dispatched", -60, 0, 0, 14 * 60 + 58, 0, 0, 0, 0 },
    { "dispatched", -20 * DAY_S, 0, 0, -58 * 60 - 58, 0, 0, 0, 0 },
    { "signed", -60, 0, 0, 0, 3600 + 58 * 60, 0, 0, 0 },
    { "signed", -60, 0, 0, 0, -58 * 60 - 58, 0, 0, 0 },
    { "handling", -60, 0, 0, 0, 0, 28 * DAY_S + 23 * 3600, 0, 0 },
    { "handling", -60, 0, 0, 0, 0, -58 * 60 - 58, 0, 0 },
    { "handling", -60, 0, 0, 0, 0, -228 * DAY_S, 0, 0 },
    { "handling", -60, 0, 0, 0, 0, 0, 2 * DAY_S + 23 * 3600, 0 },
    { "handling", -60, 0, 0, 0, 0, 0, -58 * 60 - 58, 0 },
    { "handling", -60, 0, 0, 0, 0, 1, 0, -128 * DAY_S },
  };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_case_unref);

#define SET(field, after_s)                                                                        \
  if (cases[i].after_s != 0)                                                                       \
  (field) = NOW + cases[i].after_s
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiDeskCase *one = zhihui_desk_case_new ();

      one->id = g_strdup_printf ("c-%u", i);
      one->no = g_strdup_printf ("ZC202611270000%02u", i);
      one->title = g_strdup ("松龄路街道");
      one->topic = g_strdup ("");
      one->state = g_strdup (cases[i].state);
      SET (one->submitted_at, submitted_s);
      SET (one->accept_due_at, accept_s);
      SET (one->dispatch_due_at, dispatch_s);
      SET (one->objection_due_at, return_s);
      if (i > 3)
        {
          one->work = zhihui_case_work_new ();
          one->work->unit.id = g_strdup ("u-1");
          one->work->unit.name = g_strdup ("行政审批局");
          SET (one->work->sign_due_at, sign_s);
          SET (one->work->contact_due_at, contact_s);
          SET (one->work->due_at, reply_s);
          SET (one->work->return_requested_at, return_s);
          SET (one->work->suspended_at, stands_s);
        }
      g_ptr_array_add (list, one);
    }
#undef SET
  return list;
}

static void
set_dpi (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scale * DPI), NULL);
}

/* The words become larger while the table is there, as somebody who turns on “Large Text” has it.
 */
static void
test_nothing_is_cut (gconstpointer language)
{
  GtkWidget *window = gtk_window_new (), *table;
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) cases = make_cases ();
  g_autoptr (ZhihuiSituation) situation =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (situation);

  set_dpi (1);
  g_assert_true (zhihui_language_is_spoken (language));
  table = g_object_new (ZHIHUI_TYPE_CASE_TABLE, NULL);
  zhihui_case_table_set_place (ZHIHUI_CASE_TABLE (table), names, zone);
  zhihui_case_table_set_now (ZHIHUI_CASE_TABLE (table), NOW, FALSE);
  gtk_widget_set_halign (table, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  loop_run_until (uncut_labels_are_laid, table);
  zhihui_case_table_show (ZHIHUI_CASE_TABLE (table), cases);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths); i++)
    {
      set_dpi (i % 2 == 0 ? 1 : 1.5);
      uncut_labels_give_room (window, table, widths[i / 2], 700);
      g_test_message ("%d px, %s", widths[i / 2], i % 2 == 0 ? "as usual" : "large text");
      /* subject, state and clock at the least */
      g_assert_cmpuint (uncut_labels_count (table), >=, 3 * (1 + cases->len));
    }
  set_dpi (1);
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  GtkWidget *window, *table; /* borrowed */
  guint      n_told;         /* how often another was selected */
} Shown;

static void
selected_cb (Shown *shown)
{
  shown->n_told++;
}

static void
show_table (Shown *shown, GPtrArray *cases)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiSituation) situation =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (situation);

  shown->window = gtk_window_new ();
  shown->table = g_object_new (ZHIHUI_TYPE_CASE_TABLE, NULL);
  zhihui_case_table_set_place (ZHIHUI_CASE_TABLE (shown->table), names, zone);
  zhihui_case_table_set_now (ZHIHUI_CASE_TABLE (shown->table), NOW, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 1280, 700);
  gtk_window_set_child (GTK_WINDOW (shown->window), shown->table);
  gtk_window_present (GTK_WINDOW (shown->window));
  zhihui_case_table_show (ZHIHUI_CASE_TABLE (shown->table), cases);
  loop_run_until (uncut_labels_are_laid, shown->table);
  g_signal_connect_swapped (shown->table, "selected", G_CALLBACK (selected_cb), shown);
}

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_WIDGET (widget) && g_type_is_a (G_OBJECT_TYPE (widget), ZHIHUI_TYPE_CASE_CELL) &&
         gtk_widget_get_has_tooltip (widget);
}

static gboolean
has_text (GtkWidget *widget, gconstpointer data)
{
  return has_tooltip (widget, data) && gtk_widget_get_tooltip_text (widget) != NULL;
}

/* A text that is set makes GTK ask the X server where the pointer is, for each row each second. */
static void
test_tooltips_are_made_when_they_are_wanted (void)
{
  g_autoptr (GPtrArray) cases = make_cases ();
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  Shown      shown = { NULL };
  GtkWidget *cell;
  gboolean   is_told = FALSE;

  show_table (&shown, cases);
  cell = widget_search_first (shown.table, has_tooltip, NULL);
  g_assert_nonnull (cell);
  g_assert_null (widget_search_first (shown.table, has_text, NULL));
  /* The first case has no unit, but a clock. */
  g_signal_emit_by_name (cell, "query-tooltip", 0, 0, FALSE, tooltip, &is_told);
  g_assert_false (is_told);
  cell = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_parent (cell)));
  cell = gtk_widget_get_first_child (cell);
  g_signal_emit_by_name (cell, "query-tooltip", 0, 0, FALSE, tooltip, &is_told);
  g_assert_true (is_told);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

/* Those of another filter come in the same rows: of the widgets not one is another. */
static void
test_other_cases_take_the_rows (void)
{
  g_autoptr (GPtrArray) cases = make_cases (), others = make_cases ();
  Shown            shown = { NULL };
  ZhihuiCaseTable *table;
  GtkWidget       *cell;

  g_ptr_array_remove_range (others, 0, 3);
  show_table (&shown, cases);
  table = ZHIHUI_CASE_TABLE (shown.table);
  cell = widget_search_first (shown.table, has_tooltip, NULL);
  g_assert_true (zhihui_case_table_select (table, "c-3"));
  g_assert_cmpuint (shown.n_told, ==, 1);

  zhihui_case_table_show_others (table, others);
  g_assert_true (widget_search_first (shown.table, has_tooltip, NULL) == cell);
  g_assert_cmpuint (zhihui_case_table_get_n_rows (table), ==, others->len);
  g_assert_null (zhihui_case_table_get_selected (table));
  g_assert_cmpuint (shown.n_told, ==, 2);
  for (guint i = 0; i < others->len; i++)
    g_assert_true (zhihui_case_table_get_nth (table, i) == others->pdata[i]);
  g_assert_false (zhihui_case_table_select (table, "c-0"));
  g_assert_true (zhihui_case_table_select (table, "c-3"));
  g_assert_true (zhihui_case_table_get_selected (table) == others->pdata[0]);
  /* More of them, and where they stand by a column. */
  zhihui_case_table_sort (table, ZHIHUI_CASE_CELL_NO, TRUE);
  zhihui_case_table_show_others (table, cases);
  for (guint i = 0; i < cases->len; i++)
    g_assert_true (zhihui_case_table_get_nth (table, i) == cases->pdata[cases->len - 1 - i]);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

static void
test_nor_in_english (void)
{
  in_english (test_nothing_is_cut, "en");
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) style = NULL;

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  adw_init ();
  zhihui_view_init ();
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/cn/zhihui/Zhihui/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_test_add_data_func ("/case-table/nothing-is-cut", "zh_CN", test_nothing_is_cut);
  g_test_add_func ("/case-table/nor-is-it-in-english", test_nor_in_english);
  g_test_add_func ("/case-table/tooltips-are-made-when-they-are-wanted",
                   test_tooltips_are_made_when_they_are_wanted);
  g_test_add_func ("/case-table/other-cases-take-the-rows", test_other_cases_take_the_rows);
  return g_test_run ();
}
