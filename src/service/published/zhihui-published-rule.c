/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-published-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define USUAL_TOLERANCE 0.05
#define ROUNDING 1e-9 /* of a share in percent that was added up */
#define TEN_THOUSAND "万"

static gboolean
take_prefix (const char **text, const char *prefix)
{
  if (!g_str_has_prefix (*text, prefix))
    return FALSE;

  *text += strlen (prefix);
  return TRUE;
}

static void
take_kind (const char **text, ZhihuiPublishedRule *rule)
{
  static const struct
  {
    const char         *mark;
    ZhihuiPublishedKind kind;
  } marks[] = {
    { "≥", ZHIHUI_PUBLISHED_AT_LEAST },
    { ">", ZHIHUI_PUBLISHED_ABOVE },
    { "≤", ZHIHUI_PUBLISHED_AT_MOST },
    { "约", ZHIHUI_PUBLISHED_ABOUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (take_prefix (text, marks[i].mark))
      {
        rule->kind = marks[i].kind;
        return;
      }
}

/* The place of the last digit that is not 0: of 36,000 a thousand, of 180 ten. */
static double
find_step (double number)
{
  guint64 whole = (guint64) number, step = 1;

  while (whole > 0 && whole % 10 == 0)
    {
      whole /= 10;
      step *= 10;
    }
  return (double) step;
}

/**
 * zhihui_published_rule_parse:
 * @text: as published: "53", "36000余", "10万余", "180多", "≥99", ">90", "≤60", "约439"
 * @rule: (out): set only on success
 *
 * "N and more" means at least N and below the next round number, which is as round as N: 36000余 is
 * below 37,000 and 10万余 below 200,000. The others are taken by their sign.
 *
 * Returns: %FALSE when it is no number: a range, a fraction, words
 */
gboolean
zhihui_published_rule_parse (const char *text, ZhihuiPublishedRule *rule)
{
  ZhihuiPublishedRule parsed = { .kind = ZHIHUI_PUBLISHED_EXACTLY, .tolerance = USUAL_TOLERANCE };
  char               *end = NULL;

  g_return_val_if_fail (text != NULL && rule != NULL, FALSE);

  take_kind (&text, &parsed);
  if (!g_ascii_isdigit (*text))
    return FALSE;

  parsed.number = g_ascii_strtod (text, &end);
  text = end;
  if (take_prefix (&text, TEN_THOUSAND))
    parsed.number *= 10000;
  if (take_prefix (&text, "余") || take_prefix (&text, "多"))
    {
      if (parsed.kind != ZHIHUI_PUBLISHED_EXACTLY)
        return FALSE;
      parsed.kind = ZHIHUI_PUBLISHED_AND_MORE;
      parsed.step = find_step (parsed.number);
    }
  if (*text != '\0')
    return FALSE;

  *rule = parsed;
  return TRUE;
}

gboolean
zhihui_published_rule_holds (const ZhihuiPublishedRule *self, double number)
{
  double difference = number - self->number;

  switch (self->kind)
    {
    case ZHIHUI_PUBLISHED_AND_MORE:
      return difference >= 0 && difference < self->step;
    case ZHIHUI_PUBLISHED_AT_LEAST:
      return difference >= -ROUNDING;
    case ZHIHUI_PUBLISHED_ABOVE:
      return difference > 0;
    case ZHIHUI_PUBLISHED_AT_MOST:
      return difference <= ROUNDING;
    case ZHIHUI_PUBLISHED_ABOUT:
      return ABS (difference) <= self->number * self->tolerance;
    case ZHIHUI_PUBLISHED_EXACTLY:
    default:
      return ABS (difference) <= ROUNDING;
    }
}

/**
 * zhihui_published_rule_describe:
 *
 * Returns: (transfer full): the rule as a person reads it
 */
char *
zhihui_published_rule_describe (const ZhihuiPublishedRule *self)
{
  switch (self->kind)
    {
    case ZHIHUI_PUBLISHED_AND_MORE:
      return g_strdup_printf (
        _ ("from %.0f to below %.0f"), self->number, self->number + self->step);
    case ZHIHUI_PUBLISHED_AT_LEAST:
      return g_strdup_printf (_ ("at least %g"), self->number);
    case ZHIHUI_PUBLISHED_ABOVE:
      return g_strdup_printf (_ ("above %g"), self->number);
    case ZHIHUI_PUBLISHED_AT_MOST:
      return g_strdup_printf (_ ("at most %g"), self->number);
    case ZHIHUI_PUBLISHED_ABOUT:
      return g_strdup_printf ("%g ± %g %%", self->number, self->tolerance * 100);
    case ZHIHUI_PUBLISHED_EXACTLY:
    default:
      return g_strdup (_ ("exactly"));
    }
}
