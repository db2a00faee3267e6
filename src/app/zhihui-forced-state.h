/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

gboolean zhihui_forced_state_parse (const char *text, ZhihuiState *state, GError **error);
ZhihuiSituation *
zhihui_forced_state_apply (ZhihuiSituation *situation, ZhihuiState state, gint64 now_us);

G_END_DECLS
