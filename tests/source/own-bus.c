/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "own-bus.h"

GSubprocess *
own_bus_start (void)
{
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  GSubprocess     *bus;

  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error,
                          "dbus-daemon",
                          "--session",
                          "--nofork",
                          "--print-address",
                          NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  g_assert_nonnull (address);
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
