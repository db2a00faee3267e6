/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canonical-cells.h"
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-desk-case.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-portrait.h"
#include "zhihui-report-shelf.h"
#include "zhihui-report.h"

#include <string.h>

#define UNIT "t005"                          /* 昆仑镇 */
#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */
#define DAY 86400

/* A unit of the sample, and what a platform would answer about it. */
typedef struct
{
  ZhihuiSituation *situation;
  ZhihuiReportTemplate *template;
  ZhihuiReportRequest request;
  char               *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer name)
{
  self->situation = report_sample_new (9, 20);
  self->template = zhihui_report_shelf_dup_shipped (name);
  self->path = paper_reader_make_path ();
  self->request = (ZhihuiReportRequest){ .situation = self->situation,
                                         .template = self->template,
                                         .now_us = g_get_monotonic_time (),
                                         .answers = zhihui_report_answers_new (),
                                         .unit = UNIT };
  zhihui_report_ask (&self->request, self->request.answers);
}

static void
tear_down (Fixture *self, gconstpointer name)
{
  zhihui_report_answers_unref (self->request.answers);
  zhihui_report_template_unref (self->template);
  zhihui_situation_unref (self->situation);
  paper_reader_remove_path (self->path);
}

/* ---- answers ---- */

static void
answer (
  Fixture *self, ZhihuiQuestionKind kind, ZhihuiMetric metric, gboolean of_unit, gpointer data)
{
  static const GDestroyNotify frees[ZHIHUI_N_QUESTIONS] = {
    [ZHIHUI_QUESTION_PORTRAIT] = (GDestroyNotify) zhihui_portrait_unref,
    [ZHIHUI_QUESTION_TREND] = (GDestroyNotify) zhihui_trend_unref,
    [ZHIHUI_QUESTION_BOARD] = (GDestroyNotify) zhihui_ranking_unref,
    [ZHIHUI_QUESTION_CASES] = (GDestroyNotify) zhihui_desk_cases_unref,
  };

  for (guint i = 0; i < zhihui_report_answers_get_n (self->request.answers); i++)
    {
      const ZhihuiReportQuestion *question =
        zhihui_report_answers_get_question (self->request.answers, i);

      if (question->kind != kind)
        continue;
      if (kind == ZHIHUI_QUESTION_TREND &&
          (question->metric != metric || (question->unit != NULL) != of_unit))
        continue;
      zhihui_report_answers_take (self->request.answers, i, data, frees[kind]);
      return;
    }
  g_assert_not_reached ();
}

static ZhihuiTrend *
make_trend (ZhihuiMetric metric, guint steady)
{
  ZhihuiTrend *trend = zhihui_trend_new ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  trend->metric = metric;
  trend->stamp.as_of = AS_OF;
  trend->unit = g_strdup (UNIT);
  trend->step = g_strdup ("month");
  for (guint i = 0; i < 25; i++)
    {
      ZhihuiTrendPoint point = { .at = zhihui_trend_step_before (zone, "month", AS_OF, 24 - i),
                                 .n = 100 + i,
                                 .k = steady + i % 3 };

      g_array_append_val (trend->points, point);
    }
  return trend;
}

static ZhihuiChannels *
make_mix (const char *first)
{
  ZhihuiChannels *mix = zhihui_channels_new ();
  ZhihuiChannel  *one = g_new0 (ZhihuiChannel, 1), *other = g_new0 (ZhihuiChannel, 1);

  *one = (ZhihuiChannel){ g_strdup ("a"), g_strdup (first), TRUE, 60, 41 };
  *other = (ZhihuiChannel){ g_strdup ("b"), g_strdup ("12345热线"), FALSE, 15, -1 };
  g_ptr_array_add (mix->items, one);
  g_ptr_array_add (mix->items, other);
  mix->total = 75;
  return mix;
}

static ZhihuiReason *
make_reason (const char *text, gint64 n)
{
  ZhihuiReason *reason = g_new0 (ZhihuiReason, 1);

  *reason = (ZhihuiReason){ g_strdup (text), n };
  return reason;
}

