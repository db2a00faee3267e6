/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

gboolean zhihui_alert_is_public (const ZhihuiAlert *alert);
gboolean zhihui_alert_is_for_desks (const ZhihuiAlert *alert);

ZhihuiSituation *zhihui_situation_make_public (ZhihuiSituation *situation);

G_END_DECLS
