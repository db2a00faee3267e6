/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"
#include "quiet-window.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-board-filter.h"
#include "zhihui-chart-card.h"
#include "zhihui-desk-page.h"
#include "zhihui-desk-settings.h"
#include "zhihui-desk-trends.h"
#include "zhihui-desk-window.h"
#include "zhihui-format.h"
#include "zhihui-period-choice.h"
#include "zhihui-portrait-view.h"
#include "zhihui-unit-pane.h"
#include "zhihui-unit-reader.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <string.h>

/* The pages of the portrait and of the trends in the window, before the platform itself. */
typedef struct
{
  ServedScenario    served;
  ZhihuiSource     *source;
  ZhihuiDeskWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_read (&self->served, "desk");
  self->window = ZHIHUI_DESK_WINDOW (
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source));
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

/* All text that is seen below @widget, a line each. */
static void
gather (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, text);
}

static char *
read_window (Fixture *self)
{
  GString *text = g_string_new (NULL);

  gather (GTK_WIDGET (self->window), text);
  return g_string_free (text, FALSE);
}

static gboolean
says (Fixture *self, const char *words)
{
  g_autofree char *text = read_window (self);

  return strstr (text, words) != NULL;
}

/* Until @words are read, ten seconds at most. */
static void
await (Fixture *self, const char *words)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!says (self, words))
    {
      if (g_get_monotonic_time () > until)
        {
          g_autofree char *text = read_window (self);

          g_error ("no “%s” in\n%s", words, text);
        }
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
go_to_unit (Fixture *self, const char *unit, const char *period)
{
  GVariantDict target;
  g_autoptr (GVariant) where = NULL;

  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "unit", "s", unit);
  if (period != NULL)
    g_variant_dict_insert (&target, "period", "s", period);
  where = g_variant_ref_sink (g_variant_dict_end (&target));
  zhihui_desk_window_go (self->window, "portrait", where);
}

/* Whose boards the portrait is of, once the units are known. */
static const char *
await_peer (Fixture *self, const char *unit)
{
  gint64       until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  ZhihuiUnits *units;

  while ((units = zhihui_situation_get_units (zhihui_source_get_situation (self->source))) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
  for (guint i = 0; i < units->items->len; i++)
    if (g_str_equal (((const ZhihuiUnit *) units->items->pdata[i])->id, unit))
      return ((const ZhihuiUnit *) units->items->pdata[i])->peer;
  return NULL;
}

/* (transfer full): what is read of the unit's overdue rate, and of all units', in @period or in
 * @window */
static char *
word_overdue_of (Fixture *self, const char *unit, const char *period, const ZhihuiWindow *window)
{
  const ZhihuiFact fact = ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_OVERDUE_RATE;
  g_autoptr (ZhihuiUnitReader) reader = zhihui_unit_reader_new (self->source);
  g_autofree char   *fraction = NULL, *group = NULL, *all = NULL;
  ZhihuiRanking     *board;
  const ZhihuiScore *score;
  gint64             until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  zhihui_unit_reader_set_peer (reader, await_peer (self, unit));
  zhihui_unit_reader_set_period (reader, period, window);
  zhihui_unit_reader_want (reader, fact);
  zhihui_unit_reader_set_unit (reader, unit);
  while (!zhihui_unit_reader_is_settled (reader))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
  board = zhihui_unit_facts_get (zhihui_unit_reader_get_facts (reader), fact);
  g_assert_cmpstr (board->period, ==, period != NULL ? period : "");
  score = zhihui_ranking_find (board, unit);
  fraction = zhihui_format_fraction (score->k, score->n);
  group = zhihui_format_rate (board->total.k, board->total.n);
  all = zhihui_format_rate (board->region_total.k, board->region_total.n);
  return g_strdup_printf ("%s　同类 %s\n全区 %s\n", fraction, group, all);
}

static char *
word_overdue (Fixture *self, const char *unit, const char *period)
{
  return word_overdue_of (self, unit, period, &(ZhihuiWindow){ 0 });
}

static void
the_portrait_tells_everything_of_a_unit (Fixture *self, gconstpointer data)
{
  g_autofree char *overdue = NULL;

  go_to_unit (self, "u001", NULL);
  await (self, "研判议定事项");
  await (self, "领导批示与督办");
  await (self, "单位退回");
  await (self, "超期率 近 ");
  await (self, "超期率：真差异还是样本小");
  /* When everything was read there is a figure in every tile. */
  await (self, "及时签收率 近 ");
  g_assert_false (says (self, "此令牌无权读取"));

  overdue = word_overdue (self, "u001", "rolling-90d");
  await (self, overdue);
  await (self, "\n按渠道  7月1日 – ");
}

static gboolean
is_searched_drop (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget) &&
         gtk_drop_down_get_enable_search (GTK_DROP_DOWN (widget));
}

