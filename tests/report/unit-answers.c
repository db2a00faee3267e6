/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit-answers.h"

#include "zhihui-desk-case.h"
#include "zhihui-portrait.h"

#define DAY_S 86400

static gboolean
is_count (const ZhihuiRanking *ranking)
{
  return ranking->metric == ZHIHUI_METRIC_VOLUME;
}

/* Each unit before: fewer cases, other numerators. */
ZhihuiTally
unit_answers_get_before (const ZhihuiRanking *ranking, const ZhihuiScore *score)
{
  gint64 n = score->n / 2 + 7;

  if (is_count (ranking))
    return (ZhihuiTally){ .n = n };
  return (ZhihuiTally){ .k = MIN (score->k * (2 + score->n % 3) / 3, n), .n = n };
}

/* Of days of the period itself: the same figures. */
static ZhihuiRanking *
make_board (const ZhihuiRanking *now, const ZhihuiWindow *window)
{
  gboolean is_now = window->to > now->window.from;

  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (ZhihuiTally));
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (window->from, window->to);
  ZhihuiRankingInput input = { .metric = now->metric,
                               .region = now->region,
                               .peer = now->peer,
                               .revision = "r1",
                               .period = period,
                               .as_of = UNIT_ANSWERS_AS_OF,
                               .basis = now->basis,
                               .min_n = is_now ? now->min_n : 0 };

  for (guint i = 0; i < now->n_scores + now->n_unranked_sent; i++)
    {
      const ZhihuiScore *score =
        i < now->n_scores ? &now->scores[i] : &now->unranked[i - now->n_scores];
      ZhihuiTally tally = is_now ? (ZhihuiTally){ .k = score->k, .n = score->n }
                                 : unit_answers_get_before (now, score);

      g_ptr_array_add (units, score->unit);
      g_array_append_val (tallies, tally);
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.tallies = (const ZhihuiTally *) (void *) tallies->data;
  input.n_units = units->len;
  return zhihui_ranking_new (&input);
}

static ZhihuiRanking *
find_board (ZhihuiSituation *situation, ZhihuiMetric metric, const char *peer)
{
  ZhihuiBoard board = 0;

  while (zhihui_board_get_metric (board) != metric)
    board++;
  return zhihui_situation_get_ranking (situation, board, peer);
}

gpointer
unit_answers_answer_before (const ZhihuiReportQuestion *question, gpointer situation)
{
  const ZhihuiRanking *now = find_board (situation, question->metric, question->peer);

  return make_board (now, &question->window);
}

/* Of @n cases that are owed, decisions, remarks, channels and topics: what the one of @i is. */
gint64
unit_answers_get_late (guint i, guint n)
{
  return (gint64) (n - i) * 4001 + i % 50 + 1;
}

gint64
unit_answers_get_part (guint i, guint n)
{
  return (gint64) (n - i) * 3 + 2;
}

static const char *const decision_states[][2] = { { "done", "已办结" },
                                                  { "overdue", "已超期" },
                                                  { "open", "在办" } };
static const char *const remark_kinds[][2] = { { "instructed", "领导批示" },
                                               { "supervised", "督办" } };

static ZhihuiChannels *
make_parts (const char *pattern, guint n)
{
  ZhihuiChannels *parts = zhihui_channels_new ();

  for (guint i = 0; i < n; i++)
    {
      ZhihuiChannel *one = g_new0 (ZhihuiChannel, 1);

      one->id = g_strdup_printf ("x%u", i);
      one->label = g_strdup_printf ("%s%u类", pattern, i);
      one->n = unit_answers_get_part (i, n);
      one->previous = i % 4 == 3 ? -1 : unit_answers_get_part (i, n) + i % 7;
      g_ptr_array_add (parts->items, one);
    }
  return parts;
}

static void
fill_reasons (ZhihuiReasons *reasons, const char *pattern, guint n)
{
  zhihui_portrait_begin_reasons (reasons);
  reasons->tally = (ZhihuiTally){ .k = n, .n = 3 * (gint64) n };
  for (guint i = 0; i < n; i++)
    {
      ZhihuiReason *reason = g_new0 (ZhihuiReason, 1);

      reason->text = g_strdup_printf ("%s%u", pattern, i);
      reason->n = unit_answers_get_part (i, n);
      g_ptr_array_add (reasons->items, reason);
    }
}

