/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ZhihuiNameOrder ZhihuiNameOrder;

ZhihuiNameOrder *zhihui_name_order_new (void);
void             zhihui_name_order_free (ZhihuiNameOrder *self);
int   zhihui_name_order_compare (const ZhihuiNameOrder *self, const char *one, const char *other);
char *zhihui_name_order_dup_key (const ZhihuiNameOrder *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiNameOrder, zhihui_name_order_free)

G_END_DECLS
