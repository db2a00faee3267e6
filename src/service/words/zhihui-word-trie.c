/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-word-trie.h"

#include <stdlib.h>
#include <string.h>

#define N_BMP 0x10000

typedef struct
{
  guint32 base, check;
  gint32  word; /* index of the word that ends here, -1 none */
} Place;

struct _ZhihuiWordTrie
{
  guint16 *codes; /* owned: one a character of the BMP */
  guint    n_codes;
  GArray  *places; /* (element-type Place): the state is the index */
  guint    first_free;
};

/* A word as codes, while the trie is made. */
typedef struct
{
  guint16 *codes; /* owned */
  guint    n;
  int      word;
} Key;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;

  for (guint i = 0; i < one->n && i < other->n; i++)
    if (one->codes[i] != other->codes[i])
      return one->codes[i] < other->codes[i] ? -1 : 1;
  return (one->n > other->n) - (one->n < other->n);
}

static Place *
place_at (ZhihuiWordTrie *self, guint index)
{
  if (index >= self->places->len)
    {
      guint old = self->places->len;

      g_array_set_size (self->places, MAX (index + 1, old * 2));
      for (guint i = old; i < self->places->len; i++)
        g_array_index (self->places, Place, i) = (Place){ 0, 0, -1 };
    }
  return &g_array_index (self->places, Place, index);
}

static gboolean
is_free (ZhihuiWordTrie *self, guint index)
{
  return index > ZHIHUI_TRIE_ROOT && place_at (self, index)->check == 0;
}

/* The lowest base at which all @codes find a free place. */
static guint
find_base (ZhihuiWordTrie *self, const GArray *codes)
{
  guint first = g_array_index (codes, guint, 0);

  while (!is_free (self, self->first_free))
    self->first_free++;

  for (guint place = MAX (self->first_free, first + 1);; place++)
    {
      guint base = place - first, i = 0;

      while (i < codes->len && is_free (self, base + g_array_index (codes, guint, i)))
        i++;
      if (i == codes->len)
        return base;
    }
}

/* The words keys[from…to) share their first @depth characters, which lead to @state. */
static void
grow (ZhihuiWordTrie *self, const Key *keys, guint from, guint to, guint depth, guint state)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint base;

  for (; from < to && keys[from].n == depth; from++)
    place_at (self, state)->word = keys[from].word;
  for (guint i = from; i < to; i++)
    {
      guint code = keys[i].codes[depth];

      if (codes->len == 0 || g_array_index (codes, guint, codes->len - 1) != code)
        g_array_append_val (codes, code);
    }
  if (codes->len == 0)
    return;

  base = find_base (self, codes);
  place_at (self, state)->base = base;
  for (guint i = 0; i < codes->len; i++)
    place_at (self, base + g_array_index (codes, guint, i))->check = state;

  for (guint i = from, end; i < to; i = end)
    {
      guint code = keys[i].codes[depth];

      for (end = i; end < to && keys[end].codes[depth] == code; end++)
        ;
      grow (self, keys, i, end, depth + 1, base + code);
    }
}

static Key
make_key (ZhihuiWordTrie *self, const char *word, int index)
{
  glong                n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (word, -1, &n);
  Key                  key = { g_new (guint16, n + 1), 0, index };

  for (glong i = 0; i < n && chars[i] < N_BMP; i++)
    {
      if (self->codes[chars[i]] == 0)
        self->codes[chars[i]] = (guint16) ++self->n_codes;
      key.codes[key.n++] = self->codes[chars[i]];
    }
  if (key.n < (guint) n)
    key.n = 0;
  return key;
}

/**
 * zhihui_word_trie_new:
 * @words: (element-type utf8): folded; an empty one and one with a character from U+10000 on is
 *   never found
 *
 * Returns: (transfer full): finds a word by its index in @words, the first of equal ones
 */
ZhihuiWordTrie *
zhihui_word_trie_new (const GPtrArray *words)
{
  ZhihuiWordTrie *self = g_new0 (ZhihuiWordTrie, 1);
  g_autofree Key *keys = g_new0 (Key, words->len + 1);
  guint           n = 0;

  self->codes = g_new0 (guint16, N_BMP);
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  self->first_free = ZHIHUI_TRIE_ROOT + 1;
  place_at (self, ZHIHUI_TRIE_ROOT)->check = ZHIHUI_TRIE_ROOT;
  for (guint i = words->len; i > 0; i--)
    {
      keys[n] = make_key (self, words->pdata[i - 1], (int) i - 1);
      if (keys[n].n > 0)
        n++;
      else
        g_free (keys[n].codes);
    }

  qsort (keys, n, sizeof *keys, compare_keys);
  grow (self, keys, 0, n, 0, ZHIHUI_TRIE_ROOT);
  for (guint i = 0; i < n; i++)
    g_free (keys[i].codes);
  return self;
}

void
zhihui_word_trie_free (ZhihuiWordTrie *self)
{
  if (self == NULL)
    return;

  g_free (self->codes);
  g_array_unref (self->places);
  g_free (self);
}

guint
zhihui_word_trie_get_code (const ZhihuiWordTrie *self, gunichar c)
{
  return c < N_BMP ? self->codes[c] : 0;
}

/**
 * zhihui_word_trie_step:
 *
 * Returns: the state after the character, %ZHIHUI_TRIE_NONE when no word goes on like this
 */
guint
zhihui_word_trie_step (const ZhihuiWordTrie *self, guint state, guint code)
{
  const Place *places = (const Place *) (const void *) self->places->data;
  guint        next = places[state].base + code;

  if (code == 0 || places[state].base == 0 || next >= self->places->len ||
      places[next].check != state)
    return ZHIHUI_TRIE_NONE;
  return next;
}

/**
 * zhihui_word_trie_get_word:
 *
 * Returns: the index of the word that ends in @state, -1 for none
 */
int
zhihui_word_trie_get_word (const ZhihuiWordTrie *self, guint state)
{
  return g_array_index (self->places, Place, state).word;
}

/* States are below this number; not every number is a state. */
guint
zhihui_word_trie_get_n_states (const ZhihuiWordTrie *self)
{
  return self->places->len;
}

/* Codes are 1 up to and with this number. */
guint
zhihui_word_trie_get_n_codes (const ZhihuiWordTrie *self)
{
  return self->n_codes;
}
