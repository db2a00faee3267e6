/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;    /* owned */
  char *recording; /* owned */
} Fixture;

typedef struct
{
  int    width, height;
  gsize  n_other; /* pixels that are not ground */
  gsize  n_amber, n_blue;
  guint8 ground[3];
} Census;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = program_make_folder ();
  fixture->recording = g_test_build_filename (G_TEST_DIST, "recording", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  program_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->recording);
}

static gboolean
is_near (const guint8 *pixel, int red, int green, int blue)
{
  return ABS (pixel[2] - red) < 24 && ABS (pixel[1] - green) < 24 && ABS (pixel[0] - blue) < 24;
}

static Census
count_pixels (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  Census           census = { 0 };
  const guint8    *bytes;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  census.width = cairo_image_surface_get_width (surface);
  census.height = cairo_image_surface_get_height (surface);
  bytes = cairo_image_surface_get_data (surface);
  for (int y = 0; y < census.height; y++)
    for (int x = 0; x < census.width; x++)
      {
        const guint8 *pixel = bytes + y * cairo_image_surface_get_stride (surface) + 4 * x;

        census.n_other += !is_near (pixel, 0x0e, 0x12, 0x15);
        census.n_amber += is_near (pixel, 0xf7, 0xa8, 0x23);
        census.n_blue += is_near (pixel, 0x7d, 0xb9, 0xea);
      }
  cairo_surface_destroy (surface);

  return census;
}

static Census
shoot (Fixture *fixture, const char *size, const char *state)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shot.png", NULL);
  g_auto (ProgramRun) run = program_run (
    "shot", "-s", fixture->recording, "--size", size, "-o", path, "--state", state, NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  return count_pixels (path);
}

