/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Which cases are read next, in the order of their ids. */
typedef struct
{
  gint64   after; /* id of the last one that was read, 0 of none */
  guint    limit;
  gboolean of_replied; /* FALSE: that are not closed; TRUE: with work that was replied to… */
  gint64   from, to;   /* … was dispatched before to and due at from or later */
} ZhihuiCasesAtATime;

gboolean zhihui_store_load_some (ZhihuiStore              *self,
                                 ZhihuiLedger             *ledger,
                                 const ZhihuiCasesAtATime *some,
                                 GError                  **error);

typedef gboolean (*ZhihuiListCases) (ZhihuiStore *self, gconstpointer which, GError **error);

gboolean zhihui_store_load_listed (ZhihuiStore    *self,
                                   ZhihuiLedger   *ledger,
                                   ZhihuiListCases list,
                                   gconstpointer   which,
                                   GError        **error);
gboolean zhihui_store_make_working_list (ZhihuiStore *self, GError **error);
gboolean zhihui_store_load_more (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);

G_END_DECLS
