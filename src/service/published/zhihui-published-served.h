/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-period.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Figures as the API gives them, for the whole place and one window: items and modes. */
typedef struct _ZhihuiPublishedServed ZhihuiPublishedServed;

ZhihuiPublishedServed      *
zhihui_published_served_new (ZhihuiStore *store, const ZhihuiWindow *window, GError **error);
void zhihui_published_served_free (ZhihuiPublishedServed *self);
gboolean
zhihui_published_served_ask (ZhihuiPublishedServed *self, const char *what, double *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPublishedServed, zhihui_published_served_free)

G_END_DECLS
