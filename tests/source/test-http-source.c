/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "zhihui-http-source.h"

#define TOKEN "wall-token-0123456789"

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  gint64            now_us;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->platform = fake_platform_new ();
  self->folder = make_folder ();
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, TOKEN);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->source != NULL)
    {
      end_reading (self->source, self->listener);
    }
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
}

static const guint wall_datasets = 1 << ZHIHUI_DATASET_META | 1 << ZHIHUI_DATASET_SUMMARY |
                                   1 << ZHIHUI_DATASET_CHANNELS | 1 << ZHIHUI_DATASET_HOT_WORDS |
                                   1 << ZHIHUI_DATASET_MAP | 1 << ZHIHUI_DATASET_REGIONS |
                                   1 << ZHIHUI_DATASET_MEETINGS | 1 << ZHIHUI_DATASET_ALERTS;

static void
want_wall (Fixture *self)
{
  ZhihuiWants wants = { .datasets = wall_datasets, .n_rankings = 5, .period_s = 1000 };

  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      wants.rankings[i].board = i;
      wants.rankings[i].peer = "*";
      wants.rankings[i].first = 1;
      wants.rankings[i].last = 3;
    }
  /* The same again, by name: it is asked once. */
  wants.rankings[4].board = ZHIHUI_BOARD_VOLUME;
  wants.rankings[4].peer = "town";

  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
}

static void
start (Fixture *self)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
}

static void
test_answers_become_a_situation (Fixture *self, gconstpointer data)
{
  ZhihuiSituation *situation;

  want_wall (self);
  start (self);

  situation = zhihui_source_get_situation (ZHIHUI_SOURCE (self->source));
  g_assert_true (situation == self->listener->last);
  g_assert_cmpstr (zhihui_situation_get_meta (situation)->title, ==, "般阳民生");
  g_assert_cmpint (zhihui_situation_get_summary (situation)->today, ==, 132);
  g_assert_cmpint (zhihui_situation_get_channels (situation)->items->len, ==, 1);
  g_assert_cmpint (zhihui_situation_get_hot_words (situation)->items->len, ==, 1);
  g_assert_cmpint (zhihui_situation_get_map_figures (situation)->items->len, ==, 1);
  g_assert_cmpint (zhihui_situation_get_regions (situation)->items->len, ==, 1);
  g_assert_nonnull (zhihui_situation_get_meetings (situation));
  g_assert_nonnull (zhihui_situation_get_alerts (situation));
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      g_assert_cmpint (zhihui_situation_get_ranking (situation, i, "town")->n_scores, ==, 1);
      g_assert_cmpint (zhihui_situation_get_ranking (situation, i, "department")->n_scores, ==, 1);
      g_assert_null (zhihui_situation_get_ranking (situation, i, "*"));
      g_assert_null (zhihui_situation_get_ranking (situation, i, "all"));
    }
  g_assert_null (zhihui_situation_get_boundary (situation));
  g_assert_cmpint (zhihui_situation_judge_source (situation, g_get_monotonic_time (), NULL).state,
                   ==,
                   ZHIHUI_STATE_FRESH);
}

static gboolean
refuse_hot_words (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  if (!g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/hotwords"))
    return FALSE;

  soup_server_message_set_status (message, 501, NULL);
  return TRUE;
}

static void
test_what_is_not_offered_is_no_failure (Fixture *self, gconstpointer data)
{
  ZhihuiSituation     *situation;
  const ZhihuiReceipt *receipt;

  fake_platform_set_fault (self->platform, refuse_hot_words, NULL);
  want_wall (self);
  start (self);

  situation = zhihui_source_get_situation (ZHIHUI_SOURCE (self->source));
  receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_HOT_WORDS);
  g_assert_null (zhihui_situation_get_hot_words (situation));
  g_assert_cmpint (receipt->http_status, ==, ZHIHUI_STATUS_NOT_OFFERED);
  g_assert_cmpuint (receipt->n_failures, ==, 0);
  g_assert_null (receipt->detail);
  g_assert_cmpint (zhihui_situation_judge_source (situation, g_get_monotonic_time (), NULL).state,
                   ==,
                   ZHIHUI_STATE_FRESH);
}

