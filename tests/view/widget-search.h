/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef gboolean (*WidgetSearchWanted) (GtkWidget *widget, gconstpointer data);

/* Whether they are seen or not, where nothing else is said: the first widget in the order of the
 * tree, from @root itself on; NULL if there is none. */
GtkWidget *widget_search_first (GtkWidget *root, WidgetSearchWanted is_wanted, gconstpointer data);
/* Of that label. */
GtkWidget *widget_search_button (GtkWidget *root, const char *label);
GtkWidget *widget_search_toggle (GtkWidget *root, const char *label);
/* Of that title. */
GtkWidget *widget_search_row (GtkWidget *root, const char *title);
/* A label of that text, and whether there is one. */
GtkWidget *widget_search_label (GtkWidget *root, const char *text);
gboolean   widget_search_has_label (GtkWidget *root, const char *text);
/* Whether @words are a part of any label. */
gboolean widget_search_has_words (GtkWidget *root, const char *words);
/* A label that is seen, of which @words are a part. */
GtkWidget *widget_search_seen (GtkWidget *root, const char *words);
/* Likewise the first one of @type, but below @root. */
GtkWidget *widget_search_type (GtkWidget *root, GType type);

G_END_DECLS
