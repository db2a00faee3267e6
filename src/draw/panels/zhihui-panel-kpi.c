/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define N_FIGURES 7
#define LABEL 24
#define UNIT 26
#define NOTE 20
#define UNIT_GAP 8
#define TWO_ROWS_BELOW 1300 /* u */
#define ROW_PITCH 130
#define COLUMN_GAP 12
#define LEAST_FIGURE 44 /* u: what gives room to notes */

typedef struct
{
  const char *key;
  char       *label;                        /* owned */
  char       *value;                        /* owned, NULL: not known */
  const char *unit;                         /* NULL: a rate */
  char       *note;                         /* owned */
  gboolean    attention, is_today, is_none; /* none: of nothing there is no rate */
  double      x, y, room;                   /* u; y: top of its row */
} Figure;

/* Sizes and middles of the three lines, u from the top of the row. */
typedef struct
{
  double figure, label_y, figure_y, note_y;
} Lines;

static void
clear_figure (Figure *self)
{
  g_free (self->label);
  g_free (self->value);
  g_free (self->note);
}

static char *
make_strong (const char *format, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *strong = g_strconcat (ZHIHUI_STRONG, owned, ZHIHUI_STRONG, NULL);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", strong, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was not given is not nought. */
static char *
format_known (gint64 count)
{
  return count >= 0 ? zhihui_format_count_wall (count) : g_strdup ("—");
}

static char *
make_difference (gint64 now, gint64 before)
{
  g_autofree char *yesterday = zhihui_format_count (before);
  g_autofree char *difference = zhihui_format_count (now - before);
  g_autofree char *strong = make_strong (_ ("yesterday %s"), g_steal_pointer (&yesterday));

  if (before < 0)
    return make_strong (_ ("yesterday %s"), g_strdup ("—"));
  if (now < 0 || now == before)
    return g_steal_pointer (&strong);
  return g_strdup_printf ("%s %s%s", strong, now > before ? "+" : "", difference);
}

static void
fill_counts (Figure *figures, const ZhihuiSummary *summary)
{
  double growth = summary->previous_month_same > 0 && summary->month_count >= 0
                    ? (double) summary->month_count / (double) summary->previous_month_same - 1
                    : NAN;

  figures[0].value = format_known (summary->today);
  figures[0].is_none = summary->today < 0;
  figures[0].note = summary->today == 0 ? g_strdup (_ ("none accepted yet today"))
                                        : make_strong (_ ("yesterday by now %s"),
                                                       format_known (summary->yesterday_same_time));
  figures[1].value = format_known (summary->month_count);
  figures[1].is_none = summary->month_count < 0;
  figures[1].note = make_strong (_ ("to last month %s"), zhihui_format_change (growth));
  figures[2].value = zhihui_format_count_wall (summary->open);
  figures[2].note = make_strong (_ ("due today %s"), format_known (summary->due_today));
  figures[3].value = format_known (summary->overdue_open);
  figures[3].is_none = summary->overdue_open < 0;
  figures[3].note = make_difference (summary->overdue_open, summary->overdue_open_yesterday);
  figures[3].attention = summary->overdue_open > 0;
}

static void
fill_rates (Figure *figures, const ZhihuiSummary *summary)
{
  const ZhihuiTally *tallies[] = { &summary->on_time, &summary->returned, &summary->satisfied };

  for (guint i = 0; i < G_N_ELEMENTS (tallies); i++)
    {
      figures[4 + i].value = zhihui_format_rate (tallies[i]->k, tallies[i]->n);
      figures[4 + i].is_none = tallies[i]->n <= 0;
      /* Of no case, or not told: not "0/0", which claims to know. */
      figures[4 + i].note =
        tallies[i]->n > 0 ? zhihui_format_fraction (tallies[i]->k, tallies[i]->n) : g_strdup ("");
    }
  if (summary->rated.n > 0)
    {
      g_free (figures[6].note);
      figures[6].note = make_strong (C_ ("key figure", "rated %s"),
                                     zhihui_format_share (summary->rated.k, summary->rated.n));
    }
}

static void
fill_figures (ZhihuiSketch *sketch, Figure *figures)
{
  const struct
  {
    const char *key, *label;
    gboolean    is_count;
  } names[N_FIGURES] = {
    { "today", C_ ("key figure", "Accepted today"), TRUE },
    { "month", C_ ("key figure", "Accepted this month"), TRUE },
    { "open", C_ ("key figure", "In hand"), TRUE },
    { "overdue", C_ ("key figure", "Overdue now"), TRUE },
    { "on-time", C_ ("key figure", "Answered on time"), FALSE },
    { "returned", C_ ("key figure", "Returned"), FALSE },
    { "satisfied", C_ ("key figure", "Satisfied"), FALSE },
  };
  ZhihuiSummary *summary = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SUMMARY, _ ("key figures"));

  for (guint i = 0; i < N_FIGURES; i++)
    {
      figures[i].key = names[i].key;
      figures[i].label = g_strdup (names[i].label);
      figures[i].unit = names[i].is_count ? C_ ("unit of a count", "cases") : NULL;
      figures[i].is_today = i == 0;
    }
  if (summary != NULL)
    {
      fill_counts (figures, summary);
      fill_rates (figures, summary);
    }
}

