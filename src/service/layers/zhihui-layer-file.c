/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-layer.h"
#include "zhihui-wire-reader.h"

typedef struct
{
  double numbers[3];
  guint  n;
} Coordinates;

/* A feature while it is read. */
typedef struct
{
  char             *type; /* owned */
  ZhihuiLayerPoint *point;
} Feature;

static gboolean
read_coordinate (ZhihuiWireReader *reader, gpointer target)
{
  Coordinates *coordinates = target;
  double       number = 0;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &number))
    return FALSE;
  if (coordinates->n >= G_N_ELEMENTS (coordinates->numbers))
    return zhihui_wire_reader_fail (reader, NULL, "has too many coordinates");

  coordinates->numbers[coordinates->n++] = number;
  return TRUE;
}

typedef struct
{
  char       *type; /* owned */
  Coordinates coordinates;
} Geometry;

static gboolean
read_coordinates (ZhihuiWireReader *reader, gpointer target)
{
  Coordinates *coordinates = target;

  coordinates->n = 0;
  return zhihui_wire_reader_read_array (reader, read_coordinate, coordinates) &&
         (coordinates->n >= 2 || zhihui_wire_reader_fail (reader, NULL, "has too few coordinates"));
}

static gboolean
read_geometry (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (Geometry, type, "type", TEXT),
    ZHIHUI_WIRE_NEED_VALUE (Geometry, coordinates, "coordinates", read_coordinates),
  };
  Feature *feature = target;
  Geometry geometry = { NULL };
  gboolean good;

  good = zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), &geometry);
  if (good && g_strcmp0 (geometry.type, "Point") != 0)
    good = zhihui_wire_reader_fail (reader, "type", "is not Point");
  if (good)
    {
      feature->point->lon = geometry.coordinates.numbers[0];
      feature->point->lat = geometry.coordinates.numbers[1];
    }
  g_free (geometry.type);
  return good;
}

static gboolean
read_properties (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (ZhihuiLayerPoint, name, "name", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayerPoint, region, "region", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayerPoint, status, "status", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayerPoint, n, "n", COUNT),
    ZHIHUI_WIRE_MAY (ZhihuiLayerPoint, n_online, "online", COUNT),
  };
  Feature *feature = target;

  return zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), feature->point);
}

static gboolean
read_feature (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (Feature, type, "type", TEXT),
    ZHIHUI_WIRE_MAY_PART ("geometry", read_geometry),
    ZHIHUI_WIRE_NEED_PART ("properties", read_properties),
  };
  GPtrArray **points = target;
  ZhihuiLayer layer = { .points = *points };
  Feature     feature = { NULL, zhihui_layer_add_point (&layer) };
  gboolean    good;

  good = zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), &feature);
  g_free (feature.type);
  return good;
}

static void
take_over (char **own, char **given)
{
  if (*own == NULL)
    *own = g_steal_pointer (given);
}

/* A FeatureCollection of points; the head of the layer are members of its own beside "features". */
static gboolean
read_geojson (ZhihuiLayer *self, GBytes *bytes, GError **error)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_MAY (ZhihuiLayer, id, "id", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayer, label, "label", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayer, kind, "kind", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayer, source, "source", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayer, as_of, "as_of", TEXT),
    ZHIHUI_WIRE_MAY (ZhihuiLayer, is_public, "public", BOOLEAN),
    ZHIHUI_WIRE_NEED_LIST (ZhihuiLayer, points, "features", read_feature),
  };
  g_autoptr (ZhihuiWireReader) reader = zhihui_wire_reader_new (bytes, error);
  g_autoptr (ZhihuiLayer) read = zhihui_layer_new ();

  if (reader == NULL)
    return FALSE;
  if (!zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), read))
    return zhihui_wire_reader_give_error (reader, error);

  take_over (&self->id, &read->id);
  take_over (&self->label, &read->label);
  take_over (&self->kind, &read->kind);
  take_over (&self->source, &read->source);
  take_over (&self->as_of, &read->as_of);
  self->is_public |= read->is_public;
  g_ptr_array_unref (self->points);
  self->points = g_ptr_array_ref (read->points);
  return TRUE;
}

gboolean
zhihui_layer_read_file (ZhihuiLayer *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean good;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (g_str_has_suffix (path, ".csv"))
    {
      g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

      good = stream != NULL && zhihui_layer_read_csv (self, G_INPUT_STREAM (stream), error);
    }
  else
    {
      g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);

      good = bytes != NULL && read_geojson (self, bytes, error);
    }
  good = good && zhihui_layer_check (self, error);
  if (!good)
    g_prefix_error (error, "%s: ", path);
  return good;
}
