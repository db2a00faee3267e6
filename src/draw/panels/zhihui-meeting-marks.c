/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-marks.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

/**
 * zhihui_meeting_get_state_word:
 *
 * Returns: (transfer none): where a meeting stands: the state the platform tells, as one of five
 */
const char *
zhihui_meeting_get_state_word (ZhihuiMeetingState state)
{
  switch (state)
    {
    case ZHIHUI_MEETING_OPEN:
      return C_ ("meeting", "now");
    case ZHIHUI_MEETING_ENDED:
      return C_ ("meeting", "ended");
    case ZHIHUI_MEETING_CANCELLED:
      return C_ ("meeting", "cancelled");
    case ZHIHUI_MEETING_POSTPONED:
      return C_ ("meeting", "postponed");
    case ZHIHUI_MEETING_SCHEDULED:
    default:
      return C_ ("meeting", "to come");
    }
}

void
zhihui_sketch_meeting_sign (ZhihuiSketch      *sketch,
                            const char        *key,
                            ZhihuiMeetingState state,
                            double             x,
                            double             y,
                            double             size,
                            ZhihuiRgba         colour)
{
  ZhihuiSymbol symbol = state == ZHIHUI_MEETING_OPEN        ? ZHIHUI_SYMBOL_DOT
                        : state == ZHIHUI_MEETING_ENDED     ? ZHIHUI_SYMBOL_CHECK
                        : state == ZHIHUI_MEETING_SCHEDULED ? ZHIHUI_SYMBOL_RING
                                                            : ZHIHUI_SYMBOL_NO_ENTRY;

  zhihui_sketch_symbol (
    sketch, key, symbol, x, y, symbol == ZHIHUI_SYMBOL_CHECK ? size - 2 : size, colour);
}

void
zhihui_sketch_honest_symbol (ZhihuiSketch *sketch,
                             const char   *key,
                             ZhihuiSymbol  symbol,
                             double        x,
                             double        y,
                             double        size,
                             ZhihuiRgba    colour)
{
  ZhihuiSymbolLook look = { .symbol = symbol, .hollow = sketch->kept, .colour = colour };

  zhihui_marks_add_symbol (
    sketch->picture, key, &look, x * sketch->u, y * sketch->u, size * sketch->u);
}

/**
 * zhihui_sketch_make_meeting_units:
 *
 * Returns: (transfer full): names of the units, as many as have room, up to three
 */
char *
zhihui_sketch_make_meeting_units (ZhihuiSketch        *sketch,
                                  const ZhihuiMeeting *meeting,
                                  const ZhihuiStyle   *style,
                                  double               room)
{
  guint            n = meeting->units->len;
  g_autofree char *best = g_strdup ("");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;

      if (i > 0)
        g_string_append (names, C_ ("between names", ", "));
      g_string_append (names, g_ptr_array_index (meeting->units, i));
      text = i + 1 == n
               ? g_strdup (names->str)
               : g_strdup_printf (ngettext ("%1$s, %2$u unit in all", "%1$s, %2$u units in all", n),
                                  names->str,
                                  n);
      if (i > 0 && (i >= 3 || zhihui_sketch_measure (sketch, text, style) > room))
        break;
      g_free (best);
      best = g_steal_pointer (&text);
    }
  return g_steal_pointer (&best);
}

char *
zhihui_meeting_make_unit_count (const ZhihuiMeeting *meeting)
{
  guint            n_units = meeting->units->len;
  guint            n_joined = zhihui_meeting_count_joined (meeting);
  g_autofree char *all = g_strdup_printf (ngettext ("%u unit", "%u units", n_units), n_units);

  if (meeting->state != ZHIHUI_MEETING_OPEN)
    return g_steal_pointer (&all);
  return g_strdup_printf (
    ngettext ("%1$s, %2$u joined", "%1$s, %2$u joined", n_joined), all, n_joined);
}

