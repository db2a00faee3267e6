/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "http-fixture.h"
#include "zhihui-history-place.h"
#include "zhihui-history-wants.h"

/* The fake platform tells of the whole 132, and of a region a figure of its own. */
#define OF_WHOLE 132
#define SUZHOU "320500"
#define OF_SUZHOU 205
#define NANJING "320100"
#define OF_NANJING 101
#define VANISHED "320900"

typedef struct
{
  HttpFixture       http;
  ZhihuiRegionPath *suzhou, *nanjing, *vanished; /* owned */
  GPtrArray        *asked;                       /* (element-type utf8), owned: path and query */
  char             *held_region;                 /* owned, nullable: whose answers wait */
  GPtrArray        *held;                        /* (element-type SoupServerMessage), owned */
  const char       *other_region;                /* nullable: of which boards are told instead */
  gboolean          is_silent;                   /* nothing is answered any more */
} Fixture;

static gint64
get_figure (const char *region)
{
  if (region == NULL)
    return OF_WHOLE;
  return g_str_equal (region, SUZHOU) ? OF_SUZHOU : OF_NANJING;
}

static GHashTable *
read_query (SoupServerMessage *message)
{
  const char *terms = g_uri_get_query (soup_server_message_get_uri (message));

  return soup_form_decode (terms != NULL ? terms : "");
}

static void
answer (Fixture *self, FakePlatform *platform, SoupServerMessage *message, GHashTable *query)
{
  GUri            *uri = soup_server_message_get_uri (message);
  const char      *path = g_uri_get_path (uri) + strlen ("/api/v1");
  const char      *region = g_hash_table_lookup (query, "region");
  g_autofree char *body = NULL;

  fake_platform_set_figure (platform, get_figure (region));
  body = fake_platform_make_body (platform, path, query);
  fake_platform_set_figure (platform, OF_WHOLE);
  if (g_strcmp0 (region, VANISHED) == 0 || body == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  if (self->other_region != NULL && g_str_has_prefix (path, "/rankings/"))
    {
      char *start = g_strdup_printf ("{\"region\":\"%s\",", self->other_region);
      char *changed = g_strconcat (start, body + 1, NULL);

      g_free (start);
      g_free (body);
      body = changed;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static gboolean
answer_by_region (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture    *self = user_data;
  GUri       *uri = soup_server_message_get_uri (message);
  const char *terms = g_uri_get_query (uri);
  g_autoptr (GHashTable) query = read_query (message);
  const char *region = g_hash_table_lookup (query, "region");

  g_ptr_array_add (self->asked,
                   g_strdup_printf ("%s?%s",
                                    g_uri_get_path (uri) + strlen ("/api/v1"),
                                    terms != NULL ? terms : ""));
  if (self->is_silent || (region != NULL && g_strcmp0 (region, self->held_region) == 0))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
      return TRUE;
    }

  answer (self, platform, message, query);
  return TRUE;
}

static void
release (Fixture *self)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      SoupServerMessage *message = self->held->pdata[i];
      g_autoptr (GHashTable) query = read_query (message);

      answer (self, self->http.platform, message, query);
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (self->held, 0);
}

static ZhihuiWants
make_wants (ZhihuiRegionPath *region)
{
  ZhihuiWants wants = {
    .datasets = 1 << ZHIHUI_DATASET_META | 1 << ZHIHUI_DATASET_SUMMARY |
                1 << ZHIHUI_DATASET_CHANNELS | 1 << ZHIHUI_DATASET_HOT_WORDS |
                1 << ZHIHUI_DATASET_MAP | 1 << ZHIHUI_DATASET_REGIONS |
                1 << ZHIHUI_DATASET_MEETINGS | 1 << ZHIHUI_DATASET_ALERTS,
    .n_rankings = 1,
    .region = region,
    .period_s = 1000,
  };

  wants.rankings[0].board = ZHIHUI_BOARD_RETURN;
  wants.rankings[0].peer = "town";
  return wants;
}

static void
choose (Fixture *self, ZhihuiRegionPath *region)
{
  const ZhihuiWants wants = make_wants (region);

  zhihui_source_set_wants (ZHIHUI_SOURCE (self->http.source), &wants);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = make_wants (NULL);

  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->suzhou = zhihui_region_path_new (NULL, SUZHOU, "苏州市");
  self->nanjing = zhihui_region_path_new (NULL, NANJING, "南京市");
  self->vanished = zhihui_region_path_new (NULL, VANISHED, "不在市");
  http_fixture_open (&self->http, &wants);
  fake_platform_set_fault (self->http.platform, answer_by_region, self);
  http_fixture_start (&self->http);
  http_fixture_await_idle (&self->http);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  http_fixture_close (&self->http);
  zhihui_region_path_unref (self->suzhou);
  zhihui_region_path_unref (self->nanjing);
  zhihui_region_path_unref (self->vanished);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->held);
  g_free (self->held_region);
}

