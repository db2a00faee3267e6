/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-map-classes.h"
#include "zhihui-map-shape.h"

#define NAME 20
#define VALUE 25
#define LEGEND 22
#define LEGEND_PITCH 27
#define KEPT_ALPHA 0.55
#define MAX_LEADERS 10

typedef struct
{
  ZhihuiSketch     *sketch;
  ZhihuiMapFigures *figures;
  GPtrArray        *regions;  /* (element-type ZhihuiRegion), owned; borrows the regions */
  GHashTable       *by_code;  /* (element-type utf8 ZhihuiRegionFigure), owned; borrows */
  ZhihuiRegion     *made;     /* owned: for figures whose region is not known */
  gboolean          per_1000; /* values are cases per 1,000 inhabitants */
  gboolean          schematic;
  ZhihuiMapClasses  classes;
  ZhihuiMapBox      legend, key; /* u */
  gint64            n_overdue;
} Map;

/* ---- what is shown ---- */

static const ZhihuiRegionFigure *
find_figure (Map *self, const ZhihuiRegion *region)
{
  return region != NULL && region->code != NULL ? g_hash_table_lookup (self->by_code, region->code)
                                                : NULL;
}

/* Regions with figures, those of which only the figure is known, and placed ones without any. */
static void
collect_regions (Map *self)
{
  ZhihuiRegions *known = zhihui_situation_get_regions (self->sketch->situation);
  GPtrArray     *items = self->figures->items;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      ZhihuiRegionFigure *figure = g_ptr_array_index (items, i);

      g_hash_table_insert (self->by_code, figure->code, figure);
      self->n_overdue += figure->overdue;
    }
  for (guint i = 0; known != NULL && i < known->items->len; i++)
    {
      ZhihuiRegion *region = g_ptr_array_index (known->items, i);

      if (!g_hash_table_contains (self->by_code, region->code) && region->column == G_MININT)
        continue;
      g_ptr_array_add (self->regions, region);
      g_hash_table_add (seen, region->code);
    }
  self->made = g_new0 (ZhihuiRegion, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    {
      ZhihuiRegionFigure *figure = g_ptr_array_index (items, i);

      if (g_hash_table_contains (seen, figure->code))
        continue;
      self->made[i] = (ZhihuiRegion){ .code = figure->code,
                                      .name = figure->code,
                                      .column = G_MININT,
                                      .row = G_MININT,
                                      .population = -1 };
      g_ptr_array_add (self->regions, &self->made[i]);
    }
}

static double
get_value (Map *self, const ZhihuiRegion *region, const ZhihuiRegionFigure *figure)
{
  if (!self->per_1000)
    return (double) figure->n;
  return round ((double) figure->n * 10000 / (double) region->population) / 10;
}

static void
classify (Map *self)
{
  g_autofree double *values = g_new (double, self->regions->len + 1);
  gsize              n = 0;

  self->per_1000 = self->regions->len > 0;
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (self->regions, i);

      if (find_figure (self, region) != NULL && region->population <= 0)
        self->per_1000 = FALSE;
    }
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegion       *region = g_ptr_array_index (self->regions, i);
      const ZhihuiRegionFigure *figure = find_figure (self, region);

      if (figure != NULL)
        values[n++] = get_value (self, region, figure);
    }
  self->classes = zhihui_map_classes_make (values, n);
}

static char *
format_value (Map *self, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!self->per_1000)
    return zhihui_format_count_wall ((gint64) value);
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.1f", value));
}

/* ---- legend and key ---- */

static ZhihuiRgba
get_fill (Map *self, guint index)
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
make_range (Map *self, guint index)
{
  const ZhihuiMapClasses *classes = &self->classes;
  g_autofree char        *from = format_value (self, classes->from[index]);
  g_autofree char        *to = NULL;
  double                  step = self->per_1000 ? 0.1 : 1;

  if (index + 1 == classes->n)
    return g_strdup_printf ("≥ %s", from);
  if (index == 0)
    {
      to = format_value (self, classes->from[1]);
      return g_strdup_printf ("< %s", to);
    }
  if (classes->from[index + 1] - classes->from[index] < step * 1.5)
    return g_strdup (from);
  to = format_value (self, classes->from[index + 1] - step);
  return g_strdup_printf ("%s – %s", from, to);
}

