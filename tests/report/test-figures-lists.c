/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "template-paper.h"
#include "written-figures.h"
#include "zhihui-desk-case.h"
#include "zhihui-language.h"
#include "zhihui-meeting.h"
#include "zhihui-topic-units.h"

#include <string.h>

/* Case reviews, overdue cases and the analysis of a month on paper, read again: each figure is that
 * which is worked out here from what the source answered. */

#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */
#define DAY_S 86400

/* ---- case reviews ---- */

static const char *const hosts[] = { "县信访局", "区政务服务中心" };
static const char *const stages[][2] = { { "handling", "办理中" }, { "signed", "已签收" } };
static const char *const states[][2] = { { "done", "已办结" },
                                         { "overdue", "已超期" },
                                         { "open", "在办" } };

static gboolean
is_over (guint meeting)
{
  return meeting % 4 != 3;
}

static gint64
get_start (guint meeting)
{
  return is_over (meeting) ? AS_OF - 1800 - 600 * (gint64) meeting
                           : AS_OF + 3600 + 60 * (gint64) meeting;
}

static void
add_meeting_case (ZhihuiMeeting *meeting, guint i, guint j)
{
  ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);

  one->id = g_strdup_printf ("c-%u-%u", i, j);
  one->stage = g_strdup (stages[(i + j) % 2][0]);
  one->topic = g_strdup_printf ("主题%u", j);
  one->type = g_strdup ("投诉");
  one->unit = g_strdup_printf ("第%u局", i % 9);
  one->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  zhihui_case_steps_add (one->steps,
                         "replied",
                         one->unit,
                         AS_OF - 9 * DAY_S,
                         ZHIHUI_NO_INSTANT,
                         AS_OF + (j % 2 == 0 ? -1 : 1) * (gint64) (i * 61 + j * 7 + 5));
  g_ptr_array_add (meeting->cases, one);
}

static void
add_decision (ZhihuiMeeting *meeting, guint i, guint j)
{
  ZhihuiDecision *decision = g_new0 (ZhihuiDecision, 1);

  decision->id = g_strdup_printf ("d-%u-%u", i, j);
  decision->text = g_strdup_printf ("决定%u之%u", i, j);
  decision->unit = g_strdup_printf ("第%u局", j);
  decision->state = g_strdup (states[(i + j) % 3][0]);
  decision->due_at = AS_OF + ((i + j) % 3 == 1 ? -1 : 1) * (gint64) (i * 3607 + j * 61 + 3);
  g_ptr_array_add (meeting->decisions, decision);
}

static ZhihuiMeeting *
make_meeting (guint i)
{
  ZhihuiMeeting *one = g_new0 (ZhihuiMeeting, 1);

  one->id = g_strdup_printf ("m-%u", i);
  one->kind = g_strdup (i % 10 == 9 ? "reception" : "review");
  one->title = g_strdup_printf ("研判会第%u场", i);
  one->state = is_over (i) ? ZHIHUI_MEETING_ENDED : ZHIHUI_MEETING_SCHEDULED;
  one->starts_at = one->ends_at = get_start (i);
  one->started_at = one->changed_at = ZHIHUI_NO_INSTANT;
  one->host = g_strdup (hosts[i % 2]);
  one->units = g_ptr_array_new_with_free_func (g_free);
  one->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  one->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  one->participants_expected = (int) i % 30 + 3;
  one->participants_now = i % 5 == 4 ? -1 : (int) i % 30 + 1;
  one->received = -1;
  for (guint j = 0; j <= i % 3; j++)
    g_ptr_array_add (one->units, g_strdup_printf ("第%u局", j));
  for (guint j = 0; j <= i % 4; j++)
    add_meeting_case (one, i, j);
  for (guint j = 0; j < (i + 1) % 5; j++)
    add_decision (one, i, j);
  one->n_cases = one->cases->len;
  return one;
}

static gpointer
make_meetings (const ZhihuiReportQuestion *question, gpointer n)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();

  for (guint i = 0; i < GPOINTER_TO_UINT (n); i++)
    g_ptr_array_add (meetings->items, make_meeting (i));
  return meetings;
}

