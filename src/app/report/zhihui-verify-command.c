/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-verify-command.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-report-appendix.h"
#include "zhihui-report-difference.h"
#include "zhihui-report-document.h"
#include "zhihui-report-evidence.h"
#include "zhihui-report-job.h"
#include "zhihui-report-restamp.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* zhihui report verify: a paper, what it says of itself, and the same counted again. */
typedef struct
{
  char                **paths;     /* owned, nullable: of the command line */
  const char           *path;      /* the one of them */
  char                 *data_path; /* owned */
  ZhihuiReportJob       report;
  ZhihuiReportDocument *document;  /* owned */
  ZhihuiReportEvidence *evidence;  /* owned */
  ZhihuiCanonicalData  *then;      /* owned, nullable: the data beside the paper, or in it */
  GString              *csv;       /* owned: the data now */
  ZhihuiCanonicalData  *now;       /* owned: likewise */
  ZhihuiSituation      *situation; /* owned, nullable: said to be of the day of the paper */
} Proof;

static void
clear_proof (Proof *self)
{
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->data_path, g_free);
  zhihui_report_job_clear (&self->report);
  g_clear_pointer (&self->document, zhihui_report_document_free);
  g_clear_pointer (&self->evidence, zhihui_report_evidence_free);
  g_clear_pointer (&self->then, zhihui_canonical_data_free);
  g_clear_pointer (&self->now, zhihui_canonical_data_free);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  if (self->csv != NULL)
    g_string_free (self->csv, TRUE);
}

static const char *
get_word (const Proof *self, const char *key)
{
  return zhihui_report_evidence_get (self->evidence, key);
}

static gboolean
read_paper (Proof *self, GError **error)
{
  self->document = zhihui_report_document_read (self->path, error);
  if (self->document == NULL)
    return FALSE;
  self->evidence =
    zhihui_report_evidence_read (zhihui_report_document_get_keywords (self->document), error);
  if (self->evidence == NULL)
    {
      g_prefix_error (error, "%s: ", self->path);
      return FALSE;
    }
  if (self->data_path == NULL)
    return TRUE;
  self->then = zhihui_report_appendix_load (self->data_path, self->evidence, error);
  return self->then != NULL;
}

/* ---- the same report again ---- */

/* A list is told again in the order of the platform, and cut elsewhere than one that was sorted. */
static gboolean
can_be_told (const Proof *self, GError **error)
{
  const char *order = get_word (self, ZHIHUI_EVIDENCE_CASES_ORDER);

  if (order == NULL)
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%1$s: its cases stand in an order of their own (%2$s), not in that of the "
                  "platform: whether they are equal cannot be told"),
               self->path,
               order);
  return FALSE;
}

/* A month that has passed since is asked for by its name: its figures may be frozen. */
static char *
name_period (const char *period, gint64 then, gint64 now, ZhihuiZone *zone)
{
  g_autoptr (ZhihuiPeriod) was = zhihui_period_parse (period, then, zone, NULL);
  g_autoptr (ZhihuiPeriod) is = zhihui_period_parse (period, now, zone, NULL);
  ZhihuiCivil civil = zhihui_zone_to_civil (zone, then);

  if (was == NULL || is == NULL || was->window.from == is->window.from)
    return g_strdup (period);
  if (g_str_equal (period, "month"))
    return g_strdup_printf ("%04d-%02d", civil.year, civil.month);
  if (g_str_equal (period, "quarter"))
    return g_strdup_printf ("%04d-Q%d", civil.year, (civil.month + 2) / 3);
  if (g_str_equal (period, "year") || g_str_equal (period, "ytd"))
    return g_strdup_printf ("%04d", civil.year);
  return g_strdup (period);
}

static void
take_word (const Proof *self, const char *key, char **place)
{
  g_free (*place);
  *place = g_strdup (get_word (self, key));
}

