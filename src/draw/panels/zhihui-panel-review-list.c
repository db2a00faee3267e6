/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-public-text.h"
#include "zhihui-qr-mark.h"
#include "zhihui-review-decisions.h"

#define LABEL 25
#define COUNTDOWN 104
#define TEXT 27
#define NOTE 20
#define LABEL_Y 29
#define COUNTDOWN_Y 102
#define LIST_Y 170 /* below the countdown */
#define QUIET_LIST_Y 58
#define ROW 96
#define LEAST_ROW 76
#define PAST_ROW 70
#define QR 232 /* with its quiet zone */
#define QR_GAP 28
#define LEAST_MODULE 3 /* u: read from 4 m */
#define FOOT 34
#define TITLE_X 92

/* ---- the countdown ---- */

/* (transfer container): those of today, else what began before midnight and is not over. */
static GPtrArray *
list_today (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  GPtrArray *today = zhihui_meetings_list_day (meetings, sketch->zone, sketch->moment->local_now);
  const ZhihuiMeeting *one = zhihui_sketch_find_current (sketch, meetings);

  if (today->len == 0 && one != NULL)
    g_ptr_array_add (today, (gpointer) one);
  return today;
}

static gboolean
has_today (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  g_autoptr (GPtrArray) today = list_today (sketch, meetings);

  return today->len > 0;
}

/* Returns where the list begins. */
static double
draw_countdown (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiPalette *palette = sketch->palette;
  /* Of what is kept nobody knows whether it was opened. */
  const ZhihuiMeeting *late =
    sketch->kept ? NULL : zhihui_meetings_find_late (meetings, sketch->moment->local_now);
  const ZhihuiMeeting *next =
    late != NULL ? late : zhihui_meetings_find_next (meetings, sketch->moment->local_now);
  ZhihuiStyle      label = zhihui_sketch_style (LABEL, 400, palette->text2);
  ZhihuiStyle      large = zhihui_sketch_style (COUNTDOWN, 600, palette->text1);
  g_autofree char *at = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;
  g_autofree char *figure = NULL;
  double           right = sketch->width;

  zhihui_sketch_rect (sketch, "rule", 0, 0, sketch->width, 2, palette->line);
  right -= zhihui_sketch_schedule_caption (sketch,
                                           sketch->width,
                                           LABEL_Y + ZHIHUI_MIDDLE_TO_BASELINE * (LABEL - NOTE),
                                           sketch->width / 2) +
           14;
  if (next == NULL)
    {
      text = g_strdup (meetings->items->len == 0      ? _ ("No case review in these days")
                       : has_today (sketch, meetings) ? _ ("No further meeting is planned")
                                                      : _ ("No case review today"));
      zhihui_sketch_text (sketch, "until", text, &label, 0, LABEL_Y, ZHIHUI_ALIGN_LEFT, right);
      zhihui_sketch_speak (sketch, "%s", text);
      return QUIET_LIST_Y;
    }

  at = zhihui_format_clock (sketch->zone, next->starts_at, FALSE);
  if (late != NULL)
    {
      text = g_strdup_printf (_ ("was to begin at %s"), at);
      figure = g_strdup (zhihui_meeting_get_state_word (late->state));
    }
  else if (zhihui_sketch_is_today (sketch, next->starts_at))
    {
      text = g_strdup_printf (_ ("until the next at %s"), at);
      figure = zhihui_format_countdown (next->starts_at - sketch->moment->local_now);
    }
  else
    {
      date = zhihui_format_date_weekday (sketch->zone, next->starts_at);
      text = g_strdup_printf (C_ ("meeting", "the next %s"), date);
      figure = g_steal_pointer (&at);
    }
  zhihui_sketch_text (sketch, "until", text, &label, 0, LABEL_Y, ZHIHUI_ALIGN_LEFT, right);
  /* The clock is this machine's: it runs on, so its figures are never hollow. */
  zhihui_sketch_text (
    sketch, "countdown", figure, &large, 0, COUNTDOWN_Y, ZHIHUI_ALIGN_LEFT, sketch->width);
  zhihui_sketch_speak (sketch, "%s %s", text, figure);
  return LIST_Y;
}

/* ---- today ---- */

static char *
make_second_line (ZhihuiSketch        *sketch,
                  const ZhihuiMeeting *meeting,
                  const ZhihuiStyle   *style,
                  double               room)
{
  return meeting->state == ZHIHUI_MEETING_OPEN
           ? zhihui_meeting_make_unit_count (meeting)
           : zhihui_sketch_make_meeting_units (sketch, meeting, style, room);
}

