/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-layout.h"
#include "zhihui-wall-page.h"
#include "zhihui-wall-shelf.h"

#define N_SIZES 14

static const int sizes[N_SIZES][2] = {
  { 1920, 1080 }, { 2560, 1440 }, { 3840, 2160 }, { 7680, 4320 }, { 3840, 1080 },
  { 5120, 1440 }, { 7680, 2160 }, { 6656, 1792 }, { 1080, 1920 }, { 2160, 3840 },
  { 1920, 1200 }, { 2560, 1080 }, { 4096, 2160 }, { 1280, 1024 },
};

#define CUT                                                                                        \
  "[layout a]\naspect = 0 1000\ndesign = 1920 1080\nleast = 800 600\npadding = 10 10 10 10\n"      \
  "gap = 10 10\ncolumns = 1fr 1fr\n"

static ZhihuiWallFile *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return zhihui_wall_file_parse (bytes, "/some/where/mine.wall", error);
}

/* ---- faults ---- */

static void
each_fault_names_its_line_and_column (void)
{
  static const struct
  {
    const char *text, *place, *reason;
  } cases[] = {
    { "", "1:1", "[layout" },
    { "[page]\ntitle = a\n", "1:1", "[layout" },
    { "[page]\norder = 0\n", "2:9", "1" },
    { "[page]\ndwell = soon\n", "2:9", "soon" },
    { "[page]\ncolour = red\n" CUT "row1 = 1fr kpi kpi\n", "2:1", "colour" },
    { "[page]\ntitle[zh_CN] =\n", "2:15", "60" },
    { "[page]\nneeds = kpi sat\n" CUT "row1 = 1fr kpi kpi\n", "2:13", "sat" },
    { "[layout a]\naspect = 0 1000\n", "1:1", "design" },
    { "[layout a]\naspect = 3.0 1.2\ndesign = 9 9\n", "3:10", "9" },
    { "[layout a]\naspect = 1\n", "2:10", "aspect" },
    { "[layout a]\naspect = 1   x\n", "2:14", "'x'|“x”" },
    { "[layout a]\naspect = 1 nan\n", "2:12", "nan" },
    { "[layout a]\naspect = 1 1e999\n", "2:12", "1e999" },
    { "[layout a]\naspect = 1 -2\n", "2:12", "-2" },
    { "[layout a]\naspect = 2 1\ndesign = 100 100\nleast = 100 100\npadding = 0 0 0 0\ngap = 0 0\n",
      "2:10",
      "" },
    { "[layout a]\naspect = 1 2\ndesign = 100 100\nleast = 200 100\npadding = 0 0 0 0\ngap = 0 0\n",
      "4:9",
      "design" },
    { CUT, "1:1", "row1" },
    { CUT "row1 = 1fr kpi\n", "8:8", "2" },
    { CUT "row1 = 1fr kpi kpi kpi\n", "8:8", "2" },
    { CUT "row1 = kpi kpi kpi\n", "8:8", "kpi" },
    { CUT "row1 = 0 kpi kpi\n", "8:8", "0" },
    { CUT "row1 = 5px kpi kpi\n", "8:8", "5px" },
    { CUT "row1 = 1fr kpi  kpy\n", "8:17", "kpy" },
    { CUT "row1 = 1fr 办件 办伻\n", "8:12", "办件" },
    { CUT "row1 = 1fr 办件 办伻\n[panel 办件]\nkind = vol\n", "8:15", "办伻" },
    { CUT "row1 = 1fr kpi map\nrow2 = 1fr map kpi\n", "9:8", "kpi" },
    { CUT "row1 = 1fr kpi kpi\nrow2 = 1fr kpi kpi\nrow3 = 1fr kpi map\n", "10:8", "kpi" },
    { CUT "row1 = 1fr kpi kpi\nrow2 = 1fr . .\nrow3 = 1fr . .\nrow4 = 1fr kpi kpi\n",
      "11:8",
      "kpi" },
    { CUT "row1 = 1fr kpi map\nrow3 = 1fr kpi map\n", "9:1", "row3" },
    { CUT "row1 = 1fr kpi kpi\ndrop = nobody\n", "9:8", "nobody" },
    { CUT "row1 = 1fr kpi kpi\ntall = 1\n", "9:8", "1" },
    { CUT "row1 = 1fr kpi kpi\n[panel kpi]\ntop = 3\n", "10:1", "top" },
    { CUT "row1 = 1fr vol vol\n[panel vol]\ntop = 0\n", "10:7", "0" },
    { CUT "row1 = 1fr vol vol\n[panel vol]\nperiod = yesterdays\n", "10:10", "yesterdays" },
    { CUT "row1 = 1fr vol vol\n[panel vol]\norder = best\n", "10:9", "raw" },
    { CUT "row1 = 1fr vol vol\n[panel vol]\npeer = a b\n", "10:8", "" },
    { CUT "row1 = 1fr map map\n[panel map]\nmetric = sadness\n", "10:10", "sadness" },
    { CUT "row1 = 1fr trend trend\n[panel trend]\nperiod = year\n", "10:10", "week" },
    { CUT "row1 = 1fr mine mine\n[panel mine]\nkind = pie\n", "10:8", "pie" },
    { CUT "row1 = 1fr kpi kpi\n[panel mine]\n", "9:1", "mine" },
    { CUT "row1 = 1fr kpi kpi\n[panel mine]\nkind = vol\n", "9:1", "mine" },
    { CUT "row1 = 1fr kpi kpi\n[panel two words]\nkind = vol\n", "9:1", "NAME|名称" },
    { CUT "row1 = 1fr kpi kpi\n[sound]\n", "9:1", "sound" },
    { CUT "row1 = 1fr kpi kpi\nnonsense\n", "9:1", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiWallFile  *file = parse (cases[i].text, &error);
      g_autofree char *begin = g_strdup_printf ("/some/where/mine.wall:%s: ", cases[i].place);
      g_auto (GStrv) reasons = g_strsplit (cases[i].reason, "|", -1);
      gboolean found = reasons[0] == NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (file);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, begin));
      for (guint j = 0; reasons[j] != NULL; j++)
        found = found || strstr (error->message, reasons[j]) != NULL;
      g_assert_true (found);
    }
}

