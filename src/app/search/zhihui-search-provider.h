/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-unit-finder.h"

G_BEGIN_DECLS

/* What is found by the desktop's own search. Emits "chosen" (id, timestamp): a unit was chosen
 * there,
 * "" none of them; the time is that of X. */
#define ZHIHUI_TYPE_SEARCH_PROVIDER (zhihui_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiSearchProvider, zhihui_search_provider, ZHIHUI, SEARCH_PROVIDER, GObject)

ZhihuiSearchProvider *zhihui_search_provider_new (ZhihuiUnitFinder *finder);
gboolean              zhihui_search_provider_export (ZhihuiSearchProvider *self,
                                                     GDBusConnection      *connection,
                                                     const char           *application_path,
                                                     GError              **error);
void                  zhihui_search_provider_withdraw (ZhihuiSearchProvider *self);

G_END_DECLS
