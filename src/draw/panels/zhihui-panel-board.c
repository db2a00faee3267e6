/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-board-graph.h"
#include "zhihui-board-last-line.h"
#include "zhihui-board-words.h"
#include "zhihui-format.h"

#define NOTE 20
#define CHANGE_ROOM 62 /* u: for the change of rank beside a name */
#define GAP 12         /* u: height of the dotted gap */
#define LAST_LINE 29
#define FLOW 400 /* u: the least width of rows that flow on beside */
#define FLOW_GAP 44

/* ---- texts of a row ---- */

/* ▲2, ▼4, –, or "new": how the rank changed; nothing where nobody tells of earlier ranks. Returns
 * the width. */
static double
draw_change (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double x, double y, double room)
{
  ZhihuiSketch      *sketch = self->sketch;
  const ZhihuiScore *score = row->score;
  ZhihuiStyle        style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  g_autofree char   *key = zhihui_board_graph_make_key (row, "change");
  g_autofree char   *sign_key = zhihui_board_graph_make_key (row, "change/sign");
  g_autofree char   *number = NULL;

  if (!self->knows_before)
    return 0;
  if (!score->has_delta_rank)
    return zhihui_sketch_text (
      sketch, key, C_ ("rank change", "new"), &style, x, y, ZHIHUI_ALIGN_LEFT, room);
  if (score->delta_rank == 0)
    return zhihui_sketch_text (sketch, key, "–", &style, x, y, ZHIHUI_ALIGN_LEFT, room);
  if (room < 32)
    return 0;

  number = g_strdup_printf ("%d", ABS (score->delta_rank));
  if (!sketch->tall && ABS (score->delta_rank) > 9)
    x -= 4; /* two figures keep away from the name */
  zhihui_sketch_symbol (sketch,
                        sign_key,
                        score->delta_rank > 0 ? ZHIHUI_SYMBOL_UP : ZHIHUI_SYMBOL_DOWN,
                        x + 9.5,
                        y + 0.5,
                        16,
                        style.colour);
  return 20 +
         zhihui_sketch_text (sketch,
                             key,
                             number,
                             &style,
                             x + 20,
                             y,
                             ZHIHUI_ALIGN_LEFT,
                             MAX (room - 20, zhihui_sketch_measure (sketch, number, &style) + 1));
}

/* "(3 units)", shorter "+2"; NULL where the name needs the room: then the last line tells it. */
static char *
make_tie (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, const ZhihuiStyle *note, double room)
{
  char *tie;

  if (row->n_tied <= 1)
    return NULL;

  /* Translators: how many units share the row with the one named. */
  tie = g_strdup_printf (ngettext ("(%u unit)", "(%u units)", row->n_tied), row->n_tied);
  if (zhihui_sketch_measure (self->sketch, tie, note) <= room)
    return tie;
  g_free (tie);
  tie = g_strdup_printf ("+%u", row->n_tied - 1);
  if (zhihui_sketch_measure (self->sketch, tie, note) <= room)
    return tie;
  g_free (tie);
  if (self->untold == NULL || self->untold->n_tied < row->n_tied)
    self->untold = row;
  return NULL;
}

