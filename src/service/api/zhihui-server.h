/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-drain.h"
#include "zhihui-platform.h"
#include "zhihui-teller.h"

G_BEGIN_DECLS

/* The HTTP side of the platform: who asks, may they, what was asked, how it is sent. It runs in the
 * main context of the thread that made it. */
typedef struct _ZhihuiServer ZhihuiServer;

typedef struct
{
  guint rate_limit; /* requests a second of one token, 0: none */
} ZhihuiServerOptions;

#define ZHIHUI_DEFAULT_RATE_LIMIT 50

ZhihuiTeller *zhihui_server_get_teller (ZhihuiServer *self);
ZhihuiServer *zhihui_server_new (ZhihuiPlatform *platform, const ZhihuiServerOptions *options);
void          zhihui_server_free (ZhihuiServer *self);

gboolean
zhihui_server_listen (ZhihuiServer *self, const char *address, gboolean beyond, GError **error);
char *zhihui_server_dup_url (ZhihuiServer *self);
void  zhihui_server_start_ticking (ZhihuiServer *self);
void  zhihui_server_stop (ZhihuiServer *self, ZhihuiDrainedFunc stopped, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiServer, zhihui_server_free)

G_END_DECLS
