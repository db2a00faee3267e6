/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>

#include "history-fixture.h"
#include "zhihui-error.h"
#include "zhihui-history-writer.h"
#include "zhihui-history.h"

static void
test_read_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) shown =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_situation_unref);

  /* Through a chain of boards that are written as what differs, and one that begins anew. */
  for (guint i = 0; i < 100; i++)
    {
      history_sample_advance (self->sample, i % 7);
      g_ptr_array_add (shown,
                       history_sample_make (self->sample, START + i * SPACING, 1000000 * (1 + i)));
      g_assert_cmpint (
        fixture_append (self, shown->pdata[i], START + i * SPACING), ==, ZHIHUI_HISTORY_KEPT_WHOLE);
    }
  for (guint i = 0; i < 100; i++)
    {
      gint64 moment;
      g_autoptr (ZhihuiSituation) situation = fixture_load (self, START + i * SPACING, &moment);

      g_assert_cmpint (moment, ==, START + i * SPACING);
      history_sample_assert_same (shown->pdata[i], situation);
      g_assert_cmpint (zhihui_situation_get_platform_now (situation, g_get_monotonic_time ()),
                       >=,
                       START + i * SPACING);
    }
  fixture_assert_sound (self);
}

static void
test_cut_boards_and_other_units (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) long_one = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) read_back = NULL;
  g_autoptr (ZhihuiSituation) read_short = NULL;
  g_autoptr (ZhihuiSituation) short_one = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (long_one);
  g_autoptr (ZhihuiRanking) cut = zhihui_ranking_cut (
    zhihui_situation_get_ranking (long_one, ZHIHUI_BOARD_OVERDUE, "town"), 2, 3);

  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_OVERDUE, "town", cut);
  short_one = zhihui_situation_builder_finish (builder);

  fixture_append (self, long_one, START);
  fixture_append (self, short_one, START + SPACING);
  read_back = fixture_load (self, START, NULL);
  read_short = fixture_load (self, START + SPACING, NULL);
  history_sample_assert_same (long_one, read_back);
  history_sample_assert_same (short_one, read_short);
}

static void
test_other_periods_are_not_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) looked_up = NULL;
  g_autoptr (ZhihuiSituation) read_back = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (usual);
  g_autoptr (ZhihuiRanking) quarter = zhihui_ranking_cut (
    zhihui_situation_get_ranking (usual, ZHIHUI_BOARD_RETURN, "town"), 100, 100);

  g_free (quarter->period);
  quarter->period = g_strdup ("2020-Q2");
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "town", quarter);
  looked_up = zhihui_situation_builder_finish (builder);

  fixture_append (self, looked_up, START);
  read_back = fixture_load (self, START, NULL);
  g_assert_null (zhihui_situation_get_ranking (read_back, ZHIHUI_BOARD_RETURN, "town"));
  g_assert_nonnull (zhihui_situation_get_ranking (read_back, ZHIHUI_BOARD_VOLUME, "town"));
}

/* Whether a board is kept that was asked for as @change does. */
static gboolean
keeps_board (Fixture *self, void (*change) (ZhihuiRanking *), gint64 at)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, at, 5);
  g_autoptr (ZhihuiSituation) changed = NULL;
  g_autoptr (ZhihuiSituation) read_back = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (usual);
  g_autoptr (ZhihuiRanking) board = zhihui_ranking_cut (
    zhihui_situation_get_ranking (usual, ZHIHUI_BOARD_RETURN, "town"), 100, 100);

  change (board);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "town", board);
  changed = zhihui_situation_builder_finish (builder);
  fixture_append (self, changed, at);
  read_back = fixture_load (self, at, NULL);
  return zhihui_situation_get_ranking (read_back, ZHIHUI_BOARD_RETURN, "town") != NULL;
}

static void
leave (ZhihuiRanking *board)
{
}

static void
name_no_period (ZhihuiRanking *board)
{
  board->period[0] = '\0';
}

static void
take_other_days (ZhihuiRanking *board)
{
  board->period[0] = '\0';
  board->window.from -= 7 * DAY;
  board->window.to -= 7 * DAY;
}

static void
take_a_third (ZhihuiRanking *board)
{
  board->tier = 1;
}

static void
take_another_basis (ZhihuiRanking *board)
{
  board->basis = ZHIHUI_BASIS_CLOSED;
}

