/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "zhihui-hex-grid.h"

typedef struct
{
  ZhihuiRegion  *made;  /* owned */
  ZhihuiRegion **items; /* owned; borrow from made */
  guint          n;
} Regions;

static void
regions_init (Regions *self, guint n)
{
  self->n = n;
  self->made = g_new0 (ZhihuiRegion, n + 1);
  self->items = g_new0 (ZhihuiRegion *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->items[i] = &self->made[i];
      self->made[i] = (ZhihuiRegion){ .code = g_strdup_printf ("r%04u", i),
                                      .name = g_strdup_printf ("region %u", i),
                                      .lon = NAN,
                                      .lat = NAN,
                                      .column = G_MININT,
                                      .row = G_MININT };
    }
}

static void
regions_clear (Regions *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->made[i].code);
      g_free (self->made[i].name);
    }
  g_free (self->made);
  g_free (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Regions, regions_clear)

static ZhihuiHexCell *
lay (const Regions *regions)
{
  return zhihui_hex_grid_lay ((const ZhihuiRegion *const *) regions->items, regions->n);
}

/* Middles, in half widths and half heights. */
static double
get_x (const ZhihuiHexCell *cell)
{
  return 2 * cell->column + (cell->row % 2 != 0);
}

static gboolean
are_neighbours (const ZhihuiHexCell *a, const ZhihuiHexCell *b)
{
  double dx = fabs (get_x (a) - get_x (b));
  int    dy = abs (a->row - b->row);

  return (dy == 0 && dx > 1.5 && dx < 2.5) || (dy == 1 && dx > 0.5 && dx < 1.5);
}

/* Distinct, and of one piece. */
static void
check_cells (const ZhihuiHexCell *cells, guint n)
{
  g_autofree gboolean *reached = g_new0 (gboolean, n);
  guint                n_reached = 1, before = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (cells[i].column == cells[j].column && cells[i].row == cells[j].row);
  reached[0] = TRUE;
  while (n_reached != before)
    {
      before = n_reached;
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n && !reached[i]; j++)
          if (reached[j] && are_neighbours (&cells[i], &cells[j]))
            {
              reached[i] = TRUE;
              n_reached++;
            }
    }
  g_assert_cmpuint (n_reached, ==, n);
}

/* How many pairs that clearly lie west-east (or north-south) of each other still do, 0…1. */
static double
count_kept (const Regions *regions, const ZhihuiHexCell *cells, gboolean across)
{
  double least = 0, most = 0;
  guint  n_pairs = 0, n_kept = 0;

  for (guint i = 0; i < regions->n; i++)
    {
      double at = across ? regions->made[i].lon : -regions->made[i].lat;

      least = i == 0 ? at : MIN (least, at);
      most = i == 0 ? at : MAX (most, at);
    }
  for (guint i = 0; i < regions->n; i++)
    for (guint j = 0; j < regions->n; j++)
      {
        const ZhihuiRegion *a = &regions->made[i], *b = &regions->made[j];
        double              before = across ? b->lon - a->lon : a->lat - b->lat;
        double after = across ? get_x (&cells[j]) - get_x (&cells[i]) : cells[j].row - cells[i].row;

        if (before < (most - least) / 4)
          continue;
        n_pairs++;
        n_kept += after > 0;
      }
  return n_pairs == 0 ? 1 : (double) n_kept / n_pairs;
}

/* A town of many, and the country around it. */
static void
scatter (GRand *rand, Regions *regions)
{
  double lon = g_rand_double_range (rand, 75, 130), lat = g_rand_double_range (rand, 20, 50);

  for (guint i = 0; i < regions->n; i++)
    {
      double near = i % 3 == 0 ? 0.15 : 1;

      regions->made[i].lon = lon + near * g_rand_double_range (rand, -0.5, 0.5);
      regions->made[i].lat = lat + near * g_rand_double_range (rand, -0.4, 0.4);
    }
}

