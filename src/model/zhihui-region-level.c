/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-level.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How the name of a region ends says what it is. */
static const struct
{
  const char *ending, *whole;
} levels[] = {
  { "省", N_ ("Province-wide") },   { "市", N_ ("City-wide") },
  { "区", N_ ("District-wide") },   { "县", N_ ("County-wide") },
  { "旗", N_ ("Banner-wide") },     { "盟", N_ ("League-wide") },
  { "州", N_ ("Prefecture-wide") }, { "镇", N_ ("Town-wide") },
  { "乡", N_ ("Township-wide") },   { "街道", N_ ("Subdistrict-wide") },
  { "村", N_ ("Village-wide") },    { "社区", N_ ("Community-wide") },
};

/**
 * zhihui_region_level_name_whole:
 * @name: (nullable): of a region, "高唐县"; %NULL: not known
 *
 * Returns: (transfer none): all of it, as its own people call it: "County-wide"
 */
const char *
zhihui_region_level_name_whole (const char *name)
{
  const char *whole = N_ ("Region-wide");
  gsize       longest = 0;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (levels); i++)
    if (g_str_has_suffix (name, levels[i].ending) && strlen (levels[i].ending) > longest)
      {
        longest = strlen (levels[i].ending);
        whole = levels[i].whole;
      }
  return _ (whole);
}
