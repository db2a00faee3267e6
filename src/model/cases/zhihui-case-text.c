/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-names.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-words.h"
#include "zhihui-format.h"
#include "zhihui-running-clock.h"

static void
add_line (GString *text, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s\t%s\n", name, value);
}

static void
add_events (GString *text, const ZhihuiDeskCase *one, ZhihuiCaseNames *names, ZhihuiZone *zone)
{
  for (guint i = 0; one->events != NULL && i < one->events->len; i++)
    {
      const ZhihuiCaseEvent *event = one->events->pdata[i];
      g_autofree char       *at = zhihui_format_moment (zone, event->at, ZHIHUI_NO_INSTANT);
      const char            *who = *event->unit_id != '\0'
                                     ? zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_UNIT, event->unit_id)
                                     : zhihui_case_role_get_label (event->actor_role);

      g_string_append_printf (
        text, "%s\t%s\t%s\t%s\n", at, zhihui_case_event_get_label (event->type), who, event->text);
    }
}

/**
 * zhihui_case_make_text:
 * @one: a case as it may leave the desk: the caller gives the masked one
 * @now: of the platform's clock
 *
 * Returns: (transfer full): lines of names and values with tabs between, then what happened
 */
char *
zhihui_case_make_text (const ZhihuiDeskCase *one,
                       ZhihuiCaseNames      *names,
                       ZhihuiZone           *zone,
                       gint64                now)
{
  GString           *text = g_string_new (NULL);
  ZhihuiRunningClock clock = zhihui_running_clock_find (one, now);
  g_autofree char   *left = zhihui_running_clock_make_words (&clock);
  g_autofree char   *submitted = zhihui_format_moment (zone, one->submitted_at, ZHIHUI_NO_INSTANT);

  add_line (text, _ ("Number"), one->no);
  add_line (text, _ ("Subject"), one->title);
  add_line (text, _ ("Topic"), one->topic);
  add_line (text, _ ("Kind"), zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_TYPE, one->type));
  add_line (
    text, _ ("Channel"), zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_CHANNEL, one->channel));
  add_line (text,
            C_ ("case", "Place"),
            zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_REGION, one->region));
  add_line (text, _ ("Unit"), one->work != NULL ? one->work->unit.name : "");
  add_line (text, _ ("State"), zhihui_case_state_get_label (one->state));
  add_line (text, _ ("Submitted"), submitted);
  add_line (text, _ ("Deadline"), left);
  add_line (text, _ ("Applicant"), one->complainant);
  add_events (text, one, names, zone);
  return g_string_free (text, FALSE);
}