static guint
count_decisions (guint i, guint state)
{
  guint n = 0;

  for (guint j = 0; j < (i + 1) % 5; j++)
    n += (i + j) % 3 == state;
  return n;
}

static const char *
find_meeting (const char *text, guint i)
{
  static const char *const units[] = { "第0局", "第0局、第1局", "第0局、第1局、第2局" };
  g_autofree char         *at = written_time (get_start (i));
  g_autofree char         *done = written_rate_cell (count_decisions (i, 0), (i + 1) % 5);
  g_autofree char *present = i % 5 == 4 ? g_strdup ("—") : g_strdup_printf ("%u", i % 30 + 1);
  g_autofree char *row = g_strdup_printf ("%s研判会第%u场%s%s%s%u%s%u%s%u",
                                          at,
                                          i,
                                          is_over (i) ? "已结束" : "待开",
                                          hosts[i % 2],
                                          units[i % 3],
                                          i % 30 + 3,
                                          present,
                                          i % 4 + 1,
                                          done,
                                          count_decisions (i, 1));

  return written_find (text, row);
}

static const char *
find_meeting_cases (const char *text, guint i)
{
  for (guint j = 0; j <= i % 4; j++)
    {
      gint64           away = i * 61 + j * 7 + 5;
      g_autofree char *due = written_time (AS_OF + (j % 2 == 0 ? -away : away));
      g_autofree char *late = j % 2 == 0 ? written_age (away) : g_strdup ("—");
      g_autofree char *row = g_strdup_printf (
        "c-%u-%u%s投诉主题%u第%u局%s%s", i, j, stages[(i + j) % 2][1], j, i % 9, due, late);

      text = written_find (text, row);
    }
  return text;
}

static const char *
find_decisions (const char *text, guint i)
{
  for (guint j = 0; j < (i + 1) % 5; j++)
    {
      gint64           away = i * 3607 + j * 61 + 3;
      gboolean         is_late = (i + j) % 3 == 1;
      g_autofree char *due = written_time (AS_OF + (is_late ? -away : away));
      g_autofree char *late = is_late ? written_age (away) : g_strdup ("—");
      g_autofree char *row =
        g_strdup_printf ("决定%u之%u第%u局%s%s%s", i, j, j, due, states[(i + j) % 3][1], late);

      text = written_find (text, row);
    }
  return text;
}

static void
test_reviews (gconstpointer n_rows)
{
  static const char *(*const finders[]) (
    const char *text, guint i) = { find_meeting, find_meeting_cases, find_decisions };
  guint            n = template_paper_get_n (n_rows), sums[6] = { 0 };
  TemplatePaper    paper;
  g_autofree char *text = NULL, *lead = NULL;

  template_paper_open (&paper, report_sample_new (9, 20), "review", NULL);
  template_paper_answer (&paper,
                         ZHIHUI_QUESTION_MEETINGS,
                         make_meetings,
                         GUINT_TO_POINTER (n),
                         (GDestroyNotify) zhihui_meetings_unref);
  text = template_paper_read (&paper);
  for (guint f = 0; text != NULL && f < G_N_ELEMENTS (finders); f++)
    {
      const char *at = text;

      for (guint i = 0; i < n; i++)
        if (i % 10 != 9)
          at = finders[f](at, i);
    }
  for (guint i = 0; i < n; i++)
    if (i % 10 != 9)
      {
        sums[0]++;
        sums[1] += is_over (i);
        sums[2] += i % 4 + 1;
        sums[3] += (i + 1) % 5;
        sums[4] += count_decisions (i, 0);
        sums[5] += count_decisions (i, 1);
      }
  lead = g_strdup_printf (
    "共安排会商研判%u次，已召开%u次，关联工单%u件；议定事项%u项，已办结%u项，超期%u项。",
    sums[0],
    sums[1],
    sums[2],
    sums[3],
    sums[4],
    sums[5]);
  if (text != NULL)
    written_find_words (text, lead);
  if (text != NULL)
    template_paper_check_pages (&paper, "2026年7月1日至29日");
  template_paper_close (&paper);
}

/* ---- overdue cases ---- */

