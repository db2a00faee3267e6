/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card of a page: title, a note at the right, and what is appended below. All borrowed. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *title, *note; /* labels */
  GtkWidget *head;
} ZhihuiCard;

ZhihuiCard zhihui_card_new (const char *title);
/* A label for text of the platform: plain, from the left, cut where there is no room. */
GtkWidget *zhihui_card_label_new (const char *css_class);
/* A row with a list of labels in it; what a screen reader says of it is @words. */
void zhihui_card_remove_rows (GtkWidget *list_box);
void zhihui_card_tell (GtkWidget *widget, const char *words);

G_END_DECLS
