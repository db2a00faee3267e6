/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk-errands.h"

G_BEGIN_DECLS

/* Says in a window what of its user did not reach the platform, until it is sent or dismissed. */
#define ZHIHUI_TYPE_DESK_UNSENT (zhihui_desk_unsent_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskUnsent, zhihui_desk_unsent, ZHIHUI, DESK_UNSENT, AdwBin)

void zhihui_desk_unsent_watch (ZhihuiDeskUnsent *self, ZhihuiDeskErrands *errands);

G_END_DECLS
