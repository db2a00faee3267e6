/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"
#include "loop-run.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-case-pane.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-shield.h"
#include "zhihui-desk-sidebar.h"
#include "zhihui-desk-window.h"
#include "zhihui-map-view.h"
#include "zhihui-meeting-agenda.h"
#include "zhihui-ranking-table.h"
#include "zhihui-wall-console.h"

/* Where the keyboard is, and what the window is called, after its user turned to a page. */
typedef struct
{
  ServedScenario served;
  ZhihuiSource  *source;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_read (&self->served, "desk");
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
}

typedef struct
{
  GtkWidget *window;
  GType      type;
} Place;

static gboolean
is_there (gpointer data)
{
  Place     *place = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (place->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, place->type) != NULL;
}

static void
await_place (Fixture *self, GType type)
{
  Place place = { self->window, type };

  loop_run_until (is_there, &place);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer page)
{
  return GTK_IS_LIST_BOX_ROW (widget) && g_strcmp0 (gtk_widget_get_name (widget), page) == 0;
}

static GtkWidget *
find_row (Fixture *self, const char *page)
{
  return widget_search_first (
    widget_search_type (self->window, ZHIHUI_TYPE_DESK_SIDEBAR), is_row, page);
}

/* What Alt and a figure do. */
static void
turn_to (Fixture *self, const char *page)
{
  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", page));
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
  return *(const guint *) n > 80;
}

static void
pass_frames (GtkWidget *window)
{
  guint n = 0;
  guint id = gtk_widget_add_tick_callback (window, count_frame_cb, &n, NULL);

  loop_run_until (are_enough, &n);
  gtk_widget_remove_tick_callback (window, id);
}

/* ---- the keyboard ---- */

static void
test_keys (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *page;
    GType       type;
  } places[] = {
    { "cases", ZHIHUI_TYPE_CASE_TABLE },       { "rankings", ZHIHUI_TYPE_RANKING_TABLE },
    { "alerts", ZHIHUI_TYPE_ALERT_LIST },      { "map", ZHIHUI_TYPE_MAP_VIEW },
    { "review", ZHIHUI_TYPE_MEETING_AGENDA },  { "portrait", GTK_TYPE_DROP_DOWN },
    { "trends", GTK_TYPE_TOGGLE_BUTTON },      { "wall", ZHIHUI_TYPE_WALL_CONSOLE },
    { "rankings", ZHIHUI_TYPE_RANKING_TABLE }, { "cases", ZHIHUI_TYPE_CASE_TABLE },
  };

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      /* A page that is left takes the keyboard with it; the sidebar keeps it. */
      if (i % 2 == 0)
        gtk_widget_grab_focus (find_row (self, "past"));
      turn_to (self, places[i].page);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) != find_row (self, "past"));
      await_place (self, places[i].type);
    }
}

static void
test_chosen_step (Fixture *self, gconstpointer data)
{
  turn_to (self, "trends");
  await_place (self, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) ==
                 widget_search_toggle (self->window, "按月"));
}

/* Enter on a row of the sidebar leads into the page as well. */
static void
test_sidebar (Fixture *self, gconstpointer data)
{
  GtkWidget *row = find_row (self, "cases");

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  gtk_widget_grab_focus (row);
  g_assert_true (gtk_widget_activate (row));
  await_place (self, ZHIHUI_TYPE_CASE_TABLE);
}

static void
test_case (Fixture *self, gconstpointer data)
{
  GtkWidget       *table;
  ZhihuiDesk      *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  g_autofree char *id = NULL;

  turn_to (self, "cases");
  await_place (self, ZHIHUI_TYPE_CASE_TABLE);
  table = widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE);
  id = g_strdup (zhihui_case_table_get_nth (ZHIHUI_CASE_TABLE (table), 3)->id);
  turn_to (self, "portrait");
  await_place (self, GTK_TYPE_DROP_DOWN);
  zhihui_desk_go (desk, "cases", g_variant_new_parsed ("{'case': <%s>}", id));
  await_place (self, ZHIHUI_TYPE_CASE_PANE);
}

/* Neither what comes from the platform nor a list that comes late takes it away. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  GtkWidget *button = widget_search_type (self->window, ADW_TYPE_SPLIT_BUTTON);

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  turn_to (self, "cases");
  g_assert_true (gtk_widget_child_focus (button, GTK_DIR_TAB_FORWARD));
  g_signal_emit_by_name (
    self->source, "situation-changed", zhihui_source_get_situation (self->source));
  pass_frames (self->window);
  await_place (self, ADW_TYPE_SPLIT_BUTTON);
}

static void
test_covered (Fixture *self, gconstpointer data)
{
  ZhihuiDeskShield *shield;

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  shield = zhihui_desk_shield_put_over (GTK_WINDOW (self->window));
  zhihui_desk_shield_set_covered (shield, TRUE);
  turn_to (self, "trends");
  pass_frames (self->window);
  g_assert_cmpstr (
    gtk_widget_get_name (gtk_window_get_focus (GTK_WINDOW (self->window))), ==, "GtkButton");
}

/* ---- what is compared ---- */

