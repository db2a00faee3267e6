/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk-case.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_OVERDUE_CARD (zhihui_overdue_card_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiOverdueCard, zhihui_overdue_card, ZHIHUI, OVERDUE_CARD, GtkWidget)

/* Emits "case-activated" (id) and "all-activated". */
GtkWidget *zhihui_overdue_card_new (void);
void       zhihui_overdue_card_show (
        ZhihuiOverdueCard *self, ZhihuiDeskCases *cases, gint64 n_all, gint64 now, guint most);
void zhihui_overdue_card_say (ZhihuiOverdueCard *self, const char *text);

G_END_DECLS
