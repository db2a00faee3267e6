/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-layers.h"

#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-hash.h"
#include "zhihui-map-layer-rules.h"
#include "zhihui-map-points.h"
#include "zhihui-mercator.h"
#include "zhihui-region-code.h"

/* More of one layer are told by region alone. */
#define MAX_SINGLE 5000

/* A layer on its way onto the map; lives on the stack. */
typedef struct
{
  const ZhihuiMesh *mesh;
  GHashTable       *regions; /* owned: stem of a code → index + 1 */
  gint64           *sums;    /* owned: things of each region that are told together */
  gboolean          is_wall;
  GArray           *points; /* borrowed */
} Placing;

static GHashTable *
index_regions (const ZhihuiMesh *mesh)
{
  GHashTable *regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const char *code = zhihui_mesh_get_region (mesh, i)->code;

      g_hash_table_insert (
        regions, g_strndup (code, zhihui_region_code_get_stem (code)), GUINT_TO_POINTER (i + 1));
    }
  return regions;
}

/* The region of the map in which @code lies, -1 none. */
static int
find_region (const Placing *self, const char *code)
{
  char  stem[ZHIHUI_PLACE_REGION_LEN];
  gsize length = zhihui_region_code_get_stem (code);

  g_strlcpy (stem, code, sizeof stem);
  for (; length > 0; length--)
    {
      guint found;

      stem[length] = '\0';
      found = GPOINTER_TO_UINT (g_hash_table_lookup (self->regions, stem));
      if (found > 0)
        return (int) found - 1;
    }
  return -1;
}

static guint32
limit_count (gint64 n)
{
  return (guint32) CLAMP (n, 0, G_MAXUINT32);
}

/* Where it stands, as far as that may be told and the map shows it. */
static gboolean
put_single (Placing *self, const ZhihuiLayerPlace *place, guint16 layer)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (self->mesh);
  ZhihuiMapPoint      point = { .count = limit_count (place->n), .layer = layer };

  if (isnan (place->lon) || place->n <= 0)
    return FALSE;
  zhihui_mercator_project (place->lon, place->lat, &point.x, &point.y);
  if (!(point.x >= extent->left && point.x <= extent->right && point.y >= extent->top &&
        point.y <= extent->bottom))
    return FALSE;
  g_array_append_val (self->points, point);
  return TRUE;
}

/* Things of each region together, beneath its name. */
static void
put_sums (Placing *self, guint16 layer)
{
  for (guint i = 0; i < zhihui_mesh_get_n_regions (self->mesh); i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (self->mesh, i);
      ZhihuiMapPoint          point = { .x = region->label_x,
                                        .y = region->label_y,
                                        .count = limit_count (self->sums[i]),
                                        .layer = layer,
                                        .is_gathered = TRUE };

      if (self->sums[i] > 0)
        g_array_append_val (self->points, point);
      self->sums[i] = 0;
    }
}

static gint64
put_layer (Placing *self, const ZhihuiPlaceLayer *layer, guint16 number)
{
  gboolean is_exact = !zhihui_mesh_is_schematic (self->mesh) &&
                      (layer->is_public || !self->is_wall) && layer->places->len <= MAX_SINGLE;
  const GArray *places = is_exact ? layer->places : layer->sums;
  gint64        n_placed = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiLayerPlace *place = &g_array_index (places, ZhihuiLayerPlace, i);
      int                     region;

      if (is_exact && put_single (self, place, number))
        {
          n_placed += place->n;
          continue;
        }
      region = isnan (place->lon) || !is_exact ? find_region (self, place->region) : -1;
      if (region < 0)
        continue;
      self->sums[region] += place->n;
      n_placed += place->n;
    }
  put_sums (self, number);
  return n_placed;
}

/* A sign that no other layer has: the one that is meant, else the next. */
static ZhihuiPlaceSign
choose_sign (const ZhihuiMapLayers *self, ZhihuiPlaceSign meant)
{
  for (guint i = 0; i <= ZHIHUI_PLACE_OTHER; i++)
    {
      ZhihuiPlaceSign sign = (meant + i) % (ZHIHUI_PLACE_OTHER + 1);
      guint           n = 0;

      for (guint j = 0; j < self->n; j++)
        n += self->looks[j].sign == sign;
      if (n <= self->n / (ZHIHUI_PLACE_OTHER + 1))
        return sign;
    }
  return meant;
}

static void
add_layer (ZhihuiMapLayers        *self,
           Placing                *placing,
           const ZhihuiPlaceLayer *layer,
           ZhihuiPlaceSign         sign,
           const ZhihuiPalette    *palette)
{
  ZhihuiMapLayerEntry *entry = &self->entries[self->n];
  ZhihuiMapLayerLook  *look = &self->looks[self->n];

  look->sign = choose_sign (self, sign);
  look->colour = self->n <= ZHIHUI_PLACE_OTHER ? palette->text1 : palette->text3;
  look->public_places = layer->is_public;
  entry->label = g_strdup (layer->label);
  entry->layer_as_of = g_strdup (layer->layer_as_of);
  entry->n = layer->n;
  entry->n_online = layer->n_online;
  self->n++;
  entry->is_broken = layer->places == NULL;
  if (layer->places != NULL)
    entry->n_placed = put_layer (placing, layer, (guint16) self->n);
}

