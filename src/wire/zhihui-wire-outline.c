/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>
#include <string.h>

#include "zhihui-wire-outline-private.h"
#include "zhihui-wire-text.h"

#define MIN_RING_PLACES 4 /* RFC 7946 §3.1.6: closed, so a triangle has four */

/* An object before its type is known: where its members stand. The type may come last, and the same
 * nested numbers mean a polygon or a bundle of lines by it. */
typedef struct
{
  char                *type; /* owned */
  const char          *features;
  const char          *geometry;
  const char          *geometries;
  const char          *coordinates;
  const char          *properties;
  const char          *id;
  char                *crs; /* owned */
  ZhihuiTopologyPlaces topology;
} Node;

static void
clear_node (Node *self)
{
  g_free (self->type);
  g_free (self->crs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Node, clear_node)

/* { "type": "name", "properties": { "name": … } }, of the days before RFC 7946. What is not of this
 * form names nothing. */
static gboolean
read_crs_name (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_peek (reader) == '"'
           ? zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, target)
           : zhihui_wire_reader_skip (reader);
}

static gboolean
read_crs_properties (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    { "name", ZHIHUI_WIRE_VALUE, FALSE, 0, read_crs_name },
  };

  return zhihui_wire_reader_peek (reader) == '{'
           ? zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), target)
           : zhihui_wire_reader_skip (reader);
}

static gboolean
read_crs (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    { "properties", ZHIHUI_WIRE_VALUE, FALSE, 0, read_crs_properties },
  };

  return zhihui_wire_reader_peek (reader) == '{'
           ? zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), target)
           : zhihui_wire_reader_skip (reader);
}

static const ZhihuiWireMember node_members[] = {
  ZHIHUI_WIRE_NEED (Node, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (Node, features, "features", PLACE),
  ZHIHUI_WIRE_MAY (Node, geometry, "geometry", PLACE),
  ZHIHUI_WIRE_MAY (Node, geometries, "geometries", PLACE),
  ZHIHUI_WIRE_MAY (Node, coordinates, "coordinates", PLACE),
  ZHIHUI_WIRE_MAY (Node, properties, "properties", PLACE),
  ZHIHUI_WIRE_MAY (Node, id, "id", PLACE),
  ZHIHUI_WIRE_MAY_VALUE (Node, crs, "crs", read_crs),
  ZHIHUI_WIRE_MAY (Node, topology.transform, "transform", PLACE),
  ZHIHUI_WIRE_MAY (Node, topology.objects, "objects", PLACE),
  ZHIHUI_WIRE_MAY (Node, topology.arcs, "arcs", PLACE),
};

static gboolean
read_node (ZhihuiWireReader *reader, Node *node)
{
  return zhihui_wire_reader_read_object (reader, node_members, G_N_ELEMENTS (node_members), node);
}

/* ---- places, rings, areas: the target is the array of rings ---- */

typedef struct
{
  GArray *ring; /* (element-type double), borrowed */
  guint   n;    /* numbers read of this place */
} Place;

static gboolean
read_coordinate (ZhihuiWireReader *reader, gpointer target)
{
  Place *place = target;
  double limit = place->n == 0 ? 180 : 90;
  double coordinate;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &coordinate))
    return FALSE;

  if (++place->n > 2)
    return TRUE; /* an altitude */
  if (!(fabs (coordinate) <= limit))
    return zhihui_wire_reader_fail (reader, NULL, "is no longitude and latitude of WGS 84");

  g_array_append_val (place->ring, coordinate);
  return TRUE;
}

static gboolean
read_place (ZhihuiWireReader *reader, gpointer target)
{
  Place place = { .ring = target };

  if (!zhihui_wire_reader_read_array (reader, read_coordinate, &place))
    return FALSE;

  return place.n >= 2 ? TRUE : zhihui_wire_reader_fail (reader, NULL, "is not [lon, lat]");
}

static gboolean
is_open (const GArray *ring)
{
  return memcmp (ring->data, ring->data + (ring->len - 2) * sizeof (double), 2 * sizeof (double)) !=
         0;
}

