/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "map-canvas.h"
#include "sample-mesh.h"
#include "zhihui-map-regions.h"

static double
measure_line_share (cairo_surface_t *surface, const ZhihuiPalette *palette)
{
  const ZhihuiRgba *low = &palette->hatch_ground, *high = &palette->hatch_line;
  double            sum = 0;

  for (int y = 140; y < 240; y++)
    for (int x = 100; x < 300; x++)
      sum += (canvas_get_channel (canvas_get_pixel (surface, x, y), 1) / 255.0 - low->green) /
             (high->green - low->green);
  return sum / (100 * 200);
}

static void
no_data_and_too_few_are_hatched_differently (void)
{
  static const struct
  {
    ZhihuiRegionState state;
    double            share; /* of the visual guide: 2.4 u every 8 u; ours: 1.6 u every 18 u */
    int               along; /* y for one px of x */
  } cases[] = { { ZHIHUI_REGION_NO_DATA, 0.3, -1 }, { ZHIHUI_REGION_TOO_FEW, 0.089, 1 } };
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      ZhihuiRegionLook looks[8] = { { .state = FALSE } };
      ZhihuiMapManner  manner;
      ZhihuiViewport   view;
      g_autoptr (ZhihuiMapScene) scene = NULL;
      cairo_surface_t *surface, *moved;
      int              least = 255, most = 0;

      for (guint j = 0; j < 8; j++)
        looks[j].state = cases[i / 2].state;
      canvas_init_manner (&manner, FALSE);
      scene = canvas_make_squares (4, 300, &manner, looks, &view);
      surface = canvas_paint (
        scene, &view, i % 2 ? zhihui_map_regions_paint_vectors : zhihui_map_scene_paint);
      g_assert_cmpfloat_with_epsilon (
        measure_line_share (surface, palette), cases[i / 2].share, 0.02);
      view.x += 5 / zhihui_viewport_get_world_px (&view);
      moved = canvas_paint (
        scene, &view, i % 2 ? zhihui_map_regions_paint_vectors : zhihui_map_scene_paint);
      for (int y = 140; y < 240; y++)
        for (int x = 100; x < 300; x++)
          {
            guint32 pixel = canvas_get_pixel (surface, x, y);

            least = MIN (least, canvas_get_channel (pixel, 1));
            most = MAX (most, canvas_get_channel (pixel, 1));
            g_assert_cmpint (canvas_get_distance (
                               pixel, canvas_get_pixel (surface, x + 1, y + cases[i / 2].along)),
                             <=,
                             i % 2 ? 24 : 3);
            g_assert_cmpint (
              canvas_get_distance (pixel, canvas_get_pixel (moved, x - 5, y)), <=, i % 2 ? 24 : 3);
          }
      g_assert_cmpint (least, <=, (int) (palette->hatch_ground.green * 255) + 3);
      g_assert_cmpint (most, >=, (int) (palette->hatch_line.green * 255) - 3);
      cairo_surface_destroy (surface);
      cairo_surface_destroy (moved);
    }
}

/* How many px of @colour are there on the way from x0 to x1, counting parts of a pixel by the red
 * that is between @colour and @ground. */
static double
measure_across (cairo_surface_t  *surface,
                int               x0,
                int               x1,
                int               y,
                const ZhihuiRgba *colour,
                const ZhihuiRgba *ground)
{
  double sum = 0;

  for (int x = x0; x < x1; x++)
    sum += (canvas_get_channel (canvas_get_pixel (surface, x, y), 2) / 255.0 - ground->red) /
           (colour->red - ground->red);
  return sum;
}

