/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-way.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-public-text.h"

#define LABEL 26
#define TIME 22
#define LIMIT 20
#define MAX_STEPS 7
#define MAX_STEP_WIDTH 260
#define SIGN 20
#define GAP 12         /* u: between steps */
#define DESK_UNIT 0.55 /* px: the smallest text is that of the desk's notes */
#define DESK_TOP 14    /* u: from the upper edge to the line */
#define DESK_HEIGHT 128

typedef enum
{
  STEP_DONE,
  STEP_DONE_LATE,
  STEP_TURNED, /* returned by the unit, or sent back by the centre */
  STEP_OWED,
  STEP_OVERDUE,
} StepLook;

static const struct
{
  const char *name, *label;
} labels[] = {
  { "accepted", NC_ ("step", "accepted") }, { "dispatched", NC_ ("step", "sent again") },
  { "signed", NC_ ("step", "signed") },     { "contacted", NC_ ("step", "contacted") },
  { "returned", NC_ ("step", "returned") }, { "redone", NC_ ("step", "sent back") },
  { "replied", NC_ ("step", "replied") },
};

static const char *
get_label (const ZhihuiCaseStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].name, step->name) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "step", labels[i].label);

  return step->name;
}

static StepLook
judge_step (const ZhihuiSketch *sketch, const ZhihuiCaseStep *step)
{
  if (g_strcmp0 (step->name, "returned") == 0 || g_strcmp0 (step->name, "redone") == 0)
    return STEP_TURNED;
  if (step->at != ZHIHUI_NO_INSTANT)
    return step->due_at != ZHIHUI_NO_INSTANT && step->at > step->due_at ? STEP_DONE_LATE
                                                                        : STEP_DONE;
  /* Of what is kept nobody knows whether it was done since. */
  if (sketch->kept || step->due_at == ZHIHUI_NO_INSTANT ||
      step->due_at >= sketch->moment->local_now)
    return STEP_OWED;
  return STEP_OVERDUE;
}

/* When it was done, or how long it took; of what is owed the time left or gone by. */
static char *
make_time (const ZhihuiSketch *sketch, const ZhihuiCaseStep *step, StepLook look)
{
  gint64           now = sketch->moment->local_now;
  g_autofree char *age = NULL;

  if (step->at != ZHIHUI_NO_INSTANT && step->since != ZHIHUI_NO_INSTANT &&
      step->at - step->since < 7200)
    return zhihui_format_age (MAX (step->at - step->since, 0));
  if (step->at != ZHIHUI_NO_INSTANT)
    return zhihui_sketch_make_time (sketch, step->at);
  if (sketch->kept || sketch->lag_s > 0)
    return g_strdup ("—");
  if (step->due_at == ZHIHUI_NO_INSTANT)
    return g_strdup (C_ ("step", "under way"));

  age = look == STEP_OVERDUE ? zhihui_format_coarse_age (now - step->due_at)
                             : zhihui_format_countdown (step->due_at - now);
  return g_strdup_printf (look == STEP_OVERDUE ? _ ("overdue %s") : C_ ("step", "%s left"), age);
}

/* The day, or the largest part of the time, where there is room for no more. */
static char *
make_short_time (const ZhihuiSketch *sketch, const ZhihuiCaseStep *step)
{
  gint64           now = sketch->moment->local_now;
  g_autofree char *age = NULL;

  if (step->at != ZHIHUI_NO_INSTANT)
    return zhihui_format_date (sketch->zone, step->at, now);
  age = zhihui_format_coarse_age (ABS (step->due_at - now));
  return g_strdup_printf (now > step->due_at ? _ ("overdue %s") : C_ ("step", "%s left"), age);
}

/* Smaller where it is too wide, then shorter. */
static char *
fit_time (
  ZhihuiSketch *sketch, const ZhihuiCaseStep *step, StepLook look, ZhihuiStyle *style, double room)
{
  char *when = make_time (sketch, step, look);

  zhihui_sketch_shrink (sketch, when, style, room);
  if (zhihui_sketch_measure (sketch, when, style) <= room ||
      (step->at == ZHIHUI_NO_INSTANT && step->due_at == ZHIHUI_NO_INSTANT))
    return when;
  g_free (when);
  return make_short_time (sketch, step);
}

/* A day where it lasts to the end of one, else with the hour; the day alone where both have no
 * room. */
static char *
make_limit (ZhihuiSketch *sketch, const ZhihuiCaseStep *step, const ZhihuiStyle *style, double room)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  gint64           limit_s;

  if (step->due_at == ZHIHUI_NO_INSTANT)
    return zhihui_public_text (step->unit != NULL ? step->unit : "");

  limit_s = step->since != ZHIHUI_NO_INSTANT ? step->due_at - step->since : G_MAXINT64;
  if (limit_s <= 7200)
    text = zhihui_format_age ((limit_s + 30) / 60 * 60);
  else if (!zhihui_sketch_is_end_of_day (sketch, step->due_at))
    text = zhihui_sketch_make_time (sketch, step->due_at);
  else if (zhihui_sketch_is_today (sketch, step->due_at))
    text = g_strdup (C_ ("step", "today"));
  else
    text = zhihui_format_date (sketch->zone, step->due_at, sketch->moment->local_now);
  whole = g_strdup_printf (C_ ("step", "limit %s"), text);
  if (zhihui_sketch_measure (sketch, whole, style) <= room)
    return g_steal_pointer (&whole);
  return zhihui_format_date (sketch->zone, step->due_at, sketch->moment->local_now);
}

