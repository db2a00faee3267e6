/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "zhihui-error.h"

/* The state machine as a table, and the edge cases of the rules, one test each. */

/* By hand from the diagram and the table of the events: one column a state, in the order
 * submitted accepted dispatched signed handling replied closed archived rejected withdrawn merged.
 * The case comes there straight: nothing was returned, suspended or rated. */
static const struct
{
  ZhihuiEventKind kind;
  const char     *allowed;
} table[] = {
  { ZHIHUI_EVENT_SUBMITTED, "-----------" },
  { ZHIHUI_EVENT_ACCEPTED, "+----------" },
  { ZHIHUI_EVENT_REJECTED, "+----------" },
  { ZHIHUI_EVENT_MERGED, "-++++------" },
  { ZHIHUI_EVENT_WITHDRAWN, "+++--------" },
  { ZHIHUI_EVENT_DISPATCHED, "-+---------" },
  { ZHIHUI_EVENT_REASSIGNED, "--+++------" },
  { ZHIHUI_EVENT_SIGNED, "--+--------" },
  { ZHIHUI_EVENT_CONTACTED, "---++------" },
  { ZHIHUI_EVENT_HANDLING, "---++------" },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "--+++------" },
  { ZHIHUI_EVENT_RETURN_DECIDED, "-----------" },
  { ZHIHUI_EVENT_EXTENDED, "--+++------" },
  { ZHIHUI_EVENT_SUSPENDED, "--+++------" },
  { ZHIHUI_EVENT_RESUMED, "-----------" },
  { ZHIHUI_EVENT_CLOCK_ADJUSTED, "--+++------" },
  { ZHIHUI_EVENT_REPLIED, "---++------" },
  { ZHIHUI_EVENT_SENT_BACK, "-----+-----" },
  { ZHIHUI_EVENT_CLOSED, "-+---+-----" },
  { ZHIHUI_EVENT_REOPENED, "------+----" },
  { ZHIHUI_EVENT_ARCHIVED, "------+----" },
  { ZHIHUI_EVENT_CALLED_BACK, "-----+++---" },
  { ZHIHUI_EVENT_RATED, "------++---" },
  { ZHIHUI_EVENT_COMMENTED, "+++++++++++" },
  { ZHIHUI_EVENT_INSTRUCTED, "+++++++++++" },
  { ZHIHUI_EVENT_WATCHED, "+++++++++++" },
  { ZHIHUI_EVENT_ESCALATED, "-+++++-----" },
  { ZHIHUI_EVENT_SUPERVISED, "-+++++-----" },
  { ZHIHUI_EVENT_MEDIA_EXPOSED, "+++++++++++" },
  { ZHIHUI_EVENT_MEETING_LINKED, "+++++++++++" },
  { ZHIHUI_EVENT_SENSITIVE_HIT, "+++++++++++" },
  { ZHIHUI_EVENT_FLAGGED_REPEAT, "+++++++++++" },
  { ZHIHUI_EVENT_EXTENSION_REQUESTED, "--+++------" },
  { ZHIHUI_EVENT_SUSPENSION_REQUESTED, "--+++------" },
  { ZHIHUI_EVENT_REQUEST_REFUSED, "--+++------" },
};

/* A value with which the event is sound. */
static gint64
get_value (Desk *self, ZhihuiEventKind kind)
{
  switch ((guint) kind)
    {
    case ZHIHUI_EVENT_MERGED:
      return desk_get_case (self, 0)->id;
    case ZHIHUI_EVENT_EXTENDED:
    case ZHIHUI_EVENT_RATED:
      return 3;
    case ZHIHUI_EVENT_CLOCK_ADJUSTED:
      return instant ("2020-06-20T10:00:00+08:00");
    case ZHIHUI_EVENT_REOPENED:
    case ZHIHUI_EVENT_RETURN_DECIDED:
      return 1;
    default:
      return 0;
    }
}