static void
fill_job (Proof *self)
{
  ZhihuiReportOptions *report = &self->report.options;

  take_word (self, ZHIHUI_EVIDENCE_TEMPLATE, &report->template_name);
  take_word (self, ZHIHUI_EVIDENCE_PERIOD, &report->period);
  take_word (self, ZHIHUI_EVIDENCE_BEFORE, &report->before);
  take_word (self, ZHIHUI_EVIDENCE_ORDER, &report->order);
  take_word (self, ZHIHUI_EVIDENCE_WINDOW, &report->window);
  take_word (self, ZHIHUI_EVIDENCE_BASIS, &report->basis);
  take_word (self, ZHIHUI_EVIDENCE_TIER, &report->tier);
  take_word (self, ZHIHUI_EVIDENCE_MIN_N, &report->min_n);
  take_word (self, ZHIHUI_EVIDENCE_MIN_ANSWERS, &report->min_answers);
  take_word (self, ZHIHUI_EVIDENCE_BOARDS, &report->boards);
  take_word (self, ZHIHUI_EVIDENCE_MAPS, &report->maps);
  take_word (self, ZHIHUI_EVIDENCE_REGION, &report->region);
  take_word (self, ZHIHUI_EVIDENCE_UNIT, &report->unit);
  take_word (self, ZHIHUI_EVIDENCE_CASES, &report->cases);
  take_word (self, ZHIHUI_EVIDENCE_PAPER, &report->paper_name);
  take_word (self, ZHIHUI_EVIDENCE_TITLE, &report->title);
  take_word (self, ZHIHUI_EVIDENCE_ISSUER, &report->issuer);
  take_word (self, ZHIHUI_EVIDENCE_NUMBER, &report->number);
  take_word (self, ZHIHUI_EVIDENCE_MARKING, &report->marking);
  take_word (self, ZHIHUI_EVIDENCE_WATERMARK, &report->watermark);
  report->has_appendix = get_word (self, ZHIHUI_EVIDENCE_APPENDIX) != NULL;
  take_word (self, ZHIHUI_EVIDENCE_PEERS, &report->peer);
  if (get_word (self, ZHIHUI_EVIDENCE_LANGUAGE) != NULL)
    take_word (self, ZHIHUI_EVIDENCE_LANGUAGE, &report->source.language);
}

/* FALSE: the paper does not say when it is of. */
static gboolean
find_then (const Proof *self, ZhihuiZone *zone, gint64 *then)
{
  const char *text = get_word (self, ZHIHUI_EVIDENCE_AS_OF);
  g_autoptr (GDateTime) moment = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (moment == NULL)
    return FALSE;
  *then = g_date_time_to_unix (moment);
  return TRUE;
}

static void
settle_period (Proof *self)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64 then;
  char  *named;

  if (self->report.options.period == NULL || zhihui_past_is_asked (&self->report.options.past) ||
      !find_then (self, zone, &then))
    return;
  named =
    name_period (self->report.options.period, then, g_get_real_time () / G_USEC_PER_SEC, zone);
  g_free (self->report.options.period);
  self->report.options.period = named;
}

static gboolean
count_again (Proof *self, GError **error)
{
  settle_period (self);
  if (!zhihui_report_options_fill (&self->report.options, error) ||
      !zhihui_report_job_read (&self->report, error))
    return FALSE;
  self->csv = zhihui_report_build_csv (&self->report.options.request, error);
  if (self->csv == NULL)
    return FALSE;
  self->now = zhihui_canonical_data_read (self->csv->str, self->csv->len);
  return TRUE;
}

/* ---- what it comes to ---- */

static void
tell_revisions (const Proof *self)
{
  const ZhihuiMeta *meta = zhihui_situation_get_meta (self->report.options.request.situation);
  ZhihuiZone       *zone = zhihui_situation_get_zone (self->report.options.request.situation);
  g_autofree char  *now = zhihui_zone_format_rfc3339 (
    zone, zhihui_situation_get_as_of (self->report.options.request.situation));
  const char *revision = get_word (self, ZHIHUI_EVIDENCE_REVISION);
  const char *as_of = get_word (self, ZHIHUI_EVIDENCE_AS_OF);
  const char *rules = get_word (self, ZHIHUI_EVIDENCE_RULES);

  g_print (_ ("then: revision %1$s of %2$s, rules %3$s\n"),
           revision != NULL ? revision : "—",
           as_of != NULL ? as_of : "—",
           rules != NULL ? rules : "—");
  g_print (_ ("now: revision %1$s of %2$s, rules %3$s\n"), meta->revision, now, meta->rule_version);
}