/* Name, and how many share the row. Returns where it ends. */
static double
draw_name (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y, double room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  double               x = self->metrics.name_x;
  ZhihuiStyle          style = zhihui_sketch_style (
    self->metrics.name_size, 400, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char *key = zhihui_board_graph_make_key (row, "name");
  g_autofree char *tie_key = zhihui_board_graph_make_key (row, "tie");
  g_autofree char *tie = NULL;

  zhihui_sketch_shrink (sketch, row->score->unit->short_name, &style, room);
  tie = make_tie (self,
                  row,
                  &note,
                  room - 5 - zhihui_sketch_measure (sketch, row->score->unit->short_name, &style));
  x += zhihui_sketch_text (
    sketch, key, row->score->unit->short_name, &style, x, y, ZHIHUI_ALIGN_LEFT, room);
  if (tie != NULL)
    x += 5 + zhihui_sketch_text (sketch,
                                 tie_key,
                                 tie,
                                 &note,
                                 x + 5,
                                 y + ZHIHUI_MIDDLE_TO_BASELINE * (self->metrics.name_size - NOTE),
                                 ZHIHUI_ALIGN_LEFT,
                                 room);
  return x;
}

static char *
make_value (ZhihuiBoardSketch *self, const ZhihuiScore *score)
{
  if (self->is_count)
    return zhihui_format_count_wall (score->n);
  return zhihui_format_rate (score->k, score->n);
}

static char *
make_note (ZhihuiBoardSketch *self, const ZhihuiScore *score)
{
  if (!self->is_count)
    return zhihui_format_fraction (score->k, score->n);
  if (!score->has_delta && self->knows_before)
    return g_strdup (C_ ("rank change", "new"));
  return zhihui_format_change (score->delta_value);
}

/* Value and below or beside it n/d. Returns where the value begins. */
static double
draw_value (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y, double note_y)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             worse = row->score->flag == ZHIHUI_FLAG_WORSE && !self->is_count;
  ZhihuiStyle          style = zhihui_sketch_style (
    self->metrics.value_size, 600, worse ? palette->attention : palette->text1);
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char *key = zhihui_board_graph_make_key (row, "value");
  g_autofree char *note_key = zhihui_board_graph_make_key (row, "note");
  g_autofree char *value = make_value (self, row->score);
  g_autofree char *part = make_note (self, row->score);
  double           width;

  if (sketch->kept)
    {
      style.colour = palette->hollow_small;
      style.hollow = TRUE;
      note.colour = palette->text2;
    }
  width = zhihui_sketch_text (
    sketch, key, value, &style, self->metrics.value_x, y, ZHIHUI_ALIGN_RIGHT, 170);
  zhihui_sketch_text (sketch,
                      note_key,
                      part,
                      &note,
                      self->metrics.note_x,
                      note_y,
                      ZHIHUI_ALIGN_RIGHT,
                      sketch->tall ? 130 : 98);
  zhihui_sketch_speak (
    sketch, "%u %s %s, %s", row->score->rank, row->score->unit->name, value, part);
  return self->metrics.value_x - width;
}

static double
measure_name (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row)
{
  ZhihuiStyle style =
    zhihui_sketch_style (self->metrics.name_size, 400, self->sketch->palette->text1);

  return zhihui_sketch_measure (self->sketch, row->score->unit->short_name, &style);
}

static void
draw_row (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double top)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiBoardMetrics *metrics = &self->metrics;
  double                    y = top + metrics->first_y, second = top + metrics->second_y, end, room;
  /* Texts of one line stand on the base line of the name. */
  double note_y =
    sketch->tall ? second : y + ZHIHUI_MIDDLE_TO_BASELINE * (metrics->name_size - NOTE);
  g_autofree char *key = zhihui_board_graph_make_key (row, "rank");
  g_autofree char *rank = g_strdup_printf ("%u", row->score->rank);
  ZhihuiStyle      style = zhihui_sketch_style (metrics->rank_size, 600, sketch->palette->text2);

  if (sketch->tall)
    {
      g_autofree char *ref_key = zhihui_board_graph_make_key (row, "ref");

      zhihui_board_graph_draw_reference (
        self, ref_key, second - metrics->ref_height / 2, metrics->ref_height);
    }
  zhihui_sketch_text (
    sketch, key, rank, &style, metrics->rank_x, y, ZHIHUI_ALIGN_LEFT, metrics->rank_width);
  end = draw_value (
    self, row, y + ZHIHUI_MIDDLE_TO_BASELINE * (metrics->name_size - metrics->value_size), note_y);
  if (sketch->tall)
    {
      /* Where there is not room for both, who it is goes before how it was. */
      gboolean has_change;

      room = end - metrics->name_x - 12;
      has_change = measure_name (self, row) <= room - CHANGE_ROOM;
      end = draw_name (self, row, y, has_change ? room - CHANGE_ROOM : room) + 13;
      if (has_change)
        draw_change (self, row, end, y + 2.5, metrics->name_x + room - end);
    }
  else
    {
      draw_change (self, row, metrics->change_x, y + 1.5, 46);
      draw_name (self, row, y, metrics->graph_x - metrics->name_x - 4);
    }
  if (self->is_count)
    zhihui_board_graph_draw_bar (self, row, second);
  else
    zhihui_board_graph_draw_interval (self, row, second);
}

