/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-figures-private.h"
#include "zhihui-wire.h"

/* The rules of the figures as they are written, in SQL: an oracle that shares no code with the
 * platform. ?1 from, ?2 e = min (to, as-of). */
static const struct
{
  const char *metric;
  const char *sql;
} statements[] = {
  { "volume",
    "SELECT u.code, COUNT (*), 0, 0 FROM assignment a JOIN unit u ON u.id = a.unit_id"
    " WHERE role = 'main' AND dispatched_at >= ?1 AND dispatched_at < ?2"
    " AND COALESCE (return_accepted, 0) = 0 GROUP BY u.code" },
  { "overdue_rate",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN replied_at IS NULL OR replied_at > due_at THEN 1 "
    "END), 0"
    " FROM assignment a JOIN unit u ON u.id = a.unit_id"
    " WHERE role = 'main' AND due_at >= ?1 AND due_at < ?2"
    " AND COALESCE (return_accepted, 0) = 0 GROUP BY u.code" },
  { "return_rate",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN return_req_at IS NOT NULL AND return_req_at < ?2 "
    "THEN 1 END),"
    " COUNT (CASE WHEN return_req_at < ?2 AND return_accepted = 0 THEN 1 END)"
    " FROM assignment a JOIN unit u ON u.id = a.unit_id"
    " WHERE role = 'main' AND dispatched_at >= ?1 AND dispatched_at < ?2 GROUP BY u.code" },
  { "satisfied_rate",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN level >= 3 THEN 1 END), SUM (CASE level WHEN 5 "
    "THEN 100 WHEN 4 THEN 80"
    " WHEN 3 THEN 60 WHEN 2 THEN 30 ELSE 0 END) FROM rating r JOIN unit u ON u.id = r.unit_id"
    " WHERE rated_at >= ?1 AND rated_at < ?2 AND valid = 1 GROUP BY u.code" },
  { "on_time_rate",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN replied_at <= due_at THEN 1 END), 0"
    " FROM assignment a JOIN unit u ON u.id = a.unit_id"
    " WHERE role = 'main' AND due_at >= ?1 AND due_at < ?2"
    " AND COALESCE (return_accepted, 0) = 0 GROUP BY u.code" },
  { "sign_rate",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN signed_at <= sign_due_at THEN 1 END), 0"
    " FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE role = 'main'"
    " AND sign_due_at >= ?1 AND sign_due_at < ?2 GROUP BY u.code" },
};

static ZhihuiRanking *
get_board (Api *api, const char *path, char **next)
{
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (GError) error = NULL;
  ZhihuiRanking *board;

  g_assert_cmpuint (reply->status, ==, 200);
  board = zhihui_wire_decode_ranking (reply->body, next, &error);
  g_assert_no_error (error);
  return board;
}

static const ZhihuiScore *
find_score (const ZhihuiRanking *board, const char *unit)
{
  for (guint i = 0; i < board->n_scores; i++)
    if (g_str_equal (board->scores[i].unit->id, unit))
      return &board->scores[i];
  for (guint i = 0; i < board->n_unranked_sent; i++)
    if (g_str_equal (board->unranked[i].unit->id, unit))
      return &board->unranked[i];
  return NULL;
}

/* Compares every unit of the board with the statement; returns how many the statement counted. */
static guint
compare_with_statement (Api *api, guint statement, const ZhihuiRanking *board)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, statements[statement].sql);
  gint64           sum = 0;
  guint            n = 0;

  zhihui_statement_bind_integer (row, 1, board->window.from);
  zhihui_statement_bind_integer (row, 2, MIN (board->window.to, board->as_of));
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      const char        *unit = zhihui_statement_get_text (row, 0);
      const ZhihuiScore *score = find_score (board, unit);

      g_assert_nonnull (score);
      g_assert_cmpint (score->n, ==, zhihui_statement_get_integer (row, 1));
      g_assert_cmpint (score->k, ==, zhihui_statement_get_integer (row, 2));
      g_assert_cmpint (score->extra, ==, zhihui_statement_get_integer (row, 3));
      sum += score->n;
      n++;
    }
  zhihui_statement_reset (row);
  g_assert_cmpint (sum, ==, board->total.n);
  return n;
}

