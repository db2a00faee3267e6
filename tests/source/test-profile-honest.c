/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-server.h"

#include <string.h>

#include "zhihui-profile.h"

/* What a source does not tell, or what of it cannot be read, is never nought. */

#define BOARD(fields) HEAD "[resource board overdue_rate]\npath=/x\nunit=unit\n" fields

/* One body through a profile. */
typedef struct
{
  const char *profile, *body, *detail;
} Case;

static void
assert_refused (const Case *one, const char *type)
{
  Fixed fixed = { 200, type, one->body };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (one->profile, stub_server_get_url (server), NULL);

  g_test_message ("%s", one->profile);
  g_assert_null (get_summary (self));
  g_assert_null (get_board (self, ZHIHUI_BOARD_OVERDUE, "p"));
  g_assert_cmpint (get_receipt (self)->n_failures, >, 0);
  if (!g_pattern_match_simple (one->detail, get_receipt (self)->detail))
    g_assert_cmpstr (get_receipt (self)->detail, ==, one->detail);
}

static void
test_a_needed_figure_that_is_missing_is_no_nought (void)
{
  static const Case cases[] = {
    { BOARD ("n=nn\nk=k\n"), "[{\"unit\":\"A\",\"n\":4,\"k\":1}]", "*row 1: n: is missing*" },
    { BOARD ("n=n\nk=kk\n"), "[{\"unit\":\"A\",\"n\":4,\"k\":1}]", "*row 1: k: is missing*" },
    { BOARD ("n=n\nk=k\n"), "[{\"unit\":\"A\",\"n\":null,\"k\":1}]", "*row 1: n: is missing*" },
    { HEAD "[resource summary]\npath=/x\nopen=@.open.totl\n",
      "{\"open\":{\"total\":4}}",
      "*row 1: open: is missing*" },
    { HEAD "[resource channels]\npath=/x\nlabel=label\nn=nn\n",
      "[{\"label\":\"A\",\"n\":4}]",
      "*row 1: n: is missing*" },
    { HEAD "[resource words]\npath=/x\nword=word\nn=nn\n",
      "[{\"word\":\"A\",\"n\":4}]",
      "*row 1: n: is missing*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (&cases[i], "application/json");
}

static void
test_a_board_of_a_rate_says_where_its_k_is (void)
{
  g_autoptr (GError) error = NULL;
  const char text[] = "[source]\nbase=/x\n[resource board return_rate]\npath=/x\nunit=u\nn=n\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (ZhihuiProfile) profile = zhihui_profile_new (bytes, "x", "/", &error);

  g_assert_null (profile);
  g_assert_nonnull (strstr (error->message, "does not say 'k'"));
}

static void
test_what_a_summary_does_not_tell_is_not_given (void)
{
  Fixed fixed = { 200, "application/json", "{\"open\":4,\"late\":null,\"n\":5}" };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self =
    attach (HEAD "[resource summary]\npath=/x\nopen=open\noverdue=late\nyear=never\non_time_n=n\n"
                 "on_time_k=never\n",
            stub_server_get_url (server),
            NULL);

  for (guint i = 0; i < 2; i++)
    {
      const ZhihuiSummary *summary = get_summary (self);

      g_assert_nonnull (summary);
      g_assert_cmpint (summary->open, ==, 4);
      g_assert_cmpint (summary->today, ==, -1);
      g_assert_cmpint (summary->month_count, ==, -1);
      g_assert_cmpint (summary->year_count, ==, -1);
      g_assert_cmpint (summary->yesterday_same_time, ==, -1);
      g_assert_cmpint (summary->previous_month_same, ==, -1);
      g_assert_cmpint (summary->overdue_open, ==, -1);
      g_assert_cmpint (summary->overdue_open_yesterday, ==, -1);
      g_assert_cmpint (summary->due_today, ==, -1);
      g_assert_cmpint (summary->on_time.n, ==, 0);
      attach_again (self); /* from what was kept, and the platform */
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/profile/" name, function)
  ADD ("a-needed-figure-that-is-missing-is-no-nought",
       test_a_needed_figure_that_is_missing_is_no_nought);
  ADD ("a-board-of-a-rate-says-where-its-k-is", test_a_board_of_a_rate_says_where_its_k_is);
  ADD ("what-a-summary-does-not-tell-is-not-given", test_what_a_summary_does_not_tell_is_not_given);

  return g_test_run ();
}
