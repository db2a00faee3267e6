/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-schedule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-duty-hours.h"
#include "zhihui-wall-conf.h"

#define EVERY_DAY 0x7f
#define N_WEEKDAYS 7

static const char *const weekdays[N_WEEKDAYS] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

typedef struct
{
  int      from, to; /* minutes of the day; over midnight when from >= to */
  guint    days;     /* bits, 1 << 0 Monday: on which it begins */
  gboolean is_for_workdays;
} Span;

struct _ZhihuiSchedule
{
  GArray             *spans;    /* (element-type Span), owned; none: always on */
  ZhihuiWorkCalendar *calendar; /* owned, nullable: where workdays are asked for */
  gboolean            wakes_for_red;
};

ZhihuiSchedule *
zhihui_schedule_new (void)
{
  ZhihuiSchedule *self = g_new0 (ZhihuiSchedule, 1);

  self->spans = g_array_new (FALSE, TRUE, sizeof (Span));
  return self;
}

void
zhihui_schedule_free (ZhihuiSchedule *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->spans);
  g_clear_pointer (&self->calendar, zhihui_work_calendar_unref);
  g_free (self);
}

static int
find_weekday (const char *name, gsize length)
{
  for (int i = 0; i < N_WEEKDAYS; i++)
    if (length == 3 && g_ascii_strncasecmp (weekdays[i], name, length) == 0)
      return i;

  return -1;
}

/* "Mon" or "Fri-Mon". */
static gboolean
take_days (const char *part, guint *days)
{
  const char *dash = strchr (part, '-');
  int         first = find_weekday (part, dash != NULL ? (gsize) (dash - part) : strlen (part));
  int         last = dash != NULL ? find_weekday (dash + 1, strlen (dash + 1)) : first;

  if (first < 0 || last < 0)
    return FALSE;

  for (int day = first;; day = (day + 1) % N_WEEKDAYS)
    {
      *days |= 1u << day;
      if (day == last)
        return TRUE;
    }
}

static gboolean
read_days (const char *text, Span *span)
{
  g_auto (GStrv) parts = NULL;

  if (*text == '\0')
    {
      span->days = EVERY_DAY;
      return TRUE;
    }
  if (g_ascii_strcasecmp (text, "workdays") == 0)
    {
      span->is_for_workdays = TRUE;
      return TRUE;
    }

  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!take_days (g_strstrip (parts[i]), &span->days))
      return FALSE;

  return TRUE;
}

/* "07:30-19:00 Mon-Fri" */
static gboolean
read_span (const char *text, Span *span)
{
  span->from = zhihui_minute_of_day_take (&text);
  if (span->from < 0 || *text != '-')
    return FALSE;
  text++;
  span->to = zhihui_minute_of_day_take (&text);
  if (span->to < 0 || span->to == span->from || (*text != '\0' && *text != ' '))
    return FALSE;
  while (*text == ' ')
    text++;

  return read_days (text, span);
}

static gboolean
read_spans (ZhihuiSchedule *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Span span = { 0 };

      if (!read_span (g_strstrip (parts[i]), &span))
        return FALSE;
      if (span.is_for_workdays && self->calendar == NULL)
        self->calendar = zhihui_work_calendar_new_china ();
      g_array_append_val (self->spans, span);
    }

  return parts[0] != NULL;
}

/**
 * zhihui_schedule_read:
 * @self: one that was not read yet
 * @text: of wall.conf
 * @error: return location: with line and column
 *
 * Returns: whether [schedule], when it is there, can be used
 */
gboolean
zhihui_schedule_read (ZhihuiSchedule *self, ZhihuiSettingsText *text, GError **error)
{
  static const char *const wakes[] = { "no", "red", NULL };
  ZhihuiSettingsGroup     *group = zhihui_wall_conf_take_group (text, "schedule");
  ZhihuiSettingsEntry     *entry = zhihui_settings_group_take (group, "on");
  guint                    wake = 0;

  if (entry != NULL && !read_spans (self, entry->value))
    return zhihui_settings_text_refuse (
      text,
      entry->line,
      entry->value_column,
      error,
      _ ("%s: hours and days such as 07:30-19:00 Mon-Fri; 09:00-12:00 Sat are needed"),
      "on");
  if (!zhihui_wall_conf_read_word (text, group, "wake", wakes, &wake, error))
    return FALSE;

  self->wakes_for_red = wake == 1;
  return TRUE;
}

static gboolean
begins_on (ZhihuiSchedule *self, const Span *span, gint32 day)
{
  if (span->is_for_workdays)
    return zhihui_work_calendar_is_workday (self->calendar, day);

  return (span->days & 1u << (zhihui_day_weekday (day) - 1)) != 0;
}

/**
 * zhihui_schedule_is_on:
 * @now: civil time of the platform
 *
 * Returns: whether the wall shows something then
 */
gboolean
zhihui_schedule_is_on (ZhihuiSchedule *self, const ZhihuiCivil *now)
{
  int minute = now->hour * 60 + now->minute;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);
      gboolean    is_over_midnight = span->to <= span->from;

      if (minute >= span->from && (is_over_midnight || minute < span->to) &&
          begins_on (self, span, now->day))
        return TRUE;
      if (is_over_midnight && minute < span->to && begins_on (self, span, now->day - 1))
        return TRUE;
    }

  return self->spans->len == 0;
}

/**
 * zhihui_schedule_wakes_for_red:
 *
 * Returns: whether a red alert of which nobody took note switches the wall on
 */
gboolean
zhihui_schedule_wakes_for_red (ZhihuiSchedule *self)
{
  return self->wakes_for_red;
}
