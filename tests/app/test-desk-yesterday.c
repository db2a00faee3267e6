/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history-sample.h"
#include "program-run.h"
#include "zhihui-desk-yesterday.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-writer.h"
#include "zhihui-language.h"

#define START G_GINT64_CONSTANT (1596002400) /* 2020-07-29T14:00:00+08:00 */
#define DAY_S 86400
#define KEY "https://platform.example/api/v1"
#define PATIENCE_S 20

/* A source that has but a name. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  const char *key; /* static, nullable */
};

static const char *
get_key (ZhihuiSource *source)
{
  return TEST_SOURCE (source)->key;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_key = get_key;
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
  self->key = KEY;
}

typedef struct
{
  HistorySample       *sample;    /* owned */
  ZhihuiSituation     *then;      /* owned: as it was kept */
  TestSource          *source;    /* owned */
  ZhihuiDeskYesterday *yesterday; /* owned */
  guint                n_changes;
} Fixture;

static void
changed_cb (Fixture *self)
{
  self->n_changes++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
    zhihui_history_folder_make_path (NULL, ZHIHUI_KEEP_FOR_DESK, "0123456789abcdef");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryOutcome outcome;
  gint64               now_us = g_get_monotonic_time ();

  self->sample = history_sample_new (20);
  self->then = history_sample_make (self->sample, START, now_us);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
  g_assert_true (
    zhihui_history_store_note (zhihui_history_writer_get_store (writer), "source", KEY, NULL));
  g_assert_true (
    zhihui_history_writer_append (writer, self->then, START, now_us, START, &outcome, NULL));
  self->source = g_object_new (TEST_TYPE_SOURCE, NULL);
  self->yesterday = zhihui_desk_yesterday_new (ZHIHUI_SOURCE (self->source));
  g_signal_connect_swapped (self->yesterday, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = zhihui_history_folder_get_default ();

  g_assert_finalize_object (self->yesterday);
  g_assert_finalize_object (self->source);
  zhihui_situation_unref (self->then);
  history_sample_free (self->sample);
  program_remove_folder (folder);
}

static gboolean
ended_cb (gpointer user_data)
{
  g_error ("it was never looked up");
  return G_SOURCE_REMOVE;
}

/* (transfer full): the desk at @at, many cases later, when yesterday was looked up. */
static ZhihuiSituation *
look_up (Fixture *self, gint64 at)
{
  guint            limit = g_timeout_add_seconds (PATIENCE_S, ended_cb, NULL);
  guint            n_before = self->n_changes;
  ZhihuiSituation *now;

  history_sample_advance (self->sample, 200);
  now = history_sample_make (self->sample, at, g_get_monotonic_time ());
  zhihui_desk_yesterday_ask (self->yesterday, now);
  g_assert_true (zhihui_desk_yesterday_is_asking (self->yesterday));
  while (self->n_changes == n_before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  g_assert_false (zhihui_desk_yesterday_is_asking (self->yesterday));
  return now;
}

static void
test_it_is_what_was_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) now = look_up (self, START + DAY_S);
  guint n_moved = 0;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *shown = zhihui_situation_get_ranking (now, board, "town");
      ZhihuiRanking *kept = zhihui_situation_get_ranking (self->then, board, "town");
      ZhihuiRanking *found = zhihui_desk_yesterday_find (self->yesterday, shown);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->n_scores, ==, kept->n_scores);
      for (guint i = 0; i < kept->n_scores; i++)
        {
          const ZhihuiScore *score = zhihui_ranking_find (found, kept->scores[i].unit->id);

          g_assert_cmpuint (score->rank, ==, kept->scores[i].rank);
          g_assert_cmpint (score->k, ==, kept->scores[i].k);
          g_assert_cmpint (score->n, ==, kept->scores[i].n);
          n_moved += zhihui_ranking_find (shown, kept->scores[i].unit->id)->n != score->n;
        }
    }
  g_assert_cmpuint (n_moved, >, 0); /* else it could be that of now */
}

/* Within the minute it is not looked up again, then it is. */
static void
test_it_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) first = look_up (self, START + DAY_S);
  g_autoptr (ZhihuiSituation) soon =
    history_sample_make (self->sample, START + DAY_S + 30, g_get_monotonic_time ());
  g_autoptr (ZhihuiSituation) later = NULL;
  ZhihuiRanking *board = zhihui_situation_get_ranking (first, ZHIHUI_BOARD_OVERDUE, "town");

  zhihui_desk_yesterday_ask (self->yesterday, soon);
  g_assert_false (zhihui_desk_yesterday_is_asking (self->yesterday));
  later = look_up (self, START + DAY_S + 120);
  g_assert_nonnull (zhihui_desk_yesterday_find (self->yesterday, board));
  zhihui_desk_yesterday_forget (self->yesterday);
  g_assert_null (zhihui_desk_yesterday_find (self->yesterday, board));
}

