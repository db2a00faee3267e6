/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Which peer group the boards show: they take turns, and within a turn boards that have not room
 * for all turn over. Plain value, zero is "none yet". */
typedef struct
{
  const char *peer; /* interned; NULL before the first board */
  gint64      since_us;
  gboolean    held;    /* nobody's turn ends */
  guint       n_turns; /* before this one */
  guint       n_peers; /* that have boards */
  guint       leaf;    /* of this turn, from 0 */
} ZhihuiPeerTurn;

#define ZHIHUI_PEER_TURN_US G_GINT64_CONSTANT (20000000)
#define ZHIHUI_LEAVES_A_TURN 2

guint zhihui_peer_turn_get_leaf (const ZhihuiPeerTurn *self);

void zhihui_peer_turn_pass (ZhihuiPeerTurn *self, ZhihuiSituation *situation, gint64 now_us);

G_END_DECLS
