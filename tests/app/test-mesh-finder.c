/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-finder.h"

#include "program-run.h"
#include "zhihui-imported-maps.h"
#include "zhihui-map-document.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_S 20
#define SQUARE                                                                                      \
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":"   \
  "\"999901\",\"name\":\"某镇\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[117,36],[" \
  "118,36],[118,37],[117,37],[117,36]]]}}]}"

typedef struct
{
  guint    n_found;
  gboolean has_mesh;
  gboolean is_over;
} Fixture;

static void
found (ZhihuiMesh *mesh, gpointer user_data)
{
  Fixture *self = user_data;

  self->n_found++;
  self->has_mesh = mesh != NULL;
}

static gboolean
time_over_cb (gpointer user_data)
{
  ((Fixture *) user_data)->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
await_mesh (Fixture *self, gboolean has_mesh)
{
  guint id = g_timeout_add_seconds (PATIENCE_S, time_over_cb, self);

  while ((self->n_found == 0 || self->has_mesh != has_mesh) && !self->is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (self->is_over);
  g_source_remove (id);
}

static ZhihuiSituation *
make_situation (void)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiRegions) regions = zhihui_regions_new ();
  ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

  meta->region = g_strdup ("9999");
  region->code = g_strdup ("999901");
  region->name = g_strdup ("某镇");
  region->parent = g_strdup ("9999");
  g_ptr_array_add (regions->items, region);
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, regions);
  return zhihui_situation_builder_finish (builder);
}

static void
test_a_map_that_is_imported_is_found_at_once (void)
{
  const ZhihuiMapDocument reading = { .crs = ZHIHUI_CRS_WGS84 };
  Fixture                 self = { 0 };
  g_autofree char        *folder = zhihui_imported_maps_get_folder ();
  g_autofree char        *parent = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (SQUARE, strlen (SQUARE));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_bytes (&reading, bytes, NULL, &error);
  g_autoptr (ZhihuiSituation) situation = make_situation ();
  g_autoptr (ZhihuiMeshFinder) finder = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  finder = zhihui_mesh_finder_new (found, &self);
  g_assert_true (zhihui_mesh_finder_look (finder, situation));
  await_mesh (&self, FALSE);
  g_assert_false (zhihui_mesh_finder_look (finder, situation));

  g_assert_true (zhihui_imported_maps_keep (folder, "own", mesh, FALSE, &error));
  g_assert_no_error (error);
  await_mesh (&self, TRUE);
  g_assert_true (zhihui_imported_maps_remove (folder, "own", &error));
  await_mesh (&self, FALSE);
  parent = g_path_get_dirname (folder);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = program_make_folder ();
  int              status;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mesh-finder/a-map-that-is-imported-is-found-at-once",
                   test_a_map_that_is_imported_is_found_at_once);
  status = g_test_run ();
  program_remove_folder (folder);
  return status;
}
