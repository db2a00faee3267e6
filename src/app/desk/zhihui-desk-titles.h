/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

char *zhihui_desk_titles_make_subtitle (ZhihuiSituation *situation);
char *
zhihui_desk_titles_make_window (ZhihuiSituation *situation, const char *page, const char *subject);

G_END_DECLS
