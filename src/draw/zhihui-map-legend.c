/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-legend.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

#define LEGEND 22
#define LEGEND_PITCH 27
#define KEPT_ALPHA 0.55
#define KEY_SIGN 27

char *
zhihui_map_legend_format (ZhihuiMapSketch *self, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!self->per_1000)
    return zhihui_format_count_wall ((gint64) value);
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.1f", value));
}

ZhihuiRgba
zhihui_map_legend_get_fill (ZhihuiMapSketch *self, guint index)
{
  const ZhihuiPalette *palette = self->sketch->palette;
  guint                n = MAX (self->classes.n, 1);
  ZhihuiRgba           colour = palette->map[n == 1 ? 2 : index * 4 / (n - 1)];

  if (self->sketch->kept)
    {
      const ZhihuiRgba *ground = &palette->ground;

      colour.red = colour.red * KEPT_ALPHA + ground->red * (1 - KEPT_ALPHA);
      colour.green = colour.green * KEPT_ALPHA + ground->green * (1 - KEPT_ALPHA);
      colour.blue = colour.blue * KEPT_ALPHA + ground->blue * (1 - KEPT_ALPHA);
    }
  return colour;
}

static char *
make_range (ZhihuiMapSketch *self, guint index)
{
  const ZhihuiMapClasses *classes = &self->classes;
  g_autofree char        *from = zhihui_map_legend_format (self, classes->from[index]);
  g_autofree char        *to = NULL;
  double                  step = self->per_1000 ? 0.1 : 1;

  if (index + 1 == classes->n)
    return g_strdup_printf ("≥ %s", from);
  if (index == 0)
    {
      to = zhihui_map_legend_format (self, classes->from[1]);
      return g_strdup_printf ("< %s", to);
    }
  if (classes->from[index + 1] - classes->from[index] < step * 1.5)
    return g_strdup (from);
  to = zhihui_map_legend_format (self, classes->from[index + 1] - step);
  return g_strdup_printf ("%s – %s", from, to);
}

/* From the highest class down, at the bottom left. Without a sketch to draw on it only measures. */
static void
draw_legend (ZhihuiMapSketch *self, gboolean measure)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (LEGEND, 400, sketch->palette->text2);
  ZhihuiStyle   note = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, sketch->palette->text3);
  const char   *word = C_ ("map", "schematic");
  double        top = sketch->height - 5 - LEGEND_PITCH * self->classes.n, widest = 0, last = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->classes.n; i++)
      {
        guint            index = self->classes.n - 1 - i;
        double           y = top + LEGEND_PITCH * i + 11;
        g_autofree char *range = make_range (self, index);
        g_autofree char *count =
          g_strdup_printf (ngettext ("%u region", "%u regions", self->classes.count[index]),
                           self->classes.count[index]);
        g_autofree char *key = g_strdup_printf ("legend/%u", index);
        g_autofree char *range_key = g_strdup_printf ("legend/%u/range", index);
        g_autofree char *count_key = g_strdup_printf ("legend/%u/count", index);

        if (pass == 0)
          {
            widest = MAX (widest, zhihui_sketch_measure (sketch, range, &style));
            last = MAX (last, zhihui_sketch_measure (sketch, count, &note));
          }
        else if (!measure)
          {
            zhihui_sketch_rect (
              sketch, key, 0, y - 10, 30, 20, zhihui_map_legend_get_fill (self, index));
            zhihui_sketch_text (
              sketch, range_key, range, &style, 41, y, ZHIHUI_ALIGN_LEFT, widest + 2);
            zhihui_sketch_text (sketch,
                                count_key,
                                count,
                                &note,
                                41 + widest + 14,
                                y + 0.3637 * (LEGEND - ZHIHUI_MAP_NAME),
                                ZHIHUI_ALIGN_LEFT,
                                last + 2);
          }
      }
  if (self->schematic && !measure)
    zhihui_sketch_text (
      sketch, "schematic", word, &note, 0, top - 16, ZHIHUI_ALIGN_LEFT, sketch->width / 3);
  self->legend = (ZhihuiMapBox){ 0, top - (self->schematic ? 28 : 0), 41 + widest + 14 + last, 0 };
  self->legend.height = sketch->height - self->legend.y;
}

static char *
make_meaning (gboolean kept, gboolean is_short)
{
  const char *word = kept ? C_ ("key", "hollow") : C_ ("key", "amber");
  const char *meaning = kept ? C_ ("key", "kept, not of now")
                        : is_short
                          ? C_ ("key", "significantly worse")
                          : C_ ("key", "significantly worse than its peers (95 percent interval)");

  return g_strconcat (ZHIHUI_STRONG, word, ZHIHUI_STRONG, " ", meaning, NULL);
}

static ZhihuiStyle
make_key_style (ZhihuiSketch *sketch)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, palette->text2);

  style.strong_weight = 400;
  style.strong_colour = zhihui_sketch_choose (sketch, palette->attention, palette->text1);
  return style;
}

/* Two lines at the bottom right: what ◆ means here, and amber on the whole wall. Its place does not
 * change with the state, so that the map stays where it is. */
static void
measure_key (ZhihuiMapSketch *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = make_key_style (sketch);
  g_autofree char *meaning = make_meaning (FALSE, FALSE);
  g_autofree char *kept = make_meaning (TRUE, FALSE);
  double           width = KEY_SIGN + zhihui_sketch_measure (sketch, meaning, &style);

  self->key_is_short = width > sketch->width * 0.62;
  if (self->key_is_short)
    {
      g_free (meaning);
      meaning = make_meaning (FALSE, TRUE);
      width = KEY_SIGN + zhihui_sketch_measure (sketch, meaning, &style);
    }
  width = MAX (width, zhihui_sketch_measure (sketch, kept, &style));
  self->key = (ZhihuiMapBox){ sketch->width - width, sketch->height - 54, width, 54 };
}

static void
draw_key (ZhihuiMapSketch *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = make_key_style (sketch);
  ZhihuiSymbolLook     look = {
        .symbol = ZHIHUI_SYMBOL_DIAMOND,
        .hollow = sketch->kept,
        .colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small),
  };
  g_autofree char *count = zhihui_format_count (self->n_overdue);
  g_autofree char *overdue = g_strdup_printf (C_ ("map", "overdue %s"), count);
  g_autofree char *meaning = make_meaning (sketch->kept, self->key_is_short);
  double           y = sketch->height - 42, second = sketch->height - 15, width;

  width = zhihui_sketch_text (
    sketch, "key/overdue", overdue, &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, sketch->width);
  zhihui_marks_add_symbol (sketch->picture,
                           "key/overdue/sign",
                           &look,
                           (sketch->width - width - 17) * sketch->u,
                           y * sketch->u,
                           18 * sketch->u);
  width = zhihui_sketch_text (sketch,
                              "key/colour",
                              meaning,
                              &style,
                              sketch->width,
                              second,
                              ZHIHUI_ALIGN_RIGHT,
                              sketch->width);
  if (!sketch->kept)
    zhihui_marks_add_symbol (sketch->picture,
                             "key/colour/sign",
                             &look,
                             (sketch->width - width - 17) * sketch->u,
                             second * sketch->u,
                             18 * sketch->u);
}

void
zhihui_map_legend_measure (ZhihuiMapSketch *self)
{
  draw_legend (self, TRUE);
  measure_key (self);
}

void
zhihui_map_legend_draw (ZhihuiMapSketch *self)
{
  draw_legend (self, FALSE);
  draw_key (self);
}
