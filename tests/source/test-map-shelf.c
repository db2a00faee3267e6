/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-imported-maps.h"
#include "zhihui-map-document.h"
#include "zhihui-map-shelf.h"

typedef struct
{
  char           *folder, *imported; /* owned; imported is inside, not there at first */
  ZhihuiMapShelf *shelf;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shipped = g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "maps", NULL);

  self->folder = g_dir_make_tmp ("zhihui-maps-XXXXXX", &error);
  g_assert_no_error (error);
  self->imported = g_build_filename (self->folder, "maps", NULL);
  self->shelf = zhihui_map_shelf_new_for_folders (self->imported, shipped);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = zhihui_imported_maps_list (self->imported);

  for (guint i = 0; i < names->len; i++)
    g_assert_true (zhihui_imported_maps_remove (self->imported, names->pdata[i], NULL));
  g_rmdir (self->imported);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->imported);
  g_object_unref (self->shelf);
}

static void
child_free (gpointer child)
{
  g_free (((ZhihuiRegion *) child)->code);
  g_free (child);
}

/* "CODE NAME" each. */
static GPtrArray *
make_children (const char *const *texts)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (child_free);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      ZhihuiRegion *child = g_new0 (ZhihuiRegion, 1);
      char         *blank = strchr (texts[i], ' ');

      child->code = g_strndup (texts[i], (gsize) (blank - texts[i]));
      child->name = blank + 1;
      g_ptr_array_add (children, child);
    }

  return children;
}

/* Squares beside each other, "CODE NAME" each. */
static GBytes *
make_squares (const char *const *texts)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *blank = strchr (texts[i], ' ');

      g_string_append_printf (
        text,
        "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%.*s\",\"name\":"
        "\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%u,30],"
        "[%u,30],[%u,31],[%u,31],[%u,30]]]}}",
        i > 0 ? "," : "",
        (int) (blank - texts[i]),
        texts[i],
        blank + 1,
        100 + i,
        101 + i,
        101 + i,
        100 + i,
        100 + i);
    }
  g_string_append (text, "]}");
  return g_string_free_to_bytes (text);
}

static void
import (Fixture *self, const char *name, const char *const *texts)
{
  const ZhihuiMapDocument how = { .mesh.attribution = name };
  g_autoptr (GBytes) squares = make_squares (texts);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_bytes (&how, squares, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (zhihui_imported_maps_keep (self->imported, name, mesh, TRUE, &error));
  g_assert_no_error (error);
}

static ZhihuiMesh *
find (Fixture *self, const char *region, const char *const *children, GBytes *boundary)
{
  g_autoptr (GPtrArray) list = make_children (children);
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh = zhihui_map_shelf_find (self->shelf, region, list, boundary, NULL, &error);

  g_assert_no_error (error);
  return mesh;
}

static const char *const counties[] = { "1 甲县", "2 乙县", "3 丙县", "4 丁县", NULL };

static void
four_provinces_have_their_cities (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *province;
    const char *cities[4]; /* some of them */
    double      lon, lat;  /* a place in the first, WGS 84 */
  } cases[] = {
    { "320000", { "320100 南京市", "320500 苏州市", NULL }, 118.778, 32.057 },
    { "370000", { "370300 淄博市", "370100 济南市", "371500 聊城市", NULL }, 117.967, 36.644 },
    { "510000", { "510500 泸州市", "511400 眉山市", NULL }, 105.371, 28.773 },
    { "610000", { "610600 延安市", NULL }, 108.176, 36.927 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiMesh) mesh = find (self, cases[i].province, cases[i].cities, NULL);
      double x, y;
      int    region;

      g_assert_nonnull (mesh);
      g_assert_cmpuint (
        zhihui_mesh_get_n_regions (mesh), ==, g_strv_length ((char **) cases[i].cities));
      g_assert_cmpstr (zhihui_mesh_get_attribution (mesh), ==, "Apache ECharts");
      zhihui_mercator_project (cases[i].lon, cases[i].lat, &x, &y);
      region = zhihui_mesh_pick (mesh, x, y);
      g_assert_cmpint (region, ==, 0);
      g_assert_true (g_str_has_prefix (cases[i].cities[0], zhihui_mesh_get_region (mesh, 0)->code));
    }
}

