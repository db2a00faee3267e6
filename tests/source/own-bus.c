/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "own-bus.h"

#include <glib/gstdio.h>

/* What is asked for starts only where the test says so: the portals of a desktop would outlive
 * the bus, and mount in the cache folder. (transfer full): the path of the file */
static char *
write_config (void)
{
  g_autofree char *services = g_build_filename (g_get_user_data_dir (), "dbus-1/services", NULL);
  g_autofree char *text =
    g_markup_printf_escaped ("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                             "<servicedir>%s</servicedir>"
                             "<policy context='default'><allow send_destination='*'/>"
                             "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>",
                             services);
  char *path = NULL;
  int   fd = g_file_open_tmp ("zhihui-bus-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

GSubprocess *
own_bus_start (void)
{
  g_autofree char *config = write_config ();
  g_autofree char *option = g_strconcat ("--config-file=", config, NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  GSubprocess     *bus;

  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error,
                          "dbus-daemon",
                          option,
                          "--nofork",
                          "--print-address",
                          NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  g_assert_nonnull (address);
  g_unlink (config);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  return bus;
}

void
own_bus_stop (GSubprocess *bus)
{
  g_subprocess_force_exit (bus);
  g_subprocess_wait (bus, NULL, NULL);
  g_object_unref (bus);
}

/* For LeakSanitizer, in programs that speak to a keyring: libsecret 0.20 loses the answer to each
 * lookup, which GLib's thread of the bus had read, and what it waits for when it is cancelled.
 */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:g_dbus_message_new_from_blob\nleak:libsecret-1\n";
}
