/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"
#include "history-sample.h"
#include "program-run.h"
#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-desk-past.h"
#include "zhihui-desk-window.h"
#include "zhihui-format.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-source.h"
#include "zhihui-history-writer.h"
#include "zhihui-past-bar.h"
#include "zhihui-past-shelf.h"
#include "zhihui-past-window.h"
#include "zhihui-then-now.h"

#define START G_GINT64_CONSTANT (1596002400) /* 2020-07-29T14:00:00+08:00 */
#define DAY_S 86400

#define KEY "https://platform.example/api/v1"

/* A source of which something is kept on this machine: what it tells stands still. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  ZhihuiSituation *situation; /* borrowed */
};

static const char *
get_key (ZhihuiSource *source)
{
  return KEY;
}

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return TEST_SOURCE (source)->situation;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_key = get_key;
  iface->get_situation = get_situation;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource,
                               test_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
test_source_class_init (TestSourceClass *klass)
{
}

static void
test_source_init (TestSource *self)
{
}

/* Moments of two days: 29 July 14:00, 14:10, 14:20, and 31 July 14:00. */
static const gint64 moments[] = { 0, 600, 1200, 2 * DAY_S };

typedef struct
{
  char            *folder, *path;                 /* owned */
  ZhihuiSituation *shown[G_N_ELEMENTS (moments)]; /* owned */
  GtkWidget       *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  HistorySample *sample = history_sample_new (20);
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = program_make_folder ();
  self->path = g_build_filename (self->folder, "desk-1.db", NULL);
  writer = zhihui_history_writer_new (
    self->path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64               at = START + moments[i];
      ZhihuiHistoryOutcome outcome;

      history_sample_advance (sample, 2);
      self->shown[i] = history_sample_make (sample, at, g_get_monotonic_time ());
      g_assert_true (zhihui_history_writer_append (
        writer, self->shown[i], at, g_get_monotonic_time (), at, &outcome, NULL));
    }
  history_sample_free (sample);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    zhihui_situation_unref (self->shown[i]);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static gboolean
ended_cb (gpointer user_data)
{
  g_error ("it never said “%s”", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

static void
await_text (Fixture *self, const char *text)
{
  guint limit = g_timeout_add_seconds (20, ended_cb, (gpointer) text);

  while (!widget_search_has_words (self->window, text))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
open_window (Fixture *self, gint64 at)
{
  g_autoptr (GError) error = NULL;

  self->window =
    zhihui_past_window_new (ADW_APPLICATION (g_application_get_default ()), self->path, at, &error);
  g_assert_no_error (error);
}

static void
test_says_so (Fixture *self, gconstpointer data)
{
  open_window (self, START + 600);
  await_text (self, "回放 2020年7月29日 14:10");
  await_text (self, "○ 回放");
  g_assert_false (widget_search_has_words (self->window, "● 实时"));
}

/* Of which year it is stands there, but for this one. */
static void
test_year (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiPastPlace place = { .at = START, .oldest = START, .newest = START, .now = START };

  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), g_object_new (ZHIHUI_TYPE_PAST_BAR, NULL));
  for (guint i = 0; i < 2; i++)
    {
      zhihui_past_bar_show (
        ZHIHUI_PAST_BAR (gtk_window_get_child (GTK_WINDOW (self->window))), zone, &place);
      g_assert_true (widget_search_has_words (
        self->window, i == 0 ? "回放 7月29日 14:00" : "回放 2020年7月29日 14:00"));
      place.now += 365 * (gint64) 86400;
    }
}

static void
test_steps (Fixture *self, gconstpointer data)
{
  GtkWidget *bar;

  open_window (self, START);
  await_text (self, "回放 2020年7月29日 14:00");
  bar = widget_search_type (self->window, ZHIHUI_TYPE_PAST_BAR);
  g_assert_true (gtk_widget_activate_action (bar, "past.step", "i", 600));
  await_text (self, "回放 2020年7月29日 14:10");
  /* Not before what is kept, nor after it. */
  g_assert_true (gtk_widget_activate_action (bar, "past.step", "i", -86400));
  await_text (self, "回放 2020年7月29日 14:00");
  g_assert_true (gtk_widget_activate_action (bar, "past.step", "i", 10 * DAY_S));
  await_text (self, "回放 2020年7月31日 14:00");
}

static void
test_closes (Fixture *self, gconstpointer data)
{
  GtkWidget *bar;

  open_window (self, START);
  bar = widget_search_type (self->window, ZHIHUI_TYPE_PAST_BAR);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_assert_true (gtk_widget_activate_action (bar, "past.leave", NULL));
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_seen (Fixture *self, const char *words)
{
  return widget_search_seen (self->window, words) != NULL;
}

static void
await_seen (Fixture *self, const char *words)
{
  guint limit = g_timeout_add_seconds (20, ended_cb, (gpointer) words);

  while (!is_seen (self, words))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
go (Fixture *self, const char *page, GVariant *target)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), page, target);
}

/* Of a unit it keeps what the boards told. */
static void
test_portrait (Fixture *self, gconstpointer data)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (self->shown[0]);
  const char    *peer = ((const ZhihuiPeer *) meta->peers->pdata[0])->id;
  ZhihuiRanking *board = zhihui_situation_get_ranking (self->shown[0], ZHIHUI_BOARD_VOLUME, peer);
  const ZhihuiScore *score = &board->scores[0];
  g_autofree char   *count = zhihui_format_count (score->n);
  g_autofree char   *volume = g_strdup_printf ("办件量 %s", count);
  g_autoptr (GVariant) target =
    g_variant_ref_sink (g_variant_new_parsed ("{'unit': <%s>}", score->unit->id));

  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  go (self, "portrait", target);
  await_seen (self, "回放中没有单位画像");
  await_seen (self, score->unit->name);
  await_seen (self, volume);
  g_assert_false (is_seen (self, "此数据源不提供"));
  g_assert_false (is_seen (self, "（无）"));
  g_assert_false (is_seen (self, "平台读取失败"));
}

