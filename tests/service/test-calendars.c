/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/wait.h>

#include "clock-fixture.h"
#include "zhihui-calendar-change.h"
#include "zhihui-clock-table.h"
#include "zhihui-error.h"
#include "zhihui-holiday-file.h"
#include "zhihui-player.h"

#define NEW_YEAR                                                                                   \
  "date,name,type\n2027-01-01,元旦,off\n2027-01-02,元旦,off\n2027-01-03,元旦,off\n"          \
  "2027-02-06,春节,off\n2027-02-07,春节,off\n2027-02-20,春节,work\n"

/* ---- a calendar that comes later ---- */

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = zhihui_holiday_file_parse (bytes, &error);

  g_assert_no_error (error);
  return notices;
}

static ZhihuiClockReport
load_notice (ClockDesk *self, const char *text, const char *now)
{
  g_autoptr (GPtrArray) notices = parse (text);
  ZhihuiClockReport report;
  g_autoptr (GError) error = NULL;

  zhihui_life_cycle_flush (self->life_cycle, &error);
  g_assert_no_error (error);
  zhihui_calendar_change_run (self->store, notices, "test.csv", instant (now), &report, &error);
  g_assert_no_error (error);
  clock_desk_load (self);
  return report;
}

static gboolean
is_provisional (ClockDesk *self, guint index)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiClockTable table = { self->ledger,
                                   zhihui_life_cycle_get_calendar (self->life_cycle),
                                   zone };

  return zhihui_clock_table_is_provisional (
    &table,
    &g_array_index (self->ledger->cases, ZhihuiCaseRow, index),
    clock_desk_get_current (self, index));
}

/* 2027 is missing: 1 January is a Friday that is worked. Its notice makes it a holiday. */
static void
open_deadlines_move_when_a_calendar_comes (ClockDesk *self, gconstpointer data)
{
  guint consult = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  guint complaint = clock_desk_dispatch (self, "complaint", "app", 5, "2026-12-30T10:00:00+08:00");
  guint extended = clock_desk_dispatch (self, "complaint", "app", 5, "2026-12-28T10:00:00+08:00");
  guint paused = clock_desk_dispatch (self, "complaint", "app", 5, "2026-12-28T10:00:00+08:00");
  guint by_hand = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  guint replied = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  guint elsewhere = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-29T10:00:00+08:00");
  guint petition = clock_desk_dispatch (self, "petition", "app", 5, "2026-11-02T10:00:00+08:00");
  ZhihuiClockReport report;

  HAPPENS (extended, EXTENDED, "2026-12-29T10:00:00+08:00", 0, 3);
  HAPPENS (paused, SUSPENDED, "2026-12-29T10:00:00+08:00", 0, 0);
  HAPPENS (paused, RESUMED, "2026-12-31T09:00:00+08:00", 0, 0);
  HAPPENS (
    by_hand, CLOCK_ADJUSTED, "2026-12-31T11:00:00+08:00", 0, instant ("2027-01-08T12:00:00+08:00"));
  HAPPENS (replied, SIGNED, "2026-12-31T10:05:00+08:00", 0, 0);
  HAPPENS (replied, REPLIED, "2026-12-31T11:00:00+08:00", 0, 0);

  clock_desk_check_due (self, consult, "2027-01-01T23:59:59+08:00");
  clock_desk_check_due (self, complaint, "2027-01-04T23:59:59+08:00");
  clock_desk_check_due (self, extended, "2027-01-05T23:59:59+08:00");
  clock_desk_check_due (self, paused, "2027-01-04T23:59:59+08:00");
  clock_desk_check_due (self, elsewhere, "2026-12-30T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, petition)->close_due_at,
                            "2027-01-01T23:59:59+08:00");
  g_assert_true (is_provisional (self, consult));
  g_assert_true (is_provisional (self, extended));
  g_assert_false (is_provisional (self, elsewhere));

  report = load_notice (self, NEW_YEAR, "2026-12-31T12:00:00+08:00");
  clock_desk_check_due (self, consult, "2027-01-04T23:59:59+08:00");
  clock_desk_check_due (self, complaint, "2027-01-05T23:59:59+08:00");
  clock_desk_check_due (self, extended, "2027-01-06T23:59:59+08:00");
  clock_desk_check_due (self, paused, "2027-01-05T23:59:59+08:00");
  clock_desk_check_due (self, by_hand, "2027-01-08T12:00:00+08:00");
  clock_desk_check_due (self, replied, "2027-01-01T23:59:59+08:00");
  clock_desk_check_due (self, elsewhere, "2026-12-30T23:59:59+08:00");
  clock_desk_check_due (self, petition, "2027-01-04T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, petition)->close_due_at,
                            "2027-01-04T23:59:59+08:00");
  g_assert_false (is_provisional (self, consult));

  g_assert_cmpuint (report.n_open, ==, 7);
  g_assert_cmpuint (report.n_adjusted, ==, 6); /* five assignments and the petition's own */
  g_assert_cmpuint (report.n_kept, ==, 0);
  g_assert_cmpint (
    database_ask (self->path,
                  "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind"
                  " WHERE k.type = 'case.clock_adjusted' AND e.note LIKE 'calendar%'"),
    ==,
    6);
  g_assert_cmpint (
    database_ask (self->path, "SELECT n_rows FROM audit WHERE action = 'clock.adjusted'"), ==, 6);
  g_assert_cmpint (
    database_ask (self->path, "SELECT COUNT(*) FROM audit WHERE subject = 'calendar 2027'"), ==, 1);
}

