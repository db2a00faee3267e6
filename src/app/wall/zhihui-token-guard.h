/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Everybody who passes sees a wall: its token may see what may hang there and nothing more. */

gboolean zhihui_token_guard_judge (ZhihuiSituation *situation, GError **error);

G_END_DECLS
