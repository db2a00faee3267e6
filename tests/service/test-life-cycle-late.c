/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

/* What is told when the case has gone on: it is judged by its own time. */

#define N_ROUNDS 4

/* Four rounds, of units 7, 7, 8 and 8, each until the line after it.
 *   1: dispatched 20th 09:10, signed 09:12, replied 15:00, closed 16:00; reopened 21st 09:00
 *   2: dispatched 21st 10:00, signed 10:05, return asked 11:00, accepted 12:00
 *   3: dispatched 21st 13:00, signed 13:05, replied 22nd 10:00
 *   4: sent back 22nd 11:00, signed 11:05, replied 15:00, closed 16:00 */
static const struct
{
  ZhihuiEventKind kind;
  const char     *at;
  guint           unit;
  gint64          value;
} story[] = {
  { ZHIHUI_EVENT_ACCEPTED, "20T09:01:00", 0, 0 },
  { ZHIHUI_EVENT_DISPATCHED, "20T09:10:00", 7, 0 },
  { ZHIHUI_EVENT_SIGNED, "20T09:12:00", 0, 0 },
  { ZHIHUI_EVENT_REPLIED, "20T15:00:00", 0, 0 },
  { ZHIHUI_EVENT_CLOSED, "20T16:00:00", 0, 0 },
  { ZHIHUI_EVENT_REOPENED, "21T09:00:00", 0, 1 },
  { ZHIHUI_EVENT_DISPATCHED, "21T10:00:00", 7, 0 },
  { ZHIHUI_EVENT_SIGNED, "21T10:05:00", 0, 0 },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "21T11:00:00", 0, 0 },
  { ZHIHUI_EVENT_RETURN_DECIDED, "21T12:00:00", 0, 1 },
  { ZHIHUI_EVENT_DISPATCHED, "21T13:00:00", 8, 0 },
  { ZHIHUI_EVENT_SIGNED, "21T13:05:00", 0, 0 },
  { ZHIHUI_EVENT_REPLIED, "22T10:00:00", 0, 0 },
  { ZHIHUI_EVENT_SENT_BACK, "22T11:00:00", 0, 0 },
  { ZHIHUI_EVENT_SIGNED, "22T11:05:00", 0, 0 },
  { ZHIHUI_EVENT_REPLIED, "22T15:00:00", 0, 0 },
  { ZHIHUI_EVENT_CLOSED, "22T16:00:00", 0, 0 },
};