/* One part by the usual limit, one with a deadline of its own, which nobody moves. */
static void
parts_of_co_units_move_too (ClockDesk *self, gconstpointer data)
{
  guint       index = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  ZhihuiEvent event = { .at = instant ("2026-12-31T10:00:00+08:00"),
                        .kind = ZHIHUI_EVENT_DISPATCHED,
                        .case_index = index,
                        .unit = 6,
                        .is_co = TRUE };
  guint       part;

  g_assert_true (zhihui_life_cycle_apply (self->life_cycle, &event, NULL));
  event.unit = 7;
  event.value = instant ("2027-01-02T12:00:00+08:00");
  g_assert_true (zhihui_life_cycle_apply (self->life_cycle, &event, NULL));

  g_assert_cmpuint (load_notice (self, NEW_YEAR, "2026-12-31T12:00:00+08:00").n_adjusted, ==, 2);
  part = zhihui_ledger_get_co_part (self->ledger, index);
  clock_desk_check_instant (
    g_array_index (self->ledger->assignments, ZhihuiAssignment, part).due_at,
    "2027-01-02T12:00:00+08:00");
  part = g_array_index (self->ledger->rounds, ZhihuiRound, part).previous;
  clock_desk_check_instant (
    g_array_index (self->ledger->assignments, ZhihuiAssignment, part).due_at,
    "2027-01-04T23:59:59+08:00");
}

static void
loading_the_same_again_changes_nothing (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");

  g_assert_cmpuint (load_notice (self, NEW_YEAR, "2026-12-31T12:00:00+08:00").n_adjusted, ==, 1);
  g_assert_cmpuint (load_notice (self, NEW_YEAR, "2026-12-31T13:00:00+08:00").n_adjusted, ==, 0);
  clock_desk_check_due (self, index, "2027-01-04T23:59:59+08:00");

  /* A correction takes its place: the 4th is off too. */
  g_assert_cmpuint (
    load_notice (self, NEW_YEAR "2027-01-04,元旦,off\n", "2026-12-31T14:00:00+08:00").n_adjusted,
    ==,
    1);
  clock_desk_check_due (self, index, "2027-01-05T23:59:59+08:00");
}

/* A Saturday turns out to be worked, when it is over already. */
static void
no_deadline_moves_back_into_the_past (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2027-02-19T10:00:00+08:00");

  clock_desk_check_due (self, index, "2027-02-22T23:59:59+08:00");
  load_notice (self, NEW_YEAR, "2027-02-21T09:00:00+08:00");
  clock_desk_check_due (self, index, "2027-02-21T23:59:59+08:00");
}