/* "议定 3 项 · 超期 1", "2 件" */
static char *
make_outcome (const ZhihuiMeeting *meeting)
{
  guint            n = meeting->decisions != NULL ? meeting->decisions->len : 0;
  guint            n_overdue = zhihui_meeting_count_decisions (meeting, "overdue");
  g_autofree char *decided = NULL;

  if (meeting->state != ZHIHUI_MEETING_ENDED || n == 0)
    return meeting->n_cases > 0
             ? g_strdup_printf (ngettext ("%u item", "%u items", meeting->n_cases),
                                meeting->n_cases)
             : g_strdup ("");

  decided = g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n);
  if (n_overdue == 0)
    return g_steal_pointer (&decided);
  return g_strdup_printf (
    ngettext ("%1$s, %2$u overdue", "%1$s, %2$u overdue", n_overdue), decided, n_overdue);
}

/* Returns where the word begins. */
static double
draw_state (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, const char *prefix, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_open = meeting->state == ZHIHUI_MEETING_OPEN && !sketch->kept;
  ZhihuiStyle          style = zhihui_sketch_style (22,
                                           is_open ? 700 : 400,
                                           is_open ? palette->text1
                                                    : zhihui_meeting_is_over (meeting) ? palette->text3
                                                                                       : palette->text2);
  g_autofree char     *key = g_strconcat (prefix, "/state", NULL);
  g_autofree char     *sign_key = g_strconcat (prefix, "/sign", NULL);
  double               width = zhihui_sketch_text (sketch,
                                     key,
                                     zhihui_meeting_get_state_word (meeting->state),
                                     &style,
                                     sketch->width,
                                     y,
                                     ZHIHUI_ALIGN_RIGHT,
                                     sketch->width / 3);

  zhihui_sketch_meeting_sign (
    sketch, sign_key, meeting->state, sketch->width - width - 16, y, 16, style.colour);
  return sketch->width - width - 26;
}

static void
draw_row (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, double y, double height)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_open = meeting->state == ZHIHUI_MEETING_OPEN;
  ZhihuiRgba           colour = zhihui_meeting_is_over (meeting)
                                  ? palette->text3
                                  : zhihui_sketch_choose (sketch, palette->text1, palette->text2);
  ZhihuiStyle          time = zhihui_sketch_style (TEXT, sketch->kept ? 400 : 600, colour);
  ZhihuiStyle      title = zhihui_sketch_style (TEXT, is_open && !sketch->kept ? 700 : 400, colour);
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char *prefix = g_strdup_printf ("today/%s", meeting->id);
  g_autofree char *time_key = g_strconcat (prefix, "/time", NULL);
  g_autofree char *title_key = g_strconcat (prefix, "/title", NULL);
  g_autofree char *note_key = g_strconcat (prefix, "/note", NULL);
  g_autofree char *size_key = g_strconcat (prefix, "/size", NULL);
  g_autofree char *rule_key = g_strconcat (prefix, "/rule", NULL);
  g_autofree char *at = zhihui_format_clock (sketch->zone, meeting->starts_at, FALSE);
  g_autofree char *name = zhihui_public_text (meeting->title);
  g_autofree char *outcome = make_outcome (meeting);
  g_autofree char *units = NULL;
  double           first = y + height / 2 - 16, second = y + height / 2 + 17, right;

  zhihui_sketch_text (sketch, time_key, at, &time, 0, first, ZHIHUI_ALIGN_LEFT, TITLE_X - 8);
  right = draw_state (sketch, meeting, prefix, first);
  zhihui_sketch_text (
    sketch, title_key, name, &title, TITLE_X, first, ZHIHUI_ALIGN_LEFT, right - TITLE_X - 14);
  right = sketch->width - zhihui_sketch_text (sketch,
                                              size_key,
                                              outcome,
                                              &note,
                                              sketch->width,
                                              second,
                                              ZHIHUI_ALIGN_RIGHT,
                                              sketch->width / 3);
  units = make_second_line (sketch, meeting, &note, right - TITLE_X - 14);
  zhihui_sketch_text (
    sketch, note_key, units, &note, TITLE_X, second, ZHIHUI_ALIGN_LEFT, right - TITLE_X - 14);
  zhihui_sketch_rect (sketch, rule_key, 0, y + height - 1, sketch->width, 1, palette->row_rule);
  zhihui_sketch_speak (sketch,
                       "%s %s, %s, %s, %s",
                       at,
                       name,
                       zhihui_meeting_get_state_word (meeting->state),
                       units,
                       outcome);
}

