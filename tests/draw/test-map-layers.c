/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "map-page.h"
#include "zhihui-error.h"
#include "zhihui-map-layer-rules.h"
#include "zhihui-map-layers.h"
#include "zhihui-map-paper.h"
#include "zhihui-mercator.h"

#define N_TOWNS 8
#define NOW_US 1500000

static ZhihuiMapSettings *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return zhihui_map_settings_parse (bytes, "map.conf", error);
}

static ZhihuiPlaceLayer *
add_layer (ZhihuiLayers *layers, const char *id, const char *kind, gboolean is_public)
{
  ZhihuiPlaceLayer *layer = g_new0 (ZhihuiPlaceLayer, 1);

  layer->id = g_strdup (id);
  layer->label = g_strdup (id);
  layer->kind = g_strdup (kind);
  layer->source = g_strdup ("");
  layer->layer_as_of = g_strdup ("");
  layer->is_public = is_public;
  layer->n_online = -1;
  g_ptr_array_add (layers->items, layer);
  return layer;
}

static void
add_place (GArray *places, const char *region, double lon, double lat, gint64 n)
{
  ZhihuiLayerPlace place = { .lon = lon, .lat = lat, .n_points = 1, .n = n, .n_online = -1 };

  g_strlcpy (place.region, region, sizeof place.region);
  g_array_append_val (places, place);
}

static void
take (ZhihuiPlaceLayer *layer, GArray *places)
{
  layer->n_points = places->len;
  for (guint i = 0; i < places->len; i++)
    layer->n += g_array_index (places, ZhihuiLayerPlace, i).n;
  zhihui_place_layer_take_places (layer, places);
}

static GArray *
new_places (void)
{
  return g_array_new (FALSE, FALSE, sizeof (ZhihuiLayerPlace));
}

static ZhihuiSituation *
make_situation (ZhihuiLayers *layers, const ZhihuiReceipt *receipt)
{
  const Town          towns[N_TOWNS] = { { 10, -1, 100, 5 }, { 20, -1, 100, 5 }, { 30, -1, 100, 5 },
                                         { 40, -1, 100, 5 }, { 50, -1, 100, 5 }, { 60, -1, 100, 5 },
                                         { 70, -1, 100, 5 }, { 80, -1, 100, 5 } };
  const ZhihuiReceipt good = { .received_us = 1000000, .period_s = 300, .has_data = TRUE };
  g_autoptr (ZhihuiSituation) base = map_situation_new (towns, N_TOWNS);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);

  if (layers != NULL)
    {
      layers->stamp.as_of = 1596000000;
      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_LAYERS, layers);
    }
  zhihui_situation_builder_set_receipt (
    builder, ZHIHUI_DATASET_LAYERS, receipt != NULL ? receipt : &good);
  return zhihui_situation_builder_finish (builder);
}

static ZhihuiMapLayers *
place (ZhihuiLayers *layers, ZhihuiMesh *mesh, const char *text, gboolean is_wall)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (layers, NULL);
  g_autoptr (ZhihuiMapSettings) settings = parse (text, NULL);

  return zhihui_map_layers_renew (
    NULL, situation, settings, mesh, zhihui_palette_get (ZHIHUI_THEME_WALL), is_wall, NOW_US);
}

/* ---- which ---- */

static void
an_id_says_more_than_a_kind_and_a_kind_more_than_all (void)
{
  g_autoptr (ZhihuiMapSettings) usual = parse ("", NULL);
  g_autoptr (ZhihuiMapSettings) told = parse (
    "[layers]\n* = other\nkind:camera = none\neye = camera\nkind:lamp = window\nstations = none\n",
    NULL);
  const struct
  {
    const char *id, *kind;
    int         usual, told; /* sign, -1 not shown */
  } cases[] = {
    { "stations", "station", ZHIHUI_PLACE_STATION, -1 },
    { "halls", "window", ZHIHUI_PLACE_WINDOW, ZHIHUI_PLACE_OTHER },
    { "eye", "camera", ZHIHUI_PLACE_CAMERA, ZHIHUI_PLACE_CAMERA },
    { "net", "camera", ZHIHUI_PLACE_CAMERA, -1 },
    { "lamps", "lamp", -1, ZHIHUI_PLACE_WINDOW },
    { "water", "", -1, ZHIHUI_PLACE_OTHER },
  };
  const char *keys[8];

  g_assert_nonnull (told);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
      ZhihuiPlaceLayer *layer = add_layer (layers, cases[i].id, cases[i].kind, FALSE);
      ZhihuiPlaceSign   sign = ZHIHUI_PLACE_OTHER;

      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (zhihui_map_layer_rules_find (usual->layers, layer, &sign) ? (int) sign : -1,
                       ==,
                       cases[i].usual);
      g_assert_cmpint (zhihui_map_layer_rules_find (told->layers, layer, &sign) ? (int) sign : -1,
                       ==,
                       cases[i].told);
    }
  /* What is hidden is not asked for. */
  g_assert_cmpuint (zhihui_map_settings_list_layers (told, keys, 8), ==, 3);
  g_assert_cmpstr (keys[1], ==, "eye");
}

