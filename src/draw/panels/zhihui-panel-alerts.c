/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-alert-words.h"
#include "zhihui-format.h"

#define TEXT 24
#define SMALL_TEXT 20
#define LEAST_TEXT 0.65 /* of the strip, for what happened where it has so many words */

typedef struct
{
  ZhihuiRgba   text, strong;
  ZhihuiSymbol symbol;
  gboolean     hollow;
  const char  *shorter; /* nullable: instead of the text where that has no room */
} Look;

static void
count_alerts (GPtrArray *alerts, guint *n_open, guint *n_acknowledged)
{
  *n_open = *n_acknowledged = 0;
  for (guint i = 0; i < alerts->len; i++)
    {
      const ZhihuiAlert *alert = g_ptr_array_index (alerts, i);

      if (alert->acknowledged)
        ++*n_acknowledged;
      else
        ++*n_open;
    }
}

/* What stands at the right end: the others, as counts. */
static char *
make_others (GPtrArray *alerts, gboolean first_is_open)
{
  guint            n_open, n_acknowledged;
  g_autofree char *open = NULL;

  count_alerts (alerts, &n_open, &n_acknowledged);
  if (first_is_open)
    n_open--;
  else
    n_acknowledged--;
  if (n_open > 0)
    {
      open = g_strdup_printf (
        ngettext ("%u more not acknowledged", "%u more not acknowledged", n_open), n_open);
      if (n_acknowledged == 0)
        return g_steal_pointer (&open);
      return g_strdup_printf (
        ngettext ("%1$s, %2$u acknowledged", "%1$s, %2$u acknowledged", n_acknowledged),
        open,
        n_acknowledged);
    }
  if (n_acknowledged == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u more acknowledged", "%u more acknowledged", n_acknowledged),
                          n_acknowledged);
}

/* An alert of the whole is shown whatever region was chosen, and says so. */
static char *
add_scope (const ZhihuiSketch *sketch, const char *text)
{
  g_autofree char *scope = zhihui_sketch_make_scope (sketch);

  return scope != NULL ? g_strdup_printf ("%s · %s", scope, text) : g_strdup (text);
}

/* Why alerts are not heard here, or NULL. */
static const char *
get_silence (const ZhihuiSketch *sketch)
{
  switch (sketch->moment->silence)
    {
    case ZHIHUI_SILENCE_VOICELESS:
      return _ ("No sound");
    case ZHIHUI_SILENCE_MUTED:
      return _ ("Muted here");
    case ZHIHUI_SILENCE_QUIET:
      return _ ("Quiet hours");
    case ZHIHUI_SILENCE_NONE:
    default:
      return NULL;
    }
}

/* Discreet, at the right end. Returns where it begins. */
static double
draw_silence (ZhihuiSketch *sketch, ZhihuiRgba colour, double right)
{
  ZhihuiStyle style = zhihui_sketch_style (SMALL_TEXT, 400, colour);
  const char *word = get_silence (sketch);

  if (word == NULL)
    return right;

  zhihui_sketch_text (
    sketch, "silence", word, &style, right, sketch->height / 2, ZHIHUI_ALIGN_RIGHT, right);
  return right - zhihui_sketch_measure (sketch, word, &style) - 20;
}