static void
rank_everybody (ZhihuiRanking *board)
{
  board->min_n = 1;
}

static void
test_what_was_looked_up_is_not_kept (Fixture *self, gconstpointer data)
{
  static const struct
  {
    void (*change) (ZhihuiRanking *);
    gboolean kept;
  } cases[] = {
    { take_other_days, FALSE }, { take_a_third, FALSE },  { take_another_basis, FALSE },
    { rank_everybody, FALSE },  { name_no_period, TRUE }, { leave, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (keeps_board (self, cases[i].change, START + i * SPACING), ==, cases[i].kept);
}

static void
test_last_moment_until_then (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSituation) between = NULL;
  g_autoptr (ZhihuiSituation) after = NULL;
  gint64 moment;

  fixture_append_sample (self, START);
  history_sample_advance (self->sample, 3);
  fixture_append_sample (self, START + SPACING);

  between = fixture_load (self, START + SPACING - 1, &moment);
  g_assert_cmpint (moment, ==, START);
  g_assert_cmpint (zhihui_situation_get_summary (between)->stamp.as_of, ==, START);
  after = fixture_load (self, START + 10 * DAY, &moment);
  g_assert_cmpint (moment, ==, START + SPACING);
  g_assert_cmpint (zhihui_situation_get_summary (after)->stamp.as_of, ==, START + SPACING);

  history = zhihui_history_open (self->path, NULL);
  g_assert_null (zhihui_history_load (history, START - 1, 1, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "2020-07-29T13:59:59+08:00"));
  g_assert_nonnull (strstr (error->message, "2020-07-29T14:00:00+08:00"));
  g_assert_nonnull (strstr (error->message, "2020-07-29T14:10:00+08:00"));
}

/* One board is no longer counted, the others are: what was told of it then is told again. */
static void
test_board_that_stood_still (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) partly = NULL;
  g_autoptr (ZhihuiSituation) later = NULL;
  g_autoptr (ZhihuiSituation) read_back = NULL;
  g_autoptr (ZhihuiSituation) read_later = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (usual);
  g_autoptr (ZhihuiRanking) old = zhihui_ranking_cut (
    zhihui_situation_get_ranking (usual, ZHIHUI_BOARD_RETURN, "town"), 100, 100);
  gint64 now_us = g_get_monotonic_time ();

  old->as_of = START - 3 * 3600;
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "town", old);
  partly = zhihui_situation_builder_finish (builder);
  fixture_append (self, partly, START);
  read_back = fixture_load (self, START, NULL);
  now_us = g_get_monotonic_time ();
  g_assert_true (zhihui_situation_is_past (read_back));
  g_assert_cmpint (
    ABS (zhihui_situation_get_ranking_lag_s (read_back, ZHIHUI_BOARD_RETURN, "town", now_us) -
         3 * 3600),
    <=,
    5);
  g_assert_cmpint (
    zhihui_situation_get_ranking_lag_s (read_back, ZHIHUI_BOARD_VOLUME, "town", now_us), ==, 0);
  g_assert_cmpint (zhihui_situation_get_lag_s (read_back, now_us), ==, 0);

  history_sample_advance (self->sample, 1);
  later = history_sample_make (self->sample, START + 6 * SPACING, 5);
  fixture_append (self, later, START + 6 * SPACING);
  read_later = fixture_load (self, START + 6 * SPACING, NULL);
  g_assert_cmpint (zhihui_situation_get_worst_lag_s (read_later, g_get_monotonic_time ()), ==, 0);
}

/* The figures of a month that is closed are those of its end for ever: that is no lateness. */
static void
test_board_that_is_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) closed = NULL;
  g_autoptr (ZhihuiSituation) read_back = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (usual);
  g_autoptr (ZhihuiRanking) month = zhihui_ranking_cut (
    zhihui_situation_get_ranking (usual, ZHIHUI_BOARD_RETURN, "town"), 100, 100);

  month->as_of = START - 24 * DAY;
  month->frozen = TRUE;
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "town", month);
  closed = zhihui_situation_builder_finish (builder);
  fixture_append (self, closed, START);
  read_back = fixture_load (self, START, NULL);
  g_assert_true (zhihui_situation_get_ranking (read_back, ZHIHUI_BOARD_RETURN, "town")->frozen);
  g_assert_cmpint (zhihui_situation_get_worst_lag_s (read_back, g_get_monotonic_time ()), ==, 0);
}

