/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-words.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-meeting-marks.h"

#define MAX_NAMES 3
#define FEW_NAMES 2 /* where not all have room */

const char *
zhihui_meeting_words_group (ZhihuiMeetingGroup group)
{
  switch (group)
    {
    case ZHIHUI_MEETINGS_TODAY:
      return C_ ("meetings", "Today");
    case ZHIHUI_MEETINGS_THIS_WEEK:
      return C_ ("meetings", "This week");
    case ZHIHUI_MEETINGS_LATER:
      return C_ ("meetings", "Later");
    case ZHIHUI_MEETINGS_PAST:
    case ZHIHUI_MEETINGS_NEVER:
    default:
      return C_ ("meetings", "Lately concluded");
    }
}

char *
zhihui_meeting_words_when (const ZhihuiMeeting *meeting, ZhihuiZone *zone, gint64 now)
{
  ZhihuiMeetingGroup group = zhihui_meeting_judge_group (meeting, zone, now);
  gint32             day = zhihui_zone_day_of (zone, meeting->starts_at);

  if (group == ZHIHUI_MEETINGS_THIS_WEEK)
    return g_strdup (zhihui_format_short_weekday (zhihui_day_weekday (day)));
  if (day == zhihui_zone_day_of (zone, now))
    return zhihui_format_clock (zone, meeting->starts_at, FALSE);
  return zhihui_format_date (zone, meeting->starts_at, now);
}

/**
 * zhihui_meeting_words_state:
 *
 * Returns: (transfer full): the sign of the state and its word, "✓ 已结束"
 */
char *
zhihui_meeting_words_state (const ZhihuiMeeting *meeting)
{
  const char *sign = meeting->state == ZHIHUI_MEETING_OPEN        ? "●"
                     : meeting->state == ZHIHUI_MEETING_ENDED     ? "✓"
                     : meeting->state == ZHIHUI_MEETING_SCHEDULED ? "○"
                                                                  : "⊖";

  return g_strdup_printf ("%s %s", sign, zhihui_meeting_get_state_word (meeting->state));
}

static char *
tell_outcome (const ZhihuiMeeting *meeting)
{
  guint n = meeting->decisions->len;
  guint n_overdue = zhihui_meeting_count_decisions (meeting, "overdue");
  guint n_done = zhihui_meeting_count_decisions (meeting, "done");

  if (n_overdue > 0)
    return g_strdup_printf (ngettext ("◆ %u overdue", "◆ %u overdue", n_overdue), n_overdue);
  return g_strdup_printf (C_ ("decisions", "%1$u of %2$u done"), n_done, n);
}

char *
zhihui_meeting_words_standing (const ZhihuiMeeting *meeting,
                               ZhihuiZone          *zone,
                               gint64               now,
                               gboolean             is_next)
{
  ZhihuiMeetingGroup group = zhihui_meeting_judge_group (meeting, zone, now);
  g_autofree char   *left = NULL;

  if (group == ZHIHUI_MEETINGS_PAST && meeting->decisions != NULL && meeting->decisions->len > 0)
    return tell_outcome (meeting);
  if (meeting->state != ZHIHUI_MEETING_SCHEDULED)
    return zhihui_meeting_words_state (meeting);
  if (group == ZHIHUI_MEETINGS_THIS_WEEK || group == ZHIHUI_MEETINGS_LATER)
    return zhihui_format_clock (zone, meeting->starts_at, FALSE);
  if (!is_next || now == meeting->starts_at)
    return zhihui_meeting_words_state (meeting);
  if (meeting->starts_at < now)
    {
      left = zhihui_format_coarse_age (now - meeting->starts_at);
      return g_strdup_printf (C_ ("meeting", "%s late"), left);
    }

  left = zhihui_format_countdown (meeting->starts_at - now);
  return g_strdup_printf (C_ ("meeting", "in %s"), left);
}

static char *
tell_units (const ZhihuiMeeting *meeting)
{
  guint    n = meeting->units->len;
  guint    n_named = meeting->state == ZHIHUI_MEETING_OPEN ? 1 : n > MAX_NAMES ? FEW_NAMES : n;
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, n_named); i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? C_ ("between names", ", ") : "",
                            (const char *) meeting->units->pdata[i]);
  if (n > n_named)
    {
      g_autofree char *few = g_string_free (names, FALSE);

      return g_strdup_printf (ngettext ("%1$s, %2$u in all", "%1$s, %2$u in all", n), few, n);
    }
  return g_string_free (names, FALSE);
}

char *
zhihui_meeting_words_who (const ZhihuiMeeting *meeting)
{
  guint            n_joined = meeting->joined != NULL ? meeting->joined->len : 0;
  g_autofree char *units = tell_units (meeting);
  g_autoptr (GString) text = g_string_new (units);

  if (meeting->state == ZHIHUI_MEETING_OPEN && meeting->units->len > 0)
    {
      g_string_append (text, C_ ("between parts of a phrase", ", "));
      g_string_append_printf (text, ngettext ("%u joined", "%u joined", n_joined), n_joined);
    }
  return g_strdup (text->str);
}

char *
zhihui_meeting_words_cases (const ZhihuiMeeting *meeting)
{
  if (meeting->n_cases == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u case", "%u cases", meeting->n_cases), meeting->n_cases);
}

/**
 * zhihui_meeting_words_left:
 * @due_at: the last second that is in time, or %ZHIHUI_NO_INSTANT
 * @is_late: (out) (optional): whether it has gone by
 *
 * Returns: (transfer full): what is left or gone by, in whole days or hours
 */
char *
zhihui_meeting_words_left (gint64 due_at, gint64 now, gboolean *is_late)
{
  g_autofree char *age = NULL;
  gboolean         late = due_at != ZHIHUI_NO_INSTANT && now > due_at;

  if (is_late != NULL)
    *is_late = late;
  if (due_at == ZHIHUI_NO_INSTANT)
    return g_strdup ("—");
  if (late)
    {
      age = zhihui_format_coarse_age (now - due_at);
      return g_strdup_printf (C_ ("deadline", "◆ %s over"), age);
    }
  age = zhihui_format_countdown (due_at - now);
  return g_strdup_printf (C_ ("deadline", "%s left"), age);
}
