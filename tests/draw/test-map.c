/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "map-page.h"
#include "map-situation.h"
#include "zhihui-hex-grid.h"
#include "zhihui-language.h"
#include "zhihui-map-fit.h"
#include "zhihui-map-panel.h"
#include "zhihui-map-paper.h"
#include "zhihui-mesh-builder.h"
#include "zhihui-outline.h"
#include "zhihui-wall-page.h"

#define N_TOWNS 12

/* ---- legend ---- */

static gboolean
is_same_colour (const ZhihuiRgba *a, const ZhihuiRgba *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

/* Never a colour without a legend, and no count that is not that of the map. */
static void
check_legend (const ZhihuiMapChart *chart)
{
  const ZhihuiMapLooks *looks = chart->looks;
  guint                 n_listed = 0;

  for (guint i = 0; i < looks->n_entries; i++)
    {
      const ZhihuiMapEntry *entry = &looks->entries[i];
      guint                 n = 0;

      for (guint j = 0; j < looks->n; j++)
        n += looks->looks[j].state == entry->state &&
             (entry->state != ZHIHUI_REGION_FILLED ||
              is_same_colour (&looks->looks[j].fill, &entry->fill));
      g_assert_cmpuint (n, ==, entry->count);
      n_listed += n;
      for (guint j = 0; j < i; j++)
        g_assert_false (entry->state == looks->entries[j].state &&
                        is_same_colour (&entry->fill, &looks->entries[j].fill));
    }
  g_assert_cmpuint (n_listed, ==, looks->n);
}

static void
test_every_look_is_in_the_legend (void)
{
  GRand               *rand = g_rand_new_with_seed (21);
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  guint                n_hatched = 0, n_filled = 0;

  for (guint round = 0; round < 200; round++)
    for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        Town towns[N_TOWNS];
        g_autoptr (ZhihuiSituation) situation = NULL;
        g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
        g_autoptr (ZhihuiMapChart) chart = NULL;
        ZhihuiMapReading *reading;

        map_situation_fill (rand, towns, N_TOWNS);
        situation = map_situation_new (towns, N_TOWNS);
        zhihui_map_panel_set_board (panel, (ZhihuiBoard) board);
        reading = zhihui_map_panel_read (panel, situation);
        chart = zhihui_map_panel_make_chart (
          panel, reading, zhihui_map_panel_find_mesh (panel, reading), situation, palette);
        g_assert_cmpuint (chart->looks->n, ==, N_TOWNS);
        check_legend (chart);
        for (guint i = 0; i < N_TOWNS; i++)
          {
            ZhihuiRegionState state = chart->looks->looks[i].state;

            /* The mesh is in the order of the codes, as the towns are. */
            if (board == ZHIHUI_BOARD_VOLUME)
              g_assert_cmpint (state, ==, ZHIHUI_REGION_FILLED);
            else
              g_assert_cmpint (state,
                               ==,
                               towns[i].rate_n == 0   ? ZHIHUI_REGION_NO_DATA
                               : towns[i].rate_n < 20 ? ZHIHUI_REGION_TOO_FEW
                                                      : ZHIHUI_REGION_FILLED);
            n_hatched += state != ZHIHUI_REGION_FILLED;
            n_filled += state == ZHIHUI_REGION_FILLED;
          }
      }
  g_assert_cmpuint (n_hatched, >, 1000);
  g_assert_cmpuint (n_filled, >, 4000);
  g_rand_free (rand);
}

