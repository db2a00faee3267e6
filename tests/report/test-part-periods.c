/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canonical-cells.h"
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-report-shelf.h"
#include "zhihui-report.h"

#include <math.h>
#include <string.h>

#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

/* The boards of the sample, beside those of another period. */
typedef struct
{
  ZhihuiSituation *situation;
  ZhihuiReportTemplate *template;
  ZhihuiReportRequest request;
  char               *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->situation = report_sample_new (9, 20);
  self->template = zhihui_report_shelf_dup_shipped ("comparison");
  self->path = paper_reader_make_path ();
  self->request = (ZhihuiReportRequest){ .situation = self->situation,
                                         .template = self->template,
                                         .now_us = g_get_monotonic_time (),
                                         .answers = zhihui_report_answers_new () };
  zhihui_report_ask (&self->request, self->request.answers);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_report_answers_unref (self->request.answers);
  zhihui_report_template_unref (self->template);
  zhihui_situation_unref (self->situation);
  paper_reader_remove_path (self->path);
}

/* Each unit before: a half of its numerator. */
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
                               .as_of = AS_OF,
                               .basis = now->basis };

  for (guint i = 0; i < now->n_scores; i++)
    {
      const ZhihuiScore *score = &now->scores[i];
      ZhihuiTally        tally = { .k = is_now ? score->k : score->k / 2, .n = score->n };

      /* The last one is gone. */
      if (i + 1 == now->n_scores && !is_now)
        break;
      g_ptr_array_add (units, score->unit);
      g_array_append_val (tallies, tally);
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.tallies = (const ZhihuiTally *) (void *) tallies->data;
  input.n_units = units->len;
  return zhihui_ranking_new (&input);
}

static const ZhihuiRanking *
find_now (Fixture *self, const ZhihuiReportQuestion *question)
{
  ZhihuiBoard board = 0;

  while (zhihui_board_get_metric (board) != question->metric)
    board++;
  return zhihui_situation_get_ranking (self->situation, board, question->peer);
}

static void
answer_before (Fixture *self)
{
  for (guint i = 0; i < zhihui_report_answers_get_n (self->request.answers); i++)
    {
      const ZhihuiReportQuestion *question =
        zhihui_report_answers_get_question (self->request.answers, i);
      const ZhihuiRanking *now = find_now (self, question);

      zhihui_report_answers_take (self->request.answers,
                                  i,
                                  make_board (now, &question->window),
                                  (GDestroyNotify) zhihui_ranking_unref);
    }
}

/* Newcombe's method 10 as his paper writes it, with Wilson's limits worked out here. */
static void
find_wilson (double k, double n, double *low, double *high)
{
  const double z = 1.959963984540054;
  double       p = k / n, z2 = z * z;
  double       middle = (2 * n * p + z2) / (2 * (n + z2));
  double       half = z * sqrt (z2 + 4 * n * p * (1 - p)) / (2 * (n + z2));

  *low = MAX (middle - half, 0);
  *high = MIN (middle + half, 1);
}

static void
check_difference (char **cells, const ZhihuiCanonicalData *data, guint table)
{
  double k1 = g_ascii_strtod (cells[canonical_cells_find (data, table, "before_k")], NULL);
  double n1 = g_ascii_strtod (cells[canonical_cells_find (data, table, "before_n")], NULL);
  double k2 = g_ascii_strtod (cells[canonical_cells_find (data, table, "now_k")], NULL);
  double n2 = g_ascii_strtod (cells[canonical_cells_find (data, table, "now_n")], NULL);
  double low1, high1, low2, high2, least, most;
  double difference = k2 / n2 - k1 / n1;

  find_wilson (k1, n1, &low1, &high1);
  find_wilson (k2, n2, &low2, &high2);
  least = difference - sqrt (pow (k2 / n2 - low2, 2) + pow (high1 - k1 / n1, 2));
  most = difference + sqrt (pow (high2 - k2 / n2, 2) + pow (k1 / n1 - low1, 2));
  g_assert_cmpfloat_with_epsilon (
    g_ascii_strtod (cells[canonical_cells_find (data, table, "difference")], NULL),
    difference,
    2e-6);
  g_assert_cmpfloat_with_epsilon (
    g_ascii_strtod (cells[canonical_cells_find (data, table, "least")], NULL), least, 2e-6);
  g_assert_cmpfloat_with_epsilon (
    g_ascii_strtod (cells[canonical_cells_find (data, table, "most")], NULL), most, 2e-6);
  g_assert_cmpstr (cells[canonical_cells_find (data, table, "verdict")],
                   ==,
                   least > 0  ? "worse"
                   : most < 0 ? "better"
                              : "chance");
}

