/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-input.h"

#include <string.h>

#include "zhihui-panel-kinds.h"

static void
read_datasets (ZhihuiWallInput *self, guint datasets, ZhihuiSituation *situation)
{
  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    if ((datasets & (1u << dataset)) != 0)
      self->datasets[dataset] = zhihui_situation_get_dataset (situation, dataset);
  if ((datasets & (1u << ZHIHUI_DATASET_REGIONS)) != 0)
    self->boundary = zhihui_situation_get_boundary (situation);
}

/* Of several the first is what the panel is about; names and places never are, beside others. */
static ZhihuiDataset
get_first (guint datasets)
{
  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    if ((datasets & ~(1u << ZHIHUI_DATASET_REGIONS) & (1u << dataset)) != 0)
      return dataset;
  return datasets != 0 ? ZHIHUI_DATASET_REGIONS : ZHIHUI_DATASET_META;
}

/**
 * zhihui_wall_input_read:
 * @place: a panel of the page
 * @situation: (nullable): NULL while nothing is known
 * @moment: its peer is interned: whose turn it is, where the page names none
 *
 * What the panel is made from now.
 */
void
zhihui_wall_input_read (ZhihuiWallInput    *self,
                        const ZhihuiPlace  *place,
                        ZhihuiSituation    *situation,
                        const ZhihuiMoment *moment)
{
  gint64      now_us = moment->now_us;
  guint       datasets = zhihui_panel_kind_get_datasets (place->panel, place->options);
  ZhihuiBoard board = zhihui_panel_kind_get_board (place->panel, place->options);

  memset (self, 0, sizeof *self);
  if (situation == NULL)
    return;

  read_datasets (self, datasets | 1u << ZHIHUI_DATASET_META, situation);
  self->region = zhihui_situation_get_region_path (situation);
  self->source = zhihui_situation_judge_source (situation, now_us, NULL).state;
  if (board != ZHIHUI_N_BOARDS)
    {
      const ZhihuiBoardKey key =
        zhihui_panel_kind_make_board_key (place->panel, place->options, moment->peer);

      self->peer = key.peer;
      self->turn = place->options->top > 0 ? moment->turn : 0;
      self->ranking = zhihui_situation_get_board (situation, &key);
      self->state = zhihui_situation_judge_board (situation, &key, now_us).state;
      return;
    }

  self->state = zhihui_situation_judge (situation, get_first (datasets), now_us).state;
}

/**
 * zhihui_wall_input_equal:
 *
 * Returns: whether the same picture comes of both
 */
gboolean
zhihui_wall_input_equal (const ZhihuiWallInput *a, const ZhihuiWallInput *b)
{
  return memcmp (a->datasets, b->datasets, sizeof a->datasets) == 0 && a->ranking == b->ranking &&
         a->region == b->region && a->boundary == b->boundary && a->state == b->state &&
         a->source == b->source && a->peer == b->peer && a->turn == b->turn;
}

/**
 * zhihui_wall_input_tell_now:
 * @situation: (nullable)
 * @now_us: monotonic clock
 *
 * Returns: seconds since the epoch, by the clock of the platform where it is known
 */
gint64
zhihui_wall_input_tell_now (ZhihuiSituation *situation, gint64 now_us)
{
  gint64 now =
    situation != NULL ? zhihui_situation_get_platform_now (situation, now_us) : ZHIHUI_NO_INSTANT;

  return now != ZHIHUI_NO_INSTANT ? now : g_get_real_time () / G_USEC_PER_SEC;
}
