/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "template-paper.h"
#include "written-figures.h"
#include "zhihui-desk-case.h"
#include "zhihui-language.h"
#include "zhihui-portrait.h"

#include <math.h>
#include <string.h>

/* The portrait of a unit, two periods and the boards of thirds on paper, read again: each figure is
 * that which is worked out here from the numerators and denominators of the model. */

#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */
#define DAY_S 86400
#define PEER "department"
#define MIN_N 5

static gboolean
is_count (const ZhihuiRanking *ranking)
{
  return ranking->metric == ZHIHUI_METRIC_VOLUME;
}

static gboolean
is_better_low (const ZhihuiRanking *ranking)
{
  return ranking->metric == ZHIHUI_METRIC_OVERDUE_RATE ||
         ranking->metric == ZHIHUI_METRIC_RETURN_RATE;
}

/* (nullable) */
static const ZhihuiScore *
find_score (const ZhihuiRanking *ranking, const char *id)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    if (g_str_equal (ranking->scores[i].unit->id, id))
      return &ranking->scores[i];
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if (g_str_equal (ranking->unranked[i].unit->id, id))
      return &ranking->unranked[i];
  return NULL;
}

static gboolean
is_before (const ZhihuiRanking *ranking, const ZhihuiScore *one, const ZhihuiScore *other)
{
  if (is_count (ranking))
    return one->n > other->n;
  return is_better_low (ranking) ? one->k * other->n < other->k * one->n
                                 : one->k * other->n > other->k * one->n;
}

/* @tier: only of this third; 0: of all. Equal ones share a rank. */
static guint
find_rank (const ZhihuiRanking *ranking, const ZhihuiScore *score, guint tier)
{
  guint rank = 1;

  for (guint i = 0; i < ranking->n_scores; i++)
    rank += (tier == 0 || ranking->scores[i].tier == tier) &&
            is_before (ranking, &ranking->scores[i], score);
  return rank;
}

/* ---- two periods ---- */

/* Each unit before: fewer cases, other numerators. */
static ZhihuiTally
get_before (const ZhihuiRanking *ranking, const ZhihuiScore *score)
{
  gint64 n = score->n / 2 + 7;

  if (is_count (ranking))
    return (ZhihuiTally){ .n = n };
  return (ZhihuiTally){ .k = MIN (score->k * (2 + score->n % 3) / 3, n), .n = n };
}

static ZhihuiRanking *
make_before (const ZhihuiRanking *now)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (ZhihuiTally));
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_new_between (now->window.from - 31 * DAY_S, now->window.from);
  ZhihuiRankingInput input = { .metric = now->metric,
                               .region = now->region,
                               .peer = now->peer,
                               .revision = "r1",
                               .period = period,
                               .as_of = AS_OF,
                               .basis = now->basis };

  for (guint i = 0; i < now->n_scores + now->n_unranked_sent; i++)
    {
      const ZhihuiScore *score =
        i < now->n_scores ? &now->scores[i] : &now->unranked[i - now->n_scores];
      ZhihuiTally tally = get_before (now, score);

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

static gpointer
answer_before (const ZhihuiReportQuestion *question, gpointer situation)
{
  return make_before (find_board (situation, question->metric, question->peer));
}

static const char *
judge (const ZhihuiRanking *ranking, int sign)
{
  if (sign == 0)
    return "●可能出于偶然";
  return (sign < 0) == is_better_low (ranking) ? "▲显著更好" : "◆显著更差";
}

static guint
find_rank_before (const ZhihuiRanking *ranking, const ZhihuiTally *before)
{
  ZhihuiScore own = { .k = before->k, .n = before->n };
  guint       rank = 1;

  for (guint i = 0; i < ranking->n_scores + ranking->n_unranked_sent; i++)
    {
      ZhihuiTally tally = get_before (
        ranking,
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores]);
      ZhihuiScore other = { .k = tally.k, .n = tally.n };

      rank += is_before (ranking, &other, &own);
    }
  return rank;
}