static void
test_changes_of_boards (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) before = NULL;
  g_autoptr (ZhihuiSituation) shown = NULL;
  g_autoptr (ZhihuiSituation) read_back = NULL;
  g_autoptr (ZhihuiSituation) read_before = NULL;

  before = history_sample_make (self->sample, START, 7);
  g_assert_cmpint (fixture_append (self, before, START), ==, ZHIHUI_HISTORY_KEPT_WHOLE);

  /* Later, with other moments and another summary, but the same boards. */
  history_sample_touch (self->sample);
  g_assert_cmpint (fixture_append_sample (self, START + 60), ==, ZHIHUI_HISTORY_NOTHING_NEW);

  history_sample_advance (self->sample, 1);
  shown = history_sample_make (self->sample, START + 120, 8);
  g_assert_cmpint (fixture_append (self, shown, START + 120), ==, ZHIHUI_HISTORY_KEPT_CHANGE);
  g_assert_cmpint (fixture_append (self, shown, START + 180), ==, ZHIHUI_HISTORY_NOTHING_NEW);

  read_before = fixture_load (self, START + 119, NULL);
  read_back = fixture_load (self, START + 120, NULL);
  history_sample_assert_same (before, read_before);
  history_sample_assert_same (shown, read_back);
  /* What did not change is not written again: units, regions, meta. */
  g_assert_cmpint (
    fixture_ask (self,
                 "SELECT count(*) FROM entry JOIN place ON id = place WHERE name = 'regions'"),
    ==,
    1);
  fixture_assert_sound (self);
}

static void
test_after_a_restart (Fixture *self, gconstpointer data)
{
  fixture_append_sample (self, START);
  fixture_close_writer (self);
  fixture_open_writer (self);

  /* The span has its whole moment; the next one comes in its time. */
  g_assert_cmpint (fixture_append_sample (self, START + 30), ==, ZHIHUI_HISTORY_KEPT_CHANGE);
  g_assert_cmpint (fixture_append_sample (self, START + 60), ==, ZHIHUI_HISTORY_NOTHING_NEW);
  g_assert_cmpint (fixture_append_sample (self, START + SPACING), ==, ZHIHUI_HISTORY_KEPT_WHOLE);
  fixture_assert_sound (self);
}

static void
test_same_is_stored_once (Fixture *self, gconstpointer data)
{
  gint64 n_bodies;

  fixture_append_sample (self, START);
  n_bodies = fixture_ask (self, "SELECT count(*) FROM body");
  for (guint i = 1; i <= 50; i++)
    fixture_append_sample (self, START + i * SPACING);

  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM moment"), ==, 51);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM body"), ==, n_bodies);
}

static ZhihuiHistoryOutcome
append_by_clocks (Fixture *self, gint64 at, gint64 real_now)
{
  g_autoptr (ZhihuiSituation) situation = history_sample_make (self->sample, at, 9);
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryOutcome outcome;

  zhihui_history_writer_append (self->writer, situation, at, 9, real_now, &outcome, &error);
  g_assert_no_error (error);
  return outcome;
}

static void
test_clock_that_ran_ahead (Fixture *self, gconstpointer data)
{
  append_by_clocks (self, START, START);
  /* For a while the platform's clock is a month ahead. */
  append_by_clocks (self, START + 30 * DAY, START + SPACING);
  g_assert_cmpint (append_by_clocks (self, START + 2 * SPACING, START + 2 * SPACING + 5),
                   ==,
                   ZHIHUI_HISTORY_KEPT_WHOLE);

  g_assert_cmpint (fixture_ask (self, "SELECT max(at) FROM moment"), ==, START + 2 * SPACING);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM moment"), ==, 2);
  fixture_assert_sound (self);
}

static void
test_clock_that_fell_back (Fixture *self, gconstpointer data)
{
  append_by_clocks (self, START, START);
  append_by_clocks (self, START + SPACING, START + SPACING);
  /* Nobody else says that it is a month ago. */
  g_assert_cmpint (
    append_by_clocks (self, START - 30 * DAY, START + 2 * SPACING), ==, ZHIHUI_HISTORY_CLOCK_BACK);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM moment"), ==, 2);

  /* A simulated clock begins again where it likes. */
  history_sample_set_simulated (self->sample, TRUE);
  g_assert_cmpint (
    append_by_clocks (self, START - 30 * DAY, START + 2 * SPACING), ==, ZHIHUI_HISTORY_KEPT_WHOLE);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM moment"), ==, 1);
}

