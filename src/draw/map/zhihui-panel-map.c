/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-hash.h"
#include "zhihui-map-aside.h"
#include "zhihui-map-counts.h"
#include "zhihui-map-fit.h"
#include "zhihui-map-legend.h"
#include "zhihui-map-names.h"
#include "zhihui-map-panel.h"
#include "zhihui-sketch.h"

#define HEAD 52       /* u: what the head takes */
#define GAP 10        /* u: between the map and what stands beside it */
#define LED_HEIGHT 27 /* u */
#define LED_GAP 5     /* u */
#define MAX_LED 13
#define FOCUS_SHARE 0.36  /* of the room that a region takes which was chosen in the whole */
#define FOCUS_ZOOM 1.2    /* steps at most: its neighbours are seen */
#define FOCUS_OUTLINE 4.0 /* u */
#define MARGIN 5          /* u: of a label in a hexagon */
#define LEADER_ROOM 40    /* u: for the line from a label at the side */
#define FEW_LED 6         /* labels for which the map gives up room */
#define FORMED 600        /* more hexagons have no room for names in any form */
#define LARGE 700         /* u: a body so high has larger names */
#define LARGE_SCALE 1.35

/* A map under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch          *sketch;
  ZhihuiMapPanel        *panel;
  ZhihuiMapChart        *chart;  /* owned */
  const ZhihuiMapLayers *layers; /* borrowed */
  ZhihuiMapScene        *before; /* borrowed, nullable: as it was drawn last */
  ZhihuiMapScene        *scene;  /* owned */
  ZhihuiMapLegend        legend;
  ZhihuiMapNames         names;
  ZhihuiMapBox obstacles[ZHIHUI_MAP_LEGEND_BOXES + 1]; /* px: legend, labels at the left */
  guint        n_obstacles;
  int          focus; /* region of the mesh that was chosen; -1 none */
} MapSketch;

/* ---- head ---- */

static const char *
describe_period (const ZhihuiMapReading *reading)
{
  const ZhihuiMapRate *rate;

  if (reading->board == ZHIHUI_BOARD_VOLUME)
    return C_ ("period", "this month");
  rate = &reading->figures->rates[reading->board];
  if (rate->period != NULL && g_str_equal (rate->period, "rolling-90d"))
    return C_ ("period", "90 days");
  return C_ ("period", "this month");
}

/* From the fullest to the shortest. */
static GPtrArray *
make_descriptions (const ZhihuiMapReading *reading)
{
  GPtrArray  *texts = g_ptr_array_new_with_free_func (g_free);
  const char *period = describe_period (reading), *title;

  if (reading->board == ZHIHUI_BOARD_VOLUME)
    {
      g_ptr_array_add (texts,
                       g_strdup (reading->measure == ZHIHUI_MAP_PER_1000
                                   ? _ ("this month, cases per 1,000 inhabitants, by place")
                                   : _ ("this month, cases, by place")));
      g_ptr_array_add (texts, g_strdup (period));
    }
  else
    {
      const char *better = reading->better == ZHIHUI_BETTER_HIGH ? C_ ("board", "higher is better")
                                                                 : C_ ("board", "lower is better");

      title = zhihui_map_board_get_title (reading->board);
      g_ptr_array_add (texts,
                       g_strdup_printf (_ ("%1$s, %2$s, by place, %3$s"), title, period, better));
      g_ptr_array_add (texts, g_strdup_printf (_ ("%1$s, %2$s, by place"), title, period));
      g_ptr_array_add (texts, g_strdup (title));
    }
  g_ptr_array_add (texts, NULL);
  return texts;
}

static char *
make_base (const ZhihuiMapReading *reading)
{
  g_autofree char *located = NULL, *unlocated = NULL, *rate = NULL, *strong = NULL;

  if (reading->board == ZHIHUI_BOARD_VOLUME)
    {
      located = zhihui_format_count (reading->figures->located);
      unlocated = zhihui_format_count (reading->figures->unlocated);
      return g_strdup_printf (_ ("in hand, placed %1$s, not placed %2$s"), located, unlocated);
    }
  if (!reading->is_told)
    return NULL;
  rate = zhihui_format_rate (reading->figures->rates[reading->board].total.k,
                             reading->figures->rates[reading->board].total.n);
  strong = g_strconcat (ZHIHUI_STRONG, rate, ZHIHUI_STRONG, NULL);
  return g_strdup_printf (_ ("total %s"), strong);
}