/* A new case in that state at 10:00. */
static guint
bring_to (Desk *self, ZhihuiCaseState state)
{
  static const ZhihuiEventKind straight[] = {
    [ZHIHUI_CASE_ACCEPTED] = ZHIHUI_EVENT_ACCEPTED,
    [ZHIHUI_CASE_DISPATCHED] = ZHIHUI_EVENT_DISPATCHED,
    [ZHIHUI_CASE_SIGNED] = ZHIHUI_EVENT_SIGNED,
    [ZHIHUI_CASE_HANDLING] = ZHIHUI_EVENT_HANDLING,
    [ZHIHUI_CASE_REPLIED] = ZHIHUI_EVENT_REPLIED,
    [ZHIHUI_CASE_CLOSED] = ZHIHUI_EVENT_CLOSED,
    [ZHIHUI_CASE_ARCHIVED] = ZHIHUI_EVENT_ARCHIVED,
  };
  const char *at = "2020-06-01T10:00:00+08:00";
  guint       index = desk_submit (self, "complaint", FALSE, "2020-06-01T09:00:00+08:00");

  if (state == ZHIHUI_CASE_REJECTED)
    HAPPENS (REJECTED, at, 0, 0);
  else if (state == ZHIHUI_CASE_WITHDRAWN)
    HAPPENS (WITHDRAWN, at, 0, 0);
  else if (state == ZHIHUI_CASE_MERGED)
    {
      HAPPENS (ACCEPTED, at, 0, 0);
      HAPPENS (MERGED, at, 0, desk_get_case (self, 0)->id);
    }
  else
    for (guint i = ZHIHUI_CASE_ACCEPTED; i <= state; i++)
      g_assert_true (desk_try (self, index, straight[i], at, 3, 0));

  g_assert_cmpuint (desk_get_case (self, index)->state, ==, state);
  return index;
}

static void
each_event_is_allowed_in_its_states_alone (Desk *self, gconstpointer data)
{
  guint other = desk_submit (self, "complaint", FALSE, "2020-06-01T08:00:00+08:00");

  g_assert_cmpuint (other, ==, 0);
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, ZHIHUI_N_EVENTS);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint state = 0; state < ZHIHUI_N_CASE_STATES; state++)
      {
        guint    index = bring_to (self, (ZhihuiCaseState) state);
        guint    n_assignments = self->ledger->assignments->len;
        guint    n_ratings = self->ledger->ratings->len;
        guint64  revision = self->ledger->revision;
        gint64   value = get_value (self, table[i].kind);
        gboolean allowed =
          table[i].kind != ZHIHUI_EVENT_SUBMITTED &&
          desk_try (self, index, table[i].kind, "2020-06-01T11:00:00+08:00", 5, value);

        if (allowed != (table[i].allowed[state] == '+'))
          g_error ("%s in the state %s was %s",
                   zhihui_event_kind_get_type (table[i].kind),
                   zhihui_case_state_get_id ((ZhihuiCaseState) state),
                   allowed ? "allowed" : "refused");
        if (allowed)
          continue;

        g_assert_cmpuint (self->ledger->assignments->len, ==, n_assignments);
        g_assert_cmpuint (self->ledger->ratings->len, ==, n_ratings);
        g_assert_cmpuint (self->ledger->revision, ==, revision);
        g_assert_cmpuint (desk_get_case (self, index)->state, ==, state);
      }
}