/* Each figure that is there is of the region that the situation says it is of. */
static void
assert_is_of (ZhihuiSituation *situation, const char *region)
{
  gint64         figure = get_figure (region);
  ZhihuiSummary *summary = zhihui_situation_get_summary (situation);
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_RETURN, "town");

  g_assert_cmpstr (
    zhihui_region_path_get_code (zhihui_situation_get_region_path (situation)), ==, region);
  g_assert_cmpstr (zhihui_situation_get_region (situation, ZHIHUI_DATASET_SUMMARY), ==, region);
  if (summary != NULL)
    g_assert_cmpint (summary->today, ==, figure);
  if (ranking != NULL)
    g_assert_cmpint (ranking->scores[0].n, ==, figure);
}

static void
assert_is_all_of (ZhihuiSituation *situation, const char *region)
{
  gint64 figure = get_figure (region);

  assert_is_of (situation, region);
  g_assert_nonnull (zhihui_situation_get_summary (situation));
  g_assert_cmpint (zhihui_situation_get_channels (situation)->total, ==, figure);
  g_assert_cmpint (
    ((ZhihuiHotWord *) zhihui_situation_get_hot_words (situation)->items->pdata[0])->count,
    ==,
    figure);
  g_assert_cmpint (
    ((ZhihuiRegionFigure *) zhihui_situation_get_map_figures (situation)->items->pdata[0])->n,
    ==,
    figure);
  g_assert_cmpint (
    zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_RETURN, "town")->total.n, ==, figure);
}

static gboolean
was_asked (Fixture *self, const char *question)
{
  return g_ptr_array_find_with_equal_func (self->asked, question, g_str_equal, NULL);
}

