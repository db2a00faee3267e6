/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "map-canvas.h"
#include "sample-mesh.h"
#include "zhihui-point-privacy.h"

#define LEAST 5 /* domain §5.2 */

#define COLUMNS 6
#define REGIONS 30

/* The region of a square mesh, by its edges alone. */
static int
find_square (const ZhihuiMesh *mesh, const ZhihuiMapPoint *point)
{
  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_region (mesh, i)->extent;

      if (point->x > extent->left && point->x < extent->right && point->y > extent->top &&
          point->y < extent->bottom)
        return (int) i;
    }
  return -1;
}

/* Cases that may be told: those of full regions, then of full counties, cities, the province. A row
 * of the mesh is a county (codes 37 04 rr: one city). */
static guint64
count_tellable (const ZhihuiMesh *mesh, const GArray *points, guint64 *regions)
{
  guint64 rows[REGIONS / COLUMNS] = { 0 }, city = 0, all = 0, sum = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);
      int                   region = find_square (mesh, point);

      if (region < 0)
        all += point->count;
      else
        regions[region] += point->count;
    }
  for (guint i = 0; i < REGIONS; i++)
    if (regions[i] >= LEAST)
      sum += regions[i];
    else
      rows[i / COLUMNS] += regions[i];
  for (guint i = 0; i < REGIONS / COLUMNS; i++)
    if (rows[i] >= LEAST)
      sum += rows[i];
    else
      city += rows[i];
  if (city >= LEAST)
    sum += city;
  else
    all += city;
  return all >= LEAST ? sum + all : sum;
}

static void
check_told (const ZhihuiMesh *mesh, const ZhihuiMapPoint *told, const guint64 *regions)
{
  g_assert_cmpuint (told->count, >=, LEAST);
  g_assert_cmpuint (told->overdue, <=, told->count);
  for (guint i = 0; i < REGIONS; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      if (fabs (told->x - region->label_x) < 1e-12 && fabs (told->y - region->label_y) < 1e-12 &&
          told->count == regions[i])
        return;
    }
  /* Of a parent: the middle of a row, or of all. */
  for (guint row = 0; row <= REGIONS / COLUMNS; row++)
    {
      guint  first = row * COLUMNS, n = row < REGIONS / COLUMNS ? COLUMNS : REGIONS;
      double x = 0, y = 0;

      first = n == REGIONS ? 0 : first;
      for (guint i = first; i < first + n; i++)
        {
          x += zhihui_mesh_get_region (mesh, i)->label_x / n;
          y += zhihui_mesh_get_region (mesh, i)->label_y / n;
        }
      if (fabs (told->x - x) < 1e-9 && fabs (told->y - y) < 1e-9)
        return;
    }
  g_assert_not_reached ();
}

static void
a_wall_is_told_of_no_place_with_fewer_than_five (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  ZhihuiExtent extent = *zhihui_mesh_get_extent (mesh);

  /* Some lie outside of all regions. */
  extent.right += (extent.right - extent.left) * 0.02;
  for (guint32 seed = 0; seed < 400; seed++)
    {
      g_autoptr (GArray) points = canvas_make_points (seed % 130, seed, 1 + seed % 3, &extent);
      g_autoptr (GArray) told = zhihui_point_privacy_merge (mesh, points);
      guint64 regions[REGIONS] = { 0 }, n_tellable = count_tellable (mesh, points, regions);

      g_assert_cmpuint (canvas_sum_cases (told, NULL), ==, n_tellable);
      for (guint i = 0; i < told->len; i++)
        check_told (mesh, &g_array_index (told, ZhihuiMapPoint, i), regions);
    }
}

/* Whatever the manner, the zoom and the layer say. */
static void
a_single_case_is_never_painted_on_a_wall (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  ZhihuiViewport view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 5);
  for (guint16 layer = 0; layer < 5; layer += layer == 0 ? 2 : 1)
    for (int manner = 0; manner < 3; manner++)
      {
        g_autoptr (GArray) points = canvas_make_points (4, layer, 1, zhihui_mesh_get_extent (mesh));
        g_autoptr (ZhihuiMapScene) wall = NULL;
        g_autoptr (ZhihuiMapScene) desk = NULL;
        g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));

        for (guint i = 0; i < points->len; i++)
          {
            g_array_index (points, ZhihuiMapPoint, i).layer = layer;
            g_array_index (points, ZhihuiMapPoint, i).overdue = 1;
          }
        wall = canvas_make_point_scene (mesh, points, (ZhihuiPointsManner) manner, TRUE);
        desk = canvas_make_point_scene (mesh, points, (ZhihuiPointsManner) manner, FALSE);
        if (layer <= 2)
          g_assert_cmpint (canvas_count_painted (desk, &view), >, 0);
        g_assert_cmpint (canvas_count_painted (wall, &view), ==, 0);
        zhihui_map_scene_get_marks (wall, &view, marks);
        g_assert_cmpuint (marks->len, ==, 0);
      }
}

