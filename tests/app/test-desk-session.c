/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "desk-application.h"
#include "loop-run.h"
#include "own-bus.h"
#include "process-end.h"
#include "program-run.h"
#include "served-scenario.h"
#include "zhihui-desk-window.h"
#include "zhihui-http-source.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_S 30
#define OBJECT_PATH "/cn/zhihui/Zhihui"
#define SEARCH_PATH OBJECT_PATH "/SearchProvider"
#define UNIT "u006" /* 罗村镇人民政府 */

/* A session in which nothing runs yet: its bus starts the desk. */
typedef struct
{
  char            *home; /* owned: of everything that is kept */
  GSubprocess     *bus;  /* owned */
  ServedScenario   served;
  GDBusConnection *connection; /* owned */

  /* of what is waited for */
  GVariant *answer; /* owned, nullable */
  gboolean  is_answered;
} Fixture;

static void
write_file (Fixture *self, const char *name, const char *format, ...)
{
  g_autofree char *path = g_build_filename (self->home, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* As a desk that was used before has it. */
static void
write_home (Fixture *self)
{
  g_autofree char *token = g_build_filename (self->home, "token", NULL);

  program_write_token (self->served.database, "desk", token);
  write_file (self,
              "dbus-1/services/" APP_ID ".service",
              "[D-BUS Service]\nName=" APP_ID "\nExec=%s --gapplication-service\n",
              g_getenv ("ZHIHUI"));
  write_file (
    self, "glib-2.0/settings/keyfile", "[cn/zhihui/Zhihui]\nsource='%s'\n", self->served.url);
  write_file (
    self, "zhihui/sources.conf", "[county]\naddress=%s\ntoken-file=%s\n", self->served.url, token);
}

/* ---- what is asked by D-Bus ---- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
  self->is_answered = TRUE;
}

static gboolean
is_answered (gpointer user_data)
{
  return ((Fixture *) user_data)->is_answered;
}

/* (transfer full) */
static GVariant *
call (Fixture *self, const char *path, const char *interface, const char *method, GVariant *what)
{
  self->is_answered = FALSE;
  g_dbus_connection_call (self->connection,
                          APP_ID,
                          path,
                          interface,
                          method,
                          what,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          answered_cb,
                          self);
  loop_run_for (PATIENCE_S, is_answered, self);
  return g_steal_pointer (&self->answer);
}

static GVariant *
search (Fixture *self, const char *method, GVariant *what)
{
  return call (self, SEARCH_PATH, "org.gnome.Shell.SearchProvider2", method, what);
}

/* (transfer full): what is found, divided by blanks */
static char *
find (Fixture *self, const char *words)
{
  g_auto (GStrv) terms = g_strsplit (words, " ", -1);
  g_autoptr (GVariant) answer =
    search (self, "GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_auto (GStrv) ids = NULL;

  g_variant_get (answer, "(^as)", &ids);
  return g_strjoinv (" ", ids);
}

/* (transfer full): names of what there is on the bus below the desk */
static char *
list_objects (Fixture *self, const char *path)
{
  g_autoptr (GVariant) answer =
    call (self, path, "org.freedesktop.DBus.Introspectable", "Introspect", g_variant_new ("()"));
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  const char *xml;

  g_variant_get (answer, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, NULL);
  for (guint i = 0; node->nodes != NULL && node->nodes[i] != NULL; i++)
    g_string_append_printf (names, "%s ", node->nodes[i]->path);
  return g_strdup (names->str);
}

/* Closes its windows, and waits until its process has ended: it has left the bus before it wrote
 * the last of what it keeps. */
static void
quit (Fixture *self)
{
  g_autoptr (GVariant) process = g_dbus_connection_call_sync (self->connection,
                                                              "org.freedesktop.DBus",
                                                              "/org/freedesktop/DBus",
                                                              "org.freedesktop.DBus",
                                                              "GetConnectionUnixProcessID",
                                                              g_variant_new ("(s)", APP_ID),
                                                              G_VARIANT_TYPE ("(u)"),
                                                              G_DBUS_CALL_FLAGS_NONE,
                                                              -1,
                                                              NULL,
                                                              NULL);
  g_autoptr (GVariant) answer = NULL;
  guint pid;

  g_assert_nonnull (process);
  g_variant_get (process, "(u)", &pid);
  answer = call (self,
                 OBJECT_PATH,
                 "org.freedesktop.Application",
                 "ActivateAction",
                 g_variant_new_parsed ("('quit', @av [], @a{sv} {})"));
  process_end_await ((pid_t) pid);
}

/* ---- tests ---- */

static void
test_search (gconstpointer data)
{
  /* Of the county's 112 units, by data/scenarios/zichuan. */
  static const struct
  {
    const char *words, *expected;
  } rows[] = {
    { "罗村", UNIT },      { "luocun", UNIT },  { "LuoCun", UNIT },
    { "lczrmzf", UNIT },   { "U006", UNIT },    { "u00", "" },
    { "罗村 zhen", UNIT }, { "罗村 洪山", "" }, { "这里没有的单位", "" },
    { "qqqqqqqqqq", "" },  { "", "" },
  };
  Fixture *self = (Fixture *) data;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = find (self, rows[i].words);

      g_test_message ("%s", rows[i].words);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_metas (gconstpointer data)
{
  Fixture         *self = (Fixture *) data;
  g_autofree char *found = find (self, "罗村");
  g_autoptr (GVariant) answer =
    search (self, "GetResultMetas", g_variant_new_parsed ("(['u006', 'nobody'],)"));
  g_autofree char *text = g_variant_print (answer, FALSE);

  g_assert_cmpstr (text,
                   ==,
                   "([{'id': <'u006'>, 'name': <'罗村镇人民政府'>, 'description': <'镇街道 · "
                   "u006'>, 'gicon': <'" APP_ID "'>}],)");
}

static void
test_within (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (GVariant) answer = search (
    self, "GetSubsearchResultSet", g_variant_new_parsed ("(['u001', 'u006'], ['luo', 'cun'])"));
  g_autofree char *text = g_variant_print (answer, FALSE);

  g_assert_cmpstr (text, ==, "(['u006'],)");
}

/* The units may come after what is written first. */
static gboolean
is_kept (gpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length = 0;

      g_file_get_contents (path, &text, &length, NULL);
      for (gsize i = 0; i + strlen (UNIT) <= length; i++)
        if (memcmp (text + i, UNIT, strlen (UNIT)) == 0)
          return TRUE;
    }
  return FALSE;
}

/* The window, its page, and that a second start is none. */
static void
test_activation (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (GVariant) chosen =
    search (self, "ActivateResult", g_variant_new_parsed ("('" UNIT "', ['罗村'], @u 0)"));
  g_autofree char *before = list_objects (self, OBJECT_PATH "/window");
  g_auto (ProgramRun) run = program_run (NULL, NULL);
  g_autofree char *after = list_objects (self, OBJECT_PATH "/window");
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (cache);
  g_autoptr (GFileMonitor) monitor = NULL; /* the loop goes on at each change */

  g_mkdir_with_parents (cache, 0700);
  monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  g_assert_nonnull (monitor);
  g_assert_cmpstr (before, ==, "1 ");
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (after, ==, before);
  loop_run_for (PATIENCE_S, is_kept, self);
}

/* As another desk of the same user would read it. */
static char *
digest_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GString) digests = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length;

      if (g_file_get_contents (path, &text, &length, NULL))
        {
          g_autofree char *digest =
            g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);

          g_string_append_printf (digests, "%s %s\n", name, digest);
        }
    }
  return g_strdup (digests->str);
}

