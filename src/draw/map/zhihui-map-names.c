/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-names.h"

#include <math.h>
#include <stdlib.h>

#include "zhihui-format.h"
#include "zhihui-map-spots.h"

#define LEAST_HOLLOW 28 /* u */
#define FEW_REGIONS 60  /* whose shape is looked at more closely */
#define MOST_STEPS 8    /* of half the height of a name */
#define LINE 26         /* u: height of a name or a figure */
#define SIGN 16         /* u: height of ◆ */
#define SIGN_ROOM 27    /* u: ◆ with what is between it and its neighbours */
#define MAX_LABELS 90   /* regions that are tried */
#define LEAST_SIDE 34   /* u: a smaller region is only led */
#define MAX_LED_EACH 24 /* regions: with more only those with overdue work or an alert are led */
#define MARGIN 2        /* u: around a label, to the border */
#define LEAST_NAME 2.2  /* of the size of the text: what is left of a name that is cut */

/* ---- words of one label ---- */

/* Only where it says more than the colour does. */
static gboolean
shows_overdue (const ZhihuiMapReading *reading, const ZhihuiMapValue *value)
{
  return value->overdue > 0 &&
         (reading->board == ZHIHUI_BOARD_VOLUME || reading->board == ZHIHUI_BOARD_OVERDUE);
}

/**
 * zhihui_map_names_tell_figure:
 * @sketch: what is drawn
 * @value: of a region
 *
 * Returns: whether there is a figure to tell: of too few it is what the rate would be made of, but
 * not for those who pass a wall
 */
gboolean
zhihui_map_names_tell_figure (const ZhihuiSketch *sketch, const ZhihuiMapValue *value)
{
  return value->standing == ZHIHUI_MAP_VALUE ||
         (value->standing == ZHIHUI_MAP_TOO_FEW &&
          zhihui_theme_get_kind (sketch->theme) != ZHIHUI_THEME_WALL);
}

/* "7.8"; NULL where there is none to tell. */
static char *
make_figure (const ZhihuiMapNames *self, const ZhihuiMapValue *value)
{
  const ZhihuiMapReading *reading = self->chart->reading;

  if (!zhihui_map_names_tell_figure (self->sketch, value))
    return NULL;
  return value->standing == ZHIHUI_MAP_TOO_FEW ? zhihui_map_reading_format_base (reading, value)
                                               : zhihui_map_reading_format (reading, value);
}

/* Of how many are overdue; never hollow: it is too small. */
static ZhihuiStyle
make_count_style (const ZhihuiMapNames *self, const ZhihuiMapValue *value)
{
  gboolean is_plain = self->sketch->kept || value->standing == ZHIHUI_MAP_TOO_FEW;

  return zhihui_sketch_style (self->scale * ZHIHUI_MAP_NAME,
                              is_plain ? 400 : 600,
                              is_plain ? self->sketch->palette->text2
                                       : self->sketch->palette->text1);
}

static ZhihuiStyle
make_figure_style (const ZhihuiMapNames *self, const ZhihuiMapValue *value)
{
  const ZhihuiSketch  *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_few = value->standing == ZHIHUI_MAP_TOO_FEW;

  double      size = self->scale * (is_few ? ZHIHUI_MAP_NAME : ZHIHUI_MAP_FIGURE);
  ZhihuiStyle style =
    zhihui_sketch_style (size,
                         sketch->kept || is_few ? 400 : 600,
                         is_few || sketch->kept ? palette->text2 : palette->text1);

  /* Smaller ones are too thin for an outline. */
  if (sketch->kept && size >= LEAST_HOLLOW)
    {
      style.weight = 600;
      style.hollow = TRUE;
      style.colour = palette->hollow_small;
    }
  return style;
}

static ZhihuiStyle
make_name_style (const ZhihuiMapNames *self)
{
  const ZhihuiPalette *palette = self->sketch->palette;

  return zhihui_sketch_style (self->scale * ZHIHUI_MAP_NAME,
                              400,
                              zhihui_sketch_choose (self->sketch, palette->text1, palette->text2));
}

/* u */
static double
measure_name (const ZhihuiMapNames *self, const ZhihuiMapValue *value)
{
  ZhihuiStyle style = make_name_style (self);

  return zhihui_sketch_measure (self->sketch, value->region->name, &style);
}