static void
two_periods_differ_as_newcombe_says (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiCanonicalData) canonical = NULL;
  g_auto (GStrv) row = NULL;
  guint table, n_judged = 0;

  answer_before (self);
  canonical = canonical_cells_read (&self->request);
  g_assert_cmpuint (zhihui_canonical_data_get_n_tables (canonical), ==, 4);
  g_assert_true (zhihui_canonical_data_find (canonical, "overdue_rate", &table));
  for (guint i = 0; i < zhihui_canonical_data_get_n_rows (canonical, table); i++)
    {
      g_auto (GStrv) cells = zhihui_canonical_data_dup_row (canonical, table, i);

      if (g_str_equal (cells[canonical_cells_find (canonical, table, "verdict")], "untold"))
        continue;
      check_difference (cells, canonical, table);
      n_judged++;
    }
  g_assert_cmpuint (n_judged, >, 10);
  /* Counts have no interval, and no verdict. */
  g_assert_true (zhihui_canonical_data_find (canonical, "volume", &table));
  row = zhihui_canonical_data_dup_row (canonical, table, 1);
  g_assert_cmpstr (row[canonical_cells_find (canonical, table, "verdict")], ==, "count");
  g_assert_cmpstr (row[canonical_cells_find (canonical, table, "least")], ==, "");
}

/* A month that runs is compared by its days that are over with as many of the month before: half a
 * day would stand beside a whole one, and a wall may ask for whole days alone. */
static void
of_a_running_period_whole_days_are_compared (Fixture *self, gconstpointer data)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (self->situation);
  guint       n = zhihui_report_answers_get_n (self->request.answers), n_now = 0;
  gint32      first = zhihui_day_from_ymd (2026, 7, 1), before = zhihui_day_from_ymd (2026, 6, 1);

  g_assert_cmpuint (n, ==, 16); /* two groups, four boards, two sides */
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiReportQuestion *question =
        zhihui_report_answers_get_question (self->request.answers, i);
      gboolean is_now = question->window.to > find_now (self, question)->window.from;

      n_now += is_now;
      g_assert_cmpuint (question->min_n, ==, find_now (self, question)->min_n);
      if (question->metric != ZHIHUI_METRIC_VOLUME)
        continue;
      g_assert_cmpint (
        question->window.from, ==, zhihui_zone_day_start (zone, is_now ? first : before));
      g_assert_cmpint (
        question->window.to, ==, zhihui_zone_day_start (zone, (is_now ? first : before) + 28));
    }
  g_assert_cmpuint (n_now, ==, 8);
}

/* Also where the other period is named: a month that runs beside one that is over. */
static void
beside_a_named_period_stand_as_many_days (Fixture *self, gconstpointer data)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (self->situation);
  gint32      first = zhihui_day_from_ymd (2026, 7, 1), before = zhihui_day_from_ymd (2025, 7, 1);

  zhihui_report_answers_unref (self->request.answers);
  self->request.answers = zhihui_report_answers_new ();
  self->request.before = "2025-07";
  zhihui_report_ask (&self->request, self->request.answers);
  g_assert_cmpuint (zhihui_report_answers_get_n (self->request.answers), ==, 16);
  for (guint i = 0; i < 16; i++)
    {
      const ZhihuiReportQuestion *question =
        zhihui_report_answers_get_question (self->request.answers, i);
      gint32 day;

      g_assert_null (question->period);
      if (question->metric != ZHIHUI_METRIC_VOLUME)
        continue;
      day = zhihui_zone_day_of (zone, question->window.from);
      g_assert_true (day == first || day == before);
      g_assert_cmpint (question->window.to, ==, zhihui_zone_day_start (zone, day + 28));
    }
}