/* The strong end of the warm ramp is the worse one, whether that is high or low. */
static void
test_the_worse_is_the_stronger (void)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);

  for (guint n = 2; n <= ZHIHUI_MAP_MAX_CLASSES; n++)
    {
      ZhihuiRgba low = zhihui_map_choose_fill (palette, ZHIHUI_BETTER_LOW, n - 1, n);
      ZhihuiRgba high = zhihui_map_choose_fill (palette, ZHIHUI_BETTER_HIGH, 0, n);
      ZhihuiRgba most = zhihui_map_choose_fill (palette, ZHIHUI_BETTER_NEITHER, n - 1, n);

      g_assert_true (is_same_colour (&low, &palette->map_bad[4]));
      g_assert_true (is_same_colour (&high, &palette->map_bad[4]));
      g_assert_true (is_same_colour (&most, &palette->map[4]));
    }
}

/* ---- values ---- */

static void
test_values_are_rounded_as_they_are_written (void)
{
  static const struct
  {
    ZhihuiMapMeasure measure;
    gint64           part, whole, steps;
  } cases[] = {
    { ZHIHUI_MAP_COUNTS, 203, 0, 203 },
    { ZHIHUI_MAP_RATES, 7, 190, 368 },
    { ZHIHUI_MAP_RATES, 1, 3, 3333 },
    { ZHIHUI_MAP_RATES, 2, 3, 6667 },
    { ZHIHUI_MAP_RATES, 1, 20000, 1 },
    { ZHIHUI_MAP_RATES, 1, 20001, 0 },
    { ZHIHUI_MAP_RATES, 0, 0, -1 },
    { ZHIHUI_MAP_PER_1000, 899, 100000, 90 },
    { ZHIHUI_MAP_PER_1000, 8949, 1000000, 89 },
    { ZHIHUI_MAP_PER_1000, 3, 0, -1 },
    { ZHIHUI_MAP_RATES, G_GINT64_CONSTANT (100000000000), G_GINT64_CONSTANT (100000000000), 10000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      zhihui_map_count_steps (cases[i].measure, cases[i].part, cases[i].whole), ==, cases[i].steps);
}

/* Per head only where the heads of all are known; else counts, titled so. */
static void
test_volume_is_per_head_only_with_heads (void)
{
  Town towns[3] = { { 90, 10000, 0, 0 }, { 40, 20000, 0, 0 }, { 7, 30000, 0, 0 } };

  for (guint lacks = 0; lacks < 2; lacks++)
    {
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autoptr (ZhihuiMapReading) reading = NULL;
      g_autofree char *text = NULL;

      towns[1].population = lacks ? -1 : 20000;
      situation = map_situation_new (towns, 3);
      reading = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, NULL);
      g_assert_cmpint (reading->measure, ==, lacks ? ZHIHUI_MAP_COUNTS : ZHIHUI_MAP_PER_1000);
      text = zhihui_map_reading_format (reading, zhihui_map_reading_find (reading, "370302100"));
      g_assert_cmpstr (text, ==, lacks ? "90" : "9.0");
      g_assert_null (zhihui_map_reading_find (reading, "370302999"));
    }
}

/* The parts of the region that is asked for, not what lies in them. */
static void
test_the_parts_of_a_region_are_shown (void)
{
  static const struct
  {
    const char *parent;
    const char *codes[4];
  } cases[] = {
    { NULL, { "370302104", "370302105" } },
    { "370302", { "370302104", "370302105" } },
    { "370302104", { "370302104001", "370302104002" } },
  };
  static const char *const all[][2] = { { "370302105", "370302" },
                                        { "370302104002", "370302104" },
                                        { "370302104", "370302" },
                                        { "370302104001", "370302104" } };
  ZhihuiSituationBuilder  *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiRegions) regions = zhihui_regions_new ();
  g_autoptr (ZhihuiMapFigures) figures = map_situation_make_figures (NULL, 0);
  g_autoptr (ZhihuiSituation) situation = NULL;

  meta->region = g_strdup ("370302");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = g_strdup (all[i][0]);
      region->name = g_strdup (all[i][0]);
      region->parent = g_strdup (all[i][1]);
      g_ptr_array_add (regions->items, region);
    }
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, regions);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
  situation = zhihui_situation_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiMapReading) reading =
        zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, cases[i].parent);
      guint n = 0;

      for (; cases[i].codes[n] != NULL; n++)
        g_assert_cmpstr (
          g_array_index (reading->values, ZhihuiMapValue, n).region->code, ==, cases[i].codes[n]);
      g_assert_cmpuint (reading->values->len, ==, n);
    }
}