static double
measure_figure (ZhihuiSketch *sketch, const Figure *figure, double size)
{
  ZhihuiStyle style = zhihui_sketch_style (size, 600, sketch->palette->text1);
  ZhihuiStyle unit = zhihui_sketch_style (UNIT, 400, sketch->palette->text2);
  double      width = 0;

  if (figure->value != NULL)
    width = zhihui_sketch_measure (sketch, figure->value, &style);
  if (figure->unit != NULL)
    width += UNIT_GAP + zhihui_sketch_measure (sketch, figure->unit, &unit);
  return width;
}

/* Of all three lines. */
static double
measure_need (ZhihuiSketch *sketch, const Figure *figure, double size)
{
  ZhihuiStyle label = zhihui_sketch_style (LABEL, 400, sketch->palette->text2);
  ZhihuiStyle note = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  double      need = MAX (zhihui_sketch_measure (sketch, figure->label, &label),
                     measure_figure (sketch, figure, size));

  if (figure->note != NULL)
    need = MAX (need, zhihui_sketch_measure (sketch, figure->note, &note));
  return ceil (need) + COLUMN_GAP;
}

/* A column that lacks room is given what others have to spare; where that is too little, figures
 * become smaller before notes are cut. */
static void
share_columns (ZhihuiSketch *sketch, const Figure *figures, double size, double widths[N_FIGURES])
{
  double spares[N_FIGURES], lack = 0, spare = 0, taken;

  for (guint i = 0; i < N_FIGURES; i++)
    {
      spares[i] = widths[i] - measure_need (sketch, &figures[i], size);
      lack += MAX (-spares[i], 0);
      spare += MAX (spares[i], 0);
    }
  if (lack > spare && size > LEAST_FIGURE)
    {
      share_columns (sketch, figures, size - 4, widths);
      return;
    }
  taken = MIN (lack, spare);
  for (guint i = 0; i < N_FIGURES && taken > 0; i++)
    widths[i] -= spares[i] * taken / (spares[i] > 0 ? spare : lack);
}

static void
place_in_columns (
  ZhihuiSketch *sketch, Figure *figures, const double *columns, double total, double size)
{
  double widths[N_FIGURES], x = 0, last = total;

  for (guint i = 0; i + 1 < N_FIGURES; i++)
    {
      widths[i] = columns[i] * sketch->width / total;
      last -= columns[i];
    }
  widths[N_FIGURES - 1] = last * sketch->width / total + COLUMN_GAP; /* after it is no gap */
  share_columns (sketch, figures, size, widths);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      figures[i].x = x;
      figures[i].room = widths[i] - COLUMN_GAP;
      x += widths[i];
    }
}

