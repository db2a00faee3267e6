/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-xlsx-text.h"

#include "zhihui-safe-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a spreadsheet takes (ECMA-376 and the limits of Excel), in units of UTF-16. */
#define MAX_CELL 32767
#define MAX_SHEET_NAME 31
#define ROOM_FOR_REMARK 64

static guint
count_units (gunichar c)
{
  return c > 0xffff ? 2 : 1;
}

/* Up to where @text has at most @max units; @n_all (optional) gets those of all of it. */
static const char *
find_cut (const char *text, guint max, guint *n_all)
{
  const char *cut = NULL;
  guint       n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      n += count_units (g_utf8_get_char (p));
      if (n > max && cut == NULL)
        cut = p;
    }
  if (n_all != NULL)
    *n_all = n;
  return cut != NULL ? cut : text + strlen (text);
}

/* "_x0041_" stands for a character by its number: text that looks so is told apart. */
static gboolean
is_escape (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[6] == '_';
}

/* XML 1.0 forbids control characters and two others whichever way they are written. */
static void
append_char (GString *cell, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '\r' && p[1] == '\n')
    return;
  if (c == '\r')
    g_string_append_c (cell, '\n');
  else if (c < 0x20 && c != '\t' && c != '\n')
    g_string_append_unichar (cell, 0x2400 + c);
  else if (c == 0xfffe || c == 0xffff)
    g_string_append_unichar (cell, 0xfffd);
  else
    g_string_append_unichar (cell, c);
  if (c == '_' && is_escape (p))
    g_string_append (cell, "x005F_");
}

static void
shorten (GString *cell)
{
  guint            n_all;
  const char      *cut = find_cut (cell->str, MAX_CELL, &n_all);
  g_autofree char *remark = NULL;

  if (n_all <= MAX_CELL)
    return;

  cut = find_cut (cell->str, MAX_CELL - ROOM_FOR_REMARK, NULL);
  /* Translators: behind a text that is too long for a cell of a spreadsheet. */
  remark = g_strdup_printf (_ ("… (shortened: %u characters)"), n_all);
  g_string_truncate (cell, (gsize) (cut - cell->str));
  g_string_append (cell, remark);
}

/**
 * zhihui_xlsx_text_make_cell:
 * @text: UTF-8
 *
 * What a cell cannot hold is replaced by what is seen: control characters by their pictures
 * (U+2400 …), what is no character by U+FFFD, the end of a text that is too long by a remark.
 *
 * Returns: (transfer full): the text of a cell
 */
char *
zhihui_xlsx_text_make_cell (const char *text)
{
  GString *cell = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_char (cell, p);
  shorten (cell);
  return g_string_free (cell, FALSE);
}

/**
 * zhihui_xlsx_text_measure:
 * @text: UTF-8
 *
 * Returns: how wide its longest line is, in digits: a Chinese character is two
 */
guint
zhihui_xlsx_text_measure (const char *text)
{
  guint width = 0, widest = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        width = 0;
      else if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
      widest = MAX (widest, width);
    }
  return widest;
}

static char *
cut_name (const char *name, guint max)
{
  const char *cut = find_cut (name, max, NULL);

  if (*cut == '\0')
    return g_strdup (name);
  cut = find_cut (name, max - 1, NULL);
  return g_strdup_printf ("%.*s…", (int) (cut - name), name);
}

/* Without the characters that references to cells are made of. */
static char *
clean_name (const char *title)
{
  g_autofree char *safe = zhihui_safe_text_make (title);
  GString         *name = g_string_new (g_strdelimit (safe, "[]:*?/\\", ' '));

  /* An apostrophe at an end is one of a reference. */
  while (name->len > 0 && strchr ("' ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  while (name->len > 0 && strchr ("' ", name->str[0]) != NULL)
    g_string_erase (name, 0, 1);
  return g_string_free (name, FALSE);
}

/* "History" is the name of a sheet of their own, in every language. */
static gboolean
take_name (const char *name, GHashTable *taken)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return !g_str_equal (folded, "history") && g_hash_table_add (taken, g_steal_pointer (&folded));
}

/**
 * zhihui_xlsx_text_make_sheet_name:
 * @title: of what is on the sheet
 * @taken: (element-type utf8 utf8): set of the names of the workbook, case folded; takes the new
 * one
 *
 * Returns: (transfer full): a name that a spreadsheet accepts and that no other sheet has
 */
char *
zhihui_xlsx_text_make_sheet_name (const char *title, GHashTable *taken)
{
  g_autofree char *clean = clean_name (title);
  const char      *base = *clean != '\0' ? clean : _ ("Table");
  char            *name = cut_name (base, MAX_SHEET_NAME);

  for (guint number = 2; !take_name (name, taken); number++)
    {
      g_autofree char *suffix = g_strdup_printf (" (%u)", number);
      g_autofree char *start = cut_name (base, MAX_SHEET_NAME - (guint) strlen (suffix));

      g_free (name);
      name = g_strconcat (start, suffix, NULL);
    }
  return name;
}
