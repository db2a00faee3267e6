/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-public-text.h"
#include "zhihui-review-cases.h"
#include "zhihui-review-decisions.h"

#define STATE 26
#define WORDS 24
#define STATE_Y 29
#define TITLE_Y 101
#define HOST_Y 166
#define RULE_Y 206
#define HEAD 50 /* from the rule above cases to the first */
#define CASES_Y (RULE_Y + HEAD)
#define GAP 48
#define LEAST_PARTS 186 /* decisions and units: three rows */
#define PART_ROWS 228   /* four rows */
#define COLUMN 1120     /* u: from two of these on cases stand beside each other */
#define LEAST_WAY 600   /* u: of the way of a case where those of two meetings do */
#define NARROW 1100     /* u: units have one column alone */
#define WIDE 2000       /* u: from here on there is room for two columns */
#define WIDE_GAP 72
#define LEAST_MAIN 500 /* u: of what a meeting is about … */
#define LEAST_SIDE 300 /* … and of what was decided */
#define BESIDE 860     /* u: from here on units stand beside what was decided */
#define MAX_COLUMNS 3

/* What the panel is about: the meeting that goes on, else the one that is waited for, else the next
 * of the day, else the last. */
static const ZhihuiMeeting *
choose_meeting (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  g_autoptr (GPtrArray) today =
    zhihui_meetings_list_day (meetings, sketch->zone, sketch->moment->local_now);
  const ZhihuiMeeting *one = zhihui_sketch_find_current (sketch, meetings);

  if (one != NULL)
    return one;
  one = zhihui_meetings_find_next (meetings, sketch->moment->local_now);
  if (one != NULL && zhihui_sketch_is_today (sketch, one->starts_at))
    return one;
  one = NULL;
  for (guint i = 0; i < today->len; i++)
    if (((const ZhihuiMeeting *) today->pdata[i])->state == ZHIHUI_MEETING_ENDED)
      one = today->pdata[i];
  return one;
}

static guint
get_number (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  g_autoptr (GPtrArray) today =
    zhihui_meetings_list_day (meetings, sketch->zone, sketch->moment->local_now);

  for (guint i = 0; i < today->len; i++)
    if (today->pdata[i] == meeting)
      return i + 1;
  return 0;
}

/* "14:00 开始，已进行 5:20", "应于 15:30 开始", "15:30 开始", "14:00 – 15:00" */
static char *
make_when (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting)
{
  gint64 now = sketch->moment->local_now;
  gint64 began =
    meeting->started_at != ZHIHUI_NO_INSTANT ? meeting->started_at : meeting->starts_at;
  g_autofree char *from = zhihui_format_clock (sketch->zone, meeting->starts_at, FALSE);
  g_autofree char *to = zhihui_format_clock (sketch->zone, meeting->ends_at, FALSE);
  g_autofree char *so_far = NULL;

  if (zhihui_meeting_is_over (meeting))
    return meeting->ends_at > meeting->starts_at ? g_strdup_printf ("%s – %s", from, to)
                                                 : g_steal_pointer (&from);
  if (meeting->state == ZHIHUI_MEETING_SCHEDULED && meeting->starts_at <= now && !sketch->kept)
    return g_strdup_printf (_ ("was to begin at %s"), from);
  if (meeting->state != ZHIHUI_MEETING_OPEN || sketch->kept || now < began)
    return g_strdup_printf (_ ("begins at %s"), from);

  so_far = zhihui_format_countdown (now - began);
  return g_strdup_printf (_ ("begun at %1$s, for %2$s"), from, so_far);
}

