/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"

/* Gives a target every file of the folder that is named, whole and cut, without libFuzzer. */

#define N_CUTS 16

static void
give (const char *bytes, gsize length)
{
  g_autofree char *copy = g_memdup2 (bytes, length);

  LLVMFuzzerTestOneInput ((const uint8_t *) copy, length);
}

static void
every_seed_is_survived (gconstpointer data)
{
  const char *folder = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint       n_seeds = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            length;

      g_file_get_contents (path, &bytes, &length, &error);
      g_assert_no_error (error);
      g_test_message ("%s", name);
      for (gsize cut = 1; cut < N_CUTS; cut++)
        give (bytes, length * cut / N_CUTS);
      give (bytes, length);
      n_seeds++;
    }
  g_assert_cmpuint (n_seeds, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/fuzz/every-seed-is-survived", argv[1], every_seed_is_survived);
  return g_test_run ();
}
