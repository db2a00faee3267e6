/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-error.h"
#include "zhihui-map-option.h"
#include "zhihui-pages.h"
#include "zhihui-past.h"
#include "zhihui-period.h"
#include "zhihui-report.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long a source may take to answer everything. */
#define PATIENCE_S 60

/* zhihui report: what was asked on the command line, and where it has got to. */
typedef struct
{
  ZhihuiSourceOptions options;
  ZhihuiPast          past;
  ZhihuiMapOption     map;
  char               *output, *boards, *period, *peer;      /* owned */
  char               *issuer, *marking, *watermark, *order; /* owned */
  char               *maps;                                 /* owned or NULL */
  gboolean            json;

  ZhihuiSource *source; /* owned */
} ReportJob;

static void
clear_job (ReportJob *job)
{
  char **texts[] = { &job->output,  &job->boards,    &job->period, &job->peer, &job->issuer,
                     &job->marking, &job->watermark, &job->order,  &job->maps };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_object (&job->source);
  zhihui_source_options_clear (&job->options);
  zhihui_past_clear (&job->past);
  zhihui_map_option_clear (&job->map);
}

static gboolean
parse_boards (const char *text, guint *boards, GError **error)
{
  static const char *const names[] = { "volume", "overdue", "return", "satisfaction" };
  g_auto (GStrv) words = NULL;

  *boards = 0;
  if (text == NULL)
    return TRUE;
  words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint board = 0;

      while (board < ZHIHUI_N_BOARDS && strcmp (words[i], names[board]) != 0)
        board++;
      if (board == ZHIHUI_N_BOARDS)
        {
          g_set_error (
            error,
            ZHIHUI_ERROR,
            ZHIHUI_ERROR_INVALID,
            _ ("There is no board “%s”; the boards are volume, overdue, return and satisfaction"),
            words[i]);
          return FALSE;
        }
      *boards |= 1u << board;
    }
  return TRUE;
}

static void
ask_source (ReportJob *job, guint boards)
{
  ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };

  if (job->maps != NULL)
    {
      wants.datasets |= 1u << ZHIHUI_DATASET_MAP | 1u << ZHIHUI_DATASET_REGIONS;
      zhihui_map_option_add_layers (job->map.settings, &wants);
    }

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      if (boards != 0 && (boards & (1u << board)) == 0)
        continue;
      wants.rankings[wants.n_rankings].board = board;
      wants.rankings[wants.n_rankings].peer = job->peer != NULL ? job->peer : "*";
      wants.rankings[wants.n_rankings].period = job->period;
      wants.rankings[wants.n_rankings].order =
        g_strcmp0 (job->order, "shrunk") == 0 ? ZHIHUI_ORDER_SHRUNK : ZHIHUI_ORDER_RAW;
      wants.n_rankings++;
    }
  zhihui_source_set_wants (job->source, &wants);
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
write_report (ReportJob *job, guint boards, guint maps, GError **error)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (job->source);
  const char      *peers[] = { job->peer, NULL };
  guint            n_pages = 0;
  g_autofree char *absent = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  ZhihuiReportRequest request = {
    .situation = situation,
    .boards = boards,
    .peers = job->peer != NULL ? peers : NULL,
    .issuer = job->issuer,
    .marking = job->marking,
    .watermark = job->watermark,
    .maps = maps,
    .map_settings = job->map.settings,
    .now_us = g_get_monotonic_time (),
  };

  if (job->peer != NULL && !zhihui_pages_judge_peer (situation, &job->peer, error))
    return FALSE;
  if (!check_answers (job, situation, error))
    return FALSE;
  mesh = maps != 0 ? zhihui_pages_find_mesh (situation) : NULL;
  request.mesh = mesh;
  if (g_str_has_suffix (job->output, ".csv"))
    {
      if (!zhihui_report_write_csv (&request, job->output, error))
        return FALSE;
    }
  else if (!zhihui_report_write_pdf (&request, job->output, &n_pages, error))
    return FALSE;

  absent = zhihui_report_describe_absent (&request);
  if (absent != NULL)
    g_printerr (_ ("zhihui report: not offered by this platform: %s\n"), absent);
  if (job->json)
    g_print ("{\"file\":\"%s\",\"pages\":%u,\"as_of\":%" G_GINT64_FORMAT "}\n",
             job->output,
             n_pages,
             zhihui_situation_get_as_of (situation));
  return TRUE;
}

static gboolean
check_period (const char *period, GError **error)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) parsed = NULL;

  if (period == NULL)
    return TRUE;

  /* Which days it is the platform says; here only whether it is one. */
  parsed = zhihui_period_parse (period, g_get_real_time () / G_USEC_PER_SEC, zone, error);
  return parsed != NULL;
}

