/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "openssl-run.h"

gboolean
openssl_run (const char *first, ...)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) openssl = NULL;
  va_list more;

  g_ptr_array_add (line, (gpointer) "openssl");
  va_start (more, first);
  for (const char *word = first; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (line, (gpointer) word);
  va_end (more);
  g_ptr_array_add (line, NULL);

  openssl =
    g_subprocess_newv ((const char *const *) line->pdata,
                       G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                       &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (openssl, NULL, &error));

  return g_subprocess_get_if_exited (openssl) && g_subprocess_get_exit_status (openssl) == 0;
}
