/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-case-names.h"

#define NOW G_GINT64_CONSTANT (1596081600) /* 2020-07-30T12:00:00+08:00 */
#define HOUR 3600
#define NONE ZHIHUI_NO_INSTANT

static ZhihuiCaseNames *
make_names (void)
{
  g_autoptr (ZhihuiSituation) situation =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));

  return zhihui_case_names_new (situation);
}

static void
add_channel (ZhihuiChannels *channels, const char *id, const char *label)
{
  ZhihuiChannel *channel = g_new0 (ZhihuiChannel, 1);

  channel->id = g_strdup (id);
  channel->label = g_strdup (label);
  g_ptr_array_add (channels->items, channel);
}

static void
add_clock (ZhihuiSummary *summary, const char *id, const char *label)
{
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->id = g_strdup (id);
  clock->label = g_strdup (label);
  clock->limit = g_strdup ("wd:5");
  g_ptr_array_add (summary->clocks, clock);
}

/* Else those of the standard. */
static void
words_of_the_place_are_for_who_reads_its_language (void)
{
  static const struct
  {
    const char *language, *channel, *type;
  } rows[] = { { "zh_CN", "WeChat", "Suggestion" }, { "en", "微信公众号", "意见建议" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
      g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
      g_autoptr (ZhihuiChannels) channels = zhihui_channels_new ();
      g_autoptr (ZhihuiSummary) summary = zhihui_summary_new ();
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autoptr (ZhihuiCaseNames) names = NULL;

      meta->language = g_strdup (rows[i].language);
      add_channel (channels, "wechat", "微信公众号");
      add_channel (channels, "own", "自办渠道");
      add_clock (summary, "suggestion", "意见建议");
      zhihui_situation_builder_set_meta (builder, meta);
      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_CHANNELS, channels);
      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
      situation = zhihui_situation_builder_finish (builder);
      names = zhihui_case_names_new (situation);
      g_assert_cmpstr (
        zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_CHANNEL, "wechat"), ==, rows[i].channel);
      g_assert_cmpstr (
        zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_CHANNEL, "own"), ==, "自办渠道");
      g_assert_cmpstr (
        zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_TYPE, "suggestion"), ==, rows[i].type);
    }
}

static ZhihuiDeskCase *
make_case (void)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();
  char **const    texts[] = { &one->no,    &one->type,    &one->topic,  &one->topic_code,
                              &one->title, &one->channel, &one->region, &one->complainant,
                              &one->phone, &one->address };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  one->id = g_strdup ("c-1");
  one->state = g_strdup ("handling");
  one->submitted_at = NOW - 50 * HOUR;
  one->accepted_at = NOW - 49 * HOUR;
  return one;
}

static void
add_work (ZhihuiDeskCase *one, gint64 seq)
{
  one->work = zhihui_case_work_new ();
  one->work->seq = seq;
  one->work->unit.id = g_strdup ("u2");
  one->work->unit.name = g_strdup ("昆仑镇");
  one->work->due_rule = g_strdup ("wd:3");
  one->work->dispatched_at = NOW - 24 * HOUR;
  one->work->sign_due_at = NOW - 24 * HOUR + 900;
  one->work->signed_at = NOW - 24 * HOUR + 480;
  one->work->due_at = NOW - HOUR;
}

static void
add_event (ZhihuiDeskCase *one, gint64 at, const char *type, const char *role, int accepted)
{
  ZhihuiCaseEvent *event = zhihui_case_event_new ();

  event->at = at;
  event->type = g_strdup (type);
  event->role = g_strdup (role);
  event->accepted = accepted;
  event->unit_id = g_strdup ("u1");
  event->actor_role = g_strdup ("centre");
  event->text = g_strdup ("");
  if (one->events == NULL)
    one->events = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_event_free);
  g_ptr_array_add (one->events, event);
}

/* "accepted replied(u)" */
static char *
list_steps (const ZhihuiMeetingCase *way)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < way->steps->len; i++)
    {
      const ZhihuiCaseStep *step = way->steps->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", step->name);
      if (*step->unit != '\0')
        g_string_append_printf (text, "(%s)", step->unit);
    }
  return g_string_free (text, FALSE);
}

static void
assert_way (const ZhihuiDeskCase *one, ZhihuiCaseNames *names, const char *expected)
{
  ZhihuiMeetingCase *way = zhihui_case_make_way (one, names);
  g_autofree char   *steps = list_steps (way);

  g_assert_cmpstr (steps, ==, expected);
  zhihui_meeting_case_free (way);
}

