/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"
#include "zhihui-settling.h"
#include "zhihui-wall-playlist.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* What the pages of figures are given by the platform, beside counts of plain SQL in its database:
 * nothing of ours counts on both sides. */

typedef struct
{
  char            *folder, *database;  /* owned */
  GSubprocess     *server;             /* owned */
  ZhihuiSource    *source;             /* owned */
  ZhihuiSituation *situation;          /* borrowed */
  sqlite3         *sql;                /* owned */
  gint64           before, month, end; /* begin of the month before, of this one; after now */
} Fixture;

static void
make_wants (ZhihuiWants *wants)
{
  *wants = (ZhihuiWants){ .datasets = (1u << ZHIHUI_N_DATASETS) - 1,
                          .rankings = { { .board = ZHIHUI_BOARD_OVERDUE, .peer = "*" } },
                          .n_rankings = 1,
                          .layers = { "*" },
                          .n_layers = 1 };
}

static void
set_bounds (Fixture *self)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (self->situation);
  gint64      now = zhihui_situation_get_summary (self->situation)->stamp.as_of;

  self->month = zhihui_trend_step_before (zone, "month", now, 0);
  self->before = zhihui_trend_step_before (zone, "month", now, 1);
  self->end = now + 1;
}

static void
set_up (Fixture *self, gconstpointer scenario)
{
  g_autofree char *url = NULL;
  g_autofree char *token_file = NULL;
  g_auto (ProgramRun) simulated = { 0 };
  g_autoptr (GError) error = NULL;
  ZhihuiWants wants;

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "p.db", NULL);
  token_file = g_build_filename (self->folder, "token", NULL);
  simulated = program_run_platform ("simulate",
                                    "--scenario",
                                    scenario,
                                    "--until",
                                    "2026-11-20T10:00:00+08:00",
                                    "-d",
                                    self->database,
                                    NULL);
  g_assert_cmpint (simulated.status, ==, 0);
  program_write_token (self->database, "wall", token_file);
  self->server =
    program_serve_platform (&url, "-d", self->database, "--listen", "127.0.0.1:0", NULL);
  self->source = zhihui_source_new_for (url, token_file, NULL, &error);
  g_assert_no_error (error);
  make_wants (&wants);
  zhihui_source_set_wants (self->source, &wants);
  zhihui_source_start (self->source);
  g_assert_true (zhihui_settling_wait (self->source, 60000));
  self->situation = zhihui_source_get_situation (self->source);
  set_bounds (self);
  g_assert_cmpint (
    sqlite3_open_v2 (self->database, &self->sql, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
}

static void
tear_down (Fixture *self, gconstpointer scenario)
{
  sqlite3_close (self->sql);
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
}

/* @text: a query of one number; ?1 and ?2 are @from and @to, ?3 is @word. */
static gint64
count_in (Fixture *self, const char *text, gint64 from, gint64 to, const char *word)
{
  sqlite3_stmt *statement = NULL;
  gint64        result;

  g_assert_cmpint (sqlite3_prepare_v2 (self->sql, text, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, to);
  sqlite3_bind_text (statement, 3, word, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  result = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return result;
}

/* The month that goes on. */
static gint64
count (Fixture *self, const char *text, const char *word)
{
  return count_in (self, text, self->month, self->end, word);
}

/* The last two months of a trend: the one that is over and the one that goes on. */
static void
assert_trend (Fixture *self, ZhihuiBoard board, const char *n, const char *k)
{
  const gint64 bounds[] = { self->before, self->month, self->end };
  ZhihuiTrend *trend = zhihui_situation_get_trend (self->situation, board, ZHIHUI_TREND_STEP_MONTH);

  g_assert_nonnull (trend);
  g_assert_cmpuint (trend->points->len, ==, 30);
  for (guint i = 0; i < 2; i++)
    {
      const ZhihuiTrendPoint *point = &g_array_index (trend->points, ZhihuiTrendPoint, 28 + i);

      g_assert_cmpint (point->n, >, 0);
      g_assert_cmpint (point->n, ==, count_in (self, n, bounds[i], bounds[i + 1], NULL));
      if (k != NULL)
        g_assert_cmpint (point->k, ==, count_in (self, k, bounds[i], bounds[i + 1], NULL));
    }
}

#define MAIN "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND merged = 0 AND "
#define KEPT "COALESCE (return_accepted, 0) = 0 AND reassigned = 0 AND "

static void
trends_are_what_sql_counts (Fixture *self)
{
  assert_trend (
    self, ZHIHUI_BOARD_VOLUME, MAIN KEPT "dispatched_at >= ?1 AND dispatched_at < ?2", NULL);
  assert_trend (self,
                ZHIHUI_BOARD_OVERDUE,
                MAIN KEPT "due_at >= ?1 AND due_at < ?2",
                MAIN KEPT
                "due_at >= ?1 AND due_at < ?2 AND (replied_at IS NULL OR replied_at > due_at)");
  assert_trend (self,
                ZHIHUI_BOARD_RETURN,
                MAIN "dispatched_at >= ?1 AND dispatched_at < ?2",
                MAIN "dispatched_at >= ?1 AND dispatched_at < ?2 AND return_req_at IS NOT NULL");
}

/* The months that are told by day and by month are the same cases. */
static void
days_of_a_month_are_the_month (Fixture *self)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiTrend *days =
        zhihui_situation_get_trend (self->situation, board, ZHIHUI_TREND_STEP_DAY);
      ZhihuiTrend *months =
        zhihui_situation_get_trend (self->situation, board, ZHIHUI_TREND_STEP_MONTH);
      const ZhihuiTrendPoint *month = &g_array_index (months->points, ZhihuiTrendPoint, 29);
      gint64                  n = 0, k = 0;

      for (guint i = 0; i < days->points->len; i++)
        {
          const ZhihuiTrendPoint *day = &g_array_index (days->points, ZhihuiTrendPoint, i);

          if (day->at < month->at)
            continue;
          n += day->n;
          k += day->k;
        }
      g_assert_cmpint (n, ==, month->n);
      g_assert_cmpint (k, ==, month->k);
    }
}

static void
open_overdue_work_of_all_units_is_that_of_the_key_figures (Fixture *self)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (self->situation);
  gint64      sum = 0;

  for (guint i = 0; i < meta->peers->len; i++)
    {
      ZhihuiRanking *board = zhihui_situation_get_ranking (
        self->situation, ZHIHUI_BOARD_OVERDUE, ((ZhihuiPeer *) meta->peers->pdata[i])->id);

      for (guint j = 0; j < board->n_scores; j++)
        sum += board->scores[j].open_overdue;
      for (guint j = 0; j < board->n_unranked_sent; j++)
        sum += board->unranked[j].open_overdue;
    }
  g_assert_cmpint (sum, ==, zhihui_situation_get_summary (self->situation)->overdue_open);
  g_assert_cmpint (sum,
                   ==,
                   count (self,
                          MAIN KEPT
                          "replied_at IS NULL AND suspended_at IS NULL AND due_at < ?2 - 1 "
                          "AND dispatched_at < ?2",
                          NULL));
}