void
zhihui_meetings_make_fit (GPtrArray *chosen, guint n_fit)
{
  for (guint i = 0; chosen->len > n_fit && i < chosen->len;)
    if (zhihui_meeting_is_over (chosen->pdata[i]))
      g_ptr_array_remove_index (chosen, i);
    else
      i++;
  if (chosen->len > n_fit)
    g_ptr_array_set_size (chosen, (int) n_fit);
}

gboolean
zhihui_sketch_is_end_of_day (const ZhihuiSketch *sketch, gint64 at)
{
  gint32 day = zhihui_zone_day_of (sketch->zone, at);

  return at >= zhihui_zone_day_start (sketch->zone, day + 1) - 60;
}

double
zhihui_sketch_schedule_caption (ZhihuiSketch *sketch, double x, double y, double max_width)
{
  ZhihuiStyle      style = zhihui_sketch_style (20, 400, sketch->palette->text2);
  g_autofree char *caption = zhihui_sketch_make_caption (sketch);
  g_autofree char *text = NULL;

  if (caption == NULL)
    return 0;
  if (!sketch->kept)
    {
      zhihui_sketch_speak (sketch, "%s", caption);
      return zhihui_sketch_caption (sketch, "caption", x, y, ZHIHUI_ALIGN_RIGHT, max_width);
    }
  text = g_strdup_printf (_ ("schedule %s"), caption);
  zhihui_sketch_speak (sketch, "%s", text);
  return zhihui_sketch_text (sketch, "caption", text, &style, x, y, ZHIHUI_ALIGN_RIGHT, max_width);
}

/* Yesterday's meetings are not shown as today's. */
static void
draw_unknown (ZhihuiSketch *sketch)
{
  g_autofree char *date =
    zhihui_format_date (sketch->zone, sketch->as_of, sketch->moment->local_now);
  g_autofree char *text =
    g_strdup_printf (_ ("The schedule kept is of %s and not shown as today's."), date);

  zhihui_sketch_head (sketch, NULL, NULL);
  zhihui_sketch_notice (
    sketch, _ ("Today's schedule is not known"), text, _ ("The invitations are what counts."));
}

/**
 * zhihui_sketch_begin_meetings:
 *
 * Returns: (transfer none) (nullable): the meetings to show; NULL when there are none of today, and
 *   the panel says why
 */
ZhihuiMeetings *
zhihui_sketch_begin_meetings (ZhihuiSketch *sketch)
{
  ZhihuiMeetings *meetings = zhihui_sketch_read (sketch, ZHIHUI_DATASET_MEETINGS, _ ("meetings"));

  if (!sketch->shown)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_excuse (sketch);
      return NULL;
    }
  if (zhihui_sketch_is_day_over (sketch))
    {
      draw_unknown (sketch);
      return NULL;
    }
  return meetings;
}

/**
 * zhihui_sketch_goes_on:
 * @open: (transfer none)
 *
 * It may last over midnight; what stays open for long is closed by the platform (domain §3.3: four
 * hours after its end): on another day that it has not is a fault.
 *
 * Returns: whether an open meeting is believed to go on
 */
gboolean
zhihui_sketch_goes_on (ZhihuiSketch *sketch, const ZhihuiMeeting *open)
{
  return zhihui_sketch_is_today (sketch, open->starts_at) ||
         sketch->moment->local_now <
           MAX (open->starts_at, open->ends_at) + ZHIHUI_MEETING_FORGOTTEN_S;
}

/**
 * zhihui_sketch_find_current:
 *
 * Returns: (transfer none) (nullable): the meeting that goes on, else the one that is waited for
 */
const ZhihuiMeeting *
zhihui_sketch_find_current (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *open = zhihui_meetings_find_open (meetings);

  return open != NULL && zhihui_sketch_goes_on (sketch, open)
           ? open
           : zhihui_meetings_find_late (meetings, sketch->moment->local_now);
}
