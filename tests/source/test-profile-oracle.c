/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-server.h"

#include <string.h>

#include "zhihui-http-source.h"

#define N_CASES 3000
#define AS_OF "2026-06-15T12:00:00+08:00"
#define AS_OF_S G_GINT64_CONSTANT (1781496000)

/* The same cases as a CSV file: taken into our platform by its import, and read from the folder by
 * a profile. What the platform tells is the expectation. */

static void
append_time (GString *csv, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant + 8 * 3600);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%d %H:%M:%S");

  g_string_append (csv, text);
}

static char *
make_csv (void)
{
  GString *csv = g_string_new ("no,unit,channel,area,opened,due,closed,status,returns\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (20260615);

  for (guint i = 0; i < N_CASES; i++)
    {
      gint64   opened = AS_OF_S - g_rand_int_range (random, 0, 420 * 86400);
      gint64   due = opened + 86400 * g_rand_int_range (random, 1, 20);
      gint64   closed = opened + g_rand_int_range (random, 0, 25 * 86400);
      gint32   returns = g_rand_int_range (random, -8, 3);
      gboolean is_open = closed > AS_OF_S || g_rand_int_range (random, 0, 20) == 0;

      g_string_append_printf (csv,
                              "%u,单位%d,渠道%d,片区%d,",
                              i,
                              g_rand_int_range (random, 0, 40) * g_rand_int_range (random, 0, 40) /
                                40,
                              g_rand_int_range (random, 0, 4),
                              g_rand_int_range (random, 0, 9));
      append_time (csv, opened);
      g_string_append_c (csv, ',');
      if (g_rand_int_range (random, 0, 10) > 0)
        append_time (csv, due);
      g_string_append_c (csv, ',');
      if (!is_open)
        append_time (csv, closed);
      g_string_append_printf (csv,
                              ",%s,%d\n",
                              is_open                                 ? "open"
                              : g_rand_int_range (random, 0, 15) == 0 ? "dup"
                                                                      : "done",
                              returns > 0 ? returns : 0);
    }
  return g_string_free (csv, FALSE);
}

static const char map[] = "[deployment]\ntitle=T\nregion=370302\npeer=p\nas_of=" AS_OF "\n"
                          "[columns]\ncase_id=no\nopened=opened\nagency=unit\ndue=due\n"
                          "closed=closed\nstatus=status\nchannel=channel\narea=area\n"
                          "returns=returns\n[formats]\ntime=%F %T;%FT%T%z\n"
                          "[status]\nopen=open\ndone=closed\ndup=duplicate\n";

static const char profile[] =
  "[source]\nbase={base}\nregion=370302\ntime_zone=Asia/Shanghai\nas_of=" AS_OF "\npeer=p\n"
  "[values status]\nopen=open\ndone=closed\ndup=duplicate\n"
  "[resource cases]\npath=cases.csv\nid=no\nunit=unit\nchannel=channel\nregion=area\n"
  "opened=opened\ndue=due\nclosed=closed\nstatus=status\nreturns=returns\n";

static char *
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  char *said = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return said;
}

typedef struct
{
  GSubprocess *server;      /* owned */
  char        *url, *token; /* owned */
} Platform;

