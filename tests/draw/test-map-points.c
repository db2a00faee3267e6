/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "map-canvas.h"
#include "sample-mesh.h"
#include "zhihui-cluster-index.h"
#include "zhihui-dot-field.h"
#include "zhihui-heat-field.h"
#include "zhihui-map-counts.h"

#define COLUMNS 6
#define REGIONS 30

/* ---- clusters ---- */

/* The same rule without any index: the first that is left takes all within reach. */
static GArray *
merge_slowly (const GArray *points, double radius)
{
  GArray              *merged = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autofree gboolean *gone = g_new0 (gboolean, points->len);

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *first = &g_array_index (points, ZhihuiMapPoint, i);
      ZhihuiMapPoint        sum = { .layer = first->layer };

      if (gone[i])
        continue;
      for (guint j = i; j < points->len; j++)
        {
          const ZhihuiMapPoint *other = &g_array_index (points, ZhihuiMapPoint, j);

          if (gone[j] || hypot (other->x - first->x, other->y - first->y) > radius)
            continue;
          gone[j] = TRUE;
          sum.x += other->x * other->count;
          sum.y += other->y * other->count;
          sum.count += other->count;
          sum.overdue += other->overdue;
        }
      sum.x /= sum.count;
      sum.y /= sum.count;
      g_array_append_val (merged, sum);
    }
  return merged;
}

static void
clusters_are_those_of_brute_force (void)
{
  const ZhihuiExtent extent = { 0.82, 0.38, 0.8212, 0.3809 };

  for (guint32 seed = 0; seed < 6; seed++)
    {
      g_autoptr (GArray) points = canvas_make_points (700, seed, 1 + seed * 3, &extent);
      g_autoptr (ZhihuiClusterIndex) index = zhihui_cluster_index_new (points, 40);
      g_autoptr (GArray) expected = g_array_ref (points);
      guint n_before = points->len + 1;

      for (int zoom = ZHIHUI_CLUSTER_MAX_ZOOM; zoom >= 0; zoom--)
        {
          const GArray *found = zhihui_cluster_index_get (index, zoom + 0.9);
          GArray       *merged = merge_slowly (expected, 40 / (256 * exp2 (zoom)));

          g_array_unref (expected);
          expected = merged;
          g_assert_cmpuint (found->len, ==, expected->len);
          for (guint i = 0; i < found->len; i++)
            {
              const ZhihuiMapPoint *a = &g_array_index (found, ZhihuiMapPoint, i);
              const ZhihuiMapPoint *b = &g_array_index (expected, ZhihuiMapPoint, i);

              g_assert_cmpuint (a->count, ==, b->count);
              g_assert_cmpuint (a->overdue, ==, b->overdue);
              g_assert_cmpfloat_with_epsilon (a->x, b->x, 1e-12);
              g_assert_cmpfloat_with_epsilon (a->y, b->y, 1e-12);
            }
          g_assert_cmpuint (found->len, <=, n_before);
          n_before = found->len;
        }
      g_assert_cmpuint (n_before, ==, 1);
    }
}

static void
no_case_is_lost_in_clusters (void)
{
  const ZhihuiExtent extent = { 0.82, 0.38, 0.84, 0.40 };
  g_autoptr (GArray) points = canvas_make_points (20000, 3, 4, &extent);
  g_autoptr (ZhihuiClusterIndex) index = zhihui_cluster_index_new (points, 40);
  guint64 overdue = 0, cases = canvas_sum_cases (points, &overdue);

  for (int zoom = 0; zoom <= ZHIHUI_CLUSTER_MAX_ZOOM + 3; zoom++)
    {
      guint64 overdue_here = 0;

      g_assert_cmpuint (
        canvas_sum_cases (zhihui_cluster_index_get (index, zoom), &overdue_here), ==, cases);
      g_assert_cmpuint (overdue_here, ==, overdue);
    }
}

