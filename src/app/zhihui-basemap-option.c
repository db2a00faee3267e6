/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-basemap-option.h"

#include "zhihui-view.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_basemap_option_clear:
 * @self: an option
 */
void
zhihui_basemap_option_clear (ZhihuiBasemapOption *self)
{
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->settings, zhihui_basemap_settings_free);
}

/**
 * zhihui_basemap_option_judge:
 * @self: an option
 * @error: return location: with file and line
 *
 * Returns: whether it can be, as far as can be seen without looking at pictures
 */
gboolean
zhihui_basemap_option_judge (ZhihuiBasemapOption *self, GError **error)
{
  if (self->where == NULL)
    return TRUE;

  self->settings = zhihui_basemap_settings_load (self->where, error);
  if (self->settings == NULL)
    return FALSE;

  self->settings->ground.reads_webp = zhihui_view_reads_webp ();
  self->settings->labels.reads_webp = self->settings->ground.reads_webp;
  return TRUE;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiMapView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiBasemap) map = zhihui_basemap_open_finish (result, &error);

  if (map == NULL)
    {
      /* The regions are drawn all the same. */
      g_message (_ ("No base map is shown: %s"), error->message);
      return;
    }
  if (gtk_widget_get_parent (GTK_WIDGET (view)) == NULL)
    return; /* its window was closed */

  zhihui_map_view_set_tile_provider (view, map->ground);
  zhihui_map_view_set_label_provider (view, map->labels);
}

/**
 * zhihui_basemap_option_show:
 * @self: one that was judged; lives as long as the program
 * @view: (transfer none): where it is shown, as soon as it is open
 *
 * What cannot be opened is told on stderr, and the map stays as it is.
 */
void
zhihui_basemap_option_show (const ZhihuiBasemapOption *self, ZhihuiMapView *view)
{
  if (self->settings != NULL)
    zhihui_basemap_open_async (self->settings, NULL, opened_cb, g_object_ref (view));
}
