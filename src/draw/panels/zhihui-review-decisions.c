/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-review-decisions.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-public-text.h"

#define TITLE 25
#define TEXT 24
#define NOTE 20
#define NOTE_GAP 15
#define TITLE_Y 27
#define FIRST_Y 68
#define PITCH 42
#define TEXT_X 32
#define COLUMN_GAP 18
#define UNIT_WIDTH 250
#define FLOW 560 /* u: the least width of rows that flow on beside */
#define FLOW_GAP 64
#define MAX_UNIT 160
#define WIDE 800 /* u: wider, the parts of a row are drawn together */

typedef struct
{
  const ZhihuiDecision *decision; /* borrowed */
  gboolean              overdue, done;
} Row;

/* Whole or not at all: half a count is another one. */
gboolean
zhihui_review_title_has_room (ZhihuiSketch           *sketch,
                              const char             *title,
                              const char             *note,
                              const ZhihuiReviewArea *area)
{
  ZhihuiStyle large = zhihui_sketch_style (TITLE, 700, sketch->palette->text1);
  ZhihuiStyle small = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);

  return zhihui_sketch_measure (sketch, title, &large) + NOTE_GAP +
           zhihui_sketch_measure (sketch, note, &small) <=
         area->width;
}

void
zhihui_sketch_review_title (ZhihuiSketch           *sketch,
                            const char             *title,
                            const char             *note,
                            const ZhihuiReviewArea *area)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          large = zhihui_sketch_style (TITLE, 700, palette->text1);
  ZhihuiStyle          small = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *rule_key = g_strconcat (area->key, "/rule", NULL);
  g_autofree char     *note_key = g_strconcat (area->key, "/note", NULL);
  double               left;

  zhihui_sketch_rect (sketch, rule_key, area->x, area->y, area->width, 2, palette->line);
  left = area->x +
         zhihui_sketch_text (sketch,
                             area->key,
                             title,
                             &large,
                             area->x,
                             area->y + TITLE_Y,
                             ZHIHUI_ALIGN_LEFT,
                             area->width) +
         NOTE_GAP;
  if (note != NULL && zhihui_review_title_has_room (sketch, title, note, area))
    zhihui_sketch_text (sketch,
                        note_key,
                        note,
                        &small,
                        left,
                        area->y + TITLE_Y + ZHIHUI_MIDDLE_TO_BASELINE * (TITLE - NOTE),
                        ZHIHUI_ALIGN_LEFT,
                        area->x + area->width - left);
  zhihui_sketch_speak (sketch, "%s, %s", title, note != NULL ? note : "");
}

static guint
count_rows (const ZhihuiReviewArea *area)
{
  return (guint) MAX (floor ((area->height - FIRST_Y - 14) / PITCH) + 1, 0);
}

double
zhihui_review_get_height (guint n)
{
  return FIRST_Y + PITCH * (double) MAX (n, 1) - 12;
}

/* ---- what was decided ---- */

static Row
judge (const ZhihuiSketch *sketch, const ZhihuiDecision *decision)
{
  Row row = { decision, FALSE, g_strcmp0 (decision->state, "done") == 0 };

  /* Of what is kept nobody knows whether it was done since. */
  row.overdue =
    !row.done && !sketch->kept &&
    (g_strcmp0 (decision->state, "overdue") == 0 ||
     (decision->due_at != ZHIHUI_NO_INSTANT && decision->due_at < sketch->moment->local_now));
  return row;
}

static gint64
get_due (const Row *row)
{
  return row->decision->due_at != ZHIHUI_NO_INSTANT ? row->decision->due_at : G_MAXINT64;
}

/* What is not done first, the longest due before. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;

  if (one->done != other->done)
    return one->done ? 1 : -1;
  return (get_due (one) > get_due (other)) - (get_due (one) < get_due (other));
}

static void
add_rows (const ZhihuiSketch *sketch, GPtrArray *decisions, gboolean with_done, GArray *rows)
{
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      Row row = judge (sketch, decisions->pdata[i]);

      if (with_done || !row.done)
        g_array_append_val (rows, row);
    }
}

static guint
count_overdue (const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_array_index (rows, Row, i).overdue ? 1 : 0;
  return n;
}

/* "超 2 天", "超 15 小时", "今日到期", "8月1日前", "已办" */
static char *
make_due (const ZhihuiSketch *sketch, const Row *row)
{
  gint64           due_at = row->decision->due_at, now = sketch->moment->local_now;
  g_autofree char *text = NULL;

  if (row->done)
    return g_strdup (C_ ("decision", "done"));
  if (due_at == ZHIHUI_NO_INSTANT)
    return g_strdup (C_ ("decision", "open"));
  if (row->overdue)
    {
      text = zhihui_format_coarse_age (now - due_at);
      return g_strdup_printf (C_ ("decision", "overdue %s"), text);
    }
  if (zhihui_sketch_is_today (sketch, due_at))
    return g_strdup (C_ ("decision", "due today"));
  text = zhihui_format_date (sketch->zone, due_at, now);
  return g_strdup_printf (C_ ("decision", "by %s"), text);
}

