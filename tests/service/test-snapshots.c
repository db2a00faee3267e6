/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "api-fixture.h"
#include "zhihui-wire.h"

#define MONTH "2020-06"

static Api *
open_frozen (void)
{
  Api *api = api_new (api_fill_with_many, 100000);

  /* One month a tick; the data begin in January, July may be frozen on August 5. */
  for (guint i = 0; i < 8; i++)
    g_assert_true (zhihui_platform_tick (api->platform, NULL));
  return api;
}

static char *
get_text (Api *api, const char *path, guint status)
{
  g_autoptr (Reply) reply = api_get (api, api->wall, path);

  g_assert_cmpuint (reply->status, ==, status);
  return reply_dup_text (reply);
}

static ZhihuiRanking *
get_board (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->wall, path);
  g_autoptr (GError) error = NULL;
  ZhihuiRanking *board;

  g_assert_cmpuint (reply->status, ==, 200);
  board = zhihui_wire_decode_ranking (reply->body, NULL, &error);
  g_assert_no_error (error);
  return board;
}

/* The hash that stands behind @place in a body. */
static char *
find_hash (const char *body, const char *place)
{
  const char *at = strstr (body, place);

  g_assert_nonnull (at);
  at = strstr (at, "\"sha256\":\"");
  g_assert_nonnull (at);
  return g_strndup (at + strlen ("\"sha256\":\""), 64);
}

static void
month_is_frozen_on_the_third_working_day_after_it (void)
{
  static const struct
  {
    const char *month, *moment;
  } cases[] = {
    { "2020-07", "2020-08-05T00:00:00+08:00" }, /* August 1 was a Saturday */
    { "2020-06", "2020-07-03T00:00:00+08:00" },
    { "2020-09", "2020-10-12T00:00:00+08:00" }, /* holidays until 8, the 10th is worked */
    { "2020-12", "2021-01-06T00:00:00+08:00" },
  };
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *moment = zhihui_zone_format_rfc3339 (
        zone, zhihui_freezer_get_moment (cases[i].month, calendar, zone));

      g_assert_cmpstr (moment, ==, cases[i].moment);
    }
  g_assert_cmpint (zhihui_freezer_get_moment ("2020-13", calendar, zone), ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpint (zhihui_freezer_get_moment ("2020-Q1", calendar, zone), ==, ZHIHUI_NO_INSTANT);
}

static void
open_month_is_not_frozen (void)
{
  g_autoptr (Api) api = open_frozen ();
  g_autofree char *list = get_text (api, "/snapshots", 200);
  g_autofree char *open = get_text (api, "/snapshots/2020-07", 404);
  g_autofree char *no_month = get_text (api, "/snapshots/month", 404);
  g_autofree char *no_revision = get_text (api, "/snapshots/" MONTH "?revision=9", 404);
  g_autofree char *bad = get_text (api, "/snapshots/" MONTH "?revision=x", 400);
  g_autoptr (ZhihuiRanking) july = get_board (api, "/rankings/volume?period=2020-07");
  g_autoptr (ZhihuiRanking) june = get_board (api, "/rankings/volume?period=" MONTH);
  g_autoptr (ZhihuiRanking) live = get_board (api, "/rankings/volume?snapshot=0&period=" MONTH);

  g_assert_nonnull (strstr (list, "\"period\":\"2020-01\""));
  g_assert_nonnull (strstr (list, "\"period\":\"" MONTH "\""));
  g_assert_null (strstr (list, "\"period\":\"2020-07\""));
  g_assert_false (july->frozen);
  g_assert_true (june->frozen);
  g_assert_cmpstr (june->revision, ==, MONTH ".1");
  g_assert_false (live->frozen);
  g_assert_cmpint (june->as_of, <, live->as_of);
  g_assert_nonnull (open);
  g_assert_nonnull (no_month);
  g_assert_nonnull (no_revision);
  g_assert_nonnull (bad);
}

static void
append_ratio (GString *csv, double ratio)
{
  if (isfinite (ratio))
    g_string_append_printf (csv, "%.6f", ratio);
  g_string_append_c (csv, ',');
}