static void
test_sizes (Fixture *fixture, gconstpointer user_data)
{
  const struct
  {
    const char *text;
    int         width, height;
  } sizes[] = { { "1920x1080", 1920, 1080 },
                { "3840x1080", 3840, 1080 },
                { "1080x1920", 1080, 1920 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Census census = shoot (fixture, sizes[i].text, "fresh");

      g_assert_cmpint (census.width, ==, sizes[i].width);
      g_assert_cmpint (census.height, ==, sizes[i].height);
      /* at least one pixel in fifty is figure, and most of the page is ground */
      g_assert_cmpuint (census.n_other, >, (gsize) census.width * (gsize) census.height / 50);
      g_assert_cmpuint (census.n_other, <, (gsize) census.width * (gsize) census.height * 2 / 3);
    }
}

static void
test_fresh_has_colour (Fixture *fixture, gconstpointer user_data)
{
  Census census = shoot (fixture, "1920x1080", "fresh");

  /* nine overdue cases, an alert that nobody has acknowledged */
  g_assert_cmpuint (census.n_amber, >, 20000);
}

static void
test_lost_has_none (Fixture *fixture, gconstpointer user_data)
{
  const char *const states[] = { "stale", "offline" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      Census census = shoot (fixture, "1920x1080", states[i]);

      g_assert_cmpuint (census.n_other, >, 20000);
      g_assert_cmpuint (census.n_amber, ==, 0);
      g_assert_cmpuint (census.n_blue, ==, 0);
    }
}

static void
test_nothing_read (Fixture *fixture, gconstpointer user_data)
{
  const char *const states[] = { "loading", "error", "refused" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      Census census = shoot (fixture, "1920x1080", states[i]);

      /* it says so, and shows no figure */
      g_assert_cmpuint (census.n_other, >, 500);
      g_assert_cmpuint (census.n_amber, ==, 0);
    }
}

static void
test_svg (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one.svg", NULL);
  g_auto (ProgramRun) run = program_run ("shot", "-s", fixture->recording, "-o", one, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_file_get_contents (one, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  g_assert_true (g_str_has_suffix (g_strchomp (text), "</svg>"));
}

/* What another program reads out of the file. */
static char *
read_pdf (const char *program, const char *option, const char *path, const char *end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, option, path, end, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  return text;
}

/* Its figures are text that can be searched, and nothing of it is a raster. */
static void
test_pdf (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "wall.pdf", NULL);
  g_auto (ProgramRun) run =
    program_run ("shot", "-s", fixture->recording, "--size", "3840x1080", "-o", path, NULL);
  g_autofree char *checked = NULL, *text = NULL, *images = NULL, *size = NULL;

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  checked = read_pdf ("qpdf", "--check", path, NULL);
  g_assert_nonnull (strstr (checked, "No syntax or stream encoding errors found"));
  text = read_pdf ("pdftotext", "-layout", path, "-");
  g_assert_nonnull (strstr (text, "6,037"));
  g_assert_nonnull (strstr (text, "办件"));
  size = read_pdf ("pdfinfo", "-isodates", path, NULL);
  g_assert_nonnull (strstr (size, "3840 x 1080 pts"));
  g_assert_nonnull (strstr (size, "Pages:           1"));
  images = read_pdf ("pdfimages", "-list", path, NULL);
  g_assert_null (strstr (images, " image "));
}

/* (transfer full): the recording, in which a place is called otherwise */
static char *
rename_place (Fixture *fixture, const char *old, const char *name)
{
  char *folder = g_build_filename (fixture->folder, "renamed", NULL);
  g_autoptr (GDir) from = g_dir_open (fixture->recording, 0, NULL);
  const char *file;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  while ((file = g_dir_read_name (from)) != NULL)
    {
      g_autofree char *source = g_build_filename (fixture->recording, file, NULL);
      g_autofree char *target = g_build_filename (folder, file, NULL);
      g_autofree char *content = NULL;
      g_autoptr (GString) text = NULL;

      g_assert_true (g_file_get_contents (source, &content, NULL, NULL));
      text = g_string_new (content);
      g_string_replace (text, old, name, 0);
      g_assert_true (g_file_set_contents (target, text->str, -1, NULL));
    }
  return folder;
}

/* What shares its look with a radical, and what is rare, is copied as it was written. */
static void
test_pdf_characters (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = rename_place (fixture, "松龄路", "如⼥女瘃");
  g_autofree char *path = g_build_filename (fixture->folder, "wall.pdf", NULL);
  g_autofree char *text = NULL;
  g_auto (ProgramRun) run =
    program_run ("shot", "-s", folder, "--page", "rankings", "-o", path, NULL);

  g_assert_cmpint (run.status, ==, 0);
  text = read_pdf ("pdftotext", "-layout", path, "-");
  g_assert_nonnull (strstr (text, "如⼥女瘃街道"));
}

static void
write_outline (Fixture *fixture, const char *name, const char *code)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text = g_strdup_printf (
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
    "\"properties\":{\"adcode\":%s},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[117,36],[118,36],[118,37],[117,37],[117,36]]]}}]}",
    code);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The map of tiles is many small areas; one region with its outline is one large area of the
 * highest class. */
static void
test_outlines (Fixture *fixture, gconstpointer user_data)
{
  Census           tiles = shoot (fixture, "1920x1080", "fresh");
  Census           outline;
  g_autofree char *map = g_build_filename (fixture->folder, "town.geojson", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "map.png", NULL);
  g_auto (ProgramRun) run = { 0 };

  write_outline (fixture, "town.geojson", "370302100");
  run = program_run ("shot", "-s", fixture->recording, "-o", path, "--map", map, NULL);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  outline = count_pixels (path);
  g_assert_cmpuint (outline.n_other, !=, tiles.n_other);
}

/* The map page below its head, as one number. */
static guint
hash_map (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  int              stride = cairo_image_surface_get_stride (surface);
  const guint8    *bytes = cairo_image_surface_get_data (surface);
  guint            hash = 5381;

  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1080);
  for (int i = 130 * stride; i < 950 * stride; i++)
    hash = hash * 33 + bytes[i];
  cairo_surface_destroy (surface);
  return hash;
}

/* A file with a fault is told by line and column, and the map is as without it. */
static void
test_map_settings (Fixture *fixture, gconstpointer user_data)
{
  static const char *const texts[] = { "",
                                       "[volume]\nmeasure=counts\nclasses=40 80\n",
                                       "[volume]\nmeasure=counts\nclasses=40 80\nclass=1\n" };
  g_autofree char         *file = g_build_filename (fixture->folder, "map.conf", NULL);
  g_autofree char         *path = g_build_filename (fixture->folder, "map.png", NULL);
  guint                    hashes[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (ProgramRun) run = { 0 };

      g_assert_true (g_file_set_contents (file, texts[i], -1, NULL));
      run = program_run ("shot",
                         "-s",
                         fixture->recording,
                         "-o",
                         path,
                         "--page",
                         "map",
                         "--state",
                         "fresh",
                         "--map-conf",
                         file,
                         NULL);
      g_assert_cmpint (run.status, ==, 0);
      if (i < 2)
        g_assert_cmpstr (run.err, ==, "");
      else
        g_assert_nonnull (strstr (run.err, "map.conf:4:1: "));
      hashes[i] = hash_map (path);
    }
  g_assert_cmpuint (hashes[1], !=, hashes[0]);
  g_assert_cmpuint (hashes[2], ==, hashes[0]);
}

static void
assert_refused (Fixture *fixture, const ProgramRun *run, int status)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  g_assert_cmpint (run->status, ==, status);
  g_assert_cmpstr (run->err, !=, "");
  /* nothing half written */
  g_assert_null (g_dir_read_name (dir));
}

