/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-level.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How the name of a region ends says what it is. */
static const struct
{
  const char *ending, *whole;
} levels[] = {
  { "省", N_ ("The whole province") },   { "市", N_ ("The whole city") },
  { "区", N_ ("The whole district") },   { "县", N_ ("The whole county") },
  { "旗", N_ ("The whole banner") },     { "盟", N_ ("The whole league") },
  { "州", N_ ("The whole prefecture") }, { "镇", N_ ("The whole town") },
  { "乡", N_ ("The whole township") },   { "街道", N_ ("The whole subdistrict") },
  { "村", N_ ("The whole village") },    { "社区", N_ ("The whole community") },
};

/**
 * zhihui_region_level_name_whole:
 * @name: (nullable): of a region, "高唐县"; %NULL: not known
 *
 * Returns: (transfer none): all of it, as its own people call it: "The whole county"
 */
const char *
zhihui_region_level_name_whole (const char *name)
{
  const char *whole = N_ ("The whole region");
  gsize       longest = 0;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (levels); i++)
    if (g_str_has_suffix (name, levels[i].ending) && strlen (levels[i].ending) > longest)
      {
        longest = strlen (levels[i].ending);
        whole = levels[i].whole;
      }
  return _ (whole);
}
