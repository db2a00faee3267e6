/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"

/* M14: what the centre answers itself is no unit's work. It is counted of cases, and shown by the
 * regions below the one asked for. */

static ZhihuiUnit *
make_unit (const ZhihuiRegion *region)
{
  ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

  unit->id = g_strdup (region->code);
  unit->name = g_strdup (region->name);
  unit->short_name = g_strdup (region->name);
  unit->peer = g_strdup ("region");
  unit->region = g_strdup (region->code);
  unit->active = TRUE;
  return unit;
}

static gboolean
is_below (const ZhihuiRegion *region, const char *code)
{
  return code == NULL ||
         (zhihui_region_code_covers (code, region->code) && !g_str_equal (code, region->code));
}

/**
 * zhihui_figures_make_direct_units:
 * @region: (nullable): code
 *
 * Returns: (transfer full) (element-type ZhihuiUnit): the uppermost regions strictly below @region
 *   that the deployment knows, as rows of a board
 */
GPtrArray *
zhihui_figures_make_direct_units (ZhihuiFigures *self, const char *region)
{
  GPtrArray       *units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  const GPtrArray *regions = self->ledger->regions;
  gsize            level = G_MAXSIZE;

  if (zhihui_figures_is_whole (self, region))
    region = g_str_equal (self->region, "00") ? NULL : self->region;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < regions->len; i++)
      {
        const ZhihuiRegion *one = regions->pdata[i];
        gsize               length = strlen (one->code);

        if (!is_below (one, region) || g_str_equal (one->code, "00"))
          continue;
        if (pass == 0)
          level = MIN (level, length);
        else if (length == level)
          g_ptr_array_add (units, make_unit (one));
      }
  return units;
}

/* One tally a unit, and after them the sum of all cases of the region, also those elsewhere in it.
 */
GArray *
zhihui_figures_new_direct (guint n_units)
{
  GArray *tallies = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));

  g_array_set_size (tallies, n_units + 1);
  return tallies;
}

/* For each region of the ledger the place of the unit it lies in, G_MAXUINT none. */
static guint *
place_regions (ZhihuiFigures *self, const GPtrArray *units)
{
  const GPtrArray *regions = self->ledger->regions;
  guint           *places = g_new (guint, MAX (regions->len, 1));
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  gsize length = units->len > 0 ? strlen (((const ZhihuiUnit *) units->pdata[0])->id) : 0;

  for (guint i = 0; i < units->len; i++)
    g_hash_table_insert (by_code, ((ZhihuiUnit *) units->pdata[i])->id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < regions->len; i++)
    {
      g_autofree char *code = g_strndup (((const ZhihuiRegion *) regions->pdata[i])->code, length);

      places[i] = GPOINTER_TO_UINT (g_hash_table_lookup (by_code, code)) - 1u;
    }
  return places;
}

/**
 * zhihui_figures_get_case_facts:
 *
 * Returns: what the figures of cases ask of one
 */
ZhihuiCaseFacts
zhihui_figures_get_case_facts (const ZhihuiCaseRow *one)
{
  return (ZhihuiCaseFacts){
    .accepted_at = one->accepted_at,
    .closed_at = one->closed_at,
    .is_withdrawn = one->state == ZHIHUI_CASE_WITHDRAWN,
    .is_direct = one->current == ZHIHUI_NO_INDEX &&
                 (one->state == ZHIHUI_CASE_CLOSED || one->state == ZHIHUI_CASE_ARCHIVED),
  };
}

/**
 * zhihui_figures_count_direct:
 * @region: (nullable): code
 * @units: of zhihui_figures_make_direct_units ()
 * @tallies: of zhihui_figures_new_direct (): what is counted is added
 *
 * Counts %ZHIHUI_METRIC_DIRECT_RATE over the cases of @region.
 */
void
zhihui_figures_count_direct (ZhihuiFigures      *self,
                             const char         *region,
                             const GPtrArray    *units,
                             const ZhihuiWindow *window,
                             GArray             *tallies)
{
  const GArray        *cases = self->ledger->cases;
  g_autofree guint    *places = place_regions (self, units);
  g_autofree gboolean *inside = zhihui_figures_find_regions (self, region);
  gint64               end = zhihui_tally_get_end (ZHIHUI_METRIC_DIRECT_RATE, window, self->as_of);

  for (guint i = 0; i < cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, i);
      ZhihuiCaseFacts      facts;
      ZhihuiPart           part;
      guint                place;

      if (!zhihui_is_between (one->accepted_at, window->from, end) ||
          !zhihui_case_is_in (one, inside))
        continue;

      facts = zhihui_figures_get_case_facts (one);
      if (!zhihui_tally_place_case (&facts, self->as_of, &part))
        continue;
      zhihui_tally_add (
        &g_array_index (tallies, ZhihuiTally, units->len), &part, window->from, end);
      place = one->region != G_MAXUINT16 ? places[one->region] : G_MAXUINT;
      if (place < units->len)
        zhihui_tally_add (&g_array_index (tallies, ZhihuiTally, place), &part, window->from, end);
    }
}