/* Width of "203 ◆2", u. */
static double
measure_figure (const ZhihuiMapNames *self, const ZhihuiMapValue *value)
{
  const ZhihuiMapReading *reading = self->chart->reading;
  ZhihuiStyle             style = make_figure_style (self, value);
  ZhihuiStyle             small = make_count_style (self, value);
  g_autofree char        *figure = make_figure (self, value);
  g_autofree char        *count = NULL;
  double width = figure != NULL ? zhihui_sketch_measure (self->sketch, figure, &style) : 0;

  if (!shows_overdue (reading, value))
    return width;
  count = zhihui_format_count (value->overdue);
  return width + self->scale * SIGN_ROOM + zhihui_sketch_measure (self->sketch, count, &small);
}

/**
 * zhihui_map_names_measure:
 * @width: (out): of the widest label of all regions that are shown, u
 * @height: (out): of any, u
 */
void
zhihui_map_names_measure (const ZhihuiMapNames *self, double *width, double *height)
{
  const GArray *values = self->chart->reading->values;

  *width = 0;
  *height = 2 * LINE * self->scale;
  for (guint i = 0; i < values->len && i < MAX_LABELS; i++)
    {
      const ZhihuiMapValue *value = &g_array_index (values, ZhihuiMapValue, i);

      *width = MAX (*width, measure_name (self, value));
      *width = MAX (*width, measure_figure (self, value));
    }
}

/* ---- where ---- */

/* A region that could bear a label. */
typedef struct
{
  guint    region;
  double   size; /* px² */
  gboolean is_urgent;
} Candidate;

static int
compare_candidates (const void *a, const void *b)
{
  const Candidate *one = a, *other = b;

  if (one->is_urgent != other->is_urgent)
    return one->is_urgent ? -1 : 1;
  if (one->size < other->size || one->size > other->size)
    return one->size > other->size ? -1 : 1;
  return (one->region > other->region) - (one->region < other->region);
}

static GArray *
choose_candidates (const ZhihuiMapNames *self)
{
  const ZhihuiMapLooks *looks = self->chart->looks;
  GArray               *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  double                world = zhihui_viewport_get_world_px (&self->viewport);
  ZhihuiExtent          seen;

  zhihui_viewport_get_extent (&self->viewport, &seen);
  for (guint i = 0; i < looks->n; i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_region (self->chart->mesh, i)->extent;
      double              width = (extent->right - extent->left) * world;
      double              height = (extent->bottom - extent->top) * world;
      Candidate           one = { i, width * height, looks->looks[i].alert };

      if (looks->values[i] == NULL || !zhihui_extent_meets (extent, &seen))
        continue;
      one.is_urgent |= shows_overdue (self->chart->reading, looks->values[i]);
      if (one.is_urgent || looks->n <= MAX_LED_EACH ||
          MIN (width, height) >= LEAST_SIDE * self->scale * self->sketch->u)
        g_array_append_val (candidates, one);
    }
  g_array_sort (candidates, compare_candidates);
  if (candidates->len > MAX_LABELS)
    g_array_set_size (candidates, MAX_LABELS);
  return candidates;
}

/* At the place farthest from the border, or near it. */
static void
seek_room (const ZhihuiMapNames *self, guint region, ZhihuiLabelWish *wish)
{
  static const double offsets[][2] = { { 0, 0 },    { 0, -0.35 },   { 0, 0.35 },   { -0.3, 0 },
                                       { 0.3, 0 },  { 0, -0.7 },    { 0, 0.7 },    { -0.5, 0 },
                                       { 0.5, 0 },  { -0.3, -0.4 }, { 0.3, -0.4 }, { -0.3, 0.4 },
                                       { 0.3, 0.4 } };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      double x = wish->x + offsets[i][0] * wish->width, y = wish->y + offsets[i][1] * wish->height;

      if (!zhihui_map_spots_have_room (self, region, wish, ZHIHUI_LABEL_SHARE, x, y))
        continue;
      wish->x = x;
      wish->y = y;
      wish->room = wish->width;
      return;
    }
}

/* Of few regions how far around the wish all is the region, px: where a sign takes the middle, the
 * name may stand beside it. */
static double
find_inner (const ZhihuiMapNames *self, guint region, const ZhihuiLabelWish *wish)
{
  double inner = 0;

  if (self->chart->looks->n > FEW_REGIONS)
    return 0;
  for (guint i = 1; i <= MOST_STEPS; i++)
    {
      double radius = i * wish->height / 4;

      for (guint j = 0; j < 8; j++)
        if (!zhihui_map_spots_are_inside (self,
                                          region,
                                          wish->x + radius * cos (j * G_PI / 4),
                                          wish->y + radius * sin (j * G_PI / 4)))
          return inner;
      inner = radius;
    }
  return inner;
}