static void
judge (ZhihuiMapLayers *self, ZhihuiSituation *situation, gint64 now_us)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_LAYERS);
  ZhihuiFreshness freshness = zhihui_situation_judge (situation, ZHIHUI_DATASET_LAYERS, now_us);

  self->is_broken = freshness.state == ZHIHUI_STATE_ERROR && receipt->n_failures > 0 &&
                    receipt->gap == ZHIHUI_GAP_NONE;
  self->is_unkept = receipt->gap == ZHIHUI_GAP_UNKEPT;
  if (freshness.state == ZHIHUI_STATE_LATE || freshness.state == ZHIHUI_STATE_STALE ||
      freshness.state == ZHIHUI_STATE_OFFLINE)
    self->age = zhihui_format_age (freshness.age_s);
}

static ZhihuiMapLayersCause
make_cause (ZhihuiSituation     *situation,
            ZhihuiMapSettings   *settings,
            ZhihuiMesh          *mesh,
            const ZhihuiPalette *palette,
            gboolean             is_wall)
{
  ZhihuiLayers *layers = zhihui_situation_get_layers (situation);

  return (ZhihuiMapLayersCause){ .layers = layers != NULL ? zhihui_layers_ref (layers) : NULL,
                                 .settings = zhihui_map_settings_ref (settings),
                                 .mesh = zhihui_mesh_ref (mesh),
                                 .colours = { palette->text1, palette->text3 },
                                 .is_wall = is_wall };
}

static gboolean
is_same_cause (const ZhihuiMapLayersCause *one, const ZhihuiMapLayersCause *other)
{
  return one->layers == other->layers && one->settings == other->settings &&
         one->mesh == other->mesh && one->is_wall == other->is_wall &&
         memcmp (one->colours, other->colours, sizeof one->colours) == 0;
}

/* What @before has, with the same cause. */
static void
share (ZhihuiMapLayers *self, const ZhihuiMapLayers *before)
{
  self->n = before->n;
  self->hash = before->hash;
  self->points = g_array_ref (before->points);
  memcpy (self->looks, before->looks, sizeof self->looks);
  for (guint i = 0; i < self->n; i++)
    {
      self->entries[i] = before->entries[i];
      self->entries[i].label = g_strdup (before->entries[i].label);
      self->entries[i].layer_as_of = g_strdup (before->entries[i].layer_as_of);
    }
}

static void
collect (ZhihuiMapLayers *self, const ZhihuiPalette *palette)
{
  const ZhihuiMapLayersCause *cause = &self->cause;
  Placing                     placing = { .mesh = cause->mesh, .is_wall = cause->is_wall };

  self->points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  if (cause->layers == NULL)
    return;

  placing.regions = index_regions (cause->mesh);
  placing.sums = g_new0 (gint64, zhihui_mesh_get_n_regions (cause->mesh) + 1);
  placing.points = self->points;
  for (guint i = 0; i < cause->layers->items->len && self->n < ZHIHUI_MAP_MAX_SHOWN; i++)
    {
      const ZhihuiPlaceLayer *layer = cause->layers->items->pdata[i];
      ZhihuiPlaceSign         sign;

      if ((layer->places != NULL || layer->fault != NULL) &&
          zhihui_map_layer_rules_find (cause->settings->layers, layer, &sign))
        add_layer (self, &placing, layer, sign, palette);
    }
  g_hash_table_unref (placing.regions);
  g_free (placing.sums);
  self->hash = zhihui_hash_bytes (
    zhihui_map_points_hash (self->points), self->looks, self->n * sizeof self->looks[0]);
}

/**
 * zhihui_map_layers_renew:
 * @before: (nullable): as they were
 * @situation: what is known
 * @settings: which layers are shown
 * @mesh: where
 * @is_wall: seen by everybody: only places that are public stand where they are
 * @now_us: monotonic: decides how old they are
 *
 * Places stand where they are on real borders; on hexagons, without coordinates, or where they are
 * too many, those of a region are one sign with their number. Layers come in the order of the
 * platform, each by a sign of its own. Where nothing of it has changed @before is shared: thousands
 * of places are collected once for each answer, not at each poll of other figures.
 *
 * Returns: (transfer full): what is shown of them
 */
ZhihuiMapLayers *
zhihui_map_layers_renew (const ZhihuiMapLayers *before,
                         ZhihuiSituation       *situation,
                         ZhihuiMapSettings     *settings,
                         ZhihuiMesh            *mesh,
                         const ZhihuiPalette   *palette,
                         gboolean               is_wall,
                         gint64                 now_us)
{
  ZhihuiMapLayers *self = g_new0 (ZhihuiMapLayers, 1);

  self->cause = make_cause (situation, settings, mesh, palette, is_wall);
  judge (self, situation, now_us);
  if (before != NULL && is_same_cause (&before->cause, &self->cause))
    share (self, before);
  else
    collect (self, palette);
  return self;
}

/**
 * zhihui_map_layers_free:
 * @self: (transfer full) (nullable)
 */
void
zhihui_map_layers_free (ZhihuiMapLayers *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->entries[i].label);
      g_free (self->entries[i].layer_as_of);
    }
  g_clear_pointer (&self->cause.layers, zhihui_layers_unref);
  zhihui_map_settings_unref (self->cause.settings);
  zhihui_mesh_unref (self->cause.mesh);
  g_array_unref (self->points);
  g_free (self->age);
  g_free (self);
}

/**
 * zhihui_map_layers_fill:
 * @manner: gets the looks of the layers
 */
void
zhihui_map_layers_fill (const ZhihuiMapLayers *self, ZhihuiMapManner *manner)
{
  manner->n_layers = self->n;
  memcpy (manner->layers, self->looks, self->n * sizeof self->looks[0]);
}

/**
 * zhihui_map_layers_hash:
 * @hash: of what is beside them
 *
 * Returns: equal for layers that look the same
 */
guint64
zhihui_map_layers_hash (const ZhihuiMapLayers *self, guint64 hash)
{
  return zhihui_hash_int (hash, (gint64) self->hash);
}