/* A row as a person would write it from the answer. */
static void
append_row (GString *csv, const ZhihuiRanking *board, const ZhihuiScore *score)
{
  static const char *const flags[] = { "none", "better", "worse" };
  static const char *const reasons[] = { "", "min_n", "no_cases" };

  g_string_append_printf (csv, "\"overdue_rate\",\"%s\",", board->peer);
  if (score->rank > 0)
    g_string_append_printf (csv, "%u", score->rank);
  g_string_append_printf (csv,
                          ",%d,\"%s\",\"%s\",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",",
                          score->tied,
                          score->unit->id,
                          score->unit->name,
                          score->k,
                          score->n);
  append_ratio (csv, score->n > 0 ? (double) score->k / (double) score->n : NAN);
  append_ratio (csv, score->low);
  append_ratio (csv, score->high);
  append_ratio (csv, score->shrunk);
  g_string_append_printf (csv, "\"%s\",0,\"%s\",,", flags[score->flag], reasons[score->reason]);
  if (score->has_delta_rank)
    g_string_append_printf (csv, "%d", score->delta_rank);
  g_string_append_c (csv, ',');
  append_ratio (csv, score->has_delta ? score->delta_value : (double) NAN);
  g_string_append_printf (csv,
                          "\"" MONTH "\",\"2020-06-01T00:00:00+08:00\","
                          "\"2020-07-01T00:00:00+08:00\",\"2020-07-03T00:00:00+08:00\","
                          "10,\"" MONTH ".1\",\"%s\"\r\n",
                          zhihui_metric_get_rule_version ());
}

static void
hash_is_that_of_the_rows_written_by_hand (void)
{
  g_autoptr (Api) api = open_frozen ();
  g_autofree char *body = get_text (api, "/snapshots/" MONTH, 200);
  g_autofree char *hash = find_hash (body, "\"metric\":\"overdue_rate\",\"peer\":\"department\"");
  g_autoptr (ZhihuiRanking) board =
    get_board (api, "/rankings/overdue_rate?peer=department&period=" MONTH);
  g_autofree char *expected = NULL;
  GString *csv = g_string_new ("board,peer,rank,tied,unit_id,unit,k,n,value,low,high,shrunk,"
                               "flag,extra,unranked,open_overdue,rank_change,value_change,"
                               "period,from,to,as_of,min_n,revision,rule_version\r\n");

  g_assert_cmpuint (board->n_scores, >, 2);
  g_assert_cmpuint (board->n_unranked_sent, >, 5);
  for (guint i = 0; i < board->n_scores; i++)
    append_row (csv, board, &board->scores[i]);
  for (guint i = 0; i < board->n_unranked_sent; i++)
    append_row (csv, board, &board->unranked[i]);
  expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, csv->str, (gssize) csv->len);
  g_assert_cmpstr (hash, ==, expected);
  g_string_free (csv, TRUE);
}

