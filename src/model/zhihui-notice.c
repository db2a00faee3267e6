/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-notice.h"

#include "zhihui-error.h"
#include "zhihui-zone.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static void
clear_day (gpointer data)
{
  g_free (((ZhihuiNoticeDay *) data)->name);
}

/**
 * zhihui_notice_days_new:
 *
 * Returns: (transfer full) (element-type ZhihuiNoticeDay): a list that owns the names in it
 */
GArray *
zhihui_notice_days_new (void)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (ZhihuiNoticeDay));

  g_array_set_clear_func (days, clear_day);
  return days;
}

ZhihuiNotice *
zhihui_notice_new (int year)
{
  ZhihuiNotice *self = g_new0 (ZhihuiNotice, 1);

  self->year = year;
  self->days = zhihui_notice_days_new ();
  return self;
}

void
zhihui_notice_free (ZhihuiNotice *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->days);
  g_free (self);
}

/**
 * zhihui_date_parse:
 * @text: such as "2027-01-01", of the years 1950 to 2199
 * @day: (out): set only on success
 */
gboolean
zhihui_date_parse (const char *text, gint32 *day)
{
  int year, month, mday, back_year, back_month, back_mday;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;

  year = atoi (text);
  month = atoi (text + 5);
  mday = atoi (text + 8);
  if (year < ZHIHUI_FIRST_CALENDAR_YEAR || year > ZHIHUI_LAST_CALENDAR_YEAR || month < 1 ||
      month > 12 || mday < 1)
    return FALSE;

  *day = zhihui_day_from_ymd (year, month, mday);
  zhihui_day_to_ymd (*day, &back_year, &back_month, &back_mday);
  return back_month == month && back_mday == mday;
}

/**
 * zhihui_date_format:
 *
 * Returns: (transfer full): what zhihui_date_parse () reads
 */
char *
zhihui_date_format (gint32 day)
{
  int year, month, mday;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

static void
append_day (GArray *days, gint32 day, gboolean is_worked, const char *name)
{
  ZhihuiNoticeDay one = { day, is_worked, g_strdup (name) };

  g_array_append_val (days, one);
}

static gboolean
fail_line (guint line_number, const char *reason, const char *line, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("line %u of the calendar: %s: %s"),
               line_number,
               reason,
               line);
  return FALSE;
}

static gboolean
read_line (GArray *days, const char *line, guint line_number, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  gint32 day;

  if (g_strv_length (fields) < 3)
    return fail_line (line_number, _ ("fewer than three fields"), line, error);
  if (!zhihui_date_parse (fields[0], &day))
    return fail_line (line_number, _ ("not a date from 1950 to 2199"), line, error);
  if (!g_str_equal (fields[2], "off") && !g_str_equal (fields[2], "work"))
    return fail_line (line_number, _ ("neither off nor work"), line, error);

  append_day (days, day, g_str_equal (fields[2], "work"), fields[1]);
  return TRUE;
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  const ZhihuiNoticeDay *left = a;
  const ZhihuiNoticeDay *right = b;

  return (left->day > right->day) - (left->day < right->day);
}

/**
 * zhihui_notice_days_sort:
 * @days: (element-type ZhihuiNoticeDay): are put in order
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when there is none, or one twice
 */
gboolean
zhihui_notice_days_sort (GArray *days, GError **error)
{
  if (days->len == 0)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar names no day"));
      return FALSE;
    }

  g_array_sort (days, compare_days);
  for (guint i = 1; i < days->len; i++)
    if (g_array_index (days, ZhihuiNoticeDay, i - 1).day ==
        g_array_index (days, ZhihuiNoticeDay, i).day)
      {
        g_autofree char *date = zhihui_date_format (g_array_index (days, ZhihuiNoticeDay, i).day);

        g_set_error (
          error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar names %s twice"), date);
        return FALSE;
      }
  return TRUE;
}

/**
 * zhihui_notices_read_csv:
 * @csv: lines of date,name,off|work; more fields are passed over, a first line that begins with
 *   "date" is the head
 * @days: (element-type ZhihuiNoticeDay): what is read is added, in order
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID, which names the line
 */
