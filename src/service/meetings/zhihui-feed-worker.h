/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-feed.h"

G_BEGIN_DECLS

/* Reads feeds in processes of their own, which have bounds of time and memory: what a hostile file
 * does to the parser ends there. */

#define ZHIHUI_FEED_MAX_CPU_S 5
#define ZHIHUI_FEED_MAX_WALL_S 20
#define ZHIHUI_FEED_MAX_MEMORY (512 * 1024 * 1024) /* bytes */

/* The argument of the command "meetings" that makes a process such a reader. */
#define ZHIHUI_FEED_WORKER_COMMAND "read-feed"

ZhihuiFeed *zhihui_feed_worker_read (const char             *program,
                                     GBytes                 *body,
                                     const ZhihuiFeedLimits *limits,
                                     GCancellable           *cancellable,
                                     GError                **error);
void        zhihui_feed_worker_read_async (const char             *program,
                                           GBytes                 *body,
                                           const ZhihuiFeedLimits *limits,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
ZhihuiFeed *zhihui_feed_worker_read_finish (GAsyncResult *result, GError **error);

/* The other side: reads standard input, writes zhihui_feed_encode() to standard output. */
int zhihui_feed_worker_main (int argc, char **argv);

G_END_DECLS
