/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "assignment-generator.h"
#include "zhihui-platform.h"
#include "zhihui-rollup.h"
#include "zhihui-wire.h"

/* The same database served twice: with everything in memory, and as a nation is, with what is at
 * work alone and the sums by unit and day. Every figure must be the same. */

#define N_UNITS 3200

typedef struct
{
  char           *folder, *path;
  ZhihuiStore    *stores[2];
  ZhihuiPlatform *platforms[2]; /* whole, partial */
} Nation;

static ZhihuiPlatform *
serve (ZhihuiStore *store, const char *limit)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPlatform *platform;

  zhihui_store_set_setting (store, "ledger_limit", limit, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (store, 0, &error);
  g_assert_no_error (error);
  zhihui_platform_tick (platform, &error);
  g_assert_no_error (error);
  return platform;
}

static void
set_up (Nation *self, gconstpointer data)
{
  const AssignmentGeneratorOptions options = {
    .seed = 20, .n_units = N_UNITS, .n_rows = 30000, .n_days = 400, .until = 1597822215
  };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "n.db", NULL);
  self->stores[0] = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, self->stores[0]);
  zhihui_store_begin (self->stores[0], &error);
  zhihui_rollup_rebuild (self->stores[0], &error);
  zhihui_store_commit (self->stores[0], &error);
  g_assert_no_error (error);
  self->stores[1] = zhihui_store_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  self->platforms[0] = serve (self->stores[0], "1000000");
  self->platforms[1] = serve (self->stores[1], "100");
}

static void
tear_down (Nation *self, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < 2; i++)
    {
      zhihui_platform_free (self->platforms[i]);
      zhihui_store_free (self->stores[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* The board as it is sent, without the moment's head. */
static char *
make_board (ZhihuiPlatform *platform, const ZhihuiBoardQuestion *question, guint level)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (platform);
  g_autoptr (ZhihuiRanking) board = zhihui_figures_make_level_board (figures, question, level);

  g_free (board->revision);
  board->revision = g_strdup ("r");
  /* A nation tells tiers only where they are asked for. */
  for (guint i = 0; i < board->n_scores && question->tier == 0; i++)
    board->scores[i].tier = 0;
  for (guint i = 0; i < board->n_unranked_sent && question->tier == 0; i++)
    board->unranked[i].tier = 0;
  return zhihui_wire_encode_ranking (board, zhihui_platform_get_zone (platform), NULL);
}

static void
compare_boards (Nation *self, const char *region, guint level, const char *text, guint tier)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (self->platforms[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (
    text, zhihui_figures_get_as_of (figures), zhihui_figures_get_zone (figures), &error);

  g_assert_no_error (error);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      ZhihuiBoardQuestion question = {
        .metric = (ZhihuiMetric) metric,
        .basis = zhihui_metric_get_traits ((ZhihuiMetric) metric)->basis,
        .region = region,
        .peer = "town",
        .period = period,
        .tier = tier,
        .min_n = 3,
      };
      g_autofree char *whole = NULL, *partial = NULL;

      /* Cases are counted for it, which a nation does not do; marks that the matter came again are
       * made up here, and a ledger that holds everything finds none. */
      if (metric == ZHIHUI_METRIC_DIRECT_RATE || metric == ZHIHUI_METRIC_REPEAT_RATE)
        continue;
      whole = make_board (self->platforms[0], &question, level);
      partial = make_board (self->platforms[1], &question, level);
      g_assert_cmpstr (whole, ==, partial);
    }
}

static void
boards_of_every_level_are_the_same (Nation *self, gconstpointer data)
{
  g_assert_false (zhihui_platform_get_ledger (self->platforms[0])->is_partial);
  g_assert_true (zhihui_platform_get_ledger (self->platforms[1])->is_partial);
  g_assert_cmpuint (zhihui_platform_get_ledger (self->platforms[1])->assignments->len, <, 3000);

  compare_boards (self, "00", 2, "month", 0);
  compare_boards (self, "00", 4, "rolling-90d", 0);
  compare_boards (self, "00", 6, "month", 1);
  compare_boards (self, "11", 6, "2020-05", 0);
  compare_boards (self, "1102", 0, "ytd", 3);
  compare_boards (self, "110203", 0, "week", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/national/boards-of-every-level-are-the-same",
              Nation,
              NULL,
              set_up,
              boards_of_every_level_are_the_same,
              tear_down);
  return g_test_run ();
}
