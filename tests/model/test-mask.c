/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mask.h"

#include <string.h>

typedef struct
{
  const char *in, *wall, *desk;
} Case;

static void
names_keep_the_surname_only (void)
{
  const Case cases[] = {
    { "段志强", "段某", "段**" },
    { "司马光", "司马某", "司马*" },
    { "买买提·艾力", "买某", "买*****" },
    { "欧阳", "欧某", "欧*" },
    { "王五", "王某", "王*" },
    { "王", "王某", "王*" },
    { " 李四 ", "李某", "李*" },
    { "", "", "" },
    { "John Smith", "J某", "J*********" },
    { "𠮷田", "𠮷某", "𠮷*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wall = zhihui_mask_name (cases[i].in, ZHIHUI_MASK_WALL);
      g_autofree char *desk = zhihui_mask_name (cases[i].in, ZHIHUI_MASK_DESK);

      g_assert_cmpstr (wall, ==, cases[i].wall);
      g_assert_cmpstr (desk, ==, cases[i].desk);
    }
}

static void
check_texts (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *wall = zhihui_mask_text (cases[i].in, ZHIHUI_MASK_WALL);
      g_autofree char *desk = zhihui_mask_text (cases[i].in, ZHIHUI_MASK_DESK);

      g_assert_cmpstr (wall, ==, cases[i].wall);
      g_assert_cmpstr (desk, ==, cases[i].desk);
    }
}

static void
numbers_of_persons_are_hidden (void)
{
  const Case cases[] = {
    { "电话13812345678,身份证11010519491231002X",
      "电话[电话],身份证[证件号]",
      "电话138****5678,身份证110**************X" },
    { "车鲁C12345和鲁CD12345、鲁C·8A9B1",
      "车[车牌]和[车牌]、[车牌]",
      "车鲁C·***45和鲁C·***45、鲁C·***B1" },
    { "老证110105491231002", "老证[证件号]", "老证110***********2" },
    { "座机0533-5181234", "座机[电话]", "座机0533*****234" },
    { "138-1234-5678 或 138 1234 5678", "[电话] 或 [电话]", "138******5678 或 138******5678" },
    { "１３８１２３４５６７８", "[电话]", "１３８****５６７８" },
    { "卡6222021234567890128", "卡[银行卡]", "卡6222***********0128" },
    { "信zhang.san@example.com", "信[邮箱]", "信z***@example.com" },
    { "微信号:zs_12345", "微信号:[账号]", "微信号:[账号]" },
    { "幸福小区12号楼3单元501室漏水", "幸福小区[门牌]漏水", "幸福小区[门牌]漏水" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

static void
other_numbers_stay (void)
{
  const char *const texts[] = {
    "工单号370302202607280001234",
    "7月29号停水，50户受影响",
    "落实一号文件",
    "地铁1号线",
    "拨打12345热线",
    "金额1234567元",
    "订单6222021234567890123", /* wrong check digit */
    "2026年7月29日14:05",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const Case one = { texts[i], texts[i], texts[i] };

      check_texts (&one, 1);
    }
}

static void
hostile_text_comes_back_valid (void)
{
  g_autofree char  *digits = g_strnfill (200000, '1');
  g_autofree char  *letters = g_strnfill (200000, 'a');
  const char *const texts[] = { "\xff\xfe 13812345678", digits, letters, "@@@@@@@@", "****" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *wall = zhihui_mask_text (texts[i], ZHIHUI_MASK_WALL);
      g_autofree char *name = zhihui_mask_name (texts[i], ZHIHUI_MASK_DESK);

      g_assert_true (g_utf8_validate (wall, -1, NULL));
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_null (strstr (wall, "13812345678"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/names-keep-the-surname-only", names_keep_the_surname_only);
  g_test_add_func ("/mask/numbers-of-persons-are-hidden", numbers_of_persons_are_hidden);
  g_test_add_func ("/mask/other-numbers-stay", other_numbers_stay);
  g_test_add_func ("/mask/hostile-text-comes-back-valid", hostile_text_comes_back_valid);
  return g_test_run ();
}
