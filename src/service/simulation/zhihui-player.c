/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-player.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-case-service.h"
#include "zhihui-error.h"
#include "zhihui-place-day.h"
#include "zhihui-played-place.h"
#include "zhihui-player-meeting.h"
#include "zhihui-player-queue.h"
#include "zhihui-store-clock.h"

struct _ZhihuiPlayer
{
  ZhihuiLifeCycle        *life_cycle; /* not owned */
  ZhihuiScenario         *scenario;   /* owned */
  ZhihuiSimulatorSettings settings;
  ZhihuiSimulator        *simulator; /* owned */
  ZhihuiPlayerQueue      *queue;     /* owned */
  ZhihuiPlaceDays        *days;      /* owned */
  gint32                  day;       /* the open one; before the first, the day before it */
  gint64                  now;
  gint64                  calendar_revision; /* by which deadlines in the ledger are made */
  guint64                 n_applied, n_refused;
};

static gint64
read_number (ZhihuiStore *store, const char *key, gint64 otherwise)
{
  g_autofree char *text = zhihui_store_get_setting (store, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static gboolean
write_number (ZhihuiStore *store, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return zhihui_store_set_setting (store, key, text, error);
}

/**
 * zhihui_player_new:
 * @life_cycle: its store has the settings scenario, seed, first_day, n_cases, exact and n_units,
 *   and its ledger is loaded; must outlive it
 *
 * Returns: (transfer full) (nullable): the player; %NULL with NOT_FOUND when the store was not made
 *   by a simulation
 */
ZhihuiPlayer *
zhihui_player_new (ZhihuiLifeCycle *life_cycle, GError **error)
{
  g_autoptr (ZhihuiPlayer) self = NULL;
  g_autofree char *name = NULL;
  ZhihuiStore     *store;
  ZhihuiZone      *zone;

  g_return_val_if_fail (life_cycle != NULL, NULL);

  store = zhihui_life_cycle_get_store (life_cycle);
  zone = zhihui_life_cycle_get_zone (life_cycle);
  name = zhihui_store_get_setting (store, "scenario");
  if (name == NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_NOT_FOUND,
                           _ ("This database was not made by a simulation, so it cannot run on"));
      return NULL;
    }

  self = g_new0 (ZhihuiPlayer, 1);
  self->life_cycle = life_cycle;
  self->scenario = zhihui_scenario_new (name, (guint) read_number (store, "n_units", 0), error);
  if (self->scenario == NULL)
    return NULL;

  self->settings.seed = (guint64) read_number (store, "seed", 1);
  self->settings.first_day = (gint32) read_number (store, "first_day", 0);
  self->settings.n_cases = (guint) read_number (store, "n_cases", 36000);
  self->settings.exact = read_number (store, "exact", 0) != 0;
  self->calendar_revision = zhihui_store_get_calendar_revision (store);
  self->simulator = zhihui_simulator_new (self->scenario,
                                          &self->settings,
                                          zhihui_life_cycle_get_ledger (life_cycle)->clock_rules,
                                          zhihui_life_cycle_get_calendar (life_cycle),
                                          zone);
  self->queue = zhihui_player_queue_new (zone);
  self->days = zhihui_place_days_new (
    self->scenario, life_cycle, self->settings.seed, self->settings.first_day);
  self->day = (gint32) read_number (store, "simulated_day", self->settings.first_day - 1);
  self->now =
    read_number (store, "as_of", zhihui_zone_day_start (zone, self->settings.first_day) - 1);
  if (!zhihui_player_queue_load (
        self->queue, store, zhihui_life_cycle_get_ledger (life_cycle), error))
    return NULL;

  zhihui_player_queue_open_day (self->queue, self->day);
  return g_steal_pointer (&self);
}

void
zhihui_player_free (ZhihuiPlayer *self)
{
  if (self == NULL)
    return;

  zhihui_place_days_free (self->days);
  zhihui_player_queue_free (self->queue);
  zhihui_simulator_free (self->simulator);
  zhihui_scenario_free (self->scenario);
  g_free (self);
}

gint64
zhihui_player_get_now (ZhihuiPlayer *self)
{
  g_return_val_if_fail (self != NULL, ZHIHUI_NO_INSTANT);

  return self->now;
}

/**
 * zhihui_player_get_n_applied:
 *
 * Returns: events applied since the player was made
 */
guint64
zhihui_player_get_n_applied (ZhihuiPlayer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_applied;
}

/**
 * zhihui_player_get_n_refused:
 *
 * Returns: events that could not follow; 0 unless others changed simulated cases
 */
guint64
zhihui_player_get_n_refused (ZhihuiPlayer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_refused;
}

static gboolean
forget_pending (ZhihuiStore *store, guint64 serial, GError **error)
{
  static const char sql[] = "DELETE FROM pending_case WHERE serial = ?";
  ZhihuiStatement  *statement = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (statement, 1, (gint64) serial);
  return zhihui_statement_finish (statement, error);
}

static gint64
get_case_id (ZhihuiPlayer *self, const ZhihuiSlot *slot)
{
  GArray *cases = zhihui_life_cycle_get_ledger (self->life_cycle)->cases;

  return g_array_index (cases, ZhihuiCaseRow, slot->case_index).id;
}

static gboolean
submit (ZhihuiPlayer *self, ZhihuiSlot *slot, gint64 at, GError **error)
{
  const ZhihuiPlayedCase *played = &slot->played;
  ZhihuiStore            *store = zhihui_life_cycle_get_store (self->life_cycle);
  ZhihuiDraft             draft = { .source = "simulation", .lon = NAN, .lat = NAN };

  if (slot->texts == NULL)
    slot->texts = zhihui_played_texts_make (self->scenario, self->settings.seed, played);

  draft.source_key = slot->texts->key;
  draft.no = slot->texts->no;
  draft.type = played->type;
  draft.channel = played->channel;
  draft.region = played->region;
  draft.topic = played->topic;
  draft.word = played->word;
  draft.is_anonymous = played->is_anonymous;
  draft.repeat_of = slot->texts->repeat_of;
  draft.title = slot->texts->title;
  draft.complainant = slot->texts->complainant;
  draft.phone = slot->texts->phone;
  draft.address = slot->texts->address;
  zhihui_played_place_make (
    self->scenario, self->settings.seed, played, draft.address, &draft.lon, &draft.lat);
  zhihui_case_service_fill_draft (self->scenario, self->settings.seed, played, &draft);
  if (!zhihui_life_cycle_submit (self->life_cycle, &draft, at, &slot->case_index, error))
    return FALSE;

  g_clear_pointer (&slot->texts, zhihui_played_texts_free);
  if (!zhihui_case_service_write (
        self->scenario, self->settings.seed, played, store, get_case_id (self, slot), error))
    return FALSE;
  return !slot->is_stored || forget_pending (store, played->serial, error);
}

/* A duplicate is joined to the latest earlier case with the same topic, 0 when there is none. */
static gint64
find_twin (ZhihuiPlayer *self, guint case_index)
{
  GArray              *cases = zhihui_life_cycle_get_ledger (self->life_cycle)->cases;
  const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, case_index);

  for (guint i = case_index; i > 0 && i + 2000 > case_index; i--)
    {
      const ZhihuiCaseRow *other = &g_array_index (cases, ZhihuiCaseRow, i - 1);

      if (other->topic == one->topic && other->state < ZHIHUI_CASE_REJECTED)
        return other->id;
    }
  return 0;
}

