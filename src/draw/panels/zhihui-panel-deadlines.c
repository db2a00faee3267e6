/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-clock-words.h"
#include "zhihui-format.h"

#define NOTE 20
#define TALL 260     /* u: from here on each clock has two lines */
#define TALL_HEAD 60 /* above the rows */
#define TALL_PITCH 60
#define HEAD 44
#define PITCH 38
#define GAP 12
#define LEAST_MISSED 0.008 /* of the track: what is missed stays visible */

typedef struct
{
  double top, pitch;            /* middle of the first row; from row to row */
  double name_size, value_size; /* u */
  double value_x, missed_x;     /* right edges */
  double second_y;              /* tall: from the middle of the first line to the second */
} Metrics;

static gboolean
is_tall (const ZhihuiSketch *sketch)
{
  return sketch->height >= TALL;
}

/* How many rows there is room for. */
static guint
count_rows (const ZhihuiSketch *sketch)
{
  double rows =
    is_tall (sketch) ? (sketch->height - TALL_HEAD) / TALL_PITCH : (sketch->height - HEAD) / PITCH;

  return (guint) MAX (floor (rows), 1);
}

/* What does not fit leaves no room behind. */
static Metrics
make_metrics (const ZhihuiSketch *sketch, guint n)
{
  double width = sketch->width;
  guint  n_rows = CLAMP (n, 1, count_rows (sketch));

  if (is_tall (sketch))
    return (Metrics){
      67,
      CLAMP (floor ((sketch->height - TALL_HEAD) / n_rows), TALL_PITCH, 75),
      26,
      32,
      width * 0.697,
      width,
      33,
    };
  return (Metrics){
    62.8,
    CLAMP (floor ((sketch->height - HEAD) / n_rows), PITCH, 46),
    24,
    26,
    MIN (288.5, width * 0.53),
    MIN (408, width * 0.745),
    0,
  };
}

/* Names take what the figures leave: the columns move right as far as those let them. */
static void
make_room (ZhihuiSketch *sketch, GPtrArray *clocks, Metrics *metrics)
{
  ZhihuiStyle name_style = zhihui_sketch_style (metrics->name_size, 400, sketch->palette->text1);
  ZhihuiStyle value_style = zhihui_sketch_style (metrics->value_size, 600, sketch->palette->text1);
  ZhihuiStyle note_style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  double      name_width = 0, value_width = 0, missed_width = 0;

  for (guint i = 0; i < clocks->len; i++)
    {
      const ZhihuiClockFigure *clock = clocks->pdata[i];
      const ZhihuiTally       *tally = &clock->on_time;
      g_autofree char         *name = zhihui_clock_words_make_name (clock);
      g_autofree char         *value = zhihui_format_rate (tally->k, tally->n);
      g_autofree char         *missed = zhihui_clock_words_make_missed (clock);

      name_width = MAX (name_width, zhihui_sketch_measure (sketch, name, &name_style));
      value_width = MAX (value_width, zhihui_sketch_measure (sketch, value, &value_style));
      missed_width = MAX (missed_width, zhihui_sketch_measure (sketch, missed, &note_style));
    }

  metrics->value_x = MAX (
    metrics->value_x,
    MIN (ceil (name_width + value_width) + GAP, metrics->missed_x - ceil (missed_width) - GAP));
}

/* "04:12", strong; of days in short where @is_short. */
static char *
make_left (const ZhihuiSketch *sketch, const ZhihuiClockFigure *clock, gboolean is_short)
{
  gint64           left = MAX (clock->nearest_due_at - sketch->moment->local_now, 0);
  gulong           days = (gulong) (left / 86400), hours = (gulong) (left / 3600 % 24);
  g_autofree char *text = NULL;

  if (is_short && days > 0)
    /* Translators: as short as it can be said. */
    text = g_strdup_printf (C_ ("deadline", "%1$lu d %2$lu h"), days, hours);
  else
    text = zhihui_format_countdown (left);
  return g_strconcat (ZHIHUI_STRONG, text, ZHIHUI_STRONG, NULL);
}