static void
minutes_on_duty_move_too (ClockDesk *self, gconstpointer data)
{
  guint index;

  clock_desk_run_sql (self, "UPDATE unit SET duty_clock = 1 WHERE id = 8");
  clock_desk_load (self);
  index = clock_desk_dispatch (self, "consult", "app", 7, "2026-12-31T17:20:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2027-01-01T08:35:00+08:00");
  g_assert_true (is_provisional (self, index));
  load_notice (self, NEW_YEAR, "2026-12-31T17:25:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2027-01-04T08:35:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->contact_due_at,
                            "2027-01-04T08:50:00+08:00");
}

static void
deadline_of_a_rule_that_was_changed_stays (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  ZhihuiClockReport report;

  clock_desk_run_sql (self, "UPDATE case_type SET reply_limit = 'wd:2' WHERE code = 'consult'");
  report = load_notice (self, NEW_YEAR, "2026-12-31T12:00:00+08:00");
  clock_desk_check_due (self, index, "2027-01-01T23:59:59+08:00");
  g_assert_cmpuint (report.n_kept, ==, 1);
  g_assert_cmpuint (report.n_adjusted, ==, 0);
}

static void
running_platform_notices_a_calendar (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2026-12-31T10:00:00+08:00");
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiPlatform) platform =
    clock_desk_serve (self, "2026-12-31T12:00:00+08:00", &store);
  GArray *assignments;

  g_assert_false (zhihui_work_calendar_knows_year (zhihui_platform_get_calendar (platform), 2027));

  load_notice (self, NEW_YEAR, "2026-12-31T12:00:00+08:00");
  g_assert_true (zhihui_platform_tick (platform, NULL));
  g_assert_true (zhihui_work_calendar_knows_year (zhihui_platform_get_calendar (platform), 2027));
  assignments = zhihui_platform_get_ledger (platform)->assignments;
  g_assert_cmpuint (assignments->len, ==, 1);
  clock_desk_check_instant (g_array_index (assignments, ZhihuiAssignment, index).due_at,
                            "2027-01-04T23:59:59+08:00");
}

/* Between its look at the database and its transaction another program moved deadlines. */
static void
simulation_does_not_write_over_moved_deadlines (ClockDesk *self, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (&self->files, "simulated.sqlite");
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiStore) other = NULL;
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;
  g_autoptr (ZhihuiPlayer) player = NULL;
  g_autoptr (GPtrArray) notices = parse (NEW_YEAR);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GError) error = NULL;
  ZhihuiClockReport report;

  database_simulate (path, 7, "2026-12-29", "2026-12-31T12:00:00+08:00");
  store = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  zhihui_store_load_ledger (store, ledger, &error);
  g_assert_no_error (error);
  life_cycle =
    zhihui_life_cycle_new (store, ledger, zhihui_life_cycle_get_calendar (self->life_cycle), zone);
  player = zhihui_player_new (life_cycle, &error);
  g_assert_no_error (error);

  other = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  zhihui_calendar_change_run (
    other, notices, "n", instant ("2026-12-31T12:00:00+08:00"), &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_adjusted, >, 10);
  g_assert_cmpuint (report.n_kept, ==, 0);

  g_assert_false (zhihui_player_advance (player, instant ("2026-12-31T18:00:00+08:00"), &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
}

static void
holiday_files_are_read (ClockDesk *self, gconstpointer data)
{
  g_autoptr (GPtrArray) json =
    parse (" {\"year\":2027,\"papers\":[\"x\"],\"days\":["
           "{\"name\":\"元旦\",\"date\":\"2026-12-31\",\"isOffDay\":true},"
           "{\"name\":\"春节\",\"date\":\"2027-02-20\",\"isOffDay\":false}]}");
  g_autoptr (GPtrArray) untold =
    parse ("{\"days\":[{\"name\":\"n\",\"date\":\"2027-02-20\",\"isOffDay\":true}]}");
  const ZhihuiNotice *notice = json->pdata[0];
  const char *const   wrong[] = {
      "",
      "{",
      "{\"year\":2027,\"days\":[]}", /* published before the notice */
      "{\"year\":2027}",
      "{\"days\":[{\"date\":\"2027-01-01\",\"isOffDay\":true}]}",
      "{\"year\":2027,\"days\":[{\"date\":\"2027-13-01\",\"isOffDay\":true}]}",
      "{\"year\":2027,\"days\":[{\"date\":\"2028-03-01\",\"isOffDay\":true}]}",
      "{\"year\":2027,\"days\":[{\"date\":\"2027-03-01\",\"isOffDay\":\"yes\"}]}",
      "{\"year\":9999,\"days\":[{\"date\":\"2027-03-01\",\"isOffDay\":true}]}",
  };

  g_assert_cmpint (notice->year, ==, 2027);
  g_assert_cmpuint (notice->days->len, ==, 2);
  g_assert_false (g_array_index (notice->days, ZhihuiNoticeDay, 0).is_worked);
  g_assert_true (g_array_index (notice->days, ZhihuiNoticeDay, 1).is_worked);
  g_assert_cmpint (((const ZhihuiNotice *) untold->pdata[0])->year, ==, 2027);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (zhihui_holiday_file_parse (bytes, &error));
      g_assert_nonnull (error);
    }
}

