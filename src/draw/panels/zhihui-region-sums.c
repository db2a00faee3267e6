/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-sums.h"

#include "zhihui-region-code.h"

/* The part of what the situation is of in which @code lies; NULL: none is known. */
static const ZhihuiRegion *
find_part (ZhihuiSituation *situation, const char *code)
{
  ZhihuiRegions    *regions = zhihui_situation_get_regions (situation);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (situation);
  const char       *whole = path != NULL   ? zhihui_region_path_get_code (path)
                            : meta != NULL ? meta->region
                                           : NULL;

  for (guint i = 0; regions != NULL && whole != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];

      if (g_strcmp0 (region->parent, whole) == 0 && zhihui_region_code_covers (region->code, code))
        return region;
    }
  return NULL;
}

/**
 * zhihui_region_sums_new:
 * @situation: outlives the sums
 *
 * Returns: (transfer full): nothing yet
 */
ZhihuiRegionSums *
zhihui_region_sums_new (ZhihuiSituation *situation)
{
  ZhihuiRegionSums *self = g_new0 (ZhihuiRegionSums, 1);

  self->situation = situation;
  self->sums = g_array_new (FALSE, TRUE, sizeof (ZhihuiRegionSum));
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
zhihui_region_sums_free (ZhihuiRegionSums *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->sums);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* The sum of the part in which @code lies, of several codes the same. */
static ZhihuiRegionSum *
ensure_sum (ZhihuiRegionSums *self, const char *code)
{
  guint               place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, code));
  const ZhihuiRegion *part = place == 0 ? find_part (self->situation, code) : NULL;
  ZhihuiRegionSum     fresh = { code, code, 0, -1, 0 };

  if (part != NULL)
    {
      fresh.code = part->code;
      fresh.name = part->name;
      place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, part->code));
    }
  if (place == 0)
    {
      g_array_append_val (self->sums, fresh);
      place = self->sums->len;
      g_hash_table_insert (self->places, (gpointer) fresh.code, GUINT_TO_POINTER (place));
    }
  g_hash_table_insert (self->places, (gpointer) code, GUINT_TO_POINTER (place));
  return &g_array_index (self->sums, ZhihuiRegionSum, place - 1);
}

/**
 * zhihui_region_sums_add:
 * @code: where it is; must live as long as @self
 * @n_online: -1 not asked
 *
 * Adds to the part of the region in which @code lies.
 */
void
zhihui_region_sums_add (
  ZhihuiRegionSums *self, const char *code, gint64 n, gint64 n_online, gint64 n_places)
{
  ZhihuiRegionSum *sum = ensure_sum (self, code);

  sum->n += n;
  sum->n_places += n_places;
  if (n_online >= 0)
    sum->n_online = MAX (sum->n_online, 0) + n_online;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const ZhihuiRegionSum *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return g_strcmp0 (one->code, other->code);
}

void
zhihui_region_sums_sort (ZhihuiRegionSums *self)
{
  g_hash_table_remove_all (self->places);
  g_array_sort (self->sums, compare_sums);
}
