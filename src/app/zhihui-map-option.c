/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-option.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-page-wants.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define NAME "map.conf"

/**
 * zhihui_map_option_clear:
 * @self: an option
 */
void
zhihui_map_option_clear (ZhihuiMapOption *self)
{
  g_clear_object (&self->monitor);
  g_clear_weak_pointer (&self->owner);
  g_clear_pointer (&self->told, g_free);
  g_clear_pointer (&self->metric, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->fault, g_free);
  g_clear_pointer (&self->settings, zhihui_map_settings_unref);
}

/* The one that is told, that of the user, that of the machine; where there is none, the place where
 * the user's would be. */
static char *
find_path (const ZhihuiMapOption *self)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "zhihui", NAME, NULL);
  g_autofree char *shared = g_build_filename (SYSCONFDIR, "zhihui", NAME, NULL);

  if (self->told != NULL)
    return g_strdup (self->told);
  if (g_file_test (own, G_FILE_TEST_EXISTS) || !g_file_test (shared, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);
  return g_steal_pointer (&shared);
}

/* A file that nobody promised may be missing. */
static ZhihuiMapSettings *
read_file (ZhihuiMapOption *self)
{
  g_autoptr (GError) error = NULL;
  ZhihuiMapSettings *settings = zhihui_map_settings_load (self->path, &error);

  g_clear_pointer (&self->fault, g_free);
  if (settings != NULL)
    return settings;
  if (self->told == NULL && g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return zhihui_map_settings_new ();

  self->fault = g_strdup (error->message);
  return NULL;
}

/* Nobody else has new settings yet. */
static ZhihuiMapSettings *
read_settings (ZhihuiMapOption *self)
{
  ZhihuiMapSettings *settings = read_file (self);

  if (settings != NULL && self->metric != NULL)
    settings->has_board = zhihui_map_board_parse (self->metric, &settings->board, NULL);
  return settings;
}

/**
 * zhihui_map_option_load:
 * @self: an option
 *
 * Reads the file. One that is wrong is told on stderr, and nothing of it holds: the map is shown as
 * usual.
 */
void
zhihui_map_option_load (ZhihuiMapOption *self)
{
  self->path = find_path (self);
  self->settings = read_settings (self);
  if (self->settings != NULL)
    return;

  g_printerr (_ ("%s\nzhihui: nothing of this file holds; the map is shown as usual"), self->fault);
  g_printerr ("\n");
  self->settings = zhihui_map_settings_new ();
}

/**
 * zhihui_map_option_judge_metric:
 *
 * Returns: FALSE with @error where the command line names a figure that no map shows
 */
gboolean
zhihui_map_option_judge_metric (const ZhihuiMapOption *self, GError **error)
{
  ZhihuiBoard board;

  return self->metric == NULL || zhihui_map_board_parse (self->metric, &board, error);
}

/**
 * zhihui_map_option_judge:
 * @self: one that was loaded
 *
 * Returns: FALSE with @error where a file was named that cannot be read; the faults of one that can
 * be are told by zhihui_map_option_load ()
 */
gboolean
zhihui_map_option_judge (const ZhihuiMapOption *self, GError **error)
{
  if (self->told == NULL || self->fault == NULL || g_access (self->told, R_OK) == 0)
    return TRUE;

  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, self->fault);
  return FALSE;
}

static void
file_changed_cb (ZhihuiMapOption *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  ZhihuiMapSettings *settings;

  /* While it is being written it is not whole. */
  if (event == G_FILE_MONITOR_EVENT_CHANGED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED ||
      self->owner == NULL)
    return;

  settings = read_settings (self);
  if (settings == NULL)
    {
      g_printerr (_ ("%s\nzhihui: nothing of this file holds; the map stays as it was"),
                  self->fault);
      g_printerr ("\n");
    }
  else
    {
      zhihui_map_settings_unref (self->settings);
      self->settings = settings;
    }
  self->changed (self->settings, self->fault, self->owner);
}

/**
 * zhihui_map_option_watch:
 * @self: one that was loaded; stays where it is until it is cleared
 * @changed: called after each change of the file
 * @owner: for @changed, which is not called after its end
 */
void
zhihui_map_option_watch (ZhihuiMapOption *self, ZhihuiMapSettingsFunc changed, GObject *owner)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  self->changed = changed;
  g_set_weak_pointer (&self->owner, owner);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
}

/**
 * zhihui_map_option_add_layers:
 * @settings: what the operator says; borrowed by @wants
 * @wants: (inout): gets the layers that a map shows, beside those of panels
 */
void
zhihui_map_option_add_layers (const ZhihuiMapSettings *settings, ZhihuiWants *wants)
{
  const char *layers[ZHIHUI_WANTS_MAX_LAYERS];
  const guint n = zhihui_map_settings_list_layers (settings, layers, G_N_ELEMENTS (layers));

  for (guint i = 0; i < n; i++)
    zhihui_page_wants_add_layer (wants, layers[i]);
  if (n > 0)
    wants->datasets |= 1u << ZHIHUI_DATASET_LAYERS;
}
