/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait-private.h"

#include "zhihui-error.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* The four boards are a part of the situation, also of a kept one. */
static gboolean
find_board (ZhihuiMetric metric, ZhihuiBoard *board)
{
  for (*board = 0; *board < ZHIHUI_N_BOARDS; (*board)++)
    if (zhihui_board_get_metric (*board) == metric)
      return TRUE;
  return FALSE;
}

ZhihuiPortraitSubject
zhihui_portrait_subject_make (const ZhihuiReportRequest *request)
{
  ZhihuiPortraitSubject self = {
    .request = request,
    .unit = request->unit,
    .of = zhihui_report_find_unit (request),
    .peer = "all",
    .portrait = zhihui_report_answers_get (request->answers, "portrait"),
    .zone = zhihui_situation_get_zone (request->situation),
    .as_of = zhihui_situation_get_as_of (request->situation),
  };

  if (self.of != NULL && self.of->peer != NULL && *self.of->peer != '\0')
    self.peer = self.of->peer;
  if (self.of == NULL && self.portrait != NULL)
    self.of = self.portrait->unit;
  return self;
}

char *
zhihui_portrait_make_name (const char *kind, ZhihuiMetric metric)
{
  return g_strdup_printf ("%s/%s", kind, zhihui_metric_get_traits (metric)->id);
}

/* Of a desk the situation may have it of the days of another page. */
static gboolean
is_of_days (const ZhihuiPortraitSubject *self, ZhihuiBoard board, const ZhihuiRanking *ranking)
{
  const ZhihuiWindow *window = &self->request->terms.window;
  const char         *period = self->request->period;

  if (window->from < window->to)
    return ranking->window.from == window->from && ranking->window.to == window->to;
  return g_strcmp0 (ranking->period,
                    period != NULL ? period : zhihui_board_get_default_period (board)) == 0;
}

/* (nullable): the board of @metric that the unit is compared on */
ZhihuiRanking *
zhihui_portrait_subject_find_board (const ZhihuiPortraitSubject *self, ZhihuiMetric metric)
{
  g_autofree char *name = zhihui_portrait_make_name ("board", metric);
  ZhihuiRanking   *told = zhihui_report_answers_get (self->request->answers, name);
  ZhihuiBoard      board;

  if (told != NULL || !find_board (metric, &board))
    return told;
  told = zhihui_situation_get_ranking (self->request->situation, board, self->peer);
  return told != NULL && is_of_days (self, board, told) ? told : NULL;
}

void
zhihui_part_portrait_add_needs (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                ZhihuiReportNeeds         *needs)
{
  needs->boards |= (1u << ZHIHUI_N_BOARDS) - 1;
  needs->datasets |= 1u << ZHIHUI_DATASET_UNITS;
}

static void
ask_metric (const ZhihuiPortraitSubject *self, ZhihuiMetric metric, ZhihuiReportAnswers *answers)
{
  g_autofree char     *board = zhihui_portrait_make_name ("board", metric);
  g_autofree char     *trend = zhihui_portrait_make_name ("trend", metric);
  g_autofree char     *region = zhihui_portrait_make_name ("region", metric);
  ZhihuiReportQuestion question = { .kind = ZHIHUI_QUESTION_TREND,
                                    .metric = metric,
                                    .unit = self->unit };

  zhihui_report_answers_want (answers, trend, &question);
  question.unit = NULL;
  /* Counts of all units and of one are not on one scale. */
  if (!zhihui_metric_get_traits (metric)->is_count)
    zhihui_report_answers_want (answers, region, &question);
  question.kind = ZHIHUI_QUESTION_BOARD;
  question.peer = self->peer;
  question.period = self->request->period;
  question.window = self->request->terms.window;
  zhihui_report_answers_want (answers, board, &question);
}

void
zhihui_part_portrait_ask (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiReportAnswers       *answers)
{
  ZhihuiPortraitSubject self = zhihui_portrait_subject_make (request);
  g_autoptr (ZhihuiCaseFilter) overdue = zhihui_case_filter_new ();

  if (self.unit == NULL)
    return;
  zhihui_case_filter_set (overdue, ZHIHUI_CASE_FILTER_UNIT, self.unit);
  zhihui_case_filter_set (overdue, ZHIHUI_CASE_FILTER_DUE, "over");
  zhihui_report_answers_want (answers,
                              "portrait",
                              &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_PORTRAIT,
                                                       .unit = self.unit,
                                                       .period = request->period,
                                                       .window = request->terms.window });
  zhihui_report_answers_want (
    answers, "overdue", &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_CASES, .cases = overdue });
  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    ask_metric (&self, zhihui_portrait_get_metric (i), answers);
}

static gboolean
check_unit (const ZhihuiPortraitSubject *self, GError **error)
{
  if (self->of != NULL)
    return TRUE;
  if (self->unit == NULL)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_INVALID,
                         _ ("This report is of one unit: say which with --unit"));
  else
    g_set_error (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("The source knows no unit “%s”"), self->unit);
  return FALSE;
}

gboolean
zhihui_part_portrait_add_tables (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 GPtrArray                 *tables,
                                 GError                   **error)
{
  ZhihuiPortraitSubject self = zhihui_portrait_subject_make (request);

  if (!check_unit (&self, error))
    return FALSE;
  g_ptr_array_add (tables, zhihui_portrait_figures_make (&self));
  g_ptr_array_add (tables, zhihui_portrait_courses_make (&self));
  zhihui_portrait_lists_make (&self, tables);
  return TRUE;
}

void
zhihui_part_add_portrait (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiPaper               *paper)
{
  ZhihuiPortraitSubject self = zhihui_portrait_subject_make (request);

  if (!check_unit (&self, NULL))
    return;
  zhihui_portrait_figures_add (&self, paper);
  zhihui_portrait_lists_add (&self, paper);
  zhihui_portrait_courses_add (&self, paper);
}
