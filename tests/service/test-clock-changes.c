/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "clock-fixture.h"
#include "zhihui-error.h"
#include "zhihui-rules-change.h"

/* Rules that change while work is open. The county's own: consult wd:1, complaint wd:3. */

static ZhihuiClockReport
set_rules (ClockDesk *self, const char *text, const char *now)
{
  ZhihuiClockReport report;
  g_autoptr (GError) error = NULL;

  zhihui_life_cycle_flush (self->life_cycle, &error);
  g_assert_no_error (error);
  zhihui_rules_change_run (self->store, text, "rules.ini", instant (now), &report, &error);
  g_assert_no_error (error);
  clock_desk_load (self);
  return report;
}

static char *
list_rules (ClockDesk *self)
{
  g_autoptr (GError) error = NULL;
  char *text = zhihui_rules_change_list (self->store, &error);

  g_assert_no_error (error);
  return text;
}

/* 28 July 2020 is a Tuesday. */
static void
open_deadlines_follow_the_rules (ClockDesk *self, gconstpointer data)
{
  guint consult = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  guint hotline = clock_desk_dispatch (self, "consult", "12345", 5, "2020-07-28T10:00:00+08:00");
  guint complaint = clock_desk_dispatch (self, "complaint", "app", 5, "2020-07-28T10:00:00+08:00");
  guint extended = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  guint replied = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  guint by_hand = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  guint petition = clock_desk_dispatch (self, "petition", "app", 5, "2020-07-28T10:00:00+08:00");
  ZhihuiClockReport report;

  HAPPENS (extended, EXTENDED, "2020-07-28T11:00:00+08:00", 0, 2);
  HAPPENS (replied, SIGNED, "2020-07-28T10:05:00+08:00", 0, 0);
  HAPPENS (replied, REPLIED, "2020-07-28T11:00:00+08:00", 0, 0);
  HAPPENS (
    by_hand, CLOCK_ADJUSTED, "2020-07-28T11:00:00+08:00", 0, instant ("2020-08-20T12:00:00+08:00"));
  clock_desk_check_due (self, consult, "2020-07-29T23:59:59+08:00");
  clock_desk_check_due (self, extended, "2020-07-31T23:59:59+08:00");

  report = set_rules (self,
                      "[clocks]\nconsult/*/reply=wd:2\nconsult/12345/reply=wd:2@17:30\n"
                      "petition/*/close=cd:90\nconsult/*/sign=min:20\n",
                      "2020-07-28T12:00:00+08:00");
  clock_desk_check_due (self, consult, "2020-07-30T23:59:59+08:00");
  clock_desk_check_due (self, hotline, "2020-07-30T17:30:00+08:00");
  clock_desk_check_due (self, complaint, "2020-07-31T23:59:59+08:00");
  clock_desk_check_due (self, extended, "2020-08-03T23:59:59+08:00");
  clock_desk_check_due (self, replied, "2020-07-29T23:59:59+08:00");
  clock_desk_check_due (self, by_hand, "2020-08-20T12:00:00+08:00");
  clock_desk_check_instant (clock_desk_get_own (self, petition)->close_due_at,
                            "2020-10-26T23:59:59+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, consult)->sign_due_at,
                            "2020-07-28T10:20:00+08:00");

  g_assert_cmpuint (report.n_open, ==, 6);
  g_assert_cmpint (database_ask (self->path,
                                 "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind"
                                 " WHERE k.type = 'case.clock_adjusted' AND e.note = 'clocks'"),
                   ==,
                   report.n_adjusted);
  g_assert_cmpint (
    database_ask (self->path, "SELECT n_rows FROM audit WHERE action = 'clock.adjusted'"),
    ==,
    report.n_adjusted);
  g_assert_cmpint (database_ask (self->path,
                                 "SELECT n_rows FROM audit WHERE action = 'clocks.set'"
                                 " AND reason = 'rules.ini'"),
                   ==,
                   4);

  /* And new work has them from the start. */
  consult = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T13:00:00+08:00");
  clock_desk_check_due (self, consult, "2020-07-30T23:59:59+08:00");
}

