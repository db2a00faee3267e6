/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Between zhihui-store.c and zhihui-store-watch.c only. */
typedef struct _ZhihuiStoreWatch ZhihuiStoreWatch;

ZhihuiStoreWatch *zhihui_store_watch_new (void);
void              zhihui_store_watch_free (ZhihuiStoreWatch *self);
void     zhihui_store_watch_set (ZhihuiStoreWatch *self, ZhihuiCaseMoved moved, gpointer user_data);
gboolean zhihui_store_watch_note (ZhihuiStoreWatch    *self,
                                  ZhihuiStore         *store,
                                  const ZhihuiCaseRow *row,
                                  GError             **error);
void     zhihui_store_watch_tell (ZhihuiStoreWatch *self);
void     zhihui_store_watch_forget (ZhihuiStoreWatch *self);

G_END_DECLS