static void
draw_decision_sign (ZhihuiSketch *sketch, const char *key, const Row *row, double x, double y)
{
  const ZhihuiPalette *palette = sketch->palette;

  if (row->overdue)
    zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_DIAMOND, x, y, 20, palette->attention);
  else if (row->done)
    zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_CHECK, x, y, 15, palette->text3);
  else
    zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_RING, x, y, 16, palette->text2);
}

/* Where the parts of all rows stand. */
typedef struct
{
  double   unit_x, due_x; /* of a unit the right or left edge, of a day the left one */
  double   text_width;
  gboolean is_wide; /* the unit follows on the text, so that the eye has no long way */
} Columns;

static double
measure_widest (ZhihuiSketch *sketch,
                const GArray *rows,
                guint         n,
                int           weight,
                double        size,
                char *(*make) (const ZhihuiSketch *, const Row *) )
{
  ZhihuiStyle style = zhihui_sketch_style (size, weight, sketch->palette->text3);
  double      width = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make (sketch, &g_array_index (rows, Row, i));

      width = MAX (width, zhihui_sketch_measure (sketch, text, &style));
    }
  return width;
}

static char *
make_unit (const ZhihuiSketch *sketch, const Row *row)
{
  return zhihui_public_text (row->decision->unit);
}

static char *
make_text (const ZhihuiSketch *sketch, const Row *row)
{
  return zhihui_public_text (row->decision->text);
}

static Columns
make_columns (ZhihuiSketch *sketch, const GArray *rows, guint n, const ZhihuiReviewArea *area)
{
  /* The bold face is not the wider one in every version of the font. */
  double  due = MAX (measure_widest (sketch, rows, n, 700, NOTE, make_due),
                    measure_widest (sketch, rows, n, 400, NOTE, make_due));
  double  unit = MIN (measure_widest (sketch, rows, n, 400, NOTE, make_unit), MAX_UNIT);
  double  text = measure_widest (sketch, rows, n, 400, TEXT, make_text);
  double  right = area->x + area->width, left = area->x + TEXT_X;
  Columns columns = { .due_x = right - due, .is_wide = area->width > WIDE };

  columns.text_width = columns.due_x - COLUMN_GAP - unit - COLUMN_GAP - left;
  columns.unit_x = columns.due_x - COLUMN_GAP;
  if (!columns.is_wide || text >= columns.text_width)
    {
      columns.is_wide = FALSE;
      return columns;
    }
  columns.text_width = text + 1;
  columns.unit_x = left + text + 2 * COLUMN_GAP;
  columns.due_x = columns.unit_x + unit + 2 * COLUMN_GAP;
  return columns;
}

static void
draw_decision (ZhihuiSketch           *sketch,
               const Row              *row,
               guint                   i,
               guint                   line,
               const ZhihuiReviewArea *area,
               const Columns          *columns)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (
    TEXT,
    400,
    row->done ? palette->text3 : zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle due_style = zhihui_sketch_style (
    NOTE, row->overdue ? 700 : 400, row->overdue ? palette->attention : palette->text3);
  ZhihuiStyle      unit_style = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char *prefix = g_strdup_printf ("%s/%u", area->key, i);
  g_autofree char *sign_key = g_strconcat (prefix, "/sign", NULL);
  g_autofree char *text_key = g_strconcat (prefix, "/text", NULL);
  g_autofree char *unit_key = g_strconcat (prefix, "/unit", NULL);
  g_autofree char *due_key = g_strconcat (prefix, "/due", NULL);
  g_autofree char *due = make_due (sketch, row);
  g_autofree char *unit = make_unit (sketch, row);
  g_autofree char *text = make_text (sketch, row);
  /* Where nobody gave words for everybody: whose it is and when it is due is all. */
  gboolean is_bare = *text == '\0';
  double   y = area->y + FIRST_Y + PITCH * (double) line,
         small = y + ZHIHUI_MIDDLE_TO_BASELINE * (TEXT - NOTE);

  draw_decision_sign (sketch, sign_key, row, area->x + 10, y);
  zhihui_sketch_text (sketch,
                      text_key,
                      is_bare ? unit : text,
                      &style,
                      area->x + TEXT_X,
                      y,
                      ZHIHUI_ALIGN_LEFT,
                      columns->text_width);
  if (!is_bare)
    zhihui_sketch_text (sketch,
                        unit_key,
                        unit,
                        &unit_style,
                        columns->unit_x,
                        small,
                        columns->is_wide ? ZHIHUI_ALIGN_LEFT : ZHIHUI_ALIGN_RIGHT,
                        MAX_UNIT);
  zhihui_sketch_text (sketch,
                      due_key,
                      due,
                      &due_style,
                      columns->due_x,
                      small,
                      ZHIHUI_ALIGN_LEFT,
                      area->x + area->width - columns->due_x + 1);
  zhihui_sketch_speak (sketch, "%s, %s, %s", is_bare ? "" : text, unit, due);
}

