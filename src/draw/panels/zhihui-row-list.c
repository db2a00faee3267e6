/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"

#define NOTE 20
#define NAME 26
#define VALUE 30
#define PITCH 48         /* of one line; */
#define PITCH_TWO 70     /* of two */
#define MOST_PITCH 1.4   /* times as much, where there is room */
#define COLUMN 520       /* u: the least that a column is wide */
#define LEAST_COLUMN 400 /* u: on a monitor of its own */
#define GUTTER 56
#define MAX_COLUMNS 32
#define MAX_PARTS 8
#define GAP 16
#define SIGN 28
#define LEAST_BAR 50
#define LEAST_NAME 80 /* less is no name: then there are no bars */
#define BAR_HEIGHT 12
#define REST 34 /* the line that counts what has no room */

/* A list under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch *sketch;
  GPtrArray    *rows;
  guint         n_columns, n_lines;   /* lines of a column */
  double        columns[MAX_COLUMNS]; /* where they begin */
  double        top, pitch;
  double        width; /* of a column */
  double        sign;  /* room for it */
  double        name_width, value_width, note_width;
  double        second_width;     /* the widest second line */
  double        bar_x, bar_width; /* from the left of the column; 0: no bars */
  double        most;             /* what the longest bar stands for */
  gboolean      has_second;
  gboolean is_lifted; /* figures stand on the first line, below which the second has all room */
  gboolean has_shares;
} List;

static void
free_row (ZhihuiListRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->second);
  g_free (self->shorter);
  g_free (self->value);
  g_free (self->note);
  g_free (self);
}

/**
 * zhihui_row_list_new:
 *
 * Returns: (transfer full) (element-type ZhihuiListRow): no rows
 */
GPtrArray *
zhihui_row_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
}

/**
 * zhihui_row_list_add:
 *
 * Returns: (transfer none): a new last row, without figure, bar and sign
 */