static void
a_way_goes_from_acceptance_to_the_reply_that_is_owed (void)
{
  g_autoptr (ZhihuiCaseNames) names = make_names ();
  g_autoptr (ZhihuiDeskCase) one = make_case ();
  ZhihuiMeetingCase    *way;
  const ZhihuiCaseStep *reply;

  assert_way (one, names, "accepted");
  add_work (one, 1);
  assert_way (one, names, "accepted signed replied(昆仑镇)");
  one->work->contact_due_at = NOW - 23 * HOUR;
  assert_way (one, names, "accepted signed contacted replied(昆仑镇)");

  way = zhihui_case_make_way (one, names);
  reply = way->steps->pdata[3];
  g_assert_cmpint (reply->since, ==, NOW - 24 * HOUR);
  g_assert_cmpint (reply->at, ==, NONE);
  g_assert_cmpint (reply->due_at, ==, NOW - HOUR);
  zhihui_meeting_case_free (way);

  /* While it is suspended no deadline comes. */
  one->work->suspended_at = NOW - 2 * HOUR;
  way = zhihui_case_make_way (one, names);
  g_assert_cmpint (((ZhihuiCaseStep *) way->steps->pdata[3])->due_at, ==, NONE);
  zhihui_meeting_case_free (way);
}

static void
the_turn_before_the_present_dispatch_is_the_last_one_that_was_granted (void)
{
  g_autoptr (ZhihuiCaseNames) names = make_names ();
  g_autoptr (ZhihuiDeskCase) one = make_case ();

  add_work (one, 2);
  add_event (one, NOW - 40 * HOUR, "case.return_decided", "", 0);
  assert_way (one, names, "accepted signed replied(昆仑镇)");
  add_event (one, NOW - 30 * HOUR, "case.return_decided", "", 1);
  assert_way (one, names, "accepted returned(u1) dispatched(昆仑镇) signed replied(昆仑镇)");
  /* Of a co-unit's part, and of what came after the dispatch, nothing turned. */
  add_event (one, NOW - 25 * HOUR, "case.sent_back", "co", -1);
  add_event (one, NOW - HOUR, "case.sent_back", "", -1);
  assert_way (one, names, "accepted returned(u1) dispatched(昆仑镇) signed replied(昆仑镇)");
  add_event (one, NOW - 25 * HOUR, "case.sent_back", "", -1);
  assert_way (one, names, "accepted redone(u1) dispatched(昆仑镇) signed replied(昆仑镇)");
  /* The first dispatch has no turn before it, whatever the events say. */
  one->work->seq = 1;
  assert_way (one, names, "accepted signed replied(昆仑镇)");
}

static void
a_copied_case_is_lines_of_names_and_values (void)
{
  g_autoptr (ZhihuiCaseNames) names = make_names ();
  g_autoptr (ZhihuiDeskCase) one = make_case ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text = NULL;

  add_work (one, 1);
  g_free (one->no);
  one->no = g_strdup ("ZC1");
  g_free (one->complainant);
  one->complainant = g_strdup ("段**");
  add_event (one, NOW - 30 * HOUR, "case.dispatched", "", -1);
  text = zhihui_case_make_text (one, names, zone, NOW);
  g_assert_nonnull (strstr (text, "Number\tZC1\n"));
  g_assert_nonnull (strstr (text, "Unit\t昆仑镇\n"));
  g_assert_nonnull (strstr (text, "State\tIn hand\n"));
  g_assert_nonnull (strstr (text, "Applicant\t段**\n"));
  g_assert_nonnull (strstr (text, "Jul 29, 2020 06:00\tDispatched\tu1\t\n"));
  /* What is not told has no line. */
  g_assert_null (strstr (text, "Subject\t"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-way/a-way-goes-from-acceptance-to-the-reply-that-is-owed",
                   a_way_goes_from_acceptance_to_the_reply_that_is_owed);
  g_test_add_func ("/case-way/the-turn-before-the-present-dispatch-is-the-last-one-granted",
                   the_turn_before_the_present_dispatch_is_the_last_one_that_was_granted);
  g_test_add_func ("/case-way/words-of-the-place-are-for-who-reads-its-language",
                   words_of_the_place_are_for_who_reads_its_language);
  g_test_add_func ("/case-way/a-copied-case-is-lines-of-names-and-values",
                   a_copied_case_is_lines_of_names_and_values);
  return g_test_run ();
}
