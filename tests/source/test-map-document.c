/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "wire-examples.h"
#include "zhihui-error.h"
#include "zhihui-map-document.h"
#include "zhihui-wire.h"

#define N_PLACES 1000

/* Longitude and latitude become Mercator. */
static void
project (ZhihuiOutline *outline)
{
  for (guint i = 0; i < outline->rings->len; i++)
    {
      GArray *ring = outline->rings->pdata[i];
      double *places = (double *) ring->data;

      for (guint j = 0; j < ring->len; j += 2)
        zhihui_mercator_project (places[j], places[j + 1], &places[j], &places[j + 1]);
    }
}

static GPtrArray *
read_outlines (const char *path, ZhihuiCrs crs, GError **error)
{
  g_autofree char *text = NULL;
  gsize            length;
  g_autoptr (GBytes) content = NULL;
  GPtrArray *outlines;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  content = g_bytes_new_take (g_steal_pointer (&text), length);
  outlines = zhihui_wire_decode_outlines (content, error);
  for (guint i = 0; outlines != NULL && i < outlines->len; i++)
    {
      zhihui_outline_convert (outlines->pdata[i], crs);
      project (outlines->pdata[i]);
    }
  return outlines;
}

/* Whether a place is inside, by looking at every side of every ring. */
static gboolean
holds (const ZhihuiOutline *outline, double x, double y)
{
  gboolean odd = FALSE;

  for (guint i = 0; i < outline->rings->len; i++)
    {
      const GArray *ring = outline->rings->pdata[i];
      const double *a = (const double *) ring->data;

      for (guint j = 2; j < ring->len; j += 2, a += 2)
        if ((a[1] > y) != (a[3] > y) && x < a[0] + (y - a[1]) * (a[2] - a[0]) / (a[3] - a[1]))
          odd = !odd;
    }

  return odd;
}

/* Places of the map are where the file has them, whatever became of rings on the way. */
static guint
compare_places (const ZhihuiMesh *mesh, GPtrArray *outlines)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  guint               n_inside = 0;

  for (guint i = 0; i < N_PLACES; i++)
    {
      double   x = g_rand_double_range (rand, extent->left, extent->right);
      double   y = g_rand_double_range (rand, extent->top, extent->bottom);
      int      region = zhihui_mesh_pick (mesh, x, y);
      gboolean is_right = region < 0;

      for (guint j = 0; j < outlines->len; j++)
        {
          const ZhihuiOutline *outline = outlines->pdata[j];

          if (!holds (outline, x, y))
            continue;
          g_assert_cmpint (region, >=, 0);
          is_right |=
            g_strcmp0 (outline->code, zhihui_mesh_get_region (mesh, (guint) region)->code) == 0;
        }
      g_assert_true (is_right);
      n_inside += region >= 0;
    }

  return n_inside;
}

static void
boundaries_have_their_regions_where_the_file_has_them (void)
{
  static const char *const files[] = {
    "china-provinces.geojson",
    "china-provinces.simplified.geojson",
    "cities-320000.geojson",
    "cities-320000.simplified.geojson",
    "cities-370000.geojson",
    "cities-370000.simplified.geojson",
    "cities-510000.geojson",
    "cities-510000.simplified.geojson",
    "cities-610000.geojson",
    "cities-610000.simplified.geojson",
    "cities-320000.simplified.topojson",
  };
  g_autofree char        *folder = wire_examples_find_shared ("data/boundaries-echarts");
  const ZhihuiMapDocument how = { .crs = ZHIHUI_CRS_GCJ02 };

  if (folder == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) outlines = read_outlines (path, ZHIHUI_CRS_GCJ02, &error);
      g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_file (&how, path, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, outlines->len);
      g_assert_cmpuint (compare_places (mesh, outlines), >, N_PLACES / 4);
    }
}

/* Of clean outlines every border inside is shared: what one region has alone is the coast. */
static void
borders_of_simplified_cities_are_shared (void)
{
  static const struct
  {
    const char *file;
    guint       n_shared;
  } cases[] = {
    { "cities-320000.geojson", 25 },
    { "cities-370000.geojson", 29 },
    { "cities-510000.geojson", 46 },
    { "cities-610000.geojson", 18 },
  };
  const ZhihuiMapDocument how = { .crs = ZHIHUI_CRS_GCJ02 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "maps", cases[i].file, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_file (&how, path, NULL, NULL, &error);
      guint n_shared = 0;

      g_assert_no_error (error);
      for (guint j = 0; j < zhihui_mesh_get_n_arcs (mesh); j++)
        {
          const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, j);

          g_assert_cmpint (MAX (arc->left, arc->right), >=, 0);
          n_shared += arc->left >= 0 && arc->right >= 0;
        }
      g_assert_cmpuint (n_shared, ==, cases[i].n_shared);
    }
}

/* The full outlines of the cities have seams of up to a hundred metres: when these are closed there
 * are less than half as many arcs, and every place but those beside a seam is where it was. */