/* Sign, bold word, text, time; at the right end the note. The text gives way first. */
static void
draw_strip (ZhihuiSketch *sketch,
            const Look   *look,
            const char   *word,
            const char   *text,
            const char   *when,
            const char   *note)
{
  double           y = sketch->height / 2, x = 20, room, width;
  double           right = draw_silence (sketch, look->text, sketch->width - 20);
  ZhihuiRgba       divider = look->text;
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, look->text);
  ZhihuiStyle      small = zhihui_sketch_style (SMALL_TEXT, 400, look->text);
  ZhihuiStyle      bold = zhihui_sketch_style (TEXT, 700, look->strong);
  ZhihuiSymbolLook sign = { .symbol = look->symbol,
                            .hollow = look->hollow,
                            .colour = look->strong };

  zhihui_marks_add_symbol (
    sketch->picture, "sign", &sign, (x + 12) * sketch->u, (y - 0.5) * sketch->u, 19 * sketch->u);
  divider.alpha *= 0.35;
  x += 31;
  x += zhihui_sketch_text (sketch, "word", word, &bold, x, y, ZHIHUI_ALIGN_LEFT, right - x) + 23;
  if (note != NULL)
    {
      width = zhihui_sketch_measure (sketch, note, &style);
      room = zhihui_sketch_measure (sketch, text, &small);
      /* Where there is no room for both, what happened goes before what else there is. */
      if (x + MIN (room, LEAST_TEXT * (right - x)) + 40 + width <= right)
        {
          zhihui_sketch_text (
            sketch, "note", note, &style, right, y, ZHIHUI_ALIGN_RIGHT, width + 1);
          right -= width + 23;
          if (when != NULL)
            zhihui_sketch_rect (sketch, "divider", right - 1, y - 13, 2, 26, divider);
          right -= 20;
        }
    }
  room = right - x;
  width = when != NULL ? zhihui_sketch_measure (sketch, when, &style) + 26 : 0;
  if (when != NULL && zhihui_sketch_measure (sketch, text, &style) + width > room)
    width = 0;
  if (look->shorter != NULL && zhihui_sketch_measure (sketch, text, &small) > room - width)
    text = look->shorter;
  small = style;
  zhihui_sketch_shrink (sketch, text, &small, room - width);
  x += zhihui_sketch_text (sketch, "text", text, &small, x, y, ZHIHUI_ALIGN_LEFT, room - width);
  if (width > 0)
    zhihui_sketch_text (sketch, "when", when, &style, x + 26, y, ZHIHUI_ALIGN_LEFT, width);
}

static void
add_ground (ZhihuiSketch *sketch, const char *key, double line, double dash, ZhihuiRgba colour)
{
  zhihui_marks_add_box (sketch->picture,
                        key,
                        0,
                        0,
                        round (sketch->width * sketch->u),
                        round (sketch->height * sketch->u),
                        4 * sketch->u,
                        line * sketch->u,
                        dash * sketch->u,
                        colour);
}

/* Why there is nothing to show. */
static const char *
get_excuse (const ZhihuiSketch *sketch)
{
  if (sketch->receipt != NULL && sketch->receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED)
    return _ ("Not offered here");
  if (sketch->state == ZHIHUI_STATE_REFUSED)
    return _ ("This screen may not show it");

  return sketch->state == ZHIHUI_STATE_ERROR ? _ ("No alerts can arrive") : _ ("Reading");
}

static void
draw_kept (ZhihuiSketch *sketch, GPtrArray *alerts)
{
  const ZhihuiPalette *palette = sketch->palette;
  Look                 look = { palette->text2, palette->text2, ZHIHUI_SYMBOL_UP, TRUE };
  ZhihuiAlert         *first = alerts->len > 0 ? g_ptr_array_index (alerts, 0) : NULL;
  gboolean             open = first != NULL && !first->acknowledged;
  g_autofree char     *time = NULL;
  g_autofree char     *word = NULL;
  g_autofree char     *text = NULL;
  g_autofree char     *full = NULL;
  g_autofree char     *note = NULL;

  add_ground (sketch, "ground", 2, 6, palette->mute);
  if ((sketch->kept && sketch->state != ZHIHUI_STATE_STALE) || zhihui_sketch_is_day_over (sketch))
    {
      draw_strip (sketch,
                  &look,
                  _ ("No alerts can arrive"),
                  _ ("none are raised or shown while offline"),
                  NULL,
                  _ ("in urgent matters call the duty office"));
      zhihui_sketch_speak (sketch, "%s", _ ("No alerts can arrive"));
      return;
    }
  time = zhihui_format_clock (sketch->zone, sketch->as_of, FALSE);
  word = g_strdup_printf (_ ("Alerts stopped at %s"), time);
  note = g_strdup_printf (_ ("later alerts than %s may be missing: call the duty office"), time);
  text = first != NULL ? zhihui_alert_words_make_text (first) : g_strdup (_ ("No alerts"));
  full = open ? g_strdup_printf (_ ("%s, not acknowledged"), text) : g_strdup (text);
  if (first != NULL)
    {
      g_autofree char *plain = g_steal_pointer (&full);

      full = g_strdup_printf ("%s · %s", zhihui_alert_words_get_level (first->level), plain);
      look.shorter = text;
    }
  draw_strip (sketch, &look, word, full, NULL, note);
  zhihui_sketch_speak (sketch, "%s: %s", word, full);
}

