/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-window.h"

G_BEGIN_DECLS

GtkWidget *
zhihui_past_window_new (AdwApplication *application, const char *path, gint64 at, GError **error);

G_END_DECLS