static void
seams_between_cities_are_closed (void)
{
  static const char *const files[] = { "cities-320000.geojson",
                                       "cities-370000.geojson",
                                       "cities-510000.geojson",
                                       "cities-610000.geojson" };
  g_autofree char         *folder = wire_examples_find_shared ("data/boundaries-echarts");
  const ZhihuiMapDocument  apart = { .crs = ZHIHUI_CRS_GCJ02 };
  const ZhihuiMapDocument  joined = { .crs = ZHIHUI_CRS_GCJ02, .mesh.snap_m = 100 };

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autoptr (ZhihuiMesh) before =
        zhihui_map_document_read_file (&apart, path, NULL, NULL, NULL);
      g_autoptr (ZhihuiMesh) after =
        zhihui_map_document_read_file (&joined, path, NULL, NULL, NULL);
      const ZhihuiExtent *extent = zhihui_mesh_get_extent (before);
      g_autoptr (GRand) rand = g_rand_new_with_seed (3);
      guint n_moved = 0;

      g_assert_cmpuint (zhihui_mesh_get_n_arcs (after) * 2, <, zhihui_mesh_get_n_arcs (before));
      for (guint j = 0; j < N_PLACES; j++)
        {
          double x = g_rand_double_range (rand, extent->left, extent->right);
          double y = g_rand_double_range (rand, extent->top, extent->bottom);

          n_moved += zhihui_mesh_pick (before, x, y) != zhihui_mesh_pick (after, x, y);
        }
      g_assert_cmpuint (n_moved, <=, N_PLACES / 100);
    }
}

/* Visits every file of a tree that is read as GeoJSON. */
static void
build_tree (const char *folder, guint *n_files, guint *n_built)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const ZhihuiMapDocument how = { 0 };
  const char             *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiMesh) mesh = NULL;
      g_autoptr (GPtrArray) outlines = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        build_tree (path, n_files, n_built);
      if (!g_str_has_suffix (name, ".geojson"))
        continue;

      (*n_files)++;
      mesh = zhihui_map_document_read_file (&how, path, NULL, NULL, &error);
      if (mesh == NULL)
        {
          /* The file is named, and something is said of it. */
          g_assert_true (g_str_has_prefix (error->message, path));
          g_assert_cmpuint (strlen (error->message), >, strlen (path) + 8);
          continue;
        }
      (*n_built)++;
      outlines = read_outlines (path, ZHIHUI_CRS_WGS84, &error);
      if (!g_str_equal (name, "countries.geojson")) /* some share a code */
        compare_places (mesh, outlines);
    }
}

static void
public_files_become_maps_or_are_refused_by_name (void)
{
  g_autofree char *folder = wire_examples_find_shared ("corpora/geojson");
  guint            n_files = 0, n_built = 0;

  if (folder == NULL)
    return;

  build_tree (folder, &n_files, &n_built);
  g_assert_cmpuint (n_files, ==, 96);
  g_assert_cmpuint (n_built, >=, 18);
}

#define TRIANGLE                                                                                   \
  "{\"type\":\"Feature\",\"properties\":{\"code\":\"370302\"},\"geometry\":{\"type\":\"Polygon\"," \
  "\"coordinates\":[[[117.9,36.6],[118,36.6],[118,36.7],[117.9,36.6]]]}}"

static ZhihuiMesh *
read_map (const char *path, GError **error)
{
  const ZhihuiMapDocument reading = { .crs = ZHIHUI_CRS_WGS84 };

  return zhihui_map_document_read_file (&reading, path, NULL, NULL, error);
}

static void
a_mark_before_the_text_is_passed_over (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-map-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "marked.geojson", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;

  g_assert_true (g_file_set_contents (path, "\xEF\xBB\xBF" TRIANGLE, -1, NULL));
  mesh = read_map (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 1);

  g_assert_true (g_file_set_contents (path, "\xEF\xBB\xBF", -1, NULL));
  g_assert_null (read_map (path, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, path));

  g_unlink (path);
  g_rmdir (folder);
}

/* Who opens a pipe waits for a writer that never comes. */
static void
a_pipe_and_a_folder_are_refused_by_name (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-map-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.geojson", NULL);
  const char      *paths[] = { pipe, folder };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_map (paths[i], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, paths[i]));
    }

  g_unlink (pipe);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-document/boundaries-have-their-regions-where-the-file-has-them",
                   boundaries_have_their_regions_where_the_file_has_them);
  g_test_add_func ("/map-document/borders-of-simplified-cities-are-shared",
                   borders_of_simplified_cities_are_shared);
  g_test_add_func ("/map-document/seams-between-cities-are-closed",
                   seams_between_cities_are_closed);
  g_test_add_func ("/map-document/public-files-become-maps-or-are-refused-by-name",
                   public_files_become_maps_or_are_refused_by_name);
  g_test_add_func ("/map-document/a-mark-before-the-text-is-passed-over",
                   a_mark_before_the_text_is_passed_over);
  g_test_add_func ("/map-document/a-pipe-and-a-folder-are-refused-by-name",
                   a_pipe_and_a_folder_are_refused_by_name);
  return g_test_run ();
}
