/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define GAP 8
#define LEAST_BEFORE 20 /* cases: a percentage of fewer says nothing */
#define LARGE 420       /* u: from here on a page of its own */
#define LEAST_BAR 20

typedef struct
{
  double top, pitch;
  double label_size, count_size, share_size, bar_height;
  double bar_x, bar_width, count_x; /* left, widest, right edge */
} Metrics;

static Metrics
make_metrics (ZhihuiSketch *sketch, guint n)
{
  double width = sketch->width;
  double pitch = CLAMP (floor ((sketch->height - 44) / MAX (n, 1)), 26, 46);

  if (sketch->height > 300)
    return (Metrics){
      .top = 69.5,
      .pitch = pitch,
      .label_size = 24,
      .count_size = 25,
      .share_size = 24,
      .bar_height = 12,
      .bar_x = 150,
      .bar_width = MAX (width - 150 - 168, 10),
      .count_x = width - 84,
    };
  return (Metrics){
    .top = 58.5,
    .pitch = MIN (pitch, 32),
    .label_size = 20,
    .count_size = 20,
    .share_size = 20,
    .bar_height = 8,
    .bar_x = 120,
    .bar_width = MAX (width - 120 - 140, 10),
    .count_x = width - 70,
  };
}

static ZhihuiStyle
make_label_style (ZhihuiSketch *sketch, const Metrics *metrics)
{
  return zhihui_sketch_style (metrics->label_size, 400, sketch->palette->text2);
}

static ZhihuiStyle
make_count_style (ZhihuiSketch *sketch, const Metrics *metrics)
{
  const ZhihuiPalette *palette = sketch->palette;

  return zhihui_sketch_style (metrics->count_size,
                              sketch->kept ? 400 : 600,
                              zhihui_sketch_choose (sketch, palette->text1, palette->text2));
}

/* A number is never cut: the bars give way to it, and then to the names. */
static void
make_room (ZhihuiSketch *sketch, ZhihuiChannels *channels, Metrics *metrics)
{
  ZhihuiStyle label_style = make_label_style (sketch, metrics);
  ZhihuiStyle count_style = make_count_style (sketch, metrics);
  double      label = 0, count = 0, room;

  for (guint i = 0; i < channels->items->len; i++)
    {
      const ZhihuiChannel *channel = channels->items->pdata[i];
      g_autofree char     *number = zhihui_format_count_wall (channel->n);

      label = MAX (label, zhihui_sketch_measure (sketch, channel->label, &label_style));
      count = MAX (count, zhihui_sketch_measure (sketch, number, &count_style));
    }

  room = metrics->count_x - ceil (count) - GAP;
  metrics->bar_x = MIN (MAX (metrics->bar_x, ceil (label) + GAP), room - LEAST_BAR);
  metrics->bar_width = MIN (metrics->bar_width, room - metrics->bar_x);
}

static void
draw_bar (ZhihuiSketch *sketch, const char *key, double width, double y, const Metrics *metrics)
{
  double top = y - metrics->bar_height / 2;

  if (!sketch->kept)
    zhihui_sketch_rect (
      sketch, key, metrics->bar_x, top, width, metrics->bar_height, sketch->palette->bar);
  else
    zhihui_marks_add_box (sketch->picture,
                          key,
                          round (metrics->bar_x * sketch->u),
                          round (top * sketch->u),
                          MAX (round (width * sketch->u), 3 * sketch->u),
                          round (metrics->bar_height * sketch->u),
                          0,
                          MAX (sketch->u, 1),
                          0,
                          sketch->palette->mute);
}