static void
borders_are_as_wide_as_the_guide_says_and_thinner_where_regions_are_small (void)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  ZhihuiRegionLook     looks[8] = { { .state = FALSE } };
  ZhihuiRgba           white = { 1, 1, 1, 1 };

  for (guint i = 0; i < 8; i++)
    looks[i].fill = white;
  for (int way = 0; way < 2; way++)
    {
      static const double edges[] = { 150, 20 };

      for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
        {
          ZhihuiMapManner manner;
          ZhihuiViewport  view;
          g_autoptr (ZhihuiMapScene) scene = NULL;
          cairo_surface_t *surface;
          int              half = (int) (edges[i] / 2);
          double           across;

          canvas_init_manner (&manner, TRUE);
          scene = canvas_make_squares (4, edges[i], &manner, looks, &view);
          surface = canvas_paint (
            scene, &view, way ? zhihui_map_regions_paint_vectors : zhihui_map_scene_paint);
          across = measure_across (surface,
                                   CANVAS_WIDTH / 2 - half,
                                   CANVAS_WIDTH / 2 + half,
                                   CANVAS_HEIGHT / 2 - half,
                                   &palette->ground,
                                   &white);
          if (i == 0)
            g_assert_cmpfloat_with_epsilon (across, 2.5, 0.1);
          else
            {
              g_assert_cmpfloat (across, >, 0.5);
              g_assert_cmpfloat (across, <, 2);
            }
          cairo_surface_destroy (surface);
        }
    }
}

static void
an_alert_is_an_amber_outline_until_it_is_not_of_now (void)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);

  for (int i = 0; i < 4; i++)
    {
      gboolean         kept = i / 2 != 0;
      ZhihuiRegionLook looks[8] = { { .state = FALSE } };
      ZhihuiMapManner  manner;
      ZhihuiViewport   view;
      g_autoptr (ZhihuiMapScene) scene = NULL;
      cairo_surface_t *surface;
      int              n_amber = 0;

      for (guint j = 0; j < 8; j++)
        looks[j].fill = palette->ground;
      looks[1].alert = TRUE;
      canvas_init_manner (&manner, TRUE);
      manner.kept = kept;
      scene = canvas_make_squares (4, 150, &manner, looks, &view);
      surface = canvas_paint (
        scene, &view, i % 2 ? zhihui_map_regions_paint_vectors : zhihui_map_scene_paint);
      for (int y = 0; y < CANVAS_HEIGHT; y++)
        for (int x = 0; x < CANVAS_WIDTH; x++)
          n_amber +=
            canvas_get_distance_to (canvas_get_pixel (surface, x, y), &palette->attention) < 8;
      if (kept)
        g_assert_cmpint (n_amber, ==, 0);
      else
        {
          /* Four sides, 150 wide and about 190 high at this latitude, have 2 to 3 whole px each. */
          g_assert_cmpint (n_amber, >, 2 * 2 * (150 + 150));
          g_assert_cmpint (n_amber, <, 4 * 2 * (150 + 220));
          /* From the middle of the region over its right side, which is that of the view. */
          g_assert_cmpfloat_with_epsilon (measure_across (surface,
                                                          CANVAS_WIDTH / 2 - 75,
                                                          CANVAS_WIDTH / 2 + 75,
                                                          CANVAS_HEIGHT / 2 - 75,
                                                          &palette->attention,
                                                          &palette->ground),
                                          3.5,
                                          0.1);
        }
      cairo_surface_destroy (surface);
    }
}

