/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "alert-world.h"
#include "zhihui-alert-rules.h"
#include "zhihui-case-alerts.h"
#include "zhihui-place-key.h"

#define NONE -1
#define BLUE ZHIHUI_LEVEL_BLUE
#define YELLOW ZHIHUI_LEVEL_YELLOW
#define ORANGE ZHIHUI_LEVEL_ORANGE
#define RED ZHIHUI_LEVEL_RED

static gint64
instant (const char *rfc3339)
{
  gint64 at;

  g_assert_true (zhihui_instant_parse_rfc3339 (rfc3339, &at, NULL));
  return at;
}

/* Friday, 2020-07-24 is the due day. */
static void
test_overdue_grows_with_working_days (void)
{
  static const struct
  {
    const char *now;
    gboolean    is_escalated_twice;
    ZhihuiLevel level;
  } cases[] = {
    { "2020-07-25T00:00:00+08:00", FALSE, YELLOW }, /* Saturday */
    { "2020-07-27T23:59:59+08:00", FALSE, YELLOW }, /* Monday: one working day */
    { "2020-07-28T00:00:00+08:00", FALSE, ORANGE },
    { "2020-07-29T23:59:59+08:00", FALSE, ORANGE }, /* Wednesday: three */
    { "2020-07-30T00:00:00+08:00", FALSE, RED },
    { "2020-07-25T00:00:00+08:00", TRUE, RED },
  };
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("Asia/Shanghai", NULL);
  gint64 due_at = instant ("2020-07-24T23:59:59+08:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (zhihui_overdue_get_level (
                       instant (cases[i].now), due_at, cases[i].is_escalated_twice, calendar, zone),
                     ==,
                     cases[i].level);
}

static void
test_repeat_grows_with_cases_and_bad_ratings (void)
{
  g_assert_cmpint (zhihui_repeat_get_level (1, FALSE), ==, NONE);
  g_assert_cmpint (zhihui_repeat_get_level (1, TRUE), ==, NONE);
  g_assert_cmpint (zhihui_repeat_get_level (2, FALSE), ==, YELLOW);
  g_assert_cmpint (zhihui_repeat_get_level (2, TRUE), ==, RED);
  g_assert_cmpint (zhihui_repeat_get_level (3, FALSE), ==, ORANGE);
  g_assert_cmpint (zhihui_repeat_get_level (9, FALSE), ==, ORANGE);
}

static void
test_group_risk_grows_with_people_and_speed (void)
{
  static const struct
  {
    guint    week, quick;
    gboolean crowd;
    int      level;
  } cases[] = {
    { 4, 4, FALSE, NONE },  { 4, 4, TRUE, NONE },    { 5, 0, FALSE, YELLOW },
    { 5, 5, TRUE, ORANGE }, { 9, 9, FALSE, YELLOW }, { 10, 9, FALSE, ORANGE },
    { 10, 9, TRUE, RED },   { 10, 10, FALSE, RED },  { 29, 9, FALSE, ORANGE },
    { 30, 0, FALSE, RED },  { 30, 0, TRUE, RED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (zhihui_group_risk_get_level (cases[i].week, cases[i].quick, cases[i].crowd),
                     ==,
                     cases[i].level);
}

static void
test_words_of_harm_are_red_at_once (void)
{
  g_assert_cmpint (zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_SELF_HARM), ==, RED);
  g_assert_cmpint (zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_VIOLENCE), ==, RED);
  g_assert_cmpint (zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_MASS), ==, ORANGE);
  g_assert_cmpint (zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_MINOR), ==, ORANGE);
  g_assert_cmpint (zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_SECRET), ==, ORANGE);
  g_assert_cmpint (
    zhihui_sensitive_get_level (ZHIHUI_SENSITIVE_MASS | ZHIHUI_SENSITIVE_SELF_HARM), ==, RED);
}

