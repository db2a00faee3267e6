/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lock of the desktop: it is asked to lock, and tells when somebody has unlocked it. Emits
 * "unlocked". */
#define ZHIHUI_TYPE_SCREEN_LOCK (zhihui_screen_lock_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiScreenLock, zhihui_screen_lock, ZHIHUI, SCREEN_LOCK, GObject)

ZhihuiScreenLock *zhihui_screen_lock_new (void);
void              zhihui_screen_lock_lock_async (ZhihuiScreenLock   *self,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean          zhihui_screen_lock_lock_finish (GAsyncResult *result, GError **error);

G_END_DECLS
