/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alert-sample.h"
#include "zhihui-alarm.h"
#include "zhihui-language.h"

#include <string.h>

#define NOW ALERT_SAMPLE_NOW_US
#define S G_TIME_SPAN_SECOND
#define MIN_S (60 * S)
#define RED ZHIHUI_LEVEL_RED
#define ORANGE ZHIHUI_LEVEL_ORANGE
#define YELLOW ZHIHUI_LEVEL_YELLOW
#define BLUE ZHIHUI_LEVEL_BLUE

static ZhihuiAlarm *
make_alarm (const char *conf)
{
  g_autoptr (GError) error = NULL;
  ZhihuiAlarmRules rules;

  zhihui_alarm_rules_init (&rules);
  if (conf != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (conf, strlen (conf));
      g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (bytes, "wall.conf", &error);

      g_assert_no_error (error);
      g_assert_true (zhihui_alarm_rules_read (&rules, text, &error));
      g_assert_true (zhihui_settings_text_check_read (text, &error));
      g_assert_no_error (error);
    }
  return zhihui_alarm_new (&rules);
}

/* What is heard when @alerts are told at that time; "" nothing, else "LEVEL×N VOLUME% WORDS". */
static char *
hear (ZhihuiAlarm *alarm, const AlertSample *alerts, guint n, gint64 now_us)
{
  static const char *const levels[] = { "blue", "yellow", "orange", "red" };
  g_autoptr (ZhihuiSituation) situation = alert_sample_make (alerts, n, now_us);
  g_autoptr (ZhihuiAnnouncement) heard = NULL;

  zhihui_alarm_take (alarm, situation);
  heard = zhihui_alarm_pass (alarm, now_us);
  if (heard == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s%s×%u %u%% %s",
                          heard->is_repeated ? "again " : "",
                          levels[heard->level],
                          heard->n_alerts,
                          heard->volume,
                          heard->words != NULL ? heard->words : "-");
}