static void
people_and_layers_are_what_sql_counts (Fixture *self)
{
  ZhihuiStaff  *staff = zhihui_situation_get_dataset (self->situation, ZHIHUI_DATASET_STAFF);
  ZhihuiLayers *layers = zhihui_situation_get_layers (self->situation);
  guint         n_places;

  g_assert_cmpint (zhihui_staff_count (staff, NULL, &n_places),
                   ==,
                   count (self, "SELECT SUM(n) FROM region_staff", NULL));
  g_assert_cmpuint (
    n_places, ==, count (self, "SELECT COUNT(*) FROM region_staff WHERE n > 0", NULL));
  g_assert_cmpuint (layers->items->len, ==, count (self, "SELECT COUNT(*) FROM layer", NULL));
  for (guint i = 0; i < layers->items->len; i++)
    {
      const ZhihuiPlaceLayer *layer = layers->items->pdata[i];
      gint64                  n = 0, n_points = 0, n_online = 0;

      for (guint j = 0; j < layer->places->len; j++)
        {
          const ZhihuiLayerPlace *place = &g_array_index (layer->places, ZhihuiLayerPlace, j);

          n += place->n;
          n_points += place->n_points;
          n_online += MAX (place->n_online, 0);
        }
      g_assert_cmpint (n, ==, layer->n);
      g_assert_cmpint (
        n, ==, count (self, "SELECT SUM(n) FROM layer_point WHERE layer = ?3", layer->id));
      g_assert_cmpint (
        n_points, ==, count (self, "SELECT COUNT(*) FROM layer_point WHERE layer = ?3", layer->id));
      g_assert_cmpint (
        n_online,
        ==,
        count (
          self, "SELECT COALESCE (SUM(n_online), 0) FROM layer_point WHERE layer = ?3", layer->id));
    }
}

