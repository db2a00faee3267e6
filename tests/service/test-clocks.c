/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock-fixture.h"
#include "zhihui-clock-table.h"

/* ---- rules ---- */

static void
unit_clocks_start_at_dispatch_by_type (ClockDesk *self, gconstpointer data)
{
  const struct
  {
    const char *type, *at, *sign, *contact, *due;
  } cases[] = {
    /* Dispatched late on Tuesday: Wednesday is the working day. */
    { "consult",
      "2020-07-28T23:50:00+08:00",
      "2020-07-29T00:05:00+08:00",
      "2020-07-29T00:20:00+08:00",
      "2020-07-29T23:59:59+08:00" },
    { "consult",
      "2026-09-19T12:00:00+08:00",
      "2026-09-19T12:15:00+08:00",
      "2026-09-19T12:30:00+08:00",
      "2026-09-20T23:59:59+08:00" },
    { "consult",
      "2026-09-30T12:00:00+08:00",
      "2026-09-30T12:15:00+08:00",
      "2026-09-30T12:30:00+08:00",
      "2026-10-08T23:59:59+08:00" },
    { "complaint",
      "2026-09-30T12:00:00+08:00",
      "2026-09-30T12:15:00+08:00",
      "2026-09-30T12:30:00+08:00",
      "2026-10-10T23:59:59+08:00" },
    /* The month ends in between. */
    { "complaint",
      "2020-02-27T09:00:00+08:00",
      "2020-02-27T09:15:00+08:00",
      "2020-02-27T09:30:00+08:00",
      "2020-03-03T23:59:59+08:00" },
    { "petition",
      "2026-08-04T09:00:00+08:00",
      "2026-08-04T09:15:00+08:00",
      "2026-08-04T09:30:00+08:00",
      "2026-10-08T23:59:59+08:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint index = clock_desk_dispatch (self, cases[i].type, "app", 5, cases[i].at);

      clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at, cases[i].sign);
      clock_desk_check_instant (clock_desk_get_current (self, index)->contact_due_at,
                                cases[i].contact);
      clock_desk_check_due (self, index, cases[i].due);
    }
}

static void
rules_for_a_channel_hold_for_it_alone (ClockDesk *self, gconstpointer data)
{
  /* 6 is deputy, 2 app, 1 consult. */
  clock_desk_run_sql (
    self,
    "INSERT INTO clock_rule (type_id, channel_id, clock, time_limit, starts) VALUES"
    " (0, 6, 'reply', 'wd:10@17:30', ''), (1, 6, 'sign', 'none', ''),"
    " (0, 2, 'contact', 'min:20', 'signed')");
  clock_desk_load (self);
  clock_desk_check_due (
    self,
    clock_desk_dispatch (self, "complaint", "deputy", 5, "2020-07-01T09:00:00+08:00"),
    "2020-07-15T17:30:00+08:00");
  clock_desk_check_due (
    self,
    clock_desk_dispatch (self, "complaint", "12345", 5, "2020-07-01T09:00:00+08:00"),
    "2020-07-06T23:59:59+08:00");
  g_assert_cmpint (
    clock_desk_get_current (
      self, clock_desk_dispatch (self, "consult", "deputy", 5, "2020-07-01T09:00:00+08:00"))
      ->sign_due_at,
    ==,
    ZHIHUI_NO_INSTANT);
}

static void
contact_clock_can_start_with_the_signature (ClockDesk *self, gconstpointer data)
{
  guint index;

  clock_desk_run_sql (
    self,
    "INSERT INTO clock_rule (type_id, channel_id, clock, time_limit, starts) VALUES"
    " (0, 2, 'contact', 'min:20', 'signed')");
  clock_desk_load (self);
  index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-01T09:00:00+08:00");
  g_assert_cmpint (clock_desk_get_current (self, index)->contact_due_at, ==, ZHIHUI_NO_INSTANT);
  HAPPENS (index, SIGNED, "2020-07-01T09:11:00+08:00", 0, 0);
  clock_desk_check_instant (clock_desk_get_current (self, index)->contact_due_at,
                            "2020-07-01T09:31:00+08:00");

  zhihui_life_cycle_flush (self->life_cycle, NULL);
  clock_desk_load (self);
  clock_desk_check_instant (clock_desk_get_current (self, index)->contact_due_at,
                            "2020-07-01T09:31:00+08:00");
}

