/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-ranking.h"
#include "zhihui-report-parts.h"
#include "zhihui-report-shelf.h"

#include <glib/gstdio.h>
#include <string.h>

static ZhihuiReportTemplate *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return zhihui_report_template_parse (bytes, "some/weekly.report", error);
}

static void
test_what_it_says (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiReportTemplate) template = parse ("[Report]\n"
                                                     "title = Weekly\n"
                                                     "title[zh_CN] = 周通报\n"
                                                     "title[de] = Woche\n"
                                                     "issuer = 某中心\n"
                                                     "number = 〔2026〕3 号\n"
                                                     "marking = 内部\n"
                                                     "paper = a3-landscape\n"
                                                     "period = 2026-07\n"
                                                     "appendix = yes\n"
                                                     "[1]\n"
                                                     "part = boards\n"
                                                     "boards = overdue, return\n"
                                                     "peers = town , village\n"
                                                     "tiers = yes\n"
                                                     "[2]\n"
                                                     "part=signature\n",
                                                     &error);
  const ZhihuiTemplatePart *part;

  g_assert_no_error (error);
  g_assert_cmpstr (zhihui_report_template_get_name (template), ==, "weekly");
  g_assert_cmpstr (zhihui_report_template_get_title (template), ==, "周通报");
  g_assert_cmpstr (zhihui_report_template_get_issuer (template), ==, "某中心");
  g_assert_cmpstr (zhihui_report_template_get_number (template), ==, "〔2026〕3 号");
  g_assert_cmpstr (zhihui_report_template_get_marking (template), ==, "内部");
  g_assert_cmpstr (zhihui_report_template_get_period (template), ==, "2026-07");
  g_assert_true (zhihui_report_template_has_appendix (template));
  g_assert_cmpfloat (zhihui_report_template_get_format (template)->width, >, 1190);
  g_assert_cmpuint (zhihui_report_template_get_n_parts (template), ==, 2);
  part = zhihui_report_template_get_part (template, 0);
  g_assert_cmpstr (zhihui_template_part_get_kind (part)->name, ==, "boards");
  g_assert_cmpuint (zhihui_template_part_get_boards (part, "boards"),
                    ==,
                    1u << ZHIHUI_BOARD_OVERDUE | 1u << ZHIHUI_BOARD_RETURN);
  g_assert_cmpstr (zhihui_template_part_get_words (part, "peers")[0], ==, "town");
  g_assert_cmpstr (zhihui_template_part_get_words (part, "peers")[1], ==, "village");
  g_assert_null (zhihui_template_part_get_words (part, "peers")[2]);
  g_assert_true (zhihui_template_part_is_on (part, "tiers"));
  part = zhihui_report_template_get_part (template, 1);
  g_assert_cmpstr (zhihui_template_part_get_kind (part)->name, ==, "signature");
  g_assert_cmpuint (zhihui_template_part_get_boards (part, "boards"), ==, 0);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *said;
  } faults[] = {
    { "", ":1:1: " },
    { "[Report]\n", ":1:1: " },
    { "[1]\npart=title\n", ":1:1: " },
    { "[Report]\n[2]\npart=title\n", ":1:1: " },
    { "[Report]\n[1]\npart=title\n[3]\npart=title\n", ":4:1: " },
    { "[Report]\n[1]\n", ":2:1: " },
    { "[Report]\n[1]\npart = tittle\n", ":3:8: " },
    { "[Report]\n[1]\npart = title\nboards = overdue\n", ":4:1: " },
    { "[Report]\n[1]\npart = boards\nboards = overdue,late\n", ":4:10: " },
    { "[Report]\n[1]\npart = boards\n  tiers = maybe\n", ":4:11: " },
    { "[Report]\ntitle = \n[1]\npart=title\n", ":2:9: " },
    { "[Report]\nmarking = 机密\n[1]\npart=title\n", ":2:11: " },
    { "[Report]\nmarking[zh_CN] = 机　密\n[1]\npart=title\n", ":2:" },
    { "[Report]\nmarking[de] = 絕密\n[1]\npart=title\n", ":2:" },
    { "[Report]\nnumber = 秘密〔2026〕3 号\n[1]\npart=title\n", ":2:" },
    { "[Report]\ntitle = 机密件办理通报\n[1]\npart=title\n", ":2:" },
    { "[Report]\nissuer = 机密室\n[1]\npart=title\n", ":2:" },
    { "[Report]\n[1]\npart=text\ntext=密级：机 密★一年\n", ":4:" },
    { "[Report]\n[1]\npart=text\nheading=绝密\ntext=一\n", ":4:" },
    { "[Report]\npaper = a5\n[1]\npart=title\n", ":2:9: " },
    { "[Report]\nappendix = 1\n[1]\npart=title\n", ":2:12: " },
    { "[Report]\ncolour = red\n[1]\npart=title\n", ":2:1: " },
    { "[Report]\n[1]\npart=title\n[Extra]\n", ":4:1: " },
    { "[Report]\n[1]\npart=title\n[Report]\n", ":4:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *start = g_strconcat ("some/weekly.report", faults[i].said, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i].text);
      g_assert_null (parse (faults[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, start));
    }
}

static void
test_shipped (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "reports", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (ZhihuiReportShelf) shelf = zhihui_report_shelf_new (NULL);
  const char *name;
  guint       n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *base = g_strndup (name, strcspn (name, "."));
      g_autoptr (GError) error = NULL;

      zhihui_report_shelf_find (shelf, base, &error);
      g_assert_no_error (error);
      n++;
    }
  g_assert_cmpuint (n, ==, zhihui_report_shelf_get_n_templates (shelf));
}

