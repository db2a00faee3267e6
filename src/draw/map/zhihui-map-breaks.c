/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-breaks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-format.h"

/* A break may stand so far from the place that parts evenly, as a share of the regions, when a
 * rounder number stands there. */
#define SLACK 0.04
#define SLACK_FROM 12    /* regions: so many have one region of slack at least */
#define LEAST_WIDTH 0.05 /* of a class, as a share of its least value */
#define LEAST_REGIONS 2  /* of a class, on average: fewer regions have fewer classes */
/* Classes that were made before are kept until one of them holds more than this share of the
 * regions, and clearly more than it would in new ones. */
#define KEEP_SHARE 0.45
#define KEEP_MORE 0.15

static int
compare_steps (const void *a, const void *b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/* ---- rules ---- */

/**
 * zhihui_breaks_rule_get_default:
 *
 * Returns: of the volume quantiles, since no volume is good or bad; of rates fixed ends, so that a
 * colour means the same in every month and in every region
 */
ZhihuiBreaksRule
zhihui_breaks_rule_get_default (ZhihuiBoard board)
{
  static const ZhihuiBreaksRule rules[] = {
    [ZHIHUI_BOARD_VOLUME] = { ZHIHUI_BREAKS_QUANTILE, 4, { 0 } },
    [ZHIHUI_BOARD_OVERDUE] = { ZHIHUI_BREAKS_TARGETS, 4, { 50, 100, 200, 400 } },
    [ZHIHUI_BOARD_RETURN] = { ZHIHUI_BREAKS_TARGETS, 4, { 200, 400, 800, 1200 } },
    [ZHIHUI_BOARD_SATISFIED] = { ZHIHUI_BREAKS_TARGETS, 4, { 8500, 9000, 9500, 9800 } },
  };

  g_return_val_if_fail (board < ZHIHUI_N_BOARDS, rules[0]);

  return rules[board];
}

static double
get_scale (ZhihuiMapMeasure measure)
{
  return measure == ZHIHUI_MAP_RATES ? 100 : measure == ZHIHUI_MAP_PER_1000 ? 10 : 1;
}

static gboolean
parse_target (const char *word, ZhihuiMapMeasure measure, gint64 *target)
{
  char  *end = NULL;
  double number = g_ascii_strtod (word, &end);

  if (end == word || !isfinite (number) || number < 0 || number > 1e9)
    return FALSE;
  if (measure == ZHIHUI_MAP_RATES && *end == '%')
    end++;
  *target = llround (number * get_scale (measure));
  return *end == '\0';
}

/* One to four ends that grow; 0 when they do not. */
static guint
read_targets (char **words, ZhihuiMapMeasure measure, gint64 *targets)
{
  guint n = 0;

  for (; *words != NULL; words++)
    {
      gint64 target = 0, least = n > 0 ? targets[n - 1] : 0;

      if (**words == '\0')
        continue;
      if (n == ZHIHUI_MAP_MAX_CLASSES - 1 || !parse_target (*words, measure, &target) ||
          target <= least)
        return 0;
      targets[n++] = target;
    }
  return n;
}

/**
 * zhihui_breaks_rule_parse:
 * @text: "quantile", "equal", or the ends of the classes from the lowest: "0.5% 1% 2% 4%"
 * @measure: what the ends are of
 *
 * Returns: whether @text is a rule; one to four ends, ascending
 */
gboolean
zhihui_breaks_rule_parse (const char       *text,
                          ZhihuiMapMeasure  measure,
                          ZhihuiBreaksRule *rule,
                          GError          **error)
{
  ZhihuiBreaksRule read = { ZHIHUI_BREAKS_TARGETS, 0, { 0 } };

  g_return_val_if_fail (text != NULL && rule != NULL, FALSE);

  if (g_str_equal (text, "quantile") || g_str_equal (text, "equal"))
    {
      read.manner = *text == 'q' ? ZHIHUI_BREAKS_QUANTILE : ZHIHUI_BREAKS_EQUAL;
      read.n_targets = ZHIHUI_MAP_MAX_CLASSES - 1;
    }
  else
    {
      g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);

      read.n_targets = read_targets (words, measure, read.targets);
    }
  if (read.n_targets == 0)
    {
      g_set_error (
        error,
        ZHIHUI_ERROR,
        ZHIHUI_ERROR_INVALID,
        _ ("classes of the map: “quantile”, “equal” or up to four growing ends, not “%s”"),
        text);
      return FALSE;
    }
  *rule = read;
  return TRUE;
}

/* ---- making ---- */

static void
add_break (ZhihuiMapBreaks *self, gint64 from)
{
  if (self->n < ZHIHUI_MAP_MAX_CLASSES && from > self->from[self->n - 1])
    self->from[self->n++] = from;
}

/* The roundest number above @low, up to @high, near @aim: a multiple of 1, 2 or 5 times a power of
 * ten. */
