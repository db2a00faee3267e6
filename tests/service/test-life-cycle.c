/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "zhihui-error.h"

/* A consultation asked on Tuesday 2020-07-28, dispatched Wednesday, answered Thursday: in time. */
static void
case_goes_from_submitted_to_archived (Desk *self, gconstpointer data)
{
  guint             index = desk_submit (self, "consult", FALSE, "2020-07-28T16:12:09+08:00");
  ZhihuiAssignment *assignment;

  desk_assert_state (self, index, "submitted");
  HAPPENS (ACCEPTED, "2020-07-28T16:20:00+08:00", 0, 0);
  desk_assert_state (self, index, "accepted");
  HAPPENS (DISPATCHED, "2020-07-29T08:10:00+08:00", 5, 0);
  desk_assert_state (self, index, "dispatched");
  HAPPENS (SIGNED, "2020-07-29T08:14:00+08:00", 0, 0);
  desk_assert_state (self, index, "signed");
  HAPPENS (CONTACTED, "2020-07-29T08:31:00+08:00", 0, 0);
  HAPPENS (HANDLING, "2020-07-29T08:40:00+08:00", 0, 0);
  desk_assert_state (self, index, "handling");
  HAPPENS (REPLIED, "2020-07-30T10:05:00+08:00", 0, 0);
  desk_assert_state (self, index, "replied");
  HAPPENS (CLOSED, "2020-07-30T11:00:00+08:00", 0, 0);
  desk_assert_state (self, index, "closed");
  HAPPENS (RATED, "2020-07-30T12:00:00+08:00", 0, 5);
  HAPPENS (ARCHIVED, "2020-08-30T03:00:00+08:00", 0, 0);
  desk_assert_state (self, index, "archived");

  assignment = desk_get_current (self, index);
  g_assert_cmpuint (assignment->unit, ==, 5);
  g_assert_cmpint (assignment->sign_due_at, ==, instant ("2020-07-29T08:25:00+08:00"));
  g_assert_cmpint (assignment->contact_due_at, ==, instant ("2020-07-29T08:40:00+08:00"));
  g_assert_cmpint (assignment->due_at, ==, instant ("2020-07-30T23:59:59+08:00"));
  g_assert_cmpint (assignment->closed_at, ==, instant ("2020-07-30T11:00:00+08:00"));
  g_assert_cmpuint (self->ledger->ratings->len, ==, 1);
  g_assert_cmpint (
    desk_get_case (self, index)->updated_at, ==, instant ("2020-08-30T03:00:00+08:00"));
}

/* What the diagram of domain.md §3.1 does not draw. Each row: how far the case has come, and what
 * must not follow there. */