static ZhihuiPortrait *
make_portrait (void)
{
  ZhihuiPortrait     *portrait = zhihui_portrait_new ();
  ZhihuiUnitDecision *decision = g_new0 (ZhihuiUnitDecision, 1);
  ZhihuiRemark       *remark = g_new0 (ZhihuiRemark, 1);

  portrait->stamp.as_of = AS_OF;
  portrait->unit = zhihui_unit_copy (&(ZhihuiUnit){ .id = (char *) UNIT,
                                                    .name = (char *) "昆仑镇",
                                                    .short_name = (char *) "昆仑镇",
                                                    .peer = (char *) "town",
                                                    .region = (char *) "" });
  portrait->volume = 75;
  portrait->channels = make_mix ("般阳民生App");
  portrait->topics = make_mix ("物业 \"服务\", 管理");
  zhihui_portrait_begin_reasons (&portrait->returns);
  portrait->returns.tally = (ZhihuiTally){ .k = 6, .n = 203 };
  g_ptr_array_add (portrait->returns.items, make_reason ("不属于本单位职责", 5));
  g_ptr_array_add (portrait->returns.items, make_reason ("", 1));
  portrait->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_decision_free);
  *decision = (ZhihuiUnitDecision){ .id = g_strdup ("d-3"),
                                    .text = g_strdup ("11月底前兑付"),
                                    .meeting = g_strdup ("m-53"),
                                    .title = g_strdup ("征地补偿研判会"),
                                    .state = g_strdup ("overdue"),
                                    .held_at = AS_OF - 9 * DAY,
                                    .due_at = AS_OF - DAY };
  g_ptr_array_add (portrait->decisions, decision);
  portrait->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_remark_free);
  *remark = (ZhihuiRemark){ .at = AS_OF - 8 * DAY,
                            .kind = g_strdup ("instructed"),
                            .by = g_strdup ("王区长"),
                            .text = g_strdup ("请速办 <b>&=1+1</b>"),
                            .case_id = g_strdup ("c-417"),
                            .no = g_strdup ("ZC20260728000417") };
  g_ptr_array_add (portrait->remarks, remark);
  portrait->remarks_total = 1;
  return portrait;
}

/* One is late by three days, one by one; the third has time left; the fourth is not masked. */
static ZhihuiDeskCases *
make_cases (void)
{
  static const struct
  {
    const char *no, *title;
    gint64      due_at;
    gboolean    is_masked;
  } rows[] = {
    { "ZC1", "咨询残疾人证", AS_OF - DAY, TRUE },
    { "ZC2", "噪声扰民", AS_OF - 3 * DAY, TRUE },
    { "ZC3", "路灯不亮", AS_OF + 3 * DAY, TRUE },
    { "ZC4", "张三家的电话是13800001234", AS_OF - 2 * DAY, FALSE },
  };
  ZhihuiDeskCases *cases = zhihui_desk_cases_new ();

  cases->stamp.as_of = AS_OF;
  cases->n_restricted = 2;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiDeskCase *one = zhihui_desk_case_new ();

      g_free (one->id);
      g_free (one->no);
      g_free (one->title);
      g_free (one->state);
      g_free (one->complainant);
      one->id = g_strdup (rows[i].no);
      one->no = g_strdup (rows[i].no);
      one->title = g_strdup (rows[i].title);
      one->state = g_strdup ("signed");
      one->complainant = g_strdup ("段**");
      one->is_masked = rows[i].is_masked;
      one->submitted_at = one->accepted_at = AS_OF - 9 * DAY;
      one->work = zhihui_case_work_new ();
      one->work->seq = 1;
      g_free (one->work->unit.id);
      g_free (one->work->unit.name);
      g_free (one->type);
      one->work->unit.id = g_strdup (UNIT);
      one->work->unit.name = g_strdup ("昆仑镇");
      one->type = g_strdup ("complaint");
      one->work->dispatched_at = AS_OF - 8 * DAY;
      one->work->signed_at = one->work->contacted_at = AS_OF - 8 * DAY + 60;
      one->work->due_at = rows[i].due_at;
      g_ptr_array_add (cases->items, one);
    }
  return cases;
}

