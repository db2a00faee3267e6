/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-analysis-tables.h"
#include "zhihui-listed-part.h"
#include "zhihui-paper-words.h"
#include "zhihui-parts-private.h"
#include "zhihui-trend-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHANNELS "channels"
#define TOPICS "topics"
#define TOPIC_UNITS "topic-units"
#define HOT_WORDS "hot-words"
#define TREND "trend"
#define MOST_TOPICS 8 /* beside each other on a page */
#define MOST_WORDS 30
#define DAY_S 86400
#define MOST_DAYS 62 /* told day by day */
#define MOST_WEEKS 400
#define CHART 110.0      /* height, points */
#define CHART_UNIT 0.62  /* letters of 7 points */
#define AFTER_CHART 14.0 /* points */

/* What can be shown, as a template names it. */
static const struct
{
  const char *name;
  ZhihuiDataTable *(*make) (const ZhihuiAnalysisQuestion *question);
} shown[] = {
  { TREND, zhihui_analysis_make_trend },         { CHANNELS, zhihui_analysis_make_channels },
  { TOPICS, zhihui_analysis_make_topics },       { TOPIC_UNITS, zhihui_analysis_make_topic_units },
  { HOT_WORDS, zhihui_analysis_make_hot_words },
};

static const char *const everything[] = { TREND, CHANNELS, TOPICS, TOPIC_UNITS, HOT_WORDS, NULL };

static const char *const *
list_shown (const ZhihuiTemplatePart *part)
{
  const char *const *words = zhihui_template_part_get_words (part, "show");

  return words != NULL ? words : everything;
}

static gpointer
find (const ZhihuiReportRequest *request, const char *name, gpointer otherwise)
{
  gpointer answer = zhihui_report_answers_get (request->answers, name);

  return answer != NULL ? answer : otherwise;
}

/* What is polled anyway stands where nothing else can be asked, and says of when it is. */
static ZhihuiAnalysisQuestion
make_question (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  ZhihuiSituation *situation = request->situation;

  return (ZhihuiAnalysisQuestion){
    .hot_words = find (request, HOT_WORDS, zhihui_situation_get_hot_words (situation)),
    .n_words = zhihui_template_part_get_count (part, "words", MOST_WORDS),
    .channels = find (request, CHANNELS, zhihui_situation_get_channels (situation)),
    .topics = find (request, TOPICS, NULL),
    .topic_units = find (request, TOPIC_UNITS, NULL),
    .topic_units_fault = zhihui_report_answers_get_fault (request->answers, TOPIC_UNITS),
    .trend = find (request, TREND, NULL),
    .zone = zhihui_situation_get_zone (situation),
  };
}

void
zhihui_part_analysis_add_needs (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                ZhihuiReportNeeds         *needs)
{
  needs->datasets |= 1u << ZHIHUI_DATASET_CHANNELS | 1u << ZHIHUI_DATASET_HOT_WORDS;
}

static ZhihuiTrendStep
choose_step (const ZhihuiWindow *window)
{
  gint64 n_days = (window->to - window->from) / DAY_S;

  if (n_days <= MOST_DAYS)
    return ZHIHUI_TREND_STEP_DAY;
  return n_days <= MOST_WEEKS ? ZHIHUI_TREND_STEP_WEEK : ZHIHUI_TREND_STEP_MONTH;
}

/* Of a trend: days that are to come have no figures. */
static ZhihuiWindow
find_days (const ZhihuiReportRequest *request)
{
  ZhihuiZone  *zone = zhihui_situation_get_zone (request->situation);
  gint32       today = zhihui_zone_day_of (zone, zhihui_situation_get_as_of (request->situation));
  ZhihuiWindow window = zhihui_listed_part_find_window (request);

  window.to = MIN (window.to, zhihui_zone_day_start (zone, today + 1));
  return window;
}