static void
test_neighbours_stay_neighbours (void)
{
  GRand *rand = g_rand_new_with_seed (9);
  double worst = 1, sum = 0;
  guint  n_sums = 0;

  for (guint round = 0; round < 120; round++)
    {
      g_auto (Regions) regions = { 0 };
      g_autofree ZhihuiHexCell *cells = NULL, *again = NULL;

      regions_init (&regions,
                    (guint) g_rand_int_range (rand,
                                              round < 119 ? 2 : 700,
                                              round < 100   ? 40
                                              : round < 119 ? 160
                                                            : 800));
      scatter (rand, &regions);
      cells = lay (&regions);
      again = lay (&regions);
      check_cells (cells, regions.n);
      g_assert_cmpmem (cells, regions.n * sizeof *cells, again, regions.n * sizeof *again);
      if (regions.n < 8) /* a few make a heap, whatever they are */
        continue;
      for (guint across = 0; across < 2; across++)
        {
          double kept = count_kept (&regions, cells, across == 1);

          worst = MIN (worst, kept);
          sum += kept;
          n_sums++;
        }
    }
  g_assert_cmpfloat (worst, >=, 0.75);
  g_assert_cmpfloat (sum / n_sums, >=, 0.95);
  g_rand_free (rand);
}

/* Ends that programs fall over: one, all at one place, all on a line, the poles, none known. */
static void
test_odd_places_are_laid_out_too (void)
{
  for (guint kind = 0; kind < 5; kind++)
    for (guint n = 1; n < 30; n += 7)
      {
        g_auto (Regions) regions = { 0 };
        g_autofree ZhihuiHexCell *cells = NULL;
        g_autoptr (ZhihuiMesh) mesh = NULL;

        regions_init (&regions, n);
        for (guint i = 0; i < n && kind < 4; i++)
          {
            regions.made[i].lon = kind == 0 ? 118 : kind == 3 ? 179.9 : 100 + i;
            regions.made[i].lat = kind == 0 ? 36 : kind == 1 ? 30 : kind == 3 ? 90 : 30 + i * 0.5;
          }
        cells = lay (&regions);
        check_cells (cells, n);
        mesh = zhihui_hex_grid_build ((const ZhihuiRegion *const *) regions.items, n, 1);
        g_assert_nonnull (mesh);
        g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, n);
      }
}

/* What the platform says of cells holds; what it does not place follows below. */
static void
test_told_cells_hold_and_the_rest_follows (void)
{
  static const int told[][2] = { { 2, 1 }, { 3, 1 }, { 2, 2 }, { 2, 1 } };
  g_auto (Regions) regions = { 0 };
  g_autofree ZhihuiHexCell *cells = NULL;

  regions_init (&regions, 6);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      regions.made[i].column = told[i][0];
      regions.made[i].row = told[i][1];
    }
  cells = lay (&regions);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (cells[i].column, ==, told[i][0]);
      g_assert_cmpint (cells[i].row, ==, told[i][1]);
    }
  for (guint i = 3; i < 6; i++) /* the fourth names a cell that is taken */
    g_assert_cmpint (cells[i].row, >, 2);
  check_cells (cells, 6);
}

/* Hexagons beside each other share a border, and nothing lies over another. */
static void
test_the_grid_is_a_mesh_without_gaps (void)
{
  GRand *rand = g_rand_new_with_seed (2);
  g_auto (Regions) regions = { 0 };
  g_autofree ZhihuiHexCell *cells = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  guint n_beside = 0, n_shared = 0;

  regions_init (&regions, 37);
  scatter (rand, &regions);
  cells = lay (&regions);
  mesh = zhihui_hex_grid_build ((const ZhihuiRegion *const *) regions.items, regions.n, 1.15);
  g_assert_true (zhihui_mesh_is_schematic (mesh));
  for (guint i = 0; i < regions.n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);
      const ZhihuiExtent     *extent = &region->extent;

      g_assert_cmpstr (region->code, ==, regions.made[i].code);
      g_assert_cmpint (zhihui_mesh_pick (mesh, region->label_x, region->label_y), ==, (int) i);
      /* Twice 1.15 as wide as twice 1 high. */
      g_assert_cmpfloat_with_epsilon (
        (extent->right - extent->left) / (extent->bottom - extent->top), 1.15, 1e-3);
      for (guint j = 0; j < i; j++)
        n_beside += are_neighbours (&cells[i], &cells[j]);
    }
  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, i);

      n_shared += arc->left >= 0 && arc->right >= 0;
    }
  g_assert_cmpuint (n_beside, >, 60);
  g_assert_cmpuint (n_shared, ==, n_beside);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hex-grid/neighbours-stay-neighbours", test_neighbours_stay_neighbours);
  g_test_add_func ("/hex-grid/odd-places-are-laid-out-too", test_odd_places_are_laid_out_too);
  g_test_add_func ("/hex-grid/told-cells-hold-and-the-rest-follows",
                   test_told_cells_hold_and_the_rest_follows);
  g_test_add_func ("/hex-grid/the-grid-is-a-mesh-without-gaps",
                   test_the_grid_is_a_mesh_without_gaps);
  return g_test_run ();
}
