/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-question-path.h"

#include "zhihui-board-asked.h"
#include "zhihui-portrait.h"
#include "zhihui-resource.h"
#include "zhihui-wire-topic-units.h"
#include "zhihui-wire.h"

#define PAGE 500

/* Instead of a period its instants: in whose zone they are written does not matter. */
static void
add_time (GString *path, const ZhihuiReportQuestion *question)
{
  ZhihuiWindow window = question->window;

  if (window.from < window.to)
    {
      g_autoptr (ZhihuiZone) utc = zhihui_zone_new ("UTC", NULL);
      g_autofree char *from = zhihui_zone_format_rfc3339 (utc, window.from);
      g_autofree char *to = zhihui_zone_format_rfc3339 (utc, window.to);

      zhihui_resource_add_parameter (path, "from", from);
      zhihui_resource_add_parameter (path, "to", to);
    }
  else if (question->period != NULL && *question->period != '\0')
    zhihui_resource_add_parameter (path, "period", question->period);
}

static char *
make_portrait_path (const ZhihuiReportQuestion *question)
{
  GString *path = g_string_new ("/units/");

  g_string_append_uri_escaped (path, question->unit, NULL, FALSE);
  g_string_append (path, "/portrait");
  add_time (path, question);
  return g_string_free (path, FALSE);
}

static const char *
get_step (const ZhihuiReportQuestion *question)
{
  gboolean is_span = question->window.from < question->window.to;

  return zhihui_trend_step_get_id (is_span ? question->step : ZHIHUI_TREND_STEP_MONTH);
}

static char *
make_trend_path (const ZhihuiReportQuestion *question)
{
  GString *path = g_string_new ("/trends");

  zhihui_resource_add_parameter (path, "metric", zhihui_metric_get_traits (question->metric)->id);
  if (question->unit != NULL)
    zhihui_resource_add_parameter (path, "unit", question->unit);
  else if (question->region != NULL)
    zhihui_resource_add_parameter (path, "region", question->region);
  zhihui_resource_add_parameter (path, "step", get_step (question));
  if (question->window.from < question->window.to)
    add_time (path, question);
  return g_string_free (path, FALSE);
}

/* Where no period is said the platform knows the usual one of the metric. */
static char *
make_board_path (const ZhihuiReportQuestion *question)
{
  const ZhihuiBoardAsked asked = {
    .peer = question->peer != NULL ? question->peer : "all",
    .region = question->region,
    .period = question->period != NULL ? question->period : "",
    .window = question->window,
    .order = question->order,
    .has_basis = question->has_basis,
    .basis = question->basis,
    .tier = question->tier,
    .min_n = question->min_n,
  };

  return zhihui_board_asked_make_path (&asked, question->metric);
}

static char *
make_cases_path (const ZhihuiReportQuestion *question, const char *cursor)
{
  g_autoptr (ZhihuiCaseFilter) any = NULL;

  if (question->cases == NULL)
    any = zhihui_case_filter_new ();
  return zhihui_case_filter_make_path (any != NULL ? any : question->cases, PAGE, cursor);
}

/* What is asked by region and time alone. */
static char *
make_plain_path (const ZhihuiReportQuestion *question)
{
  static const char *const paths[ZHIHUI_N_QUESTIONS] = {
    [ZHIHUI_QUESTION_MEETINGS] = "/meetings",  [ZHIHUI_QUESTION_CHANNELS] = "/channels",
    [ZHIHUI_QUESTION_TOPICS] = "/topics",      [ZHIHUI_QUESTION_TOPIC_UNITS] = "/topics/units",
    [ZHIHUI_QUESTION_HOT_WORDS] = "/hotwords",
  };
  GString *path = g_string_new (paths[question->kind]);

  if (question->region != NULL)
    zhihui_resource_add_parameter (path, "region", question->region);
  if (question->kind == ZHIHUI_QUESTION_HOT_WORDS)
    return g_string_free (path, FALSE);

  add_time (path, question);
  if (question->kind != ZHIHUI_QUESTION_TOPIC_UNITS)
    return g_string_free (path, FALSE);

  if (question->peer != NULL)
    zhihui_resource_add_parameter (path, "peer", question->peer);
  if (question->n_rows > 0)
    {
      g_autofree char *n = g_strdup_printf ("%u", MIN (question->n_rows, ZHIHUI_MAX_TOPICS));

      zhihui_resource_add_parameter (path, "topics", n);
    }
  return g_string_free (path, FALSE);
}