static void
events_that_cannot_follow_are_refused (Desk *self, gconstpointer data)
{
  static const ZhihuiEventKind path[] = { ZHIHUI_EVENT_ACCEPTED, ZHIHUI_EVENT_DISPATCHED,
                                          ZHIHUI_EVENT_SIGNED,   ZHIHUI_EVENT_HANDLING,
                                          ZHIHUI_EVENT_REPLIED,  ZHIHUI_EVENT_CLOSED,
                                          ZHIHUI_EVENT_ARCHIVED };
  static const struct
  {
    guint           steps;
    ZhihuiEventKind kind;
  } forbidden[] = {
    { 0, ZHIHUI_EVENT_DISPATCHED },       { 0, ZHIHUI_EVENT_SIGNED },
    { 0, ZHIHUI_EVENT_REPLIED },          { 0, ZHIHUI_EVENT_CLOSED },
    { 0, ZHIHUI_EVENT_MERGED },           { 1, ZHIHUI_EVENT_ACCEPTED },
    { 1, ZHIHUI_EVENT_REJECTED },         { 1, ZHIHUI_EVENT_SIGNED },
    { 1, ZHIHUI_EVENT_RETURN_REQUESTED }, { 1, ZHIHUI_EVENT_RATED },
    { 2, ZHIHUI_EVENT_HANDLING },         { 2, ZHIHUI_EVENT_CONTACTED },
    { 2, ZHIHUI_EVENT_RETURN_DECIDED },   { 2, ZHIHUI_EVENT_SENT_BACK },
    { 2, ZHIHUI_EVENT_RESUMED },          { 2, ZHIHUI_EVENT_CLOSED },
    { 3, ZHIHUI_EVENT_SIGNED },           { 3, ZHIHUI_EVENT_WITHDRAWN },
    { 3, ZHIHUI_EVENT_REOPENED },         { 5, ZHIHUI_EVENT_REPLIED },
    { 5, ZHIHUI_EVENT_RETURN_REQUESTED }, { 5, ZHIHUI_EVENT_EXTENDED },
    { 5, ZHIHUI_EVENT_ARCHIVED },         { 5, ZHIHUI_EVENT_RATED },
    { 6, ZHIHUI_EVENT_SENT_BACK },        { 6, ZHIHUI_EVENT_DISPATCHED },
    { 7, ZHIHUI_EVENT_REOPENED },         { 7, ZHIHUI_EVENT_CLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      guint   index = desk_submit (self, "complaint", FALSE, "2020-06-01T09:00:00+08:00");
      guint   n_assignments;
      guint64 revision;

      for (guint j = 0; j < forbidden[i].steps; j++)
        g_assert_true (desk_try (self, index, path[j], "2020-06-01T10:00:00+08:00", 3, 0));

      n_assignments = self->ledger->assignments->len;
      revision = self->ledger->revision;
      g_assert_false (desk_try (self, index, forbidden[i].kind, "2020-06-01T11:00:00+08:00", 3, 3));
      g_assert_cmpuint (self->ledger->assignments->len, ==, n_assignments);
      g_assert_cmpuint (self->ledger->revision, ==, revision);
    }
}

static void
event_before_the_case_is_refused (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-06-01T09:00:00+08:00");

  REFUSED (ACCEPTED, "2020-06-01T08:59:59+08:00", 0, 0);
  HAPPENS (ACCEPTED, "2020-06-01T09:00:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-06-01T09:10:00+08:00", 2, 0);
  REFUSED (SIGNED, "2020-06-01T09:09:59+08:00", 0, 0);
  HAPPENS (SIGNED, "2020-06-01T09:10:00+08:00", 0, 0);
}

static void
unknown_unit_is_refused (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-06-01T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-06-01T09:01:00+08:00", 0, 0);
  REFUSED (DISPATCHED, "2020-06-01T09:10:00+08:00", 112, 0);
  desk_assert_state (self, index, "accepted");
  HAPPENS (DISPATCHED, "2020-06-01T09:10:00+08:00", 111, 0);
}

static void
accepted_return_gives_the_next_unit_a_fresh_clock (Desk *self, gconstpointer data)
{
  guint             index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  ZhihuiAssignment *first;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  REFUSED (RETURN_REQUESTED, "2020-07-20T10:01:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-20T10:30:00+08:00", 0, 1);
  desk_assert_state (self, index, "accepted");
  HAPPENS (DISPATCHED, "2020-07-21T08:30:00+08:00", 9, 0);

  first = &g_array_index (self->ledger->assignments, ZhihuiAssignment, 0);
  g_assert_true (first->return_accepted);
  g_assert_cmpint (first->replied_at, ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpint (first->due_at, ==, instant ("2020-07-23T23:59:59+08:00"));
  g_assert_cmpuint (desk_get_current (self, index)->unit, ==, 9);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-24T23:59:59+08:00"));
  g_assert_cmpint (
    desk_get_current (self, index)->sign_due_at, ==, instant ("2020-07-21T08:45:00+08:00"));
  g_assert_cmpuint (g_array_index (self->ledger->rounds, ZhihuiRound, 1).previous, ==, 0);
  g_assert_cmpuint (g_array_index (self->ledger->rounds, ZhihuiRound, 1).seq, ==, 2);
  g_assert_false (g_array_index (self->ledger->rounds, ZhihuiRound, 1).is_redo);
}

static void
refused_return_never_pauses_the_clock (Desk *self, gconstpointer data)
{
  guint  index = desk_submit (self, "consult", FALSE, "2020-07-20T09:00:00+08:00");
  gint64 due_at;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  due_at = desk_get_current (self, index)->due_at;
  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-20T10:30:00+08:00", 0, 0);
  g_assert_false (desk_get_current (self, index)->return_accepted);
  g_assert_cmpint (desk_get_current (self, index)->due_at, ==, due_at);
  g_assert_cmpuint (self->ledger->assignments->len, ==, 1);
  HAPPENS (SIGNED, "2020-07-20T10:40:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-20T12:00:00+08:00", 0, 0);
}

static void
reply_sent_back_is_a_new_assignment_of_the_same_unit (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-07-20T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-20T15:00:00+08:00", 0, 0);
  HAPPENS (SENT_BACK, "2020-07-21T09:00:00+08:00", 0, 0);
  desk_assert_state (self, index, "handling");
  g_assert_cmpuint (self->ledger->assignments->len, ==, 2);
  g_assert_cmpuint (desk_get_current (self, index)->unit, ==, 7);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-22T23:59:59+08:00"));
  g_assert_true (g_array_index (self->ledger->rounds, ZhihuiRound, 1).is_redo);
  g_assert_cmpint (g_array_index (self->ledger->assignments, ZhihuiAssignment, 0).sent_back_at,
                   ==,
                   instant ("2020-07-21T09:00:00+08:00"));
  g_assert_cmpint (g_array_index (self->ledger->assignments, ZhihuiAssignment, 0).replied_at,
                   ==,
                   instant ("2020-07-20T15:00:00+08:00"));
  HAPPENS (SIGNED, "2020-07-21T09:05:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-21T10:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-21T11:00:00+08:00", 0, 0);
  g_assert_cmpint (g_array_index (self->ledger->assignments, ZhihuiAssignment, 0).closed_at,
                   ==,
                   ZHIHUI_NO_INSTANT);
}

static void
extension_is_allowed_once_and_before_the_deadline (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  REFUSED (EXTENDED, "2020-07-24T00:00:00+08:00", 0, 3);
  HAPPENS (EXTENDED, "2020-07-23T23:59:59+08:00", 0, 3);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-28T23:59:59+08:00"));
  g_assert_cmpint (g_array_index (self->ledger->rounds, ZhihuiRound, 0).first_due_at,
                   ==,
                   instant ("2020-07-23T23:59:59+08:00"));
  REFUSED (EXTENDED, "2020-07-24T10:00:00+08:00", 0, 3);
}

/* Thursday to Monday with a weekend: two working days are given back. */
static void
suspension_gives_back_the_working_days (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-27T23:59:59+08:00"));
  HAPPENS (SUSPENDED, "2020-07-23T10:00:00+08:00", 0, 0);
  REFUSED (SUSPENDED, "2020-07-23T11:00:00+08:00", 0, 0);
  HAPPENS (RESUMED, "2020-07-27T10:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-29T23:59:59+08:00"));
  REFUSED (RESUMED, "2020-07-27T11:00:00+08:00", 0, 0);
}

static void
suspended_work_is_not_late (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");
  gint64   later = instant ("2020-07-28T10:00:00+08:00");
  gboolean in_time;

  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-22T09:12:00+08:00", 0, 0);
  HAPPENS (SUSPENDED, "2020-07-23T10:00:00+08:00", 0, 0);
  g_assert_true (zhihui_assignment_is_open (desk_get_current (self, index), later));
  g_assert_false (zhihui_assignment_is_overdue (desk_get_current (self, index), later));
  g_assert_false (desk_counts (self, 0, ZHIHUI_METRIC_OVERDUE_RATE, NULL));
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_VOLUME, NULL));

  /* Whoever replies ends it: three working days are given back, up to Thursday the 30th. */
  HAPPENS (REPLIED, "2020-07-28T11:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-30T23:59:59+08:00"));
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_ON_TIME_RATE, &in_time));
  g_assert_true (in_time);
}

