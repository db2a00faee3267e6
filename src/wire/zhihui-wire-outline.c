/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>

#include "zhihui-wire-parts.h"
#include "zhihui-wire-text.h"

#define MIN_RING_PLACES 4 /* RFC 7946 §3.1.6: closed, so a triangle has four */

/* A GeoJSON object before its type is known: where its members stand. The type may come last, and
 * the same nested numbers mean a polygon or a bundle of lines by it. */
typedef struct
{
  char       *type; /* owned */
  const char *features;
  const char *geometry;
  const char *geometries;
  const char *coordinates;
  const char *properties;
  const char *id;
} Node;

static void
clear_node (Node *self)
{
  g_free (self->type);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Node, clear_node)

static const ZhihuiWireMember node_members[] = {
  ZHIHUI_WIRE_NEED (Node, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (Node, features, "features", PLACE),
  ZHIHUI_WIRE_MAY (Node, geometry, "geometry", PLACE),
  ZHIHUI_WIRE_MAY (Node, geometries, "geometries", PLACE),
  ZHIHUI_WIRE_MAY (Node, coordinates, "coordinates", PLACE),
  ZHIHUI_WIRE_MAY (Node, properties, "properties", PLACE),
  ZHIHUI_WIRE_MAY (Node, id, "id", PLACE),
};

/* A feature's names for itself. */
typedef struct
{
  char *code; /* all owned */
  char *adcode;
  char *id;
  char *name;
} Names;

static void
clear_names (Names *self)
{
  g_free (self->code);
  g_free (self->adcode);
  g_free (self->id);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, clear_names)

static gboolean
read_node (ZhihuiWireReader *reader, Node *node)
{
  return zhihui_wire_reader_read_object (reader, node_members, G_N_ELEMENTS (node_members), node);
}

/* A code may be written as a number; anything but these two is no code. */
static gboolean
read_code (ZhihuiWireReader *reader, gpointer target)
{
  char **code = target;
  char   first = zhihui_wire_reader_peek (reader);
  gint64 number;

  if (first == '"')
    return zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, code);

  if (first != '-' && !g_ascii_isdigit (first))
    return zhihui_wire_reader_skip (reader);

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_INTEGER, &number))
    return FALSE;

  g_free (*code);
  *code = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return TRUE;
}

static const ZhihuiWireMember name_members[] = {
  ZHIHUI_WIRE_MAY_VALUE (Names, code, "code", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, adcode, "adcode", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, id, "id", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, name, "name", read_code),
};

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
  if (fabs (coordinate) > limit)
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

/* A ring of fewer places has no area: simplified outlines have some. */
static gboolean
read_ring (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray *rings = target;
  GArray    *ring = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean   ok = zhihui_wire_reader_read_array (reader, read_place, ring);

  if (ok && ring->len >= 2 * MIN_RING_PLACES)
    g_ptr_array_add (rings, ring);
  else
    g_array_unref (ring);
  return ok;
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

static gboolean
fail_node (ZhihuiWireReader *reader, const Node *node, const char *missing)
{
  g_autofree char *type = zhihui_wire_text_shorten (node->type);
  g_autofree char *what = NULL;

  if (missing != NULL)
    what = g_strdup_printf ("is a %s without %s", type, missing);
  else if (g_str_equal (type, "Topology"))
    what = g_strdup ("is TopoJSON, not GeoJSON");
  else
    what = g_strdup_printf ("has the type \"%s\", which is none of GeoJSON's here", type);

  return zhihui_wire_reader_fail (reader, NULL, what);
}

/* Adds the rings of the areas of an object whose type is that of a geometry. Points and lines have
 * none. */
static gboolean
add_areas (ZhihuiWireReader *reader, const Node *node, GPtrArray *rings)
{
  static const char *const without_area[] = {
    "Point", "MultiPoint", "LineString", "MultiLineString", NULL
  };

  if (g_strv_contains (without_area, node->type))
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
read_properties (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, name_members, G_N_ELEMENTS (name_members), target);
}

static gboolean
name_outline (ZhihuiWireReader *reader, const Node *node, ZhihuiOutline *outline)
{
  g_auto (Names) names = { 0 };
  g_autofree char *feature_id = NULL;

  if (node->properties != NULL &&
      !zhihui_wire_reader_read_at (reader, "properties", node->properties, read_properties, &names))
    return FALSE;
  if (node->id != NULL &&
      !zhihui_wire_reader_read_at (reader, "id", node->id, read_code, &feature_id))
    return FALSE;

  zhihui_wire_fill_text (&outline->code, names.code);
  zhihui_wire_fill_text (&outline->code, names.adcode);
  zhihui_wire_fill_text (&outline->code, feature_id);
  zhihui_wire_fill_text (&outline->code, names.id);
  zhihui_wire_fill_text (&outline->code, "");
  zhihui_wire_fill_text (&outline->name, names.name);
  zhihui_wire_fill_text (&outline->name, "");
  return TRUE;
}

/* Keeps the outline if it has an area. */
static void
keep_outline (GPtrArray *outlines, ZhihuiOutline *outline)
{
  if (outline->rings->len > 0)
    g_ptr_array_add (outlines, outline);
  else
    zhihui_outline_free (outline);
}

static gboolean
add_feature (ZhihuiWireReader *reader, const Node *node, GPtrArray *outlines)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  gboolean       ok;

  ok = name_outline (reader, node, outline) &&
       (node->geometry == NULL ||
        zhihui_wire_reader_read_at (
          reader, "geometry", node->geometry, read_geometry, outline->rings));
  keep_outline (outlines, outline);
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
add_bare_geometry (ZhihuiWireReader *reader, const Node *node, GPtrArray *outlines)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  gboolean       ok = add_areas (reader, node, outline->rings);

  zhihui_wire_fill_text (&outline->code, "");
  zhihui_wire_fill_text (&outline->name, "");
  keep_outline (outlines, outline);
  return ok;
}

static gboolean
read_document (ZhihuiWireReader *reader, GPtrArray *outlines)
{
  g_auto (Node) node = { 0 };

  if (!read_node (reader, &node))
    return FALSE;

  if (g_str_equal (node.type, "Feature"))
    return add_feature (reader, &node, outlines);
  if (!g_str_equal (node.type, "FeatureCollection"))
    return add_bare_geometry (reader, &node, outlines);

  return node.features != NULL
           ? zhihui_wire_reader_read_at (reader, "features", node.features, read_features, outlines)
           : fail_node (reader, &node, "features");
}

/**
 * zhihui_wire_decode_outlines:
 * @geojson: a document of RFC 7946
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiOutline): at least one outline, each with
 * at least one ring; or %NULL with the reason
 */
GPtrArray *
zhihui_wire_decode_outlines (GBytes *geojson, GError **error)
{
  g_autoptr (ZhihuiWireReader) reader = NULL;
  g_autoptr (GPtrArray) outlines = NULL;

  g_return_val_if_fail (geojson != NULL, NULL);

  reader = zhihui_wire_reader_new (geojson, error);
  if (reader == NULL)
    return NULL;

  outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  if (!read_document (reader, outlines))
    {
      zhihui_wire_reader_give_error (reader, error);
      return NULL;
    }

  if (outlines->len == 0)
    {
      zhihui_wire_fail (error, "the GeoJSON document has no area");
      return NULL;
    }

  return g_steal_pointer (&outlines);
}