static ZhihuiState
judge_at (Fixture *self, gint64 at)
{
  g_autoptr (ZhihuiSituation) situation = fixture_load (self, at, NULL);

  return zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state;
}

static void
test_gap_is_not_fresh (Fixture *self, gconstpointer data)
{
  fixture_append_sample (self, START);
  fixture_append_sample (self, START + SPACING);
  fixture_append_sample (self, START + 5 * 3600);

  g_assert_cmpint (judge_at (self, START), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (judge_at (self, START + SPACING - 1), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (judge_at (self, START + SPACING + 1400), ==, ZHIHUI_STATE_LATE);
  g_assert_cmpint (judge_at (self, START + 4 * 3600), ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (judge_at (self, START + 5 * 3600), ==, ZHIHUI_STATE_FRESH);
}

/* The machine was started a minute ago: what is shown is of long before. */
static void
test_age_does_not_end_at_the_start_of_the_machine (Fixture *self, gconstpointer data)
{
  const gint64 now_us = 60 * G_USEC_PER_SEC;
  const gint64 ages_s[] = { 59, 60, 61, 4 * 3600, 3 * 365 * DAY };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistory) history = NULL;

  fixture_append_sample (self, START);
  history = zhihui_history_open (self->path, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (ages_s); i++)
    {
      g_autoptr (ZhihuiSituation) situation =
        zhihui_history_load (history, START + ages_s[i], now_us, NULL, &error);
      ZhihuiFreshness one, all;

      g_assert_no_error (error);
      one = zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, now_us);
      all = zhihui_situation_judge_source (situation, now_us, NULL);
      /* The sample was answered a second or so before it was kept. */
      g_assert_cmpint (ABS (one.age_s - ages_s[i]), <=, 10);
      g_assert_cmpint (ABS (all.age_s - ages_s[i]), <=, 400);
      g_assert_cmpint (one.state, ==, ages_s[i] < 3600 ? ZHIHUI_STATE_FRESH : ZHIHUI_STATE_STALE);
      g_assert_cmpint (all.state, ==, ages_s[i] < 3600 ? ZHIHUI_STATE_FRESH : ZHIHUI_STATE_STALE);
    }
}

static void
test_newer_version_is_left_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize            before_length, after_length;

  fixture_append_sample (self, START);
  zhihui_history_store_run (
    zhihui_history_writer_get_store (self->writer), "PRAGMA user_version = 2", NULL, 0, &error);
  g_assert_no_error (error);
  fixture_close_writer (self);

  g_assert_true (g_file_get_contents (self->path, &before, &before_length, NULL));
  g_assert_null (zhihui_history_writer_new (
    self->path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (zhihui_history_open (self->path, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (self->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_other_files_are_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "desk-2.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    g_file_set_contents (other, "This is a letter, and no database at all.", -1, NULL));
  g_assert_null (
    zhihui_history_writer_new (other, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (zhihui_history_open ("/nonexistent/history.db", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

/* Bytes that SQLite itself does not look into. */
static void
test_damaged_bodies_are_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiHistory) history = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      history_sample_advance (self->sample, 2);
      fixture_append_sample (self, START + i * SPACING);
    }
  zhihui_history_store_run (zhihui_history_writer_get_store (self->writer),
                            "UPDATE body SET content = substr (content, 1, length (content) / 2) "
                            "WHERE base IS NOT NULL",
                            NULL,
                            0,
                            &error);
  g_assert_no_error (error);

  history = zhihui_history_open (self->path, NULL);
  g_assert_null (zhihui_history_load (history, START + 2 * SPACING, 1, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "board/"));
}

/* Compressed text is not found by searching: all bodies as they are read. */
static void
assert_no_secrets_in_bodies (Fixture *self, guint n_alerts)
{
  g_autoptr (ZhihuiSituation) situation = fixture_load (self, START, NULL);
  g_autoptr (GHashTable) spelled = history_sample_spell (situation, FALSE);
  const ZhihuiMeeting *meeting;
  GHashTableIter       iter;
  gpointer             text;

  g_hash_table_iter_init (&iter, spelled);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    for (guint i = 0; history_sample_secrets[i] != NULL; i++)
      g_assert_null (strstr (text, history_sample_secrets[i]));

  g_assert_nonnull (strstr (g_hash_table_lookup (spelled, "hotwords"), "井盖"));
  g_assert_cmpuint (zhihui_situation_get_alerts (situation)->items->len, ==, n_alerts);
  g_assert_cmpuint (zhihui_situation_get_meetings (situation)->items->len, ==, 1);
  /* Instead of it stands a word, nowhere nothing. */
  meeting = zhihui_situation_get_meetings (situation)->items->pdata[0];
  g_assert_cmpuint (meeting->decisions->len, ==, 1);
  g_assert_cmpstr (((const ZhihuiDecision *) meeting->decisions->pdata[0])->text, !=, "");
  g_assert_cmpstr (meeting->title, !=, "");
}

static void
test_no_free_text (Fixture *self, gconstpointer data)
{
  ZhihuiKeepFor keep_for = GPOINTER_TO_UINT (data);
  g_autoptr (ZhihuiSituation) situation = history_sample_make (self->sample, START, 5);
  g_autoptr (GHashTable) told = history_sample_spell (situation, FALSE);

  g_assert_nonnull (strstr (g_hash_table_lookup (told, "alerts"), "王秀兰反映"));
  fixture_close_writer (self);
  self->writer = zhihui_history_writer_new (self->path, keep_for, NULL, ZHIHUI_HISTORY_WRITE, NULL);
  fixture_append (self, situation, START);

  history_sample_assert_no_secrets (self->folder);
  /* The wall's has nothing about one case. */
  assert_no_secrets_in_bodies (self, keep_for == ZHIHUI_KEEP_FOR_WALL ? 1 : 2);
}

static void
test_file_is_private (Fixture *self, gconstpointer data)
{
  const char *const companions[] = { "", "-wal", "-shm" };

  fixture_append_sample (self, START);
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *path = g_strconcat (self->path, companions[i], NULL);
      GStatBuf         status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0077, ==, 0);
    }
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/history/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-is-read-back-is-what-was-shown", NULL, test_read_back);
  ADD ("short-boards-and-other-units-are-read-back", NULL, test_cut_boards_and_other_units);
  ADD ("a-board-of-another-period-is-not-kept", NULL, test_other_periods_are_not_kept);
  ADD ("a-board-that-was-looked-up-is-not-kept", NULL, test_what_was_looked_up_is_not_kept);
  ADD ("the-last-moment-until-then-is-shown", NULL, test_last_moment_until_then);
  ADD ("a-board-that-stood-still-is-old-in-the-replay", NULL, test_board_that_stood_still);
  ADD ("a-board-that-is-closed-is-not-old", NULL, test_board_that_is_closed);
  ADD ("a-change-of-a-board-is-kept-another-is-not", NULL, test_changes_of_boards);
  ADD ("a-restart-goes-on-in-its-span", NULL, test_after_a_restart);
  ADD ("what-is-the-same-is-stored-once", NULL, test_same_is_stored_once);
  ADD ("what-a-clock-ahead-wrote-is-forgotten", NULL, test_clock_that_ran_ahead);
  ADD ("a-clock-that-fell-back-removes-nothing", NULL, test_clock_that_fell_back);
  ADD ("a-gap-is-late-then-stale", NULL, test_gap_is_not_fresh);
  ADD ("age-does-not-end-at-the-start-of-the-machine",
       NULL,
       test_age_does_not_end_at_the_start_of_the_machine);
  ADD ("a-newer-version-is-left-alone", NULL, test_newer_version_is_left_alone);
  ADD ("other-files-are-refused", NULL, test_other_files_are_refused);
  ADD ("damaged-bodies-are-refused", NULL, test_damaged_bodies_are_refused);
  ADD ("the-desk-keeps-no-free-text", GUINT_TO_POINTER (ZHIHUI_KEEP_FOR_DESK), test_no_free_text);
  ADD (
    "the-wall-keeps-aggregates-only", GUINT_TO_POINTER (ZHIHUI_KEEP_FOR_WALL), test_no_free_text);
  ADD ("the-file-is-private", NULL, test_file_is_private);

  return g_test_run ();
}
