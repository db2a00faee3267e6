/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "mesh-sample.h"
#include "zhihui-error.h"

#define UNIT (ZHIHUI_CORNER_SCALE / 1000)
#define ALL 31.875 /* the zoom at which every corner matters */

/* Areas in units of the text; what stands in the comment is drawn on paper. */
static const struct
{
  const char *what, *text;
  double      areas[3];
} hard_rings[] = {
  { "wound the other way", "a: 100 100, 100 110, 110 110, 110 100\n", { 100 } },
  { "open and closed",
    "a: 100 100, 110 100, 110 110\nb: 200 100, 210 100, 210 110, 200 100\n",
    { 50, 50 } },
  { "corners twice",
    "a: 100 100, 100 100, 110 100, 110 100, 110 100, 110 110, 100 110, 100 100\n",
    { 100 } },
  { "a hole wound like its ring",
    "a: 100 100, 140 100, 140 140, 100 140 | 110 110, 120 110, 120 120, 110 120\n",
    { 1500 } },
  { "an island in a lake of an island",
    "a: 100 100, 190 100, 190 190, 100 190 | 110 110, 180 110, 180 180, 110 180 | 120 120, 130 "
    "120, "
    "130 130, 120 130\n",
    { 8100 - 4900 + 100 } },
  { "two parts", "a: 100 100, 110 100, 110 110 | 200 100, 200 110, 210 110\n", { 100 } },
  { "the same ring twice",
    "a: 100 100, 110 100, 110 110, 100 110 | 110 110, 100 110, 100 100, "
    "110 100\n",
    { 100 } },
  { "a hole that a part of its own fills again",
    "a: 100 100, 140 100, 140 140, 100 140 | 110 110, 120 110, 120 120, 110 120 | 110 120, 120 "
    "120, "
    "120 110, 110 110\n",
    { 1600 } },
  { "a ring that touches itself in a corner: two triangles",
    "a: 100 100, 120 100, 110 110, 120 120, 100 120, 110 110\n",
    { 200 } },
  { "a ring that goes to its hole and back by one cut",
    "a: 100 100, 120 100, 120 120, 100 120, 100 100, 105 105, 105 115, 115 115, 115 105, 105 105, "
    "100 100\n",
    { 300 } },
  { "a spike", "a: 100 100, 110 100, 150 100, 110 100, 110 110, 100 110\n", { 100 } },
  { "parts that touch along a side are one",
    "a: 100 100, 110 100, 110 110, 100 110 | 110 100, 120 100, 120 110, 110 110\n",
    { 200 } },
  { "the same code twice is one region",
    "a: 100 100, 110 100, 110 110, 100 110\nb: 200 200, 210 200, 210 210\na: 110 100, 120 100, "
    "120 110, 110 110\n",
    { 200, 50 } },
  { "the same region twice",
    "a: 100 100, 110 100, 110 110\na: 110 100, 110 110, 100 100\n",
    { 50 } },
  { "nothing but lines and dots is left out",
    "a: 100 100, 110 100, 120 100\nb:\nc: 100 100, 110 100, 110 110\nd: 1 1, 1 1, 1 1\n",
    { 50 } },
  { "a way there and back has no area, and no region",
    "a: 100 100, 110 105, 120 100, 110 105\nb: 100 100, 110 100, 110 110\n",
    { 50 } },
  { "one over the other",
    "a: 100 100, 140 100, 140 140, 100 140\nb: 110 110, 120 110, 120 120\n",
    { 1600, 50 } },
};

static void
hard_rings_have_the_area_that_is_meant (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hard_rings); i++)
    {
      g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (hard_rings[i].text);

      for (guint j = 0; j < G_N_ELEMENTS (hard_rings[i].areas); j++)
        {
          double area = 0;

          if (j < zhihui_mesh_get_n_regions (mesh))
            area = mesh_sample_area (mesh, j, ALL) / UNIT / UNIT;
          if (fabs (area - hard_rings[i].areas[j]) > 1e-3)
            g_error (
              "%s: region %u has %g, not %g", hard_rings[i].what, j, area, hard_rings[i].areas[j]);
        }
    }
}