/* ---- the board ---- */

static void
draw_gap (ZhihuiBoardSketch *self, double y)
{
  ZhihuiSketch *sketch = self->sketch;

  zhihui_marks_add_dashes (sketch->picture,
                           "gap",
                           0,
                           round ((y + 4.5) * sketch->u),
                           sketch->width * sketch->u,
                           MAX (round (2 * sketch->u), 1),
                           2 * sketch->u,
                           2 * sketch->u,
                           sketch->palette->line2);
}

/* One line through the compact rows from @from to before @to. */
static void
draw_long_reference (ZhihuiBoardSketch *self, guint part, double from, double to)
{
  g_autofree char *key = g_strdup_printf ("ref/%u", part);

  if (!self->sketch->tall)
    zhihui_board_graph_draw_reference (self, key, from - 1, to - from + 2);
}

/* @n rows from number @first on, below each other. Returns where they end. */
static double
draw_flow (ZhihuiBoardSketch *self, GArray *rows, guint first, guint n)
{
  double y = self->metrics.top;

  for (guint i = first; i < first + n; i++)
    {
      const ZhihuiBoardRow *row = &g_array_index (rows, ZhihuiBoardRow, i);
      gboolean              before_gap =
        i + 1 < rows->len && g_array_index (rows, ZhihuiBoardRow, i + 1).after_gap;

      y += row->after_gap ? GAP : 0;
      draw_row (self, row, y);
      y += self->metrics.pitch;
      if (self->sketch->tall && i + 1 < first + n && !before_gap)
        {
          g_autofree char *key = g_strdup_printf ("row-rule/%u", i);

          zhihui_sketch_rect (self->sketch,
                              key,
                              self->metrics.rank_x,
                              y - 1,
                              self->metrics.width,
                              1,
                              self->sketch->palette->row_rule);
        }
    }
  return y;
}

/* Gaps, and the lines through compact rows, which never flow on. */
static void
draw_between (ZhihuiBoardSketch *self, GArray *rows)
{
  double y = self->metrics.top, from = y;
  guint  part = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiBoardRow *row = &g_array_index (rows, ZhihuiBoardRow, i);

      if (row->after_gap)
        {
          draw_long_reference (self, part++, from, y);
          draw_gap (self, y);
          from = y += GAP;
        }
      y += self->metrics.pitch;
    }
  draw_long_reference (self, part, from, y);
}

/* Returns where they end. */
static double
draw_rows (ZhihuiBoardSketch *self, GArray *rows)
{
  guint  n_below = (rows->len + self->n_flows - 1) / self->n_flows;
  double end = self->metrics.top;

  draw_between (self, rows);
  for (guint first = 0; first < rows->len; first += n_below)
    {
      double y = draw_flow (self, rows, first, MIN (n_below, rows->len - first));

      end = MAX (end, y);
      zhihui_board_metrics_move_right (&self->metrics, self->metrics.width + FLOW_GAP);
    }
  return end;
}

/* Where all rows, @n_fit below each other, have no room and the board is wide, they flow on beside.
 */
static void
flow (ZhihuiBoardSketch *self, guint n_fit)
{
  double width = self->sketch->width;
  guint  n_beside = (guint) MAX (floor ((width + FLOW_GAP) / (FLOW + FLOW_GAP)), 1);

  if (!self->sketch->tall || self->ranking->n_ranked <= n_fit)
    return;
  self->n_flows = MIN ((self->ranking->n_ranked + n_fit - 1) / n_fit, n_beside);
  self->metrics = zhihui_board_metrics_make (
    self->sketch, floor ((width - FLOW_GAP * (self->n_flows - 1)) / self->n_flows));
}

