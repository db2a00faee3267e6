/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-clock-table.h"
#include "zhihui-error.h"
#include "zhihui-life-cycle-step.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-follow.h"
#include "zhihui-store-row.h"

/**
 * ZhihuiLifeCycle:
 *
 * The state machine of a case and of its assignments. Events go into the store at once, since they
 * are only appended; the rows they change are remembered and written by zhihui_life_cycle_flush(),
 * so that a row touched ten times is written once.
 */
/**
 * zhihui_life_cycle_new:
 * @store: must outlive it
 * @ledger: loaded from @store; must outlive it
 */
ZhihuiLifeCycle *
zhihui_life_cycle_new (ZhihuiStore        *store,
                       ZhihuiLedger       *ledger,
                       ZhihuiWorkCalendar *calendar,
                       ZhihuiZone         *zone)
{
  ZhihuiLifeCycle *self;

  g_return_val_if_fail (store != NULL && ledger != NULL, NULL);
  g_return_val_if_fail (calendar != NULL && zone != NULL, NULL);

  self = g_new0 (ZhihuiLifeCycle, 1);
  self->store = store;
  self->ledger = ledger;
  self->calendar = zhihui_work_calendar_ref (calendar);
  self->zone = zhihui_zone_ref (zone);
  self->changed_cases = g_array_new (FALSE, FALSE, sizeof (guint));
  self->changed_assignments = g_array_new (FALSE, FALSE, sizeof (guint));
  self->case_is_changed = g_byte_array_new ();
  self->assignment_is_changed = g_byte_array_new ();
  return self;
}

void
zhihui_life_cycle_free (ZhihuiLifeCycle *self)
{
  if (self == NULL)
    return;

  zhihui_work_calendar_unref (self->calendar);
  zhihui_zone_unref (self->zone);
  g_array_unref (self->changed_cases);
  g_array_unref (self->changed_assignments);
  g_byte_array_unref (self->case_is_changed);
  g_byte_array_unref (self->assignment_is_changed);
  g_free (self);
}

ZhihuiLedger *
zhihui_life_cycle_get_ledger (ZhihuiLifeCycle *self)
{
  return self->ledger;
}

ZhihuiStore *
zhihui_life_cycle_get_store (ZhihuiLifeCycle *self)
{
  return self->store;
}

ZhihuiWorkCalendar *
zhihui_life_cycle_get_calendar (ZhihuiLifeCycle *self)
{
  return self->calendar;
}

ZhihuiZone *
zhihui_life_cycle_get_zone (ZhihuiLifeCycle *self)
{
  return self->zone;
}

/* The clocks of the whole case. */
static gboolean
follow_clocks (ZhihuiLifeCycle *self, const ZhihuiEvent *event, GError **error)
{
  const ZhihuiClockTable table = { self->ledger, self->calendar, self->zone };
  const ZhihuiCaseClock *clock = zhihui_clock_table_follow (&table, event);

  return clock == NULL ||
         zhihui_store_write_case_clock (
           self->store,
           g_array_index (self->ledger->cases, ZhihuiCaseRow, event->case_index).id,
           clock,
           error);
}

/**
 * zhihui_life_cycle_submit:
 * @case_index: (out): index of the new case in the ledger
 *
 * A case comes in: it is written at once, with the event.
 */
gboolean
zhihui_life_cycle_submit (
  ZhihuiLifeCycle *self, const ZhihuiDraft *draft, gint64 at, guint *case_index, GError **error)
{
  ZhihuiCaseRow one = {
    .id = 1,
    .submitted_at = at,
    .accepted_at = ZHIHUI_NO_INSTANT,
    .closed_at = ZHIHUI_NO_INSTANT,
    .updated_at = at,
    .state = ZHIHUI_CASE_SUBMITTED,
    .current = ZHIHUI_NO_INDEX,
  };
  ZhihuiEvent event = { .at = at, .kind = ZHIHUI_EVENT_SUBMITTED };
  GArray     *cases;

  g_return_val_if_fail (self != NULL && draft != NULL && case_index != NULL, FALSE);

  cases = self->ledger->cases;
  one.id = zhihui_ledger_get_next_case_id (self->ledger);
  one.type = draft->type;
  one.channel = draft->channel;
  one.region = draft->region;
  one.topic = draft->topic;
  one.word = draft->word;
  one.item = (guint16) (draft->item - 1); /* 0 becomes the largest: none */
  one.mode = (guint16) (draft->mode - 1);
  one.lon = draft->lon;
  one.lat = draft->lat;
  one.is_anonymous = draft->is_anonymous;
  one.is_repeat = draft->repeat_of != NULL;
  if (!draft->is_anonymous)
    one.person = zhihui_ledger_get_person_key (draft->complainant, draft->phone);

  event.case_index = cases->len;
  if (!zhihui_store_write_draft (self->store, &one, draft, error))
    return FALSE;
  self->last_event = zhihui_store_write_event (self->store, one.id, 0, -1, &event, error);
  if (self->last_event == 0)
    return FALSE;

  *case_index = cases->len;
  g_array_append_val (cases, one);
  zhihui_ledger_chain_case (self->ledger, *case_index);
  self->ledger->revision++;
  return follow_clocks (self, &event, error);
}