/* What runs now: the tightest clock of the short ones, the number due today of the long ones. */
static char *
make_running (ZhihuiSketch *sketch, const ZhihuiClockFigure *clock, gboolean tall)
{
  g_autofree char *count = NULL;
  g_autofree char *left = NULL;
  gulong           n;

  if (sketch->kept || sketch->lag_s > 0)
    return g_strdup (tall ? "" : "—");
  if (!zhihui_clock_is_short (clock))
    {
      count = clock->due_today >= 0 ? zhihui_format_count (clock->due_today) : g_strdup ("—");
      left = g_strconcat (ZHIHUI_STRONG, count, ZHIHUI_STRONG, NULL);
      return g_strdup_printf (_ ("due today %s"), left);
    }

  if (clock->running < 0)
    return g_strdup (tall ? "" : "—");

  n = (gulong) clock->running;
  if (clock->running <= 0 || clock->nearest_due_at == ZHIHUI_NO_INSTANT)
    return g_strdup (C_ ("deadline", "none running"));
  left = make_left (sketch, clock, FALSE);
  if (tall)
    return g_strdup_printf (
      ngettext ("%1$lu running, the tightest %2$s", "%1$lu running, the tightest %2$s", n),
      n,
      left);
  /* Translators: number of cases whose clock runs, then the time left of the tightest. */
  return g_strdup_printf (ngettext ("%1$lu case %2$s", "%1$lu cases %2$s", n), n, left);
}

/* In one line with all else: where there is no room for both the time goes before the number. */
static char *
fit_running (ZhihuiSketch            *sketch,
             const ZhihuiClockFigure *clock,
             const ZhihuiStyle       *style,
             double                   room)
{
  char            *text = make_running (sketch, clock, FALSE);
  g_autofree char *time = NULL;

  if (zhihui_sketch_measure (sketch, text, style) <= room || !zhihui_clock_is_short (clock) ||
      clock->running <= 0 || clock->nearest_due_at == ZHIHUI_NO_INSTANT || sketch->kept ||
      sketch->lag_s > 0)
    return text;
  g_free (text);
  text = make_left (sketch, clock, FALSE);
  if (zhihui_sketch_measure (sketch, text, style) <= room)
    return text;
  g_free (text);
  return make_left (sketch, clock, TRUE);
}

/* A thin track, of which the missed share is cut out at the right end. */
static void
draw_track (ZhihuiSketch *sketch, const ZhihuiClockFigure *clock, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiTally   *tally = &clock->on_time;
  g_autofree char     *key = g_strdup_printf ("clock/%s/track", clock->id);
  g_autofree char     *missed_key = g_strdup_printf ("clock/%s/missed", clock->id);
  double               missed, width;
  gboolean             attention = zhihui_clock_is_below_target (clock) && !sketch->kept;

  if (tally->n <= 0)
    return;
  missed = (double) (tally->n - tally->k) / (double) tally->n;
  width = missed > 0 ? MAX (missed, LEAST_MISSED) * sketch->width : 0;
  zhihui_sketch_rect (sketch,
                      key,
                      0,
                      y - 1.5,
                      sketch->width - width - (missed > 0 ? 3 : 0),
                      3,
                      zhihui_sketch_choose (sketch, palette->bar, palette->line2));
  if (missed <= 0)
    return;
  if (attention)
    zhihui_sketch_rect (
      sketch, missed_key, sketch->width - width, y - 3.5, width, 7, palette->attention);
  else
    zhihui_marks_add_box (sketch->picture,
                          missed_key,
                          round ((sketch->width - width) * sketch->u),
                          round ((y - 3) * sketch->u),
                          MAX (floor (width * sketch->u), 2),
                          round (6 * sketch->u),
                          0,
                          MAX (sketch->u, 1),
                          0,
                          palette->mute);
}

/* Returns where the rate begins. */
static double
draw_rate (ZhihuiSketch *sketch, const ZhihuiClockFigure *clock, const Metrics *metrics, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiTally   *tally = &clock->on_time;
  ZhihuiStyle          style = zhihui_sketch_style (metrics->value_size,
                                           600,
                                           zhihui_clock_is_below_target (clock) ? palette->attention
                                                                                         : palette->text1);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *key = g_strdup_printf ("clock/%s/value", clock->id);
  g_autofree char     *missed_key = g_strdup_printf ("clock/%s/late", clock->id);
  g_autofree char     *value = zhihui_format_rate (tally->k, tally->n);
  g_autofree char     *missed = zhihui_clock_words_make_missed (clock);
  double               width;

  if (sketch->kept)
    {
      style.colour = palette->hollow_small;
      style.hollow = TRUE;
      note.colour = palette->text2;
    }
  width =
    zhihui_sketch_text (sketch, key, value, &style, metrics->value_x, y, ZHIHUI_ALIGN_RIGHT, 150);
  if (tally->n > 0)
    zhihui_sketch_text (sketch,
                        missed_key,
                        missed,
                        &note,
                        metrics->missed_x,
                        y + ZHIHUI_MIDDLE_TO_BASELINE * (metrics->name_size - NOTE),
                        ZHIHUI_ALIGN_RIGHT,
                        metrics->missed_x - metrics->value_x - GAP);
  return metrics->value_x - width;
}

