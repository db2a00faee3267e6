/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-terms.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

static void
test_windows (void)
{
  static const struct
  {
    const char *text, *written; /* NULL: is none */
  } cases[] = {
    { "2026-07-01/2026-07-10", "2026-07-01T00:00:00+08:00/2026-07-11T00:00:00+08:00" },
    { "2026-07-01/2026-07-01", "2026-07-01T00:00:00+08:00/2026-07-02T00:00:00+08:00" },
    { "2026-12-31/2027-01-01", "2026-12-31T00:00:00+08:00/2027-01-02T00:00:00+08:00" },
    { "2026-07-01T00:00:00+08:00/2026-07-11T00:00:00+08:00",
      "2026-07-01T00:00:00+08:00/2026-07-11T00:00:00+08:00" },
    { "2026-06-30T16:00:00Z/2026-07-10T16:00:00Z",
      "2026-07-01T00:00:00+08:00/2026-07-11T00:00:00+08:00" },
    { "2026-07-11/2026-07-10", NULL },
    { "2026-02-30/2026-03-10", NULL },
    { "2026-07-01", NULL },
    { "2026-07-01/2026-07-02/2026-07-03", NULL },
    { "2026-07-01/", NULL },
    { "/", NULL },
    { "", NULL },
    { "month", NULL },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiBoardTerms terms = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean         is_set = zhihui_board_terms_set_window (&terms, cases[i].text, &error);
      g_autofree char *written = zhihui_board_terms_format_window (&terms, zone);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_set, ==, cases[i].written != NULL);
      g_assert_cmpstr (written, ==, cases[i].written);
      if (!is_set)
        g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    guint       tier, least; /* 0: is none */
  } cases[] = {
    { "1", 1, 1 },
    { "3", 3, 3 },
    { "4", 0, 4 },
    { "0", 0, 0 },
    { "-1", 0, 0 },
    { "", 0, 0 },
    { "2a", 0, 0 },
    { " 2", 0, 0 },
    { "1000000", 0, 1000000 },
    { "1000001", 0, 0 },
    { "99999999999999999999", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiBoardTerms terms = { 0 };

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (
        zhihui_board_terms_set_tier (&terms, cases[i].text, NULL), ==, cases[i].tier > 0);
      g_assert_cmpuint (terms.tier, ==, cases[i].tier);
      g_assert_cmpint (
        zhihui_board_terms_set_min_n (&terms, cases[i].text, NULL), ==, cases[i].least > 0);
      g_assert_cmpint (
        zhihui_board_terms_set_min_answers (&terms, cases[i].text, NULL), ==, cases[i].least > 0);
      g_assert_cmpuint (terms.min_n, ==, cases[i].least);
      g_assert_cmpuint (terms.min_answers, ==, cases[i].least);
    }
}

/* Answers are fewer than cases, and not everything has an answer by which it could be counted. */
static void
test_boards (void)
{
  ZhihuiBoardTerms terms = { .min_n = 20, .min_answers = 5 };

  g_assert_true (zhihui_board_terms_set_basis (&terms, "closed", NULL));
  g_assert_false (zhihui_board_terms_set_basis (&terms, "yesterday", NULL));
  g_assert_false (zhihui_board_terms_set_basis (&(ZhihuiBoardTerms){ 0 }, "replied", NULL));
  g_assert_cmpint (terms.basis, ==, ZHIHUI_BASIS_CLOSED);
  g_assert_cmpuint (zhihui_board_terms_get_min_n (&terms, ZHIHUI_METRIC_OVERDUE_RATE), ==, 20);
  g_assert_cmpuint (zhihui_board_terms_get_min_n (&terms, ZHIHUI_METRIC_SATISFIED_RATE), ==, 5);
  g_assert_true (zhihui_board_terms_has_basis (&terms, ZHIHUI_METRIC_OVERDUE_RATE));
  g_assert_false (zhihui_board_terms_has_basis (&terms, ZHIHUI_METRIC_VOLUME));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-terms/days-are-read-and-written", test_windows);
  g_test_add_func ("/board-terms/numbers-are-within-their-bounds", test_numbers);
  g_test_add_func ("/board-terms/each-board-has-what-it-can-have", test_boards);
  return g_test_run ();
}