/* A hexagon bears its figure and as much of its name as it has room for. */
static void
fit_hexagon (const ZhihuiMapNames   *self,
             const ZhihuiLabelField *field,
             const Candidate        *one,
             double                  figure,
             ZhihuiLabelWish        *wish)
{
  const ZhihuiExtent *extent = &zhihui_mesh_get_region (self->chart->mesh, one->region)->extent;
  double              u = self->sketch->u, least = LEAST_NAME * ZHIHUI_MAP_NAME * self->scale * u;
  double width = (extent->right - extent->left) * zhihui_viewport_get_world_px (&self->viewport) -
                 field->gap - MARGIN * u;

  if (wish->width > width && width >= MAX (figure * u, least))
    wish->width = width;
}

/* A hexagon has room for its name, but where the edge of a monitor takes it or all are small. */
static gboolean
may_lead (const ZhihuiMapNames *self, const Candidate *one)
{
  if (zhihui_mesh_is_schematic (self->chart->mesh) && !self->leads_hexagons &&
      zhihui_seams_is_empty (&self->sketch->seams))
    return FALSE;
  return one->is_urgent || self->chart->looks->n <= MAX_LED_EACH;
}

static ZhihuiLabelWish
make_wish (const ZhihuiMapNames   *self,
           const ZhihuiLabelField *field,
           const Candidate        *one,
           gboolean                are_few)
{
  const ZhihuiMapChart   *chart = self->chart;
  const ZhihuiMeshRegion *region = zhihui_mesh_get_region (chart->mesh, one->region);
  const ZhihuiMapValue   *value = chart->looks->values[one->region];
  double                  u = self->sketch->u, name = measure_name (self, value);
  double                  figure = measure_figure (self, value);
  gboolean                is_schematic = zhihui_mesh_is_schematic (chart->mesh);
  gboolean                is_led = may_lead (self, one);
  ZhihuiLabelWish         wish = { .width = (MAX (name, figure) + MARGIN) * u,
                                   .height = (figure > 0 ? 2 : 1) * LINE * self->scale * u,
                                   .row_width = is_led ? (name + (figure > 0 ? 8 + figure : 0)) * u : 0,
                                   .alert = chart->looks->looks[one->region].alert,
                                   .overdue = (guint) MIN (value->overdue, G_MAXINT),
                                   .size = one->size };
  ZhihuiMapBox            box;

  if (is_schematic)
    fit_hexagon (self, field, one, figure, &wish);
  zhihui_viewport_to_px (&self->viewport, region->label_x, region->label_y, &wish.x, &wish.y);
  wish.x += self->x;
  wish.y += self->y;
  seek_room (self, one->region, &wish);
  wish.inner = find_inner (self, one->region, &wish);
  box = zhihui_map_box_around (wish.x, wish.y, wish.width, wish.height);
  if (are_few && !is_schematic &&
      (wish.room < wish.width || zhihui_map_spots_are_taken (field, &box, field->gap)))
    zhihui_map_spots_seek (self, field, one->region, &wish);
  if (is_led)
    zhihui_map_spots_seek_dot (self, field, one->region, &wish);
  return wish;
}

/**
 * zhihui_map_names_list_seams:
 * @boxes: (element-type ZhihuiMapBox): px of the picture
 *
 * Adds the edges of monitors that cross the map.
 */
void
zhihui_map_names_list_seams (const ZhihuiMapNames *self, GArray *boxes)
{
  const ZhihuiSketch *sketch = self->sketch;
  double              width = sketch->width * sketch->u, height = sketch->height * sketch->u;

  for (guint i = 0; i < sketch->seams.upright.n; i++)
    {
      const ZhihuiSeam *seam = &sketch->seams.upright.items[i];
      ZhihuiMapBox      box = { seam->from, 0, seam->to - seam->from, height };

      g_array_append_val (boxes, box);
    }
  for (guint i = 0; i < sketch->seams.level.n; i++)
    {
      const ZhihuiSeam *seam = &sketch->seams.level.items[i];
      ZhihuiMapBox      box = { 0, seam->from, width, seam->to - seam->from };

      g_array_append_val (boxes, box);
    }
}

/**
 * zhihui_map_names_place:
 * @field: px of the picture
 *
 * Returns: (transfer full) (element-type ZhihuiMapLabel): which regions are named, and where
 */
GArray *
zhihui_map_names_place (const ZhihuiMapNames *self, const ZhihuiLabelField *field)
{
  g_autoptr (GArray) candidates = choose_candidates (self);
  g_autofree ZhihuiLabelWish *wishes = g_new (ZhihuiLabelWish, candidates->len + 1);
  GArray                     *labels;

  for (guint i = 0; i < candidates->len; i++)
    wishes[i] = make_wish (
      self, field, &g_array_index (candidates, Candidate, i), candidates->len <= MAX_LED_EACH);
  labels = zhihui_map_labels_place (field, wishes, candidates->len);
  for (guint i = 0; i < labels->len; i++)
    {
      ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);

      label->wish = g_array_index (candidates, Candidate, label->wish).region;
    }
  return labels;
}

