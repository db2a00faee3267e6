/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "event-teller.h"
#include "test-database.h"
#include "zhihui-calendar-change.h"
#include "zhihui-holiday-file.h"

/* Two programs over one database: both take in events, and both tell the same. */

#define N_CASES 40 /* that each of them is told */

typedef struct
{
  char *folder;  /* owned */
  char *address; /* owned: of the database */
} World;

static void
set_up (World *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->address = test_database_is_server () ? test_database_make ()
                                             : g_build_filename (self->folder, "two.db", NULL);
  store = zhihui_store_open (self->address, TRUE, &error);
  g_assert_no_error (error);
  teller_fill (store);
}

static void
tear_down (World *self, gconstpointer data)
{
  static const char *const names[] = { "two.db", "two.db-wal", "two.db-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->address);
}

static Api *
open_api (World *self)
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (self->address, FALSE, &error);

  g_assert_no_error (error);
  return api_open (store, 0);
}

/* What one was told the other knows at once, before its next tick. */
static void
case_of_one_goes_on_at_the_other (World *self, gconstpointer data)
{
  g_autoptr (Api) one = open_api (self);
  g_autoptr (Api) other = open_api (self);
  g_autofree char *token = teller_make_token (one, "admin", "");
  static const struct
  {
    const char *kind, *time, *data, *state;
  } life[] = {
    { "accepted", "2020-08-01T08:01:00+08:00", NULL, "accepted" },
    { "dispatched", "2020-08-01T08:02:00+08:00", "{\"unit\":\"u002\"}", "dispatched" },
    { "signed", "2020-08-01T08:03:00+08:00", NULL, "signed" },
    { "handling", "2020-08-01T08:05:00+08:00", NULL, "handling" },
    { "replied", "2020-08-01T08:10:00+08:00", NULL, "replied" },
  };

  teller_bring_case (one, token);
  for (guint i = 0; i < G_N_ELEMENTS (life); i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      assert_taken (teller_tell (i % 2 == 0 ? other : one,
                                 token,
                                 "/cases/c-8/events",
                                 id,
                                 life[i].kind,
                                 life[i].time,
                                 life[i].data),
                    200,
                    life[i].state);
    }
  g_assert_cmpint (teller_ask (one, "SELECT COUNT(*) FROM assignment"), ==, 1);
  g_assert_cmpint (N_EVENTS (one), ==, 1 + (gint64) G_N_ELEMENTS (life));
}

/* Monday the 3rd of August 2020 becomes a day off, by another program, after both have ticked and
 * before the dispatch: three working days from Saturday end on Thursday. */
static void
calendar_of_another_program_holds_at_once (World *self, gconstpointer data)
{
  static const char text[] = "date,name,type\n2020-08-03,防汛,off\n";
  static const char due[] = "SELECT due_at FROM assignment WHERE case_id = 8";
  g_autoptr (Api) api = open_api (self);
  g_autoptr (ZhihuiStore) other = zhihui_store_open (self->address, FALSE, NULL);
  g_autofree char *token = teller_make_token (api, "admin", "");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = zhihui_holiday_file_parse (bytes, &error);
  ZhihuiClockReport report;

  g_assert_no_error (error);
  teller_bring_case (api, token);
  assert_taken (
    teller_tell (
      api, token, "/cases/c-8/events", "a", "accepted", "2020-08-01T08:01:00+08:00", NULL),
    200,
    "accepted");
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  zhihui_calendar_change_run (other, notices, "test.csv", api_as_of (), &report, &error);
  g_assert_no_error (error);
  assert_taken (teller_tell (api,
                             token,
                             "/cases/c-8/events",
                             "b",
                             "dispatched",
                             "2020-08-01T08:02:00+08:00",
                             "{\"unit\":\"u002\"}"),
                200,
                "dispatched");
  g_assert_cmpint (teller_ask (api, due), ==, 1596729599); /* 2020-08-06T23:59:59+08:00 */
}

#define MEETING(id, type, more)                                                                    \
  "{\"specversion\":\"1.0\",\"id\":\"" id                                                          \
  "\",\"source\":\"/desk\",\"type\":\"cn.zhihui.meeting." type                                     \
  ".v1\",\"data\":{\"by\":\"王科长\"" more "}}"