/* Returns where the list ends. */
static double
draw_today (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, double y, double bottom)
{
  g_autoptr (GPtrArray) today = list_today (sketch, meetings);
  ZhihuiStyle style = zhihui_sketch_style (24, 400, sketch->palette->text2);
  double      height;

  /* It was said above already. */
  if (today->len == 0 && y < LIST_Y)
    return y - 18;

  zhihui_sketch_rect (sketch, "list/rule", 0, y, sketch->width, 2, sketch->palette->line);
  if (today->len == 0)
    {
      zhihui_sketch_text (sketch,
                          "none",
                          _ ("No case review today"),
                          &style,
                          0,
                          y + 42,
                          ZHIHUI_ALIGN_LEFT,
                          sketch->width);
      zhihui_sketch_speak (sketch, "%s", _ ("No case review today"));
      return y + 78;
    }

  zhihui_meetings_make_fit (today, (guint) MAX (floor ((bottom - y) / LEAST_ROW), 1));
  height = CLAMP (floor ((bottom - y) / today->len), LEAST_ROW, ROW);
  for (guint i = 0; i < today->len; i++)
    draw_row (sketch, today->pdata[i], y + 2 + height * i, height);
  return y + 2 + height * today->len;
}

/* ---- what was held before ---- */

static void
draw_past (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  guint                n = meeting->decisions != NULL ? meeting->decisions->len : 0;
  guint                n_done = zhihui_meeting_count_decisions (meeting, "done");
  guint                n_overdue = zhihui_meeting_count_decisions (meeting, "overdue");
  gboolean             is_late = n_overdue > 0 && !sketch->kept;
  ZhihuiStyle          title = zhihui_sketch_style (24, 400, palette->text2);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  ZhihuiStyle          due =
    zhihui_sketch_style (NOTE, is_late ? 700 : 400, is_late ? palette->attention : palette->text3);
  g_autofree char *prefix = g_strdup_printf ("past/%s", meeting->id);
  g_autofree char *title_key = g_strconcat (prefix, "/title", NULL);
  g_autofree char *note_key = g_strconcat (prefix, "/note", NULL);
  g_autofree char *due_key = g_strconcat (prefix, "/due", NULL);
  g_autofree char *sign_key = g_strconcat (prefix, "/sign", NULL);
  g_autofree char *name = zhihui_public_text (meeting->title);
  g_autofree char *date =
    zhihui_format_date (sketch->zone, meeting->starts_at, sketch->moment->local_now);
  g_autofree char *done =
    n > 0 ? g_strdup_printf (_ ("%1$u of %2$u done"), n_done, n) : g_strdup ("");
  g_autofree char *state =
    is_late ? g_strdup_printf (
                ngettext ("%1$s, %2$u overdue", "%1$s, %2$u overdue", n_overdue), done, n_overdue)
            : g_strdup (done);
  double right = sketch->width;

  right -= zhihui_sketch_text (
    sketch, due_key, state, &due, right, y, ZHIHUI_ALIGN_RIGHT, sketch->width / 2);
  if (is_late)
    {
      zhihui_sketch_symbol (
        sketch, sign_key, ZHIHUI_SYMBOL_DIAMOND, right - 18, y, 18, palette->attention);
      right -= 30;
    }
  zhihui_sketch_text (sketch, note_key, date, &note, 0, y, ZHIHUI_ALIGN_LEFT, TITLE_X + 8);
  zhihui_sketch_text (
    sketch, title_key, name, &title, TITLE_X + 14, y, ZHIHUI_ALIGN_LEFT, right - TITLE_X - 28);
  zhihui_sketch_speak (sketch, "%s %s, %s", date, name, state);
}

/* Meetings of earlier days, those that are owed something first, then the newest. */
static GPtrArray *
list_past (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  GPtrArray *past = g_ptr_array_new ();

  for (guint round = 0; round < 2; round++)
    for (guint i = meetings->items->len; i > 0; i--)
      {
        ZhihuiMeeting *one = meetings->items->pdata[i - 1];
        gboolean       is_late = zhihui_meeting_count_decisions (one, "overdue") > 0;

        if (one->state == ZHIHUI_MEETING_ENDED && zhihui_meeting_has_outcome (one) &&
            !zhihui_sketch_is_today (sketch, one->starts_at) && is_late == (round == 0))
          g_ptr_array_add (past, one);
      }
  return past;
}

