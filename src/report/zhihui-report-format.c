/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-format.h"

static const struct
{
  const char     *ending;
  ZhihuiPaperKind paper; /* of pages */
} formats[] = {
  [ZHIHUI_REPORT_PDF] = { "pdf", ZHIHUI_PAPER_PDF },
  [ZHIHUI_REPORT_PNG] = { "png", ZHIHUI_PAPER_PNG },
  [ZHIHUI_REPORT_SVG] = { "svg", ZHIHUI_PAPER_SVG },
  [ZHIHUI_REPORT_CSV] = { .ending = "csv" },
  [ZHIHUI_REPORT_XLSX] = { .ending = "xlsx" },
  [ZHIHUI_REPORT_JSON] = { .ending = "json" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (formats) == ZHIHUI_N_REPORT_FORMATS);

/**
 * zhihui_report_format_get_ending:
 *
 * Returns: (transfer none): of the names of such files, and what the format is called
 */
const char *
zhihui_report_format_get_ending (ZhihuiReportFormat format)
{
  g_return_val_if_fail (format < ZHIHUI_N_REPORT_FORMATS, NULL);

  return formats[format].ending;
}

/**
 * zhihui_report_format_is_for_programs:
 *
 * Returns: whether such a file has tables and no pages
 */
gboolean
zhihui_report_format_is_for_programs (ZhihuiReportFormat format)
{
  return format == ZHIHUI_REPORT_CSV || format == ZHIHUI_REPORT_XLSX ||
         format == ZHIHUI_REPORT_JSON;
}

/**
 * zhihui_report_format_write:
 * @request: what is written
 * @path: of the file; of several pages as pictures FILE.png stands for FILE-1.png, FILE-2.png …
 * @n_pages: (out) (optional): how many pages it has; as it was where the format has none
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_format_write (ZhihuiReportFormat         format,
                            const ZhihuiReportRequest *request,
                            const char                *path,
                            guint                     *n_pages,
                            GError                   **error)
{
  g_return_val_if_fail (format < ZHIHUI_N_REPORT_FORMATS, FALSE);

  switch (format)
    {
    case ZHIHUI_REPORT_CSV:
      return zhihui_report_write_csv (request, path, error);
    case ZHIHUI_REPORT_XLSX:
      return zhihui_report_write_workbook (request, path, error);
    case ZHIHUI_REPORT_JSON:
      return zhihui_report_write_json (request, path, error);
    case ZHIHUI_REPORT_PDF:
    case ZHIHUI_REPORT_PNG:
    case ZHIHUI_REPORT_SVG:
    case ZHIHUI_N_REPORT_FORMATS:
    default:
      return zhihui_report_write_paper (request, path, formats[format].paper, n_pages, error);
    }
}
