/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "desk-application.h"
#include "loop-run.h"
#include "report-sample.h"
#include "typed-keys.h"
#include "widget-search.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-review.h"
#include "zhihui-desk-sidebar.h"
#include "zhihui-desk-window.h"
#include "zhihui-format.h"
#include "zhihui-meeting-agenda.h"
#include "zhihui-meeting-pane.h"
#include "zhihui-period-choice.h"
#include "zhihui-ranking-table.h"
#include "zhihui-settings-store.h"
#include "zhihui-unit-pane.h"

/* A source that holds one situation and remembers what was asked of it. */
#define STILL_TYPE_SOURCE (still_source_get_type ())
G_DECLARE_FINAL_TYPE (StillSource, still_source, STILL, SOURCE, GObject)

struct _StillSource
{
  GObject parent_instance;

  ZhihuiSituation *situation; /* owned */
  char            *peer;      /* owned: of the first board wanted */
  char            *period;    /* owned: likewise */
  gboolean         running;
};

static void
set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  StillSource *self = STILL_SOURCE (source);

  g_free (self->peer);
  g_free (self->period);
  self->peer = g_strdup (wants->rankings[0].peer);
  self->period = g_strdup (wants->rankings[0].period);
}

static void
start (ZhihuiSource *source)
{
  STILL_SOURCE (source)->running = TRUE;
}

static void
stop (ZhihuiSource *source)
{
  STILL_SOURCE (source)->running = FALSE;
}

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return STILL_SOURCE (source)->situation;
}

static gboolean
is_settled (ZhihuiSource *source)
{
  return TRUE;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = set_wants;
  iface->start = start;
  iface->stop = stop;
  iface->get_situation = get_situation;
  iface->is_settled = is_settled;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StillSource,
                               still_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
still_source_finalize (GObject *object)
{
  StillSource *self = STILL_SOURCE (object);

  zhihui_situation_unref (self->situation);
  g_free (self->peer);
  g_free (self->period);
  G_OBJECT_CLASS (still_source_parent_class)->finalize (object);
}

static void
still_source_class_init (StillSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = still_source_finalize;
}

static void
still_source_init (StillSource *self)
{
  self->situation = report_sample_new (99, 20);
}

typedef struct
{
  StillSource *source;
  GtkWidget   *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  AdwApplication *application = ADW_APPLICATION (g_application_get_default ());

  self->source = g_object_new (STILL_TYPE_SOURCE, NULL);
  self->window = zhihui_desk_window_new (application, ZHIHUI_SOURCE (self->source));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_false (self->source->running);
  /* what was asked of the source ends in its own time */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->source);
}

static void
test_first_group (Fixture *self, gconstpointer data)
{
  GtkWidget *table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);

  g_assert_true (self->source->running);
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (ZHIHUI_RANKING_TABLE (table)), ==, 13);
  g_assert_true (widget_search_has_label (self->window, "般阳民生"));
  g_assert_cmpstr (self->source->peer, ==, "town");
}

static void
test_other_group (Fixture *self, gconstpointer data)
{
  GtkWidget *table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  GtkWidget *button = widget_search_toggle (self->window, "部门 99");

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpstr (self->source->peer, ==, "department");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (ZHIHUI_RANKING_TABLE (table)), ==, 99);
}

static void
test_period (Fixture *self, gconstpointer data)
{
  GtkWidget *choice = widget_search_type (self->window, ZHIHUI_TYPE_PERIOD_CHOICE);
  GtkWidget *button = widget_search_type (choice, GTK_TYPE_MENU_BUTTON);
  GtkWidget *list = widget_search_type (
    GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_LIST_BOX);

  g_assert_null (self->source->period);
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 5)));
  g_assert_cmpstr (self->source->period, ==, "quarter");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "本季度");
}

static void
test_portrait (Fixture *self, gconstpointer data)
{
  GtkWidget         *table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  GtkWidget         *pane = widget_search_type (self->window, ZHIHUI_TYPE_UNIT_PANE);
  ZhihuiUnitRow     *row = zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (table));
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, ZHIHUI_BOARD_OVERDUE);
  g_autofree char   *rank = g_strdup_printf ("%u / 13", score->rank);

  g_assert_true (widget_search_has_label (pane, zhihui_unit_row_get_unit (row)->name));
  g_assert_true (widget_search_has_label (pane, rank));
}

