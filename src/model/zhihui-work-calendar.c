/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-work-calendar.h"

#include "zhihui-error.h"
#include "zhihui-model-resources.h"

#include <string.h>

#define CHINA_CSV "/cn/zhihui/model/chinese-days.csv"
#define FIRST_YEAR ZHIHUI_FIRST_CALENDAR_YEAR
#define LAST_YEAR ZHIHUI_LAST_CALENDAR_YEAR

/* A day that a notice names. */
typedef struct
{
  gint32        day;
  ZhihuiDayKind kind;
  const char   *name; /* in names */
} NamedDay;

struct _ZhihuiWorkCalendar
{
  GArray         *days;       /* (element-type NamedDay), owned, by day, no day twice */
  GStringChunk   *names;      /* owned */
  gint32          first, end; /* kinds covers [first, end) */
  guint8         *kinds;      /* owned, ZhihuiDayKind of each day from first */
  ZhihuiDutyHours hours;
  guint8          known[LAST_YEAR - FIRST_YEAR + 1]; /* years whose notice is there */
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
  zhihui_duty_hours_init (&self->hours);
  return self;
}

/* Of NamedDay and of ZhihuiNoticeDay, which begin with the day. */
static gint
compare_days (gconstpointer a, gconstpointer b)
{
  const gint32 *left = a;
  const gint32 *right = b;

  return (*left > *right) - (*left < *right);
}

static ZhihuiDayKind
get_kind_of (const ZhihuiNoticeDay *one)
{
  if (!one->is_worked)
    return ZHIHUI_DAY_HOLIDAY;
  return get_ordinary_kind (one->day) == ZHIHUI_DAY_WEEKEND ? ZHIHUI_DAY_MAKE_UP_WORK
                                                            : ZHIHUI_DAY_WORK;
}

static void
add_day (ZhihuiWorkCalendar *self, const ZhihuiNoticeDay *one)
{
  NamedDay day = { one->day,
                   get_kind_of (one),
                   g_string_chunk_insert_const (self->names, one->name) };

  g_array_append_val (self->days, day);
}

