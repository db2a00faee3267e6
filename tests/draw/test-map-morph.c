/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hexagons that become real borders. */
#include "zhihui-map-morph.h"

#include <math.h>
#include <string.h>

#include "map-canvas.h"
#include "sample-mesh.h"
#include "zhihui-hex-grid.h"
#include "zhihui-mesh-builder.h"

#define N_STEPS 20

static const ZhihuiSpot hexagon[] = { { 100, 60 },  { 135, 80 }, { 135, 120 },
                                      { 100, 140 }, { 65, 120 }, { 65, 80 } };

/* A star with @n corners around 300, 200 that wander; @seed decides how. */
static ZhihuiSpot *
make_star (guint n, guint32 seed)
{
  ZhihuiSpot *star = g_new (ZhihuiSpot, n);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n, radius = g_rand_double_range (random, 20, 60);

      star[i] = (ZhihuiSpot){ 300 + radius * cos (angle), 200 + radius * sin (angle) };
    }
  return star;
}

static double
measure_distance (const ZhihuiSpot *spot, const ZhihuiSpot *a, const ZhihuiSpot *b)
{
  double dx = b->x - a->x, dy = b->y - a->y, length = dx * dx + dy * dy;
  double part = length > 0 ? ((spot->x - a->x) * dx + (spot->y - a->y) * dy) / length : 0;

  part = CLAMP (part, 0, 1);
  return hypot (a->x + part * dx - spot->x, a->y + part * dy - spot->y);
}

/* Every corner of @ring is one of @spots, exactly; every spot lies on its lines. */
static void
assert_is_ring (const ZhihuiSpot *spots, guint n_spots, const ZhihuiSpot *ring, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean is_found = FALSE;

      for (guint j = 0; j < n_spots; j++)
        is_found |= memcmp (&spots[j], &ring[i], sizeof *ring) == 0;
      g_assert_true (is_found);
    }
  for (guint j = 0; j < n_spots; j++)
    {
      double least = G_MAXDOUBLE;

      for (guint i = 0; i < n; i++)
        least = MIN (least, measure_distance (&spots[j], &ring[i], &ring[(i + 1) % n]));
      g_assert_cmpfloat (least, <, 1e-9);
    }
}

static ZhihuiSpot *
look (const ZhihuiRingPair *pair, double share)
{
  ZhihuiSpot *spots = g_new (ZhihuiSpot, pair->n);

  for (guint i = 0; i < pair->n; i++)
    spots[i] = zhihui_ring_pair_look (pair, i, share);
  return spots;
}

static void
a_ring_starts_exactly_as_the_one_and_ends_exactly_as_the_other (void)
{
  for (guint32 seed = 0; seed < 50; seed++)
    {
      guint                  n = 3 + seed * 7;
      g_autofree ZhihuiSpot *star = make_star (n, seed), *first = NULL, *last = NULL;
      g_autoptr (ZhihuiRingPair) pair = zhihui_ring_pair_new (hexagon, 6, star, n);

      first = look (pair, 0);
      last = look (pair, 1);
      assert_is_ring (first, pair->n, hexagon, 6);
      assert_is_ring (last, pair->n, star, n);
      /* In their order: else the area would be another one. */
      g_assert_cmpfloat_with_epsilon (
        zhihui_ring_measure_area (first, pair->n), zhihui_ring_measure_area (hexagon, 6), 1e-6);
      g_assert_cmpfloat_with_epsilon (
        zhihui_ring_measure_area (last, pair->n), zhihui_ring_measure_area (star, n), 1e-6);
    }
}

