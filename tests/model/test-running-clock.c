/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-words.h"
#include "zhihui-running-clock.h"

#define NOW G_GINT64_CONSTANT (1596081600) /* 2020-07-30T12:00:00+08:00 */
#define DAY 86400
#define HOUR 3600
#define NONE ZHIHUI_NO_INSTANT

/* A case in hand of a unit since yesterday; offsets from now. */
static ZhihuiDeskCase *
make_case (const char *state, gint64 sign_due, gint64 contact_due, gint64 due)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();

  one->state = g_strdup (state);
  one->submitted_at = NOW - 2 * DAY;
  one->accepted_at = NOW - DAY - HOUR;
  one->accept_due_at = NOW - DAY;
  one->dispatch_due_at = NOW - DAY;
  one->work = zhihui_case_work_new ();
  one->work->dispatched_at = NOW - DAY;
  one->work->sign_due_at = NOW + sign_due;
  one->work->contact_due_at = NOW + contact_due;
  one->work->due_at = NOW + due;
  return one;
}

static void
the_clock_that_ends_first_of_those_that_run_is_found (void)
{
  /* clang-format off */
  static const struct
  {
    const char      *state;
    gint64           sign_due, signed_at, contact_due, contacted_at, due, replied_at, suspended_at;
    ZhihuiClockId    id;
    ZhihuiClockState expected;
    gint64           seconds;
  } rows[] = {
    /* not signed: the first to end is the signature */
    { "dispatched", 240, NONE, 900, NONE, DAY, NONE, NONE, ZHIHUI_CLOCK_SIGN, ZHIHUI_CLOCK_SOON, 240 },
    { "dispatched", 301, NONE, 900, NONE, DAY, NONE, NONE, ZHIHUI_CLOCK_SIGN, ZHIHUI_CLOCK_AHEAD, 301 },
    /* signed: what is done does not run, though it ended first */
    { "signed", -60, NOW - 120, 600, NONE, DAY, NONE, NONE, ZHIHUI_CLOCK_CONTACT, ZHIHUI_CLOCK_SOON, 600 },
    { "handling", -60, NOW - 120, -30, NOW - 90, DAY, NONE, NONE, ZHIHUI_CLOCK_REPLY, ZHIHUI_CLOCK_SOON, DAY },
    { "handling", -60, NOW - 120, -30, NOW - 90, DAY + 1, NONE, NONE, ZHIHUI_CLOCK_REPLY, ZHIHUI_CLOCK_AHEAD, DAY + 1 },
    /* the last second is in time, the next one is not */
    { "handling", -60, NOW - 120, -30, NOW - 90, 0, NONE, NONE, ZHIHUI_CLOCK_REPLY, ZHIHUI_CLOCK_SOON, 0 },
    { "handling", -60, NOW - 120, -30, NOW - 90, -1, NONE, NONE, ZHIHUI_CLOCK_REPLY, ZHIHUI_CLOCK_OVERDUE, 1 },
    /* a contact that is overdue goes before a reply that is longer to come */
    { "handling", -60, NOW - 120, -30, NONE, DAY, NONE, NONE, ZHIHUI_CLOCK_CONTACT, ZHIHUI_CLOCK_OVERDUE, 30 },
    /* suspended: the reply stands, but who was to be called still is */
    { "handling", -60, NOW - 120, -30, NOW - 90, -HOUR, NONE, NOW - 2 * HOUR, ZHIHUI_CLOCK_REPLY, ZHIHUI_CLOCK_STANDS, 2 * HOUR },
    { "handling", -60, NOW - 120, 90, NONE, -HOUR, NONE, NOW - 2 * HOUR, ZHIHUI_CLOCK_CONTACT, ZHIHUI_CLOCK_SOON, 90 },
    /* replied, or over: nobody owes anything, whatever the deadlines say */
    { "replied", -60, NONE, -30, NONE, -HOUR, NOW - HOUR, NONE, ZHIHUI_N_CLOCKS, ZHIHUI_CLOCK_RESTS, 0 },
    { "merged", -60, NONE, -30, NONE, -HOUR, NONE, NONE, ZHIHUI_N_CLOCKS, ZHIHUI_CLOCK_RESTS, 0 },
    /* accepted again after a return: the old dispatch no longer counts, nor the centre's first hour */
    { "accepted", -60, NONE, -30, NONE, -HOUR, NONE, NONE, ZHIHUI_N_CLOCKS, ZHIHUI_CLOCK_RESTS, 0 },
    /* a state that is not known here owes what nobody can say */
    { "frozen", -60, NONE, -30, NONE, -HOUR, NONE, NONE, ZHIHUI_N_CLOCKS, ZHIHUI_CLOCK_RESTS, 0 },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ZhihuiDeskCase) one =
        make_case (rows[i].state, rows[i].sign_due, rows[i].contact_due, rows[i].due);
      ZhihuiRunningClock clock;

      one->work->signed_at = rows[i].signed_at;
      one->work->contacted_at = rows[i].contacted_at;
      one->work->replied_at = rows[i].replied_at;
      one->work->suspended_at = rows[i].suspended_at;
      clock = zhihui_running_clock_find (one, NOW);
      g_test_message ("row %u", i);
      g_assert_cmpuint (clock.id, ==, rows[i].id);
      g_assert_cmpuint (clock.state, ==, rows[i].expected);
      g_assert_cmpint (clock.seconds, ==, rows[i].seconds);
    }
}

