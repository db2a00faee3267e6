/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

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

/* Where a meeting stands: the state the platform tells, shown as one of five. */
static const char *
get_state_word (ZhihuiMeetingState state)
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
      return C_ ("meeting", "next");
    }
}

static gboolean
is_over (const ZhihuiMeeting *meeting)
{
  return meeting->state != ZHIHUI_MEETING_OPEN && meeting->state != ZHIHUI_MEETING_SCHEDULED;
}

static void
draw_sign (
  ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, double x, double y, ZhihuiRgba colour)
{
  g_autofree char *key = g_strdup_printf ("meeting/%s/sign", meeting->id);
  ZhihuiSymbol     symbol = meeting->state == ZHIHUI_MEETING_OPEN        ? ZHIHUI_SYMBOL_DOT
                            : meeting->state == ZHIHUI_MEETING_ENDED     ? ZHIHUI_SYMBOL_CHECK
                            : meeting->state == ZHIHUI_MEETING_SCHEDULED ? ZHIHUI_SYMBOL_RING
                                                                         : ZHIHUI_SYMBOL_NO_ENTRY;

  zhihui_sketch_symbol (sketch, key, symbol, x, y, symbol == ZHIHUI_SYMBOL_CHECK ? 14 : 16, colour);
}

/* Sign and word; @right: they end at the right edge. Returns where they begin. */
static double
draw_state (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, const Metrics *metrics, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             open = meeting->state == ZHIHUI_MEETING_OPEN && !sketch->kept;
  ZhihuiStyle          style = zhihui_sketch_style (NOTE,
                                           open ? 700 : 400,
                                           open                ? palette->text1
                                                    : is_over (meeting) ? palette->text3
                                                                        : palette->text2);
  g_autofree char     *key = g_strdup_printf ("meeting/%s/state", meeting->id);
  const char          *word = get_state_word (meeting->state);
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

/* Names of the units, as many as have room. */
static char *
make_units (ZhihuiSketch        *sketch,
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
    return make_units (sketch, meeting, style, room);

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
  ZhihuiRgba           colour = is_over (meeting)
                                  ? palette->text3
                                  : zhihui_sketch_choose (sketch, palette->text1, palette->text2);
  ZhihuiStyle          time = zhihui_sketch_style (TEXT, sketch->kept ? 400 : 600, colour);
  ZhihuiStyle          title = zhihui_sketch_style (TEXT, 400, colour);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *time_key = g_strdup_printf ("meeting/%s/time", meeting->id);
  g_autofree char     *title_key = g_strdup_printf ("meeting/%s/title", meeting->id);
  g_autofree char     *note_key = g_strdup_printf ("meeting/%s/note", meeting->id);
  g_autofree char     *at = zhihui_format_clock (sketch->zone, meeting->starts_at, FALSE);
  g_autofree char     *text = NULL;
  double               small = y + 0.3637 * (TEXT - NOTE), right;

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
                      meeting->title,
                      &title,
                      metrics->title_x,
                      y,
                      ZHIHUI_ALIGN_LEFT,
                      right - metrics->title_x - 14);
  zhihui_sketch_speak (
    sketch, "%s %s, %s, %s", at, meeting->title, get_state_word (meeting->state), text);
}

/* The next that has not begun, by this machine's clock: it runs on when the source is lost. */
static const ZhihuiMeeting *
find_next (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *next = NULL;

  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *one = g_ptr_array_index (meetings->items, i);

      if (one->state == ZHIHUI_MEETING_SCHEDULED && one->starts_at > sketch->moment->local_now &&
          (next == NULL || one->starts_at < next->starts_at))
        next = one;
    }
  return next;
}

static gboolean
is_today (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting)
{
  return zhihui_zone_day_of (sketch->zone, meeting->starts_at) ==
         zhihui_zone_day_of (sketch->zone, sketch->moment->local_now);
}

static char *
make_countdown (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *next = find_next (sketch, meetings);
  g_autofree char     *at = NULL;
  g_autofree char     *left = NULL;
  g_autofree char     *strong = NULL;

  if (next == NULL || !is_today (sketch, next))
    return NULL;
  at = zhihui_format_clock (sketch->zone, next->starts_at, FALSE);
  left = zhihui_format_countdown (next->starts_at - sketch->moment->local_now);
  strong = g_strconcat (ZHIHUI_STRONG, left, ZHIHUI_STRONG, NULL);
  return g_strdup_printf (_ ("until %1$s still %2$s"), at, strong);
}

/* Today's, at most @n_fit: what is over makes room for what is to come. */
static GPtrArray *
choose_meetings (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, guint n_fit)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < meetings->items->len; i++)
    {
      ZhihuiMeeting *one = g_ptr_array_index (meetings->items, i);

      if (is_today (sketch, one))
        g_ptr_array_add (chosen, one);
    }
  for (guint i = 0; chosen->len > n_fit && i < chosen->len;)
    if (is_over (g_ptr_array_index (chosen, i)))
      g_ptr_array_remove_index (chosen, i);
    else
      i++;
  if (chosen->len > n_fit)
    g_ptr_array_set_size (chosen, (int) n_fit);
  return chosen;
}

static guint
count_today (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  guint n = 0;

  for (guint i = 0; i < meetings->items->len; i++)
    n += is_today (sketch, g_ptr_array_index (meetings->items, i)) ? 1 : 0;
  return n;
}

static void
draw_none (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *next = find_next (sketch, meetings);
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
draw_head (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  guint            n = count_today (sketch, meetings);
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

void
zhihui_panel_meetings_draw (ZhihuiSketch *sketch)
{
  ZhihuiMeetings *meetings =
    sketch->situation != NULL ? zhihui_situation_get_meetings (sketch->situation) : NULL;
  Metrics metrics;
  guint   n_fit;
  g_autoptr (GPtrArray) chosen = NULL;

  zhihui_sketch_judge_dataset (
    sketch, ZHIHUI_DATASET_MEETINGS, meetings != NULL ? &meetings->stamp : NULL, _ ("meetings"));
  if (!sketch->shown)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_excuse (sketch);
      return;
    }
  if (zhihui_sketch_is_day_over (sketch))
    {
      draw_unknown (sketch);
      return;
    }

  draw_head (sketch, meetings);
  metrics = make_metrics (sketch, count_today (sketch, meetings));
  n_fit =
    (guint) MAX ((sketch->height - metrics.top - metrics.second_y - 13) / metrics.pitch + 1, 1);
  chosen = choose_meetings (sketch, meetings, n_fit);
  if (chosen->len == 0)
    draw_none (sketch, meetings);
  for (guint i = 0; i < chosen->len; i++)
    draw_meeting (sketch, g_ptr_array_index (chosen, i), &metrics, metrics.top + metrics.pitch * i);
}