/* Case @i of the cases that are late, or nearly; their unit, and how far the deadline is. */
static guint
get_owner (guint i, guint n)
{
  return (i * i + i / 3) % (n / 3 + 1);
}

static gint64
get_away (guint i)
{
  return (gint64) i * 977 % 5000000 + i + 61;
}

static ZhihuiDeskCase *
make_case (guint i, guint n, gboolean is_late)
{
  ZhihuiDeskCase  *one = zhihui_desk_case_new ();
  char           **texts[] = { &one->id, &one->no, &one->type, &one->state, &one->title };
  g_autofree char *no = g_strdup_printf ("%s%05u", is_late ? "OV" : "SO", i);
  g_autofree char *title = g_strdup_printf ("事由%u", i);
  const char      *values[] = { no, no, "complaint", "handling", title };

  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      g_free (*texts[t]);
      *texts[t] = g_strdup (values[t]);
    }
  one->work = zhihui_case_work_new ();
  g_free (one->work->unit.id);
  g_free (one->work->unit.name);
  one->work->unit.name = g_strdup_printf ("单位%u处", get_owner (i, n));
  one->work->unit.id = g_strdup (one->work->unit.name);
  one->work->dispatched_at = AS_OF - 100 * DAY_S + i;
  one->work->due_at = AS_OF + (is_late ? -get_away (i) : get_away (i) % DAY_S);
  return one;
}

/* The soonest of half as many are due soon. */
static gpointer
make_cases (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  ZhihuiDeskCases *cases = zhihui_desk_cases_new ();
  guint            n = GPOINTER_TO_UINT (n_rows);
  gboolean         is_late =
    g_strcmp0 (zhihui_case_filter_get (question->cases, ZHIHUI_CASE_FILTER_DUE), "over") == 0;

  cases->stamp.as_of = AS_OF;
  cases->n_restricted = 0;
  for (guint i = 0; i < (is_late ? n : n / 2); i++)
    g_ptr_array_add (cases->items, make_case (i, n, is_late));
  return cases;
}

static void
find_case (const char *text, guint i, guint n, gboolean is_late)
{
  gint64           away = is_late ? get_away (i) : get_away (i) % DAY_S;
  g_autofree char *dispatched = written_time (AS_OF - 100 * DAY_S + i);
  g_autofree char *due = written_time (AS_OF + (is_late ? -away : away));
  g_autofree char *age = written_age (away);
  g_autofree char *row = g_strdup_printf ("%s%05u事由%u投诉办理中%s%s%s%s%s",
                                          is_late ? "OV" : "SO",
                                          i,
                                          i,
                                          dispatched,
                                          due,
                                          is_late ? age : "—",
                                          is_late ? "—" : age,
                                          "");

  written_find (text, row);
  g_assert_cmpuint (written_times (text, row), ==, 1);
}

/* What a unit owes stands once, and below it nobody who owes more. */
static void
check_owners (const char *text, guint n)
{
  guint              n_owners = n / 3 + 1;
  g_autofree guint  *late = g_new0 (guint, n_owners), *soon = g_new0 (guint, n_owners);
  g_autofree gint64 *longest = g_new0 (gint64, n_owners);
  const char        *at = text;

  for (guint i = 0; i < n; i++)
    {
      guint owner = get_owner (i, n);

      late[owner]++;
      longest[owner] = MAX (longest[owner], get_away (i));
      soon[owner] += i < n / 2;
    }
  for (guint most = n; most > 0; most--)
    {
      const char *last = at;

      for (guint owner = 0; owner < n_owners; owner++)
        if (late[owner] == most)
          {
            g_autofree char *age = written_age (longest[owner]);
            g_autofree char *row =
              g_strdup_printf ("单位%u处%u%u%s", owner, most, soon[owner], age);

            last = MAX (last, written_find (at, row));
          }
      at = last;
    }
}

