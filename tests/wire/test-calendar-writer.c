/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-writer.h"

static void
test_own_calendar_is_known_again (void)
{
  g_autofree char *uid = zhihui_calendar_make_uid ("m-1", "370302");

  g_assert_true (zhihui_calendar_is_own_uid (uid, "370302"));
  g_assert_false (zhihui_calendar_is_own_uid (uid, "370303"));
  g_assert_false (zhihui_calendar_is_own_uid ("abc@example.com", "370302"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-writer/own-calendar-is-known-again",
                   test_own_calendar_is_known_again);
  return g_test_run ();
}