/* Hours before is not "at this time", nothing before that is nothing. */
static void
test_what_was_not_kept_is_not_claimed (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gint64      at;
    const char *words;
  } moments[] = {
    { START + DAY_S + 5 * 3600, "7月29日 19:00 没有留存，此前最近一次为 7月29日 14:00" },
    { START + DAY_S - 3600, "7月29日 13:00 没有留存，最早留存于 7月29日 14:00" },
    { START + 9 * DAY_S, "8月6日 14:00 没有留存，此前最近一次为 7月29日 14:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (ZhihuiSituation) now = look_up (self, moments[i].at);
      ZhihuiRanking   *board = zhihui_situation_get_ranking (now, ZHIHUI_BOARD_OVERDUE, "town");
      g_autofree char *words = NULL;

      g_assert_nonnull (board);
      g_assert_null (zhihui_desk_yesterday_find (self->yesterday, board));
      words =
        zhihui_desk_yesterday_explain (self->yesterday, board, zhihui_situation_get_zone (now));
      g_assert_cmpstr (words, ==, moments[i].words);
    }
}

/* What is counted otherwise, or in another month, is no yesterday of it. */
static void
test_another_board_is_not_shown_as_this_one (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) now = look_up (self, START + DAY_S);
  ZhihuiRanking *board = zhihui_situation_get_ranking (now, ZHIHUI_BOARD_OVERDUE, "town");
  ZhihuiRanking  same = *board;
  ZhihuiRanking  others[] = { same, same, same, same, same, same, same, same };

  g_assert_nonnull (zhihui_desk_yesterday_find (self->yesterday, &same));
  same.window.from += DAY_S; /* ninety days have gone on */
  g_assert_nonnull (zhihui_desk_yesterday_find (self->yesterday, &same));

  others[0].peer = (char *) "department";
  others[0].metric = ZHIHUI_METRIC_RATED_RATE;
  others[1].region = (char *) "370302-7";
  others[2].period = (char *) "quarter";
  others[3].basis =
    others[3].basis == ZHIHUI_BASIS_CLOSED ? ZHIHUI_BASIS_DEADLINE : ZHIHUI_BASIS_CLOSED;
  others[4].order = ZHIHUI_ORDER_SHRUNK;
  others[5].min_n += 10;
  others[6].tier = 2;
  others[7].window.from += 29 * DAY_S; /* it is the first of a month */
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *words = zhihui_desk_yesterday_explain (
        self->yesterday, &others[i], zhihui_situation_get_zone (now));

      g_assert_null (zhihui_desk_yesterday_find (self->yesterday, &others[i]));
      g_assert_cmpstr (words, ==, "7月29日 14:00 只留存了其他月份、分组或排法的榜单");
    }
  g_assert_null (
    zhihui_desk_yesterday_explain (self->yesterday, &same, zhihui_situation_get_zone (now)));
}

static void
test_a_source_without_history_is_not_asked (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) now =
    history_sample_make (self->sample, START + DAY_S, g_get_monotonic_time ());
  g_autofree char *words = NULL;

  self->source->key = NULL;
  zhihui_desk_yesterday_ask (self->yesterday, now);
  g_assert_false (zhihui_desk_yesterday_is_asking (self->yesterday));
  words =
    zhihui_desk_yesterday_explain (self->yesterday,
                                   zhihui_situation_get_ranking (now, ZHIHUI_BOARD_OVERDUE, "town"),
                                   zhihui_situation_get_zone (now));
  g_assert_cmpstr (words, ==, "此数据源在本机没有昨天的留存");
}

int
main (int argc, char **argv)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *zhihui = g_build_filename (home, "zhihui", NULL);
  int              status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/desk-yesterday/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("it-is-what-was-kept-at-this-time", test_it_is_what_was_kept);
  ADD ("it-goes-on-minute-by-minute-and-is-forgotten", test_it_goes_on);
  ADD ("what-was-not-kept-is-not-claimed", test_what_was_not_kept_is_not_claimed);
  ADD ("another-board-is-not-shown-as-this-one", test_another_board_is_not_shown_as_this_one);
  ADD ("a-source-without-history-is-not-asked", test_a_source_without_history_is_not_asked);
#undef ADD
  status = g_test_run ();
  program_remove_folder (zhihui);
  program_remove_folder (home);
  return status;
}