#define assert_heard(alarm, alerts, n, now_us, expected)                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *heard_ = hear (alarm, alerts, n, now_us);                                     \
    g_assert_cmpstr (heard_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
once_for_a_key (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample first[] = { { "a", NULL, "住建局", YELLOW, 1 } };
  AlertSample       later[] = { { "b", NULL, "城管局", YELLOW, 3 }, first[0] };

  assert_heard (alarm, first, 1, NOW, "yellow×1 60% -");
  assert_heard (alarm, first, 1, NOW + MIN_S, "");
  /* the source begins again: nothing is read, then the same as before */
  assert_heard (alarm, NULL, 0, NOW + 2 * MIN_S, "");
  assert_heard (alarm, first, 1, NOW + 3 * MIN_S, "");
  /* other figures, and another time in every answer */
  later[1].count = 7;
  later[1].raised_at = ALERT_SAMPLE_NOW + 100;
  assert_heard (alarm, &later[1], 1, NOW + 4 * MIN_S, "");
  assert_heard (alarm, later, 2, NOW + 5 * MIN_S, "yellow×1 60% -");
}

static void
a_rise_is_heard_and_a_fall_is_not (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm ("[alarm]\nrepeat-orange=0\nrepeat-red=0\n");
  const ZhihuiLevel levels[] = { BLUE, YELLOW, ORANGE, YELLOW, ORANGE, RED };
  const char *const expected[] = { "", "yellow", "orange", "", "", "red" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const AlertSample alert = { "a", NULL, "住建局", levels[i], 1 };
      g_autofree char  *heard = hear (alarm, &alert, 1, NOW + i * MIN_S);
      g_auto (GStrv) parts = g_strsplit (heard, "×", 2);

      g_assert_cmpstr (parts[0] != NULL ? parts[0] : "", ==, expected[i]);
    }
}

static void
what_ended_is_new_when_it_is_raised_again_much_later (void)
{
  const struct
  {
    gint64      ended_min, again_min, raised_after_s;
    const char *expected;
  } cases[] = {
    { 1, 40, 40 * 60, "yellow×1 60% -" },
    { 1, 40, 0, "" },     /* the list had lost it for a while */
    { 1, 2, 2 * 60, "" }, /* it flutters */
    { 28, 29, 29 * 60, "" },
    { 28, 31, 31 * 60, "yellow×1 60% -" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
      AlertSample alert = { "a", NULL, "住建局", YELLOW, 1 };

      assert_heard (alarm, &alert, 1, NOW, "yellow×1 60% -");
      assert_heard (alarm, &alert, 0, NOW + cases[i].ended_min * MIN_S, "");
      alert.raised_at = ALERT_SAMPLE_NOW + cases[i].raised_after_s;
      assert_heard (alarm, &alert, 1, NOW + cases[i].again_min * MIN_S, cases[i].expected);
    }
}

static void
it_grows_louder_until_somebody_takes_note (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  AlertSample alert = { "a", NULL, "住建局", RED, 1 };

  assert_heard (alarm, &alert, 1, NOW, "red×1 60% 红色预警，住建局有一件工单超期未办结。");
  assert_heard (alarm, &alert, 1, NOW + 3 * MIN_S - S, "");
  assert_heard (alarm,
                &alert,
                1,
                NOW + 3 * MIN_S,
                "again red×1 80% 再次提醒，尚未确认：红色预警，住建局有一件工单超期未办结。");
  assert_heard (alarm, &alert, 1, NOW + 4 * MIN_S, "");
  assert_heard (alarm,
                &alert,
                1,
                NOW + 6 * MIN_S,
                "again red×1 100% 再次提醒，尚未确认：红色预警，住建局有一件工单超期未办结。");
  assert_heard (alarm,
                &alert,
                1,
                NOW + 9 * MIN_S,
                "again red×1 100% 再次提醒，尚未确认：红色预警，住建局有一件工单超期未办结。");
  alert.is_acknowledged = TRUE;
  assert_heard (alarm, &alert, 1, NOW + 12 * MIN_S, "");
  assert_heard (alarm, &alert, 1, NOW + 60 * MIN_S, "");
}

static void
levels_have_their_own_time (void)
{
  g_autoptr (ZhihuiAlarm) alarm =
    make_alarm ("[alarm]\nyellow=sound\nrepeat-yellow=30\nrepeat-orange=10\norange=sound\n");
  const AlertSample alerts[] = { { "o", NULL, "甲", ORANGE, 1 }, { "y", NULL, "乙", YELLOW, 1 } };
  guint             n_orange = 0, n_yellow = 0;

  assert_heard (alarm, alerts, 2, NOW, "orange×2 60% -");
  for (guint minute = 1; minute <= 60; minute++)
    {
      g_autofree char *heard = hear (alarm, alerts, 2, NOW + minute * MIN_S);

      n_orange += g_str_has_prefix (heard, "again orange×1 ");
      n_yellow += g_str_has_prefix (heard, "again orange×2 ");
    }
  g_assert_cmpuint (n_yellow, ==, 2); /* 30 and 60, together with orange */
  g_assert_cmpuint (n_orange, ==, 4); /* 10 20 40 50 */
}

static void
many_are_repeated_together (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  AlertSample alerts[40] = { 0 };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n_heard = 0;

  for (guint i = 0; i < G_N_ELEMENTS (alerts); i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("a%u", i));
      alerts[i] = (AlertSample){ ids->pdata[i], NULL, "甲", ORANGE, 1 };
    }
  /* one comes each 30 s, for 20 minutes; then an hour goes by */
  for (guint i = 0; i < 40; i++)
    g_free (hear (alarm, alerts, i + 1, NOW + i * 30 * S));
  for (guint i = 40; i < 160; i++)
    {
      g_autofree char *heard = hear (alarm, alerts, 40, NOW + i * 30 * S);

      n_heard += *heard != '\0';
    }
  /* With a time of its own each of the 40 would come 6 times. */
  g_assert_cmpuint (n_heard, >=, 6);
  g_assert_cmpuint (n_heard, <=, 13);
}

static void
a_flood_is_three_sentences_and_a_number (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample alerts[] = {
    { "1", "due_soon", "", BLUE, 117 },     { "2", NULL, "甲局", YELLOW, 9 },
    { "3", NULL, "乙局", ORANGE, 2 },       { "4", NULL, "丙局", ORANGE, 12 },
    { "5", "stale", "丁站", ORANGE, 1 },    { "6", NULL, "戊局", RED, 105 },
    { "7", NULL, "己局", RED, 1, 0, TRUE },
  };

  assert_heard (alarm,
                alerts,
                G_N_ELEMENTS (alerts),
                NOW,
                "red×5 60% 红色预警，戊局有一百零五件工单超期未办结。橙色预警，乙局有两件工单超期未"
                "办结。橙色预警，丙局有十二件工单超期未办结。另有一条预警。");
}

static void
announcements_do_not_run_into_one_another (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm ("[alarm]\nred=sound\norange=sound\n");
  const AlertSample alerts[] = { { "a", NULL, "甲", YELLOW, 1 },
                                 { "b", NULL, "乙", ORANGE, 1 },
                                 { "c", NULL, "丙", RED, 1 },
                                 { "d", NULL, "丁", YELLOW, 1 } };

  assert_heard (alarm, alerts, 1, NOW, "yellow×1 60% -");
  assert_heard (alarm, alerts, 2, NOW + 5 * S, "");
  assert_heard (alarm, alerts, 3, NOW + 6 * S, "red×2 60% -");
  assert_heard (alarm, alerts, 4, NOW + 25 * S, "");
  assert_heard (alarm, alerts, 4, NOW + 26 * S, "yellow×1 60% -");
}

static void
quiet_hours_go_over_midnight_and_end_with_what_is_open (void)
{
  g_autoptr (ZhihuiAlarm) alarm =
    make_alarm ("[alarm]\nquiet=22:00-07:00\norange=sound\nrepeat-orange=0\nred=sound\n");
  const gint64      at_22 = NOW + (8 * 3600 - 5 * 60 - 12) * S;
  const AlertSample alerts[] = { { "a", NULL, "甲", ORANGE, 1 },
                                 { "b", NULL, "乙", ORANGE, 1 },
                                 { "c", NULL, "丙", RED, 1 } };

  assert_heard (alarm, alerts, 1, at_22 - S, "orange×1 60% -");
  g_assert_false (zhihui_alarm_is_quiet (alarm, at_22 - S));
  assert_heard (alarm, alerts, 2, at_22 + MIN_S, "");
  g_assert_true (zhihui_alarm_is_quiet (alarm, at_22));
  assert_heard (alarm, alerts, 2, at_22 + 3 * 3600 * S, "");
  assert_heard (alarm, alerts, 3, at_22 + 4 * 3600 * S, "red×1 60% -");
  g_assert_true (zhihui_alarm_is_quiet (alarm, at_22 + 9 * 3600 * S - S));
  g_assert_false (zhihui_alarm_is_quiet (alarm, at_22 + 9 * 3600 * S));
  g_free (hear (alarm, alerts, 2, at_22 + 9 * 3600 * S - MIN_S));
  assert_heard (alarm, alerts, 2, at_22 + 9 * 3600 * S, "orange×1 60% -");
}

static void
red_is_quiet_only_when_that_is_settled (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm ("[alarm]\nquiet=14:00-15:00\nquiet-red=yes\n");
  const AlertSample alert = { "a", NULL, "甲", RED, 1 };

  assert_heard (alarm, &alert, 1, NOW, "");
  assert_heard (alarm, &alert, 1, NOW + 55 * MIN_S, "red×1 60% 红色预警，甲有一件工单超期未办结。");
}

static void
the_key_mutes_what_is_open_and_not_what_comes (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm ("[alarm]\nred=sound\n");
  AlertSample alerts[] = { { "a", NULL, "甲", RED, 1 }, { "b", NULL, "乙", YELLOW, 1 } };

  assert_heard (alarm, alerts, 1, NOW, "red×1 60% -");
  g_assert_false (zhihui_alarm_is_muted (alarm));
  zhihui_alarm_mute (alarm, TRUE);
  g_assert_true (zhihui_alarm_is_muted (alarm));
  assert_heard (alarm, alerts, 1, NOW + 10 * MIN_S, "");
  assert_heard (alarm, alerts, 2, NOW + 11 * MIN_S, "yellow×1 60% -");
  zhihui_alarm_mute (alarm, TRUE);
  alerts[1].level = ORANGE;
  assert_heard (
    alarm, alerts, 2, NOW + 12 * MIN_S, "orange×1 60% 橙色预警，乙有一件工单超期未办结。");
  zhihui_alarm_mute (alarm, FALSE);
  g_assert_false (zhihui_alarm_is_muted (alarm));
  assert_heard (alarm, alerts, 1, NOW + 13 * MIN_S, "again red×1 80% -");
  alerts[0].is_acknowledged = TRUE;
  zhihui_alarm_mute (alarm, TRUE);
  assert_heard (alarm, alerts, 1, NOW + 14 * MIN_S, "");
  g_assert_false (zhihui_alarm_is_muted (alarm));
}

static void
sensitive_kinds_are_never_heard (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm ("[alarm]\nblue=speech\n");
  const AlertSample alerts[] = {
    { "1", "sensitive", "甲", RED, 1 }, { "2", "group_risk", "甲", RED, 30 },
    { "3", "repeat", "甲", RED, 3 },    { "4", "Sensitive", "甲", RED, 1 },
    { "5", "case_note", "甲", RED, 1 }, { "6", "overdue", "甲", RED, 1, 0, FALSE, "c-17" },
  };

  assert_heard (alarm, alerts, G_N_ELEMENTS (alerts), NOW, "");
}

static void
the_platforms_text_and_numbers_are_never_said (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample alerts[] = {
    { "1", "overdue", "城管局<b>&张三 13812345678", RED, 1, 0, FALSE, NULL, "段某某来电 秘密" },
    { "2", "", "", RED, 1, 0, FALSE, NULL, "<speak>秘密</speak>" },
    { "3", "hot_word", "", RED, 1, 0, FALSE, NULL, "秘密" },
  };
  g_autofree char *heard = hear (alarm, alerts, 3, NOW);

  g_assert_nonnull (strstr (heard, "城管局"));
  for (const char *const *word =
         (const char *const[]){ "秘密", "段某", "<", "&", "138", "一三八", "5678", NULL };
       *word != NULL;
       word++)
    if (strstr (heard, *word) != NULL)
      g_error ("'%s' is said: %s", *word, heard);
}

static void
figures_of_a_hotline_are_read_one_by_one (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample alert = { "1", "overdue", "12345热线", RED, 10203 };

  assert_heard (
    alarm, &alert, 1, NOW, "red×1 60% 红色预警，一二三四五热线有一万零二百零三件工单超期未办结。");
}

static void
what_is_kept_or_past_is_not_heard (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample alert = { "a", NULL, "甲", RED, 1 };
  g_autoptr (ZhihuiSituation) past = alert_sample_make_past (&alert, 1, NOW);
  g_autoptr (ZhihuiSituation) live = alert_sample_make (&alert, 1, NOW);
  g_autoptr (ZhihuiAnnouncement) heard = NULL;

  zhihui_alarm_take (alarm, past);
  g_assert_null (zhihui_alarm_pass (alarm, NOW));
  zhihui_alarm_take (alarm, live);
  g_assert_null (zhihui_alarm_pass (alarm, NOW + 10 * MIN_S)); /* no answer for ten minutes */
  heard = zhihui_alarm_pass (alarm, NOW + S);
  g_assert_nonnull (heard);
}

static void
a_restart_does_not_say_it_again (void)
{
  const struct
  {
    gint64      hours;
    ZhihuiLevel level;
    gint64      raised_after_s;
    const char *expected;
  } cases[] = {
    { 0, YELLOW, 0, "" },
    { 11, YELLOW, 0, "" },
    { 13, YELLOW, 0, "yellow×1 60% -" },
    { 1, ORANGE, 0, "orange×1 60% -" },
    { 11, YELLOW, 11 * 3600, "yellow×1 60% -" }, /* another matter */
  };
  const AlertSample first = { "a", NULL, "甲", YELLOW, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiAlarm) before = make_alarm ("[alarm]\norange=sound\n");
      g_autoptr (ZhihuiAlarm) after = make_alarm ("[alarm]\norange=sound\n");
      g_autoptr (GVariant) memory = NULL;
      const AlertSample second = { "a",  NULL,
                                   "甲", cases[i].level,
                                   1,    ALERT_SAMPLE_NOW + cases[i].raised_after_s };

      assert_heard (before, &first, 1, NOW, "yellow×1 60% -");
      memory = g_variant_ref_sink (zhihui_alarm_dup_memory (before, NOW, 1000000));
      /* the monotonic clock begins anew with the machine */
      zhihui_alarm_recall (after, memory, 77 * S, 1000000 + cases[i].hours * 3600);
      assert_heard (after, &second, 1, 77 * S, cases[i].expected);
    }
}

