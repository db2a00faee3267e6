/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-answer-head.h"

#define RETRY_AFTER_MAX_S 3600

static gint64
read_instant (const char *text)
{
  g_autoptr (GDateTime) instant = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return instant != NULL ? g_date_time_to_unix (instant) : ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_answer_head_get_age_s:
 * @headers: of an answer
 *
 * Returns: the seconds for which a cache on the way has kept it (RFC 9111, 5.1); 0 none
 */
gint64
zhihui_answer_head_get_age_s (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Age");
  guint64     seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return 0;

  return (gint64) seconds;
}

/**
 * zhihui_answer_head_get_date:
 * @headers: of an answer
 *
 * Returns: the sender's time when it came, or %ZHIHUI_NO_INSTANT
 */
gint64
zhihui_answer_head_get_date (SoupMessageHeaders *headers)
{
  gint64 date = read_instant (soup_message_headers_get_one (headers, "Date"));

  return date != ZHIHUI_NO_INSTANT ? date + zhihui_answer_head_get_age_s (headers) : date;
}

/**
 * zhihui_answer_head_get_retry_after_s:
 * @headers: of an answer
 * @platform_now: the platform's time where the answer itself does not tell it, or
 * %ZHIHUI_NO_INSTANT
 *
 * A number of seconds or a date (RFC 9110, 10.2.3); a date counts by the clock of the sender, never
 * by this machine's.
 *
 * Returns: the seconds to wait, an hour at most; −1 not given
 */
gint64
zhihui_answer_head_get_retry_after_s (SoupMessageHeaders *headers, gint64 platform_now)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  gint64      now = zhihui_answer_head_get_date (headers);
  gint64      until = read_instant (text);
  guint64     seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) MIN (seconds, RETRY_AFTER_MAX_S);

  now = now != ZHIHUI_NO_INSTANT ? now : platform_now;
  if (until == ZHIHUI_NO_INSTANT || now == ZHIHUI_NO_INSTANT)
    return -1;
  return CLAMP (until - now, 0, RETRY_AFTER_MAX_S);
}
