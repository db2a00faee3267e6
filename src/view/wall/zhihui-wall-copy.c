/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-copy.h"

/**
 * zhihui_wall_copy_clear:
 */
void
zhihui_wall_copy_clear (ZhihuiWallCopy *self)
{
  g_clear_pointer (&self->file, zhihui_wall_file_unref);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  zhihui_wall_strip_clear (&self->strip);
}

static void
paint_strip (const ZhihuiWallCopy *self, const ZhihuiTheme *theme, cairo_t *cr)
{
  g_autoptr (ZhihuiPicture) strip = zhihui_wall_strip_draw (
    theme, &self->strip, zhihui_wall_strip_find_width (theme, self->width, &self->seams));
  gboolean is_past = self->situation != NULL && zhihui_situation_is_past (self->situation);
  int      x, y;

  if (strip == NULL)
    return;

  zhihui_wall_strip_place (zhihui_theme_get_unit (theme), is_past, &x, &y);
  cairo_translate (cr, x, y);
  zhihui_picture_paint (strip, cr);
}

/**
 * zhihui_wall_copy_paint:
 * @cr: of the size of the copy
 *
 * Paints what stood there. Of a screen with its curtain drawn that is the curtain, and nothing
 * else; of one that is dark, nothing.
 *
 * Returns: FALSE with @error when the page can no longer be laid out
 */
gboolean
zhihui_wall_copy_paint (const ZhihuiWallCopy *self, cairo_t *cr, GError **error)
{
  g_autoptr (ZhihuiWallPage) page = NULL;
  const ZhihuiTheme *theme;

  if (self->is_dark)
    {
      cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
      cairo_paint (cr);
      return TRUE;
    }

  page = zhihui_wall_page_new_spanning (
    self->file, self->width, self->height, self->unit, &self->seams, error);
  if (page == NULL)
    return FALSE;

  theme = zhihui_wall_page_get_theme (page);
  if (self->is_curtained)
    {
      const ZhihuiRgba *ground = &zhihui_theme_get_palette (theme)->ground;
      g_autoptr (ZhihuiPicture) curtain = zhihui_wall_curtain_draw (
        theme, self->width, self->height, self->situation, self->moment.local_now);

      cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
      cairo_paint (cr);
      zhihui_picture_paint (curtain, cr);
      return TRUE;
    }

  zhihui_wall_page_set_map_settings (page, self->map_settings);
  zhihui_wall_page_set_mesh (page, self->mesh);
  if (self->situation != NULL)
    zhihui_wall_page_set_parent (
      page, zhihui_region_path_get_code (zhihui_situation_get_region_path (self->situation)));
  zhihui_wall_page_paint (page, cr, self->situation, &self->moment);
  paint_strip (self, theme, cr);
  return TRUE;
}