static void
what_a_page_says_of_its_panels_is_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file =
    parse ("# mine\n[page]\ntitle = Weeks\ntitle[zh_CN] = 周报\ntitle[de] = Wochen\norder = 7\n"
           "dwell = 90\n"
           "[panel one]\nkind = ovr\npeer = town\ntop = 5\nperiod = week\norder = shrunk\n"
           "title = Late\n[panel two]\nkind = ovr\npeer = department\nperiod = week\n"
           "[panel where]\nkind = map\nmetric = satisfaction\n" CUT "row1 = 52 head head\n"
           "row2 = 1fr one two\nrow3 = 2fr where .\ndrop = two\ntall = yes\n",
           &error);
  guint                   n;
  const ZhihuiPagePanel  *panels;
  const ZhihuiWallLayout *layout;

  g_assert_no_error (error);
  g_assert_cmpstr (zhihui_wall_file_get_name (file), ==, "mine");
  g_assert_cmpstr (zhihui_wall_file_get_title (file), ==, "周报");
  g_assert_cmpuint (zhihui_wall_file_get_dwell_s (file), ==, 90);
  g_assert_cmpint (zhihui_wall_file_get_order (file), ==, 7);
  panels = zhihui_wall_file_get_panels (file, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (panels[0].name, ==, "one");
  g_assert_cmpint (panels[0].panel, ==, ZHIHUI_PANEL_OVERDUE);
  g_assert_cmpint (panels[0].options.metric, ==, ZHIHUI_BOARD_OVERDUE);
  g_assert_cmpstr (panels[0].options.peer, ==, "town");
  g_assert_cmpuint (panels[0].options.top, ==, 5);
  g_assert_cmpstr (panels[0].options.period, ==, "week");
  g_assert_cmpint (panels[0].options.order, ==, ZHIHUI_ORDER_SHRUNK);
  g_assert_cmpstr (panels[0].options.title, ==, "Late");
  g_assert_cmpstr (panels[1].options.peer, ==, "department");
  g_assert_null (panels[1].options.title);
  g_assert_cmpuint (panels[1].options.top, ==, 0);
  g_assert_cmpint (panels[2].options.metric, ==, ZHIHUI_BOARD_SATISFIED);
  g_assert_cmpint (panels[3].panel, ==, ZHIHUI_PANEL_HEAD);
  g_assert_null (panels[3].options.peer);

  layout = zhihui_wall_file_get_layouts (file)->pdata[0];
  g_assert_true (layout->tall);
  g_assert_cmpint (layout->cells[1][1], ==, 1);
  g_assert_cmpint (layout->cells[2][1], ==, -1);
  g_assert_cmpint (layout->dropped[0], ==, 1);
}

