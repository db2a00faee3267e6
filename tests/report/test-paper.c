/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-paper-table.h"
#include "zhihui-paper-words.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define MADE G_GINT64_CONSTANT (1785305112)

typedef struct
{
  char        *folder; /* owned */
  char        *path;   /* owned */
  ZhihuiPaper *paper;  /* owned: A4 */
  ZhihuiZone  *zone;   /* owned */
} Fixture;

static ZhihuiPaper *
make_paper (const char *name)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPaperFormat format;
  ZhihuiPaper      *paper;

  zhihui_paper_format_parse (name, &format, &error);
  g_assert_no_error (error);
  paper = zhihui_paper_new (&format);
  zhihui_paper_set_made (paper, MADE);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_TITLE, "题目");
  return paper;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("zhihui-paper-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "paper.pdf", NULL);
  fixture->paper = make_paper ("a4");
  fixture->zone = zhihui_zone_new_shanghai ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  zhihui_paper_free (fixture->paper);
  zhihui_zone_unref (fixture->zone);
}

static void
write_paper (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  zhihui_paper_write (fixture->paper, fixture->path, ZHIHUI_PAPER_PDF, &error);
  g_assert_no_error (error);
}

static ZhihuiDataTable *
make_table (void)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("units", "各单位");

  zhihui_data_table_add_column (table, "unit", "单位名称", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "open", "在办", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "rate", "按期率", ZHIHUI_COLUMN_RATE);
  return table;
}

static void
add_row (ZhihuiDataTable *table, const char *name, gint64 n)
{
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, name);
  zhihui_data_table_add_count (table, n);
  zhihui_data_table_add_rate (table, n, n + 1);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  while ((text = strstr (text, word)) != NULL)
    {
      text += strlen (word);
      n++;
    }
  return n;
}

/* Whatever stands before the table: it is cut at another row each time, and no row stands alone. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  if (paper_reader_lacks ("pdftotext"))
    return;
  for (guint before = 0; before < 3; before++)
    for (guint n = 43; n < 48; n++)
      {
        g_autoptr (ZhihuiDataTable) table = make_table ();
        g_autofree char *last = NULL;
        guint            n_pages, n_rows = 0;

        zhihui_paper_free (fixture->paper);
        fixture->paper = make_paper ("a4");
        zhihui_paper_add_space (fixture->paper, 7 * before);
        for (guint i = 0; i < n; i++)
          {
            g_autofree char *name = g_strdup_printf ("甲%u乙", i + 1);

            add_row (table, name, 1000 + i);
          }
        zhihui_paper_add_table (fixture->paper, table, fixture->zone);
        write_paper (fixture);
        n_pages = zhihui_paper_get_n_pages (fixture->paper);
        for (guint page = 1; page <= n_pages; page++)
          {
            g_autofree char *text = paper_reader_get_page (fixture->path, page);
            guint            here = count (text, "乙");

            g_assert_cmpuint (count (text, "单位名称"), ==, 1);
            g_assert_cmpuint (count (text, "（续）"), ==, page > 1 ? 1 : 0);
            g_assert_cmpuint (here, >=, 2);
            n_rows += here;
          }
        g_assert_cmpuint (n_rows, ==, n);
        last = paper_reader_get_page (fixture->path, n_pages);
        g_assert_nonnull (strstr (last, "99.90%"));
      }
}

/* A group's name is followed by two of its rows on the page on which it stands. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();
  guint n_pages;

  for (guint group = 0; group < 40; group++)
    {
      g_autofree char *title = g_strdup_printf ("丙%u丁", group);

      zhihui_data_table_begin_group (table, title);
      for (guint i = 0; i < 3 + group % 4; i++)
        add_row (table, "甲乙", i);
    }
  zhihui_paper_add_table (fixture->paper, table, fixture->zone);
  write_paper (fixture);
  if (paper_reader_lacks ("pdftotext"))
    return;
  n_pages = zhihui_paper_get_n_pages (fixture->paper);
  g_assert_cmpuint (n_pages, >, 2);
  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = paper_reader_get_page (fixture->path, page);
      g_auto (GStrv) groups = g_strsplit (text, "丁", -1);

      /* What goes on from the page before says so. */
      if (page > 1 && count (groups[0], "甲乙") == 0 && g_str_has_prefix (groups[1], "（续）"))
        g_assert_cmpuint (count (groups[1], "甲乙"), >=, 2);
      g_assert_cmpuint (count (groups[0], "甲乙"), ==, 0);
      for (guint i = 1; groups[i] != NULL; i++)
        g_assert_cmpuint (count (groups[i], "甲乙"), >=, 2);
    }
}