static void
place_in_two_rows (ZhihuiSketch *sketch, Figure *figures)
{
  const double columns[] = { 260, 290, 260 };
  double       factor = sketch->width / 1008, x = 0;

  for (guint i = 0; i < N_FIGURES; i++)
    {
      guint  column = i % 4;
      double width = column < 3 ? columns[column] * factor : sketch->width - x;

      x = column == 0 ? 0 : x;
      if (column == 0)
        width = columns[0] * factor;
      figures[i].x = x;
      figures[i].room = (i + 1 == N_FIGURES ? sketch->width - x : width) - (column < 3 ? 12 : 0);
      figures[i].y = i < 4 ? 0 : ROW_PITCH;
      x += width;
    }
}

static Lines
place_figures (ZhihuiSketch *sketch, Figure *figures)
{
  static const double wide[] = { 274, 310, 236, 190, 282, 274 };
  static const double tall[] = { 214, 290, 223, 195, 304, 262 };
  static const double widest[] = { 294, 360, 301, 226, 373, 337 };
  Lines               lines = { 66, 13.6, 64.8, 110.5 };

  if (sketch->width < TWO_ROWS_BELOW)
    {
      place_in_two_rows (sketch, figures);
      return lines;
    }
  if (!sketch->tall)
    {
      place_in_columns (sketch, figures, wide, 1840, lines.figure);
      lines.label_y = 14;
      return lines;
    }

  lines = (Lines){ 74, sketch->height - 116.2, sketch->height - 64, sketch->height - 13.2 };
  if (sketch->width > 1900)
    place_in_columns (sketch, figures, widest, 2147, lines.figure);
  else
    place_in_columns (sketch, figures, tall, 1744, lines.figure);
  return lines;
}

static void
draw_unknown (ZhihuiSketch *sketch, const Figure *figure, const Lines *lines)
{
  g_autofree char *key = g_strdup_printf ("kpi/%s/figure", figure->key);
  ZhihuiStyle      dash = zhihui_sketch_style (lines->figure, 600, sketch->palette->text3);

  if (sketch->state == ZHIHUI_STATE_LOADING && !sketch->shown)
    zhihui_marks_add_waiting (sketch->picture,
                              key,
                              figure->x * sketch->u,
                              (figure->y + lines->figure_y) * sketch->u,
                              42 * sketch->u,
                              sketch->palette->line2);
  else
    zhihui_sketch_text (sketch,
                        key,
                        "—",
                        &dash,
                        figure->x,
                        figure->y + lines->figure_y,
                        ZHIHUI_ALIGN_LEFT,
                        figure->room);
}

static void
draw_figure (ZhihuiSketch *sketch, const Figure *figure, const Lines *lines)
{
  const ZhihuiPalette *palette = sketch->palette;
  g_autofree char     *key = g_strdup_printf ("kpi/%s/figure", figure->key);
  g_autofree char     *unit_key = g_strdup_printf ("kpi/%s/unit", figure->key);
  double               size = lines->figure;
  double               y = figure->y + lines->figure_y, width;
  ZhihuiStyle          style, unit;

  /* A figure that is too long becomes smaller, on the same base line. */
  while (size > UNIT && measure_figure (sketch, figure, size) > figure->room)
    size -= 1;
  y += ZHIHUI_MIDDLE_TO_BASELINE * (lines->figure - size);
  style = zhihui_sketch_style (size, 600, figure->attention ? palette->attention : palette->text1);
  if (figure->is_none)
    style.colour = palette->text3;
  else if (sketch->kept)
    {
      style.colour = palette->hollow;
      style.hollow = TRUE;
    }
  width = zhihui_sketch_text (
    sketch, key, figure->value, &style, figure->x, y, ZHIHUI_ALIGN_LEFT, figure->room);
  if (figure->unit == NULL)
    return;

  unit = zhihui_sketch_style (MIN (UNIT, size), 400, palette->text2);
  zhihui_sketch_shrink (sketch, figure->unit, &unit, figure->room - width - UNIT_GAP);
  if (zhihui_sketch_measure (sketch, figure->unit, &unit) > figure->room - width - UNIT_GAP)
    return;
  zhihui_sketch_text (sketch,
                      unit_key,
                      figure->unit,
                      &unit,
                      figure->x + width + UNIT_GAP,
                      y + ZHIHUI_MIDDLE_TO_BASELINE * (size - unit.size),
                      ZHIHUI_ALIGN_LEFT,
                      figure->room - width - UNIT_GAP);
}

