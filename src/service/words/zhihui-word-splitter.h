/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-text-fold.h"
#include "zhihui-word-lists.h"

G_BEGIN_DECLS

/* Splits Chinese text into words: terms of the list, longest first; libicu's dictionary for the
 * rest. One thread only. */
typedef struct _ZhihuiWordSplitter ZhihuiWordSplitter;

typedef struct
{
  guint32 from, to; /* bytes of the text */
  gint32  term;     /* index into the list of terms, -1: libicu's word */
} ZhihuiWordSpan;

ZhihuiWordSplitter *zhihui_word_splitter_new (const ZhihuiWordLists *lists,
                                              const ZhihuiTextFold  *fold);
void                zhihui_word_splitter_free (ZhihuiWordSplitter *self);
void zhihui_word_splitter_split (ZhihuiWordSplitter *self, const char *text, GArray *spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWordSplitter, zhihui_word_splitter_free)

G_END_DECLS