/* From the highest class down, at the bottom left. Without a sketch to draw on it only measures. */
static void
draw_legend (Map *self, gboolean measure)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (LEGEND, 400, sketch->palette->text2);
  ZhihuiStyle   note = zhihui_sketch_style (NAME, 400, sketch->palette->text3);
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
            zhihui_sketch_rect (sketch, key, 0, y - 10, 30, 20, get_fill (self, index));
            zhihui_sketch_text (
              sketch, range_key, range, &style, 41, y, ZHIHUI_ALIGN_LEFT, widest + 2);
            zhihui_sketch_text (sketch,
                                count_key,
                                count,
                                &note,
                                41 + widest + 14,
                                y + 0.3637 * (LEGEND - NAME),
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
make_meaning (ZhihuiSketch *sketch, gboolean is_short)
{
  const char *word = sketch->kept ? C_ ("key", "hollow") : C_ ("key", "amber");
  const char *meaning = sketch->kept ? C_ ("key", "kept, not of now")
                        : is_short
                          ? C_ ("key", "significantly worse")
                          : C_ ("key", "significantly worse than its peers (95 percent interval)");

  return g_strconcat (ZHIHUI_STRONG, word, ZHIHUI_STRONG, " ", meaning, NULL);
}

/* Two lines at the bottom right: what ◆ means here, and amber on the whole wall. */
static void
draw_key (Map *self, gboolean measure)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (NAME, 400, palette->text2);
  ZhihuiSymbolLook     look = {
        .symbol = ZHIHUI_SYMBOL_DIAMOND,
        .hollow = sketch->kept,
        .colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small),
  };
  g_autofree char *count = zhihui_format_count (self->n_overdue);
  g_autofree char *overdue = g_strdup_printf (C_ ("map", "overdue %s"), count);
  g_autofree char *meaning = make_meaning (sketch, FALSE);
  double           sign = sketch->kept ? 0 : 27, width, first;
  double           y = sketch->height - 42, second = sketch->height - 15;

  style.strong_weight = 400;
  style.strong_colour = zhihui_sketch_choose (sketch, palette->attention, palette->text1);
  width = zhihui_sketch_measure (sketch, meaning, &style);
  if (width + sign > sketch->width * 0.62)
    {
      g_free (meaning);
      meaning = make_meaning (sketch, TRUE);
      width = zhihui_sketch_measure (sketch, meaning, &style);
    }
  first = zhihui_sketch_measure (sketch, overdue, &style);
  self->key = (ZhihuiMapBox){ sketch->width - MAX (width + sign, first + 27), y - 12, 0, 0 };
  self->key.width = sketch->width - self->key.x;
  self->key.height = sketch->height - self->key.y;
  if (measure)
    return;

  zhihui_sketch_text (
    sketch, "key/overdue", overdue, &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, first + 1);
  zhihui_marks_add_symbol (sketch->picture,
                           "key/overdue/sign",
                           &look,
                           (sketch->width - first - 17) * sketch->u,
                           y * sketch->u,
                           18 * sketch->u);
  zhihui_sketch_text (
    sketch, "key/amber", meaning, &style, sketch->width, second, ZHIHUI_ALIGN_RIGHT, width + 1);
  if (!sketch->kept)
    zhihui_marks_add_symbol (sketch->picture,
                             "key/amber/sign",
                             &look,
                             (sketch->width - width - 17) * sketch->u,
                             second * sketch->u,
                             18 * sketch->u);
}

/* ---- shapes ---- */

static void
draw_area (Map *self, const ZhihuiMapShape *shape, guint index)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  g_autofree char          *key = shape->region != NULL
                                    ? g_strdup_printf ("region/%s/area", shape->region->code)
                                    : g_strdup_printf ("outline/%u", index);
  ZhihuiRgba                fill = sketch->palette->hatch_ground;

  if (figure != NULL)
    fill = get_fill (
      self, zhihui_map_classes_find (&self->classes, get_value (self, shape->region, figure)));
  zhihui_marks_add_area (sketch->picture,
                         key,
                         shape->rings,
                         fill,
                         figure == NULL,
                         sketch->palette->ground,
                         2.5 * sketch->u);
}

/* "203 ◆2" around or before x; returns its width in u. */
static double
draw_figure (Map                      *self,
             const ZhihuiRegion       *region,
             const ZhihuiRegionFigure *figure,
             double                    x,
             double                    y,
             ZhihuiAlign               align,
             double                    room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (VALUE, 600, palette->text1);
  ZhihuiStyle          small = zhihui_sketch_style (NAME, 600, palette->text1);
  ZhihuiSymbolLook     look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                                .hollow = sketch->kept,
                                .halo = 2 * sketch->u };
  g_autofree char     *key = g_strdup_printf ("region/%s/value", region->code);
  g_autofree char     *sign_key = g_strdup_printf ("region/%s/overdue", region->code);
  g_autofree char     *count_key = g_strdup_printf ("region/%s/overdue/count", region->code);
  g_autofree char     *value = format_value (self, get_value (self, region, figure));
  g_autofree char     *count = zhihui_format_count (figure->overdue);
  double               width, all, more = 0;

  look.colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small);
  width = zhihui_sketch_measure (sketch, value, &style);
  if (figure->overdue > 0)
    more = 27 + zhihui_sketch_measure (sketch, count, &small);
  if (width + more > room)
    more = MIN (more, 22);
  all = width + more;
  x = align == ZHIHUI_ALIGN_CENTRE ? x - all / 2 : x - all;
  zhihui_sketch_text (sketch, key, value, &style, x, y, ZHIHUI_ALIGN_LEFT, width + 1);
  if (more > 0)
    zhihui_marks_add_symbol (sketch->picture,
                             sign_key,
                             &look,
                             (x + width + 15) * sketch->u,
                             y * sketch->u,
                             16 * sketch->u);
  if (more > 22)
    zhihui_sketch_text (sketch,
                        count_key,
                        count,
                        &small,
                        x + width + 27,
                        y + 0.3637 * (VALUE - NAME),
                        ZHIHUI_ALIGN_LEFT,
                        more);
  return all;
}

