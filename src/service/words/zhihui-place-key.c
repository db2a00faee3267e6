/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-place-key.h"

#include <string.h>

#define VILLAGE_CODE_LENGTH 12
#define MOST_CHARACTERS 10 /* of a name before its ending */

/* Endings of what is smaller than a township and larger than a door, the longer before the
 * shorter they end with. */
static const char *const endings[] = { "居民委员会", "村民委员会", "幼儿园", "工业园", "小区",
                                       "社区",       "花园",       "家园",   "嘉园",   "公寓",
                                       "大厦",       "广场",       "市场",   "商城",   "小学",
                                       "中学",       "学校",       "医院",   "园区",   "工地",
                                       "村",         "苑" };
/* What a name stands behind. */
static const char *const starts[] = {
  "省", "市", "区", "县", "镇", "乡", "街道", "路", "街", "号"
};

static gboolean
is_parting (gunichar c)
{
  return g_unichar_isdigit (c) || g_unichar_ispunct (c) || g_unichar_isspace (c);
}

/* Whether what looks like an ending is within the name of a township or a street: 罗村镇,
 * 新村路12号. */
static gboolean
goes_on (const char *after)
{
  static const char *const towns[] = { "镇", "乡", "街道" };
  static const char *const streets[] = { "路", "街", "大道" };

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    if (g_str_has_prefix (after, towns[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (streets); i++)
    if (g_str_has_prefix (after, streets[i]) && g_ascii_isdigit (after[strlen (streets[i])]))
      return TRUE;
  return FALSE;
}

/* The start of the name that ends before @end. */
static const char *
find_start (const char *address, const char *end)
{
  const char *start = end;
  guint       n = 0;

  while (start > address && n < MOST_CHARACTERS)
    {
      const char *before = g_utf8_prev_char (start);

      if (is_parting (g_utf8_get_char (before)))
        break;
      for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
        {
          gsize length = strlen (starts[i]);

          if ((gsize) (start - address) >= length &&
              memcmp (start - length, starts[i], length) == 0)
            return start;
        }
      start = before;
      n++;
    }
  return start;
}

static char *
find_name (const char *address)
{
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
      {
        const char *start;

        if (!g_str_has_prefix (p, endings[i]) || goes_on (p + strlen (endings[i])))
          continue;

        start = find_start (address, p);
        if (start < p)
          return g_strndup (start, (gsize) (p - start) + strlen (endings[i]));
      }
  return NULL;
}

/**
 * zhihui_place_key_make:
 * @region: code of the case's region, "" unknown
 * @address: (nullable): UTF-8
 *
 * What lies close together: the village by its code, else the village, estate, school, market …
 * that the address names. A township, a street or a door is no such place.
 *
 * Returns: (transfer full) (nullable): equal for the same place, %NULL when none is named
 */
char *
zhihui_place_key_make (const char *region, const char *address)
{
  g_autofree char *name = NULL;

  if (strlen (region) >= VILLAGE_CODE_LENGTH)
    return g_strdup (region);
  if (address == NULL || !g_utf8_validate (address, -1, NULL))
    return NULL;

  name = find_name (address);
  return name != NULL ? g_strconcat (region, "/", name, NULL) : NULL;
}
