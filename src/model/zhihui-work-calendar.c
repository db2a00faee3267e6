/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-work-calendar.h"

#include "zhihui-error.h"
#include "zhihui-model-resources.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define CHINA_CSV "/cn/zhihui/model/chinese-days.csv"
#define FIRST_YEAR 1950
#define LAST_YEAR 2199

/* A day that a notice names. */
typedef struct
{
  gint32        day;
  ZhihuiDayKind kind;
  const char   *name; /* in names */
} NamedDay;

struct _ZhihuiWorkCalendar
{
  GArray       *days;       /* (element-type NamedDay), owned, by day, no day twice */
  GStringChunk *names;      /* owned */
  gint32        first, end; /* kinds covers [first, end) */
  guint8       *kinds;      /* owned, ZhihuiDayKind of each day from first */
  guint8        known[LAST_YEAR - FIRST_YEAR + 1]; /* years whose notice is there */
};

static ZhihuiDayKind
get_ordinary_kind (gint32 day)
{
  return zhihui_day_weekday (day) >= 6 ? ZHIHUI_DAY_WEEKEND : ZHIHUI_DAY_WORK;
}

static void
clear_calendar (gpointer data)
{
  ZhihuiWorkCalendar *self = data;

  g_array_unref (self->days);
  g_string_chunk_free (self->names);
  g_free (self->kinds);
}

ZhihuiWorkCalendar *
zhihui_work_calendar_ref (ZhihuiWorkCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
zhihui_work_calendar_unref (ZhihuiWorkCalendar *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_calendar);
}

/**
 * zhihui_work_calendar_new_weekends_only:
 *
 * Returns: (transfer full): Monday to Friday are worked; it knows no year, so all it says is
 * provisional
 */
ZhihuiWorkCalendar *
zhihui_work_calendar_new_weekends_only (void)
{
  ZhihuiWorkCalendar *self = g_atomic_rc_box_new0 (ZhihuiWorkCalendar);

  self->days = g_array_new (FALSE, FALSE, sizeof (NamedDay));
  self->names = g_string_chunk_new (256);
  return self;
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
parse_date (const char *text, gint32 *day)
{
  int year, month, mday, back_year, back_month, back_mday;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;

  year = atoi (text);
  month = atoi (text + 5);
  mday = atoi (text + 8);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || mday < 1)
    return FALSE;

  *day = zhihui_day_from_ymd (year, month, mday);
  zhihui_day_to_ymd (*day, &back_year, &back_month, &back_mday);
  return back_month == month && back_mday == mday;
}

static gboolean
add_line (ZhihuiWorkCalendar *self, const char *line, guint line_number, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  NamedDay day;

  if (g_strv_length (fields) < 3)
    return fail_line (line_number, _ ("fewer than three fields"), line, error);
  if (!parse_date (fields[0], &day.day))
    return fail_line (line_number, _ ("not a date from 1950 to 2199"), line, error);

  if (g_str_equal (fields[2], "off"))
    day.kind = ZHIHUI_DAY_HOLIDAY;
  else if (!g_str_equal (fields[2], "work"))
    return fail_line (line_number, _ ("neither off nor work"), line, error);
  else if (get_ordinary_kind (day.day) == ZHIHUI_DAY_WEEKEND)
    day.kind = ZHIHUI_DAY_MAKE_UP_WORK;
  else
    day.kind = ZHIHUI_DAY_WORK;

  day.name = g_string_chunk_insert_const (self->names, fields[1]);
  g_array_append_val (self->days, day);
  return TRUE;
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  const NamedDay *left = a;
  const NamedDay *right = b;

  return (left->day > right->day) - (left->day < right->day);
}

static gboolean
settle_days (ZhihuiWorkCalendar *self, GError **error)
{
  const NamedDay *days;
  guint           n = self->days->len;

  if (n == 0)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar names no day"));
      return FALSE;
    }

  g_array_sort (self->days, compare_days);
  days = (const NamedDay *) (gpointer) self->days->data;
  self->first = days[0].day;
  self->end = days[n - 1].day + 1;
  self->kinds = g_new (guint8, self->end - self->first);
  for (gint32 day = self->first; day < self->end; day++)
    self->kinds[day - self->first] = (guint8) get_ordinary_kind (day);

  for (guint i = 0; i < n; i++)
    {
      int year, month, mday;

      zhihui_day_to_ymd (days[i].day, &year, &month, &mday);
      if (i > 0 && days[i - 1].day == days[i].day)
        {
          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("the calendar names %04d-%02d-%02d twice"),
                       year,
                       month,
                       mday);
          return FALSE;
        }
      self->kinds[days[i].day - self->first] = (guint8) days[i].kind;
      /* Days about New Year may stand in the notice of the year beside. */
      if (month > 1 && month < 12)
        self->known[year - FIRST_YEAR] = TRUE;
    }
  return TRUE;
}

