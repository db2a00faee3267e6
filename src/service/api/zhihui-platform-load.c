/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-engine.h"
#include "zhihui-platform-private.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup-far.h"
#include "zhihui-store-clock.h"

#define LEDGER_LIMIT "600000" /* assignments that are held in memory: 230 bytes each */
#define RECENT_DAYS 2

char *
zhihui_platform_get_setting (ZhihuiPlatform *self, const char *key, const char *fallback)
{
  char *value = zhihui_store_get_setting (self->store, key);

  return value != NULL ? value : g_strdup (fallback);
}

/* What cannot be read completely would let words through: then the list stays as it was. */
void
zhihui_platform_update_hidden_words (ZhihuiPlatform *self)
{
  static const char sql[] = "SELECT word FROM hot_word WHERE public = 0";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ZhihuiStep result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    g_hash_table_add (words, g_strdup (zhihui_statement_get_text (row, 0)));

  zhihui_statement_reset (row);
  if (result == ZHIHUI_STEP_DONE)
    zhihui_figures_set_hidden_words (self->figures, g_steal_pointer (&words));
}

/**
 * zhihui_platform_make_player:
 *
 * A simulated place lives on; its player knows places in the ledger, so both are made anew
 * together, and so is what takes in events.
 */
gboolean
zhihui_platform_make_player (ZhihuiPlatform *self, GError **error)
{
  g_autofree char *scenario = zhihui_store_get_setting (self->store, "scenario");

  g_clear_pointer (&self->player, zhihui_player_free);
  g_clear_pointer (&self->intake, zhihui_intake_free);
  g_clear_pointer (&self->life_cycle, zhihui_life_cycle_free);
  self->life_cycle = zhihui_life_cycle_new (self->store, self->ledger, self->calendar, self->zone);
  self->intake = zhihui_intake_new (self->life_cycle);
  if (scenario == NULL || self->ledger->is_partial)
    return TRUE;

  self->player = zhihui_player_new (self->life_cycle, error);
  return self->player != NULL;
}

void
zhihui_platform_drop_engine (ZhihuiPlatform *self)
{
  zhihui_store_set_engine (self->store, NULL);
  if (self->figures != NULL)
    zhihui_figures_set_engine (self->figures, NULL, NULL);
  self->ahead = NULL;
  g_clear_pointer (&self->engine, zhihui_engine_free);
}

/* What others wrote since is in the sums already, and not in the ledger. */
static gboolean
is_current (gpointer user_data)
{
  ZhihuiPlatform *self = user_data;

  return zhihui_store_get_data_version (self->store) == self->data_version;
}

/* The sums count, in a thread of their own where that is possible; where boards are asked
 * elsewhere, when that cannot be had. */
static gboolean
make_engine (ZhihuiPlatform *self, GError **error)
{
  const char *address = zhihui_store_get_address (self->store);

  if (self->boards != NULL)
    self->ahead = zhihui_board_engine_new (self->store, self->database, self->boards, error);
  else if (address != NULL)
    self->ahead = zhihui_rollup_ahead_new (self->store, address, error);
  else
    self->engine = zhihui_rollup_engine_new (self->store, error);
  if (self->ahead != NULL && self->boards == NULL)
    zhihui_engine_ahead_set_check (self->ahead, is_current, self);
  if (self->ahead != NULL)
    self->engine = zhihui_engine_ahead_get_engine (self->ahead);
  return self->engine != NULL;
}

/* What is at work; the rest is counted by the sums by unit and day. */
static gboolean
load_working_set (ZhihuiPlatform     *self,
                  ZhihuiLedger       *ledger,
                  ZhihuiRollupCases **cases,
                  GError            **error)
{
  g_autofree char *as_of = zhihui_platform_get_setting (self, "as_of", "0");
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  gint64           last = g_ascii_strtoll (as_of, NULL, 10);

  if (self->engine == NULL && !make_engine (self, error))
    return FALSE;

  now = last > 0 ? MIN (now, last) : now;
  if (!zhihui_store_load_working_set (
        self->store, ledger, zhihui_zone_day_of (self->zone, now) - RECENT_DAYS, error))
    return FALSE;

  *cases = zhihui_rollup_cases_new (self->store, ledger, self->zone, error);
  return *cases != NULL;
}