static void
draw_channel (ZhihuiSketch        *sketch,
              const ZhihuiChannel *channel,
              const Metrics       *metrics,
              gint64               total,
              gint64               most,
              double               y)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          label = make_label_style (sketch, metrics);
  ZhihuiStyle          share = zhihui_sketch_style (metrics->share_size, 400, palette->text3);
  ZhihuiStyle          count = make_count_style (sketch, metrics);
  g_autofree char     *key = g_strdup_printf ("channel/%s/label", channel->id);
  g_autofree char     *bar_key = g_strdup_printf ("channel/%s/bar", channel->id);
  g_autofree char     *count_key = g_strdup_printf ("channel/%s/count", channel->id);
  g_autofree char     *share_key = g_strdup_printf ("channel/%s/share", channel->id);
  g_autofree char     *number = zhihui_format_count_wall (channel->n);
  g_autofree char     *part = zhihui_format_share (channel->n, total);

  zhihui_sketch_text (
    sketch, key, channel->label, &label, 0, y, ZHIHUI_ALIGN_LEFT, metrics->bar_x - GAP);
  if (channel->n > 0 && most > 0)
    draw_bar (sketch,
              bar_key,
              MAX ((double) channel->n / (double) most * metrics->bar_width, 1),
              y,
              metrics);
  zhihui_sketch_text (sketch,
                      count_key,
                      number,
                      &count,
                      metrics->count_x,
                      y,
                      ZHIHUI_ALIGN_RIGHT,
                      metrics->count_x - metrics->bar_x);
  zhihui_sketch_text (sketch,
                      share_key,
                      part,
                      &share,
                      sketch->width,
                      y + ZHIHUI_MIDDLE_TO_BASELINE * (metrics->count_size - metrics->share_size),
                      ZHIHUI_ALIGN_RIGHT,
                      sketch->width - metrics->count_x - 4);
  zhihui_sketch_speak (sketch, "%s %s, %s", channel->label, number, part);
}

/* What has no row of its own stands in the last one together. */
static void
draw_rest (ZhihuiSketch   *sketch,
           ZhihuiChannels *channels,
           const Metrics  *metrics,
           guint           from,
           gint64          most,
           double          y)
{
  guint            n = channels->items->len - from;
  g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  ZhihuiChannel    rest = { .id = (char *) "rest", .label = label };

  for (guint i = from; i < channels->items->len; i++)
    rest.n += ((ZhihuiChannel *) g_ptr_array_index (channels->items, i))->n;
  draw_channel (sketch, &rest, metrics, channels->total, most, y);
}

/* What it was as long a time before: of few that is said, not how many percent. */
static char *
make_before (const ZhihuiChannel *channel)
{
  g_autofree char *text = NULL;

  if (channel->previous < 0)
    return NULL;
  if (channel->previous < LEAST_BEFORE)
    {
      text = zhihui_format_count (channel->previous);
      return g_strdup_printf (_ ("%s the time before"), text);
    }
  text = zhihui_format_change ((double) channel->n / (double) channel->previous - 1);
  return g_strdup_printf (_ ("%s to the time before"), text);
}

/* On a page of their own: each with its change to as long a time before. */
static void
draw_large (ZhihuiSketch *sketch, const ZhihuiChannels *channels)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < channels->items->len; i++)
    {
      const ZhihuiChannel *channel = channels->items->pdata[i];
      ZhihuiListRow       *row = zhihui_row_list_add (rows, channel->id, channel->label);
      g_autofree char     *share = zhihui_format_share (channel->n, channels->total);

      row->amount = (double) channel->n;
      row->value = zhihui_format_count_wall (channel->n);
      row->note = g_strdup (share);
      row->second = make_before (channel);
    }
  zhihui_row_list_draw (sketch, rows, 56, zhihui_sketch_get_top (sketch));
}

void
zhihui_panel_channels_draw (ZhihuiSketch *sketch)
{
  const char     *descriptions[] = { C_ ("period", "this month"), NULL };
  ZhihuiChannels *channels = zhihui_sketch_read (sketch, ZHIHUI_DATASET_CHANNELS, _ ("channels"));
  guint           n = channels != NULL ? channels->items->len : 0, n_fit;
  gint64          most = 0;
  Metrics         metrics = make_metrics (sketch, n);

  zhihui_sketch_head (sketch, descriptions, NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), descriptions[0]);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (channels->total <= 0)
    {
      zhihui_sketch_notice (sketch, _ ("Nothing accepted this month"), NULL, NULL);
      return;
    }
  if (sketch->height >= LARGE)
    {
      draw_large (sketch, channels);
      return;
    }
  make_room (sketch, channels, &metrics);
  for (guint i = 0; i < n; i++)
    most = MAX (most, ((ZhihuiChannel *) g_ptr_array_index (channels->items, i))->n);
  n_fit = (guint) MAX ((sketch->height - metrics.top - 12) / metrics.pitch + 1, 1);
  for (guint i = 0; i < MIN (n, n_fit); i++)
    {
      double y = metrics.top + metrics.pitch * i;

      if (i + 1 == n_fit && n > n_fit)
        draw_rest (sketch, channels, &metrics, i, most, y);
      else
        draw_channel (
          sketch, g_ptr_array_index (channels->items, i), &metrics, channels->total, most, y);
    }
}
