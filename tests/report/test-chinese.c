/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "standard-characters.h"
#include "zhihui-language.h"
#include "zhihui-paper-words.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Chinese on paper: which faces it is set in, and that another program reads what was written. */

#define PER_LINE 40
#define STEP 11.0
#define FILE_OF_CHILD "ZHIHUI_TEST_FILE"

static const ZhihuiFont faces[] = {
  { .face = ZHIHUI_FACE_SANS, .size = 9, .weight = 400 },
  { .face = ZHIHUI_FACE_SANS, .size = 9, .weight = 700 },
  { .face = ZHIHUI_FACE_SERIF, .size = 9, .weight = 400 },
  { .face = ZHIHUI_FACE_SERIF, .size = 9, .weight = 700 },
};

typedef struct
{
  char        *path;  /* owned */
  ZhihuiPaper *paper; /* owned */
} Fixture;

static ZhihuiPaper *
make_paper (void)
{
  ZhihuiPaperFormat format;

  g_assert_true (zhihui_paper_format_parse ("a4", &format, NULL));
  return zhihui_paper_new (&format);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = paper_reader_make_path ();
  fixture->paper = make_paper ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  zhihui_paper_free (fixture->paper);
  paper_reader_remove_path (fixture->path);
}

static void
write_paper (ZhihuiPaper *paper, const char *path)
{
  g_autoptr (GError) error = NULL;

  zhihui_paper_write (paper, path, ZHIHUI_PAPER_PDF, &error);
  g_assert_no_error (error);
}

/* ---- lines in a face ---- */

typedef struct
{
  char             *text; /* owned */
  const ZhihuiFont *font;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line);
}

static void
paint_line (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Line *line = block->data;

  zhihui_sheet_text (sheet,
                     line->text,
                     line->font,
                     zhihui_theme_get_palette (sheet->theme)->text1,
                     sheet->left,
                     y + 9,
                     ZHIHUI_ALIGN_LEFT,
                     0);
}

static void
add_line (ZhihuiPaper *paper, const char *text, const ZhihuiFont *font)
{
  Line *line = g_new (Line, 1);

  *line = (Line){ g_strdup (text), font };
  zhihui_paper_add (paper, STEP, paint_line, line, free_line);
}

/* ---- which faces ---- */

/* Characters that look otherwise in Japan, and some that are written nowhere else. */
static void
write_in_all_faces (const char *path)
{
  g_autoptr (ZhihuiPaper) paper = make_paper ();

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    add_line (paper, "直骨角海与画 ひらがなカタカナ直 한국어直 1,244 Abc", &faces[i]);
  zhihui_paper_add_heading (paper, "一、直骨角", "first");
  zhihui_paper_add_paragraph (paper, "按照《条例》直办骨干，かな、한국。", ZHIHUI_WORDS_BODY);
  zhihui_paper_add_paragraph (paper, "按照《条例》直办骨干，かな、한국。", ZHIHUI_WORDS_NOTE);
  write_paper (paper, path);
}

static void
test_faces_in_child (void)
{
  const char *path = g_getenv (FILE_OF_CHILD);

  if (path != NULL)
    write_in_all_faces (path);
}

/* "ABCDEF+NotoSansCJKsc-Bold  CID Type 0C  Identity-H  yes yes yes  12  0" */
static void
check_font (const char *line, guint *found)
{
  static const char *const names[] = { "NotoSansCJKsc-Regular",  "NotoSansCJKsc-Bold",
                                       "NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold",
                                       "Inter-Regular",          "Inter-Bold" };
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", line, 0, 0);
  guint       n = g_strv_length (words);
  const char *name;
  guint       i = 0;

  g_test_message ("%s", line);
  g_assert_cmpuint (n, >, 6);
  /* embedded, a subset, with a way back to Unicode */
  for (guint j = n - 5; j < n - 2; j++)
    g_assert_cmpstr (words[j], ==, "yes");
  name = strchr (words[0], '+');
  g_assert_nonnull (name);
  while (i < G_N_ELEMENTS (names) && !g_str_equal (names[i], name + 1))
    i++;
  g_assert_cmpuint (i, <, G_N_ELEMENTS (names));
  *found |= 1u << i;
}

static void
test_faces (Fixture *fixture, gconstpointer data)
{
  static const char *const locales[] = {
    "C", "C.UTF-8", "en_GB.UTF-8", "zh_CN.UTF-8", "ja_JP.UTF-8"
  };

  if (paper_reader_lacks ("pdffonts"))
    return;
  g_setenv (FILE_OF_CHILD, fixture->path, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *fonts = NULL;
      g_auto (GStrv) lines = NULL;
      guint found = 0;

      g_test_message ("%s", locales[i]);
      g_setenv ("LC_ALL", locales[i], TRUE);
      g_setenv ("PANGO_LANGUAGE", i == 4 ? "ja" : "en", TRUE);
      g_unsetenv ("FC_LANG");
      g_test_trap_subprocess ("/chinese/child/subprocess/writes-in-all-faces", 0, 0);
      g_test_trap_assert_passed ();

      fonts = paper_reader_run ("pdffonts", fixture->path, NULL);
      lines = g_strsplit (g_strchomp (fonts), "\n", -1);
      for (guint j = 2; lines[j] != NULL; j++)
        check_font (lines[j], &found);
      g_assert_cmphex (found, ==, 0x3f);
      g_unlink (fixture->path);
    }
  g_unsetenv (FILE_OF_CHILD);
}

