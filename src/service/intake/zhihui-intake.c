/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-intake.h"

#include <string.h>

#include "zhihui-error.h"
#include "zhihui-intake-private.h"
#include "zhihui-receipt-purge.h"

/* A unit tells its own work when it is done, or its clocks would be its own: older news come from
 * the centre. */
#define UNIT_BEHIND_S (15 * 60)
#define MAX_AHEAD_S 60 /* clocks of senders may be so much before ours */

/**
 * zhihui_intake_new:
 * @life_cycle: must outlive it, and its units and regions must stay
 */
ZhihuiIntake *
zhihui_intake_new (ZhihuiLifeCycle *life_cycle)
{
  ZhihuiIntake *self;
  GPtrArray    *units, *regions;

  g_return_val_if_fail (life_cycle != NULL, NULL);

  self = g_new0 (ZhihuiIntake, 1);
  self->life_cycle = life_cycle;
  self->ledger = zhihui_life_cycle_get_ledger (life_cycle);
  self->store = zhihui_life_cycle_get_store (life_cycle);

  /* A nation has forty thousand of each. */
  units = self->ledger->units;
  self->units = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < units->len; i++)
    g_hash_table_insert (self->units, ((ZhihuiUnit *) units->pdata[i])->id, GUINT_TO_POINTER (i));
  regions = self->ledger->regions;
  self->regions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < regions->len; i++)
    g_hash_table_insert (
      self->regions, ((ZhihuiRegion *) regions->pdata[i])->code, GUINT_TO_POINTER (i));
  return self;
}

void
zhihui_intake_free (ZhihuiIntake *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->units);
  g_hash_table_unref (self->regions);
  g_free (self);
}

void
zhihui_outcome_clear (ZhihuiOutcome *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->member, g_free);
}

/**
 * zhihui_outcome_refuse:
 * @member: (nullable): what is wrong
 */
void
zhihui_outcome_refuse (ZhihuiOutcome *self,
                       int            status,
                       const char    *code,
                       const char    *member,
                       const char    *reason,
                       const char    *detail)
{
  zhihui_outcome_clear (self);
  self->status = status;
  self->code = code;
  self->member = g_strdup (member);
  self->reason = reason;
  self->detail = g_strdup (detail);
}

/* One event on its way in. */
typedef struct
{
  const ZhihuiSender    *sender;
  const ZhihuiWireEvent *told;
  ZhihuiOutcome         *outcome;
  ZhihuiEvent            event;
  char                  *digest; /* owned */
} Arrival;

static gboolean
forbid (Arrival *self, const char *member, const char *needs)
{
  g_autofree char *detail =
    g_strdup_printf ("%s needs %s", zhihui_event_kind_get_type (self->event.kind), needs);

  zhihui_outcome_refuse (
    self->outcome, 403, "insufficient_scope", member, "insufficient_scope", detail);
  return FALSE;
}

/* What gives a unit more time is the centre's word, whatever name the unit writes there. */
static gboolean
is_grant (ZhihuiEventKind kind)
{
  return kind == ZHIHUI_EVENT_EXTENDED || kind == ZHIHUI_EVENT_SUSPENDED;
}

/* By the scope alone: whose work it is comes later. */
static gboolean
check_scope (Arrival *self)
{
  const ZhihuiSender *sender = self->sender;
  const char         *role = zhihui_event_kind_get_actor_role (self->event.kind);
  gboolean            is_unit = g_str_equal (role, "unit");

  if (sender->is_admin)
    return TRUE;
  if (g_str_equal (role, "leader") || g_str_equal (role, "supervisor"))
    return sender->may_instruct || forbid (self, "type", "the scope instruct");
  if (g_str_equal (role, "system") && self->event.kind != ZHIHUI_EVENT_ARCHIVED)
    return forbid (self, "type", "the scope admin: the platform finds it by itself");
  if (!sender->may_report)
    return forbid (self, "type", "the scope events");
  if (*sender->unit != '\0' && is_grant (self->event.kind))
    return forbid (
      self, "type", "a token of the centre: a unit asks for it, and does not grant it");
  return is_unit || *sender->unit == '\0' ||
         forbid (self, "type", "a token of the centre: scope events without a unit, or admin");
}

