/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Which peer group the boards show: they take turns. Plain value, zero is "none yet". */
typedef struct
{
  const char *peer; /* interned; NULL before the first board */
  gint64      since_us;
  gboolean    held; /* nobody's turn ends */
} ZhihuiPeerTurn;

#define ZHIHUI_PEER_TURN_US G_GINT64_CONSTANT (20000000)

void zhihui_peer_turn_pass (ZhihuiPeerTurn *self, ZhihuiSituation *situation, gint64 now_us);

G_END_DECLS
