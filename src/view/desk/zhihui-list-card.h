/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of a card. Everything is copied. */
typedef struct
{
  const char *key; /* what a click tells; NULL: it leads nowhere */
  const char *title, *note;
  const char *side;   /* at the right, NULL nothing */
  gboolean    is_bad; /* the side wants attention */
} ZhihuiListRow;

#define ZHIHUI_TYPE_LIST_CARD (zhihui_list_card_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiListCard, zhihui_list_card, ZHIHUI, LIST_CARD, GtkWidget)

/* Emits "row-activated" (key) and "all-activated". */
GtkWidget *zhihui_list_card_new (void);
void       zhihui_list_card_begin (ZhihuiListCard *self, const char *title, const char *note);
void       zhihui_list_card_add (ZhihuiListCard *self, const ZhihuiListRow *row);
void       zhihui_list_card_end (ZhihuiListCard *self, gboolean has_more, const char *nothing);

G_END_DECLS
