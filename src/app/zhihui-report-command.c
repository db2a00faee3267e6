/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-error.h"
#include "zhihui-pages.h"
#include "zhihui-report-options.h"
#include "zhihui-settling.h"
#include "zhihui-wire-writer.h"

#include <glib/gi18n-lib.h>

/* How long a source may take to answer everything. */
#define PATIENCE_S 60
#define MAX_DEPTH 16 /* of regions: a platform whose parents go round does not hold us up */
#define DATE "{date}"

/* zhihui report: what was asked for, and where it has got to. */
typedef struct
{
  ZhihuiReportOptions options;
  ZhihuiSource       *source; /* owned */
  ZhihuiRegionPath   *path;   /* owned or NULL: of --region */
} ReportJob;

static void
clear_job (ReportJob *job)
{
  g_clear_pointer (&job->path, zhihui_region_path_unref);
  g_clear_object (&job->source);
  zhihui_report_options_clear (&job->options);
}

/* All that the paper needs; of @job->path where a part was asked for. */
static void
ask_source (ReportJob *job)
{
  ZhihuiWants       wants = { .datasets = 1u << ZHIHUI_DATASET_META, .region = job->path };
  ZhihuiReportNeeds needs;

  zhihui_report_find_needs (&job->options.request, &needs);
  wants.datasets |= needs.datasets;
  if (job->path != NULL)
    wants.datasets |= 1u << ZHIHUI_DATASET_REGIONS;
  if (needs.has_maps)
    zhihui_map_option_add_layers (job->options.map.settings, &wants);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      if ((needs.boards & (1u << board)) == 0)
        continue;
      wants.rankings[wants.n_rankings++] = (ZhihuiBoardAsked){
        .board = board,
        .peer = job->options.peer != NULL ? job->options.peer : "*",
        .period = job->options.request.period,
        .order =
          g_strcmp0 (job->options.order, "shrunk") == 0 ? ZHIHUI_ORDER_SHRUNK : ZHIHUI_ORDER_RAW,
      };
    }
  zhihui_source_set_wants (job->source, &wants);
}

/* The way to the region that is called @name, or whose code that is. */
static ZhihuiRegionPath *
make_path (ZhihuiRegions *regions, const char *name, guint depth)
{
  for (guint i = 0; regions != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];
      g_autoptr (ZhihuiRegionPath) parent = NULL;

      if (g_strcmp0 (region->code, name) != 0 && (depth > 0 || g_strcmp0 (region->name, name) != 0))
        continue;
      if (region->parent != NULL && *region->parent != '\0' && depth < MAX_DEPTH)
        parent = make_path (regions, region->parent, depth + 1);
      return zhihui_region_path_new (parent, region->code, region->name);
    }
  return NULL;
}

/* Which regions there are has to be known before one of them can be asked for. */
static gboolean
find_region (ReportJob *job, GError **error)
{
  ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_REGIONS };

  zhihui_source_set_wants (job->source, &wants);
  zhihui_settling_wait (job->source, PATIENCE_S * 1000);
  if (!zhihui_pages_judge_read (zhihui_source_get_situation (job->source), error))
    return FALSE;
  job->path = make_path (zhihui_situation_get_regions (zhihui_source_get_situation (job->source)),
                         job->options.region,
                         0);
  if (job->path != NULL)
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("There is no region “%s” in this deployment"),
               job->options.region);
  return FALSE;
}

/* A report is made of figures read now; kept ones of an earlier time are not put on paper unasked.
 */
static gboolean
check_answers (ReportJob *job, ZhihuiSituation *situation, GError **error)
{
  const ZhihuiReceipt *receipt = NULL;
  ZhihuiFreshness      freshness =
    zhihui_situation_judge_source (situation, g_get_monotonic_time (), &receipt);

  if (!zhihui_source_is_settled (job->source))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_OFFLINE,
                   _ ("The platform did not answer everything within %d seconds"),
                   PATIENCE_S);
      return FALSE;
    }
  if (freshness.state == ZHIHUI_STATE_FRESH && zhihui_situation_get_meta (situation) != NULL)
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               freshness.state == ZHIHUI_STATE_REFUSED ? ZHIHUI_ERROR_REFUSED
                                                       : ZHIHUI_ERROR_OFFLINE,
               _ ("The figures could not be read: %s"),
               receipt != NULL && receipt->detail != NULL ? receipt->detail : _ ("no answer"));
  return FALSE;
}

