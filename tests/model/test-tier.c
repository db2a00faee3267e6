/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tier.h"

typedef struct
{
  const char *volumes, *tiers;
} Case;

static void
equal_volumes_go_together_and_upwards (void)
{
  static const Case cases[] = {
    { "3 2 1", "1 2 3" },
    { "1 3 2", "3 1 2" },
    { "9", "1" },
    { "9 4", "1 2" },
    { "6 5 4 3 2 1", "1 1 2 2 3 3" },
    /* the border lies within the tie */
    { "6 5 5 3 2 1", "1 1 1 2 3 3" },
    { "6 5 4 3 3 1", "1 1 2 2 2 3" },
    { "5 5 5 5 5 5", "1 1 1 1 1 1" },
    { "5 0 0 0 0 0", "1 1 1 1 1 1" },
    { "7 6 0 0 0 0", "1 1 2 2 2 2" },
    { "7 6 5 0 0 0", "1 1 2 2 2 2" },
    { "7 6 5 4 0 0", "1 1 2 2 3 3" },
    { "7 6 5 4 3 2 1", "1 1 1 2 2 3 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = g_strsplit (cases[i].volumes, " ", -1);
      g_autoptr (GString) found = g_string_new (NULL);
      gint64 volumes[16];
      guint8 tiers[16];
      guint  n = g_strv_length (words);

      for (guint unit = 0; unit < n; unit++)
        volumes[unit] = g_ascii_strtoll (words[unit], NULL, 10);
      zhihui_tier_find (volumes, n, tiers);
      for (guint unit = 0; unit < n; unit++)
        g_string_append_printf (found, unit > 0 ? " %u" : "%u", tiers[unit]);
      g_test_message ("%s", cases[i].volumes);
      g_assert_cmpstr (found->str, ==, cases[i].tiers);
    }
}

/* By counting the larger ones, unit by unit, in integers. */
static void
tiers_are_those_of_the_number_of_larger_units (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 300; round++)
    {
      guint  n = (guint) g_rand_int_range (rand, 1, 60);
      gint64 volumes[60];
      guint8 tiers[60];

      for (guint i = 0; i < n; i++)
        volumes[i] = g_rand_int_range (rand, 0, 40);
      zhihui_tier_find (volumes, n, tiers);
      for (guint i = 0; i < n; i++)
        {
          guint larger = 0;

          for (guint j = 0; j < n; j++)
            larger += volumes[j] > volumes[i];
          g_assert_cmpuint (tiers[i], ==, larger * 3 < n ? 1 : larger * 3 < 2 * n ? 2 : 3);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tier/equal-volumes-go-together-and-upwards",
                   equal_volumes_go_together_and_upwards);
  g_test_add_func ("/tier/tiers-are-those-of-the-number-of-larger-units",
                   tiers_are_those_of_the_number_of_larger_units);
  return g_test_run ();
}