static void
draw_state (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_open = meeting->state == ZHIHUI_MEETING_OPEN;
  ZhihuiStyle          word = zhihui_sketch_style (
    STATE,
    sketch->kept ? 400 : 700,
    is_open ? zhihui_sketch_choose (sketch, palette->text1, palette->text2) : palette->text2);
  ZhihuiStyle      style = zhihui_sketch_style (WORDS, 400, palette->text2);
  guint            number = get_number (sketch, meetings, meeting);
  g_autofree char *nth =
    number > 0 ? g_strdup_printf (C_ ("meeting of the day", "No. %u"), number) : NULL;
  g_autofree char *when = make_when (sketch, meeting);
  double x = 32, y = STATE_Y + ZHIHUI_MIDDLE_TO_BASELINE * (STATE - WORDS), right = sketch->width;

  style.strong_colour = palette->text1;
  right -= zhihui_sketch_schedule_caption (sketch, right, y, 400) + 20;
  zhihui_sketch_meeting_sign (
    sketch, "state/sign", meeting->state, 11, STATE_Y, STATE - 6, word.colour);
  x += zhihui_sketch_text (sketch,
                           "state",
                           zhihui_meeting_get_state_word (meeting->state),
                           &word,
                           x,
                           STATE_Y,
                           ZHIHUI_ALIGN_LEFT,
                           right - x) +
       22;
  /* When it is goes before which of the day it is. */
  if (nth != NULL && x + 22 + zhihui_sketch_measure (sketch, nth, &style) +
                         zhihui_sketch_measure (sketch, when, &style) <=
                       right)
    x +=
      zhihui_sketch_text (sketch, "number", nth, &style, x, y, ZHIHUI_ALIGN_LEFT, right - x) + 22;
  zhihui_sketch_text (sketch, "when", when, &style, x, y, ZHIHUI_ALIGN_LEFT, right - x);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_meeting_get_state_word (meeting->state), when);
}

/* As large as it has room, down to a size that is still read from afar. */
static void
draw_title (ZhihuiSketch *sketch, const char *title)
{
  static const double  sizes[] = { 68, 60, 52, 44 };
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (
    sizes[0], 700, zhihui_sketch_choose (sketch, palette->text1, palette->text2));

  for (guint i = 1;
       i < G_N_ELEMENTS (sizes) && zhihui_sketch_measure (sketch, title, &style) > sketch->width;
       i++)
    style.size = sizes[i];
  zhihui_sketch_text (sketch, "name", title, &style, 0, TITLE_Y, ZHIHUI_ALIGN_LEFT, sketch->width);
  zhihui_sketch_speak (sketch, "%s", title);
}

static void
draw_host (ZhihuiSketch *sketch, const ZhihuiMeeting *meeting)
{
  ZhihuiStyle      style = zhihui_sketch_style (WORDS, 400, sketch->palette->text2);
  g_autofree char *host = zhihui_public_text (meeting->host != NULL ? meeting->host : "");
  g_autoptr (GString) text = g_string_new (NULL);

  if (*host != '\0')
    g_string_append_printf (text, C_ ("meeting", "held by %s"), host);
  if (meeting->n_cases > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (
        text,
        ngettext ("%u case discussed", "%u cases discussed", meeting->n_cases),
        meeting->n_cases);
    }
  if (meeting->received >= 0)
    {
      gulong n = (gulong) meeting->received;

      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, ngettext ("%lu person received", "%lu people received", n), n);
    }
  zhihui_sketch_text (
    sketch, "host", text->str, &style, 0, HOST_Y, ZHIHUI_ALIGN_LEFT, sketch->width);
  zhihui_sketch_speak (sketch, "%s", text->str);
}

/* "1 shown of 3"; NULL: all are. */
static char *
make_shown (const ZhihuiMeeting *meeting, guint n_shown)
{
  if (n_shown >= meeting->n_cases)
    return NULL;
  return g_strdup_printf (
    ngettext ("%1$u shown of %2$u", "%1$u shown of %2$u", n_shown), n_shown, meeting->n_cases);
}

/* As much as has room beside @title of: when it is, what it is called, how many of its cases are
 * seen. @when is told always; NULL: it is told elsewhere. */
static char *
make_note (ZhihuiSketch           *sketch,
           const ZhihuiMeeting    *meeting,
           const char             *title,
           const char             *when,
           guint                   n_shown,
           const ZhihuiReviewArea *area)
{
  g_autofree char *shown = make_shown (meeting, n_shown);
  g_autofree char *name = zhihui_public_text (meeting->title);
  g_autofree char *brief = NULL;
  g_autofree char *whole = NULL;

  if (when == NULL)
    return g_steal_pointer (&shown);
  brief = shown != NULL ? g_strdup_printf ("%s · %s", when, shown) : g_strdup (when);
  whole = shown != NULL ? g_strdup_printf ("%s %s · %s", when, name, shown)
                        : g_strdup_printf ("%s %s", when, name);
  if (zhihui_review_title_has_room (sketch, title, whole, area))
    return g_steal_pointer (&whole);
  if (zhihui_review_title_has_room (sketch, title, brief, area))
    return g_steal_pointer (&brief);
  return g_strdup (when);
}

/* As many as have room in @area, under @title with how many they are and, of a meeting that is not
 * told of above, @when it is. Returns where they end; what they leave is for what was decided. */
