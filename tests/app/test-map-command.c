/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <glib/gstdio.h>
#include <string.h>

#define SQUARE(x) "[[[" #x ",30],[" #x ".5,30],[" #x ".5,30.5],[" #x ",30.5],[" #x ",30]]]"
#define FEATURE(code, name, x)                                                                     \
  "{\"type\":\"Feature\",\"properties\":{\"qh\":\"" code "\",\"mc\":\"" name "\"},\"geometry\":"   \
  "{\"type\":\"Polygon\",\"coordinates\":" SQUARE (x) "}}"
#define MAP                                                                                        \
  "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE ("370302", "淄川区", 117) "," FEATURE ( \
    "370303", "张店区", 118) "," FEATURE ("9",                                                     \
                                          "别处",                                                  \
                                          119) ",{\"type\":\"Feature\",\"properties\":{\"qh\":7,"  \
                                               "\"mc\":\"空\"},\"geometry\":null}]}"
#define REGIONS "code,name,parent\n370302,淄川区,3703\n1,张店区,3703\n370304,博山区,3703\n5,外,4\n"

typedef struct
{
  char *folder;        /* owned */
  char *map, *regions; /* owned: files */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = program_make_folder ();
  self->map = g_build_filename (self->folder, "淄博.geojson", NULL);
  self->regions = g_build_filename (self->folder, "regions.csv", NULL);
  g_assert_true (g_file_set_contents (self->map, MAP, -1, NULL));
  g_assert_true (g_file_set_contents (self->regions, REGIONS, -1, NULL));
  g_setenv ("XDG_DATA_HOME", self->folder, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *data_folder = g_build_filename (self->folder, "zhihui", NULL);
  g_autofree char *maps = g_build_filename (data_folder, "maps", NULL);

  if (g_file_test (maps, G_FILE_TEST_IS_DIR))
    {
      program_remove_folder (maps);
      g_rmdir (data_folder);
    }
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->map);
  g_free (self->regions);
}

static void
an_import_tells_what_does_not_match_and_is_listed (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) run = program_run ("map",
                                         "import",
                                         self->map,
                                         "--code",
                                         "qh",
                                         "--name",
                                         "mc",
                                         "--regions",
                                         self->regions,
                                         "--review-number",
                                         "鲁S(2024)1号",
                                         NULL);
  g_auto (ProgramRun) list = program_run ("map", "list", NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  assert_says (run.out, "Map “淄博”: 3 regions, ");
  assert_says (run.out, "Features without an area (1):\n  7\n");
  assert_says (run.out, "2 regions have a shape\n");
  assert_says (run.out, "Regions without a shape (1):\n  370304 博山区\n");
  assert_says (run.out, "Shapes without a region (1):\n  9 别处\n");
  g_assert_null (strstr (run.out, "no approval number"));

  g_assert_cmpint (list.status, ==, 0);
  assert_says (list.out, "淄博");
  assert_says (list.out, "鲁S(2024)1号");
}

static void
what_is_printed_as_json_is_the_same (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) none = program_run ("map", "list", "--json", NULL);
  g_auto (ProgramRun) run = program_run ("map",
                                         "import",
                                         "--json",
                                         "--as",
                                         "z",
                                         "--code",
                                         "qh",
                                         "--name",
                                         "mc",
                                         "--regions",
                                         self->regions,
                                         self->map,
                                         NULL);
  g_auto (ProgramRun) list = program_run ("map", "list", "--json", NULL);

  g_assert_cmpstr (none.out, ==, "{\"maps\":[]}\n");
  g_assert_cmpstr (run.out,
                   ==,
                   "{\"map\":\"z\",\"regions\":3,\"corners\":15,\"features_without_area\":[\"7\"],"
                   "\"matched\":2,\"regions_without_shape\":[\"370304 博山区\"],"
                   "\"shapes_without_region\":[\"9 别处\"]}\n");
  g_assert_true (g_str_has_prefix (list.out, "{\"maps\":[{\"name\":\"z\",\"readable\":true,"));
  assert_says (list.out, "\"regions\":3,\"corners\":15}]}");
}

static void
a_map_is_replaced_and_removed_only_by_its_name (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) first = program_run ("map", "import", self->map, NULL);
  g_auto (ProgramRun) second = program_run ("map", "import", self->map, NULL);
  g_auto (ProgramRun) third = program_run ("map", "import", "--replace", self->map, NULL);
  g_auto (ProgramRun) other = program_run ("map", "remove", "x", NULL);
  g_auto (ProgramRun) removed = program_run ("map", "remove", "淄博", NULL);
  g_auto (ProgramRun) list = program_run ("map", "list", NULL);

  g_assert_cmpint (first.status, ==, 0);
  assert_says (first.out, "no approval number");
  g_assert_cmpint (second.status, ==, 1);
  assert_says (second.err, "--replace");
  g_assert_cmpint (third.status, ==, 0);
  g_assert_cmpint (other.status, ==, 1);
  assert_says (other.err, "there is no map “x”");
  g_assert_cmpint (removed.status, ==, 0);
  assert_says (list.out, "There are no maps in");
}

