/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The wheel over a long list, so that each step goes as far as the others. */
void zhihui_steady_scroll_attach (GtkScrolledWindow *scroller, GListModel *rows, guint n_rows);

G_END_DECLS
