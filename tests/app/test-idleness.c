/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "program-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define IDLE 8 /* org.gnome.SessionManager: the session being marked as idle */

/* Who would switch the screen off. */
typedef struct
{
  FakePlatform    *platform;
  char            *folder;
  GDBusConnection *bus; /* NULL: there is none */
  guint            name_id, object_id;
  GSubprocess     *wall;
  gboolean         is_there;
  guint            n_inhibited, n_freed;
} Fixture;

static void
called_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Fixture *self = user_data;

  if (g_str_equal (method, "Inhibit"))
    {
      guint flags;

      g_variant_get_child (parameters, 3, "u", &flags);
      g_assert_cmpuint (flags, ==, IDLE);
      self->n_inhibited++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 42));
      return;
    }
  if (g_str_equal (method, "Uninhibit"))
    {
      guint cookie;

      g_variant_get (parameters, "(u)", &cookie);
      g_assert_cmpuint (cookie, ==, 42);
      self->n_freed++;
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Fixture *) user_data)->is_there = TRUE;
}

static gboolean
is_there (gpointer user_data)
{
  return ((Fixture *) user_data)->is_there;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const GDBusInterfaceVTable table = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
    "<node><interface name='org.gnome.SessionManager'>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='u' direction='out'/>"
    "</method><method name='Uninhibit'><arg type='u' direction='in'/></method>"
    "</interface></node>",
    NULL);

  self->folder = make_folder ();
  self->platform = fake_platform_new ();
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (self->bus == NULL)
    return;

  self->object_id = g_dbus_connection_register_object (
    self->bus, "/org/gnome/SessionManager", node->interfaces[0], &table, self, NULL, NULL);
  self->name_id = g_bus_own_name_on_connection (
    self->bus, "org.gnome.SessionManager", G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, self, NULL);
  await (is_there, self, "the session manager");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  program_kill (&self->wall);
  if (self->bus != NULL)
    {
      g_bus_unown_name (self->name_id);
      g_dbus_connection_unregister_object (self->bus, self->object_id);
      g_object_unref (self->bus);
    }
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
}

static void
start_wall (Fixture *self, const char *conf)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *config = g_build_filename (self->folder, "config", "zhihui", NULL);
  g_autofree char *home = g_path_get_dirname (config);
  g_autofree char *file = g_build_filename (config, "wall.conf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (config, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, conf, -1, NULL));
  program_end_with_test (launcher);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", home, TRUE);
  self->wall = g_subprocess_launcher_spawn (launcher,
                                            &error,
                                            g_getenv ("ZHIHUI"),
                                            "wall",
                                            "--source",
                                            fake_platform_get_url (self->platform),
                                            NULL);
  g_assert_no_error (error);
}

static gboolean
is_inhibited (gpointer user_data)
{
  return ((Fixture *) user_data)->n_inhibited > 0;
}

static gboolean
was_read (gpointer user_data)
{
  return fake_platform_count (((Fixture *) user_data)->platform, "/summary") > 0;
}

static void
a_wall_that_is_on_keeps_the_screen_on (Fixture *self, gconstpointer data)
{
  if (self->bus == NULL)
    {
      g_test_skip ("no session bus");
      return;
    }
  start_wall (self, "");
  await (is_inhibited, self, "the wall to keep the screen on");
  let_pass (1500);
  g_assert_cmpuint (self->n_inhibited, ==, 1);
  g_assert_cmpuint (self->n_freed, ==, 0);
}

static void
out_of_hours_the_screen_may_go_off (Fixture *self, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 6);
  g_autofree char *conf = g_date_time_format (later, "[schedule]\non=%H:00-%H:59\n");

  if (self->bus == NULL)
    {
      g_test_skip ("no session bus");
      return;
    }
  start_wall (self, conf);
  await (was_read, self, "the figures");
  let_pass (2500);
  g_assert_cmpuint (self->n_inhibited, ==, self->n_freed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/idleness/a-wall-that-is-on-keeps-the-screen-on",
              Fixture,
              NULL,
              set_up,
              a_wall_that_is_on_keeps_the_screen_on,
              tear_down);
  g_test_add ("/idleness/out-of-hours-the-screen-may-go-off",
              Fixture,
              NULL,
              set_up,
              out_of_hours_the_screen_may_go_off,
              tear_down);

  return g_test_run ();
}
