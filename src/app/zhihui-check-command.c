/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"
#include "zhihui-check-history.h"
#include "zhihui-check-layout.h"
#include "zhihui-check-reports.h"
#include "zhihui-format.h"
#include "zhihui-page-wants.h"
#include "zhihui-pages.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"

#include <glib/gi18n-lib.h>

#define SETTLE_MS 30000
#define LAYOUT_HELP N_ ("Says whether a page of one's own is right, and where its panels stand")
#define NOT_FOUND 404
#define LAYERS "/layers"

/* What was read of one resource. */
typedef struct
{
  char  *name;   /* owned */
  int    http;   /* status of the last answer, 0 none */
  gint64 ms;     /* from the start to the answer, -1 none came */
  gint64 rows;   /* -1 not a list */
  gint64 as_of;  /* ZHIHUI_NO_INSTANT unknown */
  char  *fault;  /* owned, NULL when all is well */
  gint64 lag_s;  /* by which it was not of now though it was answered; negative: ahead */
  char  *absent; /* owned: why the source has no such thing, else NULL; its panel is empty */
} Finding;

static void
finding_free (Finding *self)
{
  g_free (self->name);
  g_free (self->fault);
  g_free (self->absent);
  g_free (self);
}

/* That there is none is an answer, and no fault. */
static gboolean
is_absent (const ZhihuiReceipt *receipt)
{
  return receipt != NULL && (receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED ||
                             (receipt->http_status == NOT_FOUND && receipt->n_failures == 0));
}

static Finding *
make_finding (const char *name, const ZhihuiReceipt *receipt, gint64 started_us)
{
  Finding *self = g_new0 (Finding, 1);

  self->name = g_strdup (name);
  self->rows = -1;
  self->ms = -1;
  self->as_of = ZHIHUI_NO_INSTANT;
  if (is_absent (receipt))
    {
      self->http = receipt->http_status;
      self->absent = g_strdup (receipt->detail != NULL ? receipt->detail : _ ("not offered"));
      return self;
    }
  if (receipt != NULL)
    {
      self->http = receipt->http_status;
      if (receipt->received_us > 0)
        self->ms = (receipt->received_us - started_us) / 1000;
      if (receipt->failing_us > 0 || receipt->n_failures > 0)
        self->fault = g_strdup (receipt->detail != NULL ? receipt->detail : _ ("no answer"));
    }
  if (self->ms < 0 && self->fault == NULL)
    self->fault = g_strdup (_ ("no answer"));

  return self;
}

static void
take_stamp (Finding *self, gconstpointer dataset, gint64 rows)
{
  const ZhihuiStamp *stamp = dataset; /* every dataset begins with it */

  if (stamp == NULL)
    return;
  self->as_of = stamp->as_of;
  self->rows = rows;
}

#define COUNT(dataset) ((dataset) != NULL ? (gint64) (dataset)->items->len : -1)

static void
fill_finding (Finding *self, ZhihuiDataset dataset, ZhihuiSituation *situation)
{
  ZhihuiChannels   *channels = zhihui_situation_get_channels (situation);
  ZhihuiHotWords   *words = zhihui_situation_get_hot_words (situation);
  ZhihuiMapFigures *map = zhihui_situation_get_map_figures (situation);
  ZhihuiRegions    *regions = zhihui_situation_get_regions (situation);
  ZhihuiMeetings   *meetings = zhihui_situation_get_meetings (situation);
  ZhihuiAlerts     *alerts = zhihui_situation_get_alerts (situation);
  ZhihuiLayers     *layers = zhihui_situation_get_layers (situation);
  const struct
  {
    gconstpointer content;
    gint64        rows;
  } contents[ZHIHUI_N_DATASETS] = {
    [ZHIHUI_DATASET_META] = { zhihui_situation_get_meta (situation), -1 },
    [ZHIHUI_DATASET_SUMMARY] = { zhihui_situation_get_summary (situation), -1 },
    [ZHIHUI_DATASET_CHANNELS] = { channels, COUNT (channels) },
    [ZHIHUI_DATASET_HOT_WORDS] = { words, COUNT (words) },
    [ZHIHUI_DATASET_MAP] = { map, COUNT (map) },
    [ZHIHUI_DATASET_REGIONS] = { regions, COUNT (regions) },
    [ZHIHUI_DATASET_MEETINGS] = { meetings, COUNT (meetings) },
    [ZHIHUI_DATASET_ALERTS] = { alerts, COUNT (alerts) },
    [ZHIHUI_DATASET_LAYERS] = { layers, COUNT (layers) },
  };

  take_stamp (self, contents[dataset].content, contents[dataset].rows);
}

