/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-bus.h"

#include "config.h"
#include "steered-wall.h"
#include "zhihui-language.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* On a bus of its own, steered by the program itself. */
typedef struct
{
  SteeredWall    wall;
  GTestDBus     *bus;
  ZhihuiWallBus *name;
  char          *folder; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer user_data)
{
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->folder = g_dir_make_tmp ("zhihui-ctl-XXXXXX", NULL);
  steered_wall_init (&self->wall);
  if (user_data == NULL)
    self->name = zhihui_wall_bus_new (self->wall.verbs);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  g_clear_pointer (&self->name, zhihui_wall_bus_free);
  steered_wall_clear (&self->wall);
  g_test_dbus_stop (self->bus);
  g_object_unref (self->bus);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
owned_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The name is taken by the main loop, soon. */
static void
await_name (void)
{
  gboolean is_owned = FALSE;
  guint    id = g_bus_watch_name (G_BUS_TYPE_SESSION,
                               ZHIHUI_WALL_BUS_NAME,
                               G_BUS_NAME_WATCHER_FLAGS_NONE,
                               owned_cb,
                               NULL,
                               &is_owned,
                               NULL);

  while (!is_owned)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (id);
}

static void
test_verbs (Fixture *self, gconstpointer user_data)
{
  /* What stands on both screens afterwards, and how: p pinned, h held, c curtained. */
  static const struct
  {
    const char *words, *expected;
    int         status;
  } runs[] = {
    { "next", "map map ", 0 },
    { "previous --screen right", "map overview ", 0 },
    { "hold", "map overview h", 0 },
    { "show review", "review overview h", 0 },
    { "show nothing", "review overview h", 1 },
    { "release", "review overview ", 0 },
    { "pin map --screen right", "review mapp ", 0 },
    { "show overview --screen right", "review mapp ", 1 },
    { "pin", "reviewp mapp ", 0 },
    { "next", "reviewp mapp ", 1 },
    { "unpin --screen left", "review mapp ", 0 },
    { "curtain on", "review mapp c", 0 },
    { "unpin", "review overview c", 0 },
    { "curtain off", "review overview ", 0 },
    { "curtain perhaps", "review overview ", 2 },
    { "curtain", "review overview ", 2 },
    { "next more", "review overview ", 2 },
    { "dance", "review overview ", 2 },
    { "next --screen nowhere", "review overview ", 1 },
  };

  await_name ();
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      ZhihuiDirectorState left, right;
      g_autofree char    *shown = NULL;

      g_test_message ("%s", runs[i].words);
      g_assert_cmpint (steered_wall_ctl (&self->wall, runs[i].words), ==, runs[i].status);
      g_assert_cmpint (runs[i].status == 0, ==, *self->wall.faults == '\0');
      zhihui_director_get_state (self->wall.director, "left", &left);
      zhihui_director_get_state (self->wall.director, "right", &right);
      shown = g_strdup_printf ("%s%s %s%s %s%s",
                               left.page,
                               left.is_pinned ? "p" : "",
                               right.page,
                               right.is_pinned ? "p" : "",
                               left.is_held ? "h" : "",
                               left.is_curtained ? "c" : "");
      g_assert_cmpstr (shown, ==, runs[i].expected);
    }
}

static void
test_status (Fixture *self, gconstpointer user_data)
{
  await_name ();
  zhihui_director_hold (self->wall.director, TRUE);
  zhihui_director_pin (self->wall.director, "right", "review", NULL);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "status --json"), ==, 0);
  g_assert_cmpstr (self->wall.output,
                   ==,
                   "{\"version\":\"" VERSION "\",\"held\":true,\"curtained\":false,"
                   "\"pages\":[\"overview\",\"map\",\"review\"],"
                   "\"titles\":[\"总览\",\"map\",\"review\"],\"screens\":["
                   "{\"name\":\"left\",\"page\":\"overview\",\"title\":\"总览\",\"playlist\":["
                   "\"overview\",\"map\"],\"pinned\":false,"
                   "\"number\":1,\"pages\":2,\"width\":1920,\"height\":1080},"
                   "{\"name\":\"right\",\"page\":\"review\",\"title\":\"review\",\"playlist\":["
                   "\"overview\",\"map\"],\"pinned\":true,"
                   "\"number\":0,\"pages\":2,\"width\":1920,\"height\":1080}]}\n");
  g_assert_cmpint (steered_wall_ctl (&self->wall, "status"), ==, 0);
  g_assert_nonnull (strstr (self->wall.output, "left: overview"));
  g_assert_nonnull (strstr (self->wall.output, "right: review"));

  /* What comes is called by its title, as what is. */
  zhihui_director_hold (self->wall.director, FALSE);
  zhihui_director_show (self->wall.director, "left", "map", NULL);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "status"), ==, 0);
  g_assert_nonnull (strstr (self->wall.output, "left: map (map)"));
  g_assert_nonnull (strstr (self->wall.output, "总览"));
}