static void
test_refusals (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *png = g_build_filename (fixture->folder, "x.png", NULL);
  g_autofree char *jpg = g_build_filename (fixture->folder, "x.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "x.png", NULL);
  const char      *from = fixture->recording;
  g_auto (ProgramRun) no_output = program_run ("shot", "-s", from, NULL);
  g_auto (ProgramRun) format = program_run ("shot", "-s", from, "-o", jpg, NULL);
  g_auto (ProgramRun) size = program_run ("shot", "-s", from, "-o", png, "--size", "12x", NULL);
  g_auto (ProgramRun) huge =
    program_run ("shot", "-s", from, "-o", png, "--size", "99999x99999", NULL);
  g_auto (ProgramRun) page = program_run ("shot", "-s", from, "-o", png, "--page", "moon", NULL);
  g_auto (ProgramRun) state = program_run ("shot", "-s", from, "-o", png, "--state", "tired", NULL);
  g_auto (ProgramRun) peer = program_run ("shot", "-s", from, "-o", png, "--peer", "village", NULL);
  g_auto (ProgramRun) map = program_run ("shot", "-s", from, "-o", png, "--map", "/no/map", NULL);
  g_auto (ProgramRun) conf =
    program_run ("shot", "-s", from, "-o", png, "--map-conf", "/no/map.conf", NULL);
  g_auto (ProgramRun) folder = program_run ("shot", "-s", from, "-o", nowhere, NULL);
  g_auto (ProgramRun) closed = program_run ("shot", "-s", "http://127.0.0.1:1", "-o", png, NULL);

  assert_refused (fixture, &no_output, 1);
  assert_refused (fixture, &format, 1);
  assert_refused (fixture, &size, 1);
  assert_refused (fixture, &huge, 1);
  assert_refused (fixture, &page, 1);
  assert_refused (fixture, &state, 1);
  assert_refused (fixture, &peer, 1);
  assert_refused (fixture, &map, 1);
  assert_refused (fixture, &conf, 1);
  assert_refused (fixture, &folder, 1);
  assert_refused (fixture, &closed, 1);
}

static void
test_monitors (Fixture *fixture, gconstpointer user_data)
{
  static const char *const wrong[][2] = { { "3", "0" },    { "0x2", "0" },  { "3x9", "0" },
                                          { "3x33", "0" }, { "axb", "0" },  { "3x3x3", "0" },
                                          { "3x3", "-1" }, { "3x3", "500" } };
  g_autofree char         *png = g_build_filename (fixture->folder, "x.png", NULL);
  Census                   census;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (ProgramRun) run = program_run ("shot",
                                             "-s",
                                             fixture->recording,
                                             "-o",
                                             png,
                                             "--monitors",
                                             wrong[i][0],
                                             "--bezel",
                                             wrong[i][1],
                                             NULL);

      assert_refused (fixture, &run, 1);
    }
  {
    g_auto (ProgramRun) run = program_run (
      "shot", "-s", fixture->recording, "-o", png, "--monitors", "3x3", "--bezel", "11", NULL);

    g_assert_cmpint (run.status, ==, 0);
  }
  census = count_pixels (png);
  g_assert_cmpint (census.width, ==, 1920);
  g_assert_cmpuint (census.n_other, >, 1920 * 1080 / 50);
}

static void
test_foreign_outlines (Fixture *fixture, gconstpointer user_data)
{
  const char *const names[] = { "other.geojson", "broken.geojson" };
  g_autofree char  *png = g_build_filename (fixture->folder, "x.png", NULL);
  g_autofree char  *broken = g_build_filename (fixture->folder, names[1], NULL);

  write_outline (fixture, names[0], "370100");
  g_assert_true (g_file_set_contents (broken, "a,b\n1,2\n", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *map = g_build_filename (fixture->folder, names[i], NULL);
      g_auto (ProgramRun) run =
        program_run ("shot", "-s", fixture->recording, "-o", png, "--map", map, NULL);

      g_assert_cmpint (run.status, ==, 1);
      g_assert_nonnull (strstr (run.err, names[i]));
      g_assert_false (g_file_test (png, G_FILE_TEST_EXISTS));
    }
}

static void
test_failure_keeps_the_old_file (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *png = g_build_filename (fixture->folder, "x.png", NULL);
  g_autofree char *text = NULL;
  g_auto (ProgramRun) run = { 0 };

  g_assert_true (g_file_set_contents (png, "as it was", -1, NULL));
  run = program_run ("shot", "-s", "http://127.0.0.1:1", "-o", png, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_true (g_file_get_contents (png, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "as it was");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* no display is needed */
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/shot/has-the-size-asked-for-and-figures-on-it", test_sizes);
  ADD ("/shot/fresh-figures-have-amber", test_fresh_has_colour);
  ADD ("/shot/lost-figures-have-neither-amber-nor-blue", test_lost_has_none);
  ADD ("/shot/with-nothing-read-it-says-so", test_nothing_read);
  ADD ("/shot/writes-svg", test_svg);
  ADD ("/shot/writes-pdf-whose-figures-are-text", test_pdf);
  ADD ("/shot/characters-of-a-pdf-come-back-as-they-were", test_pdf_characters);
  ADD ("/shot/outlines-given-are-the-map", test_outlines);
  ADD ("/shot/the-map-goes-by-its-file-as-a-whole-or-not-at-all", test_map_settings);
  ADD ("/shot/wrong-orders-are-refused-and-leave-no-file", test_refusals);
  ADD ("/shot/it-is-as-on-a-wall-of-monitors", test_monitors);
  ADD ("/shot/outlines-of-another-place-or-none-are-refused", test_foreign_outlines);
  ADD ("/shot/a-failure-keeps-the-old-file", test_failure_keeps_the_old_file);

  return g_test_run ();
}