static gboolean
check_id (Arrival *self, const char *text, const char *member)
{
  if (*text == '\0')
    return zhihui_intake_miss (self->outcome, member);
  if (strlen (text) > ZHIHUI_WIRE_EVENT_MAX_ID_BYTES)
    return zhihui_intake_blame (self->outcome, member, "too_long");
  return TRUE;
}

static gboolean
check_time (Arrival *self, gint64 time, gint64 now)
{
  gboolean is_unit = !self->sender->is_admin && *self->sender->unit != '\0';

  if (time > now + MAX_AHEAD_S)
    return zhihui_intake_blame (self->outcome, "time", "in_the_future");
  return time >= now - (is_unit ? UNIT_BEHIND_S : ZHIHUI_RECEIPTS_KEPT_S) ||
         zhihui_intake_blame (self->outcome, "time", "too_long_ago");
}

static gboolean
check_envelope (Arrival *self, gint64 now)
{
  const ZhihuiWireEvent *told = self->told;

  if (!g_str_equal (told->specversion, "1.0"))
    return zhihui_intake_blame (self->outcome, "specversion", "unknown_value");
  if (!zhihui_event_kind_parse (told->type, &self->event.kind))
    return zhihui_intake_blame (self->outcome, "type", "unknown_value");
  if (!check_id (self, told->id, "id") || !check_id (self, told->source, "source") ||
      (told->subject != NULL && !check_id (self, told->subject, "subject")))
    return FALSE;
  if (told->time != ZHIHUI_NO_INSTANT && !check_time (self, told->time, now))
    return FALSE;

  self->event.at = told->time != ZHIHUI_NO_INSTANT ? MIN (told->time, now) : now;
  return TRUE;
}

/* TRUE when it was told before: then there is an answer, the same as then or a refusal. */
static gboolean
recall (ZhihuiIntake *self, Arrival *arrival)
{
  static const char sql[] = "SELECT digest, event_id, case_id, state FROM event_receipt"
                            " WHERE source = ?1 AND external_id = ?2";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  ZhihuiOutcome    *outcome = arrival->outcome;
  gboolean          known;

  zhihui_statement_bind_text (row, 1, arrival->told->source);
  zhihui_statement_bind_text (row, 2, arrival->told->id);
  known = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  if (known && g_str_equal (zhihui_statement_get_text (row, 0), arrival->digest))
    {
      outcome->status = arrival->event.kind == ZHIHUI_EVENT_SUBMITTED ? 201 : 200;
      outcome->event_id = zhihui_statement_get_integer (row, 1);
      outcome->case_id = zhihui_statement_get_integer (row, 2);
      outcome->state = (guint) zhihui_statement_get_integer (row, 3);
    }
  else if (known)
    zhihui_outcome_refuse (outcome,
                           409,
                           "conflict",
                           "id",
                           "known_with_other_content",
                           "this source has told another event under the same id");
  zhihui_statement_reset (row);
  return known;
}

static gboolean
keep_receipt (ZhihuiIntake *self, const Arrival *arrival, GError **error)
{
  static const char sql[] = "INSERT INTO event_receipt (source, external_id, digest, event_id,"
                            " case_id, state, received_at, actor)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_text (row, 1, arrival->told->source);
  zhihui_statement_bind_text (row, 2, arrival->told->id);
  zhihui_statement_bind_text (row, 3, arrival->digest);
  zhihui_statement_bind_integer (row, 4, arrival->outcome->event_id);
  zhihui_statement_bind_integer (row, 5, arrival->outcome->case_id);
  zhihui_statement_bind_integer (row, 6, arrival->outcome->state);
  zhihui_statement_bind_integer (row, 7, g_get_real_time () / G_USEC_PER_SEC);
  zhihui_statement_bind_text (row, 8, arrival->sender->actor);
  return zhihui_statement_finish (row, error);
}

