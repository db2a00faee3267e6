/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-wire-courses.h"
#include "zhihui-wire.h"

/* Every metric over every kind of window against SQL of the contract, which shares no code with the
 * platform. ?1 from, ?2 e = min (to, as-of), ?3 as-of. M12 is not here: SQL has no calendar. */

#define RETAINED " AND COALESCE (a.return_accepted, 0) = 0"
#define OF_MAIN " FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.role = 'main'"
#define WITHIN(at) " AND " at " >= ?1 AND " at " < ?2 GROUP BY u.code"
#define COUNT(when) "SELECT u.code, COUNT (*), COUNT (CASE WHEN " when " THEN 1 END)"

static const struct
{
  const char *question, *sql;
} statements[] = {
  { "volume?", "SELECT u.code, COUNT (*), 0" OF_MAIN RETAINED WITHIN ("a.dispatched_at") },
  { "closed?",
    "SELECT u.code, COUNT (*), 0" OF_MAIN RETAINED
    " AND a.closed_at <= ?3" WITHIN ("a.replied_at") },
  { "overdue_rate?",
    COUNT ("a.replied_at IS NULL OR a.replied_at > a.due_at")
      OF_MAIN RETAINED WITHIN ("a.due_at") },
  { "on_time_rate?", COUNT ("a.replied_at <= a.due_at") OF_MAIN RETAINED WITHIN ("a.due_at") },
  { "overdue_rate?basis=closed&",
    COUNT ("a.replied_at > a.due_at") OF_MAIN RETAINED
    " AND a.closed_at <= ?3" WITHIN ("a.replied_at") },
  { "on_time_rate?basis=closed&",
    COUNT ("a.replied_at <= a.due_at") OF_MAIN RETAINED
    " AND a.closed_at <= ?3" WITHIN ("a.replied_at") },
  { "overdue_rate?basis=dispatched&",
    COUNT ("a.replied_at IS NULL OR a.replied_at > a.due_at") OF_MAIN RETAINED
    " AND a.due_at < ?3" WITHIN ("a.dispatched_at") },
  { "return_rate?", COUNT ("a.return_req_at < ?2") OF_MAIN WITHIN ("a.dispatched_at") },
  { "redo_rate?", COUNT ("a.sent_back_at <= ?3") OF_MAIN WITHIN ("a.replied_at") },
  { "satisfied_rate?",
    COUNT ("r.level >= 3") " FROM rating r JOIN unit u ON u.id = r.unit_id WHERE r.valid = "
                           "1" WITHIN ("r.rated_at") },
  { "satisfied_rate?basis=closed&",
    COUNT ("r.level >= 3") " FROM rating r JOIN unit u ON u.id = r.unit_id WHERE r.valid = 1"
                           " AND r.rated_at < ?3" WITHIN ("r.closed_at") },
  { "rated_rate?",
    COUNT ("EXISTS (SELECT 1 FROM rating r WHERE r.assignment_id = a.id AND r.valid = 1"
           " AND r.rated_at <= a.closed_at + 1296000)") OF_MAIN
    " AND a.closed_at <= ?3 - 1296000" WITHIN ("a.closed_at") },
  { "sign_rate?", COUNT ("a.signed_at <= a.sign_due_at") OF_MAIN WITHIN ("a.sign_due_at") },
  { "contact_rate?",
    COUNT ("a.contacted_at <= a.contact_due_at") OF_MAIN RETAINED
    " AND a.needs_contact = 1" WITHIN ("a.contact_due_at") },
  { "solved_rate?",
    COUNT ("a.solved >= 2") OF_MAIN " AND a.solved > 0" WITHIN ("a.called_back_at") },
  { "repeat_rate?",
    COUNT ("EXISTS (SELECT 1 FROM cases d, cases c WHERE c.id = a.case_id AND d.id <> c.id"
           " AND d.complainant = c.complainant AND d.phone = c.phone AND d.topic_id = c.topic_id"
           " AND d.submitted_at > a.closed_at AND d.submitted_at <= a.closed_at + 2592000"
           " AND EXISTS (SELECT 1 FROM assignment b WHERE b.case_id = d.id AND b.role = 'main'"
           " AND (b.unit_id = a.unit_id OR d.region_id = c.region_id)))") OF_MAIN RETAINED
    " AND EXISTS (SELECT 1 FROM cases c WHERE c.id = a.case_id AND c.type_id = 2)"
    " AND a.closed_at <= ?3 - 2592000" WITHIN ("a.closed_at") },
  { "time_cut?",
    "SELECT u.code, SUM (a.statutory_days), SUM (CASE WHEN a.statutory_days > a.promised_days"
    " THEN a.statutory_days - a.promised_days ELSE 0 END)" OF_MAIN RETAINED
    " AND a.statutory_days > 0 AND a.promised_days > 0" WITHIN ("a.dispatched_at") },
  { "dispatch_rate?",
    COUNT ("EXISTS (SELECT 1 FROM cases c WHERE c.id = a.case_id"
           " AND a.dispatched_at - c.accepted_at <= 3600)") OF_MAIN WITHIN ("a.dispatched_at") },
  { "direct_rate?",
    "SELECT u.code, COUNT (*), COUNT (CASE WHEN c.state IN (6, 7) AND c.closed_at <= ?3 AND NOT"
    " EXISTS (SELECT 1 FROM assignment a WHERE a.case_id = c.id AND a.role = 'main') THEN 1 END)"
    " FROM cases c JOIN region u ON u.id = c.region_id WHERE c.state <> 9" WITHIN (
      "c.accepted_at") },
};