static void
draw_label (Map *self, const ZhihuiMapShape *shape)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  ZhihuiStyle               style = zhihui_sketch_style (NAME, 400, sketch->palette->text1);
  double                    x = shape->x / sketch->u, y = shape->y / sketch->u;
  double                    room = shape->room / sketch->u;
  g_autofree char          *key = g_strdup_printf ("region/%s/name", shape->region->code);

  zhihui_sketch_text (sketch,
                      key,
                      shape->region->name,
                      &style,
                      x,
                      figure != NULL ? y - 13 : y,
                      ZHIHUI_ALIGN_CENTRE,
                      room);
  if (figure != NULL)
    draw_figure (self, shape->region, figure, x, y + 13, ZHIHUI_ALIGN_CENTRE, room);
}

static gint
compare_heights (gconstpointer a, gconstpointer b)
{
  const ZhihuiMapShape *one = *(ZhihuiMapShape *const *) a, *other = *(ZhihuiMapShape *const *) b;

  return (one->y > other->y) - (one->y < other->y);
}

/* At the left, with a line to the region: where a label has no room inside. */
static void
draw_leader (Map *self, const ZhihuiMapShape *shape, double right, double y)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  ZhihuiStyle               style = zhihui_sketch_style (NAME, 400, sketch->palette->text1);
  double                    u = sketch->u, x = right;
  double points[] = { (right + 9) * u, y * u, (right + 27) * u, y * u, shape->x, shape->y };
  g_autofree char *key = g_strdup_printf ("region/%s/name", shape->region->code);
  g_autofree char *line_key = g_strdup_printf ("region/%s/leader", shape->region->code);
  g_autofree char *dot_key = g_strdup_printf ("region/%s/dot", shape->region->code);
  ZhihuiSymbolLook dot = { .symbol = ZHIHUI_SYMBOL_DOT,
                           .halo = 2 * u,
                           .colour = sketch->palette->text1 };

  zhihui_marks_add_path (sketch->picture, line_key, points, 3, 1.6 * u, sketch->palette->text2);
  zhihui_marks_add_symbol (sketch->picture, dot_key, &dot, shape->x, shape->y, 9 * u);
  if (figure != NULL)
    x -= 8 + draw_figure (self, shape->region, figure, x, y, ZHIHUI_ALIGN_RIGHT, 120);
  zhihui_sketch_text (
    sketch, key, shape->region->name, &style, x, y + 1.8, ZHIHUI_ALIGN_RIGHT, x - 2);
}

static void
draw_leaders (Map *self, GArray *shapes)
{
  g_autoptr (GPtrArray) led = g_ptr_array_new ();
  double right = MIN (self->sketch->width * 0.27, 200);

  for (guint i = 0; i < shapes->len; i++)
    {
      ZhihuiMapShape *shape = &g_array_index (shapes, ZhihuiMapShape, i);

      if (shape->region != NULL && shape->room <= 0 && shape->x > 0)
        g_ptr_array_add (led, shape);
    }
  g_ptr_array_sort (led, compare_heights);
  for (guint i = 0; i < led->len && i < MAX_LEADERS; i++)
    {
      double y = 76 + 33 * i;

      if (y + 24 > self->legend.y)
        break;
      draw_leader (self, g_ptr_array_index (led, i), right, y);
    }
}