/* "本场 3 项", "7月22日以来未办结 21 项，超期 2 项" */
static char *
make_note (const ZhihuiSketch *sketch,
           ZhihuiMeetings     *meetings,
           const GArray       *rows,
           gboolean            is_own)
{
  guint            n_overdue = count_overdue (rows), n = rows->len;
  gint64           from = meetings->window.from;
  g_autofree char *date = NULL;
  g_autofree char *all = NULL;

  if (n == 0)
    return NULL;
  if (is_own)
    all = g_strdup_printf (ngettext ("%u of this meeting", "%u of this meeting", n), n);
  else if (from == ZHIHUI_NO_INSTANT || from <= 0)
    all = g_strdup_printf (ngettext ("%u not done", "%u not done", n), n);
  else
    {
      date = zhihui_format_date (sketch->zone, from, sketch->moment->local_now);
      all = g_strdup_printf (
        ngettext ("%1$u not done since %2$s", "%1$u not done since %2$s", n), n, date);
    }
  if (n_overdue == 0)
    return g_steal_pointer (&all);
  return g_strdup_printf (
    ngettext ("%1$s, %2$u overdue", "%1$s, %2$u overdue", n_overdue), all, n_overdue);
}

/* What has no room below each other flows on beside. */
static void
draw_rows (ZhihuiSketch *sketch, const GArray *rows, const ZhihuiReviewArea *area)
{
  guint            n_below = MAX (count_rows (area), 1);
  guint            n_wanted = (rows->len + n_below - 1) / n_below;
  guint            n_beside = (guint) (floor ((area->width + FLOW_GAP) / (FLOW + FLOW_GAP)));
  guint            n_flows = CLAMP (n_wanted, 1, MAX (n_beside, 1));
  guint            n = MIN (n_below * n_flows, rows->len);
  ZhihuiReviewArea flow = *area;
  Columns          columns = { 0 };

  flow.width = (area->width - FLOW_GAP * (n_flows - 1)) / n_flows;
  for (guint i = 0; i < n; i++)
    {
      if (i % n_below == 0)
        {
          flow.x = area->x + (flow.width + FLOW_GAP) * (i / n_below);
          columns = make_columns (sketch, rows, n, &flow);
        }
      draw_decision (sketch, &g_array_index (rows, Row, i), i, i % n_below, &flow, &columns);
    }
}

gboolean
zhihui_review_has_decisions (ZhihuiMeetings *meetings)
{
  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *one = meetings->items->pdata[i];

      if (one->decisions != NULL && one->decisions->len > 0)
        return TRUE;
    }
  return FALSE;
}

void
zhihui_sketch_review_decisions (ZhihuiSketch           *sketch,
                                ZhihuiMeetings         *meetings,
                                const ZhihuiMeeting    *meeting,
                                const ZhihuiReviewArea *area)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, sketch->palette->text3);
  g_autofree char *note = NULL;
  g_autofree char *none_key = g_strconcat (area->key, "/none", NULL);
  gboolean         is_own;

  if (meeting != NULL)
    add_rows (sketch, meeting->decisions, TRUE, rows);
  is_own = rows->len > 0;
  for (guint i = 0; !is_own && i < meetings->items->len; i++)
    add_rows (sketch, ((const ZhihuiMeeting *) meetings->items->pdata[i])->decisions, FALSE, rows);
  g_array_sort (rows, compare_rows);

  note = make_note (sketch, meetings, rows, is_own);
  zhihui_sketch_review_title (
    sketch, is_own ? _ ("Decided") : _ ("Decisions under way"), note, area);
  draw_rows (sketch, rows, area);
  if (rows->len == 0)
    zhihui_sketch_text (sketch,
                        none_key,
                        zhihui_review_has_decisions (meetings)
                          ? _ ("Everything that was decided is done")
                          : _ ("Nothing was decided in these days"),
                        &style,
                        area->x,
                        area->y + FIRST_Y,
                        ZHIHUI_ALIGN_LEFT,
                        area->width);
}

