/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the desk before a source that answers late, and in another order. */
#include <adwaita.h>
#include <string.h>

#include "desk-application.h"
#include "loop-run.h"
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-case-table.h"
#include "zhihui-compare-window.h"
#include "zhihui-desk-beside.h"
#include "zhihui-desk-compare.h"
#include "zhihui-desk-review.h"
#include "zhihui-desk-window.h"
#include "zhihui-error.h"
#include "zhihui-meeting-pane.h"
#include "zhihui-month-view.h"
#include "zhihui-ranking-table.h"
#include "zhihui-wire.h"

/* A source that holds what it is asked until the test answers. */
#define LATE_TYPE_SOURCE (late_source_get_type ())
G_DECLARE_FINAL_TYPE (LateSource, late_source, LATE, SOURCE, GObject)

struct _LateSource
{
  GObject parent_instance;

  ZhihuiSituation *situation; /* owned */
  GPtrArray       *questions; /* (element-type GTask), owned: not answered yet; name is the path */
};

static void
set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
}

static void
start_or_stop (ZhihuiSource *source)
{
}

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return LATE_SOURCE (source)->situation;
}

static gboolean
is_settled (ZhihuiSource *source)
{
  return TRUE;
}

static void
ask_async (ZhihuiSource       *source,
           const char         *path,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_ptr_array_add (LATE_SOURCE (source)->questions, task);
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = set_wants;
  iface->start = start_or_stop;
  iface->stop = start_or_stop;
  iface->get_situation = get_situation;
  iface->is_settled = is_settled;
  iface->ask_async = ask_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LateSource,
                               late_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
late_source_finalize (GObject *object)
{
  LateSource *self = LATE_SOURCE (object);

  zhihui_situation_unref (self->situation);
  g_ptr_array_unref (self->questions);
  G_OBJECT_CLASS (late_source_parent_class)->finalize (object);
}

static void
late_source_class_init (LateSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = late_source_finalize;
}

static void
late_source_init (LateSource *self)
{
  self->situation = report_sample_new (99, 20);
  self->questions = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The place of the oldest question that has @part in its path, or the number of all. */
static guint
find_question (LateSource *self, const char *part)
{
  for (guint i = 0; i < self->questions->len; i++)
    if (strstr (g_task_get_task_data (self->questions->pdata[i]), part) != NULL)
      return i;
  return self->questions->len;
}

static gboolean
is_asked (LateSource *self, const char *part)
{
  return find_question (self, part) < self->questions->len;
}

static GTask *
take_question (LateSource *self, const char *part)
{
  if (!is_asked (self, part))
    g_error ("nobody asked for %s", part);
  return g_ptr_array_steal_index (self->questions, find_question (self, part));
}

static void
run_dry (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
answer (LateSource *self, const char *part, const char *body)
{
  g_autoptr (GTask) task = take_question (self, part);

  g_task_return_pointer (task, g_bytes_new (body, strlen (body)), (GDestroyNotify) g_bytes_unref);
  run_dry ();
}

static void
fail (LateSource *self, const char *part, const char *why)
{
  g_autoptr (GTask) task = take_question (self, part);

  g_task_return_new_error (task, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s", why);
  run_dry ();
}

/* One meeting, that day at ten, about one case. */
static char *
write_meeting (const char *id, gint32 day)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  ZhihuiMeeting   *meeting = g_new0 (ZhihuiMeeting, 1);
  g_autofree char *text = NULL;
  g_autoptr (GString) body = NULL;

  meeting->id = g_strdup (id);
  meeting->title = g_strdup (id);
  meeting->starts_at = zhihui_zone_at (zone, day, 10, 0, 0);
  meeting->ends_at = meeting->starts_at + 3600;
  g_ptr_array_add (meetings->items, meeting);
  meetings->stamp.as_of = zhihui_zone_at (zone, day, 8, 0, 0);
  text = zhihui_wire_encode_meetings (meetings, zone);
  body = g_string_new (text);
  g_assert_cmpuint (
    g_string_replace (body, "\"decisions\":[]", "\"decisions\":[],\"cases\":[\"c-7\"]", 1), ==, 1);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
answer_meeting (LateSource *self, const char *part, const char *id, gint32 day)
{
  g_autofree char *body = write_meeting (id, day);

  answer (self, part, body);
}

/* ---- the desk ---- */

typedef struct
{
  LateSource *source; /* owned */
  GtkWidget  *window, *review;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->source = g_object_new (LATE_TYPE_SOURCE, NULL);
  self->window = zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()),
                                         ZHIHUI_SOURCE (self->source));
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "review", NULL);
  self->review = widget_search_type (self->window, ZHIHUI_TYPE_DESK_REVIEW);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (self->source->questions->len > 0)
    answer (self->source, "/", "{}");
  g_assert_finalize_object (self->source);
}

static void
go_to (Fixture *self, const char *meeting)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window),
                         "review",
                         g_variant_new_parsed ("{'meeting': <%s>}", meeting));
}