/* A case with unit 7 since 09:10 of Monday 2020-07-20, signed at 09:12. */
static guint
bring_to_unit (Desk *self, const char *type)
{
  guint index = desk_submit (self, type, FALSE, "2020-07-20T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  return index;
}

static guint
bring_to_closed (Desk *self)
{
  guint index = bring_to_unit (self, "complaint");

  HAPPENS (REPLIED, "2020-07-20T15:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-20T16:00:00+08:00", 0, 0);
  return index;
}

static gint64
ask (Desk *self, const char *sql)
{
  ZhihuiStatement *row = zhihui_database_prepare (zhihui_store_get_database (self->store), sql);
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

/* Asked on Monday the 20th, to be decided by the end of Tuesday. Decided on the next Monday:
 * Wednesday, Thursday, Friday and Monday are the centre's. */
static void
slow_decision_on_a_return_is_given_back (Desk *self, gconstpointer data)
{
  static const char sql[] = "SELECT value FROM event WHERE kind = 15";
  guint             index = bring_to_unit (self, "complaint");

  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  REFUSED (RETURN_DECIDED, "2020-07-20T09:59:59+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-27T10:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-29T23:59:59+08:00"));
  g_assert_cmpint (ask (self, sql), ==, instant ("2020-07-29T23:59:59+08:00"));
}

static void
decision_within_a_working_day_moves_nothing (Desk *self, gconstpointer data)
{
  static const char sql[] = "SELECT COUNT(*) FROM event WHERE kind = 15";
  guint             index = bring_to_unit (self, "complaint");

  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-21T23:59:59+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-23T23:59:59+08:00"));
  g_assert_cmpint (ask (self, sql), ==, 0);
}

static void
return_of_late_work_stays_late (Desk *self, gconstpointer data)
{
  guint index = bring_to_unit (self, "complaint");

  HAPPENS (RETURN_REQUESTED, "2020-07-24T00:00:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-31T10:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-23T23:59:59+08:00"));
}

static void
transferred_work_is_a_new_assignment_elsewhere (Desk *self, gconstpointer data)
{
  guint index = bring_to_unit (self, "complaint");

  REFUSED (REASSIGNED, "2020-07-21T09:00:00+08:00", 7, 0);
  HAPPENS (REASSIGNED, "2020-07-21T09:00:00+08:00", 8, 0);
  g_assert_true (g_array_index (self->ledger->assignments, ZhihuiAssignment, 0).is_reassigned);
  g_assert_cmpuint (desk_get_current (self, index)->unit, ==, 8);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-24T23:59:59+08:00"));
  desk_assert_state (self, index, "dispatched");
}

static gboolean
co_event (Desk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value)
{
  ZhihuiEvent event = { .at = instant (at),
                        .kind = kind,
                        .case_index = index,
                        .unit = unit,
                        .value = value,
                        .is_co = TRUE };

  return desk_try_event (self, &event);
}

static const ZhihuiAssignment *
get_co_part (Desk *self, ZhihuiLedger *ledger, guint index)
{
  guint part = zhihui_ledger_get_co_part (ledger, index);

  g_assert_cmpuint (part, !=, ZHIHUI_NO_INDEX);
  return &g_array_index (ledger->assignments, ZhihuiAssignment, part);
}

