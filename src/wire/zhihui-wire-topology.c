/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-outline-private.h"

#include <math.h>

/* TopoJSON: lines are kept once, whoever shares them, and areas are lists of lines. Source: the
 * TopoJSON Format Specification, M. Bostock, C. Metcalf, 2013. */

#define MAX_PLACES 16000000u /* of all rings: lines may be referred to again and again */

typedef struct
{
  gboolean is_quantised;
  double   scale[2], translate[2];
} Transform;

typedef struct
{
  ZhihuiOutlineReading *reading;
  Transform             transform;
  GArray               *places;    /* (element-type double): of all lines */
  GArray               *starts;    /* (element-type guint): of each line in places, and the end */
  double                at[2];     /* the place before, of a line whose places are differences */
  guint                 n_numbers; /* of the place at hand */
  guint                 n_used;    /* places in rings */
} Topology;

/* ---- lines ---- */

static gboolean
read_pair (ZhihuiWireReader *reader, gpointer target)
{
  GArray *pair = target;
  double  number;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &number))
    return FALSE;

  g_array_append_val (pair, number);
  return TRUE;
}

static gboolean
read_two (ZhihuiWireReader *reader, gpointer target)
{
  g_autoptr (GArray) pair = g_array_new (FALSE, FALSE, sizeof (double));
  double *two = target;

  if (!zhihui_wire_reader_read_array (reader, read_pair, pair))
    return FALSE;
  if (pair->len != 2)
    return zhihui_wire_reader_fail (reader, NULL, "is not a pair of numbers");

  two[0] = g_array_index (pair, double, 0);
  two[1] = g_array_index (pair, double, 1);
  return TRUE;
}

static const ZhihuiWireMember transform_members[] = {
  ZHIHUI_WIRE_NEED_VALUE (Transform, scale, "scale", read_two),
  ZHIHUI_WIRE_NEED_VALUE (Transform, translate, "translate", read_two),
};

static gboolean
read_transform (ZhihuiWireReader *reader, gpointer target)
{
  Transform *transform = target;

  transform->is_quantised = TRUE;
  return zhihui_wire_reader_read_object (
    reader, transform_members, G_N_ELEMENTS (transform_members), transform);
}

static gboolean
read_coordinate (ZhihuiWireReader *reader, gpointer target)
{
  Topology *self = target;
  guint     axis = self->n_numbers++;
  double    number;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &number))
    return FALSE;
  if (axis >= 2)
    return TRUE; /* an altitude */

  if (self->transform.is_quantised)
    {
      self->at[axis] += number;
      number = self->at[axis] * self->transform.scale[axis] + self->transform.translate[axis];
    }
  if (!(fabs (number) <= (axis == 0 ? 180 : 90)))
    return zhihui_wire_reader_fail (reader, NULL, "is no longitude and latitude of WGS 84");

  g_array_append_val (self->places, number);
  return TRUE;
}

static gboolean
read_place (ZhihuiWireReader *reader, gpointer target)
{
  Topology *self = target;

  self->n_numbers = 0;
  if (!zhihui_wire_reader_read_array (reader, read_coordinate, self))
    return FALSE;

  return self->n_numbers >= 2 ? TRUE : zhihui_wire_reader_fail (reader, NULL, "is not [lon, lat]");
}

static gboolean
read_line (ZhihuiWireReader *reader, gpointer target)
{
  Topology *self = target;

  self->at[0] = self->at[1] = 0;
  if (!zhihui_wire_reader_read_array (reader, read_place, self))
    return FALSE;

  g_array_append_val (self->starts, self->places->len);
  return TRUE;
}

static gboolean
read_lines (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_line, target);
}

/* ---- rings and areas: a line ~i is line i backwards ---- */

typedef struct
{
  Topology  *topology;
  GPtrArray *rings;
  GArray    *ring; /* the one at hand */
} Area;

/* The last place of a line is the first of the next. */
static void
append_line (Area *area, guint line, gboolean is_backwards)
{
  const Topology *topology = area->topology;
  const double   *places = (const double *) topology->places->data;
  guint           from = g_array_index (topology->starts, guint, line) / 2;
  guint           n = g_array_index (topology->starts, guint, line + 1) / 2 - from;

  for (guint i = area->ring->len > 0 ? 1 : 0; i < n; i++)
    g_array_append_vals (area->ring, places + (from + (is_backwards ? n - 1 - i : i)) * 2, 2);
}

static gboolean
read_ref (ZhihuiWireReader *reader, gpointer target)
{
  Area  *area = target;
  guint  n_lines = area->topology->starts->len - 1;
  guint  n_before = area->ring->len;
  gint64 ref, line;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_INTEGER, &ref))
    return FALSE;

  line = ref < 0 ? ~ref : ref;
  if (line >= n_lines)
    return zhihui_wire_reader_fail (reader, NULL, "is no arc of the topology");

  append_line (area, (guint) line, ref < 0);
  area->topology->n_used += (area->ring->len - n_before) / 2;
  if (area->topology->n_used > MAX_PLACES)
    return zhihui_wire_reader_fail (reader, NULL, "makes the areas larger than can be read");

  return TRUE;
}

