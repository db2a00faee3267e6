/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

gint64 zhihui_wall_memory_count_pixels (GdkMonitor *monitor);
void   zhihui_wall_memory_spare (gint64 n_pixels);

G_END_DECLS
