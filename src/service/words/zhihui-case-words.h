/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sensitive-scanner.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Which words of a case are counted, and their counts by day and region. */
typedef struct _ZhihuiCaseWords ZhihuiCaseWords;

ZhihuiCaseWords *zhihui_case_words_new (ZhihuiStore            *store,
                                        ZhihuiLedger           *ledger,
                                        const ZhihuiWordLists  *lists,
                                        const ZhihuiTextFold   *fold,
                                        ZhihuiSensitiveScanner *scanner);
void             zhihui_case_words_free (ZhihuiCaseWords *self);
gboolean         zhihui_case_words_follow (ZhihuiCaseWords *self, GError **error);
gboolean
zhihui_case_words_find (ZhihuiCaseWords *self, const char *text, GArray *words, GError **error);
void     zhihui_case_words_count (ZhihuiCaseWords *self, gint32 day, guint16 region, guint32 word);
gboolean zhihui_case_words_write_counts (ZhihuiCaseWords *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseWords, zhihui_case_words_free)

G_END_DECLS