static void
the_centre_has_clocks_of_its_own (void)
{
  g_autoptr (ZhihuiDeskCase) fresh = zhihui_desk_case_new ();
  g_autoptr (ZhihuiDeskCase) asked = make_case ("signed", -60, -30, DAY * 3);
  ZhihuiRunningClock clock;

  fresh->state = g_strdup ("submitted");
  fresh->submitted_at = NOW - 1200;
  fresh->accept_due_at = NOW + 600;
  fresh->notice_due_at = NOW + 15 * DAY;
  clock = zhihui_running_clock_find (fresh, NOW);
  g_assert_cmpuint (clock.id, ==, ZHIHUI_CLOCK_ACCEPT);
  g_assert_cmpint (clock.since, ==, NOW - 1200);

  g_free (fresh->state);
  fresh->state = g_strdup ("accepted");
  fresh->accepted_at = NOW - 60;
  fresh->dispatch_due_at = NOW + 3540;
  clock = zhihui_running_clock_find (fresh, NOW);
  g_assert_cmpuint (clock.id, ==, ZHIHUI_CLOCK_DISPATCH);
  g_assert_cmpuint (clock.state, ==, ZHIHUI_CLOCK_AHEAD);

  /* A petition is to be closed whatever becomes of its dispatches. */
  fresh->close_due_at = NOW - 5;
  clock = zhihui_running_clock_find (fresh, NOW);
  g_assert_cmpuint (clock.id, ==, ZHIHUI_CLOCK_CLOSE);
  g_assert_cmpuint (clock.state, ==, ZHIHUI_CLOCK_OVERDUE);
  fresh->close_suspended = TRUE;
  clock = zhihui_running_clock_find (fresh, NOW);
  g_assert_cmpuint (clock.id, ==, ZHIHUI_CLOCK_DISPATCH);

  /* What a unit wants to give back waits for the centre, until it has decided. */
  asked->work->signed_at = asked->work->contacted_at = NOW - HOUR;
  asked->work->return_requested_at = NOW - HOUR;
  asked->objection_due_at = NOW + HOUR;
  g_assert_cmpuint (zhihui_running_clock_find (asked, NOW).id, ==, ZHIHUI_CLOCK_OBJECTION);
  asked->work->return_accepted = 0;
  g_assert_cmpuint (zhihui_running_clock_find (asked, NOW).id, ==, ZHIHUI_CLOCK_REPLY);
}