/* A region without a name is shown by its code, but not while its name is on the way. */
static void
test_regions_being_read_are_awaited (void)
{
  const ZhihuiReceipt receipts[] = {
    { 0 }, /* nobody asks for regions */
    { .period_s = 300 },
    { .period_s = 300, .failing_us = 1000000, .n_failures = 1 },
    { .period_s = 300, .received_us = 1000000 },
  };
  const guint n_values[G_N_ELEMENTS (receipts)] = { 2, 0, 2, 2 };
  const Town  towns[2] = { { 90, -1, 0, 0 }, { 40, -1, 0, 0 } };
  g_autoptr (ZhihuiMapFigures) figures = map_situation_make_figures (towns, 2);

  for (guint i = 0; i < G_N_ELEMENTS (receipts); i++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autoptr (ZhihuiMapReading) reading = NULL;

      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
      zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_REGIONS, &receipts[i]);
      situation = zhihui_situation_builder_finish (builder);
      reading = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, NULL);
      g_assert_cmpuint (reading->values->len, ==, n_values[i]);
      g_assert_cmpint (reading->is_awaited, ==, n_values[i] == 0);
    }
}

/* ---- place ---- */

static gboolean
touches (const ZhihuiMapBox *box, double x, double y)
{
  return x > box->x && x < box->x + box->width && y > box->y && y < box->y + box->height;
}

static void
test_the_map_lies_beside_legend_and_key (void)
{
  static const guint counts[] = { 1, 2, 13, 40, 126 };
  const ZhihuiMapBox obstacles[] = { { 0, 380, 190, 150 }, { 340, 476, 332, 54 } };
  const ZhihuiMapBox box = { 0, 52, 672, 478 };
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree Town *towns = g_new0 (Town, counts[i]);
      g_autoptr (ZhihuiRegions) regions = map_situation_make_regions (towns, counts[i]);
      g_autoptr (ZhihuiMesh) mesh =
        zhihui_hex_grid_build ((const ZhihuiRegion *const *) regions->items->pdata, counts[i], 1.1);
      ZhihuiViewport      viewport = { .width = 672, .height = 530 };
      ZhihuiMapSilhouette silhouette;

      zhihui_map_silhouette_init (&silhouette, mesh);
      g_assert_true (zhihui_map_silhouette_fit (&silhouette, &box, obstacles, 2, 10, &viewport));
      for (guint region = 0; region < counts[i]; region++)
        {
          g_array_set_size (corners, 0);
          zhihui_mesh_append_ring (mesh, region, 0, 20, corners);
          for (guint j = 0; j < corners->len; j++)
            {
              const ZhihuiCorner *corner = &g_array_index (corners, ZhihuiCorner, j);
              double              x, y;

              zhihui_viewport_to_px (&viewport,
                                     corner->x / ZHIHUI_CORNER_SCALE,
                                     corner->y / ZHIHUI_CORNER_SCALE,
                                     &x,
                                     &y);
              g_assert_cmpfloat (x, >=, -0.01);
              g_assert_cmpfloat (x, <=, 672.01);
              g_assert_cmpfloat (y, >=, 51.99);
              g_assert_cmpfloat (y, <=, 530.01);
              g_assert_false (touches (&obstacles[0], x, y));
              g_assert_false (touches (&obstacles[1], x, y));
            }
        }
    }
}

