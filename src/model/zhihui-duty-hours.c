/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-duty-hours.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

#define MINUTES_OF_DAY (24 * 60)

void
zhihui_duty_hours_init (ZhihuiDutyHours *self)
{
  static const ZhihuiDutyHours ordinary = {
    2, { { 8 * 60 + 30, 12 * 60 }, { 14 * 60, 17 * 60 + 30 } }
  };

  *self = ordinary;
}

/* Two digits at most; -1 when there is none. */
static int
take_number (const char **text)
{
  int value = 0, n_digits = 0;

  for (; g_ascii_isdigit (**text) && n_digits < 2; (*text)++, n_digits++)
    value = value * 10 + (**text - '0');
  return n_digits > 0 ? value : -1;
}

/**
 * zhihui_minute_of_day_take:
 * @text: (inout): behind the time of day that was read
 *
 * Reads a time of the day such as 17:30, up to 24:00.
 *
 * Returns: its minute of the day, 0 to 1440; -1 when there is none
 */
int
zhihui_minute_of_day_take (const char **text)
{
  int hour, minute;

  hour = take_number (text);
  if (hour < 0 || **text != ':')
    return -1;

  (*text)++;
  minute = take_number (text);
  if (minute < 0 || minute > 59 || hour * 60 + minute > MINUTES_OF_DAY)
    return -1;
  return hour * 60 + minute;
}

static gboolean
take_span (const char **text, ZhihuiDutyHours *hours)
{
  int from, to;

  if (hours->n_spans == ZHIHUI_MAX_DUTY_SPANS)
    return FALSE;

  from = zhihui_minute_of_day_take (text);
  if (from < 0 || **text != '-')
    return FALSE;
  (*text)++;
  to = zhihui_minute_of_day_take (text);
  if (to <= from || (hours->n_spans > 0 && from < hours->spans[hours->n_spans - 1].to))
    return FALSE;

  hours->spans[hours->n_spans].from = from;
  hours->spans[hours->n_spans].to = to;
  hours->n_spans++;
  return TRUE;
}

/**
 * zhihui_duty_hours_parse:
 * @text: one to four spans in order, joined by commas
 * @hours: (out): set only on success
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when @text has another form
 */
gboolean
zhihui_duty_hours_parse (const char *text, ZhihuiDutyHours *hours, GError **error)
{
  ZhihuiDutyHours parsed = { 0 };
  const char     *rest = text;

  g_return_val_if_fail (text != NULL && hours != NULL, FALSE);

  while (take_span (&rest, &parsed))
    {
      if (*rest == '\0')
        {
          *hours = parsed;
          return TRUE;
        }
      if (*rest != ',')
        break;
      rest++;
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s are no hours of duty such as 08:30-12:00,14:00-17:30"),
               text);
  return FALSE;
}

/**
 * zhihui_duty_hours_to_string:
 *
 * Returns: (transfer full): what zhihui_duty_hours_parse () reads
 */
char *
zhihui_duty_hours_to_string (const ZhihuiDutyHours *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_spans; i++)
    g_string_append_printf (text,
                            "%s%02d:%02d-%02d:%02d",
                            i > 0 ? "," : "",
                            self->spans[i].from / 60,
                            self->spans[i].from % 60,
                            self->spans[i].to / 60,
                            self->spans[i].to % 60);
  return g_string_free (text, FALSE);
}
