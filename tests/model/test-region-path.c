/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-path.h"

#include "zhihui-situation.h"

static void
path_leads_down_and_back (void)
{
  g_autoptr (ZhihuiRegionPath) city = zhihui_region_path_new (NULL, "320500", "苏州市");
  g_autoptr (ZhihuiRegionPath) county = zhihui_region_path_new (city, "320583", "昆山市");
  g_autofree char *text = zhihui_region_path_format (county, "江苏省");
  g_autofree char *short_text = zhihui_region_path_format (county, NULL);
  g_autofree char *whole = zhihui_region_path_format (NULL, "江苏省");

  g_assert_cmpstr (text, ==, "江苏省 › 苏州市 › 昆山市");
  g_assert_cmpstr (short_text, ==, "苏州市 › 昆山市");
  g_assert_cmpstr (whole, ==, "江苏省");
  g_assert_cmpuint (zhihui_region_path_get_depth (county), ==, 2);
  g_assert_cmpuint (zhihui_region_path_get_depth (NULL), ==, 0);
  g_assert_true (zhihui_region_path_get_parent (county) == city);
  g_assert_null (zhihui_region_path_get_parent (city));
  g_assert_null (zhihui_region_path_get_parent (NULL));
  g_assert_true (zhihui_region_path_get_ancestor (county, 1) == city);
  g_assert_true (zhihui_region_path_get_ancestor (county, 5) == county);
  g_assert_null (zhihui_region_path_get_ancestor (county, 0));
  g_assert_null (zhihui_region_path_get_code (NULL));
}

static void
paths_are_equal_by_their_steps (void)
{
  g_autoptr (ZhihuiRegionPath) city = zhihui_region_path_new (NULL, "320500", "苏州市");
  g_autoptr (ZhihuiRegionPath) same_city = zhihui_region_path_new (NULL, "320500", "苏州市");
  g_autoptr (ZhihuiRegionPath) renamed = zhihui_region_path_new (NULL, "320500", "吴郡");
  g_autoptr (ZhihuiRegionPath) county = zhihui_region_path_new (city, "320583", "昆山市");
  g_autoptr (ZhihuiRegionPath) same = zhihui_region_path_new (same_city, "320583", "昆山市");
  g_autoptr (ZhihuiRegionPath) alone = zhihui_region_path_new (NULL, "320583", "昆山市");

  g_assert_true (zhihui_region_path_equal (county, same));
  g_assert_true (zhihui_region_path_equal (NULL, NULL));
  g_assert_false (zhihui_region_path_equal (county, alone));
  g_assert_false (zhihui_region_path_equal (alone, county));
  g_assert_false (zhihui_region_path_equal (city, county));
  g_assert_false (zhihui_region_path_equal (city, NULL));
  g_assert_false (zhihui_region_path_equal (city, renamed));
}

static ZhihuiRegions *
make_regions (const char *const (*rows)[2], guint n_rows)
{
  ZhihuiRegions *regions = zhihui_regions_new ();

  for (guint i = 0; i < n_rows; i++)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = g_strdup (rows[i][0]);
      region->name = g_strdup (rows[i][0]);
      region->parent = g_strdup (rows[i][1]);
      g_ptr_array_add (regions->items, region);
    }
  return regions;
}

static void
assert_parts (ZhihuiRegions *regions, const char *code, const char *expected)
{
  g_autoptr (GPtrArray) parts = zhihui_regions_list_parts (regions, code);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s ", ((ZhihuiRegion *) parts->pdata[i])->code);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
parts_are_one_step_below (void)
{
  const char *const deep[][2] = {
    { "320583", "320500" }, { "320500", "320000" },    { "320100", "320000" },
    { "320505", "320500" }, { "320583100", "320583" },
  };
  const char *const flat[][2] = { { "370302105", "" },
                                  { "370302104", "" },
                                  { "370302104201", "" } };
  g_autoptr (ZhihuiRegions) told = make_regions (deep, G_N_ELEMENTS (deep));
  g_autoptr (ZhihuiRegions) untold = make_regions (flat, G_N_ELEMENTS (flat));
  g_autoptr (ZhihuiRegions) none = zhihui_regions_new ();

  assert_parts (told, "320000", "320100 320500 ");
  assert_parts (told, "32", "320100 320500 ");
  assert_parts (told, "320500", "320505 320583 ");
  assert_parts (told, "320583", "320583100 ");
  assert_parts (told, "320583100", "");
  assert_parts (untold, "370302", "370302104 370302105 ");
  assert_parts (none, "370302", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-path/it-leads-down-and-back", path_leads_down_and_back);
  g_test_add_func ("/region-path/paths-are-equal-by-their-steps", paths_are_equal_by_their_steps);
  g_test_add_func ("/region-path/parts-are-one-step-below", parts_are_one_step_below);

  return g_test_run ();
}
