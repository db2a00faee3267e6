/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-bridge.h"

#include <string.h>

#include "fake-tiles.h"
#include "loop-run.h"
#include "zhihui-tile-picture.h"
#include "zhihui-view.h"

#define SIDE 400

/* ---- the map ---- */

typedef struct
{
  GtkWidget        *window;
  ShumateMap       *map;
  FakeTiles        *provider; /* owned */
  ZhihuiTileBridge *bridge;   /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->provider = fake_tiles_new ();
  fixture->window = gtk_window_new ();
  fixture->map = shumate_map_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), SIDE, SIDE);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->map));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  zhihui_tile_bridge_close (fixture->bridge);
  g_object_unref (fixture->bridge);
  g_object_unref (fixture->provider);
}

static void
show (Fixture *fixture)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  g_autoptr (ZhihuiTileBridge) none = zhihui_tile_bridge_new (NULL);
  g_autoptr (ShumateMapSource) plain = zhihui_tile_bridge_make_source (none);
  g_autoptr (ShumateMapSource) source = NULL;

  fixture->bridge = zhihui_tile_bridge_new (ZHIHUI_TILE_PROVIDER (fixture->provider));
  zhihui_tile_bridge_set_retry (fixture->bridge, 5);
  source = zhihui_tile_bridge_make_source (fixture->bridge);
  shumate_viewport_set_reference_map_source (viewport, plain);
  shumate_viewport_set_zoom_level (viewport, 6);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 36.6, 117.9);
  shumate_map_add_layer (fixture->map, SHUMATE_LAYER (shumate_map_layer_new (source, viewport)));
  gtk_widget_show (fixture->window);
}

static guint
count_red_pixels (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->map));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autofree guint32 *pixels = g_new0 (guint32, SIDE * SIDE);
  cairo_surface_t    *surface;
  cairo_t            *cr;
  guint               n = 0;

  gdk_paintable_snapshot (paintable, snapshot, SIDE, SIDE);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return 0;

  surface = cairo_image_surface_create_for_data (
    (guint8 *) pixels, CAIRO_FORMAT_RGB24, SIDE, SIDE, SIDE * 4);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  for (int i = 0; i < SIDE * SIDE; i++)
    n += (pixels[i] & 0xffffff) == 0xff0000;
  return n;
}

static void
await (Fixture *fixture, gboolean (*is_true) (Fixture *fixture))
{
  loop_run_until ((gboolean (*) (gpointer)) is_true, fixture);
}

static gboolean
is_all_red (Fixture *fixture)
{
  return count_red_pixels (fixture) >= (SIDE - 2) * (SIDE - 2); /* tiles have seams */
}

static gboolean
is_asked (Fixture *fixture)
{
  return fixture->provider->n_asked >= 9;
}

static void
test_a_picture_that_was_loaded_is_seen (Fixture *fixture, gconstpointer user_data)
{
  show (fixture);
  await (fixture, is_all_red);
  g_assert_false (zhihui_tile_bridge_is_failing (fixture->bridge));
}

static void
test_what_failed_is_asked_for_until_it_is_there (Fixture *fixture, gconstpointer user_data)
{
  fixture->provider->n_failures = 3;
  show (fixture);
  await (fixture, is_all_red);
  g_assert_false (zhihui_tile_bridge_is_failing (fixture->bridge));
  g_assert_cmpuint (fixture->provider->n_asked, >=, 4 * 4);
}

static gboolean
is_failing (Fixture *fixture)
{
  return zhihui_tile_bridge_is_failing (fixture->bridge);
}

static gboolean
has_ended_all (Fixture *fixture)
{
  return zhihui_tile_bridge_get_n_open (fixture->bridge) == 0;
}

static void
test_nobody_is_asked_for_a_map_that_is_closed (Fixture *fixture, gconstpointer user_data)
{
  guint n_asked;

  fixture->provider->n_failures = G_MAXUINT;
  show (fixture);
  await (fixture, is_failing);
  g_assert_cmpuint (zhihui_tile_bridge_get_n_open (fixture->bridge), >, 0);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  zhihui_tile_bridge_close (fixture->bridge);
  n_asked = fixture->provider->n_asked;
  await (fixture, has_ended_all);
  g_assert_cmpuint (fixture->provider->n_asked, ==, n_asked);
}