static void
everything_there_is_by_region_is_asked_by_region (Fixture *self, gconstpointer data)
{
  const ZhihuiDataset by_region[] = {
    ZHIHUI_DATASET_SUMMARY, ZHIHUI_DATASET_CHANNELS, ZHIHUI_DATASET_HOT_WORDS,
    ZHIHUI_DATASET_MAP,     ZHIHUI_DATASET_REGIONS,
  };
  const ZhihuiDataset of_whole[] = { ZHIHUI_DATASET_META,
                                     ZHIHUI_DATASET_MEETINGS,
                                     ZHIHUI_DATASET_ALERTS };
  ZhihuiSituation    *situation;

  assert_is_all_of (self->http.listener->last, NULL);
  g_assert_false (zhihui_situation_is_wider (self->http.listener->last, ZHIHUI_DATASET_MEETINGS));

  choose (self, self->suzhou);
  await_settled (self->http.listener);
  situation = self->http.listener->last;
  assert_is_all_of (situation, SUZHOU);
  for (guint i = 0; i < G_N_ELEMENTS (by_region); i++)
    {
      g_assert_cmpstr (zhihui_situation_get_region (situation, by_region[i]), ==, SUZHOU);
      g_assert_false (zhihui_situation_is_wider (situation, by_region[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_whole); i++)
    {
      g_assert_null (zhihui_situation_get_region (situation, of_whole[i]));
      g_assert_true (zhihui_situation_is_wider (situation, of_whole[i]));
    }
  g_assert_cmpstr (
    zhihui_situation_get_ranking_region (situation, ZHIHUI_BOARD_RETURN, "town"), ==, SUZHOU);
  g_assert_false (zhihui_situation_is_board_wider (
    situation, &(ZhihuiBoardKey){ ZHIHUI_BOARD_RETURN, "town", NULL }));

  g_assert_true (was_asked (self, "/regions?parent=" SUZHOU "&limit=20000"));
  g_assert_true (was_asked (self, "/regions/" SUZHOU "/boundary?"));
  g_assert_true (was_asked (
    self, "/rankings/return_rate?peer=town&period=rolling-90d&region=" SUZHOU "&limit=20000"));
}

static void
check_told_cb (Fixture *self, ZhihuiSituation *situation)
{
  assert_is_of (situation,
                zhihui_region_path_get_code (zhihui_situation_get_region_path (situation)));
}

static void
late_answer_is_not_shown_under_the_new_name (Fixture *self, gconstpointer data)
{
  gulong id = g_signal_connect_swapped (
    self->http.source, "situation-changed", G_CALLBACK (check_told_cb), self);

  self->held_region = g_strdup (SUZHOU);
  choose (self, self->suzhou);
  /* It is told that nothing is known yet: the figures of the whole are gone with its name. */
  await_told (self->http.listener, 1);
  g_assert_null (zhihui_situation_get_summary (self->http.listener->last));
  assert_is_of (self->http.listener->last, SUZHOU);
  g_assert_cmpint (self->held->len, >, 0);

  choose (self, self->nanjing);
  g_clear_pointer (&self->held_region, g_free);
  release (self);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);
  assert_is_all_of (self->http.listener->last, NANJING);
  g_signal_handler_disconnect (self->http.source, id);
}

static void
former_one_is_shown_at_once (Fixture *self, gconstpointer data)
{
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);

  /* Nobody answers from here on: what is shown is what is at hand. */
  self->is_silent = TRUE;
  choose (self, NULL);
  await_told (self->http.listener, 1);
  assert_is_all_of (self->http.listener->last, NULL);
  g_assert_cmpint (
    http_fixture_judge (&self->http, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);

  choose (self, self->suzhou);
  await_told (self->http.listener, 1);
  assert_is_all_of (self->http.listener->last, SUZHOU);
  self->is_silent = FALSE;
  release (self);
}

static void
former_one_is_as_old_as_it_is (Fixture *self, gconstpointer data)
{
  ZhihuiReceipt receipt;

  choose (self, self->suzhou);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);
  self->http.now_us += seconds (40);
  self->is_silent = TRUE;
  choose (self, NULL);
  await_told (self->http.listener, 1);
  g_assert_cmpint (
    zhihui_situation_judge (self->http.listener->last, ZHIHUI_DATASET_SUMMARY, self->http.now_us)
      .age_s,
    ==,
    40);
  /* Before its answer can be there it is not called old: that would be gone in a blink. */
  receipt = *zhihui_situation_get_receipt (self->http.listener->last, ZHIHUI_DATASET_SUMMARY);
  receipt.period_s = 10;
  g_assert_cmpint (
    zhihui_freshness_judge (&receipt, 0, 0, 0, self->http.now_us).state, ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (
    zhihui_freshness_judge (&receipt, 0, 0, 0, self->http.now_us + seconds (1)).state,
    ==,
    ZHIHUI_STATE_LATE);
  self->is_silent = FALSE;
  release (self);
}

static gint64
read_sleep (gpointer user_data)
{
  return *(gint64 *) user_data;
}

/* The clock stands still while the machine sleeps, also for what is not shown meanwhile. */
static void
former_one_grows_old_while_the_machine_sleeps (Fixture *self, gconstpointer data)
{
  gint64 slept_us = 0;

  zhihui_source_stop (ZHIHUI_SOURCE (self->http.source));
  zhihui_http_source_set_sleep_clock (self->http.source, read_sleep, &slept_us);
  http_fixture_start (&self->http);
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  choose (self, NULL);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);

  slept_us = seconds (8 * 3600);
  fake_platform_go_away (self->http.platform);
  http_fixture_go_on (&self->http, 1);
  choose (self, self->suzhou);
  await_told (self->http.listener, 1);
  assert_is_all_of (self->http.listener->last, SUZHOU);
  g_assert_cmpint (
    zhihui_situation_judge (self->http.listener->last, ZHIHUI_DATASET_SUMMARY, self->http.now_us)
      .age_s,
    >=,
    8 * 3600);
  g_assert_cmpint (
    http_fixture_judge (&self->http, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);

  /* It reads the clock, which ends here, when it keeps its answers. */
  zhihui_source_stop (ZHIHUI_SOURCE (self->http.source));
}

/* Nobody has answered for as long as of the whole, whatever is chosen meanwhile. */
static void
former_one_is_as_lost_as_the_whole (Fixture *self, gconstpointer data)
{
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  choose (self, NULL);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);

  fake_platform_go_away (self->http.platform);
  http_fixture_go_on (&self->http, 1100);
  http_fixture_go_on (&self->http, ZHIHUI_STALE_AFTER_S + 1);
  g_assert_cmpint (
    http_fixture_judge (&self->http, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);

  choose (self, self->suzhou);
  await_told (self->http.listener, 1);
  assert_is_all_of (self->http.listener->last, SUZHOU);
  g_assert_cmpint (
    http_fixture_judge (&self->http, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);
}

static void
region_that_vanished_shows_no_figures (Fixture *self, gconstpointer data)
{
  ZhihuiSituation *situation;

  choose (self, self->vanished);
  await_settled (self->http.listener);
  situation = self->http.listener->last;
  g_assert_null (zhihui_situation_get_summary (situation));
  g_assert_null (zhihui_situation_get_map_figures (situation));
  g_assert_null (zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_RETURN, "town"));
  g_assert_cmpint (
    zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_SUMMARY)->http_status, ==, 404);
  g_assert_cmpint (
    http_fixture_judge (&self->http, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_ERROR);
  g_assert_nonnull (zhihui_situation_get_alerts (situation));
}

static void
board_of_another_region_is_refused (Fixture *self, gconstpointer data)
{
  ZhihuiSituation     *situation;
  const ZhihuiReceipt *receipt;

  self->other_region = "320000";
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  situation = self->http.listener->last;
  receipt = zhihui_situation_get_ranking_receipt (situation, ZHIHUI_BOARD_RETURN, "town");
  g_assert_null (zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_RETURN, "town"));
  g_assert_nonnull (strstr (receipt->detail, SUZHOU));

  /* However it writes the region. */
  self->other_region = "3205";
  choose (self, NULL);
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  g_assert_nonnull (
    zhihui_situation_get_ranking (self->http.listener->last, ZHIHUI_BOARD_RETURN, "town"));
}