static void
test_meeting (Fixture *self, gconstpointer data)
{
  ZhihuiMeetingPane *pane =
    ZHIHUI_MEETING_PANE (widget_search_type (self->review, ZHIHUI_TYPE_MEETING_PANE));
  const ZhihuiMeeting *shown;

  go_to (self, "far-a");
  go_to (self, "far-b");
  answer_meeting (self->source, "/meetings/far-b", "far-b", zhihui_day_from_ymd (2020, 12, 2));
  answer_meeting (self->source, "/meetings/far-a", "far-a", zhihui_day_from_ymd (2020, 12, 1));
  shown = zhihui_meeting_pane_get_meeting (pane);
  g_assert_nonnull (shown);
  g_assert_cmpstr (shown->id, ==, "far-b");
}

static gboolean
has_march (gpointer user_data)
{
  return widget_search_has_words (((Fixture *) user_data)->review, "of march");
}

static void
test_month (Fixture *self, gconstpointer data)
{
  ZhihuiMonthView *calendar =
    ZHIHUI_MONTH_VIEW (widget_search_type (self->review, ZHIHUI_TYPE_MONTH_VIEW));
  gint32 march = zhihui_day_from_ymd (2020, 3, 16);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (self->review, "月历")),
                                TRUE);
  zhihui_month_view_set_day (calendar, march);
  zhihui_month_view_set_day (calendar, zhihui_day_from_ymd (2020, 4, 16));
  zhihui_month_view_set_day (calendar, march);
  answer_meeting (self->source, "from=2020-03-29", "of april", march);
  g_assert_false (widget_search_has_words (self->review, "of april"));
  answer_meeting (self->source, "from=2020-02-23", "of march before", march);
  g_assert_false (widget_search_has_words (self->review, "of march before"));
  answer_meeting (self->source, "from=2020-02-23", "of march", march);
  loop_run_until (has_march, self); /* a month is read in a worker */
  g_assert_false (widget_search_has_words (self->review, "of march before"));
}

static void
test_left_page (Fixture *self, gconstpointer data)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  answer (self->source, "/topics", "{}");
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "review", NULL);
  answer (self->source, "/channels", "{}"); /* to nobody */
  g_assert_false (is_asked (self->source, "/channels"));
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  g_assert_true (is_asked (self->source, "/channels"));
  g_assert_true (is_asked (self->source, "/topics"));
}

static void
test_region (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiRegionPath) path = zhihui_region_path_new (NULL, "370302-7", "洪山镇");
  ZhihuiDesk      *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  ZhihuiSelection *selection = zhihui_desk_get_selection (desk);
  GtkWidget       *page, *button;

  zhihui_selection_set_path (selection, path);
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  page = GTK_WIDGET (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)));
  g_assert_true (widget_search_has_words (page, "洪山镇"));
  answer (self->source, "/channels?period=month&region=370302-7", "{}");
  button =
    gtk_widget_get_ancestor (widget_search_type (page, ADW_TYPE_BUTTON_CONTENT), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (zhihui_selection_get_path (selection));
  g_assert_false (gtk_widget_get_visible (button));
  answer (self->source, "/channels?period=month", "{}"); /* of the whole */
}

