/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-errand.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

ZhihuiDeskErrand *zhihui_desk_alert_note_new (const ZhihuiAlert *alert,
                                              const char        *by,
                                              const char        *note,
                                              const char        *what);

G_END_DECLS