static const ZhihuiCaseRow *
get_case (ZhihuiIntake *self, const Arrival *arrival)
{
  return &g_array_index (self->ledger->cases, ZhihuiCaseRow, arrival->event.case_index);
}

static gboolean
find_subject (ZhihuiIntake *self, Arrival *arrival)
{
  const ZhihuiWireEvent *told = arrival->told;

  if (told->subject == NULL)
    return zhihui_intake_miss (arrival->outcome, "subject");

  arrival->event.case_index = zhihui_intake_find_case (self, told->source, told->subject);
  if (arrival->event.case_index == ZHIHUI_NO_INDEX &&
      zhihui_intake_is_at_rest (self, told->source, told->subject))
    {
      zhihui_outcome_refuse (arrival->outcome,
                             409,
                             "not_at_hand",
                             "subject",
                             "closed_long_ago",
                             "the case was closed long ago, and is not kept at hand");
      return FALSE;
    }
  if (arrival->event.case_index == ZHIHUI_NO_INDEX)
    {
      zhihui_outcome_refuse (
        arrival->outcome, 404, "not_found", "subject", "unknown_value", "there is no such case");
      return FALSE;
    }
  if (arrival->event.at < get_case (self, arrival)->submitted_at)
    return zhihui_intake_blame (arrival->outcome, "time", "before_the_case");
  return TRUE;
}

/* @round: the latest of a chain, and back. */
static gboolean
is_of_chain (ZhihuiIntake *self, guint round, guint unit)
{
  for (; round != ZHIHUI_NO_INDEX;
       round = g_array_index (self->ledger->rounds, ZhihuiRound, round).previous)
    if (g_array_index (self->ledger->assignments, ZhihuiAssignment, round).unit == unit)
      return TRUE;
  return FALSE;
}

static gboolean
has_co_part (ZhihuiIntake *self, const Arrival *arrival)
{
  return is_of_chain (
    self, zhihui_ledger_get_co_part (self->ledger, arrival->event.case_index), arrival->event.unit);
}

/* At some time, as the main unit. */
static gboolean
has_round (ZhihuiIntake *self, const Arrival *arrival)
{
  return is_of_chain (self, get_case (self, arrival)->current, arrival->event.unit);
}

/* Of an event of a unit: which unit's, and whether it had the case then. The centre may leave it
 * out, and means the main unit of that time. */
static gboolean
find_whose (ZhihuiIntake *self, Arrival *arrival)
{
  const ZhihuiEvent *event = &arrival->event;
  guint       then = zhihui_life_cycle_get_unit_at (self->life_cycle, event->case_index, event->at);
  const char *own = arrival->sender->is_admin ? "" : arrival->sender->unit;
  const char *code = arrival->told->unit != NULL || *own == '\0' ? arrival->told->unit : own;

  if (*own != '\0' && g_strcmp0 (code, own) != 0)
    return forbid (arrival, "data.unit", "a token of that unit");
  if (code == NULL)
    return TRUE;
  if (!zhihui_intake_find_unit (self, code, &arrival->event.unit, arrival->outcome))
    return FALSE;
  if (then == event->unit)
    return TRUE;
  if (has_co_part (self, arrival))
    {
      arrival->event.is_co = TRUE;
      return TRUE;
    }
  if (has_round (self, arrival))
    {
      zhihui_outcome_refuse (arrival->outcome,
                             409,
                             "not_allowed",
                             "time",
                             "not_with_this_unit",
                             "the case was not with this unit at that time");
      return FALSE;
    }
  return forbid (arrival, "subject", "a case that this unit has");
}

