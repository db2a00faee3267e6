/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint    zhihui_shown_columns_find (GtkColumnView              *view,
                                    GtkColumnViewColumn *const *all,
                                    guint                       index,
                                    gboolean                   *is_shown);
gboolean zhihui_shown_columns_set (GtkColumnView              *view,
                                   GtkColumnViewColumn *const *all,
                                   guint                       index,
                                   gboolean                    is_shown);
int
zhihui_shown_columns_measure (GtkColumnView *view, GtkColumnViewColumn *const *all, guint index);

G_END_DECLS
