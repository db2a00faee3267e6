/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-looks.h"

#include <string.h>

/**
 * zhihui_map_choose_fill:
 * @better: of what is neither good nor bad the slate ramp, low to high; else the warm one, whose
 *   strong end is always the worse, whether that is high or low
 * @index: of the class, from the lowest
 *
 * Returns: the colour of the class: the whole ramp is used however few classes there are
 */
ZhihuiRgba
zhihui_map_choose_fill (const ZhihuiPalette *palette,
                        ZhihuiBetter         better,
                        guint                index,
                        guint                n_classes)
{
  const ZhihuiRgba *ramp = better == ZHIHUI_BETTER_NEITHER ? palette->map : palette->map_bad;
  guint             last = ZHIHUI_MAP_MAX_CLASSES - 1;

  if (n_classes <= 1)
    return ramp[last / 2];
  if (better == ZHIHUI_BETTER_HIGH)
    index = n_classes - 1 - index;
  return ramp[index * last / (n_classes - 1)];
}

/* Regions of a mesh by code, else by name. */
static const ZhihuiMapValue *
find_value (const ZhihuiMapReading *reading, GHashTable *names, const ZhihuiMeshRegion *region)
{
  const ZhihuiMapValue *value =
    *region->code != '\0' ? zhihui_map_reading_find (reading, region->code) : NULL;

  return value == NULL && *region->name != '\0' ? g_hash_table_lookup (names, region->name) : value;
}

static GHashTable *
index_names (const ZhihuiMapReading *reading)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reading->values->len; i++)
    {
      ZhihuiMapValue *value = &g_array_index (reading->values, ZhihuiMapValue, i);

      g_hash_table_insert (names, value->region->name, value);
    }
  return names;
}

/**
 * zhihui_map_count_matches:
 *
 * Returns: how many regions of @mesh have a place in @reading, by code or name
 */
guint
zhihui_map_count_matches (const ZhihuiMapReading *reading, const ZhihuiMesh *mesh)
{
  g_autoptr (GHashTable) names = index_names (reading);
  guint n = 0;

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    n += find_value (reading, names, zhihui_mesh_get_region (mesh, i)) != NULL;
  return n;
}

/* ---- legend ---- */

static void
add_entry (ZhihuiMapLooks *self, ZhihuiRegionState state, guint index, ZhihuiRgba fill, guint count)
{
  self->entries[self->n_entries++] = (ZhihuiMapEntry){ state, index, fill, count, FALSE };
}

/* From the highest class down, all of them, so that the ramp is seen whole; what is hatched only
 * where it is met. */
static void
make_entries (ZhihuiMapLooks      *self,
              const guint         *counts,
              guint                n_few,
              guint                n_empty,
              guint                n_withheld,
              ZhihuiBetter         better,
              const ZhihuiPalette *palette)
{
  for (guint i = self->breaks.n; i-- > 0;)
    add_entry (self,
               ZHIHUI_REGION_FILLED,
               i,
               zhihui_map_choose_fill (palette, better, i, self->breaks.n),
               counts[i]);
  if (n_few > 0)
    add_entry (self, ZHIHUI_REGION_TOO_FEW, 0, palette->hatch_ground, n_few);
  if (n_withheld > 0)
    {
      add_entry (self, ZHIHUI_REGION_FILLED, 0, palette->hatch_ground, n_withheld);
      self->entries[self->n_entries - 1].is_withheld = TRUE;
    }
  if (n_empty > 0)
    add_entry (self, ZHIHUI_REGION_NO_DATA, 0, palette->hatch_ground, n_empty);
}

/* A map need not have every region; their figures must not vanish without a word. */
static void
note_shapeless (ZhihuiMapLooks *self, const ZhihuiMapReading *reading)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < self->n; i++)
    if (self->values[i] != NULL)
      g_hash_table_add (shown, (gpointer) self->values[i]);
  for (guint i = 0; i < reading->values->len; i++)
    {
      const ZhihuiMapValue *value = &g_array_index (reading->values, ZhihuiMapValue, i);

      if (g_hash_table_contains (shown, value))
        continue;
      if (self->n_shapeless++ == 0)
        self->first_shapeless = value;
    }
}