static void
a_border_within_a_region_is_no_border (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (
    "a: 100 100, 110 100, 110 110, 100 110\na: 110 100, 120 100, 120 110, 110 110\n");

  g_assert_cmpuint (zhihui_mesh_get_n_arcs (mesh), ==, 1);
  g_assert_cmpuint (zhihui_mesh_get_n_rings (mesh, 0), ==, 1);
}

static void
what_lies_beyond_the_world_is_moved_to_its_edge (void)
{
  static const double places[] = { 170, 80, 190, 80, 190, 89.9, 170, -89.9 };
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  ZhihuiOutline *outline = zhihui_outline_new ();
  GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (ZhihuiMesh) mesh = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (ring, places, G_N_ELEMENTS (places));
  outline->code = g_strdup ("a");
  outline->name = g_strdup ("");
  g_ptr_array_add (outline->rings, ring);
  g_ptr_array_add (outlines, outline);
  mesh = zhihui_mesh_build (outlines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (zhihui_mesh_get_extent (mesh)->top, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zhihui_mesh_get_extent (mesh)->right, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (zhihui_mesh_get_extent (mesh)->bottom, 1, 1e-9);
}

static void
nothing_with_an_area_is_an_error (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines ("a: 100 100, 110 100\nb:\n");
  g_autoptr (GPtrArray) none = mesh_sample_outlines ("");
  g_autoptr (GPtrArray) there_and_back =
    mesh_sample_outlines ("a: 100 100, 110 105, 120 100, 110 105\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_mesh_build (outlines, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (zhihui_mesh_build (there_and_back, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (zhihui_mesh_build (none, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
}

static void
building_can_be_cancelled (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines ("a: 100 100, 110 100, 110 110\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (zhihui_mesh_build (outlines, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- borders that are not quite one ---- */

/* A unit of the text is 40 km on the equator: 0.001 are 40 m. */
static void
borders_that_are_nearly_one_become_one (void)
{
  static const struct
  {
    const char *what, *text;
    guint       n_shared;       /* arcs between a and b */
    guint       n_shared_apart; /* without snapping */
  } cases[] = {
    { "corners moved a little",
      "a: 100 500, 110 500, 110 510, 100 510\nb: 110.001 500, 120 500, 120 510, 110 510.001\n",
      1,
      0 },
    { "a corner that only one has",
      "a: 100 500, 110 500, 110 510, 100 510\nb: 110 500, 120 500, 120 510, 110 510, 110.001 505\n",
      1,
      0 },
    { "several, in both",
      "a: 100 500, 110 500, 110 502, 109.999 504, 110 510, 100 510\n"
      "b: 120 500, 120 510, 110 510, 110.001 507, 110 501, 110 500\n",
      1,
      0 },
    { "exactly on the side",
      "a: 100 500, 110 500, 110 510, 100 510\nb: 110 500, 120 500, 120 510, 110 510, 110 505\n",
      1,
      0 },
    { "equal already",
      "a: 100 500, 110 500, 110 510, 100 510\nb: 110 500, 120 500, 120 510, 110 510\n",
      1,
      1 },
    { "farther apart",
      "a: 100 500, 110 500, 110 510, 100 510\nb: 110.01 500, 120 500, 120 510, 110.01 510\n",
      0,
      0 },
  };
  const ZhihuiMeshOptions snapping = { .snap_m = 60 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint snaps = 0; snaps < 2; snaps++)
      {
        g_autoptr (GPtrArray) outlines = mesh_sample_outlines (cases[i].text);
        g_autoptr (ZhihuiMesh) mesh =
          zhihui_mesh_build (outlines, snaps ? &snapping : NULL, NULL, NULL);
        guint n_shared = 0;

        for (guint j = 0; j < zhihui_mesh_get_n_arcs (mesh); j++)
          n_shared +=
            MIN (zhihui_mesh_get_arc (mesh, j)->left, zhihui_mesh_get_arc (mesh, j)->right) >= 0;
        if (n_shared != (snaps ? cases[i].n_shared : cases[i].n_shared_apart))
          g_error ("%s: %u shared, snapping %u", cases[i].what, n_shared, snaps);
        for (guint region = 0; region < 2; region++)
          g_assert_cmpfloat_with_epsilon (
            mesh_sample_area (mesh, region, ALL) / UNIT / UNIT, 100, 0.2);
      }
}

/* What is thinner than the distance is gone, and nothing else is. */
static void
snapping_swallows_only_what_is_small (void)
{
  const ZhihuiMeshOptions snapping = { .snap_m = 60 };
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines (
    "a: 100 500, 110 500, 110 510, 100 510 | 120 500, 120.0005 500, 120 500.0005\n"
    "b: 200 500, 200.0005 500, 200 500.0005\n");
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, &snapping, NULL, NULL);

  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 1);
  g_assert_cmpuint (zhihui_mesh_get_n_rings (mesh, 0), ==, 1);
  g_assert_cmpint (zhihui_mesh_find (mesh, "b"), ==, -1);
  g_assert_cmpfloat_with_epsilon (mesh_sample_area (mesh, 0, ALL) / UNIT / UNIT, 100, 1e-6);
}

/* ---- the same corners for both neighbours, at every zoom ---- */

static guint64
get_key (const ZhihuiCorner *a, const ZhihuiCorner *b)
{
  guint64 one = ((guint64) a->x << 32) | a->y, other = ((guint64) b->x << 32) | b->y;

  return MAX (one, other) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ MIN (one, other);
}

/* How many regions have each side, at that zoom. */
static GHashTable *
count_sides (const ZhihuiMesh *mesh, double zoom)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    for (guint j = 0; j < zhihui_mesh_get_n_rings (mesh, i); j++)
      {
        g_array_set_size (corners, 0);
        zhihui_mesh_append_ring (mesh, i, j, zoom, corners);
        for (guint k = 0; k < corners->len; k++)
          {
            guint64 key = get_key (&g_array_index (corners, ZhihuiCorner, k),
                                   &g_array_index (corners, ZhihuiCorner, (k + 1) % corners->len));
            guint   n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key));

            g_hash_table_insert (counts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n + 1));
          }
      }

  return counts;
}