static void
late_work_cannot_be_suspended (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  REFUSED (SUSPENDED, "2020-07-28T00:00:00+08:00", 0, 0);
  g_assert_true (zhihui_assignment_is_overdue (desk_get_current (self, index),
                                               instant ("2020-07-28T10:00:00+08:00")));
}

static void
case_withdrawn_before_it_is_signed_counts_nowhere (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-07-22T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  HAPPENS (WITHDRAWN, "2020-07-22T09:12:00+08:00", 0, 0);
  desk_assert_state (self, index, "withdrawn");
  g_assert_cmpuint (desk_get_case (self, index)->current, ==, ZHIHUI_NO_INDEX);
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    g_assert_false (desk_counts (self, 0, (ZhihuiMetric) i, NULL));
  g_assert_false (
    zhihui_assignment_is_open (&g_array_index (self->ledger->assignments, ZhihuiAssignment, 0),
                               instant ("2020-07-28T10:00:00+08:00")));
}

static void
anonymous_case_needs_no_contact (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", TRUE, "2020-07-20T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  g_assert_false (desk_get_current (self, index)->needs_contact);
}

static void
last_answer_to_a_call_back_holds (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "consult", FALSE, "2020-07-20T09:00:00+08:00");
  gboolean solved;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-20T15:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-20T16:00:00+08:00", 0, 0);
  g_assert_false (desk_counts (self, 0, ZHIHUI_METRIC_SOLVED_RATE, NULL));
  HAPPENS (CALLED_BACK, "2020-07-21T09:00:00+08:00", 0, ZHIHUI_SOLVED_UNKNOWN);
  g_assert_false (desk_counts (self, 0, ZHIHUI_METRIC_SOLVED_RATE, NULL));
  HAPPENS (CALLED_BACK, "2020-07-22T09:00:00+08:00", 0, ZHIHUI_SOLVED_NO);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_SOLVED_RATE, &solved));
  g_assert_false (solved);
  HAPPENS (CALLED_BACK, "2020-07-23T09:00:00+08:00", 0, ZHIHUI_SOLVED_MOSTLY);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_SOLVED_RATE, &solved));
  g_assert_true (solved);
  REFUSED (CALLED_BACK, "2020-07-24T09:00:00+08:00", 0, 4);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_EARLY_RATE, &solved));
  g_assert_true (solved);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_DISPATCH_RATE, &solved));
  g_assert_true (solved);
}

