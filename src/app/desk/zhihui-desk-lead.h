/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-page.h"

G_BEGIN_DECLS

void zhihui_desk_lead_keyboard (ZhihuiDeskPage *page, GtkWidget *place, GtkWidget *meanwhile);

G_END_DECLS