/* A minute later, as the page is told each second. */
static void
test_cases_of_meeting (Fixture *self, gconstpointer data)
{
  ZhihuiDeskPage *page = zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window));
  gint64          now_us;

  go_to (self, "far-a");
  answer_meeting (self->source, "/meetings/far-a", "far-a", zhihui_day_from_ymd (2020, 12, 1));
  fail (self->source, "/cases/c-7", "the platform restarts");
  now_us = g_get_monotonic_time ();
  zhihui_desk_page_pass (page, now_us);
  zhihui_desk_page_pass (page, now_us + 50 * G_USEC_PER_SEC);
  g_assert_false (is_asked (self->source, "/cases/c-7"));
  zhihui_desk_page_pass (page, now_us + 61 * G_USEC_PER_SEC);
  g_assert_true (is_asked (self->source, "/cases/c-7"));
}

/* What the platform says is text, whatever is in it. */
static void
test_trouble (Fixture *self, gconstpointer data)
{
  static const char why[] = "https://a.example/?x=1&y=<b> does not answer";

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", NULL);
  fail (self->source, "/cases?", why);
  g_assert_true (widget_search_has_label (self->window, why));
}

static gboolean
is_empty (gpointer table)
{
  return zhihui_case_table_get_n_rows (table) == 0;
}

/* A list that flashes at each letter is nothing to look at; one of other cases is not kept. */
static void
test_other_cases (Fixture *self, gconstpointer data)
{
#define CASES(id)                                                                                  \
  "{\"as_of\":\"2020-07-30T12:00:00+08:00\",\"items\":[{\"id\":\"" id                              \
  "\",\"state\":\"signed\",\"submitted_at\":\"2020-07-30T11:00:00+08:00\"}],\"next\":null}"
  ZhihuiCaseTable *table;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", NULL);
  answer (self->source, "/cases?", CASES ("c-1"));
  table = ZHIHUI_CASE_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE));
  while (is_empty (table)) /* it is read beside the main loop */
    g_main_context_iteration (NULL, TRUE);
  zhihui_desk_window_go (
    ZHIHUI_DESK_WINDOW (self->window), "cases", g_variant_new_parsed ("{'unit': <'u001'>}"));
  g_assert_cmpstr (zhihui_case_table_get_nth (table, 0)->id, ==, "c-1");
  loop_run_until (is_empty, table);
  answer (self->source, "unit=u001", CASES ("c-2"));
  while (is_empty (table)) /* it is read beside the main loop */
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (zhihui_case_table_get_nth (table, 0)->id, ==, "c-2");
#undef CASES
}

/* Nothing new need come from the source for it. */
static void
test_title_of_board (Fixture *self, gconstpointer data)
{
  ZhihuiRankingTable *table;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "rankings", NULL);
  table = ZHIHUI_RANKING_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE));
  zhihui_ranking_table_set_board (table, ZHIHUI_BOARD_RETURN);
  g_assert_true (widget_search_has_words (self->window, "退回率，"));
  zhihui_ranking_table_set_board (table, ZHIHUI_BOARD_VOLUME);
  g_assert_true (widget_search_has_words (self->window, "办件量，"));
  g_assert_false (widget_search_has_words (self->window, "退回率，"));
}

