/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-result.h"

#include "zhihui-check-reports.h"
#include "zhihui-format.h"
#include "zhihui-page-wants.h"

#include <glib/gi18n-lib.h>

#define NOT_FOUND 404
#define LAYERS "/layers"
#define SLOW_MS 3000 /* an overview that is read in this time still feels immediate */

static void
finding_free (ZhihuiCheckFinding *self)
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

static ZhihuiCheckFinding *
make_finding (const char *name, const ZhihuiReceipt *receipt, gint64 started_us)
{
  ZhihuiCheckFinding *self = g_new0 (ZhihuiCheckFinding, 1);

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
take_stamp (ZhihuiCheckFinding *self, gconstpointer dataset, gint64 rows)
{
  const ZhihuiStamp *stamp = dataset; /* every dataset begins with it */

  if (stamp == NULL)
    return;
  self->as_of = stamp->as_of;
  self->rows = rows;
}

#define COUNT(dataset) ((dataset) != NULL ? (gint64) (dataset)->items->len : -1)

static void
fill_finding (ZhihuiCheckFinding *self, ZhihuiDataset dataset, ZhihuiSituation *situation)
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
      ZhihuiCheckFinding *finding =
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
      ZhihuiCheckFinding     *finding;

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
        const ZhihuiPeer   *peer = meta->peers->pdata[i];
        ZhihuiRanking      *ranking = zhihui_situation_get_ranking (situation, board, peer->id);
        const char         *metric = zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
        g_autofree char    *name = g_strdup_printf ("/rankings/%s?peer=%s", metric, peer->id);
        ZhihuiCheckFinding *finding = make_finding (
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

/* ---- as text ---- */

static void
append_member (GString *out, const char *name, const char *text)
{
  g_autofree char *quoted = text != NULL ? zhihui_check_quote_json (text) : NULL;

  if (quoted != NULL)
    g_string_append_printf (out, ",\"%s\":%s", name, quoted);
}

static void
append_json_finding (GString *out, const ZhihuiCheckFinding *one, ZhihuiZone *zone)
{
  gboolean         is_good = one->fault == NULL && one->absent == NULL;
  g_autofree char *name = zhihui_check_quote_json (one->name);
  g_autofree char *as_of =
    one->as_of == ZHIHUI_NO_INSTANT ? NULL : zhihui_zone_format_rfc3339 (zone, one->as_of);

  g_string_append_printf (
    out, "\n {\"name\":%s,\"ok\":%s,\"status\":%d", name, is_good ? "true" : "false", one->http);
  if (one->ms >= 0)
    g_string_append_printf (out, ",\"ms\":%" G_GINT64_FORMAT, one->ms);
  if (one->rows >= 0)
    g_string_append_printf (out, ",\"rows\":%" G_GINT64_FORMAT, one->rows);
  append_member (out, "as_of", as_of);
  if (one->lag_s != 0)
    g_string_append_printf (out, ",\"lag_s\":%" G_GINT64_FORMAT, one->lag_s);
  append_member (out, "fault", one->fault);
  append_member (out, "absent", one->absent);
  g_string_append (out, "}");
}

/**
 * zhihui_check_result_format_json:
 *
 * Returns: (transfer full): all of it, for programs
 */
char *
zhihui_check_result_format_json (const ZhihuiCheckResult *self)
{
  GString *out = g_string_new ("{\"resources\":[");

  for (guint i = 0; i < self->findings->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_json_finding (out, self->findings->pdata[i], self->zone);
    }
  g_string_append (out, "\n]");
  zhihui_check_append_reports_json (out, self->reports);
  g_string_append_printf (out, ",\"lag_s\":%" G_GINT64_FORMAT "}\n", self->lag_s);

  return g_string_free (out, FALSE);
}

/* That it answers does not make it of now. */
static char *
describe_lag (const ZhihuiCheckFinding *self)
{
  g_autofree char *age = zhihui_format_age (ABS (self->lag_s));

  if (self->lag_s == 0)
    return NULL;
  return g_strdup_printf (self->lag_s > 0 ? _ ("%s old") : _ ("%s ahead of the clock"), age);
}

/**
 * zhihui_check_finding_explain:
 *
 * Returns: (transfer full) (nullable): why it is not as it should be, or not of now
 */
char *
zhihui_check_finding_explain (const ZhihuiCheckFinding *self)
{
  if (self->absent != NULL)
    return g_strdup (self->absent);
  return self->fault != NULL ? g_strdup (self->fault) : describe_lag (self);
}

/**
 * zhihui_check_finding_is_slow:
 *
 * Returns: whether it came, but so late that people would wait for it
 */
gboolean
zhihui_check_finding_is_slow (const ZhihuiCheckFinding *self)
{
  return self->fault == NULL && self->absent == NULL && self->ms > SLOW_MS;
}

static char *
format_number (gint64 number)
{
  return number < 0 ? g_strdup ("-") : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
append_finding (GString *out, const ZhihuiCheckFinding *one, ZhihuiZone *zone)
{
  g_autofree char *as_of =
    one->as_of == ZHIHUI_NO_INSTANT ? g_strdup ("") : zhihui_zone_format_rfc3339 (zone, one->as_of);
  g_autofree char *ms = format_number (one->ms);
  g_autofree char *rows = format_number (one->rows);
  g_autofree char *why = zhihui_check_finding_explain (one);

  g_string_append_printf (out,
                          "%-40s %6d %7s %6s  %s%s%s\n",
                          one->name,
                          one->http,
                          ms,
                          rows,
                          as_of,
                          why != NULL ? "  " : "",
                          why != NULL ? why : "");
}

static void
append_empty_panels (GString *out, GPtrArray *findings)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const ZhihuiCheckFinding *one = findings->pdata[i];

      /* A map without layers is a map. */
      if (one->absent != NULL && !g_str_equal (one->name, LAYERS))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", one->name);
    }
  if (names->len > 0)
    {
      g_string_append (out, "\n");
      g_string_append_printf (out, _ ("Panels that stay empty: %s\n"), names->str);
    }
}

/* That everything answers does not make its figures those of now. */
static void
append_lag (GString *out, const ZhihuiCheckResult *self)
{
  g_autofree char *age = zhihui_format_age (ABS (self->lag_s));
  g_autofree char *as_of = zhihui_format_date_time (self->zone, self->as_of);

  if (self->lag_s > 0)
    g_string_append_printf (out, _ ("\nNot live: the figures are of %1$s, %2$s old\n"), as_of, age);
  else if (self->lag_s < 0)
    g_string_append_printf (
      out,
      _ ("\nNot live: the figures are of %1$s, %2$s ahead of the platform's clock\n"),
      as_of,
      age);
  else if (self->is_snapshot)
    g_string_append_printf (out, _ ("\nA snapshot of %s\n"), as_of);
}

/* Over the columns of append_finding (). */
static void
append_heads (GString *out)
{
  const char *const resource = C_ ("column", "resource");
  const struct
  {
    guint       width;
    const char *text;
  } numbers[] = {
    { 7, C_ ("column", "status") },
    { 8, C_ ("column", "ms") },
    { 7, C_ ("column", "rows") },
  };

  g_string_append_printf (
    out, "%s%*s", resource, 40 - (int) MIN (40, zhihui_format_measure (resource)), "");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      guint width = MIN (numbers[i].width, zhihui_format_measure (numbers[i].text));

      g_string_append_printf (out, "%*s%s", (int) (numbers[i].width - width), "", numbers[i].text);
    }
  g_string_append_printf (out, "  %s\n", C_ ("column", "as_of"));
}

