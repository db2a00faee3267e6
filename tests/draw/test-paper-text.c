/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-language.h"
#include "zhihui-picture.h"
#include "zhihui-theme.h"

/* Text as it is laid out on paper. */

static const ZhihuiFont sans = { .face = ZHIHUI_FACE_SANS, .size = 10, .weight = 400 };
static const ZhihuiFont serif = { .face = ZHIHUI_FACE_SERIF, .size = 10, .weight = 400 };

static void
test_safe (void)
{
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (paper, 200, 100);
  const char  *text = "甲\u202e乙\n丙\xff";
  PangoLayout *layout = zhihui_theme_get_layout (paper, text, &sans, 0);

  g_assert_cmpstr (pango_layout_get_text (layout), ==, "甲 乙 丙\ufffd");
  g_assert_true (zhihui_theme_get_layout (paper, text, &sans, 0) == layout);

  zhihui_picture_add_text (
    picture, "name", text, &sans, (ZhihuiRgba){ 0 }, 0, 20, ZHIHUI_ALIGN_LEFT, 0);
  g_assert_cmpstr (zhihui_picture_find (picture, "name")->text, ==, "甲 乙 丙\ufffd");
}

static int
get_x (PangoLayout *layout, const char *word)
{
  const char    *text = pango_layout_get_text (layout);
  const char    *at = strstr (text, word);
  PangoRectangle place;

  g_assert_nonnull (at);
  pango_layout_index_to_pos (layout, (int) (at - text), &place);
  return MIN (place.x, place.x + place.width);
}

/* What stands beside words that run to the left stands where it was written. */
static void
test_neighbours (void)
{
  static const char *const texts[] = { "甲 שלום 3/10、乙 مكتب 5/6。",
                                       "甲\u202eשלום\u200f 3/10、乙"
                                       "\u2067مكتب 5/6。" };
  static const char *const order[] = {
    "甲", "ם", "ש", "3", "/10", "、", "乙", "ب", "م", "5", "。"
  };
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PangoLayout *layout = zhihui_theme_get_layout (paper, texts[i], &serif, 0);

      for (guint j = 0; j + 1 < G_N_ELEMENTS (order); j++)
        g_assert_cmpint (get_x (layout, order[j]), <, get_x (layout, order[j + 1]));
    }
}

/* ---- where lines end ---- */

/* GB/T 15834-2011, 5.1.1 to 5.1.10. */
static const char *const begin_no_line[] = { "。", "，", "、", "；", "：", "？", "！", "）", "》",
                                             "〉", "”",  "’",  "」", "』", "】", "〕", "·",  "～",
                                             "－", "–",  "/",  "／", "…",  "％", "%",  NULL };
static const char *const end_no_line[] = { "（", "《", "〈", "“", "‘",  "「",
                                           "『", "【", "〔", "/", "／", NULL };

static gboolean
begins_with_one_of (const char *text, const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (text, marks[i]))
      return TRUE;
  return FALSE;
}

static void
check_line (const PangoLayoutLine *line)
{
  const char      *text = pango_layout_get_text (line->layout);
  g_autofree char *words = g_strndup (text + line->start_index, (gsize) line->length);
  const char      *last;

  g_strchomp (words);
  g_assert_cmpstr (words, !=, "");
  last = g_utf8_find_prev_char (words, words + strlen (words));
  g_test_message ("%s", words);
  g_assert_false (begins_with_one_of (words, begin_no_line));
  g_assert_false (begins_with_one_of (last, end_no_line));
  /* A dash of two, and dots. */
  g_assert_false (g_str_has_prefix (words, "—") && !g_str_has_prefix (words, "——"));
  g_assert_false (g_str_has_suffix (words, "…") && !g_str_has_suffix (words, "……"));
}

static guint
check_lines (const ZhihuiTheme *paper, const char *text, const ZhihuiFont *font, double width)
{
  g_autoptr (PangoLayout) layout =
    pango_layout_copy (zhihui_theme_get_layout (paper, text, font, 0));

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    {
      PangoRectangle logical;

      check_line (line->data);
      pango_layout_line_get_extents (line->data, NULL, &logical);
      g_assert_cmpint (logical.width, <=, (int) (width * PANGO_SCALE));
    }
  return (guint) pango_layout_get_line_count (layout);
}

/* Each width ends the lines elsewhere, so that each mark comes to both ends. */
static void
test_lines (void)
{
  static const char text[] =
    "按照《信访工作条例》（二〇二二年）第三十四条，“申诉求决”类事项应自受理之日起60日内办结；"
    "欧阳·买买提、迪丽热巴·艾尼（女）等12人反映：物业/业委会／居委会互相推诿！何时解决？——"
    "答复见附件【甲】〔2020〕3号……2020—2024年、5～7月、8－9月及10–11月共办3/10件，"
    "满意率99.5%、参评率80％。「转办」『督办』‘回访’三项。";
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  guint n_lines = 0;

  for (double width = 75; width < 330; width += 1.7)
    {
      n_lines += check_lines (paper, text, &serif, width);
      n_lines += check_lines (paper, text, &sans, width);
    }
  g_assert_cmpuint (n_lines, >, 3000);
}