/**
 * zhihui_wire_keep_ring:
 * @rings: where it is added
 * @ring: (transfer full) (element-type double): pairs, as they came
 *
 * Closes the ring. With fewer places than a triangle it has no area and is dropped: simplified
 * outlines have some.
 */
void
zhihui_wire_keep_ring (GPtrArray *rings, GArray *ring)
{
  if (ring->len > 2 && is_open (ring))
    {
      const double first[] = { g_array_index (ring, double, 0), g_array_index (ring, double, 1) };

      g_array_append_vals (ring, first, G_N_ELEMENTS (first));
    }

  if (ring->len >= 2 * MIN_RING_PLACES)
    g_ptr_array_add (rings, ring);
  else
    g_array_unref (ring);
}

static gboolean
read_ring (ZhihuiWireReader *reader, gpointer target)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));

  if (!zhihui_wire_reader_read_array (reader, read_place, ring))
    return FALSE;

  zhihui_wire_keep_ring (target, g_steal_pointer (&ring));
  return TRUE;
}

static gboolean
read_polygon (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_ring, target);
}

static gboolean
read_multi_polygon (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_polygon, target);
}

static gboolean read_geometry (ZhihuiWireReader *reader, gpointer target);

static gboolean
read_geometries (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_geometry, target);
}

/**
 * zhihui_wire_fail_area:
 * @reader: a reader
 * @type: of the object
 * @missing: (nullable): the member that it lacks; %NULL: the type itself means nothing
 * @language: whose type it should be, "GeoJSON"
 *
 * Returns: %FALSE
 */
gboolean
zhihui_wire_fail_area (ZhihuiWireReader *reader,
                       const char       *type,
                       const char       *missing,
                       const char       *language)
{
  g_autofree char *shown = zhihui_wire_text_shorten (type);
  g_autofree char *what =
    missing != NULL
      ? g_strdup_printf ("is a %s without %s", shown, missing)
      : g_strdup_printf ("has the type \"%s\", which is none of %s's here", shown, language);

  return zhihui_wire_reader_fail (reader, NULL, what);
}

/**
 * zhihui_wire_is_without_area:
 * @type: of a geometry
 *
 * Returns: whether it is one of points or lines
 */
gboolean
zhihui_wire_is_without_area (const char *type)
{
  static const char *const without_area[] = {
    "Point", "MultiPoint", "LineString", "MultiLineString", NULL
  };

  return g_strv_contains (without_area, type);
}

static gboolean
fail_node (ZhihuiWireReader *reader, const Node *node, const char *missing)
{
  return zhihui_wire_fail_area (reader, node->type, missing, "GeoJSON");
}

/* Adds the rings of the areas of an object whose type is that of a geometry. Points and lines have
 * none. */
static gboolean
add_areas (ZhihuiWireReader *reader, const Node *node, GPtrArray *rings)
{
  if (zhihui_wire_is_without_area (node->type))
    return TRUE;

  if (g_str_equal (node->type, "GeometryCollection"))
    return node->geometries != NULL
             ? zhihui_wire_reader_read_at (
                 reader, "geometries", node->geometries, read_geometries, rings)
             : fail_node (reader, node, "geometries");

  if (g_str_equal (node->type, "Polygon"))
    return node->coordinates != NULL
             ? zhihui_wire_reader_read_at (
                 reader, "coordinates", node->coordinates, read_polygon, rings)
             : fail_node (reader, node, "coordinates");

  if (g_str_equal (node->type, "MultiPolygon"))
    return node->coordinates != NULL
             ? zhihui_wire_reader_read_at (
                 reader, "coordinates", node->coordinates, read_multi_polygon, rings)
             : fail_node (reader, node, "coordinates");

  return fail_node (reader, node, NULL);
}

static gboolean
read_geometry (ZhihuiWireReader *reader, gpointer target)
{
  g_auto (Node) node = { 0 };

  return read_node (reader, &node) && add_areas (reader, &node, target);
}

/* ---- features ---- */

