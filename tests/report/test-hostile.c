/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naughty-lines.h"
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-language.h"
#include "zhihui-report.h"

#include <cairo.h>
#include <string.h>

/* Texts that no platform should send, on paper: as every name, and as all that the command line
 * says. */

#define LONG_CHARACTERS 10000
/* The sample takes three pages; what it is told may take some more, by its length. */
#define MOST_PAGES(length) (8 + (length) / 1000)

static const char *const texts[] = {
  "",
  "   ",
  "\u200b\u200d\ufeff",
  "<b>&amp;</b> <span foreground='red'>x</span>",
  "=HYPERLINK(\"http://a\",\"b\")",
  "%s%n%1$s %",
  ") Tj ET endstream endobj trailer <</Root 1 0 R>> \\ (",
  "甲\n乙\r\n丙\t丁\v戊",
  "甲\x01\x1b[31m乙\x7f",
  "甲\u202e乙\u2066丙\u2069\u202c丁",
  "甲\u200f\u061c乙",
  "שלום עולם 12/34 (א)",
  "مكتب الخدمات العامة ٣/١٠",
  "Z̴̢̛̗̖̙̘̗̖̙̘ą̷̛̗̖̗̖̗̖̗̖l̴̨̛̗̖̗̖̗̖g̷̛̗̖̗̖o̴̗̖̙̘̗̖̙̘",
  "👩‍👩‍👧‍👦🇨🇳👍🏽",
  "𠮷𡈽𩸽𫖯𬀩",
  "\U00050000\U0010fffd",
  "\xff\xfe甲\xc3",
  "\ufffe甲\uffff\ufdd0",
  "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ",
  "Ｗ－～／·——……（《",
  "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
};

typedef struct
{
  char *path; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = paper_reader_make_path ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  paper_reader_remove_path (fixture->path);
}

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

static void
rename_unit (ZhihuiUnit *unit, const char *name)
{
  replace (&unit->name, name);
  replace (&unit->short_name, name);
}

/* The situation is our own and not shown yet: unit after unit gets the next of @names. */
static void
rename_units (ZhihuiSituation *situation, const char *const *names, guint n_names)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  for (guint i = 0; i < meta->peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = meta->peers->pdata[i];
        ZhihuiRanking    *ranking = zhihui_situation_get_ranking (situation, board, peer->id);
        guint             n = 0;

        for (guint j = 0; j < ranking->n_scores; j++)
          rename_unit (ranking->scores[j].unit, names[n++ % n_names]);
        for (guint j = 0; j < ranking->n_unranked_sent; j++)
          rename_unit (ranking->unranked[j].unit, names[n++ % n_names]);
      }
}

static void
rename_all (ZhihuiSituation *situation, const char *text)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  rename_units (situation, &text, 1);
  replace (&meta->name, text);
  replace (&meta->title, text);
  replace (&meta->issuer, text);
  replace (&meta->rule_version, text);
  for (guint i = 0; i < meta->peers->len; i++)
    replace (&((ZhihuiPeer *) meta->peers->pdata[i])->label, text);
}

/* Nothing is painted beside a page, be it text or not. */
static void
check_ink (ZhihuiPaper *paper)
{
  double width, height;

  zhihui_paper_get_size (paper, &width, &height);
  for (guint page = 0; page < zhihui_paper_get_n_pages (paper); page++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t         *cr = cairo_create (surface);
      double           left, top, wide, high;

      zhihui_paper_paint_page (paper, cr, page);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_recording_surface_ink_extents (surface, &left, &top, &wide, &high);
      g_assert_cmpfloat (left, >=, 0);
      g_assert_cmpfloat (top, >=, 0);
      g_assert_cmpfloat (left + wide, <=, width);
      g_assert_cmpfloat (top + high, <=, height);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static ZhihuiReportRequest
make_request (ZhihuiSituation *situation, const char *text)
{
  return (ZhihuiReportRequest){
    .situation = situation,
    .boards = 1u << ZHIHUI_BOARD_VOLUME | 1u << ZHIHUI_BOARD_OVERDUE,
    .title = text,
    .issuer = text,
    .number = text,
    .marking = text,
    .now_us = g_get_monotonic_time (),
  };
}

static ZhihuiPaper *
make_paper (const ZhihuiReportRequest *request, const char *text)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPaper *paper = zhihui_report_make_paper (request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_paper_get_n_pages (paper), <=, MOST_PAGES (strlen (text)));
  return paper;
}

static void
check_pages (const char *text)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (4, 20);
  ZhihuiReportRequest request = make_request (situation, text);
  g_autoptr (ZhihuiPaper) paper = NULL;

  /* some are ranked, some are too few: names in rows and in sentences */
  request.boards = 1u << ZHIHUI_BOARD_OVERDUE;
  rename_all (situation, text);
  paper = make_paper (&request, text);
  check_ink (paper);
}

static void
write_paper (ZhihuiPaper *paper, const char *path)
{
  g_autoptr (GError) error = NULL;

  zhihui_paper_write (paper, path, ZHIHUI_PAPER_PDF, &error);
  g_assert_no_error (error);
  paper_reader_check_file (path);
}

/* With @text as all that it may be, and under all of it as well. */
static void
check_files (const char *text, const char *path)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (4, 20);
  ZhihuiReportRequest request = make_request (situation, text);
  g_autoptr (ZhihuiPaper) plain = NULL, marked = NULL;

  rename_all (situation, text);
  plain = make_paper (&request, text);
  write_paper (plain, path);
  if (!paper_reader_lacks ("pdftotext"))
    g_assert_cmpuint (paper_reader_check_overlap (path), >, 100);
  request.watermark = text;
  marked = make_paper (&request, text);
  write_paper (marked, path);
}

static void
test_own_list (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%u: %s", i, texts[i]);
      check_pages (texts[i]);
      check_files (texts[i], fixture->path);
    }
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "长", "/", "שלום", "e\u0301", "（" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      long n = g_utf8_strlen (parts[i], -1);

      g_test_message ("%s", parts[i]);
      for (long j = 0; j < LONG_CHARACTERS / n; j++)
        g_string_append (text, parts[i]);
      check_pages (text->str);
      if (i < 2)
        check_files (text->str, fixture->path);
    }
}

static void
test_naughty_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) strings = naughty_lines_load ();

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    {
      g_test_message ("%s", (char *) strings->pdata[i]);
      check_pages (strings->pdata[i]);
    }
}

/* As many units as there are strings, each named by one. */
static void
test_naughty_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) strings = naughty_lines_load ();
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiReportRequest request = { .now_us = g_get_monotonic_time () };

  if (strings == NULL)
    return;
  situation = report_sample_new (strings->len, 20);
  rename_units (situation, (const char *const *) strings->pdata, strings->len);
  request.situation = situation;
  paper = zhihui_report_make_paper (&request, &error);
  g_assert_no_error (error);
  check_ink (paper);
  write_paper (paper, fixture->path);
  if (!paper_reader_lacks ("pdftotext"))
    g_assert_cmpuint (paper_reader_check_overlap (fixture->path), >, 4 * strings->len);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/hostile/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("texts-of-every-kind-stay-on-their-page", test_own_list);
  ADD ("ten-thousand-characters-stay-on-their-page", test_long);
  ADD ("naughty-strings-as-every-text-stay-on-their-page", test_naughty_pages);
  ADD ("a-board-of-naughty-strings-is-a-sound-file", test_naughty_files);
#undef ADD
  return g_test_run ();
}