static const char *const windows[] = {
  "period=today",
  "period=week",
  "period=month",
  "period=quarter",
  "period=year",
  "period=ytd",
  "period=rolling-90d",
  "period=rolling-7d",
  "period=2020-W27",
  "period=2020-Q2",
  "period=2020",
  "snapshot=0&period=2020-06",
  "from=2020-03-05T13:00:00%2B08:00&to=2020-06-17T01:02:03%2B08:00",
};

/* What the many assignments lack. */
static void
fill (ZhihuiStore *store)
{
  api_fill_with_many (store);
  api_run (store,
           "UPDATE assignment SET called_back_at = closed_at + 86400 * (id % 5), solved = id % 4"
           " WHERE closed_at IS NOT NULL AND id % 3 = 0;"
           "UPDATE assignment SET promised_days = id % 7, statutory_days = id % 11;"
           "UPDATE assignment SET sent_back_at = replied_at + 3600 WHERE id % 17 = 0;"
           "UPDATE assignment SET needs_contact = 0 WHERE id % 13 = 0;"
           "UPDATE cases SET phone = '1550000' || (id % 60),"
           " accepted_at = submitted_at - 3481 + id % 3;"
           "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, state,"
           " title, submitted_at, accepted_at, closed_at, updated_at)"
           " SELECT id + 10000, 'direct', 'd' || id, 'D' || id, 1, 1, region_id,"
           " CASE WHEN id % 5 = 0 THEN 9 WHEN id % 3 = 0 THEN 1 ELSE 6 END, 'x', submitted_at,"
           " accepted_at, CASE WHEN id % 3 = 0 THEN NULL ELSE submitted_at + 600 END, 0"
           " FROM cases WHERE id % 4 = 0");
}

static ZhihuiRanking *
get_board (Api *api, const char *question, const char *window)
{
  g_autofree char *path = g_strdup_printf ("/rankings/%s%s", question, window);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (GError) error = NULL;
  ZhihuiRanking *board;

  g_test_message ("%s", path);
  g_assert_cmpuint (reply->status, ==, 200);
  board = zhihui_wire_decode_ranking (reply->body, NULL, &error);
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

/* Returns how much the statement counted. */
static gint64
compare (Api *api, guint statement, const ZhihuiRanking *board, gint64 *sum_k)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, statements[statement].sql);
  gint64           as_of = api_as_of (), sum_n = 0;

  zhihui_statement_bind_integer (row, 1, board->window.from);
  zhihui_statement_bind_integer (row, 2, MIN (board->window.to, as_of));
  if (strstr (statements[statement].sql, "?3") != NULL)
    zhihui_statement_bind_integer (row, 3, as_of);
  *sum_k = 0;
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      const ZhihuiScore *score = find_score (board, zhihui_statement_get_text (row, 0));

      g_assert_nonnull (score);
      g_assert_cmpint (score->n, ==, zhihui_statement_get_integer (row, 1));
      g_assert_cmpint (score->k, ==, zhihui_statement_get_integer (row, 2));
      sum_n += score->n;
      *sum_k += score->k;
    }
  zhihui_statement_reset (row);
  g_assert_cmpint (board->total.n, ==, sum_n);
  g_assert_cmpint (board->total.k, ==, *sum_k);
  return sum_n;
}

static void
every_metric_over_every_window_is_that_of_sql (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      gint64 all_n = 0, all_k = 0;

      for (guint j = 0; j < G_N_ELEMENTS (windows); j++)
        {
          g_autoptr (ZhihuiRanking) board = get_board (api, statements[i].question, windows[j]);
          gint64 k;

          all_n += compare (api, i, board, &k);
          all_k += k;
        }
      /* Neither side of the fraction is empty or whole. */
      g_assert_cmpint (all_n, >, 500);
      if (strstr (statements[i].sql, "COUNT (*), 0") == NULL)
        {
          g_assert_cmpint (all_k, >, 0);
          g_assert_cmpint (all_k, <, all_n);
        }
    }
}

