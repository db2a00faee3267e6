/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "mesh-sample.h"
#include "zhihui-error.h"

#define UNIT (ZHIHUI_CORNER_SCALE / 1000)
#define ALL 30.0 /* a zoom at which every corner matters */

/* a, b: neighbours; c: an island with a lake in it; d fills half of the lake. */
#define LAND                                                                                       \
  "a west: 100 100, 110 100, 110 120, 100 120, 100 100\n"                                          \
  "b east: 110 100, 120 100, 120 120, 110 120\n"                                                   \
  "c island: 200 200, 240 200, 240 240, 200 240 | 210 210, 220 210, 230 210, 230 230, 220 230, "   \
  "210 230\n"                                                                                      \
  "d in the lake: 210 210, 220 210, 220 230, 210 230, 210 210\n"

static int
find_arc (const ZhihuiMesh *mesh, int left, int right)
{
  int found = -1;

  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, i);

      if ((arc->left == left && arc->right == right) || (arc->left == right && arc->right == left))
        {
          g_assert_cmpint (found, ==, -1);
          found = (int) i;
        }
    }

  return found;
}

static void
a_border_of_two_is_one_arc (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (LAND);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 4);
  g_assert_cmpint (find_arc (mesh, 0, 1), !=, -1);
  g_assert_cmpint (find_arc (mesh, 0, -1), !=, -1);
  g_assert_cmpint (find_arc (mesh, 1, -1), !=, -1);
  g_assert_cmpint (find_arc (mesh, 2, 3), !=, -1);
  g_assert_cmpint (find_arc (mesh, 3, -1), !=, -1);
  g_assert_cmpint (find_arc (mesh, 0, 3), ==, -1);

  zhihui_mesh_append_arc (mesh, (guint) find_arc (mesh, 0, 1), ALL, corners);
  g_assert_cmpuint (corners->len, ==, 2);
  g_assert_cmpuint (g_array_index (corners, ZhihuiCorner, 0).x, ==, (guint32) (110 * UNIT + 0.5));
}

static void
areas_are_exact_and_holes_are_taken_away (void)
{
  static const double areas[] = { 200, 200, 1200, 200 };
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (LAND);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    g_assert_cmpfloat_with_epsilon (mesh_sample_area (mesh, i, ALL) / UNIT / UNIT, areas[i], 1e-3);
}

static void
sides_of_arcs_are_told_by_their_way (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (LAND);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, i);
      const ZhihuiCorner  *c;
      double               x, y, dx, dy;

      g_array_set_size (corners, 0);
      zhihui_mesh_append_arc (mesh, i, ALL, corners);
      c = (const ZhihuiCorner *) corners->data;
      x = ((double) c[0].x + c[1].x) / 2 / ZHIHUI_CORNER_SCALE;
      y = ((double) c[0].y + c[1].y) / 2 / ZHIHUI_CORNER_SCALE;
      dx = ((double) c[1].x - c[0].x) / ZHIHUI_CORNER_SCALE * 1e-3;
      dy = ((double) c[1].y - c[0].y) / ZHIHUI_CORNER_SCALE * 1e-3;
      g_assert_cmpint (zhihui_mesh_pick (mesh, x - dy, y + dx), ==, arc->right);
      g_assert_cmpint (zhihui_mesh_pick (mesh, x + dy, y - dx), ==, arc->left);
    }
}

static void
regions_are_found_by_place_code_and_name (void)
{
  static const struct
  {
    double x, y;
    int    region;
  } places[] = {
    { 105, 110, 0 }, { 115, 110, 1 },  { 125, 110, -1 }, { 105, 99, -1 },  { 205, 220, 2 },
    { 215, 220, 3 }, { 225, 220, -1 }, { 239, 239, 2 },  { 500, 500, -1 },
  };
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (LAND);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (
      zhihui_mesh_pick (mesh, places[i].x / 1000, places[i].y / 1000), ==, places[i].region);

  g_assert_cmpint (zhihui_mesh_find (mesh, "c"), ==, 2);
  g_assert_cmpint (zhihui_mesh_find (mesh, "x"), ==, -1);
  g_assert_cmpint (zhihui_mesh_find (mesh, ""), ==, -1);
  g_assert_cmpint (zhihui_mesh_find (mesh, NULL), ==, -1);
  g_assert_cmpint (zhihui_mesh_find_name (mesh, "east"), ==, 1);
}

static void
a_name_that_two_have_finds_neither (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build ("a twin: 0 0, 10 0, 10 10\n"
                                                   "b twin: 20 0, 30 0, 30 10\n"
                                                   "c twin: 40 0, 50 0, 50 10\n"
                                                   ": 60 0, 70 0, 70 10\n");

  g_assert_cmpint (zhihui_mesh_find_name (mesh, "twin"), ==, -1);
  g_assert_cmpint (zhihui_mesh_find_name (mesh, ""), ==, -1);
  g_assert_cmpint (zhihui_mesh_find (mesh, ""), ==, -1);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 4);
}

/* Against looking at every region. */
static void
queries_find_what_looking_at_all_finds (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (23, 3, 0.2, 0.3, 0.4);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_seen = 0;

  for (guint round = 0; round < 500; round++)
    {
      double             left = g_rand_double_range (rand, 0.1, 0.7);
      double             top = g_rand_double_range (rand, 0.2, 0.8);
      double             size = pow (10, g_rand_double_range (rand, -6, -0.5));
      const ZhihuiExtent asked = { left, top, left + size, top + size };
      g_autofree guint8 *is_found = g_new0 (guint8, outlines->len);

      g_array_set_size (found, 0);
      zhihui_mesh_query (mesh, &asked, found);
      for (guint i = 0; i < found->len; i++)
        g_assert_cmpuint (is_found[g_array_index (found, guint, i)]++, ==, 0);
      for (guint i = 0; i < outlines->len; i++)
        g_assert_cmpuint (
          is_found[i],
          ==,
          zhihui_extent_meets (&zhihui_mesh_get_region (mesh, i)->extent, &asked) ? 1 : 0);
      n_seen += found->len;
    }
  g_assert_cmpuint (n_seen, >, 1000);
}

