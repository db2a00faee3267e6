/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-renderer.h"

#include <glib/gstdio.h>

static void
expect (const char *device, const char *told, const char *renderer, const char *debug)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("zhihui-renderer-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, device, NULL);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_unsetenv ("GDK_DEBUG");
  g_unsetenv ("GSK_RENDERER");
  if (told != NULL)
    g_setenv ("GSK_RENDERER", told, TRUE);
  zhihui_renderer_choose (folder);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, renderer);
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, debug);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_gpu (void)
{
  expect ("renderD128", NULL, NULL, NULL);
  expect ("renderD128", "gl", "gl", NULL);
}

static void
test_no_gpu (void)
{
  expect ("card0", NULL, "cairo", "gl-disable");
  expect ("card0", "cairo", "cairo", "gl-disable");
}

static void
test_told (void)
{
  expect ("card0", "gl", "gl", NULL);
}

static void
test_no_folder (void)
{
  g_unsetenv ("GSK_RENDERER");
  zhihui_renderer_choose ("/nonexistent/devices");
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/renderer/a-gpu-is-left-to-gtk", test_gpu);
  g_test_add_func ("/renderer/without-a-gpu-no-gl-is-loaded", test_no_gpu);
  g_test_add_func ("/renderer/what-the-environment-says-holds", test_told);
  g_test_add_func ("/renderer/a-machine-without-devices-has-no-gpu", test_no_folder);
  return g_test_run ();
}