static double
draw_cases (ZhihuiSketch           *sketch,
            const ZhihuiMeeting    *meeting,
            const char             *title,
            const char             *when,
            const ZhihuiReviewArea *area)
{
  guint            n_listed = meeting->cases != NULL ? meeting->cases->len : 0, n_columns, n_fit;
  guint            n_rows, n_shown;
  ZhihuiReviewArea ways = { area->key, area->x, area->y + HEAD, area->width, area->height - HEAD };
  g_autofree char *note = NULL;

  if (n_listed == 0)
    return area->y;

  n_columns = (guint) CLAMP (floor ((area->width + GAP) / COLUMN), 1, n_listed);
  n_fit = (guint) MAX (floor (ways.height / ZHIHUI_REVIEW_CASE_HEIGHT), 0);
  n_shown = MIN (n_listed, n_fit * n_columns);
  n_rows = (n_shown + n_columns - 1) / n_columns;
  ways.height = MIN (ways.height, n_rows * (ZHIHUI_REVIEW_CASE_HEIGHT + 22.0));
  note = make_note (sketch, meeting, title, when, n_shown, area);
  zhihui_sketch_review_title (sketch, title, note, area);
  zhihui_sketch_review_cases (sketch, meeting, &ways, n_columns, GAP);
  return ways.y + ways.height;
}

/* The meeting after this one, or one that waits for its end; NULL: there is none, or it tells of no
 * case. */
static const ZhihuiMeeting *
find_coming (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  gint64               now = sketch->moment->local_now;
  const ZhihuiMeeting *next = zhihui_meetings_find_late (meetings, now);

  if (next == NULL || next == meeting || next->cases == NULL || next->cases->len == 0)
    next = zhihui_meetings_find_next (meetings, MAX (meeting->starts_at, now));
  return next != NULL && next->cases != NULL && next->cases->len > 0 ? next : NULL;
}

/* What is discussed at @next, where one of its cases has room. */
static void
draw_coming (ZhihuiSketch *sketch, const ZhihuiMeeting *next, const ZhihuiReviewArea *area)
{
  g_autofree char *when = NULL;

  if (next == NULL || area->height < HEAD + ZHIHUI_REVIEW_CASE_HEIGHT)
    return;
  when = zhihui_sketch_make_time (sketch, next->starts_at);
  draw_cases (sketch, next, _ ("Discussed next"), when, area);
}

static void
draw_under_way (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiReviewArea *area)
{
  if (area->height >= zhihui_review_get_height (1))
    zhihui_sketch_review_decisions (sketch, meetings, NULL, area);
}

static guint
count_decisions (const ZhihuiMeeting *meeting)
{
  return meeting->decisions != NULL ? meeting->decisions->len : 0;
}

/* What is told of: the meeting's own, else what of all is not done. */
static guint
count_told (ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  guint n = count_decisions (meeting);

  for (guint i = 0; count_decisions (meeting) == 0 && i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *one = meetings->items->pdata[i];

      n += count_decisions (one) - zhihui_meeting_count_decisions (one, "done");
    }
  return n;
}

/* Decisions and units, beside each other, from @y to the lower edge; what they leave is for what
 * others decided and is not done or, where that stands there already, for what is discussed next.
 */
static void
draw_parts (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting, double y)
{
  double           left = floor ((sketch->width - GAP) * (sketch->width < NARROW ? 0.62 : 0.54));
  ZhihuiReviewArea decisions = { "decided", 0, y, left, sketch->height - y };
  ZhihuiReviewArea units = {
    "units", left + GAP, y, sketch->width - left - GAP, sketch->height - y
  };
  ZhihuiReviewArea others = { "others", 0, 0, sketch->width, 0 };
  double           own = zhihui_review_get_height (
    MAX (count_told (meetings, meeting), zhihui_review_count_unit_rows (meeting, units.width)));

  if (decisions.height > own + PART_ROWS)
    {
      others.y = y + own + 16;
      others.height = sketch->height - others.y;
      decisions.height = units.height = own;
      if (count_decisions (meeting) > 0)
        draw_under_way (sketch, meetings, &others);
      else
        draw_coming (sketch, find_coming (sketch, meetings, meeting), &others);
    }
  zhihui_sketch_review_decisions (sketch, meetings, meeting, &decisions);
  zhihui_sketch_review_units (sketch, meeting, &units);
}

