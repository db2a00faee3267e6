/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* How the boards of a source stood at this time of yesterday, as far as this machine has kept it.
 * Emits "changed" when that is known, and when it is another moment. */
#define ZHIHUI_TYPE_DESK_YESTERDAY (zhihui_desk_yesterday_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskYesterday, zhihui_desk_yesterday, ZHIHUI, DESK_YESTERDAY, GObject)

ZhihuiDeskYesterday *zhihui_desk_yesterday_new (ZhihuiSource *source);

void           zhihui_desk_yesterday_ask (ZhihuiDeskYesterday *self, ZhihuiSituation *situation);
void           zhihui_desk_yesterday_forget (ZhihuiDeskYesterday *self);
gboolean       zhihui_desk_yesterday_is_asking (ZhihuiDeskYesterday *self);
ZhihuiRanking *zhihui_desk_yesterday_find (ZhihuiDeskYesterday *self, const ZhihuiRanking *now);
char          *zhihui_desk_yesterday_explain (ZhihuiDeskYesterday *self,
                                              const ZhihuiRanking *now,
                                              ZhihuiZone          *zone);

G_END_DECLS