static void
two_panels_of_one_kind_have_two_places (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file =
    parse ("[panel left]\nkind = ovr\npeer = town\n[panel right]\nkind = ovr\n" CUT
           "row1 = 1fr left right\n",
           &error);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new_of (file, 1920, 1080, 1, &error);
  guint              n;
  const ZhihuiPlace *places;

  g_assert_no_error (error);
  places = zhihui_wall_page_get_places (page, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (places[0].panel, ==, places[1].panel);
  g_assert_cmpuint (places[0].number, !=, places[1].number);
  g_assert_cmpstr (places[0].options->peer, ==, "town");
  g_assert_null (places[1].options->peer);
  g_assert_cmpfloat (places[0].x + places[0].width, <=, places[1].x);
  g_assert_cmpfloat_with_epsilon (places[0].width, 945, 1.0);
}

/* Two boards of one kind, the left one as its default has it; in what they differ. */
static void
boards_are_apart_by_what_they_are_counted_over (void)
{
  static const struct
  {
    const char *kind, *right;
    ZhihuiApart apart;
  } cases[] = {
    { "sat", "period = month", 0 },
    { "sat", "period = rolling-90d", ZHIHUI_APART_BY_PERIOD },
    { "ovr", "period = rolling-90d", 0 },
    { "ovr", "period = month", ZHIHUI_APART_BY_PERIOD },
    { "ovr", "peer = town", ZHIHUI_APART_BY_PEER },
    { "ovr", "top = 5", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "[panel left]\nkind = %s\n[panel right]\nkind = %s\n%s\n" CUT "row1 = 1fr left right\n",
        cases[i].kind,
        cases[i].kind,
        cases[i].right);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallFile) file = parse (text, &error);
      const ZhihuiPagePanel *panels;
      guint                  n;

      g_assert_no_error (error);
      panels = zhihui_wall_file_get_panels (file, &n);
      g_assert_cmpuint (n, ==, 2);
      g_test_message ("%s", cases[i].right);
      g_assert_cmpuint (panels[0].options.apart, ==, cases[i].apart);
      g_assert_cmpuint (panels[1].options.apart, ==, cases[i].apart);
    }
}

/* ---- pages that are shipped ---- */

/* Where the panels stood when the layouts were tables in the program, on many canvases: each line
 * PAGE WIDTH HEIGHT ASKED-UNIT UNIT TALL, then NAME X Y WIDTH HEIGHT of each panel, or "none". */
static void
places_are_those_from_before_there_were_files (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wall-places.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_lines = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      guint  n_words = g_strv_length (words);
      double unit = g_ascii_strtod (words[4], NULL);
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new (
        words[0], atoi (words[1]), atoi (words[2]), g_ascii_strtod (words[3], NULL), NULL);
      guint              n;
      const ZhihuiPlace *places;

      g_test_message ("%s", lines[i]);
      n_lines++;
      if (n_words == 7)
        {
          g_assert_null (page);
          continue;
        }
      g_assert_nonnull (page);
      g_assert_cmpfloat_with_epsilon (
        zhihui_theme_get_unit (zhihui_wall_page_get_theme (page)), unit, 1e-5);
      g_assert_cmpint (zhihui_wall_page_is_tall (page), ==, atoi (words[5]));
      places = zhihui_wall_page_get_places (page, &n);
      g_assert_cmpuint (n, ==, (n_words - 6) / 5);
      for (guint j = 0; j < n; j++)
        {
          guint at = 6;

          while (at < n_words && !g_str_equal (words[at], places[j].name))
            at += 5;
          g_assert_cmpuint (at, <, n_words);
          g_assert_cmpfloat_with_epsilon (places[j].x, g_ascii_strtod (words[at + 1], NULL), 0.01);
          g_assert_cmpfloat_with_epsilon (places[j].y, g_ascii_strtod (words[at + 2], NULL), 0.01);
          g_assert_cmpfloat_with_epsilon (
            places[j].width, g_ascii_strtod (words[at + 3], NULL), 0.01);
          g_assert_cmpfloat_with_epsilon (
            places[j].height, g_ascii_strtod (words[at + 4], NULL), 0.01);
        }
    }
  g_assert_cmpuint (n_lines, ==, 44);
}