static void
write_template (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* One's own takes the place of a shipped one; a wrong one holds nothing, and is told. */
static void
test_own (void)
{
  static const char *const names[] = {
    "bulletin.report", "wrong.report", "mine.report", ".x.report", "notes.txt"
  };
  g_autofree char *folder = g_dir_make_tmp ("zhihui-report-XXXXXX", NULL);
  g_autoptr (ZhihuiReportShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiReportTemplate *template;

  write_template (folder, names[0], "[Report]\ntitle = 自己的\n[1]\npart = text\ntext = 话\n");
  write_template (folder, names[1], "[Report]\nbroken\n");
  write_template (folder, names[2], "[Report]\n[1]\npart = title\n");
  write_template (folder, names[3], "?");
  write_template (folder, names[4], "?");
  shelf = zhihui_report_shelf_new (folder);
  template = zhihui_report_shelf_find (shelf, "bulletin", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zhihui_report_template_get_title (template), ==, "自己的");
  g_assert_nonnull (zhihui_report_shelf_find (shelf, "mine", NULL));
  g_assert_nonnull (strstr (zhihui_report_shelf_get_fault (shelf, 0), "wrong.report:2:1: "));
  g_assert_null (zhihui_report_shelf_get_fault (shelf, 1));
  g_assert_null (zhihui_report_shelf_find (shelf, "wrong", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "bulletin, bulletin-tiers"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_order_of_faults (void)
{
  static const char *const names[] = { "e.report", "b.report", "d.report", "a.report", "c.report" };
  g_autofree char         *folder = g_dir_make_tmp ("zhihui-report-XXXXXX", NULL);
  g_autoptr (ZhihuiReportShelf) shelf = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_template (folder, names[i], "[Report]\nbroken\n");
  shelf = zhihui_report_shelf_new (folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("/%c.report:2:1: ", 'a' + (int) i);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_nonnull (strstr (zhihui_report_shelf_get_fault (shelf, i), name));
      g_unlink (path);
    }
  g_assert_null (zhihui_report_shelf_get_fault (shelf, G_N_ELEMENTS (names)));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/it-says-what-stands-in-the-file", test_what_it_says);
  g_test_add_func ("/template/a-fault-is-told-by-line-and-column", test_faults);
  g_test_add_func ("/template/all-that-are-shipped-are-right", test_shipped);
  g_test_add_func ("/template/ones-own-take-the-place-of-shipped-ones", test_own);
  g_test_add_func ("/template/faults-are-told-in-the-order-of-their-files", test_order_of_faults);
  return g_test_run ();
}
