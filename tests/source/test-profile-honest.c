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

/* ---- tables ---- */

#define TABLE(more) HEAD "[resource cases]\npath=/x.csv\nid=编号\nunit=单位\nopened=受理\n" more
#define HEADS "编号,单位,受理\n"
#define ROW(id) id ",水利局,2026-06-01 08:00\n"

static void
test_a_table_that_cannot_be_read_is_no_empty_table (void)
{
  g_autofree char *gbk =
    g_convert (HEADS ROW ("1") ROW ("2"), -1, "GBK", "UTF-8", NULL, NULL, NULL);
  g_autofree char *rows_in_gbk =
    g_convert (ROW ("1") ROW ("2"), -1, "GBK", "UTF-8", NULL, NULL, NULL);
  g_autofree char *mixed = g_strconcat (HEADS, rows_in_gbk, NULL);
  g_autoptr (GString) long_one = g_string_new (HEADS);
  const Case cases[] = {
    { TABLE (""), gbk, "*row 1: *UTF-8*encoding=gb18030*" },
    { TABLE (""), mixed, "*row 2: *UTF-8*encoding=gb18030*" },
    { TABLE (""), HEADS ROW ("1") "2,\"水利局,2026-06-01\n" ROW ("3"), "*row 3: *not closed*" },
    { TABLE (""), HEADS ROW ("1") ROW ("2") "3,a\"b,c\n4,a\"b,c\n", "*2 of 4 rows*" },
    { TABLE ("encoding=gb18030\n"), "\xff\xff\xff", "*not encoded in gb18030*" },
    { TABLE (""), long_one->str, "*row 1002: *not closed*" },
  };

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (long_one, "%u,水利局,2026-06-01 08:00\n", i);
  g_string_append (long_one, "9999,\"水利局,2026-06-01\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case one = cases[i];

      if (i == G_N_ELEMENTS (cases) - 1)
        one.body = long_one->str;
      assert_refused (&one, "text/csv");
    }
}

static void
test_a_table_in_another_encoding_is_read_where_it_is_named (void)
{
  static const char *const encodings[][2] = { { "GBK", "gb18030" }, { "UTF-8", "utf-8" } };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *body =
        g_convert (HEADS ROW ("1") ROW ("2"), -1, encodings[i][0], "UTF-8", NULL, NULL, NULL);
      g_autofree char *profile = g_strconcat (TABLE ("encoding="), encodings[i][1], "\n", NULL);
      Fixed            fixed = { 200, "text/csv", body };
      g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

      g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "p"), "水利局")->n, ==, 2);
    }
}

static void
test_one_broken_row_is_left_out_and_counted (void)
{
  Fixed fixed = { 200, "text/csv", HEADS ROW ("1") "2,a\"b,c\n" ROW ("3") };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (TABLE (""), stub_server_get_url (server), NULL);

  g_assert_cmpint (count_rows (self), ==, 2);
  g_assert_true (reports (self, "rows that cannot be understood: 1"));
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
  ADD ("a-table-that-cannot-be-read-is-no-empty-table",
       test_a_table_that_cannot_be_read_is_no_empty_table);
  ADD ("a-table-in-another-encoding-is-read-where-it-is-named",
       test_a_table_in_another_encoding_is_read_where_it_is_named);
  ADD ("one-broken-row-is-left-out-and-counted", test_one_broken_row_is_left_out_and_counted);

  return g_test_run ();
}