static void
only_the_latest_rating_of_a_round_is_valid (Desk *self, gconstpointer data)
{
  guint         index = desk_submit (self, "consult", FALSE, "2020-07-20T09:00:00+08:00");
  ZhihuiRating *ratings;
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-20T15:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-20T16:00:00+08:00", 0, 0);
  REFUSED (RATED, "2020-07-20T17:00:00+08:00", 0, 6);
  REFUSED (RATED, "2020-07-20T17:00:00+08:00", 0, 0);
  HAPPENS (RATED, "2020-07-20T17:00:00+08:00", 0, 2);
  HAPPENS (RATED, "2020-07-21T17:00:00+08:00", 0, 4);
  ratings = (ZhihuiRating *) self->ledger->ratings->data;
  g_assert_false (ratings[0].is_valid);
  g_assert_true (ratings[1].is_valid);

  g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
  g_assert_true (zhihui_store_load_ledger (self->store, fresh, NULL));
  ratings = (ZhihuiRating *) fresh->ratings->data;
  g_assert_cmpuint (fresh->ratings->len, ==, 2);
  g_assert_false (ratings[0].is_valid);
  g_assert_true (ratings[1].is_valid);
  g_assert_cmpuint (ratings[1].level, ==, 4);
}

static void
closed_case_is_reopened_for_thirty_days (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "consult", FALSE, "2020-07-01T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-01T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-01T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-01T09:12:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-01T15:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-01T16:00:00+08:00", 0, 0);
  REFUSED (REOPENED, "2020-07-31T16:00:01+08:00", 0, 1);
  HAPPENS (REOPENED, "2020-07-31T16:00:00+08:00", 0, 1);
  desk_assert_state (self, index, "accepted");
  g_assert_cmpint (desk_get_case (self, index)->closed_at, ==, ZHIHUI_NO_INSTANT);
  HAPPENS (DISPATCHED, "2020-07-31T16:10:00+08:00", 7, 0);
}