/* Until the list has @n_min to @n_max units. */
static void
await_listed (GtkWidget *list, guint n_min, guint n_max)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint  n = 0;

  while (n < n_min || n > n_max)
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

      g_main_context_iteration (NULL, FALSE);
      n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
      g_assert_cmpint (g_get_monotonic_time (), <, until);
    }
}

static void
a_unit_is_found_by_its_initials (Fixture *self, gconstpointer data)
{
  GtkWidget *drop, *list;

  go_to_unit (self, "u001", NULL);
  await (self, "研判议定事项");
  drop = widget_search_first (GTK_WIDGET (self->window), is_searched_drop, NULL);
  list = widget_search_type (drop, GTK_TYPE_LIST_VIEW);
  await_listed (list, 100, 200);
  gtk_editable_set_text (GTK_EDITABLE (widget_search_type (drop, GTK_TYPE_SEARCH_ENTRY)), "syz");
  await_listed (list, 1, 5); /* 双杨镇人民政府, and who sounds so too */
}

static char *
await_unit (Fixture *self)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (self->window);
  gint64      until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (zhihui_desk_get_unit (desk) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
  return g_strdup (zhihui_desk_get_unit (desk));
}

/* Whoever comes by the sidebar has chosen none yet: it is that of the worst on time. */
static void
without_a_choice_the_portrait_is_of_the_first_of_the_board (Fixture *self, gconstpointer data)
{
  ZhihuiDesk        *desk = zhihui_desk_window_get_desk (self->window);
  ZhihuiRanking     *board;
  const ZhihuiScore *score;
  g_autofree char   *unit = NULL, *overdue = NULL;

  await (self, "般阳民生");
  zhihui_desk_set_unit (desk, NULL);
  zhihui_desk_window_go (self->window, "portrait", NULL);
  unit = await_unit (self);
  board =
    zhihui_situation_get_ranking (zhihui_desk_get_situation (desk), ZHIHUI_BOARD_OVERDUE, "town");
  score = zhihui_ranking_find (board, unit);
  g_assert_cmpuint (score->rank, >, 1);
  for (guint i = 0; i < board->n_scores; i++)
    g_assert_cmpuint (board->scores[i].rank, <=, score->rank);
  await (self, score->unit->name);
  overdue = word_overdue (self, unit, "rolling-90d");
  await (self, overdue);

  /* The other pages are about the one that is chosen here, and the other way round. */
  go_to_unit (self, "u003", NULL);
  zhihui_desk_window_go (self->window, "rankings", NULL);
  g_assert_cmpstr (zhihui_desk_get_unit (desk), ==, "u003");
  zhihui_desk_window_go (self->window, "portrait", NULL);
  g_assert_cmpstr (zhihui_desk_get_unit (desk), ==, "u003");
}

/* Who comes from the boards must not read other figures than there. */
static void
the_portrait_is_of_the_days_of_the_boards (Fixture *self, gconstpointer data)
{
  g_autofree char *month = NULL, *usual = NULL;

  go_to_unit (self, "u001", "month");
  await (self, "研判议定事项");
  month = word_overdue (self, "u001", "month");
  usual = word_overdue (self, "u001", "rolling-90d");
  g_assert_cmpstr (month, !=, usual);
  await (self, month);
  g_assert_false (says (self, usual));
  go_to_unit (self, "u001", "");
  await (self, usual);
  g_assert_false (says (self, month));
}

#define JUNE_1 G_GINT64_CONSTANT (1780243200) /* 2026-06-01T00:00:00+08:00 */
#define DAY_S 86400