static void
test_picture (Fixture *self, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (self->folder, "wall.png", NULL);
  g_autofree char *words = g_strdup_printf ("picture -o %s --screen right --width 640", path);
  g_autofree char *content = NULL;

  await_name ();
  g_assert_cmpint (steered_wall_ctl (&self->wall, words), ==, 0);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "PNG of right, 640 wide");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "picture"), ==, 2);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "picture -o wall.jpg"), ==, 2);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "picture -o wall.png --width -5"), ==, 2);
  g_assert_nonnull (strstr (self->wall.faults, "--width"));
  g_assert_false (g_file_test ("wall.png", G_FILE_TEST_EXISTS));
}

static void
test_no_wall (Fixture *self, gconstpointer user_data)
{
  g_assert_cmpint (steered_wall_ctl (&self->wall, "next"), ==, 1);
  g_assert_nonnull (strstr (self->wall.faults, "zhihui wall"));
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  g_assert_cmpint (steered_wall_ctl (&self->wall, "next"), ==, 1);
  g_assert_nonnull (strstr (self->wall.faults, "--host"));
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", g_test_dbus_get_bus_address (self->bus), TRUE);
}

/* ---- a note on an alert ---- */

typedef struct
{
  char *asked, *body; /* owned */
  guint status;
} Platform;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Platform           *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody    *body = soup_server_message_get_request_body (message);

  g_free (self->asked);
  self->asked = g_strdup_printf ("%s %s %s %s",
                                 soup_server_message_get_method (message),
                                 g_uri_get_path (soup_server_message_get_uri (message)),
                                 soup_message_headers_get_one (headers, "If-Match"),
                                 soup_message_headers_get_one (headers, "Authorization"));
  g_free (self->body);
  self->body = g_strndup (body->data, (gsize) body->length);
  soup_server_message_set_status (message, self->status, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "no!", 3);
}

static void
test_alert_ack (Fixture *self, gconstpointer user_data)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char   *token = g_build_filename (self->folder, "token", NULL);
  g_autofree char   *words = NULL, *nameless = NULL;
  Platform           platform = { .status = 200 };
  ZhihuiInterruption alert = { .kind = ZHIHUI_INTERRUPTION_ALERT,
                               .id = (char *) "overdue-1",
                               .page = (char *) "review",
                               .until_us = g_get_monotonic_time () + 3600 * G_TIME_SPAN_SECOND,
                               .words = (char *) "红色预警" };
  GSList            *uris;

  soup_server_add_handler (server, NULL, asked_cb, &platform, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  g_assert_true (g_file_set_contents_full (
    token, "of-the-desk\n", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  nameless = g_strdup_printf ("alert-ack overdue-1 --token-file %s --source http://127.0.0.1:%d",
                              token,
                              g_uri_get_port (uris->data));
  words = g_strdup_printf ("%s --name 王主任 --note \"已督办\"", nameless);
  await_name ();
  g_assert_true (zhihui_director_interrupt (self->wall.director, &alert));

  g_assert_cmpint (steered_wall_ctl (&self->wall, nameless), ==, 2);
  g_assert_null (platform.asked);
  platform.status = 412;
  g_assert_cmpint (steered_wall_ctl (&self->wall, words), ==, 1);
  g_assert_nonnull (strstr (self->wall.faults, "412: no!"));
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "review");
  platform.status = 200;
  g_assert_cmpint (steered_wall_ctl (&self->wall, words), ==, 0);
  g_assert_cmpstr (platform.asked, ==, "POST /api/v1/alerts/overdue-1/ack * Bearer of-the-desk");
  g_assert_cmpstr (platform.body, ==, "{\"by\":\"王主任\",\"note\":\"\\\"已督办\\\"\"}");
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "overview");

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_free (platform.asked);
  g_free (platform.body);
  g_assert_cmpint (g_unlink (token), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/wall-bus/every-verb-reaches-the-director", test_verbs, NULL);
  ADD ("/wall-bus/the-status-is-told", test_status, NULL);
  ADD ("/wall-bus/a-picture-is-written", test_picture, NULL);
  ADD ("/wall-bus/a-note-on-an-alert-goes-to-the-platform", test_alert_ack, NULL);
  ADD ("/wall-bus/without-wall-or-bus-it-says-what-to-do", test_no_wall, "none");

  if (daemon == NULL)
    {
      g_printerr ("dbus-daemon is missing\n");
      return 77;
    }
  return g_test_run ();
}
