/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-words.h"

#include <string.h>

#include "zhihui-word-splitter.h"

#define MOST_WORDS 12     /* of one case */
#define MOST_CHARACTERS 8 /* of a word that is no term */

struct _ZhihuiCaseWords
{
  ZhihuiStore            *store; /* borrowed, as the four below */
  ZhihuiLedger           *ledger;
  const ZhihuiWordLists  *lists;
  const ZhihuiTextFold   *fold;
  ZhihuiSensitiveScanner *scanner;
  ZhihuiWordSplitter     *splitter;
  GHashTable             *indices; /* (element-type utf8 guint): word → index + 1 in the ledger */
  GHashTable             *names;  /* (element-type utf8): parts of the names of regions and units */
  GHashTable             *counts; /* Count → itself, not yet written */
  GArray                 *spans;  /* (element-type ZhihuiWordSpan) */
};

typedef struct
{
  gint32  day;
  guint32 region, word; /* row ids */
  gint64  n;
} Count;

static guint
hash_count (gconstpointer key)
{
  const Count *count = key;

  return ((guint) count->day * 31u + count->region) * 1000003u + count->word;
}

static gboolean
equal_counts (gconstpointer a, gconstpointer b)
{
  const Count *one = a, *other = b;

  return one->day == other->day && one->region == other->region && one->word == other->word;
}

/* Two characters and more in a row of @name: places are no news. */
static void
add_name (ZhihuiCaseWords *self, const char *name)
{
  for (const char *from = name; *from != '\0'; from = g_utf8_next_char (from))
    {
      const char *to = g_utf8_next_char (from);

      for (guint n = 2; *to != '\0' && n <= MOST_CHARACTERS; n++)
        {
          to = g_utf8_next_char (to);
          g_hash_table_add (self->names, g_strndup (from, (gsize) (to - from)));
        }
    }
}

/**
 * zhihui_case_words_new:
 * @ledger: loaded; gets words that are new
 *
 * All arguments must outlive it.
 */
ZhihuiCaseWords *
zhihui_case_words_new (ZhihuiStore            *store,
                       ZhihuiLedger           *ledger,
                       const ZhihuiWordLists  *lists,
                       const ZhihuiTextFold   *fold,
                       ZhihuiSensitiveScanner *scanner)
{
  ZhihuiCaseWords *self = g_new0 (ZhihuiCaseWords, 1);

  self->store = store;
  self->ledger = ledger;
  self->lists = lists;
  self->fold = fold;
  self->scanner = scanner;
  self->splitter = zhihui_word_splitter_new (lists, fold);
  self->indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (hash_count, equal_counts, g_free, NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));
  for (guint i = 0; i < ledger->words->len; i++)
    g_hash_table_insert (
      self->indices, g_strdup (ledger->words->pdata[i]), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < ledger->regions->len; i++)
    add_name (self, ((const ZhihuiRegion *) ledger->regions->pdata[i])->name);
  return self;
}

void
zhihui_case_words_free (ZhihuiCaseWords *self)
{
  if (self == NULL)
    return;

  zhihui_word_splitter_free (self->splitter);
  g_hash_table_unref (self->indices);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->counts);
  g_array_unref (self->spans);
  g_free (self);
}

static void
know_word (ZhihuiCaseWords *self, const char *word)
{
  g_ptr_array_add (self->ledger->words, g_strdup (word));
  g_hash_table_insert (self->indices, g_strdup (word), GUINT_TO_POINTER (self->ledger->words->len));
}

/**
 * zhihui_case_words_follow:
 *
 * The ledger gets the words that others wrote.
 */
gboolean
zhihui_case_words_follow (ZhihuiCaseWords *self, GError **error)
{
  static const char sql[] = "SELECT word FROM hot_word WHERE id > ?1 ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_integer (row, 1, self->ledger->words->len);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    know_word (self, zhihui_statement_get_text (row, 0));
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->store), error);
}