static void
what_nobody_has_a_map_of_has_none (Fixture *self, gconstpointer data)
{
  g_assert_null (find (self, "440000", counties, NULL));
  g_assert_null (find (self, NULL, counties, NULL));
  g_assert_null (find (self, "320000", counties, NULL));
  g_assert_null (find (self, "320000", (const char *const[]){ NULL }, NULL));
}

static void
the_operators_map_comes_before_that_of_the_platform_and_the_shipped_one (Fixture      *self,
                                                                         gconstpointer data)
{
  static const char *const cities[] = { "320100 南京市", "320500 苏州市", NULL };
  g_autoptr (GBytes) boundary = make_squares (cities);
  g_autoptr (ZhihuiMesh) shipped = find (self, "320000", cities, NULL);
  g_autoptr (ZhihuiMesh) sent = find (self, "320000", cities, boundary);
  g_autoptr (ZhihuiMesh) imported = NULL;
  g_autoptr (ZhihuiMesh) again = NULL;

  g_assert_cmpstr (zhihui_mesh_get_attribution (shipped), ==, "Apache ECharts");
  g_assert_null (zhihui_mesh_get_attribution (sent));
  import (self, "mine", cities);
  imported = find (self, "320000", cities, boundary);
  g_assert_cmpstr (zhihui_mesh_get_attribution (imported), ==, "mine");

  g_assert_true (zhihui_imported_maps_remove (self->imported, "mine", NULL));
  again = find (self, "320000", cities, boundary);
  g_assert_true (again == sent);
}

static void
regions_are_matched_by_code_else_by_name_and_are_called_as_they_are_asked_for (Fixture      *self,
                                                                               gconstpointer data)
{
  static const char *const shapes[] = { "x 丁县", "9 无关", "3 名不同", "y 甲县",
                                        "z 重",   "w 重",   NULL };
  static const char *const asked[] = { "1 甲县", "3 丙县", "4 丁县", "5 重", NULL };
  g_autoptr (ZhihuiMesh) mesh = NULL;

  import (self, "shapes", shapes);
  mesh = find (self, "0", asked, NULL);

  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);
      g_autofree char        *text = g_strdup_printf ("%s %s", region->code, region->name);

      g_assert_cmpstr (text, ==, asked[i]);
    }
  /* 甲县 is the fourth square, and nothing of the others is left. */
  g_assert_cmpfloat_with_epsilon (
    zhihui_mesh_get_region (mesh, 0)->extent.left, (103 + 180) / 360.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zhihui_mesh_get_extent (mesh)->right, (104 + 180) / 360.0, 1e-9);
}

static void
a_map_serves_with_half_of_the_regions_and_the_fullest_is_taken (Fixture *self, gconstpointer data)
{
  static const char *const one[] = { "1 甲县", NULL };
  static const char *const two[] = { "1 甲县", "2 乙县", NULL };
  static const char *const three[] = { "1 甲县", "2 乙县", "3 丙县", "7 无关", NULL };
  g_autoptr (ZhihuiMesh) of_two = NULL;
  g_autoptr (ZhihuiMesh) of_three = NULL;

  import (self, "one", one);
  g_assert_null (find (self, "0", counties, NULL));
  import (self, "a-two", two);
  of_two = find (self, "0", counties, NULL);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (of_two), ==, 2);
  import (self, "three", three);
  of_three = find (self, "0", counties, NULL);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (of_three), ==, 3);
}

static void
the_same_question_has_the_same_answer_until_a_map_changes (Fixture *self, gconstpointer data)
{
  static const char *const fewer[] = { "1 甲县", "2 乙县", NULL };
  g_autoptr (ZhihuiMesh) first = NULL;
  g_autoptr (ZhihuiMesh) second = NULL;
  g_autoptr (ZhihuiMesh) other = NULL;
  g_autoptr (ZhihuiMesh) changed = NULL;

  import (self, "map", counties);
  first = find (self, "0", counties, NULL);
  second = find (self, "0", counties, NULL);
  other = find (self, "0", fewer, NULL);
  g_assert_true (first == second);
  g_assert_true (first != other);

  import (self, "map", fewer);
  changed = find (self, "0", counties, NULL);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (changed), ==, 2);
}

