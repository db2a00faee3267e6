/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-board.h"

G_BEGIN_DECLS

char *zhihui_alert_row_make_text (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk);
ZhihuiAlert *zhihui_alert_row_make_alert (const ZhihuiAlertRow *row,
                                          ZhihuiLedger         *ledger,
                                          ZhihuiZone           *zone,
                                          gboolean              for_desk);

G_END_DECLS
