/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-peer-turn.h"

/* Has it something to show? A region may have units of one group alone; where nobody has any, that
 * is what the boards say. */
static gboolean
is_due (ZhihuiSituation *situation, const char *peer)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  if (zhihui_situation_has_unit_of (situation, peer))
    return TRUE;
  if (!zhihui_situation_has_board_of (situation, peer))
    return FALSE;
  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    if (zhihui_situation_has_unit_of (situation, ((ZhihuiPeer *) meta->peers->pdata[i])->id))
      return FALSE;
  return TRUE;
}

/* The peer after the present one that has a board; the present one when no other has. */
static const char *
find_next (ZhihuiPeerTurn *self, ZhihuiSituation *situation)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  guint       n = meta != NULL ? meta->peers->len : 0;
  guint       start = n - 1;

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (((ZhihuiPeer *) meta->peers->pdata[i])->id, self->peer) == 0)
      start = i;

  self->n_peers = 0;
  for (guint i = 0; i < n; i++)
    self->n_peers += is_due (situation, ((ZhihuiPeer *) meta->peers->pdata[i])->id);
  for (guint i = 1; i <= n; i++)
    {
      const ZhihuiPeer *peer = meta->peers->pdata[(start + i) % n];

      if (is_due (situation, peer->id))
        return g_intern_string (peer->id);
    }

  return self->peer;
}

/**
 * zhihui_peer_turn_pass:
 * @situation: (nullable)
 * @now_us: monotonic clock
 *
 * Goes on to the next peer group of /meta when the turn of the present one is over. Groups without
 * a board are passed over, and those without a unit where others have one.
 */
void
zhihui_peer_turn_pass (ZhihuiPeerTurn *self, ZhihuiSituation *situation, gint64 now_us)
{
  gint64 since_us = now_us - self->since_us;

  if (situation == NULL)
    return;
  if (!self->held)
    self->leaf = (guint) CLAMP (
      since_us * ZHIHUI_LEAVES_A_TURN / ZHIHUI_PEER_TURN_US, 0, ZHIHUI_LEAVES_A_TURN - 1);
  if (self->peer != NULL && zhihui_situation_has_board_of (situation, self->peer) &&
      (self->held || (since_us < ZHIHUI_PEER_TURN_US && is_due (situation, self->peer))))
    return;

  /* By a whole number of turns: the windows of one page, which look at different moments of a
   * second, stay together. */
  self->since_us = self->peer != NULL ? now_us - since_us % ZHIHUI_PEER_TURN_US : now_us;
  self->n_turns += self->peer != NULL;
  self->peer = find_next (self, situation);
  self->leaf = 0;
}

/**
 * zhihui_peer_turn_get_leaf:
 *
 * Returns: how many leaves of its boards the present group has shown before, so that each of them
 * comes
 */
guint
zhihui_peer_turn_get_leaf (const ZhihuiPeerTurn *self)
{
  return self->n_turns / MAX (self->n_peers, 1) * ZHIHUI_LEAVES_A_TURN + self->leaf;
}