static void
test_no_cases (Fixture *self, gconstpointer data)
{
  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  go (self, "cases", NULL);
  await_seen (self, "回放中没有工单");
  g_assert_false (is_seen (self, "重试"));
}

/* Shares by channel and topic are asked for beside the figures: the answer would be of now. */
static void
test_no_shares (Fixture *self, gconstpointer data)
{
  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  go (self, "trends", NULL);
  await_seen (self, "回放中没有此项");
  g_assert_false (is_seen (self, "正在读取"));
  g_assert_false (is_seen (self, "后重试"));
}

/* What the pane beside the boards would ask for is not a matter of the source. */
static void
test_pane (Fixture *self, gconstpointer data)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (self->shown[0]);
  const char    *peer = ((const ZhihuiPeer *) meta->peers->pdata[0])->id;
  ZhihuiRanking *board = zhihui_situation_get_ranking (self->shown[0], ZHIHUI_BOARD_VOLUME, peer);

  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  go (self, "rankings", g_variant_new_parsed ("{'unit': <%s>}", board->scores[0].unit->id));
  await_seen (self, "回放中没有此项");
  g_assert_false (is_seen (self, "此数据源不提供"));
}

/* ---- nothing is told from there ---- */

/* A page, what of it may be told, steered or joined in a window of now, and words that are seen
 * when it is whole. */
static const struct
{
  const char *page, *seen, *acts[6];
} telling[] = {
  { "rankings", "回放中没有此项", { "发起研判" } },
  { "portrait", "回放中没有单位画像", { "发起研判" } },
  { "cases", "回放中没有工单", { "处置", "查看原文…" } },
  { "review", "县信访局", { "发起研判…", "加入会议", "投到大屏", "添加议定事项…" } },
  { "alerts", "敏感", { "确认" } },
  { "wall", "回放中不能控制大屏", { NULL } },
};