static const char *
get_note (ZhihuiEventKind kind)
{
  static const char *const notes[ZHIHUI_N_EVENTS] = {
    [ZHIHUI_EVENT_REJECTED] = "不属于受理范围",
    [ZHIHUI_EVENT_RETURN_REQUESTED] = "不属于本单位职责",
    [ZHIHUI_EVENT_EXTENDED] = "情况复杂，需现场核实",
    [ZHIHUI_EVENT_SUSPENDED] = "等待补充材料",
    [ZHIHUI_EVENT_SENT_BACK] = "答复不完整，退回重办",
    [ZHIHUI_EVENT_REOPENED] = "回访未解决，重新办理",
  };

  return notes[kind];
}

static gboolean
apply (ZhihuiPlayer *self, const ZhihuiPlayedEvent *played, GError **error)
{
  ZhihuiSlot *slot = zhihui_player_queue_get_slot (self->queue, played->slot);
  ZhihuiEvent event = { .at = played->at,
                        .kind = played->kind,
                        .unit = played->unit,
                        .value = played->value,
                        .note = get_note (played->kind) };
  g_autoptr (GError) refusal = NULL;

  self->n_applied++;
  if (played->kind == ZHIHUI_EVENT_SUBMITTED)
    return submit (self, slot, played->at, error);

  if (slot->case_index == ZHIHUI_NO_INDEX)
    {
      self->n_refused++;
      return TRUE;
    }

  event.case_index = slot->case_index;
  if (event.kind == ZHIHUI_EVENT_MERGED)
    event.value = find_twin (self, slot->case_index);
  if (zhihui_life_cycle_apply (self->life_cycle, &event, &refusal))
    return TRUE;

  if (!g_error_matches (refusal, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  g_debug ("%s", refusal->message);
  self->n_refused++;
  return TRUE;
}

static gboolean
open_day (ZhihuiPlayer *self, GError **error)
{
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedCase));
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedEvent));

  self->day++;
  zhihui_simulator_play_day (self->simulator, self->day, cases, events);
  zhihui_player_queue_add_day (self->queue, cases, events);
  zhihui_player_queue_open_day (self->queue, self->day);
  return zhihui_place_days_open (self->days, self->day, error) &&
         (self->scenario->laws->meetings <= 0 ||
          zhihui_player_plan_meetings (
            self->life_cycle, self->scenario, self->settings.seed, self->day, error));
}

