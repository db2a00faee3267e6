/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-report-shelf.h"
#include "zhihui-report.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char            *path; /* owned */
  ZhihuiSituation *situation;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = paper_reader_make_path ();
  fixture->situation = report_sample_new (99, 20);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  paper_reader_remove_path (fixture->path);
  zhihui_situation_unref (fixture->situation);
}

static guint
write_pdf (Fixture *fixture)
{
  ZhihuiReportRequest request = { .situation = fixture->situation,
                                  .now_us = g_get_monotonic_time () };
  g_autoptr (GError) error = NULL;
  guint n_pages = 0;

  zhihui_report_write_pdf (&request, fixture->path, &n_pages, &error);
  g_assert_no_error (error);
  return n_pages;
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  guint            n_pages = write_pdf (fixture);
  g_autofree char *last = g_strdup_printf ("共%u页", n_pages);

  if (paper_reader_lacks ("pdftotext"))
    return;
  text = paper_reader_run ("pdftotext", "-layout", fixture->path, "-", NULL);
  g_assert_nonnull (strstr (text, "民生诉求办理排行通报"));
  g_assert_nonnull (strstr (text, "淄川区般阳民生服务中心"));
  g_assert_nonnull (strstr (text, "2026年7月29日 14:05:12"));
  g_assert_nonnull (strstr (text, "松龄路街道"));
  g_assert_nonnull (strstr (text, "样本不足"));
  g_assert_nonnull (strstr (text, "SHA-256"));
  g_assert_nonnull (strstr (text, "409"));
  /* The reader may set blanks between Chinese and digits. */
  paper_reader_remove_blanks (text);
  g_assert_nonnull (strstr (text, last));
}

/* On each page, as it stands in the keywords. */
static void
test_whole_digest (Fixture *fixture, gconstpointer data)
{
  guint            n_pages = write_pdf (fixture);
  g_autofree char *keywords = NULL, *digest = NULL;
  const char      *at;

  if (paper_reader_lacks ("pdftotext") || paper_reader_lacks ("pdfinfo"))
    return;
  keywords = paper_reader_run ("pdfinfo", fixture->path, NULL);
  at = strstr (keywords, "sha256:");
  g_assert_nonnull (at);
  digest = g_strdup_printf ("SHA-256%.64s", at + strlen ("sha256:"));
  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = paper_reader_get_page (fixture->path, page);

      g_assert_nonnull (strstr (text, digest));
    }
}

/* What a paper lists and how it stands there is said, and only by a paper that lists it. */
static void
test_listed_cases (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *template, *order;
    gboolean is_cut, says_cases, says_order, is_asked;
  } papers[] = {
    { "cases", "due_at desc", FALSE, TRUE, TRUE },
    { "cases", "submitted_at desc", FALSE, TRUE, FALSE },
    { "cases", NULL, FALSE, TRUE, FALSE },
    { "bulletin", "due_at desc", FALSE, FALSE, FALSE },
    { "cases", "submitted_at desc", TRUE, TRUE, TRUE },
    /* asked for anew, and put into its order */
    { "cases", "due_at desc", FALSE, TRUE, TRUE, TRUE },
    { "cases", "submitted_at desc", FALSE, TRUE, FALSE, TRUE },
  };
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_parse_query ("state=closed", NULL);
  g_autoptr (ZhihuiDeskCases) listed = zhihui_desk_cases_new ();

  if (paper_reader_lacks ("pdfinfo"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (ZhihuiReportTemplate) template =
        zhihui_report_shelf_dup_shipped (papers[i].template);
      g_autofree char    *info = NULL;
      ZhihuiReportRequest request = { .situation = fixture->situation,
                                      .template = template,
                                      .cases = filter,
                                      .listed = papers[i].is_asked ? NULL : listed,
                                      .listed_order = papers[i].order,
                                      .now_us = g_get_monotonic_time () };

      g_free (listed->next);
      listed->next = papers[i].is_cut ? g_strdup ("more") : NULL;
      g_assert_true (zhihui_report_write_pdf (&request, fixture->path, NULL, NULL));
      info = paper_reader_run ("pdfinfo", fixture->path, NULL);
      g_assert_cmpint (strstr (info, " cases:state") != NULL, ==, papers[i].says_cases);
      g_assert_cmpint (strstr (info, " cases_order:") != NULL, ==, papers[i].says_order);
    }
}

