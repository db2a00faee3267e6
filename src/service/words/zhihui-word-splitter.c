/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-word-splitter.h"

#include <unicode/ubrk.h>

#include "zhihui-word-trie.h"

struct _ZhihuiWordSplitter
{
  const ZhihuiTextFold *fold; /* borrowed */
  ZhihuiWordTrie       *trie;
  guint                 n_terms;
  UBreakIterator       *breaks; /* or NULL: libicu has none */
  ZhihuiFolded          folded;
  GArray               *units;  /* (element-type UChar): the folded text in UTF-16 */
  GArray               *places; /* (element-type guint32): of each unit in the folded text */
  GByteArray           *bounds; /* of each character and the end: whether libicu begins a word */
};

/* A word of the list in the folded text. */
typedef struct
{
  guint from, to; /* characters */
  int   word;     /* index, -1 none */
} Match;

/**
 * zhihui_word_splitter_new:
 * @fold: must outlive it
 */
ZhihuiWordSplitter *
zhihui_word_splitter_new (const ZhihuiWordLists *lists, const ZhihuiTextFold *fold)
{
  ZhihuiWordSplitter *self = g_new0 (ZhihuiWordSplitter, 1);
  UErrorCode          status = U_ZERO_ERROR;

  self->fold = fold;
  self->trie = zhihui_word_trie_new (lists->terms);
  self->n_terms = lists->n_terms;
  self->breaks = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  if (U_FAILURE (status))
    {
      g_warning ("words cannot be split by libicu: %s", u_errorName (status));
      self->breaks = NULL;
    }
  zhihui_folded_init (&self->folded);
  self->units = g_array_new (FALSE, FALSE, sizeof (UChar));
  self->places = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->bounds = g_byte_array_new ();
  return self;
}

void
zhihui_word_splitter_free (ZhihuiWordSplitter *self)
{
  if (self == NULL)
    return;

  zhihui_word_trie_free (self->trie);
  if (self->breaks != NULL)
    ubrk_close (self->breaks);
  zhihui_folded_clear (&self->folded);
  g_array_unref (self->units);
  g_array_unref (self->places);
  g_byte_array_unref (self->bounds);
  g_free (self);
}

static void
write_units (ZhihuiWordSplitter *self)
{
  const GArray *codes = self->folded.codes;

  g_array_set_size (self->units, 0);
  g_array_set_size (self->places, 0);
  for (guint32 i = 0; i < codes->len; i++)
    {
      gunichar c = g_array_index (codes, gunichar, i);
      UChar    pair[2] = { (UChar) c, 0 };
      guint    n = 1;

      if (c >= 0x10000)
        {
          pair[0] = (UChar) (0xd800 + ((c - 0x10000) >> 10));
          pair[1] = (UChar) (0xdc00 + ((c - 0x10000) & 0x3ff));
          n = 2;
        }
      g_array_append_vals (self->units, pair, n);
      for (guint j = 0; j < n; j++)
        g_array_append_val (self->places, i);
    }
}

static void
find_bounds (ZhihuiWordSplitter *self)
{
  UErrorCode status = U_ZERO_ERROR;
  guint      n = self->folded.codes->len;

  write_units (self);
  g_byte_array_set_size (self->bounds, n + 1);
  for (guint i = 0; i <= n; i++)
    self->bounds->data[i] = self->breaks == NULL || i == 0 || i == n;
  if (self->breaks == NULL || n == 0)
    return;

  ubrk_setText (
    self->breaks, (const UChar *) self->units->data, (int32_t) self->units->len, &status);
  for (int32_t at = ubrk_first (self->breaks); U_SUCCESS (status) && at != UBRK_DONE;
       at = ubrk_next (self->breaks))
    if ((guint) at < self->units->len)
      self->bounds->data[g_array_index (self->places, guint32, at)] = TRUE;
}