static void
test_equal_the_rules (void)
{
  const char *const periods[] = { "period=month",
                                  "period=rolling-90d",
                                  "period=2020-07",
                                  "period=2020-Q2",
                                  "period=ytd",
                                  "from=2020-06-03T10:11:12%2B08:00"
                                  "&to=2020-07-02T03:04:05%2B08:00" };
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  guint n_compared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    for (guint j = 0; j < G_N_ELEMENTS (periods); j++)
      {
        g_autofree char *path =
          g_strdup_printf ("/rankings/%s?%s&limit=20000", statements[i].metric, periods[j]);
        g_autoptr (ZhihuiRanking) board = get_board (api, path, NULL);

        n_compared += compare_with_statement (api, i, board);
      }

  /* Windows that counted nothing would prove nothing; the month is one morning old. */
  g_assert_cmpuint (n_compared, >, G_N_ELEMENTS (statements) * (G_N_ELEMENTS (periods) - 1) * 30);
}

static void
test_rank_within_the_peers (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (ZhihuiRanking) towns =
    get_board (api, "/rankings/overdue_rate?peer=town&limit=20000", NULL);
  g_autoptr (ZhihuiRanking) all = get_board (api, "/rankings/overdue_rate?limit=20000", NULL);

  g_assert_cmpuint (towns->n_scores + towns->n_unranked_sent, ==, 12);
  g_assert_cmpuint (all->n_scores + all->n_unranked_sent, ==, 40);
  g_assert_cmpint (towns->region_total.n, ==, all->total.n);
  g_assert_cmpint (towns->total.n, <, all->total.n);
  for (guint i = 0; i < towns->n_scores; i++)
    {
      const ZhihuiScore *same = find_score (all, towns->scores[i].unit->id);

      g_assert_cmpstr (towns->scores[i].unit->peer, ==, "town");
      g_assert_cmpint (towns->scores[i].n, ==, same->n);
      g_assert_cmpint (towns->scores[i].k, ==, same->k);
      g_assert_cmpuint (towns->scores[i].n, >=, 20);
      if (i > 0)
        g_assert_cmpint (
          zhihui_fraction_compare (
            towns->scores[i - 1].k, towns->scores[i - 1].n, towns->scores[i].k, towns->scores[i].n),
          <=,
          0);
    }
}

static void
test_cut_to_head_and_foot (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  const char *const directions[] = { "best", "worst" };

  for (guint d = 0; d < G_N_ELEMENTS (directions); d++)
    {
      g_autofree char *whole_path =
        g_strdup_printf ("/rankings/return_rate?direction=%s", directions[d]);
      g_autofree char *cut_path = g_strconcat (whole_path, "&first=1&last=3", NULL);
      g_autoptr (ZhihuiRanking) whole = get_board (api, whole_path, NULL);
      g_autoptr (ZhihuiRanking) cut = get_board (api, cut_path, NULL);
      guint n = whole->n_scores;

      g_assert_cmpuint (n, >, 10);
      g_assert_cmpuint (cut->n_ranked, ==, n);
      g_assert_cmpuint (cut->n_scores, <, n);
      g_assert_cmpstr (cut->scores[0].unit->id, ==, whole->scores[0].unit->id);
      for (guint i = 1; i <= 3; i++)
        g_assert_cmpstr (
          cut->scores[cut->n_scores - i].unit->id, ==, whole->scores[n - i].unit->id);
    }
}

static void
test_pages_make_the_whole (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (ZhihuiRanking) whole = get_board (api, "/rankings/overdue_rate", NULL);
  g_autofree char *next = NULL;
  guint            n = 0, n_pages = 0;

  do
    {
      g_autofree char *path = g_strdup_printf ("/rankings/overdue_rate?limit=7%s%s",
                                               next != NULL ? "&cursor=" : "",
                                               next != NULL ? next : "");
      g_autoptr (ZhihuiRanking) page = NULL;

      g_clear_pointer (&next, g_free);
      page = get_board (api, path, &next);
      for (guint i = 0; i < page->n_scores; i++, n++)
        {
          g_assert_cmpstr (page->scores[i].unit->id, ==, whole->scores[n].unit->id);
          g_assert_cmpuint (page->scores[i].rank, ==, whole->scores[n].rank);
        }
      g_assert_cmpuint (page->n_unranked_sent, ==, next == NULL ? whole->n_unranked_sent : 0);
      n_pages++;
    }
  while (next != NULL);

  g_assert_cmpuint (n, ==, whole->n_scores);
  g_assert_cmpuint (n_pages, ==, (n + 6) / 7);
}