/* "红色预警 未确认" */
static char *
make_word (const ZhihuiAlert *alert)
{
  const char *level = zhihui_alert_words_get_level (alert->level);

  /* Translators: the level, a colour. */
  return alert->acknowledged ? g_strdup_printf (_ ("Alert %s, acknowledged"), level)
                             : g_strdup_printf (_ ("Alert %s, not acknowledged"), level);
}

static char *
make_raised (const ZhihuiSketch *sketch, const ZhihuiAlert *alert)
{
  gint64           now = sketch->moment->local_now;
  g_autofree char *time = zhihui_sketch_make_time (sketch, alert->raised_at);
  g_autofree char *age = zhihui_format_age (MAX (now - alert->raised_at, 0));

  return alert->acknowledged ? g_strdup_printf (_ ("raised %s"), time)
                             : g_strdup_printf (_ ("raised %1$s, %2$s ago"), time, age);
}

/* What calls for somebody is filled; a notice has an outline, what is taken note of has none. */
static void
draw_first (ZhihuiSketch *sketch, GPtrArray *alerts)
{
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiAlert   *alert = g_ptr_array_index (alerts, 0);
  gboolean             open = !alert->acknowledged;
  gboolean             calls = open && alert->level != ZHIHUI_LEVEL_BLUE;
  Look                 look = { calls ? palette->on_attention : palette->text2,
                calls ? palette->on_attention : palette->text1,
                ZHIHUI_SYMBOL_UP,
                FALSE };
  g_autofree char *told = zhihui_alert_words_make_text (alert);
  g_autofree char *text = add_scope (sketch, told);
  g_autofree char *when = make_raised (sketch, alert);
  g_autofree char *others = make_others (alerts, open);
  g_autofree char *word = make_word (alert);

  add_ground (sketch, "ground", 0, 0, calls ? palette->attention : palette->ground2);
  if (open && !calls)
    add_ground (sketch, "outline", 2, 0, palette->mute);
  draw_strip (sketch, &look, word, text, when, others);
  zhihui_sketch_speak (sketch, "%s: %s, %s", word, text, when);
  if (others != NULL)
    zhihui_sketch_speak (sketch, "%s", others);
}

static void
draw_alerts (ZhihuiSketch *sketch)
{
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiAlerts  *told = zhihui_sketch_read (sketch, ZHIHUI_DATASET_ALERTS, _ ("alerts"));
  GPtrArray           *alerts = told != NULL ? told->items : NULL;
  Look                 look = { palette->text3, palette->text2, ZHIHUI_SYMBOL_UP, TRUE };
  g_autofree char     *failure = NULL;
  const char          *word;

  if (!sketch->shown)
    {
      failure = zhihui_sketch_make_failure (sketch);
      add_ground (sketch, "ground", 2, 6, palette->line2);
      word = get_excuse (sketch);
      draw_strip (sketch,
                  &look,
                  word,
                  failure != NULL && sketch->state == ZHIHUI_STATE_ERROR ? failure : "",
                  NULL,
                  NULL);
      zhihui_sketch_speak (sketch, "%s", word);
      return;
    }
  if (sketch->kept || sketch->lag_s > 0)
    draw_kept (sketch, alerts);
  else if (alerts->len == 0)
    {
      ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, palette->text3);
      g_autofree char *none = add_scope (sketch, _ ("No alerts"));

      double right = draw_silence (sketch, palette->text3, sketch->width - 20);

      zhihui_sketch_text (
        sketch, "word", none, &style, 20, sketch->height / 2, ZHIHUI_ALIGN_LEFT, right - 20);
      zhihui_sketch_speak (sketch, "%s", none);
    }
  else
    draw_first (sketch, alerts);
}

void
zhihui_panel_alerts_draw (ZhihuiSketch *sketch)
{
  const char *silence = get_silence (sketch);

  draw_alerts (sketch);
  if (silence != NULL)
    zhihui_sketch_speak (sketch, "%s", silence);
}
