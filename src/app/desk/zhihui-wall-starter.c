/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-starter.h"

#include "zhihui-error.h"
#include "zhihui-hosted-source.h"
#include "zhihui-language.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define SIZE "1280x720" /* a window: whoever has one screen still reaches the desk */

/* A wall outlives the desk that started it, and the terminal of the desk. */
static void
begin_session (gpointer user_data)
{
  setsid ();
}

/* This program, or the one that $ZHIHUI names. */
static char *
find_program (void)
{
  const char *named = g_getenv ("ZHIHUI");

  return named != NULL && *named != '\0' ? g_strdup (named)
                                         : g_file_read_link ("/proc/self/exe", NULL);
}

/**
 * zhihui_wall_starter_get_hindrance:
 *
 * A wall reads with a token that can read nothing of a citizen; that of a desk is another, and is
 * handed on to nobody. What is simulated or recorded needs none.
 *
 * Returns: (transfer none) (nullable): why no wall can be started that shows @source; %NULL: one
 *   can
 */
const char *
zhihui_wall_starter_get_hindrance (ZhihuiSource *source)
{
  if (ZHIHUI_IS_HOSTED_SOURCE (source))
    return NULL;
  return _ ("A wall of this platform needs a token of its own: ask the administrator");
}

/**
 * zhihui_wall_starter_start:
 * @source: what it is to show
 * @error: return location
 *
 * Starts a wall in a window and in a session of its own.
 *
 * Returns: (transfer full): the program, or %NULL with @error set
 */
GSubprocess *
zhihui_wall_starter_start (ZhihuiSource *source, GError **error)
{
  const char      *hindrance = zhihui_wall_starter_get_hindrance (source);
  g_autofree char *program = find_program ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);

  if (hindrance != NULL)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, hindrance);
      return NULL;
    }
  if (program == NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("the program of the wall is not found"));
      return NULL;
    }

  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_TOKEN");
  g_subprocess_launcher_set_child_setup (launcher, begin_session, NULL, NULL);
  return g_subprocess_launcher_spawn (launcher,
                                      error,
                                      program,
                                      "wall",
                                      "--source",
                                      zhihui_hosted_source_get_name (ZHIHUI_HOSTED_SOURCE (source)),
                                      "--lang",
                                      zhihui_language_is_spoken ("en") ? "en" : "zh_CN",
                                      "--size",
                                      SIZE,
                                      NULL);
}
