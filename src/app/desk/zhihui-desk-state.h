/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

char       *zhihui_desk_state_describe (ZhihuiSource *source, gint64 now_us, char **as_of);
const char *zhihui_desk_state_get_token_fault (ZhihuiSource *source);
gboolean    zhihui_desk_state_is_answering (ZhihuiSituation *situation);
gboolean    zhihui_desk_state_needs_token (ZhihuiSource *source);
gboolean    zhihui_desk_state_is_unknown_token (const ZhihuiReceipt *receipt);

G_END_DECLS
