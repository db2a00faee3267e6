/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-platform.h"

#include <glib/gi18n-lib.h>

#include "zhihui-board-engine.h"
#include "zhihui-error.h"
#include "zhihui-player.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-store-clock.h"

#define LEDGER_LIMIT "600000" /* assignments that are held in memory: 230 bytes each */
#define RECENT_DAYS 2
#define MANY_ROWS 200000 /* assignments from which counting is felt: tick less often */

struct _ZhihuiPlatform
{
  ZhihuiStore         *store; /* borrowed */
  ZhihuiLedger        *ledger;
  ZhihuiFigures       *figures;
  ZhihuiFreezer       *freezer;
  ZhihuiPlatformClock *clock;
  ZhihuiZone          *zone;
  char                *region, *language; /* owned */
  ZhihuiTargets        targets;
  GBytes              *boundary;
  guint64              data_version;
  gint64               last_import, calendar_revision; /* id of the record, 0 none */
  gint64               last_event; /* id of the newest in the log that the ledger knows, 0 none */
  guint                moment;
  gboolean             needs_load; /* the last attempt failed */

  ZhihuiEngine       *engine;            /* or NULL: the ledger holds everything */
  ZhihuiEngineAhead  *ahead;             /* or NULL; is then @engine */
  char               *database, *boards; /* owned, or NULL: addresses */
  ZhihuiRollupCases  *cases;             /* not NULL where the ledger is partial */
  ZhihuiWorkCalendar *calendar;
  ZhihuiLifeCycle    *life_cycle;
  ZhihuiIntake       *intake;
  ZhihuiPlayer       *player; /* or NULL: the data is not simulated */
  ZhihuiAlertWatch   *watch;  /* owned: NULL while it could not be made */
};

static char *
get_setting (ZhihuiPlatform *self, const char *key, const char *fallback)
{
  char *value = zhihui_store_get_setting (self->store, key);

  return value != NULL ? value : g_strdup (fallback);
}

static double
get_ratio (ZhihuiPlatform *self, const char *key, double fallback)
{
  g_autofree char *text = zhihui_store_get_setting (self->store, key);
  char            *end = NULL;
  double           ratio = text != NULL ? g_ascii_strtod (text, &end) : fallback;

  return text != NULL && (end == text || !(ratio > 0 && ratio <= 1)) ? fallback : ratio;
}

/* What cannot be read completely would let words through: then the list stays as it was. */
static void
update_hidden_words (ZhihuiPlatform *self)
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

static gint64
find_number (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  gint64           number =
    zhihui_statement_step (row) == ZHIHUI_STEP_ROW ? zhihui_statement_get_integer (row, 0) : 0;

  zhihui_statement_reset (row);
  return number;
}

static const char last_event_sql[] = "SELECT COALESCE (MAX (id), 0) FROM event";
static const char last_import_sql[] = "SELECT COALESCE (MAX (id), 0) FROM import_run";

/* A simulated place lives on; its player knows places in the ledger, so both are made anew
 * together, and so is what takes in events. */
static gboolean
make_player (ZhihuiPlatform *self, GError **error)
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

static void
drop_engine (ZhihuiPlatform *self)
{
  zhihui_store_set_engine (self->store, NULL);
  if (self->figures != NULL)
    zhihui_figures_set_engine (self->figures, NULL, NULL);
  zhihui_store_watch_cases (self->store, NULL, NULL);
  g_clear_pointer (&self->engine, zhihui_engine_free);
  self->ahead = NULL;
  g_clear_pointer (&self->cases, zhihui_rollup_cases_free);
}

/* The sums count; where boards are asked elsewhere, when that cannot be had. */
static gboolean
make_engine (ZhihuiPlatform *self, GError **error)
{
  if (self->boards != NULL)
    self->ahead = zhihui_board_engine_new (self->store, self->database, self->boards, error);
  self->engine = self->boards == NULL  ? zhihui_rollup_engine_new (self->store, error)
                 : self->ahead != NULL ? zhihui_engine_ahead_get_engine (self->ahead)
                                       : NULL;
  return self->engine != NULL;
}

