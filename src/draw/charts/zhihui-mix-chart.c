/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mix-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-desk-sketch.h"
#include "zhihui-format.h"

#define ROW 42          /* u */
#define SIZE 21         /* u: 12 px */
#define NOTE 20         /* u */
#define GAP 14          /* u */
#define BAR 12          /* u */
#define CHANGE 96       /* u */
#define SHARE 84        /* u */
#define LABEL_SHARE 0.4 /* of the width, at the most */
#define LEAST_BAR 40    /* u */
#define LEAST_BEFORE 20 /* cases: a percentage of fewer says nothing */
#define ROW_PX 24.15    /* ROW at the desk's size */

static void
free_row (gpointer data)
{
  ZhihuiMixRow *row = data;

  g_free (row->label);
  g_free (row);
}

/* Without a row. */
static ZhihuiMixChart *
new_chart (const char *head)
{
  ZhihuiMixChart *self = g_new0 (ZhihuiMixChart, 1);

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->head = head;
  return self;
}

void
zhihui_mix_chart_free (ZhihuiMixChart *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* One more, below the others. */
static ZhihuiMixRow *
add_row (ZhihuiMixChart *self, const char *label, gint64 n, gint64 previous)
{
  ZhihuiMixRow *row = g_new0 (ZhihuiMixRow, 1);

  row->label = g_strdup (label);
  row->n = n;
  row->previous = previous;
  g_ptr_array_add (self->rows, row);
  return row;
}

/**
 * zhihui_mix_chart_new_for_channels:
 * @head: of the column of names, translated; static
 * @most: rows: what has no row of its own stands in the last one together
 *
 * Returns: (transfer full): channels, topics … as parts of their total
 */
ZhihuiMixChart *
zhihui_mix_chart_new_for_channels (ZhihuiChannels *channels, const char *head, guint most)
{
  ZhihuiMixChart *self = new_chart (head);
  guint           n = channels->items->len, own = n > most ? most - 1 : n;
  gint64          rest = 0, before = 0;

  self->total = channels->total;
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiChannel *channel = channels->items->pdata[i];

      if (i < own)
        add_row (self, channel->label, channel->n, channel->previous);
      else
        {
          rest += channel->n;
          before = before < 0 || channel->previous < 0 ? -1 : before + channel->previous;
        }
    }
  if (own < n)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n - own), n - own);

      add_row (self, label, rest, before)->is_rest = TRUE;
    }
  return self;
}

/**
 * zhihui_mix_chart_new_for_words:
 * @most: rows
 *
 * Returns: (transfer full): hot words; those that surge are marked
 */
ZhihuiMixChart *
zhihui_mix_chart_new_for_words (ZhihuiHotWords *words, guint most)
{
  ZhihuiMixChart *self = new_chart (_ ("Word"));

  for (guint i = 0; i < words->items->len && i < most; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];

      add_row (self, word->word, word->count, word->previous)->is_marked = word->surge;
    }
  return self;
}

/**
 * zhihui_mix_chart_get_height:
 *
 * Returns: that it needs for all its rows, in px of a desk at its usual size
 */
double
zhihui_mix_chart_get_height (const ZhihuiMixChart *self)
{
  return ceil (ROW_PX * MAX (self->rows->len, 1));
}

/* "+12%"; of few "3 before", so that nobody reads much into it; "" not known. */
static char *
make_change (const ZhihuiMixRow *row)
{
  if (row->previous < 0)
    return g_strdup ("");
  if (row->previous < LEAST_BEFORE)
    {
      g_autofree char *before = zhihui_format_count (row->previous);

      return g_strdup_printf (_ ("was %s"), before);
    }
  return zhihui_format_change ((double) row->n / (double) row->previous - 1);
}

static double
measure_labels (const ZhihuiMixChart *self, ZhihuiSketch *sketch, const ZhihuiStyle *style)
{
  double widest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    widest = MAX (
      widest,
      zhihui_sketch_measure (sketch, ((const ZhihuiMixRow *) self->rows->pdata[i])->label, style));
  return MIN (ceil (widest) + 1, sketch->width * LABEL_SHARE);
}

/* Where the parts of a row are, u. */
typedef struct
{
  double bar_x, bar_width;
  double count_x, share_x, change_x; /* right ends */
} Places;

