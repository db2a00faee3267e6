/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "carried-errands.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

#define ASSERT_SEEN(self, text)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((self)->seen->str, ==, text);                                                 \
    g_string_truncate ((self)->seen, 0);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_it_is_sent_after_ten_seconds (CarriedErrands *self, gconstpointer data)
{
  const gint64 s = G_USEC_PER_SEC;
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 100 * s);
  g_autoptr (ZhihuiDeskErrand) b = carried_errands_add (self, "b", 103 * s);

  zhihui_desk_errands_pass (self->errands, 110 * s - 1);
  g_assert_cmpuint (self->source->told->len, ==, 0);
  ASSERT_SEEN (self, "a waiting, b waiting, ");
  zhihui_desk_errands_pass (self->errands, 110 * s);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  g_assert_cmpstr (self->source->told->pdata[0], ==, "/cases/a/events \"e\" {\"id\":1}");
  zhihui_desk_errands_pass (self->errands, 111 * s);
  zhihui_desk_errands_pass (self->errands, 112 * s);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  carried_errands_answer (self, NULL);
  ASSERT_SEEN (self, "a sending, a sent, ");
  g_assert_false (zhihui_desk_errands_is_idle (self->errands));
  zhihui_desk_errands_pass (self->errands, 113 * s);
  carried_errands_answer (self, NULL);
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
  g_assert_cmpuint (g_bytes_get_size (zhihui_desk_errand_get_answer (b)), ==, 2);
  g_assert_null (zhihui_desk_errands_find (self->errands, "case:b"));
}

static void
test_what_is_undone_is_never_sent (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  g_assert_true (zhihui_desk_errands_undo (self->errands, a));
  zhihui_desk_errands_pass (self->errands, G_MAXINT64);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 0);
  g_assert_false (zhihui_desk_errands_undo (self->errands, a));
  ASSERT_SEEN (self, "a waiting, a undone, ");
}

static void
test_what_is_on_its_way_cannot_be_undone (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  zhihui_desk_errands_send_all (self->errands);
  g_assert_false (zhihui_desk_errands_undo (self->errands, a));
  carried_errands_answer (self, NULL);
  ASSERT_SEEN (self, "a waiting, a sending, a sent, ");
}

static void
test_what_fails_waits_for_the_user (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  zhihui_desk_errands_send_all (self->errands);
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  ASSERT_SEEN (self, "a waiting, a sending, a failed, ");
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
  zhihui_desk_errands_pass (self->errands, G_MAXINT64);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  g_assert_cmpstr (zhihui_desk_errand_get_error (a)->message, ==, "nobody there");
  g_assert_true (zhihui_desk_errands_find (self->errands, "case:a") == a);

  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  g_assert_false (zhihui_desk_errands_try_again (self->errands, a));
  g_assert_cmpuint (self->source->told->len, ==, 2);
  g_assert_cmpstr (self->source->told->pdata[0], ==, self->source->told->pdata[1]);
  carried_errands_answer (self, NULL);
  g_assert_null (zhihui_desk_errand_get_error (a));
  g_assert_cmpuint (zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

static void
test_a_refusal_is_not_worth_a_second_time (CarriedErrands *self, gconstpointer data)
{
  static const struct
  {
    ZhihuiError code;
    gboolean    is_worth_again;
  } cases[] = {
    { ZHIHUI_ERROR_OFFLINE, TRUE },  { ZHIHUI_ERROR_FAILED, TRUE },
    { ZHIHUI_ERROR_REFUSED, FALSE }, { ZHIHUI_ERROR_CHANGED, FALSE },
    { ZHIHUI_ERROR_INVALID, FALSE }, { ZHIHUI_ERROR_NOT_FOUND, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

      g_assert_false (zhihui_desk_errand_is_worth_again (a));
      zhihui_desk_errands_send_all (self->errands);
      carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, (int) cases[i].code, "no"));
      g_assert_cmpint (zhihui_desk_errand_is_worth_again (a), ==, cases[i].is_worth_again);
      zhihui_desk_errands_forget (self->errands, a);
      g_assert_null (zhihui_desk_errands_find (self->errands, "case:a"));
    }
}

static gboolean
is_wanted (GBytes *answer, gpointer user_data)
{
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "{}", strlen ("{}"));
  return GPOINTER_TO_INT (user_data);
}

static GError *
make_change (void)
{
  return g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED, "it is another one by now");
}

/* An answer was lost, the same is told again: what has changed meanwhile is the errand itself. */
static void
test_its_own_change_is_no_failure (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  carried_errands_answer (self, make_change ());
  g_assert_cmpstr (self->source->told->pdata[2], ==, "ask /cases/a");
  ASSERT_SEEN (self, "a waiting, a sending, a failed, a sending, ");
  carried_errands_answer (self, NULL);
  ASSERT_SEEN (self, "a sent, ");
  g_assert_null (zhihui_desk_errand_get_error (a));
}

static void
test_another_change_is_one (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);
  g_autoptr (ZhihuiDeskErrand) b = carried_errands_add (self, "b", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (FALSE), NULL);
  zhihui_desk_errand_set_proof (b, "/cases/b", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  carried_errands_answer (self, make_change ());
  carried_errands_answer (self, make_change ());
  carried_errands_answer (self, NULL); /* it is not there */
  /* who may not ask knows no better than before */
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, "not for you"));
  g_assert_error ((GError *) zhihui_desk_errand_get_error (a), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED);
  g_assert_error ((GError *) zhihui_desk_errand_get_error (b), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED);
}

