/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-seams.h"

#include <string.h>

/**
 * zhihui_seam_list_add:
 * @from: px
 * @to: px
 *
 * Of more than %ZHIHUI_MAX_SEAMS the last ones are not known.
 */
void
zhihui_seam_list_add (ZhihuiSeamList *self, double from, double to)
{
  guint place = self->n;

  g_return_if_fail (from <= to);

  if (self->n == ZHIHUI_MAX_SEAMS)
    return;

  while (place > 0 && self->items[place - 1].from > from)
    {
      self->items[place] = self->items[place - 1];
      place--;
    }
  self->items[place] = (ZhihuiSeam){ from, to };
  self->n++;
}

/**
 * zhihui_seam_list_cut:
 * @start: where a panel begins, px
 * @length: of the panel, px
 * @margin: px by which each seam becomes wider
 * @cut: (out caller-allocates): the seams that cross the panel, from its start on
 */
void
zhihui_seam_list_cut (
  const ZhihuiSeamList *self, double start, double length, double margin, ZhihuiSeamList *cut)
{
  *cut = (ZhihuiSeamList){ .n = 0 };
  for (guint i = 0; i < self->n; i++)
    {
      double from = self->items[i].from - margin - start, to = self->items[i].to + margin - start;

      if (from < length && to > 0)
        cut->items[cut->n++] = (ZhihuiSeam){ from, to };
    }
}

/**
 * zhihui_seam_list_meets:
 *
 * Returns: whether what goes from @start to @end lies over a seam
 */
gboolean
zhihui_seam_list_meets (const ZhihuiSeamList *self, double start, double end)
{
  for (guint i = 0; i < self->n; i++)
    if (start < self->items[i].to && end > self->items[i].from)
      return TRUE;
  return FALSE;
}

/**
 * zhihui_seam_list_find_widest:
 * @length: px
 * @start: (out): where the longest part of it begins that no seam crosses
 *
 * Returns: how long that is
 */
double
zhihui_seam_list_find_widest (const ZhihuiSeamList *self, double length, double *start)
{
  double from = 0, widest = 0;

  *start = 0;
  for (guint i = 0; i <= self->n; i++)
    {
      double end = i < self->n ? self->items[i].from : length;

      if (end - from > widest)
        {
          widest = end - from;
          *start = from;
        }
      if (i < self->n)
        from = MAX (self->items[i].to, 0);
    }
  return widest;
}

/**
 * zhihui_seams_is_empty:
 *
 * Returns: whether nothing is cut
 */
gboolean
zhihui_seams_is_empty (const ZhihuiSeams *self)
{
  return self->upright.n == 0 && self->level.n == 0;
}

static gboolean
is_equal (const ZhihuiSeamList *self, const ZhihuiSeamList *other)
{
  return self->n == other->n &&
         memcmp (self->items, other->items, self->n * sizeof *self->items) == 0;
}

/**
 * zhihui_seams_equal:
 */
gboolean
zhihui_seams_equal (const ZhihuiSeams *self, const ZhihuiSeams *other)
{
  return is_equal (&self->upright, &other->upright) && is_equal (&self->level, &other->level);
}