static gboolean
overlap (const ZhihuiPlace *a, const ZhihuiPlace *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

/* The panels reach from edge to edge, padding aside, do not overlap, and leave no hole: what they
 * do not cover is the gaps. */
static void
check_filled (ZhihuiWallPage *page, const char *name, int width, int height)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);
  double             u = zhihui_theme_get_unit (zhihui_wall_page_get_theme (page));
  double             left = width, top = height, right = 0, bottom = 0, covered = 0;

  g_test_message ("%s %dx%d u %.3f", name, width, height, u);
  g_assert_cmpuint (n, >=, 2);
  for (guint i = 0; i < n; i++)
    {
      left = MIN (left, places[i].x);
      top = MIN (top, places[i].y);
      right = MAX (right, places[i].x + places[i].width);
      bottom = MAX (bottom, places[i].y + places[i].height);
      covered += places[i].width * places[i].height;
      g_assert_cmpfloat (places[i].width / u, >=, 200);
      g_assert_cmpfloat (places[i].height / u, >=, 29.5);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (&places[i], &places[j]));
    }
  g_assert_cmpfloat (left, <=, 60 * u);
  g_assert_cmpfloat (top, <=, 40 * u);
  g_assert_cmpfloat (right, >=, width - 60 * u);
  g_assert_cmpfloat (bottom, >=, height - 40 * u);
  g_assert_cmpfloat (covered / ((right - left) * (bottom - top)), >=, 0.78);
}

static void
every_page_fills_every_canvas (void)
{
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);

  g_assert_cmpuint (zhihui_wall_shelf_get_n_pages (shelf), >=, 2);
  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (shelf); i++)
    for (guint j = 0; j < N_SIZES; j++)
      {
        ZhihuiWallFile *file = zhihui_wall_shelf_get_page (shelf, i);
        g_autoptr (GError) error = NULL;
        g_autoptr (ZhihuiWallPage) page =
          zhihui_wall_page_new_of (file, sizes[j][0], sizes[j][1], 0, &error);

        g_assert_no_error (error);
        check_filled (page, zhihui_wall_file_get_name (file), sizes[j][0], sizes[j][1]);
      }
}

/* A unit is never less than what a canvas of 1080 px was drawn with, and grows with the pixels. */
static void
no_page_is_smaller_than_it_was_drawn (void)
{
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);

  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (shelf); i++)
    for (guint j = 0; j < N_SIZES; j++)
      {
        ZhihuiWallFile *file = zhihui_wall_shelf_get_page (shelf, i);
        g_autoptr (ZhihuiWallPage) page =
          zhihui_wall_page_new_of (file, sizes[j][0], sizes[j][1], 0, NULL);
        double short_side = MIN (sizes[j][0], sizes[j][1]);
        double unit = zhihui_theme_get_unit (zhihui_wall_page_get_theme (page));

        g_test_message (
          "%s %dx%d u %.3f", zhihui_wall_file_get_name (file), sizes[j][0], sizes[j][1], unit);
        if (short_side >= 1080)
          g_assert_cmpfloat (unit, >=, 1.0);
        g_assert_cmpfloat (unit, >=, 0.6 * short_side / 1080);
        g_assert_cmpfloat (unit, <=, 1.2 * short_side / 1080);
      }
}

/* ---- how large ---- */