static char *
write_compared (const ZhihuiRanking *ranking, const ZhihuiScore *score)
{
  ZhihuiTally      before = get_before (ranking, score);
  int              sign = 0;
  g_autofree char *then =
    is_count (ranking) ? written_count (before.n) : written_rate_cell (before.k, before.n);
  g_autofree char *now =
    is_count (ranking) ? written_count (score->n) : written_rate_cell (score->k, score->n);
  g_autofree char *difference =
    is_count (ranking)
      ? written_change ((double) (score->n - before.n) / (double) before.n)
      : written_difference (
          (double) before.k, (double) before.n, (double) score->k, (double) score->n, &sign);

  g_autofree char *rank_before = written_count (find_rank_before (ranking, &before));
  g_autofree char *rank = written_count (find_rank (ranking, score, 0));

  return g_strdup_printf ("%s%s%s%s%s%s%s",
                          score->unit->short_name,
                          then,
                          now,
                          rank_before,
                          rank,
                          difference,
                          is_count (ranking) ? "" : judge (ranking, sign));
}

static void
test_comparison (gconstpointer n_rows)
{
  TemplatePaper    paper;
  g_autofree char *text = NULL;
  ZhihuiSituation *situation = report_sample_new (template_paper_get_n (n_rows), MIN_N);

  template_paper_open (&paper, situation, "comparison", NULL);
  template_paper_answer (
    &paper, ZHIHUI_QUESTION_BOARD, answer_before, situation, (GDestroyNotify) zhihui_ranking_unref);
  text = template_paper_read (&paper);
  for (ZhihuiBoard board = 0; text != NULL && board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, board, PEER);
      const char          *at = text;

      g_assert_cmpuint (ranking->n_scores, ==, template_paper_get_n (n_rows));
      for (guint i = 0; i < ranking->n_scores; i++)
        {
          g_autofree char *row = write_compared (ranking, &ranking->scores[i]);

          at = written_find (at, row);
        }
    }
  template_paper_close (&paper);
}

/* ---- boards of thirds ---- */

static char *
write_row (const ZhihuiRanking *ranking, const ZhihuiScore *score, guint rank)
{
  g_autofree char *figure =
    is_count (ranking) ? written_count (score->n) : written_rate_cell (score->k, score->n);

  return g_strdup_printf ("%u%s%s", rank, score->unit->short_name, figure);
}

/* Each unit stands on the board of its own third, which is compared with that third alone. */
static void
find_third (const char *text, const ZhihuiRanking *ranking, guint tier)
{
  static const char *const thirds[] = { "部门（办件量大）",
                                        "部门（办件量中）",
                                        "部门（办件量小）" };
  const char              *start = strstr (text, thirds[tier - 1]);
  const char              *next = tier < 3 ? strstr (text, thirds[tier]) : NULL;

  for (guint i = 0; i < ranking->n_scores; i++)
    {
      const ZhihuiScore *score = &ranking->scores[i];
      g_autofree char   *row = NULL;

      if (score->tier != tier)
        continue;
      g_assert_nonnull (start);
      row = write_row (ranking, score, find_rank (ranking, score, tier));
      if (written_find (start, row) > next && next != NULL)
        g_error ("%s stands below its third", row);
    }
}

/* (transfer full): every third unit of the group stands in the same third of it. */
static ZhihuiSituation *
make_thirds (guint n)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (n, MIN_N);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (situation);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiRanking) copy =
        zhihui_ranking_cut (zhihui_situation_get_ranking (situation, board, PEER), G_MAXINT / 2, 1);

      for (guint i = 0; i < copy->n_scores; i++)
        copy->scores[i].tier =
          1 + (guint) g_ascii_strtoull (copy->scores[i].unit->id + 1, NULL, 10) % 3;
      zhihui_situation_builder_set_ranking (builder, board, PEER, copy);
    }
  return zhihui_situation_builder_finish (builder);
}

static void
test_tiers (gconstpointer n_rows)
{
  TemplatePaper    paper;
  g_autofree char *text = NULL;
  ZhihuiSituation *situation = make_thirds (template_paper_get_n (n_rows));

  template_paper_open (&paper, situation, "bulletin-tiers", NULL);
  text = template_paper_read (&paper);
  for (ZhihuiBoard board = 0; text != NULL && board < ZHIHUI_N_BOARDS; board++)
    for (guint tier = 1; tier <= 3; tier++)
      find_third (text, zhihui_situation_get_ranking (situation, board, PEER), tier);
  template_paper_close (&paper);
}