static void
a_broken_memory_is_no_memory (void)
{
  const char *const texts[] = {
    "[('short', 1, 1, 1)]",
    "[('0123456789abcdef0123456789abcdef', 1, 4294967295, 900)]",
    "[('0123456789abcdef0123456789abcdef', 1, 1, 9223372036854775807)]",
    "[('0123456789abcdef0123456789abcdef', 1, 1, -9223372036854775808)]",
  };
  const AlertSample alert = { "a", NULL, "甲", YELLOW, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
      g_autoptr (GVariant) memory =
        g_variant_parse (G_VARIANT_TYPE ("a(sxux)"), texts[i], NULL, NULL, NULL);
      g_autoptr (GVariant) kept = NULL;

      g_assert_nonnull (memory);
      zhihui_alarm_recall (alarm, memory, NOW, 1000);
      kept = g_variant_ref_sink (zhihui_alarm_dup_memory (alarm, NOW, 1000));
      g_assert_cmpuint (g_variant_n_children (kept), ==, 0);
      assert_heard (alarm, &alert, 1, NOW, "yellow×1 60% -");
    }
}

static void
the_memory_names_nobody (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  const AlertSample alert = { "word:张三", "hot_word", "甲", YELLOW, 1 };
  g_autoptr (GVariant) memory = NULL;
  g_autofree char *text = NULL;

  g_free (hear (alarm, &alert, 1, NOW));
  memory = g_variant_ref_sink (zhihui_alarm_dup_memory (alarm, NOW, 1000));
  text = g_variant_print (memory, FALSE);
  g_assert_cmpuint (g_variant_n_children (memory), ==, 1);
  g_assert_true (g_str_is_ascii (text));
}

