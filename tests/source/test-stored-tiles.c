/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "stub-server.h"
#include "tile-fixture.h"
#include "zhihui-basemap.h"
#include "zhihui-error.h"
#include "zhihui-tile-picture.h"

typedef struct
{
  char *folder; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_tree ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_tree (self->folder);
  g_free (self->folder);
}

static char *
write_file (Fixture *self, const char *name, const void *bytes, gsize n)
{
  char            *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  return path;
}

static void
run_sql (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
add_tile (sqlite3 *db, int z, int column, int row, GBytes *bytes)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (
    sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", -1, &statement, NULL),
    ==,
    SQLITE_OK);
  sqlite3_bind_int (statement, 1, z);
  sqlite3_bind_int (statement, 2, column);
  sqlite3_bind_int (statement, 3, row);
  sqlite3_bind_blob (
    statement, 4, g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static sqlite3 *
make_mbtiles (Fixture *self, const char *metadata, char **path)
{
  sqlite3 *db;

  *path = g_build_filename (self->folder, "map.mbtiles", NULL);
  g_assert_cmpint (sqlite3_open (*path, &db), ==, SQLITE_OK);
  run_sql (db, "CREATE TABLE metadata (name TEXT, value TEXT)");
  run_sql (db,
           "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
           "tile_data BLOB)");
  run_sql (db, "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)");
  if (metadata != NULL)
    run_sql (db, metadata);
  return db;
}

static void
close_db (sqlite3 *db)
{
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static ZhihuiBasemap *
open_for (const char *where, gboolean reads_webp, GError **error)
{
  g_autoptr (ZhihuiBasemapSettings) settings = zhihui_basemap_settings_load (where, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (settings == NULL)
    return NULL;

  settings->ground.reads_webp = reads_webp;
  zhihui_basemap_open_async (settings, NULL, keep_result_cb, &result);
  await_result (&result);
  return zhihui_basemap_open_finish (result, error);
}

static ZhihuiBasemap *
open_map (const char *where, GError **error)
{
  return open_for (where, FALSE, error);
}

static ZhihuiBasemap *
open_well (const char *where)
{
  g_autoptr (GError) error = NULL;
  ZhihuiBasemap *map = open_map (where, &error);

  g_assert_no_error (error);
  return map;
}

static void
assert_refused (const char *where, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiBasemap) map = open_map (where, &error);

  g_assert_null (map);
  g_assert_nonnull (error);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("“%s” is not %s", error->message, pattern);
}

/* ---- MBTiles ---- */

static void
test_rows_of_a_file_are_counted_from_the_south (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  sqlite3         *db = make_mbtiles (self, NULL, &path);
  g_autoptr (GBytes) north = make_png ("north");
  g_autoptr (GBytes) south = make_png ("south");
  g_autoptr (ZhihuiBasemap) map = NULL;
  guint low, high;

  add_tile (db, 3, 5, 7, north);
  add_tile (db, 3, 5, 0, south);
  add_tile (db, 5, 1, 1, south);
  close_db (db);
  map = open_well (path);
  assert_tile (map->ground, 3, 5, 0, north);
  assert_tile (map->ground, 3, 5, 7, south);
  assert_none (map->ground, 3, 5, 1);
  zhihui_tile_provider_get_zooms (map->ground, &low, &high);
  g_assert_cmpuint (low, ==, 3);
  g_assert_cmpuint (high, ==, 5);
  g_assert_null (map->labels);
}

static void
test_a_file_says_whose_map_it_is_in_plain_words (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  sqlite3         *db = make_mbtiles (self,
                              "INSERT INTO metadata VALUES ('minzoom', '2'), ('maxzoom', '9'), "
                                      "('attribution', '<a href=\"http://x\">&copy; 测绘 &amp; 局</a>')",
                              &path);
  g_autoptr (GBytes) png = make_png ("");
  g_autoptr (ZhihuiBasemap) map = NULL;
  guint low, high;

  add_tile (db, 3, 0, 0, png);
  close_db (db);
  map = open_well (path);
  g_assert_cmpstr (zhihui_tile_provider_get_attribution (map->ground), ==, "© 测绘 & 局");
  zhihui_tile_provider_get_zooms (map->ground, &low, &high);
  g_assert_cmpuint (low, ==, 2);
  g_assert_cmpuint (high, ==, 9);
}

static void
test_what_is_no_picture_is_refused_by_its_first_bytes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gsize       n;
    const char *pattern;
  } cases[] = {
    { "\x1f\x8b\x08\x00\x00\x00\x00\x00", 8, "*vector tiles*" },
    { "RIFF\x10\x00\x00\x00WEBPVP8 ", 16, "*WebP*" },
    { "<html>", 6, "*no pictures*" },
    { "", 0, "*no pictures*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = NULL;
      /* It says that it holds pictures. */
      sqlite3 *db = make_mbtiles (self, "INSERT INTO metadata VALUES ('format', 'png')", &path);
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].bytes, cases[i].n);

      add_tile (db, 0, 0, 0, bytes);
      close_db (db);
      assert_refused (path, cases[i].pattern);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* A file, and a folder, for a computer that has a loader for it, and for one that has none. */
static void
test_webp_is_for_who_can_read_it (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL, *file = NULL, *folder = NULL;
  sqlite3         *db = make_mbtiles (self, NULL, &path);
  g_autoptr (GBytes) webp = make_webp ();
  const char *places[2];

  add_tile (db, 1, 1, 0, webp); /* counted from the south */
  close_db (db);
  file =
    write_file (self, "tiles/1/1/1.webp", g_bytes_get_data (webp, NULL), g_bytes_get_size (webp));
  folder = g_build_filename (self->folder, "tiles", NULL);
  places[0] = path;
  places[1] = folder;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiBasemap) map = open_for (places[i], TRUE, &error);

      g_assert_no_error (error);
      assert_tile (map->ground, 1, 1, 1, webp);
    }
  assert_refused (path, "*WebP*webp-pixbuf-loader*");
  assert_refused (folder, "*no pictures*");
}