static void
a_wrong_sign_is_told_by_its_place (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMapSettings) settings = parse ("[layers]\neye = camera\nnet = star\n", &error);

  g_assert_null (settings);
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "map.conf:3:7: "));
}

static void
no_two_layers_have_one_sign (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
  g_autoptr (ZhihuiMapLayers) placed = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("net%u", i);
      GArray          *places = new_places ();

      add_place (places, "370302100", NAN, NAN, 9);
      take (add_layer (layers, id, "camera", FALSE), places);
    }
  placed = place (layers, mesh, "", FALSE);
  g_assert_cmpuint (placed->n, ==, ZHIHUI_MAP_MAX_SHOWN);
  g_assert_cmpint (placed->looks[0].sign, ==, ZHIHUI_PLACE_CAMERA);
  for (guint i = 0; i < placed->n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (placed->looks[i].sign == placed->looks[j].sign &&
                      memcmp (&placed->looks[i].colour,
                              &placed->looks[j].colour,
                              sizeof placed->looks[i].colour) == 0);
}

/* ---- where ---- */

static const ZhihuiMapPoint *
get_point (const ZhihuiMapLayers *placed, guint i)
{
  return &g_array_index (placed->points, ZhihuiMapPoint, i);
}

/* One where it stands, one by its village alone, one elsewhere, one that nobody can place. */
static ZhihuiLayers *
make_four (gboolean is_public)
{
  ZhihuiLayers *layers = zhihui_layers_new ();
  GArray       *places = new_places ();

  add_place (places, "370302100001", 117.25, 36.25, 1);
  add_place (places, "370302101901", NAN, NAN, 7);
  add_place (places, "370302100", 20, 50, 11);
  add_place (places, "", NAN, NAN, 13);
  take (add_layer (layers, "stations", "station", is_public), places);
  return layers;
}

static void
a_place_stands_where_it_is_and_a_village_at_its_town (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiLayers) layers = make_four (FALSE);
  g_autoptr (ZhihuiMapLayers) desk = place (layers, mesh, "", FALSE);
  const ZhihuiMeshRegion *town =
    zhihui_mesh_get_region (mesh, (guint) zhihui_mesh_find (mesh, "370302101"));
  double x, y;

  zhihui_mercator_project (117.25, 36.25, &x, &y);
  g_assert_cmpuint (desk->points->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (get_point (desk, 0)->x, x, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_point (desk, 0)->y, y, 1e-12);
  g_assert_false (get_point (desk, 0)->is_gathered);
  g_assert_true (get_point (desk, 1)->is_gathered);
  g_assert_cmpuint (get_point (desk, 1)->count, ==, 7);
  g_assert_cmpfloat_with_epsilon (get_point (desk, 1)->x, town->label_x, 1e-12);
  /* What is not on the map is told. */
  g_assert_cmpint (desk->entries[0].n, ==, 32);
  g_assert_cmpint (desk->entries[0].n_placed, ==, 8);
}

static void
on_a_wall_only_public_places_stand_where_they_are (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiLayers) open = make_four (TRUE);
  g_autoptr (ZhihuiLayers) closed = make_four (FALSE);
  g_autoptr (ZhihuiMapLayers) shown = place (open, mesh, "", TRUE);
  g_autoptr (ZhihuiMapLayers) hidden = place (closed, mesh, "", TRUE);

  g_assert_false (get_point (shown, 0)->is_gathered);
  g_assert_true (shown->looks[0].public_places);
  g_assert_false (hidden->looks[0].public_places);
  for (guint i = 0; i < hidden->points->len; i++)
    g_assert_true (get_point (hidden, i)->is_gathered);
  /* 1 and 11 of one town, 7 of the other. */
  g_assert_cmpuint (hidden->points->len, ==, 2);
  g_assert_cmpuint (get_point (hidden, 0)->count, ==, 12);
  g_assert_cmpuint (get_point (hidden, 1)->count, ==, 7);
}