/* By hand: b = 28-day count / 28, at least 0.2; (c − b) / √(b + 0.15 b²) ≥ 4. */
static void
test_surge_needs_cases_a_double_and_surprise (void)
{
  static const struct
  {
    gint64   day, baseline;
    gboolean surge;
    double   score;
  } cases[] = {
    { 7, 0, FALSE, 14.9822 }, /* 6.8 / √0.206: one case too few */
    { 8, 0, TRUE, 17.1855 },  /* 7.8 / √0.206 */
    { 8, 28, TRUE, 6.5275 },  /* 7 / √1.15 */
    { 8, 56, FALSE, 3.7210 }, /* 6 / √2.6 */
    { 20, 280, FALSE, 2.0 },  /* the double, 10 / √25, not surprising */
    { 30, 280, TRUE, 4.0 },   /* 20 / √25 exactly */
    { 29, 280, FALSE, 3.8 },  { 0, 280, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double score;

      g_assert_cmpint (
        zhihui_surge_judge (cases[i].day, cases[i].baseline, &score), ==, cases[i].surge);
      g_assert_cmpfloat (fabs (score - cases[i].score), <, 0.001);
    }
}

static void
test_place_is_smaller_than_a_township (void)
{
  static const char *const cases[][3] = {
    { "370302104", "双杨镇", NULL },
    { "370302104", "双杨镇文昌路17号", NULL },
    { "370302104", "双杨镇幸福小区3号楼2单元501", "370302104/幸福小区" },
    { "370302104", "文昌路17号幸福小区", "370302104/幸福小区" },
    { "370302104", "幸福小区", "370302104/幸福小区" },
    { "370302104", "小区3号楼", NULL }, /* which one? */
    { "370302104", "山东省淄博市淄川区双杨镇赵瓦村12号", "370302104/赵瓦村" },
    { "370302105", "赵瓦村", "370302105/赵瓦村" },           /* of another town */
    { "370302114", "罗村镇老桥村72号", "370302114/老桥村" }, /* the town is no village */
    { "370302114", "罗村镇新村路12号", NULL },
    { "370302114", "罗村镇老桥村路边", "370302114/老桥村" },
    { "370302104", "般阳中学东门", "370302104/般阳中学" },
    { "370302104201", "文昌路17号", "370302104201" }, /* a village by its code */
    { "", "幸福小区", "/幸福小区" },
    { "370302104", "", NULL },
    { "370302104", "幸福\xff小区", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = zhihui_place_key_make (cases[i][0], cases[i][1]);

      g_assert_cmpstr (key, ==, cases[i][2]);
    }
}

/* The same person on both sides of the 30 days, with another topic, with a topic of the same
 * middle class. */
static void
test_person_who_comes_again_within_thirty_days_is_noticed (void)
{
  static const struct
  {
    guint       topic;
    const char *phone;
    gint64      after_s;
    gboolean    is_noticed;
  } cases[] = {
    { 1, "13900000001", 30 * WORLD_DAY - 1, TRUE },
    { 1, "13900000001", 30 * WORLD_DAY + 1, FALSE },
    { 2, "+86 139-0000-0001", 3600, TRUE },
    { 3, "13900000001", 3600, FALSE },
    { 1, "13900000002", 3600, FALSE },
    { 1, NULL, 3600, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AlertWorld *world = alert_world_new ();
      gint64      now = WORLD_START + cases[i].after_s;

      alert_world_add_case (world, WORLD_START, 1, "13900000001", "", "停水");
      alert_world_add_case (world, now, cases[i].topic, cases[i].phone, "", "停水");
      alert_world_load (world);
      alert_world_tick (world, now);
      g_assert_cmpuint (alert_world_count (world, "repeat"), ==, cases[i].is_noticed);
      g_assert_cmpint (
        alert_world_ask (world,
                         "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind"
                         " WHERE k.type = 'case.flagged_repeat' AND e.case_id = 2 AND e.value = 1"),
        ==,
        cases[i].is_noticed);
      if (cases[i].is_noticed)
        {
          g_assert_cmpint (alert_world_find (world, "repeat")->level, ==, YELLOW);
          alert_world_tick (world, WORLD_START + 30 * WORLD_DAY + 60);
          g_assert_cmpuint (alert_world_count (world, "repeat"), ==, 0); /* the first is too old */
        }
      alert_world_free (world);
    }
}

static void
test_repeat_after_a_bad_rating_is_red (void)
{
  for (gint64 level = 2; level <= 3; level++)
    {
      AlertWorld      *world = alert_world_new ();
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at, due_at, replied_at,"
        " closed_at) VALUES (1, 1, 1, 1, 1593561700, 1593900000, 1593562000, 1593562000);"
        "INSERT INTO rating (assignment_id, unit_id, rated_at, closed_at, level, valid)"
        " VALUES (1, 1, 1593563000, 1593562000, %d, 1)",
        (int) level);

      alert_world_add_case (world, WORLD_START, 1, "13900000001", "", "停水");
      alert_world_add_case (world, WORLD_START + WORLD_DAY, 1, "13900000001", "", "停水");
      alert_world_run (world, sql);
      alert_world_load (world);
      alert_world_tick (world, WORLD_START + WORLD_DAY);
      g_assert_cmpint (alert_world_find (world, "repeat")->level, ==, level == 2 ? RED : YELLOW);
      alert_world_free (world);
    }
}

/* The plain number is nowhere but in its column; the key of another database is another. */
static void
test_complainant_is_known_by_a_key_alone (void)
{
  gint64 keys[2];

  for (guint i = 0; i < 2; i++)
    {
      AlertWorld *world = alert_world_new ();

      alert_world_add_case (world, WORLD_START, 1, "13900000001", "", "停水");
      alert_world_add_case (world, WORLD_START, 3, " 0086 139 0000 0001", "", "停水");
      alert_world_add_case (world, WORLD_START, 3, "13900000002", "", "停水");
      alert_world_add_case (world, WORLD_START, 3, NULL, "", "停水");
      alert_world_load (world);
      alert_world_tick (world, WORLD_START + 1);
      keys[i] = alert_world_ask (world, "SELECT complainant_key FROM cases WHERE id = 1");
      g_assert_cmpint (keys[i], >, 0);
      g_assert_cmpint (
        alert_world_ask (world, "SELECT complainant_key FROM cases WHERE id = 2"), ==, keys[i]);
      g_assert_cmpint (
        alert_world_ask (world, "SELECT complainant_key FROM cases WHERE id = 3"), !=, keys[i]);
      g_assert_cmpint (
        alert_world_ask (world, "SELECT complainant_key IS NULL FROM cases WHERE id = 4"), ==, 1);
      alert_world_free (world);
    }
  g_assert_cmpint (keys[0], !=, keys[1]);
}

/* ---- oracles ---- */

typedef struct
{
  gint64   at;
  guint    topic, place, person; /* person 0: not known */
  gboolean crowd, withdrawn;
} Told;

/* Level and people of a place and topic, by looking at everything. */
static int
judge_naively (const Told *told, guint n, guint topic, guint place, gint64 now, guint *n_people)
{
  gboolean week[64] = { FALSE }, quick[64] = { FALSE }, crowd = FALSE;
  guint    n_week = 0, n_quick = 0;
  int      level;

  for (guint i = 0; i < n; i++)
    if (told[i].topic == topic && told[i].place == place && !told[i].withdrawn &&
        told[i].at <= now && now - told[i].at < 7 * WORLD_DAY)
      {
        week[told[i].person] = TRUE;
        quick[told[i].person] |= now - told[i].at < 3 * WORLD_DAY;
        crowd |= told[i].crowd;
      }
  for (guint i = 0; i < G_N_ELEMENTS (week); i++)
    {
      n_week += week[i];
      n_quick += quick[i];
    }
  *n_people = n_week;
  if (n_week < 5)
    return NONE;
  level = n_week >= 30 || n_quick >= 10 ? RED : n_week >= 10 ? ORANGE : YELLOW;
  return MIN (level + crowd, RED);
}

static const ZhihuiAlertRow *
find_subject (AlertWorld *world, const char *subject)
{
  const GPtrArray *rows = zhihui_alert_board_get_rows (zhihui_alert_watch_get_board (world->watch));

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const ZhihuiAlertRow *) rows->pdata[i])->subject, subject))
      return rows->pdata[i];
  return NULL;
}