static void
answer_all (Fixture *self)
{
  answer (self, ZHIHUI_QUESTION_PORTRAIT, 0, TRUE, make_portrait ());
  answer (self, ZHIHUI_QUESTION_CASES, 0, TRUE, make_cases ());
  answer (self,
          ZHIHUI_QUESTION_TREND,
          ZHIHUI_METRIC_OVERDUE_RATE,
          TRUE,
          make_trend (ZHIHUI_METRIC_OVERDUE_RATE, 5));
  answer (self,
          ZHIHUI_QUESTION_TREND,
          ZHIHUI_METRIC_OVERDUE_RATE,
          FALSE,
          make_trend (ZHIHUI_METRIC_OVERDUE_RATE, 2));
  answer (
    self, ZHIHUI_QUESTION_TREND, ZHIHUI_METRIC_VOLUME, TRUE, make_trend (ZHIHUI_METRIC_VOLUME, 0));
}

/* ---- what is read back ---- */

static void
assert_cell (
  const ZhihuiCanonicalData *data, const char *table, guint row, const char *column, const char *is)
{
  guint index;
  g_auto (GStrv) cells = NULL;

  g_assert_true (zhihui_canonical_data_find (data, table, &index));
  cells = zhihui_canonical_data_dup_row (data, index, row);
  g_assert_cmpstr (cells[canonical_cells_find (data, index, column)], ==, is);
}

static guint
count_rows (const ZhihuiCanonicalData *data, const char *table)
{
  guint index;

  g_assert_true (zhihui_canonical_data_find (data, table, &index));
  return zhihui_canonical_data_get_n_rows (data, index);
}

static char *
write_and_read (Fixture *self, guint *n_pages)
{
  g_autoptr (GError) error = NULL;
  char *text;

  zhihui_report_write_pdf (&self->request, self->path, n_pages, &error);
  g_assert_no_error (error);
  text = paper_reader_run ("pdftotext", "-layout", self->path, "-", NULL);
  paper_reader_remove_blanks (text);
  return text;
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

/* ---- a unit ---- */

static void
its_figures_are_those_of_the_boards (Fixture *self, gconstpointer name)
{
  g_autoptr (ZhihuiCanonicalData) data = NULL;
  const ZhihuiScore *score = zhihui_ranking_find (
    zhihui_situation_get_ranking (self->situation, ZHIHUI_BOARD_OVERDUE, "town"), UNIT);
  g_autofree char *k = g_strdup_printf ("%" G_GINT64_FORMAT, score->k);
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, score->n);
  g_autofree char *rank = g_strdup_printf ("%u", score->rank);

  answer_all (self);
  data = canonical_cells_read (&self->request);
  g_assert_cmpuint (count_rows (data, "figures"), ==, 12);
  assert_cell (data, "figures", 0, "metric", "overdue_rate");
  assert_cell (data, "figures", 0, "rate_k", k);
  assert_cell (data, "figures", 0, "rate_n", n);
  assert_cell (data, "figures", 0, "rank", rank);
  assert_cell (data, "figures", 3, "metric", "volume");
  assert_cell (data, "figures", 3, "rate_n", "");
  /* What nobody told is not there. */
  assert_cell (data, "figures", 4, "metric", "redo_rate");
  assert_cell (data, "figures", 4, "rate_n", "");
}

static void
its_lists_are_those_of_the_answers (Fixture *self, gconstpointer name)
{
  g_autoptr (ZhihuiCanonicalData) data = NULL;

  answer_all (self);
  data = canonical_cells_read (&self->request);
  g_assert_cmpuint (count_rows (data, "channels"), ==, 2);
  assert_cell (data, "channels", 0, "name", "般阳民生App");
  assert_cell (data, "channels", 0, "share_k", "60");
  assert_cell (data, "channels", 0, "share_n", "75");
  assert_cell (data, "channels", 1, "before", "");
  assert_cell (data, "topics", 0, "name", "物业 \"服务\", 管理");
  assert_cell (data, "returns", 0, "reason", "不属于本单位职责");
  g_assert_cmpuint (count_rows (data, "redo"), ==, 0);
  assert_cell (data, "decisions", 0, "decision", "11月底前兑付");
  assert_cell (data, "remarks", 0, "text", "请速办 <b>&=1+1</b>");
  /* 12 months of two metrics. */
  g_assert_cmpuint (count_rows (data, "courses"), ==, 24);
  assert_cell (data, "courses", 11, "goes_on", "1");
  assert_cell (data, "courses", 11, "rate_n", "124");
  assert_cell (data, "courses", 11, "region_rate_k", "2");
}