static void
draw_clock (ZhihuiSketch *sketch, const ZhihuiClockFigure *clock, const Metrics *metrics, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             tall = metrics->second_y > 0;
  ZhihuiStyle          style = zhihui_sketch_style (
    metrics->name_size, 400, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle running = zhihui_sketch_style (NOTE, 400, tall ? palette->text3 : palette->text2);
  ZhihuiStyle shrunk = style;
  g_autofree char *key = g_strdup_printf ("clock/%s/name", clock->id);
  g_autofree char *running_key = g_strdup_printf ("clock/%s/running", clock->id);
  g_autofree char *name = zhihui_clock_words_make_name (clock);
  g_autofree char *shown = NULL;
  g_autofree char *text = make_running (sketch, clock, tall);
  g_autofree char *line = NULL;
  g_autofree char *value = zhihui_format_rate (clock->on_time.k, clock->on_time.n);
  g_autofree char *part = zhihui_format_fraction (clock->on_time.k, clock->on_time.n);
  double           small = ZHIHUI_MIDDLE_TO_BASELINE * (metrics->name_size - NOTE), left;

  running.strong_colour = palette->text1;
  left = draw_rate (sketch, clock, metrics, y);
  shown = zhihui_clock_words_fit_name (sketch, clock, &shrunk, left - GAP);
  zhihui_sketch_text (sketch, key, shown, &shrunk, 0, y, ZHIHUI_ALIGN_LEFT, left - GAP);
  if (tall)
    zhihui_sketch_text (sketch,
                        running_key,
                        text,
                        &running,
                        0,
                        y + metrics->second_y,
                        ZHIHUI_ALIGN_LEFT,
                        sketch->width);
  else
    {
      double room = sketch->width - metrics->missed_x - 10;

      line = fit_running (sketch, clock, &running, room);
      zhihui_sketch_text (
        sketch, running_key, line, &running, sketch->width, y + small, ZHIHUI_ALIGN_RIGHT, room);
      draw_track (sketch, clock, y + 16.7);
    }
  zhihui_sketch_speak (sketch, "%s %s, %s, %s", name, value, part, text);
}

static void
draw_head (ZhihuiSketch *sketch, guint n_rest)
{
  g_autofree char *words = zhihui_clock_words_add_rest (_ ("share on time this month"), n_rest);
  g_autofree char *rest = zhihui_clock_words_add_rest (NULL, n_rest);
  const char      *descriptions[] = { words, rest, NULL };

  zhihui_sketch_head (
    sketch, descriptions, sketch->shown ? C_ ("deadline", "running, tightest") : NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), descriptions[0]);
}

void
zhihui_panel_deadlines_draw (ZhihuiSketch *sketch)
{
  ZhihuiSummary *summary = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SUMMARY, _ ("key figures"));
  g_autoptr (GPtrArray) clocks =
    zhihui_clock_words_choose (summary != NULL ? summary->clocks : NULL, count_rows (sketch));
  gint64  n_due = 0;
  Metrics metrics = make_metrics (sketch, clocks->len);

  sketch->stopped = C_ ("deadline", "clocks stopped");
  draw_head (sketch, summary != NULL && sketch->shown ? summary->clocks->len - clocks->len : 0);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (summary->clocks->len == 0)
    {
      zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
      return;
    }
  for (guint i = 0; i < summary->clocks->len; i++)
    n_due += ((ZhihuiClockFigure *) g_ptr_array_index (summary->clocks, i))->on_time.n;
  if (n_due == 0)
    {
      zhihui_sketch_notice (sketch, _ ("No case has been due yet"), NULL, NULL);
      return;
    }
  make_room (sketch, clocks, &metrics);
  for (guint i = 0; i < clocks->len; i++)
    {
      double y = metrics.top + metrics.pitch * i;

      if (y + MAX (metrics.second_y + 10, 19) > sketch->height)
        break;
      draw_clock (sketch, g_ptr_array_index (clocks, i), &metrics, y);
    }
}
