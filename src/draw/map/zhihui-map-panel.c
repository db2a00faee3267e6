/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-panel.h"

#include "zhihui-hex-maker.h"

struct _ZhihuiMapPanel
{
  ZhihuiMesh         *mesh;         /* owned or NULL: real borders */
  ZhihuiHexMaker     *hexagons;     /* owned */
  double              ratio;        /* of its hexagons */
  guint64             ratio_reason; /* what it was chosen for; 0 not yet */
  ZhihuiBoard         board;
  char               *parent;                  /* owned or NULL: that of the situation */
  char               *shown;                   /* owned or NULL: whose parts @breaks are of */
  ZhihuiMapSettings  *settings;                /* owned reference */
  ZhihuiMapLayers    *layers;                  /* owned or NULL: as they were read last */
  ZhihuiMapBreaks     breaks[ZHIHUI_N_BOARDS]; /* at the last drawing; n 0: not yet */
  gboolean            has_boards;
  double              share; /* of colours above a base map; 0: all */
  gboolean            has_body;
  ZhihuiMapBox        body; /* px of the panel */
  ZhihuiMapScene     *seen; /* owned or NULL: as it was drawn last */
  ZhihuiViewport      viewport;
  ZhihuiMapSilhouette silhouette; /* of @outlined */
  ZhihuiMesh         *outlined;   /* owned or NULL */
};

ZhihuiMapPanel *
zhihui_map_panel_new (void)
{
  ZhihuiMapPanel *self = g_new0 (ZhihuiMapPanel, 1);

  self->hexagons = zhihui_hex_maker_new ();
  self->ratio = 1;
  self->settings = zhihui_map_settings_new ();
  return self;
}

void
zhihui_map_panel_free (ZhihuiMapPanel *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->outlined, zhihui_mesh_unref);
  g_clear_pointer (&self->hexagons, zhihui_hex_maker_free);
  g_clear_pointer (&self->seen, zhihui_map_scene_unref);
  zhihui_map_layers_free (self->layers);
  zhihui_map_settings_unref (self->settings);
  g_free (self->parent);
  g_free (self->shown);
  g_free (self);
}

/**
 * zhihui_map_panel_set_mesh:
 * @mesh: (nullable): borders of the parts of the region that is shown; %NULL: hexagons
 */
void
zhihui_map_panel_set_mesh (ZhihuiMapPanel *self, ZhihuiMesh *mesh)
{
  g_return_if_fail (self != NULL);

  if (mesh != NULL)
    zhihui_mesh_ref (mesh);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  self->mesh = mesh;
}

void
zhihui_map_panel_set_board (ZhihuiMapPanel *self, ZhihuiBoard board)
{
  g_return_if_fail (self != NULL && board < ZHIHUI_N_BOARDS);

  self->board = board;
}

/**
 * zhihui_map_panel_set_parent:
 * @parent: (nullable): code of the region whose parts are shown; %NULL: the one of which the
 *   situation has a map
 */
void
zhihui_map_panel_set_parent (ZhihuiMapPanel *self, const char *parent)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (parent, self->parent) == 0)
    return;
  g_free (self->parent);
  self->parent = g_strdup (parent);
}

static void
forget_breaks (ZhihuiMapPanel *self)
{
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    self->breaks[i].n = 0;
}

/**
 * zhihui_map_panel_get_parent:
 *
 * Returns: (transfer none) (nullable): as it was set
 */
const char *
zhihui_map_panel_get_parent (ZhihuiMapPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parent;
}

