/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-input.h"

#include <string.h>

static gboolean
find_board (ZhihuiPanel panel, ZhihuiBoard *board)
{
  switch (panel)
    {
    case ZHIHUI_PANEL_VOLUME:
      *board = ZHIHUI_BOARD_VOLUME;
      return TRUE;
    case ZHIHUI_PANEL_OVERDUE:
      *board = ZHIHUI_BOARD_OVERDUE;
      return TRUE;
    case ZHIHUI_PANEL_RETURN:
      *board = ZHIHUI_BOARD_RETURN;
      return TRUE;
    case ZHIHUI_PANEL_SATISFIED:
      *board = ZHIHUI_BOARD_SATISFIED;
      return TRUE;
    case ZHIHUI_PANEL_HEAD:
    case ZHIHUI_PANEL_KPI:
    case ZHIHUI_PANEL_MAP:
    case ZHIHUI_PANEL_DEADLINES:
    case ZHIHUI_PANEL_HOT_WORDS:
    case ZHIHUI_PANEL_CHANNELS:
    case ZHIHUI_PANEL_MEETINGS:
    case ZHIHUI_PANEL_ALERTS:
    case ZHIHUI_N_PANELS:
    default:
      return FALSE;
    }
}

static ZhihuiDataset
get_dataset (ZhihuiPanel panel)
{
  switch (panel)
    {
    case ZHIHUI_PANEL_KPI:
    case ZHIHUI_PANEL_DEADLINES:
      return ZHIHUI_DATASET_SUMMARY;
    case ZHIHUI_PANEL_MAP:
      return ZHIHUI_DATASET_MAP;
    case ZHIHUI_PANEL_HOT_WORDS:
      return ZHIHUI_DATASET_HOT_WORDS;
    case ZHIHUI_PANEL_CHANNELS:
      return ZHIHUI_DATASET_CHANNELS;
    case ZHIHUI_PANEL_MEETINGS:
      return ZHIHUI_DATASET_MEETINGS;
    case ZHIHUI_PANEL_ALERTS:
      return ZHIHUI_DATASET_ALERTS;
    case ZHIHUI_PANEL_HEAD:
    case ZHIHUI_PANEL_VOLUME:
    case ZHIHUI_PANEL_OVERDUE:
    case ZHIHUI_PANEL_RETURN:
    case ZHIHUI_PANEL_SATISFIED:
    case ZHIHUI_N_PANELS:
    default:
      return ZHIHUI_DATASET_META;
    }
}

static void
read_dataset (ZhihuiWallInput *self, ZhihuiDataset dataset, ZhihuiSituation *situation)
{
  switch (dataset)
    {
    case ZHIHUI_DATASET_SUMMARY:
      self->figures[1] = zhihui_situation_get_summary (situation);
      break;
    case ZHIHUI_DATASET_CHANNELS:
      self->figures[1] = zhihui_situation_get_channels (situation);
      break;
    case ZHIHUI_DATASET_HOT_WORDS:
      self->figures[1] = zhihui_situation_get_hot_words (situation);
      break;
    case ZHIHUI_DATASET_MAP:
      self->figures[1] = zhihui_situation_get_map_figures (situation);
      self->figures[2] = zhihui_situation_get_regions (situation);
      self->figures[3] = zhihui_situation_get_boundary (situation);
      break;
    case ZHIHUI_DATASET_MEETINGS:
      self->figures[1] = zhihui_situation_get_meetings (situation);
      break;
    case ZHIHUI_DATASET_ALERTS:
      self->figures[1] = zhihui_situation_get_alerts (situation);
      break;
    case ZHIHUI_DATASET_META:
    case ZHIHUI_DATASET_REGIONS:
    case ZHIHUI_DATASET_UNITS:
    case ZHIHUI_DATASET_TRENDS:
    case ZHIHUI_DATASET_LAST_TREND:
    case ZHIHUI_N_DATASETS:
    default:
      break;
    }
}

/**
 * zhihui_wall_input_read:
 * @situation: (nullable): NULL while nothing is known
 * @peer: (nullable): interned
 *
 * What @panel is made from now.
 */
void
zhihui_wall_input_read (ZhihuiWallInput *self,
                        ZhihuiPanel      panel,
                        ZhihuiSituation *situation,
                        const char      *peer,
                        gint64           now_us)
{
  ZhihuiBoard board;

  memset (self, 0, sizeof *self);
  if (situation == NULL)
    return;

  self->figures[0] = zhihui_situation_get_meta (situation);
  self->figures[4] = zhihui_situation_get_region_path (situation);
  self->source = zhihui_situation_judge_source (situation, now_us, NULL).state;
  if (find_board (panel, &board))
    {
      self->peer = peer;
      self->figures[1] = zhihui_situation_get_ranking (situation, board, peer);
      self->state = zhihui_situation_judge_ranking (situation, board, peer, now_us).state;
      return;
    }

  read_dataset (self, get_dataset (panel), situation);
  self->state = zhihui_situation_judge (situation, get_dataset (panel), now_us).state;
}

/**
 * zhihui_wall_input_equal:
 *
 * Returns: whether the same picture comes of both
 */
gboolean
zhihui_wall_input_equal (const ZhihuiWallInput *a, const ZhihuiWallInput *b)
{
  return memcmp (a->figures, b->figures, sizeof a->figures) == 0 && a->state == b->state &&
         a->source == b->source && a->peer == b->peer;
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
  gint64 now = zhihui_situation_get_platform_now (situation, now_us);

  return now != ZHIHUI_NO_INSTANT ? now : g_get_real_time () / G_USEC_PER_SEC;
}