static void
test_kept (gconstpointer data)
{
  Fixture         *self = (Fixture *) data;
  g_autofree char *before = NULL, *found = NULL, *after = NULL;

  quit (self);
  program_kill (&self->served.server);
  before = digest_kept ();
  found = find (self, "luocun");
  g_assert_cmpstr (found, ==, UNIT);
  quit (self);
  after = digest_kept ();
  g_assert_cmpstr (after, ==, before);
}

static gboolean
is_described (gpointer user_data)
{
  ZhihuiDeskPage  *page = zhihui_desk_window_get_page (user_data);
  g_autofree char *words = page != NULL ? zhihui_desk_page_describe (page) : NULL;

  return words != NULL;
}

/* What is wanted of a window whose platform has not spoken yet is what it begins with. */
static void
test_begin (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (ZhihuiSource) source = served_scenario_open (&self->served, "desk");
  GtkWidget       *window;
  g_autofree char *words = NULL;

  zhihui_http_source_keep_nothing (ZHIHUI_HTTP_SOURCE (source));
  window = zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), source);
  zhihui_desk_window_go (
    ZHIHUI_DESK_WINDOW (window), "portrait", g_variant_new_parsed ("{'unit': <'" UNIT "'>}"));
  g_assert_null (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (window)));
  loop_run_for (PATIENCE_S, is_described, window);
  words = zhihui_desk_page_describe (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (window)));
  g_assert_nonnull (strstr (words, "罗村镇"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  Fixture          self = { .home = program_make_folder () };
  g_autofree char *cache = g_build_filename (self.home, "cache", NULL);
  g_autoptr (AdwApplication) application = NULL;
  int status;

  g_setenv ("XDG_CONFIG_HOME", self.home, TRUE);
  g_setenv ("XDG_DATA_HOME", self.home, TRUE);
  g_setenv ("XDG_STATE_HOME", self.home, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  self.bus = own_bus_start ();
  application = desk_application_start (&argc, &argv, NULL);
  if (application == NULL)
    return 77;

  served_scenario_start (&self.served, "zichuan", "100");
  write_home (&self);
  self.connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_test_add_data_func (
    "/desk-session/a-window-begins-with-the-unit-that-was-chosen", &self, test_begin);
  g_test_add_data_func ("/desk-session/units-are-found-by-name-sound-and-id", &self, test_search);
  g_test_add_data_func (
    "/desk-session/what-is-found-says-what-it-is-and-what-is-not-known-is-left-out",
    &self,
    test_metas);
  g_test_add_data_func ("/desk-session/a-search-goes-on-with-more-words", &self, test_within);
  g_test_add_data_func ("/desk-session/a-unit-opens-the-desk-and-a-second-start-is-the-same-desk",
                        &self,
                        test_activation);
  g_test_add_data_func (
    "/desk-session/with-the-platform-gone-what-was-kept-is-found-and-left-as-it-is",
    &self,
    test_kept);
  status = g_test_run ();
  served_scenario_stop (&self.served);
  g_object_unref (self.connection);
  own_bus_stop (self.bus);
  program_remove_folder (self.home);
  g_free (self.home);
  return status;
}