static char *
make_long (const char *character, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, character);
  return g_string_free (text, FALSE);
}

static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();
  g_autofree char *body = make_long ("局", 118);
  g_autofree char *name = g_strdup_printf ("首%s尾", body);
  g_autofree char *huge = make_long ("长", 10000);
  g_autofree char *text = NULL;

  add_row (table, name, 7001);
  add_row (table, huge, 7002);
  add_row (table, "其后", 7003);
  zhihui_paper_add_table (fixture->paper, table, fixture->zone);
  write_paper (fixture);
  g_assert_cmpuint (zhihui_paper_get_n_pages (fixture->paper), ==, 1);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = paper_reader_get_page (fixture->path, 1);
  g_assert_nonnull (strstr (text, name));
  g_assert_nonnull (strstr (text, "已截短，全长10000字"));
  g_assert_cmpuint (count (text, "长"), >, 200);
  g_assert_nonnull (strstr (text, "其后7,003"));
  paper_reader_check_overlap (fixture->path);
}

/* What turns text round, ends lines or is no character at all harms neither neighbour. */
static void
test_hostile_texts (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "\u202e反转\u202d", "换\n行\r\n与\t制表", "\u2066隔离", "坏\xff字节",   "<b>标记</b>&amp;",
    "=cmd()",           "عربي עברית",         "\u2029段",   "\x01\x02控制", "𠮷𬇙甲",
  };
  g_autoptr (ZhihuiDataTable) table = make_table ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_row (table, names[i], 7000 + i);
  zhihui_paper_add_table (fixture->paper, table, fixture->zone);
  zhihui_paper_add_paragraph (fixture->paper, "甲\u202e乙\n丙", ZHIHUI_WORDS_BODY);
  write_paper (fixture);
  g_assert_cmpuint (zhihui_paper_get_n_pages (fixture->paper), ==, 1);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = paper_reader_get_page (fixture->path, 1);
  g_assert_nonnull (strstr (text, "反转7,00099.99%7,000/7,001"));
  g_assert_nonnull (strstr (text, "换行与制表7,001"));
  g_assert_nonnull (strstr (text, "<b>标记</b>&amp;7,004"));
  g_assert_nonnull (strstr (text, "𠮷𬇙甲7,009"));
  g_assert_nonnull (strstr (text, "甲乙丙"));
  paper_reader_check_overlap (fixture->path);
}

static void
test_empty_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();
  g_autofree char *text = NULL;

  zhihui_data_table_set_empty (table, "本期没有单位。");
  zhihui_data_table_set_note (table, "只列有办件的单位。");
  zhihui_paper_add_table (fixture->paper, table, fixture->zone);
  write_paper (fixture);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = paper_reader_get_page (fixture->path, 1);
  g_assert_nonnull (strstr (text, "表1各单位"));
  g_assert_nonnull (strstr (text, "本期没有单位。"));
  g_assert_nonnull (strstr (text, "只列有办件的单位。"));
}

/* More columns of figures than there is room for. */
static void
test_wide_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiDataTable) table = zhihui_data_table_new ("wide", "宽表");

  zhihui_data_table_add_column (table, "unit", "单位", ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      zhihui_data_table_add_column (table, id, "按期办结率统计", ZHIHUI_COLUMN_COUNT);
    }
  for (guint row = 0; row < 3; row++)
    {
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, "区住房和城乡建设局");
      for (guint i = 0; i < 9; i++)
        zhihui_data_table_add_count (table, 123456);
    }
  zhihui_paper_add_table (fixture->paper, table, fixture->zone);
  write_paper (fixture);
  if (!paper_reader_lacks ("pdftotext"))
    g_assert_cmpuint (paper_reader_check_overlap (fixture->path), >, 30);
}

/* ---- files ---- */

static void
add_sections (ZhihuiPaper *paper, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      zhihui_paper_add_section (paper, "一节", "section")->starts_page = i > 0;
      zhihui_paper_add_paragraph (paper, "正文。", ZHIHUI_WORDS_BODY);
    }
}

