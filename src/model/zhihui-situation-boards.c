/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

/* The boards of a situation: one a metric and peer group, and of those that are asked for in
 * another way one more for each. */

static const ZhihuiReceipt no_receipt = { 0 };

/**
 * zhihui_board_name_way:
 * @period: (nullable): over which it is asked for; %NULL: the board's default
 * @order: in which; numbers of cases have but one
 *
 * Returns: (transfer none) (nullable): what sets that board apart from the usual one, interned: its
 * period, with the order behind it; %NULL: it is the usual one
 */
const char *
zhihui_board_name_way (ZhihuiBoard board, const char *period, ZhihuiOrder order)
{
  const char      *usual = zhihui_board_get_default_period (board);
  g_autofree char *way = NULL;

  if (period == NULL)
    period = usual;
  if (order == ZHIHUI_ORDER_RAW ||
      !zhihui_metric_get_traits (zhihui_board_get_metric (board))->is_share)
    return g_str_equal (period, usual) ? NULL : g_intern_string (period);

  way = g_strconcat (period, ",shrunk", NULL);
  return g_intern_string (way);
}

/**
 * zhihui_board_key_equal:
 *
 * Returns: whether both are of one place of a situation
 */
gboolean
zhihui_board_key_equal (const ZhihuiBoardKey *self, const ZhihuiBoardKey *other)
{
  return self->board == other->board && g_strcmp0 (self->peer, other->peer) == 0 &&
         g_strcmp0 (self->way, other->way) == 0;
}

/**
 * zhihui_board_key_copy_into:
 * @copy: (out caller-allocates): with texts of its own; zhihui_board_key_clear() frees them
 */
void
zhihui_board_key_copy_into (const ZhihuiBoardKey *self, ZhihuiBoardKey *copy)
{
  *copy = (ZhihuiBoardKey){ self->board, g_strdup (self->peer), g_strdup (self->way) };
}

/**
 * zhihui_board_key_clear:
 * @self: whose texts are owned
 */
void
zhihui_board_key_clear (ZhihuiBoardKey *self)
{
  g_free ((char *) self->peer);
  g_free ((char *) self->way);
  self->peer = self->way = NULL;
}

/* The place of a ranking, NULL when there is none yet. */
ZhihuiSlot *
zhihui_situation_find_slot (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  for (guint i = 0; i < self->rankings->len; i++)
    {
      ZhihuiRankingSlot *slot = g_ptr_array_index (self->rankings, i);

      if (zhihui_board_key_equal (&slot->key, key))
        return &slot->slot;
    }
  return NULL;
}

/**
 * zhihui_situation_get_board:
 * @key: which board
 *
 * Returns: (transfer none) (nullable): the board, NULL when it was never read
 */
ZhihuiRanking *
zhihui_situation_get_board (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  ZhihuiSlot *slot;

  g_return_val_if_fail (self != NULL, NULL);

  slot = zhihui_situation_find_slot (self, key);
  return slot != NULL ? slot->content : NULL;
}

/**
 * zhihui_situation_get_ranking:
 * @peer: id of the peer group, "all" for every unit
 *
 * Returns: (transfer none) (nullable): the board, NULL when it was never read
 */
ZhihuiRanking *
zhihui_situation_get_ranking (ZhihuiSituation *self, ZhihuiBoard board, const char *peer)
{
  return zhihui_situation_get_board (self, &(ZhihuiBoardKey){ board, peer, NULL });
}

/**
 * zhihui_situation_get_n_rankings:
 *
 * Returns: how many boards are read or were tried to
 */
guint
zhihui_situation_get_n_rankings (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rankings->len;
}

/**
 * zhihui_situation_get_board_key:
 * @index: below zhihui_situation_get_n_rankings()
 *
 * Returns: (transfer none): which board it is
 */
const ZhihuiBoardKey *
zhihui_situation_get_board_key (ZhihuiSituation *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->rankings->len, NULL);

  return &((ZhihuiRankingSlot *) g_ptr_array_index (self->rankings, index))->key;
}

/**
 * zhihui_situation_get_ranking_peer:
 * @index: below zhihui_situation_get_n_rankings()
 * @board: (out): which board it is
 *
 * Returns: (transfer none): of which peer group; where boards stand in several ways the key says
 * more
 */
const char *
zhihui_situation_get_ranking_peer (ZhihuiSituation *self, guint index, ZhihuiBoard *board)
{
  const ZhihuiBoardKey *key = zhihui_situation_get_board_key (self, index);

  g_return_val_if_fail (key != NULL, NULL);

  *board = key->board;
  return key->peer;
}

/**
 * zhihui_situation_has_board_of:
 * @peer: id of a peer group
 *
 * Returns: whether any board of that group was read
 */
