/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-change.h"

G_BEGIN_DECLS

/* Notices for years that come while work is open. */

gboolean zhihui_calendar_change_begin (
  ZhihuiStore *store, GPtrArray *notices, const char *source, gint64 now, GError **error);
gboolean zhihui_calendar_change_run (ZhihuiStore       *store,
                                     GPtrArray         *notices,
                                     const char        *source,
                                     gint64             now,
                                     ZhihuiClockReport *report,
                                     GError           **error);

G_END_DECLS