/**
 * zhihui_life_cycle_get_last_event:
 *
 * Returns: id of the row of the event that was taken last
 */
gint64
zhihui_life_cycle_get_last_event (ZhihuiLifeCycle *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->last_event;
}

const char *
zhihui_life_cycle_get_refusal (ZhihuiLifeCycle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->why;
}

static gboolean
write_rating (ZhihuiLifeCycle *self, const ZhihuiTarget *target, GError **error)
{
  GArray *ratings = self->ledger->ratings;

  return zhihui_store_write_rating (self->store,
                                    target->round->id,
                                    &g_array_index (ratings, ZhihuiRating, ratings->len - 1),
                                    target->replaces_rating,
                                    error);
}

static gboolean
refuse (ZhihuiLifeCycle *self, const ZhihuiEvent *event, const ZhihuiTarget *target, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, target->its_case->id);

  self->why = target->why;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s cannot follow: case %s is %s"),
               zhihui_event_kind_get_type (event->kind),
               id,
               zhihui_case_state_get_id (target->its_case->state));
  return FALSE;
}

static void
touch_marked (guint assignment, gpointer user_data)
{
  ZhihuiLifeCycle *self = user_data;

  zhihui_life_cycle_mark_changed (
    self->assignment_is_changed, self->changed_assignments, assignment);
}

/* What follows from the step for the rows that figures ask. */
static void
derive (ZhihuiLifeCycle    *self,
        const ZhihuiEvent  *event,
        const ZhihuiTarget *target,
        guint               old_index,
        gboolean            is_new)
{
  const guint indices[] = { old_index, target->index };

  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if (indices[i] != ZHIHUI_NO_INDEX && (i == 0 || indices[i] != old_index))
      zhihui_ledger_derive_assignment (self->ledger, indices[i], self->calendar, self->zone);
  if (event->kind == ZHIHUI_EVENT_RATED)
    touch_marked (target->index, self);

  if (is_new || event->kind == ZHIHUI_EVENT_MERGED || event->kind == ZHIHUI_EVENT_WITHDRAWN)
    zhihui_ledger_derive_repeats (self->ledger, event->case_index, touch_marked, self);
}

/* What only the database keeps of the end of a case. */
static gboolean
write_outcome (ZhihuiLifeCycle *self, gint64 case_id, const ZhihuiEvent *event, GError **error)
{
  if (event->value != 0 && event->kind == ZHIHUI_EVENT_MERGED)
    return zhihui_store_write_outcome (self->store, case_id, event->value, 0, error);
  if (event->value != 0 && event->kind == ZHIHUI_EVENT_CLOSED)
    return zhihui_store_write_outcome (self->store, case_id, 0, event->value, error);
  return TRUE;
}

/* A new assignment comes before the event that refers to it: SQLite looks through whole tables for
 * rows that wait for a row to refer to. */
static gboolean
write_event (ZhihuiLifeCycle    *self,
             const ZhihuiTarget *target,
             const ZhihuiEvent  *event,
             gboolean            is_new,
             GError            **error)
{
  gint64 case_id = target->its_case->id;
  gint64 unit = target->assignment != NULL ? (gint64) target->assignment->unit : -1;
  gint64 assignment_id = target->round != NULL ? target->round->id : 0;

  if (is_new && !zhihui_store_write_assignment (self->store, self->ledger, target->index, error))
    return FALSE;
  if (event->kind == ZHIHUI_EVENT_RATED && !write_rating (self, target, error))
    return FALSE;
  if (!write_outcome (self, case_id, event, error))
    return FALSE;

  self->last_event =
    zhihui_store_write_event (self->store, case_id, assignment_id, unit, event, error);
  return self->last_event != 0;
}