static void
what_is_painted_on_a_wall_does_not_tell_where_cases_are (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  ZhihuiViewport view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 5);
  for (int manner = 0; manner < 3; manner++)
    {
      cairo_surface_t *surfaces[2];

      /* As many in each region, elsewhere. */
      for (guint32 seed = 0; seed < 2; seed++)
        {
          g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
          g_autoptr (ZhihuiMapScene) scene = NULL;

          for (guint i = 0; i < REGIONS; i++)
            {
              g_autoptr (GArray) some = canvas_make_points (
                i, seed * 100 + i, 1, &zhihui_mesh_get_region (mesh, i)->extent);

              for (guint j = 0; j < some->len; j++)
                g_array_index (some, ZhihuiMapPoint, j).overdue = j == 0;
              if (some->len > 0)
                g_array_append_vals (points, some->data, some->len);
            }
          scene = canvas_make_point_scene (mesh, points, (ZhihuiPointsManner) manner, TRUE);
          surfaces[seed] = canvas_paint (scene, &view, zhihui_map_scene_paint);
          g_assert_cmpint (canvas_count_painted (scene, &view), >, 1000);
        }
      g_assert_cmpmem (cairo_image_surface_get_data (surfaces[0]),
                       CANVAS_WIDTH * CANVAS_HEIGHT * 4,
                       cairo_image_surface_get_data (surfaces[1]),
                       CANVAS_WIDTH * CANVAS_HEIGHT * 4);
      cairo_surface_destroy (surfaces[0]);
      cairo_surface_destroy (surfaces[1]);
    }
}

static void
public_places_stay_where_they_are_on_a_wall (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (COLUMNS, REGIONS, 1, 0.05);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  ZhihuiViewport      view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  g_autoptr (GArray) points = canvas_make_points (1, 9, 1, extent);
  g_autoptr (ZhihuiMapScene) scene = NULL;
  ZhihuiMapPoint  *point = &g_array_index (points, ZhihuiMapPoint, 0);
  cairo_surface_t *surface;
  double           x, y;

  point->layer = 1;
  scene = canvas_make_point_scene (mesh, points, ZHIHUI_POINTS_DOTS, TRUE);
  zhihui_viewport_fit (&view, extent, 5);
  zhihui_viewport_to_px (&view, point->x, point->y, &x, &y);
  surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
  g_assert_cmphex (canvas_get_pixel (surface, (int) x, (int) y), ==, 0xff00ff00u);
  cairo_surface_destroy (surface);
}

static void
codes_tell_whose_parents_differ (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean    same;
  } cases[] = {
    { "370302001", "370302002", TRUE },
    { "370302001", "370303001", FALSE },
    { "370302001000", "370302002000", TRUE },
    { "370302001001", "370302002001", FALSE },
    { "370302001001", "370302001009", TRUE },
    { "370302", "370303", TRUE },
    { "370302", "370402", FALSE },
    { "370300", "370400", TRUE },
    { "370300", "380400", FALSE },
    { "370000", "320000", TRUE },
    { "a", "b", TRUE },
    { "", "370302", TRUE },
    { "370302", "370302001", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      zhihui_point_privacy_is_same_parent (cases[i].a, cases[i].b), ==, cases[i].same);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-privacy/a-wall-is-told-of-no-place-with-fewer-than-five",
                   a_wall_is_told_of_no_place_with_fewer_than_five);
  g_test_add_func ("/map-privacy/a-single-case-is-never-painted-on-a-wall",
                   a_single_case_is_never_painted_on_a_wall);
  g_test_add_func ("/map-privacy/what-is-painted-on-a-wall-does-not-tell-where-cases-are",
                   what_is_painted_on_a_wall_does_not_tell_where_cases_are);
  g_test_add_func ("/map-privacy/public-places-stay-where-they-are-on-a-wall",
                   public_places_stay_where_they_are_on_a_wall);
  g_test_add_func ("/map-privacy/codes-tell-whose-parents-differ", codes_tell_whose_parents_differ);
  return g_test_run ();
}