static void
test_a_file_that_is_none_or_empty_or_cut_is_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *text = write_file (self, "text.mbtiles", "not a database, but long enough", 31);
  g_autofree char *empty = NULL, *cut = NULL, *bytes = NULL;
  gsize            n;

  close_db (make_mbtiles (self, NULL, &empty));
  assert_refused (text, "*text.mbtiles*not an MBTiles*");
  assert_refused (empty, "*no tiles*");
  g_assert_true (g_file_get_contents (empty, &bytes, &n, NULL));
  cut = write_file (self, "cut.mbtiles", bytes, n / 2);
  assert_refused (cut, "*cut.mbtiles*");
}

static void
test_a_picture_without_end_is_none (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  sqlite3         *db = make_mbtiles (self, NULL, &path);
  g_autoptr (GBytes) png = make_png ("");
  g_autofree char *large = g_malloc0 (ZHIHUI_TILE_MAX_BYTES + 1);
  g_autoptr (GBytes) too_large = NULL;
  g_autoptr (ZhihuiBasemap) map = NULL;

  memcpy (large, g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  too_large = g_bytes_new (large, ZHIHUI_TILE_MAX_BYTES + 1);
  add_tile (db, 1, 0, 0, png);
  add_tile (db, 1, 1, 1, too_large);
  close_db (db);
  map = open_well (path);
  assert_none (map->ground, 1, 1, 0);
  assert_tile (map->ground, 1, 0, 1, png);
}

static void
test_a_view_without_end_comes_to_an_end (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  sqlite3         *db = make_mbtiles (self, NULL, &path);

  run_sql (db, "DROP TABLE tiles");
  run_sql (db,
           "CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
           "SELECT i AS zoom_level, i AS tile_column, i AS tile_row, NULL AS tile_data FROM n "
           "WHERE i < 0");
  close_db (db);
  assert_refused (path, "*map.mbtiles*");
}

static void
test_the_file_is_not_written (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  sqlite3         *db = make_mbtiles (self, NULL, &path);
  g_autoptr (GBytes) png = make_png ("");
  gsize n_before, n_after;

  add_tile (db, 0, 0, 0, png);
  close_db (db);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  {
    g_autoptr (ZhihuiBasemap) map = open_well (path);

    assert_tile (map->ground, 0, 0, 0, png);
  }
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_files_of_others_are_read_or_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *raster = find_shared ("data/tiles/plain_1.mbtiles");
  g_autofree char *outlines = find_shared ("data/tiles/mbview-twolayers.mbtiles");
  guint            n = 0;

  if (raster == NULL || outlines == NULL)
    {
      g_test_skip ("no ../shared/data/tiles here");
      return;
    }

  assert_refused (outlines, "*vector tiles*");
  {
    g_autoptr (ZhihuiBasemap) map = open_well (raster);

    for (guint z = 0; z <= 4; z++)
      for (guint x = 0; x < 1u << z; x++)
        for (guint y = 0; y < 1u << z; y++)
          {
            g_autoptr (GBytes) bytes = load_tile (map->ground, z, x, y, NULL);

            n += bytes != NULL && zhihui_tile_picture_is_sound (bytes);
          }
  }
  g_assert_cmpuint (n, ==, 285); /* as its provenance says */
}

/* ---- folders ---- */

static void
test_a_folder_has_row_0_in_the_north (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) north = make_png ("north");
  g_autoptr (GBytes) deep = make_png ("deep");
  g_autofree char *one =
    write_file (self, "map/2/3/0.png", g_bytes_get_data (north, NULL), g_bytes_get_size (north));
  g_autofree char *other =
    write_file (self, "map/4/9/15.png", g_bytes_get_data (deep, NULL), g_bytes_get_size (deep));
  g_autofree char *where = g_build_filename (self->folder, "map", NULL);
  g_autoptr (ZhihuiBasemap) map = open_well (where);
  guint low, high;

  assert_tile (map->ground, 2, 3, 0, north);
  assert_tile (map->ground, 4, 9, 15, deep);
  assert_none (map->ground, 2, 3, 3);
  zhihui_tile_provider_get_zooms (map->ground, &low, &high);
  g_assert_cmpuint (low, ==, 2);
  g_assert_cmpuint (high, ==, 4);
}