static void
draw_head (ZhihuiSketch *sketch, const ZhihuiMapReading *reading)
{
  g_autoptr (GPtrArray) descriptions = NULL;
  g_autofree char *base = NULL;

  if (reading->figures == NULL)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_speak (sketch, "%s", zhihui_sketch_get_title (sketch));
      return;
    }
  descriptions = make_descriptions (reading);
  base = make_base (reading);
  zhihui_sketch_head (sketch, (const char *const *) descriptions->pdata, base);
  zhihui_sketch_speak (sketch,
                       "%s, %s, %s",
                       zhihui_sketch_get_title (sketch),
                       (const char *) descriptions->pdata[0],
                       base != NULL ? base : "");
}

/* ---- where the map lies ---- */

static ZhihuiMapBox
get_body (const ZhihuiSketch *sketch)
{
  double u = sketch->u;

  return (ZhihuiMapBox){ 0, HEAD * u, sketch->width * u, MAX (sketch->height - HEAD, 1) * u };
}

/* FALSE: there is no room for a map. Boxes are of the panel, the viewport is the body. */
static gboolean
fit (MapSketch *self, const ZhihuiMapSilhouette *silhouette, ZhihuiViewport *viewport)
{
  ZhihuiMapBox body = get_body (self->sketch), inside = { 0, 0, body.width, body.height };
  ZhihuiMapBox moved[G_N_ELEMENTS (self->obstacles)];

  for (guint i = 0; i < self->n_obstacles; i++)
    {
      moved[i] = self->obstacles[i];
      moved[i].y -= body.y;
    }
  viewport->width = body.width;
  viewport->height = body.height;
  return zhihui_map_silhouette_fit (
    silhouette, &inside, moved, self->n_obstacles, GAP * self->sketch->u, viewport);
}

/* As if the hexagons were wider. */
static ZhihuiMapSilhouette
widen (const ZhihuiMapSilhouette *one, double factor)
{
  ZhihuiMapSilhouette wide = *one;

  wide.extent.right = one->extent.left + (one->extent.right - one->extent.left) * factor;
  for (guint i = 0; i < ZHIHUI_MAP_BANDS; i++)
    {
      wide.left[i] = one->extent.left + (one->left[i] - one->extent.left) * factor;
      wide.right[i] = one->extent.left + (one->right[i] - one->extent.left) * factor;
    }
  return wide;
}

/* The most regular hexagons in which a label has room, else the widest. */
static double
choose_ratio (MapSketch *self, double label_width, double label_height)
{
  static const double        ratios[] = { 0.866, 0.95, 1.05, 1.16, 1.3, 1.45 };
  const ZhihuiExtent        *cell = &zhihui_mesh_get_region (self->chart->mesh, 0)->extent;
  double                     now = zhihui_map_panel_get_ratio (self->panel), best = now, widest = 0;
  const ZhihuiMapSilhouette *one = zhihui_map_panel_outline (self->panel, self->chart->mesh);

  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      ZhihuiMapSilhouette wide = widen (one, ratios[i] / now);
      ZhihuiViewport      viewport = { 0 };
      double              world, width, height;

      if (!fit (self, &wide, &viewport))
        continue;
      world = zhihui_viewport_get_world_px (&viewport);
      width = (cell->right - cell->left) * ratios[i] / now * world;
      height = (cell->bottom - cell->top) * world;
      if (width > widest)
        {
          widest = width;
          best = ratios[i];
        }
      if (width >= label_width && height >= label_height)
        break;
    }
  return best;
}

/* The looks of hexagons do not depend on their form: they are in the order of the regions. */
static void
form_hexagons (MapSketch *self)
{
  ZhihuiSketch *sketch = self->sketch;
  double        width, height;
  guint64       reason;

  if (!zhihui_mesh_is_schematic (self->chart->mesh))
    return;
  zhihui_map_names_measure (&self->names, &width, &height);
  width = (width + 2 * MARGIN) * sketch->u;
  height = height * sketch->u;
  reason = zhihui_hash_bytes (
    ZHIHUI_HASH_START, self->obstacles, self->n_obstacles * sizeof *self->obstacles);
  reason = zhihui_hash_double (reason, width);
  reason = zhihui_hash_double (reason, sketch->width);
  reason = zhihui_hash_double (reason, sketch->height);
  reason = zhihui_hash_int (reason, self->chart->looks->n) | 1;
  if (!zhihui_map_panel_knows_ratio (self->panel, reason))
    zhihui_map_panel_set_ratio (
      self->panel,
      reason,
      self->chart->looks->n > FORMED ? 1.0 : choose_ratio (self, width, height));
  zhihui_mesh_unref (self->chart->mesh);
  self->chart->mesh =
    zhihui_mesh_ref (zhihui_map_panel_find_mesh (self->panel, self->chart->reading));
}