/* ---- who takes part ---- */

static guint
count_unit_columns (double width)
{
  return (guint) MAX (floor (width / UNIT_WIDTH), 1);
}

guint
zhihui_review_count_unit_rows (const ZhihuiMeeting *meeting, double width)
{
  guint n_columns = count_unit_columns (width);

  return (meeting->units->len + n_columns - 1) / n_columns;
}

static void
draw_unit (
  ZhihuiSketch *sketch, const ZhihuiMeeting *meeting, guint i, double x, double y, double width)
{
  const ZhihuiPalette *palette = sketch->palette;
  const char          *unit = meeting->units->pdata[i];
  gboolean             is_open = meeting->state == ZHIHUI_MEETING_OPEN;
  gboolean             joined = zhihui_meeting_has_joined (meeting, unit);
  gboolean             is_host = g_strcmp0 (meeting->host, unit) == 0;
  ZhihuiStyle          style =
    zhihui_sketch_style (TEXT,
                         400,
                         joined    ? zhihui_sketch_choose (sketch, palette->text1, palette->text2)
                         : is_open ? palette->text3
                                   : palette->text2);
  ZhihuiStyle      small = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char *prefix = g_strdup_printf ("unit/%u", i);
  g_autofree char *sign_key = g_strconcat (prefix, "/sign", NULL);
  g_autofree char *note_key = g_strconcat (prefix, "/note", NULL);
  g_autofree char *name = zhihui_public_text (unit);
  const char      *note = is_host              ? C_ ("meeting", "host")
                          : is_open && !joined ? C_ ("meeting", "not there")
                                               : NULL;
  double           used;

  if (joined)
    zhihui_sketch_honest_symbol (sketch, sign_key, ZHIHUI_SYMBOL_DOT, x + 9, y, 15, style.colour);
  else
    zhihui_sketch_symbol (sketch, sign_key, ZHIHUI_SYMBOL_RING, x + 9, y, 15, style.colour);
  used = zhihui_sketch_text (
           sketch, prefix, name, &style, x + TEXT_X, y, ZHIHUI_ALIGN_LEFT, width - TEXT_X) +
         TEXT_X + 12;
  if (note != NULL)
    zhihui_sketch_text (sketch,
                        note_key,
                        note,
                        &small,
                        x + used,
                        y + ZHIHUI_MIDDLE_TO_BASELINE * (TEXT - NOTE),
                        ZHIHUI_ALIGN_LEFT,
                        width - used);
  zhihui_sketch_speak (sketch, "%s %s", name, note != NULL ? note : "");
}

void
zhihui_sketch_review_units (ZhihuiSketch           *sketch,
                            const ZhihuiMeeting    *meeting,
                            const ZhihuiReviewArea *area)
{
  guint            n_units = meeting->units->len;
  guint            n_columns = count_unit_columns (area->width);
  guint            n_fit = count_rows (area) * n_columns;
  double           width = area->width / n_columns;
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, sketch->palette->text3);
  g_autofree char *all = zhihui_meeting_make_unit_count (meeting);
  zhihui_sketch_review_title (sketch, _ ("Taking part"), n_units > 0 ? all : NULL, area);
  for (guint i = 0; i < n_units && i < n_fit; i++)
    {
      double x = area->x + width * (i % n_columns);
      double y = area->y + FIRST_Y + PITCH * (double) (i / n_columns);

      if (i + 1 == n_fit && n_units > n_fit)
        {
          g_autofree char *more =
            g_strdup_printf (ngettext ("and %u more", "and %u more", n_units - i), n_units - i);

          zhihui_sketch_text (
            sketch, "units/more", more, &style, x + TEXT_X, y, ZHIHUI_ALIGN_LEFT, width - TEXT_X);
          break;
        }
      draw_unit (sketch, meeting, i, x, y, width - 12);
    }
}