static void
find_datasets (GPtrArray *findings, ZhihuiSituation *situation, gint64 started_us)
{
  static const struct
  {
    ZhihuiDataset dataset;
    const char   *name;
  } resources[] = {
    { ZHIHUI_DATASET_META, "/meta" },         { ZHIHUI_DATASET_SUMMARY, "/summary" },
    { ZHIHUI_DATASET_CHANNELS, "/channels" }, { ZHIHUI_DATASET_HOT_WORDS, "/hotwords" },
    { ZHIHUI_DATASET_MAP, "/map/cases" },     { ZHIHUI_DATASET_REGIONS, "/regions" },
    { ZHIHUI_DATASET_MEETINGS, "/meetings" }, { ZHIHUI_DATASET_ALERTS, "/alerts" },
    { ZHIHUI_DATASET_LAYERS, LAYERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      Finding *finding =
        make_finding (resources[i].name,
                      zhihui_situation_get_receipt (situation, resources[i].dataset),
                      started_us);

      fill_finding (finding, resources[i].dataset, situation);
      finding->lag_s = zhihui_situation_get_dataset_lag_s (
        situation, resources[i].dataset, g_get_monotonic_time ());
      g_ptr_array_add (findings, finding);
    }
}

/* Each of them is an answer of its own. */
static void
find_layers (GPtrArray *findings, ZhihuiSituation *situation, gint64 started_us)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_LAYERS);
  ZhihuiLayers        *layers = zhihui_situation_get_layers (situation);

  for (guint i = 0; layers != NULL && i < layers->items->len; i++)
    {
      const ZhihuiPlaceLayer *layer = layers->items->pdata[i];
      g_autofree char        *name = g_strconcat (LAYERS "/", layer->id, NULL);
      Finding                *finding;

      if (layer->places == NULL && layer->fault == NULL)
        continue;
      finding = make_finding (name, receipt, started_us);
      if (layer->fault != NULL && finding->fault == NULL)
        {
          finding->fault = g_strdup (layer->fault);
          finding->http = 0; /* that of the list */
        }
      take_stamp (finding, layers, layer->places != NULL ? (gint64) layer->places->len : -1);
      g_ptr_array_add (findings, finding);
    }
}

static void
find_rankings (GPtrArray *findings, ZhihuiSituation *situation, gint64 started_us)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
      {
        const ZhihuiPeer *peer = meta->peers->pdata[i];
        ZhihuiRanking    *ranking = zhihui_situation_get_ranking (situation, board, peer->id);
        const char       *metric = zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
        g_autofree char  *name = g_strdup_printf ("/rankings/%s?peer=%s", metric, peer->id);
        Finding          *finding = make_finding (
          name, zhihui_situation_get_ranking_receipt (situation, board, peer->id), started_us);

        if (ranking != NULL)
          {
            finding->as_of = ranking->as_of;
            finding->rows = ranking->n_scores + ranking->n_unranked_sent;
            finding->lag_s = zhihui_situation_get_ranking_lag_s (
              situation, board, peer->id, g_get_monotonic_time ());
          }
        g_ptr_array_add (findings, finding);
      }
}

static void
print_member (const char *name, const char *text)
{
  g_autofree char *quoted = text != NULL ? zhihui_check_quote_json (text) : NULL;

  if (quoted != NULL)
    g_print (",\"%s\":%s", name, quoted);
}

static void
print_json (GPtrArray *findings, ZhihuiZone *zone)
{
  g_print ("{\"resources\":[");
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding   *one = findings->pdata[i];
      gboolean         is_good = one->fault == NULL && one->absent == NULL;
      g_autofree char *name = zhihui_check_quote_json (one->name);
      g_autofree char *as_of =
        one->as_of == ZHIHUI_NO_INSTANT ? NULL : zhihui_zone_format_rfc3339 (zone, one->as_of);

      g_print ("%s\n {\"name\":%s,\"ok\":%s,\"status\":%d",
               i > 0 ? "," : "",
               name,
               is_good ? "true" : "false",
               one->http);
      if (one->ms >= 0)
        g_print (",\"ms\":%" G_GINT64_FORMAT, one->ms);
      if (one->rows >= 0)
        g_print (",\"rows\":%" G_GINT64_FORMAT, one->rows);
      print_member ("as_of", as_of);
      if (one->lag_s != 0)
        g_print (",\"lag_s\":%" G_GINT64_FORMAT, one->lag_s);
      print_member ("fault", one->fault);
      print_member ("absent", one->absent);
      g_print ("}");
    }
  g_print ("\n]");
}

/* That it answers does not make it of now. */
static char *
describe_lag (const Finding *self)
{
  g_autofree char *age = zhihui_format_age (ABS (self->lag_s));

  if (self->lag_s == 0)
    return NULL;
  return g_strdup_printf (self->lag_s > 0 ? _ ("%s old") : _ ("%s ahead of the clock"), age);
}

static void
print_table (GPtrArray *findings, ZhihuiZone *zone)
{
  g_print ("%-40s %6s %7s %6s  %s\n", "resource", "status", "ms", "rows", "as_of");
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding   *one = findings->pdata[i];
      g_autofree char *as_of = one->as_of == ZHIHUI_NO_INSTANT
                                 ? g_strdup ("")
                                 : zhihui_zone_format_rfc3339 (zone, one->as_of);
      g_autofree char *ms =
        one->ms < 0 ? g_strdup ("-") : g_strdup_printf ("%" G_GINT64_FORMAT, one->ms);
      g_autofree char *rows =
        one->rows < 0 ? g_strdup ("-") : g_strdup_printf ("%" G_GINT64_FORMAT, one->rows);

      g_autofree char *lag = describe_lag (one);
      const char *why = one->absent != NULL ? one->absent : one->fault != NULL ? one->fault : lag;

      g_print ("%-40s %6d %7s %6s  %s%s%s\n",
               one->name,
               one->http,
               ms,
               rows,
               as_of,
               why != NULL ? "  " : "",
               why != NULL ? why : "");
    }
}

