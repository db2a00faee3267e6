/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>
#include <string.h>

#include "zhihui-wire-parts.h"

#define NOT_ASKED (-1)

/* ---- places ---- */

static gboolean
read_region (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiLayerPlace *place = target;
  g_autofree char  *code = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &code))
    return FALSE;
  if (strlen (code) >= sizeof place->region)
    return zhihui_wire_reader_fail (reader, NULL, "is no code of a region");

  g_strlcpy (place->region, code, sizeof place->region);
  return TRUE;
}

static const ZhihuiWireMember place_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiLayerPlace, lon, "lon", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiLayerPlace, lat, "lat", NUMBER),
  ZHIHUI_WIRE_MAY_PART ("region", read_region),
  ZHIHUI_WIRE_MAY (ZhihuiLayerPlace, n_points, "points", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiLayerPlace, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiLayerPlace, n_online, "online", COUNT),
};

static gboolean
read_place (ZhihuiWireReader *reader, gpointer target)
{
  GArray         **places = target;
  ZhihuiLayerPlace place = { .lon = NAN, .lat = NAN, .n_points = 1, .n = 1, .n_online = NOT_ASKED };

  if (!zhihui_wire_reader_read_object (reader, place_members, G_N_ELEMENTS (place_members), &place))
    return FALSE;
  if (isnan (place.lon) != isnan (place.lat))
    return zhihui_wire_reader_fail (
      reader, isnan (place.lon) ? "lon" : "lat", "is missing beside the other");
  if (!zhihui_wire_check_place (reader, place.lon, place.lat))
    return FALSE;
  if (place.n_online > place.n)
    return zhihui_wire_reader_fail (reader, "online", "is more than there are");
  if ((*places)->len >= ZHIHUI_MAX_PLACES)
    return zhihui_wire_reader_fail (reader, NULL, "is one place too many");

  g_array_append_val (*places, place);
  return TRUE;
}

static GArray *
new_places (void)
{
  return g_array_new (FALSE, FALSE, sizeof (ZhihuiLayerPlace));
}

typedef struct
{
  gint64  as_of;
  GArray *items; /* (element-type ZhihuiLayerPlace), owned */
} Places;

static const ZhihuiWireMember places_members[] = {
  ZHIHUI_WIRE_NEED (Places, as_of, "as_of", INSTANT),
  ZHIHUI_WIRE_NEED_LIST (Places, items, "items", read_place),
};

/**
 * zhihui_wire_decode_layer_places:
 * @body: the answer of /layers/{id}
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiLayerPlace): where its things are
 */
GArray *
zhihui_wire_decode_layer_places (GBytes *body, GError **error)
{
  Places answer = { .items = new_places () };

  if (zhihui_wire_read_root (body, places_members, G_N_ELEMENTS (places_members), &answer, error))
    return answer.items;

  g_array_unref (answer.items);
  return NULL;
}

/* ---- layers ---- */

static gboolean
read_places (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiPlaceLayer *layer = target;
  g_autoptr (GArray) places = new_places ();

  if (layer->places != NULL)
    return zhihui_wire_reader_fail (reader, NULL, "is there twice");
  if (!zhihui_wire_reader_read_array (reader, read_place, &places))
    return FALSE;
  zhihui_place_layer_take_places (layer, g_steal_pointer (&places));
  return TRUE;
}

static const ZhihuiWireMember layer_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiPlaceLayer, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, label, "label", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, kind, "kind", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, source, "source", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, layer_as_of, "layer_as_of", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, is_public, "public", BOOLEAN),
  ZHIHUI_WIRE_NEED (ZhihuiPlaceLayer, n_points, "points", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiPlaceLayer, n_online, "online", COUNT),
  ZHIHUI_WIRE_MAY_PART ("places", read_places),
};