static void
it_forgets_what_ended (void)
{
  g_autoptr (ZhihuiAlarm) alarm = make_alarm (NULL);
  g_autoptr (GVariant) memory = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char  *id = g_strdup_printf ("a%u", i);
      const AlertSample alert = { id, NULL, "甲", YELLOW, 1 };

      g_free (hear (alarm, &alert, 1, NOW + (gint64) i * 60 * MIN_S));
    }
  memory = g_variant_ref_sink (zhihui_alarm_dup_memory (alarm, NOW, 1000));
  g_assert_cmpuint (g_variant_n_children (memory), <=, 13);
}

static void
faults_of_the_settings_name_their_place (void)
{
  const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "[alarm]\nred=loud\n", "wall.conf:2:5: red：只能是 silent, sound, speech 之一" },
    { "[alarm]\n\n volume = 101\n", "wall.conf:3:11: volume：需要 1 到 100 之间的整数" },
    { "[alarm]\nquiet=22-7\n", "wall.conf:2:7: quiet：需要 22:00-07:00 这样的时段" },
    { "[alarm]\nquiet=22:00-22:00\n", "wall.conf:2:7: quiet：需要 22:00-07:00 这样的时段" },
    { "[alarm]\nrepeat-red=-1\n", "wall.conf:2:12: repeat-red：需要 0 到 1440 之间的整数" },
    { "[alarm]\nsound=1\n", "wall.conf:2:7: sound：只能是 no, yes 之一" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (bytes, "wall.conf", NULL);
      ZhihuiAlarmRules rules, before;

      zhihui_alarm_rules_init (&before);
      zhihui_alarm_rules_init (&rules);
      g_assert_false (zhihui_alarm_rules_read (&rules, text, &error));
      g_assert_cmpstr (error->message, ==, cases[i].expected);
      g_assert_cmpmem (&rules, sizeof rules, &before, sizeof before);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alarm/once-for-a-key", once_for_a_key);
  g_test_add_func ("/alarm/a-rise-is-heard-and-a-fall-is-not", a_rise_is_heard_and_a_fall_is_not);
  g_test_add_func ("/alarm/what-ended-is-new-when-it-is-raised-again-much-later",
                   what_ended_is_new_when_it_is_raised_again_much_later);
  g_test_add_func ("/alarm/it-grows-louder-until-somebody-takes-note",
                   it_grows_louder_until_somebody_takes_note);
  g_test_add_func ("/alarm/levels-have-their-own-time", levels_have_their_own_time);
  g_test_add_func ("/alarm/many-are-repeated-together", many_are_repeated_together);
  g_test_add_func ("/alarm/a-flood-is-three-sentences-and-a-number",
                   a_flood_is_three_sentences_and_a_number);
  g_test_add_func ("/alarm/announcements-do-not-run-into-one-another",
                   announcements_do_not_run_into_one_another);
  g_test_add_func ("/alarm/quiet-hours-go-over-midnight-and-end-with-what-is-open",
                   quiet_hours_go_over_midnight_and_end_with_what_is_open);
  g_test_add_func ("/alarm/red-is-quiet-only-when-that-is-settled",
                   red_is_quiet_only_when_that_is_settled);
  g_test_add_func ("/alarm/the-key-mutes-what-is-open-and-not-what-comes",
                   the_key_mutes_what_is_open_and_not_what_comes);
  g_test_add_func ("/alarm/sensitive-kinds-are-never-heard", sensitive_kinds_are_never_heard);
  g_test_add_func ("/alarm/the-platforms-text-and-numbers-are-never-said",
                   the_platforms_text_and_numbers_are_never_said);
  g_test_add_func ("/alarm/figures-of-a-hotline-are-read-one-by-one",
                   figures_of_a_hotline_are_read_one_by_one);
  g_test_add_func ("/alarm/what-is-kept-or-past-is-not-heard", what_is_kept_or_past_is_not_heard);
  g_test_add_func ("/alarm/a-restart-does-not-say-it-again", a_restart_does_not_say_it_again);
  g_test_add_func ("/alarm/a-broken-memory-is-no-memory", a_broken_memory_is_no_memory);
  g_test_add_func ("/alarm/the-memory-names-nobody", the_memory_names_nobody);
  g_test_add_func ("/alarm/it-forgets-what-ended", it_forgets_what_ended);
  g_test_add_func ("/alarm/faults-of-the-settings-name-their-place",
                   faults_of_the_settings_name_their_place);

  return g_test_run ();
}