/* What it is and its cases, so wide; returns where they end. */
static double
draw_subject (ZhihuiSketch        *sketch,
              ZhihuiMeetings      *meetings,
              const ZhihuiMeeting *meeting,
              double               width,
              double               bottom)
{
  const ZhihuiReviewArea cases = { "cases", 0, RULE_Y, width, bottom - RULE_Y };
  g_autofree char       *title = zhihui_public_text (meeting->title);

  zhihui_sketch_rect (sketch, "rule", 0, 0, sketch->width, 2, sketch->palette->line);
  draw_state (sketch, meetings, meeting);
  draw_title (sketch, title);
  draw_host (sketch, meeting);
  return draw_cases (sketch, meeting, _ ("Under discussion"), NULL, &cases);
}

/* Columns, one of each monitor; none where the first has no room for the subject. */
static guint
find_columns (const ZhihuiSketch *sketch, ZhihuiSketchPart columns[MAX_COLUMNS])
{
  guint n = zhihui_sketch_split (sketch, LEAST_SIDE, columns, MAX_COLUMNS);

  return n > 0 && columns[0].x < 1 && columns[0].width >= LEAST_MAIN ? n : 0;
}

/* Units below what was decided, and between them what others decided, as far as there is room. */
static void
draw_below_each_other (ZhihuiSketch           *sketch,
                       ZhihuiMeetings         *meetings,
                       const ZhihuiMeeting    *meeting,
                       const ZhihuiSketchPart *column,
                       gboolean                with_others)
{
  double height =
    MIN (zhihui_review_get_height (zhihui_review_count_unit_rows (meeting, column->width)),
         floor (sketch->height / 2));
  double           own = zhihui_review_get_height (count_decisions (meeting));
  ZhihuiReviewArea units = { "units", column->x, sketch->height - height, column->width, height };
  ZhihuiReviewArea decisions = { "decided", column->x, 0, column->width, units.y - 16 };
  ZhihuiReviewArea others = { "under-way", column->x, 0, column->width, 0 };

  if (with_others && count_decisions (meeting) > 0 && decisions.height > own + PART_ROWS)
    {
      others.y = own + 16;
      others.height = decisions.height - others.y;
      decisions.height = own;
      draw_under_way (sketch, meetings, &others);
    }
  else
    {
      /* No hole above them where little was decided. */
      units.y = MIN (units.y, zhihui_review_get_height (count_told (meetings, meeting)) + 16);
      units.height = sketch->height - units.y;
      decisions.height = units.y - 16;
    }
  zhihui_sketch_review_decisions (sketch, meetings, meeting, &decisions);
  zhihui_sketch_review_units (sketch, meeting, &units);
}

/* What it is, its cases, and what room they leave for others. Returns whether that is what others
 * decided. */
static gboolean
draw_main (ZhihuiSketch           *sketch,
           ZhihuiMeetings         *meetings,
           const ZhihuiMeeting    *meeting,
           const ZhihuiSketchPart *column)
{
  const ZhihuiMeeting *next =
    count_decisions (meeting) == 0 ? find_coming (sketch, meetings, meeting) : NULL;
  guint    n_cases = meeting->cases != NULL ? meeting->cases->len : 0;
  double   width = sketch->width, half = floor ((column->width - GAP) / 2);
  gboolean is_beside = next != NULL && n_cases == 1 && half >= LEAST_WAY &&
                       sketch->height < CASES_Y + HEAD + 2 * ZHIHUI_REVIEW_CASE_HEIGHT;
  ZhihuiReviewArea others = { "others", 0, 0, column->width, 0 };

  sketch->width = column->width;
  others.y =
    draw_subject (sketch, meetings, meeting, is_beside ? half : column->width, sketch->height);
  if (is_beside)
    others = (ZhihuiReviewArea){ "others", half + GAP, RULE_Y, half, 0 };
  others.height = sketch->height - others.y;
  sketch->width = width;
  if (count_decisions (meeting) == 0)
    {
      draw_coming (sketch, next, &others);
      return FALSE;
    }
  if (others.height < PART_ROWS)
    return FALSE;
  draw_under_way (sketch, meetings, &others);
  return TRUE;
}