static gboolean
load_rows (ZhihuiPlatform *self, ZhihuiLedger *ledger, ZhihuiRollupCases **cases, GError **error)
{
  g_autofree char *limit = zhihui_platform_get_setting (self, "ledger_limit", LEDGER_LIMIT);

  if (zhihui_store_get_last_assignment (self->store) > g_ascii_strtoll (limit, NULL, 10))
    return load_working_set (self, ledger, cases, error);
  return zhihui_store_load_ledger (self->store, ledger, error);
}

/* An engine that is there stays: who waits for its counts gets those of the new data. */
static void
take_engine (ZhihuiPlatform *self, ZhihuiRollupCases *cases)
{
  if (cases == NULL && self->boards == NULL)
    zhihui_platform_drop_engine (self);
  if (self->engine != NULL)
    zhihui_engine_forget (self->engine);
  zhihui_store_set_engine (self->store, self->engine);
  zhihui_figures_set_engine (self->figures, self->engine, cases);
  zhihui_store_watch_cases (self->store, cases != NULL ? zhihui_rollup_cases_move : NULL, cases);
  g_clear_pointer (&self->cases, zhihui_rollup_cases_free);
  self->cases = cases;
}

/* All of one state of the database. */
static gboolean
read_all (ZhihuiPlatform      *self,
          ZhihuiLedger        *ledger,
          ZhihuiRollupCases  **cases,
          ZhihuiWorkCalendar **calendar,
          GError             **error)
{
  if (!zhihui_store_read_position (self->store, &self->seen, error))
    return FALSE;

  *calendar = zhihui_store_load_calendar (self->store, error);
  return *calendar != NULL && load_rows (self, ledger, cases, error);
}

static gboolean
read_state (ZhihuiPlatform      *self,
            ZhihuiLedger        *ledger,
            ZhihuiRollupCases  **cases,
            ZhihuiWorkCalendar **calendar,
            GError             **error)
{
  ZhihuiDatabase *db = zhihui_store_get_database (self->store);
  gboolean        own_transaction = !zhihui_database_is_in_transaction (db);
  gboolean        done;

  /* Who asks boards elsewhere writes a name for the rows: not while all is read in one state. */
  if (self->boards != NULL && self->engine == NULL && !make_engine (self, error))
    return FALSE;

  self->data_version = zhihui_store_get_data_version (self->store);
  if (!zhihui_store_prepare_following (self->store, error) ||
      (own_transaction && !zhihui_database_begin_reading (db, error)))
    return FALSE;

  done = read_all (self, ledger, cases, calendar, error);
  if (own_transaction)
    zhihui_database_rollback (db); /* nothing was written */
  return done;
}

/**
 * zhihui_platform_make_readers:
 *
 * Makes what reads in the ledger and keeps names or a calendar: what takes in events, lets a place
 * live on, and watches for alerts.
 */
gboolean
zhihui_platform_make_readers (ZhihuiPlatform *self, GError **error)
{
  g_clear_pointer (&self->watch, zhihui_alert_watch_free);
  zhihui_platform_update_hidden_words (self);
  if (!zhihui_platform_make_player (self, error))
    return FALSE;

  self->watch =
    zhihui_alert_watch_new (self->store, self->figures, self->calendar, self->zone, error);
  return self->watch != NULL;
}

/**
 * zhihui_platform_load:
 *
 * Reads everything anew. What cannot be read leaves the figures as they were: half a ledger would
 * show half the cases.
 */
gboolean
zhihui_platform_load (ZhihuiPlatform *self, GError **error)
{
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = NULL;
  ZhihuiRollupCases *cases = NULL;

  self->needs_load = TRUE;
  if (!read_state (self, fresh, &cases, &calendar, error))
    return FALSE;

  zhihui_work_calendar_unref (self->calendar);
  self->calendar = g_steal_pointer (&calendar);
  zhihui_figures_set_calendar (self->figures, self->calendar);
  if (self->freezer == NULL)
    self->freezer = zhihui_freezer_new (self->store, self->figures, self->calendar, self->region);
  zhihui_freezer_set_calendar (self->freezer, self->calendar);
  g_clear_pointer (&self->watch, zhihui_alert_watch_free);
  zhihui_ledger_swap (self->ledger, fresh);
  take_engine (self, cases);
  zhihui_freezer_look_again (self->freezer);
  self->needs_load = !zhihui_platform_make_readers (self, error);
  return !self->needs_load;
}