static void
compare_risks (AlertWorld *world, const Told *told, guint n, gint64 now, guint *n_alerts)
{
  static const char *const topics[] = { "供水", "供热", "市容" };

  for (guint topic = 0; topic < 3; topic++)
    for (guint place = 0; place < 3; place++)
      {
        g_autofree char *subject =
          g_strdup_printf ("370302104/%c小区\t%s", (int) ('a' + place), topics[topic]);
        const ZhihuiAlertRow *row = find_subject (world, subject);
        guint                 n_people;
        int                   level = judge_naively (told, n, topic, place, now, &n_people);

        g_assert_cmpint (row != NULL ? (int) row->level : NONE, ==, level);
        if (row == NULL)
          continue;
        g_assert_cmpint (row->count, ==, n_people);
        g_assert_true (row->is_desk_only);
        (*n_alerts)++;
      }
}

static void
test_group_risk_is_what_counting_all_finds (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  guint  n_alerts = 0;

  for (guint round = 0; round < 4; round++)
    {
      AlertWorld *world = alert_world_new ();
      Told        told[260];
      gint64      at = WORLD_START;

      for (guint i = 0; i < G_N_ELEMENTS (told); i++)
        {
          g_autofree char *phone = NULL;
          g_autofree char *address = NULL;

          at += g_rand_int_range (rand, 60, 2 * 3600 + 4 * 3600 * (gint32) (round % 2));
          told[i] = (Told){ .at = at,
                            .topic = (guint) g_rand_int_range (rand, 0, 3),
                            .place = (guint) g_rand_int_range (rand, 0, 3),
                            .person = (guint) g_rand_int_range (rand, 0, 50),
                            .crowd = g_rand_int_range (rand, 0, 60) == 0,
                            .withdrawn = g_rand_int_range (rand, 0, 20) == 0 };
          phone = told[i].person > 0 ? g_strdup_printf ("139%08u", told[i].person) : NULL;
          address = g_strdup_printf ("双杨镇%c小区%u号", (int) ('a' + told[i].place), i);
          alert_world_add_case (world,
                                at,
                                told[i].topic + 1,
                                phone,
                                address,
                                told[i].crowd ? "再不解决就堵路" : "停水");
        }
      for (guint i = 0; i < G_N_ELEMENTS (told); i++)
        if (told[i].withdrawn)
          {
            g_autofree char *sql =
              g_strdup_printf ("UPDATE cases SET state = 9 WHERE id = %u", i + 1);

            alert_world_run (world, sql);
          }
      alert_world_load (world);
      for (gint64 now = at; now < at + 9 * WORLD_DAY; now += 5 * 3600 + 7)
        {
          alert_world_tick (world, now);
          compare_risks (world, told, G_N_ELEMENTS (told), now, &n_alerts);
        }
      alert_world_free (world);
    }
  g_assert_cmpuint (n_alerts, >, 100);
  g_rand_free (rand);
}