/* ---- a unit ---- */

/* Of @n cases that are owed, decisions, remarks, channels and topics: what the one of @i is. */
static gint64
get_late (guint i, guint n)
{
  return (gint64) (n - i) * 4001 + i % 50 + 1;
}

static gint64
get_part (guint i, guint n)
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
      one->n = get_part (i, n);
      one->previous = i % 4 == 3 ? -1 : get_part (i, n) + i % 7;
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
      reason->n = get_part (i, n);
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
  one->held_at = AS_OF - 9 * DAY_S - i;
  one->due_at = i % 5 == 4 ? ZHIHUI_NO_INSTANT : AS_OF + 61 * (gint64) i;
  return one;
}

static ZhihuiRemark *
make_remark (guint i)
{
  ZhihuiRemark *one = g_new0 (ZhihuiRemark, 1);

  one->at = AS_OF - 601 * (gint64) i;
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

  portrait->stamp.as_of = AS_OF;
  portrait->unit = zhihui_unit_copy (&(ZhihuiUnit){ .id = (char *) question->unit,
                                                    .name = (char *) "某局",
                                                    .short_name = (char *) "某局",
                                                    .peer = (char *) PEER,
                                                    .region = (char *) "" });
  portrait->channels = make_parts ("渠道", n);
  portrait->topics = make_parts ("主题", n);
  portrait->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_decision_free);
  portrait->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_remark_free);
  portrait->volume = 5;
  for (guint i = 0; i < n; i++)
    {
      portrait->volume += get_part (i, n);
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

  cases->stamp.as_of = AS_OF;
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
      one->submitted_at = one->accepted_at = AS_OF - 900 * DAY_S;
      one->work = zhihui_case_work_new ();
      one->work->seq = 1;
      one->work->dispatched_at = AS_OF - 900 * DAY_S;
      one->work->signed_at = one->work->contacted_at = AS_OF - 900 * DAY_S + 60;
      one->work->due_at = AS_OF - get_late (i, n);
      g_ptr_array_add (cases->items, one);
    }
  return cases;
}

/* Against all units of the group together. */
static const char *
judge_unit (const ZhihuiRanking *ranking, const ZhihuiScore *score, double group)
{
  double low, high;

  written_wilson ((double) score->k, (double) score->n, &low, &high);
  if (low <= group && group <= high)
    return "●无显著差异";
  return (group < low) == is_better_low (ranking) ? "◆显著较差" : "△显著较好";
}

static char *
write_interval (const ZhihuiScore *score)
{
  double low, high;

  written_wilson ((double) score->k, (double) score->n, &low, &high);
  return g_strdup_printf ("%.2f%%–%.2f%%", low * 100 + 1e-9, high * 100 + 1e-9);
}

static void
find_figure (const char *text, const ZhihuiRanking *ranking, const char *unit, const char *title)
{
  const ZhihuiScore *score = find_score (ranking, unit);
  ZhihuiTally        all = { 0 };
  g_autofree char   *own = NULL, *group = NULL, *interval = NULL, *change = NULL, *row = NULL;

  for (guint i = 0; i < ranking->n_scores; i++)
    {
      all.k += ranking->scores[i].k;
      all.n += ranking->scores[i].n;
    }
  if (is_count (ranking))
    {
      g_autofree char *count = written_count (score->n);

      own = written_rate_cell (score->n, all.n);
      change = written_change (score->delta_value);
      row = g_strdup_printf ("%s%s%s%u/%u%s",
                             title,
                             count,
                             own,
                             find_rank (ranking, score, 0),
                             ranking->n_scores,
                             change);
      written_find (text, row);
      return;
    }
  own = written_rate_cell (score->k, score->n);
  interval = write_interval (score);
  group = g_strdup_printf ("%.2f%%", (double) all.k / (double) all.n * 100 + 1e-9);
  change = written_points (score->delta_value);
  row = g_strdup_printf ("%s%s%s—%s%u/%u%s%s",
                         title,
                         own,
                         interval,
                         group,
                         find_rank (ranking, score, 0),
                         ranking->n_scores,
                         change,
                         judge_unit (ranking, score, (double) all.k / (double) all.n));
  written_find (text, row);
}

