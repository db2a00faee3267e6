/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-text-fold.h"
#include "zhihui-word-lists.h"

G_BEGIN_DECLS

/* Finds sensitive words in one pass over a text (Aho & Corasick 1975). Width, capitals, traditional
 * characters, and blanks or marks inside a word do not hide it. What is found is told by class, the
 * word itself is told to nobody. */
typedef struct _ZhihuiSensitiveScanner ZhihuiSensitiveScanner;

ZhihuiSensitiveScanner *zhihui_sensitive_scanner_new (const ZhihuiWordLists *lists,
                                                      const ZhihuiTextFold  *fold);
void                    zhihui_sensitive_scanner_free (ZhihuiSensitiveScanner *self);
guint zhihui_sensitive_scanner_scan (ZhihuiSensitiveScanner *self, const char *text, GArray *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSensitiveScanner, zhihui_sensitive_scanner_free)

G_END_DECLS
