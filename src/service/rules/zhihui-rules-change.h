/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-change.h"

G_BEGIN_DECLS

/* Rules of clocks that change while work is open. */

char    *zhihui_rules_change_list (ZhihuiStore *store, GError **error);
gboolean zhihui_rules_change_begin (
  ZhihuiStore *store, const char *text, const char *source, gint64 now, GError **error);
gboolean zhihui_rules_change_run (ZhihuiStore       *store,
                                  const char        *text,
                                  const char        *source,
                                  gint64             now,
                                  ZhihuiClockReport *report,
                                  GError           **error);

G_END_DECLS
