/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-desk-colours.h"
#include "zhihui-map-counts.h"
#include "zhihui-map-legend.h"
#include "zhihui-map-names.h"
#include "zhihui-map-panel.h"
#include "zhihui-map-room.h"
#include "zhihui-region-order.h"

#define UNIT 0.68 /* px a u: names of 14 px */
#define GAP 8     /* px */
#define LED_HEIGHT 20
#define MAX_LED 13

/**
 * ZhihuiRegionMap:
 *
 * The map of the parts of a region on the desk: coloured by the figure that is chosen, with names,
 * figures and legend. What a person marks, opens or leaves goes to the selection.
 */
struct _ZhihuiRegionMap
{
  GtkWidget parent_instance;

  ZhihuiMapView    *view;         /* owned as child */
  ZhihuiSelection  *selection;    /* owned, nullable until it is set */
  ZhihuiMapPanel   *panel;        /* owned */
  ZhihuiTheme      *theme;        /* owned */
  ZhihuiTheme      *former;       /* owned, nullable: what is on the screen may still borrow it */
  ZhihuiSituation  *situation;    /* owned, nullable */
  ZhihuiMapReading *reading;      /* owned, nullable: while there is no chart */
  ZhihuiMapChart   *chart;        /* owned, nullable: nothing is on the map */
  GArray           *points;       /* (element-type ZhihuiMapPoint) owned, nullable: of open cases */
  ZhihuiMapLayers  *layers;       /* owned, nullable: of other systems, as they are on the map */
  ZhihuiBoard       fitted;       /* of the legend beside which the map lies */
  gboolean          is_following; /* what is marked was chosen elsewhere */
  gboolean          is_awaiting;  /* borders are being looked for */
  char             *painted;      /* owned, nullable: whose parts were painted last */
};

G_DEFINE_FINAL_TYPE (ZhihuiRegionMap, zhihui_region_map, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const ZhihuiMapValue *
get_value (ZhihuiRegionMap *self, int region)
{
  return self->chart != NULL && region >= 0 && (guint) region < self->chart->looks->n
           ? self->chart->looks->values[region]
           : NULL;
}

static int
find_region (ZhihuiRegionMap *self, const char *code)
{
  return self->chart != NULL ? zhihui_map_looks_find (self->chart->looks, code) : -1;
}

/* ---- what is written ---- */

/* What is told of the points in the scene that is seen. */
static void
tell_points (ZhihuiRegionMap *self, ZhihuiMapKey *key, const ZhihuiViewport *viewport)
{
  ZhihuiMapScene *scene = zhihui_map_view_get_scene (self->view);

  key->layers = self->layers;
  if (self->points == NULL || zhihui_mesh_is_schematic (self->chart->mesh))
    return;
  if (zhihui_map_scene_get_manner (scene)->points == ZHIHUI_POINTS_DOTS && self->points->len > 0)
    key->dot_cases = zhihui_map_scene_get_dot_cases (scene, viewport->zoom);
  for (guint i = 0; zhihui_map_scene_get_manner (scene)->points == ZHIHUI_POINTS_CLUSTERS &&
                    i < self->points->len;
       i++)
    key->n_circled += g_array_index (self->points, ZhihuiMapPoint, i).count;
}

/* As it stands on the wall. */
static void
write_words (ZhihuiRegionMap *self, ZhihuiSketch *sketch, const ZhihuiViewport *viewport)
{
  ZhihuiMapLegend legend = { .sketch = sketch,
                             .chart = self->chart,
                             .share = zhihui_map_view_get_share (self->view) };
  ZhihuiMapNames  names = {
     .sketch = sketch, .chart = self->chart, .viewport = *viewport, .scale = 1
  };
  ZhihuiMapBox     map[ZHIHUI_MAP_BANDS];
  ZhihuiLabelField field = {
    .box = { 0, 0, viewport->width, viewport->height },
    .gap = GAP,
    .row_height = LED_HEIGHT,
    .max_led = MAX_LED,
    .led_start = viewport->width,
    .led_obstacles = map,
    .n_led_obstacles = zhihui_map_silhouette_box (
      zhihui_map_panel_outline (self->panel, self->chart->mesh), viewport, map)
  };
  g_autoptr (GArray) labels = NULL;
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapBox));
  ZhihuiMapBox boxes[ZHIHUI_MAP_LEGEND_BOXES];

  zhihui_map_counts_add (
    sketch->picture, zhihui_map_view_get_scene (self->view), viewport, 0.0, 0.0);
  tell_points (self, &legend.points, viewport);
  zhihui_map_legend_measure (&legend);
  g_array_append_vals (obstacles, boxes, zhihui_map_legend_list_boxes (&legend, boxes));
  zhihui_map_counts_list_boxes (
    zhihui_map_view_get_scene (self->view), viewport, 0.0, 0.0, obstacles);
  field.obstacles = (const ZhihuiMapBox *) obstacles->data;
  field.n_obstacles = obstacles->len;
  labels = zhihui_map_names_place (&names, &field);
  zhihui_map_names_draw (&names, labels, obstacles);
  zhihui_map_legend_draw (&legend);
  zhihui_map_legend_clear (&legend);
}

