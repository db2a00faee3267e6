/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-paper-words.h"
#include "zhihui-report-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each row of the canonical data begins at the edge of a line. */
static void
add_appendix (ZhihuiPaper *paper, const GString *csv)
{
  ZhihuiBlock *heading =
    zhihui_paper_add_heading (paper, _ ("Appendix: canonical data"), "appendix");
  g_auto (GStrv) rows = g_strsplit (csv->str, "\n", -1);

  heading->starts_page = TRUE;
  heading->label = "A-";
  for (guint i = 0; rows[i] != NULL; i++)
    zhihui_paper_add_paragraph (paper, g_strchomp (rows[i]), ZHIHUI_WORDS_DATA);
}

/* (nullable): the days that it is about, on every page but the first */
static char *
make_running_head (const ZhihuiReportRequest *request)
{
  char *span = NULL;

  if (!zhihui_report_part_make_span (request, &span))
    span = zhihui_report_part_make_board_span (request);
  return span;
}

static void
set_texts (const ZhihuiReportRequest *asked,
           const ZhihuiReportRequest *request,
           ZhihuiPaper               *paper,
           const GString             *csv)
{
  gint64      as_of = zhihui_situation_get_as_of (request->situation);
  ZhihuiCivil civil = zhihui_zone_to_civil (zhihui_situation_get_zone (request->situation), as_of);
  g_autofree char *digest = NULL;
  g_autofree char *running = make_running_head (request);
  g_autofree char *keywords = zhihui_report_make_keywords (asked, request, csv, &digest);
  /* Translators: number of the snapshot (date-time) */
  g_autofree char *foot = g_strdup_printf (_ ("Snapshot %1$04d%2$02d%3$02d-%4$02d%5$02d"),
                                           civil.year,
                                           civil.month,
                                           civil.mday,
                                           civil.hour,
                                           civil.minute);
  g_autofree char *proof = g_strdup_printf ("SHA-256 %s", digest);

  zhihui_report_tell_proof (request, csv, digest);
  zhihui_paper_set_made (paper, as_of);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_TITLE, zhihui_report_get_title (request));
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_RUNNING_HEAD, running);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_AUTHOR, zhihui_report_get_issuer (request));
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_SUBJECT, request->number);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_KEYWORDS, keywords);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_FOOT, foot);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_DIGEST, proof);
  zhihui_paper_set_text (paper, ZHIHUI_PAPER_WATERMARK, request->watermark);
}

/**
 * zhihui_report_make_paper:
 * @request: what is to be printed; its situation must hold every board wanted, whole
 * @error: return location: as of zhihui_report_build_csv(), or %ZHIHUI_ERROR_INVALID for a marking
 *   that must not be
 *
 * Returns: (transfer full) (nullable): the paper, which borrows what @request points to
 */
ZhihuiPaper *
zhihui_report_make_paper (const ZhihuiReportRequest *request, GError **error)
{
  ZhihuiReportRequest *whole = zhihui_report_request_complete (request, error);
  g_autoptr (ZhihuiPaper) paper = NULL;
  g_autoptr (GString) csv = NULL;
  ZhihuiPaperFormat format;

  if (whole == NULL)
    return NULL;
  zhihui_paper_format_parse ("a4", &format, NULL);
  paper = zhihui_paper_new (whole->format != NULL ? whole->format : &format);
  zhihui_paper_set_glyph_finder (paper, whole->finder);
  zhihui_paper_own (paper, whole, (GDestroyNotify) zhihui_report_request_free);
  csv = zhihui_report_build_csv (whole, error);
  if (csv == NULL)
    return NULL;

  set_texts (request, whole, paper, csv);
  for (guint i = 0; i < zhihui_report_template_get_n_parts (whole->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (whole->template, i);

      zhihui_template_part_get_kind (part)->add_blocks (whole, part, paper);
    }
  if (whole->has_appendix)
    add_appendix (paper, csv);
  return g_steal_pointer (&paper);
}

/**
 * zhihui_report_write_paper:
 * @request: what is to be printed; its situation must hold every board wanted, whole
 * @path: replaced in one step: a failure leaves what was there; of pictures of several pages
 *   FILE.png stands for FILE-1.png, FILE-2.png …
 * @n_pages: (out) (optional): number of pages written
 *
 * Writes a report as PDF or pictures. Needs no display. Equal figures give equal bytes: the dates
 * in the file are those of the figures, or `SOURCE_DATE_EPOCH`.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_paper (const ZhihuiReportRequest *request,
                           const char                *path,
                           ZhihuiPaperKind            kind,
                           guint                     *n_pages,
                           GError                   **error)
{
  g_autoptr (ZhihuiPaper) paper = zhihui_report_make_paper (request, error);

  if (paper == NULL)
    return FALSE;
  if (n_pages != NULL)
    *n_pages = zhihui_paper_get_n_pages (paper);
  return zhihui_paper_write (paper, path, kind, error);
}

/**
 * zhihui_report_write_pdf:
 *
 * As zhihui_report_write_paper().
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_pdf (const ZhihuiReportRequest *request,
                         const char                *path,
                         guint                     *n_pages,
                         GError                   **error)
{
  return zhihui_report_write_paper (request, path, ZHIHUI_PAPER_PDF, n_pages, error);
}