/* The longest word from @from that ends before or at @end. One filler inside is passed over. */
static Match
find_longest (ZhihuiWordSplitter *self, guint from, guint end)
{
  const GArray *codes = self->folded.codes;
  Match         match = { from, from, -1 };
  guint         state = ZHIHUI_TRIE_ROOT;
  gboolean      skipped = FALSE;

  for (guint i = from; i < end; i++)
    {
      gunichar c = g_array_index (codes, gunichar, i);
      guint    next =
        zhihui_word_trie_step (self->trie, state, zhihui_word_trie_get_code (self->trie, c));

      if (next == ZHIHUI_TRIE_NONE)
        {
          if (i == from || skipped || (c != ' ' && c != 0xb7))
            break;
          skipped = TRUE;
          continue;
        }

      skipped = FALSE;
      state = next;
      if (zhihui_word_trie_get_word (self->trie, state) >= 0)
        {
          match.to = i + 1;
          match.word = zhihui_word_trie_get_word (self->trie, state);
        }
    }
  return match;
}

/* Whether a word that begins inside @match and ends behind it has more right to their common
 * characters: it is longer, or as long and libicu parts the text where it begins. @from: where. */
static gboolean
has_rival (ZhihuiWordSplitter *self, const Match *match, guint *from)
{
  const guint8 *bounds = self->bounds->data;

  for (guint i = match->from + 1; i < match->to; i++)
    {
      Match rival = find_longest (self, i, self->folded.codes->len);
      guint length = match->to - match->from;

      if (rival.word < 0 || rival.to <= match->to)
        continue;
      if (rival.to - i > length || (rival.to - i == length && bounds[i] && !bounds[match->to]))
        {
          *from = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether the text goes on with the same number or Latin word at @at. */
static gboolean
goes_on (ZhihuiWordSplitter *self, guint at)
{
  const GArray *codes = self->folded.codes;

  return at > 0 && at < codes->len && g_array_index (codes, gunichar, at) < 0x80 &&
         g_array_index (codes, gunichar, at - 1) < 0x80 &&
         g_ascii_isalnum ((char) g_array_index (codes, gunichar, at)) &&
         g_ascii_isalnum ((char) g_array_index (codes, gunichar, at - 1));
}

/* A word whose both ends lie inside words of libicu is only a string of characters; so is a part
 * of a number or of a Latin word. */
static gboolean
is_across (ZhihuiWordSplitter *self, const Match *match)
{
  if (goes_on (self, match->from) || goes_on (self, match->to))
    return TRUE;
  return !self->bounds->data[match->from] && !self->bounds->data[match->to];
}

static Match
choose (ZhihuiWordSplitter *self, guint from)
{
  Match match = find_longest (self, from, self->folded.codes->len);
  guint end;

  while (match.word >= 0 && has_rival (self, &match, &end))
    match = find_longest (self, from, end);
  while (match.word >= 0 && is_across (self, &match))
    match = find_longest (self, from, match.to - 1);
  return match;
}

static void
add_span (ZhihuiWordSplitter *self, guint from, guint to, int term, GArray *spans)
{
  ZhihuiWordSpan span = { g_array_index (self->folded.offsets, guint32, from),
                          g_array_index (self->folded.offsets, guint32, to),
                          term };

  g_array_append_val (spans, span);
}

/* What the list does not know, parted as libicu does. Marks and blanks are no words. */
static void
add_rest (ZhihuiWordSplitter *self, guint from, guint to, GArray *spans)
{
  for (guint start = from, i = from + 1; start < to; i++)
    {
      if (i < to && !self->bounds->data[i])
        continue;
      if (!zhihui_is_filler (g_array_index (self->folded.codes, gunichar, start)))
        add_span (self, start, i, -1, spans);
      start = i;
    }
}

/**
 * zhihui_word_splitter_split:
 * @text: UTF-8
 * @spans: (element-type ZhihuiWordSpan): gets the words in the order of the text, without overlaps
 */
void
zhihui_word_splitter_split (ZhihuiWordSplitter *self, const char *text, GArray *spans)
{
  guint n, rest = 0;

  zhihui_text_fold_apply (self->fold, text, &self->folded);
  find_bounds (self);
  n = self->folded.codes->len;
  for (guint i = 0; i < n;)
    {
      Match match = choose (self, i);

      if (match.word < 0)
        {
          i++;
          continue;
        }

      add_rest (self, rest, match.from, spans);
      if ((guint) match.word < self->n_terms)
        add_span (self, match.from, match.to, match.word, spans);
      else
        add_rest (self, match.from, match.to, spans);
      rest = i = match.to;
    }
  add_rest (self, rest, n, spans);
}
