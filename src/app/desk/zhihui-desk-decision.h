/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

/* Both ask the user, and carry what was said as an errand: it may be undone for a while. */
void zhihui_desk_decide (ZhihuiDesk *desk, GtkWindow *parent, const char *meeting);
void zhihui_desk_mark_done (
  ZhihuiDesk *desk, GtkWindow *parent, const char *meeting, const char *decision, const char *text);

G_END_DECLS
