/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "api-fixture.h"
#include "zhihui-rollup.h"

/* Boards that the platform asks of a ClickHouse are those that it counts itself. */

typedef struct
{
  char *folder, *path; /* owned */
  char *boards;        /* owned: address */
  Api  *here, *there;  /* the same data; @there asks elsewhere */
} World;

static void
open_there (World *self, const char *boards)
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (self->path, TRUE, &error);

  g_assert_no_error (error);
  api_fill_with_many (store);
  zhihui_store_begin (store, NULL);
  zhihui_rollup_rebuild (store, &error);
  g_assert_no_error (error);
  zhihui_store_commit (store, NULL);
  self->there = api_open (store, 0);
  zhihui_platform_ask_boards_of (self->there->platform, self->path, boards, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (self->there->platform, NULL));
}

static void
set_up (World *self, gconstpointer data)
{
  g_auto (GStrv) halves = g_strsplit (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"), "/zhihui?", 2);

  self->boards = g_strdup_printf ("%s/b%08x?%s", halves[0], g_random_int (), halves[1]);
  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "boards.db", NULL);
  self->here = api_new (api_fill_with_many, 0);
}

static void
tear_down (World *self, gconstpointer data)
{
  static const char *const names[] = { "boards.db", "boards.db-wal", "boards.db-shm" };

  g_clear_pointer (&self->there, api_free);
  api_free (self->here);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->boards);
}

/* Without the head, which tells the revision. */
static char *
read_board (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autofree char *text = reply_dup_text (reply);
  const char      *body = strstr (text, "\"metric\"");

  if (reply->status != 200 || body == NULL)
    g_error ("%s: %u %s", path, reply->status, text);
  return g_strdup (body);
}

static void
compare_boards (World *self)
{
  static const char *const metrics[] = {
    "volume",         "closed",     "overdue_rate", "on_time_rate", "return_rate",
    "satisfied_rate", "rated_rate", "sign_rate",    "contact_rate",
  };
  static const char *const questions[] = {
    "",
    "?period=2020-06&peer=town",
    "?period=rolling-90d&direction=worst",
    "?period=2020-07&basis=dispatched",
    "?from=2020-05-03T11:22:33%2B08:00&to=2020-07-13T01:02:03%2B08:00&order=shrunk",
  };

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    for (guint j = 0; j < G_N_ELEMENTS (questions); j++)
      {
        g_autofree char *path = g_strdup_printf ("/rankings/%s%s", metrics[i], questions[j]);
        g_autofree char *here = NULL;
        g_autofree char *there = NULL;

        if (strstr (path, "basis") != NULL && !g_str_has_prefix (metrics[i], "overdue"))
          continue;
        here = read_board (self->here, path);
        there = read_board (self->there, path);
        if (!g_str_equal (there, here))
          g_error ("%s: %.400s", path, there);
      }
}

static void
boards_are_those_counted_here (World *self, gconstpointer data)
{
  open_there (self, self->boards);
  compare_boards (self);
}

static void
engine_that_is_away_is_done_without (World *self, gconstpointer data)
{
  open_there (self, "clickhouse://127.0.0.1:1/away");
  compare_boards (self);
}

/* The asker does not wait any longer, and the platform ends. */
static void
platform_ends_while_it_waits (World *self, gconstpointer data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = NULL;
  g_autofree char *bearer = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  open_there (self, self->boards);
  url = g_strconcat (self->there->url, "/rankings/volume", NULL);
  bearer = g_strconcat ("Bearer ", self->there->wall, NULL);
  message = soup_message_new ("GET", url);
  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Authorization", bearer);
  soup_session_send_and_read_async (
    self->there->session, message, G_PRIORITY_DEFAULT, cancellable, NULL, NULL);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  g_clear_pointer (&self->there, api_free);
}

static void
clickhouse_alone_is_refused (void)
{
  const char *argv[] = {
    g_getenv ("ZHIHUI_PLATFORM"), "serve", "-d", "clickhouse://u:geheim@host:8123/x", NULL
  };
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                &words,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_false (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (words, "clickhouse://"));
  g_assert_null (strstr (words, "geheim"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/board-engine/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* That an engine cannot be had is a warning, and no fault. */
  g_log_set_always_fatal ((GLogLevelFlags) (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL));
  ADD ("boards-are-those-counted-here", boards_are_those_counted_here);
  ADD ("engine-that-is-away-is-done-without", engine_that_is_away_is_done_without);
  ADD ("platform-ends-while-it-waits", platform_ends_while_it_waits);
  g_test_add_func ("/board-engine/clickhouse-alone-is-refused", clickhouse_alone_is_refused);
  return g_test_run ();
}
