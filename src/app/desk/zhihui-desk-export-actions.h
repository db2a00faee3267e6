/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-pages.h"
#include "zhihui-desk-window.h"
#include "zhihui-preferences.h"

G_BEGIN_DECLS

char *zhihui_desk_export_make_watermark (ZhihuiPreferences *preferences,
                                         ZhihuiSituation   *situation,
                                         const char        *by);
void  zhihui_desk_export_actions_install (ZhihuiDeskWindow *window);
void  zhihui_desk_export_actions_judge (ZhihuiDeskWindow         *window,
                                        AdwSplitButton           *button,
                                        const ZhihuiDeskPageKind *kind);

G_END_DECLS
