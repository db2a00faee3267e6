/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

ZhihuiSituation *
zhihui_history_wants_fit (ZhihuiSituation *situation, const ZhihuiWants *wants, gint64 now_us);

G_END_DECLS
