/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-line-breaks.h"

#define DASH 0x2014
/* Characters that are kept together. A row of marks and letters without an end is no name. */
#define MOST_KEPT 6

/* Where lines of Chinese must not end, beyond what Pango knows of Unicode's rules: it takes the
 * marks below for letters. Dashes, dots and brackets of pairs are right without. */

static gboolean
is_one_of (gunichar c, const gunichar *set)
{
  while (*set != 0 && *set != c)
    set++;
  return *set != 0;
}

/* GB/T 15834-2011, 5.1: marks that join or part two words begin no line, and a solidus ends none,
 * either. */
static gboolean
stay_together (gunichar before, const char *at)
{
  static const gunichar begin_no_line[] = { 0x00b7, '/',    '~',    0x2022, 0x2027, 0x301c,
                                            0x30fb, 0xff0d, 0xff0f, 0xff5e, 0 };
  static const gunichar end_no_line[] = { '/', 0xff0f, 0 };
  gunichar              after = *at != '\0' ? g_utf8_get_char (at) : ' ';

  /* A dash from one year to another is one; that of a thought is two, and may begin a line. */
  if (after == DASH)
    return g_unichar_isalnum (before) && g_utf8_get_char (g_utf8_next_char (at)) != DASH;
  return (g_unichar_isalnum (before) && is_one_of (after, begin_no_line)) ||
         (g_unichar_isalnum (after) && is_one_of (before, end_no_line));
}

static void
keep_range (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

  whole->start_index = (guint) start;
  whole->end_index = (guint) end;
  pango_attr_list_insert (attributes, whole);
}

/**
 * zhihui_line_breaks_keep:
 * @attributes: of a layout of @text
 * @text: Chinese, perhaps with other scripts in it
 *
 * Has no line of @text begin or end with a mark that must not. Source: GB/T 15834-2011 (General
 * rules for punctuation), 5.1.
 */
void
zhihui_line_breaks_keep (PangoAttrList *attributes, const char *text)
{
  const char *start = text; /* of what is kept whole */
  guint       n_kept = 1;

  g_return_if_fail (attributes != NULL && text != NULL);

  /* Ranges that overlap would be cut where they do: what belongs together is one. */
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);

      if (n_kept < MOST_KEPT && stay_together (g_utf8_get_char (at), next))
        {
          n_kept++;
          continue;
        }
      if (n_kept > 1)
        keep_range (attributes, (gsize) (start - text), (gsize) (next - text));
      start = next;
      n_kept = 1;
    }
}
