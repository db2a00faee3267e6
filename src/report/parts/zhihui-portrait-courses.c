/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait-private.h"

#include "zhihui-format.h"
#include "zhihui-funnel-chart.h"
#include "zhihui-paper-words.h"
#include "zhihui-trend-chart.h"
#include "zhihui-trend-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GAP 16.0
#define LEAST_CHART 84.0 /* height, points: five rows on A4 */
#define MOST_CHART 150.0
#define CHART_SHAPE 0.4 /* of its width */
#define TITLE 13.0      /* and of the words under it, a line each */
#define WORDS 9.4       /* from one line to the next */
#define WORD_LINES 3    /* of the words under a title */
#define AFTER 8.0       /* below a row of charts */
#define CHART_UNIT 0.62 /* letters of 7 points */

static const ZhihuiFont title_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };
static const ZhihuiFont words_font = { .face = ZHIHUI_FACE_SANS, .size = 6.8, .weight = 400 };

/* The course of one metric, and what it is seen beside. */
typedef struct
{
  ZhihuiMetric     metric;
  ZhihuiTrendChart chart; /* trend NULL: not told */
  ZhihuiRanking   *board; /* borrowed, nullable */
} Course;

static Course
find_course (const ZhihuiPortraitSubject *self, ZhihuiMetric metric)
{
  ZhihuiReportAnswers *answers = self->request->answers;
  ZhihuiMeta          *meta = zhihui_situation_get_meta (self->request->situation);
  g_autofree char     *trend = zhihui_portrait_make_name ("trend", metric);
  g_autofree char     *region = zhihui_portrait_make_name ("region", metric);

  return (Course){
    .metric = metric,
    .board = zhihui_portrait_subject_find_board (self, metric),
    .chart = { .trend = zhihui_report_answers_get (answers, trend),
               .reference = zhihui_report_answers_get (answers, region),
               .name = self->of->short_name,
               .reference_name = meta != NULL ? meta->name : NULL,
               .target = zhihui_trend_plot_find_target (metric, meta),
               .min_n = ZHIHUI_TREND_CHART_MIN_N,
               .zone = self->zone },
  };
}

/* ---- canonical ---- */