static void
modes_and_guide_are_what_sql_counts (Fixture *self)
{
  ZhihuiChannels *modes = zhihui_situation_get_dataset (self->situation, ZHIHUI_DATASET_MODES);
  ZhihuiGuide    *guide = zhihui_situation_get_dataset (self->situation, ZHIHUI_DATASET_GUIDE);

  for (guint i = 0; i < modes->items->len; i++)
    {
      const ZhihuiChannel *mode = modes->items->pdata[i];

      g_assert_cmpint (
        mode->n,
        ==,
        count (self,
               "SELECT COUNT(*) FROM cases JOIN service_mode ON service_mode.id = mode_id "
               "WHERE code = ?3 AND accepted_at >= ?1 AND accepted_at < ?2",
               mode->id));
    }
  for (guint i = 0; i < guide->items->len; i++)
    {
      const ZhihuiGuideWay *way = guide->items->pdata[i];

      g_assert_cmpint (
        way->asked,
        ==,
        count (self,
               "SELECT SUM(asked) FROM guide_count WHERE way = ?3 AND at >= ?1 AND at < ?2",
               way->id));
      g_assert_cmpint (
        way->answered,
        ==,
        count (self,
               "SELECT SUM(answered) FROM guide_count WHERE way = ?3 AND at >= ?1 AND at < ?2",
               way->id));
    }
  g_assert_cmpuint (modes->items->len, >=, 3);
  g_assert_cmpuint (guide->items->len, ==, 3);
}

/* Of the pages that need what a place has besides its cases, those take turns that it has. */
static void
assert_pages (Fixture *self, const char *const *there, const char *const *absent)
{
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  g_autoptr (ZhihuiWallPlaylist) list = zhihui_wall_playlist_new (shelf, self->situation, NULL);
  g_auto (GStrv) names = g_strsplit (list->names, "\n", -1);

  for (guint i = 0; there[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) names, there[i]));
  for (guint i = 0; absent[i] != NULL; i++)
    {
      g_autoptr (ZhihuiWallPlaylist) asked =
        zhihui_wall_playlist_new (shelf, self->situation, absent[i]);

      g_assert_false (g_strv_contains ((const char *const *) names, absent[i]));
      g_assert_cmpuint (asked->items->len, ==, list->items->len + 1);
    }
}

static void
figures_of_a_place_with_cameras_are_what_sql_counts (Fixture *self, gconstpointer scenario)
{
  trends_are_what_sql_counts (self);
  days_of_a_month_are_the_month (self);
  open_overdue_work_of_all_units_is_that_of_the_key_figures (self);
  people_and_layers_are_what_sql_counts (self);
  assert_pages (self,
                (const char *[]){ "overview", "trends", "deadlines", "nets", "grid", NULL },
                (const char *[]){ "windows", "stations", "items", NULL });
}

static void
figures_of_a_place_with_stations_are_what_sql_counts (Fixture *self, gconstpointer scenario)
{
  people_and_layers_are_what_sql_counts (self);
  modes_and_guide_are_what_sql_counts (self);
  assert_pages (self,
                (const char *[]){ "overview", "funnel", "stations", NULL },
                (const char *[]){ "windows", "nets", "grid", "items", NULL });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/figure-sums/figures-of-a-place-with-cameras-are-what-sql-counts",
              Fixture,
              "naxi",
              set_up,
              figures_of_a_place_with_cameras_are_what_sql_counts,
              tear_down);
  g_test_add ("/figure-sums/figures-of-a-place-with-stations-are-what-sql-counts",
              Fixture,
              "gaotang",
              set_up,
              figures_of_a_place_with_stations_are_what_sql_counts,
              tear_down);
  return g_test_run ();
}
