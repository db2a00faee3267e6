/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-chart-table.h"

#include "zhihui-csv.h"

/**
 * zhihui_chart_table_new:
 * @first: head of the first column, then those of the others, NULL-terminated
 *
 * Returns: (transfer full): a table without a row
 */
ZhihuiChartTable *
zhihui_chart_table_new (const char *first, ...)
{
  ZhihuiChartTable *self = g_new0 (ZhihuiChartTable, 1);
  va_list           more;

  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  va_start (more, first);
  for (const char *head = first; head != NULL; head = va_arg (more, const char *))
    g_ptr_array_add (self->heads, g_strdup (head));
  va_end (more);
  return self;
}

void
zhihui_chart_table_free (ZhihuiChartTable *self)
{
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * zhihui_chart_table_add:
 * @cells: (transfer full): one for each column
 */
void
zhihui_chart_table_add (ZhihuiChartTable *self, char **cells)
{
  g_return_if_fail (g_strv_length (cells) == self->heads->len);

  g_ptr_array_add (self->rows, cells);
}

static void
append_line (GString *text, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    zhihui_tabbed_append_text (text, cells[i]);
  zhihui_tabbed_end_row (text);
}

/**
 * zhihui_chart_table_make_text:
 *
 * Returns: (transfer full): heads and rows, a line each, with tabs between the cells
 */
char *
zhihui_chart_table_make_text (const ZhihuiChartTable *self)
{
  GString *text = g_string_new (NULL);

  append_line (text, (const char *const *) self->heads->pdata, self->heads->len);
  for (guint i = 0; i < self->rows->len; i++)
    append_line (text, self->rows->pdata[i], self->heads->len);
  return g_string_free (text, FALSE);
}