#define PLAN                                                                                       \
  ",\"title\":\"路灯会商\",\"starts_at\":\"2020-08-01T08:30:00+08:00\","                       \
  "\"ends_at\":\"2020-08-01T11:00:00+08:00\",\"host_unit\":\"u001\",\"cases\":[\"c-8\"]"

static guint
tell_meeting (Api *api, const char *path, const char *event)
{
  static const char *const any[] = { "If-Match", "*", NULL };
  g_autoptr (Reply) reply = api_send (api, "POST", api->desk, path, event, any);

  return reply->status;
}

/* A meeting on a case that another platform was told of, and that has gone on there: neither is it
 * unknown, nor does it go back to where this one saw it last. What is said of a meeting at both
 * holds at both. */
static void
meeting_of_one_knows_what_the_other_wrote (World *self, gconstpointer data)
{
  static const char state[] = "SELECT state FROM cases WHERE id = 8";
  static const char stage[] = "SELECT stage FROM meeting_case WHERE case_id = 8";
  static const char linked[] = "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind"
                               " WHERE k.type = 'case.meeting_linked'";
  g_autoptr (Api) one = open_api (self);
  g_autoptr (Api) other = open_api (self);
  g_autofree char *token = teller_make_token (one, "admin", "");
  g_autofree char *path = NULL;

  teller_bring_case (one, token);
  assert_taken (
    teller_tell (
      one, token, "/cases/c-8/events", "a", "accepted", "2020-08-01T08:01:00+08:00", NULL),
    200,
    "accepted");
  g_assert_cmpuint (tell_meeting (other, "/meetings", MEETING ("m1", "scheduled", PLAN)), ==, 200);
  g_assert_cmpint (teller_ask (one, stage), ==, ZHIHUI_CASE_ACCEPTED);
  g_assert_cmpint (teller_ask (one, state), ==, ZHIHUI_CASE_ACCEPTED);
  assert_taken (teller_tell (one,
                             token,
                             "/cases/c-8/events",
                             "b",
                             "dispatched",
                             "2020-08-01T08:02:00+08:00",
                             "{\"unit\":\"u002\"}"),
                200,
                "dispatched");
  g_assert_cmpuint (tell_meeting (other, "/meetings", MEETING ("m2", "scheduled", PLAN)), ==, 200);
  g_assert_cmpint (teller_ask (one, state), ==, ZHIHUI_CASE_DISPATCHED);
  g_assert_cmpint (teller_ask (one, linked), ==, 2);

  {
    ZhihuiStatement *row = zhihui_database_prepare (
      zhihui_store_get_database (one->store), "SELECT code FROM meeting WHERE title = '路灯会商'");

    g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
    path = g_strdup_printf ("/meetings/%s/events", zhihui_statement_get_text (row, 0));
    zhihui_statement_reset (row);
  }
  g_assert_cmpuint (tell_meeting (one, path, MEETING ("m3", "cancelled", "")), ==, 200);
  g_assert_cmpuint (tell_meeting (other, path, MEETING ("m4", "opened", "")), ==, 409);
  g_assert_cmpuint (tell_meeting (other, path, MEETING ("m3", "cancelled", "")), ==, 200);
}

/* It is the time of the clock, not that of the last tick: a case of this second can be discussed.
 */
static void
meeting_links_a_case_of_this_second (World *self, gconstpointer data)
{
  g_autoptr (Api) one = open_api (self);
  g_autoptr (Api) other = open_api (self);
  g_autofree char *token = teller_make_token (one, "admin", "");

  zhihui_platform_clock_set (zhihui_platform_get_clock (one->platform), api_as_of () + 3);
  zhihui_platform_clock_set (zhihui_platform_get_clock (other->platform), api_as_of () + 4);
  assert_taken (
    teller_tell (one, token, "/cases", "n8", "submitted", NULL, NEW_CASE), 201, "submitted");
  g_assert_cmpuint (tell_meeting (other, "/meetings", MEETING ("m1", "scheduled", PLAN)), ==, 200);
  g_assert_cmpint (teller_ask (one, "SELECT MAX (at) FROM meeting_event"), ==, api_as_of () + 4);
}

typedef struct
{
  char       *url;   /* owned */
  char       *token; /* not owned */
  const char *name;
  guint       n_taken;
} Teller;

