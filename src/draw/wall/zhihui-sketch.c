/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-panel-kinds.h"

#define LARGE 40      /* u: from here on the display cut, and the wide stroke of hollow figures */
#define KEY_FIGURE 60 /* u: from here on letters stand closer */
#define TITLE_Y 26.9
#define PART_GAP 2 /* u: beside the space between parts of two weights */
#define NOTE 20

/**
 * zhihui_sketch_judge:
 * @has_content: something of it is kept
 * @as_of: of the content
 * @subject: what is read, translated
 */
void
zhihui_sketch_judge (ZhihuiSketch        *self,
                     ZhihuiFreshness      freshness,
                     const ZhihuiReceipt *receipt,
                     gboolean             has_content,
                     gint64               as_of,
                     const char          *subject)
{
  ZhihuiState state = freshness.state;

  /* A state that speaks of figures, where there are none. */
  if (!has_content && state != ZHIHUI_STATE_ERROR && state != ZHIHUI_STATE_REFUSED)
    state = ZHIHUI_STATE_LOADING;

  self->state = state;
  self->shown = has_content;
  self->kept = has_content && state != ZHIHUI_STATE_FRESH && state != ZHIHUI_STATE_LATE;
  self->age_s = freshness.age_s;
  self->lag_s = 0;
  self->as_of = as_of;
  self->receipt = receipt;
  self->subject = subject;
}

void
zhihui_sketch_judge_dataset (ZhihuiSketch *self,
                             ZhihuiDataset dataset,
                             ZhihuiStamp  *stamp,
                             const char   *subject)
{
  const ZhihuiFreshness none = { ZHIHUI_STATE_LOADING, 0 };

  if (self->situation == NULL)
    zhihui_sketch_judge (self, none, NULL, FALSE, ZHIHUI_NO_INSTANT, subject);
  else
    zhihui_sketch_judge (self,
                         zhihui_situation_judge (self->situation, dataset, self->moment->now_us),
                         zhihui_situation_get_receipt (self->situation, dataset),
                         stamp != NULL,
                         stamp != NULL ? stamp->as_of : ZHIHUI_NO_INSTANT,
                         subject);
  if (self->situation != NULL)
    zhihui_sketch_set_lag (
      self, zhihui_situation_get_dataset_lag_s (self->situation, dataset, self->moment->now_us));
  self->wider = self->situation != NULL && zhihui_situation_is_wider (self->situation, dataset);
}

/**
 * zhihui_sketch_set_lag:
 * @lag_s: as of zhihui_situation_get_dataset_lag_s()
 *
 * What is not fresh says so already.
 */
void
zhihui_sketch_set_lag (ZhihuiSketch *self, gint64 lag_s)
{
  self->lag_s = self->shown && self->state == ZHIHUI_STATE_FRESH ? lag_s : 0;
}

/**
 * zhihui_sketch_is_dated:
 *
 * Returns: whether what is shown is not of now, so that its moment or its age stands beside it
 */
gboolean
zhihui_sketch_is_dated (const ZhihuiSketch *self)
{
  return self->shown && (self->state != ZHIHUI_STATE_FRESH || self->lag_s != 0);
}

char *
zhihui_sketch_make_scope (const ZhihuiSketch *self)
{
  ZhihuiMeta *meta;

  if (!self->wider)
    return NULL;

  meta = zhihui_situation_get_meta (self->situation);
  if (meta == NULL || meta->name == NULL || *meta->name == '\0')
    return g_strdup (_ ("all regions"));
  return g_strdup_printf (_ ("all of %s"), meta->name);
}

ZhihuiRgba
zhihui_sketch_choose (const ZhihuiSketch *self, ZhihuiRgba colour, ZhihuiRgba fallback)
{
  return self->kept ? fallback : colour;
}

/* Is what is kept, or what the platform no longer renews, of an earlier day, so that its "today" is
 * over? It may be where nobody knows what day it is. */