static void
marks_are_as_large_as_the_guide_says (void)
{
  static const guint32 counts[] = { 1, 2, 9, 50, 100, 4000 };
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  ZhihuiViewport      view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));
  const ZhihuiRgba *amber = &zhihui_palette_get (ZHIHUI_THEME_WALL)->attention;
  cairo_surface_t  *surface;
  g_autoptr (ZhihuiMapScene) scene = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      ZhihuiMapPoint point = { extent->left + (extent->right - extent->left) * (i + 0.5) / 6,
                               (extent->top + extent->bottom) / 2,
                               counts[i],
                               i % 2,
                               0 };

      g_array_append_val (points, point);
    }
  scene = canvas_make_point_scene (mesh, points, ZHIHUI_POINTS_CLUSTERS, FALSE);
  zhihui_viewport_fit (&view, extent, 5);
  zhihui_map_scene_get_marks (scene, &view, marks);
  surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
  /* the single one has no number; the largest comes first */
  g_assert_cmpuint (marks->len, ==, 5);
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark  *mark = &g_array_index (marks, ZhihuiMapMark, i);
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, 5 - i);
      double                x, y;

      g_assert_cmpuint (mark->count, ==, counts[5 - i]);
      g_assert_cmpuint (mark->overdue, ==, (5 - i) % 2);
      g_assert_cmpfloat_with_epsilon (mark->radius, fmin (6 + 2.2 * sqrt (mark->count), 28), 1e-9);
      zhihui_viewport_to_px (&view, point->x, point->y, &x, &y);
      g_assert_cmpfloat_with_epsilon (mark->x, x, 0.01);
      g_assert_cmpfloat_with_epsilon (mark->y, y, 0.01);
      /* ◆ at the top right when some are overdue */
      x += mark->radius / G_SQRT2;
      y -= mark->radius / G_SQRT2;
      g_assert_cmpint (
        canvas_get_distance_to (canvas_get_pixel (surface, (int) x, (int) y), amber) < 8,
        ==,
        mark->overdue > 0);
    }
  cairo_surface_destroy (surface);
}

static void
numbers_stand_in_the_middle_of_their_circles (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  ZhihuiViewport view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  g_autoptr (GArray) points = canvas_make_points (900, 8, 3, zhihui_mesh_get_extent (mesh));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));
  g_autoptr (ZhihuiMapScene) scene = NULL;
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, 900, 600);

  scene = canvas_make_point_scene (mesh, points, ZHIHUI_POINTS_CLUSTERS, FALSE);
  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 5);
  zhihui_map_scene_get_marks (scene, &view, marks);
  zhihui_map_counts_add (picture, scene, &view, 100, 50);
  g_assert_cmpuint (marks->len, >, 10);
  g_assert_cmpuint (zhihui_picture_get_n_items (picture), ==, marks->len);
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark *mark = &g_array_index (marks, ZhihuiMapMark, i);
      const ZhihuiItem    *item = zhihui_picture_get_item (picture, i);
      g_autofree char     *number = g_strdup_printf ("%u", mark->count);

      g_assert_cmpstr (item->text, ==, number);
      g_assert_cmpfloat_with_epsilon (item->x + item->width / 2, 100 + mark->x, 2);
      g_assert_cmpfloat_with_epsilon (item->y + item->height / 2, 50 + mark->y, 2);
      g_assert_cmpfloat (item->width, <, 2 * mark->radius);
    }
}

/* ---- dots and heat ---- */

/* How much of the canvas is covered by what is light, px: signs of amber do not count. */
static double
measure_cover (cairo_surface_t *surface)
{
  double sum = 0;

  for (int y = 0; y < CANVAS_HEIGHT; y++)
    for (int x = 0; x < CANVAS_WIDTH; x++)
      sum += canvas_get_channel (canvas_get_pixel (surface, x, y), 3) / 255.0;
  return sum;
}

