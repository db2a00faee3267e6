/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

#define TOP 56

static const char *
get_stage_word (const char *id)
{
  static const char *const words[][2] = {
    { "accepted", NC_ ("stage", "Accepted") }, { "dispatched", NC_ ("stage", "Dispatched") },
    { "signed", NC_ ("stage", "Signed") },     { "contacted", NC_ ("stage", "Contacted") },
    { "replied", NC_ ("stage", "Replied") },   { "closed", NC_ ("stage", "Closed") },
    { "rated", NC_ ("stage", "Rated") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], id) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "stage", words[i][1]);
  return id;
}

static void
draw_stages (ZhihuiSketch *sketch, GPtrArray *stages)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < stages->len; i++)
    {
      const ZhihuiStage *stage = stages->pdata[i];
      ZhihuiListRow     *row = zhihui_row_list_add (rows, stage->id, get_stage_word (stage->id));

      row->amount = (double) stage->count;
      row->value = zhihui_format_count_wall (stage->count);
      if (stage->median_s >= 0)
        {
          g_autofree char *time = zhihui_format_age (stage->median_s);

          row->second = g_strdup_printf (C_ ("stage", "after %s"), time);
        }
    }
  zhihui_row_list_draw (sketch, rows, TOP, 0);
}

/**
 * zhihui_panel_stages_draw:
 *
 * How many cases reached each stage of the work this month, and the median time that the step took.
 */
void
zhihui_panel_stages_draw (ZhihuiSketch *sketch)
{
  const char    *descriptions[] = { _ ("this month, with the median time of each step"),
                                    C_ ("period", "this month"),
                                    NULL };
  ZhihuiSummary *summary = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SUMMARY, _ ("key figures"));

  zhihui_sketch_head (sketch, descriptions, NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), descriptions[0]);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (summary->stages->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_stages (sketch, summary->stages);
}