/* In no board and with a deadline of its own, in memory and after it was read again. */
static void
co_unit_has_a_part_of_its_own (Desk *self, gconstpointer data)
{
  const ZhihuiWindow window = { instant ("2020-07-01T00:00:00+08:00"),
                                instant ("2020-09-01T00:00:00+08:00") };
  gint64             own = instant ("2020-07-22T17:30:00+08:00");
  guint              index = bring_to_unit (self, "complaint");
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  ZhihuiLedger *const ledgers[] = { self->ledger, fresh };

  g_assert_true (
    co_event (self, index, ZHIHUI_EVENT_DISPATCHED, "2020-07-20T09:20:00+08:00", 9, own));
  g_assert_true (co_event (self, index, ZHIHUI_EVENT_SIGNED, "2020-07-20T09:25:00+08:00", 9, 0));
  g_assert_true (co_event (self, index, ZHIHUI_EVENT_REPLIED, "2020-07-22T10:00:00+08:00", 9, 0));
  g_assert_true (
    co_event (self, index, ZHIHUI_EVENT_DISPATCHED, "2020-07-22T11:00:00+08:00", 4, 0));
  desk_assert_state (self, index, "signed");
  g_assert_cmpuint (desk_get_current (self, index)->unit, ==, 7);
  g_assert_cmpint (desk_get_current (self, index)->replied_at, ==, ZHIHUI_NO_INSTANT);

  g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
  g_assert_true (zhihui_store_load_ledger (self->store, fresh, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      guint last = zhihui_ledger_get_co_part (ledgers[i], index);
      guint first = g_array_index (ledgers[i]->rounds, ZhihuiRound, last).previous;
      const ZhihuiAssignment *part = get_co_part (self, ledgers[i], index);
      gboolean                counted;

      g_assert_cmpuint (part->unit, ==, 4);
      g_assert_cmpint (part->due_at, ==, instant ("2020-07-27T23:59:59+08:00"));
      part = &g_array_index (ledgers[i]->assignments, ZhihuiAssignment, first);
      g_assert_cmpuint (part->unit, ==, 9);
      g_assert_cmpint (part->due_at, ==, own);
      g_assert_cmpint (part->signed_at, ==, instant ("2020-07-20T09:25:00+08:00"));
      g_assert_cmpint (part->replied_at, ==, instant ("2020-07-22T10:00:00+08:00"));
      for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
        g_assert_false (
          zhihui_tally_judge ((ZhihuiMetric) metric, part, &window, window.to, &counted));
      g_assert_cmpuint (g_array_index (ledgers[i]->cases, ZhihuiCaseRow, index).current, ==, 0);
    }
}

static void
co_unit_cannot_do_what_is_not_its_part (Desk *self, gconstpointer data)
{
  guint       index = bring_to_unit (self, "complaint");
  const char *at = "2020-07-20T09:30:00+08:00";

  g_assert_false (co_event (self, index, ZHIHUI_EVENT_SIGNED, at, 9, 0));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, 7, 0));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, 112, 0));
  g_assert_false (
    co_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, 9, instant ("2020-07-20T09:29:59+08:00")));
  g_assert_true (co_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, 9, 0));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_DISPATCHED, at, 9, 0));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_CONTACTED, at, 9, 0));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_EXTENDED, at, 9, 3));
  g_assert_false (co_event (self, index, ZHIHUI_EVENT_CLOSED, at, 9, 0));
  g_assert_cmpuint (self->ledger->assignments->len, ==, 2);
}

static void
merged_duplicate_leaves_the_boards_with_all_its_rounds (Desk *self, gconstpointer data)
{
  static const char sql[] = "SELECT merged_into FROM cases WHERE id = 2";
  guint             first = desk_submit (self, "complaint", FALSE, "2020-07-19T09:00:00+08:00");
  guint             index = bring_to_unit (self, "complaint");

  HAPPENS (REPLIED, "2020-07-20T15:00:00+08:00", 0, 0);
  HAPPENS (SENT_BACK, "2020-07-20T16:00:00+08:00", 0, 0);
  REFUSED (MERGED, "2020-07-21T09:00:00+08:00", 0, desk_get_case (self, index)->id);
  REFUSED (MERGED, "2020-07-21T09:00:00+08:00", 0, 99);
  HAPPENS (MERGED, "2020-07-21T09:00:00+08:00", 0, desk_get_case (self, first)->id);
  desk_assert_state (self, index, "merged");
  for (guint i = 0; i < 2; i++)
    g_assert_true (g_array_index (self->ledger->assignments, ZhihuiAssignment, i).is_merged);
  g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
  g_assert_cmpint (ask (self, sql), ==, 1);
}

static void
case_cannot_be_joined_to_one_that_is_gone (Desk *self, gconstpointer data)
{
  guint gone = desk_submit (self, "complaint", FALSE, "2020-07-19T09:00:00+08:00");
  guint index;

  g_assert_true (desk_try (self, gone, ZHIHUI_EVENT_WITHDRAWN, "2020-07-19T10:00:00+08:00", 0, 0));
  index = bring_to_unit (self, "complaint");
  REFUSED (MERGED, "2020-07-21T09:00:00+08:00", 0, desk_get_case (self, gone)->id);
}