static void
a_clock_is_told_in_two_parts_ahead_and_in_one_behind (void)
{
  static const struct
  {
    ZhihuiClockState state;
    ZhihuiClockId    id;
    gint64           seconds;
    const char      *words;
  } rows[] = {
    { ZHIHUI_CLOCK_OVERDUE, ZHIHUI_CLOCK_REPLY, 21 * HOUR + 59 * 60, "21 hours over" },
    { ZHIHUI_CLOCK_OVERDUE, ZHIHUI_CLOCK_REPLY, 3 * DAY + 5 * HOUR, "3 days over" },
    { ZHIHUI_CLOCK_AHEAD, ZHIHUI_CLOCK_REPLY, DAY + 2 * HOUR + 59, "1 day 2 hours left" },
    { ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_REPLY, 3 * HOUR + 12 * 60 + 59, "3 hours 12 min left" },
    { ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_SIGN, 4 * 60 + 30, "Sign: 4 min left" },
    { ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_SIGN, 59, "Sign: 59 s left" },
    { ZHIHUI_CLOCK_STANDS, ZHIHUI_CLOCK_REPLY, 31 * DAY, "stands for 31 days" },
    { ZHIHUI_CLOCK_RESTS, ZHIHUI_N_CLOCKS, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiRunningClock clock = { rows[i].state, rows[i].id, NOW, NOW, rows[i].seconds };
      g_autofree char   *words = zhihui_running_clock_make_words (&clock);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
what_ends_first_is_first_and_what_is_owed_to_nobody_last (void)
{
  const ZhihuiRunningClock over = { ZHIHUI_CLOCK_OVERDUE, ZHIHUI_CLOCK_REPLY, NONE, NOW - 9, 9 };
  const ZhihuiRunningClock soon = { ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_SIGN, NONE, NOW + 9, 9 };
  const ZhihuiRunningClock stands = { ZHIHUI_CLOCK_STANDS, ZHIHUI_CLOCK_REPLY, NOW, NOW - 90, 90 };
  const ZhihuiRunningClock rests = { ZHIHUI_CLOCK_RESTS, ZHIHUI_N_CLOCKS, NONE, NONE, 0 };

  g_assert_cmpint (zhihui_running_clock_compare (&over, &soon), <, 0);
  g_assert_cmpint (zhihui_running_clock_compare (&soon, &stands), <, 0);
  g_assert_cmpint (zhihui_running_clock_compare (&stands, &rests), <, 0);
  g_assert_cmpint (zhihui_running_clock_compare (&rests, &over), >, 0);
  g_assert_cmpint (zhihui_running_clock_compare (&rests, &rests), ==, 0);
}

static void
cases_of_two_states_are_listed_as_they_end_and_by_their_id (void)
{
  static const struct
  {
    const char *id;
    gint64      due;
  } rows[] = { { "c", HOUR }, { "b", HOUR }, { "d", -HOUR }, { "a", 2 * DAY }, { "e", 60 } };
  static const char *const expected[] = { "e", "b", "c", "a" };
  g_autoptr (ZhihuiDeskCases) cases = zhihui_desk_cases_new ();
  g_autoptr (GArray) owed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiDeskCase *one = make_case ("handling", DAY, DAY, rows[i].due);

      one->id = g_strdup (rows[i].id);
      one->work->signed_at = one->work->contacted_at = NOW - HOUR;
      g_ptr_array_add (cases->items, one);
    }

  owed = zhihui_running_clock_list (cases, NOW, ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_AHEAD);
  g_assert_cmpuint (owed->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < owed->len; i++)
    g_assert_cmpstr (g_array_index (owed, ZhihuiOwedCase, i).one->id, ==, expected[i]);
}

static void
words_of_the_wire_have_names_and_others_stay_as_they_are (void)
{
  g_autofree const char **states = zhihui_case_list_states ();

  g_assert_cmpstr (states[0], ==, "submitted");
  for (guint i = 0; states[i] != NULL; i++)
    g_assert_cmpstr (zhihui_case_state_get_label (states[i]), !=, states[i]);
  g_assert_cmpstr (zhihui_case_state_get_label ("frozen"), ==, "frozen");
  g_assert_cmpstr (zhihui_case_event_get_label ("case.signed"), ==, "Signed for");
  g_assert_cmpstr (zhihui_case_event_get_label ("case.sung"), ==, "case.sung");

  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    {
      ZhihuiCaseMarks mark = (ZhihuiCaseMarks) (1u << i);

      g_assert_cmpuint (zhihui_case_mark_from_id (zhihui_case_mark_get_id (mark)), ==, mark);
      g_assert_cmpstr (zhihui_case_mark_get_label (mark), !=, "");
    }
  g_assert_cmpuint (zhihui_case_mark_from_id ("supervised"), ==, ZHIHUI_CASE_MARK_SUPERVISED);
  g_assert_cmpuint (zhihui_case_mark_from_id ("unheard"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running-clock/the-clock-that-ends-first-of-those-that-run-is-found",
                   the_clock_that_ends_first_of_those_that_run_is_found);
  g_test_add_func ("/running-clock/the-centre-has-clocks-of-its-own",
                   the_centre_has_clocks_of_its_own);
  g_test_add_func ("/running-clock/a-clock-is-told-in-two-parts-ahead-and-in-one-behind",
                   a_clock_is_told_in_two_parts_ahead_and_in_one_behind);
  g_test_add_func ("/running-clock/what-ends-first-is-first-and-what-is-owed-to-nobody-last",
                   what_ends_first_is_first_and_what_is_owed_to_nobody_last);
  g_test_add_func ("/running-clock/cases-of-two-states-are-listed-as-they-end-and-by-their-id",
                   cases_of_two_states_are_listed_as_they_end_and_by_their_id);
  g_test_add_func ("/running-clock/words-of-the-wire-have-names-and-others-stay-as-they-are",
                   words_of_the_wire_have_names_and_others_stay_as_they_are);
  return g_test_run ();
}
