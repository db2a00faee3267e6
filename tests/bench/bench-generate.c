/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes generated assignments into a new database: usage bench-generate DATABASE ROWS UNITS */
#include <stdlib.h>

#include "assignment-generator.h"

int
main (int argc, char **argv)
{
  AssignmentGeneratorOptions options = { .seed = 1, .until = 1596243600, .n_days = 365 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;

  if (argc != 4)
    g_error ("usage: bench-generate DATABASE ROWS UNITS");
  options.n_rows = (gsize) atoll (argv[2]);
  options.n_units = (guint) atoi (argv[3]);
  store = zhihui_store_open (argv[1], TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, store);
  return 0;
}
