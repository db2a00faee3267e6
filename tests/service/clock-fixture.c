/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock-fixture.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-scenario.h"
#include "zhihui-store-clock.h"

void
clock_desk_run_sql (ClockDesk *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (self->store), sql, &error);
  g_assert_no_error (error);
}

void
clock_desk_load (ClockDesk *self)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = NULL;
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->life_cycle, zhihui_life_cycle_free);
  g_clear_pointer (&self->ledger, zhihui_ledger_free);
  self->ledger = zhihui_ledger_new ();
  calendar = zhihui_store_load_calendar (self->store, &error);
  g_assert_no_error (error);
  zhihui_store_load_ledger (self->store, self->ledger, &error);
  g_assert_no_error (error);
  self->life_cycle = zhihui_life_cycle_new (self->store, self->ledger, calendar, zone);
}

void
clock_desk_set_up (ClockDesk *self, gconstpointer data)
{
  g_autoptr (ZhihuiScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  database_fixture_set_up (&self->files, data);
  self->path = database_fixture_path (&self->files, "desk.sqlite");
  self->store = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  scenario = zhihui_scenario_new ("zichuan", 0, &error);
  g_assert_no_error (error);
  zhihui_scenario_write (scenario, self->store, &error);
  g_assert_no_error (error);
  clock_desk_run_sql (
    self,
    "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
    " VALUES (4, 'petition', '信访', '', '', '');"
    "DELETE FROM setting WHERE key = 'scenario'");
  clock_desk_load (self);
}

void
clock_desk_tear_down (ClockDesk *self, gconstpointer data)
{
  zhihui_life_cycle_free (self->life_cycle);
  zhihui_ledger_free (self->ledger);
  zhihui_store_free (self->store);
  g_free (self->path);
  database_fixture_tear_down (&self->files, data);
}

guint
clock_desk_submit (ClockDesk *self, const char *type, const char *channel, const char *at)
{
  g_autofree char *key = g_strdup_printf ("%u", ++self->n_drafts);
  ZhihuiDraft      draft = { .source = "test",
                             .source_key = key,
                             .no = key,
                             .type = (guint16) zhihui_ledger_find_named (self->ledger->types, type),
                             .channel =
                               (guint16) zhihui_ledger_find_named (self->ledger->channels, channel),
                             .region = 1,
                             .word = G_MAXUINT16,
                             .title = "t",
                             .lon = NAN,
                             .lat = NAN };
  guint            index = 0;
  g_autoptr (GError) error = NULL;

  zhihui_life_cycle_submit (self->life_cycle, &draft, instant (at), &index, &error);
  g_assert_no_error (error);
  return index;
}

gboolean
clock_desk_try_event (
  ClockDesk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value)
{
  ZhihuiEvent event = {
    .at = instant (at), .kind = kind, .case_index = index, .unit = unit, .value = value
  };
  g_autoptr (GError) error = NULL;

  if (zhihui_life_cycle_apply (self->life_cycle, &event, &error))
    return TRUE;
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  return FALSE;
}

/* A case that was accepted and dispatched at @at. */
guint
clock_desk_dispatch (
  ClockDesk *self, const char *type, const char *channel, guint unit, const char *at)
{
  guint index = clock_desk_submit (self, type, channel, at);

  g_assert_true (clock_desk_try_event (self, index, ZHIHUI_EVENT_ACCEPTED, at, 0, 0));
  g_assert_true (clock_desk_try_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, unit, 0));
  return index;
}

ZhihuiAssignment *
clock_desk_get_current (ClockDesk *self, guint index)
{
  return &g_array_index (self->ledger->assignments,
                         ZhihuiAssignment,
                         g_array_index (self->ledger->cases, ZhihuiCaseRow, index).current);
}

void
clock_desk_check_instant (gint64 at, const char *expected)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text =
    at != ZHIHUI_NO_INSTANT ? zhihui_zone_format_rfc3339 (zone, at) : g_strdup ("none");

  g_assert_cmpstr (text, ==, expected);
}

void
clock_desk_check_due (ClockDesk *self, guint index, const char *expected)
{
  clock_desk_check_instant (clock_desk_get_current (self, index)->due_at, expected);
}

const ZhihuiCaseClock *
clock_desk_get_own (ClockDesk *self, guint index)
{
  return g_hash_table_lookup (self->ledger->case_clocks, GUINT_TO_POINTER (index));
}

ZhihuiPlatform *
clock_desk_serve (ClockDesk *self, const char *as_of, ZhihuiStore **store)
{
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, instant (as_of));
  g_autoptr (GError) error = NULL;
  ZhihuiPlatform *platform;

  zhihui_store_set_setting (self->store, "clock", "stopped", &error);
  g_assert_no_error (error);
  zhihui_store_set_setting (self->store, "as_of", moment, &error);
  g_assert_no_error (error);
  zhihui_life_cycle_flush (self->life_cycle, &error);
  g_assert_no_error (error);
  *store = zhihui_store_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (*store, -1, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (platform, NULL));
  return platform;
}