static gboolean
play (ZhihuiPlayer *self, gint64 to, GError **error)
{
  ZhihuiStore *store = zhihui_life_cycle_get_store (self->life_cycle);
  ZhihuiZone  *zone = zhihui_life_cycle_get_zone (self->life_cycle);

  while (TRUE)
    {
      const ZhihuiPlayedEvent *event = zhihui_player_queue_take (self->queue, to);

      if (event != NULL)
        {
          if (!apply (self, event, error))
            return FALSE;
        }
      else if (zhihui_zone_day_start (zone, self->day + 1) > to)
        break;
      else if (!open_day (self, error))
        return FALSE;
    }

  self->now = to;
  zhihui_life_cycle_get_ledger (self->life_cycle)->as_of = to;
  return zhihui_life_cycle_flush (self->life_cycle, error) &&
         zhihui_player_queue_save (
           self->queue, store, self->scenario, self->settings.seed, to, error) &&
         zhihui_place_days_sync (self->days, to, error) &&
         write_number (store, "simulated_day", self->day, error) &&
         write_number (store, "as_of", to, error);
}

/**
 * zhihui_player_is_left_behind:
 *
 * Returns: whether another program let the place live on meanwhile: only a new player can go on
 */
gboolean
zhihui_player_is_left_behind (ZhihuiPlayer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return read_number (zhihui_life_cycle_get_store (self->life_cycle), "as_of", self->now) !=
         self->now;
}

/* Deadlines that another program moved must not be overwritten. Two programs that let the same
 * database live on would each do everything twice. */
static gboolean
check_alone (ZhihuiPlayer *self, ZhihuiStore *store, GError **error)
{
  if (zhihui_store_get_calendar_revision (store) != self->calendar_revision)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_REFUSED,
                           _ ("A calendar was loaded meanwhile; the deadlines are read again"));
      return FALSE;
    }
  if (!zhihui_player_is_left_behind (self))
    return TRUE;

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, _ ("Another program lets this database run on"));
  return FALSE;
}

/**
 * zhihui_player_advance:
 * @to: the platform's clock; nothing happens when it is not after the present
 *
 * Applies all that happens up to and with @to, in one transaction (in the caller's if there is
 * one).
 *
 * Returns: %FALSE with @error: OFFLINE when the database is locked, REFUSED when another program
 *   moved it on; nothing has happened then. After any other error the transaction is rolled back,
 *   and ledger and player must be made anew.
 */
gboolean
zhihui_player_advance (ZhihuiPlayer *self, gint64 to, GError **error)
{
  ZhihuiStore *store;
  gboolean     own_transaction;

  g_return_val_if_fail (self != NULL, FALSE);

  if (to <= self->now)
    return TRUE;

  store = zhihui_life_cycle_get_store (self->life_cycle);
  own_transaction = !zhihui_database_is_in_transaction (zhihui_store_get_database (store));
  if (own_transaction && !zhihui_store_begin (store, error))
    return FALSE;

  if (!check_alone (self, store, error) || !play (self, to, error) ||
      (own_transaction && !zhihui_store_commit (store, error)))
    {
      zhihui_store_rollback (store);
      return FALSE;
    }
  return TRUE;
}
