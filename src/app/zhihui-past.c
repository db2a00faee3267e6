/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-past.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HISTORY_PREFIX "history:"
/* Ten minutes are ten seconds. */
#define DEFAULT_SPEED 60.0
#define MAX_SPEED 86400.0
#define MAX_DAYS 36500

void
zhihui_past_clear (ZhihuiPast *self)
{
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->replay, g_free);
}

/**
 * zhihui_past_is_asked:
 *
 * Returns: whether it is the past that is to be shown
 */
gboolean
zhihui_past_is_asked (const ZhihuiPast *self)
{
  return self->at != NULL || self->replay != NULL;
}

static gboolean
has_speed (const ZhihuiPast *self)
{
  return !(self->speed <= -G_MAXDOUBLE);
}

/**
 * zhihui_past_judge:
 *
 * Returns: %FALSE with %ZHIHUI_ERROR_INVALID when the options contradict each other or say what
 * cannot be
 */
gboolean
zhihui_past_judge (const ZhihuiPast *self, GError **error)
{
  if (self->at != NULL && self->replay != NULL)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_INVALID,
                         _ ("--at stands still and --replay goes on: say one of them"));
  else if (has_speed (self) && self->replay == NULL)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("--speed is that of --replay: say both"));
  else if (has_speed (self) && !(self->speed > 0.0 && self->speed <= MAX_SPEED))
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("--speed is a number above 0, up to 86400"));
  else if (self->days < 0 || self->days > MAX_DAYS)
    g_set_error (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("--history-days takes 0 to %d days"), MAX_DAYS);
  else
    return TRUE;

  return FALSE;
}

/* Under which the figures of a source are kept; it is not asked. */
static char *
find_key (ZhihuiSourceOptions *options, const char *where, GError **error)
{
  g_autoptr (ZhihuiSource) source = NULL;

  if (g_str_has_prefix (where, ZHIHUI_DEMO_PREFIX))
    return zhihui_source_options_give_scope (
      where, options->for_desk ? ZHIHUI_DEMO_FOR_DESK : ZHIHUI_DEMO_FOR_WALL);

  source = zhihui_source_options_open (options, FALSE, error);
  if (source == NULL)
    return NULL;
  if (zhihui_source_get_key (source) != NULL)
    return g_strdup (zhihui_source_get_key (source));

  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("Of %s no history is kept"), where);
  return NULL;
}

/**
 * zhihui_past_find:
 * @keep_for: whose history is taken first
 *
 * Returns: (transfer full): the file of the history of --source, or %NULL with @error set
 */
char *
zhihui_past_find (ZhihuiSourceOptions *options, ZhihuiKeepFor keep_for, GError **error)
{
  const char      *where = options->where != NULL ? options->where : g_getenv ("ZHIHUI_SOURCE");
  g_autofree char *key = NULL;
  g_autofree char *wall = NULL;
  char            *path;

  if (where == NULL || *where == '\0' || g_str_equal (where, HISTORY_PREFIX))
    return zhihui_history_folder_find (NULL, NULL, keep_for, error);
  if (g_str_has_prefix (where, HISTORY_PREFIX))
    return g_strdup (where + strlen (HISTORY_PREFIX));

  key = find_key (options, where, error);
  path = key != NULL ? zhihui_history_folder_find (NULL, key, keep_for, error) : NULL;
  if (path != NULL || !options->for_desk || !g_str_has_prefix (where, ZHIHUI_DEMO_PREFIX) ||
      strchr (where, '?') != NULL)
    return path;

  /* What a wall kept of the same demonstration. */
  g_clear_error (error);
  wall = zhihui_source_options_give_scope (where, ZHIHUI_DEMO_FOR_WALL);
  return zhihui_history_folder_find (NULL, wall, keep_for, error);
}

/**
 * zhihui_past_open:
 * @self: that asks for it
 * @keep_for: whose history is taken first
 *
 * Returns: (transfer full): the source of what was shown then; not started
 */
ZhihuiSource *
zhihui_past_open (const ZhihuiPast    *self,
                  ZhihuiSourceOptions *options,
                  ZhihuiKeepFor        keep_for,
                  GError             **error)
{
  double               speed = has_speed (self) ? self->speed : DEFAULT_SPEED;
  g_autofree char     *path = NULL;
  ZhihuiHistorySource *source;

  if (!zhihui_past_judge (self, error))
    return NULL;

  path = zhihui_past_find (options, keep_for, error);
  if (path == NULL)
    return NULL;

  source = zhihui_history_source_new (
    path, self->at != NULL ? self->at : self->replay, self->at != NULL ? 0.0 : speed, error);
  return source != NULL ? ZHIHUI_SOURCE (source) : NULL;
}

/**
 * zhihui_past_keep:
 * @source: what is shown now
 * @keep_for: for whose eyes
 *
 * Returns: (transfer full) (nullable): who keeps what @source tells; %NULL when nothing is to be
 * kept
 */
ZhihuiHistoryRecorder *
zhihui_past_keep (const ZhihuiPast *self, ZhihuiSource *source, ZhihuiKeepFor keep_for)
{
  const ZhihuiHistoryLimits limits = { .keep_s = (gint64) self->days * 86400 };

  if (zhihui_past_is_asked (self) || self->days <= 0)
    return NULL;

  return zhihui_history_recorder_new (source, NULL, keep_for, &limits);
}