static void
bad_input_is_refused_and_nothing_is_kept (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *content; /* of the file; NULL: the map of the fixture */
    const char *option[2];
    const char *reason;
  } cases[] = {
    { "<html>", { "--crs", "wgs84" }, "a web page" },
    { "{\"type\":\"FeatureCollection\",\"features\":[]}", { "--crs", "wgs84" }, "has no area" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[500000,4000000],[1,1],[2,2]]]}",
      { "--crs", "wgs84" },
      "coordinates[0][0][0] is no longitude and latitude" },
    { "{\"type\":\"Polygon\",\"crs\":{\"properties\":{\"name\":\"EPSG:4526\"}},\"coordinates\":[[["
      "1,1]"
      ",[2,1],[2,2]]]}",
      { "--crs", "wgs84" },
      "its coordinates are “EPSG:4526”" },
    { NULL, { "--crs", "utm" }, "“utm” is none of the coordinate systems" },
    { NULL, { "--code", "nix" }, "no feature has a code in the property \"nix\"" },
    { NULL, { "--name", "nix" }, "no feature has a name in the property \"nix\"" },
    { NULL, { "--as", "../x" }, "a map cannot be called “../x”" },
    { NULL, { "--regions", "/nowhere/r.csv" }, "/nowhere/r.csv" },
  };
  g_autofree char *path = g_build_filename (self->folder, "bad.geojson", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *file = cases[i].content != NULL ? path : self->map;

      if (cases[i].content != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      {
        g_auto (ProgramRun) run =
          program_run ("map", "import", file, cases[i].option[0], cases[i].option[1], NULL);

        g_assert_cmpint (run.status, ==, 1);
        g_assert_cmpstr (run.out, ==, "");
        assert_says (run.err, cases[i].reason);
      }
    }

  {
    g_auto (ProgramRun) unmatched =
      program_run ("map", "import", self->map, "--regions", self->regions, NULL);
    g_auto (ProgramRun) gone = program_run ("map", "import", "/nowhere/x.geojson", NULL);
    g_auto (ProgramRun) list = program_run ("map", "list", "--json", NULL);

    g_assert_cmpint (unmatched.status, ==, 1);
    assert_says (unmatched.err, "--code and --name say");
    g_assert_cmpint (gone.status, ==, 1);
    assert_says (gone.err, "/nowhere/x.geojson");
    g_assert_cmpstr (list.out, ==, "{\"maps\":[]}\n");
  }
}

static void
a_line_that_is_wrong_is_told_from_a_world_that_says_no (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) nothing = program_run ("map", NULL);
  g_auto (ProgramRun) unknown = program_run ("map", "show", NULL);
  g_auto (ProgramRun) nameless = program_run ("map", "remove", NULL);
  g_auto (ProgramRun) option = program_run ("map", "import", "--bogus", NULL);
  g_auto (ProgramRun) help = program_run ("map", "--help", NULL);
  g_auto (ProgramRun) import_help = program_run ("map", "import", "--help", NULL);

  g_assert_cmpint (nothing.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_cmpint (nameless.status, ==, 2);
  g_assert_cmpint (option.status, ==, 2);
  assert_says (option.err, "'zhihui map import --help'");
  g_assert_cmpint (help.status, ==, 0);
  assert_says (help.out, "remove");
  g_assert_cmpint (import_help.status, ==, 0);
  assert_says (import_help.out, "--review-number");
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
  add ("/map-command/an-import-tells-what-does-not-match-and-is-listed",
       an_import_tells_what_does_not_match_and_is_listed);
  add ("/map-command/what-is-printed-as-json-is-the-same", what_is_printed_as_json_is_the_same);
  add ("/map-command/a-map-is-replaced-and-removed-only-by-its-name",
       a_map_is_replaced_and_removed_only_by_its_name);
  add ("/map-command/bad-input-is-refused-and-nothing-is-kept",
       bad_input_is_refused_and_nothing_is_kept);
  add ("/map-command/a-line-that-is-wrong-is-told-from-a-world-that-says-no",
       a_line_that_is_wrong_is_told_from_a_world_that_says_no);
  return g_test_run ();
}
