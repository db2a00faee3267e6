/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_ALERTS (zhihui_desk_alerts_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskAlerts, zhihui_desk_alerts, ZHIHUI, DESK_ALERTS, AdwBin)

G_END_DECLS
