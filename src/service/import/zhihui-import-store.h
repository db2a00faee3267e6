/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-import-row.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Puts rows of a foreign file into the database: names get their places, cases are told apart by
 * source and id, one that is there already is brought up to date. */
typedef struct _ZhihuiImportStore ZhihuiImportStore;

ZhihuiImportStore      *
zhihui_import_store_new (ZhihuiStore *store, ZhihuiImportMap *map, GError **error);
void zhihui_import_store_free (ZhihuiImportStore *self);

gboolean zhihui_import_store_put (ZhihuiImportStore     *self,
                                  const ZhihuiImportRow *row,
                                  gboolean              *is_new,
                                  GError               **error);
gboolean zhihui_import_store_finish (ZhihuiImportStore *self, gint64 as_of, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiImportStore, zhihui_import_store_free)

G_END_DECLS