/* ---- drawing ---- */

/* "203 ◆2" from @x on; u. */
static void
draw_figure (const ZhihuiMapNames *self, const ZhihuiMapValue *value, double x, double y)
{
  ZhihuiSketch           *sketch = self->sketch;
  const ZhihuiMapReading *reading = self->chart->reading;
  const ZhihuiPalette    *palette = sketch->palette;
  const char             *code = value->region->code;
  double                  scale = self->scale, width = 0;
  ZhihuiStyle             style = make_figure_style (self, value);
  ZhihuiStyle             small = make_count_style (self, value);
  ZhihuiSymbolLook        look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                                   .hollow = sketch->kept,
                                   .halo = 2 * sketch->u };
  g_autofree char        *figure = make_figure (self, value);
  g_autofree char        *key = g_strdup_printf ("region/%s/value", code);
  g_autofree char        *sign_key = g_strdup_printf ("region/%s/overdue", code);
  g_autofree char        *count_key = g_strdup_printf ("region/%s/overdue/count", code);
  g_autofree char        *count = NULL;

  if (figure != NULL)
    {
      width = zhihui_sketch_measure (sketch, figure, &style);
      /* "1" is narrower than what counts as room for a text. */
      zhihui_sketch_text (sketch, key, figure, &style, x, y, ZHIHUI_ALIGN_LEFT, width + style.size);
    }
  if (!shows_overdue (reading, value))
    return;
  count = zhihui_format_count (value->overdue);
  look.colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small);
  zhihui_marks_add_symbol (sketch->picture,
                           sign_key,
                           &look,
                           (x + width + 15 * scale) * sketch->u,
                           y * sketch->u,
                           SIGN * scale * sketch->u);
  zhihui_sketch_text (sketch,
                      count_key,
                      count,
                      &small,
                      x + width + SIGN_ROOM * scale,
                      y + ZHIHUI_MIDDLE_TO_BASELINE * scale * (ZHIHUI_MAP_FIGURE - ZHIHUI_MAP_NAME),
                      ZHIHUI_ALIGN_LEFT,
                      200);
}

static void
draw_inside (const ZhihuiMapNames *self, const ZhihuiMapLabel *label, const ZhihuiMapValue *value)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = make_name_style (self);
  double           line = LINE * self->scale;
  double           u = sketch->u, middle = (label->box.x + label->box.width / 2) / u;
  double           top = label->box.y / u;
  double           width = measure_figure (self, value);
  g_autofree char *key = g_strdup_printf ("region/%s/name", value->region->code);

  zhihui_sketch_text (sketch,
                      key,
                      value->region->name,
                      &style,
                      middle,
                      top + line / 2,
                      ZHIHUI_ALIGN_CENTRE,
                      label->box.width / u + 1);
  if (width > 0)
    draw_figure (self, value, middle - width / 2, top + 1.5 * line);
}

/* ---- lines ---- */

/* From a label at the side to its region. */
typedef struct
{
  double x1, y1, x2, y2; /* px */
} Line;

static int
compare_parts (const void *a, const void *b)
{
  const double *one = a, *other = b;

  return (one[0] > other[0]) - (one[0] < other[0]);
}

/* The line goes on behind the signs that it meets. */
static void
draw_line (const ZhihuiMapNames *self,
           const GArray         *signs,
           const Line           *line,
           const char           *code,
           ZhihuiRgba            colour)
{
  double u = self->sketch->u, from = 0;
  g_autofree double (*parts)[2] = g_malloc_n (signs->len + 1, sizeof *parts);
  guint n = 0;

  for (guint i = 0; i < signs->len; i++)
    {
      const ZhihuiMapBox *sign = &g_array_index (signs, ZhihuiMapBox, i);
      const ZhihuiMapBox  around = {
         sign->x - u, sign->y - u, sign->width + 2 * u, sign->height + 2 * u
      };

      n += zhihui_map_box_clip (&around, line->x1, line->y1, line->x2, line->y2, parts[n]);
    }
  qsort (parts, n, sizeof *parts, compare_parts);
  parts[n][0] = parts[n][1] = 1;
  for (guint i = 0; i <= n; i++)
    {
      double       to = parts[i][0], dx = line->x2 - line->x1, dy = line->y2 - line->y1;
      const double points[] = {
        line->x1 + dx * from, line->y1 + dy * from, line->x1 + dx * to, line->y1 + dy * to
      };
      g_autofree char *key = g_strdup_printf ("region/%s/leader/%u", code, i);

      if (to > from)
        zhihui_marks_add_path (self->sketch->picture, key, points, 2, 1.6 * u, 0, colour);
      from = MAX (from, parts[i][1]);
    }
}