/* On the rankings are other days, and from their pane the portrait of the unit is opened. */
static void
open_from_rankings (Fixture *self, const char *days)
{
  GtkWidget *window = GTK_WIDGET (self->window), *choice, *pane;

  zhihui_desk_window_go (
    self->window, "rankings", g_variant_new_parsed ("{'unit': <'u001'>, 'peer': <'town'>}"));
  choice = widget_search_type (widget_search_type (window, ZHIHUI_TYPE_BOARD_FILTER),
                               ZHIHUI_TYPE_PERIOD_CHOICE);
  zhihui_period_choice_set_state (ZHIHUI_PERIOD_CHOICE (choice), days);
  g_signal_emit_by_name (choice, "chosen");
  zhihui_desk_window_go (self->window, "rankings", NULL);
  pane = widget_search_type (window, ZHIHUI_TYPE_UNIT_PANE);
  g_signal_emit_by_name (pane, "portrait-wanted");
}

/* Of whatever days the boards are, the portrait that is opened beside them is of the same. */
static void
the_portrait_follows_every_choice_of_days (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char  *state, *period, *label;
    ZhihuiWindow window;
  } days[] = {
    { "last-month", "2026-06", "上月", { 0 } },
    { "week", "week", "本周", { 0 } },
    { "today", "today", "今日", { 0 } },
    { "2026-06-01/2026-06-09", NULL, "6月1日 – 6月9日", { JUNE_1, JUNE_1 + 9 * DAY_S } },
    { "", "rolling-90d", "常用期间", { 0 } },
  };

  await (self, "般阳民生");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *overdue = NULL;

      open_from_rankings (self, days[i].state);
      overdue = word_overdue_of (self, "u001", days[i].period, &days[i].window);
      await (self, "研判议定事项");
      await (self, overdue);
      await (self, days[i].label);
    }
}

static GtkAdjustment *
find_adjustment (Fixture *self)
{
  GtkWidget *view = widget_search_type (GTK_WIDGET (self->window), ZHIHUI_TYPE_PORTRAIT_VIEW);

  return gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (widget_search_type (view, GTK_TYPE_SCROLLED_WINDOW)));
}

static void
await_height (GtkAdjustment *adjustment)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (gtk_adjustment_get_page_size (adjustment) <= 0 ||
         gtk_adjustment_get_upper (adjustment) <= 2 * gtk_adjustment_get_page_size (adjustment))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
the_portrait_of_another_unit_begins_at_its_top (Fixture *self, gconstpointer data)
{
  GtkAdjustment *adjustment;

  go_to_unit (self, "u001", NULL);
  await (self, "及时签收率 近 ");
  adjustment = find_adjustment (self);
  await_height (adjustment);
  gtk_adjustment_set_value (adjustment, 300);
  /* Other days of the same unit are looked at where one was. */
  go_to_unit (self, "u001", "month");
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 300, 0.5);
  go_to_unit (self, "u002", NULL);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 0, 0.5);
}

/* A button that is reached by the keyboard is seen with the whole card that it is of. */
static void
a_card_is_seen_whole_when_its_button_is_reached (Fixture *self, gconstpointer data)
{
  GtkWidget     *view, *content;
  GtkAdjustment *adjustment;
  guint          n_cards = 0;

  go_to_unit (self, "u001", NULL);
  await (self, "及时签收率 近 ");
  adjustment = find_adjustment (self);
  await_height (adjustment);
  quiet_window_await (GTK_WIDGET (self->window), self->source); /* every course has come */
  view = widget_search_type (GTK_WIDGET (self->window), ZHIHUI_TYPE_PORTRAIT_VIEW);
  content = gtk_widget_get_first_child (widget_search_type (view, GTK_TYPE_VIEWPORT));
  for (guint i = 0; i < 60 && gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD); i++)
    {
      GtkWidget      *focus = gtk_root_get_focus (gtk_widget_get_root (view));
      GtkWidget      *card = gtk_widget_get_ancestor (focus, ZHIHUI_TYPE_CHART_CARD);
      double          top = gtk_adjustment_get_value (adjustment);
      graphene_rect_t bounds;

      if (card == NULL)
        continue;
      g_assert_true (gtk_widget_compute_bounds (card, content, &bounds));
      g_assert_cmpfloat (bounds.origin.y, >=, top);
      g_assert_cmpfloat (
        bounds.origin.y + bounds.size.height, <=, top + gtk_adjustment_get_page_size (adjustment));
      n_cards++;
    }
  g_assert_cmpuint (n_cards, >, 10);
}

