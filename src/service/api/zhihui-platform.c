/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-platform-private.h"

#define MANY_ROWS 200000 /* assignments from which counting is felt: tick less often */
#define MAX_IN_VAIN 3    /* then rules do not wait for counts, but make them */

static double
get_ratio (ZhihuiPlatform *self, const char *key, double fallback)
{
  g_autofree char *text = zhihui_store_get_setting (self->store, key);
  char            *end = NULL;
  double           ratio = text != NULL ? g_ascii_strtod (text, &end) : fallback;

  return text != NULL && (end == text || !(ratio > 0 && ratio <= 1)) ? fallback : ratio;
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
  self->region = zhihui_platform_get_setting (self, "region", "00");
  self->language = zhihui_platform_get_setting (self, "language", ZHIHUI_DEFAULT_LANGUAGE);
  if (*self->language == '\0')
    {
      g_free (self->language);
      self->language = g_strdup (ZHIHUI_DEFAULT_LANGUAGE);
    }
  self->targets.sign = get_ratio (self, "target_sign", 0.98);
  self->targets.contact = get_ratio (self, "target_contact", 0.98);
  self->targets.reply = get_ratio (self, "target_reply", 0.99);

  zone = zhihui_platform_get_setting (self, "time_zone", "Asia/Shanghai");
  self->zone = zhihui_zone_new (zone, error);
  if (self->zone == NULL)
    return NULL;
  self->figures = zhihui_figures_new (self->ledger, self->zone, self->region);
  if (!zhihui_platform_load (self, error))
    return NULL;

  clock = zhihui_platform_get_setting (self, "clock", "real");
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
  if (self->ahead != NULL)
    zhihui_engine_ahead_wait_no_more (self->ahead, self);
  zhihui_platform_drop_engine (self);
  zhihui_store_watch_cases (self->store, NULL, NULL);
  g_clear_pointer (&self->cases, zhihui_rollup_cases_free);
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

static void judge_alerts (ZhihuiPlatform *self, gint64 now);

static void
judge_again_cb (gpointer user_data)
{
  ZhihuiPlatform *self = user_data;

  self->is_judging_later = FALSE;
  if (self->watch != NULL && !self->needs_load)
    judge_alerts (self, zhihui_figures_get_as_of (self->figures));
}

/* A rule whose counts are not there is judged when they are; the others do not wait for it. */
static void
judge_alerts (ZhihuiPlatform *self, gint64 now)
{
  gboolean may_wait = self->ahead != NULL && self->n_judged_in_vain < MAX_IN_VAIN;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (may_wait)
    zhihui_engine_ahead_begin (self->ahead);
  if (!zhihui_alert_watch_judge (self->watch, now, &changed, &error))
    take_watch_fault (self, error);
  self->moment += changed;
  if (!may_wait || !zhihui_engine_ahead_end (self->ahead))
    {
      self->n_judged_in_vain = 0;
      return;
    }

  self->n_judged_in_vain++;
  zhihui_figures_forget (self->figures);
  if (!self->is_judging_later)
    zhihui_engine_ahead_wait (self->ahead, judge_again_cb, self);
  self->is_judging_later = TRUE;
}

/* What is read after the transaction has begun stays so until its end: who writes knows all that
 * others wrote. */
static gboolean
begin_writing (ZhihuiPlatform *self, GError **error)
{
  if (!zhihui_store_begin (self->store, error))
    return FALSE;
  if (zhihui_platform_take_over (self, error))
    return TRUE;

  zhihui_store_rollback (self->store);
  return FALSE;
}

/* What could not be written is not in the database; ledger and player go back to what is. */
static gboolean
end_writing (ZhihuiPlatform *self, gboolean keep, GError **error)
{
  ZhihuiStorePosition position;

  if (keep && zhihui_store_read_position (self->store, &position, error) &&
      zhihui_store_commit (self->store, error))
    {
      self->seen = position;
      return TRUE;
    }

  zhihui_store_rollback (self->store);
  self->moment++;
  if (!zhihui_platform_load (self, NULL))
    g_warning ("the ledger cannot be read again");
  return FALSE;
}

/* Who reads cases knows what others have read of them, and nobody reads meanwhile. */
static gboolean
read_new_cases (ZhihuiPlatform *self, gint64 now, GError **error)
{
  if (!begin_writing (self, error))
    return FALSE;
  return end_writing (self, zhihui_alert_watch_read (self->watch, now, error), error);
}

static void
read_cases (ZhihuiPlatform *self, gint64 now)
{
  guint    n_words = self->ledger->words->len;
  gboolean has_new = zhihui_alert_watch_has_unread (self->watch);
  g_autoptr (GError) error = NULL;

  if (has_new ? !read_new_cases (self, now, &error)
              : !zhihui_alert_watch_read (self->watch, now, &error))
    take_watch_fault (self, error);
  if (self->ledger->words->len != n_words)
    zhihui_platform_update_hidden_words (self);
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

/* Where another program has let the place live on meanwhile, it goes on from there: what that one
 * did was taken over in this transaction. */
static gboolean
live_on (ZhihuiPlatform *self, gint64 now, GError **error)
{
  if (self->player != NULL && zhihui_player_is_left_behind (self->player) &&
      !zhihui_platform_make_player (self, error))
    return FALSE;
  return self->player == NULL || zhihui_player_advance (self->player, now, error);
}

static gboolean
advance (ZhihuiPlatform *self, gint64 now, GError **error)
{
  if (self->player == NULL || zhihui_player_get_now (self->player) >= now)
    return zhihui_platform_take_over (self, error);
  if (!begin_writing (self, error))
    return FALSE;
  return end_writing (self, live_on (self, now, error), error);
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
  zhihui_platform_drop_engine (self);
  return zhihui_platform_load (self, error);
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
 * zhihui_platform_is_counting:
 *
 * Returns: whether counts of the present moment are being made: they are worth waiting for, before
 *   the moment moves on and they are of before
 */
gboolean
zhihui_platform_is_counting (ZhihuiPlatform *self)
{
  return self->ahead != NULL && self->boards == NULL &&
         zhihui_engine_ahead_is_counting (self->ahead);
}

/**
 * zhihui_platform_catch_up:
 *
 * Takes over what others wrote, without moving on.
 */
void
zhihui_platform_catch_up (ZhihuiPlatform *self)
{
  g_autoptr (GError) error = NULL;

  if (!zhihui_platform_take_over (self, &error))
    g_warning ("what others wrote cannot be read: %s", error->message);
  else
    zhihui_figures_set_moment (self->figures, zhihui_figures_get_as_of (self->figures));
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
 * zhihui_platform_cancel_intake:
 *
 * Nothing of what was written happened. The ledger must be as it was when the intake began.
 */
void
zhihui_platform_cancel_intake (ZhihuiPlatform *self)
{
  g_return_if_fail (self != NULL);

  zhihui_store_rollback (self->store);
}

/**
 * zhihui_platform_get_tick_s:
 *
 * Returns: how often it is worth to tick: seconds of real time
 */
guint
zhihui_platform_get_tick_s (ZhihuiPlatform *self)
{
  return self->ledger->is_partial || self->ledger->assignments->len > MANY_ROWS ? 5 : 1;
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