/* By hand from the story: the round to which it belongs, 0 where it does not fit. */
static const struct
{
  ZhihuiEventKind kind;
  const char     *at;
  guint           round;
} news[] = {
  { ZHIHUI_EVENT_CONTACTED, "20T09:11:59", 0 }, /* not signed */
  { ZHIHUI_EVENT_CONTACTED, "20T09:12:00", 1 },
  { ZHIHUI_EVENT_CONTACTED, "20T15:00:00", 1 },
  { ZHIHUI_EVENT_CONTACTED, "20T15:00:01", 0 }, /* replied */
  { ZHIHUI_EVENT_CONTACTED, "21T10:04:59", 0 },
  { ZHIHUI_EVENT_CONTACTED, "21T10:05:00", 2 },
  { ZHIHUI_EVENT_CONTACTED, "21T12:00:00", 2 },
  { ZHIHUI_EVENT_CONTACTED, "21T12:00:01", 0 }, /* given back */
  { ZHIHUI_EVENT_CONTACTED, "21T13:05:00", 3 },
  { ZHIHUI_EVENT_CONTACTED, "22T10:30:00", 0 },
  { ZHIHUI_EVENT_CONTACTED, "22T11:04:59", 0 },
  { ZHIHUI_EVENT_CONTACTED, "22T15:00:00", 4 },
  { ZHIHUI_EVENT_CONTACTED, "22T17:00:00", 0 },
  { ZHIHUI_EVENT_SIGNED, "20T09:11:00", 0 }, /* already */
  { ZHIHUI_EVENT_HANDLING, "20T09:11:00", 0 },
  { ZHIHUI_EVENT_HANDLING, "20T10:00:00", 1 },
  { ZHIHUI_EVENT_HANDLING, "20T15:30:00", 0 },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "20T09:09:59", 0 },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "20T09:11:00", 1 },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "20T15:00:01", 0 },
  { ZHIHUI_EVENT_RETURN_REQUESTED, "21T11:30:00", 0 }, /* already */
  { ZHIHUI_EVENT_RETURN_REQUESTED, "22T09:00:00", 3 },
  { ZHIHUI_EVENT_EXTENDED, "20T14:00:00", 1 },
  { ZHIHUI_EVENT_EXTENDED, "20T15:30:00", 0 },
  { ZHIHUI_EVENT_EXTENDED, "21T13:00:00", 3 },
  { ZHIHUI_EVENT_EXTENDED, "22T15:00:01", 0 },
  { ZHIHUI_EVENT_RATED, "20T15:30:00", 0 }, /* not closed */
  { ZHIHUI_EVENT_RATED, "20T16:00:00", 1 },
  { ZHIHUI_EVENT_RATED, "21T13:30:00", 1 }, /* the second was never answered */
  { ZHIHUI_EVENT_RATED, "22T09:59:59", 1 },
  { ZHIHUI_EVENT_RATED, "22T10:00:00", 0 }, /* the third was answered and not closed */
  { ZHIHUI_EVENT_RATED, "22T15:30:00", 0 },
  { ZHIHUI_EVENT_RATED, "22T16:00:00", 4 },
  { ZHIHUI_EVENT_CALLED_BACK, "20T14:59:59", 0 },
  { ZHIHUI_EVENT_CALLED_BACK, "20T15:00:00", 1 },
  { ZHIHUI_EVENT_CALLED_BACK, "21T09:59:59", 1 },
  { ZHIHUI_EVENT_CALLED_BACK, "21T10:00:00", 0 }, /* at work again */
  { ZHIHUI_EVENT_CALLED_BACK, "21T12:30:00", 0 },
  { ZHIHUI_EVENT_CALLED_BACK, "22T10:59:59", 3 },
  { ZHIHUI_EVENT_CALLED_BACK, "22T11:00:00", 0 },
  { ZHIHUI_EVENT_CALLED_BACK, "22T15:00:00", 4 },
  { ZHIHUI_EVENT_ESCALATED, "20T09:00:59", 0 }, /* not accepted */
  { ZHIHUI_EVENT_ESCALATED, "20T09:01:00", N_ROUNDS },
  { ZHIHUI_EVENT_SUPERVISED, "22T15:59:59", N_ROUNDS },
  { ZHIHUI_EVENT_SUPERVISED, "22T16:00:00", 0 }, /* closed */
  { ZHIHUI_EVENT_WITHDRAWN, "20T09:05:00", 0 },
  { ZHIHUI_EVENT_REPLIED, "20T14:00:00", 0 },
  { ZHIHUI_EVENT_SUSPENDED, "20T14:00:00", 0 },
  { ZHIHUI_EVENT_CLOSED, "20T15:30:00", 0 },
  { ZHIHUI_EVENT_REASSIGNED, "20T14:00:00", 0 },
};

static char *
make_time (const char *at)
{
  return g_strdup_printf ("2020-07-%s+08:00", at);
}

static gboolean
tell (Desk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value)
{
  g_autofree char *time = make_time (at);

  return desk_try (self, index, kind, time, unit, value);
}

static guint
live (Desk *self)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");

  for (guint i = 0; i < G_N_ELEMENTS (story); i++)
    g_assert_true (tell (self, index, story[i].kind, story[i].at, story[i].unit, story[i].value));
  return index;
}

/* Which column of the statement below the event sets, or -1. */
static int
get_column (ZhihuiEventKind kind)
{
  switch ((guint) kind)
    {
    case ZHIHUI_EVENT_CONTACTED:
      return 0;
    case ZHIHUI_EVENT_RETURN_REQUESTED:
      return 1;
    case ZHIHUI_EVENT_CALLED_BACK:
      return 2;
    case ZHIHUI_EVENT_RATED:
      return 3;
    default:
      return -1;
    }
}

