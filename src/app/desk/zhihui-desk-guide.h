/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk-page.h"

G_BEGIN_DECLS

#define ZHIHUI_DESK_GUIDE_FIRST "desk-start" /* where nothing better is known */

void        zhihui_desk_guide_install (GtkApplication *application);
const char *zhihui_desk_guide_name_page (ZhihuiDeskPage *page);
void        zhihui_desk_guide_show (GtkWindow *parent, const char *name);

G_END_DECLS
