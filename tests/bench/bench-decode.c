/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decodes one board again and again and ranks its rows: prints MB/s and ms as JSON. */
#include "zhihui-ranking.h"
#include "zhihui-wire.h"

#include <stdlib.h>

#define ROUNDS 9

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
rank_ms (ZhihuiRanking *board)
{
  guint                         n = board->n_scores + board->n_unranked_sent;
  g_autofree ZhihuiTally       *tallies = g_new0 (ZhihuiTally, n);
  g_autofree const ZhihuiUnit **units = g_new0 (const ZhihuiUnit *, n);
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_new_between (board->window.from, board->window.to);
  ZhihuiRankingInput input = {
    .metric = board->metric,
    .region = board->region,
    .peer = board->peer,
    .revision = board->revision,
    .period = period,
    .as_of = board->as_of,
    .min_n = board->min_n,
    .tallies = tallies,
    .n_units = n,
  };
  gint64 began;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiScore *score =
        i < board->n_scores ? &board->scores[i] : &board->unranked[i - board->n_scores];

      units[i] = score->unit;
      tallies[i] = (ZhihuiTally){ .k = score->k, .n = score->n };
    }
  input.units = units;
  began = g_get_monotonic_time ();
  zhihui_ranking_unref (zhihui_ranking_new (&input));
  return (double) (g_get_monotonic_time () - began) / 1000;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  double decode[ROUNDS], rank[ROUNDS];
  char  *text;
  gsize  length;
  guint  rows = 0;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, &length, &error))
    {
      g_printerr ("bench-decode: %s\n", error != NULL ? error->message : "name a file");
      return 1;
    }
  body = g_bytes_new_take (text, length);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (ZhihuiRanking) board = zhihui_wire_decode_ranking (body, NULL, &error);

      if (board == NULL)
        {
          g_printerr ("bench-decode: %s\n", error->message);
          return 1;
        }
      decode[i] = (double) (g_get_monotonic_time () - began) / 1000;
      rank[i] = rank_ms (board);
      rows = board->n_scores + board->n_unranked_sent;
    }
  qsort (decode, ROUNDS, sizeof (double), compare_doubles);
  qsort (rank, ROUNDS, sizeof (double), compare_doubles);
  g_print ("{\"rows\":%u,\"kb\":%.1f,\"decode_ms\":%.2f,\"mb_per_s\":%.1f,\"rank_ms\":%.2f}\n",
           rows,
           (double) length / 1024,
           decode[ROUNDS / 2],
           (double) length / 1048576 / (decode[ROUNDS / 2] / 1000),
           rank[ROUNDS / 2]);
  return 0;
}
