/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a factory of rows calls: an alert in a list. */
void zhihui_alert_row_make (GtkSignalListItemFactory *factory, GtkListItem *row);
void zhihui_alert_row_bind (GtkSignalListItemFactory *factory, GtkListItem *row);
void zhihui_alert_row_unbind (GtkSignalListItemFactory *factory, GtkListItem *row);

G_END_DECLS
