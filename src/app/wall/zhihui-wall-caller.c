/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-caller.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-wall-verbs.h"

#include <glib/gi18n-lib.h>

#define TIMEOUT_MS 15000

/* What GDBus says of a bus without a wall, in words that tell what to do. */
static void
explain (GError *fault, GError **error)
{
  g_dbus_error_strip_remote_error (fault);
  if (g_error_matches (fault, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (fault, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_OFFLINE,
                         _ ("no wall is running in this session: start 'zhihui wall' first, or say "
                            "--host"));
  else if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, _ ("the wall does not answer"));
  else
    {
      g_propagate_error (error, fault);
      return;
    }

  g_error_free (fault);
}

/**
 * zhihui_wall_caller_call:
 * @method: of the interface of a wall
 * @parameters: floating
 *
 * Asks the wall of this session, and waits: for commands.
 *
 * Returns: (transfer full): the answer; %NULL with @error
 */
GVariant *
zhihui_wall_caller_call (const char *method, GVariant *parameters, GError **error)
{
  g_autoptr (GVariant) sent = g_variant_ref_sink (parameters);
  g_autoptr (GDBusConnection) bus = NULL;
  GError   *fault = NULL;
  GVariant *answer;

  zhihui_wall_verbs_name_errors ();
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &fault);
  if (bus == NULL)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_OFFLINE,
                   _ ("there is no session bus (%s): run it in the session of the wall, or say "
                      "--host"),
                   fault->message);
      g_error_free (fault);
      return NULL;
    }

  answer = g_dbus_connection_call_sync (bus,
                                        ZHIHUI_WALL_BUS_NAME,
                                        ZHIHUI_WALL_BUS_PATH,
                                        ZHIHUI_WALL_BUS_INTERFACE,
                                        method,
                                        sent,
                                        NULL,
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                        TIMEOUT_MS,
                                        NULL,
                                        &fault);
  if (answer == NULL)
    explain (fault, error);
  return answer;
}
