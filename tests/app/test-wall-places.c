/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "zhihui-wall-places.h"

#include "program-run.h"
#include "zhihui-language.h"
#include "zhihui-settings-store.h"

#include <gio/gsettingsbackend.h>

#include <string.h>

#define TOKEN "a77e-right-token"

static void
test_places (void)
{
  g_autofree char *folder = program_make_folder ();
  g_autofree char *token = g_build_filename (folder, "token", NULL);
  g_autofree char *open = g_build_filename (folder, "open", NULL);
  const struct
  {
    const char *name, *host, *token, *ca, *said;
  } cases[] = {
    { "", "h", token, NULL, "名称：未填写" },
    { "大厅", "h", token, NULL, "名称：已有同名大屏" },
    { "a", "", token, NULL, "地址：未填写" },
    { "a", "h:nine", token, NULL, "地址：" },
    { "a", "h", "", NULL, "令牌文件：未填写" },
    { "a", "h", "/nowhere/token", NULL, "/nowhere/token" },
    { "a", "h", open, NULL, open },
    { "a", "h", token, "/nowhere/ca", "签发机构证书文件" },
  };
  const ZhihuiRemotePlace right = { "wall.example.cn:8461", token, NULL };
  g_autoptr (ZhihuiWallPlaces) places = zhihui_wall_places_new (NULL);
  ZhihuiRemotePlace kept;

  g_assert_true (
    g_file_set_contents_full (token, TOKEN, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_true (
    g_file_set_contents_full (open, TOKEN, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, NULL));
  g_assert_true (zhihui_wall_places_add (places, "大厅", &right, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiRemotePlace wrong = { cases[i].host, cases[i].token, cases[i].ca };
      g_autoptr (GError) error = NULL;

      g_assert_false (zhihui_wall_places_add (places, cases[i].name, &wrong, &error));
      g_assert_nonnull (strstr (error->message, cases[i].said));
      g_assert_null (strstr (error->message, TOKEN));
    }
  g_assert_cmpuint (zhihui_wall_places_get_n (places), ==, 1);
  g_assert_cmpstr (zhihui_wall_places_get (places, 0, &kept), ==, "大厅");
  g_assert_cmpstr (kept.host, ==, right.host);
  g_assert_null (kept.ca_file);
  program_remove_folder (folder);
}

/* Each window of the desk has its own. */
static void
test_windows (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autofree char        *folder = program_make_folder ();
  g_autofree char        *token = g_build_filename (folder, "token", NULL);
  const ZhihuiRemotePlace place = { "wall.example.cn:8461", token, NULL };
  g_autoptr (ZhihuiWallPlaces) one = zhihui_wall_places_new (store);
  g_autoptr (ZhihuiWallPlaces) other = zhihui_wall_places_new (store);
  g_autoptr (ZhihuiWallPlaces) last = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiRemotePlace kept;

  g_assert_true (
    g_file_set_contents_full (token, TOKEN, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_true (zhihui_wall_places_add (one, "a", &place, NULL));
  g_assert_true (zhihui_wall_places_add (other, "b", &place, NULL));
  g_assert_true (zhihui_wall_places_add (one, "c", &place, NULL));
  g_assert_false (zhihui_wall_places_add (other, "c", &place, &error));
  zhihui_wall_places_remove (one, 1); /* b */
  last = zhihui_wall_places_new (store);
  g_assert_cmpuint (zhihui_wall_places_get_n (last), ==, 2);
  g_assert_cmpstr (zhihui_wall_places_get (last, 0, &kept), ==, "a");
  g_assert_cmpstr (zhihui_wall_places_get (last, 1, &kept), ==, "c");
  program_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-places/what-cannot-be-a-wall-is-refused-by-its-field", test_places);
  g_test_add_func ("/wall-places/no-window-takes-away-what-another-kept", test_windows);

  return g_test_run ();
}