static void
dots_stand_for_as_many_cases_as_the_legend_says (void)
{
  static const struct
  {
    guint n_points;
    guint dot_cases, n_dots; /* at most 600 dots; 1, 2, 5, 10, … cases a dot */
  } cases[] = {
    { 1, 1, 1 }, { 600, 1, 600 }, { 601, 2, 301 }, { 1203, 5, 241 }, { 50000, 100, 500 }
  };
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  ZhihuiViewport      view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

  zhihui_viewport_fit (&view, extent, 5);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
      g_autoptr (ZhihuiMapScene) scene = NULL;
      cairo_surface_t *surface;
      guint            n_columns = (guint) ceil (sqrt (cases[i].n_points * 1.5));

      for (guint j = 0; j < cases[i].n_points; j++)
        {
          ZhihuiMapPoint point = {
            extent->left + (extent->right - extent->left) * (j % n_columns + 0.5) / n_columns,
            extent->top + (extent->bottom - extent->top) * (j / n_columns + 0.5) * 1.5 / n_columns,
            1,
            0,
            0
          };

          g_array_append_val (points, point);
        }
      scene = canvas_make_point_scene (mesh, points, ZHIHUI_POINTS_DOTS, FALSE);
      g_assert_cmpuint (zhihui_map_scene_get_dot_cases (scene, view.zoom), ==, cases[i].dot_cases);
      surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
      g_assert_cmpfloat_with_epsilon (measure_cover (surface) / (G_PI * 2.1 * 2.1 * 0.72),
                                      cases[i].n_dots,
                                      cases[i].n_dots * 0.04 + 0.05);
      cairo_surface_destroy (surface);
    }
}

static guint64
count_dots_within (const GArray *dots, const ZhihuiExtent *extent)
{
  guint64 n = 0;

  for (guint i = 0; i < dots->len; i++)
    {
      const ZhihuiDot *dot = &g_array_index (dots, ZhihuiDot, i);

      n += dot->x >= extent->left && dot->x < extent->right && dot->y >= extent->top &&
           dot->y < extent->bottom;
    }
  return n;
}

/* Cases lie evenly: what one sees of them, at each zoom a quarter, has as many dots as the whole.
 */
static void
who_looks_closer_sees_dots_of_fewer_cases_but_no_more_dots (void)
{
  const ZhihuiExtent all = { 0.82, 0.38, 0.83, 0.39 };
  /* so that all is 1,080 u wide */
  double             first = log2 (1080 / (0.01 * 256));
  static const guint expected[] = { 100, 100, 50, 10, 2, 1, 1 };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (ZhihuiDotField) field = NULL;

  for (guint i = 0; i < 65536; i++)
    {
      /* Numbers whose bits alternate are in the order of the curve. */
      guint          x = 0, y = 0;
      ZhihuiMapPoint point = { .count = 1 };

      for (guint bit = 0; bit < 8; bit++)
        {
          x |= (i >> (2 * bit) & 1) << bit;
          y |= (i >> (2 * bit + 1) & 1) << bit;
        }
      point.x = all.left + (all.right - all.left) * (x + 0.5) / 256;
      point.y = all.top + (all.bottom - all.top) * (y + 0.5) / 256;
      g_array_append_val (points, point);
    }
  field = zhihui_dot_field_new (points, &all, 1);
  for (int closer = -1; closer < (int) G_N_ELEMENTS (expected) - 1; closer++)
    {
      guint         dot_cases;
      const GArray *dots = zhihui_dot_field_get (field, first + closer + 0.5, &dot_cases);
      double        part = exp2 (-MAX (closer, 0));
      ZhihuiExtent  seen = { all.left,
                             all.top,
                             all.left + (all.right - all.left) * part,
                             all.top + (all.bottom - all.top) * part };

      g_assert_cmpuint (dot_cases, ==, closer <= 0 ? 200 : expected[closer + 1]);
      g_assert_cmpuint (count_dots_within (dots, &seen), <=, 602);
      g_assert_cmpuint (count_dots_within (dots, &seen), >=, MIN (65536 * part * part, 600) * 0.3);
      g_assert_cmpfloat_with_epsilon ((double) dots->len * dot_cases, 65536, dot_cases / 2.0);
    }
}