ZhihuiListRow *
zhihui_row_list_add (GPtrArray *rows, const char *id, const char *name)
{
  ZhihuiListRow *self = g_new0 (ZhihuiListRow, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->amount = NAN;
  g_ptr_array_add (rows, self);
  return self;
}

static ZhihuiStyle
make_name_style (const List *self)
{
  return zhihui_sketch_style (NAME, 400, self->sketch->palette->text1);
}

static ZhihuiStyle
make_value_style (const List *self)
{
  ZhihuiStyle style = zhihui_sketch_style (VALUE, 600, self->sketch->palette->text1);

  if (self->sketch->kept)
    {
      style.colour = self->sketch->palette->hollow_small;
      style.hollow = TRUE;
    }
  return style;
}

static gboolean
has_letters (const char *value)
{
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* Of a figure with its unit the figure is strong; what is kept is hollow where it is figures alone:
 * the strokes of words would run into each other. */
static ZhihuiStyle
make_style_for (const List *self, const ZhihuiListRow *row)
{
  const ZhihuiPalette *palette = self->sketch->palette;
  ZhihuiStyle          style = make_value_style (self);

  if (row->attention)
    style.colour = zhihui_sketch_choose (self->sketch, palette->attention, style.colour);
  else if (row->quiet)
    style.colour = zhihui_sketch_choose (self->sketch, palette->text2, style.colour);
  if (self->sketch->kept && has_letters (row->value))
    style = zhihui_sketch_style (VALUE, 400, palette->text2);
  else if (strstr (row->value, ZHIHUI_STRONG) != NULL)
    {
      style.strong_colour = style.colour;
      style.colour = palette->text2;
      style.weight = 400;
    }
  if (self->sketch->kept)
    style.strong_weight = 400;
  return style;
}

static ZhihuiStyle
make_note_style (const List *self)
{
  return zhihui_sketch_style (NOTE, 400, self->sketch->palette->text3);
}

/* ---- room ---- */

static void
measure_rows (List *self)
{
  ZhihuiStyle name = make_name_style (self), note = make_note_style (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZhihuiListRow *row = self->rows->pdata[i];

      self->name_width =
        MAX (self->name_width, zhihui_sketch_measure (self->sketch, row->name, &name));
      if (row->second != NULL)
        {
          self->has_second = TRUE;
          self->second_width =
            MAX (self->second_width, zhihui_sketch_measure (self->sketch, row->second, &note));
        }
      if (row->value != NULL)
        {
          ZhihuiStyle value = make_style_for (self, row);

          self->value_width =
            MAX (self->value_width, zhihui_sketch_measure (self->sketch, row->value, &value));
        }
      if (row->note != NULL)
        self->note_width =
          MAX (self->note_width, zhihui_sketch_measure (self->sketch, row->note, &note));
      if (row->has_sign)
        self->sign = SIGN;
      if (isfinite (row->amount))
        self->most = MAX (self->most, row->amount);
      self->has_shares = self->has_shares || row->is_share;
    }
  if (self->has_shares)
    self->most = 1;
}

/* Bars take what names leave. */
static void
share_width (List *self)
{
  double right = self->width;

  if (self->note_width > 0)
    right -= ceil (self->note_width) + GAP;
  if (self->value_width > 0)
    right -= ceil (self->value_width) + GAP;
  right -= self->sign;
  if (self->most > 0)
    {
      double wanted = ceil (MAX (self->name_width, self->second_width)) + GAP;
      double name = MIN (wanted, right - LEAST_BAR);

      if (name >= LEAST_NAME)
        {
          self->bar_x = self->sign + name;
          self->bar_width = right - name;
          right = name - GAP;
        }
    }
  self->name_width = MAX (right, 0);
  self->is_lifted = self->has_second && self->second_width > self->name_width;
}

/* So many columns at most, all of one width, none over an edge between monitors. */
static void
place_columns (List *self, guint n_wanted)
{
  ZhihuiSketchPart parts[MAX_PARTS] = { { 0, self->sketch->width } };
  guint            n_parts = zhihui_sketch_split (self->sketch, LEAST_COLUMN, parts, MAX_PARTS);
  guint            n_beside[MAX_PARTS], n = 0;

  n_parts = CLAMP (n_parts, 1, n_wanted);
  self->width = parts[0].width;
  for (guint i = 0; i < n_parts; i++)
    {
      guint  n_fit = (guint) MAX (floor ((parts[i].width + GUTTER) / (COLUMN + GUTTER)), 1);
      double width;

      n_beside[i] = MIN (n_fit, (n_wanted + n_parts - 1) / n_parts);
      width = (parts[i].width - GUTTER * (n_beside[i] - 1)) / n_beside[i];
      self->width = MIN (self->width, width);
    }
  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < n_beside[i] && n < MIN (n_wanted, MAX_COLUMNS); j++)
      self->columns[n++] = parts[i].x + (parts[i].width + GUTTER) / n_beside[i] * j;
  self->n_columns = n;
}

static void
share_height (List *self, double top, guint n)
{
  double room = self->sketch->height - top;
  double pitch = self->has_second ? PITCH_TWO : PITCH;
  guint  n_fit = (guint) MAX (floor (room / pitch), 1);

  place_columns (self, (n + n_fit - 1) / n_fit);
  self->n_lines = (n + self->n_columns - 1) / self->n_columns;
  if (self->n_lines > n_fit)
    {
      room -= REST;
      self->n_lines = (guint) MAX (floor (room / pitch), 1);
    }
  pitch = MIN (room / self->n_lines, pitch * MOST_PITCH);
  self->top = top;
  self->pitch = pitch;
}

/* ---- rows ---- */

static char *
make_key (const ZhihuiListRow *row, const char *part)
{
  return g_strdup_printf ("item/%s/%s", row->id, part);
}

static void
draw_bar (const List *self, const ZhihuiListRow *row, double x, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  g_autofree char *key = make_key (row, "bar");
  double           width, u = sketch->u;

  if (self->bar_width <= 0 || !isfinite (row->amount) || row->amount <= 0)
    return;
  if (self->has_shares && !row->is_share)
    return;

  x += self->bar_x;
  width = MAX (row->amount / self->most * self->bar_width, 2);
  if (!sketch->kept)
    zhihui_sketch_rect (
      sketch, key, x, y - BAR_HEIGHT / 2, width, BAR_HEIGHT, sketch->palette->bar);
  else
    zhihui_marks_add_hatch (sketch->picture,
                            key,
                            round (x * u),
                            round ((y - BAR_HEIGHT / 2) * u),
                            MAX (round (width * u), 3 * u),
                            round (BAR_HEIGHT * u),
                            sketch->palette->mute,
                            sketch->palette->line2);
}

static void
draw_figures (const List *self, const ZhihuiListRow *row, double x, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      note = make_note_style (self);
  double           right = x + self->width;
  g_autofree char *value_key = make_key (row, "value");
  g_autofree char *note_key = make_key (row, "note");

  if (row->note_attention)
    note.colour = zhihui_sketch_choose (sketch, sketch->palette->attention, note.colour);
  if (row->note != NULL)
    zhihui_sketch_text (sketch,
                        note_key,
                        row->note,
                        &note,
                        right,
                        y + ZHIHUI_MIDDLE_TO_BASELINE * (VALUE - NOTE),
                        ZHIHUI_ALIGN_RIGHT,
                        MAX (self->note_width + 1, NOTE));
  if (self->note_width > 0)
    right -= ceil (self->note_width) + GAP;
  if (row->value != NULL)
    {
      ZhihuiStyle value = make_style_for (self, row);

      zhihui_sketch_text (sketch,
                          value_key,
                          row->value,
                          &value,
                          right,
                          y,
                          ZHIHUI_ALIGN_RIGHT,
                          MAX (self->value_width + 1, VALUE));
    }
}

static const char *
choose_second (const List *self, const ZhihuiListRow *row, const ZhihuiStyle *style, double width)
{
  if (row->shorter != NULL && zhihui_sketch_measure (self->sketch, row->second, style) > width)
    return row->shorter;
  return row->second;
}

static void
draw_row (const List *self, const ZhihuiListRow *row, double x, double y)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          name = make_name_style (self), note = make_note_style (self);
  ZhihuiSymbolLook     look = {
        .symbol = row->sign,
        .hollow = sketch->kept,
        .colour = row->attention ? palette->attention : palette->text3,
  };
  g_autofree char *key = make_key (row, "name");
  g_autofree char *sign_key = make_key (row, "sign");
  g_autofree char *second_key = make_key (row, "second");
  double           lift = row->second != NULL ? 14 : 0;
  double           second_width = self->is_lifted ? self->width - self->sign : self->name_width;

  if (sketch->kept || row->quiet)
    name.colour = palette->text2;
  if (sketch->kept)
    look.colour = palette->mute;
  if (row->has_sign)
    zhihui_marks_add_symbol (sketch->picture,
                             sign_key,
                             &look,
                             (x + 9) * sketch->u,
                             (y - lift) * sketch->u,
                             16 * sketch->u);
  zhihui_sketch_shrink (sketch, row->name, &name, self->name_width);
  zhihui_sketch_text (
    sketch, key, row->name, &name, x + self->sign, y - lift, ZHIHUI_ALIGN_LEFT, self->name_width);
  if (row->second != NULL)
    zhihui_sketch_text (sketch,
                        second_key,
                        choose_second (self, row, &note, second_width),
                        &note,
                        x + self->sign,
                        y + 17,
                        ZHIHUI_ALIGN_LEFT,
                        second_width);
  if (self->is_lifted)
    y -= lift;
  draw_bar (self, row, x, y);
  draw_figures (self, row, x, y);
}

