/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sensitive-scanner.h"

#include "zhihui-word-trie.h"

struct _ZhihuiSensitiveScanner
{
  const ZhihuiTextFold *fold; /* borrowed */
  ZhihuiWordTrie       *trie;
  GArray               *classes; /* (element-type guint8): one a word */
  guint                *fail;    /* one a state: that of the longest suffix which begins a word */
  guint                *hit; /* one a state: nearest state on the way of @fail with a word, or 0 */
};

static guint
go (const ZhihuiSensitiveScanner *self, guint state, guint code)
{
  guint next;

  while ((next = zhihui_word_trie_step (self->trie, state, code)) == ZHIHUI_TRIE_NONE &&
         state != ZHIHUI_TRIE_ROOT)
    state = self->fail[state];
  return next != ZHIHUI_TRIE_NONE ? next : ZHIHUI_TRIE_ROOT;
}

/* By breadth: the states that fail leads to are known before they are asked for. */
static void
link_states (ZhihuiSensitiveScanner *self)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_codes = zhihui_word_trie_get_n_codes (self->trie);
  guint root = ZHIHUI_TRIE_ROOT;

  self->fail[root] = root;
  g_array_append_val (queue, root);
  for (guint i = 0; i < queue->len; i++)
    {
      guint state = g_array_index (queue, guint, i);

      for (guint code = 1; code <= n_codes; code++)
        {
          guint next = zhihui_word_trie_step (self->trie, state, code);
          guint fail;

          if (next == ZHIHUI_TRIE_NONE)
            continue;

          fail = state == root ? root : go (self, self->fail[state], code);
          self->fail[next] = fail;
          self->hit[next] =
            zhihui_word_trie_get_word (self->trie, fail) >= 0 ? fail : self->hit[fail];
          g_array_append_val (queue, next);
        }
    }
}

/**
 * zhihui_sensitive_scanner_new:
 * @fold: must outlive it
 */
ZhihuiSensitiveScanner *
zhihui_sensitive_scanner_new (const ZhihuiWordLists *lists, const ZhihuiTextFold *fold)
{
  ZhihuiSensitiveScanner *self = g_new0 (ZhihuiSensitiveScanner, 1);
  guint                   n_states;

  self->fold = fold;
  self->trie = zhihui_word_trie_new (lists->sensitive);
  self->classes = g_array_copy (lists->classes);
  n_states = zhihui_word_trie_get_n_states (self->trie);
  self->fail = g_new0 (guint, n_states);
  self->hit = g_new0 (guint, n_states);
  link_states (self);
  return self;
}

void
zhihui_sensitive_scanner_free (ZhihuiSensitiveScanner *self)
{
  if (self == NULL)
    return;

  zhihui_word_trie_free (self->trie);
  g_array_unref (self->classes);
  g_free (self->fail);
  g_free (self->hit);
  g_free (self);
}

/**
 * zhihui_sensitive_scanner_scan:
 * @text: UTF-8
 * @words: (nullable) (element-type guint): gets the index of each word each time it is found, in
 *   the order of its end, the longer first
 *
 * Returns: the classes of all words found, bits of #ZhihuiSensitiveClass
 */
guint
zhihui_sensitive_scanner_scan (ZhihuiSensitiveScanner *self, const char *text, GArray *words)
{
  guint state = ZHIHUI_TRIE_ROOT, classes = 0;

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      gboolean good = c != (gunichar) -1 && c != (gunichar) -2;

      p = good ? g_utf8_next_char (p) : p + 1;
      c = good ? zhihui_text_fold_char (self->fold, c) : 0xfffd;
      if (zhihui_is_filler (c))
        continue;

      state = go (self, state, zhihui_word_trie_get_code (self->trie, c));
      for (guint at = state; at != 0; at = self->hit[at])
        {
          int word = zhihui_word_trie_get_word (self->trie, at);

          if (word < 0)
            continue;
          classes |= g_array_index (self->classes, guint8, word);
          if (words != NULL)
            g_array_append_val (words, word);
        }
    }
  return classes;
}
