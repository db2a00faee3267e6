/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A token or a key. Shared by reference count. */
typedef struct _ZhihuiSecret ZhihuiSecret;

ZhihuiSecret *zhihui_secret_new (const char *bytes, gsize length);
ZhihuiSecret *zhihui_secret_ref (ZhihuiSecret *self);
void          zhihui_secret_unref (ZhihuiSecret *self);
const char   *zhihui_secret_peek (const ZhihuiSecret *self);
gsize         zhihui_secret_get_length (const ZhihuiSecret *self);
gboolean      zhihui_secret_equal (const ZhihuiSecret *a, const ZhihuiSecret *b);
void          zhihui_secret_wipe (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSecret, zhihui_secret_unref)

G_END_DECLS