static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *said;
  } sizes[] = {
    { "a4", "595.276 x 841.89 pts (A4)" }, { "a4-landscape", "841.89 x 595.276 pts (A4)" },
    { "a3", "841.89 x 1190.55 pts (A3)" }, { "a3-landscape", "1190.55 x 841.89 pts (A3)" },
    { "3840x1080", "3840 x 1080 pts" },
  };

  if (paper_reader_lacks ("pdfinfo"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *info = NULL;

      zhihui_paper_free (fixture->paper);
      fixture->paper = make_paper (sizes[i].name);
      add_sections (fixture->paper, 1);
      write_paper (fixture);
      info = paper_reader_run ("pdfinfo", fixture->path, NULL);
      g_test_message ("%s", sizes[i].name);
      g_assert_nonnull (strstr (info, sizes[i].said));
    }
}

static void
test_unknown_sizes (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a5",         "",           "A4",         "1920", "100x100",
                                       "99999x1080", "1920x1080x", "-1920x1080", "a4 " };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiPaperFormat format;

      g_assert_false (zhihui_paper_format_parse (names[i], &format, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "a4-landscape"));
    }
}

/* As other programs find them: two sections of one name are two destinations. */
static void
test_ways_into_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dests = NULL, *json = NULL, *check = NULL;
  const char      *first;

  add_sections (fixture->paper, 2);
  zhihui_paper_add_heading (fixture->paper, "附录", "appendix")->starts_page = TRUE;
  zhihui_paper_get_block (fixture->paper, zhihui_paper_get_n_blocks (fixture->paper) - 1)->label =
    "A-";
  write_paper (fixture);
  if (paper_reader_lacks ("pdfinfo") || paper_reader_lacks ("qpdf"))
    return;
  dests = paper_reader_run ("pdfinfo", "-dests", fixture->path, NULL);
  g_assert_nonnull (strstr (dests, "\"section\""));
  g_assert_nonnull (strstr (dests, "\"section-2\""));
  g_assert_nonnull (strstr (dests, "\"appendix\""));
  json = paper_reader_run (
    "qpdf", "--json", "--json-key=outlines", "--json-key=pagelabels", fixture->path, NULL);
  g_assert_nonnull (strstr (json, "一、一节"));
  g_assert_nonnull (strstr (json, "二、一节"));
  g_assert_nonnull (strstr (json, "A-"));
  /* Also the first pages have numbers of their own, or readers would call them as the last. */
  first = strstr (json, "\"/S\": \"/D\"");
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first + 1, "\"/S\": \"/D\""));
  check = paper_reader_run ("qpdf", "--check", fixture->path, NULL);
  g_assert_nonnull (strstr (check, "No syntax or stream encoding errors found"));
}

static void
write_twice (Fixture *fixture, ZhihuiPaperKind kind, const char *name)
{
  g_autofree char *first = NULL, *second = NULL,
                  *whole = g_build_filename (fixture->folder, name, NULL);
  gsize first_size = 0, second_size = 0;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ZhihuiPaper) paper = make_paper ("a4");
      g_autoptr (ZhihuiDataTable) table = make_table ();

      add_row (table, "松龄路街道", 7);
      zhihui_paper_set_text (paper, ZHIHUI_PAPER_WATERMARK, "某人 2026年");
      add_sections (paper, 1);
      zhihui_paper_add_table (paper, table, fixture->zone);
      g_assert_true (zhihui_paper_write (paper, whole, kind, NULL));
      g_assert_true (g_file_get_contents (
        whole, i == 0 ? &first : &second, i == 0 ? &first_size : &second_size, NULL));
    }
  g_assert_cmpmem (first, first_size, second, second_size);
}