/**
 * zhihui_work_calendar_new_from_csv:
 * @csv: lines of date,name,off|work; more fields are passed over, a first line that begins with
 * "date" is the head
 *
 * Returns: (transfer full): the calendar, or NULL with %ZHIHUI_ERROR_INVALID, which names the line
 */
ZhihuiWorkCalendar *
zhihui_work_calendar_new_from_csv (GBytes *csv, GError **error)
{
  g_autoptr (ZhihuiWorkCalendar) self = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize size;

  g_return_val_if_fail (csv != NULL, NULL);

  self = zhihui_work_calendar_new_weekends_only ();
  size = g_bytes_get_size (csv);
  text = g_strndup (g_bytes_get_data (csv, NULL), size);
  if (strlen (text) != size || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the calendar is not UTF-8 text"));
      return NULL;
    }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] == '\0' || (i == 0 && g_str_has_prefix (lines[i], "date")))
        continue;
      if (!add_line (self, lines[i], i + 1, error))
        return NULL;
    }
  return settle_days (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * zhihui_work_calendar_new_china:
 *
 * Returns: (transfer full): the calendar of the State Council's notices 2004–2026, which is part of
 * the program
 */
ZhihuiWorkCalendar *
zhihui_work_calendar_new_china (void)
{
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiWorkCalendar *self = NULL;

  csv = g_resource_lookup_data (
    zhihui_model_get_resource (), CHINA_CSV, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (csv != NULL)
    self = zhihui_work_calendar_new_from_csv (csv, &error);
  if (self == NULL)
    g_error ("the calendar within the program: %s", error->message);
  return self;
}

/**
 * zhihui_work_calendar_get_kind:
 *
 * Returns: what @day is; in a year without a notice weekends alone decide
 */
ZhihuiDayKind
zhihui_work_calendar_get_kind (ZhihuiWorkCalendar *self, gint32 day)
{
  g_return_val_if_fail (self != NULL, ZHIHUI_DAY_WORK);

  if (day >= self->first && day < self->end)
    return (ZhihuiDayKind) self->kinds[day - self->first];
  return get_ordinary_kind (day);
}

gboolean
zhihui_work_calendar_is_workday (ZhihuiWorkCalendar *self, gint32 day)
{
  ZhihuiDayKind kind = zhihui_work_calendar_get_kind (self, day);

  return kind == ZHIHUI_DAY_WORK || kind == ZHIHUI_DAY_MAKE_UP_WORK;
}

/**
 * zhihui_work_calendar_get_holiday_name:
 *
 * Returns: (transfer none) (nullable): the holiday for which @day is off or made up for ("春节"),
 * in Chinese, as in the notice; NULL for an ordinary day
 */
const char *
zhihui_work_calendar_get_holiday_name (ZhihuiWorkCalendar *self, gint32 day)
{
  NamedDay wanted = { .day = day };
  guint    index;

  g_return_val_if_fail (self != NULL, NULL);

  if (!g_array_binary_search (self->days, &wanted, compare_days, &index))
    return NULL;
  return g_array_index (self->days, NamedDay, index).name;
}

/**
 * zhihui_work_calendar_knows_year:
 *
 * Returns: whether the notice for @year is there
 */
gboolean
zhihui_work_calendar_knows_year (ZhihuiWorkCalendar *self, int year)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return year >= FIRST_YEAR && year <= LAST_YEAR && self->known[year - FIRST_YEAR];
}

/**
 * zhihui_work_calendar_add:
 * @day: where to start; it is not counted itself
 * @n_workdays: 0 gives @day, worked or not
 * @provisional: (out) (optional): whether a year that was walked through has no notice
 *
 * Returns: the @n_workdays-th working day after @day
 */
gint32
zhihui_work_calendar_add (ZhihuiWorkCalendar *self,
                          gint32              day,
                          guint               n_workdays,
                          gboolean           *provisional)
{
  int first_year, last_year, month, mday;

  g_return_val_if_fail (self != NULL, day);

  zhihui_day_to_ymd (day + 1, &first_year, &month, &mday);
  while (n_workdays > 0)
    if (zhihui_work_calendar_is_workday (self, ++day))
      n_workdays--;
  zhihui_day_to_ymd (day, &last_year, &month, &mday);

  if (provisional != NULL)
    {
      *provisional = !zhihui_work_calendar_knows_year (self, last_year);
      for (int year = first_year; year < last_year; year++)
        *provisional = *provisional || !zhihui_work_calendar_knows_year (self, year);
    }
  return day;
}