static void
test_each_resource_is_asked_once (Fixture *self, gconstpointer data)
{
  const char *const paths[] = {
    "/meta",
    "/summary",
    "/channels",
    "/hotwords",
    "/map/cases",
    "/regions",
    "/meetings",
    "/alerts",
    "/regions/370302/boundary",
    "/rankings/volume/town",
    "/rankings/volume/department",
    "/rankings/overdue_rate/town",
    "/rankings/overdue_rate/department",
    "/rankings/return_rate/town",
    "/rankings/return_rate/department",
    "/rankings/satisfied_rate/town",
    "/rankings/satisfied_rate/department",
  };

  want_wall (self);
  start (self);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpint (fake_platform_count (self->platform, paths[i]), ==, 1);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, G_N_ELEMENTS (paths));
  /* The first wave goes out together. */
  g_assert_cmpint (fake_platform_get_max_at_once (self->platform), >, 1);
  g_assert_cmpint (self->listener->n_told, <=, 4);
}

static gint64
read_clock (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static gboolean
is_idle (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 0;
}

/* Its clock began with its figures, and runs with that of the source. */
static gboolean
set_date (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const gint64 *now_us = user_data;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (
    fake_platform_get_as_of () + (*now_us - seconds (5000)) / seconds (1));
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", text);
  return FALSE;
}

static void
test_304_is_fresh_without_decoding (Fixture *self, gconstpointer data)
{
  ZhihuiSummary *before;
  guint          n_decoded;

  self->now_us = seconds (5000);
  zhihui_http_source_set_clock (self->source, read_clock, &self->now_us);
  fake_platform_set_fault (self->platform, set_date, &self->now_us);
  want_wall (self);
  start (self);
  before = zhihui_situation_get_summary (self->listener->last);
  n_decoded = zhihui_http_source_get_n_decoded (self->source);
  g_assert_cmpint (n_decoded, ==, 16);

  self->now_us += seconds (1101);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "the second wave is answered");

  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 2);
  g_assert_cmpint (zhihui_http_source_get_n_decoded (self->source), ==, n_decoded);
  g_assert_true (zhihui_situation_get_summary (self->listener->last) == before);
  g_assert_cmpint (
    zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY)->received_us,
    ==,
    self->now_us);
  g_assert_cmpint (
    zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY)->http_status,
    ==,
    304);
  /* They are of an earlier moment, but known to hold now. */
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->stamp.as_of,
                   ==,
                   fake_platform_get_as_of ());
  /* The second may turn between the answer's Date and the clock. */
  g_assert_cmpint (ABS (zhihui_situation_get_as_of (self->listener->last) -
                        zhihui_situation_get_platform_now (self->listener->last, self->now_us)),
                   <=,
                   1);
}

static void
test_a_wave_is_told_together (Fixture *self, gconstpointer data)
{
  guint n_told;

  self->now_us = seconds (5000);
  zhihui_http_source_set_clock (self->source, read_clock, &self->now_us);
  want_wall (self);
  start (self);

  fake_platform_set_figure (self->platform, 133);
  n_told = self->listener->n_told;
  self->now_us += seconds (1101);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "the second wave is answered");

  /* Once, unless the machine is so busy that answers come late. */
  g_assert_cmpint (self->listener->n_told, >, n_told);
  g_assert_cmpint (self->listener->n_told, <=, n_told + 4);
  /* The boards were first asked for later than the rest, and yet they keep together. */
  g_assert_cmpint (
    zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY)->next_try_us,
    ==,
    zhihui_situation_get_ranking_receipt (self->listener->last, ZHIHUI_BOARD_RETURN, "town")
      ->next_try_us);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 133);
  g_assert_cmpint (
    zhihui_situation_get_ranking (self->listener->last, ZHIHUI_BOARD_RETURN, "town")->total.n,
    ==,
    133);
}

static void
test_401_keeps_the_figures (Fixture *self, gconstpointer data)
{
  const ZhihuiReceipt *receipt;

  self->now_us = seconds (5000);
  zhihui_http_source_set_clock (self->source, read_clock, &self->now_us);
  want_wall (self);
  start (self);

  fake_platform_set_token (self->platform, "another");
  self->now_us += seconds (1101);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "the second wave is refused");

  receipt = zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);
  g_assert_true (receipt->refused);
  g_assert_true (receipt->has_data);
  g_assert_cmpint (receipt->http_status, ==, 401);
  g_assert_cmpint (receipt->n_failures, ==, 1);
  g_assert_cmpint (receipt->failing_us, ==, self->now_us);
  g_assert_null (strstr (receipt->detail, TOKEN));

  /* The platform is not plagued with a token it does not want. */
  fake_platform_forget_counts (self->platform);
  self->now_us += seconds (30);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "it is asked again or not");
  g_assert_cmpint (fake_platform_count_all (self->platform), <=, 1);
}

