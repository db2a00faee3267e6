/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-words.h"
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define NOTE 20
#define TOP 56
#define COLUMN 320 /* u: the least that a clock is wide */
#define GUTTER 40
#define BLOCK 196 /* the least that one is high */
#define MOST_BLOCK 290
#define NAME 26
#define LEFT 60            /* the time that is left */
#define LEAST_MISSED 0.008 /* of the track: what is missed stays visible */

/* One clock under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch            *sketch;
  const ZhihuiClockFigure *clock;
  double                   x, y, width, height; /* u */
} Block;

static char *
make_key (const Block *self, const char *part)
{
  return g_strdup_printf ("clock/%s/%s", self->clock->id, part);
}

static gboolean
is_stopped (const ZhihuiSketch *sketch)
{
  return sketch->kept || sketch->lag_s > 0;
}

/* "04:12", "超 02:10"; "—" where nobody knows. */
static char *
make_left (const Block *self, gboolean *is_over)
{
  const ZhihuiClockFigure *clock = self->clock;
  gint64                   left;
  g_autofree char         *time = NULL;

  *is_over = FALSE;
  if (is_stopped (self->sketch) || clock->running < 0)
    return g_strdup ("—");
  if (clock->running == 0 || clock->nearest_due_at == ZHIHUI_NO_INSTANT)
    return g_strdup (C_ ("deadline", "none running"));

  left = clock->nearest_due_at - self->sketch->moment->local_now;
  if (left >= 0)
    return zhihui_format_countdown (left);

  *is_over = TRUE;
  time = zhihui_format_countdown (-left);
  return g_strdup_printf (C_ ("deadline", "over by %s"), time);
}

