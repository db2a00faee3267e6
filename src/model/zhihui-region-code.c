/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-code.h"

#include <string.h>

#define COUNTY_DIGITS 6

static gboolean
ends_with_zeros (const char *code, gsize length, gsize n_zeros)
{
  return memcmp (code + length - n_zeros, "000", n_zeros) == 0;
}

/**
 * zhihui_region_code_get_stem:
 * @code: of a region
 *
 * Zeros at the end of a code stand for "all of it": 320000 is the province 32, 320100 the city
 * 3201, 320102000 the county 320102 (GB/T 2260, GB/T 10114).
 *
 * Returns: how many of its digits the codes of everything within begin with
 */
gsize
zhihui_region_code_get_stem (const char *code)
{
  gsize length = strlen (code);

  if (length == ZHIHUI_VILLAGE_DIGITS && ends_with_zeros (code, length, 3))
    length = ZHIHUI_TOWN_DIGITS;
  if (length == ZHIHUI_TOWN_DIGITS && ends_with_zeros (code, length, 3))
    length = COUNTY_DIGITS;
  if (length == COUNTY_DIGITS)
    while (length > 2 && ends_with_zeros (code, length, 2))
      length -= 2;

  return length;
}

/**
 * zhihui_region_code_covers:
 * @region: code of a region
 * @code: of another
 *
 * Returns: whether @code is @region or lies within it
 */
gboolean
zhihui_region_code_covers (const char *region, const char *code)
{
  return strncmp (code, region, zhihui_region_code_get_stem (region)) == 0;
}

/**
 * zhihui_region_code_is_below_town:
 * @code: of a region
 *
 * Of what is so small a screen that everybody passes is not told everything.
 *
 * Returns: whether @code is of a village, a station or a window
 */
gboolean
zhihui_region_code_is_below_town (const char *code)
{
  return zhihui_region_code_get_stem (code) > ZHIHUI_TOWN_DIGITS;
}