static gboolean
write_file (ReportJob *job, guint *n_pages, GError **error)
{
  static const ZhihuiPaperKind kinds[] = { [ZHIHUI_REPORT_PDF] = ZHIHUI_PAPER_PDF,
                                           [ZHIHUI_REPORT_PNG] = ZHIHUI_PAPER_PNG,
                                           [ZHIHUI_REPORT_SVG] = ZHIHUI_PAPER_SVG };

  switch (job->options.format)
    {
    case ZHIHUI_REPORT_CSV:
      return zhihui_report_write_csv (&job->options.request, job->options.output, error);
    case ZHIHUI_REPORT_XLSX:
      return zhihui_report_write_workbook (&job->options.request, job->options.output, error);
    case ZHIHUI_REPORT_JSON:
      return zhihui_report_write_json (&job->options.request, job->options.output, error);
    case ZHIHUI_REPORT_PDF:
    case ZHIHUI_REPORT_PNG:
    case ZHIHUI_REPORT_SVG:
    case ZHIHUI_N_REPORT_FORMATS:
    default:
      return zhihui_report_write_paper (
        &job->options.request, job->options.output, kinds[job->options.format], n_pages, error);
    }
}

static void
tell_written (const ReportJob *job, guint n_pages)
{
  g_autofree char *absent = zhihui_report_describe_absent (&job->options.request);

  if (absent != NULL)
    g_printerr (_ ("zhihui report: not offered by this platform: %s\n"), absent);
  if (job->options.json)
    {
      ZhihuiWireWriter writer;
      g_autofree char *text = NULL;

      zhihui_wire_writer_init (&writer, zhihui_situation_get_zone (job->options.request.situation));
      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "file", job->options.output);
      zhihui_wire_writer_integer (&writer, "pages", n_pages);
      zhihui_wire_writer_integer (
        &writer, "as_of", zhihui_situation_get_as_of (job->options.request.situation));
      zhihui_wire_writer_close_object (&writer);
      text = zhihui_wire_writer_finish (&writer);
      g_print ("%s\n", text);
    }
}

/* A file for each day: {date} in its name is that of the figures. */
static void
settle_output (ReportJob *job)
{
  g_autoptr (GString) path = g_string_new (job->options.output);
  ZhihuiZone *zone = zhihui_situation_get_zone (job->options.request.situation);
  ZhihuiCivil civil =
    zhihui_zone_to_civil (zone, zhihui_situation_get_as_of (job->options.request.situation));
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.mday);

  g_string_replace (path, DATE, date, 0);
  g_free (job->options.output);
  job->options.output = g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
write_report (ReportJob *job, GError **error)
{
  ZhihuiReportRequest *request = &job->options.request;
  ZhihuiReportNeeds    needs;
  guint                n_pages = 0;

  request->situation = zhihui_source_get_situation (job->source);
  request->now_us = g_get_monotonic_time ();
  zhihui_report_find_needs (request, &needs);
  if (job->options.peer != NULL &&
      !zhihui_pages_judge_peer (request->situation, &job->options.peer, error))
    return FALSE;
  job->options.peers[0] = job->options.peer;
  if (!check_answers (job, request->situation, error))
    return FALSE;
  request->mesh = needs.has_maps ? zhihui_pages_find_mesh (request->situation) : NULL;
  settle_output (job);
  if (!write_file (job, &n_pages, error))
    return FALSE;
  tell_written (job, n_pages);
  return TRUE;
}

static gboolean
run_job (ReportJob *job, GError **error)
{
  gboolean written;

  if (job->options.is_list)
    {
      zhihui_report_options_list (&job->options);
      return TRUE;
    }
  if (!zhihui_report_options_check (&job->options, error))
    return FALSE;
  job->source =
    zhihui_past_is_asked (&job->options.past)
      ? zhihui_past_open (&job->options.past, &job->options.source, ZHIHUI_KEEP_FOR_DESK, error)
      : zhihui_source_options_open (&job->options.source, FALSE, error);
  if (job->source == NULL)
    return FALSE;

  zhihui_source_start (job->source);
  written = job->options.region == NULL || find_region (job, error);
  if (written)
    {
      ask_source (job);
      zhihui_settling_wait (job->source, PATIENCE_S * 1000);
      written = write_report (job, error);
    }
  zhihui_source_stop (job->source);
  return written;
}

/**
 * zhihui_report_main:
 *
 * `zhihui report`: the bulletin, or what another template says, as paper or as data. Needs no
 * display.
 *
 * Returns: exit status
 */
int
zhihui_report_main (int argc, char **argv)
{
  ReportJob job = { .options = ZHIHUI_REPORT_OPTIONS_INIT };
  g_autoptr (GError) error = NULL;
  int status = ZHIHUI_EXIT_USAGE;

  if (zhihui_report_options_parse (&job.options, &argc, &argv))
    {
      zhihui_source_options_speak (&job.options.source);
      zhihui_map_option_load (&job.options.map);
      status = run_job (&job, &error) ? ZHIHUI_EXIT_OK : ZHIHUI_EXIT_FAILED;
    }
  if (error != NULL)
    g_printerr ("zhihui report: %s\n", error->message);
  clear_job (&job);
  return status;
}
