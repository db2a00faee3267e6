/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-map-shape.h"

#define VALUE 25
#define MAX_LEADERS 10
#define LEAST_ROOM 60 /* u: of a tile with words in it */

/* ---- what is shown ---- */

static const ZhihuiRegionFigure *
find_figure (ZhihuiMapSketch *self, const ZhihuiRegion *region)
{
  return region != NULL && region->code != NULL ? g_hash_table_lookup (self->by_code, region->code)
                                                : NULL;
}

/* In which regions those lie that have a tile. */
static GHashTable *
find_parents (const ZhihuiRegions *known)
{
  GHashTable *parents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; known != NULL && i < known->items->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (known->items, i);

      if (region->column != G_MININT && region->parent != NULL)
        g_hash_table_add (parents, region->parent);
    }
  return parents;
}

/* Where towns have tiles, their villages are parts of them and no tiles of their own. */
static gboolean
is_of_other_level (const ZhihuiRegion *region, GHashTable *parents)
{
  return region->column == G_MININT && g_hash_table_size (parents) > 0 &&
         (region->parent == NULL || !g_hash_table_contains (parents, region->parent));
}

/* Regions with figures, those of which only the figure is known, and placed ones without any. */
static void
collect_regions (ZhihuiMapSketch *self)
{
  ZhihuiRegions *known = zhihui_situation_get_regions (self->sketch->situation);
  GPtrArray     *items = self->figures->items;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parents = find_parents (known);

  for (guint i = 0; i < items->len; i++)
    {
      ZhihuiRegionFigure *figure = g_ptr_array_index (items, i);

      g_hash_table_insert (self->by_code, figure->code, figure);
    }
  for (guint i = 0; known != NULL && i < known->items->len; i++)
    {
      ZhihuiRegion *region = g_ptr_array_index (known->items, i);

      if (!g_hash_table_contains (self->by_code, region->code) && region->column == G_MININT)
        continue;
      g_hash_table_add (seen, region->code);
      if (!is_of_other_level (region, parents))
        g_ptr_array_add (self->regions, region);
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
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegionFigure *figure = find_figure (self, g_ptr_array_index (self->regions, i));

      self->n_overdue += figure != NULL ? figure->overdue : 0;
    }
}

static double
get_value (ZhihuiMapSketch *self, const ZhihuiRegion *region, const ZhihuiRegionFigure *figure)
{
  if (!self->per_1000)
    return (double) figure->n;
  return round ((double) figure->n * 10000 / (double) region->population) / 10;
}

static void
classify (ZhihuiMapSketch *self)
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

/* ---- shapes ---- */

static void
draw_area (ZhihuiMapSketch *self, const ZhihuiMapShape *shape, guint index)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  g_autofree char          *key = shape->region != NULL
                                    ? g_strdup_printf ("region/%s/area", shape->region->code)
                                    : g_strdup_printf ("outline/%u", index);
  ZhihuiRgba                fill = sketch->palette->hatch_ground;

  if (figure != NULL)
    fill = zhihui_map_legend_get_fill (
      self, zhihui_map_classes_find (&self->classes, get_value (self, shape->region, figure)));
  zhihui_marks_add_area (sketch->picture,
                         key,
                         shape->rings,
                         fill,
                         figure == NULL,
                         sketch->palette->ground,
                         2.5 * sketch->u);
}

/* Width of "203 ◆2", u. */
static double
measure_figure (ZhihuiMapSketch *self, const ZhihuiRegion *region)
{
  const ZhihuiRegionFigure *figure = find_figure (self, region);
  ZhihuiStyle               style = zhihui_sketch_style (VALUE, 600, self->sketch->palette->text1);
  ZhihuiStyle      small = zhihui_sketch_style (ZHIHUI_MAP_NAME, 600, self->sketch->palette->text1);
  g_autofree char *value = NULL;
  g_autofree char *count = NULL;
  double           width;

  if (figure == NULL)
    return 0;
  value = zhihui_map_legend_format (self, get_value (self, region, figure));
  width = zhihui_sketch_measure (self->sketch, value, &style);
  if (figure->overdue <= 0)
    return width;
  count = zhihui_format_count (figure->overdue);
  return width + 27 + zhihui_sketch_measure (self->sketch, count, &small);
}

/* "203 ◆2" around or before x; returns its width in u. */
static double
draw_figure (ZhihuiMapSketch          *self,
             const ZhihuiRegion       *region,
             const ZhihuiRegionFigure *figure,
             double                    x,
             double                    y,
             ZhihuiAlign               align,
             double                    room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (
    VALUE, sketch->kept ? 400 : 600, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle      small = zhihui_sketch_style (ZHIHUI_MAP_NAME, style.weight, style.colour);
  ZhihuiSymbolLook look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                            .hollow = sketch->kept,
                            .halo = 2 * sketch->u };
  g_autofree char *key = g_strdup_printf ("region/%s/value", region->code);
  g_autofree char *sign_key = g_strdup_printf ("region/%s/overdue", region->code);
  g_autofree char *count_key = g_strdup_printf ("region/%s/overdue/count", region->code);
  g_autofree char *value = zhihui_map_legend_format (self, get_value (self, region, figure));
  g_autofree char *count = zhihui_format_count (figure->overdue);
  double           width, all, more = 0;

  look.colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small);
  width = zhihui_sketch_measure (sketch, value, &style);
  if (figure->overdue > 0)
    more = 27 + zhihui_sketch_measure (sketch, count, &small);
  if (width + more > room * 1.04) /* a tile is widest where the figure stands */
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
                        y + 0.3637 * (VALUE - ZHIHUI_MAP_NAME),
                        ZHIHUI_ALIGN_LEFT,
                        more);
  return all;
}