/* What is at work; the rest is counted by the sums by unit and day. */
static gboolean
load_working_set (ZhihuiPlatform *self, ZhihuiLedger *ledger, GError **error)
{
  g_autofree char *as_of = get_setting (self, "as_of", "0");
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  gint64           last = g_ascii_strtoll (as_of, NULL, 10);

  drop_engine (self);
  if (!make_engine (self, error))
    return FALSE;

  now = last > 0 ? MIN (now, last) : now;
  if (!zhihui_store_load_working_set (
        self->store, ledger, zhihui_zone_day_of (self->zone, now) - RECENT_DAYS, error) ||
      !(self->cases = zhihui_rollup_cases_new (self->store, ledger, self->zone, error)))
    return FALSE;

  zhihui_store_watch_cases (self->store, zhihui_rollup_cases_move, self->cases);
  return TRUE;
}

static gboolean
load_rows (ZhihuiPlatform *self, ZhihuiLedger *ledger, GError **error)
{
  g_autofree char *limit = get_setting (self, "ledger_limit", LEDGER_LIMIT);

  if (zhihui_store_get_last_assignment (self->store) > g_ascii_strtoll (limit, NULL, 10))
    return load_working_set (self, ledger, error);

  drop_engine (self);
  return zhihui_store_load_ledger (self->store, ledger, error) &&
         (self->boards == NULL || make_engine (self, error));
}

/* What cannot be read leaves the figures as they were: half a ledger would show half the cases. */
static gboolean
load (ZhihuiPlatform *self, GError **error)
{
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = NULL;

  self->needs_load = TRUE;
  self->data_version = zhihui_store_get_data_version (self->store);
  self->last_import = find_number (self->store, last_import_sql);
  self->last_event = find_number (self->store, last_event_sql);
  self->calendar_revision = zhihui_store_get_calendar_revision (self->store);
  calendar = zhihui_store_load_calendar (self->store, error);
  if (calendar == NULL || !load_rows (self, fresh, error))
    return FALSE;

  zhihui_work_calendar_unref (self->calendar);
  self->calendar = g_steal_pointer (&calendar);
  zhihui_figures_set_calendar (self->figures, self->calendar);
  g_clear_pointer (&self->freezer, zhihui_freezer_free);
  self->freezer = zhihui_freezer_new (self->store, self->figures, self->calendar, self->region);
  g_clear_pointer (&self->watch, zhihui_alert_watch_free);
  zhihui_ledger_swap (self->ledger, fresh);
  zhihui_store_set_engine (self->store, self->engine);
  if (self->freezer != NULL)
    zhihui_freezer_look_again (self->freezer);
  zhihui_figures_set_engine (self->figures, self->engine, self->cases);
  update_hidden_words (self);
  if (!make_player (self, error))
    return FALSE;

  self->watch =
    zhihui_alert_watch_new (self->store, self->figures, self->calendar, self->zone, error);
  self->needs_load = self->watch == NULL;
  return !self->needs_load;
}

/* Another process wrote: an import, an event or a calendar changes what is counted, a token or a
 * note on an alert does not. */
static gboolean
take_over (ZhihuiPlatform *self, GError **error)
{
  guint64 version = zhihui_store_get_data_version (self->store);

  if (version == self->data_version && !self->needs_load)
    return TRUE;

  self->data_version = version;
  self->moment++;
  update_hidden_words (self);
  if (!self->needs_load && find_number (self->store, last_import_sql) == self->last_import &&
      find_number (self->store, last_event_sql) == self->last_event &&
      zhihui_store_get_calendar_revision (self->store) == self->calendar_revision)
    return TRUE;
  return load (self, error);
}

/**
 * zhihui_platform_new:
 * @store: (transfer none): must outlive the platform
 * @speed: platform seconds a real second; below 0: as the database says
 *
 * Reads the whole ledger. Call zhihui_platform_tick() before anything is asked.
 */
ZhihuiPlatform *
zhihui_platform_new (ZhihuiStore *store, double speed, GError **error)
{
  g_autoptr (ZhihuiPlatform) self = g_new0 (ZhihuiPlatform, 1);
  g_autofree char *zone = NULL;
  g_autofree char *clock = NULL;

  self->store = store;
  self->ledger = zhihui_ledger_new ();
  self->region = get_setting (self, "region", "00");
  self->language = get_setting (self, "language", "zh_CN");
  self->targets.sign = get_ratio (self, "target_sign", 0.98);
  self->targets.contact = get_ratio (self, "target_contact", 0.98);
  self->targets.reply = get_ratio (self, "target_reply", 0.99);

  zone = get_setting (self, "time_zone", "Asia/Shanghai");
  self->zone = zhihui_zone_new (zone, error);
  if (self->zone == NULL)
    return NULL;
  self->figures = zhihui_figures_new (self->ledger, self->zone, self->region);
  if (!load (self, error))
    return NULL;

  clock = get_setting (self, "clock", "real");
  self->clock = zhihui_platform_clock_new_of_kind (clock, self->ledger->as_of, speed);
  return g_steal_pointer (&self);
}