/* Whichever way around the hexagon was given: without turning it over half of it would be lost. */
static void
every_step_is_a_closed_ring_of_some_size (void)
{
  ZhihuiSpot reverse[6];

  for (guint i = 0; i < 6; i++)
    reverse[i] = hexagon[5 - i];
  for (guint32 seed = 0; seed < 50; seed++)
    for (guint step = 0; step <= N_STEPS; step++)
      {
        guint                  n = 12 + seed * 5;
        g_autofree ZhihuiSpot *star = make_star (n, seed), *spots = NULL;
        g_autoptr (ZhihuiRingPair) pair =
          zhihui_ring_pair_new (seed % 2 == 0 ? hexagon : reverse, 6, star, n);
        double least = MIN (fabs (zhihui_ring_measure_area (hexagon, 6)),
                            fabs (zhihui_ring_measure_area (star, n)));

        spots = look (pair, (double) step / N_STEPS);
        g_assert_cmpuint (pair->n, ==, n + 6);
        for (guint i = 0; i < pair->n; i++)
          g_assert_true (isfinite (spots[i].x) && isfinite (spots[i].y));
        g_assert_cmpfloat (fabs (zhihui_ring_measure_area (spots, pair->n)), >, 0.5 * least);
      }
}

static void
equal_rings_that_begin_elsewhere_do_not_turn (void)
{
  for (guint turn = 0; turn < 6; turn++)
    {
      ZhihuiSpot other[6];
      g_autoptr (ZhihuiRingPair) pair = NULL;

      for (guint i = 0; i < 6; i++)
        other[i] = (ZhihuiSpot){ hexagon[(i + turn) % 6].x + 500, hexagon[(i + turn) % 6].y - 30 };
      pair = zhihui_ring_pair_new (hexagon, 6, other, 6);
      /* A sample may lie beside a corner: a 96th of the way around is 2.5 px. */
      for (guint i = 0; i < pair->n; i++)
        {
          g_assert_cmpfloat_with_epsilon (pair->to[i].x - pair->from[i].x, 500, 2.6);
          g_assert_cmpfloat_with_epsilon (pair->to[i].y - pair->from[i].y, -30, 2.6);
        }
    }
}

static void
the_same_rings_give_the_same_steps (void)
{
  g_autofree ZhihuiSpot *star = make_star (40, 7);
  g_autoptr (ZhihuiRingPair) one = zhihui_ring_pair_new (hexagon, 6, star, 40);
  g_autoptr (ZhihuiRingPair) other = zhihui_ring_pair_new (hexagon, 6, star, 40);

  g_assert_cmpmem (one->from, one->n * sizeof *star, other->from, other->n * sizeof *star);
  g_assert_cmpmem (one->to, one->n * sizeof *star, other->to, other->n * sizeof *star);
}

/* ---- scenes ---- */

typedef struct
{
  ZhihuiMapScene *grid, *real; /* owned */
  ZhihuiViewport  grid_view, real_view;
} Pair;

static void
pair_clear (Pair *self)
{
  zhihui_map_scene_unref (self->grid);
  zhihui_map_scene_unref (self->real);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static ZhihuiMesh *
make_grid (const ZhihuiMesh *mesh, const char *prefix)
{
  guint                           n = zhihui_mesh_get_n_regions (mesh);
  g_autofree ZhihuiRegion        *made = g_new0 (ZhihuiRegion, n);
  g_autofree const ZhihuiRegion **regions = g_new (const ZhihuiRegion *, n);
  ZhihuiMesh                     *grid;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      made[i] = (ZhihuiRegion){ .code = g_strconcat (prefix, region->code, NULL),
                                .name = g_strconcat (prefix, region->name, NULL),
                                .column = G_MININT,
                                .row = G_MININT };
      zhihui_mercator_unproject (region->label_x, region->label_y, &made[i].lon, &made[i].lat);
      regions[i] = &made[i];
    }
  grid = zhihui_hex_grid_build (regions, n, 0.95);
  for (guint i = 0; i < n; i++)
    {
      g_free (made[i].code);
      g_free (made[i].name);
    }
  return grid;
}