static gint64
find_round (gint64 low, gint64 high, gint64 aim)
{
  static const gint64 firsts[] = { 5, 2, 1 };

  for (gint64 power = G_GINT64_CONSTANT (1000000000000); power > 0; power /= 10)
    for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
      {
        gint64 step = power * firsts[i], below = aim / step * step;

        if (below > low && below <= high)
          return below;
        if (below + step > low && below + step <= high)
          return below + step;
      }
  return high;
}

/* Where the values are parted: the change of value nearest to a share of the regions that is not
 * taken yet. Returns how many values lie below; 0 none. */
static gsize
find_parting (const gint64 *sorted, gsize n, gsize aim, gsize after)
{
  for (gsize distance = 0; distance < n; distance++)
    {
      gsize up = aim + distance;

      if (aim >= distance && aim - distance > after &&
          sorted[aim - distance] > sorted[aim - distance - 1])
        return aim - distance;
      if (up > after && up < n && sorted[up] > sorted[up - 1])
        return up;
    }
  return 0;
}

/* The largest round width up to that share of @value, which a reader tells apart. */
static gint64
find_least_width (gint64 value)
{
  static const gint64 firsts[] = { 5, 2, 1 };
  gint64              most = (gint64) ((double) value * LEAST_WIDTH);

  for (gint64 power = G_GINT64_CONSTANT (1000000000000); power > 0; power /= 10)
    for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
      if (power * firsts[i] <= most)
        return power * firsts[i];
  return 1;
}

static gboolean
has_values (const gint64 *sorted, gsize n, gint64 from, gint64 to)
{
  for (gsize i = 0; i < n; i++)
    if (sorted[i] >= from && sorted[i] < to)
      return TRUE;
  return FALSE;
}

/* Near @aim, between @low and @high where a round end is there. */
static void
add_round_break (
  ZhihuiMapBreaks *self, const gint64 *sorted, gsize n, gint64 low, gint64 high, gint64 aim)
{
  gint64 width = find_least_width (aim), last = self->from[self->n - 1];
  gint64 from = find_round (low, high, aim);

  if (from % width != 0)
    from = (aim + width / 2) / width * width;
  if (from - last >= find_least_width (last) && has_values (sorted, n, last, from) &&
      sorted[n - 1] >= from)
    add_break (self, from);
}

static void
add_quantiles (ZhihuiMapBreaks *self, const gint64 *sorted, gsize n, guint n_classes)
{
  gsize slack = MAX ((gsize) ((double) n * SLACK), n >= SLACK_FROM), after = 0;

  n_classes = MIN (n_classes, MAX ((guint) (n / LEAST_REGIONS), 1));
  for (guint i = 1; i < n_classes; i++)
    {
      gsize  place = find_parting (sorted, n, i * n / n_classes, after);
      gint64 low, high;

      if (place == 0)
        break;
      low = sorted[place - 1 - MIN (slack, place - 1)];
      high = sorted[MIN (place + slack, n - 1)];
      low = MAX (low, self->from[self->n - 1]);
      if (low < high)
        add_round_break (self, sorted, n, low, high, sorted[place]);
      after = place;
    }
}

/* Where many have nothing that is a class: they are no less than others that have nothing. */
static void
add_quantiles_above_nothing (ZhihuiMapBreaks *self, const gint64 *sorted, gsize n, guint n_classes)
{
  gsize n_nothing = 0;

  while (n_nothing < n && sorted[n_nothing] == 0)
    n_nothing++;
  if (n_nothing == n || n_nothing * n_classes < n)
    {
      add_quantiles (self, sorted, n, n_classes);
      return;
    }
  add_break (self, 1);
  add_quantiles (self, sorted + n_nothing, n - n_nothing, n_classes - 1);
}