static void
unit_with_the_option_has_minutes_on_duty (ClockDesk *self, gconstpointer data)
{
  guint index;

  clock_desk_run_sql (
    self,
    "UPDATE unit SET duty_clock = 1 WHERE id = 8;"
    "INSERT INTO setting (key, value) VALUES ('duty_hours', '09:00-12:00,13:00-17:00')");
  clock_desk_load (self);
  index = clock_desk_dispatch (self, "consult", "app", 7, "2026-09-30T16:50:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2026-10-08T09:05:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->contact_due_at,
                            "2026-10-08T09:20:00+08:00");
  clock_desk_check_due (self, index, "2026-10-08T23:59:59+08:00");
  index = clock_desk_dispatch (self, "consult", "app", 6, "2026-09-30T16:50:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2026-09-30T17:05:00+08:00");
}

static void
centre_has_clocks_too (ClockDesk *self, gconstpointer data)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiClockTable table = { self->ledger, calendar, zone };
  const struct
  {
    const char   *type;
    ZhihuiClockId id;
    const char   *start, *due;
  } cases[] = {
    { "consult", ZHIHUI_CLOCK_ACCEPT, "2026-09-30T17:20:00+08:00", "2026-10-08T08:50:00+08:00" },
    { "consult", ZHIHUI_CLOCK_DISPATCH, "2026-09-30T17:20:00+08:00", "2026-09-30T18:20:00+08:00" },
    { "consult", ZHIHUI_CLOCK_OBJECTION, "2026-09-30T17:20:00+08:00", "2026-10-08T23:59:59+08:00" },
    { "petition",
      ZHIHUI_CLOCK_OBJECTION,
      "2020-07-28T10:00:00+08:00",
      "2020-08-04T23:59:59+08:00" },
    { "consult", ZHIHUI_CLOCK_CALL_BACK, "2020-07-31T10:00:00+08:00", "2020-08-03T23:59:59+08:00" },
    { "consult", ZHIHUI_CLOCK_FIX, "2020-07-31T10:00:00+08:00", "2020-08-21T23:59:59+08:00" },
    { "consult", ZHIHUI_CLOCK_CLOSE, "2020-07-31T10:00:00+08:00", "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint index = clock_desk_submit (self, cases[i].type, "app", cases[i].start);

      clock_desk_check_instant (
        zhihui_clock_table_get_due (&table,
                                    &g_array_index (self->ledger->cases, ZhihuiCaseRow, index),
                                    ZHIHUI_NO_INDEX,
                                    cases[i].id,
                                    instant (cases[i].start)),
        cases[i].due);
    }
}

/* ---- petitions ---- */

static void
petition_clock_runs_on_over_returns (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_submit (self, "petition", "app", "2026-02-27T15:00:00+08:00");

  clock_desk_check_instant (clock_desk_get_own (self, index)->notice_due_at,
                            "2026-03-16T23:59:59+08:00");
  g_assert_cmpint (clock_desk_get_own (self, index)->close_due_at, ==, ZHIHUI_NO_INSTANT);
  HAPPENS (index, ACCEPTED, "2026-03-02T09:00:00+08:00", 0, 0);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-05-06T23:59:59+08:00");
  HAPPENS (index, DISPATCHED, "2026-03-02T10:00:00+08:00", 5, 0);
  HAPPENS (index, RETURN_REQUESTED, "2026-03-03T10:00:00+08:00", 0, 0);
  HAPPENS (index, RETURN_DECIDED, "2026-03-04T10:00:00+08:00", 0, 1);
  HAPPENS (index, DISPATCHED, "2026-03-10T10:00:00+08:00", 6, 0);
  /* The next unit has a fresh clock; the case's goes on. */
  clock_desk_check_due (self, index, "2026-05-09T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-05-06T23:59:59+08:00");
  g_assert_null (clock_desk_get_own (
    self, clock_desk_submit (self, "consult", "app", "2026-02-27T15:00:00+08:00")));

  zhihui_life_cycle_flush (self->life_cycle, NULL);
  clock_desk_load (self);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-05-06T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, index)->notice_due_at,
                            "2026-03-16T23:59:59+08:00");
}