/* Of a tiling every side inside is a side of two. What only one region has is a side of an arc with
 * nothing beyond. A gap or an overlap would show as a side that one of two neighbours has alone. */
static void
check_joined (const ZhihuiMesh *mesh, double zoom)
{
  g_autoptr (GHashTable) counts = count_sides (mesh, zoom);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  guint n_sides = 0;

  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, i);
      guint                due = arc->left >= 0 && arc->right >= 0 ? 2 : 1;

      g_array_set_size (corners, 0);
      zhihui_mesh_append_arc (mesh, i, zoom, corners);
      for (guint k = 0; k + 1 < corners->len; k++)
        {
          guint64 key = get_key (&g_array_index (corners, ZhihuiCorner, k),
                                 &g_array_index (corners, ZhihuiCorner, k + 1));

          g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key)), ==, due);
          n_sides++;
        }
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, n_sides);
}

static void
neighbours_have_the_same_sides_at_every_zoom (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (6, 300, 0.80, 0.40, 0.01);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);

  /* From a region of 6 pixels, where all are drawn, to every corner. */
  for (double zoom = 4; zoom < 24; zoom += 0.7)
    check_joined (mesh, zoom);
  check_joined (mesh, ALL);
}

/* Each corner that is left out cuts off or adds less than half a pixel. */
static void
areas_stay_within_half_a_pixel_a_corner (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (5, 400, 0.80, 0.40, 0.01);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);

  for (guint region = 0; region < zhihui_mesh_get_n_regions (mesh); region++)
    for (double zoom = 6; zoom < 20; zoom += 1)
      {
        const double pixel = ZHIHUI_CORNER_SCALE / zhihui_mercator_get_world_px (zoom);
        const double whole = mesh_sample_area (mesh, region, ALL) / pixel / pixel;
        const double shown = mesh_sample_area (mesh, region, zoom) / pixel / pixel;

        g_assert_cmpfloat (fabs (shown - whole), <=, 0.5 * 4 * 400);
        if (whole > 1000)
          g_assert_cmpfloat (fabs (shown - whole), <, whole * 0.01);
      }
}

