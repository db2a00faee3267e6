/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "zhihui-safe-text.h"

#define LRM "\u200e"

static void
test_table (void)
{
  static const struct
  {
    const char *text, *safe;
  } cases[] = {
    { "", "" },
    { "松龄路街道", "松龄路街道" },
    { "𫖯𬀩 Ａ·b（《、》）", "𫖯𬀩 Ａ·b（《、》）" },
    { "<b>&amp;</b> =1+1", "<b>&amp;</b> =1+1" },
    { "a\nb\r\nc\td\ve\ff", "a b  c d e f" },
    { "a\xc2\x85", "a " },
    { "b\u2028c\u2029\x7f", "b c  " },
    /* what opens, overrides, isolates and closes a direction */
    { "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "         " },
    { "a\u200e\u200f\u061c", "a" },
    { "\xff甲\xc3", "\ufffd甲\ufffd" },
    { "\ufffe\ufdd0\U0004ffff甲", "\ufffd\ufffd\ufffd甲" },
    /* one letter in one code point or in two: both stay as they are */
    { "\u00e9 e\u0301", "\u00e9 e\u0301" },
    { "o\u0302\u0301\u0323", "o\u0302\u0301\u0323" },
    { "o\u0302\u0301\u0323\u0302\u0301\u0323x", "o\u0302\u0301\u0323\u0302x" },
    /* neither does a mark of direction nor a joiner begin a new letter */
    { "o\u0301\u0301\u200f\u0301\u0301\u200d\u0301x", "o\u0301\u0301\u0301\u0301\u200dx" },
    { "👩‍👩‍👧 🇨🇳 ❤️", "👩‍👩‍👧 🇨🇳 ❤️" },
    { "שלום", "שלום" },
    { "שלום 3/10、甲", "שלום" LRM " 3/10、甲" },
    { "שלום עולם、مكتب 5/6", "שלום עולם" LRM "、مكتب" LRM " 5/6" },
    { "甲 שלום  ", "甲 שלום" LRM "  " },
    { "\u05e9\u05bc\u05c1\u05b8\u05b7\u05b6 1", "\u05e9\u05bc\u05c1\u05b8\u05b7" LRM " 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = zhihui_safe_text_make (cases[i].text);
      g_autofree char *again = zhihui_safe_text_make (safe);

      g_assert_cmpstr (safe, ==, cases[i].safe);
      g_assert_cmpstr (again, ==, safe);
    }
}

/* Every character that Unicode gives to a script of left to right or to none, alone between two
 * others: it stays, or it is one of those that docs/wire.md names, or a mark of direction. */
static void
test_others_stay (void)
{
  guint n_stayed = 0;

  for (gunichar c = 0x20; c < 0x30000; c++)
    {
      g_autoptr (GString) text = g_string_new ("甲");
      g_autofree char *safe = NULL;

      if (!g_unichar_validate (c) || (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfefe) ||
          (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff))
        continue;
      g_string_append_unichar (text, c);
      g_string_append (text, "乙");
      safe = zhihui_safe_text_make (text->str);
      if (g_str_equal (safe, text->str))
        n_stayed++;
      else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_assert_cmpstr (safe, ==, "甲 乙");
      else if ((c & 0xfffe) == 0xfffe)
        g_assert_cmpstr (safe, ==, "甲\ufffd乙");
      else
        g_assert_true (c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                       (c >= 0x2066 && c <= 0x2069));
    }
  g_assert_cmpuint (n_stayed, >, 180000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safe-text/what-would-disturb-its-neighbours-does-not", test_table);
  g_test_add_func ("/safe-text/every-other-character-stays", test_others_stay);
  return g_test_run ();
}