static gboolean
is_idle (Fixture *fixture)
{
  return is_asked (fixture) && !g_main_context_pending (NULL);
}

static void
test_a_place_without_a_picture_stays_bare (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->provider->picture, g_bytes_unref);
  show (fixture);
  await (fixture, is_idle);
  g_assert_cmpuint (count_red_pixels (fixture), ==, 0);
  g_assert_false (zhihui_tile_bridge_is_failing (fixture->bridge));
}

static void
test_what_is_no_picture_is_not_decoded (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->provider->picture, g_bytes_unref);
  fixture->provider->picture = fake_tiles_make_picture (1025);
  show (fixture);
  await (fixture, is_idle);
  g_assert_cmpuint (count_red_pixels (fixture), ==, 0);
}

static void
test_nobody_is_asked_beyond_the_zooms_there_are (Fixture *fixture, gconstpointer user_data)
{
  fixture->provider->min_zoom = 8;
  show (fixture); /* at 6 */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->provider->n_asked, ==, 0);
}

static void
test_no_folder_is_named_after_an_address (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "shumate", NULL);

  show (fixture);
  await (fixture, is_all_red);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Red, 256 × 256, by cwebp -lossless. */
static const guint8 webp_red[] = {
  0x52, 0x49, 0x46, 0x46, 0x24, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38,
  0x4c, 0x17, 0x00, 0x00, 0x00, 0x2f, 0xff, 0xc0, 0x3f, 0x00, 0x07, 0x10, 0xfd, 0x8f, 0xfe,
  0x07, 0x00, 0x14, 0xe9, 0xff, 0x7f, 0x8a, 0xe8, 0x7f, 0xea, 0x7f, 0xff, 0x01, 0x00
};

/* With Debian's own loaders, and in a process that is told of none but those that are built in. */
static void
test_webp_is_seen_where_it_can_be_read (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->provider->picture, g_bytes_unref);
  fixture->provider->picture = g_bytes_new_static (webp_red, sizeof webp_red);
  show (fixture);
  if (zhihui_view_reads_webp ())
    await (fixture, is_all_red);
  else
    {
      await (fixture, is_asked);
      await (fixture, has_ended_all);
      g_assert_cmpuint (count_red_pixels (fixture), ==, 0);
    }
}

