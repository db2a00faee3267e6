/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-language.h"
#include "zhihui-word-splitter.h"

#define LEAST 0.90

typedef struct
{
  ZhihuiWordLists    *lists;
  ZhihuiTextFold     *fold;
  ZhihuiWordSplitter *splitter;
} Words;

static void
set_up (Words *self, gconstpointer data)
{
  self->lists = zhihui_word_lists_new ();
  self->fold = zhihui_text_fold_new ();
  self->splitter = zhihui_word_splitter_new (self->lists, self->fold);
}

static void
tear_down (Words *self, gconstpointer data)
{
  zhihui_word_splitter_free (self->splitter);
  zhihui_text_fold_free (self->fold);
  zhihui_word_lists_free (self->lists);
}

/* A labelled sentence: its text without brackets, and the spans that stood in them. */
static char *
read_labels (const char *line, GArray *labels)
{
  GString       *text = g_string_new (NULL);
  ZhihuiWordSpan span = { 0, 0, 0 };

  for (; *line != '\0'; line++)
    if (*line == '[')
      span.from = (guint32) text->len;
    else if (*line == ']')
      {
        span.to = (guint32) text->len;
        g_array_append_val (labels, span);
      }
    else
      g_string_append_c (text, *line);
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint n_sentences, n_labels, n_found, n_both;
} Score;

static gboolean
has_span (const GArray *spans, const ZhihuiWordSpan *asked, gboolean only_terms)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const ZhihuiWordSpan *span = &g_array_index (spans, ZhihuiWordSpan, i);

      if (span->from == asked->from && span->to == asked->to && (!only_terms || span->term >= 0))
        return TRUE;
    }
  return FALSE;
}

static void
tell (const char *what, const char *text, const ZhihuiWordSpan *span)
{
  g_autofree char *word = g_strndup (text + span->from, span->to - span->from);

  g_test_message ("%s %s in %s", what, word, text);
}

static void
score_sentence (Words *self, const char *line, Score *score, gboolean is_told)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));
  g_autofree char *text = read_labels (line, labels);

  zhihui_word_splitter_split (self->splitter, text, spans);
  score->n_sentences++;
  score->n_labels += labels->len;
  for (guint i = 0; i < spans->len; i++)
    {
      const ZhihuiWordSpan *span = &g_array_index (spans, ZhihuiWordSpan, i);

      if (span->term < 0)
        continue;
      score->n_found++;
      if (has_span (labels, span, FALSE))
        score->n_both++;
      else if (is_told)
        tell ("wrong", text, span);
    }
  for (guint i = 0; i < labels->len && is_told; i++)
    if (!has_span (spans, &g_array_index (labels, ZhihuiWordSpan, i), TRUE))
      tell ("missed", text, &g_array_index (labels, ZhihuiWordSpan, i));
}

/* Micro-averaged over spans: a term counts as found only with both its ends right. */
static void
test_terms_are_found_in_what_citizens_write (Words *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "words", "labelled.txt", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  Score scores[2] = { { 0 }, { 0 } }; /* development, held out */
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      {
        gboolean is_told = n % 2 == 0 || g_getenv ("ZHIHUI_TELL_HELD_OUT") != NULL;

        score_sentence (self, lines[i], &scores[n % 2], is_told);
        n++;
      }

  g_assert_cmpuint (n, >=, 300);
  for (guint i = 0; i < 2; i++)
    {
      const Score *score = &scores[i];
      double       precision = (double) score->n_both / score->n_found;
      double       recall = (double) score->n_both / score->n_labels;

      g_test_message ("%s: %u sentences, %u terms, precision %u/%u = %.4f, recall %u/%u = %.4f",
                      i == 0 ? "development" : "held out",
                      score->n_sentences,
                      score->n_labels,
                      score->n_both,
                      score->n_found,
                      precision,
                      score->n_both,
                      score->n_labels,
                      recall);
      g_assert_cmpfloat (precision, >=, LEAST);
      g_assert_cmpfloat (recall, >=, LEAST);
    }
}