/* Words of random cases, counted again by SQL from the titles. */
static void
test_words_are_counted_as_the_titles_say (void)
{
  static const char *const words[] = { "停水", "井盖", "路灯", "电梯" };
  GRand                   *rand = g_rand_new_with_seed (3);
  AlertWorld              *world = alert_world_new ();
  gint64                   now = WORLD_START + 40 * WORLD_DAY;
  g_autoptr (GArray) heard = NULL;
  gint64 week_from = zhihui_zone_day_start (world->zone, zhihui_zone_day_of (world->zone, now) - 6);

  for (guint i = 0; i < 1500; i++)
    {
      gint64           at = now - g_rand_int_range (rand, 0, 37 * WORLD_DAY);
      g_autofree char *phone = g_strdup_printf ("139%08u", (guint) g_rand_int_range (rand, 1, 40));
      g_autofree char *title = g_strdup_printf (
        "%s，%s", words[g_rand_int_range (rand, 0, 4)], words[g_rand_int_range (rand, 0, 4)]);

      if (g_rand_int_range (rand, 0, 3) == 0)
        at = now - g_rand_int_range (rand, 0, WORLD_DAY);
      alert_world_add_case (world, at, 1, phone, "", title);
    }
  alert_world_load (world);
  alert_world_tick (world, now);
  heard = zhihui_figures_listen (world->figures, NULL);
  g_assert_cmpuint (heard->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < heard->len; i++)
    {
      static const char sql[] =
        "SELECT SUM (CASE WHEN submitted_at >= ?2 THEN 1 ELSE 0 END),"
        " SUM (CASE WHEN submitted_at >= ?3 - 86400 THEN 1 ELSE 0 END),"
        " SUM (CASE WHEN submitted_at < ?3 - 86400 AND submitted_at >= ?3 - 29 * 86400 THEN 1 ELSE "
        "0"
        " END), COUNT (DISTINCT CASE WHEN submitted_at >= ?2 THEN phone END)"
        " FROM cases WHERE submitted_at < ?3 AND title LIKE '%' || ?1 || '%'";
      const ZhihuiHeardWord *word = &g_array_index (heard, ZhihuiHeardWord, i);
      ZhihuiStatement       *row = zhihui_store_prepare (world->store, sql);
      double                 b, score;

      zhihui_statement_bind_text (row, 1, world->ledger->words->pdata[word->word]);
      zhihui_statement_bind_integer (row, 2, week_from);
      zhihui_statement_bind_integer (row, 3, now);
      g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
      g_assert_cmpint (word->week, ==, zhihui_statement_get_integer (row, 0));
      g_assert_cmpint (word->day, ==, zhihui_statement_get_integer (row, 1));
      g_assert_cmpint (word->baseline, ==, zhihui_statement_get_integer (row, 2));
      g_assert_cmpint (word->people, ==, zhihui_statement_get_integer (row, 3));
      zhihui_statement_reset (row);
      b = MAX (word->baseline / 28.0, 0.2);
      score = (word->day - b) / sqrt (b + 0.15 * b * b);
      g_assert_cmpint (word->surge, ==, word->day >= 8 && word->day >= 2 * b && score >= 4);
    }
  g_assert_cmpint (alert_world_ask (world, "SELECT SUM (n) FROM word_day"),
                   ==,
                   alert_world_ask (world, "SELECT COUNT(*) FROM case_word"));
  g_rand_free (rand);
  alert_world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/alert-rules/" name, function)
  ADD ("overdue-grows-with-working-days", test_overdue_grows_with_working_days);
  ADD ("repeat-grows-with-cases-and-bad-ratings", test_repeat_grows_with_cases_and_bad_ratings);
  ADD ("group-risk-grows-with-people-and-speed", test_group_risk_grows_with_people_and_speed);
  ADD ("words-of-harm-are-red-at-once", test_words_of_harm_are_red_at_once);
  ADD ("surge-needs-cases-a-double-and-surprise", test_surge_needs_cases_a_double_and_surprise);
  ADD ("place-is-smaller-than-a-township", test_place_is_smaller_than_a_township);
  ADD ("person-who-comes-again-within-thirty-days-is-noticed",
       test_person_who_comes_again_within_thirty_days_is_noticed);
  ADD ("repeat-after-a-bad-rating-is-red", test_repeat_after_a_bad_rating_is_red);
  ADD ("complainant-is-known-by-a-key-alone", test_complainant_is_known_by_a_key_alone);
  ADD ("group-risk-is-what-counting-all-finds", test_group_risk_is_what_counting_all_finds);
  ADD ("words-are-counted-as-the-titles-say", test_words_are_counted_as_the_titles_say);
#undef ADD
  return g_test_run ();
}