static guint
post (SoupSession *session, const Teller *self, const char *path, const char *event)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new (event, strlen (event));
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  if (answer == NULL)
    return 0;
  if (soup_message_get_status (message) >= 300)
    g_test_message (
      "%.*s", (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));
  return soup_message_get_status (message);
}

static gpointer
tell_cases (gpointer user_data)
{
  Teller *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupSession) session = NULL;

  g_main_context_push_thread_default (context);
  session = soup_session_new ();
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", self->name, i);
      g_autofree char *event =
        teller_make_event (id, CASE_TYPE, NULL, "2020-08-01T08:00:00+08:00", NEW_CASE);

      self->n_taken += post (session, self, "/cases", event) == 201;
    }
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static GPid
start_platform (World *self, char **url)
{
  const char *argv[] = { g_getenv ("ZHIHUI_PLATFORM"),
                         "serve",
                         "-d",
                         self->address,
                         "--listen",
                         "127.0.0.1:0",
                         "--rate-limit",
                         "0",
                         NULL };
  g_autoptr (GIOChannel) channel = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  GPid pid;
  int  out;

  g_spawn_async_with_pipes (NULL,
                            (char **) argv,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD,
                            NULL,
                            NULL,
                            &pid,
                            NULL,
                            &out,
                            NULL,
                            &error);
  g_assert_no_error (error);
  channel = g_io_channel_unix_new (out);
  g_io_channel_set_close_on_unref (channel, TRUE);
  g_io_channel_read_line (channel, &line, NULL, NULL, &error);
  g_assert_no_error (error);
  *url = g_strdup (strstr (line, "http://"));
  g_strstrip (*url);
  return pid;
}

static void
events_told_to_both_at_once_are_all_kept (World *self, gconstpointer data)
{
  g_autoptr (Api) api = open_api (self); /* to look, and to make a token */
  g_autofree char *token = teller_make_token (api, "admin", "");
  Teller   tellers[2] = { { .token = token, .name = "a" }, { .token = token, .name = "b" } };
  GPid     pids[2];
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    pids[i] = start_platform (self, &tellers[i].url);
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("teller", tell_cases, &tellers[i]);
  for (guint i = 0; i < 2; i++)
    {
      g_thread_join (threads[i]);
      kill (pids[i], SIGTERM);
      waitpid (pids[i], NULL, 0);
      g_spawn_close_pid (pids[i]);
      g_free (tellers[i].url);
      g_assert_cmpuint (tellers[i].n_taken, ==, N_CASES);
    }

  g_assert_cmpint (N_EVENTS (api), ==, 2 * N_CASES);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(DISTINCT case_id) FROM event WHERE case_id > 7"),
                   ==,
                   2 * N_CASES);
  g_assert_cmpint (
    teller_ask (api, "SELECT COUNT(*) FROM cases WHERE id > 7 AND id <= 7 + 80"), ==, 2 * N_CASES);
  g_assert_cmpint (
    teller_ask (api, "SELECT COUNT(DISTINCT external_id) FROM event_receipt"), ==, 2 * N_CASES);
  /* Both read cases as they come in, each of them once. */
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM case_word WHERE case_id > 7"), >=, 80);
  g_assert_cmpint (teller_ask (api, "SELECT SUM (n) FROM word_day"),
                   ==,
                   teller_ask (api, "SELECT COUNT(*) FROM case_word"));
  g_assert_cmpint (teller_ask (api,
                               "SELECT COUNT(*) FROM (SELECT key FROM alert_change"
                               " GROUP BY key, version HAVING COUNT(*) > 1) d"),
                   ==,
                   0);
  g_assert_null (zhihui_database_check (zhihui_store_get_database (api->store)));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/two-platforms/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("case-of-one-goes-on-at-the-other", case_of_one_goes_on_at_the_other);
  ADD ("calendar-of-another-program-holds-at-once", calendar_of_another_program_holds_at_once);
  ADD ("meeting-of-one-knows-what-the-other-wrote", meeting_of_one_knows_what_the_other_wrote);
  ADD ("meeting-links-a-case-of-this-second", meeting_links_a_case_of_this_second);
  ADD ("events-told-to-both-at-once-are-all-kept", events_told_to_both_at_once_are_all_kept);
  return g_test_run ();
}
