/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* A copy of what is wanted, with its own strings; reference counted, read-only. */
typedef struct
{
  ZhihuiWants wants;
  GPtrArray  *strings; /* owned: what @wants points to */
} ZhihuiWantsCopy;

ZhihuiWantsCopy *zhihui_wants_copy_new (const ZhihuiWants *wants);
ZhihuiWantsCopy *zhihui_wants_copy_ref (ZhihuiWantsCopy *self);
void             zhihui_wants_copy_unref (ZhihuiWantsCopy *self);

GPtrArray *zhihui_wants_list_resources (const ZhihuiWants *wants, ZhihuiMeta *meta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWantsCopy, zhihui_wants_copy_unref)

G_END_DECLS
