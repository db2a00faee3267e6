/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-source.h"

G_BEGIN_DECLS

/* Until @source has read all that is wanted and what is written below @root stays as it is; or 20
 * s. Returns monotonic microseconds: when it changed last. */
gint64 quiet_window_await (GtkWidget *root, ZhihuiSource *source);

G_END_DECLS
