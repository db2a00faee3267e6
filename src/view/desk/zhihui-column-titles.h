/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_column_titles_align_right (GtkColumnView *view, GtkColumnViewColumn *column);

G_END_DECLS