/**
 * zhihui_check_result_format_table:
 *
 * Returns: (transfer full): all of it, for people
 */
char *
zhihui_check_result_format_table (const ZhihuiCheckResult *self)
{
  GString *out = g_string_new (NULL);

  append_heads (out);
  for (guint i = 0; i < self->findings->len; i++)
    append_finding (out, self->findings->pdata[i], self->zone);
  zhihui_check_append_reports (out, self->reports);
  append_empty_panels (out, self->findings);
  append_lag (out, self);

  return g_string_free (out, FALSE);
}

/* ---- the reading ---- */

/**
 * zhihui_check_result_want:
 * @source: that has not started
 *
 * Lets it read all that the overview shows, and every layer.
 */
void
zhihui_check_result_want (ZhihuiSource *source)
{
  ZhihuiWants wants;

  zhihui_page_wants_of_shipped ("overview", 0, 0, &wants);
  zhihui_page_wants_add_every_layer (&wants);
  zhihui_source_set_wants (source, &wants);
}

/**
 * zhihui_check_result_new:
 * @source: that has read what zhihui_check_result_want () wants, or was given up
 * @started_us: when it was started, monotonic
 *
 * Returns: (transfer full): what came, what is missing, what failed
 */
ZhihuiCheckResult *
zhihui_check_result_new (ZhihuiSource *source, gint64 started_us)
{
  ZhihuiSituation   *situation = zhihui_source_get_situation (source);
  ZhihuiCheckResult *self = g_new0 (ZhihuiCheckResult, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  self->reports = zhihui_source_list_reports (source);
  self->zone = zhihui_zone_ref (zhihui_situation_get_zone (situation));
  self->lag_s = zhihui_situation_get_lag_s (situation, g_get_monotonic_time ());
  self->as_of = zhihui_situation_get_as_of (situation);
  self->is_snapshot = zhihui_situation_is_snapshot (situation);
  find_datasets (self->findings, situation, started_us);
  find_layers (self->findings, situation, started_us);
  find_rankings (self->findings, situation, started_us);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const ZhihuiCheckFinding *one = self->findings->pdata[i];

      self->n_faults += one->fault != NULL;
      self->n_good += one->fault == NULL && one->absent == NULL;
    }

  return self;
}

/**
 * zhihui_check_result_free:
 * @self: (transfer full): a result
 */
void
zhihui_check_result_free (ZhihuiCheckResult *self)
{
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->reports);
  zhihui_zone_unref (self->zone);
  g_free (self);
}

/**
 * zhihui_check_result_is_good:
 *
 * Returns: whether something could be read, and all that there is
 */
gboolean
zhihui_check_result_is_good (const ZhihuiCheckResult *self)
{
  return self->n_faults == 0 && self->n_good > 0;
}
