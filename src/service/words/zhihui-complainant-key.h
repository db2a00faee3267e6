/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Who brought a case, as a number that nobody can turn back without the secret of the database. */
typedef struct _ZhihuiComplainantKey ZhihuiComplainantKey;

ZhihuiComplainantKey *zhihui_complainant_key_new (ZhihuiStore *store, GError **error);
void                  zhihui_complainant_key_free (ZhihuiComplainantKey *self);
gint64                zhihui_complainant_key_make (const ZhihuiComplainantKey *self,
                                                   const char                 *complainant,
                                                   const char                 *phone);
char *zhihui_complainant_key_hide (const ZhihuiComplainantKey *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiComplainantKey, zhihui_complainant_key_free)

G_END_DECLS