static void
test_pages_are_of_one_moment (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  ZhihuiLedger    *ledger = zhihui_platform_get_ledger (api->platform);
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiRanking) first = get_board (api, "/rankings/volume?limit=5&period=ytd", &next);
  g_autofree char *path = g_strdup_printf ("/rankings/volume?limit=500&period=ytd&cursor=%s", next);
  g_autoptr (ZhihuiRanking) rest = NULL;

  g_array_set_size (ledger->assignments, 100);
  g_array_set_size (ledger->rounds, 100);
  g_array_set_size (ledger->ratings, 0);
  ledger->revision++;
  g_assert_true (zhihui_platform_tick (api->platform, NULL));

  rest = get_board (api, path, NULL);
  g_assert_cmpint (rest->total.n, ==, first->total.n);
  g_assert_cmpstr (rest->revision, ==, first->revision);
  g_assert_cmpuint (rest->n_scores, ==, first->n_ranked - 5);
}

static void
test_cursor_holds_for_its_list_only (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiRanking) first = get_board (api, "/rankings/volume?limit=5", &next);
  const char *const others[] = { "/rankings/overdue_rate?limit=5&cursor=",
                                 "/rankings/volume?peer=town&limit=5&cursor=",
                                 "/units?limit=5&cursor=" };

  g_assert_nonnull (next);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_strconcat (others[i], next, NULL);
      g_autoptr (Reply) reply = api_get (api, api->desk, path);

      reply_assert_problem (reply, 410, "cursor_expired");
    }
}

/* A quarter is a quarter, by its name and by its ends. */
static void
test_same_span_has_the_same_minimum (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (ZhihuiRanking) named =
    get_board (api, "/rankings/overdue_rate?period=2020-Q2&limit=20000", NULL);
  g_autoptr (ZhihuiRanking) between =
    get_board (api,
               "/rankings/overdue_rate?limit=20000&from=2020-04-01T00:00:00%2B08:00"
               "&to=2020-07-01T00:00:00%2B08:00",
               NULL);

  g_assert_cmpuint (named->min_n, ==, 20);
  g_assert_cmpuint (between->min_n, ==, 20);
  g_assert_cmpuint (between->n_ranked, ==, named->n_ranked);
}

/* The fixture's clock stands: nothing else would ever let go of what was counted. */
static void
test_windows_without_number_are_not_kept (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  ZhihuiFigures *figures = zhihui_platform_get_figures (api->platform);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *path = g_strdup_printf (
        "/rankings/volume?from=2020-06-01T00:%02u:%02uZ&to=2020-07-01T00:00:00Z", i / 60, i % 60);
      g_autoptr (ZhihuiRanking) board = get_board (api, path, NULL);
    }
  g_assert_cmpuint (g_hash_table_size (figures->tallies), <=, 130);
}

static void
test_summary_equals_the_statements (void)
{
  static const char sql[] =
    "SELECT (SELECT COUNT (*) FROM cases WHERE accepted_at >= ?1 AND accepted_at < ?3),"
    " (SELECT COUNT (*) FROM cases WHERE accepted_at >= ?2 AND accepted_at < ?3),"
    " (SELECT COUNT (*) FROM assignment WHERE role = 'main' AND replied_at IS NULL"
    "  AND COALESCE (return_accepted, 0) = 0 AND dispatched_at <= ?3),"
    " (SELECT COUNT (*) FROM assignment WHERE role = 'main' AND replied_at IS NULL"
    "  AND COALESCE (return_accepted, 0) = 0 AND due_at < ?3)";
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (Reply) reply = api_get (api, api->desk, "/summary");
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSummary) summary = zhihui_wire_decode_summary (reply->body, &error);
  ZhihuiStatement *row = zhihui_store_prepare (api->store, sql);
  gint64           year, month;

  g_assert_no_error (error);
  zhihui_instant_parse_rfc3339 ("2020-01-01T00:00:00+08:00", &year, NULL);
  zhihui_instant_parse_rfc3339 ("2020-08-01T00:00:00+08:00", &month, NULL);
  zhihui_statement_bind_integer (row, 1, year);
  zhihui_statement_bind_integer (row, 2, month);
  zhihui_statement_bind_integer (row, 3, api_as_of ());
  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  g_assert_cmpint (summary->year_count, ==, zhihui_statement_get_integer (row, 0));
  g_assert_cmpint (summary->month_count, ==, zhihui_statement_get_integer (row, 1));
  g_assert_cmpint (
    summary->today, ==, zhihui_statement_get_integer (row, 1)); /* the 1st of the month */
  g_assert_cmpint (summary->open, ==, zhihui_statement_get_integer (row, 2));
  g_assert_cmpint (summary->overdue_open, ==, zhihui_statement_get_integer (row, 3));
  g_assert_cmpint (summary->overdue_open, >, 0);
  g_assert_cmpuint (summary->clocks->len, ==, 4);
  g_assert_cmpuint (summary->stages->len, ==, 5);
}

