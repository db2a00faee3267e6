/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "zhihui-language.h"
#include "zhihui-paper.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* The pages of a paper as files beside each other. */

static void
paint_nothing (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
}

static ZhihuiPaper *
make_paper (guint n_pages)
{
  ZhihuiPaperFormat format;
  ZhihuiPaper      *paper;

  g_assert_true (zhihui_paper_format_parse ("a4", &format, NULL));
  paper = zhihui_paper_new (&format);
  for (guint i = 0; i < n_pages; i++)
    zhihui_paper_add (paper, 600, paint_nothing, NULL, NULL);
  g_assert_cmpuint (zhihui_paper_get_n_pages (paper), ==, n_pages);
  return paper;
}

static void
write_pages (const char *path, ZhihuiPaperKind kind, guint n_pages)
{
  g_autoptr (ZhihuiPaper) paper = make_paper (n_pages);
  g_autoptr (GError) error = NULL;

  zhihui_paper_write (paper, path, kind, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* Whoever takes x-*.png takes one paper, and what is not ours stays. */
static void
test_fewer (void)
{
  static const struct
  {
    ZhihuiPaperKind kind;
    const char     *name, *strange, *first, *second, *fourth;
  } cases[] = {
    { ZHIHUI_PAPER_PNG, "x.png", "x-4.png", "x-1.png", "x-2.png", "x-5.png" },
    { ZHIHUI_PAPER_SVG, "x.svg", "x-4.svg", "x-1.svg", "x-2.svg", "x-5.svg" },
  };
  g_autofree char *folder = g_dir_make_tmp ("zhihui-pictures-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *strange = g_build_filename (folder, cases[i].strange, NULL);

      write_pages (path, cases[i].kind, 5);
      write_pages (path, cases[i].kind, 2);
      paper_reader_check_folder (folder, cases[i].first, cases[i].second, NULL);
      write_pages (path, cases[i].kind, 1);
      paper_reader_check_folder (folder, cases[i].name, NULL);
      write_pages (path, cases[i].kind, 5);
      g_assert_true (g_file_set_contents (strange, "somebody else's", -1, NULL));
      write_pages (path, cases[i].kind, 2);
      paper_reader_check_folder (
        folder, cases[i].first, cases[i].second, cases[i].strange, cases[i].fourth, NULL);
      remove_all (folder);
    }
  g_rmdir (folder);
}

/* That nobody writes into. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-pictures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.png", NULL);
  g_autofree char *pipe = g_build_filename (folder, "x-3.png", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  write_pages (path, ZHIHUI_PAPER_PNG, 2);
  paper_reader_check_folder (folder, "x-1.png", "x-2.png", "x-3.png", NULL);
  remove_all (folder);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-set/fewer-pages-leave-none-of-an-older-paper", test_fewer);
  g_test_add_func ("/picture-set/a-pipe-called-like-a-page-is-not-waited-for", test_pipe);
  return g_test_run ();
}
