/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

#define TOP 56

static int
compare_owing (gconstpointer a, gconstpointer b)
{
  const ZhihuiScore *const *one = a, *const *other = b;

  if ((*one)->open_overdue != (*other)->open_overdue)
    return (*one)->open_overdue > (*other)->open_overdue ? -1 : 1;
  return g_strcmp0 ((*one)->unit->id, (*other)->unit->id);
}

/* (transfer container) (element-type ZhihuiScore): the most first. @n_told: how many are known. */
static GPtrArray *
list_owing (const ZhihuiRanking *ranking, guint *n_told)
{
  GPtrArray *list = g_ptr_array_new ();
  guint      n = ranking->n_scores + ranking->n_unranked_sent;

  *n_told = 0;
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiScore *score =
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores];

      *n_told += score->open_overdue >= 0;
      if (score->open_overdue > 0)
        g_ptr_array_add (list, (gpointer) score);
    }
  g_ptr_array_sort (list, compare_owing);
  return list;
}

static void
draw_units (ZhihuiSketch *sketch, GPtrArray *list)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < list->len; i++)
    {
      const ZhihuiScore *score = list->pdata[i];
      ZhihuiListRow     *row = zhihui_row_list_add (rows, score->unit->id, score->unit->short_name);

      row->amount = (double) score->open_overdue;
      row->value = zhihui_format_count_wall (score->open_overdue);
      row->has_sign = row->attention = TRUE;
      row->sign = ZHIHUI_SYMBOL_DIAMOND;
    }
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

/* Of all of them, with those that have no room. */
static gint64
sum_owing (GPtrArray *list)
{
  gint64 sum = 0;

  for (guint i = 0; i < list->len; i++)
    sum += ((const ZhihuiScore *) list->pdata[i])->open_overdue;
  return sum;
}

/**
 * zhihui_panel_owing_draw:
 *
 * Units with overdue work that is open now, the most first.
 */
void
zhihui_panel_owing_draw (ZhihuiSketch *sketch)
{
  const char          *descriptions[] = { _ ("open and overdue now, by unit"), NULL };
  const ZhihuiBoardKey key = zhihui_sketch_get_board_key (sketch);
  ZhihuiRanking       *ranking = zhihui_sketch_judge_board (sketch, &key);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *base = NULL;
  guint            n_told;

  if (ranking == NULL)
    {
      zhihui_sketch_head (sketch, descriptions, NULL);
      zhihui_sketch_excuse (sketch);
      return;
    }

  list = list_owing (ranking, &n_told);
  base = list->len > 0 ? zhihui_row_list_make_total (sum_owing (list)) : NULL;
  zhihui_sketch_head (sketch, descriptions, base);
  zhihui_sketch_speak (sketch,
                       "%s, %s, %s",
                       zhihui_sketch_get_title (sketch),
                       descriptions[0],
                       base != NULL ? base : "0");
  if (n_told == 0 && ranking->n_scores + ranking->n_unranked_sent > 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else if (list->len == 0)
    zhihui_sketch_notice (sketch, _ ("No unit has overdue work"), NULL, NULL);
  else
    draw_units (sketch, list);
}