/* ---- what comes back ---- */

/* Each line follows the one before it, somewhere behind that. */
static void
check_lines_in_order (const char *text, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char      *line = lines->pdata[i];
      g_autofree char *bare = g_strdup (line);
      const char      *found;

      paper_reader_remove_blanks (bare);
      found = strstr (text, bare);
      if (found == NULL)
        g_error ("line %u is not read: %s", i, bare);
      text = found + strlen (bare);
    }
}

/* The characters that the fonts have; each face has the same. */
static char *
drop_missing (const char *characters)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiGlyphFinder) finder = zhihui_glyph_finder_new ();
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *missing = NULL;

  zhihui_theme_set_glyph_finder (theme, finder);
  for (const char *at = characters; *at != '\0'; at = g_utf8_next_char (at))
    {
      guint            n = zhihui_glyph_finder_get_n (finder);
      g_autofree char *one = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

      zhihui_theme_get_layout (theme, one, &faces[0], 0);
      zhihui_theme_get_layout (theme, one, &faces[2], 0);
      if (zhihui_glyph_finder_get_n (finder) == n)
        g_string_append (kept, one);
    }
  missing = zhihui_glyph_finder_describe (finder);
  g_test_message ("%s", missing != NULL ? missing : "no character is missing");
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

static void
test_standard_characters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = standard_characters_load ();
  g_autofree char *characters = all != NULL ? drop_missing (all) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  long             n;

  if (all == NULL || paper_reader_lacks ("pdftotext"))
    return;
  n = g_utf8_strlen (characters, -1);
  g_assert_cmpint (n, >, 8000);
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    for (long at = 0; at < n; at += PER_LINE)
      {
        g_ptr_array_add (lines, g_utf8_substring (characters, at, MIN (at + PER_LINE, n)));
        add_line (fixture->paper, lines->pdata[lines->len - 1], &faces[i]);
      }
  write_paper (fixture->paper, fixture->path);
  text = paper_reader_get_text (fixture->path);
  check_lines_in_order (text, lines);
}

/* Names as people and places have them, and what shares its look with another character: radicals
 * (⼈, ⺠), compatibility forms, letters with marks in one code point and in two. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "\u4eba\u2f08\u4eba\u6c11\u2ea0\u6c11\u898b\u2f92\u89c1\u2ec5\u6236\u6237\u6238",
    "\u2f08\u4eba\u2ea0\u6c11",
    "\uf900\u8c48\uf901\u66f4\uf90a\u91d1",
    "𫖯𬀩𬭊𬬮𫓶𬱖𫍯𬸘𬟽",
    "𠮷𡈽𩸽㛃䶮龭𠯋",
    "张𬭊（Zhāng）A座3-2室·1号",
    "ＡＢＣ１２３ｱｲｳ",
    "\u00e9 \u00eb \u01d8 \u0144",
    "ⅣⅧ①⑩㈠㎡℃№",
    "<b>&amp;</b> %s =SUM(A1)",
    "〇零𝟘½",
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (paper_reader_lacks ("pdftotext"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_ptr_array_add (lines, (gpointer) names[j]);
        add_line (fixture->paper, names[j], &faces[i]);
      }
  write_paper (fixture->paper, fixture->path);
  text = paper_reader_get_text (fixture->path);
  check_lines_in_order (text, lines);
}

/* The same letter spelled in two code points comes back as that letter. */
static void
test_combining (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "e\u0301 u\u0308\u030c n\u0301", "Z\u030cha\u0304ng" };
  g_autofree char         *text = NULL;
  g_autofree char         *composed = NULL;

  if (paper_reader_lacks ("pdftotext"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      add_line (fixture->paper, names[j], &faces[i]);
  write_paper (fixture->paper, fixture->path);
  text = paper_reader_get_text (fixture->path);
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_utf8_normalize (names[i], -1, G_NORMALIZE_NFC);

      paper_reader_remove_blanks (name);
      g_assert_nonnull (strstr (composed, name));
    }
}

/* ---- where lines end ---- */