static void
speak_row (ZhihuiSketch *sketch, const ZhihuiListRow *row)
{
  g_autoptr (GString) sentence = g_string_new (row->name);
  const char *parts[] = { row->value, row->second, row->note };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (sentence, ", %s", parts[i]);
  zhihui_sketch_speak (sketch, "%s", sentence->str);
}

static void
draw_rest (const List *self, guint n)
{
  ZhihuiStyle      style = make_note_style (self);
  g_autofree char *words = g_strdup_printf (ngettext ("%u more", "%u more", n), n);

  zhihui_sketch_text (self->sketch,
                      "rest",
                      words,
                      &style,
                      self->columns[0] + self->sign,
                      self->sketch->height - 15,
                      ZHIHUI_ALIGN_LEFT,
                      self->width - self->sign);
  zhihui_sketch_speak (self->sketch, "%s", words);
}

void
zhihui_row_list_draw (ZhihuiSketch *sketch, GPtrArray *rows, double top, guint top_rows)
{
  List  self = { .sketch = sketch, .rows = rows };
  guint n = top_rows > 0 ? MIN (top_rows, rows->len) : rows->len, n_shown;

  if (n == 0 || sketch->height - top < PITCH)
    return;

  measure_rows (&self);
  share_height (&self, top, n);
  share_width (&self);
  n_shown = MIN (n, self.n_lines * self.n_columns);
  for (guint i = 0; i < n_shown; i++)
    {
      const ZhihuiListRow *row = rows->pdata[i];
      double               x = self.columns[i / self.n_lines];
      double               y = self.top + self.pitch * (i % self.n_lines + 0.5);
      g_autofree char     *key = make_key (row, "rule");

      if (i % self.n_lines > 0)
        zhihui_sketch_rect (
          sketch, key, x, y - self.pitch / 2, self.width, 1, sketch->palette->row_rule);
      draw_row (&self, row, x, y);
      speak_row (sketch, row);
    }
  if (n_shown < rows->len)
    draw_rest (&self, rows->len - n_shown);
}

char *
zhihui_row_list_make_total (gint64 n)
{
  g_autofree char *count = zhihui_format_count_wall (n);
  g_autofree char *strong = g_strconcat (ZHIHUI_STRONG, count, ZHIHUI_STRONG, NULL);

  return g_strdup_printf (_ ("total %s"), strong);
}
