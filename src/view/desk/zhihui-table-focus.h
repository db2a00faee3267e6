/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_table_focus_install (GtkWidgetClass *table_class);

G_END_DECLS
