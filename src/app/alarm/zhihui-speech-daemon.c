/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-speech-daemon.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "zhihui-error.h"

#define PROGRAM "speech-dispatcher"

struct _ZhihuiSpeechDaemon
{
  GSubprocess *leash;  /* owned: ends all when what it reads ends */
  char        *socket; /* owned: path */
};

/* A daemon whose module waits for a sound card obeys no signal but KILL, and neither does the
 * module; only a group ends both. The arguments are the folder, then the daemon's. */
static const char leash[] = "folder=$1; shift; \"$@\" </dev/null >/dev/null 2>&1 & "
                            "read -r end; rm -rf -- \"$folder\"; kill -s KILL 0";

static void
lead_group (gpointer user_data)
{
  setpgid (0, 0);
}

/**
 * zhihui_speech_daemon_new:
 *
 * Starts it beside whatever else of the user speaks. Its socket comes a moment later.
 *
 * Returns: (transfer full): %NULL with @error where it is not installed
 */
ZhihuiSpeechDaemon *
zhihui_speech_daemon_new (GError **error)
{
  g_autofree char *program = g_find_program_in_path (PROGRAM);
  g_autofree char *folder =
    g_build_filename (g_get_user_runtime_dir (), "zhihui-speech-XXXXXX", NULL);
  g_autofree char *socket = NULL, *pid = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  GSubprocess        *process;
  ZhihuiSpeechDaemon *self;

  if (program == NULL || g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, _ ("speech-dispatcher does not answer"));
      return NULL;
    }

  socket = g_build_filename (folder, "socket", NULL);
  pid = g_build_filename (folder, "pid", NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, lead_group, NULL, NULL);
  process = g_subprocess_launcher_spawn (launcher,
                                         error,
                                         "/bin/sh",
                                         "-c",
                                         leash,
                                         "leash",
                                         folder,
                                         program,
                                         "--run-single",
                                         "--communication-method",
                                         "unix_socket",
                                         "--socket-path",
                                         socket,
                                         "--pid-file",
                                         pid,
                                         "--log-dir",
                                         folder,
                                         "--log-level",
                                         "1",
                                         NULL);
  if (process == NULL)
    {
      g_rmdir (folder);
      return NULL;
    }

  self = g_new0 (ZhihuiSpeechDaemon, 1);
  self->leash = process;
  self->socket = g_steal_pointer (&socket);
  return self;
}

/**
 * zhihui_speech_daemon_free:
 * @self: (nullable)
 *
 * Ends it at once, whatever it says.
 */
void
zhihui_speech_daemon_free (ZhihuiSpeechDaemon *self)
{
  if (self == NULL)
    return;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->leash), NULL, NULL);
  g_subprocess_wait (self->leash, NULL, NULL);
  g_object_unref (self->leash);
  g_free (self->socket);
  g_free (self);
}

/**
 * zhihui_speech_daemon_get_socket:
 *
 * Returns: path
 */
const char *
zhihui_speech_daemon_get_socket (ZhihuiSpeechDaemon *self)
{
  return self->socket;
}
