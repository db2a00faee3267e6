/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-service.h"

#define PURPOSE_ITEM 14
#define PURPOSE_MODE 15
#define MAX_ITEMS 256
#define MAX_PHOTOS 3

static guint
find_item (const ZhihuiScenario *scenario, guint64 seed, const ZhihuiPlayedCase *played)
{
  const GArray *items = scenario->items->len > 0 ? scenario->items_of_topic[played->topic] : NULL;
  double        cumulated[MAX_ITEMS], sum = 0;
  guint         n;
  ZhihuiRandom  random;

  if (items == NULL || items->len == 0)
    return G_MAXUINT;

  n = MIN (items->len, MAX_ITEMS);
  for (guint i = 0; i < n; i++)
    {
      sum += ((ZhihuiItem *) scenario->items->pdata[g_array_index (items, guint, i)])->weight;
      cumulated[i] = sum;
    }
  zhihui_random_init (&random, seed, played->serial, PURPOSE_ITEM);
  return g_array_index (items, guint, zhihui_random_pick (&random, cumulated, n));
}

/**
 * zhihui_case_service_get_item:
 *
 * Returns: (transfer none) (nullable): the service; %NULL where there is no catalogue
 */
const ZhihuiItem *
zhihui_case_service_get_item (const ZhihuiScenario   *scenario,
                              guint64                 seed,
                              const ZhihuiPlayedCase *played)
{
  guint index = find_item (scenario, seed, played);

  return index != G_MAXUINT ? scenario->items->pdata[index] : NULL;
}

/**
 * zhihui_case_service_set_type:
 *
 * The promise of the service is the limit of the case.
 */
void
zhihui_case_service_set_type (const ZhihuiScenario *scenario,
                              guint64               seed,
                              ZhihuiPlayedCase     *played)
{
  const ZhihuiItem *item = zhihui_case_service_get_item (scenario, seed, played);

  if (item != NULL)
    played->type = (guint16) item->type;
}

/**
 * zhihui_case_service_fill_draft:
 * @draft: gets the service and the way in which it is done
 */
void
zhihui_case_service_fill_draft (const ZhihuiScenario   *scenario,
                                guint64                 seed,
                                const ZhihuiPlayedCase *played,
                                ZhihuiDraft            *draft)
{
  guint        item = find_item (scenario, seed, played);
  ZhihuiRandom random;
  guint        mode = scenario->batch_mode;

  draft->item = item != G_MAXUINT ? (guint16) (item + 1) : 0;
  draft->mode = 0;
  if (scenario->n_modes == 0)
    return;

  zhihui_random_init (&random, seed, played->serial, PURPOSE_MODE);
  zhihui_random_below (&random, MAX_PHOTOS);
  if (played->topic != scenario->batch_topic)
    mode = zhihui_random_pick (&random, scenario->mode_shares, scenario->n_modes);
  draft->mode = (guint16) (mode + 1);
}

/**
 * zhihui_case_service_write:
 * @case_id: the row of the case in @store, which has just come in
 *
 * Writes batch and number of photos. The caller holds the transaction.
 */
gboolean
zhihui_case_service_write (const ZhihuiScenario   *scenario,
                           guint64                 seed,
                           const ZhihuiPlayedCase *played,
                           ZhihuiStore            *store,
                           gint64                  case_id,
                           GError                **error)
{
  static const char sql[] = "UPDATE cases SET batch = ?2, photos = ?3 WHERE id = ?1";
  gboolean          is_batch = played->topic == scenario->batch_topic;
  gboolean          has_photos = played->channel == scenario->photo_channel;
  ZhihuiStatement  *row;
  ZhihuiRandom      random;

  if (!is_batch && !has_photos)
    return TRUE;

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (row, 1, case_id);
  zhihui_random_init (&random, seed, played->serial, PURPOSE_MODE);
  if (is_batch)
    zhihui_statement_bind_text (row, 2, "B-1");
  if (has_photos)
    zhihui_statement_bind_integer (row, 3, 1 + zhihui_random_below (&random, MAX_PHOTOS));
  return zhihui_statement_finish (row, error);
}
