/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_PERIOD_S 300
#define DEFAULT_MAX_PAGES 500
#define DEFAULT_MAX_ROWS 500000
#define DEFAULT_HISTORY_S (400 * G_GINT64_CONSTANT (86400))
#define MAX_NUMBER 100000000

static void
paging_init (ZhihuiProfilePaging *paging)
{
  paging->page_parameter = g_strdup ("page");
  paging->limit_parameter = g_strdup ("limit");
  paging->offset_parameter = g_strdup ("offset");
  paging->cursor_parameter = g_strdup ("cursor");
  paging->time_format = g_strdup ("rfc3339");
  paging->first_page = 1;
  paging->max_pages = DEFAULT_MAX_PAGES;
  paging->max_rows = DEFAULT_MAX_ROWS;
  paging->history_s = DEFAULT_HISTORY_S;
}

static gboolean
take_window (ZhihuiProfileReader *self,
             ZhihuiSettingsGroup *group,
             ZhihuiProfilePaging *paging,
             GError             **error)
{
  static const char *const formats[] = { "rfc3339", "date", "s", "ms", NULL };
  guint                    format = 0;

  zhihui_profile_reader_take_text (group, "from_parameter", &paging->from_parameter);
  zhihui_profile_reader_take_text (group, "to_parameter", &paging->to_parameter);
  if (!zhihui_profile_reader_take_word (self, group, "time_format", formats, &format, error) ||
      !zhihui_profile_reader_take_span (self, group, "window", &paging->window_s, error) ||
      !zhihui_profile_reader_take_span (self, group, "history", &paging->history_s, error) ||
      !zhihui_profile_reader_take_number (
        self, group, "window_rows", MAX_NUMBER, &paging->window_rows, error))
    return FALSE;

  g_free (paging->time_format);
  paging->time_format = g_strdup (formats[format]);
  if ((paging->from_parameter == NULL) != (paging->to_parameter == NULL))
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("'from_parameter' and 'to_parameter' belong together"));
  if (paging->from_parameter != NULL && paging->window_s == 0)
    paging->window_s = paging->history_s;
  return TRUE;
}

static gboolean
check_style (ZhihuiProfileReader       *self,
             const ZhihuiSettingsGroup *group,
             const ZhihuiProfilePaging *paging,
             GError                   **error)
{
  if (paging->style == ZHIHUI_PAGING_CURSOR && paging->next == NULL && paging->next_header == NULL)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("'next' does not say where the cursor stands"));
  if (paging->style == ZHIHUI_PAGING_NEXT && paging->next == NULL && paging->next_header == NULL)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("neither 'next' nor 'next_header' is told"));

  return TRUE;
}

static gboolean
read_paging (ZhihuiProfileReader *self,
             const char          *argument,
             ZhihuiProfilePaging *paging,
             GError             **error)
{
  static const char *const styles[] = { "none", "page", "offset", "cursor", "link", "next", NULL };
  ZhihuiSettingsGroup     *group = zhihui_settings_text_find (self->text, "paging", argument);
  guint                    style = paging->style;
  gint64                   max_pages = paging->max_pages;
  const struct
  {
    const char *key;
    char      **text;
  } texts[] = {
    { "page_parameter", &paging->page_parameter },
    { "limit_parameter", &paging->limit_parameter },
    { "offset_parameter", &paging->offset_parameter },
    { "cursor_parameter", &paging->cursor_parameter },
    { "next_header", &paging->next_header },
    { "total_header", &paging->total_header },
  };

  if (group == NULL)
    return TRUE;

  group->is_read = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    zhihui_profile_reader_take_text (group, texts[i].key, texts[i].text);
  if (!zhihui_profile_reader_take_word (self, group, "style", styles, &style, error) ||
      !zhihui_profile_reader_take_number (
        self, group, "first_page", 1, &paging->first_page, error) ||
      !zhihui_profile_reader_take_number (
        self, group, "limit", MAX_NUMBER, &paging->limit, error) ||
      !zhihui_profile_reader_take_number (self, group, "max_pages", 10000, &max_pages, error) ||
      !zhihui_profile_reader_take_number (
        self, group, "max_rows", MAX_NUMBER, &paging->max_rows, error) ||
      !zhihui_profile_reader_take_column (self, group, "next", &paging->next, error) ||
      !zhihui_profile_reader_take_column (self, group, "total", &paging->total, error) ||
      !take_window (self, group, paging, error))
    return FALSE;

  paging->style = style;
  paging->max_pages = (guint) MAX (max_pages, 1);
  return check_style (self, group, paging, error);
}

static gboolean
refuse_kind (ZhihuiProfileReader *self, const ZhihuiSettingsGroup *group, GError **error)
{
  return zhihui_settings_text_refuse (
    self->text, group->line, 1, error, _ ("unknown resource '%s'"), group->argument);
}

/* "cases", "board overdue_rate", … */
static gboolean
read_kind (ZhihuiProfileReader       *self,
           const ZhihuiSettingsGroup *group,
           ZhihuiProfileTable        *table,
           GError                   **error)
{
  static const char *const kinds[ZHIHUI_N_TABLES] = { "cases", "board",  "summary", "channels",
                                                      "words", "alerts", "meetings" };
  const char              *name = group->argument;
  ZhihuiMetric             metric;

  if (g_str_has_prefix (name, "board "))
    {
      table->kind = ZHIHUI_TABLE_BOARD;
      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        if (zhihui_metric_parse (name + strlen ("board "), &metric) &&
            metric == zhihui_board_get_metric (board))
          {
            table->board = board;
            return TRUE;
          }
      return refuse_kind (self, group, error);
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (name, kinds[i]) && i != ZHIHUI_TABLE_BOARD)
      {
        table->kind = i;
        return TRUE;
      }

  return refuse_kind (self, group, error);
}

