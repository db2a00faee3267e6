/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-listed-part.h"

#include "zhihui-paper-table.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define USUAL_PERIOD "month"
#define BETWEEN 10.0 /* points after a table */

/**
 * zhihui_listed_part_get_period:
 *
 * Returns: (transfer none): of which the part is: the month, where nobody says another
 */
const char *
zhihui_listed_part_get_period (const ZhihuiReportRequest *request)
{
  return request->period != NULL ? request->period : USUAL_PERIOD;
}

/**
 * zhihui_listed_part_find_window:
 *
 * Returns: the days of the period, by the clock of the platform
 */
ZhihuiWindow
zhihui_listed_part_find_window (const ZhihuiReportRequest *request)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (request->situation);
  gint64      now = zhihui_situation_get_as_of (request->situation);
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse (zhihui_listed_part_get_period (request), now, zone, NULL);

  if (period == NULL)
    period = zhihui_period_parse (USUAL_PERIOD, now, zone, NULL);
  return period->window;
}

/**
 * zhihui_listed_part_make_span:
 *
 * Returns: (transfer full): the days of the period, for people
 */
char *
zhihui_listed_part_make_span (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  ZhihuiWindow window = zhihui_listed_part_find_window (request);

  return zhihui_report_format_span (
    request, &window, zhihui_situation_get_as_of (request->situation));
}

/**
 * zhihui_listed_part_explain:
 * @hindrance: why the cases were not read, for people
 * @is_refused: to this token
 *
 * Returns: (transfer full): it as a sentence, and what helps
 */
char *
zhihui_listed_part_explain (const char *hindrance, gboolean is_refused)
{
  if (is_refused)
    return g_strdup_printf (_ ("%s. Cases are read with a token that has the scope “desk”."),
                            hindrance);
  return g_strconcat (hindrance, C_ ("after facts", "."), NULL);
}

/**
 * zhihui_listed_part_take_tables:
 * @tables: (element-type ZhihuiDataTable): of the report
 * @own: (element-type ZhihuiDataTable): of the part, added to them
 */
void
zhihui_listed_part_take_tables (GPtrArray *tables, GPtrArray *own)
{
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (tables, zhihui_data_table_ref (own->pdata[i]));
}

/**
 * zhihui_listed_part_add_lead:
 * @lead: what is said before the tables
 */
void
zhihui_listed_part_add_lead (ZhihuiPaper *paper, const char *lead)
{
  zhihui_paper_add_paragraph (paper, lead, ZHIHUI_WORDS_LEAD);
  zhihui_paper_add_space (paper, BETWEEN);
}

/**
 * zhihui_listed_part_add_table:
 *
 * Adds it with an entry of the outline.
 */
void
zhihui_listed_part_add_table (ZhihuiPaper *paper, ZhihuiDataTable *table, ZhihuiZone *zone)
{
  ZhihuiBlock *head = zhihui_paper_add_table (paper, table, zone);

  head->entry = g_strdup (zhihui_data_table_get_title (table));
  g_free (head->anchor);
  head->anchor = g_strdup (zhihui_data_table_get_id (table));
  zhihui_paper_add_space (paper, BETWEEN);
}

/**
 * zhihui_listed_part_add:
 * @lead: (nullable): what is said before the tables
 * @tables: (element-type ZhihuiDataTable)
 */
void
zhihui_listed_part_add (ZhihuiPaper *paper, const char *lead, GPtrArray *tables, ZhihuiZone *zone)
{
  if (lead != NULL)
    zhihui_listed_part_add_lead (paper, lead);
  for (guint i = 0; i < tables->len; i++)
    zhihui_listed_part_add_table (paper, tables->pdata[i], zone);
}