static void
test_overdue (gconstpointer n_rows)
{
  guint            n = template_paper_get_n (n_rows);
  TemplatePaper    paper;
  g_autofree char *text = NULL;
  g_autofree char *lead = g_strdup_printf ("超期未答复%u件，即将到期%u件。", n, n / 2);

  template_paper_open (&paper, report_sample_new (9, 20), "overdue", NULL);
  template_paper_answer (&paper,
                         ZHIHUI_QUESTION_CASES,
                         make_cases,
                         GUINT_TO_POINTER (n),
                         (GDestroyNotify) zhihui_desk_cases_unref);
  text = template_paper_read (&paper);
  if (text != NULL)
    {
      written_find_words (text, lead);
      /* Days of the boards, which are not on this paper. */
      g_assert_null (strstr (text, "2026年7月1日至"));
      check_owners (text, n);
      for (guint i = 0; i < n; i++)
        find_case (text, i, n, TRUE);
      for (guint i = 0; i < n / 2; i++)
        find_case (text, i, n, FALSE);
      template_paper_check_pages (&paper, "截至2026年7月29日14:05:12");
    }
  template_paper_close (&paper);
}

/* ---- the analysis of a month ---- */

static gint64
get_mix (guint i, guint n)
{
  return (gint64) (n - i) * 7 + 3;
}

static gint64
sum_mix (guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += get_mix (i, n);
  return sum;
}

static gint64
get_mix_before (guint i, guint n)
{
  return i % 4 == 3 ? -1 : get_mix (i, n) + (gint64) (i % 7) * 5 - 12;
}

/* Channels and topics: @question says which. */
static gpointer
make_mix (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  ZhihuiChannels *mix = zhihui_channels_new ();
  guint           n = MIN (GPOINTER_TO_UINT (n_rows), 500);

  mix->total = sum_mix (n) + 11;
  for (guint i = 0; i < n; i++)
    {
      ZhihuiChannel *one = g_new0 (ZhihuiChannel, 1);

      *one = (ZhihuiChannel){
        g_strdup_printf ("x%u", i),
        g_strdup_printf (question->kind == ZHIHUI_QUESTION_TOPICS ? "主题%u类" : "渠道%u类", i),
        i % 3 == 1,
        get_mix (i, n),
        get_mix_before (i, n)
      };
      g_ptr_array_add (mix->items, one);
    }
  return mix;
}

static gint64
get_unit_topic (guint unit, guint topic)
{
  return (unit * 5 + topic * 3) % 40;
}

static gpointer
make_topic_units (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  ZhihuiTopicUnits *answer = zhihui_topic_units_new ();

  for (guint t = 0; t < 3; t++)
    {
      ZhihuiChannel *topic = g_new0 (ZhihuiChannel, 1);

      topic->id = g_strdup_printf ("t%u", t);
      topic->label = g_strdup_printf ("议题%u", t);
      g_ptr_array_add (answer->topics, topic);
    }
  for (guint i = 0; i < GPOINTER_TO_UINT (n_rows); i++)
    {
      g_autofree char  *name = g_strdup_printf ("单位%u处", i);
      ZhihuiUnitTopics *one =
        zhihui_unit_topics_new (zhihui_unit_copy (&(ZhihuiUnit){ .id = name,
                                                                 .name = name,
                                                                 .short_name = name,
                                                                 .peer = (char *) "town",
                                                                 .region = (char *) "" }));

      one->volume = i % 6;
      for (guint t = 0; t < 3; t++)
        {
          gint64 part = get_unit_topic (i, t);

          g_array_append_val (one->n, part);
          one->volume += part;
          ((ZhihuiChannel *) answer->topics->pdata[t])->n += part;
        }
      answer->total += one->volume;
      g_ptr_array_add (answer->items, one);
    }
  return answer;
}

static gpointer
make_hot_words (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  ZhihuiHotWords *words = zhihui_hot_words_new ();
  guint           n = MIN (GPOINTER_TO_UINT (n_rows), 500);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiHotWord *word = g_new0 (ZhihuiHotWord, 1);

      word->word = g_strdup_printf ("热词%u个", i);
      word->count = get_mix (i, n);
      word->previous = get_mix_before (i, n);
      word->surge = i % 9 == 8;
      g_ptr_array_add (words->items, word);
    }
  return words;
}

