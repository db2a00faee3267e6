/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-sums.h"
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

#define TOP 56

/* Of people only how many there are, never who. */

static const char *
get_kind_word (const char *kind)
{
  static const char *const words[][2] = {
    { "grid_officer", NC_ ("staff", "Grid officers") },
    { "staff", NC_ ("staff", "Staff of the stations") },
    { "agent", NC_ ("staff", "Agents") },
    { "account", NC_ ("staff", "Accounts") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], kind) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "staff", words[i][1]);
  return kind;
}

static void
draw_regions (ZhihuiSketch *sketch, const ZhihuiStaff *staff, const char *kind)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();
  g_autoptr (ZhihuiRegionSums) sums = zhihui_region_sums_new (sketch->situation);

  for (guint i = 0; i < staff->items->len; i++)
    {
      const ZhihuiStaffing *one = staff->items->pdata[i];

      if (g_str_equal (one->kind, kind))
        zhihui_region_sums_add (sums, one->region, one->n, -1, one->n > 0);
    }
  zhihui_region_sums_sort (sums);
  for (guint i = 0; i < sums->sums->len; i++)
    {
      const ZhihuiRegionSum *sum = &g_array_index (sums->sums, ZhihuiRegionSum, i);
      ZhihuiListRow         *row = zhihui_row_list_add (rows, sum->code, sum->name);
      g_autofree char       *places = zhihui_format_count_wall (sum->n_places);

      row->amount = (double) sum->n;
      row->value = zhihui_format_count_wall (sum->n);
      row->note = g_strdup_printf (_ ("in %s places"), places);
    }
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

static char *
make_total (gint64 n, guint n_places)
{
  g_autofree char *people = zhihui_format_count_wall (n);
  g_autofree char *places = zhihui_format_count_wall (n_places);
  g_autofree char *strong = g_strconcat (ZHIHUI_STRONG, people, ZHIHUI_STRONG, NULL);
  g_autofree char *strong_places = g_strconcat (ZHIHUI_STRONG, places, ZHIHUI_STRONG, NULL);

  /* Translators: how many people, then in how many places. */
  return g_strdup_printf (_ ("%1$s in %2$s places"), strong, strong_places);
}

/* The first kind of which there is anybody. */
static const char *
choose_kind (const ZhihuiSketch *sketch, const ZhihuiStaff *staff)
{
  if (sketch->options != NULL && sketch->options->layer != NULL)
    return sketch->options->layer;
  return staff != NULL && staff->items->len > 0
           ? ((const ZhihuiStaffing *) staff->items->pdata[0])->kind
           : NULL;
}

/**
 * zhihui_panel_staff_draw:
 *
 * People of one kind by the parts of the region, and in how many places they are.
 */
void
zhihui_panel_staff_draw (ZhihuiSketch *sketch)
{
  ZhihuiStaff     *staff = zhihui_sketch_read (sketch, ZHIHUI_DATASET_STAFF, _ ("people"));
  const char      *kind = choose_kind (sketch, staff);
  g_autofree char *total = NULL;
  guint            n_places = 0;
  gint64           n = staff != NULL ? zhihui_staff_count (staff, kind, &n_places) : 0;

  if (kind != NULL)
    sketch->title = get_kind_word (kind);
  total = n > 0 ? make_total (n, n_places) : NULL;
  zhihui_sketch_head (sketch, NULL, total);
  zhihui_sketch_speak (
    sketch, "%s, %s", zhihui_sketch_get_title (sketch), total != NULL ? total : "");
  if (zhihui_sketch_excuse (sketch))
    return;

  if (n == 0 || kind == NULL)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_regions (sketch, staff, kind);
}