/* In the database the instant stands at that round alone, and the event in the log names it. */
static void
assert_written (Desk *self, ZhihuiEventKind kind, guint first, guint round, const char *at)
{
  static const char logged[] =
    "SELECT assignment_id, unit_id, at FROM event ORDER BY id DESC LIMIT 1";
  static const char set[] = "SELECT contacted_at, return_req_at, called_back_at,"
                            " (SELECT rated_at FROM rating r WHERE r.assignment_id = a.id"
                            " AND r.valid = 1), id FROM assignment a WHERE id > ?1";
  g_autofree char  *time = make_time (at);
  int               column = get_column (kind);
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, logged);

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  g_assert_cmpint (zhihui_statement_get_integer (row, 0), ==, first + round);
  g_assert_cmpint (zhihui_statement_get_integer (row, 1), ==, round <= 2 ? 8 : 9);
  g_assert_cmpint (zhihui_statement_get_integer (row, 2), ==, instant (time));
  zhihui_statement_reset (row);
  if (column < 0)
    return;

  row = zhihui_store_prepare (self->store, set);
  zhihui_statement_bind_integer (row, 1, first);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    g_assert_cmpint (zhihui_statement_get_integer (row, (guint) column) == instant (time),
                     ==,
                     zhihui_statement_get_integer (row, 4) == first + round);
  zhihui_statement_reset (row);
}

/* Each to a case of its own that has ended. */
static void
news_belong_to_the_round_of_their_time (Desk *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    {
      guint    first = self->ledger->assignments->len;
      guint    index = live (self);
      guint64  revision = self->ledger->revision;
      gint64   updated_at = desk_get_case (self, index)->updated_at;
      gboolean taken = tell (self, index, news[i].kind, news[i].at, 0, 3);

      if (taken != (news[i].round != 0))
        g_error ("%s of %s was %s",
                 zhihui_event_kind_get_type (news[i].kind),
                 news[i].at,
                 taken ? "taken" : "refused");
      desk_assert_state (self, index, "closed");
      g_assert_cmpuint (self->ledger->assignments->len, ==, first + N_ROUNDS);
      g_assert_cmpint (desk_get_case (self, index)->updated_at, >=, updated_at);
      if (!taken)
        {
          g_assert_cmpuint (self->ledger->revision, ==, revision);
          continue;
        }

      g_assert_true (zhihui_life_cycle_flush (self->life_cycle, NULL));
      assert_written (self, news[i].kind, first, news[i].round, news[i].at);
    }
}

/* Half an hour after the dispatch is in time, one second more is not. */
static void
late_contact_counts_by_its_own_time (Desk *self, gconstpointer data)
{
  const struct
  {
    const char *at;
    gboolean    in_time;
  } contacts[] = { { "20T09:40:00", TRUE }, { "20T09:40:01", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    {
      guint    first = self->ledger->assignments->len;
      guint    index = live (self);
      gboolean in_time;

      g_assert_true (desk_counts (self, first, ZHIHUI_METRIC_CONTACT_RATE, &in_time));
      g_assert_false (in_time);
      g_assert_true (tell (self, index, ZHIHUI_EVENT_CONTACTED, contacts[i].at, 0, 0));
      g_assert_true (desk_counts (self, first, ZHIHUI_METRIC_CONTACT_RATE, &in_time));
      g_assert_cmpint (in_time, ==, contacts[i].in_time);
      g_assert_false (tell (self, index, ZHIHUI_EVENT_CONTACTED, contacts[i].at, 0, 0));
    }
}

/* By its own time also the signature of a unit that had it no more when it was told. */
static void
signature_of_who_had_it_counts (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  gboolean in_time;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (REASSIGNED, "2020-07-20T09:30:00+08:00", 8, 0);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_SIGN_RATE, &in_time));
  g_assert_false (in_time);
  HAPPENS (SIGNED, "2020-07-20T09:25:00+08:00", 0, 0);
  desk_assert_state (self, index, "dispatched");
  g_assert_cmpint (desk_get_current (self, index)->signed_at, ==, ZHIHUI_NO_INSTANT);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_SIGN_RATE, &in_time));
  g_assert_true (in_time);
  HAPPENS (SIGNED, "2020-07-20T09:31:00+08:00", 0, 0);
  desk_assert_state (self, index, "signed");
}

