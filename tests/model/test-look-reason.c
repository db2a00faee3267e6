/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-look-reason.h"

static void
test_says_something (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_enough;
  } cases[] = {
    { "", FALSE },
    { "x", FALSE },
    { "回访", FALSE },
    { "核实情", FALSE },
    { "核实情况", TRUE },
    { "核实12", TRUE },
    { "call back", TRUE },
    { "a b c", FALSE },
    { "a b c d", TRUE },
    { "    ", FALSE },
    { "　　　　　", FALSE }, /* as wide as ideographs */
    { "回访　　　　", FALSE },
    { "\t\n\r \v", FALSE },
    { "1111", FALSE },
    { "啊啊啊啊啊啊啊啊", FALSE },
    { "1 1 1 1 1", FALSE },
    { "1112", TRUE },
    { "2111", TRUE },
    { "\u200b\u200b\u200b\u200b\u200b", FALSE }, /* nothing is seen of it */
    { "查\u200b\u200b\u200b看", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (zhihui_look_reason_is_enough (cases[i].text) != cases[i].is_enough)
      g_error ("“%s”: not %d", cases[i].text, cases[i].is_enough);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look-reason/has-four-characters-and-not-one-alone", test_says_something);
  return g_test_run ();
}