static void
on_hexagons_things_stand_beneath_their_town (void)
{
  const ZhihuiMeshOptions options = { .is_schematic = TRUE };
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, &options);
  g_autoptr (ZhihuiLayers) layers = make_four (TRUE);
  g_autoptr (ZhihuiMapLayers) placed = place (layers, mesh, "", FALSE);

  g_assert_cmpuint (placed->points->len, ==, 2);
  g_assert_cmpuint (get_point (placed, 0)->count, ==, 12);
  g_assert_true (get_point (placed, 0)->is_gathered);
}

static void
a_hundred_thousand_places_become_sums_that_are_right (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
  g_autoptr (ZhihuiMapLayers) placed = NULL;
  GArray *places = new_places ();
  gint64  sums[N_TOWNS] = { 0 };

  for (guint i = 0; i < ZHIHUI_MAX_PLACES; i++)
    {
      char code[ZHIHUI_PLACE_REGION_LEN];

      g_snprintf (code, sizeof code, "370302%03u%03u", 100 + i % N_TOWNS, i % 997);
      add_place (places, code, 117.5 + i * 1e-6, 36.5, i % 5);
      sums[i % N_TOWNS] += i % 5;
    }
  take (add_layer (layers, "eye", "camera", TRUE), places);
  placed = place (layers, mesh, "", FALSE);
  g_assert_cmpuint (placed->points->len, ==, N_TOWNS);
  for (guint i = 0; i < N_TOWNS; i++)
    {
      g_autofree char *code = map_situation_make_code (i);

      g_assert_cmpuint (
        get_point (placed, (guint) zhihui_mesh_find (mesh, code))->count, ==, sums[i]);
    }
  g_assert_cmpint (placed->entries[0].n_placed, ==, placed->entries[0].n);
}

/* A station that moves by a hundred metres is drawn anew. */
static void
what_moves_looks_another_way_and_what_stays_is_not_collected_again (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiMapSettings) settings = parse ("", NULL);
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  ZhihuiMapLayers     *shown[3];
  ZhihuiMapLayers     *before = NULL;

  for (guint i = 0; i < 3; i += 2)
    {
      g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
      g_autoptr (ZhihuiSituation) situation = NULL;
      GArray *places = new_places ();

      add_place (places, "370302100", 117.25 + 0.0005 * i, 36.25, 1);
      take (add_layer (layers, "stations", "station", TRUE), places);
      situation = make_situation (layers, NULL);
      for (guint j = i; j < MIN (i + 2, 3); j++)
        before = shown[j] =
          zhihui_map_layers_renew (before, situation, settings, mesh, palette, TRUE, NOW_US);
    }
  g_assert_true (shown[1]->points == shown[0]->points);
  g_assert_cmpstr (shown[1]->entries[0].label, ==, "stations");
  g_assert_true (zhihui_map_layers_hash (shown[1], 1) == zhihui_map_layers_hash (shown[0], 1));
  g_assert_true (shown[2]->points != shown[1]->points);
  g_assert_true (zhihui_map_layers_hash (shown[2], 1) != zhihui_map_layers_hash (shown[1], 1));
  for (guint i = 0; i < 3; i++)
    zhihui_map_layers_free (shown[i]);
}

/* ---- how they stand ---- */

/* Three layers with many things in each town. */
static ZhihuiMapScene *
make_rows (ZhihuiMesh *mesh, double names)
{
  g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
  g_autoptr (ZhihuiMapLayers) placed = NULL;
  ZhihuiRegionLook looks[N_TOWNS] = { 0 };
  ZhihuiMapManner  manner;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("net%u", i);
      GArray          *places = new_places ();

      for (guint j = 0; j < N_TOWNS; j++)
        {
          g_autofree char *code = map_situation_make_code (j);

          add_place (places, code, NAN, NAN, 100 + i);
        }
      take (add_layer (layers, id, "camera", FALSE), places);
    }
  placed = place (layers, mesh, "", TRUE);
  zhihui_map_manner_init (&manner, zhihui_palette_get (ZHIHUI_THEME_WALL), 1);
  manner.names = names;
  zhihui_map_layers_fill (placed, &manner);
  return zhihui_map_scene_new (mesh, looks, placed->points, &manner);
}

