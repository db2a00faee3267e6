/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-safe-text.h"

/* Marks on one letter. No language here needs more; twenty of them climb over the lines above. */
#define MAX_MARKS 4

#define REPLACEMENT 0xfffd
#define MARK_OF_LEFT_TO_RIGHT 0x200e
#define MARK_OF_RIGHT_TO_LEFT 0x200f
#define ARABIC_LETTER_MARK 0x061c

/**
 * zhihui_safe_text_may_stand:
 * @c: a character of a text from outside
 *
 * Returns: %FALSE for what would move, hide or turn round the text beside it: a space stands in its
 *   place
 */
gboolean
zhihui_safe_text_may_stand (gunichar c)
{
  return !(c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069));
}

/* The blocks that Unicode sets aside for scripts which run from right to left, as it tells the
 * direction of characters not yet given (DerivedBidiClass.txt). */
static gboolean
runs_to_the_left (gunichar c)
{
  static const struct
  {
    gunichar first, last;
  } blocks[] = { { 0x0590, 0x08ff }, { 0xfb1d, 0xfdcf },   { 0xfdf0, 0xfdff },
                 { 0xfe70, 0xfefe }, { 0x10800, 0x10fff }, { 0x1e800, 0x1efff } };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (c >= blocks[i].first && c <= blocks[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

/* How many marks the letter has with @c, that had @n: what is not seen begins no new letter. */
static guint
count_marks (guint n, gunichar c)
{
  if (is_mark (c))
    return n + 1;
  return g_unichar_type (c) == G_UNICODE_FORMAT ? n : 0;
}

/* From the first letter that runs to the left behind the last one of the same words: what stands
 * between them is a blank, no figure, no sign. */
static const char *
find_end_of_words (const char *at)
{
  const char *end = at;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (runs_to_the_left (c) || is_mark (c))
        end = g_utf8_next_char (at);
      else if (c != ' ')
        break;
    }
  return end;
}

/* Copies the words at @at. What follows stays behind them, whatever it is: else a figure, which has
 * no direction of its own, would be drawn before them. */
static const char *
append_words (GString *safe, const char *at)
{
  const char *end = find_end_of_words (at);
  guint       n_marks = 0;

  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      n_marks = count_marks (n_marks, c);
      if (c != ARABIC_LETTER_MARK && (n_marks <= MAX_MARKS || !is_mark (c)))
        g_string_append_unichar (safe, c);
    }
  if (*end != '\0')
    g_string_append_unichar (safe, MARK_OF_LEFT_TO_RIGHT);
  return end;
}

/* Unicode keeps them for the inside of programs, and cairo takes no text that has one. */
static gboolean
is_no_character (gunichar c)
{
  return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static void
append_beside (GString *safe, gunichar c)
{
  if (!zhihui_safe_text_may_stand (c))
    g_string_append_c (safe, ' ');
  else if (is_no_character (c))
    g_string_append_unichar (safe, REPLACEMENT);
  else if (c != MARK_OF_LEFT_TO_RIGHT && c != MARK_OF_RIGHT_TO_LEFT)
    g_string_append_unichar (safe, c);
}

static char *
make_of_valid (const char *text)
{
  GString *safe = g_string_new (NULL);
  guint    n_marks = 0;

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);

      if (runs_to_the_left (c))
        {
          text = append_words (safe, text);
          n_marks = 0;
          continue;
        }
      text = g_utf8_next_char (text);
      n_marks = count_marks (n_marks, c);
      if (n_marks <= MAX_MARKS || !is_mark (c))
        append_beside (safe, c);
    }
  return g_string_free (safe, FALSE);
}

/**
 * zhihui_safe_text_make:
 * @text: from outside, perhaps among words of our own
 *
 * One line of text that harms nothing beside it: what ends a line or turns its direction is a
 * space, no letter carries a tower of marks, bytes and code points that are no text are U+FFFD, and
 * words that run from right to left do so among themselves, while all else stays where it was
 * written. Every other character stays as it is.
 *
 * Returns: (transfer full): UTF-8; of a safe text an equal one
 */
char *
zhihui_safe_text_make (const char *text)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  return make_of_valid (text);
}
