/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What has no form of its own and breaks a line or turns round the text beside it. A joiner or a
 * variation selector belongs to the characters beside it and stays. */
static gboolean
is_unsafe (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static gboolean
is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_unsafe (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/**
 * zhihui_paper_text_clean:
 * @text: from anywhere, maybe not even UTF-8
 *
 * What would move or turn the text beside it becomes a blank: each text on paper stays in its
 * place whatever it holds.
 *
 * Returns: (transfer full) (nullable): the text that may be written; %NULL when @text itself may
 */
char *
zhihui_paper_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString         *clean;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (is_plain (text))
    return g_steal_pointer (&valid);

  clean = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (clean, is_unsafe (c) ? ' ' : c);
    }
  return g_string_free (clean, FALSE);
}

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