static void
platform_start (Platform *self, const char *folder)
{
  const char       *program = g_getenv ("ZHIHUI_PLATFORM");
  g_autofree char  *database = g_build_filename (folder, "p.db", NULL);
  g_autofree char  *csv = g_build_filename (folder, "cases.csv", NULL);
  g_autofree char  *map_path = g_build_filename (folder, "x.map", NULL);
  const char *const import[] = { program, "import", "--map", map_path, csv, "-d", database, NULL };
  const char *const token[] = { program, "token", "-d", database, "--scope", "wall", NULL };
  const char *const serve[] = { program, "serve", "-d", database, "--listen", "127.0.0.1:0", NULL };
  g_autofree char  *counted = NULL;
  g_autofree char  *said = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  char *line;

  g_assert_true (g_file_set_contents (map_path, map, -1, NULL));
  counted = run (import);
  g_assert_nonnull (strstr (counted, "\"refused\":0"));
  said = g_strstrip (run (token));
  line = strrchr (said, '\n');
  self->token = g_strdup (line != NULL ? line + 1 : said);
  self->server = g_subprocess_newv (
    serve, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  while (self->url == NULL &&
         (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      const char *found = strstr (line, "listening on ");

      if (found != NULL)
        self->url = g_strstrip (g_strdup (found + strlen ("listening on ")));
      g_free (line);
    }
  g_assert_nonnull (self->url);
  if (strstr (self->url, "://") == NULL)
    {
      g_autofree char *bare = g_steal_pointer (&self->url);

      self->url = g_strconcat ("http://", bare, NULL);
    }
}

static void
platform_stop (Platform *self)
{
  g_subprocess_force_exit (self->server);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
  g_free (self->url);
  g_free (self->token);
}

static void
compare_scores (ZhihuiRanking *expected, const ZhihuiScore *score, ZhihuiRanking *found)
{
  const ZhihuiScore *other = find_score (found, score->unit->name);

  g_assert_cmpint (other->n, ==, score->n);
  g_assert_cmpint (other->k, ==, score->k);
  g_assert_cmpint (other->extra, ==, score->extra);
  g_assert_cmpuint (other->rank, ==, score->rank);
  g_assert_cmpint (other->tied, ==, score->tied);
  g_assert_cmpint (other->reason, ==, score->reason);
  g_assert_cmpint (other->flag, ==, score->flag);
  g_assert_cmpuint (other->tier, ==, score->tier);
  g_assert_cmpint (other->open_overdue, ==, score->open_overdue);
  g_assert_cmpint (other->has_delta_rank, ==, score->has_delta_rank);
  if (score->has_delta_rank)
    g_assert_cmpint (other->delta_rank, ==, score->delta_rank);
  g_assert_cmpint (other->year.has_rank, ==, score->year.has_rank);
  if (score->year.has_rank)
    g_assert_cmpint (other->year.rank, ==, score->year.rank);
}

static void
compare_boards (ZhihuiRanking *expected, ZhihuiRanking *found)
{
  g_assert_nonnull (expected);
  g_assert_nonnull (found);
  g_assert_cmpint (found->window.from, ==, expected->window.from);
  g_assert_cmpint (found->window.to, ==, expected->window.to);
  g_assert_cmpuint (found->min_n, ==, expected->min_n);
  g_assert_cmpint (found->total.n, ==, expected->total.n);
  g_assert_cmpint (found->total.k, ==, expected->total.k);
  g_assert_cmpuint (found->n_ranked, ==, expected->n_ranked);
  g_assert_cmpuint (found->n_unranked, ==, expected->n_unranked);
  g_assert_cmpuint (expected->n_scores, >, 5);
  for (guint i = 0; i < expected->n_scores; i++)
    {
      g_assert_cmpstr (found->scores[i].unit->name,
                       ==,
                       find_score (expected, found->scores[i].unit->name)->unit->name);
      compare_scores (expected, &expected->scores[i], found);
    }
  for (guint i = 0; i < expected->n_unranked_sent; i++)
    compare_scores (expected, &expected->unranked[i], found);
}

static void
compare_summaries (ZhihuiSummary *expected, ZhihuiSummary *found)
{
  g_assert_nonnull (expected);
  g_assert_cmpint (found->today, ==, expected->today);
  g_assert_cmpint (found->yesterday_same_time, ==, expected->yesterday_same_time);
  g_assert_cmpint (found->month_count, ==, expected->month_count);
  g_assert_cmpint (found->previous_month_same, ==, expected->previous_month_same);
  g_assert_cmpint (found->year_count, ==, expected->year_count);
  g_assert_cmpint (found->open, ==, expected->open);
  g_assert_cmpint (found->due_today, ==, expected->due_today);
  g_assert_cmpint (found->overdue_open, ==, expected->overdue_open);
  g_assert_cmpint (found->overdue_open_yesterday, ==, expected->overdue_open_yesterday);
  g_assert_cmpint (found->on_time.n, ==, expected->on_time.n);
  g_assert_cmpint (found->on_time.k, ==, expected->on_time.k);
  g_assert_cmpint (found->returned.n, ==, expected->returned.n);
  g_assert_cmpint (found->returned.k, ==, expected->returned.k);
  g_assert_cmpint (expected->overdue_open, >, 0);
  g_assert_cmpint (expected->on_time.n, >, expected->on_time.k);
}

static void
compare_channels (ZhihuiChannels *expected, ZhihuiChannels *found)
{
  g_assert_cmpuint (found->items->len, ==, expected->items->len);
  g_assert_cmpint (found->total, ==, expected->total);
  for (guint i = 0; i < expected->items->len; i++)
    {
      const ZhihuiChannel *one = expected->items->pdata[i];
      const ZhihuiChannel *other = NULL;

      for (guint j = 0; j < found->items->len && other == NULL; j++)
        if (g_str_equal (((ZhihuiChannel *) found->items->pdata[j])->label, one->label))
          other = found->items->pdata[j];
      if (other == NULL)
        g_error ("no channel %s", one->label);
      g_assert_cmpint (other->n, ==, one->n);
      g_assert_cmpint (other->previous, ==, one->previous);
    }
}

static void
compare_maps (ZhihuiSituation *expected, ZhihuiSituation *found)
{
  ZhihuiMapFigures *one = zhihui_situation_get_map_figures (expected);
  ZhihuiMapFigures *other = zhihui_situation_get_map_figures (found);
  gint64            n[2] = { 0 }, overdue[2] = { 0 };

  g_assert_cmpuint (other->items->len, ==, one->items->len);
  g_assert_cmpint (other->located, ==, one->located);
  g_assert_cmpint (other->unlocated, ==, one->unlocated);
  for (guint i = 0; i < one->items->len; i++)
    {
      n[0] += ((ZhihuiRegionFigure *) one->items->pdata[i])->n;
      n[1] += ((ZhihuiRegionFigure *) other->items->pdata[i])->n;
      overdue[0] += ((ZhihuiRegionFigure *) one->items->pdata[i])->overdue;
      overdue[1] += ((ZhihuiRegionFigure *) other->items->pdata[i])->overdue;
    }
  g_assert_cmpint (n[1], ==, n[0]);
  g_assert_cmpint (overdue[1], ==, overdue[0]);
}

static void
compare_trends (ZhihuiSituation *expected, ZhihuiSituation *found, ZhihuiBoard board)
{
  for (ZhihuiTrendStep step = 0; step < ZHIHUI_N_TREND_STEPS; step++)
    {
      ZhihuiTrend *one = zhihui_situation_get_trend (expected, board, step);
      ZhihuiTrend *other = zhihui_situation_get_trend (found, board, step);
      gint64       n = 0;

      g_assert_nonnull (one);
      g_assert_nonnull (other);
      g_assert_cmpuint (one->points->len, ==, 30);
      g_assert_cmpuint (other->points->len, ==, 30);
      for (guint i = 0; i < 30; i++)
        {
          const ZhihuiTrendPoint *a = &g_array_index (one->points, ZhihuiTrendPoint, i);
          const ZhihuiTrendPoint *b = &g_array_index (other->points, ZhihuiTrendPoint, i);

          g_assert_cmpint (b->at, ==, a->at);
          g_assert_cmpint (b->n, ==, a->n);
          g_assert_cmpint (b->k, ==, a->k);
          n += a->n;
        }
      g_assert_cmpint (n, >, 50);
    }
}

static void
test_boards_are_those_of_our_platform (void)
{
  static const ZhihuiBoard boards[] = { ZHIHUI_BOARD_VOLUME,
                                        ZHIHUI_BOARD_OVERDUE,
                                        ZHIHUI_BOARD_RETURN };
  g_autofree char         *folder = make_folder ();
  g_autofree char         *csv_path = g_build_filename (folder, "cases.csv", NULL);
  g_autofree char         *csv = make_csv ();
  Platform                 platform = { 0 };
  ZhihuiWants              wants = { .datasets = (1u << ZHIHUI_N_DATASETS) - 1, .n_rankings = 4 };
  g_autoptr (GError) error = NULL;
  ZhihuiSource *direct;

  g_assert_true (g_file_set_contents (csv_path, csv, -1, NULL));
  platform_start (&platform, folder);
  direct = zhihui_source_new_for (platform.url, NULL, folder, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (direct), platform.token);
  for (ZhihuiBoard i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      wants.rankings[i].board = i;
      wants.rankings[i].peer = "*";
    }
  zhihui_source_set_wants (direct, &wants);
  {
    g_autoptr (Listener) listener = listener_new (direct);
    g_autoptr (Attached) self = NULL;
    ZhihuiSituation *expected, *found;

    zhihui_source_start (direct);
    await_settled (listener);
    self = attach (profile, folder, NULL);
    expected = zhihui_source_get_situation (direct);
    found = zhihui_source_get_situation (self->source);

    g_assert_cmpint (count_rows (self), ==, N_CASES);
    for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
      compare_trends (expected, found, boards[i]);
    for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
      compare_boards (zhihui_situation_get_ranking (expected, boards[i], "p"),
                      zhihui_situation_get_ranking (found, boards[i], "p"));
    compare_summaries (zhihui_situation_get_summary (expected), get_summary (self));
    compare_channels (zhihui_situation_get_channels (expected),
                      zhihui_situation_get_channels (found));
    compare_maps (expected, found);
  }
  zhihui_source_stop (direct);
  g_assert_finalize_object (direct);
  platform_stop (&platform);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/boards-are-those-of-our-platform",
                   test_boards_are_those_of_our_platform);

  return g_test_run ();
}