static void
test_a_folder_of_something_else_is_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *one = write_file (self, "map/2/3/0.pbf", "x", 1);
  g_autofree char *where = g_build_filename (self->folder, "map", NULL);

  assert_refused (where, "*map holds no pictures*");
}

/* ---- settings ---- */

static void
test_settings_are_refused_with_their_line (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *pattern;
  } cases[] = {
    { "[basemap]\nurl=https://h/{z}/{x}/{y}\ncolour=red\n", "*:3: colour: *" },
    { "[basemap]\nurl=https://h/{z}/{x}\n", "*:2: url: *{y}*" },
    { "[basemap]\nurl=https://h/{z}/{x}/{y}?k={token}\n", "*:2: url: *braces*" },
    { "[basemap]\nurl=ftp://h/{z}/{x}/{y}\n", "*:2: url: *https*" },
    { "[basemap]\nurl=https://u:p@h/{z}/{x}/{y}\n", "*:2: url: *password*" },
    { "[basemap]\nurl=https://{key}.h/{z}/{x}/{y}\n", "*:2: url: *host*" },
    { "[basemap]\nurl=http://h/{z}/{x}/{y}?k={key}\n", "*:2: url: *https*" },
    { "[basemap]\npath=a\nurl=https://h/{z}/{x}/{y}\n", "*:1: basemap: *" },
    { "# none\n[basemap]\nattribution=x\n", "*:2: basemap: *" },
    { "[basemap]\npath=a\n\n[label]\npath=b\n", "*:4: label: *" },
    { "[basemap]\npath=a\nmin-zoom=9\nmax-zoom=3\n", "*:4: max-zoom: *" },
    { "[basemap]\npath=a\nmax-zoom=99\n", "*:3: max-zoom: *22*" },
    { "[basemap]\nurl=https://{s}.h/{z}/{x}/{y}\nsubdomains=a;b/c\n", "*:3: subdomains: *" },
    { "[basemap]\nurl=https://h/{z}/{x}/{y}\npins=x\n", "*:3: pins: *" },
    { "[basemap]\nurl=https://h/{z}/{x}/{y}\nreferer=a\\nb\n", "*:3: referer: *" },
    { "[labels]\npath=a\n", "*basemap: *" },
    { "path=a\n", "*groups in brackets*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_file (self, "a.basemap", cases[i].text, strlen (cases[i].text));

      assert_refused (path, cases[i].pattern);
    }
}