/* Ranks of four digits that have changed by as many lie over nothing. */
static void
test_long_ranks (Fixture *fixture, gconstpointer data)
{
  guint n;

  g_clear_pointer (&fixture->situation, zhihui_situation_unref);
  fixture->situation = report_sample_new (1240, 20);
  write_pdf (fixture);
  if (paper_reader_lacks ("pdftotext"))
    return;
  n = paper_reader_check_overlap (fixture->path);
  g_assert_cmpuint (n, >, 10000);
}

/* Every row of every board is printed with its fraction. */
static void
test_all_rows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_pdf (fixture);
  if (paper_reader_lacks ("pdftotext"))
    return;
  text = paper_reader_run ("pdftotext", "-layout", fixture->path, "-", NULL);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (fixture->situation, board, "department");

      for (guint i = 0; i < ranking->n_scores; i++)
        {
          g_autofree char *fraction = g_strdup_printf (
            "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, ranking->scores[i].k, ranking->scores[i].n);

          g_assert_nonnull (strstr (text, ranking->scores[i].unit->short_name));
          if (board != ZHIHUI_BOARD_VOLUME)
            g_assert_nonnull (strstr (text, fraction));
        }
    }
}

static void
test_identical (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize            first_length, second_length;

  write_pdf (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &first, &first_length, NULL));
  zhihui_situation_unref (fixture->situation);
  fixture->situation = report_sample_new (99, 20);
  write_pdf (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

static void
test_sound_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;

  write_pdf (fixture);
  if (paper_reader_lacks ("qpdf"))
    return;
  said = paper_reader_run ("qpdf", "--check", fixture->path, NULL);
  g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
}

static void
test_chinese_faces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fonts = NULL;

  write_pdf (fixture);
  if (paper_reader_lacks ("pdffonts"))
    return;
  fonts = paper_reader_run ("pdffonts", fixture->path, NULL);
  g_assert_nonnull (strstr (fonts, "CJKsc"));
  g_assert_null (strstr (fonts, "CJKjp"));
}

static void
test_digest (Fixture *fixture, gconstpointer data)
{
  ZhihuiReportRequest request = { .situation = fixture->situation };
  g_autoptr (GError) error = NULL;
  g_autofree char *info = NULL;
  g_autofree char *digest = NULL;
  GString         *csv = zhihui_report_build_csv (&request, &error);

  g_assert_no_error (error);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, csv->str, (gssize) csv->len);
  g_string_free (csv, TRUE);
  write_pdf (fixture);
  if (paper_reader_lacks ("pdfinfo"))
    return;
  info = paper_reader_run ("pdfinfo", fixture->path, NULL);
  g_assert_nonnull (strstr (info, digest));
}

static void
test_missing_board (Fixture *fixture, gconstpointer data)
{
  const char *const peers[] = { "town", NULL };
  g_autoptr (ZhihuiRanking) cut = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fixture->situation);
  ZhihuiReportRequest     request = { .peers = peers };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSituation) situation = NULL;

  cut = zhihui_ranking_cut (
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_OVERDUE, "town"), 1, 3);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_OVERDUE, "town", cut);
  situation = zhihui_situation_builder_finish (builder);
  request.situation = situation;

  g_assert_false (zhihui_report_write_pdf (&request, fixture->path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* The sample, without @boards of @peer (NULL: of any): the platform does not count them. */
static ZhihuiSituation *
make_without (ZhihuiSituation *whole, guint boards, const char *peer)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (whole);
  GPtrArray              *peers = zhihui_situation_get_meta (whole)->peers;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const char   *id = ((ZhihuiPeer *) peers->pdata[i])->id;
        ZhihuiReceipt absent = *zhihui_situation_get_ranking_receipt (whole, board, id);

        if ((boards & (1u << board)) == 0 || (peer != NULL && !g_str_equal (peer, id)))
          continue;
        absent.http_status = ZHIHUI_STATUS_NOT_OFFERED;
        absent.has_data = FALSE;
        zhihui_situation_builder_set_ranking (builder, board, id, NULL);
        zhihui_situation_builder_set_ranking_receipt (builder, board, id, &absent);
      }
  return zhihui_situation_builder_finish (builder);
}