static void
damaged_maps_and_boundaries_are_passed_over (Fixture *self, gconstpointer data)
{
  g_autofree char *path = zhihui_imported_maps_get_path (self->imported, "broken");
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("{]", 2);
  g_autoptr (ZhihuiMesh) mesh = NULL;

  import (self, "sound", counties);
  g_assert_true (g_file_set_contents (path, "zhimesh1 and more", -1, NULL));
  mesh = find (self, "0", counties, nonsense);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 4);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static void
a_thread_looks_while_the_loop_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) children = make_children (counties);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  g_autoptr (GError) error = NULL;

  import (self, "map", counties);
  zhihui_map_shelf_find_async (self->shelf, "0", children, NULL, NULL, found_cb, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  mesh = zhihui_map_shelf_find_finish (self->shelf, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 4);

  g_cancellable_cancel (cancellable);
  zhihui_map_shelf_find_async (self->shelf, "0", children, NULL, cancellable, found_cb, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (zhihui_map_shelf_find_finish (self->shelf, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
names_of_maps_stay_in_the_folder (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "", ".", "..", "../x", "a/b", ".hidden", "a\nb", "\xff" };
  g_autoptr (GBytes) squares = make_squares (counties);
  const ZhihuiMapDocument how = { 0 };
  g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_bytes (&how, squares, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (zhihui_imported_maps_keep (self->imported, bad[i], mesh, TRUE, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_false (zhihui_imported_maps_remove (self->imported, bad[i], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

static void
a_map_is_replaced_only_when_it_is_asked_for (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) squares = make_squares (counties);
  const ZhihuiMapDocument how = { 0 };
  g_autoptr (ZhihuiMesh) mesh = zhihui_map_document_read_bytes (&how, squares, NULL, NULL);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_imported_maps_keep (self->imported, "b", mesh, FALSE, &error));
  g_assert_true (zhihui_imported_maps_keep (self->imported, "a", mesh, FALSE, &error));
  g_assert_false (zhihui_imported_maps_keep (self->imported, "b", mesh, FALSE, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (zhihui_imported_maps_keep (self->imported, "b", mesh, TRUE, &error));

  names = zhihui_imported_maps_list (self->imported);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (names->pdata[0], ==, "a");
  g_assert_false (zhihui_imported_maps_remove (self->imported, "c", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/map-shelf/four-provinces-have-their-cities", four_provinces_have_their_cities);
  add ("/map-shelf/what-nobody-has-a-map-of-has-none", what_nobody_has_a_map_of_has_none);
  add ("/map-shelf/the-operators-map-comes-before-that-of-the-platform-and-the-shipped-one",
       the_operators_map_comes_before_that_of_the_platform_and_the_shipped_one);
  add ("/map-shelf/regions-are-matched-by-code-else-by-name-and-are-called-as-they-are-asked-for",
       regions_are_matched_by_code_else_by_name_and_are_called_as_they_are_asked_for);
  add ("/map-shelf/a-map-serves-with-half-of-the-regions-and-the-fullest-is-taken",
       a_map_serves_with_half_of_the_regions_and_the_fullest_is_taken);
  add ("/map-shelf/the-same-question-has-the-same-answer-until-a-map-changes",
       the_same_question_has_the_same_answer_until_a_map_changes);
  add ("/map-shelf/damaged-maps-and-boundaries-are-passed-over",
       damaged_maps_and_boundaries_are_passed_over);
  add ("/map-shelf/a-thread-looks-while-the-loop-goes-on", a_thread_looks_while_the_loop_goes_on);
  add ("/map-shelf/names-of-maps-stay-in-the-folder", names_of_maps_stay_in_the_folder);
  add ("/map-shelf/a-map-is-replaced-only-when-it-is-asked-for",
       a_map_is_replaced_only_when_it_is_asked_for);
  return g_test_run ();
}