static void
command_loads_and_lists (ClockDesk *self, gconstpointer data)
{
  const char      *platform = g_getenv ("ZHIHUI_PLATFORM");
  g_autofree char *file = database_fixture_path (&self->files, "2027.csv");
  g_autofree char *out = NULL, *listed = NULL, *nothing = NULL;
  const char      *load_line[] = { platform, "calendar", "-d", self->path, "load", file, NULL };
  const char      *list_line[] = { platform, "calendar", "-d", self->path, "list", NULL };
  int              status;

  g_assert_true (g_file_set_contents (file, NEW_YEAR, -1, NULL));
  g_assert_true (
    g_spawn_sync (NULL, (char **) load_line, NULL, 0, NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (out, ==, "{\"years\":1,\"open\":0,\"adjusted\":0,\"kept\":0}\n");
  g_assert_true (
    g_spawn_sync (NULL, (char **) list_line, NULL, 0, NULL, NULL, &listed, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (listed, "2027"));
  g_assert_nonnull (strstr (listed, "2027.csv"));
  g_assert_nonnull (strstr (listed, "2004"));
  g_assert_null (strstr (listed, "2028"));

  g_assert_true (g_file_set_contents (file, "2027-02-30,x,off\n", -1, NULL));
  g_assert_true (g_spawn_sync (NULL,
                               (char **) load_line,
                               NULL,
                               G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL,
                               NULL,
                               &nothing,
                               NULL,
                               &status,
                               NULL));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_cmpint (database_ask (self->path, "SELECT COUNT(*) FROM calendar_day"), ==, 6);
}

#define ADD(name, function)                                                                        \
  g_test_add (                                                                                     \
    "/calendars/" name, ClockDesk, NULL, clock_desk_set_up, function, clock_desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open-deadlines-move-when-a-calendar-comes", open_deadlines_move_when_a_calendar_comes);
  ADD ("parts-of-co-units-move-too", parts_of_co_units_move_too);
  ADD ("loading-the-same-again-changes-nothing", loading_the_same_again_changes_nothing);
  ADD ("no-deadline-moves-back-into-the-past", no_deadline_moves_back_into_the_past);
  ADD ("minutes-on-duty-move-too", minutes_on_duty_move_too);
  ADD ("deadline-of-a-rule-that-was-changed-stays", deadline_of_a_rule_that_was_changed_stays);
  ADD ("running-platform-notices-a-calendar", running_platform_notices_a_calendar);
  ADD ("simulation-does-not-write-over-moved-deadlines",
       simulation_does_not_write_over_moved_deadlines);
  ADD ("holiday-files-are-read", holiday_files_are_read);
  ADD ("command-loads-and-lists", command_loads_and_lists);
  return g_test_run ();
}