/* Rejected and withdrawn before the dispatch: no unit ever had them. */
static void
rejected_case_has_no_assignment (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");

  HAPPENS (REJECTED, "2020-07-20T09:30:00+08:00", 0, 0);
  g_assert_cmpuint (self->ledger->assignments->len, ==, 0);
  g_assert_cmpint (
    desk_get_case (self, index)->closed_at, ==, instant ("2020-07-20T09:30:00+08:00"));
}

static void
signed_case_cannot_be_withdrawn (Desk *self, gconstpointer data)
{
  guint index = bring_to_unit (self, "complaint");

  REFUSED (WITHDRAWN, "2020-07-20T10:00:00+08:00", 0, 0);
}

static void
reopening_needs_new_facts_or_a_bad_rating (Desk *self, gconstpointer data)
{
  guint index = bring_to_closed (self);

  REFUSED (REOPENED, "2020-07-21T09:00:00+08:00", 0, 0);
  HAPPENS (RATED, "2020-07-21T10:00:00+08:00", 0, 3);
  REFUSED (REOPENED, "2020-07-21T11:00:00+08:00", 0, 0);
  HAPPENS (RATED, "2020-07-21T12:00:00+08:00", 0, 2);
  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 0);
  index = bring_to_closed (self);
  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 1);
}

static void
reopened_case_is_a_redo_of_the_same_unit (Desk *self, gconstpointer data)
{
  guint index = bring_to_closed (self);

  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 1);
  HAPPENS (DISPATCHED, "2020-07-21T14:00:00+08:00", 7, 0);
  g_assert_true (g_array_index (self->ledger->rounds, ZhihuiRound, 1).is_redo);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-24T23:59:59+08:00"));
  g_assert_cmpint (g_array_index (self->ledger->assignments, ZhihuiAssignment, 0).replied_at,
                   ==,
                   instant ("2020-07-20T15:00:00+08:00"));

  index = bring_to_closed (self);
  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 1);
  HAPPENS (DISPATCHED, "2020-07-21T14:00:00+08:00", 6, 0);
  g_assert_false (g_array_index (self->ledger->rounds, ZhihuiRound, 3).is_redo);
}

/* A round that began and expired inside the one before would be charged to who never had it. */
static void
next_round_begins_after_the_last_has_ended (Desk *self, gconstpointer data)
{
  guint index = bring_to_closed (self);

  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 1);
  REFUSED (DISPATCHED, "2020-07-20T15:30:00+08:00", 7, 0);
  REFUSED (CLOSED, "2020-07-20T15:30:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-21T14:00:00+08:00", 7, 0);
  HAPPENS (RETURN_REQUESTED, "2020-07-21T14:10:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-21T15:00:00+08:00", 0, 1);
  REFUSED (DISPATCHED, "2020-07-21T14:59:59+08:00", 6, 0);
  HAPPENS (DISPATCHED, "2020-07-21T15:00:00+08:00", 6, 0);

  index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");
  HAPPENS (ACCEPTED, "2020-07-22T10:00:00+08:00", 0, 0);
  REFUSED (CLOSED, "2020-07-22T09:30:00+08:00", 0, 0);
  REFUSED (DISPATCHED, "2020-07-22T09:30:00+08:00", 6, 0);
  HAPPENS (CLOSED, "2020-07-22T10:00:00+08:00", 0, 0);
}

static gboolean
rate_by_call_back (Desk *self, guint index, const char *at, gint64 level)
{
  ZhihuiEvent event = {
    .at = instant (at), .kind = ZHIHUI_EVENT_RATED, .case_index = index, .value = level, .detail = 1
  };

  return desk_try_event (self, &event);
}

static void
assert_only_valid (Desk *self, guint place)
{
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  ZhihuiLedger *const ledgers[] = { self->ledger, fresh };

  g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
  g_assert_true (zhihui_store_load_ledger (self->store, fresh, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ledgers); i++)
    for (guint j = 0; j < ledgers[i]->ratings->len; j++)
      g_assert_cmpint (
        g_array_index (ledgers[i]->ratings, ZhihuiRating, j).is_valid, ==, j == place);
}

