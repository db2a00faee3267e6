/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "template-paper.h"
#include "unit-answers.h"
#include "written-figures.h"
#include "zhihui-desk-case.h"
#include "zhihui-language.h"
#include "zhihui-portrait.h"

#include <math.h>
#include <string.h>

/* The portrait of a unit, two periods and the boards of thirds on paper, read again: each figure is
 * that which is worked out here from the numerators and denominators of the model. */

#define AS_OF UNIT_ANSWERS_AS_OF
#define DAY_S 86400
#define PEER UNIT_ANSWERS_PEER
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
      ZhihuiTally tally = unit_answers_get_before (
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
  ZhihuiTally      before = unit_answers_get_before (ranking, score);
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

static char *
read_comparison (TemplatePaper *paper, guint n)
{
  ZhihuiSituation *situation = report_sample_new (n, MIN_N);

  template_paper_open (paper, situation, "comparison", NULL);
  template_paper_answer (paper,
                         ZHIHUI_QUESTION_BOARD,
                         unit_answers_answer_before,
                         situation,
                         (GDestroyNotify) zhihui_ranking_unref);
  return template_paper_read (paper);
}

static void
test_comparison (gconstpointer n_rows)
{
  TemplatePaper    paper;
  guint            n = template_paper_get_n (n_rows);
  g_autofree char *text = read_comparison (&paper, n);

  for (ZhihuiBoard board = 0; text != NULL && board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_situation_get_ranking (paper.situation, board, PEER);
      const char          *at = text;

      g_assert_cmpuint (ranking->n_scores, ==, n);
      for (guint i = 0; i < ranking->n_scores; i++)
        {
          g_autofree char *row = write_compared (ranking, &ranking->scores[i]);

          at = written_find (at, row);
        }
    }
  if (text != NULL)
    template_paper_check_pages (&paper, "2026年7月1日至28日");
  template_paper_close (&paper);
}

/* However many rows there are: wherever the pages end. */
static void
test_last_page (void)
{
  for (guint n = 10; n < 15; n++)
    {
      TemplatePaper    paper;
      g_autofree char *text = read_comparison (&paper, n);

      if (text != NULL)
        template_paper_check_pages (&paper, "2026年7月1日至28日");
      template_paper_close (&paper);
    }
}

/* ---- boards of thirds ---- */

static char *
write_row (const ZhihuiRanking *ranking, const ZhihuiScore *score, guint rank)
{
  g_autofree char *figure =
    is_count (ranking) ? written_count (score->n) : written_rate_cell (score->k, score->n);

  g_autofree char *place = written_count (rank);

  return g_strconcat (place, score->unit->short_name, figure, NULL);
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
  if (text != NULL && template_paper_get_n (n_rows) == 1)
    {
      /* Of the thirds that nobody is in a line tells, and no table. */
      written_find_words (text, "部门：以下各档无单位：办件量中、办件量小。");
      g_assert_null (strstr (text, "部门（办件量中）"));
      g_assert_null (strstr (text, "部门（办件量小）"));
    }
  for (ZhihuiBoard board = 0; text != NULL && board < ZHIHUI_N_BOARDS; board++)
    for (guint tier = 1; tier <= 3; tier++)
      find_third (text, zhihui_situation_get_ranking (situation, board, PEER), tier);
  template_paper_close (&paper);
}

/* ---- a unit ---- */

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
  g_autofree char   *rank = written_count (find_rank (ranking, score, 0));
  g_autofree char   *ranked = written_count (ranking->n_scores);

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
      row = g_strdup_printf ("%s%s%s%s/%s%s", title, count, own, rank, ranked, change);
      written_find (text, row);
      return;
    }
  own = written_rate_cell (score->k, score->n);
  interval = write_interval (score);
  group = g_strdup_printf ("%.2f%%", (double) all.k / (double) all.n * 100 + 1e-9);
  change = written_points (score->delta_value);
  row = g_strdup_printf ("%s%s%s—%s%s/%s%s%s",
                         title,
                         own,
                         interval,
                         group,
                         rank,
                         ranked,
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
      g_autofree char *due = written_time (AS_OF - unit_answers_get_late (i, n));
      g_autofree char *late = written_age (unit_answers_get_late (i, n));
      g_autofree char *held = written_time (AS_OF - 9 * DAY_S - i);
      g_autofree char *until = i % 5 == 4 ? g_strdup ("—") : written_time (AS_OF + 61 * (gint64) i);
      g_autofree char *at = written_time (AS_OF - 601 * (gint64) i);
      g_autofree char *one = g_strdup_printf ("OV%05u事由%u投诉答复%s%s", i, i, due, late);
      g_autofree char *decision = g_strdup_printf (
        "决定第%u项会议第%u次%s%s%s", i, i, held, until, unit_answers_get_decision_word (i));
      g_autofree char *remark =
        g_strdup_printf ("%s%s领导%u意见%uNO%05u", at, unit_answers_get_remark_word (i), i, i, i);

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
    volume += unit_answers_get_part (i, n);
  for (guint kind = 0; kind < 2; kind++)
    {
      const char *at = text, *reason = text;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *count = written_count (unit_answers_get_part (i, n));
          g_autofree char *share = written_rate_cell (unit_answers_get_part (i, n), volume);
          g_autofree char *before =
            i % 4 == 3 ? g_strdup ("—") : written_count (unit_answers_get_part (i, n) + i % 7);
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
  unit_answers_answer_portrait (&paper, n_listed);
  text = template_paper_read (&paper);
  if (text != NULL)
    {
      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        find_figure (
          text, zhihui_situation_get_ranking (situation, board, PEER), unit, titles[board]);
      find_owed (text, n_listed);
      find_work (text, n_listed);
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
  template_paper_add_test ("/figures/two-periods-are-those-of-the-boards", test_comparison);
  g_test_add_func ("/figures/a-signature-stands-below-what-it-signs", test_last_page);
  template_paper_add_test ("/figures/thirds-are-those-of-the-boards", test_tiers);
  template_paper_add_test ("/figures/the-portrait-is-that-of-the-unit", test_portrait);
  return g_test_run ();
}