static gboolean
give_back_delay (ZhihuiLifeCycle    *self,
                 const ZhihuiTarget *target,
                 const ZhihuiEvent  *decision,
                 GError            **error)
{
  const ZhihuiClockTable table = { self->ledger, self->calendar, self->zone };
  gint64                 id = self->last_event;
  ZhihuiEvent            event = { .at = decision->at,
                                   .kind = ZHIHUI_EVENT_CLOCK_ADJUSTED,
                                   .case_index = decision->case_index,
                                   .detail = ZHIHUI_ADJUST_FOR_DELAY,
                                   .value = zhihui_clock_table_make_good (
                          &table, target->its_case, target->assignment) };

  if (event.value == target->assignment->due_at)
    return TRUE;
  if (!zhihui_life_cycle_apply (self, &event, error))
    return FALSE;

  self->last_event = id;
  return TRUE;
}

/**
 * zhihui_life_cycle_apply:
 *
 * Appends @event to the store and sets what it sets in the ledger. The changed rows reach the store
 * with zhihui_life_cycle_flush().
 *
 * Returns: %FALSE with INVALID when the event cannot follow in the state of the case; nothing is
 *   changed then. Any other error leaves ledger and store apart: roll back and load again.
 */
gboolean
zhihui_life_cycle_apply (ZhihuiLifeCycle *self, const ZhihuiEvent *event, GError **error)
{
  ZhihuiTarget target;
  guint        n_before, old_index;
  gboolean     is_new;

  g_return_val_if_fail (self != NULL && event != NULL, FALSE);
  g_return_val_if_fail (event->kind < ZHIHUI_N_EVENTS, FALSE);
  g_return_val_if_fail (event->case_index < self->ledger->cases->len, FALSE);

  n_before = self->ledger->assignments->len;
  zhihui_target_find (self, &target, event->case_index);
  old_index = target.index;
  if (!zhihui_life_cycle_take (self, &target, event))
    return refuse (self, event, &target, error);
  is_new = self->ledger->assignments->len > n_before;

  if (event->at > target.its_case->updated_at)
    target.its_case->updated_at = event->at;
  zhihui_life_cycle_mark_changed (self->case_is_changed, self->changed_cases, event->case_index);
  derive (self, event, &target, old_index, is_new);
  self->ledger->revision++;
  if (!target.leaves_case && !follow_clocks (self, event, error))
    return FALSE;

  if (!write_event (self, &target, event, is_new, error))
    return FALSE;
  return event->kind != ZHIHUI_EVENT_RETURN_DECIDED || event->value != 0 ||
         give_back_delay (self, &target, event, error);
}

static gint
compare_indices (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* Cases of the same person, whose marks follow from another case: the log does not name them. */
static gboolean
note_others (ZhihuiLifeCycle *self, GError **error)
{
  const ZhihuiLedger *ledger = self->ledger;
  guint               last = ZHIHUI_NO_INDEX;

  for (guint i = 0; i < self->changed_assignments->len; i++)
    {
      guint index = g_array_index (self->changed_assignments, guint, i);
      guint its_case = g_array_index (ledger->assignments, ZhihuiAssignment, index).case_index;

      if (its_case == last ||
          (its_case < self->case_is_changed->len && self->case_is_changed->data[its_case] != 0))
        continue;
      if (!zhihui_store_note_case (
            self->store, g_array_index (ledger->cases, ZhihuiCaseRow, its_case).id, error))
        return FALSE;
      last = its_case;
    }
  return TRUE;
}

/**
 * zhihui_life_cycle_flush:
 *
 * Writes the changed cases and assignments. The caller holds the transaction.
 */
gboolean
zhihui_life_cycle_flush (ZhihuiLifeCycle *self, GError **error)
{
  ZhihuiLedger *ledger;

  g_return_val_if_fail (self != NULL, FALSE);

  ledger = self->ledger;
  if (!note_others (self, error))
    return FALSE;

  g_array_sort (self->changed_cases, compare_indices);
  for (guint i = 0; i < self->changed_cases->len; i++)
    {
      guint index = g_array_index (self->changed_cases, guint, i);

      if (!zhihui_store_write_case (
            self->store, &g_array_index (ledger->cases, ZhihuiCaseRow, index), error))
        return FALSE;
      self->case_is_changed->data[index] = 0;
    }
  g_array_set_size (self->changed_cases, 0);

  g_array_sort (self->changed_assignments, compare_indices);
  if (self->changed_assignments->len > 0)
    ledger->first_changed =
      MIN (ledger->first_changed, g_array_index (self->changed_assignments, guint, 0));
  for (guint i = 0; i < self->changed_assignments->len; i++)
    {
      guint index = g_array_index (self->changed_assignments, guint, i);

      if (!zhihui_store_write_assignment (self->store, ledger, index, error))
        return FALSE;
      self->assignment_is_changed->data[index] = 0;
    }
  g_array_set_size (self->changed_assignments, 0);
  return TRUE;
}