/* Three working days more, in force before the reply though told after it: the reply of Monday the
 * 27th is in time by Tuesday the 28th, and was late by Thursday the 23rd. */
static void
late_extension_moves_the_deadline_of_its_round (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  gboolean late;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (REPLIED, "2020-07-27T15:00:00+08:00", 0, 0);
  HAPPENS (CLOSED, "2020-07-27T16:00:00+08:00", 0, 0);
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_OVERDUE_RATE, &late));
  g_assert_true (late);
  REFUSED (EXTENDED, "2020-07-24T00:00:00+08:00", 0, 3);
  g_assert_cmpstr (
    zhihui_life_cycle_get_refusal (self->life_cycle), ==, "the deadline had passed then");
  HAPPENS (EXTENDED, "2020-07-23T23:59:59+08:00", 0, 3);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-07-28T23:59:59+08:00"));
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_OVERDUE_RATE, &late));
  g_assert_false (late);
  REFUSED (EXTENDED, "2020-07-23T23:59:59+08:00", 0, 3);
}

/* Due on Monday the 27th, suspended on Thursday the 23rd with two working days left. Extended on
 * the 29th by three, resumed on the 30th: five working days, to the 6th of August. */
static void
suspended_work_is_extended_past_its_old_deadline (Desk *self, gconstpointer data)
{
  guint index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");

  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  HAPPENS (SUSPENDED, "2020-07-23T10:00:00+08:00", 0, 0);
  HAPPENS (EXTENDED, "2020-07-29T10:00:00+08:00", 0, 3);
  HAPPENS (RESUMED, "2020-07-30T10:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-08-06T23:59:59+08:00"));

  /* The same, told when the clock went on again: by the 3rd of August, and three more. */
  index = desk_submit (self, "complaint", FALSE, "2020-07-22T09:00:00+08:00");
  HAPPENS (ACCEPTED, "2020-07-22T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-22T09:10:00+08:00", 7, 0);
  HAPPENS (SUSPENDED, "2020-07-23T10:00:00+08:00", 0, 0);
  HAPPENS (RESUMED, "2020-07-30T10:00:00+08:00", 0, 0);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-08-03T23:59:59+08:00"));
  REFUSED (EXTENDED, "2020-08-04T00:00:00+08:00", 0, 3);
  HAPPENS (EXTENDED, "2020-07-29T10:00:00+08:00", 0, 3);
  g_assert_cmpint (
    desk_get_current (self, index)->due_at, ==, instant ("2020-08-06T23:59:59+08:00"));
}

/* The unit that gave it back stays in the returns, and the case is nobody's. */
static void
case_is_withdrawn_after_an_accepted_return (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  gboolean returned;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (SIGNED, "2020-07-20T09:12:00+08:00", 0, 0);
  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  REFUSED (WITHDRAWN, "2020-07-20T10:10:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-20T10:30:00+08:00", 0, 1);
  REFUSED (WITHDRAWN, "2020-07-20T10:29:59+08:00", 0, 0);
  g_assert_cmpstr (
    zhihui_life_cycle_get_refusal (self->life_cycle), ==, "a unit had the case then");
  HAPPENS (WITHDRAWN, "2020-07-20T10:40:00+08:00", 0, 0);
  desk_assert_state (self, index, "withdrawn");
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_RETURN_RATE, &returned));
  g_assert_true (returned);
  g_assert_false (desk_counts (self, 0, ZHIHUI_METRIC_VOLUME, &returned));
  g_assert_false (desk_counts (self, 0, ZHIHUI_METRIC_OVERDUE_RATE, &returned));
}