static ZhihuiPicture *
write_cb (const ZhihuiViewport *viewport, gpointer user_data)
{
  ZhihuiRegionMap  *self = user_data;
  ZhihuiMapFigures *figures;
  ZhihuiMoment      moment = { .now_us = g_get_monotonic_time () };
  ZhihuiSketch      sketch = { .panel = ZHIHUI_PANEL_MAP,
                               .situation = self->situation,
                               .moment = &moment };

  if ((self->chart == NULL && !zhihui_map_panel_is_laying (self->panel)) || viewport->width < 1 ||
      viewport->height < 1)
    return NULL;

  moment.local_now = zhihui_situation_get_platform_now (self->situation, moment.now_us);
  sketch.theme = self->theme;
  sketch.palette = zhihui_theme_get_palette (self->theme);
  sketch.u = zhihui_theme_get_unit (self->theme);
  sketch.width = viewport->width / sketch.u;
  sketch.height = viewport->height / sketch.u;
  sketch.zone = zhihui_situation_get_zone (self->situation);
  sketch.picture = zhihui_picture_new (self->theme, viewport->width, viewport->height);
  figures = zhihui_situation_get_map_figures (self->situation);
  zhihui_sketch_judge_dataset (
    &sketch, ZHIHUI_DATASET_MAP, figures != NULL ? &figures->stamp : NULL, "");
  if (self->chart != NULL)
    write_words (self, &sketch, viewport);
  else
    zhihui_sketch_notice (&sketch, _ ("Laying out the regions…"), NULL, NULL);
  return sketch.picture;
}

static void
fit_cb (ZhihuiViewport *viewport, gpointer user_data)
{
  ZhihuiRegionMap *self = user_data;

  if (self->chart != NULL)
    zhihui_map_room_fit (self->chart,
                         zhihui_map_panel_outline (self->panel, self->chart->mesh),
                         self->layers,
                         self->situation,
                         self->theme,
                         viewport);
}

static char *
describe_cb (guint region, gpointer user_data)
{
  ZhihuiRegionMap      *self = user_data;
  const ZhihuiMapValue *value = get_value (self, (int) region);
  g_autofree char      *figure = NULL;
  const char           *absence;

  if (value == NULL)
    return g_strdup (self->chart != NULL ? zhihui_mesh_get_region (self->chart->mesh, region)->name
                                         : "");
  absence = zhihui_map_reading_describe_absence (self->chart->reading, value);
  if (absence != NULL)
    return g_strdup_printf ("%s, %s", value->region->name, absence);
  figure = zhihui_map_reading_format (self->chart->reading, value);
  return g_strdup_printf ("%s, %s %s",
                          value->region->name,
                          zhihui_map_board_get_title (self->chart->reading->board),
                          figure);
}

/* ---- what is painted ---- */