static void
test_a_field_without_room_has_no_map (void)
{
  const ZhihuiMapBox obstacle = { -50, -50, 200, 200 }, box = { 0, 0, 10, 10 };
  const Town         towns[2] = { { 0 } };
  g_autoptr (ZhihuiRegions) regions = map_situation_make_regions (towns, 2);
  g_autoptr (ZhihuiMesh) mesh =
    zhihui_hex_grid_build ((const ZhihuiRegion *const *) regions->items->pdata, 2, 1);
  ZhihuiViewport      viewport = { .width = 10, .height = 10 };
  ZhihuiMapSilhouette silhouette;

  zhihui_map_silhouette_init (&silhouette, mesh);
  g_assert_false (zhihui_map_silhouette_fit (&silhouette, &box, &obstacle, 1, 2, &viewport));
}

/* ---- pixels ---- */

static guint32
to_pixel (const ZhihuiRgba *colour)
{
  return 0xff000000u | (guint32) lround (colour->red * 255) << 16 |
         (guint32) lround (colour->green * 255) << 8 | (guint32) lround (colour->blue * 255);
}

/* The Mercator area of a square of the mesh, from its degrees. */
static double
measure_square (guint i)
{
  double lat = (36 - 1.5 * (i / 4)) * G_PI / 180, next = lat + 1.5 * G_PI / 180;

  return 1.5 / 360 * (log (tan (G_PI / 4 + next / 2)) - log (tan (G_PI / 4 + lat / 2))) /
         (2 * G_PI);
}

/* What is painted of each class is as large as its regions are together. */
static void
test_the_area_of_a_class_is_that_of_its_regions (void)
{
  static const Town    towns[8] = { { 0, -1, 100, 0 },  { 0, -1, 1000, 7 }, { 0, -1, 100, 1 },
                                    { 0, -1, 100, 3 },  { 0, -1, 100, 9 },  { 0, -1, 200, 1 },
                                    { 0, -1, 100, 30 }, { 0, -1, 100, 3 } };
  static const guint   classes[8] = { 0, 1, 2, 3, 4, 1, 4, 3 };
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, 8);
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (8, NULL);
  g_autoptr (ZhihuiMapChart) chart = NULL;
  g_autoptr (ZhihuiMapScene) scene = NULL;
  ZhihuiMapManner   manner;
  ZhihuiMapReading *reading;
  ZhihuiViewport    viewport = { .width = 1200, .height = 700 };
  cairo_surface_t  *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 700);
  cairo_t          *cr = cairo_create (surface);
  double            sums[5] = { 0 }, world;
  guint64           pixels[5] = { 0 };

  zhihui_map_panel_set_board (panel, ZHIHUI_BOARD_OVERDUE);
  zhihui_map_panel_set_mesh (panel, mesh);
  reading = zhihui_map_panel_read (panel, situation);
  g_assert_true (zhihui_map_panel_find_mesh (panel, reading) == mesh);
  chart = zhihui_map_panel_make_chart (panel, reading, mesh, situation, palette);
  zhihui_map_manner_init (&manner, palette, 1);
  manner.border = manner.parent_border = 0;
  scene = zhihui_map_scene_new (mesh, chart->looks->looks, NULL, &manner);
  zhihui_viewport_fit (&viewport, zhihui_mesh_get_extent (mesh), 10);
  zhihui_map_scene_paint (scene, cr, &viewport);
  cairo_surface_flush (surface);
  for (int y = 0; y < 700; y++)
    {
      const guint32 *row =
        (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                           y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < 1200; x++)
        for (guint i = 0; i < 5; i++)
          pixels[i] += row[x] == to_pixel (&palette->map_bad[i]);
    }
  world = zhihui_viewport_get_world_px (&viewport);
  for (guint i = 0; i < 8; i++)
    sums[classes[i]] += measure_square (i) * world * world;
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpfloat (sums[i], >, 10000);
      g_assert_cmpfloat (fabs ((double) pixels[i] / sums[i] - 1), <, 0.01);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* ---- the panel ---- */