/* A period that had not passed when the paper was made has gone on. */
static void
tell_running (const Proof *self)
{
  ZhihuiSituation *situation = self->report.options.request.situation;
  gint64           then;

  if (!find_then (self, zhihui_situation_get_zone (situation), &then))
    return;
  for (guint i = 0; i < zhihui_situation_get_n_rankings (situation); i++)
    {
      ZhihuiBoard    board;
      const char    *peer = zhihui_situation_get_ranking_peer (situation, i, &board);
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, board, peer);

      if (ranking != NULL && ranking->window.to > then)
        {
          g_print ("%s\n",
                   _ ("The period was not over when the paper was made: its figures go on. A paper "
                      "of then is verified from the history: --at"));
          return;
        }
    }
}

static GPtrArray *
list_differences (Proof *self)
{
  g_autoptr (ZhihuiCanonicalData) printed = NULL;
  g_autoptr (ZhihuiCanonicalData) tight = NULL;
  double start, end;

  if (self->then != NULL)
    return zhihui_report_difference_list (self->then, self->now);
  zhihui_report_measure_text (&self->report.options.request, &start, &end);
  printed = zhihui_report_appendix_read (self->document, self->now, start, end);
  if (printed == NULL)
    return zhihui_report_difference_list_tables (self->evidence, self->now);
  tight = zhihui_report_appendix_tighten (self->csv);
  return zhihui_report_difference_list (printed, tight);
}

static int
tell_differences (Proof *self)
{
  g_autoptr (GPtrArray) lines = list_differences (self);

  g_print (_ ("%s: the figures are other ones now\n"), self->path);
  for (guint i = 0; i < lines->len; i++)
    g_print ("  %s\n", (const char *) lines->pdata[i]);
  if (lines->len == 0)
    g_print ("  %s\n",
             _ ("the paper does not say which: give its data with --data FILE.csv or FILE.json"));
  tell_revisions (self);
  tell_running (self);
  return ZHIHUI_VERIFY_DIFFERS;
}

/* The same paper, made of the figures now. */
static ZhihuiReportDocument *
make_again (Proof *self, GError **error)
{
  g_autofree char      *folder = g_dir_make_tmp ("zhihui-verify-XXXXXX", error);
  g_autofree char      *path = folder != NULL ? g_build_filename (folder, "again.pdf", NULL) : NULL;
  ZhihuiReportDocument *again = NULL;

  if (folder == NULL)
    return NULL;
  if (zhihui_report_write_pdf (&self->report.options.request, path, NULL, error))
    again = zhihui_report_document_read (path, error);
  g_unlink (path);
  g_rmdir (folder);
  return again;
}

static char *
read_digest (const ZhihuiReportDocument *document)
{
  g_autoptr (ZhihuiReportEvidence) evidence =
    zhihui_report_evidence_read (zhihui_report_document_get_keywords (document), NULL);

  return g_strdup (evidence != NULL ? zhihui_report_evidence_get (evidence, ZHIHUI_EVIDENCE_DIGEST)
                                    : "");
}

/* All that is written is the same. Of another moment the times of the day are drawn otherwise. */
static int
tell_equal (const Proof *self, const ZhihuiReportDocument *again, gboolean is_identical)
{
  gboolean is_whole = FALSE;
  guint    strange =
    is_identical ? zhihui_report_document_compare_drawing (self->document, again, &is_whole) : 0;

  if (strange > 0)
    {
      g_print (_ ("%1$s: its data and the text of every page are equal, but page %2$u looks "
                  "otherwise: something was laid over it, or it was drawn with other fonts\n"),
               self->path,
               strange);
      return ZHIHUI_VERIFY_NO_PAPER;
    }
  g_print (
    is_whole
      ? _ ("%s: equal, byte for byte of its data, and on every page, as it reads and looks\n")
      : _ ("%s: equal in every figure, and in the text of every page; how its pages look was "
           "not compared\n"),
    self->path);
  return ZHIHUI_VERIFY_EQUAL;
}

