/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-point-privacy.h"

#include <string.h>

#include "zhihui-region-code.h"

/* Cases of one place: a region, a parent of regions, or all that is shown. */
typedef struct
{
  double  x, y; /* Mercator: the middle; of a parent the sum of those of its regions */
  guint   n_regions;
  guint64 count, overdue;
} Cell;

static gboolean
is_number (const char *code)
{
  return *code != '\0' && code[strspn (code, "0123456789")] == '\0';
}

/* How many digits the parent of what has a stem of @length shares with it: 12 village, 9 town, 6
 * county, 4 city, 2 province (GB/T 2260, GB/T 10114). */
static gsize
shorten_stem (gsize length)
{
  if (length > 6)
    return length > 9 ? 9 : 6;
  return length > 2 ? (length - 1) / 2 * 2 : 0;
}

/**
 * zhihui_point_privacy_is_same_parent:
 * @code: of a region
 * @other: of another
 *
 * Returns: %FALSE when the codes tell that the two lie in different counties, cities or provinces
 */
gboolean
zhihui_point_privacy_is_same_parent (const char *code, const char *other)
{
  gsize length = zhihui_region_code_get_stem (code);

  if (!is_number (code) || !is_number (other) || length != zhihui_region_code_get_stem (other))
    return TRUE;

  return strncmp (code, other, shorten_stem (length)) == 0;
}

static Cell *
find_cell (GHashTable *cells, const char *code, gsize length)
{
  g_autofree char *key = g_strndup (code, length);
  Cell            *cell = g_hash_table_lookup (cells, key);

  if (cell == NULL)
    {
      cell = g_new0 (Cell, 1);
      g_hash_table_insert (cells, g_steal_pointer (&key), cell);
    }
  return cell;
}

static void
append_cell (GArray *merged, const Cell *cell, guint16 layer)
{
  ZhihuiMapPoint point = { cell->x,
                           cell->y,
                           (guint32) MIN (cell->count, G_MAXUINT32),
                           (guint32) MIN (cell->overdue, G_MAXUINT32),
                           layer,
                           layer > 0 };

  g_array_append_val (merged, point);
}

static gsize
get_parent_length (const char *code)
{
  return is_number (code) ? shorten_stem (zhihui_region_code_get_stem (code)) : 0;
}

/* All parents of all regions, up to the one of everything. */
static GHashTable *
make_parents (const ZhihuiMesh *mesh)
{
  GHashTable *parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);
      gsize                   length = get_parent_length (region->code);

      for (gboolean is_last = FALSE; !is_last; length = shorten_stem (length))
        {
          Cell *parent = find_cell (parents, region->code, length);

          parent->x += region->label_x;
          parent->y += region->label_y;
          parent->n_regions++;
          is_last = length == 0;
        }
    }
  return parents;
}

static void
move_cases (const Cell *from, Cell *to)
{
  to->count += from->count;
  to->overdue += from->overdue;
}

/* What even all parents together have too few of is not told at all. */
static void
append_parents (GHashTable *parents, guint16 layer, GArray *merged)
{
  static const gsize lengths[] = { 9, 6, 4, 2, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      GHashTableIter iter;
      gpointer       key, value;

      g_hash_table_iter_init (&iter, parents);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          Cell *cell = value;

          if (strlen (key) != lengths[i])
            continue;
          if (cell->count >= ZHIHUI_LEAST_CASES)
            {
              cell->x /= cell->n_regions;
              cell->y /= cell->n_regions;
              append_cell (merged, cell, layer);
            }
          else if (lengths[i] > 0)
            move_cases (cell, find_cell (parents, key, lengths[i + 1]));
        }
    }
}

static void
merge_layer (const ZhihuiMesh *mesh, const GArray *points, guint16 layer, GArray *merged)
{
  guint            n = zhihui_mesh_get_n_regions (mesh);
  g_autofree Cell *cells = g_new0 (Cell, n + 1);
  g_autoptr (GHashTable) parents = make_parents (mesh);

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);

      if (point->layer == layer)
        {
          Cell *cell = &cells[zhihui_mesh_pick (mesh, point->x, point->y) + 1];

          cell->count += point->count;
          cell->overdue += MIN (point->overdue, point->count);
        }
    }
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      cells[i + 1].x = region->label_x;
      cells[i + 1].y = region->label_y;
      if (cells[i + 1].count >= ZHIHUI_LEAST_CASES)
        append_cell (merged, &cells[i + 1], layer);
      else
        move_cases (&cells[i + 1],
                    find_cell (parents, region->code, get_parent_length (region->code)));
    }
  if (n > 0)
    move_cases (&cells[0], find_cell (parents, "", 0));
  append_parents (parents, layer, merged);
}

/**
 * zhihui_point_privacy_merge:
 * @points: (element-type ZhihuiMapPoint): cases where they are
 *
 * What a wall may tell of them (domain §5.2): one point a region, in its middle, for each layer;
 * regions with fewer than five cases are merged into their parents as the codes of GB/T 2260 tell
 * them, and at last into one point for all of the mesh; less than five of these are left out. So no
 * point stands for fewer than five cases, and none lies where a case is.
 *
 * Returns: (transfer full) (element-type ZhihuiMapPoint): the merged points
 */
GArray *
zhihui_point_privacy_merge (const ZhihuiMesh *mesh, const GArray *points)
{
  GArray  *merged = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  gboolean is_used[ZHIHUI_MAP_MAX_LAYERS + 1] = { FALSE };

  for (guint i = 0; i < points->len; i++)
    is_used[MIN (g_array_index (points, ZhihuiMapPoint, i).layer, ZHIHUI_MAP_MAX_LAYERS)] = TRUE;
  for (guint16 layer = 0; layer <= ZHIHUI_MAP_MAX_LAYERS; layer++)
    if (is_used[layer])
      merge_layer (mesh, points, layer, merged);
  return merged;
}
