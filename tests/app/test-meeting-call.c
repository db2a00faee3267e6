/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-call.h"

#include <string.h>

#include "zhihui-language.h"
#include "zhihui-meeting.h"

#define NOON G_GINT64_CONSTANT (1596168000) /* 2020-07-31 12:00 at Shanghai */
#define NOON_US (G_GINT64_CONSTANT (1000) * G_USEC_PER_SEC)

typedef struct
{
  ZhihuiDirector    *director;
  ZhihuiMeetingCall *call;
  ZhihuiMeetings    *meetings;
  ZhihuiSituation   *situation;
} Wall;

static void
add (Wall *wall, const char *id, const char *kind, gint64 starts_at)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (id);
  meeting->kind = g_strdup (kind);
  meeting->title = g_strdup_printf ("供水会%s 13800138000", id);
  meeting->state = ZHIHUI_MEETING_SCHEDULED;
  meeting->starts_at = starts_at;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (wall->meetings->items, meeting);
}

static void
set_up_at (Wall *wall, double speed, const char *pages)
{
  static const char *const screen = "left";
  ZhihuiSituationBuilder  *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_auto (GStrv) names = g_strsplit (pages, " ", -1);
  ZhihuiPlayItem item = { g_intern_string ("overview"), 0 };

  meta->clock_speed = speed;
  meta->clock_simulated = speed > 1;
  meta->time_zone = g_strdup ("Asia/Shanghai");
  wall->meetings = zhihui_meetings_new ();
  wall->meetings->stamp.as_of = NOON;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, wall->meetings);
  zhihui_situation_builder_set_clock (builder, NOON, NOON_US);
  wall->situation = zhihui_situation_builder_finish (builder);
  wall->call = zhihui_meeting_call_new ();
  wall->director = zhihui_director_new ();
  zhihui_director_pass_time (wall->director, NOON_US);
  zhihui_director_set_pages (wall->director, (const char *const *) names, g_strv_length (names));
  zhihui_director_set_screens (wall->director, &screen, 1);
  zhihui_director_set_playlist (wall->director, NULL, &item, 1);
}

static void
set_up (Wall *wall, gconstpointer user_data)
{
  set_up_at (wall, 1, "overview review");
}

static void
tear_down (Wall *wall, gconstpointer user_data)
{
  zhihui_meeting_call_free (wall->call);
  zhihui_meetings_unref (wall->meetings);
  zhihui_situation_unref (wall->situation);
  g_object_unref (wall->director);
}

/* Real seconds after noon. */
static const char *
pass (Wall *wall, gint64 seconds)
{
  gint64 now_us = NOON_US + seconds * G_USEC_PER_SEC;

  zhihui_director_pass_time (wall->director, now_us);
  zhihui_meeting_call_pass (wall->call, wall->director, wall->situation, now_us);
  return zhihui_director_get_page (wall->director, "left");
}

static void
wall_turns_before_a_meeting_and_returns (Wall *wall, gconstpointer user_data)
{
  static const struct
  {
    gint64      at;
    const char *page;
  } steps[] = {
    { 0, "overview" }, { 299, "overview" }, { 300, "review" },   { 301, "review" },
    { 600, "review" }, { 659, "review" },   { 660, "overview" }, { 900, "overview" },
  };

  add (wall, "1", "review", NOON + 600);
  add (wall, "2", "reception", NOON + 700);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpstr (pass (wall, steps[i].at), ==, steps[i].page);
}

static void
wall_says_why_and_no_number (Wall *wall, gconstpointer user_data)
{
  ZhihuiDirectorState state;

  add (wall, "1", "review", NOON + 200);
  pass (wall, 0);
  g_assert_true (zhihui_director_get_state (wall->director, "left", &state));
  g_assert_cmpint (state.interruption->kind, ==, ZHIHUI_INTERRUPTION_MEETING);
  g_assert_nonnull (strstr (state.interruption->words, "供水会1"));
  g_assert_nonnull (strstr (state.interruption->words, "12:03"));
  g_assert_null (strstr (state.interruption->words, "13800138000"));
}

static void
who_turned_away_is_not_called_again (Wall *wall, gconstpointer user_data)
{
  add (wall, "1", "review", NOON + 200);
  g_assert_cmpstr (pass (wall, 0), ==, "review");
  zhihui_director_turn (wall->director, "left", 1);
  g_assert_cmpstr (pass (wall, 1), ==, "overview");
  g_assert_cmpstr (pass (wall, 100), ==, "overview");
}

static void
next_meeting_calls_again (Wall *wall, gconstpointer user_data)
{
  add (wall, "1", "review", NOON + 200);
  add (wall, "2", "dispatch", NOON + 800);
  g_assert_cmpstr (pass (wall, 0), ==, "review");
  g_assert_cmpstr (pass (wall, 261), ==, "overview");
  g_assert_cmpstr (pass (wall, 500), ==, "review");
}

static void
what_is_put_off_ends (Wall *wall, gconstpointer user_data)
{
  ZhihuiMeeting *meeting;

  add (wall, "1", "review", NOON + 200);
  meeting = wall->meetings->items->pdata[0];
  g_assert_cmpstr (pass (wall, 0), ==, "review");
  meeting->state = ZHIHUI_MEETING_CANCELLED;
  g_assert_cmpstr (pass (wall, 1), ==, "overview");
  meeting->state = ZHIHUI_MEETING_SCHEDULED;
  meeting->starts_at = NOON + 1000;
  g_assert_cmpstr (pass (wall, 2), ==, "overview");
  g_assert_cmpstr (pass (wall, 700), ==, "review");
}

static void
clock_of_the_platform_counts (Wall *wall, gconstpointer user_data)
{
  tear_down (wall, NULL);
  set_up_at (wall, 60, "overview review");
  add (wall, "1", "review", NOON + 600);
  g_assert_cmpstr (pass (wall, 4), ==, "overview");
  g_assert_cmpstr (pass (wall, 5), ==, "review");
  g_assert_cmpstr (pass (wall, 10), ==, "review");
  g_assert_cmpstr (pass (wall, 11), ==, "overview");
}

static void
without_a_page_nobody_is_called (Wall *wall, gconstpointer user_data)
{
  tear_down (wall, NULL);
  set_up_at (wall, 1, "overview map");
  add (wall, "1", "review", NOON + 200);
  g_assert_cmpstr (pass (wall, 0), ==, "overview");
}

/* What was shown once calls nobody again. */
static void
the_past_calls_nobody (Wall *wall, gconstpointer user_data)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (wall->situation);

  zhihui_situation_builder_set_past (builder, TRUE);
  zhihui_situation_unref (wall->situation);
  wall->situation = zhihui_situation_builder_finish (builder);
  add (wall, "1", "review", NOON + 200);
  g_assert_cmpstr (pass (wall, 0), ==, "overview");
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/meeting-call/" name, Wall, NULL, set_up, function, tear_down)
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("wall-turns-before-a-meeting-and-returns", wall_turns_before_a_meeting_and_returns);
  ADD ("wall-says-why-and-no-number", wall_says_why_and_no_number);
  ADD ("who-turned-away-is-not-called-again", who_turned_away_is_not_called_again);
  ADD ("next-meeting-calls-again", next_meeting_calls_again);
  ADD ("what-is-put-off-ends", what_is_put_off_ends);
  ADD ("clock-of-the-platform-counts", clock_of_the_platform_counts);
  ADD ("without-a-page-nobody-is-called", without_a_page_nobody_is_called);
  ADD ("the-past-calls-nobody", the_past_calls_nobody);
  return g_test_run ();
}