static ZhihuiMapScene *
make_scene (ZhihuiRegionMap *self)
{
  ZhihuiMapScene *before = zhihui_map_view_get_scene (self->view);
  ZhihuiState     state =
    zhihui_situation_judge (self->situation, ZHIHUI_DATASET_MAP, g_get_monotonic_time ()).state;
  ZhihuiMapManner manner;
  g_autoptr (GArray) points = NULL;

  zhihui_map_manner_init (
    &manner, zhihui_theme_get_palette (self->theme), zhihui_theme_get_unit (self->theme));
  manner.kept = zhihui_state_is_kept (state);
  manner.points = ZHIHUI_POINTS_CLUSTERS;
  zhihui_map_layers_fill (self->layers, &manner);
  points = g_array_copy (self->layers->points);
  if (self->points != NULL && !zhihui_mesh_is_schematic (self->chart->mesh)) /* no places there */
    g_array_append_vals (points, self->points->data, self->points->len);
  return zhihui_map_scene_renew (
    before, self->chart->mesh, self->chart->looks->looks, points, &manner);
}

static void
follow_mark (ZhihuiRegionMap *self)
{
  const char *code = zhihui_selection_get_mark (self->selection);

  if (code == NULL && self->situation != NULL)
    code = zhihui_situation_get_map_focus (self->situation);
  self->is_following = TRUE;
  zhihui_map_view_set_selected_region (self->view, find_region (self, code));
  self->is_following = FALSE;
}

/* Nothing of another place is left beside the new names and figures. */
static void
leave_place (ZhihuiRegionMap *self)
{
  const char *place = zhihui_map_panel_get_parent (self->panel);

  if (g_strcmp0 (place, self->painted) == 0)
    return;

  g_free (self->painted);
  self->painted = g_strdup (place);
  zhihui_map_view_forget_pixels (self->view);
}

static void
paint (ZhihuiRegionMap *self)
{
  ZhihuiMapScene *before = zhihui_map_view_get_scene (self->view);
  g_autoptr (ZhihuiMapScene) scene = NULL;
  gboolean is_elsewhere;

  self->is_following = TRUE; /* another mesh, or none, has nothing selected */
  if (self->chart == NULL)
    {
      zhihui_map_view_set_scene (self->view, NULL);
      self->is_following = FALSE;
      zhihui_map_view_refresh_labels (self->view);
      return;
    }

  is_elsewhere = before == NULL || zhihui_map_scene_get_mesh (before) != self->chart->mesh;
  scene = make_scene (self);
  if (is_elsewhere && !zhihui_mesh_is_schematic (self->chart->mesh))
    zhihui_map_view_unfold (self->view, scene, NULL);
  else
    zhihui_map_view_set_scene (self->view, scene);
  leave_place (self);
  self->is_following = FALSE;
  if (is_elsewhere && zhihui_mesh_is_schematic (self->chart->mesh))
    zhihui_map_view_fly_to (self->view, zhihui_mesh_get_extent (self->chart->mesh), 0);
  if (!is_elsewhere && self->chart->reading->board != self->fitted)
    zhihui_map_view_refit (self->view); /* beside another legend */
  self->fitted = self->chart->reading->board;
  zhihui_map_view_set_order (
    self->view, zhihui_region_order_list_shapes (self->chart->reading, self->chart->mesh));
  follow_mark (self);
  if (is_elsewhere)
    zhihui_map_view_focus_selected (self->view);
  zhihui_map_view_refresh_labels (self->view);
}

/* Hexagons for a moment, where borders are about to be found, would be a flicker. */
static gboolean
is_stopgap (ZhihuiRegionMap *self, const ZhihuiMapReading *reading, ZhihuiMesh *mesh)
{
  ZhihuiMapScene *before = zhihui_map_view_get_scene (self->view);

  return self->is_awaiting && mesh != NULL && zhihui_mesh_is_schematic (mesh) &&
         (before == NULL ||
          zhihui_map_count_matches (reading, zhihui_map_scene_get_mesh (before)) == 0);
}

/* Which are shown and where. */
static void
read_layers (ZhihuiRegionMap *self)
{
  ZhihuiMapLayers *layers = zhihui_map_layers_renew (self->layers,
                                                     self->situation,
                                                     zhihui_map_panel_get_settings (self->panel),
                                                     self->chart->mesh,
                                                     zhihui_theme_get_palette (self->theme),
                                                     FALSE,
                                                     g_get_monotonic_time ());

  zhihui_map_layers_free (self->layers);
  self->layers = layers;
}