static void
shorter_limit_is_not_over_already (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "complaint", "app", 5, "2020-07-27T10:00:00+08:00");

  clock_desk_check_due (self, index, "2020-07-30T23:59:59+08:00");
  set_rules (self, "[clocks]\ncomplaint/*/reply=min:30\n", "2020-07-29T12:00:00+08:00");
  clock_desk_check_due (self, index, "2020-07-29T23:59:59+08:00");
}

/* Neither does work get a clock that it did not have, nor does one that runs stop. */
static void
clock_that_is_not_in_the_rules_stays (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  ZhihuiClockReport report =
    set_rules (self, "[clocks]\nconsult/*/reply=none\n", "2020-07-28T12:00:00+08:00");

  clock_desk_check_due (self, index, "2020-07-29T23:59:59+08:00");
  g_assert_cmpuint (report.n_kept, >=, 1);

  index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T13:00:00+08:00");
  clock_desk_check_due (self, index, "none");
  set_rules (self, "[clocks]\nconsult/*/reply=wd:5\n", "2020-07-28T14:00:00+08:00");
  clock_desk_check_due (self, index, "none");
}

static void
hours_and_units_on_duty_are_rules_too (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T17:25:00+08:00");
  g_autofree char *unit = g_strdup (((ZhihuiUnit *) self->ledger->units->pdata[5])->id);
  g_autofree char *text =
    g_strdup_printf ("[clocks]\n[duty]\nhours=09:00-12:00;13:00-18:00\nunits=%s\n", unit);
  g_autofree char *listed = NULL;

  set_rules (self, text, "2020-07-28T17:26:00+08:00");
  listed = list_rules (self);
  g_assert_nonnull (strstr (listed, "hours=09:00-12:00;13:00-18:00;"));
  g_assert_nonnull (strstr (listed, unit));
  /* 15 minutes of duty from 17:25 are there before 18:00; of 45 some are left for tomorrow. */
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2020-07-28T17:40:00+08:00");
  set_rules (self,
             "[clocks]\nconsult/*/sign=min:45\n[duty]\nhours=09:00-12:00;13:00-18:00\n",
             "2020-07-28T17:27:00+08:00");
  clock_desk_check_instant (clock_desk_get_current (self, index)->sign_due_at,
                            "2020-07-28T18:10:00+08:00");
}

static void
what_is_listed_can_be_set (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  g_autofree char *first = NULL, *second = NULL;

  set_rules (self,
             "[clocks]\nconsult/*/reply=wd:2@17:30\n*/app/contact=min:40;signed\n*/*/fix=none\n",
             "2020-07-28T12:00:00+08:00");
  first = list_rules (self);
  g_assert_nonnull (strstr (first, "*/app/contact=min:40;signed\n"));
  g_assert_nonnull (strstr (first, "*/*/fix=none\n"));
  g_assert_cmpuint (set_rules (self, first, "2020-07-28T13:00:00+08:00").n_adjusted, ==, 0);
  second = list_rules (self);
  g_assert_cmpstr (first, ==, second);
  clock_desk_check_due (self, index, "2020-07-30T17:30:00+08:00");
}

