/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): a source that is not started, for who looks for units. */
typedef ZhihuiSource *(*ZhihuiOpenBesideFunc) (gpointer user_data);

/* Units by name, sound of it, or id. */
#define ZHIHUI_TYPE_UNIT_FINDER (zhihui_unit_finder_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitFinder, zhihui_unit_finder, ZHIHUI, UNIT_FINDER, GObject)

ZhihuiUnitFinder *zhihui_unit_finder_new (ZhihuiOpenBesideFunc open, gpointer user_data);
void              zhihui_unit_finder_find_async (ZhihuiUnitFinder   *self,
                                                 const char *const  *terms,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
char **
zhihui_unit_finder_find_finish (ZhihuiUnitFinder *self, GAsyncResult *result, GError **error);
const ZhihuiUnit *zhihui_unit_finder_get (ZhihuiUnitFinder *self, const char *id);
const char       *zhihui_unit_finder_get_peer_label (ZhihuiUnitFinder *self, const char *peer);
void              zhihui_unit_finder_forget (ZhihuiUnitFinder *self);

G_END_DECLS
