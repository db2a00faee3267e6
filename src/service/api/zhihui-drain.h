/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Knows which requests of a server are not yet answered to the end, so that it can stop without
 * cutting one short. */
typedef struct _ZhihuiDrain ZhihuiDrain;

typedef void (*ZhihuiDrainedFunc) (gpointer user_data);

ZhihuiDrain *zhihui_drain_new (SoupServer *server);
void         zhihui_drain_free (ZhihuiDrain *self);
void         zhihui_drain_start (ZhihuiDrain      *self,
                                 guint             patience_s,
                                 ZhihuiDrainedFunc drained,
                                 gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDrain, zhihui_drain_free)

G_END_DECLS