static void
many_cases_of_one_place_are_a_small_heap (void)
{
  const ZhihuiExtent all = { 0.82, 0.38, 0.83, 0.39 };
  ZhihuiMapPoint     point = { 0.825, 0.385, 5000, 0, 0 };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (ZhihuiDotField) field = NULL;

  g_array_append_val (points, point);
  field = zhihui_dot_field_new (points, &all, 1);
  for (int zoom = 0; zoom < 22; zoom += 3)
    {
      guint         dot_cases;
      const GArray *dots = zhihui_dot_field_get (field, zoom, &dot_cases);

      g_assert_cmpuint (dot_cases, ==, 50);
      g_assert_cmpuint (dots->len, ==, 100);
      for (guint i = 0; i < dots->len; i++)
        {
          const ZhihuiDot *a = &g_array_index (dots, ZhihuiDot, i);

          g_assert_cmpfloat (hypot (a->dx, a->dy), <=, zhihui_dot_field_get_radius (100));
          /* None lies over another: they are 4.2 u wide. */
          for (guint j = 0; j < i; j++)
            {
              const ZhihuiDot *b = &g_array_index (dots, ZhihuiDot, j);

              g_assert_cmpfloat (hypot (a->dx - b->dx, a->dy - b->dy), >, 4.2);
            }
        }
    }
}

/* Ten diamonds of 18 u have half of 18² each, less what their smoothed edges lack. */
static void
overdue_cases_keep_their_sign_among_many (void)
{
  static const ZhihuiPointsManner manners[] = { ZHIHUI_POINTS_DOTS, ZHIHUI_POINTS_HEAT };
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  const ZhihuiExtent  *extent = zhihui_mesh_get_extent (mesh);
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  ZhihuiViewport       view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

  zhihui_viewport_fit (&view, extent, 5);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autoptr (GArray) points = canvas_make_points (9000, 5, 1, extent);
      g_autoptr (ZhihuiMapScene) scene = NULL;
      cairo_surface_t *surface;
      int              n_amber = 0;

      for (guint j = 0; j < points->len; j++)
        g_array_index (points, ZhihuiMapPoint, j).overdue = 0;
      for (guint j = 0; j < 10; j++)
        {
          ZhihuiMapPoint point = { extent->left + (extent->right - extent->left) * (j + 0.5) / 10,
                                   extent->top + (extent->bottom - extent->top) * 0.4,
                                   1,
                                   1,
                                   0 };

          g_array_append_val (points, point);
        }
      scene = canvas_make_point_scene (mesh, points, manners[i], FALSE);
      surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
      for (int y = 0; y < CANVAS_HEIGHT; y++)
        for (int x = 0; x < CANVAS_WIDTH; x++)
          n_amber +=
            canvas_get_distance_to (canvas_get_pixel (surface, x, y), &palette->attention) < 8;
      g_assert_cmpint (n_amber, >, 10 * 18 * 18 / 2 - 10 * 40);
      g_assert_cmpint (n_amber, <=, 10 * 18 * 18 / 2);
      cairo_surface_destroy (surface);
    }
}

static void
heat_has_as_many_cases_as_were_put_in (void)
{
  const ZhihuiExtent   extent = { 0.82, 0.38, 0.8203, 0.3802 };
  const ZhihuiViewport view = { 0.82015, 0.3801, 12.3, 500, 400 };

  for (guint32 seed = 0; seed < 5; seed++)
    {
      g_autoptr (GArray) points = canvas_make_points (300, seed, 7, &extent);
      ZhihuiHeatField field;
      double          sum = 0;

      zhihui_heat_field_init (&field, points, &view, 4, 14);
      for (int i = 0; i < field.n_columns * field.n_rows; i++)
        sum += field.cases[i];
      g_assert_cmpfloat_with_epsilon (sum, (double) canvas_sum_cases (points, NULL), sum * 1e-4);
      zhihui_heat_field_clear (&field);
    }
}