void
zhihui_part_analysis_ask (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiReportAnswers       *answers)
{
  static const struct
  {
    const char        *name;
    ZhihuiQuestionKind kind;
  } asked[] = {
    { CHANNELS, ZHIHUI_QUESTION_CHANNELS },
    { TOPICS, ZHIHUI_QUESTION_TOPICS },
    { TOPIC_UNITS, ZHIHUI_QUESTION_TOPIC_UNITS },
    { HOT_WORDS, ZHIHUI_QUESTION_HOT_WORDS },
    { TREND, ZHIHUI_QUESTION_TREND },
  };
  const char *const *show = list_shown (part);
  ZhihuiRegionPath  *path = zhihui_situation_get_region_path (request->situation);
  ZhihuiWindow       window = find_days (request);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      gboolean             is_trend = asked[i].kind == ZHIHUI_QUESTION_TREND;
      ZhihuiReportQuestion question = {
        .kind = asked[i].kind,
        .metric = ZHIHUI_METRIC_VOLUME,
        .region = path != NULL ? zhihui_region_path_get_code (path) : NULL,
        .period = is_trend ? NULL : zhihui_listed_part_get_period (request),
        .window = is_trend ? window : (ZhihuiWindow){ 0 },
        .step = choose_step (&window),
        .n_rows = zhihui_template_part_get_count (part, "topics", MOST_TOPICS),
      };

      if (g_strv_contains (show, asked[i].name))
        zhihui_report_answers_want (answers, asked[i].name, &question);
    }
}

/* (element-type ZhihuiDataTable), in the order of the template. */
static GPtrArray *
make_tables (const ZhihuiTemplatePart *part, const ZhihuiAnalysisQuestion *question)
{
  const char *const *show = list_shown (part);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  for (guint i = 0; show[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
      if (g_str_equal (show[i], shown[j].name))
        g_ptr_array_add (tables, shown[j].make (question));
  return tables;
}

gboolean
zhihui_part_analysis_add_tables (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 GPtrArray                 *tables,
                                 GError                   **error)
{
  ZhihuiAnalysisQuestion question = make_question (request, part);
  g_autoptr (GPtrArray) own = make_tables (part, &question);

  zhihui_listed_part_take_tables (tables, own);
  return TRUE;
}

/* The course as a picture; day by day it stands in the data. */
static void
add_trend (ZhihuiPaper *paper, const ZhihuiAnalysisQuestion *question)
{
  ZhihuiTrendChart chart = { .trend = question->trend,
                             .target = (double) NAN,
                             .zone = question->zone };
  ZhihuiTheme     *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, CHART_UNIT);
  double           width = zhihui_sheet_get_text_width (zhihui_paper_get_sheet (paper));
  ZhihuiPicture   *picture = zhihui_picture_new (theme, width, CHART);
  g_autofree char *title = zhihui_trend_chart_make_title (&chart);
  g_autofree char *words = zhihui_trend_chart_describe (&chart);

  zhihui_paper_own (paper, theme, (GDestroyNotify) zhihui_theme_free);
  zhihui_trend_chart_draw (&chart, picture);
  zhihui_paper_add_heading (paper, title, TREND);
  zhihui_paper_add_paragraph (paper, words, ZHIHUI_WORDS_NOTE);
  zhihui_paper_add_picture (paper, picture, 4, AFTER_CHART);
}

void
zhihui_part_add_analysis (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiPaper               *paper)
{
  ZhihuiAnalysisQuestion question = make_question (request, part);
  g_autoptr (GPtrArray) tables = make_tables (part, &question);
  g_autofree char *lead = zhihui_analysis_make_lead (&question);
  ZhihuiTrendChart chart = { .trend = question.trend, .zone = question.zone };

  if (lead != NULL)
    zhihui_listed_part_add_lead (paper, lead);
  for (guint i = 0; i < tables->len; i++)
    {
      ZhihuiDataTable *table = tables->pdata[i];
      gboolean         is_trend = g_str_equal (zhihui_data_table_get_id (table), TREND);

      if (is_trend && question.trend != NULL && !zhihui_trend_chart_is_empty (&chart))
        add_trend (paper, &question);
      else
        zhihui_listed_part_add_table (paper, table, question.zone);
    }
}
