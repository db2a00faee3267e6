/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-holiday-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire-reader.h"

/* A day as holiday-cn writes it. */
typedef struct
{
  char    *name, *date; /* owned */
  gboolean is_off;
} Day;

typedef struct
{
  gint64  year; /* 0 not told */
  GArray *days; /* (element-type Day), owned */
} File;

static const ZhihuiWireMember day_members[] = {
  ZHIHUI_WIRE_MAY (Day, name, "name", TEXT),
  ZHIHUI_WIRE_NEED (Day, date, "date", TEXT),
  ZHIHUI_WIRE_NEED (Day, is_off, "isOffDay", BOOLEAN),
};

static void
clear_day (gpointer data)
{
  Day *day = data;

  g_free (day->name);
  g_free (day->date);
}

static gboolean
read_day (ZhihuiWireReader *reader, gpointer target)
{
  GArray *days = *(GArray **) target;
  Day     day = { NULL, NULL, FALSE };

  if (!zhihui_wire_reader_read_object (reader, day_members, G_N_ELEMENTS (day_members), &day))
    {
      clear_day (&day);
      return FALSE;
    }
  g_array_append_val (days, day);
  return TRUE;
}

static const ZhihuiWireMember file_members[] = {
  ZHIHUI_WIRE_MAY (File, year, "year", COUNT),
  ZHIHUI_WIRE_NEED_LIST (File, days, "days", read_day),
};

/* A notice is for the year of the days between New Year and New Year. */
static int
find_year (const File *file)
{
  if (file->year != 0)
    return file->year <= ZHIHUI_LAST_CALENDAR_YEAR ? (int) file->year : 0;

  for (guint i = 0; i < file->days->len; i++)
    {
      const char *date = g_array_index (file->days, Day, i).date;

      if (strlen (date) == 10 && strncmp (date + 5, "01", 2) != 0 &&
          strncmp (date + 5, "12", 2) != 0)
        return (int) g_ascii_strtoll (date, NULL, 10);
    }
  return 0;
}

static ZhihuiNotice *
make_notice (const File *file, GError **error)
{
  g_autoptr (ZhihuiNotice) notice = zhihui_notice_new (find_year (file));

  if (file->days->len > 0 && notice->year < ZHIHUI_FIRST_CALENDAR_YEAR)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("the file does not say for which year it is"));
      return NULL;
    }

  for (guint i = 0; i < file->days->len; i++)
    {
      const Day *day = &g_array_index (file->days, Day, i);

      if (!zhihui_notice_add (
            notice, day->date, !day->is_off, day->name != NULL ? day->name : "", error))
        return NULL;
    }
  return zhihui_notice_settle (notice, error) ? g_steal_pointer (&notice) : NULL;
}

static GPtrArray *
parse_json (GBytes *bytes, GError **error)
{
  g_autoptr (ZhihuiWireReader) reader = zhihui_wire_reader_new (bytes, error);
  g_autoptr (GPtrArray) notices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_notice_free);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (Day));
  File          file = { 0, days };
  ZhihuiNotice *notice;

  g_array_set_clear_func (days, clear_day);
  if (reader == NULL)
    return NULL;
  if (!zhihui_wire_reader_read_object (reader, file_members, G_N_ELEMENTS (file_members), &file))
    {
      zhihui_wire_reader_give_error (reader, error);
      return NULL;
    }

  notice = make_notice (&file, error);
  if (notice == NULL)
    return NULL;
  g_ptr_array_add (notices, notice);
  return g_steal_pointer (&notices);
}

/**
 * zhihui_holiday_file_parse:
 * @bytes: lines of date,name,off|work, or JSON {"year":2027,"days":[{"name","date","isOffDay"}]}
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiNotice): the notices, one a year, or
 * %NULL with @error, which names the place
 */
GPtrArray *
zhihui_holiday_file_parse (GBytes *bytes, GError **error)
{
  gsize       size;
  const char *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &size);
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (text[i]))
      return text[i] == '{' ? parse_json (bytes, error) : zhihui_notices_parse_csv (bytes, error);

  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar names no day"));
  return NULL;
}