gboolean
zhihui_sketch_is_day_over (const ZhihuiSketch *self)
{
  gint64 as_of = self->as_of;

  if (as_of == ZHIHUI_NO_INSTANT)
    return FALSE;
  if (!self->kept)
    {
      if (self->lag_s <= 0)
        return FALSE;
      as_of = MAX (as_of, self->receipt->holds_at);
    }
  else if (zhihui_situation_is_clock_doubtful (self->situation))
    return TRUE;
  return zhihui_zone_day_of (self->zone, as_of) <
         zhihui_zone_day_of (self->zone, self->moment->local_now);
}

ZhihuiStyle
zhihui_sketch_style (double size, int weight, ZhihuiRgba colour)
{
  return (ZhihuiStyle){ .size = size, .weight = weight, .colour = colour };
}

static ZhihuiFont
make_font (const ZhihuiSketch *self, const ZhihuiStyle *style, gboolean strong)
{
  gboolean   large = style->size >= LARGE;
  ZhihuiFont font = {
    .face = large ? ZHIHUI_FACE_DISPLAY : ZHIHUI_FACE_SANS,
    .size = style->size * self->u,
    .weight = !strong                    ? style->weight
              : style->strong_weight > 0 ? style->strong_weight
                                         : 600,
    .tracking = style->size >= KEY_FIGURE ? -0.5 * self->u : 0,
  };

  if (style->hollow)
    font.hollow = (large ? 2 : 1.35) * self->u;
  return font;
}

/* A thin space is lost between two weights: a little is added where one part ends in a space. */
static double
get_part_gap (const ZhihuiSketch *self, char **parts, guint i)
{
  if (parts[i + 1] == NULL || *parts[i] == '\0' || *parts[i + 1] == '\0')
    return 0;
  return g_str_has_suffix (parts[i], " ") || *parts[i + 1] == ' ' ? PART_GAP * self->u : 0;
}

double
zhihui_sketch_measure (ZhihuiSketch *self, const char *phrase, const ZhihuiStyle *style)
{
  g_auto (GStrv) parts = g_strsplit (phrase, ZHIHUI_STRONG, -1);
  double width = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        ZhihuiFont font = make_font (self, style, i % 2 == 1);

        width += zhihui_theme_measure (self->theme, parts[i], &font);
        width += get_part_gap (self, parts, i);
      }
  return width / self->u;
}

static double
add_parts (ZhihuiSketch      *self,
           const char        *key,
           char             **parts,
           const ZhihuiStyle *style,
           double             x,
           double             baseline,
           double             room)
{
  double used = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean         strong = i % 2 == 1;
      ZhihuiFont       font = make_font (self, style, strong);
      g_autofree char *part_key = i == 0 ? g_strdup (key) : g_strdup_printf ("%s/%u", key, i);

      if (*parts[i] == '\0')
        continue;
      if (room > 0 && room - used < font.size)
        break;
      used += zhihui_picture_add_text (
        self->picture,
        part_key,
        parts[i],
        &font,
        strong && style->strong_colour.alpha > 0 ? style->strong_colour : style->colour,
        x + used,
        baseline,
        ZHIHUI_ALIGN_LEFT,
        room > 0 ? room - used : 0);
      used += get_part_gap (self, parts, i);
    }
  return used;
}

/**
 * zhihui_sketch_text:
 * @phrase: text, parts between %ZHIHUI_STRONG stand out
 * @x: u: left, right or middle, as @align says
 * @y: u: middle of the line
 * @max_width: u; what is wider ends in an ellipsis
 *
 * Returns: the width in u
 */
double
zhihui_sketch_text (ZhihuiSketch      *self,
                    const char        *key,
                    const char        *phrase,
                    const ZhihuiStyle *style,
                    double             x,
                    double             y,
                    ZhihuiAlign        align,
                    double             max_width)
{
  g_auto (GStrv) parts = NULL;
  double baseline = (y + ZHIHUI_MIDDLE_TO_BASELINE * style->size) * self->u;
  double width, room = max_width * self->u;

  if (phrase == NULL || *phrase == '\0' || max_width < style->size * 0.95)
    return 0;

  width = zhihui_sketch_measure (self, phrase, style) * self->u;
  if (width > room + 0.5)
    width = room;
  else
    room = 0;

  parts = g_strsplit (phrase, ZHIHUI_STRONG, -1);
  x *= self->u;
  if (align == ZHIHUI_ALIGN_RIGHT)
    x -= width;
  else if (align == ZHIHUI_ALIGN_CENTRE)
    x -= width / 2;
  return add_parts (self, key, parts, style, x, baseline, room) / self->u;
}

