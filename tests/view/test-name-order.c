/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in-english.h"
#include "zhihui-language.h"
#include "zhihui-name-order.h"

/* The thirteen towns of 淄川区, and names that are none of ours, as a dictionary of pinyin has
 * them: ban, hong, jiang, kun, ling, long, luo, qu ×2, shuang, song, tai, xi, zhai, zhong. By code
 * points 双 would be fourth and 龙 last. */
static const char *const by_sound[] = {
  "般阳路街道", "洪山镇", "将军路街道", "昆仑镇", "岭子镇", "龙泉镇", "罗村镇",  "区档案馆",
  "区民政局",   "双杨镇", "松龄路街道", "太河镇", "西河镇", "寨里镇", "钟楼街道"
};
static const char *const latin[] = { "12345", "Hotline", "hotline two", "WeChat" };

static void
assert_before (const ZhihuiNameOrder *order, const char *one, const char *other)
{
  g_autofree char *key = zhihui_name_order_dup_key (order, one);
  g_autofree char *other_key = zhihui_name_order_dup_key (order, other);

  if (zhihui_name_order_compare (order, one, other) >= 0 ||
      zhihui_name_order_compare (order, other, one) <= 0)
    g_error ("'%s' is not before '%s'", one, other);
  if (g_strcmp0 (key, other_key) >= 0)
    g_error ("the key of '%s' is not before that of '%s'", one, other);
}

static void
assert_chain (const ZhihuiNameOrder *order, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      assert_before (order, names[i], names[j]);
}

static void
test_pinyin (void)
{
  g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();

  assert_chain (order, by_sound, G_N_ELEMENTS (by_sound));
  assert_chain (order, latin, G_N_ELEMENTS (latin));
  for (guint i = 0; i < G_N_ELEMENTS (by_sound); i++)
    for (guint j = 1; j < G_N_ELEMENTS (latin); j++)
      assert_before (order, by_sound[i], latin[j]);
}

static void
order_in_english (gconstpointer data)
{
  g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();

  assert_chain (order, by_sound, G_N_ELEMENTS (by_sound));
  for (guint i = 0; i < G_N_ELEMENTS (by_sound); i++)
    for (guint j = 0; j < G_N_ELEMENTS (latin); j++)
      assert_before (order, latin[j], by_sound[i]);
}

static void
test_english (void)
{
  in_english (order_in_english, NULL);
}

/* Equal is only what is the same: a list must not swap two units at each poll. */
static void
test_equal (void)
{
  g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();

  g_assert_cmpint (zhihui_name_order_compare (order, "区教育局", "区教育局"), ==, 0);
  g_assert_cmpint (zhihui_name_order_compare (order, "a\xcc\x88", "\xc3\xa4"), !=, 0);
}

static void
test_hostile (void)
{
  g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();
  g_autofree char *long_name = g_strnfill (100000, 'a');
  g_autofree char *long_key = zhihui_name_order_dup_key (order, long_name);
  g_autofree char *broken_key = zhihui_name_order_dup_key (order, "\xff\xfe区");

  g_assert_cmpstr (broken_key, !=, "");
  g_assert_cmpstr (long_key, !=, "");
  g_assert_cmpint (zhihui_name_order_compare (order, "\xff", "区"), !=, 0);
  assert_before (order, "", "区");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-order/names-stand-by-pinyin-in-a-locale-that-knows-none", test_pinyin);
  g_test_add_func ("/name-order/in-english-latin-letters-come-first", test_english);
  g_test_add_func ("/name-order/only-the-same-name-is-equal", test_equal);
  g_test_add_func ("/name-order/what-is-no-name-has-its-place-as-well", test_hostile);
  return g_test_run ();
}