static ZhihuiUnitDecision *
make_decision (guint i)
{
  ZhihuiUnitDecision *one = g_new0 (ZhihuiUnitDecision, 1);

  one->id = g_strdup_printf ("d-%u", i);
  one->text = g_strdup_printf ("决定第%u项", i);
  one->meeting = g_strdup_printf ("m-%u", i);
  one->title = g_strdup_printf ("会议第%u次", i);
  one->state = g_strdup (decision_states[i % 3][0]);
  one->held_at = UNIT_ANSWERS_AS_OF - 9 * DAY_S - i;
  one->due_at = i % 5 == 4 ? ZHIHUI_NO_INSTANT : UNIT_ANSWERS_AS_OF + 61 * (gint64) i;
  return one;
}

static ZhihuiRemark *
make_remark (guint i)
{
  ZhihuiRemark *one = g_new0 (ZhihuiRemark, 1);

  one->at = UNIT_ANSWERS_AS_OF - 601 * (gint64) i;
  one->kind = g_strdup (remark_kinds[i % 2][0]);
  one->by = g_strdup_printf ("领导%u", i);
  one->text = g_strdup_printf ("意见%u", i);
  one->case_id = g_strdup_printf ("c-%u", i);
  one->no = g_strdup_printf ("NO%05u", i);
  return one;
}

static gpointer
make_portrait (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  guint           n = GPOINTER_TO_UINT (n_rows);
  ZhihuiPortrait *portrait = zhihui_portrait_new ();

  portrait->stamp.as_of = UNIT_ANSWERS_AS_OF;
  portrait->unit = zhihui_unit_copy (&(ZhihuiUnit){ .id = (char *) question->unit,
                                                    .name = (char *) "某局",
                                                    .short_name = (char *) "某局",
                                                    .peer = (char *) UNIT_ANSWERS_PEER,
                                                    .region = (char *) "" });
  portrait->channels = make_parts ("渠道", n);
  portrait->topics = make_parts ("主题", n);
  portrait->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_decision_free);
  portrait->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_remark_free);
  portrait->volume = 5;
  for (guint i = 0; i < n; i++)
    {
      portrait->volume += unit_answers_get_part (i, n);
      g_ptr_array_add (portrait->decisions, make_decision (i));
      g_ptr_array_add (portrait->remarks, make_remark (i));
    }
  portrait->remarks_total = n;
  fill_reasons (&portrait->returns, "退回缘由", n);
  fill_reasons (&portrait->redo, "重办缘由", n);
  return portrait;
}

/* Fed the other way round: what is longest late stands first. */
static gpointer
make_owed (const ZhihuiReportQuestion *question, gpointer n_rows)
{
  ZhihuiDeskCases *cases = zhihui_desk_cases_new ();
  guint            n = GPOINTER_TO_UINT (n_rows);

  cases->stamp.as_of = UNIT_ANSWERS_AS_OF;
  for (guint i = n; i-- > 0;)
    {
      ZhihuiDeskCase *one = zhihui_desk_case_new ();

      g_free (one->id);
      g_free (one->no);
      g_free (one->title);
      g_free (one->type);
      g_free (one->state);
      one->id = g_strdup_printf ("c-%u", i);
      one->no = g_strdup_printf ("OV%05u", i);
      one->title = g_strdup_printf ("事由%u", i);
      one->type = g_strdup ("complaint");
      one->state = g_strdup ("signed");
      one->is_masked = TRUE;
      one->submitted_at = one->accepted_at = UNIT_ANSWERS_AS_OF - 900 * DAY_S;
      one->work = zhihui_case_work_new ();
      one->work->seq = 1;
      one->work->dispatched_at = UNIT_ANSWERS_AS_OF - 900 * DAY_S;
      one->work->signed_at = one->work->contacted_at = UNIT_ANSWERS_AS_OF - 900 * DAY_S + 60;
      one->work->due_at = UNIT_ANSWERS_AS_OF - unit_answers_get_late (i, n);
      g_ptr_array_add (cases->items, one);
    }
  return cases;
}

const char *
unit_answers_get_decision_word (guint i)
{
  return decision_states[i % 3][1];
}

const char *
unit_answers_get_remark_word (guint i)
{
  return remark_kinds[i % 2][1];
}

void
unit_answers_answer_portrait (TemplatePaper *paper, guint n_rows)
{
  template_paper_answer (paper,
                         ZHIHUI_QUESTION_PORTRAIT,
                         make_portrait,
                         GUINT_TO_POINTER (n_rows),
                         (GDestroyNotify) zhihui_portrait_unref);
  template_paper_answer (paper,
                         ZHIHUI_QUESTION_CASES,
                         make_owed,
                         GUINT_TO_POINTER (n_rows),
                         (GDestroyNotify) zhihui_desk_cases_unref);
}