/* A word that is no term: some Chinese characters that name no place. */
static gboolean
is_news (ZhihuiCaseWords *self, const char *word)
{
  glong n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (g_utf8_get_char (p) < 0x3400 || g_utf8_get_char (p) > 0x9fff)
      return FALSE;
  return n >= 2 && n <= MOST_CHARACTERS && !g_hash_table_contains (self->names, word);
}

/* Only terms of the list may be shown to everybody: another word may be somebody's name. */
static gboolean
add_word (ZhihuiCaseWords *self, const char *word, gboolean is_term, guint *index, GError **error)
{
  static const char sql[] = "INSERT INTO hot_word (id, word, public) VALUES (?1, ?2, ?3)";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  guint             sensitive = zhihui_sensitive_scanner_scan (self->scanner, word, NULL);

  *index = self->ledger->words->len;
  zhihui_statement_bind_integer (row, 1, (gint64) *index + 1);
  zhihui_statement_bind_text (row, 2, word);
  zhihui_statement_bind_integer (row, 3, is_term && sensitive == 0);
  if (!zhihui_statement_finish (row, error))
    return FALSE;

  know_word (self, word);
  return TRUE;
}

static gboolean
has_index (const GArray *words, guint32 index)
{
  for (guint i = 0; i < words->len; i++)
    if (g_array_index (words, guint32, i) == index)
      return TRUE;
  return FALSE;
}

/**
 * zhihui_case_words_find:
 * @words: (element-type guint32): gets the words of @text that are counted, each once: indices into
 *   the words of the ledger
 *
 * New words are written into the store. The caller holds the transaction.
 */
gboolean
zhihui_case_words_find (ZhihuiCaseWords *self, const char *text, GArray *words, GError **error)
{
  g_array_set_size (self->spans, 0);
  zhihui_word_splitter_split (self->splitter, text, self->spans);
  for (guint i = 0; i < self->spans->len && words->len < MOST_WORDS; i++)
    {
      const ZhihuiWordSpan *span = &g_array_index (self->spans, ZhihuiWordSpan, i);
      g_autofree char      *word = zhihui_text_fold_dup (self->fold, text, span->from, span->to);
      guint                 index;

      if (g_hash_table_contains (self->lists->stop, word) ||
          (span->term < 0 && !is_news (self, word)))
        continue;

      index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, word)) - 1u;
      if (index == G_MAXUINT && !add_word (self, word, span->term >= 0, &index, error))
        return FALSE;
      if (!has_index (words, index))
        g_array_append_val (words, index);
    }
  return TRUE;
}

/**
 * zhihui_case_words_count:
 * @region: index into the regions of the ledger, G_MAXUINT16 unknown
 * @word: index into its words
 *
 * Counts a case with this word. Written by zhihui_case_words_write_counts().
 */
void
zhihui_case_words_count (ZhihuiCaseWords *self, gint32 day, guint16 region, guint32 word)
{
  Count  count = { day, region != G_MAXUINT16 ? region + 1u : 0, word + 1, 1 };
  Count *known = g_hash_table_lookup (self->counts, &count);

  if (known != NULL)
    known->n++;
  else
    g_hash_table_add (self->counts, g_memdup2 (&count, sizeof count));
}

gboolean
zhihui_case_words_write_counts (ZhihuiCaseWords *self, GError **error)
{
  static const char sql[] = "INSERT INTO word_day (day, region_id, word_id, n)"
                            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (day, region_id, word_id)"
                            " DO UPDATE SET n = word_day.n + excluded.n";
  GHashTableIter    iter;
  gpointer          key;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Count     *count = key;
      ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

      zhihui_statement_bind_integer (row, 1, count->day);
      zhihui_statement_bind_integer (row, 2, count->region);
      zhihui_statement_bind_integer (row, 3, count->word);
      zhihui_statement_bind_integer (row, 4, count->n);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  g_hash_table_remove_all (self->counts);
  return TRUE;
}