void
zhihui_sketch_rect (ZhihuiSketch *self,
                    const char   *key,
                    double        x,
                    double        y,
                    double        width,
                    double        height,
                    ZhihuiRgba    colour)
{
  double left = round (x * self->u), top = round (y * self->u);

  zhihui_picture_add_rect (self->picture,
                           key,
                           left,
                           top,
                           MAX (round ((x + width) * self->u) - left, 1),
                           MAX (round (height * self->u), 1),
                           colour);
}

void
zhihui_sketch_symbol (ZhihuiSketch *self,
                      const char   *key,
                      ZhihuiSymbol  symbol,
                      double        x,
                      double        y,
                      double        size,
                      ZhihuiRgba    colour)
{
  ZhihuiSymbolLook look = { .symbol = symbol, .colour = colour };

  zhihui_marks_add_symbol (self->picture, key, &look, x * self->u, y * self->u, size * self->u);
}

static char *
make_moment (ZhihuiSketch *self)
{
  g_autofree char *date = zhihui_format_date (self->zone, self->as_of, self->moment->local_now);
  g_autofree char *time = zhihui_format_clock (self->zone, self->as_of, FALSE);

  return g_strdup_printf ("%s %s", date, time);
}

/**
 * zhihui_sketch_make_caption:
 *
 * Returns: (transfer full) (nullable): since when the content is not of now, NULL when it is
 */
char *
zhihui_sketch_make_caption (ZhihuiSketch *self)
{
  g_autofree char *text = NULL;

  if (!zhihui_sketch_is_dated (self))
    return NULL;
  if (self->lag_s != 0)
    {
      text = zhihui_format_age (ABS (self->lag_s));
      return g_strdup_printf (self->lag_s > 0 ? _ ("old figures, of %s ago") : _ ("%s ahead"),
                              text);
    }
  if (self->state == ZHIHUI_STATE_LATE)
    {
      text = zhihui_format_age (self->age_s);
      return g_strdup_printf (_ ("%s ago"), text);
    }
  if (self->as_of == ZHIHUI_NO_INSTANT)
    return g_strdup (_ ("time unknown"));
  if (self->state != ZHIHUI_STATE_STALE || zhihui_sketch_is_day_over (self))
    return make_moment (self);
  text = zhihui_format_clock (self->zone, self->as_of, FALSE);
  return g_strdup_printf (_ ("as of %s"), text);
}

/**
 * zhihui_sketch_caption:
 *
 * Returns: the width in u, 0 when the content is fresh
 */
double
zhihui_sketch_caption (
  ZhihuiSketch *self, const char *key, double x, double y, ZhihuiAlign align, double max_width)
{
  g_autofree char *caption = zhihui_sketch_make_caption (self);
  g_autofree char *text = self->kept && self->stopped != NULL
                            ? g_strdup_printf ("%s · %s", self->stopped, caption)
                            : g_strdup (caption);
  gboolean         late = self->state == ZHIHUI_STATE_LATE || self->lag_s != 0;
  double           sign = late ? 23 : 0;
  ZhihuiStyle      style =
    zhihui_sketch_style (NOTE, 400, late ? self->palette->text1 : self->palette->text2);
  double width;

  if (text == NULL)
    return 0;

  /* A cut age would be another one. */
  if (self->lag_s > 0 && zhihui_sketch_measure (self, text, &style) > max_width - sign)
    {
      g_free (text);
      text = g_strdup (C_ ("state", "Old figures"));
    }
  if (align == ZHIHUI_ALIGN_RIGHT)
    {
      width = zhihui_sketch_text (self, key, text, &style, x, y, align, max_width - sign);
      x -= width + sign;
    }
  else
    width = zhihui_sketch_text (self, key, text, &style, x + sign, y, align, max_width - sign);
  if (late && width > 0)
    {
      g_autofree char *sign_key = g_strdup_printf ("%s/late", key);

      zhihui_sketch_symbol (self, sign_key, ZHIHUI_SYMBOL_QUARTER, x + 8, y, 15, style.colour);
    }
  return width + sign;
}

