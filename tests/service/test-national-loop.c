/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "api-fixture.h"
#include "assignment-generator.h"
#include "zhihui-life-cycle.h"
#include "zhihui-rollup.h"

/* A nation asked over HTTP: its counts are made in a thread while the main loop goes on, and are
 * those of a platform that holds everything in memory. */

typedef struct
{
  char *folder, *path; /* owned */
  Api  *whole, *partial;
} Nation;

static Api *
open_api (Nation *self, const char *limit)
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (self->path, FALSE, &error);

  g_assert_no_error (error);
  zhihui_store_set_setting (store, "ledger_limit", limit, &error);
  g_assert_no_error (error);
  return api_open (store, 0);
}

static void
set_up (Nation *self, gconstpointer data)
{
  const AssignmentGeneratorOptions options = {
    .seed = 20, .n_units = 3200, .n_rows = 30000, .n_days = 400, .until = 1597822215
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "n.db", NULL);
  store = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, store);
  zhihui_store_begin (store, &error);
  zhihui_rollup_rebuild (store, &error);
  zhihui_store_commit (store, &error);
  g_assert_no_error (error);
  self->whole = open_api (self, "1000000");
  self->partial = open_api (self, "100");
  g_assert_false (zhihui_platform_get_ledger (self->whole->platform)->is_partial);
  g_assert_true (zhihui_platform_get_ledger (self->partial->platform)->is_partial);
}

static void
tear_down (Nation *self, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  g_clear_pointer (&self->partial, api_free);
  api_free (self->whole);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* Without the head, which tells the revision. */
static char *
strip (const char *text)
{
  const char *body = strstr (text, "\"metric\"");

  g_assert_nonnull (body);
  return g_strdup (body);
}

static char *
read_board (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autofree char *text = reply_dup_text (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  return strip (text);
}

static void
answers_of_the_thread_are_those_of_memory (Nation *self, gconstpointer data)
{
  static const char *const questions[] = {
    "/rankings/overdue_rate?level=province&tier=1",
    "/rankings/satisfied_rate?level=county&tier=2&period=month&limit=5000",
    "/rankings/return_rate?level=city&tier=3&period=rolling-90d",
    "/rankings/volume?region=1102&level=unit&tier=1&period=2020-05",
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *whole = read_board (self->whole, questions[i]);
      g_autofree char *partial = read_board (self->partial, questions[i]);

      g_assert_cmpstr (partial, ==, whole);
    }
}

/* ---- while it counts ---- */

typedef struct
{
  SoupMessage *message; /* owned */
  GBytes      *body;    /* owned, NULL: not answered yet */
} Asking;

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Asking *self = user_data;
  g_autoptr (GError) error = NULL;

  self->body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  g_assert_no_error (error);
}

/* Asks, and lets the loop run until the thread counts. */
static void
begin_asking (Api *api, const char *path, Asking *self)
{
  g_autofree char *url = g_strconcat (api->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", api->desk, NULL);

  self->message = soup_message_new ("GET", url);
  soup_message_headers_replace (
    soup_message_get_request_headers (self->message), "Authorization", bearer);
  soup_session_send_and_read_async (
    api->session, self->message, G_PRIORITY_DEFAULT, NULL, answered_cb, self);
  while (!zhihui_platform_is_counting (api->platform))
    g_main_context_iteration (NULL, TRUE);
}

static char *
end_asking (Asking *self)
{
  g_autofree char *text = NULL;

  while (self->body == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_message_get_status (self->message), ==, 200);
  text = g_strndup (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body));
  g_bytes_unref (self->body);
  g_object_unref (self->message);
  return strip (text);
}

static guint
find_closed (Api *api)
{
  const GArray *cases = zhihui_platform_get_ledger (api->platform)->cases;
  guint         index = 0;

  while (g_array_index (cases, ZhihuiCaseRow, index).state != ZHIHUI_CASE_CLOSED)
    index++;
  return index;
}

/* A rating of work that was done long ago, at the platform that holds everything. */
static void
rate (Api *api, guint case_index, gint64 level)
{
  ZhihuiLedger *ledger = zhihui_platform_get_ledger (api->platform);
  g_autoptr (ZhihuiLifeCycle) life_cycle =
    zhihui_life_cycle_new (api->store,
                           ledger,
                           zhihui_platform_get_calendar (api->platform),
                           zhihui_platform_get_zone (api->platform));
  const ZhihuiEvent event = {
    .at = zhihui_figures_get_as_of (zhihui_platform_get_figures (api->platform)) - 60,
    .kind = ZHIHUI_EVENT_RATED,
    .case_index = case_index,
    .value = level,
  };
  g_autoptr (GError) error = NULL;

  zhihui_store_begin (api->store, &error);
  g_assert_no_error (error);
  zhihui_life_cycle_apply (life_cycle, &event, &error);
  g_assert_no_error (error);
  zhihui_life_cycle_flush (life_cycle, &error);
  zhihui_store_commit (api->store, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (api->platform, &error));
}

/* What was counted is of neither state, or of one that the rest of the answer is not of. */
static void
what_another_writes_meanwhile_is_counted_whole (Nation *self, gconstpointer data)
{
  static const char path[] = "/rankings/satisfied_rate?level=province&tier=1&period=month";
  g_autofree char  *before = read_board (self->whole, path);
  g_autofree char  *after = NULL, *told = NULL;
  Asking            asking = { 0 };

  begin_asking (self->partial, path, &asking);
  rate (self->whole, find_closed (self->whole), 1);
  told = end_asking (&asking);
  after = read_board (self->whole, path);
  g_assert_cmpstr (after, !=, before);
  g_assert_cmpstr (told, ==, after);
}

static void
others_are_answered_while_it_counts (Nation *self, gconstpointer data)
{
  Asking           asking = { 0 };
  g_autofree char *told = NULL;
  g_autoptr (Reply) meta = NULL;

  begin_asking (self->partial, "/rankings/return_rate?level=county&limit=5000", &asking);
  meta = api_get (self->partial, self->partial->desk, "/meta");
  g_assert_cmpuint (meta->status, ==, 200);
  told = end_asking (&asking);
  g_assert_nonnull (strstr (told, "\"return_rate\""));
}

static void
platform_ends_while_it_counts (Nation *self, gconstpointer data)
{
  g_autofree char *url =
    g_strconcat (self->partial->url, "/rankings/overdue_rate?level=county", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->partial->desk, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Authorization", bearer);
  soup_session_send_and_read_async (
    self->partial->session, message, G_PRIORITY_DEFAULT, cancellable, NULL, NULL);
  while (!zhihui_platform_is_counting (self->partial->platform))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_clear_pointer (&self->partial, api_free);
}

#define ADD(name, run) g_test_add ("/national-loop/" name, Nation, NULL, set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answers-of-the-thread-are-those-of-memory", answers_of_the_thread_are_those_of_memory);
  ADD ("what-another-writes-meanwhile-is-counted-whole",
       what_another_writes_meanwhile_is_counted_whole);
  ADD ("others-are-answered-while-it-counts", others_are_answered_while_it_counts);
  ADD ("platform-ends-while-it-counts", platform_ends_while_it_counts);
  return g_test_run ();
}