static void
find_owed (const char *text, guint n)
{
  const char *owed = text, *decided = text, *remarked = text;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *due = written_time (AS_OF - get_late (i, n));
      g_autofree char *late = written_age (get_late (i, n));
      g_autofree char *held = written_time (AS_OF - 9 * DAY_S - i);
      g_autofree char *until = i % 5 == 4 ? g_strdup ("—") : written_time (AS_OF + 61 * (gint64) i);
      g_autofree char *at = written_time (AS_OF - 601 * (gint64) i);
      g_autofree char *one = g_strdup_printf ("OV%05u事由%u投诉答复%s%s", i, i, due, late);
      g_autofree char *decision = g_strdup_printf (
        "决定第%u项会议第%u次%s%s%s", i, i, held, until, decision_states[i % 3][1]);
      g_autofree char *remark =
        g_strdup_printf ("%s%s领导%u意见%uNO%05u", at, remark_kinds[i % 2][1], i, i, i);

      owed = written_find (owed, one);
      decided = written_find (decided, decision);
      remarked = written_find (remarked, remark);
    }
}

static void
find_work (const char *text, guint n)
{
  static const char *const kinds[] = { "渠道", "主题" }, *const whys[] = { "退回缘由", "重办缘由" };
  gint64 volume = 5;

  for (guint i = 0; i < n; i++)
    volume += get_part (i, n);
  for (guint kind = 0; kind < 2; kind++)
    {
      const char *at = text, *reason = text;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *count = written_count (get_part (i, n));
          g_autofree char *share = written_rate_cell (get_part (i, n), volume);
          g_autofree char *before =
            i % 4 == 3 ? g_strdup ("—") : written_count (get_part (i, n) + i % 7);
          g_autofree char *row =
            g_strdup_printf ("%s%u类%s%s%s", kinds[kind], i, count, share, before);
          g_autofree char *why = g_strdup_printf ("%s%u%s", whys[kind], i, count);

          at = written_find (at, row);
          reason = written_find (reason, why);
        }
    }
}

static void
test_portrait (gconstpointer n_rows)
{
  static const char *const titles[] = {
    [ZHIHUI_BOARD_VOLUME] = "办件量",
    [ZHIHUI_BOARD_OVERDUE] = "超期率",
    [ZHIHUI_BOARD_RETURN] = "退回率",
    [ZHIHUI_BOARD_SATISFIED] = "满意度",
  };
  guint            n = template_paper_get_n (n_rows), n_listed = MIN (n, 500);
  TemplatePaper    paper;
  g_autofree char *text = NULL;
  g_autofree char *unit = g_strdup_printf ("d%03u", n / 2);
  ZhihuiSituation *situation = report_sample_new (n, MIN_N);

  template_paper_open (&paper, situation, "portrait", unit);
  template_paper_answer (&paper,
                         ZHIHUI_QUESTION_PORTRAIT,
                         make_portrait,
                         GUINT_TO_POINTER (n_listed),
                         (GDestroyNotify) zhihui_portrait_unref);
  template_paper_answer (&paper,
                         ZHIHUI_QUESTION_CASES,
                         make_owed,
                         GUINT_TO_POINTER (n_listed),
                         (GDestroyNotify) zhihui_desk_cases_unref);
  text = template_paper_read (&paper);
  if (text != NULL)
    {
      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        find_figure (
          text, zhihui_situation_get_ranking (situation, board, PEER), unit, titles[board]);
      find_owed (text, n_listed);
      find_work (text, n_listed);
    }
  template_paper_close (&paper);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
  template_paper_add_test ("/figures/two-periods-are-those-of-the-boards", test_comparison);
  template_paper_add_test ("/figures/thirds-are-those-of-the-boards", test_tiers);
  template_paper_add_test ("/figures/the-portrait-is-that-of-the-unit", test_portrait);
  return g_test_run ();
}
