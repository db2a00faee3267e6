/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-played-address.h"

#include <string.h>

#define STREET "街道"
#define N_FIRST 16
#define N_SECOND 16
#define STRIDE 37 /* odd: the names of one town differ */

/* Names by rule, of two characters: none is taken from a map, though a real place may bear one. */
static const char *const village_first[N_FIRST] = {
  "东", "西", "南", "北", "上", "下", "前", "后", "大", "小", "新", "老", "青", "白", "石", "龙"
};
static const char *const village_second[N_SECOND] = { "泉", "沟", "岭", "坡", "台", "庄",
                                                      "屯", "洼", "桥", "井", "山", "河",
                                                      "湾", "峪", "寨", "坪" };
static const char *const estate_first[N_FIRST] = { "锦", "华", "安", "康", "福", "瑞", "和", "祥",
                                                   "泰", "丰", "嘉", "盛", "景", "春", "宁", "明" };
static const char *const estate_second[N_SECOND] = {
  "绣", "阳", "泰", "安", "林", "江", "和", "居", "园", "城", "庭", "府", "苑", "湖", "馨", "悦"
};
static const char *const estate_kinds[] = { "小区", "花园", "家园", "公寓" };

static guint
hash_code (const char *code)
{
  guint hash = 5381;

  for (; *code != '\0'; code++)
    hash = hash * 33 + (guint) (guchar) *code;
  return hash;
}

static gboolean
is_town (const ZhihuiPlayedRegion *region)
{
  return g_str_equal (region->level, "town");
}

/* The town of this code, else the one of this number; NULL when there are not so many. */
static const ZhihuiPlayedRegion *
find_town (const ZhihuiScenario *scenario, const char *code, guint number)
{
  guint n = 0;

  for (guint i = 0; i < scenario->regions->len; i++)
    {
      const ZhihuiPlayedRegion *one = scenario->regions->pdata[i];

      if (is_town (one) && (code != NULL ? g_str_equal (one->code, code) : n++ == number))
        return one;
    }
  return NULL;
}

/* Where people live who come to a window or a station: the town it is in, else one of the towns. */
static const ZhihuiPlayedRegion *
find_home (const ZhihuiScenario *scenario, const ZhihuiPlayedRegion *region, ZhihuiRandom *random)
{
  const ZhihuiPlayedRegion *home = NULL;
  guint                     n = 0;

  if (!g_str_equal (region->level, "window") && !g_str_equal (region->level, "station"))
    return region;

  home = find_town (scenario, region->parent, 0);
  for (guint i = 0; home == NULL && i < scenario->regions->len; i++)
    n += is_town (scenario->regions->pdata[i]);
  if (home == NULL && n > 0)
    home = find_town (scenario, NULL, zhihui_random_below (random, n));
  return home != NULL ? home : region;
}

/**
 * zhihui_played_address_make:
 * @random: of the person, who lives at one address
 *
 * A village or an estate of the town in which the case lies, street and number. Of a town of
 * streets (街道) the places are estates.
 *
 * Returns: (transfer full)
 */
char *
zhihui_played_address_make (const ZhihuiScenario   *scenario,
                            const ZhihuiPlayedCase *played,
                            ZhihuiRandom           *random)
{
  guint                     n_streets = g_strv_length (scenario->streets);
  const char               *street = scenario->streets[zhihui_random_below (random, n_streets)];
  guint                     number = zhihui_random_below (random, 200) + 1;
  const ZhihuiPlayedRegion *home =
    find_home (scenario, scenario->regions->pdata[played->region], random);
  guint name = (hash_code (home->code) + played->place * STRIDE) % (N_FIRST * N_SECOND);
  guint first = name / N_SECOND, second = name % N_SECOND;

  if (!is_town (home))
    return g_strdup_printf ("%s%s%u号", home->name, street, number);
  if (!g_str_has_suffix (home->name, STREET))
    return g_strdup_printf (
      "%s%s%s村%u号", home->name, village_first[first], village_second[second], number);
  return g_strdup_printf ("%s%s%s%s%s%u号",
                          home->name,
                          street,
                          estate_first[first],
                          estate_second[second],
                          estate_kinds[name % G_N_ELEMENTS (estate_kinds)],
                          number);
}