static void
what_does_not_fit_the_metric_is_refused (void)
{
  static const char *const wrong[] = {
    "/rankings/volume?basis=closed",       "/rankings/return_rate?basis=deadline",
    "/rankings/overdue_rate?basis=rating", "/rankings/satisfied_rate?basis=deadline",
    "/rankings/overdue_rate?basis=",       "/rankings/overdue_rate?tier=0",
    "/rankings/overdue_rate?tier=4",       "/rankings/overdue_rate?tier=x",
    "/rankings/time_cut?order=shrunk",     "/rankings/direct_rate?tier=1",
    "/rankings/direct_rate?peer=town",     "/rankings/volume?snapshot=-1",
  };
  static const char *const right[] = {
    "/rankings/volume?basis=dispatched",       "/rankings/overdue_rate?basis=deadline",
    "/rankings/solved_rate?basis=call_back",   "/rankings/direct_rate?peer=all",
    "/rankings/overdue_rate?tier=3&peer=town",
  };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->desk, wrong[i]);

      g_test_message ("%s", wrong[i]);
      reply_assert_problem (reply, 400, "bad_parameter");
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->desk, right[i]);

      g_assert_cmpuint (reply->status, ==, 200);
    }
}

/* The three thirds are the whole peer group, and the larger ones are above. */
static void
tiers_part_the_peer_group_by_volume (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiRanking) whole = get_board (api, "volume?peer=department&", "period=quarter");
  gint64 smallest = G_MAXINT64;
  guint  n = 0;

  for (guint tier = 1; tier <= 3; tier++)
    {
      g_autofree char *question = g_strdup_printf ("volume?peer=department&tier=%u&", tier);
      g_autoptr (ZhihuiRanking) board = get_board (api, question, "period=quarter");
      gint64 lower = smallest;

      g_assert_cmpuint (board->tier, ==, tier);
      g_assert_cmpuint (board->n_scores, >, 0);
      for (guint i = 0; i < board->n_scores; i++)
        {
          g_assert_cmpuint (board->scores[i].tier, ==, tier);
          g_assert_cmpint (board->scores[i].n, <, lower);
          smallest = MIN (smallest, board->scores[i].n);
        }
      n += board->n_scores;
    }
  g_assert_cmpuint (n, ==, whole->n_scores);
}

/* The data begin in January: there is no year before. */
static void
year_before_needs_data_that_reach_so_far (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiRanking) none = get_board (api, "volume?", "period=month");
  g_autoptr (ZhihuiRanking) some = NULL;

  for (guint i = 0; i < none->n_scores; i++)
    g_assert_false (none->scores[i].year.has_value);

  api_run (api->store,
           "UPDATE assignment SET dispatched_at = dispatched_at - 31622400 WHERE id < 600");
  {
    g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
    ZhihuiFigures *figures = zhihui_platform_get_figures (api->platform);
    g_autoptr (ZhihuiFigures) again = NULL;
    g_autoptr (ZhihuiPeriod) period = NULL;
    const ZhihuiTally  *then;
    ZhihuiBoardQuestion question = { .metric = ZHIHUI_METRIC_VOLUME,
                                     .basis = ZHIHUI_BASIS_DISPATCHED,
                                     .region = "370302",
                                     .peer = "all" };
    guint               n_compared = 0;

    g_assert_true (zhihui_store_load_ledger (api->store, fresh, NULL));
    again = zhihui_figures_new (fresh, zhihui_figures_get_zone (figures), "370302");
    zhihui_figures_set_moment (again, api_as_of ());
    period = zhihui_period_parse ("2020-02", api_as_of (), zhihui_figures_get_zone (figures), NULL);
    question.period = period;
    some = zhihui_figures_make_board (again, &question);
    then = zhihui_figures_count (again, ZHIHUI_METRIC_VOLUME, &period->year);
    for (guint i = 0; i < some->n_scores; i++)
      {
        const ZhihuiScore *score = &some->scores[i];
        guint              unit = zhihui_ledger_find_unit (fresh, score->unit->id);

        g_assert_true (score->year.has_value);
        if (then[unit].n == 0)
          continue;
        g_assert_cmpfloat_with_epsilon (
          score->year.value, (double) score->n / (double) then[unit].n - 1, 1e-9);
        n_compared++;
      }
    g_assert_cmpuint (n_compared, >, 5);
  }
}