static ZhihuiDataTable *
new_table (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("courses", _ ("Month by month"));

  zhihui_data_table_add_column (table, "metric", _ ("Id of the figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "month", _ ("Month"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "goes_on", _ ("Goes on"), ZHIHUI_COLUMN_BOOLEAN);
  zhihui_data_table_add_column (table, "count", _ ("Count"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "rate", _ ("Rate"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "before", _ ("A year before"), ZHIHUI_COLUMN_NUMBER);
  zhihui_data_table_add_column (table, "region_rate", _ ("All units"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "low", _ ("Limits of chance from"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "high", _ ("Limits of chance to"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_set_empty (
    table, zhihui_report_answers_get_fault (self->request->answers, "trend/volume"));
  return table;
}

/* (nullable): of the same month */
static const ZhihuiTrendPoint *
find_point (const ZhihuiTrend *trend, gint64 at)
{
  for (guint i = 0; trend != NULL && i < trend->points->len; i++)
    if (g_array_index (trend->points, ZhihuiTrendPoint, i).at == at)
      return &g_array_index (trend->points, ZhihuiTrendPoint, i);
  return NULL;
}

static void
add_mark (ZhihuiDataTable           *table,
          const Course              *course,
          const ZhihuiTrendMark     *mark,
          const ZhihuiControlLimits *limits)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (course->metric);
  const ZhihuiTrendPoint   *region = find_point (course->chart.reference, mark->at);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, traits->id);
  zhihui_data_table_add_instant (table, mark->at);
  zhihui_data_table_add_boolean (table, mark->is_running);
  if (!isfinite (mark->value))
    {
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_none (table);
    }
  else if (traits->is_count)
    {
      zhihui_data_table_add_count (table, mark->n);
      zhihui_data_table_add_none (table);
    }
  else
    {
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_rate (table, mark->k, mark->n);
    }
  if (traits->is_count)
    zhihui_data_table_add_number (table, mark->before);
  else
    zhihui_data_table_add_ratio (table, mark->before);
  if (region != NULL)
    zhihui_data_table_add_rate (table, region->k, region->n);
  else
    zhihui_data_table_add_none (table);
  zhihui_data_table_add_number (table, limits != NULL ? limits->low : (double) NAN);
  zhihui_data_table_add_number (table, limits != NULL ? limits->high : (double) NAN);
}

static void
add_course (ZhihuiDataTable *table, const Course *course)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (course->metric);
  g_autoptr (ZhihuiTrendCourse) marks =
    zhihui_trend_course_new (course->chart.trend, course->chart.zone);
  double                          center;
  g_autofree ZhihuiControlLimits *limits =
    zhihui_trend_chart_make_limits (marks, course->chart.min_n, &center);

  zhihui_data_table_begin_group_as (table, traits->id, _ (traits->title));
  for (guint i = 0; i < marks->marks->len; i++)
    add_mark (table,
              course,
              &g_array_index (marks->marks, ZhihuiTrendMark, i),
              limits != NULL ? &limits[i] : NULL);
}

/**
 * zhihui_portrait_courses_make:
 *
 * Returns: (transfer full): the months of every metric, those of all units beside it, and how far
 *   chance goes
 */
ZhihuiDataTable *
zhihui_portrait_courses_make (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = new_table (self);

  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Course course = find_course (self, zhihui_portrait_get_metric (i));

      if (course.chart.trend != NULL)
        add_course (table, &course);
    }
  return table;
}

/* ---- on paper ---- */

/* A chart with its title and what its lines are. */
typedef struct
{
  char          *title, *words; /* owned, nullable: there is none */
  ZhihuiPicture *picture;       /* owned, nullable: nothing to be drawn */
} Chart;

/* Two of them beside each other. */
typedef struct
{
  Chart charts[2];
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < G_N_ELEMENTS (row->charts); i++)
    {
      g_free (row->charts[i].title);
      g_free (row->charts[i].words);
      g_clear_pointer (&row->charts[i].picture, zhihui_picture_unref);
    }
  g_free (row);
}

static double
get_chart_width (const ZhihuiSheet *sheet)
{
  return (zhihui_sheet_get_text_width (sheet) - GAP) / 2;
}

static double
get_chart_height (const ZhihuiSheet *sheet)
{
  return CLAMP (get_chart_width (sheet) * CHART_SHAPE, LEAST_CHART, MOST_CHART);
}

static void
paint_chart (const Chart *chart, ZhihuiSheet *sheet, double x, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               width = get_chart_width (sheet);

  if (chart->title == NULL)
    return;
  zhihui_sheet_text (
    sheet, chart->title, &title_font, palette->text1, x, y + 9, ZHIHUI_ALIGN_LEFT, width);
  if (chart->words != NULL && *chart->words != '\0')
    {
      g_autoptr (PangoLayout) words =
        zhihui_sheet_wrap (sheet, chart->words, &words_font, width, WORD_LINES);

      zhihui_sheet_lines (sheet, words, palette->text2, x, y + TITLE + 7, WORDS, ZHIHUI_ALIGN_LEFT);
    }
  if (chart->picture == NULL)
    return;
  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, x, y + TITLE + WORD_LINES * WORDS);
  /* Limits of a month with few cases go far beyond the scale. */
  cairo_rectangle (sheet->cr, 0, 0, width, get_chart_height (sheet));
  cairo_clip (sheet->cr);
  zhihui_picture_paint (chart->picture, sheet->cr);
  cairo_restore (sheet->cr);
}

static void
paint_row (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Row *row = block->data;

  paint_chart (&row->charts[0], sheet, sheet->left, y);
  paint_chart (&row->charts[1], sheet, sheet->left + get_chart_width (sheet) + GAP, y);
}

static Chart
make_trend (const Course *course, const ZhihuiTheme *theme, const ZhihuiSheet *sheet)
{
  Chart chart = { 0 };

  if (course->chart.trend == NULL)
    return chart;
  chart.title = zhihui_trend_chart_make_title (&course->chart);
  if (zhihui_trend_chart_is_empty (&course->chart))
    {
      chart.words = g_strdup (_ ("Nothing was counted in this time"));
      return chart;
    }
  chart.words = zhihui_trend_chart_describe (&course->chart);
  chart.picture = zhihui_picture_new (theme, get_chart_width (sheet), get_chart_height (sheet));
  zhihui_trend_chart_draw (&course->chart, chart.picture);
  return chart;
}

static Chart
make_funnel (const Course                *course,
             const ZhihuiPortraitSubject *self,
             const ZhihuiTheme           *theme,
             const ZhihuiSheet           *sheet)
{
  ZhihuiFunnelChart funnel = { .ranking = course->board, .unit = self->unit };
  Chart             chart = { 0 };

  if (course->board == NULL || zhihui_funnel_chart_is_empty (&funnel))
    return chart;
  chart.title = g_strdup_printf (_ ("%s: different, or only small?"),
                                 _ (zhihui_metric_get_traits (course->metric)->title));
  chart.words = zhihui_funnel_chart_judge (&funnel);
  chart.picture = zhihui_picture_new (theme, get_chart_width (sheet), get_chart_height (sheet));
  zhihui_funnel_chart_draw (&funnel, chart.picture);
  return chart;
}

/* FALSE: of neither there is anything. */
static gboolean
add_row (ZhihuiPaper *paper, Chart left, Chart right)
{
  Row *row = g_new0 (Row, 1);

  row->charts[0] = left;
  row->charts[1] = right;
  if (left.title == NULL && right.title == NULL)
    {
      free_row (row);
      return FALSE;
    }
  zhihui_paper_add (paper,
                    TITLE + WORD_LINES * WORDS + get_chart_height (zhihui_paper_get_sheet (paper)) +
                      AFTER,
                    paint_row,
                    row,
                    free_row);
  return TRUE;
}

/* Of each rate the course beside the unit's place among the others; the counts, which have no such
 * place, beside each other. */
static gboolean
add_charts (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper, const ZhihuiTheme *theme)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  Chart              counts[2] = { { 0 }, { 0 } };
  guint              n_counts = 0;
  gboolean           any = FALSE;

  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Course course = find_course (self, zhihui_portrait_get_metric (i));
      Chart  trend = make_trend (&course, theme, sheet);

      if (!zhihui_metric_get_traits (course.metric)->is_count)
        any |= add_row (paper, trend, make_funnel (&course, self, theme, sheet));
      else if (n_counts < G_N_ELEMENTS (counts))
        counts[n_counts++] = trend;
    }
  return add_row (paper, counts[0], counts[1]) || any;
}

/**
 * zhihui_portrait_courses_add:
 *
 * Appends the charts.
 */
void
zhihui_portrait_courses_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper)
{
  ZhihuiTheme *theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, CHART_UNIT);

  zhihui_paper_own (paper, theme, (GDestroyNotify) zhihui_theme_free);
  zhihui_paper_add_section (paper, _ ("Courses, and the place among the others"), "courses");
  if (!add_charts (self, paper, theme))
    zhihui_paper_add_paragraph (
      paper,
      zhihui_report_answers_get_fault (self->request->answers, "trend/volume"),
      ZHIHUI_WORDS_BODY);
}
