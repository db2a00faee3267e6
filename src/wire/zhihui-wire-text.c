/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-text.h"

#include <string.h>

#include "zhihui-safe-text.h"

#define MAX_SHOWN 40 /* characters of a foreign word in a message */

/* From behind the opening quote to the closing one. */
const char *
zhihui_wire_text_find_end (const char *at, gboolean *has_escape)
{
  while (*at != '"')
    if (*at == '\\')
      {
        *has_escape = TRUE;
        at += 2;
      }
    else
      {
        at++;
      }

  return at;
}

static gunichar
read_hex (const char *at)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++)
    c = c * 16 + (gunichar) g_ascii_xdigit_value (at[i]);

  return c;
}

/* Reads the character at @at as it was meant. Returns what follows. */
static const char *
read_character (const char *at, gunichar *c)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char       *letter;

  if (*at != '\\')
    {
      *c = g_utf8_get_char (at);
      return g_utf8_next_char (at);
    }

  if (at[1] != 'u')
    {
      letter = strchr (letters, at[1]);
      *c = (gunichar) (letter != NULL ? meanings[letter - letters] : at[1]);
      return at + 2;
    }

  *c = read_hex (at + 2);
  if (*c < 0xd800 || *c > 0xdfff)
    return at + 6;

  *c = 0x10000 + ((*c & 0x3ff) << 10) + (read_hex (at + 8) & 0x3ff);
  return at + 12;
}

static char *
copy_with_care (const char *from, const char *to)
{
  g_autoptr (GString) text = g_string_sized_new (MIN ((gsize) (to - from), ZHIHUI_WIRE_MAX_TEXT));

  while (from < to)
    {
      gunichar c;

      from = read_character (from, &c);
      if (!zhihui_safe_text_may_stand (c))
        c = ' ';
      if (text->len + (gsize) g_unichar_to_utf8 (c, NULL) > ZHIHUI_WIRE_MAX_TEXT)
        break;
      g_string_append_unichar (text, c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Bytes that an unsafe character or an escape may start with. */
static gboolean
wants_care (const char *from, const char *to)
{
  if (to - from > ZHIHUI_WIRE_MAX_TEXT)
    return TRUE;

  for (; from < to; from++)
    if (*from == '\\' || *from == 0x7f || (guchar) *from == 0xc2 || (guchar) *from == 0xe2)
      return TRUE;

  return FALSE;
}

/* Returns: (transfer full): what is between the quotes, as docs/wire.md says it is kept */
char *
zhihui_wire_text_copy (const char *from, const char *to)
{
  return wants_care (from, to) ? copy_with_care (from, to) : g_strndup (from, (gsize) (to - from));
}

/* Returns: (transfer full): @text as it may stand in a message */
char *
zhihui_wire_text_shorten (const char *text)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_strdup (text);

  head = g_utf8_substring (text, 0, MAX_SHOWN);
  return g_strconcat (head, "…", NULL);
}

/* A short decimal is a whole number over a power of ten, both exact, so that one division rounds
 * right. Returns FALSE when it is not that short. */
static gboolean
read_short_decimal (const char *at, const char *end, double *number)
{
  static const double powers[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14 };
  gboolean            negative = *at == '-';
  gint64              digits = 0;
  guint               n_digits = 0;
  guint               n_places = 0;
  gboolean            in_fraction = FALSE;

  for (at += negative; at < end; at++)
    if (*at == '.')
      {
        in_fraction = TRUE;
      }
    else
      {
        if (!g_ascii_isdigit (*at) || ++n_digits >= G_N_ELEMENTS (powers))
          return FALSE;
        digits = digits * 10 + (*at - '0');
        n_places += in_fraction;
      }

  *number = (double) digits / powers[n_places];
  if (negative)
    *number = -*number;
  return TRUE;
}

/* Returns: the number from @at up to @end, which the guard has seen */
double
zhihui_wire_text_to_double (const char *at, const char *end)
{
  g_autofree char *copy = NULL;
  double           number;

  if (read_short_decimal (at, end, &number))
    return number;

  copy = g_strndup (at, (gsize) (end - at));
  return g_ascii_strtod (copy, NULL);
}