gboolean
zhihui_notices_read_csv (GBytes *csv, GArray *days, GError **error)
{
  gsize            size = g_bytes_get_size (csv);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), size);
  g_auto (GStrv) lines = NULL;

  if (strlen (text) != size || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar is not UTF-8 text"));
      return FALSE;
    }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] == '\0' || (i == 0 && g_str_has_prefix (lines[i], "date")))
        continue;
      if (!read_line (days, lines[i], i + 1, error))
        return FALSE;
    }
  return zhihui_notice_days_sort (days, error);
}

/**
 * zhihui_notice_add:
 * @date: such as "2027-01-01"
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when @date is no date
 */
gboolean
zhihui_notice_add (
  ZhihuiNotice *self, const char *date, gboolean is_worked, const char *name, GError **error)
{
  gint32 day;

  g_return_val_if_fail (self != NULL && date != NULL && name != NULL, FALSE);

  if (!zhihui_date_parse (date, &day))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is not a date from 1950 to 2199"), date);
      return FALSE;
    }

  append_day (self->days, day, is_worked, name);
  return TRUE;
}

/**
 * zhihui_notice_settle:
 *
 * Puts the days in order and looks whether this can be the notice for its year: it may reach from
 * December before to January after, and names a day between these; a file that was published
 * before the notice has none.
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when it cannot
 */
gboolean
zhihui_notice_settle (ZhihuiNotice *self, GError **error)
{
  gboolean has_own = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!zhihui_notice_days_sort (self->days, error))
    return FALSE;

  for (guint i = 0; i < self->days->len; i++)
    {
      gint32 day = g_array_index (self->days, ZhihuiNoticeDay, i).day;
      int    year, month, mday;

      zhihui_day_to_ymd (day, &year, &month, &mday);
      if (year * 12 + month < self->year * 12 || year * 12 + month > self->year * 12 + 13)
        {
          g_autofree char *date = zhihui_date_format (day);

          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("%s cannot stand in the notice for %d"),
                       date,
                       self->year);
          return FALSE;
        }
      has_own |= year == self->year && month > 1 && month < 12;
    }
  if (has_own)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("the notice for %d is not complete: it names no day from February to November"),
               self->year);
  return FALSE;
}

/* December days of a year that the file tells nothing else of belong to the notice for the next. */
static gboolean
is_lone_december (const GArray *days, guint index)
{
  int year, month, mday, other_year, other_month;

  zhihui_day_to_ymd (g_array_index (days, ZhihuiNoticeDay, index).day, &year, &month, &mday);
  if (month != 12)
    return FALSE;
  while (index-- > 0)
    {
      zhihui_day_to_ymd (
        g_array_index (days, ZhihuiNoticeDay, index).day, &other_year, &other_month, &mday);
      if (other_year == year && other_month < 12)
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_notices_parse_csv:
 * @csv: as zhihui_notices_read_csv () reads it, of any number of years
 *
 * Returns: (transfer full) (element-type ZhihuiNotice): one for each year, or NULL with
 *   %ZHIHUI_ERROR_INVALID
 */
GPtrArray *
zhihui_notices_parse_csv (GBytes *csv, GError **error)
{
  g_autoptr (GArray) days = zhihui_notice_days_new ();
  g_autoptr (GPtrArray) notices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_notice_free);
  ZhihuiNotice *notice = NULL;

  if (!zhihui_notices_read_csv (csv, days, error))
    return NULL;

  for (guint i = 0; i < days->len; i++)
    {
      const ZhihuiNoticeDay *one = &g_array_index (days, ZhihuiNoticeDay, i);
      int                    year, month, mday;

      zhihui_day_to_ymd (one->day, &year, &month, &mday);
      if (is_lone_december (days, i))
        year++;
      if (notice == NULL || notice->year != year)
        {
          notice = zhihui_notice_new (year);
          g_ptr_array_add (notices, notice);
        }
      append_day (notice->days, one->day, one->is_worked, one->name);
    }

  for (guint i = 0; i < notices->len; i++)
    if (!zhihui_notice_settle (notices->pdata[i], error))
      return NULL;
  return g_steal_pointer (&notices);
}
