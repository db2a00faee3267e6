/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-sensitive-scanner.h"

static ZhihuiSensitiveScanner *
make_scanner (const char *list, ZhihuiTextFold *fold, ZhihuiWordLists **lists)
{
  g_autoptr (GError) error = NULL;

  *lists = zhihui_word_lists_parse ("", "", list, &error);
  g_assert_no_error (error);
  return zhihui_sensitive_scanner_new (*lists, fold);
}

/* How often each word occurs, looked for one by one. */
static void
count_naively (const ZhihuiWordLists *lists, const char *text, guint *counts)
{
  for (guint i = 0; i < lists->sensitive->len; i++)
    for (const char *p = text; (p = strstr (p, lists->sensitive->pdata[i])) != NULL; p++)
      counts[i]++;
}

/* Random words over four characters, so that they begin, end and lie in each other. */
static void
test_finds_what_a_search_word_by_word_finds (void)
{
  static const char *const letters[] = { "甲", "乙", "丙", "a" };
  g_autoptr (ZhihuiTextFold) fold = zhihui_text_fold_new ();
  GRand *rand = g_rand_new_with_seed (11);
  guint  n_hits = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) list = g_string_new ("[mass]\n");
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ZhihuiWordLists) lists = NULL;
      g_autoptr (ZhihuiSensitiveScanner) scanner = NULL;
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree guint *naive = NULL;
      g_autofree guint *counts = NULL;

      for (gint32 i = g_rand_int_range (rand, 1, 12); i > 0; i--)
        {
          for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0; n--)
            g_string_append (list, letters[g_rand_int_range (rand, 0, 4)]);
          g_string_append_c (list, ' ');
        }
      for (guint i = 0; i < 200; i++)
        g_string_append (text, letters[g_rand_int_range (rand, 0, 4)]);

      scanner = make_scanner (list->str, fold, &lists);
      naive = g_new0 (guint, lists->sensitive->len);
      counts = g_new0 (guint, lists->sensitive->len);
      count_naively (lists, text->str, naive);
      zhihui_sensitive_scanner_scan (scanner, text->str, found);
      for (guint i = 0; i < found->len; i++)
        counts[g_array_index (found, guint, i)]++;
      for (guint i = 0; i < lists->sensitive->len; i++)
        g_assert_cmpuint (counts[i], ==, naive[i]);
      n_hits += found->len;
    }
  g_assert_cmpuint (n_hits, >, 10000);
  g_rand_free (rand);
}

static void
test_disguise_does_not_hide_a_word (void)
{
  static const struct
  {
    const char *text;
    guint       classes;
  } cases[] = {
    { "", 0 },
    { "路灯不亮", 0 },
    { "我要跳楼", ZHIHUI_SENSITIVE_SELF_HARM },
    { "我要跳 楼", ZHIHUI_SENSITIVE_SELF_HARM },
    { "跳*·*楼！", ZHIHUI_SENSITIVE_SELF_HARM },
    { "跳\n樓", ZHIHUI_SENSITIVE_SELF_HARM },
    { "殺人", ZHIHUI_SENSITIVE_VIOLENCE },
    { "跳过这栋楼", 0 },
    { "他持刀说要跳楼", ZHIHUI_SENSITIVE_SELF_HARM | ZHIHUI_SENSITIVE_VIOLENCE },
    { "准备集体上访", ZHIHUI_SENSITIVE_MASS | ZHIHUI_SENSITIVE_CROWD },
    { "猥、亵儿童", ZHIHUI_SENSITIVE_MINOR },
    { "這是國家秘密", ZHIHUI_SENSITIVE_SECRET },
    { "跳\xff楼", ZHIHUI_SENSITIVE_SELF_HARM },
  };
  g_autoptr (ZhihuiTextFold) fold = zhihui_text_fold_new ();
  g_autoptr (ZhihuiWordLists) lists = zhihui_word_lists_new ();
  g_autoptr (ZhihuiSensitiveScanner) scanner = zhihui_sensitive_scanner_new (lists, fold);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (zhihui_sensitive_scanner_scan (scanner, cases[i].text, NULL) != cases[i].classes)
      g_error ("%s: other classes than 0x%x", cases[i].text, cases[i].classes);
}

static void
test_capitals_and_width_do_not_hide_a_word (void)
{
  g_autoptr (ZhihuiTextFold) fold = zhihui_text_fold_new ();
  g_autoptr (ZhihuiWordLists) lists = NULL;
  g_autoptr (ZhihuiSensitiveScanner) scanner = make_scanner ("[violence]\ntnt炸药", fold, &lists);

  g_assert_cmpuint (
    zhihui_sensitive_scanner_scan (scanner, "ＴｎT炸药", NULL), ==, ZHIHUI_SENSITIVE_VIOLENCE);
  g_assert_cmpuint (zhihui_sensitive_scanner_scan (scanner, "tn炸药", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensitive-scanner/finds-what-a-search-word-by-word-finds",
                   test_finds_what_a_search_word_by_word_finds);
  g_test_add_func ("/sensitive-scanner/disguise-does-not-hide-a-word",
                   test_disguise_does_not_hide_a_word);
  g_test_add_func ("/sensitive-scanner/capitals-and-width-do-not-hide-a-word",
                   test_capitals_and_width_do_not_hide_a_word);
  return g_test_run ();
}
