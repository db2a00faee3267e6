/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-report.h"

/* What must not be printed where, and what may. */

#define MARK (1u << ZHIHUI_PLACE_MARK)
#define HEAD (1u << ZHIHUI_PLACE_HEAD)
#define PROSE (1u << ZHIHUI_PLACE_PROSE)
#define EVERYWHERE (MARK | HEAD | PROSE)

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    guint       refused;
  } cases[] = {
    { "机密", EVERYWHERE },
    { "绝密", EVERYWHERE },
    { "秘密", EVERYWHERE },
    { "机密★1年", EVERYWHERE },
    { "机密件办理通报", EVERYWHERE },
    { "机 密", EVERYWHERE },
    { "机　密", EVERYWHERE },
    { "机\xe2\x80\x8b密", EVERYWHERE }, /* U+200B */
    { "机\xe2\x80\xae密", EVERYWHERE }, /* U+202E */
    { "机\xef\xb8\x80密", EVERYWHERE }, /* U+FE00 */
    { "秘\xc2\xad密", EVERYWHERE },     /* U+00AD */
    { "絕密", EVERYWHERE },
    { "絶密", EVERYWHERE },
    { "機密", EVERYWHERE },
    { "祕密", EVERYWHERE },
    { "机\n密", EVERYWHERE },
    { "\xe2\xbc\xa6", 0 }, /* U+2F26: 子 as a radical */
    { "国家秘密", MARK | HEAD },
    { "本通报不含国家秘密、工作秘密。", MARK | HEAD },
    { "本通报不含国家秘密，密级：秘密", EVERYWHERE },
    { "商业秘密投诉办理通报", MARK },
    { "国家保密局", 0 },
    { "保密工作通报", 0 },
    { "内部资料 注意保存", 0 },
    { "机关密切联系群众", 0 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint place = ZHIHUI_PLACE_MARK; place <= ZHIHUI_PLACE_PROSE; place++)
      {
        g_autoptr (GError) error = NULL;
        gboolean is_good = zhihui_report_check_secrecy (cases[i].text, place, &error);

        g_test_message ("“%s”, place %u", cases[i].text, place);
        g_assert_cmpint (is_good, ==, (cases[i].refused & (1u << place)) == 0);
        if (!is_good)
          g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      }
}

static void
test_fields (void)
{
  const ZhihuiReportRequest cases[] = {
    { .title = "机密件办理" }, { .issuer = "秘密工作组" }, { .number = "机密〔2026〕1 号" },
    { .marking = "机　密" },   { .watermark = "絕密" },
  };
  const ZhihuiReportRequest good = { .title = "保密工作通报",
                                     .issuer = "国家保密局",
                                     .number = "〔2026〕1 号",
                                     .marking = "内部资料",
                                     .watermark = "办公室" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (zhihui_report_check_heads (&cases[i], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_clear_error (&error);
    }
  zhihui_report_check_heads (&good, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secrecy/marks-are-refused-however-they-are-written", test_words);
  g_test_add_func ("/secrecy/every-field-is-looked-at", test_fields);
  return g_test_run ();
}