/* Labels at the sides stand near the map, where the panel is wider than it. */
static GArray *
place_names (MapSketch *self, const ZhihuiMapSilhouette *silhouette)
{
  ZhihuiMapBox boxes[ZHIHUI_MAP_BANDS], body = get_body (self->sketch);
  double       u = self->sketch->u, left = G_MAXDOUBLE, right = 0;
  guint        n = zhihui_map_silhouette_box (silhouette, &self->names.viewport, boxes);
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapBox));
  ZhihuiLabelField field = { .box = body,
                             .gap = LED_GAP * u,
                             .row_height = LED_HEIGHT * self->names.scale * u,
                             .max_led = MAX_LED,
                             .led_obstacles = boxes,
                             .n_led_obstacles = n };

  g_array_append_vals (obstacles, self->obstacles, self->n_obstacles);
  zhihui_map_names_list_seams (&self->names, obstacles);
  zhihui_map_counts_list_boxes (
    self->scene, &self->names.viewport, body.x, self->names.y, obstacles);
  field.obstacles = (const ZhihuiMapBox *) (gpointer) obstacles->data;
  field.n_obstacles = obstacles->len;
  for (guint i = 0; i < n; i++)
    {
      boxes[i].y += self->names.y;
      left = MIN (left, boxes[i].x);
      right = MAX (right, boxes[i].x + boxes[i].width);
    }
  if (left > body.width / 4)
    field.led_end = left - LEADER_ROOM * u;
  /* Where the map is as wide as the panel at some height, it is not at others. */
  field.led_start = right + LEADER_ROOM * u;
  return zhihui_map_names_place (&self->names, &field);
}

static GArray *
place_again (gpointer user_data)
{
  MapSketch *self = user_data;

  return place_names (self, zhihui_map_panel_outline (self->panel, self->chart->mesh));
}

static guint
count_led (const GArray *labels)
{
  guint n = 0;

  for (guint i = 0; i < labels->len; i++)
    n += g_array_index (labels, ZhihuiMapLabel, i).led;
  return n;
}

/* With a column at the left kept free for names. */
static GArray *
lay_out_beside (MapSketch *self, const ZhihuiMapSilhouette *silhouette)
{
  const ZhihuiMapBox body = get_body (self->sketch);
  double             width, height, u = self->sketch->u;
  guint              n_before = self->n_obstacles;
  GArray            *labels = NULL;

  zhihui_map_names_measure (&self->names, &width, &height);
  self->obstacles[self->n_obstacles++] =
    (ZhihuiMapBox){ 0, body.y, (1.6 * width + LEADER_ROOM) * u, body.height / 2 };
  if (fit (self, silhouette, &self->names.viewport))
    {
      self->n_obstacles = n_before;
      labels = place_names (self, silhouette);
    }
  self->n_obstacles = n_before;
  return labels;
}

/* The map as large as it can be; where a few names lack room it gives some up for them. */
static GArray *
lay_out (MapSketch *self)
{
  const ZhihuiMapSilhouette *silhouette = zhihui_map_panel_outline (self->panel, self->chart->mesh);
  ZhihuiViewport             large;
  GArray                    *labels, *others;
  guint                      n_values = self->chart->reading->values->len;

  if (!fit (self, silhouette, &self->names.viewport))
    return NULL;
  labels = place_names (self, silhouette);
  if (!zhihui_seams_is_empty (&self->sketch->seams))
    return zhihui_map_aside_seek (&self->names.viewport, labels, n_values, place_again, self);
  if (zhihui_mesh_is_schematic (self->chart->mesh) && labels->len < n_values)
    return zhihui_map_aside_lead (&self->names, labels, place_again, self);
  if (labels->len >= n_values || n_values - labels->len + count_led (labels) > FEW_LED)
    return labels;

  large = self->names.viewport;
  others = lay_out_beside (self, silhouette);
  if (others != NULL && others->len > labels->len)
    {
      g_array_unref (labels);
      return others;
    }
  self->names.viewport = large;
  g_clear_pointer (&others, g_array_unref);
  return labels;
}

/* A region that has no map of its own is seen among its neighbours, of
 * which few hexagons leave none at some sides. */
