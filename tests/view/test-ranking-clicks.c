/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-run.h"
#include "report-sample.h"
#include "typed-keys.h"
#include "widget-search.h"
#include "zhihui-board-cell.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#include <adwaita.h>

/* What the pointer does, as a person moves it. */
typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table; /* owned by @window */
  ZhihuiSituation    *situation;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->situation = report_sample_new (99, 20);
  self->table = ZHIHUI_RANKING_TABLE (zhihui_ranking_table_new ());
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->table));
  zhihui_ranking_table_show (self->table, self->situation, "department");
  gtk_window_present (GTK_WINDOW (self->window));
  for (guint i = 0; i < 5; i++)
    {
      gtk_widget_queue_draw (self->window);
      loop_run_one_frame (self->window);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  zhihui_situation_unref (self->situation);
}

static gboolean
is_cell_of (GtkWidget *widget, gconstpointer unit)
{
  ZhihuiUnitRow *row =
    ZHIHUI_IS_BOARD_CELL (widget) ? zhihui_board_cell_get_row (ZHIHUI_BOARD_CELL (widget)) : NULL;
  const ZhihuiUnit *shown = row != NULL ? zhihui_unit_row_get_unit (row) : NULL;

  return shown != NULL && gtk_widget_get_mapped (widget) && g_str_equal (shown->id, unit);
}

/* Returns: (transfer full): the unit of that row of the list */
static char *
dup_unit (Fixture *self, guint position)
{
  GtkColumnView *view =
    GTK_COLUMN_VIEW (widget_search_type (GTK_WIDGET (self->table), GTK_TYPE_COLUMN_VIEW));
  g_autoptr (ZhihuiUnitRow) row =
    g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  return g_strdup (zhihui_unit_row_get_unit (row)->id);
}

typedef struct
{
  Fixture    *fixture;
  const char *units; /* in the order of the list */
} Wanted;

static gboolean
are_selected (gpointer data)
{
  Wanted *self = data;
  g_autoptr (GPtrArray) rows = zhihui_ranking_table_list_selected (self->fixture->table);
  g_autoptr (GString) units = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (units, "%s ", zhihui_unit_row_get_unit (rows->pdata[i])->id);
  return g_str_equal (units->str, self->units);
}

static void
await_selected (Fixture *self, const char *first, const char *second)
{
  g_autofree char *units = g_strconcat (first, " ", second, second != NULL ? " " : NULL, NULL);
  Wanted           wanted = { self, units };

  loop_run_until (are_selected, &wanted);
}

static GtkWidget *
find_cell (Fixture *self, const char *unit)
{
  return widget_search_first (GTK_WIDGET (self->table), is_cell_of, unit);
}

static void
a_click_with_ctrl_adds_and_takes_away (Fixture *self, gconstpointer data)
{
  g_autofree char *first = dup_unit (self, 1);
  g_autofree char *third = dup_unit (self, 3);
  g_autofree char *fifth = dup_unit (self, 5);

  typed_keys_click (find_cell (self, first), "1");
  await_selected (self, first, NULL);
  typed_keys_click_holding (find_cell (self, third), "ctrl");
  await_selected (self, first, third);
  typed_keys_click_holding (find_cell (self, first), "ctrl");
  await_selected (self, third, NULL);
  typed_keys_click (find_cell (self, fifth), "1");
  await_selected (self, fifth, NULL);
}

/* The keyboard is where the pointer was last. */
static void
the_arrows_go_on_from_there (Fixture *self, gconstpointer data)
{
  g_autofree char *first = dup_unit (self, 1);
  g_autofree char *third = dup_unit (self, 3);
  g_autofree char *fourth = dup_unit (self, 4);

  typed_keys_click (find_cell (self, first), "1");
  await_selected (self, first, NULL);
  typed_keys_click_holding (find_cell (self, third), "ctrl");
  await_selected (self, first, third);
  typed_keys_press (self->window, "key", "Down");
  await_selected (self, fourth, NULL);
}

/* From where Ctrl was last held. */
static void
a_click_with_shift_reaches_from_there (Fixture *self, gconstpointer data)
{
  g_autofree char *first = dup_unit (self, 1);
  g_autofree char *third = dup_unit (self, 3);
  g_autofree char *fourth = dup_unit (self, 4);

  typed_keys_click (find_cell (self, first), "1");
  await_selected (self, first, NULL);
  typed_keys_click_holding (find_cell (self, third), "ctrl");
  await_selected (self, first, third);
  typed_keys_click_holding (find_cell (self, fourth), "shift");
  await_selected (self, third, fourth);
}

static GtkAdjustment *
get_place (Fixture *self)
{
  return gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (widget_search_type (GTK_WIDGET (self->table), GTK_TYPE_SCROLLED_WINDOW)));
}

static gboolean
is_at_head (gpointer place)
{
  return gtk_adjustment_get_value (place) < 1.0;
}

static void
scroll_down (Fixture *self)
{
  gtk_adjustment_set_value (get_place (self), 800);
  loop_run_one_frame (self->window);
  g_assert_false (is_at_head (get_place (self)));
}

static void
another_list_begins_at_its_head (Fixture *self, gconstpointer data)
{
  scroll_down (self);
  zhihui_ranking_table_set_board (self->table, ZHIHUI_BOARD_RETURN);
  loop_run_until (is_at_head, get_place (self));

  scroll_down (self);
  zhihui_ranking_table_show (self->table, self->situation, "town");
  loop_run_until (is_at_head, get_place (self));
}

static void
the_same_list_stays_where_it_is_read (Fixture *self, gconstpointer data)
{
  double before;

  scroll_down (self);
  before = gtk_adjustment_get_value (get_place (self));
  zhihui_ranking_table_show (self->table, self->situation, "department");
  for (guint i = 0; i < 3; i++)
    {
      gtk_widget_queue_draw (self->window);
      loop_run_one_frame (self->window);
    }
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_place (self)), before, 0.5);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  zhihui_view_init ();
#define ADD(path, test) g_test_add ("/ranking-clicks/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("with-ctrl-adds-and-takes-away", a_click_with_ctrl_adds_and_takes_away);
  ADD ("the-arrows-go-on-from-there", the_arrows_go_on_from_there);
  ADD ("with-shift-reaches-from-there", a_click_with_shift_reaches_from_there);
  ADD ("another-list-begins-at-its-head", another_list_begins_at_its_head);
  ADD ("the-same-list-stays-where-it-is-read", the_same_list_stays_where_it_is_read);
#undef ADD
  return g_test_run ();
}