static void
assert_remembered (const char *state, const char *period_asked)
{
  AdwApplication *application = ADW_APPLICATION (g_application_get_default ());
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, backend);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ZhihuiDeskSettings) settings = zhihui_desk_settings_new (store);
      g_autoptr (StillSource) source = g_object_new (STILL_TYPE_SOURCE, NULL);
      GtkWidget *window =
        zhihui_desk_window_new_remembering (application, ZHIHUI_SOURCE (source), settings);
      ZhihuiRankingTable *table =
        ZHIHUI_RANKING_TABLE (widget_search_type (window, ZHIHUI_TYPE_RANKING_TABLE));
      ZhihuiPeriodChoice *period =
        ZHIHUI_PERIOD_CHOICE (widget_search_type (window, ZHIHUI_TYPE_PERIOD_CHOICE));
      GtkWidget *peer = widget_search_toggle (window, "部门 99");

      if (i == 0)
        {
          zhihui_ranking_table_set_board (table, ZHIHUI_BOARD_RETURN);
          zhihui_period_choice_set_state (period, state);
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (peer), TRUE);
        }
      g_assert_cmpint (zhihui_ranking_table_get_board (table), ==, ZHIHUI_BOARD_RETURN);
      g_assert_cmpstr (zhihui_period_choice_get_state (period), ==, state);
      g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (peer)));
      g_assert_cmpstr (source->peer, ==, "department");
      g_assert_cmpstr (source->period, ==, period_asked);
      gtk_window_destroy (GTK_WINDOW (window));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static const char *
name_page (Fixture *self)
{
  return G_OBJECT_TYPE_NAME (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)));
}

/* The pages of a window are about the same unit, and the menu leads to all that is known of it. */
static void
test_one_unit (Fixture *self, gconstpointer data)
{
  ZhihuiDesk         *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  ZhihuiRankingTable *table =
    ZHIHUI_RANKING_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE));
  ZhihuiUnitRow   *row = zhihui_ranking_table_get_selected (table);
  g_autofree char *first = g_strdup (zhihui_unit_row_get_unit (row)->id);
  const char      *other;
  GVariantDict     target;

  g_assert_cmpstr (zhihui_desk_get_unit (desk), ==, first);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (table), "ranking.portrait", NULL));
  g_assert_cmpstr (name_page (self), ==, "ZhihuiDeskPortrait");
  g_assert_cmpstr (zhihui_desk_get_unit (desk), ==, first);

  /* Another one is chosen there: it is selected when the boards are seen again. */
  other = g_str_equal (first, "t001") ? "t002" : "t001";
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "unit", "s", other);
  zhihui_desk_go (desk, "portrait", g_variant_dict_end (&target));
  zhihui_desk_go (desk, "rankings", NULL);
  row = zhihui_ranking_table_get_selected (table);
  g_assert_cmpstr (zhihui_unit_row_get_unit (row)->id, ==, other);
}

/* As in the next window, and on the next day. */
static void
test_remembered (Fixture *self, gconstpointer data)
{
  assert_remembered ("quarter", "quarter");
  assert_remembered ("last-month", "2026-06"); /* reckoned from the platform's today */
}

/* An answer that is on its way holds the page it is for. */
static void
test_late_answers (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  AdwApplication *application = ADW_APPLICATION (g_application_get_default ());
  GtkWidget      *window = zhihui_desk_window_new (application, ZHIHUI_SOURCE (self->source));
  ZhihuiDesk     *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window));

  for (guint i = 0; zhihui_desk_pages_get (i) != NULL; i++)
    {
      zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (window), zhihui_desk_pages_get (i)->id, NULL);
      g_ptr_array_add (held,
                       g_object_ref (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (window))));
    }
  g_object_add_weak_pointer (G_OBJECT (desk), (gpointer *) &desk);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (held->len > 0)
    {
      g_assert_nonnull (desk);
      g_ptr_array_remove_index (held, 0);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (desk);
}

/* Boards that cannot be had are no empty table. */
static void
test_no_boards (Fixture *self, gconstpointer data)
{
  ZhihuiSituation        *before = self->source->situation;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (before);
  ZhihuiReceipt           failed = { .failing_us = g_get_monotonic_time (),
                                     .n_failures = 1,
                                     .detail = (char *) "<not> kept" };

  g_assert_false (widget_search_has_label (self->window, "无法显示这些榜单"));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      zhihui_situation_builder_set_ranking (builder, board, "town", NULL);
      zhihui_situation_builder_set_ranking_receipt (builder, board, "town", &failed);
    }
  self->source->situation = zhihui_situation_builder_finish (builder);
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  g_assert_true (widget_search_has_label (self->window, "无法显示这些榜单"));
  g_assert_true (widget_search_has_label (self->window, "<not> kept"));
  zhihui_situation_unref (before);
}

static void
test_wrong_clock (Fixture *self, gconstpointer data)
{
  ZhihuiSituation        *before = self->source->situation;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (before);
  g_autofree char        *age = zhihui_format_age (725);
  g_autofree char        *words = g_strdup_printf ("本机时钟比平台快 %s", age);

  g_assert_false (widget_search_has_label (self->window, words));
  zhihui_situation_builder_set_clock_error (builder, 725);
  self->source->situation = zhihui_situation_builder_finish (builder);
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  g_assert_true (widget_search_has_label (self->window, words));
  zhihui_situation_unref (before);
}

