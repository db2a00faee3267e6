/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-history-source.h"

G_BEGIN_DECLS

gboolean zhihui_replay_keys_press (ZhihuiHistorySource *source, guint key);
void     zhihui_replay_keys_attach (GtkWidget *window, ZhihuiHistorySource *source);

G_END_DECLS