static gboolean
read_ring (ZhihuiWireReader *reader, gpointer target)
{
  Area    *area = target;
  gboolean ok;

  area->ring = g_array_new (FALSE, FALSE, sizeof (double));
  ok = zhihui_wire_reader_read_array (reader, read_ref, area);
  zhihui_wire_keep_ring (area->rings, g_steal_pointer (&area->ring));
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

/* ---- objects ---- */

typedef struct
{
  char       *type; /* owned, nullable: an object without geometry */
  const char *geometries, *arcs, *properties, *id;
} Node;

static void
clear_node (Node *self)
{
  g_free (self->type);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Node, clear_node)

static const ZhihuiWireMember node_members[] = {
  ZHIHUI_WIRE_MAY (Node, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (Node, geometries, "geometries", PLACE),
  ZHIHUI_WIRE_MAY (Node, arcs, "arcs", PLACE),
  ZHIHUI_WIRE_MAY (Node, properties, "properties", PLACE),
  ZHIHUI_WIRE_MAY (Node, id, "id", PLACE),
};

static gboolean
read_node (ZhihuiWireReader *reader, Node *node)
{
  return zhihui_wire_reader_read_object (reader, node_members, G_N_ELEMENTS (node_members), node);
}

static gboolean
fail_node (ZhihuiWireReader *reader, const Node *node, const char *missing)
{
  return zhihui_wire_fail_area (reader, node->type, missing, "TopoJSON");
}

static gboolean read_part (ZhihuiWireReader *reader, gpointer target);

static gboolean
read_parts (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_part, target);
}

/* Adds the rings of one object. Points and lines have none. */
static gboolean
add_areas (ZhihuiWireReader *reader, const Node *node, Area *area)
{
  if (node->type == NULL || zhihui_wire_is_without_area (node->type))
    return TRUE;
  if (g_str_equal (node->type, "GeometryCollection"))
    return node->geometries != NULL
             ? zhihui_wire_reader_read_at (reader, "geometries", node->geometries, read_parts, area)
             : fail_node (reader, node, "geometries");
  if (!g_str_equal (node->type, "Polygon") && !g_str_equal (node->type, "MultiPolygon"))
    return fail_node (reader, node, NULL);
  if (node->arcs == NULL)
    return fail_node (reader, node, "arcs");

  return zhihui_wire_reader_read_at (reader,
                                     "arcs",
                                     node->arcs,
                                     g_str_equal (node->type, "Polygon") ? read_polygon
                                                                         : read_multi_polygon,
                                     area);
}

static gboolean
read_part (ZhihuiWireReader *reader, gpointer target)
{
  g_auto (Node) node = { 0 };

  return read_node (reader, &node) && add_areas (reader, &node, target);
}

static gboolean
add_feature (ZhihuiWireReader *reader, const Node *node, Topology *self)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  Area           area = { self, outline->rings, NULL };
  gboolean       ok;

  ok = zhihui_outline_reading_name (self->reading, reader, node->properties, node->id, outline) &&
       add_areas (reader, node, &area);
  zhihui_outline_reading_keep (self->reading, outline);
  return ok;
}

static gboolean
read_feature (ZhihuiWireReader *reader, gpointer target)
{
  g_auto (Node) node = { 0 };

  return read_node (reader, &node) && add_feature (reader, &node, target);
}

static gboolean
read_features (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_feature, target);
}

/* A named object: a collection is many features, anything else is one. */
static gboolean
read_object (ZhihuiWireReader *reader, gpointer target)
{
  g_auto (Node) node = { 0 };

  if (!read_node (reader, &node))
    return FALSE;
  if (g_strcmp0 (node.type, "GeometryCollection") != 0)
    return add_feature (reader, &node, target);

  return node.geometries != NULL ? zhihui_wire_reader_read_at (
                                     reader, "geometries", node.geometries, read_features, target)
                                 : fail_node (reader, &node, "geometries");
}

static gboolean
read_objects (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_members (reader, read_object, target);
}

/**
 * zhihui_wire_read_topology:
 * @reader: a reader
 * @places: where the members of the document stand
 * @reading: where its features are added
 *
 * Returns: whether it could be read
 */
gboolean
zhihui_wire_read_topology (ZhihuiWireReader           *reader,
                           const ZhihuiTopologyPlaces *places,
                           ZhihuiOutlineReading       *reading)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  Topology    self = { .reading = reading, .places = lines, .starts = starts };
  const guint zero = 0;

  if (places->objects == NULL)
    return zhihui_wire_reader_fail (reader, "objects", "is missing");
  if (places->arcs == NULL)
    return zhihui_wire_reader_fail (reader, "arcs", "is missing");

  g_array_append_val (starts, zero);
  return (places->transform == NULL ||
          zhihui_wire_reader_read_at (
            reader, "transform", places->transform, read_transform, &self.transform)) &&
         zhihui_wire_reader_read_at (reader, "arcs", places->arcs, read_lines, &self) &&
         zhihui_wire_reader_read_at (reader, "objects", places->objects, read_objects, &self);
}