/* Told when the next unit has it and has not signed: that one had nothing to do. */
static void
withdrawal_is_told_when_the_next_unit_has_it (Desk *self, gconstpointer data)
{
  guint    index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  gboolean part;

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  HAPPENS (RETURN_REQUESTED, "2020-07-20T10:00:00+08:00", 0, 0);
  HAPPENS (RETURN_DECIDED, "2020-07-20T10:30:00+08:00", 0, 1);
  HAPPENS (DISPATCHED, "2020-07-20T10:50:00+08:00", 8, 0);
  REFUSED (WITHDRAWN, "2020-07-20T10:29:59+08:00", 0, 0);
  HAPPENS (WITHDRAWN, "2020-07-20T10:40:00+08:00", 0, 0);
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    g_assert_false (desk_counts (self, 1, (ZhihuiMetric) i, &part));
  g_assert_true (desk_counts (self, 0, ZHIHUI_METRIC_RETURN_RATE, &part));
}

/* The earlier answer, told after the later one, does not hold. */
static void
call_back_told_late_does_not_replace_the_later_one (Desk *self, gconstpointer data)
{
  guint first = self->ledger->assignments->len;
  guint index = live (self);

  g_assert_true (tell (self, index, ZHIHUI_EVENT_CALLED_BACK, "22T15:30:00", 0, ZHIHUI_SOLVED_YES));
  g_assert_true (tell (self, index, ZHIHUI_EVENT_CALLED_BACK, "22T15:20:00", 0, ZHIHUI_SOLVED_NO));
  g_assert_cmpuint (g_array_index (self->ledger->assignments, ZhihuiAssignment, first + 3).solved,
                    ==,
                    ZHIHUI_SOLVED_YES);
}

static void
co_unit_tells_its_contact_late (Desk *self, gconstpointer data)
{
  guint       index = desk_submit (self, "complaint", FALSE, "2020-07-20T09:00:00+08:00");
  ZhihuiEvent event = { .case_index = index, .unit = 9, .is_co = TRUE };
  const struct
  {
    ZhihuiEventKind kind;
    const char     *at;
    gboolean        taken;
  } steps[] = {
    { ZHIHUI_EVENT_DISPATCHED, "2020-07-20T09:20:00+08:00", TRUE },
    { ZHIHUI_EVENT_SIGNED, "2020-07-20T09:25:00+08:00", TRUE },
    { ZHIHUI_EVENT_REPLIED, "2020-07-20T11:00:00+08:00", TRUE },
    { ZHIHUI_EVENT_CONTACTED, "2020-07-20T11:00:01+08:00", FALSE },
    { ZHIHUI_EVENT_CONTACTED, "2020-07-20T09:24:59+08:00", FALSE },
    { ZHIHUI_EVENT_CONTACTED, "2020-07-20T10:00:00+08:00", TRUE },
    { ZHIHUI_EVENT_CONTACTED, "2020-07-20T10:30:00+08:00", FALSE },
  };

  HAPPENS (ACCEPTED, "2020-07-20T09:01:00+08:00", 0, 0);
  HAPPENS (DISPATCHED, "2020-07-20T09:10:00+08:00", 7, 0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      event.kind = steps[i].kind;
      event.at = instant (steps[i].at);
      g_assert_cmpint (desk_try_event (self, &event), ==, steps[i].taken);
    }
  g_assert_cmpint (g_array_index (self->ledger->assignments, ZhihuiAssignment, 1).contacted_at,
                   ==,
                   instant ("2020-07-20T10:00:00+08:00"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/life-cycle-late/" name, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("news-belong-to-the-round-of-their-time", news_belong_to_the_round_of_their_time);
  ADD ("contact-counts-by-its-own-time", late_contact_counts_by_its_own_time);
  ADD ("signature-of-who-had-it-counts", signature_of_who_had_it_counts);
  ADD ("extension-moves-the-deadline-of-its-round", late_extension_moves_the_deadline_of_its_round);
  ADD ("suspended-work-is-extended-past-its-old-deadline",
       suspended_work_is_extended_past_its_old_deadline);
  ADD ("case-is-withdrawn-after-an-accepted-return", case_is_withdrawn_after_an_accepted_return);
  ADD ("withdrawal-is-told-when-the-next-unit-has-it",
       withdrawal_is_told_when_the_next_unit_has_it);
  ADD ("call-back-does-not-replace-the-later-one",
       call_back_told_late_does_not_replace_the_later_one);
  ADD ("co-unit-tells-its-contact-late", co_unit_tells_its_contact_late);
  return g_test_run ();
}