static GArray *
choose_rows (ZhihuiBoardSketch *self, gboolean *has_last_line)
{
  ZhihuiRanking *ranking = self->ranking;
  double         space = self->sketch->height - self->metrics.top + 2;
  double         last;
  guint          n_fit, n_fit_with_gap;
  guint          top = zhihui_sketch_get_top (self->sketch);

  *has_last_line = ranking->n_unranked > 0 || self->is_count;
  last = *has_last_line ? LAST_LINE : 0;
  if (self->is_count && self->sketch->tall && ranking->n_unranked == 0 &&
      ranking->n_scores * self->metrics.pitch <= space)
    last = 0;
  n_fit = (guint) MAX ((space - last) / self->metrics.pitch, 0);
  n_fit_with_gap = (guint) MAX ((space - last - GAP) / self->metrics.pitch, 0);
  /* All are wanted, and all were sent. */
  if (top >= ranking->n_ranked && ranking->n_scores >= ranking->n_ranked && n_fit > 0)
    {
      flow (self, n_fit);
      return zhihui_board_rows_choose_part (
        ranking, n_fit * self->n_flows, self->sketch->moment->turn);
    }
  if (top > 0)
    return zhihui_board_rows_choose_run (ranking, MIN (top, n_fit), n_fit);
  return zhihui_board_rows_choose (ranking, n_fit, n_fit_with_gap);
}

/* A board that ends here says so, where there is room. */
static gboolean
wants_end (ZhihuiBoardSketch *self, gboolean all, double y)
{
  return self->sketch->tall && (!all || self->ranking->n_unranked > 0) &&
         y + GAP + LAST_LINE - 4 <= self->sketch->height;
}

/* Does every unit that has a rank stand there, in a row of its own or, where rows are all that
 * there are, in that of a tie? */
static gboolean
has_all (ZhihuiBoardSketch *self, const GArray *rows)
{
  gboolean are_parts = zhihui_sketch_get_top (self->sketch) > 0;
  guint    n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += are_parts ? g_array_index (rows, ZhihuiBoardRow, i).n_tied : 1;
  return n == self->ranking->n_ranked;
}

static void
draw_last_line (ZhihuiBoardSketch *self, GArray *rows, double y)
{
  gboolean all = has_all (self, rows);
  gboolean is_run = zhihui_sketch_get_top (self->sketch) > 0 && !all;

  if (self->is_count && self->ranking->n_unranked == 0 && self->sketch->tall && all)
    return;
  if ((is_run || all) && wants_end (self, all, y))
    {
      draw_gap (self, y);
      y += GAP;
    }
  y += self->sketch->tall ? 13 : 14;
  if (y + 10 > self->sketch->height)
    return;
  zhihui_board_last_line_draw (self, y, is_run ? rows : NULL);
}

static double
get_excess (ZhihuiSketch *sketch, guint number, const ZhihuiStyle *style)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return MAX (
    zhihui_sketch_measure (sketch, text, style) - zhihui_sketch_measure (sketch, "88", style), 0);
}

/* Ranks and their changes have room for two figures; where there are more, what follows moves to
 * the right, and the graphs give the room. */
static void
make_room_for_ranks (ZhihuiBoardSketch *self, GArray *rows)
{
  ZhihuiBoardMetrics *metrics = &self->metrics;
  ZhihuiStyle rank = zhihui_sketch_style (metrics->rank_size, 600, self->sketch->palette->text2);
  ZhihuiStyle change = zhihui_sketch_style (NOTE, 400, self->sketch->palette->text3);
  guint       highest = 0, widest = 0;
  double      ranks, changes = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiScore *score = g_array_index (rows, ZhihuiBoardRow, i).score;

      highest = MAX (highest, score->rank);
      if (score->has_delta_rank)
        widest = MAX (widest, (guint) ABS (score->delta_rank));
    }

  ranks = get_excess (self->sketch, highest, &rank);
  metrics->rank_width += ranks;
  metrics->name_x += ranks;
  if (self->sketch->tall)
    return;

  if (widest > 99)
    changes = get_excess (self->sketch, widest, &change);
  metrics->change_x += ranks;
  metrics->name_x += changes;
  metrics->graph_x += ranks + changes;
  metrics->graph_width = MAX (metrics->graph_width - ranks - changes, 20);
}