/* @prefix: of the codes of the hexagons: "" makes them the same regions. */
static void
pair_init (Pair *self, guint n_regions, const char *prefix)
{
  g_autoptr (ZhihuiMesh) real = sample_mesh_make (4, n_regions, 12, 0.1);
  g_autoptr (ZhihuiMesh) grid = make_grid (real, prefix);
  g_autofree ZhihuiRegionLook *looks = canvas_make_looks (n_regions);
  g_autofree ZhihuiRegionLook *grid_looks = g_new0 (ZhihuiRegionLook, n_regions);
  ZhihuiMapManner              manner;

  for (guint i = 0; i < n_regions; i++)
    {
      int place = zhihui_mesh_find (grid, zhihui_mesh_get_region (real, i)->code);

      grid_looks[place >= 0 ? (guint) place : i] = looks[i];
    }
  canvas_init_manner (&manner, TRUE);
  manner.parent_border = manner.border; /* parts of one region have one parent */
  self->real = zhihui_map_scene_new (real, looks, NULL, &manner);
  self->grid = zhihui_map_scene_new (grid, grid_looks, NULL, &manner);
  self->real_view = self->grid_view = (ZhihuiViewport){ .width = 480, .height = 360 };
  zhihui_viewport_fit (&self->real_view, zhihui_mesh_get_extent (real), 12);
  zhihui_viewport_fit (&self->grid_view, zhihui_mesh_get_extent (grid), 30);
}

static ZhihuiMapMorph *
make_morph (const Pair *pair)
{
  return zhihui_map_morph_new (pair->grid, &pair->grid_view, pair->real, &pair->real_view);
}

static void
paint_ground (cairo_t *cr)
{
  const ZhihuiRgba *ground = &zhihui_palette_get (ZHIHUI_THEME_WALL)->ground;

  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
}

static void
paint_on_ground (const ZhihuiMapScene *scene, cairo_t *cr, const ZhihuiViewport *view)
{
  paint_ground (cr);
  zhihui_map_scene_paint (scene, cr, view);
}

/* Pixels that are plainly different, a share of all. */
static double
compare (const ZhihuiMapMorph *morph,
         double                share,
         const ZhihuiMapScene *scene,
         const ZhihuiViewport *view)
{
  cairo_surface_t *expected = canvas_paint (scene, view, paint_on_ground);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 480, 360);
  cairo_t         *cr = cairo_create (surface);
  guint            n = 0;

  paint_ground (cr);
  zhihui_map_morph_paint (morph, cr, share);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < 360; y++)
    for (int x = 0; x < 480; x++)
      n += canvas_get_distance (canvas_get_pixel (surface, x, y),
                                canvas_get_pixel (expected, x, y)) > 96;
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
  return n / (480.0 * 360.0);
}

static void
both_ends_look_like_the_scenes (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ZhihuiMapMorph) morph = NULL;

  pair_init (&pair, 12, "");
  morph = make_morph (&pair);
  g_assert_nonnull (morph);
  g_assert_cmpfloat (compare (morph, 0, pair.grid, &pair.grid_view), <, 0.002);
  g_assert_cmpfloat (compare (morph, 1, pair.real, &pair.real_view), <, 0.002);
  /* And not half way: the two scenes are different. */
  g_assert_cmpfloat (compare (morph, 0.5, pair.real, &pair.real_view), >, 0.02);
  g_assert_cmpfloat (compare (morph, 0, pair.real, &pair.real_view), >, 0.02);
}