/* White on white would make the map smaller than it is. */
static void
on_light_ground_a_line_goes_around_the_map (void)
{
  static const struct
  {
    ZhihuiThemeKind kind;
    gboolean        has_line;
  } cases[] = { { ZHIHUI_THEME_PAPER, TRUE },
                { ZHIHUI_THEME_DESK_LIGHT, TRUE },
                { ZHIHUI_THEME_WALL, FALSE },
                { ZHIHUI_THEME_DESK_DARK, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      const ZhihuiPalette *palette = zhihui_palette_get (cases[i / 2].kind);
      ZhihuiRegionLook     looks[8] = { { .state = FALSE } };
      ZhihuiMapManner      manner;
      ZhihuiViewport       view;
      cairo_surface_t     *surfaces[2];
      int                  n_line = 0;

      for (guint j = 0; j < 8; j++)
        looks[j].fill = palette->ground;
      zhihui_map_manner_init (&manner, palette, 1);
      for (guint j = 0; j < 2; j++, manner.edge = 0)
        {
          g_autoptr (ZhihuiMapScene) scene = canvas_make_squares (2, 150, &manner, looks, &view);

          surfaces[j] = canvas_paint (
            scene, &view, i % 2 ? zhihui_map_regions_paint_vectors : zhihui_map_scene_paint);
        }
      /* From the middle of the lower right region over the right edge of the map. */
      for (int x = CANVAS_WIDTH / 2 + 75; x < CANVAS_WIDTH / 2 + 225; x++)
        n_line +=
          canvas_get_distance (canvas_get_pixel (surfaces[0], x, CANVAS_HEIGHT / 2 + 50),
                               canvas_get_pixel (surfaces[1], x, CANVAS_HEIGHT / 2 + 50)) > 20;
      if (cases[i / 2].has_line)
        g_assert_cmpint (n_line, >=, 1);
      else
        g_assert_cmpint (n_line, ==, 0);
      g_assert_cmpint (n_line, <=, 4);
      cairo_surface_destroy (surfaces[0]);
      cairo_surface_destroy (surfaces[1]);
    }
}

static void
what_is_kept_is_faint (void)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  ZhihuiRegionLook     looks[8] = { { .state = FALSE } };
  ZhihuiMapManner      manner;
  ZhihuiViewport       view;
  g_autoptr (ZhihuiMapScene) scene = NULL;
  cairo_surface_t *surface;
  ZhihuiRgba       faint;

  for (guint i = 0; i < 8; i++)
    looks[i].fill = palette->map[4];
  canvas_init_manner (&manner, TRUE);
  manner.kept = TRUE;
  scene = canvas_make_squares (4, 150, &manner, looks, &view);
  surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
  faint = (ZhihuiRgba){ palette->ground.red * 0.45 + palette->map[4].red * 0.55,
                        palette->ground.green * 0.45 + palette->map[4].green * 0.55,
                        palette->ground.blue * 0.45 + palette->map[4].blue * 0.55,
                        1 };
  g_assert_cmpint (
    canvas_get_distance_to (
      canvas_get_pixel (surface, CANVAS_WIDTH / 2 - 75, CANVAS_HEIGHT / 2 - 75), &faint),
    <=,
    1);
  cairo_surface_destroy (surface);
}

static void
an_outline_is_drawn_even_where_coordinates_of_cairo_end (void)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (4, 8, 1, 0.05);
  g_autofree ZhihuiRegionLook *looks = canvas_make_looks (8);
  ZhihuiMapManner              manner;
  g_autoptr (ZhihuiMapScene) scene = NULL;
  const ZhihuiExtent *extent = &zhihui_mesh_get_region (mesh, 0)->extent;
  ZhihuiViewport      view = { extent->left, extent->top, 22, 200, 200 };
  ZhihuiRgba          white = { 1, 1, 1, 1 };
  cairo_surface_t    *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 200);
  cairo_t            *cr = cairo_create (surface);

  canvas_init_manner (&manner, FALSE);
  scene = zhihui_map_scene_new (mesh, looks, NULL, &manner);
  zhihui_map_scene_paint_outline (scene, cr, &view, 0, &white, 4);
  zhihui_map_scene_paint_outline (scene, cr, &view, -1, &white, 4);
  zhihui_map_scene_paint_outline (scene, cr, &view, 8, &white, 4);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  /* The corner is in the middle: its sides go right and down. */
  g_assert_cmphex (canvas_get_pixel (surface, 180, 100), ==, 0xffffffffu);
  g_assert_cmphex (canvas_get_pixel (surface, 100, 180), ==, 0xffffffffu);
  g_assert_cmphex (canvas_get_pixel (surface, 20, 100), ==, 0);
  g_assert_cmphex (canvas_get_pixel (surface, 100, 20), ==, 0);
  g_assert_cmphex (canvas_get_pixel (surface, 150, 150), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-signs/no-data-and-too-few-are-hatched-differently",
                   no_data_and_too_few_are_hatched_differently);
  g_test_add_func (
    "/map-signs/borders-are-as-wide-as-the-guide-says-and-thinner-where-regions-are-small",
    borders_are_as_wide_as_the_guide_says_and_thinner_where_regions_are_small);
  g_test_add_func ("/map-signs/an-alert-is-an-amber-outline-until-it-is-not-of-now",
                   an_alert_is_an_amber_outline_until_it_is_not_of_now);
  g_test_add_func ("/map-signs/on-light-ground-a-line-goes-around-the-map",
                   on_light_ground_a_line_goes_around_the_map);
  g_test_add_func ("/map-signs/what-is-kept-is-faint", what_is_kept_is_faint);
  g_test_add_func ("/map-signs/an-outline-is-drawn-even-where-coordinates-of-cairo-end",
                   an_outline_is_drawn_even_where_coordinates_of_cairo_end);
  return g_test_run ();
}