/* The smallest round width of which so many reach over @span. */
static gint64
find_width (gint64 span, guint n_classes)
{
  static const gint64 firsts[] = { 1, 2, 5 };

  for (gint64 power = 1;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
      if (power * firsts[i] * n_classes >= span)
        return power * firsts[i];
}

static void
add_widths (ZhihuiMapBreaks *self, const gint64 *sorted, gsize n, guint n_classes)
{
  gint64 low = sorted[0], high = sorted[n - 1], width = find_width (high - low, n_classes);

  for (guint i = 1; i < n_classes && (low / width + i) * width <= high; i++)
    add_break (self, (low / width + i) * width);
}

/**
 * zhihui_map_breaks_make:
 * @values: (array length=n_values): in steps of @measure, in any order
 *
 * Equal values are always in one class; quantiles are ends that a reader tells apart, rather fewer
 * than with one region between them, and what is 0 stands apart where many are.
 *
 * Returns: new classes; none without values, but those of targets
 */
ZhihuiMapBreaks
zhihui_map_breaks_make (const ZhihuiBreaksRule *rule,
                        ZhihuiMapMeasure        measure,
                        const gint64           *values,
                        gsize                   n_values)
{
  ZhihuiMapBreaks    self = { .measure = measure, .n = 1 };
  g_autofree gint64 *sorted = NULL;

  g_return_val_if_fail (rule != NULL, self);

  if (rule->manner == ZHIHUI_BREAKS_TARGETS)
    {
      for (guint i = 0; i < rule->n_targets; i++)
        add_break (&self, rule->targets[i]);
      return self;
    }
  if (n_values == 0)
    {
      self.n = 0;
      return self;
    }
  sorted = g_memdup2 (values, n_values * sizeof *values);
  qsort (sorted, n_values, sizeof *sorted, compare_steps);
  self.is_single = sorted[0] == sorted[n_values - 1];
  self.single = self.is_single ? sorted[0] : 0;
  if (rule->manner == ZHIHUI_BREAKS_QUANTILE)
    add_quantiles_above_nothing (&self, sorted, n_values, rule->n_targets + 1);
  else
    add_widths (&self, sorted, n_values, rule->n_targets + 1);
  return self;
}

/* The largest share of the values in one class. */
static double
find_largest_share (const ZhihuiMapBreaks *self,
                    const gint64          *values,
                    gsize                  n_values,
                    guint                 *n_filled)
{
  gsize counts[ZHIHUI_MAP_MAX_CLASSES] = { 0 }, most = 0;

  *n_filled = 0;
  for (gsize i = 0; i < n_values; i++)
    counts[zhihui_map_breaks_find (self, values[i])]++;
  for (guint i = 0; i < self->n; i++)
    {
      most = MAX (most, counts[i]);
      *n_filled += counts[i] > 0;
    }
  return (double) most / (double) n_values;
}

/**
 * zhihui_map_breaks_settle:
 * @before: (nullable): classes of the same regions at the last poll
 *
 * A colour must not change because the breaks did: what was made before is kept as long as it still
 * parts the regions, though new breaks would part them a little better.
 *
 * Returns: @before, or new classes
 */
ZhihuiMapBreaks
zhihui_map_breaks_settle (const ZhihuiMapBreaks  *before,
                          const ZhihuiBreaksRule *rule,
                          ZhihuiMapMeasure        measure,
                          const gint64           *values,
                          gsize                   n_values)
{
  ZhihuiMapBreaks now = zhihui_map_breaks_make (rule, measure, values, n_values);
  guint           n_before = 0, n_now = 0;
  double          share_before, share_now;

  if (before == NULL || before->n == 0 || before->measure != measure || n_values == 0 ||
      rule->manner == ZHIHUI_BREAKS_TARGETS || before->is_single || now.is_single)
    return now;
  share_before = find_largest_share (before, values, n_values, &n_before);
  share_now = find_largest_share (&now, values, n_values, &n_now);
  if (n_before + 1 < n_now || share_before > MAX (KEEP_SHARE, share_now + KEEP_MORE))
    return now;
  return *before;
}

/**
 * zhihui_map_breaks_find:
 *
 * Returns: index of the class of @value, from the lowest
 */
guint
zhihui_map_breaks_find (const ZhihuiMapBreaks *self, gint64 value)
{
  guint found = 0;

  for (guint i = 1; i < self->n; i++)
    if (value >= self->from[i])
      found = i;
  return found;
}

/* ---- words ---- */

/* Without decimals that say nothing, and without the sign of percent. */
static char *
format_end (ZhihuiMapMeasure measure, gint64 steps)
{
  gint64 scale = (gint64) get_scale (measure);
  char  *text;

  if (measure == ZHIHUI_MAP_COUNTS)
    return zhihui_format_count_wall (steps);
  if (steps % scale == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, steps / scale);
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT,
                          steps / scale,
                          measure == ZHIHUI_MAP_RATES ? 2 : 1,
                          steps % scale);
  if (measure == ZHIHUI_MAP_RATES && steps % 10 == 0)
    text[strlen (text) - 1] = '\0';
  return text;
}

/**
 * zhihui_map_breaks_format_range:
 * @index: of a class
 *
 * Returns: (transfer full): which values, as they are written, are in it
 */
char *
zhihui_map_breaks_format_range (const ZhihuiMapBreaks *self, guint index)
{
  const char      *sign = self->measure == ZHIHUI_MAP_RATES ? "%" : "";
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (self != NULL && index < self->n, NULL);

  from = format_end (self->measure, self->is_single ? self->single : self->from[index]);
  if (self->is_single && self->n == 1)
    return g_strdup_printf ("%s%s", from, sign);
  if (index + 1 == self->n)
    return g_strdup_printf ("≥ %s%s", from, sign);
  if (index == 0 && self->from[1] > 1)
    {
      to = format_end (self->measure, self->from[1]);
      return g_strdup_printf ("< %s%s", to, sign);
    }
  if (self->from[index + 1] - self->from[index] == 1)
    return g_strdup_printf ("%s%s", from, sign);
  to = format_end (self->measure, self->from[index + 1] - 1);
  return g_strdup_printf ("%s – %s%s", from, to, sign);
}