/* One point a month is the total of the month's board, direct answers too. */
static void
trend_is_made_of_the_totals_of_boards (void)
{
  static const char *const metrics[] = { "direct_rate", "solved_rate", "dispatch_rate" };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trends?metric=%s&step=month"
                                               "&from=2020-05-01T00:00:00%%2B08:00",
                                               metrics[i]);
      g_autofree char *question = g_strdup_printf ("%s?", metrics[i]);
      g_autoptr (Reply) reply = api_get (api, api->desk, path);
      g_autoptr (ZhihuiRanking) board = get_board (api, question, "snapshot=0&period=2020-05");
      g_autofree char *body = reply_dup_text (reply);
      g_autofree char *point = g_strdup_printf (
        "{\"t\":\"2020-05-01T00:00:00+08:00\",\"n\":%" G_GINT64_FORMAT ",\"k\":%" G_GINT64_FORMAT,
        board->total.n,
        board->total.k);

      g_assert_cmpint (board->total.k, >, 0);
      g_assert_nonnull (strstr (body, point));
    }
}

/* Each month of each unit is what the board of that month says of it. */
static void
courses_are_the_boards_of_their_months (void)
{
  static const char *const metrics[] = { "volume", "overdue_rate", "satisfied_rate", "rated_rate" };
  static const char *const months[] = { "2020-05", "2020-06", "2020-07" };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autofree char *path = g_strdup_printf ("/courses/%s?peer=all", metrics[i]);
      g_autofree char *question = g_strdup_printf ("%s?", metrics[i]);
      g_autoptr (Reply) reply = api_get (api, api->desk, path);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiCourses) courses = zhihui_wire_decode_courses (reply->body, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (courses->starts->len, ==, ZHIHUI_COURSE_STEPS);
      for (guint month = 0; month < G_N_ELEMENTS (months); month++)
        {
          g_autofree char *period = g_strdup_printf ("snapshot=0&min_n=1&period=%s", months[month]);
          g_autoptr (ZhihuiRanking) board = get_board (api, question, period);
          GHashTableIter iter;
          gpointer       unit, steps;
          ZhihuiTally    sum = { 0 };

          g_hash_table_iter_init (&iter, courses->units);
          while (g_hash_table_iter_next (&iter, &unit, &steps))
            {
              /* as-of is in August: its month is the last of the twelve */
              const ZhihuiTally *step = (ZhihuiTally *) steps + ZHIHUI_COURSE_STEPS - 4 + month;
              const ZhihuiScore *score = find_score (board, unit);

              g_assert_cmpint (step->n, ==, score != NULL ? score->n : 0);
              g_assert_cmpint (step->k, ==, score != NULL ? score->k : 0);
              zhihui_tally_join (&sum, step);
            }
          g_assert_cmpint (sum.n, ==, board->total.n);
          g_assert_cmpint (sum.n, >, 0);
        }
    }
}

static void
courses_are_not_of_what_units_do_not_have (void)
{
  g_autoptr (Api) api = api_new (fill, 1000);
  g_autoptr (Reply) direct = api_get (api, api->desk, "/courses/direct_rate");
  g_autoptr (Reply) nonsense = api_get (api, api->desk, "/courses/nonsense");
  g_autoptr (Reply) peer = api_get (api, api->desk, "/courses/volume?peer=nobody");

  reply_assert_problem (direct, 404, "not_found");
  reply_assert_problem (nonsense, 404, "not_found");
  reply_assert_problem (peer, 404, "not_found");
}

/* Thirty steps are told when no span is asked for, be they months. */
static void
trend_has_thirty_steps_of_any_length (void)
{
  static const char *const steps[] = { "day", "week", "month" };
  g_autoptr (Api) api = api_new (fill, 1000);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trends?metric=overdue_rate&step=%s", steps[i]);
      g_autoptr (Reply) reply = api_get (api, api->wall, path);
      g_autofree char *body = reply_dup_text (reply);
      g_auto (GStrv) points = g_strsplit (body, "\"t\":", -1);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpuint (g_strv_length (points), ==, 31);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/every-metric-over-every-window-is-that-of-sql",
                   every_metric_over_every_window_is_that_of_sql);
  g_test_add_func ("/metrics/what-does-not-fit-the-metric-is-refused",
                   what_does_not_fit_the_metric_is_refused);
  g_test_add_func ("/metrics/tiers-part-the-peer-group-by-volume",
                   tiers_part_the_peer_group_by_volume);
  g_test_add_func ("/metrics/year-before-needs-data-that-reach-so-far",
                   year_before_needs_data_that_reach_so_far);
  g_test_add_func ("/metrics/trend-is-made-of-the-totals-of-boards",
                   trend_is_made_of_the_totals_of_boards);
  g_test_add_func ("/metrics/courses-are-the-boards-of-their-months",
                   courses_are_the_boards_of_their_months);
  g_test_add_func ("/metrics/courses-are-not-of-what-units-do-not-have",
                   courses_are_not_of_what_units_do_not_have);
  g_test_add_func ("/metrics/trend-has-thirty-steps-of-any-length",
                   trend_has_thirty_steps_of_any_length);
  return g_test_run ();
}
