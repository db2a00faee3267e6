/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in-english.h"

/* Runs @test in a process of its own that speaks English: words are longer there. */
void
in_english (GTestDataFunc test, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

  if (g_test_subprocess ())
    {
      test (data);
      return;
    }

  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  g_test_trap_assert_passed ();
}
