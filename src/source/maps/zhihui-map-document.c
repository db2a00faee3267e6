/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-wire.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF" /* RFC 8259 §8.1: a reader may pass over it */

/* A file that names degrees of any kind is taken at the word of who gives it: tools write WGS 84
 * into files of GCJ-02. One that names metres cannot be read. */
static gboolean
judge_crs (const char *crs, GError **error)
{
  ZhihuiCrs known;

  if (crs == NULL || zhihui_crs_parse (crs, &known, NULL))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("its coordinates are “%s”; convert the file to longitude and latitude first"),
               crs);
  return FALSE;
}

static ZhihuiMesh *
build (const ZhihuiMapDocument *self,
       GPtrArray               *outlines,
       GCancellable            *cancellable,
       GError                 **error)
{
  for (guint i = 0; i < outlines->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      zhihui_outline_convert (outlines->pdata[i], self->crs);
    }

  return zhihui_mesh_build (outlines, &self->mesh, cancellable, error);
}

/* Programs that write text for people put a mark in front. */
static GBytes *
map_text (const char *path, GError **error)
{
  const gsize n_mark = strlen (BYTE_ORDER_MARK);
  g_autoptr (GBytes) content = zhihui_plain_file_map (path, error);
  const char *text;
  gsize       length;

  if (content == NULL)
    return NULL;

  text = g_bytes_get_data (content, &length);
  if (length < n_mark || memcmp (text, BYTE_ORDER_MARK, n_mark) != 0)
    return g_steal_pointer (&content);
  return g_bytes_new_from_bytes (content, n_mark, length - n_mark);
}

/**
 * zhihui_map_document_read_file:
 * @self: how to read it
 * @path: a file of GeoJSON or TopoJSON
 * @bare: (out) (transfer full) (optional) (element-type utf8): codes, else names of features that
 * have no area
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Takes seconds for a million corners: call it in a thread.
 *
 * Returns: (transfer full) (nullable): its regions, or %NULL; the message begins with the file
 */
ZhihuiMesh *
zhihui_map_document_read_file (const ZhihuiMapDocument *self,
                               const char              *path,
                               GPtrArray              **bare,
                               GCancellable            *cancellable,
                               GError                 **error)
{
  const ZhihuiOutlineFields fields = { self->code, self->name };
  g_autoptr (GBytes) content = map_text (path, error);
  g_autoptr (ZhihuiOutlineFile) file = NULL;
  ZhihuiMesh *mesh = NULL;

  if (content == NULL)
    return NULL;

  file = zhihui_wire_decode_outline_file (content, &fields, error);
  g_clear_pointer (&content, g_bytes_unref);
  if (file != NULL && judge_crs (file->crs, error))
    mesh = build (self, file->outlines, cancellable, error);

  if (mesh == NULL)
    g_prefix_error (error, "%s: ", path);
  else if (bare != NULL)
    *bare = g_steal_pointer (&file->bare);
  return mesh;
}

/**
 * zhihui_map_document_read_bytes:
 * @self: how to read it
 * @content: GeoJSON or TopoJSON that came over the network
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its regions, or %NULL
 */
ZhihuiMesh *
zhihui_map_document_read_bytes (const ZhihuiMapDocument *self,
                                GBytes                  *content,
                                GCancellable            *cancellable,
                                GError                 **error)
{
  g_autoptr (GPtrArray) outlines = zhihui_wire_decode_outlines (content, error);

  return outlines != NULL ? build (self, outlines, cancellable, error) : NULL;
}