static gboolean
has_other (GPtrArray *items, const ZhihuiPlaceLayer *layer)
{
  for (guint i = 0; i < items->len; i++)
    if (items->pdata[i] != layer &&
        g_strcmp0 (((ZhihuiPlaceLayer *) items->pdata[i])->id, layer->id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_layer (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray       **items = target;
  ZhihuiPlaceLayer *layer = g_new0 (ZhihuiPlaceLayer, 1);

  layer->n = layer->n_online = NOT_ASKED;
  g_ptr_array_add (*items, layer);
  if (!zhihui_wire_reader_read_object (reader, layer_members, G_N_ELEMENTS (layer_members), layer))
    return FALSE;
  if ((*items)->len > ZHIHUI_MAX_LAYERS)
    return zhihui_wire_reader_fail (reader, NULL, "is one layer too many");
  if (layer->n == NOT_ASKED)
    layer->n = layer->n_points;
  if (layer->n_online > layer->n)
    return zhihui_wire_reader_fail (reader, "online", "is more than there are");

  zhihui_wire_fill_text (&layer->label, layer->id);
  zhihui_wire_fill_text (&layer->kind, "");
  zhihui_wire_fill_text (&layer->source, "");
  zhihui_wire_fill_text (&layer->layer_as_of, "");
  if (has_other (*items, layer)) /* nobody could tell them apart: the first counts */
    g_ptr_array_remove_index (*items, (*items)->len - 1);
  return TRUE;
}

static const ZhihuiWireMember layers_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiLayers),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiLayers, items, "items", read_layer),
};

/**
 * zhihui_wire_decode_layers:
 * @body: the answer of /layers
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the layers, most often without their places
 */
ZhihuiLayers *
zhihui_wire_decode_layers (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiLayers) self = zhihui_layers_new ();

  if (!zhihui_wire_read_root (body, layers_members, G_N_ELEMENTS (layers_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_online (ZhihuiWireWriter *writer, gint64 n, gint64 n_online)
{
  zhihui_wire_write_known_count (writer, "online", n_online);
  if (n_online >= 0 && n > 0)
    zhihui_wire_writer_number (writer, "online_rate", (double) n_online / (double) n);
}

static void
write_place (ZhihuiWireWriter *writer, const ZhihuiLayerPlace *place)
{
  zhihui_wire_writer_open_object (writer, NULL);
  if (place->region[0] != '\0')
    zhihui_wire_writer_text (writer, "region", place->region);
  if (!isnan (place->lon))
    {
      zhihui_wire_writer_number (writer, "lon", place->lon);
      zhihui_wire_writer_number (writer, "lat", place->lat);
    }
  zhihui_wire_writer_integer (writer, "points", place->n_points);
  zhihui_wire_writer_integer (writer, "n", place->n);
  write_online (writer, place->n, place->n_online);
  zhihui_wire_writer_close_object (writer);
}

static void
write_layer (ZhihuiWireWriter *writer, const ZhihuiPlaceLayer *layer)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", layer->id);
  zhihui_wire_writer_text (writer, "label", layer->label);
  zhihui_wire_writer_text (writer, "kind", layer->kind);
  zhihui_wire_writer_text (writer, "source", layer->source);
  zhihui_wire_writer_text (writer, "layer_as_of", layer->layer_as_of);
  zhihui_wire_writer_boolean (writer, "public", layer->is_public);
  zhihui_wire_writer_integer (writer, "points", layer->n_points);
  zhihui_wire_writer_integer (writer, "n", layer->n);
  write_online (writer, layer->n, layer->n_online);
  if (layer->places != NULL)
    {
      zhihui_wire_writer_open_list (writer, "places");
      for (guint i = 0; i < layer->places->len; i++)
        write_place (writer, &g_array_index (layer->places, ZhihuiLayerPlace, i));
      zhihui_wire_writer_close_list (writer);
    }
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_wire_encode_layers:
 * @layers: the layers
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /layers; with the places that were read, which is how
 * it is kept
 */
char *
zhihui_wire_encode_layers (ZhihuiLayers *layers, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (layers != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &layers->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < layers->items->len; i++)
    write_layer (&writer, layers->items->pdata[i]);
  return zhihui_wire_close_list (&writer, NULL);
}
