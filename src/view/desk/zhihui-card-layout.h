/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CARD_LAYOUT (zhihui_card_layout_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCardLayout, zhihui_card_layout, ZHIHUI, CARD_LAYOUT, GtkLayoutManager)

/* How cards stand side by side. */
typedef struct
{
  int      usual_width;   /* px of a column before there is a further one */
  guint    least_columns; /* however narrow it is */
  guint    step;          /* so many stand together: columns come and go by it */
  gboolean is_loose;      /* each column has its own heights, its last card what is left */
} ZhihuiCardRule;

GtkLayoutManager *zhihui_card_layout_new (const ZhihuiCardRule *rule);
guint             zhihui_card_rule_choose (const ZhihuiCardRule *rule, guint n_cards, int width);

G_END_DECLS