/* Why there is no figure, in the place of its note. */
static char *
make_reason (ZhihuiSketch *sketch)
{
  g_autofree char *today = NULL;

  if (sketch->shown && zhihui_situation_is_clock_doubtful (sketch->situation))
    return g_strdup (_ ("the day is not known"));
  if (sketch->shown)
    {
      today =
        zhihui_format_date (sketch->zone, sketch->moment->local_now, sketch->moment->local_now);
      return g_strdup_printf (_ ("nothing yet of %s"), today);
    }
  if (sketch->state == ZHIHUI_STATE_ERROR)
    return g_strdup (_ ("Reading failed"));
  if (sketch->state == ZHIHUI_STATE_REFUSED)
    return g_strdup (C_ ("key figure", "not permitted"));
  return g_strdup (_ ("Reading"));
}

static void
draw_note (ZhihuiSketch *sketch, const Figure *figure, const Lines *lines, gboolean known)
{
  const ZhihuiPalette *palette = sketch->palette;
  g_autofree char     *key = g_strdup_printf ("kpi/%s/note", figure->key);
  g_autofree char     *reason = known ? NULL : make_reason (sketch);
  ZhihuiStyle          style = zhihui_sketch_style (NOTE, 400, palette->text3);
  double               y = figure->y + lines->note_y;

  style.strong_colour = palette->text2;
  if (known && sketch->state != ZHIHUI_STATE_FRESH)
    zhihui_sketch_caption (sketch, key, figure->x, y, ZHIHUI_ALIGN_LEFT, figure->room);
  else
    zhihui_sketch_text (sketch,
                        key,
                        known ? figure->note : reason,
                        &style,
                        figure->x,
                        y,
                        ZHIHUI_ALIGN_LEFT,
                        figure->room);
}

static void
speak_figure (ZhihuiSketch *sketch, const Figure *figure, gboolean known)
{
  /* How old the key figures are the head says. */
  g_autofree char *caption = sketch->lag_s == 0 ? zhihui_sketch_make_caption (sketch) : NULL;
  g_autofree char *reason = known ? NULL : make_reason (sketch);

  if (!known)
    zhihui_sketch_speak (sketch, "%s — %s", figure->label, reason);
  else
    zhihui_sketch_speak (sketch,
                         "%s %s%s%s, %s",
                         figure->label,
                         figure->value,
                         figure->unit != NULL ? " " : "",
                         figure->unit != NULL ? figure->unit : "",
                         caption != NULL ? caption : figure->note);
}

/* The panel has no title that could say of what its figures are. */
static void
add_scope (ZhihuiSketch *sketch, Figure *figure)
{
  g_autofree char *scope = zhihui_sketch_make_scope (sketch);
  g_autofree char *label = figure->label;

  figure->label =
    scope != NULL ? g_strdup_printf ("%s · %s", scope, label) : g_steal_pointer (&label);
}

void
zhihui_panel_kpi_draw (ZhihuiSketch *sketch)
{
  const ZhihuiPalette *palette = sketch->palette;
  Figure               figures[N_FIGURES] = { 0 };
  Lines                lines;

  fill_figures (sketch, figures);
  add_scope (sketch, &figures[0]);
  lines = place_figures (sketch, figures);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      Figure          *figure = &figures[i];
      g_autofree char *key = g_strdup_printf ("kpi/%s/label", figure->key);
      gboolean         known =
        figure->value != NULL && !(figure->is_today && zhihui_sketch_is_day_over (sketch));
      ZhihuiStyle label =
        zhihui_sketch_style (LABEL, 400, sketch->kept ? palette->text3 : palette->text2);

      figure->attention = figure->attention && !sketch->kept;
      zhihui_sketch_text (sketch,
                          key,
                          figure->label,
                          &label,
                          figure->x,
                          figure->y + lines.label_y,
                          ZHIHUI_ALIGN_LEFT,
                          figure->room);
      if (known)
        draw_figure (sketch, figure, &lines);
      else
        draw_unknown (sketch, figure, &lines);
      draw_note (sketch, figure, &lines, known);
      speak_figure (sketch, figure, known);
      clear_figure (figure);
    }
}