/* On disk is the whole, also when the program ends while a part is shown. */
static void
whole_is_kept_on_disk (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = make_wants (NULL);
  g_autoptr (ZhihuiHttpSource) again = NULL;
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GError) error = NULL;

  choose (self, self->suzhou);
  await_settled (self->http.listener);
  http_fixture_await_idle (&self->http);
  g_assert_true (zhihui_http_source_flush (self->http.source, &error));
  g_assert_no_error (error);

  fake_platform_go_away (self->http.platform);
  again = zhihui_http_source_new (
    fake_platform_get_url (self->http.platform), NULL, self->http.folder, NULL);
  zhihui_http_source_set_token (again, NULL);
  listener = begin_reading (again, &wants);
  g_assert_nonnull (zhihui_situation_get_summary (listener->last));
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, OF_WHOLE);
  zhihui_source_stop (ZHIHUI_SOURCE (again));
}

static void
part_is_not_kept_in_the_history (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) whole = zhihui_history_place_list (self->http.listener->last);
  g_autoptr (GPtrArray) part = NULL;
  guint n_of_part = 0;

  g_assert_cmpint (whole->len, ==, 9);
  choose (self, self->suzhou);
  await_settled (self->http.listener);
  part = zhihui_history_place_list (self->http.listener->last);
  for (guint i = 0; i < part->len; i++)
    {
      const char *name = ((ZhihuiHistoryPlace *) part->pdata[i])->name;

      if (!g_str_equal (name, "meta") && !g_str_equal (name, "meetings") &&
          !g_str_equal (name, "alerts"))
        n_of_part++;
    }
  g_assert_cmpint (n_of_part, ==, 0);
  g_assert_cmpint (part->len, ==, 3);
}