static void
citizens_own_rating_outranks_the_one_told (Desk *self, gconstpointer data)
{
  guint index = bring_to_closed (self);

  g_assert_true (rate_by_call_back (self, index, "2020-07-21T10:00:00+08:00", 5));
  assert_only_valid (self, 0);
  HAPPENS (RATED, "2020-07-21T09:00:00+08:00", 0, 2);
  assert_only_valid (self, 1);
  g_assert_true (rate_by_call_back (self, index, "2020-07-22T10:00:00+08:00", 5));
  assert_only_valid (self, 1);
  HAPPENS (RATED, "2020-07-20T20:00:00+08:00", 0, 1); /* told late: it is the earlier one */
  assert_only_valid (self, 1);
  REFUSED (RATED, "2020-07-20T15:30:00+08:00", 0, 1); /* before the closing */
}

/* The first round can be rated until the next reply, and its rating stays its own. */
static void
rating_is_of_the_round_until_the_next_reply (Desk *self, gconstpointer data)
{
  const ZhihuiRating *ratings;
  guint               index = bring_to_closed (self);

  HAPPENS (REOPENED, "2020-07-21T13:00:00+08:00", 0, 1);
  HAPPENS (DISPATCHED, "2020-07-21T14:00:00+08:00", 7, 0);
  HAPPENS (RATED, "2020-07-21T15:00:00+08:00", 0, 2);
  HAPPENS (SIGNED, "2020-07-21T15:05:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-21T16:00:00+08:00", 0, 0);
  REFUSED (RATED, "2020-07-21T16:30:00+08:00", 0, 4);
  HAPPENS (CLOSED, "2020-07-21T17:00:00+08:00", 0, 0);
  HAPPENS (RATED, "2020-07-21T18:00:00+08:00", 0, 4);
  ratings = (const ZhihuiRating *) (gpointer) self->ledger->ratings->data;
  g_assert_cmpuint (ratings[0].assignment, ==, 0);
  g_assert_cmpuint (ratings[1].assignment, ==, 1);
  g_assert_true (ratings[0].is_valid && ratings[1].is_valid);
}

/* For M10: what the call-back was told, and when. */
static void
call_back_says_whether_it_was_solved (Desk *self, gconstpointer data)
{
  static const char sql[] = "SELECT solved FROM assignment WHERE id = 1";
  guint             index = bring_to_closed (self);

  REFUSED (CALLED_BACK, "2020-07-21T10:00:00+08:00", 0, 4);
  HAPPENS (CALLED_BACK, "2020-07-21T10:00:00+08:00", 0, ZHIHUI_SOLVED_MOSTLY);
  g_assert_cmpuint (desk_get_current (self, index)->solved, ==, ZHIHUI_SOLVED_MOSTLY);
  HAPPENS (CALLED_BACK, "2020-07-22T10:00:00+08:00", 0, ZHIHUI_SOLVED_NO);
  HAPPENS (CALLED_BACK, "2020-07-23T10:00:00+08:00", 0, ZHIHUI_SOLVED_UNKNOWN);
  g_assert_cmpuint (desk_get_current (self, index)->solved, ==, ZHIHUI_SOLVED_NO);
  g_assert_cmpint (
    desk_get_current (self, index)->called_back_at, ==, instant ("2020-07-22T10:00:00+08:00"));
  g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
  g_assert_cmpint (ask (self, sql), ==, ZHIHUI_SOLVED_NO);
}

static void
late_request_for_more_time_leaves_it_overdue (Desk *self, gconstpointer data)
{
  guint index = bring_to_unit (self, "complaint");

  REFUSED (EXTENDED, "2020-07-24T00:00:00+08:00", 0, 3);
  g_assert_true (zhihui_assignment_is_overdue (desk_get_current (self, index),
                                               instant ("2020-07-24T00:00:00+08:00")));
}