/* The classes of a province say nothing about the towns of a county. */
static void
note_shown (ZhihuiMapPanel *self, const char *parent)
{
  if (g_strcmp0 (parent, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (parent);
  forget_breaks (self);
}

/**
 * zhihui_map_panel_get_settings:
 *
 * Returns: (transfer none): what the operator says about the map
 */
ZhihuiMapSettings *
zhihui_map_panel_get_settings (ZhihuiMapPanel *self)
{
  return self->settings;
}

/**
 * zhihui_map_panel_read_layers:
 * @mesh: where they stand
 * @now_us: monotonic
 *
 * Returns: (transfer none): the layers of points as a wall shows them; until the next call
 */
const ZhihuiMapLayers *
zhihui_map_panel_read_layers (ZhihuiMapPanel      *self,
                              ZhihuiSituation     *situation,
                              ZhihuiMesh          *mesh,
                              const ZhihuiPalette *palette,
                              gint64               now_us)
{
  ZhihuiMapLayers *layers =
    zhihui_map_layers_renew (self->layers, situation, self->settings, mesh, palette, TRUE, now_us);

  zhihui_map_layers_free (self->layers);
  self->layers = layers;
  return layers;
}

/**
 * zhihui_map_panel_set_settings:
 * @settings: (transfer none) (nullable): how the classes are made; %NULL: as usual
 */
void
zhihui_map_panel_set_settings (ZhihuiMapPanel *self, ZhihuiMapSettings *settings)
{
  ZhihuiMapSettings *old = self->settings;

  g_return_if_fail (self != NULL);

  if (settings == old)
    return;
  self->settings =
    settings != NULL ? zhihui_map_settings_ref (settings) : zhihui_map_settings_new ();
  zhihui_map_settings_unref (old);
  forget_breaks (self);
}

/**
 * zhihui_map_panel_set_has_boards:
 * @has_boards: units are judged in amber on the same page: the key says so
 */
void
zhihui_map_panel_set_has_boards (ZhihuiMapPanel *self, gboolean has_boards)
{
  g_return_if_fail (self != NULL);

  self->has_boards = has_boards;
}

/**
 * zhihui_map_panel_set_share:
 * @share: of the colours of regions that is seen above a base map: the key has the same
 */
void
zhihui_map_panel_set_share (ZhihuiMapPanel *self, double share)
{
  g_return_if_fail (self != NULL);

  self->share = share;
}

double
zhihui_map_panel_get_share (ZhihuiMapPanel *self)
{
  return self->share;
}

gboolean
zhihui_map_panel_has_boards (ZhihuiMapPanel *self)
{
  return self->has_boards;
}

/**
 * zhihui_map_panel_get_body:
 * @box: (out): where the map itself lies, px of the panel as it was drawn last
 *
 * Returns: whether there is a map: not while nothing can be shown
 */
gboolean
zhihui_map_panel_get_body (ZhihuiMapPanel *self, ZhihuiMapBox *box)
{
  *box = self->body;
  return self->has_body;
}

/**
 * zhihui_map_panel_set_body:
 * @box: (nullable): told by who draws the panel; %NULL: there is no map
 */
void
zhihui_map_panel_set_body (ZhihuiMapPanel *self, const ZhihuiMapBox *box)
{
  self->has_body = box != NULL;
  self->body = box != NULL ? *box : (ZhihuiMapBox){ 0 };
}

/**
 * zhihui_map_panel_get_seen:
 * @scene: (out) (transfer none): what the panel painted last in its body
 * @viewport: (out): and where
 *
 * Returns: whether there is a map
 */
gboolean
zhihui_map_panel_get_seen (ZhihuiMapPanel *self, ZhihuiMapScene **scene, ZhihuiViewport *viewport)
{
  *scene = self->seen;
  *viewport = self->viewport;
  return self->seen != NULL;
}

/**
 * zhihui_map_panel_set_seen:
 * @scene: (transfer none) (nullable): told by who draws the panel; %NULL: there is no map
 */
void
zhihui_map_panel_set_seen (ZhihuiMapPanel       *self,
                           ZhihuiMapScene       *scene,
                           const ZhihuiViewport *viewport)
{
  if (scene != NULL)
    {
      zhihui_map_scene_ref (scene);
      self->viewport = *viewport;
    }
  g_clear_pointer (&self->seen, zhihui_map_scene_unref);
  self->seen = scene;
}

/**
 * zhihui_map_panel_read:
 * @situation: (nullable)
 *
 * Returns: (transfer full): what is to be shown of it
 */
ZhihuiMapReading *
zhihui_map_panel_read (ZhihuiMapPanel *self, ZhihuiSituation *situation)
{
  const char *parent = self->parent;

  if (parent == NULL && situation != NULL)
    parent = zhihui_situation_get_region (situation, ZHIHUI_DATASET_MAP);
  note_shown (self, parent);
  return zhihui_map_reading_new_measured (situation, self->board, parent, self->settings->volume);
}

double
zhihui_map_panel_get_ratio (ZhihuiMapPanel *self)
{
  return self->ratio;
}

/**
 * zhihui_map_panel_knows_ratio:
 * @reason: hash of all that decides it: the regions, the room, the labels
 *
 * Returns: whether the present ratio was chosen for the same
 */
gboolean
zhihui_map_panel_knows_ratio (ZhihuiMapPanel *self, guint64 reason)
{
  return self->ratio_reason == reason;
}

/**
 * zhihui_map_panel_set_ratio:
 * @reason: not 0
 * @ratio: half the width of a hexagon by half its height
 */
void
zhihui_map_panel_set_ratio (ZhihuiMapPanel *self, guint64 reason, double ratio)
{
  self->ratio_reason = reason;
  self->ratio = ratio;
}

/**
 * zhihui_map_panel_find_mesh:
 *
 * The real borders when they are those of most regions that are shown, else hexagons.
 *
 * Returns: (transfer none) (nullable): %NULL without regions, and while their hexagons are made
 */
ZhihuiMesh *
zhihui_map_panel_find_mesh (ZhihuiMapPanel *self, const ZhihuiMapReading *reading)
{
  g_autofree const ZhihuiRegion **regions = NULL;

  if (reading->values->len == 0)
    return NULL;
  if (self->mesh != NULL && zhihui_map_count_matches (reading, self->mesh) > 0)
    return self->mesh;

  regions = g_new (const ZhihuiRegion *, reading->values->len);
  for (guint i = 0; i < reading->values->len; i++)
    regions[i] = g_array_index (reading->values, ZhihuiMapValue, i).region;
  return zhihui_hex_maker_find (self->hexagons, regions, reading->values->len, self->ratio);
}

/**
 * zhihui_map_panel_set_patient:
 * @laid: (nullable) (scope notified): called when hexagons that took their time are there and the
 *   panel can be drawn with them; %NULL: they are made at once
 */
void
zhihui_map_panel_set_patient (ZhihuiMapPanel *self, ZhihuiHexMadeFunc laid, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  zhihui_hex_maker_set_patient (self->hexagons, laid, user_data);
}

/**
 * zhihui_map_panel_is_laying:
 *
 * Returns: whether hexagons are being made in a thread
 */
gboolean
zhihui_map_panel_is_laying (ZhihuiMapPanel *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return zhihui_hex_maker_is_busy (self->hexagons);
}

/* Ends that were told of one measure say nothing of another, which is shown where nobody's
 * inhabitants are known. */
static ZhihuiBreaksRule
choose_rule (const ZhihuiMapPanel *self, const ZhihuiMapReading *reading)
{
  const ZhihuiBreaksRule *rule = &self->settings->rules[reading->board];
  ZhihuiMapMeasure        told =
    self->settings->volume == ZHIHUI_MAP_VOLUME_PER_1000 ? ZHIHUI_MAP_PER_1000 : ZHIHUI_MAP_COUNTS;

  if (reading->board == ZHIHUI_BOARD_VOLUME && rule->manner == ZHIHUI_BREAKS_TARGETS &&
      reading->measure != told)
    return zhihui_breaks_rule_get_default (reading->board);
  return *rule;
}

/**
 * zhihui_map_panel_make_chart:
 * @reading: (transfer full): of zhihui_map_panel_read ()
 * @mesh: of zhihui_map_panel_find_mesh ()
 *
 * Returns: (transfer full): with the classes of before as long as they fit
 */
ZhihuiMapChart *
zhihui_map_panel_make_chart (ZhihuiMapPanel      *self,
                             ZhihuiMapReading    *reading,
                             ZhihuiMesh          *mesh,
                             ZhihuiSituation     *situation,
                             const ZhihuiPalette *palette)
{
  const ZhihuiBreaksRule rule = choose_rule (self, reading);
  g_autofree gint64     *steps = g_new (gint64, reading->values->len + 1);
  gsize                  n = 0;

  for (guint i = 0; i < reading->values->len; i++)
    {
      const ZhihuiMapValue *value = &g_array_index (reading->values, ZhihuiMapValue, i);

      if (value->standing == ZHIHUI_MAP_VALUE)
        steps[n++] = value->steps;
    }
  self->breaks[reading->board] =
    zhihui_map_breaks_settle (&self->breaks[reading->board], &rule, reading->measure, steps, n);
  return zhihui_map_chart_new (
    reading, mesh, &self->breaks[reading->board], zhihui_situation_get_alerts (situation), palette);
}

/**
 * zhihui_map_panel_outline:
 *
 * What has no room in its region stands beside the outline of @mesh: nowhere, where the map is
 * larger than what is seen of it.
 *
 * Returns: (transfer none): of @mesh, kept until another one is asked for
 */
const ZhihuiMapSilhouette *
zhihui_map_panel_outline (ZhihuiMapPanel *self, ZhihuiMesh *mesh)
{
  g_return_val_if_fail (self != NULL && mesh != NULL, NULL);

  if (self->outlined != mesh)
    {
      zhihui_mesh_ref (mesh);
      g_clear_pointer (&self->outlined, zhihui_mesh_unref);
      self->outlined = mesh;
      zhihui_map_silhouette_init (&self->silhouette, mesh);
    }
  return &self->silhouette;
}