static void
labels_lie_where_there_is_most_room (void)
{
  /* An L whose widest part is its lower left square of 40 by 40; a ring has its label in its flesh.
   */
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (
    "l: 100 100, 110 100, 110 160, 140 160, 140 200, 100 200\n"
    "o: 300 300, 400 300, 400 400, 300 400 | 310 310, 380 310, 380 390, 310 390\n");
  const ZhihuiMeshRegion *l = zhihui_mesh_get_region (mesh, 0);
  const ZhihuiMeshRegion *o = zhihui_mesh_get_region (mesh, 1);

  g_assert_cmpfloat_with_epsilon (l->label_x, 0.120, 0.002);
  g_assert_cmpfloat_with_epsilon (l->label_y, 0.180, 0.002);
  g_assert_cmpint (zhihui_mesh_pick (mesh, o->label_x, o->label_y), ==, 1);
  g_assert_cmpfloat_with_epsilon (o->label_x, 0.390, 0.002);
}

static void
options_are_kept (void)
{
  const ZhihuiMeshOptions options = { .review_number = "苏S(2024)12号",
                                      .attribution = "© 测绘局",
                                      .is_schematic = TRUE };
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines (LAND);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, &options, NULL, NULL);
  g_autoptr (ZhihuiMesh) plain = zhihui_mesh_build (outlines, NULL, NULL, NULL);

  g_assert_cmpstr (zhihui_mesh_get_review_number (mesh), ==, "苏S(2024)12号");
  g_assert_cmpstr (zhihui_mesh_get_attribution (mesh), ==, "© 测绘局");
  g_assert_true (zhihui_mesh_is_schematic (mesh));
  g_assert_null (zhihui_mesh_get_review_number (plain));
  g_assert_null (zhihui_mesh_get_attribution (plain));
  g_assert_false (zhihui_mesh_is_schematic (plain));
  g_assert_cmpfloat_with_epsilon (zhihui_mesh_get_extent (plain)->bottom, 0.24, 1e-9);
}

static void
a_part_of_a_mesh_is_a_mesh (void)
{
  const ZhihuiMeshChoice  choices[] = { { 3, "D", "lake" }, { 1, NULL, "E" } };
  const ZhihuiMeshOptions options = { .review_number = "号", .attribution = "©" };
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines (LAND);
  g_autoptr (ZhihuiMesh) whole = zhihui_mesh_build (outlines, &options, NULL, NULL);
  g_autoptr (ZhihuiMesh) part = zhihui_mesh_extract (whole, choices, G_N_ELEMENTS (choices));

  g_assert_cmpuint (zhihui_mesh_get_n_regions (part), ==, 2);
  g_assert_cmpint (zhihui_mesh_find (part, "D"), ==, 0);
  g_assert_cmpint (zhihui_mesh_find (part, "d"), ==, -1);
  g_assert_cmpint (zhihui_mesh_find_name (part, "E"), ==, 1);
  g_assert_cmpfloat_with_epsilon (
    mesh_sample_area (part, 0, ALL), mesh_sample_area (whole, 3, ALL), 1);
  g_assert_cmpint (zhihui_mesh_pick (part, 0.115, 0.110), ==, 1);
  g_assert_cmpint (zhihui_mesh_pick (part, 0.105, 0.110), ==, -1);
  g_assert_cmpstr (zhihui_mesh_get_review_number (part), ==, "号");
  g_assert_cmpstr (zhihui_mesh_get_attribution (part), ==, "©");
  /* d is bounded by two arcs, one of which c had; b by two, one of which a had. */
  g_assert_cmpuint (zhihui_mesh_get_n_arcs (part), ==, 4);
  for (guint i = 0; i < zhihui_mesh_get_n_arcs (part); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (part, i);

      g_assert_cmpint (MIN (arc->left, arc->right), ==, -1);
      g_assert_cmpint (MAX (arc->left, arc->right), >=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mesh/a-border-of-two-is-one-arc", a_border_of_two_is_one_arc);
  g_test_add_func ("/mesh/areas-are-exact-and-holes-are-taken-away",
                   areas_are_exact_and_holes_are_taken_away);
  g_test_add_func ("/mesh/sides-of-arcs-are-told-by-their-way",
                   sides_of_arcs_are_told_by_their_way);
  g_test_add_func ("/mesh/regions-are-found-by-place-code-and-name",
                   regions_are_found_by_place_code_and_name);
  g_test_add_func ("/mesh/a-name-that-two-have-finds-neither", a_name_that_two_have_finds_neither);
  g_test_add_func ("/mesh/queries-find-what-looking-at-all-finds",
                   queries_find_what_looking_at_all_finds);
  g_test_add_func ("/mesh/labels-lie-where-there-is-most-room",
                   labels_lie_where_there_is_most_room);
  g_test_add_func ("/mesh/options-are-kept", options_are_kept);
  g_test_add_func ("/mesh/a-part-of-a-mesh-is-a-mesh", a_part_of_a_mesh_is_a_mesh);
  return g_test_run ();
}
