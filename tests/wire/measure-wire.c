/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-wire.h"

/* Prints what reading and writing a board costs, as one JSON object a size. */

#define ROUNDS 15

static ZhihuiRanking *
make_board (guint n_units)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n_units);
  g_autofree ZhihuiTally *previous = g_new0 (ZhihuiTally, n_units);
  g_autofree gint64      *open_overdue = g_new0 (gint64, n_units);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse ("rolling-90d", 1596002712, zone, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_units; i++)
    {
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      unit->id = g_strdup_printf ("u%05u", i);
      unit->name = g_strdup_printf ("第%u街道办事处便民服务中心", i);
      unit->short_name = g_strdup_printf ("街道%u", i);
      unit->peer = g_strdup ("town");
      unit->region = g_strdup_printf ("32%07u", i);
      unit->active = TRUE;
      g_ptr_array_add (units, unit);
      tallies[i].n = g_rand_int_range (rand, 0, 900);
      tallies[i].k = g_rand_int_range (rand, 0, (gint32) tallies[i].n / 20 + 1);
      previous[i].n = g_rand_int_range (rand, 0, 900);
      previous[i].k = g_rand_int_range (rand, 0, (gint32) previous[i].n / 20 + 1);
    }

  return zhihui_ranking_new (&(ZhihuiRankingInput){
    .metric = ZHIHUI_METRIC_OVERDUE_RATE,
    .region = "320000",
    .peer = "town",
    .revision = "r1",
    .period = period,
    .as_of = 1596002712,
    .min_n = 20,
    .units = (const ZhihuiUnit *const *) units->pdata,
    .tallies = tallies,
    .previous = previous,
    .open_overdue = open_overdue,
    .n_units = n_units,
  });
}

static double
median (double *values, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = i; j > 0 && values[j] < values[j - 1]; j--)
      {
        double value = values[j];

        values[j] = values[j - 1];
        values[j - 1] = value;
      }

  return values[n / 2];
}

static void
measure (guint n_units)
{
  g_autoptr (ZhihuiRanking) board = make_board (n_units);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text = zhihui_wire_encode_ranking (board, zone, NULL);
  gsize            length = strlen (text);
  g_autoptr (GBytes) body = g_bytes_new_static (text, length);
  double write_us[ROUNDS], guard_us[ROUNDS], read_us[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (ZhihuiRanking) again = NULL;
      g_autofree char *written = NULL;
      gint64           start = g_get_monotonic_time ();

      written = zhihui_wire_encode_ranking (board, zone, NULL);
      write_us[i] = (double) (g_get_monotonic_time () - start);
      start = g_get_monotonic_time ();
      g_assert_true (zhihui_wire_guard_check (text, length, NULL));
      guard_us[i] = (double) (g_get_monotonic_time () - start);
      start = g_get_monotonic_time ();
      again = zhihui_wire_decode_ranking (body, NULL, NULL);
      read_us[i] = (double) (g_get_monotonic_time () - start);
      g_assert_cmpuint (again->n_scores, ==, board->n_scores);
    }

  g_print ("{\"units\":%u,\"bytes\":%" G_GSIZE_FORMAT
           ",\"encode_ms\":%.3f,\"guard_ms\":%.3f,\"guard_mb_s\":%.0f,"
           "\"decode_ms\":%.3f,\"decode_mb_s\":%.0f}\n",
           n_units,
           length,
           median (write_us, ROUNDS) / 1000,
           median (guard_us, ROUNDS) / 1000,
           (double) length / median (guard_us, ROUNDS),
           median (read_us, ROUNDS) / 1000,
           (double) length / median (read_us, ROUNDS));
}

int
main (void)
{
  const guint sizes[] = { 112, 1244, 12440, 41352 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i]);

  return 0;
}
