/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-chart.h"

#include <glib/gi18n-lib.h>

#include "zhihui-hash.h"

/**
 * zhihui_map_chart_new:
 * @reading: (transfer full): what is shown
 * @mesh: where
 * @breaks: the classes
 * @alerts: (nullable): what marks regions
 */
ZhihuiMapChart *
zhihui_map_chart_new (ZhihuiMapReading      *reading,
                      ZhihuiMesh            *mesh,
                      const ZhihuiMapBreaks *breaks,
                      ZhihuiAlerts          *alerts,
                      const ZhihuiPalette   *palette)
{
  ZhihuiMapChart *self = g_new0 (ZhihuiMapChart, 1);

  self->reading = reading;
  self->mesh = zhihui_mesh_ref (mesh);
  self->looks = zhihui_map_looks_new (reading, mesh, breaks, palette);
  zhihui_map_looks_alert (self->looks, alerts);
  return self;
}

void
zhihui_map_chart_free (ZhihuiMapChart *self)
{
  if (self == NULL)
    return;

  zhihui_map_looks_free (self->looks);
  zhihui_map_reading_free (self->reading);
  zhihui_mesh_unref (self->mesh);
  g_free (self);
}

/**
 * zhihui_map_chart_describe_entry:
 * @entry: of the legend
 *
 * Returns: (transfer full): "9 – 10.9", "too few", "no data"
 */
char *
zhihui_map_chart_describe_entry (const ZhihuiMapChart *self, guint entry)
{
  const ZhihuiMapEntry *one;

  g_return_val_if_fail (self != NULL && entry < self->looks->n_entries, NULL);

  one = &self->looks->entries[entry];
  if (one->is_withheld)
    return g_strdup (zhihui_map_reading_describe_withheld (self->reading));
  switch (one->state)
    {
    case ZHIHUI_REGION_TOO_FEW:
      return g_strdup (C_ ("map", "too few"));
    case ZHIHUI_REGION_NO_DATA:
      return g_strdup (C_ ("map", "no data"));
    case ZHIHUI_REGION_FILLED:
    default:
      return zhihui_map_breaks_format_range (&self->looks->breaks, one->index);
    }
}

static char *
describe_value (const ZhihuiMapChart *self, const ZhihuiMapValue *value)
{
  switch (value->standing)
    {
    case ZHIHUI_MAP_TOO_FEW:
      return g_strdup (C_ ("map", "too few"));
    case ZHIHUI_MAP_VALUE:
      return zhihui_map_breaks_format_range (
        &self->looks->breaks, zhihui_map_breaks_find (&self->looks->breaks, value->steps));
    case ZHIHUI_MAP_WITHHELD:
      return g_strdup (zhihui_map_reading_describe_withheld (self->reading));
    case ZHIHUI_MAP_NO_DATA:
    default:
      return g_strdup (C_ ("map", "no data"));
    }
}

/**
 * zhihui_map_chart_make_rows:
 *
 * The table twin: what the colours say, for those who read. One row a region that has a value, also
 * of those that the mesh does not show.
 *
 * Returns: (transfer full) (element-type ZhihuiMapRow): in the order of codes; they borrow from
 * @self
 */
GPtrArray *
zhihui_map_chart_make_rows (const ZhihuiMapChart *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_map_row_free);
  g_autoptr (GHashTable) alerts = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < self->looks->n; i++)
    if (self->looks->looks[i].alert)
      g_hash_table_add (alerts, (gpointer) self->looks->values[i]);
  for (guint i = 0; i < self->reading->values->len; i++)
    {
      const ZhihuiMapValue *value = &g_array_index (self->reading->values, ZhihuiMapValue, i);
      ZhihuiMapRow         *row = g_new0 (ZhihuiMapRow, 1);

      row->code = value->region->code;
      row->name = value->region->name;
      row->value = value;
      row->text = zhihui_map_reading_format (self->reading, value);
      row->base = value->standing != ZHIHUI_MAP_NO_DATA && value->standing != ZHIHUI_MAP_WITHHELD
                    ? zhihui_map_reading_format_base (self->reading, value)
                    : NULL;
      row->range = describe_value (self, value);
      row->alert = g_hash_table_contains (alerts, value);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

void
zhihui_map_row_free (ZhihuiMapRow *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->base);
  g_free (self->range);
  g_free (self);
}

static guint64
hash_colour (guint64 hash, const ZhihuiRgba *colour)
{
  return zhihui_hash_bytes (hash, colour, sizeof *colour);
}

/**
 * zhihui_map_chart_hash:
 *
 * Returns: equal for charts that look the same at the same place
 */
guint64
zhihui_map_chart_hash (const ZhihuiMapChart *self)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (self->mesh);
  guint64             hash = ZHIHUI_HASH_START;

  hash = zhihui_hash_bytes (hash, extent, sizeof *extent);
  hash = zhihui_hash_int (hash, zhihui_mesh_get_n_corners (self->mesh));
  for (guint i = 0; i < self->looks->n; i++)
    {
      hash = hash_colour (hash, &self->looks->looks[i].fill);
      hash = zhihui_hash_int (hash,
                              self->looks->looks[i].state * 2 + (self->looks->looks[i].alert != 0));
    }
  return hash;
}