/* The list and the meeting do not stand side by side here. */
static void
test_narrow_review (Fixture *self, gconstpointer data)
{
  GtkWidget  *window = gtk_window_new ();
  GtkWidget  *page = g_object_new (ZHIHUI_TYPE_DESK_REVIEW, NULL);
  AdwLeaflet *leaflet = ADW_LEAFLET (widget_search_type (page, ADW_TYPE_LEAFLET));
  GtkWidget  *agenda = widget_search_type (page, ZHIHUI_TYPE_MEETING_AGENDA);
  GtkWidget  *pane = widget_search_type (page, ZHIHUI_TYPE_MEETING_PANE);
  GtkWidget  *back;
  gint64      end_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  gtk_window_set_default_size (GTK_WINDOW (window), 500, 700);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  while (!adw_leaflet_get_folded (leaflet) && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (adw_leaflet_get_folded (leaflet));

  g_signal_emit_by_name (agenda, "activated");
  g_assert_true (gtk_widget_is_ancestor (pane, adw_leaflet_get_visible_child (leaflet)));
  back = widget_search_type (adw_leaflet_get_visible_child (leaflet), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_visible (back));
  g_signal_emit_by_name (back, "clicked");
  g_assert_true (gtk_widget_is_ancestor (agenda, adw_leaflet_get_visible_child (leaflet)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The arrows select the rows that they go through; the page is turned by Enter. */
static void
test_sidebar (Fixture *self, gconstpointer data)
{
  GtkWidget  *sidebar = widget_search_type (self->window, ZHIHUI_TYPE_DESK_SIDEBAR);
  GtkListBox *list = GTK_LIST_BOX (widget_search_type (sidebar, GTK_TYPE_LIST_BOX));

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 2));
  g_assert_cmpstr (
    gtk_widget_get_name (GTK_WIDGET (gtk_list_box_get_selected_row (list))), ==, "rankings");
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", NULL);
  g_assert_cmpstr (
    gtk_widget_get_name (GTK_WIDGET (gtk_list_box_get_selected_row (list))), ==, "cases");
}

/* A platform tells no more than five hundred at once: how many there are is not known. */
static void
test_many_alerts (Fixture *self, gconstpointer data)
{
  ZhihuiSituation        *before = self->source->situation;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (before);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();
  GtkWidget *row;

  for (guint i = 0; i < 500; i++)
    {
      ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup_printf ("a-%u", i);
      alert->kind = g_strdup ("overdue");
      alert->text = g_strdup ("1 件超期");
      alert->unit = g_strdup ("");
      g_ptr_array_add (alerts->items, alert);
    }
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, alerts);
  self->source->situation = zhihui_situation_builder_finish (builder);
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  row = gtk_widget_get_ancestor (widget_search_label (self->window, "预警"), GTK_TYPE_LIST_BOX_ROW);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "红色、橙色 0 条，未确认超过 500 条");
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "alerts", NULL);
  g_assert_true (widget_search_has_words (self->window, "可能还有更多"));
  alerts->total = 812;
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "红色、橙色 0 条，未确认共 812 条");
  zhihui_situation_unref (before);
}

/* ---- where the keyboard is ---- */

static gboolean
has_focus (GtkWidget *window, GType type)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL;
}

static gboolean
is_in_table (gpointer window)
{
  return has_focus (window, ZHIHUI_TYPE_RANKING_TABLE);
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer n)
{
  (*(guint *) n)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
are_enough (gpointer n)
{
  return *(const guint *) n > 5;
}

static void
pass_frames (GtkWidget *window)
{
  guint n = 0;
  guint id = gtk_widget_add_tick_callback (window, count_frame_cb, &n, NULL);

  loop_run_until (are_enough, &n);
  gtk_widget_remove_tick_callback (window, id);
}

static void
test_keyboard (Fixture *self, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (self->window));
  loop_run_until (is_in_table, self->window);
}

/* As with every source that is asked over a network. */
static void
test_keyboard_of_late_figures (Fixture *self, gconstpointer data)
{
  AdwApplication         *application = ADW_APPLICATION (g_application_get_default ());
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  StillSource            *source = g_object_new (STILL_TYPE_SOURCE, NULL);
  ZhihuiSituation        *told = source->situation;
  GtkWidget              *window;

  source->situation = zhihui_situation_builder_finish (builder);
  window = zhihui_desk_window_new (application, ZHIHUI_SOURCE (source));
  gtk_window_present (GTK_WINDOW (window));
  pass_frames (window);
  g_assert_true (has_focus (window, ZHIHUI_TYPE_DESK_SIDEBAR));
  zhihui_situation_unref (source->situation);
  source->situation = told;
  g_signal_emit_by_name (source, "situation-changed", source->situation);
  loop_run_until (is_in_table, window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (source);
}

static void
test_moved_keyboard (Fixture *self, gconstpointer data)
{
  GtkWidget *button = widget_search_type (self->window, ADW_TYPE_SPLIT_BUTTON);

  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_child_focus (button, GTK_DIR_TAB_FORWARD));
  pass_frames (self->window);
  g_assert_true (has_focus (self->window, ADW_TYPE_SPLIT_BUTTON));
}