/* A board from the snapshot and one counted from the ledger as it was known then. */
static void
frozen_board_is_the_count_of_its_moment (void)
{
  g_autoptr (Api) api = open_frozen ();
  ZhihuiFigures *figures = zhihui_platform_get_figures (api->platform);
  g_autoptr (ZhihuiFigures) then = zhihui_figures_new (
    zhihui_figures_get_ledger (figures), zhihui_figures_get_zone (figures), "370302");
  gint64 moment;
  guint  n_counted = 0;

  zhihui_instant_parse_rfc3339 ("2020-07-03T00:00:00+08:00", &moment, NULL);
  zhihui_figures_set_moment (then, moment);
  for (guint m = 0; m < ZHIHUI_N_METRICS; m++)
    {
      const ZhihuiMetricTraits *traits = zhihui_metric_get_traits ((ZhihuiMetric) m);
      g_autofree char          *path =
        g_strdup_printf ("/rankings/%s?tier=%u&order=%s&direction=worst&period=" MONTH,
                         traits->id,
                         m % 3 + 1,
                         traits->is_share ? "shrunk" : "raw");
      g_autoptr (ZhihuiPeriod) period =
        zhihui_period_parse (MONTH, moment, zhihui_figures_get_zone (figures), NULL);
      ZhihuiBoardQuestion question = { .metric = (ZhihuiMetric) m,
                                       .basis = traits->basis,
                                       .region = "370302",
                                       .peer = "all",
                                       .period = period,
                                       .tier = m % 3 + 1,
                                       .order =
                                         traits->is_share ? ZHIHUI_ORDER_SHRUNK : ZHIHUI_ORDER_RAW,
                                       .direction = ZHIHUI_DIRECTION_WORST_FIRST,
                                       .min_n = zhihui_metric_counts_answers (m) ? 5 : 10 };
      g_autoptr (ZhihuiRanking) frozen = NULL;
      g_autoptr (ZhihuiRanking) counted = NULL;

      if (m == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      frozen = get_board (api, path);
      counted = zhihui_figures_make_board (then, &question);
      g_assert_true (frozen->frozen);
      g_assert_cmpuint (frozen->n_scores, ==, counted->n_scores);
      g_assert_cmpint (frozen->total.n, ==, counted->total.n);
      for (guint i = 0; i < frozen->n_scores; i++)
        {
          g_assert_cmpstr (frozen->scores[i].unit->id, ==, counted->scores[i].unit->id);
          g_assert_cmpuint (frozen->scores[i].rank, ==, counted->scores[i].rank);
          g_assert_cmpuint (frozen->scores[i].tier, ==, m % 3 + 1);
          g_assert_cmpint (frozen->scores[i].k, ==, counted->scores[i].k);
          g_assert_cmpint (frozen->scores[i].delta_rank, ==, counted->scores[i].delta_rank);
          n_counted++;
        }
    }
  g_assert_cmpuint (n_counted, >, 50);
}

/* Late knowledge of what was already so: a reply of June was in truth given a week later. */
static void
correct (Api *api)
{
  ZhihuiLedger *ledger = zhihui_platform_get_ledger (api->platform);
  gint64        june, late;

  zhihui_instant_parse_rfc3339 ("2020-06-08T00:00:00+08:00", &june, NULL);
  zhihui_instant_parse_rfc3339 ("2020-06-20T00:00:00+08:00", &late, NULL);
  for (guint i = 0; i < ledger->assignments->len; i++)
    {
      ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, i);

      if (row->is_main && !row->return_accepted && row->due_at >= june && row->due_at < late &&
          row->replied_at != ZHIHUI_NO_INSTANT && row->replied_at <= row->due_at)
        {
          row->replied_at = row->due_at + 7 * 86400;
          break;
        }
    }
  ledger->revision++;
  ledger->first_changed = 0;
  zhihui_freezer_look_again (zhihui_platform_get_freezer (api->platform));
  for (guint i = 0; i < 8; i++)
    g_assert_true (zhihui_platform_tick (api->platform, NULL));
}

static void
correction_makes_another_revision_and_keeps_the_old (void)
{
  g_autoptr (Api) api = open_frozen ();
  g_autofree char *before = get_text (api, "/snapshots/" MONTH, 200);
  g_autoptr (ZhihuiRanking) old = get_board (api, "/rankings/overdue_rate?period=" MONTH);
  g_autoptr (ZhihuiRanking) again = NULL;
  g_autoptr (ZhihuiRanking) kept = NULL;
  g_autofree char *after = NULL, *first = NULL, *may = NULL;
  g_autofree char *hash_before = NULL, *hash_after = NULL, *hash_first = NULL;

  correct (api);
  again = get_board (api, "/rankings/overdue_rate?period=" MONTH);
  kept = get_board (api, "/rankings/overdue_rate?snapshot=1&period=" MONTH);
  g_assert_cmpstr (old->revision, ==, MONTH ".1");
  g_assert_cmpstr (again->revision, ==, MONTH ".2");
  g_assert_cmpstr (kept->revision, ==, MONTH ".1");
  g_assert_true (again->frozen && kept->frozen);
  g_assert_cmpint (kept->total.k, ==, old->total.k);
  g_assert_cmpint (again->total.k, ==, old->total.k + 1);
  g_assert_cmpint (again->total.n, ==, old->total.n);

  after = get_text (api, "/snapshots/" MONTH, 200);
  first = get_text (api, "/snapshots/" MONTH "?revision=1", 200);
  may = get_text (api, "/snapshots/2020-05", 200);
  hash_before = find_hash (before, "\"period\"");
  hash_after = find_hash (after, "\"period\"");
  hash_first = find_hash (first, "\"period\"");
  g_assert_cmpstr (hash_before, !=, hash_after);
  g_assert_cmpstr (hash_before, ==, hash_first);
  g_assert_nonnull (strstr (after, "\"snapshot\":2"));
  g_assert_null (strstr (may, "\"snapshot\":2"));
  g_clear_pointer (&first, g_free);
  first = get_text (api, "/rankings/overdue_rate?snapshot=3&period=" MONTH, 404);
}

/* ---- in a thread: where the database is a file ---- */