/* Nothing is kept together so far that a line would not hold it. */
static void
test_endless_marks (void)
{
  static const char *const parts[] = { "/", "一/", "一·", "～", "一—二／", "(/" };
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (PangoLayout) layout = NULL;

      while (text->len < 3000)
        g_string_append (text, parts[i]);
      layout = pango_layout_copy (zhihui_theme_get_layout (paper, text->str, &sans, 0));
      pango_layout_set_width (layout, 70 * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
        {
          PangoRectangle logical;

          pango_layout_line_get_extents (line->data, NULL, &logical);
          g_assert_cmpint (logical.width, <=, 70 * PANGO_SCALE);
        }
    }
}

/* ---- characters that no font has ---- */

/* Planes 5 and 16 have no characters; blanks, joiners and selectors need no glyph. */
static void
test_missing (void)
{
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiGlyphFinder) finder = zhihui_glyph_finder_new ();
  g_autofree char *none = NULL, *told = NULL;

  zhihui_theme_get_layout (paper, "\U00051234", &sans, 0);
  zhihui_theme_set_glyph_finder (paper, finder);
  zhihui_theme_get_layout (
    paper, "松龄路街道 Ab 12%\u3000\u2003\u00a0\u200b\u200d\ufe0f\U000e0100\u00ad", &serif, 0);
  g_assert_cmpuint (zhihui_glyph_finder_get_n (finder), ==, 0);
  none = zhihui_glyph_finder_describe (finder);
  g_assert_null (none);

  zhihui_theme_get_layout (paper, "张\U00050000村\U0010fffd", &sans, 0);
  zhihui_glyph_finder_set_page (finder, 2);
  zhihui_theme_get_layout (paper, "张\U00050000村", &serif, 0);
  zhihui_theme_get_layout (paper, "\U00050000\U0004fffd", &sans, 0);
  zhihui_glyph_finder_set_page (finder, 3);
  /* known, and laid out before: it is on this page, too, but not first */
  zhihui_theme_get_layout (paper, "\U00050000\U0004fffd", &sans, 0);
  zhihui_theme_get_layout (paper, "\U00051234", &sans, 0);

  g_assert_cmpuint (zhihui_glyph_finder_get_n (finder), ==, 4);
  told = zhihui_glyph_finder_describe (finder);
  g_assert_cmpstr (told,
                   ==,
                   "本机字体缺字：\U0004fffd（U+4FFFD，第 2 页）、\U00050000（U+50000，第 2 页）、"
                   "\U00051234（U+51234，第 3 页）、\U0010fffd（U+10FFFD）");
}

/* A paper in a script that no font has is told of in one line. */
static void
test_many_missing (void)
{
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autoptr (ZhihuiGlyphFinder) finder = zhihui_glyph_finder_new ();
  g_autofree char *told = NULL;

  zhihui_theme_set_glyph_finder (paper, finder);
  for (gunichar c = 0x50fff; c > 0x50f00; c -= 5)
    {
      char letter[7] = { 0 };

      g_unichar_to_utf8 (c, letter);
      zhihui_theme_get_layout (paper, letter, &sans, 0);
    }
  g_assert_cmpuint (zhihui_glyph_finder_get_n (finder), ==, 51);
  for (guint i = 1; i < 51; i++)
    g_assert_cmpuint (zhihui_glyph_finder_get (finder, i - 1)->character + 5,
                      ==,
                      zhihui_glyph_finder_get (finder, i)->character);
  told = zhihui_glyph_finder_describe (finder);
  g_assert_true (g_str_has_suffix (told, "，另有 39 字"));
}

/* An apostrophe in English is narrow; a quotation mark in Chinese has the place of a character. */
static void
test_quotes (void)
{
  g_autoptr (ZhihuiTheme) paper = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  double letters = zhihui_theme_measure (paper, "Councils", &serif);
  double council = zhihui_theme_measure (paper, "Council’s", &serif);
  double file = zhihui_theme_measure (paper, "文件甲", &serif);
  double quoted = zhihui_theme_measure (paper, "“文件甲”", &serif);

  g_assert_cmpfloat (council - letters, >, 0.5);
  g_assert_cmpfloat (council - letters, <, 0.4 * serif.size);
  g_assert_cmpfloat_with_epsilon (quoted - file, 2 * serif.size, 0.1);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-text/what-harms-its-neighbours-is-not-laid-out", test_safe);
  g_test_add_func ("/paper-text/beside-words-from-right-to-left-all-stays-in-place",
                   test_neighbours);
  g_test_add_func ("/paper-text/lines-begin-and-end-as-chinese-does", test_lines);
  g_test_add_func ("/paper-text/quotes-are-as-wide-as-their-language-has-them", test_quotes);
  g_test_add_func ("/paper-text/rows-of-marks-without-end-are-wrapped", test_endless_marks);
  g_test_add_func ("/paper-text/characters-without-a-glyph-are-told-with-their-page", test_missing);
  g_test_add_func ("/paper-text/of-many-missing-characters-the-first-are-told", test_many_missing);
  return g_test_run ();
}