static void
test_absent_boards (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    guint       boards;
    const char *peer, *said;
  } cases[] = {
    { 1u << ZHIHUI_BOARD_RETURN, NULL, "本平台不提供：退回率。" },
    { 1u << ZHIHUI_BOARD_RETURN, "town", "本平台不提供：退回率（镇街道）。" },
    { 1u << ZHIHUI_BOARD_VOLUME | 1u << ZHIHUI_BOARD_SATISFIED,
      NULL,
      "本平台不提供：办件量、满意度。" },
  };

  if (paper_reader_lacks ("pdftotext"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiSituation) situation =
        make_without (fixture->situation, cases[i].boards, cases[i].peer);
      ZhihuiReportRequest request = { .situation = situation, .now_us = g_get_monotonic_time () };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      zhihui_report_write_pdf (&request, fixture->path, NULL, &error);
      g_assert_no_error (error);
      text = paper_reader_get_text (fixture->path);
      g_assert_nonnull (strstr (text, cases[i].said));
      g_assert_nonnull (strstr (text, "部分榜单平台未提供"));
      g_assert_nonnull (strstr (text, "松龄路街道"));
    }
}

static void
test_no_board (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) situation =
    make_without (fixture->situation, (1u << ZHIHUI_N_BOARDS) - 1, NULL);
  ZhihuiReportRequest request = { .situation = situation, .now_us = g_get_monotonic_time () };
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_report_write_pdf (&request, fixture->path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_markings (Fixture *fixture, gconstpointer data)
{
  ZhihuiReportRequest request = { .situation = fixture->situation, .marking = "内部 秘密" };
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_report_write_pdf (&request, fixture->path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  request.marking = "内部资料 注意保存";
  g_clear_error (&error);
  zhihui_report_check_heads (&request, &error);
  g_assert_no_error (error);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  ZhihuiReportRequest request = { .situation = fixture->situation };
  g_autofree char    *folder = g_path_get_dirname (fixture->path);
  g_autofree char    *path = g_build_filename (folder, "none", "x.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_report_write_pdf (&request, path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/pdf/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("its-text-can-be-searched-and-copied", test_text);
  ADD ("the-whole-digest-stands-on-every-page", test_whole_digest);
  ADD ("listed-cases-and-their-order-are-said-where-they-are", test_listed_cases);
  ADD ("every-ranked-row-is-printed-with-its-fraction", test_all_rows);
  ADD ("long-ranks-lie-over-nothing", test_long_ranks);
  ADD ("equal-figures-give-equal-bytes", test_identical);
  ADD ("another-reader-finds-the-file-sound", test_sound_file);
  ADD ("chinese-is-set-in-simplified-forms", test_chinese_faces);
  ADD ("the-digest-is-that-of-the-canonical-data", test_digest);
  ADD ("a-board-that-is-not-whole-is-refused", test_missing_board);
  ADD ("a-board-that-is-not-offered-is-named-and-the-others-are-printed", test_absent_boards);
  ADD ("of-a-platform-without-boards-there-is-no-paper", test_no_board);
  ADD ("markings-of-state-secrets-are-refused", test_markings);
  ADD ("a-folder-that-does-not-exist-is-said", test_unwritable);
#undef ADD
  return g_test_run ();
}