static void
test_keyboard_in_sidebar (Fixture *self, gconstpointer data)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  GtkWidget  *sidebar = widget_search_type (self->window, ZHIHUI_TYPE_DESK_SIDEBAR);

  zhihui_desk_go (desk, "trends", NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_child_focus (sidebar, GTK_DIR_TAB_FORWARD));
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  pass_frames (self->window);
  g_assert_true (has_focus (self->window, ZHIHUI_TYPE_DESK_SIDEBAR));
}

static gboolean
is_selected (GtkWidget *table, const ZhihuiUnit *unit)
{
  ZhihuiUnitRow *row = zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (table));

  return row != NULL && g_str_equal (zhihui_unit_row_get_unit (row)->id, unit->id);
}

static void
type_search (GtkWidget *window, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (widget_search_type (window, GTK_TYPE_SEARCH_ENTRY)), text);
  gtk_window_present (GTK_WINDOW (window));
  pass_frames (window);
}

/* The portrait is never of nobody while there are units, and a search is but a look. */
static void
test_search (Fixture *self, gconstpointer data)
{
  GtkWidget        *table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  GtkWidget        *pane = widget_search_type (self->window, ZHIHUI_TYPE_UNIT_PANE);
  ZhihuiRanking    *board = zhihui_situation_get_ranking (self->source->situation, 0, "town");
  const ZhihuiUnit *first = board->scores[4].unit, *other = board->scores[7].unit;

  zhihui_ranking_table_select (ZHIHUI_RANKING_TABLE (table), first->id);
  type_search (self->window, other->name);
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (ZHIHUI_RANKING_TABLE (table)), ==, 1);
  g_assert_true (is_selected (table, other));
  g_assert_true (widget_search_has_label (pane, other->name));
  g_signal_emit_by_name (self->source, "situation-changed", self->source->situation);
  type_search (self->window, "");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (ZHIHUI_RANKING_TABLE (table)), ==, 13);
  g_assert_true (is_selected (table, first));
}

static gboolean
is_menu (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
has_menu (gpointer table)
{
  return widget_search_first (table, is_menu, NULL) != NULL;
}

static gboolean
is_pressed_row (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_widget_get_css_name (widget), "row") == 0 &&
         (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_ACTIVE) != 0;
}

static void
test_menu_leaves_no_mark (Fixture *self, gconstpointer data)
{
  GtkWidget *table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);

  gtk_window_present (GTK_WINDOW (self->window));
  loop_run_until (is_in_table, self->window);
  typed_keys_click (gtk_window_get_focus (GTK_WINDOW (self->window)), "3");
  typed_keys_await (has_menu, table);
  typed_keys_press (self->window, "key", "Escape");
  while (has_menu (table))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (widget_search_first (table, is_pressed_row, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-window/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-first-peer-group-is-shown-at-once", test_first_group);
  ADD ("another-peer-group-is-asked-of-the-source-and-shown", test_other_group);
  ADD ("another-period-is-asked-of-the-source", test_period);
  ADD ("the-portrait-is-of-the-selected-unit", test_portrait);
  ADD ("the-pages-are-about-one-unit", test_one_unit);
  ADD ("what-was-chosen-is-chosen-in-the-next-window", test_remembered);
  ADD ("a-page-that-outlives-its-window-has-its-desk", test_late_answers);
  ADD ("boards-that-cannot-be-had-say-why", test_no_boards);
  ADD ("a-wrong-clock-is-said", test_wrong_clock);
  ADD ("the-page-that-is-seen-is-the-one-selected-in-the-sidebar", test_sidebar);
  ADD ("more-alerts-than-are-told-at-once-are-not-counted-as-all", test_many_alerts);
  ADD ("the-keyboard-is-in-the-table-once-there-are-units", test_keyboard);
  ADD ("the-keyboard-waits-for-late-figures", test_keyboard_of_late_figures);
  ADD ("a-keyboard-that-was-moved-stays-where-it-is", test_moved_keyboard);
  ADD ("who-walks-through-the-sidebar-goes-on-there", test_keyboard_in_sidebar);
  ADD ("a-search-is-but-a-look", test_search);
  ADD ("a-menu-leaves-no-mark-on-its-row", test_menu_leaves_no_mark);
  ADD ("a-narrow-review-leads-back-to-its-list", test_narrow_review);
#undef ADD
  return g_test_run ();
}