static void
test_refusal_without_figures_is_a_state (Fixture *self, gconstpointer data)
{
  fake_platform_set_token (self->platform, "another");
  want_wall (self);
  start (self);

  g_assert_cmpint (
    zhihui_situation_judge (self->listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ())
      .state,
    ==,
    ZHIHUI_STATE_REFUSED);
}

static gboolean
note_request (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  const char      *header = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization");

  g_assert_null (strstr (uri, TOKEN));
  g_assert_cmpstr (header, ==, "Bearer " TOKEN);
  ++*(guint *) user_data;

  return FALSE;
}

static void
test_token_is_in_the_header_only (Fixture *self, gconstpointer data)
{
  guint n = 0;

  fake_platform_set_fault (self->platform, note_request, &n);
  fake_platform_set_token (self->platform, TOKEN);
  want_wall (self);
  start (self);

  g_assert_cmpint (n, ==, 17);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);
}

static gboolean
send_elsewhere (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_set_redirect (message, 307, user_data);
  return TRUE;
}

static void
test_redirect_is_not_followed (Fixture *self, gconstpointer data)
{
  g_autoptr (FakePlatform) elsewhere = fake_platform_new ();
  g_autofree char     *url = g_strconcat (fake_platform_get_url (elsewhere), "/summary", NULL);
  const ZhihuiReceipt *receipt;

  fake_platform_set_fault (self->platform, send_elsewhere, url);
  want_wall (self);
  start (self);

  receipt = zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
  g_assert_cmpint (receipt->http_status, ==, 307);
  g_assert_nonnull (receipt->detail);
  g_assert_null (zhihui_situation_get_summary (self->listener->last));
  g_assert_cmpint (fake_platform_count_all (elsewhere), ==, 0);
}

/* Three pages; the cursor of the second is not known once. */
static gboolean
send_page (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  GUri            *uri = soup_server_message_get_uri (message);
  const char      *query = g_uri_get_query (uri);
  g_autofree char *body = NULL;
  int              page = 1;
  guint           *n_gone = user_data;

  if (strstr (g_uri_get_path (uri), "/rankings/") == NULL)
    return FALSE;

  if (query != NULL && strstr (query, "cursor=p2%2B%26") != NULL)
    page = 2;
  else if (query != NULL && strstr (query, "cursor=p3") != NULL)
    page = 3;

  if (page == 3 && *n_gone > 0)
    {
      --*n_gone;
      soup_server_message_set_status (message, 410, NULL);
      return TRUE;
    }

  body = g_strdup_printf (
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"from\":\"2020-07-01T00:00:00+08:00\","
    "\"to\":\"2020-08-01T00:00:00+08:00\",\"metric\":\"volume\",\"peer\":\"all\","
    "\"total\":{\"n\":60},\"ranked_total\":3,"
    "\"items\":[{\"rank\":%d,\"n\":%d,\"unit\":{\"id\":\"u%d\",\"name\":\"甲%d\"}}],\"next\":%s}",
    page,
    40 - 10 * page,
    page,
    page,
    page == 1   ? "\"p2+&\""
    : page == 2 ? "\"p3\""
                : "null");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));

  return TRUE;
}

static void
test_pages_are_joined (Fixture *self, gconstpointer data)
{
  ZhihuiWants    wants = { .n_rankings = 1 };
  guint          n_gone = GPOINTER_TO_UINT (data);
  ZhihuiRanking *ranking;

  wants.rankings[0].board = ZHIHUI_BOARD_VOLUME;
  wants.rankings[0].peer = "all";
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  fake_platform_set_fault (self->platform, send_page, &n_gone);
  start (self);

  ranking = zhihui_situation_get_ranking (self->listener->last, ZHIHUI_BOARD_VOLUME, "all");
  g_assert_nonnull (ranking);
  g_assert_cmpint (ranking->n_scores, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i + 1);

      g_assert_cmpint (ranking->scores[i].rank, ==, i + 1);
      g_assert_cmpint (ranking->scores[i].n, ==, 30 - 10 * (int) i);
      g_assert_cmpstr (ranking->scores[i].unit->id, ==, id);
    }
  g_assert_cmpint (n_gone, ==, 0);
}

static void
test_other_wants_are_asked_at_once (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY, .period_s = 1000 };

  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  start (self);
  g_assert_null (zhihui_situation_get_alerts (self->listener->last));
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 2);

  wants.datasets |= 1 << ZHIHUI_DATASET_ALERTS;
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  g_assert_false (zhihui_source_is_settled (ZHIHUI_SOURCE (self->source)));
  await_settled (self->listener);
  g_assert_nonnull (zhihui_situation_get_alerts (self->listener->last));
  g_assert_nonnull (zhihui_situation_get_summary (self->listener->last));
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);

  wants.datasets = 1 << ZHIHUI_DATASET_ALERTS;
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  g_assert_cmpint (fake_platform_count (self->platform, "/alerts"), ==, 1);
}