/* Returns its width with what follows, u. */
static double
draw_scope (ZhihuiSketch *self, double x, double y)
{
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 700, self->palette->text1);
  g_autofree char *scope = zhihui_sketch_make_scope (self);

  if (scope == NULL)
    return 0;

  zhihui_sketch_speak (self, "%s", scope);
  return zhihui_sketch_text (
           self, "scope", scope, &style, x, y, ZHIHUI_ALIGN_LEFT, self->width - x) +
         15;
}

/**
 * zhihui_sketch_get_title:
 *
 * Returns: (transfer none): what the page calls the panel, else its kind
 */
const char *
zhihui_sketch_get_title (const ZhihuiSketch *self)
{
  if (self->options != NULL && self->options->title != NULL)
    return self->options->title;
  if (self->title != NULL)
    return self->title;
  return zhihui_panel_get_title (self->panel);
}

/* What stands at the right end of a head: the time of what is not of now, else @base. */
static double
measure_base (ZhihuiSketch *self, const char *base, const ZhihuiStyle *style)
{
  g_autofree char *caption = zhihui_sketch_make_caption (self);
  double           sign = self->state == ZHIHUI_STATE_LATE || self->lag_s != 0 ? 23 : 0;

  if (caption != NULL)
    return sign + zhihui_sketch_measure (self, caption, style);
  return base != NULL ? zhihui_sketch_measure (self, base, style) : 0;
}

static gboolean
lies_over_seam (const ZhihuiSketch *self, double x, double width)
{
  return zhihui_seam_list_meets (&self->seams.upright, x * self->u, (x + width) * self->u);
}

/**
 * zhihui_sketch_head:
 * @descriptions: (nullable): from the fullest to the shortest; the first that fits, and lies over
 * no edge between monitors, is shown, none when none does
 * @base: (nullable): phrase at the right end, which gives way to the age of the content
 */
void
zhihui_sketch_head (ZhihuiSketch *self, const char *const *descriptions, const char *base)
{
  const ZhihuiPalette *palette = self->palette;
  ZhihuiStyle          title = zhihui_sketch_style (25, 700, palette->text1);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  ZhihuiStyle          strong = zhihui_sketch_style (NOTE, 400, palette->text2);
  /* Smaller text of the line stands on the base line of the title. */
  double y = TITLE_Y + ZHIHUI_MIDDLE_TO_BASELINE * (25 - NOTE);
  double left, right = 0;

  if (!self->shown)
    base = NULL;
  strong.strong_colour = palette->text1;
  zhihui_sketch_shrink (self,
                        zhihui_sketch_get_title (self),
                        &title,
                        self->width - 15 - measure_base (self, base, &strong));
  zhihui_sketch_rect (self, "rule", 0, 0, self->width, 2, palette->line);
  left = zhihui_sketch_text (self,
                             "title",
                             zhihui_sketch_get_title (self),
                             &title,
                             0,
                             TITLE_Y,
                             ZHIHUI_ALIGN_LEFT,
                             self->width) +
         15;
  left += draw_scope (self, left, y);
  if (zhihui_sketch_is_dated (self))
    right =
      zhihui_sketch_caption (self, "base", self->width, y, ZHIHUI_ALIGN_RIGHT, self->width - left);
  else if (base != NULL && zhihui_sketch_measure (self, base, &strong) <= self->width - left)
    right = zhihui_sketch_text (
      self, "base", base, &strong, self->width, y, ZHIHUI_ALIGN_RIGHT, self->width - left);

  for (guint i = 0; descriptions != NULL && descriptions[i] != NULL; i++)
    {
      double width = zhihui_sketch_measure (self, descriptions[i], &note);

      if (width > self->width - left - right - 12 || lies_over_seam (self, left, width))
        continue;
      zhihui_sketch_text (self,
                          "description",
                          descriptions[i],
                          &note,
                          left,
                          y,
                          ZHIHUI_ALIGN_LEFT,
                          self->width - left);
      break;
    }
}