static void
draw_label (ZhihuiMapSketch *self, const ZhihuiMapShape *shape)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  ZhihuiStyle               style = zhihui_sketch_style (
    ZHIHUI_MAP_NAME,
    400,
    zhihui_sketch_choose (sketch, sketch->palette->text1, sketch->palette->text2));
  double           x = shape->x / sketch->u, y = shape->y / sketch->u;
  double           room = shape->room / sketch->u;
  g_autofree char *key = g_strdup_printf ("region/%s/name", shape->region->code);

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
draw_leader (ZhihuiMapSketch *self, const ZhihuiMapShape *shape, double right, double y)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  ZhihuiStyle style = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, sketch->palette->text1);
  double      u = sketch->u, x = right;
  double      points[] = { (right + 9) * u, y * u, (right + 27) * u, y * u, shape->x, shape->y };
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

/* Name and figure beside each other, u. */
static double
measure_leader (ZhihuiMapSketch *self, const ZhihuiRegion *region)
{
  ZhihuiStyle name = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, self->sketch->palette->text1);

  return zhihui_sketch_measure (self->sketch, region->name, &name) + 10 +
         measure_figure (self, region);
}

static void
draw_leaders (ZhihuiMapSketch *self, GArray *shapes)
{
  g_autoptr (GPtrArray) led = g_ptr_array_new ();
  double right = 0;

  for (guint i = 0; i < shapes->len; i++)
    {
      ZhihuiMapShape *shape = &g_array_index (shapes, ZhihuiMapShape, i);

      if (shape->region != NULL && shape->room <= 0 && shape->x > 0)
        {
          double width = measure_leader (self, shape->region);

          right = MAX (right, MIN (width, self->sketch->width * 0.36));
          g_ptr_array_add (led, shape);
        }
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

/* Width of the name or of the figure below it, px. */
static double
measure_label (const ZhihuiRegion *region, gpointer data)
{
  ZhihuiMapSketch *self = data;
  ZhihuiStyle      name = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, self->sketch->palette->text1);
  double           width = zhihui_sketch_measure (self->sketch, region->name, &name);

  return (MAX (width, measure_figure (self, region)) + 4) * self->sketch->u;
}

static ZhihuiMapField
make_field (ZhihuiMapSketch *self)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, sketch->palette->text1);
  double        u = sketch->u, widest = 0,
         indent = self->schematic ? 0 : MAX (0.2 * sketch->width, self->legend.width + 16);
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
  field.label_width = (MIN (widest, 7 * ZHIHUI_MAP_NAME) + 12) * u;
  field.label_height = 50 * u;
  field.measure = measure_label;
  field.data = self;
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    field.obstacles[i] =
      (ZhihuiMapBox){ boxes[i].x * u, boxes[i].y * u, boxes[i].width * u, boxes[i].height * u };
  return field;
}

/* Of a tile too small for words: that something is overdue there is not left out. */
static void
draw_overdue (ZhihuiMapSketch *self, const ZhihuiMapShape *shape)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiRegionFigure *figure = find_figure (self, shape->region);
  g_autofree char          *key = g_strdup_printf ("region/%s/overdue", shape->region->code);
  ZhihuiSymbolLook          look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                                     .hollow = sketch->kept,
                                     .halo = 2 * sketch->u };

  if (figure == NULL || figure->overdue <= 0)
    return;
  look.colour =
    zhihui_sketch_choose (sketch, sketch->palette->attention, sketch->palette->hollow_small);
  zhihui_marks_add_symbol (sketch->picture, key, &look, shape->x, shape->y, 14 * sketch->u);
}

static void
draw_shapes (ZhihuiMapSketch *self, GPtrArray *outlines)
{
  ZhihuiMapField field = make_field (self);
  g_autoptr (GArray) shapes = self->schematic
                                ? zhihui_map_shape_make_tiles (self->regions, &field)
                                : zhihui_map_shape_make_outlines (outlines, self->regions, &field);

  for (guint i = 0; i < shapes->len; i++)
    draw_area (self, &g_array_index (shapes, ZhihuiMapShape, i), i);
  if (!self->schematic)
    draw_leaders (self, shapes);
  for (guint i = 0; i < shapes->len; i++)
    {
      const ZhihuiMapShape *shape = &g_array_index (shapes, ZhihuiMapShape, i);

      if (shape->region == NULL)
        continue;
      if (shape->room > (self->schematic ? LEAST_ROOM * self->sketch->u : 0))
        draw_label (self, shape);
      else if (self->schematic)
        draw_overdue (self, shape);
    }
}

/* ---- the panel ---- */

static void
draw_head (ZhihuiMapSketch *self)
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
speak_regions (ZhihuiMapSketch *self)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiRegion       *region = g_ptr_array_index (self->regions, i);
      const ZhihuiRegionFigure *figure = find_figure (self, region);
      g_autofree char          *value = NULL;
      g_autofree char          *overdue = NULL;

      if (figure == NULL)
        continue;
      value = zhihui_map_legend_format (self, get_value (self, region, figure));
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
draw_map (ZhihuiMapSketch *self, GPtrArray *outlines)
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
      zhihui_map_legend_measure (self);
      draw_shapes (self, outlines);
      zhihui_map_legend_draw (self);
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
  ZhihuiMapSketch self = { .sketch = sketch };

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