/* What may be done in the past: looked at, copied, kept. */
static const char *const looking[] = { "board",     "sort",        "sort-descending",
                                       "copy-list", "copy-ics",    "save-ics",
                                       "open-case", "toggle-pane", NULL };

static gboolean
is_open (GtkWidget *widget, gconstpointer data)
{
  const char *label = data;

  return (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)) &&
         gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         widget_search_has_label (widget, label);
}

/* Whatever its page calls it: what has its own action group is never about looking. */
static gboolean
is_acting (GtkWidget *widget, gconstpointer data)
{
  const char *name =
    GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (name == NULL || !gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (g_str_has_prefix (name, "page."))
    return !g_strv_contains (looking, name + strlen ("page."));
  return g_str_has_prefix (name, "case.") || g_str_has_prefix (name, "wall.");
}

static void
assert_page_only_shows (GtkWidget *page)
{
  GActionGroup *group = zhihui_desk_page_get_actions (ZHIHUI_DESK_PAGE (page));
  g_auto (GStrv) names = group != NULL ? g_action_group_list_actions (group) : NULL;
  GtkWidget *acting = widget_search_first (page, is_acting, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_action_group_get_action_enabled (group, names[i]) && !g_strv_contains (looking, names[i]))
      g_error ("“page.%s” is open", names[i]);
  if (acting != NULL)
    g_error ("“%s” is open", gtk_actionable_get_action_name (GTK_ACTIONABLE (acting)));
}

static void
test_nothing_is_told (Fixture *self, gconstpointer data)
{
  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      GtkWidget *page;

      go (self, telling[i].page, NULL);
      await_seen (self, telling[i].seen);
      page = GTK_WIDGET (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)));
      assert_page_only_shows (page);
      for (guint j = 0; telling[i].acts[j] != NULL; j++)
        {
          /* Else it is called otherwise by now, and nothing is looked at here. */
          if (!widget_search_has_label (page, telling[i].acts[j]))
            g_error ("%s: no “%s”", telling[i].page, telling[i].acts[j]);
          if (widget_search_first (page, is_open, telling[i].acts[j]) != NULL)
            g_error ("%s: “%s” is open", telling[i].page, telling[i].acts[j]);
        }
    }
}

/* Of an alert the word for its kind is kept: that it is no more than that is said. */
static void
test_no_texts (Fixture *self, gconstpointer data)
{
  GtkWidget *list, *label;

  open_window (self, START);
  gtk_window_present (GTK_WINDOW (self->window));
  await_seen (self, "○ 回放");
  go (self, "alerts", NULL);
  await_seen (self, "敏感");
  list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  g_assert_true (zhihui_alert_list_select (ZHIHUI_ALERT_LIST (list), "2"));
  label = widget_search_label (self->window,
                               "留存的历史不含文字内容，上面只是预警类型；内容请在实时窗口查看。");
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_visible (label));
}

static void
test_figures (Fixture *self, gconstpointer data)
{
  GtkWidget       *view = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_THEN_NOW, NULL));
  gint64           before = zhihui_situation_get_summary (self->shown[0])->month_count;
  gint64           after = zhihui_situation_get_summary (self->shown[2])->month_count;
  g_autofree char *difference = g_strdup_printf ("+%" G_GINT64_FORMAT, after - before);
  g_autofree char *lost = g_strdup_printf ("−%" G_GINT64_FORMAT, after - before);

  g_assert_cmpint (after, >, before);
  zhihui_then_now_show (ZHIHUI_THEN_NOW (view), self->shown[0], self->shown[2]);
  g_assert_true (widget_search_has_words (view, difference));
  zhihui_then_now_show (ZHIHUI_THEN_NOW (view), self->shown[2], self->shown[0]);
  g_assert_true (widget_search_has_words (view, lost));
  g_assert_false (widget_search_has_words (view, difference));
  zhihui_then_now_show (ZHIHUI_THEN_NOW (view), NULL, self->shown[0]);
  g_assert_true (widget_search_has_words (view, "无记录"));
  g_assert_false (widget_search_has_words (view, lost));
  g_object_unref (view);
}