void
zhihui_platform_free (ZhihuiPlatform *self)
{
  g_clear_pointer (&self->watch, zhihui_alert_watch_free);
  g_clear_pointer (&self->player, zhihui_player_free);
  g_clear_pointer (&self->intake, zhihui_intake_free);
  g_clear_pointer (&self->life_cycle, zhihui_life_cycle_free);
  g_clear_pointer (&self->freezer, zhihui_freezer_free);
  g_clear_pointer (&self->calendar, zhihui_work_calendar_unref);
  drop_engine (self);
  g_clear_pointer (&self->figures, zhihui_figures_free);
  g_clear_pointer (&self->ledger, zhihui_ledger_free);
  g_clear_pointer (&self->clock, zhihui_platform_clock_free);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->boundary, g_bytes_unref);
  g_free (self->database);
  g_free (self->boards);
  g_free (self->region);
  g_free (self->language);
  g_free (self);
}

/* What alerts could not store must not stop the figures; what is half done is made anew. */
static void
take_watch_fault (ZhihuiPlatform *self, const GError *error)
{
  g_warning ("alerts: %s", error->message);
  self->needs_load =
    self->needs_load || !g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
}

static void
read_cases (ZhihuiPlatform *self, gint64 now)
{
  guint n_words = self->ledger->words->len;
  g_autoptr (GError) error = NULL;

  if (!zhihui_alert_watch_read (self->watch, now, &error))
    take_watch_fault (self, error);
  if (self->ledger->words->len != n_words)
    update_hidden_words (self);
}

/* What was written here into the log is known here; unless others wrote too. */
static void
note_own_events (ZhihuiPlatform *self)
{
  gint64 last_event = find_number (self->store, last_event_sql);

  if (zhihui_store_get_data_version (self->store) == self->data_version)
    self->last_event = last_event;
}

static void
judge_alerts (ZhihuiPlatform *self, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (!zhihui_alert_watch_judge (self->watch, now, &changed, &error))
    take_watch_fault (self, error);
  self->moment += changed;
}

/* What is read after the transaction has begun stays so until its end: who writes knows all that
 * others wrote. */
static gboolean
begin_writing (ZhihuiPlatform *self, GError **error)
{
  if (!zhihui_store_begin (self->store, error))
    return FALSE;
  if (take_over (self, error))
    return TRUE;

  zhihui_store_rollback (self->store);
  return FALSE;
}

/* What could not be written is not in the database; ledger and player go back to what is. */
static gboolean
end_writing (ZhihuiPlatform *self, gboolean keep, GError **error)
{
  gint64 last_event = keep ? find_number (self->store, last_event_sql) : 0;

  if (keep && zhihui_store_commit (self->store, error))
    {
      self->last_event = last_event;
      return TRUE;
    }

  zhihui_store_rollback (self->store);
  self->moment++;
  if (!load (self, NULL))
    g_warning ("the ledger cannot be read again");
  return FALSE;
}

/* Without a snapshot the month is answered as it stands: no reason to stop. */
static void
freeze (ZhihuiPlatform *self, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gboolean has_frozen;

  if (!zhihui_freezer_tick (self->freezer, now, &has_frozen, &error))
    g_warning ("a month cannot be frozen: %s", error->message);
  else if (has_frozen)
    self->moment++;
}

static gboolean
advance (ZhihuiPlatform *self, gint64 now, GError **error)
{
  if (self->player == NULL || zhihui_player_get_now (self->player) >= now)
    return take_over (self, error);
  if (!begin_writing (self, error))
    return FALSE;
  return end_writing (
    self, self->player == NULL || zhihui_player_advance (self->player, now, error), error);
}

/**
 * zhihui_platform_tick:
 *
 * Moves on to the clock's present moment: lets a simulated place live on, takes over what another
 * process wrote into the database. After an error the platform stays at the last good moment.
 */
gboolean
zhihui_platform_tick (ZhihuiPlatform *self, GError **error)
{
  gint64 now = zhihui_platform_clock_get_now (self->clock);

  if (!advance (self, now, error))
    return FALSE;

  read_cases (self, now);
  note_own_events (self);
  if (zhihui_figures_set_moment (self->figures, now))
    {
      self->moment++;
      if (self->ahead != NULL)
        zhihui_engine_ahead_move_on (self->ahead);
    }
  judge_alerts (self, now);
  freeze (self, now);
  return TRUE;
}