/* "" and what was before with the change: "—" twice where that is not known. */
static char *
write_change (guint i, guint n)
{
  gint64           previous = get_mix_before (i, n);
  g_autofree char *before = written_count (previous);
  g_autofree char *change = written_count (get_mix (i, n) - previous);

  return previous < 0 ? g_strdup ("——")
                      : g_strconcat (before, get_mix (i, n) > previous ? "+" : "", change, NULL);
}

static void
find_mixes (const char *text, guint n)
{
  const char *channel = text, *topic = text, *word = text;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *share = written_rate_cell (get_mix (i, n), sum_mix (n) + 11);
      g_autofree char *count = written_count (get_mix (i, n));
      g_autofree char *change = write_change (i, n);
      g_autofree char *channels =
        g_strdup_printf ("渠道%u类%s%s%s", i, i % 3 == 1 ? "是" : "否", share, change);
      g_autofree char *topics = g_strdup_printf ("主题%u类%s%s", i, share, change);
      g_autofree char *words =
        g_strdup_printf ("热词%u个%s%s%s", i, count, change, i % 9 == 8 ? "是" : "否");

      channel = written_find (channel, channels);
      topic = written_find (topic, topics);
      if (i < 30 || i % 9 == 8)
        word = written_find (word, words);
      else
        g_assert_cmpuint (written_times (text, words), ==, 0);
    }
}

static void
find_unit_topics (const char *text, guint n)
{
  gint64           sums[5] = { 0 };
  g_autofree char *sum = NULL;
  g_autofree char *written[5] = { NULL };

  for (guint i = 0; i < n; i++)
    {
      gint64           volume = i % 6;
      g_autofree char *row = NULL;

      for (guint t = 0; t < 3; t++)
        {
          volume += get_unit_topic (i, t);
          sums[t + 1] += get_unit_topic (i, t);
        }
      sums[0] += volume;
      sums[4] += i % 6;
      row = g_strdup_printf ("单位%u处%d%d%d%d%d",
                             i,
                             (int) volume,
                             (int) get_unit_topic (i, 0),
                             (int) get_unit_topic (i, 1),
                             (int) get_unit_topic (i, 2),
                             (int) i % 6);
      text = written_find (text, row);
    }
  if (n < 2)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    written[i] = written_count (sums[i]);
  sum = g_strconcat ("合计", written[0], written[1], written[2], written[3], written[4], NULL);
  written_find (text, sum);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    g_clear_pointer (&written[i], g_free);
}

static void
test_analysis (gconstpointer n_rows)
{
  static const struct
  {
    ZhihuiQuestionKind kind;
    TemplateAnswer     make;
    GDestroyNotify     free;
  } answers[] = {
    { ZHIHUI_QUESTION_CHANNELS, make_mix, (GDestroyNotify) zhihui_channels_unref },
    { ZHIHUI_QUESTION_TOPICS, make_mix, (GDestroyNotify) zhihui_channels_unref },
    { ZHIHUI_QUESTION_TOPIC_UNITS, make_topic_units, (GDestroyNotify) zhihui_topic_units_unref },
    { ZHIHUI_QUESTION_HOT_WORDS, make_hot_words, (GDestroyNotify) zhihui_hot_words_unref },
  };
  guint            n = template_paper_get_n (n_rows);
  TemplatePaper    paper;
  g_autofree char *text = NULL;

  template_paper_open (&paper, report_sample_new (9, 20), "analysis", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    template_paper_answer (
      &paper, answers[i].kind, answers[i].make, GUINT_TO_POINTER (n), answers[i].free);
  text = template_paper_read (&paper);
  if (text != NULL)
    {
      find_mixes (text, MIN (n, 500));
      find_unit_topics (text, n);
      template_paper_check_pages (&paper, "2026年7月1日至29日");
    }
  template_paper_close (&paper);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
  template_paper_add_test ("/figures/reviews-are-those-of-the-meetings", test_reviews);
  template_paper_add_test ("/figures/overdue-cases-are-those-of-the-desk", test_overdue);
  template_paper_add_test ("/figures/the-analysis-is-that-of-the-answers", test_analysis);
  return g_test_run ();
}
