/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-wall.h"

#include "zhihui-format.h"

#define DAY_S 86400
#define COMES_AGAIN_S 3
#define LISTENS_S 34

/* ---- clocks of the desktop ---- */

/* Every second of the fault the figures are fresh, and only the warning tells of it. */
static void
run_wrong_clock (FaultWall *self, gint64 ahead_s)
{
  gint64 noticed_s = -1;

  self->desktop_ahead_s = ahead_s;
  for (gint64 s = 1; s <= FAULT_LONGEST_S; s++)
    {
      gint64 error_s;

      fault_wall_go_on (self);
      g_assert_cmpint (fault_wall_judge (self).state, ==, ZHIHUI_STATE_FRESH);
      error_s = zhihui_situation_get_clock_error_s (self->listener->last);
      if (ABS (error_s - ahead_s) <= 2 && noticed_s < 0)
        noticed_s = s;
      if (noticed_s >= 0)
        g_assert_cmpint (ABS (error_s - ahead_s), <=, 2);
    }
  g_assert_cmpint (noticed_s, >=, 0);
  g_assert_cmpint (noticed_s, <=, 11);
}

static void
test_desktop_clock_jumps (gconstpointer data)
{
  FaultWall wall = { .bench = (FaultBench *) data };
  gint64    platform_now, back_s = 0;

  fault_bench_set_figure ((FaultBench *) data, FAULT_BEFORE);
  fault_bench_lead_to ((FaultBench *) data, "good");
  fault_wall_start (&wall, "http", "127.0.0.1");
  g_assert_cmpint (zhihui_situation_get_clock_error_s (wall.listener->last), ==, 0);
  platform_now = zhihui_situation_get_platform_now (wall.listener->last, wall.now_us);
  run_wrong_clock (&wall, DAY_S);
  run_wrong_clock (&wall, -DAY_S);
  run_wrong_clock (&wall, 3 * 3600);
  /* The platform's clock was real, ours was set on: it was never led astray by the desktop's. */
  g_assert_cmpint (
    ABS (zhihui_situation_get_platform_now (wall.listener->last, wall.now_us) - platform_now),
    <,
    600);

  wall.desktop_ahead_s = 0;
  for (; zhihui_situation_get_clock_error_s (wall.listener->last) != 0; back_s++)
    fault_wall_go_on (&wall);
  g_assert_cmpint (back_s, <=, 11);
  fault_print_row ("desktop clock jumps by +1 day, -1 day and 3 hours",
                   "never",
                   "never",
                   back_s,
                   "a warning, within 11 s");
  fault_wall_stop (&wall);
}

/* New York's clocks go back an hour on 1 November 2026, at 06:00 UTC. */
static void
test_desktop_zone_changes (gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  FaultWall        wall = { .bench = (FaultBench *) data };

  g_setenv ("TZ", "America/New_York", TRUE);
  tzset ();
  fault_bench_set_figure ((FaultBench *) data, FAULT_BEFORE);
  fault_bench_lead_to ((FaultBench *) data, "good");
  fault_wall_start (&wall, "http", "127.0.0.1");
  before = zhihui_format_clock (zhihui_situation_get_zone (wall.listener->last), 1793512799, TRUE);
  after = zhihui_format_clock (zhihui_situation_get_zone (wall.listener->last), 1793512800, TRUE);
  g_assert_cmpstr (before, ==, "13:59:59");
  g_assert_cmpstr (after, ==, "14:00:00");
  for (gint64 s = 1; s <= FAULT_LONGEST_S; s++)
    {
      fault_wall_go_on (&wall);
      g_assert_cmpint (fault_wall_judge (&wall).state, ==, ZHIHUI_STATE_FRESH);
      g_assert_cmpint (zhihui_situation_get_clock_error_s (wall.listener->last), ==, 0);
    }
  fault_wall_stop (&wall);

  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
  fault_print_row ("desktop in a zone with summer time", "never", "never", 0, "-");
}

/* ---- names ---- */

/* Knows one name, or not even that. */
#define FAULT_TYPE_RESOLVER (fault_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FaultResolver, fault_resolver, FAULT, RESOLVER, GResolver)

struct _FaultResolver
{
  GResolver parent_instance;
  gboolean  fails;
};

G_DEFINE_FINAL_TYPE (FaultResolver, fault_resolver, G_TYPE_RESOLVER)

static GList *
look_up (GResolver *resolver, GError **error)
{
  if (!FAULT_RESOLVER (resolver)->fails)
    return g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));

  g_set_error_literal (
    error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No address for platform.test");
  return NULL;
}

