/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tile-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-tile-picture.h"

GBytes *
make_png (const char *mark)
{
  g_autoptr (GBytes) plain = zhihui_tile_picture_new_transparent ();
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (plain, NULL), (guint) g_bytes_get_size (plain));
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) strlen (mark));
  return g_byte_array_free_to_bytes (bytes);
}

/* 256 × 256, red, by cwebp -lossless. */
GBytes *
make_webp (void)
{
  static const guint8 file[] = { 0x52, 0x49, 0x46, 0x46, 0x24, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42,
                                 0x50, 0x56, 0x50, 0x38, 0x4c, 0x17, 0x00, 0x00, 0x00, 0x2f, 0xff,
                                 0xc0, 0x3f, 0x00, 0x07, 0x10, 0xfd, 0x8f, 0xfe, 0x07, 0x00, 0x14,
                                 0xe9, 0xff, 0x7f, 0x8a, 0xe8, 0x7f, 0xea, 0x7f, 0xff, 0x01, 0x00 };

  return g_bytes_new_static (file, sizeof file);
}

void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

GBytes *
load_tile (ZhihuiTileProvider *tiles, guint z, guint x, guint y, GError **error)
{
  const ZhihuiTilePlace place = { z, x, y };
  g_autoptr (GAsyncResult) result = NULL;

  zhihui_tile_provider_load_async (tiles, &place, NULL, keep_result_cb, &result);
  await_result (&result);
  return zhihui_tile_provider_load_finish (tiles, result, error);
}

void
assert_tile (ZhihuiTileProvider *tiles, guint z, guint x, guint y, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load_tile (tiles, z, x, y, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_assert_true (g_bytes_equal (bytes, expected));
}

void
assert_none (ZhihuiTileProvider *tiles, guint z, guint x, guint y)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_tile (tiles, z, x, y, &error));
  g_assert_no_error (error);
}

void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

char *
make_tree (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("zhihui-tiles-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}
