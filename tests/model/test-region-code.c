/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-code.h"

static void
test_covers (void)
{
  const struct
  {
    const char *region, *code;
    gboolean    covers;
  } cases[] = {
    { "320000", "320100", TRUE },
    { "320000", "320000", TRUE },
    { "320000", "321283109", TRUE },
    { "320000", "330000", FALSE },
    { "320100", "320102", TRUE },
    { "320100", "320102001", TRUE },
    { "320100", "320200", FALSE },
    { "320100", "320000", FALSE },
    { "320102", "320102001", TRUE },
    { "320102", "320100", FALSE },
    { "320102", "320103001", FALSE },
    /* A county whose number ends with a zero is not a city. */
    { "320110", "320110002", TRUE },
    { "320110", "320111002", FALSE },
    { "320102000", "320102001", TRUE },
    { "320102001", "320102001003", TRUE },
    { "320102001000", "320102001003", TRUE },
    { "320102001000", "320102002003", FALSE },
    { "320102100", "320102100200", TRUE },
    { "320102100", "320102101", FALSE },
    { "32", "320100", TRUE },
    { "3201", "320102", TRUE },
    { "3201", "320202", FALSE },
    { "", "320202", TRUE },
    { "370302", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (zhihui_region_code_covers (cases[i].region, cases[i].code) != cases[i].covers)
      g_error ("%s, %s", cases[i].region, cases[i].code);
}

static void
test_below_town (void)
{
  g_assert_true (zhihui_region_code_is_below_town ("370302001003"));
  g_assert_true (zhihui_region_code_is_below_town ("3703020010"));
  g_assert_false (zhihui_region_code_is_below_town ("370302001"));
  g_assert_false (zhihui_region_code_is_below_town ("370302001000"));
  g_assert_false (zhihui_region_code_is_below_town ("370302000000"));
  g_assert_false (zhihui_region_code_is_below_town ("370302"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-code/zeros-at-the-end-are-all-of-it", test_covers);
  g_test_add_func ("/region-code/a-town-written-with-twelve-digits-is-a-town", test_below_town);

  return g_test_run ();
}