/* Beside the list of cases there is the notice of what is overdue; elsewhere there is none. */
static void
test_what_is_exported (Fixture *self, gconstpointer data)
{
  GtkWidget    *button = widget_search_type (self->window, ADW_TYPE_SPLIT_BUTTON);
  GActionGroup *group = G_ACTION_GROUP (self->window);

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", NULL);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "超期通报"));
  g_assert_true (g_action_group_get_action_enabled (group, "export-notice"));
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "rankings", NULL);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "全部单位"));
  g_assert_null (strstr (gtk_widget_get_tooltip_text (button), "超期通报"));
  g_assert_false (g_action_group_get_action_enabled (group, "export-notice"));
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  g_assert_null (gtk_widget_get_tooltip_text (button));
}

static void
test_beside (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskBeside) beside = zhihui_desk_beside_new (ZHIHUI_SOURCE (self->source));
  const ZhihuiBoardAsked asked = { .board = ZHIHUI_BOARD_OVERDUE, .peer = "town" };
  const gint64           start_us = 1000 * G_USEC_PER_SEC;

  while (self->source->questions->len > 0) /* of the pages */
    fail (self->source, "/", "");
  zhihui_desk_beside_ask (beside, &asked, self->source->situation, start_us);
  fail (self->source, "/courses/", "the platform restarts");
  fail (self->source, "/rankings/rated_rate", "the platform restarts");
  zhihui_desk_beside_ask (beside, &asked, self->source->situation, start_us + 59 * G_USEC_PER_SEC);
  g_assert_false (is_asked (self->source, "/courses/"));
  g_assert_false (is_asked (self->source, "/rankings/rated_rate"));
  zhihui_desk_beside_ask (beside, &asked, self->source->situation, start_us + 60 * G_USEC_PER_SEC);
  g_assert_true (is_asked (self->source, "/courses/"));
  g_assert_true (is_asked (self->source, "/rankings/rated_rate"));
}

static gboolean
says_kept (ZhihuiDeskPage *page)
{
  return widget_search_has_words (GTK_WIDGET (page), "按渠道 · 留存数字");
}

static void
test_kept_mix (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiChannels) channels = zhihui_channels_new ();
  ZhihuiChannel   *phone = g_new0 (ZhihuiChannel, 1);
  g_autofree char *body = NULL;
  ZhihuiDeskPage  *page;
  gint64           later_us;

  phone->id = g_strdup ("12345");
  phone->label = g_strdup ("12345 热线");
  phone->n = channels->total = 7;
  phone->previous = -1;
  g_ptr_array_add (channels->items, phone);
  channels->window.to = channels->stamp.as_of =
    zhihui_situation_get_as_of (self->source->situation);
  channels->window.from = channels->window.to - 86400;
  body = zhihui_wire_encode_channels (channels, zone);
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  page = zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window));
  answer (self->source, "/channels?", body);
  g_assert_true (widget_search_has_label (GTK_WIDGET (page), "按渠道"));
  later_us = g_get_monotonic_time () + 61 * G_USEC_PER_SEC;
  zhihui_desk_page_pass (page, later_us);
  fail (self->source, "/channels?", "the platform is away");
  g_assert_true (says_kept (page));
  zhihui_desk_page_pass (page, later_us + 61 * G_USEC_PER_SEC);
  answer (self->source, "/channels?", body);
  g_assert_false (says_kept (page));
}

/* ---- a unit in two periods ---- */

static GtkWidget *
find_comparison (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ZHIHUI_IS_COMPARE_WINDOW (window))
        return window;
    }
  g_assert_not_reached ();
}