static guint
count_corners (const ZhihuiMesh *mesh, double zoom)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    zhihui_mesh_append_arc (mesh, i, zoom, corners);

  return corners->len;
}

static void
corners_become_fewer_with_the_zoom (void)
{
  const ZhihuiMeshOptions keep_all = { .keep_all = TRUE };
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (5, 400, 0.80, 0.40, 0.01);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  g_autoptr (ZhihuiMesh) whole = zhihui_mesh_build (outlines, &keep_all, NULL, NULL);
  guint before = G_MAXUINT;

  for (double zoom = 24; zoom > 3; zoom -= 0.5)
    {
      guint n = count_corners (mesh, zoom);

      g_assert_cmpuint (n, <=, before);
      before = n;
    }
  /* 60 borders of 400, wiggling by a pixel, when the whole is 41 pixels wide. */
  g_assert_cmpuint (count_corners (mesh, 4), <, 60 * 400 / 30);
  g_assert_cmpuint (count_corners (mesh, ALL), ==, zhihui_mesh_get_n_corners (mesh));
  g_assert_cmpuint (count_corners (whole, 4), ==, zhihui_mesh_get_n_corners (whole));
}

static void
what_is_smaller_than_a_pixel_is_not_drawn (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build ("a: 500 500, 501 500, 501 501, 500 501\n");
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  /* A thousandth of the world: 0.5 pixels at zoom 1, 1.02 at zoom 2. */
  zhihui_mesh_append_ring (mesh, 0, 0, 1, corners);
  zhihui_mesh_append_arc (mesh, 0, 1, corners);
  g_assert_cmpuint (corners->len, ==, 0);
  zhihui_mesh_append_ring (mesh, 0, 0, 2, corners);
  g_assert_cmpuint (corners->len, >=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mesh-builder/hard-rings-have-the-area-that-is-meant",
                   hard_rings_have_the_area_that_is_meant);
  g_test_add_func ("/mesh-builder/a-border-within-a-region-is-no-border",
                   a_border_within_a_region_is_no_border);
  g_test_add_func ("/mesh-builder/what-lies-beyond-the-world-is-moved-to-its-edge",
                   what_lies_beyond_the_world_is_moved_to_its_edge);
  g_test_add_func ("/mesh-builder/nothing-with-an-area-is-an-error",
                   nothing_with_an_area_is_an_error);
  g_test_add_func ("/mesh-builder/building-can-be-cancelled", building_can_be_cancelled);
  g_test_add_func ("/mesh-builder/borders-that-are-nearly-one-become-one",
                   borders_that_are_nearly_one_become_one);
  g_test_add_func ("/mesh-builder/snapping-swallows-only-what-is-small",
                   snapping_swallows_only_what_is_small);
  g_test_add_func ("/mesh-builder/neighbours-have-the-same-sides-at-every-zoom",
                   neighbours_have_the_same_sides_at_every_zoom);
  g_test_add_func ("/mesh-builder/areas-stay-within-half-a-pixel-a-corner",
                   areas_stay_within_half_a_pixel_a_corner);
  g_test_add_func ("/mesh-builder/corners-become-fewer-with-the-zoom",
                   corners_become_fewer_with_the_zoom);
  g_test_add_func ("/mesh-builder/what-is-smaller-than-a-pixel-is-not-drawn",
                   what_is_smaller_than_a_pixel_is_not_drawn);
  return g_test_run ();
}
