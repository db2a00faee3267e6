/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-public-text.h"

#define TEXT 24
#define NOTE 20

typedef struct
{
  double top, pitch, second_y; /* middle of the first row, from row to row, to its second line */
  double sign_x, state_x, title_x;
} Metrics;

static Metrics
make_metrics (ZhihuiSketch *sketch, guint n)
{
  double fit = floor ((sketch->height - 48) / MAX (n, 1));

  if (sketch->height >= 300)
    return (Metrics){ 69, CLAMP (fit, 68, 71), 29.5, 0, 0, 87 };
  return (Metrics){ 65, CLAMP (fit, 38, 46), 0, 91, 106, 190 };
}

static void
draw_sign (
  ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, double x, double y, ZhihuiRgba colour)
{
  g_autofree char *key = g_strdup_printf ("meeting/%s/sign", meeting->id);

  zhihui_sketch_meeting_sign (sketch, key, meeting->state, x, y, 16, colour);
}

/* Sign and word; @right: they end at the right edge. Returns where they begin. */
static double
draw_state (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, const Metrics *metrics, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             open = meeting->state == ZHIHUI_MEETING_OPEN && !sketch->kept;
  ZhihuiStyle          style = zhihui_sketch_style (NOTE,
                                           open ? 700 : 400,
                                           open ? palette->text1
                                                    : zhihui_meeting_is_over (meeting) ? palette->text3
                                                                                       : palette->text2);
  g_autofree char     *key = g_strdup_printf ("meeting/%s/state", meeting->id);
  const char          *word = zhihui_meeting_get_state_word (meeting->state);
  double               width;

  if (metrics->second_y > 0)
    {
      width = zhihui_sketch_text (
        sketch, key, word, &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, sketch->width / 3);
      draw_sign (sketch, meeting, sketch->width - width - 15, y, style.colour);
      return sketch->width - width - 24;
    }
  draw_sign (sketch, meeting, metrics->sign_x, y, style.colour);
  zhihui_sketch_text (sketch,
                      key,
                      word,
                      &style,
                      metrics->state_x,
                      y,
                      ZHIHUI_ALIGN_LEFT,
                      metrics->title_x - metrics->state_x - 6);
  return sketch->width;
}

static char *
make_size (const ZhihuiMeeting *meeting)
{
  guint n_units = meeting->units->len;

  if (meeting->state == ZHIHUI_MEETING_ENDED && meeting->n_cases > 0)
    return g_strdup_printf (ngettext ("%u item", "%u items", meeting->n_cases), meeting->n_cases);
  if (n_units > 0)
    return g_strdup_printf (ngettext ("%u party", "%u parties", n_units), n_units);
  return g_strdup ("");
}

static char *
make_second_line (ZhihuiSketch        *sketch,
                  const ZhihuiMeeting *meeting,
                  const ZhihuiStyle   *style,
                  double               room)
{
  g_autofree char *minutes = NULL;
  g_autofree char *size = make_size (meeting);
  gint64           since =
    meeting->started_at != ZHIHUI_NO_INSTANT ? meeting->started_at : meeting->starts_at;
  gulong n = (gulong) (MAX (sketch->moment->local_now - since, 0) / 60);

  if (meeting->state != ZHIHUI_MEETING_OPEN || sketch->kept)
    return zhihui_sketch_make_meeting_units (sketch, meeting, style, room);

  minutes = g_strdup_printf (ngettext ("%lu minute so far", "%lu minutes so far", n), n);
  if (meeting->participants_now < 0)
    return g_strdup_printf ("%s · %s", minutes, size);
  return g_strdup_printf (ngettext ("%1$s, %2$s, %3$d joined",
                                    "%1$s, %2$s, %3$d joined",
                                    (gulong) meeting->participants_now),
                          minutes,
                          size,
                          meeting->participants_now);
}

static void
draw_meeting (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, const Metrics *metrics, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiRgba           colour = zhihui_meeting_is_over (meeting)
                                  ? palette->text3
                                  : zhihui_sketch_choose (sketch, palette->text1, palette->text2);
  ZhihuiStyle          time = zhihui_sketch_style (TEXT, sketch->kept ? 400 : 600, colour);
  ZhihuiStyle          title = zhihui_sketch_style (TEXT, 400, colour);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *time_key = g_strdup_printf ("meeting/%s/time", meeting->id);
  g_autofree char     *title_key = g_strdup_printf ("meeting/%s/title", meeting->id);
  g_autofree char     *note_key = g_strdup_printf ("meeting/%s/note", meeting->id);
  g_autofree char     *at = zhihui_format_clock (sketch->zone, meeting->starts_at, FALSE);
  g_autofree char     *name = zhihui_public_text (meeting->title);
  g_autofree char     *text = NULL;
  double               small = y + ZHIHUI_MIDDLE_TO_BASELINE * (TEXT - NOTE), right;

  zhihui_sketch_text (sketch, time_key, at, &time, 0, y, ZHIHUI_ALIGN_LEFT, 82);
  right = draw_state (sketch, meeting, metrics, small);
  if (metrics->second_y > 0)
    {
      text = make_second_line (sketch, meeting, &note, sketch->width - metrics->title_x);
      zhihui_sketch_text (sketch,
                          note_key,
                          text,
                          &note,
                          metrics->title_x,
                          y + metrics->second_y,
                          ZHIHUI_ALIGN_LEFT,
                          sketch->width - metrics->title_x);
    }
  else
    {
      text = make_size (meeting);
      right -= zhihui_sketch_text (
        sketch, note_key, text, &note, sketch->width, small, ZHIHUI_ALIGN_RIGHT, 110);
    }
  zhihui_sketch_text (sketch,
                      title_key,
                      name,
                      &title,
                      metrics->title_x,
                      y,
                      ZHIHUI_ALIGN_LEFT,
                      right - metrics->title_x - 14);
  zhihui_sketch_speak (
    sketch, "%s %s, %s, %s", at, name, zhihui_meeting_get_state_word (meeting->state), text);
}