static gboolean
check_job (const ReportJob *job, guint *boards, guint *maps, GError **error)
{
  if (job->output == NULL ||
      !(g_str_has_suffix (job->output, ".pdf") || g_str_has_suffix (job->output, ".csv")))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("Name the file to be written: -o FILE.pdf or -o FILE.csv"));
      return FALSE;
    }
  if (job->order != NULL && strcmp (job->order, "raw") != 0 && strcmp (job->order, "shrunk") != 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("The order is raw or shrunk, not “%s”"),
                   job->order);
      return FALSE;
    }
  return check_period (job->period, error) && parse_boards (job->boards, boards, error) &&
         parse_boards (job->maps, maps, error) && zhihui_report_check_marking (job->marking, error);
}

static gboolean
run_job (ReportJob *job, GError **error)
{
  guint            boards, maps;
  gboolean         written;
  g_autofree char *directory = NULL;

  if (!check_job (job, &boards, &maps, error))
    return FALSE;
  directory = g_path_get_dirname (job->output);
  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no folder “%s”"), directory);
      return FALSE;
    }
  job->source = zhihui_past_is_asked (&job->past)
                  ? zhihui_past_open (&job->past, &job->options, ZHIHUI_KEEP_FOR_DESK, error)
                  : zhihui_source_options_open (&job->options, FALSE, error);
  if (job->source == NULL)
    return FALSE;

  ask_source (job, boards);
  zhihui_source_start (job->source);
  zhihui_settling_wait (job->source, PATIENCE_S * 1000);
  written = write_report (job, boards, maps, error);
  zhihui_source_stop (job->source);
  return written;
}

static gboolean
parse_job (ReportJob *job, int *argc, char ***argv)
{
  const char        *summary = _ ("Puts the rankings on paper; needs no display.");
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION (
      "output", 'o', FILENAME, &job->output, N_ ("Write to FILE.pdf or FILE.csv"), N_ ("FILE")),
    ZHIHUI_OPTION (
      "boards", 0, STRING, &job->boards, N_ ("volume,overdue,return,satisfaction"), N_ ("LIST")),
    ZHIHUI_OPTION ("maps",
                   0,
                   STRING,
                   &job->maps,
                   N_ ("Maps of the regions to add: volume,overdue,return,satisfaction"),
                   N_ ("LIST")),
    ZHIHUI_OPTION ("period",
                   0,
                   STRING,
                   &job->period,
                   N_ ("Period of all boards, e.g. month, 2020-07, 2020-Q3"),
                   N_ ("PERIOD")),
    ZHIHUI_OPTION ("peer", 0, STRING, &job->peer, N_ ("One peer group only"), N_ ("PEER")),
    ZHIHUI_OPTION (
      "order", 0, STRING, &job->order, N_ ("raw, or shrunk: fair to small units"), N_ ("ORDER")),
    ZHIHUI_OPTION ("issuer", 0, STRING, &job->issuer, N_ ("Who issues the bulletin"), N_ ("NAME")),
    ZHIHUI_OPTION ("marking", 0, STRING, &job->marking, N_ ("Marking on top"), N_ ("TEXT")),
    ZHIHUI_OPTION (
      "watermark", 0, STRING, &job->watermark, N_ ("Text laid under every page"), N_ ("TEXT")),
    ZHIHUI_MAP_OPTION (&job->map),
    ZHIHUI_PAST_AT_OPTION (&job->past),
    { "json", 0, 0, G_OPTION_ARG_NONE, &job->json, N_ ("Say what was written as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return zhihui_source_options_parse (&job->options, summary, entries, argc, argv);
}

/**
 * zhihui_report_main:
 *
 * `zhihui report`: the ranking bulletin as PDF or CSV. Needs no display.
 *
 * Returns: exit status
 */
int
zhihui_report_main (int argc, char **argv)
{
  ReportJob job = { .past = ZHIHUI_PAST_INIT };
  g_autoptr (GError) error = NULL;
  int status = ZHIHUI_EXIT_USAGE;

  if (parse_job (&job, &argc, &argv))
    {
      zhihui_source_options_speak (&job.options);
      zhihui_map_option_load (&job.map);
      status = run_job (&job, &error) ? ZHIHUI_EXIT_OK : ZHIHUI_EXIT_FAILED;
    }
  if (error != NULL)
    g_printerr ("zhihui report: %s\n", error->message);
  clear_job (&job);
  return status;
}