static void
print_empty_panels (GPtrArray *findings)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *one = findings->pdata[i];

      /* A map without layers is a map. */
      if (one->absent != NULL && !g_str_equal (one->name, LAYERS))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", one->name);
    }
  if (names->len > 0)
    {
      g_print ("\n");
      g_print (_ ("Panels that stay empty: %s\n"), names->str);
    }
}

/* That everything answers does not make its figures those of now. */
static void
print_lag (ZhihuiSituation *situation)
{
  gint64           lag_s = zhihui_situation_get_lag_s (situation, g_get_monotonic_time ());
  g_autofree char *age = zhihui_format_age (ABS (lag_s));
  g_autofree char *as_of = zhihui_format_date_time (zhihui_situation_get_zone (situation),
                                                    zhihui_situation_get_as_of (situation));

  if (lag_s > 0)
    g_print (_ ("\nNot live: the figures are of %1$s, %2$s old\n"), as_of, age);
  else if (lag_s < 0)
    g_print (
      _ ("\nNot live: the figures are of %1$s, %2$s ahead of the platform's clock\n"), as_of, age);
  else if (zhihui_situation_is_snapshot (situation))
    g_print (_ ("\nA snapshot of %s\n"), as_of);
}

/* What is there, what failed. */
typedef struct
{
  guint n_good, n_faults;
} Result;

static Result
tell_findings (ZhihuiSource *source, gint64 started_us, gboolean json)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  g_autoptr (GPtrArray) reports = zhihui_source_list_reports (source);
  ZhihuiSituation *situation = zhihui_source_get_situation (source);
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  Result           result = { 0 };

  find_datasets (findings, situation, started_us);
  find_layers (findings, situation, started_us);
  find_rankings (findings, situation, started_us);
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *one = findings->pdata[i];

      result.n_faults += one->fault != NULL;
      result.n_good += one->fault == NULL && one->absent == NULL;
    }

  if (json)
    {
      print_json (findings, zone);
      zhihui_check_print_reports_json (reports);
      g_print (",\"lag_s\":%" G_GINT64_FORMAT "}\n",
               zhihui_situation_get_lag_s (situation, g_get_monotonic_time ()));
      return result;
    }

  print_table (findings, zone);
  zhihui_check_print_reports (reports);
  print_empty_panels (findings);
  print_lag (situation);
  return result;
}

/**
 * zhihui_check_main:
 *
 * `zhihui check`: reads all that the overview shows, once, and says what came.
 *
 * Returns: the exit status; failed when any resource could not be read
 */
int
zhihui_check_main (int argc, char **argv)
{
  g_auto (ZhihuiSourceOptions) options = { 0 };
  gboolean           json = FALSE, history = FALSE;
  g_autofree char   *layout = NULL;
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("history",
                   0,
                   NONE,
                   &history,
                   N_ ("Says what is kept of the past, and whether it is sound"),
                   NULL),
    ZHIHUI_OPTION ("json", 0, NONE, &json, N_ ("Prints JSON"), NULL),
    ZHIHUI_OPTION ("layout", 0, FILENAME, &layout, LAYOUT_HELP, N_ ("FILE")),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiWants wants;
  gint64      started_us;
  Result      result;

  if (!zhihui_source_options_parse (&options,
                                    _ ("Reads every resource of a source once and says what came."),
                                    entries,
                                    &argc,
                                    &argv))
    return ZHIHUI_EXIT_USAGE;
  if (layout != NULL)
    return zhihui_check_layout (layout);
  if (history)
    return zhihui_check_history (&options, json);

  source = zhihui_source_options_open (&options, FALSE, &error);
  if (source == NULL)
    {
      g_printerr ("zhihui check: %s\n", error->message);
      return ZHIHUI_EXIT_FAILED;
    }

  zhihui_page_wants_of_shipped ("overview", 0, 0, &wants);
  zhihui_page_wants_add_every_layer (&wants);
  zhihui_source_set_wants (source, &wants);
  started_us = g_get_monotonic_time ();
  zhihui_source_start (source);
  zhihui_settling_wait (source, SETTLE_MS);
  result = tell_findings (source, started_us, json);
  zhihui_source_stop (source);
  if (result.n_faults == 0 && result.n_good > 0)
    return ZHIHUI_EXIT_OK;

  g_printerr (ngettext ("zhihui check: %u resource could not be read\n",
                        "zhihui check: %u resources could not be read\n",
                        result.n_faults),
              result.n_faults);
  return ZHIHUI_EXIT_FAILED;
}