static void
history_says_that_it_is_of_the_whole (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = make_wants (self->suzhou);
  g_autoptr (ZhihuiSituation) situation =
    zhihui_history_wants_fit (self->http.listener->last, &wants, self->http.now_us);

  g_assert_cmpint (zhihui_situation_get_summary (situation)->today, ==, OF_WHOLE);
  g_assert_true (
    zhihui_region_path_equal (zhihui_situation_get_region_path (situation), self->suzhou));
  g_assert_true (zhihui_situation_is_wider (situation, ZHIHUI_DATASET_SUMMARY));
  g_assert_true (zhihui_situation_is_board_wider (
    situation, &(ZhihuiBoardKey){ ZHIHUI_BOARD_RETURN, "town", NULL }));
}

/* Of a time before layers were read, of a platform that has none, of one that had some. */
static void
history_tells_why_it_has_no_layers (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_LAYERS };
  const struct
  {
    int       status;
    ZhihuiGap gap;
  } cases[] = { { 0, ZHIHUI_GAP_NOTHING },
                { 404, ZHIHUI_GAP_NOTHING },
                { 501, ZHIHUI_GAP_NOTHING },
                { 200, ZHIHUI_GAP_UNKEPT } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiReceipt     receipt = { .http_status = cases[i].status,
                                          .received_us = cases[i].status != 0 ? 1000000 : 0 };
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (self->http.listener->last);
      g_autoptr (ZhihuiSituation) kept = NULL, fitted = NULL;
      const ZhihuiReceipt *told;

      zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_LAYERS, &receipt);
      kept = zhihui_situation_builder_finish (builder);
      fitted = zhihui_history_wants_fit (kept, &wants, self->http.now_us);
      told = zhihui_situation_get_receipt (fitted, ZHIHUI_DATASET_LAYERS);
      g_assert_cmpint (told->gap, ==, cases[i].gap);
      g_assert_nonnull (told->detail);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/region/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("everything-there-is-by-region-is-asked-by-region",
       everything_there_is_by_region_is_asked_by_region);
  ADD ("a-late-answer-of-the-former-region-is-not-shown-under-the-new-name",
       late_answer_is_not_shown_under_the_new_name);
  ADD ("a-history-tells-why-it-has-no-layers", history_tells_why_it_has_no_layers);
  ADD ("going-back-shows-the-former-region-at-once", former_one_is_shown_at_once);
  ADD ("the-former-region-is-as-old-as-it-is", former_one_is_as_old_as_it_is);
  ADD ("the-former-region-grows-old-while-the-machine-sleeps",
       former_one_grows_old_while_the_machine_sleeps);
  ADD ("the-former-region-is-as-lost-as-the-whole", former_one_is_as_lost_as_the_whole);
  ADD ("a-region-that-vanished-shows-no-figures", region_that_vanished_shows_no_figures);
  ADD ("a-board-of-another-region-is-refused", board_of_another_region_is_refused);
  ADD ("the-whole-is-kept-on-disk-while-a-part-is-shown", whole_is_kept_on_disk);
  ADD ("a-part-is-not-kept-in-the-history", part_is_not_kept_in_the_history);
  ADD ("a-history-says-that-it-is-of-the-whole", history_says_that_it_is_of_the_whole);
#undef ADD

  return g_test_run ();
}