/**
 * zhihui_map_looks_new:
 * @reading: must outlive the looks
 *
 * Returns: (transfer full): a look for each region of @mesh, and a line of the legend for each that
 * is met
 */
ZhihuiMapLooks *
zhihui_map_looks_new (const ZhihuiMapReading *reading,
                      const ZhihuiMesh       *mesh,
                      const ZhihuiMapBreaks  *breaks,
                      const ZhihuiPalette    *palette)
{
  ZhihuiMapLooks *self = g_new0 (ZhihuiMapLooks, 1);
  g_autoptr (GHashTable) names = index_names (reading);
  guint counts[ZHIHUI_MAP_MAX_CLASSES] = { 0 }, n_few = 0, n_empty = 0, n_withheld = 0;

  self->breaks = *breaks;
  self->n = zhihui_mesh_get_n_regions (mesh);
  self->looks = g_new0 (ZhihuiRegionLook, self->n + 1);
  self->values = g_new0 (const ZhihuiMapValue *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      const ZhihuiMapValue *value = find_value (reading, names, zhihui_mesh_get_region (mesh, i));
      ZhihuiRegionLook     *look = &self->looks[i];

      self->values[i] = value;
      look->fill = palette->hatch_ground;
      if (value != NULL && value->standing == ZHIHUI_MAP_VALUE && breaks->n > 0)
        {
          guint class = zhihui_map_breaks_find (breaks, value->steps);

          look->state = ZHIHUI_REGION_FILLED;
          look->fill = zhihui_map_choose_fill (palette, reading->better, class, breaks->n);
          counts[class]++;
        }
      else if (value != NULL && value->standing == ZHIHUI_MAP_TOO_FEW)
        {
          look->state = ZHIHUI_REGION_TOO_FEW;
          n_few++;
        }
      else if (value != NULL && value->standing == ZHIHUI_MAP_WITHHELD)
        {
          look->state = ZHIHUI_REGION_FILLED; /* plain: it is neither unknown nor compared */
          n_withheld++;
        }
      else
        {
          look->state = ZHIHUI_REGION_NO_DATA;
          n_empty++;
        }
    }
  note_shapeless (self, reading);
  make_entries (self, counts, n_few, n_empty, n_withheld, reading->better, palette);
  return self;
}

void
zhihui_map_looks_free (ZhihuiMapLooks *self)
{
  if (self == NULL)
    return;

  g_free (self->looks);
  g_free (self->values);
  g_free (self);
}

/**
 * zhihui_map_looks_alert:
 * @alerts: (nullable): those of the two upper levels that nobody acknowledged mark the region that
 *   bears the unit's name; if every lower one did, half the map would be marked
 */
void
zhihui_map_looks_alert (ZhihuiMapLooks *self, ZhihuiAlerts *alerts)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; alerts != NULL && i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      if (!alert->acknowledged && alert->level >= ZHIHUI_LEVEL_ORANGE && alert->unit != NULL &&
          *alert->unit != '\0')
        g_hash_table_add (units, alert->unit);
    }
  for (guint i = 0; i < self->n; i++)
    self->looks[i].alert =
      self->values[i] != NULL && g_hash_table_contains (units, self->values[i]->region->name);
}

/**
 * zhihui_map_looks_find:
 * @code: (nullable): of a region
 *
 * Returns: its place in the mesh; -1 when it has none
 */
int
zhihui_map_looks_find (const ZhihuiMapLooks *self, const char *code)
{
  for (guint i = 0; code != NULL && i < self->n; i++)
    if (self->values[i] != NULL && g_str_equal (self->values[i]->region->code, code))
      return (int) i;
  return -1;
}