static void
test_old_board_stays_until_the_new_one_comes (Fixture *self, gconstpointer data)
{
  ZhihuiWants    wants = { .n_rankings = 1, .period_s = 1000 };
  ZhihuiRanking *month;

  wants.rankings[0].board = ZHIHUI_BOARD_VOLUME;
  wants.rankings[0].peer = "town";
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  start (self);
  month = zhihui_situation_get_ranking (self->listener->last, ZHIHUI_BOARD_VOLUME, "town");

  fake_platform_go_away (self->platform);
  wants.rankings[0].period = "2020-06";
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  await_settled (self->listener);
  g_assert_true (zhihui_situation_get_ranking (self->listener->last, ZHIHUI_BOARD_VOLUME, "town") ==
                 month);
}

static void
test_stop_leaves_nothing_running (Fixture *self, gconstpointer data)
{
  guint n_told;

  want_wall (self);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  while (fake_platform_count_all (self->platform) < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (zhihui_http_source_get_n_in_flight (self->source), >, 0);

  n_told = self->listener->n_told;
  zhihui_source_stop (ZHIHUI_SOURCE (self->source));
  g_assert_cmpint (zhihui_http_source_get_n_in_flight (self->source), ==, 0);
  g_assert_cmpint (self->listener->n_told, ==, n_told);

  /* What was under way ends after the source is gone, and does not touch it. */
  listener_free (self->listener);
  g_assert_finalize_object (g_steal_pointer (&self->source));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_a_simulated_clock_is_the_clock (Fixture *self, gconstpointer data)
{

  self->now_us = seconds (5000);
  zhihui_http_source_set_clock (self->source, read_clock, &self->now_us);
  fake_platform_set_simulated (self->platform, TRUE);
  want_wall (self);
  start (self);

  g_assert_cmpint (zhihui_situation_get_platform_now (self->listener->last, self->now_us),
                   ==,
                   fake_platform_get_as_of ());
  g_assert_cmpint (
    zhihui_situation_get_platform_now (self->listener->last, self->now_us + seconds (10)),
    ==,
    fake_platform_get_as_of () + 600);
}

static void
test_a_real_clock_is_read_from_date (Fixture *self, gconstpointer data)
{
  gint64 real_now = g_get_real_time () / G_USEC_PER_SEC;

  want_wall (self);
  start (self);

  g_assert_cmpint (
    ABS (zhihui_situation_get_platform_now (self->listener->last, g_get_monotonic_time ()) -
         real_now),
    <=,
    12);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/http-source/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("answers-become-a-situation", NULL, test_answers_become_a_situation);
  ADD ("what-is-not-offered-is-no-failure", NULL, test_what_is_not_offered_is_no_failure);
  ADD ("each-resource-is-asked-once", NULL, test_each_resource_is_asked_once);
  ADD ("304-is-fresh-without-decoding", NULL, test_304_is_fresh_without_decoding);
  ADD ("a-wave-is-told-together", NULL, test_a_wave_is_told_together);
  ADD ("401-keeps-the-figures", NULL, test_401_keeps_the_figures);
  ADD ("refusal-without-figures-is-a-state", NULL, test_refusal_without_figures_is_a_state);
  ADD ("token-is-in-the-header-only", NULL, test_token_is_in_the_header_only);
  ADD ("redirect-is-not-followed", NULL, test_redirect_is_not_followed);
  ADD ("pages-are-joined", GUINT_TO_POINTER (0), test_pages_are_joined);
  ADD ("a-lost-cursor-starts-again", GUINT_TO_POINTER (2), test_pages_are_joined);
  ADD ("other-wants-are-asked-at-once", NULL, test_other_wants_are_asked_at_once);
  ADD (
    "old-board-stays-until-the-new-one-comes", NULL, test_old_board_stays_until_the_new_one_comes);
  ADD ("stop-leaves-nothing-running", NULL, test_stop_leaves_nothing_running);
  ADD ("a-simulated-clock-is-the-clock", NULL, test_a_simulated_clock_is_the_clock);
  ADD ("a-real-clock-is-read-from-date", NULL, test_a_real_clock_is_read_from_date);

  return g_test_run ();
}