typedef struct
{
  char *folder, *path; /* owned */
} Place;

static void
place_init (Place *self)
{
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "s.db", NULL);
  store = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  api_fill_with_many (store);
}

static void
place_clear (Place *self)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Api *
open_place (const Place *self)
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (self->path, FALSE, &error);

  g_assert_no_error (error);
  return api_open (store, 100000);
}

static gboolean
is_busy (Api *api)
{
  return zhihui_freezer_is_busy (zhihui_platform_get_freezer (api->platform));
}

/* Lets the threads of all of them end their months, one after the other. */
static void
freeze_all (Api *const *apis, guint n)
{
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      goes_on = FALSE;
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (zhihui_platform_tick (apis[i]->platform, NULL));
          goes_on = goes_on || is_busy (apis[i]);
        }
      g_main_context_iteration (NULL, FALSE);
    }
}

static const char *const frozen_months[] = { "2020-01", "2020-02", "2020-03",
                                             "2020-04", "2020-05", "2020-06" };

static void
assert_same_snapshots (Api *one, Api *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (frozen_months); i++)
    {
      g_autofree char *path = g_strconcat ("/snapshots/", frozen_months[i], NULL);
      g_autofree char *a = get_text (one, path, 200);
      g_autofree char *b = get_text (other, path, 200);

      g_assert_cmpstr (a, ==, b);
    }
}

static gint64
ask (Api *api, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, sql);
  gint64           n;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

static void
thread_freezes_what_is_frozen_here (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (Api) here = open_frozen ();
  g_autoptr (Api) api = NULL;

  place_init (&place);
  api = open_place (&place);
  g_assert_true (is_busy (api));
  freeze_all (&api, 1);
  assert_same_snapshots (api, here);
}

static void
month_is_answered_while_it_is_frozen (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (Api) here = open_frozen ();
  g_autoptr (Api) api = NULL;
  g_autoptr (ZhihuiRanking) live = get_board (here, "/rankings/volume?snapshot=0&period=" MONTH);
  g_autoptr (ZhihuiRanking) frozen = get_board (here, "/rankings/volume?period=" MONTH);
  guint n_live = 0, n_frozen = 0;

  place_init (&place);
  api = open_place (&place);
  while (n_frozen == 0)
    {
      g_autoptr (ZhihuiRanking) board = get_board (api, "/rankings/volume?period=" MONTH);

      g_assert_cmpint (board->total.n, ==, board->frozen ? frozen->total.n : live->total.n);
      n_live += !board->frozen;
      n_frozen += board->frozen;
      g_assert_true (zhihui_platform_tick (api->platform, NULL));
    }
  g_assert_cmpuint (n_live, >, 0);
  g_assert_cmpint (live->total.n, >, 100);
}

static void
two_programs_freeze_a_month_once (void)
{
  g_auto (Place) place = { NULL };
  Api *apis[2];

  place_init (&place);
  apis[0] = open_place (&place);
  apis[1] = open_place (&place);
  freeze_all (apis, 2);
  g_assert_cmpint (ask (apis[0], "SELECT COUNT(*) FROM snapshot"), ==, 6);
  g_assert_cmpint (ask (apis[0], "SELECT MAX(revision) FROM snapshot"), ==, 1);
  api_free (apis[0]);
  api_free (apis[1]);
}

/* Either it is there with all its boards, or it is not there. */
static void
platform_that_ends_leaves_whole_months (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (Api) here = open_frozen ();
  g_autoptr (Api) last = NULL;

  place_init (&place);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (Api) api = open_place (&place);

      g_assert_cmpint (ask (api,
                            "SELECT COUNT(*) FROM snapshot s WHERE (SELECT COUNT(*) FROM"
                            " snapshot_board b WHERE b.snapshot_id = s.id) <> (SELECT MAX(n) FROM"
                            " (SELECT COUNT(*) AS n FROM snapshot_board GROUP BY snapshot_id) c)"),
                       ==,
                       0);
      g_assert_true (is_busy (api));
    }
  last = open_place (&place);
  freeze_all (&last, 1);
  assert_same_snapshots (last, here);
}

/* A ledger that changes while it is copied for the thread: each tick finds the copy to be of
 * before. */