/* Of the figures: those in the choice of the period hold calendars. */
static gboolean
is_of_figures (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_GRID (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL;
}

/* All boards of both sides, as those of now are. */
static void
answer_boards (Fixture *self)
{
  ZhihuiSituation *situation = self->source->situation;

  for (guint i = 0; i < 2 * ZHIHUI_N_BOARDS; i++)
    {
      ZhihuiRanking   *ranking = zhihui_situation_get_ranking (situation, i / 2, "town");
      g_autofree char *body =
        zhihui_wire_encode_ranking (ranking, zhihui_situation_get_zone (situation), NULL);
      g_autofree char *part = g_strdup_printf ("/rankings/%s?peer=town&from=",
                                               zhihui_metric_get_traits (ranking->metric)->id);

      answer (self->source, part, body);
    }
}

typedef struct
{
  GtkWidget  *window;
  const char *label;
} Expected;

static gboolean
is_shown (gpointer user_data)
{
  const Expected *expected = user_data;

  return widget_search_has_words (expected->window, expected->label);
}

/* Boards are read in a thread. */
static void
await_shown (GtkWidget *window, const char *label)
{
  Expected expected = { window, label };

  loop_run_until (is_shown, &expected);
}

static void
choose_period (ZhihuiPeriodChoice *choice, const char *state)
{
  zhihui_period_choice_set_state (choice, state);
  g_signal_emit_by_name (choice, "chosen");
}

/* What is seen is what is put on the clipboard, with how it is to be read. */
static void
check_copied (GtkWidget *window)
{
  g_autofree char *text = zhihui_compare_window_write_text (ZHIHUI_COMPARE_WINDOW (window));

  g_assert_nonnull (strstr (text, "\t今年（同样天数）\t今年（同样天数）：单位编码\t"));
  g_assert_true (g_str_has_suffix (text, "。\n"));
  g_assert_true (gtk_widget_activate_action (window, "compare.copy", NULL));
}

/* With the period before, and then with any other; a late answer about one that was left is none.
 */
static void
test_periods (Fixture *self, gconstpointer data)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  GtkWidget  *table, *window, *grid;
  g_autoptr (GPtrArray) rows = NULL;
  ZhihuiPeriodChoice *choice;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "rankings", NULL);
  table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  rows = zhihui_ranking_table_list_selected (ZHIHUI_RANKING_TABLE (table));
  g_assert_cmpuint (rows->len, ==, 1);
  zhihui_desk_compare_open (
    desk, zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), rows);
  window = find_comparison ();
  grid = widget_search_first (window, is_of_figures, NULL);
  choice = ZHIHUI_PERIOD_CHOICE (widget_search_type (window, ZHIHUI_TYPE_PERIOD_CHOICE));
  g_assert_cmpstr (zhihui_period_choice_get_label (choice), ==, "上一期");

  choose_period (choice, "ytd");
  answer_boards (self); /* the one before was asked for first */
  answer_boards (self);
  await_shown (grid, "今年（同样天数）");
  g_assert_false (widget_search_has_label (grid, "上期"));
  check_copied (window);
  choose_period (choice, "2020-01-01/2020-01-10");
  g_assert_true (is_asked (self->source, "from=2019-12-31T16"));
  answer_boards (self);
  await_shown (grid, "1月1日");
  choose_period (choice, NULL);
  answer_boards (self);
  await_shown (grid, "上期");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-asking/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("an-answer-about-a-meeting-that-was-left-changes-nothing", test_meeting);
  ADD ("a-late-month-is-not-shown-as-another", test_month);
  ADD ("what-a-page-gave-up-is-asked-when-it-is-seen-again", test_left_page);
  ADD ("trends-of-a-part-say-so-and-lead-back-to-the-whole", test_region);
  ADD ("cases-of-a-meeting-that-were-not-told-are-asked-again", test_cases_of_meeting);
  ADD ("why-there-are-no-cases-is-no-markup", test_trouble);
  ADD ("what-is-there-stays-for-a-moment", test_other_cases);
  ADD ("the-line-under-the-title-is-of-the-board-that-is-shown", test_title_of_board);
  ADD ("what-is-exported-is-said", test_what_is_exported);
  ADD ("what-stands-beside-the-boards-is-asked-again-after-a-failure", test_beside);
  ADD ("what-a-page-could-not-read-again-says-that-it-is-kept", test_kept_mix);
  ADD ("a-unit-is-compared-with-itself-in-any-period", test_periods);
#undef ADD
  return g_test_run ();
}