static gboolean
read_fields (ZhihuiProfileReader *self,
             ZhihuiSettingsGroup *group,
             ZhihuiProfileTable  *table,
             GError             **error)
{
  guint              n_required = zhihui_profile_table_count_needed (table);
  const char *const *fields = zhihui_table_kind_get_fields (table->kind, NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (!zhihui_profile_reader_take_column (self, group, fields[i], &table->columns[i], error))
        return FALSE;
      if (i < n_required && table->columns[i] == NULL)
        return zhihui_settings_text_refuse (self->text,
                                            group->line,
                                            1,
                                            error,
                                            _ ("[resource %s] does not say '%s'"),
                                            group->argument,
                                            fields[i]);
    }

  return TRUE;
}

static gboolean
check_path (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_find (group, "path");

  if (entry == NULL)
    return zhihui_settings_text_refuse (self->text,
                                        group->line,
                                        1,
                                        error,
                                        _ ("[resource %s] does not say '%s'"),
                                        group->argument,
                                        "path");
  if (strstr (entry->value, "://") != NULL || strstr (entry->value, "..") != NULL)
    return zhihui_settings_text_refuse (
      self->text, entry->line, entry->value_column, error, _ ("a path below 'base' is due here"));

  return TRUE;
}

static gboolean
check_span (ZhihuiProfileReader *self, const ZhihuiSettingsEntry *entry, GError **error)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GError) reason = NULL;
  g_autoptr (ZhihuiPeriod) period = NULL;

  if (entry == NULL)
    return TRUE;

  period = zhihui_period_parse (entry->value, g_get_real_time () / G_USEC_PER_SEC, zone, &reason);
  return period != NULL
           ? TRUE
           : zhihui_settings_text_refuse (
               self->text, entry->line, entry->value_column, error, "%s", reason->message);
}

static gboolean
read_period (ZhihuiProfileReader *self,
             ZhihuiSettingsGroup *group,
             ZhihuiProfileTable  *table,
             GError             **error)
{
  gint64 period_s = DEFAULT_PERIOD_S;

  if (!zhihui_profile_reader_take_span (self, group, "every", &period_s, error))
    return FALSE;

  table->period_s = (guint) CLAMP (period_s, 2, 86400);
  zhihui_profile_reader_take_text (group, "period", &table->period);
  return check_span (self, zhihui_settings_group_find (group, "period"), error);
}

static gboolean
read_form (ZhihuiProfileReader *self,
           ZhihuiSettingsGroup *group,
           ZhihuiProfileTable  *table,
           GError             **error)
{
  static const char *const formats[] = { "json", "xml", "csv", "auto", NULL };
  static const char *const encodings[] = { "utf-8", "gb18030", "utf-16", NULL };
  guint                    format = ZHIHUI_ROWS_ANY, encoding = 0;

  if (!zhihui_profile_reader_take_word (self, group, "format", formats, &format, error) ||
      !zhihui_profile_reader_take_word (self, group, "encoding", encodings, &encoding, error))
    return FALSE;

  table->format = format;
  table->encoding = encoding > 0 ? encodings[encoding] : NULL;
  return TRUE;
}

static gboolean
read_table (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  ZhihuiProfileTable *table = g_new0 (ZhihuiProfileTable, 1);
  gsize               offset;

  g_ptr_array_add (self->profile->tables, table);
  group->is_read = TRUE;
  table->name = g_strdup (group->argument);
  paging_init (&table->paging);
  if (!check_path (self, group, error) || !read_kind (self, group, table, error) ||
      !read_form (self, group, table, error) ||
      !zhihui_profile_reader_take_column (self, group, "rows", &table->rows, error) ||
      !read_period (self, group, table, error) || !read_fields (self, group, table, error) ||
      !read_paging (self, "", &table->paging, error) ||
      !read_paging (self, group->argument, &table->paging, error))
    return FALSE;

  zhihui_profile_reader_take_text (group, "path", &table->path);
  zhihui_profile_reader_take_text (group, "accept", &table->accept);
  if (table->format == ZHIHUI_ROWS_ANY && g_str_has_suffix (table->path, ".csv"))
    table->format = ZHIHUI_ROWS_CSV;
  if (table->rows == NULL)
    table->rows = zhihui_column_new ("$", &offset, NULL);
  return TRUE;
}

/**
 * zhihui_profile_reader_read_tables: (skip)
 */
gboolean
zhihui_profile_reader_read_tables (ZhihuiProfileReader *self, GError **error)
{
  for (guint i = 0; i < self->text->groups->len; i++)
    {
      ZhihuiSettingsGroup *group = self->text->groups->pdata[i];

      if (g_str_equal (group->name, "resource") && !read_table (self, group, error))
        return FALSE;
    }

  if (self->profile->tables->len == 0)
    return zhihui_settings_text_refuse (
      self->text, 1, 1, error, _ ("there is no group [resource …]"));

  return TRUE;
}