static char *
make_countdown (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *late =
    sketch->kept ? NULL : zhihui_meetings_find_late (meetings, sketch->moment->local_now);
  const ZhihuiMeeting *next = zhihui_meetings_find_next (meetings, sketch->moment->local_now);
  g_autofree char     *at = NULL;
  g_autofree char     *left = NULL;
  g_autofree char     *strong = NULL;

  if (late != NULL)
    {
      at = zhihui_format_clock (sketch->zone, late->starts_at, FALSE);
      return g_strdup_printf (_ ("was to begin at %s"), at);
    }
  if (next == NULL || !zhihui_sketch_is_today (sketch, next->starts_at))
    return NULL;
  at = zhihui_format_clock (sketch->zone, next->starts_at, FALSE);
  left = zhihui_format_countdown (next->starts_at - sketch->moment->local_now);
  strong = g_strconcat (ZHIHUI_STRONG, left, ZHIHUI_STRONG, NULL);
  return g_strdup_printf (_ ("until %1$s still %2$s"), at, strong);
}

static void
draw_none (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *next = zhihui_meetings_find_next (meetings, sketch->moment->local_now);
  g_autofree char     *date = NULL;
  g_autofree char     *at = NULL;
  g_autofree char     *text = NULL;

  if (next == NULL)
    {
      zhihui_sketch_notice (sketch, _ ("No case review today"), NULL, NULL);
      return;
    }
  date = zhihui_format_date (sketch->zone, next->starts_at, sketch->moment->local_now);
  at = zhihui_format_clock (sketch->zone, next->starts_at, FALSE);
  text = g_strdup_printf (_ ("No case review today, the next %1$s %2$s"), date, at);
  zhihui_sketch_notice (sketch, text, NULL, NULL);
}

/* Of how old a schedule is more depends than of how long it is until the next meeting of it. */
static gboolean
has_room (ZhihuiSketch *sketch, const char *age, const char *countdown)
{
  ZhihuiStyle title = zhihui_sketch_style (25, 700, sketch->palette->text1);
  ZhihuiStyle note = zhihui_sketch_style (NOTE, 400, sketch->palette->text2);
  double      room = sketch->width - 15 - 12 -
                zhihui_sketch_measure (sketch, zhihui_sketch_get_title (sketch), &title);

  return zhihui_sketch_measure (sketch, age, &note) +
           zhihui_sketch_measure (sketch, countdown, &note) <=
         room;
}

static void
draw_head (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, guint n)
{
  g_autofree char *countdown = make_countdown (sketch, meetings);
  g_autofree char *caption = zhihui_sketch_make_caption (sketch);
  g_autofree char *text = NULL;
  const char      *descriptions[] = { NULL, NULL };
  const char      *base = countdown;
  ZhihuiState      state = sketch->state;

  if (sketch->kept)
    text = g_strdup_printf (_ ("schedule %s"), caption);
  else if (n > 0)
    text = g_strdup_printf (ngettext ("%u meeting today", "%u meetings today", n), n);
  if (sketch->kept && (countdown == NULL || !has_room (sketch, text, countdown)))
    base = text;
  else
    descriptions[0] = text;
  /* The countdown is this machine's: it stands when the schedule is of a while ago. */
  if (sketch->kept)
    sketch->state = ZHIHUI_STATE_FRESH;
  zhihui_sketch_head (sketch, descriptions, base);
  sketch->state = state;
  zhihui_sketch_speak (sketch,
                       "%s, %s, %s",
                       zhihui_sketch_get_title (sketch),
                       text != NULL ? text : "",
                       countdown != NULL ? countdown : "");
}

/* Before those planned for today what goes on since yesterday, or is waited for since then. */
static void
add_current (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, GPtrArray *today)
{
  const ZhihuiMeeting *one = zhihui_sketch_find_current (sketch, meetings);

  if (one != NULL && !g_ptr_array_find (today, one, NULL))
    g_ptr_array_insert (today, 0, (gpointer) one);
}

void
zhihui_panel_meetings_draw (ZhihuiSketch *sketch)
{
  ZhihuiMeetings *meetings = zhihui_sketch_begin_meetings (sketch);
  Metrics         metrics;
  guint           n_fit;
  g_autoptr (GPtrArray) today = NULL;

  if (meetings == NULL)
    return;

  today = zhihui_meetings_list_day (meetings, sketch->zone, sketch->moment->local_now);
  draw_head (sketch, meetings, today->len);
  add_current (sketch, meetings, today);
  metrics = make_metrics (sketch, today->len);
  n_fit =
    (guint) MAX ((sketch->height - metrics.top - metrics.second_y - 13) / metrics.pitch + 1, 1);
  zhihui_meetings_make_fit (today, n_fit);
  if (today->len == 0)
    draw_none (sketch, meetings);
  for (guint i = 0; i < today->len; i++)
    draw_meeting (sketch, g_ptr_array_index (today, i), &metrics, metrics.top + metrics.pitch * i);
}
