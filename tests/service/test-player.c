/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "database-fixture.h"
#include "ledger-comparison.h"
#include "zhihui-error.h"
#include "zhihui-platform.h"
#include "zhihui-player.h"

/* Everything a simulation makes; ids and order included. */
static const char *const tables[] = {
  "SELECT * FROM cases ORDER BY id",
  "SELECT * FROM assignment ORDER BY id",
  "SELECT * FROM rating ORDER BY id",
  "SELECT * FROM event ORDER BY id",
  "SELECT * FROM meeting ORDER BY id",
  "SELECT * FROM meeting_unit ORDER BY meeting_id, unit_id",
  "SELECT * FROM meeting_case ORDER BY meeting_id, case_id",
  "SELECT * FROM decision ORDER BY id",
  "SELECT * FROM pending_case ORDER BY serial",
  "SELECT * FROM pending_event ORDER BY position",
  "SELECT * FROM setting ORDER BY key",
};

/* What a program that serves holds. */
typedef struct
{
  ZhihuiStore     *store;
  ZhihuiLedger    *ledger;
  ZhihuiLifeCycle *life_cycle;
  ZhihuiPlayer    *player;
} Session;

static void
open_session (Session *self, const char *path)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GError) error = NULL;

  self->store = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  self->ledger = zhihui_ledger_new ();
  zhihui_store_load_ledger (self->store, self->ledger, &error);
  g_assert_no_error (error);
  self->life_cycle = zhihui_life_cycle_new (self->store, self->ledger, calendar, zone);
  self->player = zhihui_player_new (self->life_cycle, &error);
  g_assert_no_error (error);
}

static void
close_session (Session *self)
{
  zhihui_player_free (self->player);
  zhihui_life_cycle_free (self->life_cycle);
  zhihui_ledger_free (self->ledger);
  zhihui_store_free (self->store);
}

static void
advance (Session *self, gint64 to)
{
  g_autoptr (GError) error = NULL;

  zhihui_player_advance (self->player, to, &error);
  g_assert_no_error (error);
  g_assert_cmpint (zhihui_player_get_now (self->player), ==, to);
  g_assert_cmpuint (zhihui_player_get_n_refused (self->player), ==, 0);
}

static void
assert_same (const char *a, const char *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *x = database_digest (a, tables[i]);
      g_autofree char *y = database_digest (b, tables[i]);

      g_test_message ("%s", tables[i]);
      g_assert_cmpstr (x, ==, y);
    }
}

/* The strongest test here: uneven steps, days without a stop, and a restart in the middle of a day,
 * against one simulation of the same time. */
static void
running_on_gives_what_a_longer_simulation_gives (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *lived = database_fixture_path (fixture, "lived.db");
  g_autofree char *made = database_fixture_path (fixture, "made.db");
  gint64           now = instant ("2020-06-18T09:59:59+08:00");
  const gint64     steps[] = { 1, 30, 600, 3600, 7 * 3600, 1, 86400, 2, 5 * 86400, 40000, 61 };
  Session          session;

  database_simulate (lived, 11, "2020-05-20", "2020-06-18T09:59:59+08:00");
  for (guint round = 0; round < 2; round++)
    {
      open_session (&session, lived);
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          now += steps[i];
          advance (&session, now);
        }
      close_session (&session);
    }

  {
    g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
    g_autofree char *until = zhihui_zone_format_rfc3339 (zone, now);

    database_simulate (made, 11, "2020-05-20", until);
  }
  g_assert_cmpint (database_ask (made, "SELECT COUNT(*) FROM cases"), >, 5000);
  assert_same (lived, made);
}