/**
 * zhihui_platform_ask_boards_of:
 * @database: address of the store
 * @boards: address of the engine that boards are asked of
 *
 * From now on; where it cannot be had the sums of the store count.
 */
gboolean
zhihui_platform_ask_boards_of (ZhihuiPlatform *self,
                               const char     *database,
                               const char     *boards,
                               GError        **error)
{
  g_free (self->database);
  g_free (self->boards);
  self->database = g_strdup (database);
  self->boards = g_strdup (boards);
  return load (self, error);
}

/**
 * zhihui_platform_get_ahead:
 *
 * Returns: (transfer none) (nullable): what knows which counts are still to be asked for
 */
ZhihuiEngineAhead *
zhihui_platform_get_ahead (ZhihuiPlatform *self)
{
  return self->ahead;
}

/**
 * zhihui_platform_begin_intake:
 *
 * Begins a transaction on what the database holds now, also when another process wrote it.
 *
 * Returns: (transfer none) (nullable): what takes in events, until zhihui_platform_end_intake();
 *   %NULL when the database cannot be written
 */
ZhihuiIntake *
zhihui_platform_begin_intake (ZhihuiPlatform *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return begin_writing (self, error) ? self->intake : NULL;
}

/**
 * zhihui_platform_end_intake:
 * @keep: %FALSE: something went wrong, nothing must have happened
 *
 * Writes the changed rows and commits. What could not be written is not in the database, and the
 * ledger goes back to what is.
 *
 * Returns: whether all is on disk
 */
gboolean
zhihui_platform_end_intake (ZhihuiPlatform *self, gboolean keep, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!end_writing (self, keep && zhihui_life_cycle_flush (self->life_cycle, error), error))
    return FALSE;

  self->moment++;
  return TRUE;
}

/**
 * zhihui_platform_get_tick_s:
 *
 * Returns: how often it is worth to tick: seconds of real time
 */
guint
zhihui_platform_get_tick_s (ZhihuiPlatform *self)
{
  return self->ledger->assignments->len > MANY_ROWS ? 5 : 1;
}

ZhihuiStore *
zhihui_platform_get_store (ZhihuiPlatform *self)
{
  return self->store;
}

ZhihuiLedger *
zhihui_platform_get_ledger (ZhihuiPlatform *self)
{
  return self->ledger;
}

ZhihuiFigures *
zhihui_platform_get_figures (ZhihuiPlatform *self)
{
  return self->figures;
}

ZhihuiAlertWatch *
zhihui_platform_get_watch (ZhihuiPlatform *self)
{
  return self->watch;
}

ZhihuiFreezer *
zhihui_platform_get_freezer (ZhihuiPlatform *self)
{
  return self->freezer;
}

ZhihuiWorkCalendar *
zhihui_platform_get_calendar (ZhihuiPlatform *self)
{
  return self->calendar;
}

ZhihuiPlatformClock *
zhihui_platform_get_clock (ZhihuiPlatform *self)
{
  return self->clock;
}

ZhihuiZone *
zhihui_platform_get_zone (ZhihuiPlatform *self)
{
  return self->zone;
}

const char *
zhihui_platform_get_region (ZhihuiPlatform *self)
{
  return self->region;
}

const char *
zhihui_platform_get_language (ZhihuiPlatform *self)
{
  return self->language;
}

const ZhihuiTargets *
zhihui_platform_get_targets (ZhihuiPlatform *self)
{
  return &self->targets;
}

guint
zhihui_platform_get_moment (ZhihuiPlatform *self)
{
  return self->moment;
}

/**
 * zhihui_platform_touch:
 *
 * Something outside the ledger changed: answers made before are of yesterday.
 */
void
zhihui_platform_touch (ZhihuiPlatform *self)
{
  self->moment++;
}

/**
 * zhihui_platform_is_simulated:
 *
 * Returns: whether the place lives on by itself
 */
gboolean
zhihui_platform_is_simulated (ZhihuiPlatform *self)
{
  return self->player != NULL;
}

/**
 * zhihui_platform_get_boundary:
 *
 * Returns: (transfer none) (nullable): GeoJSON of the regions
 */
GBytes *
zhihui_platform_get_boundary (ZhihuiPlatform *self)
{
  return self->boundary;
}

void
zhihui_platform_set_boundary (ZhihuiPlatform *self, GBytes *geojson)
{
  g_clear_pointer (&self->boundary, g_bytes_unref);
  self->boundary = g_bytes_ref (geojson);
}