/* Whether a step can say in @room when it was or is to be. */
static gboolean
has_room (ZhihuiSketch *sketch, const ZhihuiCaseStep *step, double room)
{
  StepLook    look = judge_step (sketch, step);
  ZhihuiStyle time =
    zhihui_sketch_style (TIME, look == STEP_OVERDUE ? 700 : 400, sketch->palette->text2);
  ZhihuiStyle      limit = zhihui_sketch_style (LIMIT, 400, sketch->palette->text3);
  g_autofree char *when = fit_time (sketch, step, look, &time, room);
  g_autofree char *until = make_limit (sketch, step, &limit, room);

  return zhihui_sketch_measure (sketch, when, &time) <= room &&
         (step->due_at == ZHIHUI_NO_INSTANT ||
          zhihui_sketch_measure (sketch, until, &limit) <= room);
}

static void
draw_step_sign (ZhihuiSketch *sketch, const char *key, StepLook look, double x, double y)
{
  const ZhihuiPalette *palette = sketch->palette;

  switch (look)
    {
    case STEP_TURNED:
      zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_NO_ENTRY, x, y, SIGN + 4, palette->text2);
      break;
    case STEP_OWED:
      zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_RING, x, y, SIGN, palette->text2);
      break;
    case STEP_OVERDUE:
      zhihui_sketch_symbol (sketch, key, ZHIHUI_SYMBOL_DIAMOND, x, y, SIGN + 6, palette->attention);
      break;
    case STEP_DONE_LATE:
      zhihui_sketch_honest_symbol (
        sketch, key, ZHIHUI_SYMBOL_DIAMOND, x, y, SIGN + 4, palette->text2);
      break;
    case STEP_DONE:
    default:
      zhihui_sketch_honest_symbol (sketch, key, ZHIHUI_SYMBOL_DOT, x, y, SIGN, palette->text2);
      break;
    }
}