/* In the cell of one of the towns, with its number. */
static gboolean
is_in_a_cell (ZhihuiMesh *mesh, const ZhihuiViewport *viewport, const ZhihuiMapPlaceMark *mark)
{
  for (guint i = 0; i < N_TOWNS; i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_region (mesh, i)->extent;
      double              left, top, right, bottom;

      zhihui_viewport_to_px (viewport, extent->left, extent->top, &left, &top);
      zhihui_viewport_to_px (viewport, extent->right, extent->bottom, &right, &bottom);
      if (mark->x - mark->radius >= left && mark->x - mark->radius + mark->width <= right &&
          mark->y - mark->radius >= top && mark->y + mark->radius <= bottom)
        return TRUE;
    }
  return FALSE;
}

static void
rows_of_signs_stay_in_their_regions_or_none_is_seen (void)
{
  const ZhihuiMeshOptions options = { .is_schematic = TRUE };
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, &options);
  g_autoptr (ZhihuiMapScene) scene = make_rows (mesh, 1);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaceMark));
  guint n_none = 0, n_all = 0;

  for (double width = 100; width < 2000; width += 20)
    {
      ZhihuiViewport viewport = { .width = width, .height = width };

      zhihui_viewport_fit (&viewport, zhihui_mesh_get_extent (mesh), 10);
      g_array_set_size (marks, 0);
      zhihui_map_scene_get_places (scene, &viewport, marks);
      n_none += marks->len == 0;
      n_all += marks->len == 3 * N_TOWNS;
      g_assert_true (marks->len == 0 || marks->len == 3 * N_TOWNS);
      for (guint i = 0; i < marks->len; i++)
        g_assert_true (
          is_in_a_cell (mesh, &viewport, &g_array_index (marks, ZhihuiMapPlaceMark, i)));
    }
  g_assert_cmpuint (n_none, >, 0);
  g_assert_cmpuint (n_all, >, 0);
}

static void
signs_stand_farther_down_beneath_larger_names (void)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiMapScene) usual = make_rows (mesh, 1);
  g_autoptr (ZhihuiMapScene) large = make_rows (mesh, 1.35);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaceMark));
  g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaceMark));
  ZhihuiViewport viewport = { .width = 2000, .height = 2000 };

  zhihui_viewport_fit (&viewport, zhihui_mesh_get_extent (mesh), 10);
  zhihui_map_scene_get_places (usual, &viewport, one);
  zhihui_map_scene_get_places (large, &viewport, other);
  g_assert_cmpuint (one->len, ==, other->len);
  g_assert_cmpuint (one->len, >, 0);
  /* A name and a figure of 1.35 times 27 u above and below the middle, half a sign beneath. */
  for (guint i = 0; i < other->len; i++)
    g_assert_cmpfloat (g_array_index (other, ZhihuiMapPlaceMark, i).y -
                         g_array_index (one, ZhihuiMapPlaceMark, i).y,
                       >=,
                       0.35 * 27);
}

/* ---- what is told ---- */

static ZhihuiPicture *
draw (const ZhihuiTheme *theme, ZhihuiLayers *layers, const ZhihuiReceipt *receipt, gint64 now_us)
{
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autoptr (ZhihuiSituation) situation = make_situation (layers, receipt);

  zhihui_map_panel_set_mesh (panel, mesh);
  return zhihui_map_paper_draw (theme, panel, situation, now_us, 900, 700);
}

static void
every_layer_is_in_the_legend_with_its_number (void)
{
  static const char hostile[] = "<b>站</b>&amp;%s%n\xe2\x80\xae\xe5\x9b\xbe";
  ZhihuiTheme      *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiLayers) layers = zhihui_layers_new ();
  ZhihuiPicture    *picture;
  ZhihuiPlaceLayer *layer;
  GArray           *places = new_places ();

  add_place (places, "370302103", NAN, NAN, 1234);
  layer = add_layer (layers, "x", "station", TRUE);
  g_free (layer->label);
  layer->label = g_strdup (hostile);
  take (layer, places);
  layer->n_online = 617;
  picture = draw (theme, layers, NULL, NOW_US);
  g_assert_true (map_page_has_text (picture, "站</b>&amp;%s%n"));
  g_assert_true (map_page_has_text (picture, "1,234  online 50"));
  g_assert_false (map_page_has_text (picture, "old"));
  zhihui_picture_unref (picture);
  zhihui_theme_free (theme);
}