static Places
find_places (const ZhihuiMixChart *self, ZhihuiSketch *sketch, const ZhihuiStyle *label)
{
  ZhihuiStyle count = zhihui_sketch_style (SIZE, 600, label->colour);
  double      widest = 0;
  Places      places = { .change_x = sketch->width };

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *n = zhihui_format_count (((const ZhihuiMixRow *) self->rows->pdata[i])->n);

      widest = MAX (widest, zhihui_sketch_measure (sketch, n, &count));
    }
  places.share_x = places.change_x - CHANGE;
  places.count_x = places.share_x - (self->total > 0 ? SHARE : 0);
  places.bar_x = measure_labels (self, sketch, label) + GAP;
  places.bar_width = MAX (places.count_x - ceil (widest) - GAP - places.bar_x, LEAST_BAR);
  return places;
}

static void
draw_row (
  const ZhihuiMixChart *self, ZhihuiSketch *sketch, guint index, gint64 most, const Places *places)
{
  const ZhihuiMixRow  *row = self->rows->pdata[index];
  const ZhihuiPalette *palette = sketch->palette;
  double               y = ROW * (index + 0.5);
  ZhihuiStyle          label = zhihui_sketch_style (SIZE, 400, palette->text2);
  ZhihuiStyle          count = zhihui_sketch_style (SIZE, 600, palette->text1);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *key = g_strdup_printf ("row/%u", index);
  g_autofree char     *bar_key = g_strdup_printf ("row/%u/bar", index);
  g_autofree char     *count_key = g_strdup_printf ("row/%u/count", index);
  g_autofree char     *share_key = g_strdup_printf ("row/%u/share", index);
  g_autofree char     *change_key = g_strdup_printf ("row/%u/change", index);
  g_autofree char     *n = zhihui_format_count (row->n);
  g_autofree char     *change = make_change (row);

  if (row->is_marked)
    note.colour = palette->attention;
  zhihui_sketch_text (
    sketch, key, row->label, &label, 0, y, ZHIHUI_ALIGN_LEFT, places->bar_x - GAP);
  if (row->n > 0 && most > 0 && !row->is_rest)
    zhihui_sketch_rect (sketch,
                        bar_key,
                        places->bar_x,
                        y - BAR / 2.0,
                        MAX (places->bar_width * (double) row->n / (double) most, 1),
                        BAR,
                        palette->bar);
  zhihui_sketch_text (
    sketch, count_key, n, &count, places->count_x, y, ZHIHUI_ALIGN_RIGHT, sketch->width);
  if (self->total > 0)
    {
      g_autofree char *share = zhihui_format_share (row->n, self->total);

      zhihui_sketch_text (
        sketch, share_key, share, &note, places->share_x, y, ZHIHUI_ALIGN_RIGHT, SHARE);
    }
  zhihui_sketch_text (
    sketch, change_key, change, &note, places->change_x, y, ZHIHUI_ALIGN_RIGHT, CHANGE);
  zhihui_sketch_speak (sketch, "%s %s %s", row->label, n, change);
}

/**
 * zhihui_mix_chart_draw:
 * @picture: of a theme of the desk
 *
 * Draws all rows from the top of @picture, and tells each.
 */
void
zhihui_mix_chart_draw (const ZhihuiMixChart *self, ZhihuiPicture *picture)
{
  ZhihuiSketch sketch = zhihui_desk_sketch_make (picture, NULL, FALSE);
  ZhihuiStyle  label = zhihui_sketch_style (SIZE, 400, sketch.palette->text2);
  Places       places = find_places (self, &sketch, &label);
  gint64       most = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (!((const ZhihuiMixRow *) self->rows->pdata[i])->is_rest)
      most = MAX (most, ((const ZhihuiMixRow *) self->rows->pdata[i])->n);
  for (guint i = 0; i < self->rows->len; i++)
    draw_row (self, &sketch, i, most, &places);
}

/**
 * zhihui_mix_chart_tell:
 *
 * Returns: (transfer full): a row for each
 */
ZhihuiChartTable *
zhihui_mix_chart_tell (const ZhihuiMixChart *self)
{
  ZhihuiChartTable *table =
    zhihui_chart_table_new (self->head, _ ("Cases"), _ ("Share"), C_ ("column", "before"), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZhihuiMixRow *row = self->rows->pdata[i];
      char              **cells = g_new0 (char *, 5);

      cells[0] = g_strdup (row->label);
      cells[1] = zhihui_format_count (row->n);
      cells[2] = self->total > 0 ? zhihui_format_share (row->n, self->total) : g_strdup ("");
      cells[3] = row->previous >= 0 ? zhihui_format_count (row->previous) : g_strdup ("—");
      zhihui_chart_table_add (table, cells);
    }
  return table;
}
