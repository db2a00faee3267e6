/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-pages.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-map-panel.h"
#include "zhihui-map-shelf.h"
#include "zhihui-outline.h"
#include "zhihui-wire.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_pages_parse_size:
 * @text: "3840x1080"
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_INVALID
 */
gboolean
zhihui_pages_parse_size (const char *text, int max_side, int *width, int *height, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", 3);
  guint64 wide, high;

  if (g_strv_length (sides) == 2 &&
      g_ascii_string_to_unsigned (sides[0], 10, 64, (guint64) max_side, &wide, NULL) &&
      g_ascii_string_to_unsigned (sides[1], 10, 64, (guint64) max_side, &high, NULL))
    {
      *width = (int) wide;
      *height = (int) high;
      return TRUE;
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("'%s' is no size: say WIDTHxHEIGHT in pixels, each from 64 to %d"),
               text,
               max_side);
  return FALSE;
}

/**
 * zhihui_pages_judge_read:
 *
 * Returns: FALSE with @error when a source gave nothing at all; it names why
 */
gboolean
zhihui_pages_judge_read (ZhihuiSituation *situation, GError **error)
{
  const ZhihuiReceipt *receipt = NULL;
  const char          *name = zhihui_situation_get_source_name (situation);

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *one = zhihui_situation_get_receipt (situation, dataset);

      if (one == NULL)
        continue;
      if (one->received_us != 0)
        return TRUE;
      if (receipt == NULL || receipt->detail == NULL)
        receipt = one;
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               receipt != NULL && receipt->refused ? ZHIHUI_ERROR_REFUSED : ZHIHUI_ERROR_OFFLINE,
               _ ("nothing could be read from %s: %s"),
               name != NULL ? name : "",
               receipt != NULL && receipt->detail != NULL ? receipt->detail : _ ("no answer"));
  return FALSE;
}

/**
 * zhihui_pages_judge_peer:
 * @peer: (inout): the peer group that was asked for; %NULL becomes the first one
 *
 * Returns: FALSE with @error when the platform has no such group; it names those it has. Where it
 * is not known which they are, every one is right.
 */
gboolean
zhihui_pages_judge_peer (ZhihuiSituation *situation, char **peer, GError **error)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  g_autoptr (GString) known = g_string_new (NULL);

  if (meta == NULL || (*peer == NULL && meta->peers->len == 0))
    return TRUE;
  if (*peer == NULL)
    {
      *peer = g_strdup (((ZhihuiPeer *) meta->peers->pdata[0])->id);
      return TRUE;
    }

  for (guint i = 0; i < meta->peers->len; i++)
    {
      const ZhihuiPeer *one = meta->peers->pdata[i];

      if (g_str_equal (one->id, *peer))
        return TRUE;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", one->id);
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("the source has no peer group '%s'; it has: %s"),
               *peer,
               known->str);
  return FALSE;
}

/**
 * zhihui_pages_tell_failure:
 * @program: who says it
 *
 * One line on stderr when nothing could be read: a window shows it to who sits there, this to who
 * started it.
 */
void
zhihui_pages_tell_failure (const char *program, ZhihuiSituation *situation)
{
  g_autoptr (GError) error = NULL;

  if (!zhihui_pages_judge_read (situation, &error))
    g_printerr ("%s: %s\n", program, error->message);
}

/**
 * zhihui_pages_load_outlines:
 * @path: of a GeoJSON file
 *
 * Returns: (transfer full) (element-type ZhihuiOutline): its borders, NULL with @error
 */
GPtrArray *
zhihui_pages_load_outlines (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) geojson = g_file_load_bytes (file, NULL, NULL, error);
  GPtrArray *outlines;

  if (geojson == NULL)
    return NULL;

  outlines = zhihui_wire_decode_outlines (geojson, error);
  if (outlines == NULL)
    g_prefix_error (error, "%s: ", path);
  return outlines;
}

/**
 * zhihui_pages_find_mesh:
 *
 * The borders of the regions that the map shows: imported, sent by the platform, or shipped. Reads
 * files: for commands.
 *
 * Returns: (transfer full) (nullable): %NULL when there are none: the map is one of hexagons
 */
ZhihuiMesh *
zhihui_pages_find_mesh (ZhihuiSituation *situation)
{
  g_autoptr (ZhihuiMapShelf) shelf = zhihui_map_shelf_new ();
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autoptr (ZhihuiMapReading) reading = zhihui_map_panel_read (panel, situation);
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (situation);
  const char       *whole = path != NULL   ? zhihui_region_path_get_code (path)
                            : meta != NULL ? meta->region
                                           : NULL;
  ZhihuiMesh       *mesh;

  for (guint i = 0; i < reading->values->len; i++)
    g_ptr_array_add (regions, (gpointer) g_array_index (reading->values, ZhihuiMapValue, i).region);
  mesh = zhihui_map_shelf_find (
    shelf, whole, regions, zhihui_situation_get_boundary (situation), NULL, &error);
  if (error != NULL)
    g_warning ("no borders for the map: %s", error->message);
  return mesh;
}

static gboolean
outlines_region (const ZhihuiOutline *outline, const ZhihuiRegion *region)
{
  return (*outline->code != '\0' && g_strcmp0 (outline->code, region->code) == 0) ||
         (*outline->name != '\0' && g_strcmp0 (outline->name, region->name) == 0);
}

/**
 * zhihui_pages_judge_outlines:
 * @path: where they are from
 *
 * Returns: FALSE with @error when they belong to another place: no region has one
 */
gboolean
zhihui_pages_judge_outlines (ZhihuiSituation *situation,
                             GPtrArray       *outlines,
                             const char      *path,
                             GError         **error)
{
  ZhihuiRegions *regions = zhihui_situation_get_regions (situation);

  if (regions == NULL)
    return TRUE;

  for (guint i = 0; i < outlines->len; i++)
    for (guint j = 0; j < regions->items->len; j++)
      if (outlines_region (outlines->pdata[i], regions->items->pdata[j]))
        return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("%s: no outline has the code or the name of a region of the source"),
               path);
  return FALSE;
}
