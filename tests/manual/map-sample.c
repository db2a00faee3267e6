/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To be looked at: map-sample dots|clusters|heat [wall] [kept] [paper] [vectors] COLUMNS POINTS
 * ZOOM FILE.png|.pdf */
#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sample-mesh.h"
#include "zhihui-map-counts.h"
#include "zhihui-map-regions.h"
#include "zhihui-map-scene.h"

#define WIDTH 750
#define HEIGHT 530

static gboolean
has (int argc, char **argv, const char *word)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], word))
      return TRUE;
  return FALSE;
}

static GArray *
make_points (const ZhihuiMesh *mesh, guint n)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  GArray             *points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < n; i++)
    {
      double         r = g_rand_double (rand), a = g_rand_double (rand) * 2 * G_PI;
      ZhihuiMapPoint point = { .count = 1, .overdue = g_rand_int_range (rand, 0, 50) == 0 };
      guint          hub = (guint) g_rand_int_range (rand, 0, 7);

      r = hub == 0 ? sqrt (r) * 0.5 : r * r * 0.16;
      point.layer = i % 97 == 5 ? (guint16) (1 + i % 4) : 0;
      point.x = extent->left + (extent->right - extent->left) *
                                 (0.5 + r * cos (a) + 0.3 * cos (hub * 2.4) * (hub > 0));
      point.y = extent->top + (extent->bottom - extent->top) *
                                (0.5 + r * sin (a) + 0.3 * sin (hub * 2.4) * (hub > 0));
      g_array_append_val (points, point);
    }
  return points;
}

static ZhihuiRegionLook *
make_looks (const ZhihuiMesh *mesh, const ZhihuiPalette *palette)
{
  guint             n = zhihui_mesh_get_n_regions (mesh);
  ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);

  for (guint i = 0; i < n; i++)
    {
      looks[i].fill = palette->map[(i * 7 + i / 5) % 5];
      looks[i].state = i % 19 == 7    ? ZHIHUI_REGION_NO_DATA
                       : i % 23 == 11 ? ZHIHUI_REGION_TOO_FEW
                                      : ZHIHUI_REGION_FILLED;
      looks[i].alert = i == n / 2 + 1;
    }
  return looks;
}

static void
paint (cairo_t *cr, const ZhihuiMapScene *scene, const ZhihuiViewport *viewport, gboolean vectors)
{
  const ZhihuiMapManner *manner = zhihui_map_scene_get_manner (scene);
  const ZhihuiRgba      *ground = &manner->palette.ground;
  g_autoptr (ZhihuiTheme) theme =
    zhihui_theme_new (ground->green > 0.5 ? ZHIHUI_THEME_PAPER : ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, WIDTH, HEIGHT);

  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
  if (vectors)
    zhihui_map_regions_paint_vectors (scene, cr, viewport);
  else
    zhihui_map_scene_paint (scene, cr, viewport);
  zhihui_map_counts_add (picture, scene, viewport, 0, 0);
  zhihui_picture_paint (picture, cr);
  if (zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (scene)) > 3)
    zhihui_map_scene_paint_outline (scene, cr, viewport, 3, &manner->palette.text1, 3);
}

int
main (int argc, char **argv)
{
  guint    columns = (guint) atoi (argv[argc - 4]), n_points = (guint) atoi (argv[argc - 3]);
  gboolean paper = has (argc, argv, "paper");
  const ZhihuiPalette *palette =
    zhihui_palette_get (paper ? ZHIHUI_THEME_PAPER : ZHIHUI_THEME_WALL);
  g_autoptr (ZhihuiMesh) mesh =
    sample_mesh_make (columns, MAX (columns * 7 / 10, 1) * columns, 15, 0.02);
  g_autoptr (GArray) points = make_points (mesh, n_points);
  g_autofree ZhihuiRegionLook *looks = make_looks (mesh, palette);
  g_autoptr (ZhihuiMapScene) scene = NULL;
  ZhihuiViewport   viewport = { .width = WIDTH, .height = HEIGHT };
  ZhihuiMapManner  manner;
  cairo_surface_t *surface;
  cairo_t         *cr;

  zhihui_map_manner_init (&manner, palette, 1);
  manner.wall = has (argc, argv, "wall");
  manner.kept = has (argc, argv, "kept");
  manner.points = has (argc, argv, "clusters") ? ZHIHUI_POINTS_CLUSTERS
                  : has (argc, argv, "heat")   ? ZHIHUI_POINTS_HEAT
                                               : ZHIHUI_POINTS_DOTS;
  manner.n_layers = 4;
  for (guint i = 0; i < 4; i++)
    manner.layers[i] = (ZhihuiMapLayerLook){ (ZhihuiPlaceSign) i, palette->good, TRUE };
  scene = zhihui_map_scene_new (mesh, looks, points, &manner);
  zhihui_viewport_fit (&viewport, zhihui_mesh_get_extent (mesh), 10);
  viewport.zoom += atof (argv[argc - 2]);
  surface = g_str_has_suffix (argv[argc - 1], ".pdf")
              ? cairo_pdf_surface_create (argv[argc - 1], WIDTH, HEIGHT)
              : cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  paint (cr, scene, &viewport, has (argc, argv, "vectors"));
  cairo_show_page (cr);
  cairo_destroy (cr);
  if (!g_str_has_suffix (argv[argc - 1], ".pdf"))
    cairo_surface_write_to_png (surface, argv[argc - 1]);
  cairo_surface_destroy (surface);
  return 0;
}