static gboolean
is_compare_window (gconstpointer window)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (window), "ZhihuiCompareWindow");
}

static guint
count_comparisons (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      n += is_compare_window (window);
    }
  return n;
}

/* None of those that are selected is left out without a word. */
static void
test_three_units (Fixture *self, gconstpointer data)
{
  GtkWidget *table;

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  for (guint n = 2; n <= 3; n++)
    {
      gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                  "list.select-item",
                                  "(ubb)",
                                  n,
                                  TRUE,
                                  FALSE);
      gtk_widget_activate_action (table, "ranking.compare", NULL);
      g_assert_cmpuint (count_comparisons (), ==, 1);
      g_assert_true (widget_search_has_label (self->window, "只能两家相互对比：请选择两家") ==
                     (n == 3));
    }
}

/* ---- what is printed ---- */

static void
test_print (Fixture *self, gconstpointer data)
{
  turn_to (self, "alerts");
  g_assert_true (gtk_widget_activate_action (self->window, "win.print", NULL));
  g_assert_true (widget_search_has_label (self->window, "此页没有可打印的内容"));
}

/* ---- the title ---- */

static void
assert_title (Fixture *self, const char *title)
{
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, title);
}

typedef struct
{
  GtkWidget  *window;
  const char *title;
} Titled;

static gboolean
is_titled (gpointer data)
{
  Titled *titled = data;

  return g_str_equal (gtk_window_get_title (GTK_WINDOW (titled->window)), titled->title);
}

static void
test_title (Fixture *self, gconstpointer data)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  Titled      unit = { self->window, "单位画像 · 双杨镇人民政府 — 淄川区" };

  await_place (self, ZHIHUI_TYPE_RANKING_TABLE);
  assert_title (self, "排行榜 · 超期率 — 淄川区");
  gtk_widget_activate_action (self->window, "page.board", "i", ZHIHUI_BOARD_VOLUME);
  assert_title (self, "排行榜 · 办件量 — 淄川区");
  turn_to (self, "trends");
  assert_title (self, "态势 — 淄川区");
  zhihui_desk_go (desk, "portrait", g_variant_new_parsed ("{'unit': <'u007'>}"));
  loop_run_until (is_titled, &unit);
  zhihui_desk_go (desk, "cases", g_variant_new_parsed ("{'list': <'overdue'>}"));
  assert_title (self, "工单 · 答复已超期 — 淄川区");
}

/* Of a person who is searched for, nothing is read at the edge of a screen. */
static void
test_search (Fixture *self, gconstpointer data)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));

  zhihui_desk_go (desk, "cases", g_variant_new_parsed ("{'q': <'王某某'>}"));
  assert_title (self, "工单 — 淄川区");
}

static void
test_covered_title (Fixture *self, gconstpointer data)
{
  ZhihuiDeskShield *shield = zhihui_desk_shield_put_over (GTK_WINDOW (self->window));

  zhihui_desk_shield_set_covered (shield, TRUE);
  assert_title (self, "指挥");
  turn_to (self, "trends");
  g_signal_emit_by_name (
    self->source, "situation-changed", zhihui_source_get_situation (self->source));
  assert_title (self, "指挥");
  zhihui_desk_shield_set_covered (shield, FALSE);
  assert_title (self, "态势 — 淄川区");
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    desk_application_start (&argc, &argv, "cn.zhihui.TestTurning");

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-turning/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keys-go-on-with-what-a-page-is-about", test_keys);
  ADD ("keys-go-on-with-the-step-that-is-chosen", test_chosen_step);
  ADD ("the-sidebar-leads-into-the-page", test_sidebar);
  ADD ("keys-go-on-in-the-case-one-is-led-to", test_case);
  ADD ("a-keyboard-that-was-moved-stays-where-it-is", test_moved);
  ADD ("a-cover-keeps-the-keyboard", test_covered);
  ADD ("of-three-units-it-is-said-that-two-are-compared", test_three_units);
  ADD ("a-page-that-is-not-printed-says-so", test_print);
  ADD ("a-window-is-named-after-what-it-shows", test_title);
  ADD ("no-title-has-what-is-searched-for", test_search);
  ADD ("a-covered-window-tells-nothing", test_covered_title);
#undef ADD
  return g_test_run ();
}
