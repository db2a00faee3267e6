/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-tour.h"

#include "zhihui-hex-grid.h"
#include "zhihui-region-order.h"

#define S G_USEC_PER_SEC
#define START (G_GINT64_CONSTANT (1000) * S)
#define MIN_N 20

/* In an order that is none. Of 320700 there are too few, of 320900 none. */
static const struct
{
  const char *code, *name;
  gint64      volume;
  gint64      overdue, due;     /* overdue rate */
  gint64      satisfied, rated; /* satisfied rate */
} parts[] = {
  { "320500", "苏州市", 900, 30, 1000, 90, 100 }, { "320700", "连云港市", 5, 5, 5, 1, 2 },
  { "320300", "徐州市", 700, 6, 100, 70, 100 },   { "320100", "南京市", 800, 3, 50, 70, 100 },
  { "320900", "盐城市", 0, 0, 0, 0, 0 },          { "320200", "无锡市", 600, 1, 100, 60, 100 },
  { "320400", "常州市", 900, 60, 1000, 99, 100 },
};

/* Figures of the parts of @path, or of the whole although it was chosen. */
static ZhihuiSituation *
make_situation (ZhihuiRegionPath *path, gboolean is_wider, gint64 received_us)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiRegions) regions = zhihui_regions_new ();
  g_autoptr (ZhihuiMapFigures) figures = zhihui_map_figures_new ();
  ZhihuiReceipt receipt = { .received_us = received_us, .period_s = 15, .has_data = TRUE };

  meta->region = g_strdup ("320000");
  meta->name = g_strdup ("江苏省");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      ZhihuiRegion       *region = g_new0 (ZhihuiRegion, 1);
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      region->code = g_strdup (parts[i].code);
      region->name = g_strdup (parts[i].name);
      region->parent = g_strdup ("320000");
      region->population = -1;
      g_ptr_array_add (regions->items, region);

      figure->code = g_strdup (parts[i].code);
      figure->n = parts[i].volume;
      figure->rates[ZHIHUI_BOARD_OVERDUE].k = parts[i].overdue;
      figure->rates[ZHIHUI_BOARD_OVERDUE].n = parts[i].due;
      figure->rates[ZHIHUI_BOARD_SATISFIED].k = parts[i].satisfied;
      figure->rates[ZHIHUI_BOARD_SATISFIED].n = parts[i].rated;
      g_ptr_array_add (figures->items, figure);
    }
  for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
    figures->rates[board] = (ZhihuiMapRate){ .is_told = TRUE, .min_n = MIN_N };

  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, regions);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MAP, &receipt);
  zhihui_situation_builder_set_region_path (builder, path);
  if (!is_wider)
    zhihui_situation_builder_set_region (
      builder, ZHIHUI_DATASET_MAP, zhihui_region_path_get_code (path));
  return zhihui_situation_builder_finish (builder);
}

static char *
list_stops (ZhihuiSituation *situation, ZhihuiBoard board, guint max_stops)
{
  g_autoptr (GPtrArray) stops = zhihui_region_tour_list_stops (situation, board, max_stops);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stops->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? " " : "", zhihui_region_path_get_code (stops->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
worst_come_first (void)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (NULL, FALSE, START);
  g_autofree char *overdue = list_stops (situation, ZHIHUI_BOARD_OVERDUE, 3);
  g_autofree char *satisfied = list_stops (situation, ZHIHUI_BOARD_SATISFIED, 3);
  g_autofree char *volume = list_stops (situation, ZHIHUI_BOARD_VOLUME, 9);

  /* 3/50, 6/100 and 60/1000 are equal: by code. 5/5 is of too few. */
  g_assert_cmpstr (overdue, ==, "320100 320300 320400");
  /* 60 %, then twice 70 %. */
  g_assert_cmpstr (satisfied, ==, "320200 320100 320300");
  g_assert_cmpstr (volume, ==, "320400 320500 320100 320300 320200 320700");
}

/* Tab on the map goes as the table does, and to every shape. */
static void
shapes_follow_the_table (void)
{
  static const char *const order[] = { "320100", "320300", "320400", "320500",
                                       "320200", "320700", "320900" };
  g_autoptr (ZhihuiSituation) situation = make_situation (NULL, FALSE, START);
  g_autoptr (ZhihuiMapReading) reading =
    zhihui_map_reading_new (situation, ZHIHUI_BOARD_OVERDUE, NULL);
  g_autoptr (GArray) shapes = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  const ZhihuiRegion *regions[G_N_ELEMENTS (order) + 1];
  ZhihuiRegion        other = *g_array_index (reading->values, ZhihuiMapValue, 0).region;

  other.code = (char *) "321100"; /* of which nothing is known */
  regions[0] = &other;
  g_assert_cmpuint (reading->values->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    regions[i + 1] = g_array_index (reading->values, ZhihuiMapValue, i).region;
  mesh = zhihui_hex_grid_build (regions, G_N_ELEMENTS (regions), 1);
  shapes = zhihui_region_order_list_shapes (reading, mesh);
  g_assert_cmpuint (shapes->len, ==, G_N_ELEMENTS (regions));
  for (guint i = 0; i < shapes->len; i++)
    g_assert_cmpstr (zhihui_mesh_get_region (mesh, g_array_index (shapes, guint, i))->code,
                     ==,
                     i < G_N_ELEMENTS (order) ? order[i] : "321100");
}

static void
figures_of_elsewhere_give_no_stops (void)
{
  g_autoptr (ZhihuiRegionPath) city = zhihui_region_path_new (NULL, "320500", "苏州市");
  g_autoptr (ZhihuiSituation) wider = make_situation (city, TRUE, START);
  g_autofree char *stops = list_stops (wider, ZHIHUI_BOARD_OVERDUE, 3);

  g_assert_cmpstr (stops, ==, "");
}

typedef struct
{
  ZhihuiSelection  *selection;
  ZhihuiRegionTour *tour;
  gint64            now_us;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->now_us = START;
  self->selection = zhihui_selection_new ();
  zhihui_selection_set_board (self->selection, ZHIHUI_BOARD_OVERDUE);
  self->tour = zhihui_region_tour_new (self->selection, self->now_us);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_region_tour_free (self->tour);
  g_assert_finalize_object (self->selection);
}

static const char *
where (Fixture *self)
{
  return zhihui_region_path_get_code (zhihui_selection_get_path (self->selection));
}

/* A second for a second, with the figures that a source would tell by then. */
static void
pass_s (Fixture *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZhihuiSituation) situation = NULL;

      self->now_us += S;
      situation = make_situation (zhihui_selection_get_path (self->selection), FALSE, self->now_us);
      zhihui_region_tour_pass (self->tour, situation, self->now_us);
    }
}

