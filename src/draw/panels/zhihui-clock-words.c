/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-deadline.h"
#include "zhihui-format.h"

/* As short as it can be said. */
static char *
make_short_limit (const ZhihuiLimit *limit)
{
  if (limit->kind == ZHIHUI_LIMIT_WORKDAYS)
    return g_strdup_printf (C_ ("limit", "%d wd"), limit->count);
  if (limit->kind == ZHIHUI_LIMIT_CALENDAR_DAYS)
    return g_strdup_printf (C_ ("limit", "%d d"), limit->count);
  return g_strdup_printf (C_ ("limit", "%d min"), limit->count);
}

static char *
make_limit (const char *text, gboolean is_short)
{
  ZhihuiLimit limit = { 0 };

  if (text == NULL || !zhihui_limit_parse (text, &limit, NULL))
    return g_strdup ("");
  if (is_short)
    return make_short_limit (&limit);
  switch (limit.kind)
    {
    case ZHIHUI_LIMIT_WORKDAYS:
      return g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong) limit.count),
                              limit.count);
    case ZHIHUI_LIMIT_CALENDAR_DAYS:
      return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) limit.count), limit.count);
    case ZHIHUI_LIMIT_MINUTES:
    case ZHIHUI_LIMIT_DUTY_MINUTES:
    default:
      return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) limit.count),
                              limit.count);
    }
}

/* "15 分钟签收", "咨询 1 工作日" */
static char *
make_name (const ZhihuiClockFigure *clock, gboolean is_short)
{
  g_autofree char *limit = make_limit (clock->limit, is_short);

  if (g_strcmp0 (clock->id, "sign") == 0)
    return g_strdup_printf (C_ ("deadline", "sign %s"), limit);
  if (g_strcmp0 (clock->id, "contact") == 0)
    return g_strdup_printf (C_ ("deadline", "contact %s"), limit);
  if (clock->label != NULL && *clock->label != '\0')
    return g_strdup_printf ("%s %s", clock->label, limit);
  if (g_strcmp0 (clock->id, "consult") == 0)
    return g_strdup_printf (C_ ("deadline", "consult %s"), limit);
  if (g_strcmp0 (clock->id, "complaint") == 0)
    return g_strdup_printf (C_ ("deadline", "complaint %s"), limit);
  return g_strdup_printf ("%s %s", clock->id, limit);
}

/**
 * zhihui_clock_words_make_name:
 *
 * Returns: (transfer full): what the clock is about, with its limit
 */
char *
zhihui_clock_words_make_name (const ZhihuiClockFigure *clock)
{
  return make_name (clock, FALSE);
}

/**
 * zhihui_clock_words_fit_name:
 * @style: (inout): becomes smaller, down to 20 u, until the name has room
 * @width: u
 *
 * Returns: (transfer full): the name; with its unit in short where it has no room in full
 */
char *
zhihui_clock_words_fit_name (ZhihuiSketch            *sketch,
                             const ZhihuiClockFigure *clock,
                             ZhihuiStyle             *style,
                             double                   width)
{
  g_autofree char *name = make_name (clock, FALSE);

  if (zhihui_sketch_measure (sketch, name, style) > width)
    {
      g_free (name);
      name = make_name (clock, TRUE);
    }
  zhihui_sketch_shrink (sketch, name, style, width);
  return g_steal_pointer (&name);
}

/**
 * zhihui_clock_words_make_missed:
 *
 * Returns: (transfer full): how many missed it this month
 */
char *
zhihui_clock_words_make_missed (const ZhihuiClockFigure *clock)
{
  g_autofree char *count = zhihui_format_count (clock->on_time.n - clock->on_time.k);

  return g_strdup_printf (C_ ("deadline", "late %s"), count);
}

/**
 * zhihui_clock_words_make_target:
 * @target: a ratio
 *
 * Returns: (transfer full): what should be reached, with the decimals that it has
 */
char *
zhihui_clock_words_make_target (double target)
{
  g_autofree char *ratio = zhihui_format_target (target);

  return g_strdup_printf (_ ("target %s"), ratio);
}

gboolean
zhihui_clock_is_short (const ZhihuiClockFigure *clock)
{
  return g_strcmp0 (clock->id, "sign") == 0 || g_strcmp0 (clock->id, "contact") == 0;
}

gboolean
zhihui_clock_is_below_target (const ZhihuiClockFigure *clock)
{
  const ZhihuiTally *tally = &clock->on_time;

  return tally->n > 0 && clock->target > 0 &&
         (double) tally->k < clock->target * (double) tally->n - 1e-9;
}

/**
 * zhihui_clock_words_choose:
 * @clocks: (nullable) (element-type ZhihuiClockFigure)
 * @n_fit: how many have room
 *
 * Where not all have room, those below their target come first, and those of which there is nothing
 * to say last.
 *
 * Returns: (transfer container) (element-type ZhihuiClockFigure): at most @n_fit of them, borrowed
 */
GPtrArray *
zhihui_clock_words_choose (const GPtrArray *clocks, guint n_fit)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint      n = clocks != NULL ? clocks->len : 0;

  if (n <= n_fit)
    {
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (chosen, clocks->pdata[i]);
      return chosen;
    }
  for (guint urgency = 0; urgency < 3; urgency++)
    for (guint i = 0; i < n && chosen->len < n_fit; i++)
      {
        ZhihuiClockFigure *clock = clocks->pdata[i];
        gboolean           has_news = clock->on_time.n > 0 || clock->running > 0;

        if (urgency == (zhihui_clock_is_below_target (clock) ? 0u : has_news ? 1u : 2u))
          g_ptr_array_add (chosen, clock);
      }
  return chosen;
}

/**
 * zhihui_clock_words_add_rest:
 * @words: (nullable)
 * @n_rest: how many clocks are not shown
 *
 * Returns: (transfer full): @words, with how many are left out, where any are
 */
char *
zhihui_clock_words_add_rest (const char *words, guint n_rest)
{
  g_autofree char *rest = NULL;

  if (n_rest == 0)
    return g_strdup (words);
  rest = g_strdup_printf (ngettext ("%u more", "%u more", n_rest), n_rest);
  return words != NULL ? g_strdup_printf ("%s · %s", words, rest) : g_steal_pointer (&rest);
}