/**
 * zhihui_report_question_make_path:
 * @cursor: (nullable): of a list, where the page before ended
 *
 * Returns: (transfer full): what our platform is asked, without the beginning that all its paths
 *   have
 */
char *
zhihui_report_question_make_path (const ZhihuiReportQuestion *question, const char *cursor)
{
  switch (question->kind)
    {
    case ZHIHUI_QUESTION_PORTRAIT:
      return make_portrait_path (question);
    case ZHIHUI_QUESTION_TREND:
      return make_trend_path (question);
    case ZHIHUI_QUESTION_BOARD:
      return make_board_path (question);
    case ZHIHUI_QUESTION_CASES:
      return make_cases_path (question, cursor);
    case ZHIHUI_QUESTION_MEETINGS:
    case ZHIHUI_QUESTION_CHANNELS:
    case ZHIHUI_QUESTION_TOPICS:
    case ZHIHUI_QUESTION_TOPIC_UNITS:
    case ZHIHUI_QUESTION_HOT_WORDS:
    case ZHIHUI_N_QUESTIONS:
    default:
      return make_plain_path (question);
    }
}

/**
 * zhihui_report_question_get_way:
 *
 * Returns: how an answer to @question is read and freed
 */
ZhihuiReportQuestionWay
zhihui_report_question_get_way (const ZhihuiReportQuestion *question)
{
  static const ZhihuiReportQuestionWay ways[ZHIHUI_N_QUESTIONS] = {
    [ZHIHUI_QUESTION_PORTRAIT] = { (ZhihuiDecodeFunc) zhihui_wire_decode_portrait,
                                   (GDestroyNotify) zhihui_portrait_unref },
    [ZHIHUI_QUESTION_TREND] = { (ZhihuiDecodeFunc) zhihui_wire_decode_trend,
                                (GDestroyNotify) zhihui_trend_unref },
    [ZHIHUI_QUESTION_BOARD] = { zhihui_board_asked_decode, (GDestroyNotify) zhihui_ranking_unref },
    [ZHIHUI_QUESTION_CASES] = { (ZhihuiDecodeFunc) zhihui_wire_decode_cases,
                                (GDestroyNotify) zhihui_desk_cases_unref },
    [ZHIHUI_QUESTION_MEETINGS] = { (ZhihuiDecodeFunc) zhihui_wire_decode_meetings,
                                   (GDestroyNotify) zhihui_meetings_unref },
    [ZHIHUI_QUESTION_CHANNELS] = { (ZhihuiDecodeFunc) zhihui_wire_decode_channels,
                                   (GDestroyNotify) zhihui_channels_unref },
    [ZHIHUI_QUESTION_TOPICS] = { (ZhihuiDecodeFunc) zhihui_wire_decode_channels,
                                 (GDestroyNotify) zhihui_channels_unref },
    [ZHIHUI_QUESTION_TOPIC_UNITS] = { (ZhihuiDecodeFunc) zhihui_wire_decode_topic_units,
                                      (GDestroyNotify) zhihui_topic_units_unref },
    [ZHIHUI_QUESTION_HOT_WORDS] = { (ZhihuiDecodeFunc) zhihui_wire_decode_hot_words,
                                    (GDestroyNotify) zhihui_hot_words_unref },
  };

  return ways[question->kind];
}

/**
 * zhihui_report_question_is_answered_by:
 * @answer: of the type that the kind says
 *
 * Returns: whether it is one to this question: one to another would be taken for it
 */
gboolean
zhihui_report_question_is_answered_by (const ZhihuiReportQuestion *question, gconstpointer answer)
{
  if (question->kind == ZHIHUI_QUESTION_TREND)
    return ((const ZhihuiTrend *) answer)->metric == question->metric &&
           g_strcmp0 (((const ZhihuiTrend *) answer)->step, get_step (question)) == 0;
  if (question->kind == ZHIHUI_QUESTION_BOARD)
    return ((const ZhihuiRanking *) answer)->metric == question->metric;
  if (question->kind == ZHIHUI_QUESTION_PORTRAIT)
    return g_strcmp0 (((const ZhihuiPortrait *) answer)->unit->id, question->unit) == 0;
  return TRUE;
}
