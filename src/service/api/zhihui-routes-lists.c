/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-request.h"
#include "zhihui-trend-step.h"
#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"
#include "zhihui-wire.h"

#define MAX_TEXT_BYTES 256
#define FIRST_YEAR 1990
#define LAST_YEAR 2100

char *
zhihui_route_boundary (ZhihuiRequest *request)
{
  GBytes *geojson = zhihui_platform_get_boundary (request->platform);

  if (!zhihui_request_check (request))
    return NULL;
  if (geojson == NULL ||
      !g_str_equal (request->argument, zhihui_platform_get_region (request->platform)))
    return zhihui_request_refuse (request, 404, "not_found", "there is no outline of this region");

  request->type = "application/geo+json";
  return g_strndup (g_bytes_get_data (geojson, NULL), g_bytes_get_size (geojson));
}

/* What is not given is as good as named. */
static void
limit_span (ZhihuiRequest             *request,
            const ZhihuiTrendQuestion *question,
            gboolean                   has_from,
            gboolean                   has_to)
{
  ZhihuiWindow window = { question->from, question->to };

  if (!has_from)
    window.from = window.to;
  if (!has_to)
    window.to = window.from;
  zhihui_request_limit_window (request, &window, FALSE, ZHIHUI_ASK_DAYS);
}

static void
read_span (ZhihuiRequest *request, ZhihuiTrendQuestion *question)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiZone    *zone = zhihui_figures_get_zone (figures);
  gboolean       has_from = zhihui_query_get_instant (request->query, "from", &question->from);
  gboolean       has_to = zhihui_query_get_instant (request->query, "to", &question->to);

  if (!has_to)
    question->to = zhihui_figures_get_as_of (figures);
  if (!has_from)
    question->from = zhihui_trend_step_before (zone, question->step, question->to, 29);

  if (has_from || has_to)
    limit_span (request, question, has_from, has_to);
  if (question->to <= question->from)
    zhihui_query_add_fault (request->query, "to", "not_after_from");
  else if (has_from && (question->to - question->from) / 86400 > ZHIHUI_MAX_TREND_STEPS - 2)
    zhihui_query_add_fault (request->query, "from", "too_far_from_to");
}

static gboolean
sees_unit (ZhihuiRequest *request, const char *id)
{
  const ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);
  guint               index = zhihui_ledger_find_unit ((ZhihuiLedger *) ledger, id);

  return index != ZHIHUI_NO_INDEX &&
         zhihui_request_sees_unit (request, ledger->units->pdata[index]);
}

char *
zhihui_route_trend (ZhihuiRequest *request)
{
  const char *const   steps[] = { "day", "week", "month", NULL };
  ZhihuiFigures      *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiTrendQuestion question = { .metric = ZHIHUI_METRIC_VOLUME };
  const char         *metric = zhihui_query_get_text (request->query, "metric", MAX_TEXT_BYTES);
  guint               step = 0;
  g_autoptr (ZhihuiTrend) trend = NULL;

  if (metric != NULL && !zhihui_metric_parse (metric, &question.metric))
    zhihui_request_refuse (request, 404, "not_found", "there is no such metric");
  question.region = zhihui_request_get_region (request);
  question.unit = zhihui_query_get_text (request->query, "unit", MAX_TEXT_BYTES);
  if (question.unit != NULL && zhihui_ledger_find_unit (zhihui_figures_get_ledger (figures),
                                                        question.unit) == ZHIHUI_NO_INDEX)
    zhihui_request_refuse (request, 404, "not_found", "there is no such unit");
  else if (question.unit != NULL && !sees_unit (request, question.unit))
    zhihui_request_refuse (request, 403, "insufficient_scope", "this token is for another region");
  zhihui_query_get_word (request->query, "step", steps, &step);
  question.step = steps[step];
  read_span (request, &question);
  if (!zhihui_request_check (request))
    return NULL;

  trend = zhihui_figures_make_trend (figures, &question);
  request->n_rows = trend->points->len;
  return zhihui_wire_encode_trend (trend, zhihui_platform_get_zone (request->platform));
}

static void
write_days (ZhihuiWireWriter   *writer,
            const char         *name,
            ZhihuiWorkCalendar *calendar,
            int                 year,
            ZhihuiDayKind       kind)
{
  gint32 end = zhihui_day_from_ymd (year + 1, 1, 1);

  zhihui_wire_writer_open_list (writer, name);
  for (gint32 day = zhihui_day_from_ymd (year, 1, 1); day < end; day++)
    {
      const char *holiday;
      char        date[sizeof "2020-10-01"];
      int         civil_year, month, mday;

      if (zhihui_work_calendar_get_kind (calendar, day) != kind ||
          (kind == ZHIHUI_DAY_HOLIDAY && zhihui_day_weekday (day) > 5))
        continue;

      zhihui_day_to_ymd (day, &civil_year, &month, &mday);
      g_snprintf (date, sizeof date, "%04d-%02d-%02d", year % 10000, month % 100, mday % 100);
      holiday = zhihui_work_calendar_get_holiday_name (calendar, day);
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "date", date);
      zhihui_wire_writer_text (writer, "name", holiday != NULL ? holiday : "");
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

char *
zhihui_route_calendar (ZhihuiRequest *request)
{
  ZhihuiWorkCalendar *calendar = zhihui_platform_get_calendar (request->platform);
  ZhihuiWireWriter    writer;
  guint64             year;

  if (!zhihui_request_check (request))
    return NULL;
  if (!g_ascii_string_to_unsigned (request->argument, 10, FIRST_YEAR, LAST_YEAR, &year, NULL))
    return zhihui_request_not_found (request);

  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_integer (&writer, "year", (gint64) year);
  zhihui_wire_writer_boolean (
    &writer, "provisional", !zhihui_work_calendar_knows_year (calendar, (int) year));
  write_days (&writer, "off_days", calendar, (int) year, ZHIHUI_DAY_HOLIDAY);
  write_days (&writer, "work_days", calendar, (int) year, ZHIHUI_DAY_MAKE_UP_WORK);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static void
write_indicator (ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  const char *const names[] = { "id", "name", "unit", "as_of", "source" };
  const char       *value = zhihui_statement_get_text (row, 5);
  char             *end = NULL;
  double            number = g_ascii_strtod (value, &end);

  zhihui_wire_writer_open_object (writer, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    zhihui_wire_writer_text (writer, names[i], zhihui_statement_get_text (row, (int) i));
  if (*value != '\0' && *end == '\0')
    zhihui_wire_writer_number (writer, "value", number);
  else
    zhihui_wire_writer_text (writer, "value", value);
  zhihui_wire_writer_close_object (writer);
}

char *
zhihui_route_indicators (ZhihuiRequest *request)
{
  static const char sql[] = "SELECT id, name, unit, as_of, source, value FROM indicator"
                            " WHERE region LIKE ?1 ORDER BY position";
  g_autofree char  *regions = zhihui_request_get_region_pattern (request);
  ZhihuiStore      *store = zhihui_platform_get_store (request->platform);
  ZhihuiStatement  *row;
  ZhihuiWireWriter  writer;

  if (!zhihui_request_check (request))
    return NULL;

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_text (row, 1, regions);
  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_open_list (&writer, "items");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      write_indicator (&writer, row);
      request->n_rows++;
    }
  zhihui_statement_reset (row);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
