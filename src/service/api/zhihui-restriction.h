/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-request.h"

G_BEGIN_DECLS

/* Cases that need a right of their own: who reported whom, children, health, courts, secrets. They
 * are told by kind of case or topic (settings protected_types, protected_topics) or one by one. */
typedef struct _ZhihuiRestriction ZhihuiRestriction;

ZhihuiRestriction *zhihui_restriction_new (ZhihuiRequest *request);
void               zhihui_restriction_free (ZhihuiRestriction *self);
/* Whether the asker may not read this case by itself. */
gboolean zhihui_restriction_covers (ZhihuiRestriction *self, const ZhihuiCaseRow *one);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRestriction, zhihui_restriction_free)

G_END_DECLS