/* The longest first; what has time left is none of it, nor who complains; of a case whose words are
 * not masked they are not told. */
static void
overdue_cases_are_masked (Fixture *self, gconstpointer name)
{
  g_autoptr (ZhihuiCanonicalData) data = NULL;
  g_autofree char *text = NULL;

  answer_all (self);
  data = canonical_cells_read (&self->request);
  g_assert_cmpuint (count_rows (data, "overdue"), ==, 3);
  assert_cell (data, "overdue", 0, "case", "ZC2");
  assert_cell (data, "overdue", 1, "case", "ZC4");
  assert_cell (data, "overdue", 1, "title", "—");
  assert_cell (data, "overdue", 2, "case", "ZC1");
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = write_and_read (self, NULL);
  assert_says (text, "噪声扰民");
  g_assert_null (strstr (text, "段**"));
  g_assert_null (strstr (text, "13800001234"));
  g_assert_null (strstr (text, "ZC3"));
}

static void
it_can_be_read_on_paper (Fixture *self, gconstpointer name)
{
  g_autofree char *text = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gsize            n_first, n_second;
  guint            n_pages = 0;

  answer_all (self);
  if (paper_reader_lacks ("pdftotext") || paper_reader_lacks ("qpdf"))
    return;
  text = write_and_read (self, &n_pages);
  assert_says (text, "昆仑镇");
  assert_says (text, "不属于本单位职责");
  assert_says (text, "征地补偿研判会");
  assert_says (text, "请速办<b>&=1+1</b>");
  /* these lists do not end at the edges of the period */
  assert_says (text, "2026年7月20日召开的会议，不限于本期");
  assert_says (text, "2026年7月21日，不限于本期");
  g_assert_cmpuint (n_pages, >, 2);
  g_free (paper_reader_run ("qpdf", "--check", self->path, NULL));
  paper_reader_check_overlap (self->path);
  g_assert_true (g_file_get_contents (self->path, &first, &n_first, NULL));
  g_free (write_and_read (self, NULL));
  g_assert_true (g_file_get_contents (self->path, &second, &n_second, NULL));
  g_assert_cmpmem (first, n_first, second, n_second);
}

/* The rare events are counted over more days than the rest: the head tells of both. */
static void
its_head_tells_the_days_of_each_figure (Fixture *self, gconstpointer name)
{
  g_autofree char *text = NULL;

  answer_all (self);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = write_and_read (self, NULL);
  assert_says (text, "\n截至2026年7月29日14:05:12\n");
  assert_says (text, "办件、评价2026年7月1日至29日");
  assert_says (text, "超期、退回2026年5月1日至7月29日");
}

static void
of_too_few_cases_no_interval_is_printed (Fixture *self, gconstpointer name)
{
  ZhihuiRanking *board =
    zhihui_situation_get_ranking (self->situation, ZHIHUI_BOARD_OVERDUE, "town");
  g_autofree char *text = NULL;

  for (guint i = 0; i < board->n_scores; i++)
    if (g_str_equal (board->scores[i].unit->id, UNIT))
      board->scores[i].rank = 0;
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = write_and_read (self, NULL);
  assert_says (text, "超期率——");
}

/* Boards of other days, which another page of a desk has read, are not those of the paper. */
static void
figures_of_other_days_are_not_told_for_those_asked_for (Fixture *self, gconstpointer name)
{
  g_autoptr (ZhihuiCanonicalData) data = NULL;

  self->request.period = "2026-06";
  data = canonical_cells_read (&self->request);
  assert_cell (data, "figures", 0, "metric", "overdue_rate");
  assert_cell (data, "figures", 0, "rate_n", "");
}