static void
a_unit_that_is_not_there_is_said_not_to_be_told (Fixture *self, gconstpointer data)
{
  go_to_unit (self, "u999", NULL);
  await (self, "此数据源不提供这项内容");
}

static void
trends_show_courses_channels_topics_and_words (Fixture *self, gconstpointer data)
{
  zhihui_desk_window_go (self->window, "trends", NULL);
  await (self, "办件量 近 ");
  await (self, "满意度 近 ");
  await (self, "热点词 近 7 天");
  await (self, "按渠道");
  g_assert_nonnull (widget_search_type (GTK_WIDGET (self->window), ZHIHUI_TYPE_CHART_CARD));
}

/* The next window begins with the steps that were chosen in the last one. */
static void
the_steps_of_trends_are_remembered (Fixture *self, gconstpointer data)
{
  AdwApplication *application = ADW_APPLICATION (g_application_get_default ());
  g_autoptr (ZhihuiDeskSettings) settings = zhihui_desk_settings_new (NULL);
  GtkWidget *button;

  for (guint i = 0; i < 2; i++)
    {
      gtk_window_destroy (GTK_WINDOW (self->window));
      self->window = ZHIHUI_DESK_WINDOW (
        zhihui_desk_window_new_remembering (application, self->source, settings));
      gtk_window_present (GTK_WINDOW (self->window));
      zhihui_desk_window_go (self->window, "trends", NULL);
      await (self, "办件量 近 ");
      button = widget_search_toggle (GTK_WIDGET (self->window), "按周");
      g_assert_cmpint (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)), ==, i == 1);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      await (self, "办件量 近 13 周");
    }
}

/* On the paper of trends stands another course than on the page, and it is said. */
static void
what_is_written_of_trends_is_said (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "", NULL);
  g_autofree char *said = NULL;

  zhihui_desk_window_go (self->window, "trends", NULL);
  page = widget_search_type (GTK_WIDGET (self->window), ZHIHUI_TYPE_DESK_TRENDS);
  g_assert_true (zhihui_desk_page_add_export (ZHIHUI_DESK_PAGE (page), export));
  said = zhihui_desk_export_add_scope (export, NULL);
  g_assert_cmpstr (said, ==, "写入的是所选期间的办件量走势，不是此处显示的各项走势");
  zhihui_desk_export_free (export);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    desk_application_start (&argc, &argv, "cn.zhihui.TestPortrait");

  if (application == NULL)
    return 77;

  zhihui_view_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/desk-portrait/the-portrait-tells-everything-of-a-unit",
       the_portrait_tells_everything_of_a_unit);
  ADD ("/desk-portrait/a-unit-is-found-by-its-initials", a_unit_is_found_by_its_initials);
  ADD ("/desk-portrait/without-a-choice-the-portrait-is-of-the-first-of-the-board",
       without_a_choice_the_portrait_is_of_the_first_of_the_board);
  ADD ("/desk-portrait/the-portrait-is-of-the-days-of-the-boards",
       the_portrait_is_of_the_days_of_the_boards);
  ADD ("/desk-portrait/the-portrait-follows-every-choice-of-days",
       the_portrait_follows_every_choice_of_days);
  ADD ("/desk-portrait/the-portrait-of-another-unit-begins-at-its-top",
       the_portrait_of_another_unit_begins_at_its_top);
  ADD ("/desk-portrait/a-card-is-seen-whole-when-its-button-is-reached",
       a_card_is_seen_whole_when_its_button_is_reached);
  ADD ("/desk-portrait/a-unit-that-is-not-there-is-said-not-to-be-told",
       a_unit_that_is_not_there_is_said_not_to_be_told);
  ADD ("/desk-portrait/trends-show-courses-channels-topics-and-words",
       trends_show_courses_channels_topics_and_words);
  ADD ("/desk-portrait/the-steps-of-trends-are-remembered", the_steps_of_trends_are_remembered);
  ADD ("/desk-portrait/what-is-written-of-trends-is-said", what_is_written_of_trends_is_said);
#undef ADD
  return g_test_run ();
}
