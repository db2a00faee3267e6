/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The search of a drop-down of texts finds any part of them, how they sound and their initials; GTK
 * 4.8 finds their beginnings alone. To be called each time it has another model. */
void zhihui_drop_search_widen (GtkDropDown *drop);

G_END_DECLS