/**
 * zhihui_sketch_make_failure:
 *
 * Returns: (transfer full) (nullable): which reading fails, since when and how often
 */
char *
zhihui_sketch_make_failure (ZhihuiSketch *self)
{
  const ZhihuiReceipt *receipt = self->receipt;
  g_autofree char     *since = NULL;
  g_autofree char     *answer = NULL;
  ZhihuiStyle          style = zhihui_sketch_style (NOTE, 400, self->palette->text3);
  gint64               at;

  if (receipt == NULL || receipt->failing_us == 0 || self->zone == NULL ||
      zhihui_situation_is_clock_doubtful (self->situation))
    return NULL;

  at = self->moment->local_now -
       MAX (self->moment->now_us - receipt->failing_us, 0) / G_TIME_SPAN_SECOND;
  since = zhihui_format_clock (self->zone, at, FALSE);
  /* What went wrong says more than that something did, but only where it has room. */
  if (receipt->detail != NULL && receipt->http_status < 400 &&
      zhihui_sketch_measure (self, receipt->detail, &style) <= self->width)
    answer = g_strdup (receipt->detail);
  else if (receipt->http_status > 0)
    /* Translators: what is read, then the number of the HTTP answer. */
    answer = g_strdup_printf (_ ("%1$s answers %2$d"), self->subject, receipt->http_status);
  else
    answer = g_strdup_printf (_ ("%s does not answer"), self->subject);
  return g_strdup_printf (
    ngettext ("%1$s, once since %2$s", "%1$s, %3$u times since %2$s", receipt->n_failures),
    answer,
    since,
    MAX (receipt->n_failures, 1));
}

/**
 * zhihui_sketch_make_retry:
 *
 * Returns: (transfer full) (nullable): when reading is tried again
 */
char *
zhihui_sketch_make_retry (ZhihuiSketch *self)
{
  const ZhihuiReceipt *receipt = self->receipt;
  g_autofree char     *wait = NULL;

  if (receipt == NULL || receipt->next_try_us == 0)
    return NULL;

  wait = zhihui_format_age (
    MAX (receipt->next_try_us - self->moment->now_us + G_TIME_SPAN_SECOND - 1, 0) /
    G_TIME_SPAN_SECOND);
  return g_strdup_printf (_ ("next try in %s"), wait);
}

/**
 * zhihui_sketch_excuse:
 *
 * Returns: TRUE when there is nothing to show and the reason stands in its place
 */
gboolean
zhihui_sketch_excuse (ZhihuiSketch *self)
{
  g_autofree char *failure = NULL;
  g_autofree char *retry = NULL;

  if (self->shown)
    return FALSE;

  if (self->receipt != NULL && self->receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED)
    {
      zhihui_sketch_notice (self, _ ("Not offered here"), self->receipt->detail, NULL);
    }
  else if (self->state == ZHIHUI_STATE_ERROR)
    {
      failure = zhihui_sketch_make_failure (self);
      retry = zhihui_sketch_make_retry (self);
      zhihui_sketch_notice (self, _ ("Reading failed"), failure, retry);
    }
  else if (self->state == ZHIHUI_STATE_REFUSED)
    {
      failure = g_strdup_printf (_ ("The right to read '%s' is missing: ask the administrator"),
                                 self->subject);
      zhihui_sketch_notice (self, _ ("This screen may not show it"), failure, NULL);
    }
  else
    {
      zhihui_sketch_notice (self, _ ("Reading"), NULL, NULL);
    }
  return TRUE;
}

/* One sentence for those who do not see the panel; parts that stand out lose their marks. */
void
zhihui_sketch_speak (ZhihuiSketch *self, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          arguments;
  char            *to;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  to = sentence;
  for (const char *from = sentence; *from != '\0'; from++)
    if (*from != *ZHIHUI_STRONG)
      *to++ = *from;
  *to = '\0';
  zhihui_picture_add_spoken (self->picture, sentence);
}