static void
draw_name (Block *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiTally   *tally = &self->clock->on_time;
  gboolean             bad = zhihui_clock_is_below_target (self->clock) && !sketch->kept;
  ZhihuiStyle          name =
    zhihui_sketch_style (NAME, 400, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle      value = zhihui_sketch_style (30, 600, bad ? palette->attention : palette->text1);
  g_autofree char *text = NULL;
  g_autofree char *rate = zhihui_format_rate (tally->k, tally->n);
  g_autofree char *part = zhihui_format_fraction (tally->k, tally->n);
  g_autofree char *key = make_key (self, "name");
  g_autofree char *value_key = make_key (self, "value");
  double           y = self->y + 24, width, room;

  if (sketch->kept)
    {
      value.hollow = TRUE;
      value.colour = palette->hollow_small;
    }
  width = zhihui_sketch_text (
    sketch, value_key, rate, &value, self->x + self->width, y, ZHIHUI_ALIGN_RIGHT, 160);
  room = self->width - width - 16;
  text = zhihui_clock_words_fit_name (sketch, self->clock, &name, room);
  zhihui_sketch_text (sketch, key, text, &name, self->x, y, ZHIHUI_ALIGN_LEFT, room);
  zhihui_sketch_speak (sketch, "%s %s, %s", text, rate, part);
}

/* The large figure: what is left of the tightest one. */
static void
draw_left (Block *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_over, is_none;
  g_autofree char     *text = make_left (self, &is_over);
  g_autofree char     *key = make_key (self, "left");
  ZhihuiStyle          style;

  is_none = self->clock->running == 0 && !is_stopped (sketch);
  style = zhihui_sketch_style (is_none ? 30 : LEFT,
                               is_none || is_stopped (sketch) ? 400 : 600,
                               is_over                          ? palette->attention
                               : is_none || is_stopped (sketch) ? palette->text2
                                                                : palette->text1);
  /* Days and hours are long: smaller, never cut. */
  zhihui_sketch_shrink (sketch, text, &style, self->width);
  zhihui_sketch_text (
    sketch, key, text, &style, self->x, self->y + 88, ZHIHUI_ALIGN_LEFT, self->width);
  zhihui_sketch_speak (sketch, "%s", text);
}

static char *
make_count (gint64 count)
{
  g_autofree char *number = count >= 0 ? zhihui_format_count_wall (count) : g_strdup ("—");

  return g_strconcat (ZHIHUI_STRONG, number, ZHIHUI_STRONG, NULL);
}

static void
draw_counts (Block *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (24, 400, sketch->palette->text2);
  gboolean         stopped = is_stopped (sketch);
  g_autofree char *n_running = make_count (stopped ? -1 : self->clock->running);
  g_autofree char *n_due = make_count (stopped ? -1 : self->clock->due_today);
  g_autofree char *running = g_strdup_printf (C_ ("deadline", "%s running"), n_running);
  g_autofree char *due = g_strdup_printf (_ ("due today %s"), n_due);
  g_autofree char *words = g_strdup_printf ("%s　%s", running, due);
  g_autofree char *key = make_key (self, "counts");

  style.strong_colour = sketch->palette->text1;
  zhihui_sketch_shrink (sketch, words, &style, self->width);
  zhihui_sketch_text (
    sketch, key, words, &style, self->x, self->y + 142, ZHIHUI_ALIGN_LEFT, self->width);
  zhihui_sketch_speak (sketch, "%s", words);
}

/* The month: a track of which the missed share is cut out at the right end. */
static void
draw_month (Block *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiTally   *tally = &self->clock->on_time;
  gboolean             bad = zhihui_clock_is_below_target (self->clock) && !sketch->kept;
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *track_key = make_key (self, "track");
  g_autofree char     *missed_key = make_key (self, "missed");
  g_autofree char     *late_key = make_key (self, "late");
  g_autofree char     *target_key = make_key (self, "target");
  g_autofree char     *late = zhihui_clock_words_make_missed (self->clock);
  g_autofree char     *target = zhihui_clock_words_make_target (self->clock->target);
  double               y = self->y + 176, missed, width;

  if (tally->n <= 0)
    return;
  missed = (double) (tally->n - tally->k) / (double) tally->n;
  width = missed > 0 ? MAX (missed, LEAST_MISSED) * self->width : 0;
  zhihui_sketch_rect (sketch,
                      track_key,
                      self->x,
                      y - 2,
                      self->width - width - (missed > 0 ? 3 : 0),
                      4,
                      zhihui_sketch_choose (sketch, palette->bar, palette->line2));
  if (missed > 0)
    zhihui_sketch_rect (sketch,
                        missed_key,
                        self->x + self->width - width,
                        y - 4,
                        width,
                        8,
                        bad ? palette->attention : palette->mute);
  if (self->height < 212)
    return;
  zhihui_sketch_text (
    sketch, late_key, late, &note, self->x + self->width, y + 24, ZHIHUI_ALIGN_RIGHT, 180);
  zhihui_sketch_text (
    sketch, target_key, target, &note, self->x, y + 24, ZHIHUI_ALIGN_LEFT, self->width - 190);
}

static void
draw_block (Block *self)
{
  draw_name (self);
  draw_left (self);
  draw_counts (self);
  draw_month (self);
}

/* How many have room at their least size. */
static guint
count_blocks (const ZhihuiSketch *sketch, guint *n_columns, guint *n_lines)
{
  *n_columns = (guint) MAX (floor ((sketch->width + GUTTER) / (COLUMN + GUTTER)), 1);
  *n_lines = (guint) MAX (floor ((sketch->height - TOP) / BLOCK), 1);
  return *n_columns * *n_lines;
}

static void
draw_blocks (ZhihuiSketch *sketch, GPtrArray *clocks)
{
  double room = sketch->height - TOP;
  guint  n = clocks->len, n_columns, n_lines;
  double width, height;

  count_blocks (sketch, &n_columns, &n_lines);
  n_lines = (n + n_columns - 1) / n_columns;
  /* The last line is not left with one where the others have more. */
  n_columns = (n + n_lines - 1) / n_lines;
  width = (sketch->width - GUTTER * (n_columns - 1)) / n_columns;
  height = MIN (room / n_lines, MOST_BLOCK);
  for (guint i = 0; i < n; i++)
    {
      Block            block = { .sketch = sketch,
                                 .clock = clocks->pdata[i],
                                 .x = (width + GUTTER) * (i % n_columns),
                                 .y = TOP + height * (i / n_columns),
                                 .width = width,
                                 .height = height };
      g_autofree char *key = make_key (&block, "rule");

      if (i >= n_columns)
        zhihui_sketch_rect (sketch, key, block.x, block.y - 4, width, 1, sketch->palette->row_rule);
      draw_block (&block);
    }
}

/**
 * zhihui_panel_clocks_draw:
 *
 * Each clock with the time that is left of the tightest one, how many run and fall due today, and
 * how the month went.
 */
void
zhihui_panel_clocks_draw (ZhihuiSketch *sketch)
{
  ZhihuiSummary *summary = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SUMMARY, _ ("key figures"));
  guint n_columns, n_lines, n_fit = count_blocks (sketch, &n_columns, &n_lines), n_rest = 0;
  g_autoptr (GPtrArray) clocks =
    zhihui_clock_words_choose (summary != NULL ? summary->clocks : NULL, n_fit);
  g_autofree char *words = NULL;
  g_autofree char *less = NULL;
  g_autofree char *rest = NULL;

  sketch->stopped = C_ ("deadline", "clocks stopped");
  if (summary != NULL && sketch->shown)
    n_rest = summary->clocks->len - clocks->len;
  words =
    zhihui_clock_words_add_rest (_ ("time left of the tightest, share on time this month"), n_rest);
  less = zhihui_clock_words_add_rest (_ ("time left of the tightest"), n_rest);
  rest = zhihui_clock_words_add_rest (NULL, n_rest);
  zhihui_sketch_head (sketch, (const char *[]){ words, less, rest, NULL }, NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), words);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (clocks->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_blocks (sketch, clocks);
}