/* 审图号 and 示意 stand on the map whenever they hold. */
static void
test_the_review_number_is_on_the_map (void)
{
  const ZhihuiMeshOptions options = { .review_number = "鲁S(2024)001号", .attribution = "某局" };
  Town                    towns[N_TOWNS];
  GRand                  *rand = g_rand_new_with_seed (1);
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, &options);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);

  map_situation_fill (rand, towns, N_TOWNS);
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (gboolean real = FALSE; real <= TRUE; real++)
      {
        g_autoptr (ZhihuiPicture) picture = NULL;

        zhihui_map_panel_set_board (zhihui_wall_page_get_map (page), (ZhihuiBoard) board);
        zhihui_map_panel_set_mesh (zhihui_wall_page_get_map (page), real ? mesh : NULL);
        picture = map_page_draw (page, towns, N_TOWNS, 1200, 800);
        g_assert_true (map_page_has_text (picture, "鲁S(2024)001号") == real);
        g_assert_true (map_page_has_text (picture, "某局") == real);
        g_assert_true (map_page_has_text (picture, "示意") == !real);
        g_assert_nonnull (zhihui_picture_find (picture, "map"));
        g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "第3镇"));
      }
  g_rand_free (rand);
}

/* Lines to names at the side go on behind the names that they meet. */
static void
test_no_line_goes_through_a_name (void)
{
  GRand *rand = g_rand_new_with_seed (6);
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  guint n_lines = 0;

  zhihui_map_panel_set_mesh (zhihui_wall_page_get_map (page), mesh);
  for (guint round = 0; round < 60; round++)
    {
      Town towns[N_TOWNS];
      g_autoptr (ZhihuiPicture) picture = NULL;

      map_situation_fill (rand, towns, N_TOWNS);
      zhihui_map_panel_set_board (zhihui_wall_page_get_map (page),
                                  (ZhihuiBoard) (round % ZHIHUI_N_BOARDS));
      picture = map_page_draw (page,
                               towns,
                               N_TOWNS,
                               g_rand_double_range (rand, 500, 700),
                               g_rand_double_range (rand, 260, 460));
      for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
        {
          const ZhihuiItem *line = zhihui_picture_get_item (picture, i);

          if (strstr (line->key, "/leader/") == NULL)
            continue;
          n_lines++;
          for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
            {
              const ZhihuiItem *text = zhihui_picture_get_item (picture, j);
              double            x = text->x + text->width / 2, y = text->y + text->height / 2;

              /* Nearly level lines fill their boxes. */
              if (text->kind == ZHIHUI_ITEM_TEXT && line->height < 8)
                g_assert_false (x > line->x + 4 && x < line->x + line->width - 4 && y > line->y &&
                                y < line->y + line->height);
            }
        }
    }
  g_assert_cmpuint (n_lines, >, 50);
  g_rand_free (rand);
}

/* Where a screen lays a map of its own over the picture. */
static void
test_the_place_of_the_map_is_told (void)
{
  Town   towns[N_TOWNS];
  GRand *rand = g_rand_new_with_seed (2);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  ZhihuiMapPanel *map = zhihui_wall_page_get_map (page);
  g_autoptr (ZhihuiPicture) picture = NULL;
  ZhihuiMapBox box;

  map_situation_fill (rand, towns, N_TOWNS);
  g_assert_false (zhihui_map_panel_get_body (map, &box));
  picture = map_page_draw (page, towns, N_TOWNS, 1200, 800);
  g_assert_true (zhihui_map_panel_get_body (map, &box));
  g_assert_cmpfloat_with_epsilon (box.x + box.width, 1200, 0.01);
  g_assert_cmpfloat_with_epsilon (box.y + box.height, 800, 0.01);
  g_rand_free (rand);
}