static GArray *
lay_out_focus (MapSketch *self)
{
  const ZhihuiExtent *extent =
    &zhihui_mesh_get_region (self->chart->mesh, (guint) self->focus)->extent;
  ZhihuiViewport *viewport = &self->names.viewport, near = *viewport;
  gboolean        is_schematic = zhihui_mesh_is_schematic (self->chart->mesh);
  double          most = viewport->zoom + (is_schematic ? FOCUS_ZOOM / 2 : FOCUS_ZOOM);

  zhihui_viewport_fit (&near, extent, MIN (near.width, near.height) * (1 - FOCUS_SHARE) / 2);
  near.zoom = CLAMP (near.zoom, viewport->zoom, most);
  if (is_schematic)
    {
      near.x = (near.x + viewport->x) / 2;
      near.y = (near.y + viewport->y) / 2;
    }
  *viewport = near;
  return place_names (self, zhihui_map_panel_outline (self->panel, self->chart->mesh));
}

/* The key lies above what is larger than the room beside it. */
static void
add_plates (MapSketch *self)
{
  ZhihuiSketch *sketch = self->sketch;
  double        u = sketch->u, gap = GAP * u;

  for (guint i = 0; i < self->n_obstacles; i++)
    {
      g_autofree char    *key = g_strdup_printf ("plate/%u", i);
      const ZhihuiMapBox *box = &self->obstacles[i];

      zhihui_sketch_rect (sketch,
                          key,
                          MAX (box->x - gap, 0) / u,
                          (box->y - gap) / u,
                          (box->width + 2 * gap) / u,
                          (box->height + 2 * gap) / u,
                          sketch->palette->ground);
    }
}

/* ---- the painted part ---- */

typedef struct
{
  ZhihuiMapScene *scene; /* owned */
  ZhihuiViewport  viewport;
  int             focus;
  double          outline; /* px */
} Painted;

static void
painted_free (gpointer data)
{
  Painted *self = data;

  zhihui_map_scene_unref (self->scene);
  g_free (self);
}

static void
paint (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Painted *self = data;

  zhihui_map_scene_paint (self->scene, cr, &self->viewport);
  zhihui_map_scene_paint_outline (self->scene,
                                  cr,
                                  &self->viewport,
                                  self->focus,
                                  &zhihui_map_scene_get_manner (self->scene)->palette.text1,
                                  self->outline);
}

static void
make_scene (MapSketch *self)
{
  ZhihuiSketch   *sketch = self->sketch;
  ZhihuiMapManner manner;

  zhihui_map_manner_init (&manner, sketch->palette, sketch->u);
  manner.wall = TRUE;
  manner.kept = sketch->kept;
  manner.names = self->names.scale;
  zhihui_map_layers_fill (self->layers, &manner);
  self->scene = zhihui_map_scene_renew (
    self->before, self->chart->mesh, self->chart->looks->looks, self->layers->points, &manner);
}

/* One item: what did not change looks the same while the old fades into the new. */
static void
add_scene (MapSketch *self)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiMapBox  body = get_body (sketch);
  Painted      *painted = g_new0 (Painted, 1);
  guint64       hash = zhihui_map_layers_hash (self->layers, zhihui_map_chart_hash (self->chart));

  painted->scene = zhihui_map_scene_ref (self->scene);
  painted->viewport = self->names.viewport;
  painted->focus = self->focus;
  painted->outline = FOCUS_OUTLINE * sketch->u;
  zhihui_map_panel_set_seen (self->panel, painted->scene, &painted->viewport);
  hash = zhihui_hash_bytes (hash, &painted->viewport, sizeof painted->viewport);
  hash = zhihui_hash_int (hash, sketch->kept);
  hash = zhihui_hash_int (hash, (guint64) (self->focus + 1));
  zhihui_picture_add_mark (sketch->picture,
                           "map",
                           body.x,
                           body.y,
                           body.width,
                           body.height,
                           hash,
                           paint,
                           painted,
                           painted_free);
  zhihui_map_counts_add (sketch->picture, self->scene, &painted->viewport, body.x, body.y);
}

/* ---- for those who do not see it ---- */

static void
speak_rows (MapSketch *self)
{
  g_autoptr (GPtrArray) rows = zhihui_map_chart_make_rows (self->chart);

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiMapRow *row = rows->pdata[i];
      g_autofree char    *count = zhihui_format_count (row->value->overdue);
      g_autofree char    *overdue = g_strdup_printf (C_ ("map", "overdue %s"), count);
      g_autoptr (GString) words = g_string_new (NULL);
      gboolean tells_figure;

      if (row->value->standing == ZHIHUI_MAP_NO_DATA)
        continue;
      tells_figure = zhihui_map_names_tell_figure (self->sketch, row->value);
      g_string_append (words, row->name);
      if (tells_figure)
        g_string_append_printf (words, " %s", row->text);
      if (tells_figure && row->base != NULL)
        g_string_append_printf (words, ", %s", row->base);
      if (row->value->standing != ZHIHUI_MAP_VALUE)
        g_string_append_printf (words, ", %s", row->range);
      if (row->value->overdue > 0)
        g_string_append_printf (words, ", %s", overdue);
      zhihui_sketch_speak (self->sketch, "%s", words->str);
    }
}