/* The words of a line, from left to right; @tops are within a few points of each other. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const PaperWord *one = a, *other = b;

  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  if (ABS (one->bottom - other->bottom) > 4)
    return one->bottom < other->bottom ? -1 : 1;
  return one->left < other->left ? -1 : one->left > other->left;
}

static gboolean
is_end_of_line (const GArray *words, guint i)
{
  const PaperWord *word = &g_array_index (words, PaperWord, i), *next;

  if (i + 1 == words->len)
    return TRUE;
  next = &g_array_index (words, PaperWord, i + 1);
  return next->page != word->page || ABS (next->bottom - word->bottom) > 4;
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  static const char *const parts[] = {
    "《条例》",     "（二〇二〇年）", "、",          "，其中", "。又", "“按期办结”",
    "；",           "买买提·艾尼",    "物业/业委会", "：",     "办结", "！",
    "【2020】3 号", "1,244 件",       "？",          "99.5%"
  };
  static const char begin_no_line[] = "、。，）》；：？！”】·/%";
  static const char end_no_line[] = "（《“【/";
  g_autoptr (GRand) chance = g_rand_new_with_seed (20260729);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) words = NULL;
  gboolean begins = TRUE;
  guint    n_lines = 0;

  if (paper_reader_lacks ("pdftotext"))
    return;
  for (guint i = 0; i < 1500; i++)
    g_string_append (text, parts[g_rand_int_range (chance, 0, G_N_ELEMENTS (parts))]);
  for (ZhihuiWords style = ZHIHUI_WORDS_LEAD; style <= ZHIHUI_WORDS_NOTE; style++)
    zhihui_paper_add_paragraph (fixture->paper, text->str, style);
  write_paper (fixture->paper, fixture->path);

  words = paper_reader_list_words (fixture->path);
  for (guint i = words->len; i > 0; i--)
    if (g_array_index (words, PaperWord, i - 1).text == NULL)
      g_array_remove_index (words, i - 1);
  g_array_sort (words, compare_places);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_array_index (words, PaperWord, i).text;
      const char *last = g_utf8_find_prev_char (word, word + strlen (word));

      if (begins)
        g_assert_null (g_utf8_strchr (begin_no_line, -1, g_utf8_get_char (word)));
      begins = is_end_of_line (words, i);
      if (begins)
        g_assert_null (g_utf8_strchr (end_no_line, -1, g_utf8_get_char (last)));
      n_lines += begins;
    }
  g_assert_cmpuint (n_lines, >, 300);
}

/* ---- size ---- */

/* What the paper takes, by its faces and pages. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = standard_characters_load ();
  g_autofree char *fonts = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf file;
  guint    n_faces, n_pages;

  if (all == NULL || paper_reader_lacks ("pdffonts"))
    return;
  /* 1,500 different characters, more than any bulletin has, in each face, and figures beside them.
   */
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    for (long at = 0; at < 1500; at += PER_LINE / 2)
      {
        g_autofree char *some = g_utf8_substring (all, at, at + PER_LINE / 2);
        g_autofree char *line = g_strdup_printf ("%ld %s %ld/%ld 12.5%%", at, some, at + 7, 3 * at);

        add_line (fixture->paper, line, &faces[i]);
      }
  write_paper (fixture->paper, fixture->path);
  n_pages = zhihui_paper_get_n_pages (fixture->paper);
  g_assert_cmpint (g_stat (fixture->path, &file), ==, 0);
  fonts = paper_reader_run ("pdffonts", fixture->path, NULL);
  lines = g_strsplit (g_strchomp (fonts), "\n", -1);
  n_faces = g_strv_length (lines) - 2;
  g_test_message ("%u faces, %u pages: %.0f kB", n_faces, n_pages, (double) file.st_size / 1000);
  g_assert_cmpint (file.st_size, <=, n_faces * 1200000 + n_pages * 4096);
}

/* ---- characters that no font has ---- */

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiGlyphFinder) finder = zhihui_glyph_finder_new ();
  g_autofree char *told = NULL;

  zhihui_paper_set_glyph_finder (fixture->paper, finder);
  for (guint i = 0; i < 100; i++)
    add_line (fixture->paper, i == 80 ? "张\U00050001村" : "般阳路街道", &faces[0]);
  zhihui_paper_add_paragraph (fixture->paper, "又及：\U00050002。", ZHIHUI_WORDS_BODY);
  write_paper (fixture->paper, fixture->path);
  told = zhihui_glyph_finder_describe (finder);
  g_assert_cmpstr (
    told, ==, "本机字体缺字：\U00050001（U+50001，第 2 页）、\U00050002（U+50002，第 2 页）");

  paper_reader_check_file (fixture->path);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/chinese/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("simplified-faces-are-embedded-as-subsets-in-every-locale", test_faces);
  ADD ("every-standard-character-comes-back-from-every-face", test_standard_characters);
  ADD ("names-come-back-as-they-were-spelled", test_names);
  ADD ("letters-of-two-code-points-come-back", test_combining);
  ADD ("no-line-begins-or-ends-with-a-mark-that-must-not", test_lines);
  ADD ("a-face-takes-no-more-than-its-budget", test_size);
  ADD ("characters-that-no-font-has-are-told-and-the-file-is-written", test_missing);
#undef ADD
  g_test_add_func ("/chinese/child/subprocess/writes-in-all-faces", test_faces_in_child);
  return g_test_run ();
}