/* On its first day it has none, and the paper says why, and what can be done. */
static void
on_the_first_day_nothing_is_compared (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (self->situation, board, "town");

      g_free (ranking->period);
      ranking->period = g_strdup ("today");
    }
  zhihui_report_answers_unref (self->request.answers);
  self->request.answers = zhihui_report_answers_new ();
  self->request.peers = (const char *const[]){ "town", NULL };
  zhihui_report_ask (&self->request, self->request.answers);
  g_assert_cmpuint (zhihui_report_answers_get_n (self->request.answers), ==, 0);
  g_assert_false (zhihui_report_write_pdf (&self->request, self->path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "本期尚无已结束的整日"));
}

static void
a_period_that_was_not_told_makes_no_paper (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_report_write_pdf (&self->request, self->path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
two_periods_can_be_read_on_paper (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  answer_before (self);
  if (paper_reader_lacks ("pdftotext") || paper_reader_lacks ("qpdf"))
    return;
  zhihui_report_write_pdf (&self->request, self->path, NULL, &error);
  g_assert_no_error (error);
  text = paper_reader_run ("pdftotext", "-layout", self->path, "-", NULL);
  g_assert_nonnull (strstr (text, "可能出于偶然"));
  g_assert_nonnull (strstr (text, "全组合计"));
  g_assert_nonnull (strstr (text, "本期名次"));
  g_assert_null (strstr (text, "→"));
  g_assert_nonnull (strstr (text, "28 个整日，当日不计"));
  g_assert_nonnull (strstr (text, "2026年7月1日至28日"));
  g_assert_null (strstr (text, "2026年7月1日至29日"));
  g_free (paper_reader_run ("qpdf", "--check", self->path, NULL));
  paper_reader_check_overlap (self->path);
}

/* Of two periods that have a day in common nothing is judged: the paper says why, and not by what
 * it would be. */
static void
of_periods_that_overlap_nothing_is_judged (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  answer_before (self);
  for (guint i = 0; i < zhihui_report_answers_get_n (self->request.answers); i++)
    {
      ZhihuiRanking       *board = zhihui_report_answers_get_answer (self->request.answers, i);
      const ZhihuiRanking *now =
        find_now (self, zhihui_report_answers_get_question (self->request.answers, i));

      if (board->window.to <= now->window.from)
        board->window.to = now->window.from + 86400;
    }
  if (paper_reader_lacks ("pdftotext"))
    return;
  zhihui_report_write_pdf (&self->request, self->path, NULL, &error);
  g_assert_no_error (error);
  text = paper_reader_run ("pdftotext", "-layout", self->path, "-", NULL);
  paper_reader_remove_blanks (text);
  g_assert_nonnull (strstr (text, "统计期有重叠，不作判断"));
  g_assert_nonnull (strstr (text, "两期有重叠：同一批工单两边都计入，因此不作判断。"));
  g_assert_null (strstr (text, "可作检验的"));
  g_assert_null (strstr (text, "Newcombe"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
#define ADD(path, function)                                                                        \
  g_test_add ("/comparison/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("two-periods-differ-as-newcombe-says", two_periods_differ_as_newcombe_says);
  ADD ("of-a-running-period-whole-days-are-compared", of_a_running_period_whole_days_are_compared);
  ADD ("beside-a-named-period-stand-as-many-days", beside_a_named_period_stand_as_many_days);
  ADD ("on-the-first-day-nothing-is-compared", on_the_first_day_nothing_is_compared);
  ADD ("a-period-that-was-not-told-makes-no-paper", a_period_that_was_not_told_makes_no_paper);
  ADD ("two-periods-can-be-read-on-paper", two_periods_can_be_read_on_paper);
  ADD ("of-periods-that-overlap-nothing-is-judged", of_periods_that_overlap_nothing_is_judged);
#undef ADD
  return g_test_run ();
}