static void
bad_rules_change_nothing (ClockDesk *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *named;
  } bad[] = {
    { "", "clocks" },
    { "clocks", NULL },
    { "[duty]\nhours=08:00-12:00\n", "clocks" },
    { "[clock]\n*/*/reply=wd:3\n", "[clock]" },
    { "[clocks]\n[calendar 2027]\n2027-01-01=off;x\n", "calendar 2027" },
    { "[clocks]\nreply=wd:3\n", "reply" },
    { "[clocks]\n*/reply=wd:3\n", "*/reply" },
    { "[clocks]\n*/*/answer=wd:3\n", "*/*/answer" },
    { "[clocks]\nnonsense/*/reply=wd:3\n", "nonsense/*/reply" },
    { "[clocks]\n*/pigeon/reply=wd:3\n", "*/pigeon/reply" },
    { "[clocks]\n*/*/reply=\n", "*/*/reply" },
    { "[clocks]\n*/*/reply=3\n", "*/*/reply" },
    { "[clocks]\n*/*/reply=wd:0\n", "*/*/reply" },
    { "[clocks]\n*/*/reply=wd:3@24:61\n", "*/*/reply" },
    { "[clocks]\n*/*/reply=wd:3;signed\n", "*/*/reply" },
    { "[clocks]\n*/*/contact=min:30;later\n", "*/*/contact" },
    { "[clocks]\n*/*/contact=min:30;signed;x\n", "*/*/contact" },
    { "[clocks]\npetition/*/extension=min:30\n", "petition/*/extension" },
    { "[clocks]\n[duty]\nhours=17:00-08:00\n", "hours" },
    { "[clocks]\n[duty]\nunits=nobody\n", "nobody" },
    { "[clocks]\n[duty]\nhour=08:00-12:00\n", "hour" },
    { "[clocks]\n*/*/reply=wd:9\n*/*/sign=soon\n", "*/*/sign" },
  };
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  g_autofree char *before = list_rules (self);
  g_autofree char *after = NULL;

  zhihui_life_cycle_flush (self->life_cycle, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiClockReport report;

      g_test_message ("%s", bad[i].text);
      g_assert_false (zhihui_rules_change_run (
        self->store, bad[i].text, "bad", instant ("2020-07-28T12:00:00+08:00"), &report, &error));
      g_assert_nonnull (error);
      if (bad[i].named != NULL)
        g_assert_nonnull (strstr (error->message, bad[i].named));
    }
  after = list_rules (self);
  g_assert_cmpstr (before, ==, after);
  clock_desk_load (self);
  clock_desk_check_due (self, index, "2020-07-29T23:59:59+08:00");
  g_assert_cmpint (database_ask (self->path, "SELECT COUNT(*) FROM audit"), ==, 0);
  g_assert_cmpint (database_ask (self->path, "SELECT COUNT(*) FROM clock_change"), ==, 0);
}

static void
running_platform_takes_the_rules (ClockDesk *self, gconstpointer data)
{
  guint index = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiPlatform) platform =
    clock_desk_serve (self, "2020-07-28T11:00:00+08:00", &store);
  ZhihuiLedger *ledger;

  set_rules (self, "[clocks]\nconsult/*/reply=wd:4\n", "2020-07-28T12:00:00+08:00");
  g_assert_true (zhihui_platform_tick (platform, NULL));
  ledger = zhihui_platform_get_ledger (platform);
  clock_desk_check_instant (g_array_index (ledger->assignments, ZhihuiAssignment, index).due_at,
                            "2020-08-03T23:59:59+08:00");
  g_assert_cmpint (
    zhihui_clock_rules_find (ledger->clock_rules, 0, 0, ZHIHUI_CLOCK_REPLY)->limit.count, ==, 4);
}

/* One case at a time, each by a program that ends then. */
static void
interrupted_change_goes_on_where_it_was (ClockDesk *self, gconstpointer data)
{
  guint indices[6];
  g_autoptr (GError) error = NULL;
  ZhihuiClockReport report;
  guint             n_steps = 0, step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    indices[i] = clock_desk_dispatch (self, "consult", "app", 5, "2020-07-28T10:00:00+08:00");
  zhihui_life_cycle_flush (self->life_cycle, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_rules_change_begin (self->store,
                                            "[clocks]\nconsult/*/reply=wd:2\n",
                                            "r",
                                            instant ("2020-07-28T12:00:00+08:00"),
                                            &error));
  /* Before it is done no other one begins. */
  g_assert_false (zhihui_rules_change_begin (
    self->store, "[clocks]\n", "r", instant ("2020-07-28T12:00:00+08:00"), &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_clear_error (&error);

  for (guint i = 0; i < 3; i++)
    {
      g_auto (ZhihuiClockChange) what = { 0 };
      g_autoptr (ZhihuiStore) store = zhihui_store_open (self->path, FALSE, &error);

      g_assert_no_error (error);
      g_assert_true (
        zhihui_clock_change_go_on (store, instant ("2020-07-28T12:00:00+08:00"), 1, &what, &error));
      g_assert_cmpuint (what.report.n_open, ==, i + 1);
    }
  clock_desk_load (self);
  clock_desk_check_due (self, indices[2], "2020-07-30T23:59:59+08:00");
  clock_desk_check_due (self, indices[3], "2020-07-29T23:59:59+08:00");
  g_assert_cmpint (
    database_ask (self->path, "SELECT COUNT(*) FROM audit WHERE action = 'clock.adjusted'"), ==, 0);

  /* The next change ends it first; then it is the one that is done. */
  zhihui_rules_change_run (self->store,
                           "[clocks]\nconsult/*/reply=wd:3\n",
                           "r",
                           instant ("2020-07-28T13:00:00+08:00"),
                           &report,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_adjusted, ==, 6);
  clock_desk_load (self);
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    clock_desk_check_due (self, indices[i], "2020-07-31T23:59:59+08:00");
  g_assert_cmpint (
    database_ask (self->path, "SELECT SUM(n_rows) FROM audit WHERE action = 'clock.adjusted'"),
    ==,
    12);

  while (step < 2)
    {
      g_auto (ZhihuiClockChange) what = { 0 };

      g_assert_true (zhihui_clock_change_go_on (
        self->store, instant ("2020-07-28T14:00:00+08:00"), 1, &what, &error));
      step = what.step;
      n_steps++;
    }
  g_assert_cmpuint (n_steps, ==, 1); /* nothing was left */
}

static int
run_clocks (ClockDesk *self, const char *option, const char *file, char **out, char **err)
{
  const char *line[] = {
    g_getenv ("ZHIHUI_PLATFORM"), "clocks", "-d", self->path, option, file, NULL
  };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) line, NULL, 0, NULL, NULL, out, err, &status, NULL));
  return status >> 8;
}

