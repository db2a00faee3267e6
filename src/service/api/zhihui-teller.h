/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-exchange.h"
#include "zhihui-stream.h"

G_BEGIN_DECLS

/* GET /stream: finds out what changed and tells those who listen. */
typedef struct _ZhihuiTeller ZhihuiTeller;

ZhihuiTeller *zhihui_teller_new (ZhihuiPlatform *platform, ZhihuiPins *pins);
void          zhihui_teller_free (ZhihuiTeller *self);
void zhihui_teller_listen (ZhihuiTeller *self, ZhihuiExchange *exchange, const char *query);
void zhihui_teller_look (ZhihuiTeller *self);
void zhihui_teller_end (ZhihuiTeller *self);
ZhihuiStream *zhihui_teller_get_stream (ZhihuiTeller *self);
guint64       zhihui_teller_get_n_looks (ZhihuiTeller *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTeller, zhihui_teller_free)

G_END_DECLS