static void
free_addresses (gpointer data)
{
  g_list_free_full (data, g_object_unref);
}

static void
look_up_async (GResolver               *resolver,
               const char              *name,
               GResolverNameLookupFlags flags,
               GCancellable            *cancellable,
               GAsyncReadyCallback      callback,
               gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList  *addresses = look_up (resolver, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fault_resolver_class_init (FaultResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
fault_resolver_init (FaultResolver *self)
{
}

static void
forget_name (FaultWall *wall)
{
  ((FaultResolver *) wall->fault)->fails = TRUE;
  fault_bench_tell (wall->bench, "refuse"); /* connections that stand need no name */
}

static void
learn_name (FaultWall *wall)
{
  ((FaultResolver *) wall->fault)->fails = FALSE;
  fault_bench_tell (wall->bench, "accept");
}

static void
test_name_is_not_known (gconstpointer data)
{
  static const FaultWay way = {
    "DNS failure", "not known to the network", forget_name, learn_name, 67
  };
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (FAULT_TYPE_RESOLVER, NULL);
  FaultWall wall = { .bench = (FaultBench *) data, .fault = resolver };

  g_resolver_set_default (resolver);
  fault_bench_set_figure (wall.bench, FAULT_BEFORE);
  fault_bench_lead_to (wall.bench, "good");
  fault_wall_start (&wall, "http+insecure", "platform.test");
  fault_wall_run (&wall, &way);
  fault_wall_stop (&wall);
  g_resolver_set_default (usual);
}

/* ---- ETags that lie ---- */

static void
test_304_of_figures_that_changed (gconstpointer data)
{
  FaultWall wall = { .bench = (FaultBench *) data };
  gint64    back_s;

  fault_bench_set_figure (wall.bench, FAULT_BEFORE);
  fault_bench_lead_to (wall.bench, "says304");
  fault_wall_start (&wall, "http", "127.0.0.1");
  fault_bench_set_figure (wall.bench, FAULT_AFTER);

  /* Nobody can know; but it is not believed for ever. */
  back_s = fault_wall_go_on_until_figure (&wall, FAULT_AFTER);
  g_assert_cmpint (back_s, <=, 612);
  g_assert_cmpint (fault_wall_judge (&wall).state, ==, ZHIHUI_STATE_FRESH);
  fault_print_row ("304 though the figures changed", "never", "never", back_s, "-");
  fault_wall_stop (&wall);
}

static void
test_the_same_tag_for_other_figures (gconstpointer data)
{
  FaultWall wall = { .bench = (FaultBench *) data };
  gint64    back_s;

  fault_bench_set_figure (wall.bench, FAULT_BEFORE);
  fault_bench_lead_to (wall.bench, "sametag");
  fault_wall_start (&wall, "http", "127.0.0.1");
  fault_bench_set_figure (wall.bench, FAULT_AFTER);
  back_s = fault_wall_go_on_until_figure (&wall, FAULT_AFTER);
  g_assert_cmpint (back_s, <=, 12);

  /* Such a tag is not shown any more: even who would say 304 to it must give the figures. */
  fault_bench_lead_to (wall.bench, "says304");
  fault_bench_set_figure (wall.bench, FAULT_BEFORE);
  g_assert_cmpint (fault_wall_go_on_until_figure (&wall, FAULT_BEFORE), <=, 12);
  fault_print_row ("the same ETag for other figures", "never", "never", back_s, "-");
  fault_wall_stop (&wall);
}

static void
test_another_tag_for_the_same_figures (gconstpointer data)
{
  FaultWall wall = { .bench = (FaultBench *) data };

  fault_bench_set_figure (wall.bench, FAULT_BEFORE);
  fault_bench_lead_to (wall.bench, "good");
  fault_wall_start (&wall, "http", "127.0.0.1");
  for (gint64 s = 1; s <= FAULT_LONGEST_S; s++)
    {
      g_autofree char *path =
        g_build_filename (fault_bench_get_folder (wall.bench), "www", "summary", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      /* nginx makes the tag of the time of the file. */
      g_file_set_attribute_uint64 (
        file, G_FILE_ATTRIBUTE_TIME_MODIFIED, (guint64) (1596000000 + s), 0, NULL, &error);
      g_assert_no_error (error);
      fault_wall_go_on (&wall);
      g_assert_cmpint (fault_wall_get_today (&wall), ==, FAULT_BEFORE);
      g_assert_cmpint (fault_wall_judge (&wall).state, ==, ZHIHUI_STATE_FRESH);
    }
  fault_print_row ("another ETag for the same figures", "never", "never", 0, "-");
  fault_wall_stop (&wall);
}

/* ---- a platform of this process behind the proxy ---- */

static guint16
get_port (FakePlatform *platform)
{
  g_autoptr (GUri) uri = g_uri_parse (fake_platform_get_url (platform), G_URI_FLAGS_NONE, NULL);

  return (guint16) g_uri_get_port (uri);
}

/* The second page is of another revision, as often as @user_data says. */
static gboolean
send_two_pages (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  GUri            *uri = soup_server_message_get_uri (message);
  const char      *query = g_uri_get_query (uri);
  gboolean         is_second = query != NULL && strstr (query, "cursor=") != NULL;
  guint           *n_changes = user_data;
  g_autofree char *body = NULL;
  const char      *revision = "r1";

  if (strstr (g_uri_get_path (uri), "/rankings/") == NULL)
    return FALSE;

  if (is_second && *n_changes > 0)
    {
      --*n_changes;
      revision = "r2";
    }
  body = g_strdup_printf (
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"%s\","
    "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","
    "\"metric\":\"overdue_rate\",\"peer\":\"all\",\"total\":{\"n\":50,\"k\":1},\"ranked_total\":2,"
    "\"items\":[{\"rank\":%d,\"n\":%d,\"k\":0,\"unit\":{\"id\":\"u%d\",\"name\":\"甲\"}}],"
    "\"next\":%s}",
    revision,
    is_second ? 2 : 1,
    *n_changes > 0 ? 25 : 26,
    is_second ? 2 : 1,
    is_second ? "null" : "\"p2\"");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static ZhihuiRanking *
get_board (FaultWall *wall)
{
  return zhihui_situation_get_ranking (wall->listener->last, ZHIHUI_BOARD_OVERDUE, "all");
}

static void
test_revision_changes_from_page_to_page (gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  FaultWall wall = { .bench = (FaultBench *) data };
  guint     n_changes = 0;
  gint64    stale_s = 0, back_s = 0;

  fake_platform_set_fault (platform, send_two_pages, &n_changes);
  fault_bench_lead_to_port (wall.bench, get_port (platform));
  fault_wall_start (&wall, "http", "127.0.0.1");
  g_assert_cmpint (get_board (&wall)->n_scores, ==, 2);
  g_assert_cmpint (get_board (&wall)->scores[0].n, ==, 26);

  /* Once: it is read again from the first page, at once. */
  n_changes = 1;
  for (guint s = 0; s < 70; s++)
    fault_wall_go_on (&wall);
  g_assert_cmpint (n_changes, ==, 0);
  g_assert_cmpint (get_board (&wall)->n_scores, ==, 2);
  g_assert_cmpint (
    zhihui_situation_judge_ranking (wall.listener->last, ZHIHUI_BOARD_OVERDUE, "all", wall.now_us)
      .state,
    ==,
    ZHIHUI_STATE_FRESH);

  /* Always: the old board stays, and says how old it is. */
  n_changes = G_MAXUINT;
  while (
    zhihui_situation_judge_ranking (wall.listener->last, ZHIHUI_BOARD_OVERDUE, "all", wall.now_us)
      .state != ZHIHUI_STATE_STALE)
    {
      fault_wall_go_on (&wall);
      g_assert_cmpint (++stale_s, <, 400);
      g_assert_cmpint (get_board (&wall)->scores[0].n, ==, 26);
      g_assert_cmpint (get_board (&wall)->n_scores, ==, 2);
    }
  g_assert_cmpint (fault_wall_judge (&wall).state, ==, ZHIHUI_STATE_FRESH);

  n_changes = 0;
  for (; zhihui_situation_judge_ranking (
           wall.listener->last, ZHIHUI_BOARD_OVERDUE, "all", wall.now_us)
           .state != ZHIHUI_STATE_FRESH;
       back_s++)
    fault_wall_go_on (&wall);
  g_assert_cmpint (back_s, <=, 67);
  {
    g_autofree char *stale = g_strdup_printf ("%" G_GINT64_FORMAT " (this board)", stale_s);

    fault_print_row (
      "revision changes while paging", "-", stale, back_s, "changed from page to page");
  }
  fault_wall_stop (&wall);
}

static gboolean
is_listened_to (gpointer user_data)
{
  return fake_platform_get_n_listeners (user_data) > 0;
}

static gboolean
is_hearing (gpointer user_data)
{
  return zhihui_http_source_is_hearing (user_data);
}

static gboolean
is_deaf (gpointer user_data)
{
  return !zhihui_http_source_is_hearing (user_data);
}

#define EVENT(id, type, topics)                                                                    \
  "id: " id "\nevent: " type "\ndata: {\"data\":{\"changed\":[" topics "]}}\n\n"

static void
begin_to_hear (FaultWall *wall, FakePlatform *platform)
{
  fake_platform_set_stream (platform, TRUE);
  fault_bench_lead_to_port (wall->bench, get_port (platform));
  fault_wall_start (wall, "http", "127.0.0.1");
  fault_wall_go_on (wall);
  await (is_listened_to, platform, "the stream is asked for");
  fake_platform_tell (platform, EVENT ("7", "hello", ""));
  await (is_hearing, wall->source, "it hears");
  for (guint s = 0; s < LISTENS_S; s++)
    {
      fault_wall_go_on (wall);
      if (s % 10 == 9)
        fake_platform_tell (platform, ":\n\n");
    }
}

static gint64
get_total (FaultWall *wall)
{
  return zhihui_situation_get_channels (wall->listener->last)->total;
}

/* What was told meanwhile is lost: the stream says so, and everything is asked. */
static void
test_gap_of_the_stream (gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  FaultWall wall = { .bench = (FaultBench *) data };
  gint64    back_s = 0;

  begin_to_hear (&wall, platform);
  fault_bench_tell (wall.bench, "pass");
  await (is_deaf, wall.source, "the stream is cut");
  /* The platform learns it by writing. */
  while (is_listened_to (platform))
    {
      fake_platform_tell (platform, ":\n\n");
      let_pass (10);
    }
  fake_platform_set_figure (platform, FAULT_AFTER);
  for (; get_total (&wall) != FAULT_AFTER; back_s++)
    {
      g_assert_cmpint (back_s, <, 60);
      fault_wall_go_on (&wall);
      g_assert_cmpint (fault_wall_judge (&wall).state, ==, ZHIHUI_STATE_FRESH);
      if (back_s != COMES_AGAIN_S)
        continue;

      await (is_listened_to, platform, "the stream is asked for again");
      g_assert_cmpstr (fake_platform_get_last_event_id (platform), ==, "7");
      fake_platform_tell (platform, EVENT ("9", "reset", ""));
      await (is_hearing, wall.source, "it hears again");
    }
  g_assert_cmpint (back_s, <=, 8);
  fault_print_row ("gap of the stream", "never", "never", back_s, "-");
  fault_wall_stop (&wall);
}

static void
fall_silent (FaultWall *wall)
{
  fault_bench_tell (wall->bench, "silence");
}

static void
speak_again (FaultWall *wall)
{
  fake_platform_set_figure ((FakePlatform *) wall->fault, FAULT_AFTER);
  fault_bench_tell (wall->bench, "pass");
}

static void
test_stream_that_hangs_half_open (gconstpointer data)
{
  static const FaultWay way = {
    "half-open TCP under a stream", "No answer within", fall_silent, speak_again, 67
  };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  FaultWall wall = { .bench = (FaultBench *) data, .fault = platform };

  begin_to_hear (&wall, platform);
  fault_wall_run (&wall, &way);
  g_assert_false (zhihui_http_source_is_hearing (wall.source));
  fault_wall_stop (&wall);
}

static void
skip (gconstpointer data)
{
  g_test_skip ("nginx and openssl are needed");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char   *path;
    GTestDataFunc test;
  } tests[] = {
    { "the-desktop-clock-jumps", test_desktop_clock_jumps },
    { "the-desktop-has-summer-time", test_desktop_zone_changes },
    { "a-name-is-not-known", test_name_is_not_known },
    { "304-of-figures-that-changed", test_304_of_figures_that_changed },
    { "the-same-tag-for-other-figures", test_the_same_tag_for_other_figures },
    { "another-tag-for-the-same-figures", test_another_tag_for_the_same_figures },
    { "a-revision-changes-from-page-to-page", test_revision_changes_from_page_to_page },
    { "a-gap-of-the-stream", test_gap_of_the_stream },
    { "a-stream-that-hangs-half-open", test_stream_that_hangs_half_open },
  };
  const char *missing = NULL;
  g_autoptr (FaultBench) bench = NULL;

  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  bench = fault_bench_new (&missing);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/fault-lies/", tests[i].path, NULL);

      g_test_add_data_func (path, bench, bench != NULL ? tests[i].test : skip);
    }

  return g_test_run ();
}