static void
tour_goes_round (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      g_assert_cmpstr (where (self), ==, NULL);
      pass_s (self, 29);
      g_assert_cmpstr (where (self), ==, NULL);
      pass_s (self, 1);
      g_assert_cmpstr (where (self), ==, "320100");
      g_assert_cmpstr (
        zhihui_region_path_get_name (zhihui_selection_get_path (self->selection)), ==, "南京市");
      pass_s (self, 9);
      g_assert_cmpstr (where (self), ==, "320100");
      pass_s (self, 1);
      g_assert_cmpstr (where (self), ==, "320300");
      pass_s (self, 10);
      g_assert_cmpstr (where (self), ==, "320400");
      pass_s (self, 10);
    }
  g_assert_cmpstr (where (self), ==, NULL);
}

static void
held_tour_stays (Fixture *self, gconstpointer data)
{
  pass_s (self, 35);
  g_assert_cmpstr (where (self), ==, "320100");
  zhihui_region_tour_hold (self->tour, TRUE);
  pass_s (self, 300);
  g_assert_cmpstr (where (self), ==, "320100");
  zhihui_region_tour_hold (self->tour, FALSE);
  pass_s (self, 9);
  g_assert_cmpstr (where (self), ==, "320100");
  pass_s (self, 1);
  g_assert_cmpstr (where (self), ==, "320300");
}

static void
nobody_is_toured_by_old_figures (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) old = make_situation (NULL, FALSE, START);

  zhihui_region_tour_pass (self->tour, NULL, START + 40 * S);
  g_assert_cmpstr (where (self), ==, NULL);
  /* The source was lost five minutes ago. */
  zhihui_region_tour_pass (self->tour, old, START + 340 * S);
  g_assert_cmpstr (where (self), ==, NULL);
  self->now_us = START + 340 * S;
  pass_s (self, 1);
  g_assert_cmpstr (where (self), ==, "320100");
}

static void
who_chooses_goes_first (Fixture *self, gconstpointer data)
{
  pass_s (self, 35);
  zhihui_selection_set_path (self->selection, NULL);
  zhihui_selection_enter (self->selection, "320500", "苏州市");
  pass_s (self, 29);
  g_assert_cmpstr (where (self), ==, "320500");
  pass_s (self, 2);
  g_assert_cmpstr (where (self), ==, NULL);
  pass_s (self, 30);
  g_assert_cmpstr (where (self), ==, "320100");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-tour/the-worst-come-first-and-equals-by-code", worst_come_first);
  g_test_add_func ("/region-tour/figures-of-elsewhere-give-no-stops",
                   figures_of_elsewhere_give_no_stops);
  g_test_add_func ("/region-order/shapes-follow-the-table", shapes_follow_the_table);
#define ADD(path, test) g_test_add ("/region-tour/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("it-goes-round-the-worst-three-and-back", tour_goes_round);
  ADD ("held-it-stays-where-it-is", held_tour_stays);
  ADD ("old-figures-name-no-worst-region", nobody_is_toured_by_old_figures);
  ADD ("who-chooses-goes-before-the-tour", who_chooses_goes_first);
#undef ADD

  return g_test_run ();
}