/* What was decided and who takes part stand beside the cases: in two columns, or in one. */
static void
draw_columns (ZhihuiSketch           *sketch,
              ZhihuiMeetings         *meetings,
              const ZhihuiMeeting    *meeting,
              const ZhihuiSketchPart *columns,
              guint                   n)
{
  double           height = sketch->height;
  ZhihuiSketchPart first = columns[1], second = columns[n - 1];
  ZhihuiReviewArea decisions, units;
  gboolean         has_others;

  /* Below few cases, or none, as of what is over, there is room. */
  has_others = draw_main (sketch, meetings, meeting, &columns[0]);
  if (n == 2 && first.width < BESIDE)
    {
      draw_below_each_other (sketch, meetings, meeting, &first, !has_others);
      return;
    }
  if (n == 2)
    {
      first.width = floor ((columns[1].width - GAP) * 0.6);
      second.x += first.width + GAP;
      second.width -= first.width + GAP;
    }
  decisions = (ZhihuiReviewArea){ "decided", first.x, 0, first.width, height };
  units = (ZhihuiReviewArea){ "units", second.x, 0, second.width, height };
  zhihui_sketch_review_decisions (sketch, meetings, meeting, &decisions);
  zhihui_sketch_review_units (sketch, meeting, &units);
}

/* Where there is room all stand beside each other. */
static void
draw_wide (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  double                 width = sketch->width, left = floor ((width - WIDE_GAP) * 0.54);
  double                 part = floor ((width - left - 2 * WIDE_GAP) * 0.6);
  const ZhihuiSketchPart columns[] = { { 0, left },
                                       { left + WIDE_GAP, part },
                                       { left + part + 2 * WIDE_GAP,
                                         width - left - part - 2 * WIDE_GAP } };

  draw_columns (sketch, meetings, meeting, columns, G_N_ELEMENTS (columns));
}

static void
draw_meeting (ZhihuiSketch *sketch, ZhihuiMeetings *meetings, const ZhihuiMeeting *meeting)
{
  double           bottom = sketch->height;
  ZhihuiSketchPart columns[MAX_COLUMNS];
  guint            n = find_columns (sketch, columns);

  if (n > 1)
    {
      draw_columns (sketch, meetings, meeting, columns, n);
      return;
    }
  if (sketch->width >= WIDE)
    {
      draw_wide (sketch, meetings, meeting);
      return;
    }
  if (bottom - LEAST_PARTS > CASES_Y)
    bottom -= MIN (PART_ROWS, MAX (LEAST_PARTS, bottom - CASES_Y - ZHIHUI_REVIEW_CASE_HEIGHT));
  draw_parts (
    sketch, meetings, meeting, draw_subject (sketch, meetings, meeting, sketch->width, bottom));
}

/* Nothing today: what is next, and what is still to be done of what was decided. */
static void
draw_none (ZhihuiSketch *sketch, ZhihuiMeetings *meetings)
{
  const ZhihuiMeeting *next = zhihui_meetings_find_next (meetings, sketch->moment->local_now);
  ZhihuiStyle          large = zhihui_sketch_style (34, 400, sketch->palette->text2);
  ZhihuiStyle          small = zhihui_sketch_style (WORDS, 400, sketch->palette->text3);
  double               y = next != NULL ? 158 : 110;
  ZhihuiReviewArea     area = { "under-way", 0, y, sketch->width, sketch->height - y };
  const char          *text = _ ("No case review today");
  g_autofree char     *when = NULL;
  g_autofree char     *words = NULL;
  ZhihuiSketchPart     columns[MAX_COLUMNS];

  if (find_columns (sketch, columns) > 1)
    area = (ZhihuiReviewArea){ "under-way", columns[1].x, 0, columns[1].width, sketch->height };
  zhihui_sketch_rect (sketch, "rule", 0, 0, sketch->width, 2, sketch->palette->line);
  zhihui_sketch_text (sketch, "none", text, &large, 0, 60, ZHIHUI_ALIGN_LEFT, sketch->width);
  if (next != NULL)
    {
      when = zhihui_sketch_make_time (sketch, next->starts_at);
      words = g_strdup_printf (C_ ("meeting", "the next %s"), when);
      zhihui_sketch_text (
        sketch, "none/next", words, &small, 0, 112, ZHIHUI_ALIGN_LEFT, sketch->width);
    }
  zhihui_sketch_speak (sketch, "%s, %s", text, words != NULL ? words : "");
  if (zhihui_review_has_decisions (meetings))
    draw_under_way (sketch, meetings, &area);
}

/* The meeting that goes on, is next or was last today: 会商研判. */
void
zhihui_panel_review_draw (ZhihuiSketch *sketch)
{
  ZhihuiMeetings      *meetings = zhihui_sketch_begin_meetings (sketch);
  const ZhihuiMeeting *meeting;

  if (meetings == NULL)
    return;

  meeting = choose_meeting (sketch, meetings);
  if (meeting != NULL)
    draw_meeting (sketch, meetings, meeting);
  else
    draw_none (sketch, meetings);
}