/* The days are complete, in order, none twice. */
static void
spread_days (ZhihuiWorkCalendar *self)
{
  const NamedDay *days = (const NamedDay *) (gpointer) self->days->data;
  guint           n = self->days->len;

  if (n == 0)
    return;

  self->first = days[0].day;
  self->end = days[n - 1].day + 1;
  self->kinds = g_new (guint8, self->end - self->first);
  for (gint32 day = self->first; day < self->end; day++)
    self->kinds[day - self->first] = (guint8) get_ordinary_kind (day);
  for (guint i = 0; i < n; i++)
    self->kinds[days[i].day - self->first] = (guint8) days[i].kind;
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
  g_autoptr (GArray) days = zhihui_notice_days_new ();
  ZhihuiWorkCalendar *self;

  g_return_val_if_fail (csv != NULL, NULL);

  if (!zhihui_notices_read_csv (csv, days, error))
    return NULL;

  self = zhihui_work_calendar_new_weekends_only ();
  for (guint i = 0; i < days->len; i++)
    {
      const ZhihuiNoticeDay *one = &g_array_index (days, ZhihuiNoticeDay, i);
      int                    year, month, mday;

      add_day (self, one);
      zhihui_day_to_ymd (one->day, &year, &month, &mday);
      /* Days about New Year may stand in the notice of the year beside. */
      if (month > 1 && month < 12)
        self->known[year - FIRST_YEAR] = TRUE;
    }
  spread_days (self);
  return self;
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

/* Whether a day that @self names still stands beside @notices: days of December may be from the
 * notice for the next year, which says so again when it is there. */
static gboolean
is_replaced (gint32 day, const GPtrArray *notices)
{
  int      year, month, mday;
  gboolean has_own = FALSE, has_next = FALSE;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  for (guint i = 0; i < notices->len; i++)
    {
      const ZhihuiNotice *notice = notices->pdata[i];
      ZhihuiNoticeDay     wanted = { .day = day };

      has_own |= notice->year == year;
      has_next |= notice->year == year + 1;
      if (g_array_binary_search (notice->days, &wanted, compare_days, NULL))
        return TRUE;
    }
  return has_own && (month < 12 || has_next);
}

/* Whether a later notice of @notices, which are by year, names the day again. */
static gboolean
is_named_later (gint32 day, const GPtrArray *notices, guint index)
{
  ZhihuiNoticeDay wanted = { .day = day };

  for (guint i = index + 1; i < notices->len; i++)
    if (g_array_binary_search (
          ((const ZhihuiNotice *) notices->pdata[i])->days, &wanted, compare_days, NULL))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_work_calendar_amend:
 * @notices: (element-type ZhihuiNotice): settled, by year, no year twice
 * @hours: (nullable): of duty, instead of those of @self
 *
 * Returns: (transfer full): @self, in which the years of @notices are as these say
 */
ZhihuiWorkCalendar *
zhihui_work_calendar_amend (ZhihuiWorkCalendar    *self,
                            const GPtrArray       *notices,
                            const ZhihuiDutyHours *hours)
{
  ZhihuiWorkCalendar *amended;

  g_return_val_if_fail (self != NULL && notices != NULL, NULL);

  amended = zhihui_work_calendar_new_weekends_only ();
  memcpy (amended->known, self->known, sizeof self->known);
  amended->hours = hours != NULL ? *hours : self->hours;
  for (guint i = 0; i < self->days->len; i++)
    {
      NamedDay day = g_array_index (self->days, NamedDay, i);

      if (is_replaced (day.day, notices))
        continue;
      day.name = g_string_chunk_insert_const (amended->names, day.name);
      g_array_append_val (amended->days, day);
    }

  for (guint i = 0; i < notices->len; i++)
    {
      const ZhihuiNotice *notice = notices->pdata[i];

      for (guint j = 0; j < notice->days->len; j++)
        {
          const ZhihuiNoticeDay *one = &g_array_index (notice->days, ZhihuiNoticeDay, j);

          if (!is_named_later (one->day, notices, i))
            add_day (amended, one);
        }
      amended->known[notice->year - FIRST_YEAR] = TRUE;
    }
  g_array_sort (amended->days, compare_days);
  spread_days (amended);
  return amended;
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

/**
 * zhihui_work_calendar_count:
 *
 * Returns: the working days from the day after @after up to and with @last
 */
guint
zhihui_work_calendar_count (ZhihuiWorkCalendar *self, gint32 after, gint32 last)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (gint32 day = after + 1; day <= last; day++)
    n += zhihui_work_calendar_is_workday (self, day) ? 1 : 0;
  return n;
}

const ZhihuiDutyHours *
zhihui_work_calendar_get_hours (ZhihuiWorkCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->hours;
}

/**
 * zhihui_work_calendar_add_duty:
 * @duty_s: seconds on duty, 0 or more
 * @provisional: (out) (optional): whether a year that was walked through has no notice
 *
 * Returns: the instant at which @duty_s seconds on duty are over when they begin at @start
 */
gint64
zhihui_work_calendar_add_duty (
  ZhihuiWorkCalendar *self, ZhihuiZone *zone, gint64 start, gint64 duty_s, gboolean *provisional)
{
  gboolean unsure = FALSE;

  g_return_val_if_fail (self != NULL && zone != NULL, start);

  for (gint32 day = zhihui_zone_day_of (zone, start);; day++)
    {
      int year, month, mday;

      zhihui_day_to_ymd (day, &year, &month, &mday);
      unsure = unsure || !zhihui_work_calendar_knows_year (self, year);
      if (!zhihui_work_calendar_is_workday (self, day))
        continue;

      for (guint i = 0; i < self->hours.n_spans; i++)
        {
          gint64 from = MAX (start, zhihui_zone_at (zone, day, 0, self->hours.spans[i].from, 0));
          gint64 to = zhihui_zone_at (zone, day, 0, self->hours.spans[i].to, 0);

          if (from >= to)
            continue;
          if (duty_s <= to - from)
            {
              if (provisional != NULL)
                *provisional = unsure;
              return from + duty_s;
            }
          duty_s -= to - from;
        }
    }
}

/**
 * zhihui_work_calendar_count_duty:
 *
 * Returns: the seconds on duty from @from to @to; 0 when @to is not later
 */
gint64
zhihui_work_calendar_count_duty (ZhihuiWorkCalendar *self, ZhihuiZone *zone, gint64 from, gint64 to)
{
  gint64 sum_s = 0;

  g_return_val_if_fail (self != NULL && zone != NULL, 0);

  for (gint32 day = zhihui_zone_day_of (zone, from); to > from; day++)
    {
      if (zhihui_zone_day_start (zone, day) >= to)
        break;
      if (!zhihui_work_calendar_is_workday (self, day))
        continue;

      for (guint i = 0; i < self->hours.n_spans; i++)
        {
          gint64 begin = zhihui_zone_at (zone, day, 0, self->hours.spans[i].from, 0);
          gint64 end = zhihui_zone_at (zone, day, 0, self->hours.spans[i].to, 0);

          sum_s += MAX (MIN (end, to) - MAX (begin, from), 0);
        }
    }
  return sum_s;
}