static void
read_situation (ZhihuiRegionMap *self)
{
  ZhihuiMapReading *reading;
  ZhihuiMesh       *mesh;

  if (self->situation == NULL || self->selection == NULL)
    return;

  zhihui_map_panel_set_board (self->panel, zhihui_selection_get_board (self->selection));
  reading = zhihui_map_panel_read (self->panel, self->situation);
  mesh = zhihui_map_panel_find_mesh (self->panel, reading);
  g_clear_pointer (&self->chart, zhihui_map_chart_free);
  g_clear_pointer (&self->reading, zhihui_map_reading_free);
  if (mesh != NULL && !is_stopgap (self, reading, mesh))
    self->chart = zhihui_map_panel_make_chart (
      self->panel, reading, mesh, self->situation, zhihui_theme_get_palette (self->theme));
  else
    self->reading = reading;
  if (self->chart != NULL)
    read_layers (self);
  paint (self);
}

static void
hexagons_laid_cb (gpointer user_data)
{
  ZhihuiRegionMap *self = user_data;

  read_situation (self);
  g_signal_emit (self, signals[SIGNAL_LAID], 0);
}

/* ---- what is chosen ---- */

static void
selected_cb (ZhihuiRegionMap *self)
{
  const ZhihuiMapValue *value = get_value (self, zhihui_map_view_get_selected_region (self->view));

  if (!self->is_following && self->selection != NULL)
    zhihui_selection_set_mark (self->selection, value != NULL ? value->region->code : NULL);
}

static void
activated_cb (ZhihuiRegionMap *self, int region)
{
  const ZhihuiMapValue *value = get_value (self, region);
  g_autofree char      *code = NULL, *name = NULL;

  if (value == NULL || self->selection == NULL)
    return;

  code = g_strdup (value->region->code);
  name = g_strdup (value->region->name);
  zhihui_selection_enter_shown (self->selection, self->situation, code, name);
}

static void
ascended_cb (ZhihuiRegionMap *self)
{
  if (self->selection != NULL)
    zhihui_selection_go_up (self->selection);
}

/* ---- the widget ---- */

static void
colours_changed_cb (ZhihuiRegionMap *self)
{
  g_clear_pointer (&self->former, zhihui_theme_free);
  self->former = self->theme;
  self->theme = zhihui_theme_new (zhihui_desk_colours_get (), UNIT);
  read_situation (self);
  zhihui_map_view_refresh_labels (self->view);
}

static void
zhihui_region_map_dispose (GObject *object)
{
  ZhihuiRegionMap *self = ZHIHUI_REGION_MAP (object);

  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->view, self);
      zhihui_map_view_set_fit (self->view, NULL, NULL);
      zhihui_map_view_set_labels (self->view, NULL, NULL, NULL);
      zhihui_map_view_set_describe (self->view, NULL, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->view)));
    }
  zhihui_map_panel_set_patient (self->panel, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->chart, zhihui_map_chart_free);
  g_clear_pointer (&self->reading, zhihui_map_reading_free);
  g_clear_pointer (&self->situation, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_region_map_parent_class)->dispose (object);
}

static void
zhihui_region_map_finalize (GObject *object)
{
  ZhihuiRegionMap *self = ZHIHUI_REGION_MAP (object);

  zhihui_map_panel_free (self->panel);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self->painted);
  g_clear_pointer (&self->layers, zhihui_map_layers_free);
  g_clear_pointer (&self->theme, zhihui_theme_free);
  g_clear_pointer (&self->former, zhihui_theme_free);

  G_OBJECT_CLASS (zhihui_region_map_parent_class)->finalize (object);
}