static void
nothing_is_painted_outside_of_its_box (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ZhihuiMapMorph) morph = NULL;
  ZhihuiMapBox box;

  pair_init (&pair, 12, "");
  pair.real_view.zoom -= 1;
  pair.grid_view.zoom -= 1;
  morph = make_morph (&pair);
  box = zhihui_map_morph_get_box (morph);
  g_assert_cmpfloat (box.width * box.height, <, 0.5 * 480 * 360);
  for (guint step = 0; step <= N_STEPS; step++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 480, 360);
      cairo_t         *cr = cairo_create (surface);

      zhihui_map_morph_paint (morph, cr, (double) step / N_STEPS);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int y = 0; y < 360; y++)
        for (int x = 0; x < 480; x++)
          if (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height)
            g_assert_cmphex (canvas_get_pixel (surface, x, y), ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
where_nobody_could_follow_there_is_none (void)
{
  static const struct
  {
    guint       n;
    const char *prefix;
    gboolean    is_made;
  } cases[] = { { 1, "", TRUE }, { 60, "", TRUE }, { 61, "", FALSE }, { 12, "other", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autoptr (ZhihuiMapMorph) morph = NULL;

      pair_init (&pair, cases[i].n, cases[i].prefix);
      morph = make_morph (&pair);
      g_assert_true ((morph != NULL) == cases[i].is_made);
    }
}

/* An island and a hole: three rings, of which the largest is what the hexagon becomes. */
static void
other_rings_grow_out_of_their_middles (void)
{
  static const double rings[][4] = { { 0, 0, 1, 1 }, { 0.4, 0.4, 0.6, 0.6 }, { 1.2, 0, 1.4, 0.3 } };
  g_autoptr (GPtrArray) outlines = sample_mesh_make_outlines (1, 1, 1, 1);
  ZhihuiOutline *outline = outlines->pdata[0];
  g_autoptr (ZhihuiMesh) real = NULL, grid = NULL;
  g_autoptr (ZhihuiMapScene) from = NULL, to = NULL;
  g_autoptr (ZhihuiMapMorph) morph = NULL;
  const ZhihuiRegionLook look_of_all = { .fill = { 1, 1, 1, 1 } };
  ZhihuiViewport         view = { .width = 480, .height = 360 };
  ZhihuiMapManner        manner;
  guint                  n_growing = 0;

  g_ptr_array_set_size (outline->rings, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      const double *box = rings[i];
      const double  corners[] = { box[0], box[1], box[2], box[1], box[2],
                                  box[3], box[0], box[3], box[0], box[1] };
      GArray       *ring = g_array_new (FALSE, FALSE, sizeof (double));

      g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
      g_ptr_array_add (outline->rings, ring);
    }
  real = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  g_assert_nonnull (real);
  g_assert_cmpuint (zhihui_mesh_get_n_rings (real, 0), ==, 3);
  grid = make_grid (real, "");
  canvas_init_manner (&manner, TRUE);
  from = zhihui_map_scene_new (grid, &look_of_all, NULL, &manner);
  to = zhihui_map_scene_new (real, &look_of_all, NULL, &manner);
  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (real), 12);
  morph = zhihui_map_morph_new (from, &view, to, &view);
  g_assert_nonnull (morph);
  g_assert_cmpuint (zhihui_map_morph_get_n_rings (morph), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiRingPair  *ring = zhihui_map_morph_get_ring (morph, i);
      g_autofree ZhihuiSpot *half = look (ring, 0.5);
      double                 area = fabs (zhihui_ring_measure_area (ring->to, ring->n));

      g_assert_cmpuint (zhihui_map_morph_get_region (morph, i), ==, 0);
      if (fabs (zhihui_ring_measure_area (ring->from, ring->n)) > 1e-6)
        continue;
      n_growing++;
      g_assert_cmpfloat_with_epsilon (
        fabs (zhihui_ring_measure_area (half, ring->n)), area / 4, area * 1e-6);
    }
  g_assert_cmpuint (n_growing, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-morph/a-ring-starts-exactly-as-the-one-and-ends-exactly-as-the-other",
                   a_ring_starts_exactly_as_the_one_and_ends_exactly_as_the_other);
  g_test_add_func ("/map-morph/every-step-is-a-closed-ring-of-some-size",
                   every_step_is_a_closed_ring_of_some_size);
  g_test_add_func ("/map-morph/equal-rings-that-begin-elsewhere-do-not-turn",
                   equal_rings_that_begin_elsewhere_do_not_turn);
  g_test_add_func ("/map-morph/the-same-rings-give-the-same-steps",
                   the_same_rings_give_the_same_steps);
  g_test_add_func ("/map-morph/both-ends-look-like-the-scenes", both_ends_look_like_the_scenes);
  g_test_add_func ("/map-morph/nothing-is-painted-outside-of-its-box",
                   nothing_is_painted_outside_of_its_box);
  g_test_add_func ("/map-morph/where-nobody-could-follow-there-is-none",
                   where_nobody_could_follow_there_is_none);
  g_test_add_func ("/map-morph/other-rings-grow-out-of-their-middles",
                   other_rings_grow_out_of_their_middles);
  return g_test_run ();
}