static void
draw_before (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, double y, double bottom)
{
  g_autoptr (GPtrArray) past = list_past (sketch, meetings);
  const ZhihuiReviewArea area = { "past", 0, y, sketch->width, bottom - y };
  const double           pitch = 44, first = 66;
  guint                  n = (guint) MAX (floor ((area.height - first - 14) / pitch) + 1, 0);

  if (past->len == 0 || area.height < first + 20)
    return;

  zhihui_sketch_review_title (sketch, _ ("Held before"), NULL, &area);
  for (guint i = 0; i < past->len && i < n; i++)
    draw_past (sketch, past->pdata[i], y + first + pitch * i);
}

/* ---- the foot ---- */

static void
draw_totals (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, double x, double y)
{
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  ZhihuiMeetingTotals *totals = &meetings->totals;
  g_autofree char     *sessions = zhihui_format_count (totals->sessions);
  g_autofree char     *cases = zhihui_format_count (totals->cases);
  g_autofree char     *from = NULL;
  g_autofree char     *text = NULL;

  if (!meetings->has_totals || totals->sessions == 0 || meetings->window.from <= 0)
    return;
  from = zhihui_format_date (sketch->zone, meetings->window.from, sketch->moment->local_now);
  text = g_strdup_printf (_ ("Since %1$s: %2$s meetings on %3$s cases"), from, sessions, cases);
  if (zhihui_sketch_measure (sketch, text, &note) > sketch->width - x)
    {
      g_free (text);
      text = g_strdup_printf (_ ("Since %1$s: %2$s meetings"), from, sessions);
    }
  zhihui_sketch_text (sketch, "totals", text, &note, x, y, ZHIHUI_ALIGN_LEFT, sketch->width - x);
  zhihui_sketch_speak (sketch, "%s", text);
}

/* The meeting whose room is to be entered: of the one that goes on, the one that is waited for and
 * the next the first that has a room. */
static const ZhihuiMeeting *
find_room (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *open = zhihui_meetings_find_open (meetings);
  const ZhihuiMeeting *ones[] = {
    open != NULL && zhihui_sketch_goes_on (sketch, open) ? open : NULL,
    zhihui_meetings_find_late (meetings, sketch->moment->local_now),
    zhihui_meetings_find_next (meetings, sketch->moment->local_now),
  };

  /* A kept schedule may lead into somebody else's meeting. */
  for (guint i = 0; i < G_N_ELEMENTS (ones) && !sketch->kept; i++)
    if (ones[i] != NULL && ones[i]->room_url != NULL && *ones[i]->room_url != '\0')
      return ones[i];
  return NULL;
}

static gboolean
draw_room (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          large = zhihui_sketch_style (28, 700, palette->text1);
  ZhihuiStyle          text = zhihui_sketch_style (22, 400, palette->text2);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  double               x = QR + QR_GAP, room = sketch->width - x;
  g_autofree char     *name = zhihui_public_text (meeting->title);

  if (!zhihui_marks_add_qr (sketch->picture,
                            "room",
                            meeting->room_url,
                            0,
                            y * sketch->u,
                            QR * sketch->u,
                            LEAST_MODULE * sketch->u))
    return FALSE;

  zhihui_sketch_text (
    sketch, "room/1", _ ("Join from this room"), &large, x, y + 110, ZHIHUI_ALIGN_LEFT, room);
  zhihui_sketch_text (sketch, "room/2", name, &text, x, y + 148, ZHIHUI_ALIGN_LEFT, room);
  zhihui_sketch_text (
    sketch, "room/3", _ ("this room's device alone"), &note, x, y + 180, ZHIHUI_ALIGN_LEFT, room);
  zhihui_sketch_speak (
    sketch, _ ("A QR code for the device of this room leads to the meeting %s"), name);
  return TRUE;
}

static void
draw_schedule (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *room = find_room (sketch, meetings);
  double               y = draw_countdown (sketch, meetings), bottom = sketch->height;

  if (room != NULL && bottom - QR - 20 - y >= LEAST_ROW && draw_room (sketch, room, bottom - QR))
    {
      bottom -= QR + 20;
      draw_totals (sketch, meetings, QR + QR_GAP, sketch->height - 14);
    }
  else
    {
      draw_totals (sketch, meetings, 0, bottom - 14);
      bottom -= meetings->has_totals ? FOOT : 0;
    }
  y = draw_today (sketch, meetings, y, bottom);
  draw_before (sketch, meetings, y + 18, bottom);
}

/* Today's meetings, the countdown to the next, what was held before, and the way into the room. */
void
zhihui_panel_review_list_draw (ZhihuiSketch *sketch)
{
  ZhihuiMeetings *meetings = zhihui_sketch_begin_meetings (sketch);

  if (meetings == NULL)
    return;

  draw_schedule (sketch, meetings);
}