static void
test_labels_have_what_the_ground_says (Fixture *self, gconstpointer data)
{
  static const char text[] =
    "[basemap]\nurl=https://{s}.h/{z}/{x}/{y}?k={key}\nsubdomains=a;b\nkey-file=k\nreferer=r\n"
    "[labels]\nurl=https://{s}.h/l/{z}/{x}/{y}?k={key}\nreferer=q\nmax-zoom=12\n";
  g_autofree char *path = write_file (self, "a.basemap", text, strlen (text));
  g_autofree char *key = g_build_filename (self->folder, "k", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiBasemapSettings) settings = zhihui_basemap_settings_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (settings->name, ==, "a");
  g_assert_cmpstr (settings->labels.key_file, ==, key);
  g_assert_cmpstr (settings->labels.subdomains[1], ==, "b");
  g_assert_cmpstr (settings->labels.referer, ==, "q");
  g_assert_cmpstr (settings->ground.referer, ==, "r");
  g_assert_cmpuint (settings->labels.max_zoom, ==, 12);
  g_assert_cmpuint (settings->ground.max_zoom, ==, 18);
}

static void
test_a_key_that_others_can_read_is_refused (Fixture *self, gconstpointer data)
{
  static const char text[] = "[basemap]\nurl=https://h/{z}/{x}/{y}?k={key}\nkey-file=k\n";
  g_autofree char  *path = write_file (self, "a.basemap", text, strlen (text));
  g_autofree char  *key = write_file (self, "k", "planted-key-0815", 16);

  g_assert_cmpint (g_chmod (key, 0644), ==, 0);
  assert_refused (path, "*");
  g_assert_cmpint (g_chmod (key, 0600), ==, 0);
  zhihui_basemap_free (open_well (path));
  g_assert_cmpint (g_unlink (key), ==, 0);
  assert_refused (path, "*");
}

static void
test_a_name_that_nobody_knows_is_refused (Fixture *self, gconstpointer data)
{
  assert_refused ("no-such-map", "*no base map “no-such-map”*");
  assert_refused ("../../etc/passwd-no", "*no base map*");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/tiles/rows-of-a-file-are-counted-from-the-south",
       test_rows_of_a_file_are_counted_from_the_south);
  ADD ("/tiles/a-file-says-whose-map-it-is-in-plain-words",
       test_a_file_says_whose_map_it_is_in_plain_words);
  ADD ("/tiles/what-is-no-picture-is-refused-by-its-first-bytes",
       test_what_is_no_picture_is_refused_by_its_first_bytes);
  ADD ("/tiles/webp-is-for-who-can-read-it", test_webp_is_for_who_can_read_it);
  ADD ("/tiles/a-file-that-is-none-or-empty-or-cut-is-refused",
       test_a_file_that_is_none_or_empty_or_cut_is_refused);
  ADD ("/tiles/a-picture-without-end-is-none", test_a_picture_without_end_is_none);
  ADD ("/tiles/a-view-without-end-comes-to-an-end", test_a_view_without_end_comes_to_an_end);
  ADD ("/tiles/the-file-is-not-written", test_the_file_is_not_written);
  ADD ("/tiles/files-of-others-are-read-or-refused", test_files_of_others_are_read_or_refused);
  ADD ("/tiles/a-folder-has-row-0-in-the-north", test_a_folder_has_row_0_in_the_north);
  ADD ("/tiles/a-folder-of-something-else-is-refused", test_a_folder_of_something_else_is_refused);
  ADD ("/tiles/settings-are-refused-with-their-line", test_settings_are_refused_with_their_line);
  ADD ("/tiles/labels-have-what-the-ground-says", test_labels_have_what_the_ground_says);
  ADD ("/tiles/a-key-that-others-can-read-is-refused", test_a_key_that_others_can_read_is_refused);
  ADD ("/tiles/a-name-that-nobody-knows-is-refused", test_a_name_that_nobody_knows_is_refused);
  return g_test_run ();
}
