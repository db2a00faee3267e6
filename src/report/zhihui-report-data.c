/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-parts.h"
#include "zhihui-report-private.h"

#include "zhihui-map-panel.h"
#include "zhihui-parts-private.h"
#include "zhihui-tables.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*WriteFunc) (GPtrArray              *tables,
                               const ZhihuiTablesHead *head,
                               const char             *path,
                               GError                **error);

/**
 * zhihui_report_list_tables:
 * @error: return location: as of zhihui_report_build_csv()
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiDataTable): what the parts show, in their
 *   order, for people
 */
GPtrArray *
zhihui_report_list_tables (const ZhihuiReportRequest *request, GError **error)
{
  g_autoptr (ZhihuiReportRequest) whole = zhihui_report_request_complete (request, error);
  g_autoptr (GPtrArray) tables = NULL;

  if (whole == NULL)
    return NULL;
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);
  for (guint i = 0; i < zhihui_report_template_get_n_parts (whole->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (whole->template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->add_tables != NULL && !kind->add_tables (whole, part, tables, error))
        return NULL;
    }
  return g_steal_pointer (&tables);
}

/* What a figure is, in one line. */
static char *
define (const ZhihuiMetricTraits *traits)
{
  if (traits->is_count)
    return g_strdup (_ (traits->denominator));
  /* Translators: what the numerator of a rate counts, what its denominator does */
  return g_strdup_printf (
    _ ("Numerator: %1$s. Denominator: %2$s."), _ (traits->numerator), _ (traits->denominator));
}

/* What stands beside the board of satisfaction. */
static guint
define_rated (const ZhihuiReportRequest *request, ZhihuiTablesFact *definition, char **text)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ZHIHUI_METRIC_RATED_RATE);

  if (!request->is_for_programs || !zhihui_report_wants_board (request, ZHIHUI_BOARD_SATISFIED) ||
      zhihui_report_find_ranking (request, ZHIHUI_BOARD_SATISFIED) == NULL)
    return 0;
  *text = define (traits);
  *definition = (ZhihuiTablesFact){ _ (traits->title), *text };
  return 1;
}

static guint
define_boards (const ZhihuiReportRequest *request, ZhihuiTablesFact *definitions, char **texts)
{
  guint n = 0;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (board));
      gboolean                  is_board = zhihui_report_wants_board (request, board) &&
                          zhihui_report_find_ranking (request, board) != NULL;

      /* What a map counts without rates are the cases of a region, no unit's. */
      if (!is_board && ((request->maps & (1u << board)) == 0 || traits->is_count))
        continue;
      texts[n] = define (traits);
      definitions[n].name = is_board ? _ (traits->title) : zhihui_map_board_get_title (board);
      definitions[n].text = texts[n];
      n++;
    }
  return n + define_rated (request, &definitions[n], &texts[n]);
}

/* NULL: not the same days for all boards, each table tells its own. */
static char *
describe_period (const ZhihuiReportRequest *request)
{
  const ZhihuiRanking *first = zhihui_report_find_first_ranking (request);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS && first != NULL; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_wants_board (request, board)
                                       ? zhihui_report_find_ranking (request, board)
                                       : NULL;

      if (ranking != NULL &&
          (ranking->window.from != first->window.from || ranking->window.to != first->window.to))
        return NULL;
    }
  return zhihui_report_part_make_board_span (request);
}

static gboolean
write_tables (const ZhihuiReportRequest *request, WriteFunc write, const char *path, GError **error)
{
  g_autoptr (ZhihuiReportRequest) whole = zhihui_report_request_complete (request, error);
  g_autoptr (GPtrArray) tables = whole != NULL ? zhihui_report_list_tables (whole, error) : NULL;
  g_autoptr (GString) csv = tables != NULL ? zhihui_report_build_csv (whole, error) : NULL;
  const ZhihuiRanking *first;
  ZhihuiTablesFact     definitions[ZHIHUI_N_BOARDS + 1];
  char                *texts[ZHIHUI_N_BOARDS + 1] = { NULL };
  g_autofree char     *digest = NULL, *period = NULL, *source = NULL;
  ZhihuiTablesFact     fact;
  ZhihuiTablesHead     head;
  gboolean             fresh, written;

  if (csv == NULL)
    return FALSE;
  first = zhihui_report_find_first_ranking (whole);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
  zhihui_report_tell_proof (whole, csv, digest);
  period = describe_period (whole);
  source = zhihui_part_describe_source (whole, &fresh);
  fact = (ZhihuiTablesFact){ _ ("Source"), source };
  head = (ZhihuiTablesHead){
    .title = zhihui_report_get_title (whole),
    .issuer = zhihui_report_get_issuer (whole),
    .number = whole->number,
    .marking = zhihui_report_get_marking (whole),
    .period = period,
    .as_of = zhihui_situation_get_as_of (whole->situation),
    .zone = zhihui_situation_get_zone (whole->situation),
    .revision = first != NULL ? first->revision : NULL,
    .rules = zhihui_situation_get_meta (whole->situation)->rule_version,
    .facts = &fact,
    .n_facts = 1,
    .definitions = definitions,
    .n_definitions = define_boards (whole, definitions, texts),
    .canonical = csv->str,
    .digest = digest,
  };
  written = write (tables, &head, path, error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  return written;
}

/**
 * zhihui_report_write_workbook:
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes the tables of a report for spreadsheets (XLSX), with what the figures are beside them.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_workbook (const ZhihuiReportRequest *request, const char *path, GError **error)
{
  return write_tables (request, zhihui_tables_write_xlsx, path, error);
}

/**
 * zhihui_report_write_json:
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes the tables of a report for programs (JSON).
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_json (const ZhihuiReportRequest *request, const char *path, GError **error)
{
  return write_tables (request, zhihui_tables_write_json, path, error);
}