/* Words joined by "|", terms in brackets. */
static char *
split (Words *self, const char *text)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));
  GString *joined = g_string_new (NULL);

  zhihui_word_splitter_split (self->splitter, text, spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const ZhihuiWordSpan *span = &g_array_index (spans, ZhihuiWordSpan, i);

      g_string_append_printf (joined,
                              span->term >= 0 ? "%s[%.*s]" : "%s%.*s",
                              i > 0 ? "|" : "",
                              (int) (span->to - span->from),
                              text + span->from);
    }
  return g_string_free (joined, FALSE);
}

static void
test_list_goes_before_dictionary (Words *self, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "，。！ \n", "" },
    { "路灯不亮", "[路灯不亮]" },           /* longest, not 路灯 */
    { "路灯亮了", "[路灯]|亮了" },          /* 亮了 is the dictionary's */
    { "公交车站", "[公交车]|站" },          /* the longest from the left */
    { "办公交接", "办公|交接" },            /* 公交 is no word here */
    { "停水泥罐车", "停|水泥|罐|车" },      /* 停水 yields to a longer word behind it */
    { "ＫＴＶ和ktv", "[ＫＴＶ]|和|[ktv]" }, /* width and capitals */
    { "電梯故障", "[電梯故障]" },           /* traditional characters */
    { "停 水", "[停 水]" },
    { "🏠停水𠮷", "[停水]|𠮷" }, /* characters of four bytes */
    { "12345", "[12345]" },
    { "123456", "123456" }, /* a number is not its beginning */
    { "apple", "apple" },   /* nor a word: app */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = split (self, cases[i][0]);

      g_assert_cmpstr (words, ==, cases[i][1]);
    }
}

/* Whatever comes in, spans lie in order inside the text and at the ends of characters. */
static void
test_any_bytes_are_split (Words *self, gconstpointer data)
{
  static const char *const parts[] = { "停", "水", "路灯", "电",       "梯", " ",  "·",       "，",
                                       "a",  "9",  "\xff", "\xe5\x81", "𠮷", "Ｋ", "\xf0\x9f" };
  GRand                   *rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint32 last = 0;

      for (gint32 n = g_rand_int_range (rand, 0, 20); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      g_array_set_size (spans, 0);
      zhihui_word_splitter_split (self->splitter, text->str, spans);
      for (guint j = 0; j < spans->len; j++)
        {
          const ZhihuiWordSpan *span = &g_array_index (spans, ZhihuiWordSpan, j);

          g_assert_cmpuint (span->from, >=, last);
          g_assert_cmpuint (span->to, >, span->from);
          g_assert_cmpuint (span->to, <=, text->len);
          last = span->to;
          if (span->term >= 0)
            {
              g_autofree char *word =
                zhihui_text_fold_dup (self->fold, text->str, span->from, span->to);

              g_assert_cmpstr (word, ==, self->lists->terms->pdata[span->term]);
            }
        }
    }
  g_rand_free (rand);
}

static void
test_sensitive_word_without_a_class_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWordLists) lists =
    zhihui_word_lists_parse ("停水", "的", "[nothing]\n跳楼", &error);

  g_assert_null (lists);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Words, NULL, set_up, function, tear_down)
  ADD ("/word-splitter/terms-are-found-in-what-citizens-write",
       test_terms_are_found_in_what_citizens_write);
  ADD ("/word-splitter/list-goes-before-dictionary", test_list_goes_before_dictionary);
  ADD ("/word-splitter/any-bytes-are-split", test_any_bytes_are_split);
#undef ADD
  g_test_add_func ("/word-splitter/sensitive-word-without-a-class-is-refused",
                   test_sensitive_word_without_a_class_is_refused);
  return g_test_run ();
}