/* A case spreads by a normal distribution: its middle has edge² / (2 π spread²) of it. */
static void
heat_is_highest_where_the_case_is (void)
{
  const ZhihuiExtent   extent = { 0.82, 0.38, 0.8203, 0.3802 };
  const ZhihuiViewport view = { 0.82015, 0.3801, 12.3, 500, 400 };
  g_autoptr (GArray) points = canvas_make_points (1, 77, 1, &extent);
  const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, 0);
  ZhihuiHeatField       field;
  double                x, y, most = 0, at_x = 0, at_y = 0;

  zhihui_heat_field_init (&field, points, &view, 4, 14);
  for (int row = 0; row < field.n_rows; row++)
    for (int column = 0; column < field.n_columns; column++)
      if (field.cases[row * field.n_columns + column] > most)
        {
          most = field.cases[row * field.n_columns + column];
          at_x = field.x + (column + 0.5) * field.edge;
          at_y = field.y + (row + 0.5) * field.edge;
        }
  zhihui_viewport_to_px (&view, point->x, point->y, &x, &y);
  g_assert_cmpfloat_with_epsilon (at_x, x, 4);
  g_assert_cmpfloat_with_epsilon (at_y, y, 4);
  g_assert_cmpfloat_with_epsilon (most, 16 / (2 * G_PI * 14 * 14), most * 0.05);
  zhihui_heat_field_clear (&field);
}

static void
points_that_are_nowhere_or_nothing_are_left_out (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  ZhihuiViewport       view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  const ZhihuiMapPoint bad[] = {
    { NAN, 0.4, 1, 1, 0 },        { 0.8, INFINITY, 9, 9, 0 },  { 0.82, 0.39, 0, 3, 0 },
    { -1e300, 1e300, 50, 50, 0 }, { 0.82, 0.39, 1, 0, 60000 },
  };

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 5);
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
      g_autoptr (ZhihuiMapScene) scene = NULL;

      g_array_append_vals (points, bad, G_N_ELEMENTS (bad));
      scene = canvas_make_point_scene (mesh, points, (ZhihuiPointsManner) (i / 2), i % 2 != 0);
      g_assert_cmpint (canvas_count_painted (scene, &view), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-points/clusters-are-those-of-brute-force",
                   clusters_are_those_of_brute_force);
  g_test_add_func ("/map-points/no-case-is-lost-in-clusters", no_case_is_lost_in_clusters);
  g_test_add_func ("/map-points/marks-are-as-large-as-the-guide-says",
                   marks_are_as_large_as_the_guide_says);
  g_test_add_func ("/map-points/numbers-stand-in-the-middle-of-their-circles",
                   numbers_stand_in_the_middle_of_their_circles);
  g_test_add_func ("/map-points/dots-stand-for-as-many-cases-as-the-legend-says",
                   dots_stand_for_as_many_cases_as_the_legend_says);
  g_test_add_func ("/map-points/who-looks-closer-sees-dots-of-fewer-cases-but-no-more-dots",
                   who_looks_closer_sees_dots_of_fewer_cases_but_no_more_dots);
  g_test_add_func ("/map-points/many-cases-of-one-place-are-a-small-heap",
                   many_cases_of_one_place_are_a_small_heap);
  g_test_add_func ("/map-points/overdue-cases-keep-their-sign-among-many",
                   overdue_cases_keep_their_sign_among_many);
  g_test_add_func ("/map-points/heat-has-as-many-cases-as-were-put-in",
                   heat_has_as_many_cases_as_were_put_in);
  g_test_add_func ("/map-points/heat-is-highest-where-the-case-is",
                   heat_is_highest_where_the_case_is);
  g_test_add_func ("/map-points/points-that-are-nowhere-or-nothing-are-left-out",
                   points_that_are_nowhere_or_nothing_are_left_out);
  return g_test_run ();
}
