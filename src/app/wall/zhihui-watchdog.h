/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What systemd is told of the wall: ready when a complete page was painted, alive while every
 * window that is shown is painted again and again. */
typedef struct _ZhihuiWatchdog ZhihuiWatchdog;

ZhihuiWatchdog *zhihui_watchdog_new (void);
void            zhihui_watchdog_free (ZhihuiWatchdog *self);

void zhihui_watchdog_add (ZhihuiWatchdog *self, GtkWidget *window);
void zhihui_watchdog_complete (ZhihuiWatchdog *self);
void zhihui_watchdog_rest (ZhihuiWatchdog *self, gboolean resting);
void zhihui_watchdog_pass (ZhihuiWatchdog *self);

G_END_DECLS
