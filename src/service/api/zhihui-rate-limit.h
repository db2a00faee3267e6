/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bucket of allowances for each asker, filled again at a steady rate. */
typedef struct _ZhihuiRateLimit ZhihuiRateLimit;

ZhihuiRateLimit *zhihui_rate_limit_new (guint per_second);
void             zhihui_rate_limit_free (ZhihuiRateLimit *self);
gboolean         zhihui_rate_limit_take (ZhihuiRateLimit *self, const char *asker, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRateLimit, zhihui_rate_limit_free)

G_END_DECLS