static void
command_lists_and_sets (ClockDesk *self, gconstpointer data)
{
  g_autofree char *file = database_fixture_path (&self->files, "rules.ini");
  g_autofree char *out = NULL, *listed = NULL, *words = NULL, *no_file = NULL, *neither = NULL;

  g_assert_true (g_file_set_contents (file, "[clocks]\nconsult/*/reply=wd:2\n", -1, NULL));
  g_assert_cmpint (run_clocks (self, "--set", file, &out, NULL), ==, 0);
  g_assert_cmpstr (out, ==, "{\"open\":0,\"adjusted\":0,\"kept\":0}\n");
  g_assert_cmpint (run_clocks (self, "--list", NULL, &listed, NULL), ==, 0);
  g_assert_nonnull (strstr (listed, "# petition/*/close=cd:60\n"));
  g_assert_nonnull (strstr (listed, "[clocks]\nconsult/*/reply=wd:2\n"));
  g_assert_nonnull (strstr (listed, "[duty]\nhours="));

  g_assert_true (g_file_set_contents (file, "[clocks]\nconsult/*/reply=soon\n", -1, NULL));
  g_assert_cmpint (run_clocks (self, "--set", file, NULL, &words), ==, 1);
  g_assert_nonnull (strstr (words, "consult/*/reply"));
  g_assert_cmpint (run_clocks (self, "--set", "nowhere.ini", NULL, &no_file), ==, 1);
  g_assert_nonnull (strstr (no_file, "nowhere.ini"));
  g_assert_cmpint (run_clocks (self, NULL, NULL, NULL, &neither), ==, 2);
}

#define ADD(path, test)                                                                            \
  g_test_add (                                                                                     \
    "/clock-changes/" path, ClockDesk, NULL, clock_desk_set_up, test, clock_desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open-deadlines-follow-the-rules", open_deadlines_follow_the_rules);
  ADD ("a-shorter-limit-is-not-over-already", shorter_limit_is_not_over_already);
  ADD ("a-clock-that-is-not-in-the-rules-stays", clock_that_is_not_in_the_rules_stays);
  ADD ("hours-and-units-on-duty-are-rules-too", hours_and_units_on_duty_are_rules_too);
  ADD ("what-is-listed-can-be-set", what_is_listed_can_be_set);
  ADD ("bad-rules-change-nothing", bad_rules_change_nothing);
  ADD ("a-running-platform-takes-the-rules", running_platform_takes_the_rules);
  ADD ("an-interrupted-change-goes-on-where-it-was", interrupted_change_goes_on_where_it_was);
  ADD ("the-command-lists-and-sets", command_lists_and_sets);
  return g_test_run ();
}
