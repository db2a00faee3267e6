/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

char *zhihui_desk_state_describe (ZhihuiSituation *situation, gint64 now_us, char **as_of);

G_END_DECLS