/* What must be said of it; a period too that the page names. Of a count that stands at the right
 * end, unless the time does. */
static ZhihuiApart
get_apart (const ZhihuiBoardSketch *self)
{
  const ZhihuiSketch *sketch = self->sketch;
  ZhihuiApart         apart;

  if (sketch->options == NULL)
    return 0;
  apart = sketch->options->apart;
  if (sketch->options->period != NULL)
    apart |= ZHIHUI_APART_BY_PERIOD;
  if (!sketch->tall && self->is_count && !zhihui_sketch_is_dated (sketch))
    apart &= ~ZHIHUI_APART_BY_PERIOD;
  return apart;
}

static void
draw_ranking (ZhihuiBoardSketch *self)
{
  gboolean has_last_line;
  g_autoptr (GArray) rows = choose_rows (self, &has_last_line);
  g_autoptr (GPtrArray) descriptions =
    zhihui_board_words_make_descriptions (self->ranking,
                                          zhihui_situation_get_meta (self->sketch->situation),
                                          rows->len,
                                          self->sketch->tall,
                                          get_apart (self));
  g_autofree char *base = zhihui_board_words_make_base (self->ranking, self->sketch->tall);
  double           end;

  zhihui_sketch_head (self->sketch, (const char *const *) descriptions->pdata, base);
  zhihui_sketch_speak (self->sketch,
                       "%s, %s, %s",
                       zhihui_sketch_get_title (self->sketch),
                       (const char *) descriptions->pdata[0],
                       base);
  make_room_for_ranks (self, rows);
  self->knows_before = zhihui_ranking_knows_before (self->ranking);
  for (guint i = 0; i < rows->len; i++)
    self->most = MAX (self->most, (double) g_array_index (rows, ZhihuiBoardRow, i).score->n);
  end = draw_rows (self, rows);
  if (has_last_line || self->untold != NULL)
    draw_last_line (self, rows, end);
}

static const char *
get_empty_text (ZhihuiBoard board)
{
  switch (board)
    {
    case ZHIHUI_BOARD_OVERDUE:
      return _ ("No case was due for reply in this period");
    case ZHIHUI_BOARD_RETURN:
      return _ ("No case was dispatched in this period");
    case ZHIHUI_BOARD_SATISFIED:
      return _ ("No case was rated in this period");
    case ZHIHUI_BOARD_VOLUME:
    case ZHIHUI_N_BOARDS:
    default:
      return _ ("No case was handled in this period");
    }
}

void
zhihui_panel_board_draw (ZhihuiSketch *sketch, ZhihuiBoard board)
{
  const ZhihuiBoardKey key = zhihui_sketch_get_board_key (sketch);
  ZhihuiBoardSketch    self = { .sketch = sketch };
  g_autofree char     *caption = NULL;

  self.ranking = zhihui_sketch_judge_board (sketch, &key);
  if (!sketch->shown)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_excuse (sketch);
      return;
    }

  self.is_count = zhihui_metric_get_traits (self.ranking->metric)->is_count;
  self.metrics = zhihui_board_metrics_make (sketch, sketch->width);
  self.n_flows = 1;
  self.axis = zhihui_board_axis_choose (self.ranking);
  caption = zhihui_sketch_make_caption (sketch);
  if (caption != NULL)
    zhihui_sketch_speak (sketch, "%s", caption);
  if (self.ranking->n_ranked + self.ranking->n_unranked == 0)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_notice (
        sketch, get_empty_text (board), _ ("0 is what was read, not a failure to read"), NULL);
      return;
    }
  draw_ranking (&self);
}
