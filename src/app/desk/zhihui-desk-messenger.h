/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk-errands.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_MESSENGER (zhihui_desk_messenger_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskMessenger, zhihui_desk_messenger, ZHIHUI, DESK_MESSENGER, GObject)

ZhihuiDeskMessenger *zhihui_desk_messenger_new (ZhihuiDeskErrands    *errands,
                                                AdwApplicationWindow *window,
                                                AdwToastOverlay      *toasts);

G_END_DECLS