static char *
describe_assignment (ZhihuiLedger *ledger, guint index)
{
  const ZhihuiAssignment *a = &g_array_index (ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiRound      *r = &g_array_index (ledger->rounds, ZhihuiRound, index);
  const gint64            numbers[] = {
               a->unit,          a->case_index,     a->dispatched_at,   a->sign_due_at,
               a->signed_at,     a->contact_due_at, a->contacted_at,    a->due_at,
               a->replied_at,    a->closed_at,      a->return_req_at,   a->return_decided_at,
               a->sent_back_at,  a->is_main,        a->return_accepted, a->is_reassigned,
               a->needs_contact, a->is_merged,      a->overdue_flag,    r->id,
               r->first_due_at,  r->suspended_at,   r->previous,        r->seq,
               r->is_redo,       r->is_extended,    r->is_rated,        a->is_rated,
               a->is_early,      a->is_first,       a->is_prompt,       a->is_complaint,
               a->is_repeated,   a->called_back_at, a->solved,          a->promised_days,
               a->statutory_days
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", numbers[i]);
  return g_string_free (text, FALSE);
}

/* What is in memory while it lives is what is read from the store afterwards. */
static void
ledger_in_memory_is_the_ledger_in_the_store (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  gint64  now = instant ("2020-06-10T10:00:00+08:00");
  Session session;

  database_simulate (path, 12, "2020-06-01", "2020-06-10T10:00:00+08:00");
  open_session (&session, path);
  for (guint i = 0; i < 200; i++)
    advance (&session, now += 977);

  g_assert_true (zhihui_store_load_ledger (session.store, fresh, NULL));
  g_assert_cmpint (fresh->as_of, ==, now);
  g_assert_cmpuint (fresh->assignments->len, ==, session.ledger->assignments->len);
  for (guint i = 0; i < fresh->assignments->len; i++)
    {
      g_autofree char *a = describe_assignment (fresh, i);
      g_autofree char *b = describe_assignment (session.ledger, i);

      g_assert_cmpstr (a, ==, b);
    }
  g_assert_cmpuint (fresh->ratings->len, ==, session.ledger->ratings->len);
  for (guint i = 0; i < fresh->ratings->len; i++)
    {
      const ZhihuiRating *a = &g_array_index (fresh->ratings, ZhihuiRating, i);
      const ZhihuiRating *b = &g_array_index (session.ledger->ratings, ZhihuiRating, i);

      g_assert_cmpuint (a->assignment, ==, b->assignment);
      g_assert_cmpuint (a->unit, ==, b->unit);
      g_assert_cmpint (a->rated_at, ==, b->rated_at);
      g_assert_cmpint (a->closed_at, ==, b->closed_at);
      g_assert_cmpuint (a->level, ==, b->level);
      g_assert_cmpuint (a->is_valid, ==, b->is_valid);
    }
  g_assert_cmpuint (fresh->cases->len, ==, session.ledger->cases->len);
  for (guint i = 0; i < fresh->cases->len; i++)
    {
      const ZhihuiCaseRow *a = &g_array_index (fresh->cases, ZhihuiCaseRow, i);
      const ZhihuiCaseRow *b = &g_array_index (session.ledger->cases, ZhihuiCaseRow, i);

      g_assert_cmpint (a->id, ==, b->id);
      g_assert_cmpint (a->closed_at, ==, b->closed_at);
      g_assert_cmpint (a->updated_at, ==, b->updated_at);
      g_assert_cmpuint (a->state, ==, b->state);
      g_assert_cmpuint (a->marks, ==, b->marks);
      g_assert_cmpuint (a->current, ==, b->current);
    }
  close_session (&session);
}

static void
time_does_not_go_back (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (GError) error = NULL;
  guint64 revision;
  Session session;

  database_simulate (path, 13, "2020-06-01", "2020-06-03T10:00:00+08:00");
  open_session (&session, path);
  revision = session.ledger->revision;
  g_assert_true (
    zhihui_player_advance (session.player, instant ("2020-06-03T09:00:00+08:00"), &error));
  g_assert_cmpuint (session.ledger->revision, ==, revision);
  g_assert_cmpint (
    zhihui_player_get_now (session.player), ==, instant ("2020-06-03T10:00:00+08:00"));
  close_session (&session);
}

static void
second_player_is_refused (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (GError) error = NULL;
  gint64  n_cases;
  Session first, second;

  database_simulate (path, 15, "2020-06-01", "2020-06-03T10:00:00+08:00");
  open_session (&first, path);
  open_session (&second, path);
  advance (&first, instant ("2020-06-03T12:00:00+08:00"));
  n_cases = database_ask (path, "SELECT COUNT(*) FROM cases");
  g_assert_false (
    zhihui_player_advance (second.player, instant ("2020-06-03T13:00:00+08:00"), &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
  g_assert_cmpint (database_ask (path, "SELECT COUNT(*) FROM cases"), ==, n_cases);
  advance (&first, instant ("2020-06-03T13:00:00+08:00"));
  close_session (&second);
  close_session (&first);
}

/* What the simulation knows of the future must not show. */
static void
nothing_in_the_figures_is_later_than_the_clock (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");

  database_simulate (path, 14, "2020-06-01", "2020-06-19T11:30:00+08:00");
  g_assert_cmpint (
    database_ask (
      path, "SELECT COUNT(*) FROM event, setting WHERE key = 'as_of' AND at > setting.value + 0"),
    ==,
    0);
  g_assert_cmpint (database_ask (path,
                                 "SELECT COUNT(*) FROM pending_event, setting WHERE key = 'as_of'"
                                 " AND at <= setting.value + 0"),
                   ==,
                   0);
  g_assert_cmpint (
    database_ask (path,
                  "SELECT COUNT(*) FROM assignment, setting WHERE key = 'as_of' AND"
                  " MAX (dispatched_at, IFNULL (signed_at, 0),"
                  " IFNULL (contacted_at, 0), IFNULL (replied_at, 0),"
                  " IFNULL (closed_at, 0), IFNULL (sent_back_at, 0)) > setting.value + 0"),
    ==,
    0);
  g_assert_cmpint (database_ask (path, "SELECT COUNT(*) FROM pending_case"), >, 50);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s in %s", sqlite3_errmsg (db), sql);
  sqlite3_close (db);
}

/* Else all that follows would stand in a transaction that never ends. */
static void
commit_that_fails_is_rolled_back (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "full.db");
  gint64           now = instant ("2020-06-02T10:00:00+08:00");
  g_autoptr (GError) error = NULL;
  Session session;

  database_simulate (path, 3, "2020-06-01", "2020-06-02T10:00:00+08:00");
  run_sql (path,
           "CREATE TRIGGER spoil AFTER UPDATE ON setting WHEN NEW.key = 'as_of' BEGIN"
           " INSERT INTO rating (assignment_id, unit_id, rated_at, level)"
           " VALUES (999999999, 1, 0, 5); END");
  open_session (&session, path);
  g_assert_false (zhihui_player_advance (session.player, now + 600, &error));
  g_assert_nonnull (error);
  g_assert_false (zhihui_database_is_in_transaction (zhihui_store_get_database (session.store)));
  close_session (&session);
  g_assert_cmpint (database_ask (path, "SELECT value FROM setting WHERE key = 'as_of'"), ==, now);
}

/* Somebody's import leaves the database so that it cannot be read. */
static void
platform_keeps_its_figures_when_it_cannot_read (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "gap.db");
  g_autoptr (GError) error = NULL;
  ZhihuiStore    *store;
  ZhihuiPlatform *platform;
  guint           n_rows, n_units;

  database_simulate (path, 3, "2020-06-01", "2020-06-02T10:00:00+08:00");
  store = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (store, 0, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (platform, &error));
  n_rows = zhihui_platform_get_ledger (platform)->assignments->len;
  n_units = zhihui_platform_get_ledger (platform)->units->len;
  g_assert_cmpuint (n_rows, >, 20);

  run_sql (path,
           "INSERT INTO import_run (source, file, at, rows, inserted, updated, bad)"
           " VALUES ('x', 'x', 0, 1, 1, 0, 0);"
           "UPDATE hot_word SET id = id + 1000 WHERE id = (SELECT MAX (id) FROM hot_word)");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_false (zhihui_platform_tick (platform, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_clear_error (&error);
      g_assert_cmpuint (zhihui_platform_get_ledger (platform)->assignments->len, ==, n_rows);
      g_assert_cmpuint (zhihui_platform_get_ledger (platform)->units->len, ==, n_units);
    }

  run_sql (path, "UPDATE hot_word SET id = id - 1000 WHERE id > 1000");
  g_assert_true (zhihui_platform_tick (platform, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_platform_get_ledger (platform)->assignments->len, ==, n_rows);
  zhihui_platform_free (platform);
  zhihui_store_free (store);
}

static ZhihuiPlatform *
open_platform (const char *path, ZhihuiStore **store)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPlatform *platform;

  *store = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (*store, 0, &error);
  g_assert_no_error (error);
  return platform;
}

/* Platform i of @n has the turns that say i. */
static void
live_on_by_turns (const char *path, guint n)
{
  static const guint turns[] = { 0, 1, 0, 1, 1, 0, 0, 1 };
  gint64             now = instant ("2020-06-02T10:00:00+08:00");
  ZhihuiStore       *stores[2];
  ZhihuiPlatform    *platforms[2];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    platforms[i] = open_platform (path, &stores[i]);
  for (guint i = 0; i < 10 * G_N_ELEMENTS (turns); i++)
    {
      ZhihuiPlatform *one = platforms[turns[i % G_N_ELEMENTS (turns)] % n];

      now += 977;
      zhihui_platform_clock_set (zhihui_platform_get_clock (one), now);
      zhihui_platform_tick (one, &error);
      g_assert_no_error (error);
      g_assert_cmpint (zhihui_platform_get_ledger (one)->as_of, ==, now);
    }
  for (guint i = 0; i < n; i++)
    zhihui_platform_catch_up (platforms[i]);
  assert_same_ledger (zhihui_platform_get_ledger (platforms[0]),
                      zhihui_platform_get_ledger (platforms[n - 1]));
  for (guint i = 0; i < n; i++)
    {
      zhihui_platform_free (platforms[i]);
      zhihui_store_free (stores[i]);
    }
}

/* Two programs serve one place: neither stands still, and all happens once, as if there were one.
 */
static void
platforms_let_a_place_live_on_by_turns (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *two = database_fixture_path (fixture, "two.db");
  g_autofree char *alone = database_fixture_path (fixture, "alone.db");
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  ZhihuiPlatform *platform;
  ZhihuiStore    *store;

  database_simulate (two, 3, "2020-06-01", "2020-06-02T10:00:00+08:00");
  /* What tells persons apart is drawn when a platform is opened first. */
  platform = open_platform (two, &store);
  zhihui_platform_free (platform);
  zhihui_store_free (store);
  from = g_file_new_for_path (two);
  to = g_file_new_for_path (alone);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  live_on_by_turns (two, 2);
  live_on_by_turns (alone, 1);
  assert_same (two, alone);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/player/" name,                                                                     \
              DatabaseFixture,                                                                     \
              NULL,                                                                                \
              database_fixture_set_up,                                                             \
              function,                                                                            \
              database_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("running-on-gives-what-a-longer-simulation-gives",
       running_on_gives_what_a_longer_simulation_gives);
  ADD ("ledger-in-memory-is-the-ledger-in-the-store", ledger_in_memory_is_the_ledger_in_the_store);
  ADD ("time-does-not-go-back", time_does_not_go_back);
  ADD ("second-player-is-refused", second_player_is_refused);
  ADD ("nothing-in-the-figures-is-later-than-the-clock",
       nothing_in_the_figures_is_later_than_the_clock);
  ADD ("commit-that-fails-is-rolled-back", commit_that_fails_is_rolled_back);
  ADD ("platform-keeps-its-figures-when-it-cannot-read",
       platform_keeps_its_figures_when_it_cannot_read);
  ADD ("platforms-let-a-place-live-on-by-turns", platforms_let_a_place_live_on_by_turns);
  return g_test_run ();
}