static void
marks_gather_and_change_no_state (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-01T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-01T09:01:00+08:00", 0, 0);
  HAPPENS (INSTRUCTED, "2020-07-01T09:02:00+08:00", 0, 0);
  HAPPENS (SUPERVISED, "2020-07-01T09:03:00+08:00", 0, 0);
  desk_assert_state (self, index, "accepted");
  g_assert_cmpuint (
    desk_get_case (self, index)->marks, ==, ZHIHUI_MARK_INSTRUCTED | ZHIHUI_MARK_SUPERVISED);
}

/* Every event is appended, and refused ones are not. */
static void
events_are_kept_in_the_store (Desk *self, gconstpointer data)
{
  guint             index = desk_submit (self, "complaint", FALSE, "2020-07-01T09:00:00+08:00");
  ZhihuiStatement  *row;
  guint             n = 0;
  static const char sql[] = "SELECT type FROM event_log ORDER BY id";
  const char *const expected[] = { "case.submitted", "case.accepted", "case.dispatched" };

  HAPPENS (ACCEPTED, "2020-07-01T09:01:00+08:00", 0, 0);
  REFUSED (REPLIED, "2020-07-01T09:02:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-01T09:03:00+08:00", 1, 0);
  row = zhihui_store_prepare (self->store, sql);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (zhihui_statement_get_text (row, 0), ==, expected[n]);
      n++;
    }
  zhihui_statement_reset (row);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/life-cycle/" name, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("case-goes-from-submitted-to-archived", case_goes_from_submitted_to_archived);
  ADD ("events-that-cannot-follow-are-refused", events_that_cannot_follow_are_refused);
  ADD ("event-before-the-case-is-refused", event_before_the_case_is_refused);
  ADD ("unknown-unit-is-refused", unknown_unit_is_refused);
  ADD ("accepted-return-gives-the-next-unit-a-fresh-clock",
       accepted_return_gives_the_next_unit_a_fresh_clock);
  ADD ("refused-return-never-pauses-the-clock", refused_return_never_pauses_the_clock);
  ADD ("reply-sent-back-is-a-new-assignment-of-the-same-unit",
       reply_sent_back_is_a_new_assignment_of_the_same_unit);
  ADD ("extension-is-allowed-once-and-before-the-deadline",
       extension_is_allowed_once_and_before_the_deadline);
  ADD ("suspension-gives-back-the-working-days", suspension_gives_back_the_working_days);
  ADD ("suspended-work-is-not-late", suspended_work_is_not_late);
  ADD ("late-work-cannot-be-suspended", late_work_cannot_be_suspended);
  ADD ("case-withdrawn-before-it-is-signed-counts-nowhere",
       case_withdrawn_before_it_is_signed_counts_nowhere);
  ADD ("anonymous-case-needs-no-contact", anonymous_case_needs_no_contact);
  ADD ("last-answer-to-a-call-back-holds", last_answer_to_a_call_back_holds);
  ADD ("only-the-latest-rating-of-a-round-is-valid", only_the_latest_rating_of_a_round_is_valid);
  ADD ("closed-case-is-reopened-for-thirty-days", closed_case_is_reopened_for_thirty_days);
  ADD ("marks-gather-and-change-no-state", marks_gather_and_change_no_state);
  ADD ("events-are-kept-in-the-store", events_are_kept_in_the_store);
  return g_test_run ();
}