static void
test_regions_add_up_to_the_whole (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  const char *const paths[] = { "/summary",
                                "/summary?region=370302104",
                                "/summary?region=370302105" };
  gint64            year[3], open[3], on_time[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->desk, paths[i]);
      g_autoptr (ZhihuiSummary) summary = zhihui_wire_decode_summary (reply->body, NULL);

      g_assert_nonnull (summary);
      year[i] = summary->year_count;
      open[i] = summary->open;
      on_time[i] = summary->on_time.n;
    }
  g_assert_cmpint (year[0], ==, year[1] + year[2]);
  g_assert_cmpint (open[0], ==, open[1] + open[2]);
  g_assert_cmpint (on_time[0], ==, on_time[1] + on_time[2]);
  g_assert_cmpint (year[1], >, 0);
}

static void
test_trend_adds_up_to_the_board (void)
{
  const char *const metrics[] = { "volume", "overdue_rate", "satisfied_rate", "rated_rate" };
  const char *const span = "from=2020-06-01T00:00:00%2B08:00&to=2020-07-01T00:00:00%2B08:00";
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);

  for (guint m = 0; m < G_N_ELEMENTS (metrics); m++)
    {
      g_autofree char *trend_path = g_strdup_printf ("/trends?metric=%s&%s", metrics[m], span);
      g_autofree char *board_path = g_strdup_printf ("/rankings/%s?%s", metrics[m], span);
      g_autoptr (Reply) reply = api_get (api, api->desk, trend_path);
      g_autoptr (ZhihuiTrend) trend = zhihui_wire_decode_trend (reply->body, NULL);
      g_autoptr (ZhihuiRanking) board = get_board (api, board_path, NULL);
      gint64 n = 0, k = 0;

      g_assert_nonnull (trend);
      g_assert_cmpuint (trend->points->len, ==, 30);
      for (guint i = 0; i < trend->points->len; i++)
        {
          n += g_array_index (trend->points, ZhihuiTrendPoint, i).n;
          k += g_array_index (trend->points, ZhihuiTrendPoint, i).k;
        }
      g_assert_cmpint (n, >, 50);
      g_assert_cmpint (n, ==, board->total.n);
      g_assert_cmpint (k, ==, board->total.k);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-boards/equal-the-rules-written-as-sql", test_equal_the_rules);
  g_test_add_func ("/api-boards/rank-within-the-peer-group", test_rank_within_the_peers);
  g_test_add_func ("/api-boards/are-cut-to-head-and-foot", test_cut_to_head_and_foot);
  g_test_add_func ("/api-boards/pages-make-the-whole", test_pages_make_the_whole);
  g_test_add_func ("/api-boards/pages-of-a-walk-are-of-one-moment", test_pages_are_of_one_moment);
  g_test_add_func ("/api-boards/cursor-holds-for-its-own-list-only",
                   test_cursor_holds_for_its_list_only);
  g_test_add_func ("/api-boards/same-span-has-the-same-minimum",
                   test_same_span_has_the_same_minimum);
  g_test_add_func ("/api-boards/windows-without-number-are-not-kept",
                   test_windows_without_number_are_not_kept);
  g_test_add_func ("/api-boards/summary-equals-the-statements", test_summary_equals_the_statements);
  g_test_add_func ("/api-boards/regions-add-up-to-the-whole", test_regions_add_up_to_the_whole);
  g_test_add_func ("/api-boards/trend-adds-up-to-the-board", test_trend_adds_up_to_the_board);
  return g_test_run ();
}