/* Asked at night: the clocks of the unit start with the dispatch, at 23:50 of Tuesday. */
static void
work_of_the_night_is_due_by_the_dispatch (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-07-20T22:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-20T22:10:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-21T23:50:00+08:00", 7, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-22T23:59:59+08:00"));
}

/* Told late, but of an earlier time: what was true then is taken. */
static void
remark_may_be_told_late (Desk *self, gconstpointer data)
{
  guint index = bring_to_unit (self, "consult");

  HAPPENS (INSTRUCTED, "2020-07-20T09:05:00+08:00", 0, 0);
  REFUSED (INSTRUCTED, "2020-07-20T08:59:59+08:00", 0, 0);
  REFUSED (REPLIED, "2020-07-20T09:11:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-20T09:12:00+08:00", 0, 0);
  REFUSED (CLOSED, "2020-07-20T09:11:59+08:00", 0, 0);
}

static void
closing_says_where_it_was_settled (Desk *self, gconstpointer data)
{
  static const char sql[] = "SELECT closed_level FROM cases WHERE id = 1";
  guint             index = bring_to_unit (self, "consult");

  HAPPENS (REPLIED, "2020-07-20T10:00:00+08:00", 0, 0);
  REFUSED (CLOSED, "2020-07-20T11:00:00+08:00", 0, ZHIHUI_N_CLOSED_LEVELS);
  HAPPENS (CLOSED, "2020-07-20T11:00:00+08:00", 0, ZHIHUI_CLOSED_TOWN);
  g_assert_cmpint (ask (self, sql), ==, 2);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/life-cycle-edge/" name, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-event-is-allowed-in-its-states-alone", each_event_is_allowed_in_its_states_alone);
  ADD ("slow-decision-on-a-return-is-given-back", slow_decision_on_a_return_is_given_back);
  ADD ("decision-within-a-working-day-moves-nothing", decision_within_a_working_day_moves_nothing);
  ADD ("return-of-late-work-stays-late", return_of_late_work_stays_late);
  ADD ("transferred-work-is-a-new-assignment-elsewhere",
       transferred_work_is_a_new_assignment_elsewhere);
  ADD ("co-unit-has-a-part-of-its-own", co_unit_has_a_part_of_its_own);
  ADD ("co-unit-cannot-do-what-is-not-its-part", co_unit_cannot_do_what_is_not_its_part);
  ADD ("merged-duplicate-leaves-the-boards-with-all-its-rounds",
       merged_duplicate_leaves_the_boards_with_all_its_rounds);
  ADD ("case-cannot-be-joined-to-one-that-is-gone", case_cannot_be_joined_to_one_that_is_gone);
  ADD ("rejected-case-has-no-assignment", rejected_case_has_no_assignment);
  ADD ("signed-case-cannot-be-withdrawn", signed_case_cannot_be_withdrawn);
  ADD ("reopening-needs-new-facts-or-a-bad-rating", reopening_needs_new_facts_or_a_bad_rating);
  ADD ("reopened-case-is-a-redo-of-the-same-unit", reopened_case_is_a_redo_of_the_same_unit);
  ADD ("citizens-own-rating-outranks-the-one-told", citizens_own_rating_outranks_the_one_told);
  ADD ("rating-is-of-the-round-until-the-next-reply", rating_is_of_the_round_until_the_next_reply);
  ADD ("next-round-begins-after-the-last-has-ended", next_round_begins_after_the_last_has_ended);
  ADD ("call-back-says-whether-it-was-solved", call_back_says_whether_it_was_solved);
  ADD ("late-request-for-more-time-leaves-it-overdue",
       late_request_for_more_time_leaves_it_overdue);
  ADD ("work-of-the-night-is-due-by-the-dispatch", work_of_the_night_is_due_by_the_dispatch);
  ADD ("remark-may-be-told-late", remark_may_be_told_late);
  ADD ("closing-says-where-it-was-settled", closing_says_where_it_was_settled);
  return g_test_run ();
}