static void
test_without_a_loader_webp_is_bare (void)
{
  if (g_test_subprocess ())
    {
      Fixture fixture = { 0 };

      g_assert_true (gtk_init_check ());
      g_assert_false (zhihui_view_reads_webp ());
      set_up (&fixture, NULL);
      test_webp_is_seen_where_it_can_be_read (&fixture, NULL);
      tear_down (&fixture, NULL);
      return;
    }

  g_setenv ("GDK_PIXBUF_MODULE_FILE", "/dev/null", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("GDK_PIXBUF_MODULE_FILE");
  g_test_trap_assert_passed ();
}

/* ---- files ---- */

static void
test_only_small_pictures_are_sound (void)
{
  static const guint8 jpeg_512[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2,
                                     0,    17,   8,    2,    0, 2, 0, 3, 1,    0 };
  static const guint8 jpeg_huge[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 2, 0, 3, 1 };
  static const guint8 jpeg_tables[] = { 0xff, 0xd8, 0xff, 0xc4, 0, 4, 1, 1, 0xff, 0xd9, 0, 0, 0 };
  static const guint8 webp_photo[] = { 'R', 'I', 'F', 'F', 60,   0,    0,    0,    'W', 'E',
                                       'B', 'P', 'V', 'P', '8',  ' ',  48,   0,    0,   0,
                                       208, 1,   0,   157, 0x01, 0x2a, 0x00, 0x04, 1,   0 };
  static const guint8 webp_wide[] = { 'R', 'I', 'F', 'F', 60,   0,    0,    0,    'W', 'E',
                                      'B', 'P', 'V', 'P', '8',  ' ',  48,   0,    0,   0,
                                      208, 1,   0,   157, 0x01, 0x2a, 0x01, 0x04, 1,   0 };
  static const guint8 webp_clear[] = { 'R', 'I', 'F', 'F', 88,   0,   0,  0, 'W', 'E',
                                       'B', 'P', 'V', 'P', '8',  'X', 10, 0, 0,   0,
                                       16,  0,   0,   0,   0xff, 3,   0,  0, 0,   0 };
  static const guint8 webp_moving[] = { 'R', 'I', 'F', 'F', 88,  0,   0,  0, 'W', 'E',
                                        'B', 'P', 'V', 'P', '8', 'X', 10, 0, 0,   0,
                                        2,   0,   0,   0,   0,   0,   0,  0, 0,   0 };
  static const char   gif[] = "GIF89a\1\0\1\0\0\0\0;";
  static const char   html[] = "<html>402 Payment Required</html>";
  const struct
  {
    GBytes  *bytes; /* taken */
    gboolean is_sound;
  } cases[] = {
    { fake_tiles_make_picture (256), TRUE },
    { fake_tiles_make_picture (1024), TRUE },
    { fake_tiles_make_picture (1025), FALSE },
    { zhihui_tile_picture_new_transparent (), TRUE },
    { g_bytes_new_static (jpeg_512, sizeof jpeg_512), TRUE },
    { g_bytes_new_static (jpeg_512, 12), FALSE },
    { g_bytes_new_static (jpeg_huge, sizeof jpeg_huge), FALSE },
    { g_bytes_new_static (jpeg_tables, sizeof jpeg_tables), FALSE },
    { g_bytes_new_static (webp_red, sizeof webp_red), TRUE },
    { g_bytes_new_static (webp_red, 29), FALSE },
    { g_bytes_new_static (webp_photo, sizeof webp_photo), TRUE },
    { g_bytes_new_static (webp_wide, sizeof webp_wide), FALSE },
    { g_bytes_new_static (webp_clear, sizeof webp_clear), TRUE },
    { g_bytes_new_static (webp_moving, sizeof webp_moving), FALSE },
    { g_bytes_new_static (gif, sizeof gif - 1), FALSE },
    { g_bytes_new_static (html, sizeof html - 1), FALSE },
    { g_bytes_new_static ("", 0), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize            n;
      const guint8    *start = g_bytes_get_data (cases[i].bytes, &n);
      g_autofree char *copy = g_memdup2 (start, n); /* no byte behind it may be read */
      g_autoptr (GBytes) bytes = g_bytes_new_static (copy, n);

      if (zhihui_tile_picture_is_sound (bytes) != cases[i].is_sound)
        g_error ("case %" G_GSIZE_FORMAT, i);
      g_bytes_unref (cases[i].bytes);
    }
}

static void
test_the_picture_of_nothing_is_transparent (void)
{
  g_autoptr (GBytes) bytes = zhihui_tile_picture_new_transparent ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);
  guint32 pixel = 1;

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1);
  gdk_texture_download (texture, (guint8 *) &pixel, 4);
  g_assert_cmphex (pixel, ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-bridge/only-small-pictures-are-sound",
                   test_only_small_pictures_are_sound);
  g_test_add_func ("/tile-bridge/the-picture-of-nothing-is-transparent",
                   test_the_picture_of_nothing_is_transparent);
  if (!g_test_subprocess () && !gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }

  ADD ("/tile-bridge/a-picture-that-was-loaded-is-seen", test_a_picture_that_was_loaded_is_seen);
  ADD ("/tile-bridge/what-failed-is-asked-for-until-it-is-there",
       test_what_failed_is_asked_for_until_it_is_there);
  ADD ("/tile-bridge/nobody-is-asked-for-a-map-that-is-closed",
       test_nobody_is_asked_for_a_map_that_is_closed);
  ADD ("/tile-bridge/webp-is-seen-where-it-can-be-read", test_webp_is_seen_where_it_can_be_read);
  g_test_add_func ("/tile-bridge/without-a-loader-webp-is-bare",
                   test_without_a_loader_webp_is_bare);
  ADD ("/tile-bridge/a-place-without-a-picture-stays-bare",
       test_a_place_without_a_picture_stays_bare);
  ADD ("/tile-bridge/what-is-no-picture-is-not-decoded", test_what_is_no_picture_is_not_decoded);
  ADD ("/tile-bridge/nobody-is-asked-beyond-the-zooms-there-are",
       test_nobody_is_asked_beyond_the_zooms_there_are);
  ADD ("/tile-bridge/no-folder-is-named-after-an-address",
       test_no_folder_is_named_after_an_address);

  return g_test_run ();
}
