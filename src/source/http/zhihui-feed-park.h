/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-feed.h"

G_BEGIN_DECLS

/* What was read and is not wanted any more, in case it is wanted again: then it is there at once.
 */
typedef struct _ZhihuiFeedPark ZhihuiFeedPark;

ZhihuiFeedPark *zhihui_feed_park_new (guint max_feeds);
void            zhihui_feed_park_free (ZhihuiFeedPark *self);
void            zhihui_feed_park_put (ZhihuiFeedPark *self, ZhihuiFeed *feed);
ZhihuiFeed     *zhihui_feed_park_take (ZhihuiFeedPark *self, const char *path);
GPtrArray      *zhihui_feed_park_get_feeds (ZhihuiFeedPark *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiFeedPark, zhihui_feed_park_free)

G_END_DECLS