/* The table of the visual guide §3, rounded there to a hundredth. */
static void
a_unit_is_as_large_as_the_distance_asks (void)
{
  static const struct
  {
    double distance_m, pitch_mm, unit;
  } cases[] = {
    { 8, 1.89, 1.00 },  { 8, 1.875, 1.01 }, { 8, 1.25, 1.51 },
    { 12, 1.89, 1.50 }, { 4, 0.99, 0.95 },  { 5, 0.565, 2.09 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (
      zhihui_wall_unit_of_distance (cases[i].distance_m, cases[i].pitch_mm), cases[i].unit, 0.0051);
}

/* ---- the shelf ---- */

static void
write_page (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_page (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static guint
count_panels (ZhihuiWallShelf *shelf, const char *name)
{
  ZhihuiWallFile *file = zhihui_wall_shelf_find (shelf, name, NULL);
  guint           n = 0;

  if (file != NULL)
    zhihui_wall_file_get_panels (file, &n);
  return n;
}

static void
a_broken_file_leaves_its_last_good_page (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-wall-XXXXXX", NULL);
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (folder);
  guint n_shipped = zhihui_wall_shelf_get_n_pages (shelf);

  write_page (folder, "mine.wall", CUT "row1 = 1fr kpi map\n");
  write_page (folder, "notes.txt", "not a page");
  g_assert_true (zhihui_wall_shelf_read (shelf));
  g_assert_cmpuint (zhihui_wall_shelf_get_n_pages (shelf), ==, n_shipped + 1);
  g_assert_cmpuint (count_panels (shelf, "mine"), ==, 2);

  write_page (folder, "mine.wall", CUT "row1 = 1fr kpi mop\n");
  g_assert_false (zhihui_wall_shelf_read (shelf));
  g_assert_cmpuint (count_panels (shelf, "mine"), ==, 2);
  g_assert_nonnull (strstr (zhihui_wall_shelf_get_faults (shelf)[0], "mine.wall:8:16: "));
  g_assert_null (zhihui_wall_shelf_get_faults (shelf)[1]);

  write_page (folder, "mine.wall", CUT "row1 = 1fr kpi kpi\n");
  g_assert_true (zhihui_wall_shelf_read (shelf));
  g_assert_cmpuint (count_panels (shelf, "mine"), ==, 1);
  g_assert_null (zhihui_wall_shelf_get_faults (shelf)[0]);

  remove_page (folder, "mine.wall");
  g_assert_true (zhihui_wall_shelf_read (shelf));
  g_assert_cmpuint (zhihui_wall_shelf_get_n_pages (shelf), ==, n_shipped);
  remove_page (folder, "notes.txt");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
ones_own_page_takes_the_place_of_the_shipped_one (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-wall-XXXXXX", NULL);
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (folder);
  guint n_shipped = zhihui_wall_shelf_get_n_pages (shelf);

  g_assert_cmpuint (count_panels (shelf, "overview"), ==, 12);
  write_page (folder, "overview.wall", "[page]\norder = 1\n" CUT "row1 = 1fr kpi map\n");
  write_page (folder, "last.wall", CUT "row1 = 1fr kpi map\n");
  zhihui_wall_shelf_read (shelf);
  g_assert_cmpuint (zhihui_wall_shelf_get_n_pages (shelf), ==, n_shipped + 1);
  g_assert_cmpuint (count_panels (shelf, "overview"), ==, 2);
  g_assert_cmpuint (zhihui_wall_shelf_find_number (shelf, "overview"), ==, 0);
  g_assert_cmpuint (zhihui_wall_shelf_find_number (shelf, "last"), ==, n_shipped);

  remove_page (folder, "overview.wall");
  remove_page (folder, "last.wall");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* ---- what is written about them ---- */

static char *
read_document (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "..", "docs", "layouts.md", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
the_example_of_the_document_is_a_page (void)
{
  g_autofree char *document = read_document ();
  const char      *begin = strstr (document, "```\n# night-desk.wall");
  const char      *end = begin != NULL ? strstr (begin + 4, "```") : NULL;
  g_autofree char *text = NULL;
  g_autoptr (ZhihuiWallFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (end);
  text = g_strndup (begin + 4, (gsize) (end - begin - 4));
  file = parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zhihui_wall_file_get_title (file), ==, "夜间值守");
  g_assert_cmpuint (zhihui_wall_file_get_layouts (file)->len, ==, 2);
  for (guint i = 0; i < N_SIZES; i++)
    {
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new_of (file, sizes[i][0], sizes[i][1], 0, &error);

      g_assert_no_error (error);
      check_filled (page, "night-desk", sizes[i][0], sizes[i][1]);
    }
}

static void
the_document_knows_every_kind (void)
{
  g_autofree char *document = read_document ();

  for (ZhihuiPanel panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    {
      g_autofree char *word = g_strdup_printf ("`%s`", zhihui_panel_kind_get (panel)->name);

      g_test_message ("%s", word);
      g_assert_nonnull (strstr (document, word));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-file/each-fault-names-its-line-and-column",
                   each_fault_names_its_line_and_column);
  g_test_add_func ("/wall-file/what-a-page-says-of-its-panels-is-kept",
                   what_a_page_says_of_its_panels_is_kept);
  g_test_add_func ("/wall-file/two-panels-of-one-kind-have-two-places",
                   two_panels_of_one_kind_have_two_places);
  g_test_add_func ("/wall-file/boards-are-apart-by-what-they-are-counted-over",
                   boards_are_apart_by_what_they_are_counted_over);
  g_test_add_func ("/wall-file/places-are-those-from-before-there-were-files",
                   places_are_those_from_before_there_were_files);
  g_test_add_func ("/wall-file/every-page-fills-every-canvas", every_page_fills_every_canvas);
  g_test_add_func ("/wall-file/no-page-is-smaller-than-it-was-drawn",
                   no_page_is_smaller_than_it_was_drawn);
  g_test_add_func ("/wall-file/a-unit-is-as-large-as-the-distance-asks",
                   a_unit_is_as_large_as_the_distance_asks);
  g_test_add_func ("/wall-file/a-broken-file-leaves-its-last-good-page",
                   a_broken_file_leaves_its_last_good_page);
  g_test_add_func ("/wall-file/ones-own-page-takes-the-place-of-the-shipped-one",
                   ones_own_page_takes_the_place_of_the_shipped_one);
  g_test_add_func ("/wall-file/the-example-of-the-document-is-a-page",
                   the_example_of_the_document_is_a_page);
  g_test_add_func ("/wall-file/the-document-knows-every-kind", the_document_knows_every_kind);
  return g_test_run ();
}
