/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * zhihui_paper_text_shorten:
 * @text: a name within a sentence
 * @max_characters: of it that are written
 *
 * Returns: (transfer full): @text; a longer one ends in words that say how long it is
 */
char *
zhihui_paper_text_shorten (const char *text, guint max_characters)
{
  g_autofree char *valid = NULL, *head = NULL;
  long             n;

  /* No character takes less than a byte. */
  if (strlen (text) <= max_characters)
    return g_utf8_make_valid (text, -1);
  valid = g_utf8_make_valid (text, -1);
  n = g_utf8_strlen (valid, -1);
  if (n <= (long) max_characters)
    return g_steal_pointer (&valid);
  head = g_utf8_substring (valid, 0, max_characters);
  /* Translators: the head of a text, the number of its characters */
  return g_strdup_printf (_ ("%1$s… (shortened, %2$ld characters)"), head, n);
}

/**
 * zhihui_paper_text_weigh:
 *
 * Returns: about how wide @text is, in halves of a character: enough to tell which of many is the
 *   widest without laying them out
 */
gsize
zhihui_paper_text_weigh (const char *text)
{
  gsize weight = 0;

  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    weight += *at < 0x80 ? 1 : *at >= 0xc0 ? 2 : 0;
  return weight;
}
