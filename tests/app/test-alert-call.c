/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-call.h"

#include "alert-sample.h"

#include <string.h>

typedef struct
{
  ZhihuiDirector  *director;
  ZhihuiAlertCall *call;
  gint64           now_us;
} Wall;

static void
set_up (Wall *wall, gconstpointer user_data)
{
  static const char *const    pages[] = { "map", "overview", "deadlines" };
  static const ZhihuiPlayItem items[] = { { "map", 0 } };
  const char *const           screen = "left";

  wall->now_us = ALERT_SAMPLE_NOW_US;
  wall->call = zhihui_alert_call_new ();
  wall->director = zhihui_director_new ();
  zhihui_director_pass_time (wall->director, wall->now_us);
  zhihui_director_set_pages (wall->director, pages, G_N_ELEMENTS (pages));
  zhihui_director_set_screens (wall->director, &screen, 1);
  zhihui_director_set_playlist (wall->director, NULL, items, G_N_ELEMENTS (items));
}

static void
tear_down (Wall *wall, gconstpointer user_data)
{
  zhihui_alert_call_free (wall->call);
  g_assert_finalize_object (wall->director);
}

/* A second later the source tells these. */
static void
tell (Wall *wall, const AlertSample *alerts, guint n)
{
  g_autoptr (ZhihuiSituation) situation = NULL;

  wall->now_us += G_USEC_PER_SEC;
  situation = alert_sample_make (alerts, n, wall->now_us);
  zhihui_director_pass_time (wall->director, wall->now_us);
  zhihui_alert_call_take (wall->call, wall->director, situation, wall->now_us);
}

static void
assert_shown (Wall *wall, const char *page, const char *words)
{
  ZhihuiDirectorState state;

  g_assert_true (zhihui_director_get_state (wall->director, NULL, &state));
  g_assert_cmpstr (state.page, ==, page);
  g_assert_cmpint (state.interruption != NULL, ==, words != NULL);
  if (words != NULL && strstr (state.interruption->words, words) == NULL)
    g_error ("'%s' is told, '%s' is not in it", state.interruption->words, words);
}

static void
test_new_ones (Wall *wall, gconstpointer user_data)
{
  const AlertSample red = { .id = "red", .kind = "overdue", .level = ZHIHUI_LEVEL_RED };
  AlertSample       alerts[] = { red,
                                 { .id = "yellow", .level = ZHIHUI_LEVEL_YELLOW },
                                 { .id = "orange",
                                   .kind = "stale",
                                   .level = ZHIHUI_LEVEL_ORANGE,
                                   .unit = "住建局",
                                   .text = "没有消息" } };

  tell (wall, &red, 1); /* it was there before the wall was */
  assert_shown (wall, "map", NULL);
  tell (wall, alerts, 2);
  assert_shown (wall, "map", NULL);
  tell (wall, alerts, 3);
  assert_shown (wall, "overview", "住建局 没有消息");
  wall->now_us += (ZHIHUI_ALERT_CALL_S - 2) * (gint64) G_USEC_PER_SEC;
  tell (wall, alerts, 3);
  assert_shown (wall, "overview", "住建局");
  tell (wall, alerts, 3);
  assert_shown (wall, "map", NULL);
  tell (wall, alerts, 3);
  assert_shown (wall, "map", NULL);
  /* One that rises is news again. */
  alerts[1].level = ZHIHUI_LEVEL_RED;
  tell (wall, alerts, 3);
  assert_shown (wall, "deadlines", "1 件超期");
}

static void
test_worst_of_many (Wall *wall, gconstpointer user_data)
{
  const AlertSample alerts[] = { { .id = "a", .level = ZHIHUI_LEVEL_ORANGE, .text = "橙" },
                                 { .id = "b", .level = ZHIHUI_LEVEL_RED, .text = "红" },
                                 { .id = "c", .level = ZHIHUI_LEVEL_ORANGE, .text = "橙" } };

  tell (wall, alerts, 0);
  tell (wall, alerts, 3);
  assert_shown (wall, "deadlines", "红");
}

static void
test_noted_or_over (Wall *wall, gconstpointer user_data)
{
  AlertSample alerts[] = { { .id = "a", .level = ZHIHUI_LEVEL_RED },
                           { .id = "b", .level = ZHIHUI_LEVEL_RED } };

  tell (wall, alerts, 0);
  tell (wall, alerts, 1);
  assert_shown (wall, "deadlines", "1 件超期");
  alerts[0].is_acknowledged = TRUE;
  tell (wall, alerts, 1);
  assert_shown (wall, "map", NULL);
  tell (wall, alerts, 2);
  assert_shown (wall, "deadlines", "1 件超期");
  tell (wall, alerts, 1);
  assert_shown (wall, "map", NULL);
  /* A note that is taken back is no news of a level. */
  alerts[0].is_acknowledged = FALSE;
  tell (wall, alerts, 1);
  assert_shown (wall, "map", NULL);
}

static void
test_private_kinds (Wall *wall, gconstpointer user_data)
{
  static const char *const kinds[] = { "sensitive", "group_risk", "repeat", "of-tomorrow" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const AlertSample alert = { .id = kinds[i], .kind = kinds[i], .level = ZHIHUI_LEVEL_RED };

      tell (wall, &alert, 0);
      tell (wall, &alert, 1);
      assert_shown (wall, "map", NULL);
    }
  {
    const AlertSample one_case = { .id = "x", .level = ZHIHUI_LEVEL_RED, .case_id = "c-1" };

    tell (wall, &one_case, 1);
    assert_shown (wall, "map", NULL);
  }
}

static void
test_past (Wall *wall, gconstpointer user_data)
{
  const AlertSample alert = { .id = "a", .level = ZHIHUI_LEVEL_RED };
  g_autoptr (ZhihuiSituation) past = NULL;

  tell (wall, &alert, 0);
  past = alert_sample_make_past (&alert, 1, wall->now_us);
  zhihui_alert_call_take (wall->call, wall->director, past, wall->now_us);
  assert_shown (wall, "map", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Wall, NULL, set_up, func, tear_down)
  ADD ("/alert-call/new-orange-and-red-ones-interrupt-once", test_new_ones);
  ADD ("/alert-call/the-worst-of-many-is-shown", test_worst_of_many);
  ADD ("/alert-call/what-is-noted-or-over-gives-way", test_noted_or_over);
  ADD ("/alert-call/what-is-no-public-business-calls-nobody", test_private_kinds);
  ADD ("/alert-call/the-past-calls-nobody", test_past);

  return g_test_run ();
}