/* As a desk keeps it: where the page looks for it. */
static void
keep (Fixture *self)
{
  g_autofree char *path =
    zhihui_history_folder_make_path (NULL, ZHIHUI_KEEP_FOR_DESK, "0123456789abcdef");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
  zhihui_history_store_note (zhihui_history_writer_get_store (writer), "source", KEY, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64               at = START + moments[i];
      ZhihuiHistoryOutcome outcome;

      g_assert_true (zhihui_history_writer_append (
        writer, self->shown[i], at, g_get_monotonic_time (), at, &outcome, NULL));
    }
}

/* What was not kept is not passed over in silence: which moment was wanted, and which is shown. */
static void
test_gap (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int         days;
    const char *words; /* NULL: it is what was wanted */
  } steps[] = {
    { 1, "7月30日 14:00 没有留存。以下是 7月29日 14:20，即此前最近一次留存的时刻。" },
    { 7, "7月24日 14:00 没有留存。以下是 7月29日 14:00，即最早留存的时刻。" },
    { 2, NULL },
  };
  g_autoptr (TestSource) source = g_object_new (TEST_TYPE_SOURCE, NULL);
  g_autoptr (ZhihuiDesk) desk = NULL;
  GtkWidget       *page = g_object_new (ZHIHUI_TYPE_DESK_PAST, NULL);
  g_autofree char *folder = zhihui_history_folder_get_default ();

  keep (self);
  source->situation = self->shown[G_N_ELEMENTS (moments) - 1];
  desk = zhihui_desk_new (ZHIHUI_SOURCE (source));
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
  zhihui_desk_page_open (ZHIHUI_DESK_PAGE (page), desk);
  zhihui_desk_page_show (ZHIHUI_DESK_PAGE (page), source->situation);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (i > 0)
        g_assert_true (gtk_widget_activate_action (page, "past.back", "i", steps[i].days));
      if (steps[i].words != NULL)
        await_seen (self, steps[i].words);
    }
  while (is_seen (self, "没有留存"))
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer ((GtkWindow **) &self->window, gtk_window_destroy);
  program_remove_folder (folder);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_shelf (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZhihuiPastShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;

  /* Of a source that this machine never showed. */
  zhihui_past_shelf_look_async ("http://nowhere.invalid", NULL, looked_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  shelf = zhihui_past_shelf_look_finish (result, &error);
  g_assert_null (shelf);
  g_assert_nonnull (error);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/desk-past/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-window-of-the-past-says-that-it-is-not-now", test_says_so);
  ADD ("a-moment-of-another-year-names-it", test_year);
  ADD ("steps-lead-through-what-is-kept-and-not-beyond", test_steps);
  ADD ("the-past-is-left-by-closing-its-window", test_closes);
  ADD ("figures-of-then-stand-beside-those-of-now", test_figures);
  ADD ("of-a-source-never-shown-nothing-is-kept", test_shelf);
  ADD ("of-a-unit-the-past-keeps-its-boards", test_portrait);
  ADD ("the-past-keeps-no-cases-and-nothing-is-tried-again", test_no_cases);
  ADD ("the-past-keeps-no-shares-by-channel-and-topic", test_no_shares);
  ADD ("beside-the-boards-the-past-says-what-it-does-not-keep", test_pane);
  ADD ("the-past-is-looked-at-and-nothing-is-told-from-there", test_nothing_is_told);
  ADD ("of-an-alert-it-is-said-that-its-text-is-not-kept", test_no_texts);
  ADD ("what-was-not-kept-is-said-with-what-is-shown-instead", test_gap);
#undef ADD
}

int
main (int argc, char **argv)
{
  g_autofree char *home = program_make_folder ();
  g_autoptr (AdwApplication) application = NULL;
  int status = 77;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  application = desk_application_start (&argc, &argv, NULL);
  if (application != NULL)
    {
      add_tests ();
      status = g_test_run ();
    }
  program_remove_folder (home);
  return status;
}