static void
own_days_are_asked_for (Fixture *self, gconstpointer name)
{
  const ZhihuiWindow days = { AS_OF - 9 * DAY, AS_OF - 2 * DAY };
  g_autoptr (ZhihuiReportAnswers) answers = zhihui_report_answers_new ();
  guint n_dated = 0;

  self->request.terms.window = days;
  zhihui_report_ask (&self->request, answers);
  for (guint i = 0; i < zhihui_report_answers_get_n (answers); i++)
    {
      const ZhihuiReportQuestion *question = zhihui_report_answers_get_question (answers, i);

      if (question->kind == ZHIHUI_QUESTION_PORTRAIT || question->kind == ZHIHUI_QUESTION_BOARD)
        {
          g_assert_cmpint (question->window.from, ==, days.from);
          g_assert_cmpint (question->window.to, ==, days.to);
          n_dated++;
        }
    }
  g_assert_cmpuint (n_dated, ==, 13);
}

/* The desk reads the list minutes after the figures: on its paper there is one moment, its own. */
static void
a_list_says_of_when_it_is_itself (Fixture *self, gconstpointer name)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < zhihui_report_answers_get_n (self->request.answers); i++)
    {
      ZhihuiDeskCases *cases = make_cases ();

      cases->stamp.as_of += 327;
      zhihui_report_answers_take (
        self->request.answers, i, cases, (GDestroyNotify) zhihui_desk_cases_unref);
    }
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = write_and_read (self, NULL);
  assert_says (text, "\n截至2026年7月29日14:10:39\n");
  assert_says (text, "数据截至2026年7月29日14:10:39");
  assert_says (text, "内部资料2026年7月29日14:10:39");
}

/* A foreign platform, a kept day: the four boards are there, and of the rest it is said why not. */
static void
without_answers_it_says_so (Fixture *self, gconstpointer name)
{
  g_autoptr (ZhihuiCanonicalData) data = canonical_cells_read (&self->request);
  g_autofree char *text = NULL;

  g_assert_cmpuint (count_rows (data, "figures"), ==, 12);
  g_assert_cmpuint (count_rows (data, "courses"), ==, 0);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = write_and_read (self, NULL);
  assert_says (text, "此数据源不提供这项内容");
}

static void
a_unit_that_nobody_knows_makes_no_paper (Fixture *self, gconstpointer name)
{
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) none = NULL;

  self->request.unit = "u999";
  g_assert_false (zhihui_report_write_pdf (&self->request, self->path, NULL, &unknown));
  g_assert_error (unknown, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (unknown->message, "u999"));
  self->request.unit = NULL;
  g_assert_false (zhihui_report_write_pdf (&self->request, self->path, NULL, &none));
  g_assert_error (none, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
#define ADD(path, name, function) g_test_add (path, Fixture, name, set_up, function, tear_down)
  ADD ("/portrait/its-figures-are-those-of-the-boards",
       "portrait",
       its_figures_are_those_of_the_boards);
  ADD (
    "/portrait/its-lists-are-those-of-the-answers", "portrait", its_lists_are_those_of_the_answers);
  ADD ("/portrait/overdue-cases-are-masked", "portrait", overdue_cases_are_masked);
  ADD ("/portrait/it-can-be-read-on-paper", "portrait", it_can_be_read_on_paper);
  ADD ("/portrait/its-head-tells-the-days-of-each-figure",
       "portrait",
       its_head_tells_the_days_of_each_figure);
  ADD ("/portrait/figures-of-other-days-are-not-told-for-those-asked-for",
       "portrait",
       figures_of_other_days_are_not_told_for_those_asked_for);
  ADD ("/portrait/of-too-few-cases-no-interval-is-printed",
       "portrait",
       of_too_few_cases_no_interval_is_printed);
  ADD ("/portrait/own-days-are-asked-for", "portrait", own_days_are_asked_for);
  ADD ("/overdue/a-list-says-of-when-it-is-itself", "overdue", a_list_says_of_when_it_is_itself);
  ADD ("/portrait/without-answers-it-says-so", "portrait", without_answers_it_says_so);
  ADD ("/portrait/a-unit-that-nobody-knows-makes-no-paper",
       "portrait",
       a_unit_that_nobody_knows_makes_no_paper);
#undef ADD
  return g_test_run ();
}