/* A screen that lays it over the picture has nothing to paint anew. */
static void
test_equal_figures_leave_the_scene_as_it_is (void)
{
  Town   towns[N_TOWNS];
  GRand *rand = g_rand_new_with_seed (4);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  ZhihuiMapPanel *map = zhihui_wall_page_get_map (page);
  g_autoptr (ZhihuiMapScene) first = NULL;
  ZhihuiMapScene *scene = NULL;
  ZhihuiViewport  viewport;

  map_situation_fill (rand, towns, N_TOWNS);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ZhihuiPicture) picture = NULL;

      if (i == 2)
        map_situation_fill (rand, towns, N_TOWNS);
      picture = map_page_draw (page, towns, N_TOWNS, 1200, 800);
      g_assert_true (zhihui_map_panel_get_seen (map, &scene, &viewport));
      if (first == NULL)
        first = zhihui_map_scene_ref (scene);
      g_assert_true ((scene == first) == (i < 2));
    }
  g_rand_free (rand);
}

/* Paper goes from hand to hand: it says whose map it is and of when, and needs no colour but greys
 * and browns that a photocopy keeps. */
static void
test_paper_tells_review_number_and_time (void)
{
  const ZhihuiMeshOptions options = { .review_number = "鲁S(2024)001号" };
  Town                    towns[N_TOWNS];
  GRand                  *rand = g_rand_new_with_seed (3);
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, &options);
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  const ZhihuiRgba *amber = &zhihui_palette_get (ZHIHUI_THEME_WALL)->attention;

  map_situation_fill (rand, towns, N_TOWNS);
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, N_TOWNS);
      g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
      g_autoptr (ZhihuiPicture) picture = NULL;

      zhihui_map_panel_set_board (panel, (ZhihuiBoard) board);
      zhihui_map_panel_set_mesh (panel, mesh);
      picture = zhihui_map_paper_draw (theme, panel, situation, 1500000, 442, 278);
      g_assert_true (map_page_has_text (picture, "鲁S(2024)001号"));
      g_assert_true (map_page_has_text (picture, "2020年7月29日 13:20:00"));
      g_assert_false (map_page_has_text (picture, "橙色"));
      g_assert_nonnull (zhihui_picture_find (picture, "map"));
      for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
        g_assert_false (is_same_colour (&zhihui_picture_get_item (picture, i)->colour, amber));
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/every-look-is-in-the-legend", test_every_look_is_in_the_legend);
  g_test_add_func ("/map/the-worse-is-the-stronger", test_the_worse_is_the_stronger);
  g_test_add_func ("/map/values-are-rounded-as-they-are-written",
                   test_values_are_rounded_as_they_are_written);
  g_test_add_func ("/map/volume-is-per-head-only-with-heads",
                   test_volume_is_per_head_only_with_heads);
  g_test_add_func ("/map/the-parts-of-a-region-are-shown", test_the_parts_of_a_region_are_shown);
  g_test_add_func ("/map/regions-being-read-are-awaited", test_regions_being_read_are_awaited);
  g_test_add_func ("/map/the-map-lies-beside-legend-and-key",
                   test_the_map_lies_beside_legend_and_key);
  g_test_add_func ("/map/a-field-without-room-has-no-map", test_a_field_without_room_has_no_map);
  g_test_add_func ("/map/the-area-of-a-class-is-that-of-its-regions",
                   test_the_area_of_a_class_is_that_of_its_regions);
  g_test_add_func ("/map/the-review-number-is-on-the-map", test_the_review_number_is_on_the_map);
  g_test_add_func ("/map/paper-tells-review-number-and-time",
                   test_paper_tells_review_number_and_time);
  g_test_add_func ("/map/no-line-goes-through-a-name", test_no_line_goes_through_a_name);
  g_test_add_func ("/map/the-place-of-the-map-is-told", test_the_place_of_the_map_is_told);
  g_test_add_func ("/map/equal-figures-leave-the-scene-as-it-is",
                   test_equal_figures_leave_the_scene_as_it_is);
  return g_test_run ();
}
