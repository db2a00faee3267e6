/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-case-service.h"
#include "zhihui-played-address.h"
#include "zhihui-simulator-text.h"

#define PURPOSE_TEXT 7

/**
 * zhihui_serial_to_key:
 *
 * Returns: (transfer full): "20200728-000417", the number of a case within its day
 */
char *
zhihui_serial_to_key (guint64 serial)
{
  int year, month, mday;

  zhihui_day_to_ymd ((gint32) (serial >> 20), &year, &month, &mday);
  return g_strdup_printf ("%04d%02d%02d-%06u", year, month, mday, (guint) (serial & 0xfffff) + 1);
}

static char *
serial_to_no (const ZhihuiScenario *scenario, guint64 serial)
{
  g_autofree char *key = zhihui_serial_to_key (serial);

  key[8] = '\0';
  return g_strconcat (scenario->laws->prefix, key, key + 9, NULL);
}

static char *
make_title (const ZhihuiScenario *scenario, guint64 seed, const ZhihuiPlayedCase *played)
{
  const ZhihuiItem         *item = zhihui_case_service_get_item (scenario, seed, played);
  const ZhihuiPlayedRegion *region = scenario->regions->pdata[played->region];
  g_auto (GStrv) parts = g_strsplit (
    zhihui_topic_get_title (scenario->topics->pdata[played->topic], played->type, played->title),
    "{p}",
    -1);

  if (item != NULL)
    return g_strdup (item->name);
  return g_strjoinv (region->name, parts);
}

static char *
make_name (const ZhihuiScenario *scenario, ZhihuiRandom *random)
{
  guint       n_surnames = g_strv_length (scenario->surnames);
  guint       n_given = g_strv_length (scenario->given);
  const char *surname = scenario->surnames[zhihui_random_below (random, n_surnames)];
  const char *first = scenario->given[zhihui_random_below (random, n_given)];
  const char *second = scenario->given[zhihui_random_below (random, n_given)];

  return g_strconcat (surname, first, zhihui_random_chance (random, 0.75) ? second : "", NULL);
}

/**
 * zhihui_played_texts_make:
 *
 * Title, and the person, who lives nowhere: the number range 155-0000 is used for all.
 */
ZhihuiPlayedTexts *
zhihui_played_texts_make (const ZhihuiScenario   *scenario,
                          guint64                 seed,
                          const ZhihuiPlayedCase *played)
{
  ZhihuiPlayedTexts *texts = g_new0 (ZhihuiPlayedTexts, 1);
  ZhihuiRandom       random;

  texts->key = zhihui_serial_to_key (played->serial);
  texts->no = serial_to_no (scenario, played->serial);
  texts->title = make_title (scenario, seed, played);
  if (played->repeat_of != 0)
    texts->repeat_of = serial_to_no (scenario, played->repeat_of);
  if (played->is_anonymous)
    return texts;

  zhihui_random_init (&random, seed, played->person, PURPOSE_TEXT);
  texts->complainant = make_name (scenario, &random);
  texts->phone = g_strdup_printf ("1550000%04u", zhihui_random_below (&random, 10000));
  texts->address = zhihui_played_address_make (scenario, played, &random);
  return texts;
}

void
zhihui_played_texts_free (ZhihuiPlayedTexts *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->no);
  g_free (self->repeat_of);
  g_free (self->title);
  g_free (self->complainant);
  g_free (self->phone);
  g_free (self->address);
  g_free (self);
}