static void
zhihui_region_map_class_init (ZhihuiRegionMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_region_map_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_region_map_finalize;
  /* Hexagons that took their time are on the map: reading and classes are others. */
  signals[SIGNAL_LAID] = g_signal_new (
    "laid", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zhihui_region_map_init (ZhihuiRegionMap *self)
{
  GtkWidget *view = zhihui_map_view_new ();

  self->panel = zhihui_map_panel_new ();
  zhihui_map_panel_set_patient (self->panel, hexagons_laid_cb, self);
  self->view = ZHIHUI_MAP_VIEW (view);
  gtk_widget_set_parent (view, GTK_WIDGET (self));
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map of the regions"), -1);
  colours_changed_cb (self);
  zhihui_map_view_set_fit (self->view, fit_cb, self);
  zhihui_map_view_set_labels (self->view, write_cb, self, NULL);
  zhihui_map_view_set_describe (self->view, describe_cb, self, NULL);
  g_signal_connect_swapped (view, "notify::selected-region", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (view, "region-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (view, "ascended", G_CALLBACK (ascended_cb), self);
  zhihui_desk_colours_watch (self, G_CALLBACK (colours_changed_cb));
}

/**
 * zhihui_region_map_set_selection:
 * @selection: (transfer none): what is chosen; set once
 */
void
zhihui_region_map_set_selection (ZhihuiRegionMap *self, ZhihuiSelection *selection)
{
  g_return_if_fail (ZHIHUI_IS_REGION_MAP (self) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (
    selection, "notify::mark", G_CALLBACK (follow_mark), self, G_CONNECT_SWAPPED);
}

/**
 * zhihui_region_map_set_settings:
 * @settings: (transfer none): what the operator says about the map
 */
void
zhihui_region_map_set_settings (ZhihuiRegionMap *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_REGION_MAP (self));

  zhihui_map_panel_set_settings (self->panel, settings);
  read_situation (self);
}

/**
 * zhihui_region_map_set_mesh:
 * @mesh: (transfer none) (nullable): borders of the parts of the region; %NULL: hexagons
 *
 * What was found: nothing is awaited any more.
 */
void
zhihui_region_map_set_mesh (ZhihuiRegionMap *self, ZhihuiMesh *mesh)
{
  g_return_if_fail (ZHIHUI_IS_REGION_MAP (self));

  self->is_awaiting = FALSE;
  zhihui_map_panel_set_mesh (self->panel, mesh);
  read_situation (self);
}

/**
 * zhihui_region_map_await_mesh:
 *
 * Hexagons of other regions than those on the map wait until zhihui_region_map_set_mesh ().
 */
void
zhihui_region_map_await_mesh (ZhihuiRegionMap *self)
{
  self->is_awaiting = TRUE;
}

/**
 * zhihui_region_map_show:
 * @situation: (transfer none): what is known
 * @place: (nullable): code of the region whose parts are shown
 */
void
zhihui_region_map_show (ZhihuiRegionMap *self, ZhihuiSituation *situation, const char *place)
{
  g_return_if_fail (ZHIHUI_IS_REGION_MAP (self));

  /* The chart borrows nothing of the situation that it does not hold. */
  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  zhihui_map_panel_set_parent (self->panel, place);
  read_situation (self);
}

/**
 * zhihui_region_map_set_points:
 * @points: (transfer none) (nullable) (element-type ZhihuiMapPoint): open cases; constant
 */
void
zhihui_region_map_set_points (ZhihuiRegionMap *self, GArray *points)
{
  g_return_if_fail (ZHIHUI_IS_REGION_MAP (self));

  if (points == self->points ||
      (points != NULL && self->points != NULL && points->len == self->points->len &&
       memcmp (points->data, self->points->data, points->len * sizeof (ZhihuiMapPoint)) == 0))
    return;

  g_clear_pointer (&self->points, g_array_unref);
  self->points = points != NULL ? g_array_ref (points) : NULL;
  paint (self);
}

/**
 * zhihui_region_map_get_reading:
 *
 * Returns: (transfer none) (nullable): the figures on the map, until it is shown something else
 */
const ZhihuiMapReading *
zhihui_region_map_get_reading (ZhihuiRegionMap *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_MAP (self), NULL);

  return self->chart != NULL ? self->chart->reading : self->reading;
}

/**
 * zhihui_region_map_get_breaks:
 *
 * Returns: (transfer none): its classes; none where nothing is on the map
 */
const ZhihuiMapBreaks *
zhihui_region_map_get_breaks (ZhihuiRegionMap *self)
{
  static const ZhihuiMapBreaks none = { 0 };

  return self->chart != NULL ? &self->chart->looks->breaks : &none;
}

/**
 * zhihui_region_map_get_view:
 *
 * Returns: (transfer none): the map itself
 */
ZhihuiMapView *
zhihui_region_map_get_view (ZhihuiRegionMap *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_MAP (self), NULL);

  return self->view;
}
