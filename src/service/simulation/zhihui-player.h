/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* Lets a simulated place live on: applies what waits until the platform's clock reaches it, and
 * makes further days when they begin. What is reached at an instant does not depend on the steps by
 * which it was reached. */
typedef struct _ZhihuiPlayer ZhihuiPlayer;

ZhihuiPlayer *zhihui_player_new (ZhihuiLifeCycle *life_cycle, GError **error);
void          zhihui_player_free (ZhihuiPlayer *self);
gboolean      zhihui_player_advance (ZhihuiPlayer *self, gint64 to, GError **error);
gboolean      zhihui_player_is_left_behind (ZhihuiPlayer *self);
gint64        zhihui_player_get_now (ZhihuiPlayer *self);
guint64       zhihui_player_get_n_applied (ZhihuiPlayer *self);
guint64       zhihui_player_get_n_refused (ZhihuiPlayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlayer, zhihui_player_free)

G_END_DECLS