static void
what_is_not_of_now_says_how_old_it_is (void)
{
  const ZhihuiReceipt kept = { .received_us = 1000000,
                               .failing_us = 2000000,
                               .n_failures = 9,
                               .n_lost = 9,
                               .period_s = 300,
                               .has_data = TRUE };
  ZhihuiTheme        *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiLayers) layers = make_four (TRUE);
  const gint64   now_us = 1000000 + G_TIME_SPAN_HOUR;
  ZhihuiPicture *picture = draw (theme, layers, &kept, now_us);

  g_assert_true (map_page_has_text (picture, "32  on the map 8  kept, 1 hour old"));
  zhihui_picture_unref (picture);
  zhihui_theme_free (theme);
}

/* What a history lacks without a fault is no fault of reading. */
static void
what_a_history_never_had_is_not_told_as_a_fault (void)
{
  const struct
  {
    ZhihuiGap gap;
    gboolean  is_broken, is_unkept;
  } cases[] = { { ZHIHUI_GAP_NONE, TRUE, FALSE },
                { ZHIHUI_GAP_NOTHING, FALSE, FALSE },
                { ZHIHUI_GAP_UNKEPT, FALSE, TRUE } };
  ZhihuiTheme *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiReceipt receipt = { .failing_us = 2000000, .n_failures = 1, .gap = cases[i].gap };
      g_autoptr (ZhihuiPicture) picture = draw (theme, NULL, &receipt, 3000000);

      g_assert_true (map_page_has_text (picture, "layers could not be read") == cases[i].is_broken);
      g_assert_true (map_page_has_text (picture, "layers were not kept") == cases[i].is_unkept);
    }
  zhihui_theme_free (theme);
}

static void
one_that_could_not_be_read_is_told_beside_the_others (void)
{
  ZhihuiTheme *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiLayers) layers = make_four (TRUE);
  g_autoptr (ZhihuiPicture) picture = NULL;
  ZhihuiPlaceLayer *broken = add_layer (layers, "eye", "camera", FALSE);

  broken->n = broken->n_points = 30;
  broken->fault = g_strdup ("items[0].lon is beyond 180 degrees");
  picture = draw (theme, layers, NULL, NOW_US);
  g_assert_true (map_page_has_text (picture, "30  places could not be read"));
  g_assert_true (map_page_has_text (picture, "32  on the map 8"));
  zhihui_theme_free (theme);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-layers/an-id-says-more-than-a-kind-and-a-kind-more-than-all",
                   an_id_says_more_than_a_kind_and_a_kind_more_than_all);
  g_test_add_func ("/map-layers/a-wrong-sign-is-told-by-its-place",
                   a_wrong_sign_is_told_by_its_place);
  g_test_add_func ("/map-layers/no-two-layers-have-one-sign", no_two_layers_have_one_sign);
  g_test_add_func ("/map-layers/a-place-stands-where-it-is-and-a-village-at-its-town",
                   a_place_stands_where_it_is_and_a_village_at_its_town);
  g_test_add_func ("/map-layers/on-a-wall-only-public-places-stand-where-they-are",
                   on_a_wall_only_public_places_stand_where_they_are);
  g_test_add_func ("/map-layers/on-hexagons-things-stand-beneath-their-town",
                   on_hexagons_things_stand_beneath_their_town);
  g_test_add_func ("/map-layers/a-hundred-thousand-places-become-sums-that-are-right",
                   a_hundred_thousand_places_become_sums_that_are_right);
  g_test_add_func ("/map-layers/what-moves-looks-another-way-and-what-stays-is-not-collected-again",
                   what_moves_looks_another_way_and_what_stays_is_not_collected_again);
  g_test_add_func ("/map-layers/rows-of-signs-stay-in-their-regions-or-none-is-seen",
                   rows_of_signs_stay_in_their_regions_or_none_is_seen);
  g_test_add_func ("/map-layers/signs-stand-farther-down-beneath-larger-names",
                   signs_stand_farther_down_beneath_larger_names);
  g_test_add_func ("/map-layers/every-layer-is-in-the-legend-with-its-number",
                   every_layer_is_in_the_legend_with_its_number);
  g_test_add_func ("/map-layers/what-is-not-of-now-says-how-old-it-is",
                   what_is_not_of_now_says_how_old_it_is);
  g_test_add_func ("/map-layers/what-a-history-never-had-is-not-told-as-a-fault",
                   what_a_history_never_had_is_not_told_as_a_fault);
  g_test_add_func ("/map-layers/one-that-could-not-be-read-is-told-beside-the-others",
                   one_that_could_not_be_read_is_told_beside_the_others);

  return g_test_run ();
}
