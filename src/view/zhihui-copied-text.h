/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_copied_text_put (GtkWidget *widget, const char *text, const char *type);

G_END_DECLS
