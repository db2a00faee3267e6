/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A platform of our own over a simulated county: it lives as long as this. */
typedef struct _ZhihuiDemoPlatform ZhihuiDemoPlatform;

ZhihuiDemoPlatform      *
zhihui_demo_platform_new (const char *scenario, const char *scope, const char *cache_dir);
void zhihui_demo_platform_free (ZhihuiDemoPlatform *self);

gboolean zhihui_demo_platform_is_installed (void);

void        zhihui_demo_platform_start_async (ZhihuiDemoPlatform *self,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gboolean    zhihui_demo_platform_start_finish (GAsyncResult *result, GError **error);
const char *zhihui_demo_platform_get_url (ZhihuiDemoPlatform *self);
const char *zhihui_demo_platform_get_token (ZhihuiDemoPlatform *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDemoPlatform, zhihui_demo_platform_free)

G_END_DECLS
