/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-index.h"

typedef struct
{
  ZhihuiRegionIndex *index;
  GMainLoop         *loop;
} Fixture;

static const char *const rows[][3] = {
  { "320583100", "玉山镇", "320583" }, { "320583", "昆山市", "320500" },
  { "320500", "苏州市", "320000" },    { "320000", "江苏省", "" },
  { "320300", "徐州市", "320000" },    { "320312", "铜山区", "320300" },
  { "371722", "单县", "320000" },      { "320509", "吴江区", "320500" },
};

static void
add (Fixture *self, const char *const row[3])
{
  g_autoptr (ZhihuiRegions) regions = zhihui_regions_new ();
  ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

  region->code = g_strdup (row[0]);
  region->name = g_strdup (row[1]);
  region->parent = g_strdup (row[2]);
  g_ptr_array_add (regions->items, region);
  zhihui_region_index_add (self->index, regions, "320000");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->index = zhihui_region_index_new ();
  self->loop = g_main_loop_new (NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (self, rows[i]);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_main_loop_unref (self->loop);
  g_object_unref (self->index); /* the worker may let go of it a moment later */
}

static void
spelled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (zhihui_region_index_spell_finish (self->index, result, NULL));
  g_main_loop_quit (self->loop);
}

static void
spell (Fixture *self)
{
  zhihui_region_index_spell_async (self->index, NULL, spelled_cb, self);
  g_main_loop_run (self->loop);
}

static void
assert_found (Fixture *self, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) found = zhihui_region_index_search (self->index, text, 4);
  g_autoptr (GString) ways = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *way = zhihui_region_path_format (found->pdata[i], NULL);

      g_string_append_printf (ways, "%s%s", i > 0 ? "; " : "", way);
    }
  g_assert_cmpstr (ways->str, ==, expected);
}

static void
regions_are_found_by_name_and_code (Fixture *self, gconstpointer data)
{
  assert_found (self, "昆山", "苏州市 › 昆山市");
  assert_found (self, "  昆山市 ", "苏州市 › 昆山市");
  /* What begins so before what holds it, the larger first. */
  assert_found (self, "山", "徐州市 › 铜山区; 苏州市 › 昆山市; 苏州市 › 昆山市 › 玉山镇");
  assert_found (self, "320583", "苏州市 › 昆山市; 苏州市 › 昆山市 › 玉山镇");
  assert_found (self, "32058", "苏州市 › 昆山市; 苏州市 › 昆山市 › 玉山镇");
  assert_found (self, "", "");
  assert_found (self, "   ", "");
  assert_found (self, "没有", "");
  /* The whole is no part of itself. */
  assert_found (self, "江苏", "");
  /* It is no pattern and no markup. */
  assert_found (self, "%", "");
  assert_found (self, "<b>", "");
}

static void
regions_are_found_by_sound (Fixture *self, gconstpointer data)
{
  assert_found (self, "kss", "");
  spell (self);
  assert_found (self, "kss", "苏州市 › 昆山市");
  assert_found (self, "KSS", "苏州市 › 昆山市");
  assert_found (self, "sz", "苏州市");
  assert_found (self, "suzhou", "苏州市");
  /* Alone the sign is read "dan". */
  assert_found (self, "shanxian", "单县");
  assert_found (self, "zz", "");
}

static void
what_is_told_later_is_found_too (Fixture *self, gconstpointer data)
{
  static const char *const renamed[] = { "320509", "吴江市", "320500" };
  static const char *const later[] = { "320505", "虎丘区", "320500" };

  spell (self);
  add (self, renamed);
  add (self, later);
  assert_found (self, "吴江", "苏州市 › 吴江市");
  assert_found (self, "hqq", "");
  spell (self);
  assert_found (self, "hqq", "苏州市 › 虎丘区");
  assert_found (self, "wjs", "苏州市 › 吴江市");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/region-index/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("regions-are-found-by-name-and-code", regions_are_found_by_name_and_code);
  ADD ("regions-are-found-by-the-sound-of-their-names", regions_are_found_by_sound);
  ADD ("what-is-told-later-is-found-too", what_is_told_later_is_found_too);
#undef ADD

  return g_test_run ();
}