/* ---- the panel ---- */

/* Which layers are told does not depend on the form of the hexagons, where they stand does. */
static void
make_layers (MapSketch *self)
{
  ZhihuiSketch *sketch = self->sketch;

  self->layers = zhihui_map_panel_read_layers (
    self->panel, sketch->situation, self->chart->mesh, sketch->palette, sketch->moment->now_us);
  self->legend.points.layers = self->layers;
}

static void
draw_body (MapSketch *self)
{
  g_autoptr (GArray) labels = NULL;
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapBox));

  make_scene (self);
  labels = lay_out (self);
  if (labels != NULL && self->focus >= 0)
    {
      g_array_unref (labels);
      labels = lay_out_focus (self);
    }
  if (labels != NULL)
    {
      add_scene (self);
      if (self->focus >= 0)
        add_plates (self);
      zhihui_map_counts_list_boxes (
        self->scene, &self->names.viewport, self->names.x, self->names.y, signs);
      zhihui_map_names_draw (&self->names, labels, signs);
    }
  zhihui_map_scene_unref (self->scene);
}

static void
draw_map (MapSketch *self, ZhihuiMapReading *reading, ZhihuiMesh *mesh)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiMapBox  body = get_body (sketch);

  self->chart =
    zhihui_map_panel_make_chart (self->panel, reading, mesh, sketch->situation, sketch->palette);
  self->legend = (ZhihuiMapLegend){ .sketch = sketch,
                                    .chart = self->chart,
                                    .has_boards = zhihui_map_panel_has_boards (self->panel),
                                    .share = zhihui_map_panel_get_share (self->panel) };
  make_layers (self);
  zhihui_map_legend_measure (&self->legend);
  self->n_obstacles = zhihui_map_legend_list_boxes (&self->legend, self->obstacles);
  self->names = (ZhihuiMapNames){ .sketch = sketch, .chart = self->chart, .y = body.y, .scale = 1 };
  if (body.height > LARGE * sketch->u)
    self->names.scale = LARGE_SCALE;
  form_hexagons (self);
  if (self->chart->mesh != mesh)
    make_layers (self);
  self->focus =
    zhihui_map_looks_find (self->chart->looks, zhihui_situation_get_map_focus (sketch->situation));
  zhihui_map_panel_set_body (self->panel, &body);
  draw_body (self);
  zhihui_map_legend_draw (&self->legend);
  zhihui_map_legend_clear (&self->legend);
  speak_rows (self);
  zhihui_map_chart_free (self->chart);
}

/**
 * zhihui_panel_map_draw:
 * @panel: what to show; remembers what must not jump
 *
 * Where @panel is patient and hexagons are still being made it says so.
 */
void
zhihui_panel_map_draw (ZhihuiSketch *sketch, ZhihuiMapPanel *panel)
{
  MapSketch         self = { .sketch = sketch, .panel = panel };
  ZhihuiMapReading *reading = zhihui_map_panel_read (panel, sketch->situation);
  ZhihuiMapFigures *figures = reading->figures;
  ZhihuiMesh       *mesh = NULL;
  ZhihuiViewport    former;
  g_autoptr (ZhihuiMapScene) before = NULL;

  if (zhihui_map_panel_get_seen (panel, &self.before, &former))
    before = zhihui_map_scene_ref (self.before);
  zhihui_map_panel_set_body (panel, NULL);
  zhihui_map_panel_set_seen (panel, NULL, NULL);
  zhihui_sketch_judge_dataset (
    sketch, ZHIHUI_DATASET_MAP, figures != NULL ? &figures->stamp : NULL, _ ("map"));
  draw_head (sketch, reading);
  if (!sketch->shown)
    zhihui_sketch_excuse (sketch);
  else if (!reading->is_told)
    zhihui_sketch_notice (sketch, _ ("Rates are not told by place here"), NULL, NULL);
  else if ((mesh = zhihui_map_panel_find_mesh (panel, reading)) != NULL)
    {
      draw_map (&self, reading, mesh);
      return;
    }
  else if (zhihui_map_panel_is_laying (panel))
    zhihui_sketch_notice (sketch, _ ("Laying out the regions…"), NULL, NULL);
  else if (!reading->is_awaited)
    zhihui_sketch_notice (sketch, _ ("No case of this period has a place"), NULL, NULL);
  zhihui_map_reading_free (reading);
}