static void
test_equal_bytes (Fixture *fixture, gconstpointer data)
{
  write_twice (fixture, ZHIHUI_PAPER_PDF, "a.pdf");
  write_twice (fixture, ZHIHUI_PAPER_PNG, "a.png");
  write_twice (fixture, ZHIHUI_PAPER_SVG, "a.svg");
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.b.png", NULL);
  g_autofree char *first = g_build_filename (fixture->folder, "a.b-1.png", NULL);
  g_autoptr (ZhihuiPaper) wall = make_paper ("1920x1080");
  cairo_surface_t *surface;

  add_sections (fixture->paper, 2);
  g_assert_true (zhihui_paper_write (fixture->paper, path, ZHIHUI_PAPER_PNG, NULL));
  paper_reader_check_folder (fixture->folder, "a.b-1.png", "a.b-2.png", NULL);
  surface = cairo_image_surface_create_from_png (first);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1240);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1754);
  cairo_surface_destroy (surface);

  add_sections (wall, 1);
  g_assert_true (zhihui_paper_write (wall, path, ZHIHUI_PAPER_PNG, NULL));
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1920);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1080);
  cairo_surface_destroy (surface);
}

/* A page is painted alone, as for the preview of a printer: inside its edges. */
static void
test_one_page (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (surface);
  double           x, y, width, height, page_width, page_height;

  add_sections (fixture->paper, 3);
  zhihui_paper_get_size (fixture->paper, &page_width, &page_height);
  zhihui_paper_paint_page (fixture->paper, cr, 1);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (y, >, 0);
  g_assert_cmpfloat (width, >, 400);
  g_assert_cmpfloat (x + width, <, page_width);
  g_assert_cmpfloat (y + height, <, page_height);
}

/* ---- what cannot be written ---- */

/* A disk on which a file grows to @bytes at most. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const ZhihuiPaperKind kinds[] = { ZHIHUI_PAPER_PDF, ZHIHUI_PAPER_PNG, ZHIHUI_PAPER_SVG };

  signal (SIGXFSZ, SIG_IGN);
  add_sections (fixture->paper, 2);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;
      gboolean         written;

      g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
      limit_files (2000);
      written = zhihui_paper_write (fixture->paper, fixture->path, kinds[i], &error);
      limit_files (RLIM_INFINITY);
      g_assert_false (written);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "paper"));
      g_assert_null (strchr (error->message, '\n'));
      paper_reader_check_folder (fixture->folder, "paper.pdf", NULL);
      g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "old");
    }
}

static void
test_full_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full");
      return;
    }
  g_assert_cmpint (symlink ("/dev/full", fixture->path), ==, 0);
  add_sections (fixture->paper, 1);
  g_assert_false (zhihui_paper_write (fixture->paper, fixture->path, ZHIHUI_PAPER_PDF, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, g_strerror (ENOSPC)));
  target = g_file_read_link (fixture->path, NULL);
  g_assert_cmpstr (target, ==, "/dev/full");
}

/* A link stays one; what it leads to is replaced, and stays as private as it was. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *real = g_build_filename (fixture->folder, "real.pdf", NULL);
  g_autofree char *target = NULL;
  GStatBuf         status;

  g_assert_true (g_file_set_contents_full (real, "old", -1, 0, 0600, NULL));
  g_assert_cmpint (symlink ("real.pdf", fixture->path), ==, 0);
  add_sections (fixture->paper, 1);
  write_paper (fixture);
  target = g_file_read_link (fixture->path, NULL);
  g_assert_cmpstr (target, ==, "real.pdf");
  g_assert_cmpint (g_stat (real, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, 500);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  paper_reader_check_folder (fixture->folder, "paper.pdf", "real.pdf", NULL);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/paper/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-table-repeats-its-head-and-leaves-no-row-alone", test_rows);
  ADD ("a-group-stays-with-its-first-rows", test_groups);
  ADD ("long-names-are-wrapped-and-only-monsters-shortened", test_long_names);
  ADD ("hostile-texts-stay-in-their-cells", test_hostile_texts);
  ADD ("an-empty-table-says-why", test_empty_table);
  ADD ("a-table-that-is-too-wide-is-set-smaller", test_wide_table);
  ADD ("pages-are-as-large-as-asked", test_sizes);
  ADD ("unknown-formats-are-refused", test_unknown_sizes);
  ADD ("outline-labels-and-destinations-are-there", test_ways_into_the_file);
  ADD ("equal-blocks-give-equal-bytes", test_equal_bytes);
  ADD ("each-page-is-a-picture", test_pictures);
  ADD ("a-page-is-painted-alone", test_one_page);
  ADD ("a-full-disk-leaves-the-old-file", test_full_disk);
  ADD ("a-full-device-is-said", test_full_device);
  ADD ("a-link-stays-a-link", test_links);
#undef ADD
  return g_test_run ();
}
