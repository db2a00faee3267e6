/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-sums.h"
#include "zhihui-case-list.h"
#include "zhihui-report-parts.h"
#include "zhihui-report-private.h"

#include "zhihui-report-file.h"

#include <string.h>

/* Canonical data that are no tables come first, as they are; then all tables. */
static gboolean
append_data (const ZhihuiReportRequest *request, GString *csv, GError **error)
{
  g_autoptr (GPtrArray) tables =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  for (guint i = 0; i < zhihui_report_template_get_n_parts (request->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (request->template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->append_csv != NULL)
        {
          if (!kind->append_csv (request, part, csv, error))
            return FALSE;
        }
      else if (kind->add_tables != NULL && !kind->add_tables (request, part, tables, error))
        return FALSE;
    }
  /* What a part of boards has in no row of them; once, however many there are. */
  if (csv->len > 0)
    zhihui_board_sums_add_tables (request, tables);
  zhihui_data_tables_append_csv (tables, zhihui_situation_get_zone (request->situation), csv);
  return TRUE;
}

/**
 * zhihui_report_build_csv:
 *
 * Builds the canonical data of a report: those of its parts, in their order. Of the bulletin that
 * is every row of every board wanted, boards in their fixed order within peer groups in the
 * platform's order. A board that the platform does not count is left out:
 * zhihui_report_describe_absent() tells which.
 *
 * Returns: (transfer full) (nullable): UTF-8 without a byte order mark, or %NULL with
 *   %ZHIHUI_ERROR_NOT_FOUND when a board was not read or the platform counts none of them,
 *   %ZHIHUI_ERROR_INVALID when one is not whole
 */
GString *
zhihui_report_build_csv (const ZhihuiReportRequest *request, GError **error)
{
  g_autoptr (ZhihuiReportRequest) whole = zhihui_report_request_complete (request, error);
  g_autoptr (GString) csv = NULL;

  if (whole == NULL)
    return NULL;
  csv = g_string_sized_new (64 * 1024);
  if (!append_data (whole, csv, error))
    return NULL;
  return g_steal_pointer (&csv);
}

void
zhihui_report_proof_clear (ZhihuiReportProof *self)
{
  g_clear_pointer (&self->digest, g_free);
  self->n_rows = 0;
}

/**
 * zhihui_report_tell_proof:
 * @csv: canonical data of @request
 * @digest: (nullable): theirs, where it is known
 *
 * Tells who asked for it what the data come to: building them again for that would take as long as
 * the file.
 */
void
zhihui_report_tell_proof (const ZhihuiReportRequest *request,
                          const GString             *csv,
                          const char                *digest)
{
  ZhihuiReportProof *proof = request->proof;
  const char *const  after[] = { "\r\n" ZHIHUI_BOARD_SUMS_MARK "\r\n",
                                 "\r\n\"table\",\"" ZHIHUI_CASE_SELECTION "\"\r\n" };
  gsize              end = csv->len;

  if (proof == NULL)
    return;
  zhihui_report_proof_clear (proof);
  /* Sums are no rows that anybody took away, nor is what a list was asked for with. */
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    {
      const char *mark = strstr (csv->str, after[i]);

      if (mark != NULL)
        end = MIN (end, (gsize) (mark - csv->str));
    }
  for (gsize i = 0; i < end; i++)
    proof->n_rows += csv->str[i] == '\n';
  /* Nor is a head, which of several tables has two lines. */
  proof->n_rows -= g_str_has_prefix (csv->str, "\"table\",") ? 2 : 1;
  proof->n_rows = MAX (proof->n_rows, 0);
  proof->digest =
    digest != NULL
      ? g_strdup (digest)
      : g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
}

/**
 * zhihui_report_write_csv:
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes the data as CSV for spreadsheets: UTF-8 with a byte order mark.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_csv (const ZhihuiReportRequest *request, const char *path, GError **error)
{
  g_autoptr (GString) csv = zhihui_report_build_csv (request, error);

  if (csv == NULL)
    return FALSE;
  zhihui_report_tell_proof (request, csv, NULL);
  g_string_prepend (csv, "\xef\xbb\xbf");
  return zhihui_report_file_replace_text (path, csv, error);
}
