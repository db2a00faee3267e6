/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words as a double array (Aoe 1989): the state after a character is base[state] + code, if check
 * of that place names the state it was come from. Characters get dense codes, 0 for one that no
 * word has; words are of characters below U+10000. Immutable. */
typedef struct _ZhihuiWordTrie ZhihuiWordTrie;

#define ZHIHUI_TRIE_ROOT 1u
#define ZHIHUI_TRIE_NONE 0u

ZhihuiWordTrie *zhihui_word_trie_new (const GPtrArray *words);
void            zhihui_word_trie_free (ZhihuiWordTrie *self);
guint           zhihui_word_trie_get_code (const ZhihuiWordTrie *self, gunichar c);
guint           zhihui_word_trie_step (const ZhihuiWordTrie *self, guint state, guint code);
int             zhihui_word_trie_get_word (const ZhihuiWordTrie *self, guint state);
guint           zhihui_word_trie_get_n_states (const ZhihuiWordTrie *self);
guint           zhihui_word_trie_get_n_codes (const ZhihuiWordTrie *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWordTrie, zhihui_word_trie_free)

G_END_DECLS
