/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-page.h"

#include <string.h>

#include "zhihui-outline.h"

/* Squares of a degree and a half beside each other, lower ones narrower on the map. */
ZhihuiMesh *
map_page_make_squares (guint n, const ZhihuiMeshOptions *options)
{
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  ZhihuiMesh *mesh;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      ZhihuiOutline *outline = zhihui_outline_new ();
      GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
      double         lon = 117 + 1.5 * (i % 4), lat = 36 - 1.5 * (i / 4);
      const double   corners[] = { lon, lat, lon + 1.5, lat, lon + 1.5, lat + 1.5, lon, lat + 1.5 };

      g_free (outline->code);
      outline->code = map_situation_make_code (i);
      g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
      g_ptr_array_add (outline->rings, ring);
      g_ptr_array_add (outlines, outline);
    }
  mesh = zhihui_mesh_build (outlines, options, NULL, &error);
  g_assert_no_error (error);
  return mesh;
}

ZhihuiPicture *
map_page_draw (ZhihuiWallPage *page, const Town *towns, guint n, double width, double height)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, n);
  const ZhihuiMoment moment = { .now_us = 1500000, .page = 1, .n_pages = 1 };

  return zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_MAP, situation, &moment, width, height);
}

gboolean
map_page_has_text (ZhihuiPicture *picture, const char *text)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->text != NULL && strstr (item->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}