/* At the left, with a line to the region: where a label has no room inside. */
static void
draw_led (const ZhihuiMapNames *self,
          const GArray         *signs,
          const ZhihuiMapLabel *label,
          const ZhihuiMapValue *value)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = make_name_style (self);
  double           u = sketch->u, y = label->box.y + label->box.height / 2;
  double           away = label->at_right ? -1 : 1, name;
  double           edge = label->at_right ? label->box.x : label->box.x + label->box.width;
  g_autofree char *key = g_strdup_printf ("region/%s/name", value->region->code);
  g_autofree char *line_key = g_strdup_printf ("region/%s/leader", value->region->code);
  g_autofree char *dot_key = g_strdup_printf ("region/%s/dot", value->region->code);
  gboolean         is_alert = self->chart->looks->looks[label->wish].alert;
  ZhihuiRgba       line =
    is_alert ? zhihui_sketch_choose (sketch, sketch->palette->attention, sketch->palette->text2)
                   : sketch->palette->text2;
  ZhihuiSymbolLook dot = { .symbol = ZHIHUI_SYMBOL_DOT,
                           .halo = 2 * u,
                           .colour = sketch->palette->text1 };

  zhihui_marks_add_path (sketch->picture,
                         line_key,
                         (const double[]){ edge + away * 9 * u, y, edge + away * 27 * u, y },
                         2,
                         1.6 * u,
                         0,
                         line);
  draw_line (
    self, signs, &(Line){ edge + away * 27 * u, y, label->x, label->y }, value->region->code, line);
  zhihui_marks_add_symbol (sketch->picture, dot_key, &dot, label->x, label->y, ZHIHUI_MAP_DOT * u);
  name = zhihui_sketch_text (sketch,
                             key,
                             value->region->name,
                             &style,
                             label->box.x / u,
                             y / u + 1.8,
                             ZHIHUI_ALIGN_LEFT,
                             label->box.width / u + 1);
  draw_figure (self, value, label->box.x / u + name + 8, y / u);
}

/* Of a region without a label: that something is overdue there is not left out. */
static void
draw_bare_sign (const ZhihuiMapNames *self, guint region, const ZhihuiMapValue *value)
{
  ZhihuiSketch           *sketch = self->sketch;
  const ZhihuiMeshRegion *one = zhihui_mesh_get_region (self->chart->mesh, region);
  g_autofree char        *key = g_strdup_printf ("region/%s/overdue", value->region->code);
  ZhihuiSymbolLook        look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                                   .hollow = sketch->kept,
                                   .halo = 2 * sketch->u };
  double                  x, y;

  zhihui_viewport_to_px (&self->viewport, one->label_x, one->label_y, &x, &y);
  if (x < 0 || y < 0 || x > self->viewport.width || y > self->viewport.height)
    return;
  look.colour =
    zhihui_sketch_choose (sketch, sketch->palette->attention, sketch->palette->hollow_small);
  zhihui_marks_add_symbol (sketch->picture, key, &look, x + self->x, y + self->y, 14 * sketch->u);
}

/**
 * zhihui_map_names_draw:
 * @labels: (element-type ZhihuiMapLabel): of zhihui_map_names_place ()
 * @signs: (element-type ZhihuiMapBox): what lines go behind, px of the picture
 */
void
zhihui_map_names_draw (const ZhihuiMapNames *self, const GArray *labels, const GArray *signs)
{
  const ZhihuiMapLooks *looks = self->chart->looks;
  g_autofree gboolean  *is_named = g_new0 (gboolean, looks->n + 1);

  for (guint pass = 0; pass < 2; pass++) /* no line over a name */
    for (guint i = 0; i < labels->len; i++)
      {
        const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);

        is_named[label->wish] = TRUE;
        if (label->led && pass == 0)
          draw_led (self, signs, label, looks->values[label->wish]);
        else if (!label->led && pass == 1)
          draw_inside (self, label, looks->values[label->wish]);
      }
  for (guint i = 0; i < looks->n; i++)
    if (!is_named[i] && looks->values[i] != NULL &&
        shows_overdue (self->chart->reading, looks->values[i]))
      draw_bare_sign (self, i, looks->values[i]);
}