static gboolean
add_feature (ZhihuiWireReader *reader, const Node *node, ZhihuiOutlineReading *reading)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  gboolean       ok;

  ok = zhihui_outline_reading_name (reading, reader, node->properties, node->id, outline) &&
       (node->geometry == NULL ||
        zhihui_wire_reader_read_at (
          reader, "geometry", node->geometry, read_geometry, outline->rings));
  zhihui_outline_reading_keep (reading, outline);
  return ok;
}

static gboolean
read_feature (ZhihuiWireReader *reader, gpointer target)
{
  g_auto (Node) node = { 0 };

  if (!read_node (reader, &node))
    return FALSE;

  return g_str_equal (node.type, "Feature") ? add_feature (reader, &node, target)
                                            : fail_node (reader, &node, NULL);
}

static gboolean
read_features (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_feature, target);
}

static gboolean
add_bare_geometry (ZhihuiWireReader *reader, const Node *node, ZhihuiOutlineReading *reading)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  gboolean       ok = add_areas (reader, node, outline->rings) &&
                zhihui_outline_reading_name (reading, reader, NULL, NULL, outline);

  zhihui_outline_reading_keep (reading, outline);
  return ok;
}

static gboolean
read_document (ZhihuiWireReader *reader, ZhihuiOutlineReading *reading)
{
  g_auto (Node) node = { 0 };

  if (!read_node (reader, &node))
    return FALSE;

  reading->file->crs = g_steal_pointer (&node.crs);
  if (g_str_equal (node.type, "Topology"))
    return zhihui_wire_read_topology (reader, &node.topology, reading);
  if (g_str_equal (node.type, "Feature"))
    return add_feature (reader, &node, reading);
  if (!g_str_equal (node.type, "FeatureCollection"))
    return add_bare_geometry (reader, &node, reading);

  return node.features != NULL
           ? zhihui_wire_reader_read_at (reader, "features", node.features, read_features, reading)
           : fail_node (reader, &node, "features");
}

static ZhihuiOutlineFile *
decode (ZhihuiWireReader *reader, const ZhihuiOutlineFields *fields, GError **error)
{
  g_autoptr (ZhihuiOutlineFile) file = g_new0 (ZhihuiOutlineFile, 1);
  ZhihuiOutlineReading reading = { .fields = fields, .file = file };

  file->outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  file->bare = g_ptr_array_new_with_free_func (g_free);
  if (!read_document (reader, &reading))
    {
      zhihui_wire_reader_give_error (reader, error);
      return NULL;
    }

  if (!zhihui_outline_reading_judge (&reading, error))
    return NULL;

  return g_steal_pointer (&file);
}

/**
 * zhihui_wire_decode_outlines:
 * @geojson: a document of RFC 7946, or TopoJSON
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiOutline): at least one outline, each with
 * at least one ring; or %NULL with the reason
 */
GPtrArray *
zhihui_wire_decode_outlines (GBytes *geojson, GError **error)
{
  g_autoptr (ZhihuiWireReader) reader = NULL;
  g_autoptr (ZhihuiOutlineFile) file = NULL;

  g_return_val_if_fail (geojson != NULL, NULL);

  reader = zhihui_wire_reader_new (geojson, error);
  if (reader == NULL)
    return NULL;

  file = decode (reader, NULL, error);
  return file != NULL ? g_ptr_array_ref (file->outlines) : NULL;
}

/**
 * zhihui_wire_decode_outline_file:
 * @content: of a file of GeoJSON or TopoJSON that a person chose, of up to 256 MiB
 * @fields: (nullable): which properties name a region
 * @error: return location
 *
 * Coordinates are degrees of whatever the file counts in; they are not converted. A bad coordinate
 * refuses the file and is named.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL with the reason
 */
ZhihuiOutlineFile *
zhihui_wire_decode_outline_file (GBytes *content, const ZhihuiOutlineFields *fields, GError **error)
{
  g_autoptr (ZhihuiWireReader) reader = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  reader = zhihui_wire_reader_new_for_file (content, error);
  return reader != NULL ? decode (reader, fields, error) : NULL;
}

void
zhihui_outline_file_free (ZhihuiOutlineFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->outlines, g_ptr_array_unref);
  g_clear_pointer (&self->bare, g_ptr_array_unref);
  g_free (self->crs);
  g_free (self);
}