/* The figures are those of the paper: are those that stand on its pages? */
static int
check_pages (Proof *self, gboolean is_identical)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiReportDocument) again = NULL;
  g_autofree char *difference = NULL, *digest = NULL;
  const char      *creator = zhihui_report_document_get_creator (self->document);

  if (g_strcmp0 (creator, "Zhihui " VERSION) != 0)
    {
      g_print (_ ("%1$s: the figures are equal; it was written by “%2$s”, so its pages were not "
                  "compared\n"),
               self->path,
               creator != NULL ? creator : "—");
      return ZHIHUI_VERIFY_EQUAL;
    }
  again = make_again (self, &error);
  if (again == NULL)
    {
      g_printerr ("zhihui report verify: %s\n", error->message);
      return ZHIHUI_VERIFY_UNKNOWN;
    }
  digest = read_digest (again);
  difference = zhihui_report_document_compare (
    self->document, get_word (self, ZHIHUI_EVIDENCE_DIGEST), again, digest, is_identical);
  if (difference != NULL)
    {
      g_print (
        _ ("%1$s: its figures are equal, but %2$s: it was changed, or something else that it "
           "says is another now\n"),
        self->path,
        difference);
      return ZHIHUI_VERIFY_NO_PAPER;
    }
  return tell_equal (self, again, is_identical);
}

static int
judge (Proof *self)
{
  g_autofree char *digest = g_compute_checksum_for_data (
    G_CHECKSUM_SHA256, (const guchar *) self->csv->str, self->csv->len);
  const char *figures = get_word (self, ZHIHUI_EVIDENCE_FIGURES);
  gboolean    is_identical = g_str_equal (digest, get_word (self, ZHIHUI_EVIDENCE_DIGEST));
  gint64      then;

  if (!is_identical && g_strcmp0 (figures, zhihui_canonical_data_get_figures (self->now)) != 0)
    return tell_differences (self);
  if (!is_identical)
    tell_revisions (self);
  if (find_then (self, zhihui_situation_get_zone (self->report.options.request.situation), &then))
    {
      zhihui_source_stop (self->report.source);
      self->situation = zhihui_report_restamp (
        &self->report.options.request, then, get_word (self, ZHIHUI_EVIDENCE_REVISION));
    }
  return check_pages (self, is_identical);
}

/* ---- the command ---- */

static gboolean
parse (Proof *self, int *argc, char ***argv)
{
  const char *summary = _ (
    "Counts the figures of a report again and says whether they are equal: zhihui report verify "
    "FILE.pdf --source …\nExit status: 0 equal, 1 other figures, 2 no report of ours or one that "
    "was changed, 3 not to be told.");
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION (
      "data",
      0,
      FILENAME,
      &self->data_path,
      N_ ("The data of the report, written as CSV or JSON with it: says which rows differ"),
      N_ ("FILE")),
    ZHIHUI_PAST_AT_OPTION (&self->report.options.past),
    ZHIHUI_MAP_OPTION (&self->report.options.map),
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->paths, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  self->report.options.source.for_desk = TRUE;
  if (!zhihui_source_options_parse (&self->report.options.source, summary, entries, argc, argv))
    return FALSE;
  zhihui_source_options_speak (&self->report.options.source);
  if (self->paths != NULL && g_strv_length (self->paths) == 1)
    {
      self->path = self->paths[0];
      return TRUE;
    }
  g_printerr ("zhihui report verify: %s\n", _ ("Name one report: FILE.pdf"));
  return FALSE;
}

/**
 * zhihui_verify_main:
 *
 * `zhihui report verify`: a report as PDF against the source of its figures. Needs no display.
 *
 * Returns: exit status
 */
int
zhihui_verify_main (int argc, char **argv)
{
  Proof self = { .report = ZHIHUI_REPORT_JOB_INIT };
  g_autoptr (GError) error = NULL;
  int status = ZHIHUI_VERIFY_NO_PAPER;

  if (parse (&self, &argc, &argv) && read_paper (&self, &error))
    {
      /* What stands on the paper is of its language. */
      fill_job (&self);
      zhihui_source_options_speak (&self.report.options.source);
      zhihui_map_option_load (&self.report.options.map);
      status = can_be_told (&self, &error) && count_again (&self, &error) ? judge (&self)
                                                                          : ZHIHUI_VERIFY_UNKNOWN;
    }
  if (error != NULL)
    g_printerr ("zhihui report verify: %s\n", error->message);
  clear_proof (&self);
  return status;
}