/* The line goes again before it is known whose change it is: that is said, and asked once more. */
static void
test_whose_change_it_is_is_asked_again (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  carried_errands_answer (self, make_change ());
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_error ((GError *) zhihui_desk_errand_get_error (a), ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  carried_errands_answer (self, make_change ());
  carried_errands_answer (self, NULL);
  g_assert_null (zhihui_desk_errand_get_error (a));
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
}

static void
undo_other (ZhihuiDeskErrands *errands, ZhihuiDeskErrand *errand, ZhihuiDeskErrand *other)
{
  if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_SENDING)
    zhihui_desk_errands_undo (errands, other);
}

static void
test_who_hears_of_one_may_undo_another (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);
  g_autoptr (ZhihuiDeskErrand) b = carried_errands_add (self, "b", 0);

  g_signal_connect (self->errands, "changed", G_CALLBACK (undo_other), b);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  carried_errands_answer (self, NULL);
}

static ZhihuiDeskErrand *
add_about (CarriedErrands *self, const char *subject, const char *what)
{
  g_autofree char  *path = g_strdup_printf ("/%s", what);
  ZhihuiDeskErrand *errand = zhihui_desk_errand_new (subject, what, path, NULL, "{}");

  zhihui_desk_errands_add (self->errands, errand, 0);
  return errand;
}

/* They would go by connections of their own, of which none waits for the other. */
static void
test_of_two_about_the_same_one_follows (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add_about (self, "case:1", "a");
  g_autoptr (ZhihuiDeskErrand) b = add_about (self, "case:1", "b");
  g_autoptr (ZhihuiDeskErrand) c = add_about (self, "case:2", "c");
  g_autoptr (ZhihuiDeskErrand) d = add_about (self, "case:1", "d");
  ZhihuiDeskErrand *const tried[] = { a, b, d };
  GPtrArray              *told = self->source->told;

  zhihui_desk_errand_set_proof (a, "/proof", is_wanted, GINT_TO_POINTER (FALSE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (told->len, ==, 2);
  g_assert_cmpstr (told->pdata[0], ==, "/a - {}");
  g_assert_cmpstr (told->pdata[1], ==, "/c - {}");
  g_assert_false (zhihui_desk_errands_undo (self->errands, b));

  /* What is asked whether it is there has not ended. */
  carried_errands_answer (self, make_change ());
  g_assert_cmpuint (told->len, ==, 3);
  g_assert_cmpstr (told->pdata[2], ==, "ask /proof");
  carried_errands_answer (self, NULL); /* c */
  g_assert_cmpuint (told->len, ==, 3);
  carried_errands_answer (self, NULL); /* the proof */
  g_assert_cmpstr (told->pdata[3], ==, "/b - {}");
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "no"));
  g_assert_cmpstr (told->pdata[4], ==, "/d - {}");
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "no"));
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));

  for (guint i = 0; i < G_N_ELEMENTS (tried); i++)
    zhihui_desk_errands_try_again (self->errands, tried[i]);
  for (guint i = 0; i < G_N_ELEMENTS (tried); i++)
    {
      g_assert_cmpuint (told->len, ==, 6 + i);
      g_assert_true (
        g_str_has_prefix (told->pdata[5 + i], (const char *const[]){ "/a ", "/b ", "/d " }[i]));
      carried_errands_answer (self, NULL);
    }
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
}

/* A toast that is going may still be clicked. */
static void
test_what_was_dismissed_is_not_tried_again (CarriedErrands *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);

  zhihui_desk_errands_send_all (self->errands);
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "no"));
  zhihui_desk_errands_forget (self->errands, a);
  g_assert_false (zhihui_desk_errands_try_again (self->errands, a));
  g_assert_cmpuint (self->source->told->len, ==, 1);
}

static void
test_it_says_where_it_is (CarriedErrands *self, gconstpointer data)
{
  const gint64 s = G_USEC_PER_SEC;
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (self, "a", 0);
  static const struct
  {
    gint64      now_us;
    const char *text;
  } cases[] = {
    { 0, "10 秒后发出" },
    { 1, "10 秒后发出" },
    { 9 * G_USEC_PER_SEC, "1 秒后发出" },
    { 10 * G_USEC_PER_SEC, "0 秒后发出" },
    { 99 * G_USEC_PER_SEC, "0 秒后发出" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = zhihui_desk_errand_describe (a, cases[i].now_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  zhihui_desk_errands_pass (self->errands, 10 * s);
  carried_errands_answer (self, NULL);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/errands/" path,                                                                    \
              CarriedErrands,                                                                      \
              NULL,                                                                                \
              carried_errands_set_up,                                                              \
              func,                                                                                \
              carried_errands_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  ADD ("it-is-sent-after-ten-seconds", test_it_is_sent_after_ten_seconds);
  ADD ("what-is-undone-is-never-sent", test_what_is_undone_is_never_sent);
  ADD ("what-is-on-its-way-cannot-be-undone", test_what_is_on_its_way_cannot_be_undone);
  ADD ("what-fails-waits-for-the-user", test_what_fails_waits_for_the_user);
  ADD ("a-refusal-is-not-worth-a-second-time", test_a_refusal_is_not_worth_a_second_time);
  ADD ("a-change-by-itself-is-no-failure", test_its_own_change_is_no_failure);
  ADD ("a-change-by-somebody-else-is-one", test_another_change_is_one);
  ADD ("whose-change-it-is-is-asked-again", test_whose_change_it_is_is_asked_again);
  ADD ("who-hears-of-one-may-undo-another", test_who_hears_of_one_may_undo_another);
  ADD ("of-two-about-the-same-one-follows-the-other", test_of_two_about_the_same_one_follows);
  ADD ("what-was-dismissed-is-not-tried-again", test_what_was_dismissed_is_not_tried_again);
  ADD ("it-says-where-it-is", test_it_says_where_it_is);
  return g_test_run ();
}
