/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-token-guard.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

static gboolean
is_of_wall (const char *scope)
{
  return *scope == '\0' || g_str_equal (scope, "wall") || g_str_equal (scope, "wall:room");
}

/**
 * zhihui_token_guard_judge:
 * @situation: what is known
 * @error: return location: with the scope
 *
 * A platform that does not tell what its token may do is believed.
 *
 * Returns: FALSE with %ZHIHUI_ERROR_REFUSED when the token may do more than a wall
 */
gboolean
zhihui_token_guard_judge (ZhihuiSituation *situation, GError **error)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  g_auto (GStrv) scopes = NULL;

  if (meta == NULL || meta->scope == NULL)
    return TRUE;

  scopes = g_strsplit (meta->scope, " ", -1);
  for (guint i = 0; scopes[i] != NULL; i++)
    if (!is_of_wall (scopes[i]))
      {
        g_set_error (
          error,
          ZHIHUI_ERROR,
          ZHIHUI_ERROR_REFUSED,
          _ ("this token may do more than a wall (%s): everybody who passes would see it; "
             "make one with --scope wall, or say --allow-desk-token"),
          meta->scope);
        return FALSE;
      }
  return TRUE;
}
