/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-merge.h"

#define HOUR_S 3600
#define DAY_S 86400

/* "标题; …" in the order they are shown. */
static char *
list_meetings (ZhihuiSituation *situation)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (situation);
  GString        *text = g_string_new (NULL);

  for (guint i = 0; i < meetings->items->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "; " : "", ((ZhihuiMeeting *) meetings->items->pdata[i])->title);

  return g_string_free (text, FALSE);
}

static ZhihuiMeeting *
make_meeting (const char *id, gint64 starts_at, const char *title)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (id);
  meeting->kind = g_strdup ("review");
  meeting->title = g_strdup (title);
  meeting->host = g_strdup ("");
  meeting->starts_at = starts_at;
  meeting->ends_at = starts_at + HOUR_S;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  return meeting;
}

static ZhihuiSituation *
make_situation (ZhihuiMeeting *one, ZhihuiMeeting *two, const ZhihuiReceipt *receipt)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();

  meetings->stamp.as_of = 1000;
  if (one != NULL)
    g_ptr_array_add (meetings->items, one);
  if (two != NULL)
    g_ptr_array_add (meetings->items, two);
  if (receipt->has_data)
    zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, meetings);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MEETINGS, receipt);
  zhihui_situation_builder_set_started (builder, 1);
  return zhihui_situation_builder_finish (builder);
}

static void
test_what_both_know_is_the_platforms (void)
{
  const ZhihuiReceipt    good = { .received_us = 10, .has_data = TRUE, .period_s = 30 };
  ZhihuiCalendarSettings settings = { .for_desk = TRUE };
  const gint64           at = g_get_real_time () / G_USEC_PER_SEC + DAY_S;
  g_autoptr (ZhihuiSituation) platform =
    make_situation (make_meeting ("m-1", at, "甲"), make_meeting ("m-2", at + 2, "乙"), &good);
  g_autoptr (ZhihuiSituation) calendar =
    make_situation (make_meeting ("m-1", at, "甲改"), make_meeting ("x", at + 1, "丙"), &good);
  g_autoptr (ZhihuiSituation) again =
    make_situation (make_meeting ("y", at + 2, "乙"), make_meeting ("z", at + 3, "乙"), &good);
  g_autoptr (ZhihuiSituation) merged = zhihui_calendar_merge (platform, calendar, &settings, 1, 20);
  g_autoptr (ZhihuiSituation) other = zhihui_calendar_merge (platform, again, &settings, 1, 20);
  g_autofree char *text = list_meetings (merged);
  g_autofree char *other_text = list_meetings (other);

  g_assert_cmpstr (text, ==, "甲; 丙; 乙");
  g_assert_cmpstr (other_text, ==, "甲; 乙; 乙");
}

/* Half of it is not all of it; a platform without meetings is no half. */
static void
test_state_is_that_of_the_worse (void)
{
  static const ZhihuiReceipt good = { .received_us = 10, .has_data = TRUE, .period_s = 300 };
  static const ZhihuiReceipt failed = { .failing_us = 10,
                                        .n_failures = 2,
                                        .detail = (char *) "no" };
  static const ZhihuiReceipt without = { .failing_us = 10, .n_failures = 1, .http_status = 404 };
  static const ZhihuiReceipt refused = {
    .failing_us = 10, .n_failures = 1, .http_status = 401, .refused = TRUE
  };
  static const ZhihuiReceipt loading = { 0 };
  static const struct
  {
    const ZhihuiReceipt *platform, *calendar;
    ZhihuiState          state;
  } cases[] = {
    { &good, &good, ZHIHUI_STATE_FRESH },      { &good, &failed, ZHIHUI_STATE_OFFLINE },
    { &failed, &good, ZHIHUI_STATE_OFFLINE },  { &without, &good, ZHIHUI_STATE_FRESH },
    { &without, &failed, ZHIHUI_STATE_ERROR }, { &without, &refused, ZHIHUI_STATE_REFUSED },
    { &good, &loading, ZHIHUI_STATE_FRESH },   { &loading, &good, ZHIHUI_STATE_FRESH },
  };
  const ZhihuiCalendarSettings settings = { .for_desk = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiSituation) platform = make_situation (NULL, NULL, cases[i].platform);
      g_autoptr (ZhihuiSituation) calendar = make_situation (NULL, NULL, cases[i].calendar);
      g_autoptr (ZhihuiSituation) merged =
        zhihui_calendar_merge (platform, calendar, &settings, 1, 20);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (
        zhihui_situation_judge (merged, ZHIHUI_DATASET_MEETINGS, 20).state, ==, cases[i].state);
    }
}

/* A simulated county is long in coming: its reader begins when the calendar is read already. */
static void
test_calendar_that_was_sooner_is_fresh (void)
{
  const ZhihuiReceipt          good = { .received_us = 10, .has_data = TRUE, .period_s = 300 };
  const ZhihuiReceipt          none = { 0 };
  const ZhihuiCalendarSettings settings = { .for_desk = TRUE };
  g_autoptr (ZhihuiSituation) calendar = make_situation (NULL, NULL, &good);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiSituation) platform = NULL;
  g_autoptr (ZhihuiSituation) merged = NULL;

  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MEETINGS, &none);
  zhihui_situation_builder_set_started (builder, 15);
  platform = zhihui_situation_builder_finish (builder);
  merged = zhihui_calendar_merge (platform, calendar, &settings, 1, 20);
  g_assert_cmpint (
    zhihui_situation_judge (merged, ZHIHUI_DATASET_MEETINGS, 20).state, ==, ZHIHUI_STATE_FRESH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-merge/what-both-know-is-the-platforms",
                   test_what_both_know_is_the_platforms);
  g_test_add_func ("/calendar-merge/state-is-that-of-the-worse", test_state_is_that_of_the_worse);
  g_test_add_func ("/calendar-merge/calendar-that-was-sooner-is-fresh",
                   test_calendar_that_was_sooner_is_fresh);
  return g_test_run ();
}
