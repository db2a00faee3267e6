/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk.h"
#include "zhihui-export-log.h"

G_BEGIN_DECLS

char *zhihui_desk_export_log_make_words (const char   *name,
                                         const GError *error,
                                         const char   *note,
                                         const char   *missing);
void  zhihui_desk_hand_over (ZhihuiDesk *desk, GFile *file, const ZhihuiLeaving *leaving);

G_END_DECLS