static void
petition_is_extended_once_by_thirty_days (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "petition", "app", 5, "2026-03-02T09:00:00+08:00");

  REFUSED (index, EXTENDED, "2026-04-30T10:00:00+08:00", 0, 31);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-05-06T23:59:59+08:00");
  HAPPENS (index, EXTENDED, "2026-04-30T10:00:00+08:00", 0, 30);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-06-05T23:59:59+08:00");
  clock_desk_check_due (self, index, "2026-06-05T23:59:59+08:00");

  /* Not again, though the next unit's own clock was never extended. */
  HAPPENS (index, REASSIGNED, "2026-05-10T10:00:00+08:00", 6, 0);
  REFUSED (index, EXTENDED, "2026-05-11T10:00:00+08:00", 0, 10);

  index = clock_desk_dispatch (self, "petition", "app", 5, "2026-03-02T09:00:00+08:00");
  REFUSED (index, EXTENDED, "2026-05-07T00:00:00+08:00", 0, 30);
}

static void
hearing_stops_the_petition_clock (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "petition", "app", 5, "2026-03-02T09:00:00+08:00");

  HAPPENS (index, SUSPENDED, "2026-03-20T10:00:00+08:00", 0, 0);
  HAPPENS (index, RESUMED, "2026-03-27T16:00:00+08:00", 0, 0);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-05-13T23:59:59+08:00");
  clock_desk_check_due (self, index, "2026-05-13T23:59:59+08:00");

  /* While it stands its end does not come: 30 days more, and the 68 of the hearing. */
  index = clock_desk_dispatch (self, "petition", "app", 5, "2026-03-02T09:00:00+08:00");
  HAPPENS (index, SUSPENDED, "2026-03-20T10:00:00+08:00", 0, 0);
  HAPPENS (index, EXTENDED, "2026-05-20T10:00:00+08:00", 0, 30);
  HAPPENS (index, RESUMED, "2026-05-27T16:00:00+08:00", 0, 0);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-08-12T23:59:59+08:00");
  clock_desk_check_due (self, index, "2026-08-12T23:59:59+08:00");
}

static void
petition_taken_up_again_has_a_clock_anew (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "petition", "app", 5, "2026-03-02T09:00:00+08:00");

  HAPPENS (index, SIGNED, "2026-03-02T09:05:00+08:00", 0, 0);
  HAPPENS (index, REPLIED, "2026-04-01T09:00:00+08:00", 0, 0);
  HAPPENS (index, CLOSED, "2026-04-02T09:00:00+08:00", 0, 0);
  HAPPENS (index, REOPENED, "2026-04-20T09:00:00+08:00", 0, 1);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-06-22T23:59:59+08:00");

  /* What is told of the first round moves its deadline, and not the clock that began since. */
  HAPPENS (index, EXTENDED, "2026-03-20T09:00:00+08:00", 0, 10);
  clock_desk_check_due (self, index, "2026-05-18T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-06-22T23:59:59+08:00");
  HAPPENS (index, DISPATCHED, "2026-04-21T09:00:00+08:00", 5, 0);
  HAPPENS (index, EXTENDED, "2026-04-22T09:00:00+08:00", 0, 30);
  clock_desk_check_instant (clock_desk_get_own (self, index)->close_due_at,
                            "2026-07-22T23:59:59+08:00");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/clocks/" name, ClockDesk, NULL, clock_desk_set_up, function, clock_desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unit-clocks-start-at-dispatch-by-type", unit_clocks_start_at_dispatch_by_type);
  ADD ("rules-for-a-channel-hold-for-it-alone", rules_for_a_channel_hold_for_it_alone);
  ADD ("contact-clock-can-start-with-the-signature", contact_clock_can_start_with_the_signature);
  ADD ("unit-with-the-option-has-minutes-on-duty", unit_with_the_option_has_minutes_on_duty);
  ADD ("centre-has-clocks-too", centre_has_clocks_too);
  ADD ("petition-clock-runs-on-over-returns", petition_clock_runs_on_over_returns);
  ADD ("petition-is-extended-once-by-thirty-days", petition_is_extended_once_by_thirty_days);
  ADD ("hearing-stops-the-petition-clock", hearing_stops_the_petition_clock);
  ADD ("petition-taken-up-again-has-a-clock-anew", petition_taken_up_again_has_a_clock_anew);
  return g_test_run ();
}