gboolean
zhihui_situation_has_board_of (ZhihuiSituation *self, const char *peer)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->rankings->len; i++)
    {
      const ZhihuiRankingSlot *slot = g_ptr_array_index (self->rankings, i);

      if (slot->slot.content != NULL && g_strcmp0 (slot->key.peer, peer) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_situation_has_unit_of:
 * @peer: id of a peer group
 *
 * Returns: whether anything was counted of a unit of that group, on any board
 */
gboolean
zhihui_situation_has_unit_of (ZhihuiSituation *self, const char *peer)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->rankings->len; i++)
    {
      const ZhihuiRankingSlot *slot = g_ptr_array_index (self->rankings, i);
      const ZhihuiRanking     *ranking = slot->slot.content;

      if (ranking != NULL && ranking->n_ranked + ranking->n_unranked > 0 &&
          g_strcmp0 (slot->key.peer, peer) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_situation_get_board_receipt:
 * @key: which board
 *
 * Returns: (transfer none): how the reading went, all zero when it was never tried; never NULL
 */
const ZhihuiReceipt *
zhihui_situation_get_board_receipt (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  ZhihuiSlot *slot;

  g_return_val_if_fail (self != NULL, &no_receipt);

  slot = zhihui_situation_find_slot (self, key);
  return slot != NULL ? &slot->receipt : &no_receipt;
}

const ZhihuiReceipt *
zhihui_situation_get_ranking_receipt (ZhihuiSituation *self, ZhihuiBoard board, const char *peer)
{
  return zhihui_situation_get_board_receipt (self, &(ZhihuiBoardKey){ board, peer, NULL });
}

/**
 * zhihui_situation_get_board_region:
 * @key: which board
 *
 * Returns: (transfer none) (nullable): code of the region that the board is of; %NULL: the whole
 */
const char *
zhihui_situation_get_board_region (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  ZhihuiSlot *slot;

  g_return_val_if_fail (self != NULL, NULL);

  slot = zhihui_situation_find_slot (self, key);
  return slot != NULL ? slot->region : NULL;
}

const char *
zhihui_situation_get_ranking_region (ZhihuiSituation *self, ZhihuiBoard board, const char *peer)
{
  return zhihui_situation_get_board_region (self, &(ZhihuiBoardKey){ board, peer, NULL });
}

/**
 * zhihui_situation_is_board_wider:
 * @key: which board
 *
 * Returns: whether a region was chosen and the board is of the whole
 */
gboolean
zhihui_situation_is_board_wider (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->region_path != NULL && zhihui_situation_get_board_region (self, key) == NULL;
}

/**
 * zhihui_situation_judge_board:
 * @key: which board
 * @now_us: monotonic clock
 *
 * Returns: as zhihui_situation_judge(), of a board
 */
ZhihuiFreshness
zhihui_situation_judge_board (ZhihuiSituation *self, const ZhihuiBoardKey *key, gint64 now_us)
{
  const ZhihuiFreshness none = { ZHIHUI_STATE_LOADING, 0 };
  ZhihuiSlot           *slot;
  ZhihuiFreshness       meta;

  g_return_val_if_fail (self != NULL, none);

  slot = zhihui_situation_find_slot (self, key);
  if (slot != NULL)
    return zhihui_situation_judge_slot (self, slot, TRUE, now_us);

  /* Which boards there are is known from meta: without it none is asked for. */
  meta = zhihui_situation_judge (self, ZHIHUI_DATASET_META, now_us);
  return meta.state == ZHIHUI_STATE_ERROR || meta.state == ZHIHUI_STATE_REFUSED ? meta : none;
}

ZhihuiFreshness
zhihui_situation_judge_ranking (ZhihuiSituation *self,
                                ZhihuiBoard      board,
                                const char      *peer,
                                gint64           now_us)
{
  return zhihui_situation_judge_board (self, &(ZhihuiBoardKey){ board, peer, NULL }, now_us);
}

/**
 * zhihui_situation_get_board_lag_s:
 * @key: which board
 * @now_us: monotonic clock
 *
 * Returns: as zhihui_situation_get_lag_s(), by the board's own moment
 */
gint64
zhihui_situation_get_board_lag_s (ZhihuiSituation *self, const ZhihuiBoardKey *key, gint64 now_us)
{
  ZhihuiSlot *slot;

  g_return_val_if_fail (self != NULL, 0);

  slot = zhihui_situation_find_slot (self, key);
  return slot != NULL ? zhihui_situation_get_slot_lag_s (self, slot, TRUE, now_us) : 0;
}

gint64
zhihui_situation_get_ranking_lag_s (ZhihuiSituation *self,
                                    ZhihuiBoard      board,
                                    const char      *peer,
                                    gint64           now_us)
{
  return zhihui_situation_get_board_lag_s (self, &(ZhihuiBoardKey){ board, peer, NULL }, now_us);
}

/* ---- building ---- */

void
zhihui_situation_builder_set_ranking (ZhihuiSituationBuilder *self,
                                      ZhihuiBoard             board,
                                      const char             *peer,
                                      ZhihuiRanking          *ranking)
{
  zhihui_situation_builder_set_board (self, &(ZhihuiBoardKey){ board, peer, NULL }, ranking);
}

void
zhihui_situation_builder_set_ranking_receipt (ZhihuiSituationBuilder *self,
                                              ZhihuiBoard             board,
                                              const char             *peer,
                                              const ZhihuiReceipt    *receipt)
{
  zhihui_situation_builder_set_board_receipt (
    self, &(ZhihuiBoardKey){ board, peer, NULL }, receipt);
}

/**
 * zhihui_situation_builder_set_board_region:
 * @key: of a board that was set, or whose receipt was
 * @region: (nullable): code of the region that it is of; %NULL: the whole
 */
void
zhihui_situation_builder_set_board_region (ZhihuiSituationBuilder *self,
                                           const ZhihuiBoardKey   *key,
                                           const char             *region)
{
  ZhihuiSlot *slot;

  g_return_if_fail (self != NULL && key->board < ZHIHUI_N_BOARDS && key->peer != NULL);

  slot = zhihui_situation_find_slot (zhihui_situation_builder_peek (self), key);
  g_return_if_fail (slot != NULL);

  g_free (slot->region);
  slot->region = g_strdup (region);
}
