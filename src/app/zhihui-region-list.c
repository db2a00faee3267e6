/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-list.h"

#include <glib/gi18n-lib.h>

#include "zhihui-csv-reader.h"
#include "zhihui-error.h"

static void
listed_region_free (ZhihuiListedRegion *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->parent);
  g_free (self);
}

/**
 * zhihui_region_list_new:
 *
 * Returns: (transfer full) (element-type ZhihuiListedRegion): an empty list
 */
GPtrArray *
zhihui_region_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) listed_region_free);
}

void
zhihui_region_list_add (GPtrArray *list, const char *code, const char *name, const char *parent)
{
  ZhihuiListedRegion *region = g_new0 (ZhihuiListedRegion, 1);

  region->code = g_strdup (code != NULL ? code : "");
  region->name = g_strdup (name != NULL ? name : "");
  region->parent = g_strdup (parent != NULL ? parent : "");
  g_ptr_array_add (list, region);
}

static gboolean
read_rows (ZhihuiCsvReader *reader, GPtrArray *list, const char *path, GError **error)
{
  ZhihuiCsvResult result = zhihui_csv_reader_read (reader, error);
  guint           code = G_MAXUINT, name = G_MAXUINT, parent = G_MAXUINT;

  if (result == ZHIHUI_CSV_ROW)
    {
      code = zhihui_csv_reader_find_field (reader, "code");
      name = zhihui_csv_reader_find_field (reader, "name");
      parent = zhihui_csv_reader_find_field (reader, "parent");
    }
  if (code == G_MAXUINT && name == G_MAXUINT && result != ZHIHUI_CSV_FAILED)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s: the first line names neither a column “code” nor a column “name”"),
                   path);
      return FALSE;
    }

  while ((result = zhihui_csv_reader_read (reader, error)) == ZHIHUI_CSV_ROW)
    zhihui_region_list_add (list,
                            zhihui_csv_reader_get_field (reader, code),
                            zhihui_csv_reader_get_field (reader, name),
                            zhihui_csv_reader_get_field (reader, parent));

  if (result == ZHIHUI_CSV_BAD_ROW)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 "%s:%" G_GUINT64_FORMAT ": %s",
                 path,
                 zhihui_csv_reader_get_line (reader),
                 zhihui_csv_reader_get_reason (reader));
  return result == ZHIHUI_CSV_END;
}

/**
 * zhihui_region_list_read:
 * @path: a CSV file with the columns "code" or "name" or both, and perhaps "parent"
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiListedRegion): its rows, or %NULL with
 * the file and the line
 */
GPtrArray *
zhihui_region_list_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) list = zhihui_region_list_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (ZhihuiCsvReader) reader = NULL;

  if (stream == NULL)
    return NULL;

  reader = zhihui_csv_reader_new (G_INPUT_STREAM (stream));
  return read_rows (reader, list, path, error) ? g_steal_pointer (&list) : NULL;
}

static char *
describe (const char *code, const char *name)
{
  return g_strdup_printf ("%s%s%s", code, *code != '\0' && *name != '\0' ? " " : "", name);
}

static void
list_missing (ZhihuiMapMatch *self, GPtrArray *list, const guint8 *is_matched)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < list->len; i++)
    if (is_matched[i])
      g_hash_table_add (parents, ((ZhihuiListedRegion *) list->pdata[i])->parent);

  for (guint i = 0; i < list->len; i++)
    {
      const ZhihuiListedRegion *region = list->pdata[i];

      if (!is_matched[i] && g_hash_table_contains (parents, region->parent))
        g_ptr_array_add (self->without_shape, describe (region->code, region->name));
    }
}

/**
 * zhihui_map_match_find:
 * @self: (out): what is found
 * @mesh: a map
 * @list: (element-type ZhihuiListedRegion): regions, of any levels
 *
 * Matches by code, else by name, as the map is drawn. Missed are only regions beside those that
 * have a shape: a map of cities is no bad map of their counties.
 */
void
zhihui_map_match_find (ZhihuiMapMatch *self, const ZhihuiMesh *mesh, GPtrArray *list)
{
  const guint        n_shapes = zhihui_mesh_get_n_regions (mesh);
  g_autofree guint8 *is_taken = g_new0 (guint8, n_shapes);
  g_autofree guint8 *is_matched = g_new0 (guint8, list->len);

  *self = (ZhihuiMapMatch){ 0,
                            g_ptr_array_new_with_free_func (g_free),
                            g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < list->len; i++)
    {
      const ZhihuiListedRegion *region = list->pdata[i];
      int                       shape = zhihui_mesh_match (mesh, region->code, region->name);

      if (shape < 0 || is_taken[shape])
        continue;
      is_taken[shape] = is_matched[i] = TRUE;
      self->n_matched++;
    }

  list_missing (self, list, is_matched);
  for (guint i = 0; i < n_shapes; i++)
    {
      const ZhihuiMeshRegion *shape = zhihui_mesh_get_region (mesh, i);

      if (!is_taken[i])
        g_ptr_array_add (self->without_region, describe (shape->code, shape->name));
    }
}

void
zhihui_map_match_clear (ZhihuiMapMatch *self)
{
  g_clear_pointer (&self->without_shape, g_ptr_array_unref);
  g_clear_pointer (&self->without_region, g_ptr_array_unref);
}