static void
draw_step (ZhihuiSketch         *sketch,
           const char           *prefix,
           const ZhihuiCaseStep *step,
           guint                 n_hidden,
           double                x,
           double                y,
           double                width)
{
  const ZhihuiPalette *palette = sketch->palette;
  StepLook             look = judge_step (sketch, step);
  gboolean             overdue = look == STEP_OVERDUE;
  ZhihuiStyle          label = zhihui_sketch_style (
    LABEL, sketch->kept ? 400 : 700, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle time =
    zhihui_sketch_style (TIME, overdue ? 700 : 400, overdue ? palette->attention : palette->text2);
  ZhihuiStyle      limit = zhihui_sketch_style (LIMIT, 400, palette->text3);
  g_autofree char *sign_key = g_strconcat (prefix, "/sign", NULL);
  g_autofree char *label_key = g_strconcat (prefix, "/label", NULL);
  g_autofree char *time_key = g_strconcat (prefix, "/time", NULL);
  g_autofree char *limit_key = g_strconcat (prefix, "/limit", NULL);
  g_autofree char *when = fit_time (sketch, step, look, &time, width - GAP);
  g_autofree char *until = n_hidden > 0 ? g_strdup_printf (C_ ("step", "… +%u"), n_hidden)
                                        : make_limit (sketch, step, &limit, width - GAP);

  zhihui_sketch_shrink (sketch, get_label (step), &label, width - GAP);
  draw_step_sign (sketch, sign_key, look, x + SIGN / 2.0 + 1, y);
  zhihui_sketch_text (
    sketch, label_key, get_label (step), &label, x, y + 36, ZHIHUI_ALIGN_LEFT, width - GAP);
  zhihui_sketch_text (sketch, time_key, when, &time, x, y + 66, ZHIHUI_ALIGN_LEFT, width - GAP);
  zhihui_sketch_text (sketch, limit_key, until, &limit, x, y + 93, ZHIHUI_ALIGN_LEFT, width - GAP);
  zhihui_sketch_speak (sketch, "%s, %s, %s", get_label (step), when, until);
}

/* The line to the next step: what is still owed, and what is left out between, is dashed. */
static void
draw_line (ZhihuiSketch         *sketch,
           const char           *prefix,
           const ZhihuiCaseStep *next,
           gboolean              is_whole,
           double                x,
           double                y,
           double                pitch)
{
  const double     beside = 8;
  double           from = x + SIGN + 2 + beside, to = x + pitch - beside;
  g_autofree char *key = g_strconcat (prefix, "/line", NULL);
  double           u = sketch->u;

  if (is_whole && next->at != ZHIHUI_NO_INSTANT && !sketch->kept)
    zhihui_sketch_rect (sketch, key, from, y - 1.5, to - from, 3, sketch->palette->bar);
  else
    zhihui_marks_add_dashes (sketch->picture,
                             key,
                             round (from * u),
                             round ((y - 1.5) * u),
                             floor ((to - from) * u),
                             MAX (round (3 * u), 1),
                             6 * u,
                             6 * u,
                             sketch->kept ? sketch->palette->line2 : sketch->palette->bar);
}

/* Which step stands at place @i of @n: the first, and the last ones. */
static guint
choose_step (const GPtrArray *steps, guint n, guint i)
{
  return i == 0 ? 0 : steps->len - n + i;
}

/* From step to step; the last one, which says the most where it is overdue, has what it needs. */
static double
find_pitch (ZhihuiSketch *sketch, const GPtrArray *steps, guint n, double width)
{
  const ZhihuiCaseStep *last = steps->pdata[steps->len - 1];
  StepLook              look = judge_step (sketch, last);
  double                pitch = width / n;

  if (n > 1 && last->due_at != ZHIHUI_NO_INSTANT)
    {
      ZhihuiStyle style =
        zhihui_sketch_style (LIMIT, look == STEP_OVERDUE ? 700 : 400, sketch->palette->text2);
      g_autofree char *when = make_short_time (sketch, last);
      double           need = ceil (zhihui_sketch_measure (sketch, when, &style)) + GAP + 1;

      if (need > pitch)
        pitch = MAX (width - need, 0) / (n - 1);
    }
  return MIN (pitch, MAX_STEP_WIDTH);
}

/* How many steps have room beside each other. */
static guint
count_shown (ZhihuiSketch *sketch, const GPtrArray *steps, double width)
{
  guint n = MIN (steps->len, MAX_STEPS);

  for (; n > 2; n--)
    {
      double   pitch = find_pitch (sketch, steps, n, width);
      gboolean fits = TRUE;

      for (guint i = 0; i < n && fits; i++)
        fits = has_room (sketch,
                         steps->pdata[choose_step (steps, n, i)],
                         (i + 1 < n ? pitch : width - pitch * i) - GAP);
      if (fits)
        break;
    }
  return n;
}

/**
 * zhihui_sketch_case_way:
 * @prefix: of the keys of its items
 * @x: left, u
 * @y: of the line with its signs, u
 * @width: u
 *
 * What was done for a case and what is owed, step after step; where all have no room, the first and
 * the last ones.
 */
void
zhihui_sketch_case_way (ZhihuiSketch            *sketch,
                        const char              *prefix,
                        const ZhihuiMeetingCase *one,
                        double                   x,
                        double                   y,
                        double                   width)
{
  guint  n = one->steps != NULL ? count_shown (sketch, one->steps, width) : 0;
  double pitch = n > 0 ? find_pitch (sketch, one->steps, n, width) : 0;

  for (guint i = 0; i < n; i++)
    {
      guint            n_hidden = i == 0 ? one->steps->len - n : 0;
      g_autofree char *key = g_strdup_printf ("%s/%u", prefix, i);

      if (i + 1 < n)
        draw_line (sketch,
                   key,
                   one->steps->pdata[choose_step (one->steps, n, i + 1)],
                   n_hidden == 0,
                   x + pitch * i,
                   y,
                   pitch);
      draw_step (sketch,
                 key,
                 one->steps->pdata[choose_step (one->steps, n, i)],
                 n_hidden,
                 x + pitch * i,
                 y,
                 i + 1 < n ? pitch : MIN (width - pitch * i, MAX_STEP_WIDTH));
    }
}

double
zhihui_case_way_get_unit (void)
{
  return DESK_UNIT;
}

double
zhihui_case_way_get_height (void)
{
  return ceil (DESK_HEIGHT * DESK_UNIT);
}

/**
 * zhihui_case_way_draw:
 * @theme: of the desk, with zhihui_case_way_get_unit() or a larger one
 * @zone: of the deployment
 * @now: of the platform's clock
 * @kept: it is not of now
 * @width: px
 *
 * Returns: (transfer full): the same as a picture of its own
 */
ZhihuiPicture *
zhihui_case_way_draw (const ZhihuiTheme       *theme,
                      const ZhihuiMeetingCase *one,
                      ZhihuiZone              *zone,
                      gint64                   now,
                      gboolean                 kept,
                      double                   width)
{
  const ZhihuiMoment moment = { .local_now = now };
  ZhihuiSketch       sketch = {
          .picture =
            zhihui_picture_new (theme, width, ceil (DESK_HEIGHT * zhihui_theme_get_unit (theme))),
          .theme = theme,
          .palette = zhihui_theme_get_palette (theme),
          .moment = &moment,
          .zone = zone,
          .u = zhihui_theme_get_unit (theme),
          .width = width / zhihui_theme_get_unit (theme),
          .height = DESK_HEIGHT,
          .kept = kept,
  };

  zhihui_sketch_case_way (&sketch, "way", one, 0, DESK_TOP, sketch.width);
  return sketch.picture;
}