static ZhihuiMapField
make_field (Map *self)
{
  ZhihuiSketch  *sketch = self->sketch;
  ZhihuiStyle    style = zhihui_sketch_style (NAME, 400, sketch->palette->text1);
  double         u = sketch->u, widest = 0, indent = self->schematic ? 0 : 0.2 * sketch->width;
  ZhihuiMapField field = { .gap = 10 * u };
  ZhihuiMapBox   boxes[] = { self->legend, self->key };

  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (self->regions, i);

      widest = MAX (widest, zhihui_sketch_measure (sketch, region->name, &style));
    }
  field.box = (ZhihuiMapBox){ indent * u,
                              52 * u,
                              (sketch->width - indent) * u,
                              (sketch->height - 54 - (self->schematic ? 0 : 62)) * u };
  field.label_width = (MIN (widest, 7 * NAME) + 12) * u;
  field.label_height = 54 * u;
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    field.obstacles[i] =
      (ZhihuiMapBox){ boxes[i].x * u, boxes[i].y * u, boxes[i].width * u, boxes[i].height * u };
  return field;
}

static void
draw_shapes (Map *self, GPtrArray *outlines)
{
  ZhihuiMapField field = make_field (self);
  g_autoptr (GArray) shapes = self->schematic
                                ? zhihui_map_shape_make_tiles (self->regions, &field)
                                : zhihui_map_shape_make_outlines (outlines, self->regions, &field);

  for (guint i = 0; i < shapes->len; i++)
    draw_area (self, &g_array_index (shapes, ZhihuiMapShape, i), i);
  for (guint i = 0; i < shapes->len; i++)
    {
      const ZhihuiMapShape *shape = &g_array_index (shapes, ZhihuiMapShape, i);

      if (shape->region != NULL && shape->room > 0)
        draw_label (self, shape);
    }
  if (!self->schematic)
    draw_leaders (self, shapes);
}

/* ---- the panel ---- */

static void
draw_head (Map *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  const char      *descriptions[] = { NULL, NULL, NULL };
  g_autofree char *located = NULL;
  g_autofree char *unlocated = NULL;
  g_autofree char *base = NULL;

  if (self->figures != NULL)
    {
      descriptions[0] = self->per_1000 ? _ ("this month, cases per 1,000 inhabitants, by place")
                                       : _ ("this month, cases, by place");
      descriptions[1] = C_ ("period", "this month");
      located = zhihui_format_count (self->figures->located);
      unlocated = zhihui_format_count (self->figures->unlocated);
      base = g_strdup_printf (_ ("in hand, placed %1$s, not placed %2$s"), located, unlocated);
    }
  zhihui_sketch_head (sketch, descriptions, base);
  zhihui_sketch_speak (sketch,
                       "%s, %s, %s",
                       zhihui_panel_get_title (sketch->panel),
                       descriptions[0] != NULL ? descriptions[0] : "",
                       base != NULL ? base : "");
}

static void
speak_regions (Map *self)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegion       *region = g_ptr_array_index (self->regions, i);
      const ZhihuiRegionFigure *figure = find_figure (self, region);
      g_autofree char          *value = NULL;
      g_autofree char          *overdue = NULL;

      if (figure == NULL)
        continue;
      value = format_value (self, get_value (self, region, figure));
      overdue = zhihui_format_count (figure->overdue);
      if (figure->overdue > 0)
        {
          g_autofree char *text = g_strdup_printf (C_ ("map", "overdue %s"), overdue);

          zhihui_sketch_speak (self->sketch, "%s %s, %s", region->name, value, text);
        }
      else
        zhihui_sketch_speak (self->sketch, "%s %s", region->name, value);
    }
}

static void
draw_map (Map *self, GPtrArray *outlines)
{
  self->regions = g_ptr_array_new ();
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->schematic = outlines == NULL || outlines->len == 0;
  collect_regions (self);
  classify (self);
  draw_head (self);
  if (self->regions->len == 0)
    zhihui_sketch_notice (self->sketch, _ ("No case of this period has a place"), NULL, NULL);
  else
    {
      draw_legend (self, TRUE);
      draw_key (self, TRUE);
      draw_shapes (self, outlines);
      draw_legend (self, FALSE);
      draw_key (self, FALSE);
      speak_regions (self);
    }
  g_ptr_array_unref (self->regions);
  g_hash_table_unref (self->by_code);
  g_free (self->made);
}

/**
 * zhihui_panel_map_draw:
 * @outlines: (element-type ZhihuiOutline) (nullable): real borders; NULL: tiles, marked as
 * schematic
 */
void
zhihui_panel_map_draw (ZhihuiSketch *sketch, GPtrArray *outlines)
{
  Map self = { .sketch = sketch };

  if (sketch->situation != NULL)
    self.figures = zhihui_situation_get_map_figures (sketch->situation);
  zhihui_sketch_judge_dataset (
    sketch, ZHIHUI_DATASET_MAP, self.figures != NULL ? &self.figures->stamp : NULL, _ ("map"));
  if (!sketch->shown)
    {
      draw_head (&self);
      zhihui_sketch_excuse (sketch);
      return;
    }
  draw_map (&self, outlines);
}