static void
ledger_that_is_never_the_same_keeps_no_month_from_being_frozen (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (Api) here = open_frozen ();
  g_autoptr (Api) api = NULL;

  place_init (&place);
  api = open_place (&place);
  while (is_busy (api))
    {
      zhihui_platform_get_ledger (api->platform)->revision++;
      g_assert_true (zhihui_platform_tick (api->platform, NULL));
      zhihui_platform_get_ledger (api->platform)->revision++;
      g_main_context_iteration (NULL, FALSE);
    }
  assert_same_snapshots (api, here);
  g_assert_cmpint (ask (api, "SELECT MAX(revision) FROM snapshot"), ==, 1);
}

static void
assert_same_counts (ZhihuiFigures *one, ZhihuiFigures *other, const ZhihuiWindow *window)
{
  guint  n_units = zhihui_figures_get_ledger (one)->units->len;
  gint64 n = 0;

  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      const ZhihuiTally *a, *b;

      if (metric == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      a = zhihui_figures_count (one, (ZhihuiMetric) metric, window);
      b = zhihui_figures_count (other, (ZhihuiMetric) metric, window);
      for (guint i = 0; i < n_units; i++)
        {
          g_assert_cmpint (a[i].n, ==, b[i].n);
          g_assert_cmpint (a[i].k, ==, b[i].k);
          g_assert_cmpint (a[i].extra, ==, b[i].extra);
          n += a[i].n;
        }
    }
  g_assert_cmpint (n, >, 100);
}

static void
cut_that_is_made_in_parts_counts_what_the_ledger_counts (void)
{
  g_autoptr (Api) api = open_frozen ();
  ZhihuiFigures *figures = zhihui_platform_get_figures (api->platform);
  ZhihuiZone    *zone = zhihui_platform_get_zone (api->platform);
  gint64         as_of = zhihui_figures_get_as_of (figures);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (MONTH, as_of, zone, NULL);
  const ZhihuiWindow windows[] = { period->window, period->previous };
  ZhihuiLedgerCut   *cut = zhihui_figures_cut (figures, windows, G_N_ELEMENTS (windows));
  ZhihuiFigures     *counted;
  ZhihuiLedger      *ledger;
  guint              n_pauses = 0;

  while (!zhihui_ledger_cut_go_on (cut, 0))
    n_pauses++;
  g_assert_cmpuint (n_pauses, >=, 8);
  g_assert_true (zhihui_ledger_cut_is_current (cut));
  zhihui_figures_get_ledger (figures)->revision++;
  g_assert_false (zhihui_ledger_cut_is_current (cut));

  ledger = zhihui_ledger_cut_finish (cut);
  counted = zhihui_figures_new (ledger, zone, zhihui_platform_get_region (api->platform));
  zhihui_figures_set_moment (counted, as_of);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    assert_same_counts (counted, figures, &windows[i]);
  zhihui_figures_free (counted);
  zhihui_ledger_free (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshots/month-is-frozen-on-the-third-working-day-after-it",
                   month_is_frozen_on_the_third_working_day_after_it);
  g_test_add_func ("/snapshots/open-month-is-not-frozen", open_month_is_not_frozen);
  g_test_add_func ("/snapshots/hash-is-that-of-the-rows-written-by-hand",
                   hash_is_that_of_the_rows_written_by_hand);
  g_test_add_func ("/snapshots/frozen-board-is-the-count-of-its-moment",
                   frozen_board_is_the_count_of_its_moment);
  g_test_add_func ("/snapshots/correction-makes-another-revision-and-keeps-the-old",
                   correction_makes_another_revision_and_keeps_the_old);
  g_test_add_func ("/snapshots/thread-freezes-what-is-frozen-here",
                   thread_freezes_what_is_frozen_here);
  g_test_add_func ("/snapshots/month-is-answered-while-it-is-frozen",
                   month_is_answered_while_it_is_frozen);
  g_test_add_func ("/snapshots/two-programs-freeze-a-month-once", two_programs_freeze_a_month_once);
  g_test_add_func ("/snapshots/platform-that-ends-leaves-whole-months",
                   platform_that_ends_leaves_whole_months);
  g_test_add_func ("/snapshots/ledger-that-is-never-the-same-keeps-no-month-from-being-frozen",
                   ledger_that_is_never_the_same_keeps_no_month_from_being_frozen);
  g_test_add_func ("/snapshots/cut-that-is-made-in-parts-counts-what-the-ledger-counts",
                   cut_that_is_made_in_parts_counts_what_the_ledger_counts);
  return g_test_run ();
}