static gboolean
submit (ZhihuiIntake *self, Arrival *arrival, GError **error)
{
  ZhihuiDraft draft = { 0 };
  guint       index = 0;

  if (!zhihui_intake_fill_draft (self, arrival->told, &draft, arrival->outcome))
    return TRUE;
  if (zhihui_intake_find_case (self, draft.source, draft.source_key) != ZHIHUI_NO_INDEX ||
      zhihui_intake_is_at_rest (self, draft.source, draft.source_key))
    {
      zhihui_outcome_refuse (arrival->outcome,
                             409,
                             "conflict",
                             "subject",
                             "known",
                             "this source has brought a case of this name");
      return TRUE;
    }
  if (!zhihui_life_cycle_submit (self->life_cycle, &draft, arrival->event.at, &index, error))
    return FALSE;

  arrival->event.case_index = index;
  arrival->outcome->status = 201;
  return TRUE;
}

static gboolean
apply (ZhihuiIntake *self, Arrival *arrival, GError **error)
{
  guint64 revision = self->ledger->revision;
  g_autoptr (GError) refusal = NULL;
  g_autofree char *detail = NULL;
  const char      *state, *why;

  if (zhihui_life_cycle_apply (self->life_cycle, &arrival->event, &refusal))
    {
      arrival->outcome->status = 200;
      return TRUE;
    }
  if (!g_error_matches (refusal, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID) ||
      self->ledger->revision != revision)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  state = zhihui_case_state_get_id ((ZhihuiCaseState) get_case (self, arrival)->state);
  why = zhihui_life_cycle_get_refusal (self->life_cycle);
  detail = g_strdup_printf ("%s cannot follow%s%s: the case is %s now",
                            zhihui_event_kind_get_type (arrival->event.kind),
                            why != NULL ? ", as " : "",
                            why != NULL ? why : "",
                            state);
  zhihui_outcome_refuse (arrival->outcome, 409, "not_allowed", "state", state, detail);
  return TRUE;
}

static gboolean
is_of_unit (ZhihuiEventKind kind)
{
  return g_str_equal (zhihui_event_kind_get_actor_role (kind), "unit");
}

/* FALSE: the database failed. */
static gboolean
carry_out (ZhihuiIntake *self, Arrival *arrival, GError **error)
{
  ZhihuiOutcome *outcome = arrival->outcome;

  if (arrival->event.kind == ZHIHUI_EVENT_SUBMITTED)
    {
      if (!submit (self, arrival, error))
        return FALSE;
    }
  else if (find_subject (self, arrival) &&
           (!is_of_unit (arrival->event.kind) || find_whose (self, arrival)) &&
           zhihui_intake_fill_event (self, arrival->told, &arrival->event, outcome) &&
           !apply (self, arrival, error))
    return FALSE;

  if (outcome->status >= 400)
    return TRUE;

  outcome->case_id = get_case (self, arrival)->id;
  outcome->state = get_case (self, arrival)->state;
  outcome->event_id = zhihui_life_cycle_get_last_event (self->life_cycle);
  return keep_receipt (self, arrival, error);
}

/**
 * zhihui_intake_take:
 * @now: the platform's clock
 * @outcome: (out): cleared by the caller
 *
 * Takes the event, or refuses it and changes nothing; what was taken before is answered as then.
 */
gboolean
zhihui_intake_take (ZhihuiIntake          *self,
                    const ZhihuiSender    *sender,
                    const ZhihuiWireEvent *event,
                    gint64                 now,
                    ZhihuiOutcome         *outcome,
                    GError               **error)
{
  Arrival  arrival = { .sender = sender, .told = event, .outcome = outcome };
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL && sender != NULL && event != NULL && outcome != NULL, FALSE);

  *outcome = (ZhihuiOutcome){ 0 };
  if (!check_envelope (&arrival, now) || !check_scope (&arrival))
    return TRUE;

  arrival.digest = zhihui_wire_event_get_digest (event);
  if (!recall (self, &arrival))
    done = carry_out (self, &arrival, error);
  g_free (arrival.digest);
  return done;
}
