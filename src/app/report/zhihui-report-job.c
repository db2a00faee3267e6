/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-job.h"

#include "zhihui-drill.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-http-source.h"
#include "zhihui-pages.h"
#include "zhihui-report-reading.h"
#include "zhihui-settling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long a source may take to answer everything. */
#define PATIENCE_S 60
#define MAX_DEPTH 16 /* of regions: a platform whose parents go round does not hold us up */

void
zhihui_report_job_clear (ZhihuiReportJob *self)
{
  if (self->source != NULL)
    zhihui_source_stop (self->source);
  g_clear_pointer (&self->options.request.answers, zhihui_report_answers_unref);
  g_clear_pointer (&self->unit_id, g_free);
  g_clear_pointer (&self->path, zhihui_region_path_unref);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_clear_object (&self->source);
  zhihui_report_options_clear (&self->options);
}

/* All that the paper needs; of @self->path where a part was asked for. */
static void
ask_source (ZhihuiReportJob *self, gboolean is_leaf)
{
  ZhihuiWants             wants = { .datasets = 1u << ZHIHUI_DATASET_META,
                                    .region = self->path,
                                    .is_leaf = is_leaf };
  ZhihuiReportNeeds       needs;
  const ZhihuiBoardTerms *terms = &self->options.request.terms;

  zhihui_report_find_needs (&self->options.request, &needs);
  wants.datasets |= needs.datasets;
  if (self->path != NULL)
    wants.datasets |= 1u << ZHIHUI_DATASET_REGIONS;
  if (needs.has_maps)
    zhihui_map_option_add_layers (self->options.map.settings, &wants);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiMetric metric = zhihui_board_get_metric (board);

      if ((needs.boards & (1u << board)) == 0)
        continue;
      wants.rankings[wants.n_rankings++] = (ZhihuiBoardAsked){
        .board = board,
        .peer = self->options.peer != NULL ? self->options.peer : "*",
        .period = self->options.request.period,
        .window = terms->window,
        .tier = terms->tier,
        .min_n = zhihui_board_terms_get_min_n (terms, metric),
        .has_basis = zhihui_board_terms_has_basis (terms, metric),
        .basis = terms->basis,
        .order =
          g_strcmp0 (self->options.order, "shrunk") == 0 ? ZHIHUI_ORDER_SHRUNK : ZHIHUI_ORDER_RAW,
      };
    }
  zhihui_source_set_wants (self->source, &wants);
}

/* The way to the region that is called @name, or whose code that is; @base leads to where the list
 * begins. */
static ZhihuiRegionPath *
make_path (ZhihuiRegions *regions, const char *name, ZhihuiRegionPath *base, guint depth)
{
  for (guint i = 0; regions != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];
      g_autoptr (ZhihuiRegionPath) parent = NULL;

      if (g_strcmp0 (region->code, name) != 0 && (depth > 0 || g_strcmp0 (region->name, name) != 0))
        continue;
      if (region->parent != NULL && *region->parent != '\0' && depth < MAX_DEPTH)
        parent = make_path (regions, region->parent, base, depth + 1);
      return zhihui_region_path_new (parent != NULL ? parent : base, region->code, region->name);
    }
  return NULL;
}

/* By the code of divisions, GB/T 2260: 320100 holds 320102, and that 320102001. */
static gboolean
covers (const char *code, const char *name)
{
  gsize length = strlen (code);

  if (length > strlen (name) || g_str_equal (code, name))
    return FALSE;
  while (length > 2 && code[length - 1] == '0' && code[length - 2] == '0')
    length -= 2;
  return strncmp (code, name, length) == 0;
}

static const ZhihuiRegion *
find_cover (ZhihuiRegions *regions, const char *name)
{
  for (guint i = 0; regions != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];

      if (region->code != NULL && g_ascii_isdigit (*region->code) && covers (region->code, name))
        return region;
    }
  return NULL;
}

static gboolean
is_whole (ZhihuiSituation *situation, const char *name)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  return g_strcmp0 (meta->region, name) == 0 || g_strcmp0 (meta->name, name) == 0;
}

/* Which regions there are has to be known before one of them can be asked for; a list has those of
 * one level, and leads to the next. Starts the source. */
static gboolean
find_region (ZhihuiReportJob *self, GError **error)
{
  const char *name = self->options.region;

  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_REGIONS,
                            .region = self->path };
      g_autoptr (ZhihuiRegionPath) base = g_steal_pointer (&self->path);
      ZhihuiRegions      *regions;
      const ZhihuiRegion *cover;

      zhihui_source_set_wants (self->source, &wants);
      if (depth == 0)
        zhihui_source_start (self->source);
      zhihui_settling_wait (self->source, PATIENCE_S * 1000);
      if (!zhihui_pages_judge_read (zhihui_source_get_situation (self->source), error))
        return FALSE;
      if (is_whole (zhihui_source_get_situation (self->source), name))
        return TRUE;
      regions = zhihui_situation_get_regions (zhihui_source_get_situation (self->source));
      self->path = make_path (regions, name, base, 0);
      if (self->path != NULL)
        return TRUE;
      cover = find_cover (regions, name);
      if (cover == NULL)
        break;
      self->path = zhihui_region_path_new (base, cover->code, cover->name);
    }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("There is no region “%s” in this deployment"),
               name);
  return FALSE;
}

/* A report is made of figures read now; kept ones of an earlier time are not put on paper unasked.
 */
static gboolean
check_answers (ZhihuiReportJob *self, ZhihuiSituation *situation, GError **error)
{
  const ZhihuiReceipt *receipt = NULL;
  ZhihuiFreshness      freshness =
    zhihui_situation_judge_source (situation, g_get_monotonic_time (), &receipt);

  if (!zhihui_source_is_settled (self->source))
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

/* (nullable): by its id, its name or its short one; @other: (out): who is called so too */
static const ZhihuiUnit *
search_unit (ZhihuiUnits *units, const char *text, const ZhihuiUnit **other)
{
  const ZhihuiUnit *found = NULL;

  *other = NULL;
  for (guint i = 0; units != NULL && i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = units->items->pdata[i];

      if (g_str_equal (unit->id, text))
        {
          *other = NULL;
          return unit;
        }
      if (g_strcmp0 (unit->name, text) != 0 && g_strcmp0 (unit->short_name, text) != 0)
        continue;
      if (found != NULL)
        *other = unit;
      else
        found = unit;
    }
  return found;
}

/* A source without a list of units may know it all the same. */
static gboolean
find_unit (ZhihuiReportJob *self, GError **error)
{
  ZhihuiUnits      *units = zhihui_situation_get_units (self->situation);
  const ZhihuiUnit *unit, *other;

  if (self->options.unit == NULL)
    return TRUE;
  unit = search_unit (units, self->options.unit, &other);
  if (other != NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("Several units are called “%1$s”: say %2$s or %3$s"),
                 self->options.unit,
                 unit->id,
                 other->id);
  else if (unit == NULL && units != NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_NOT_FOUND,
                 _ ("The source knows no unit “%s”"),
                 self->options.unit);
  if (other != NULL || (unit == NULL && units != NULL))
    return FALSE;
  self->unit_id = g_strdup (unit != NULL ? unit->id : self->options.unit);
  self->options.request.unit = self->unit_id;
  return TRUE;
}

/* One of both would pass the other over, and the paper would not say so. */
static gboolean
check_agrees (const ZhihuiReportJob *self,
              ZhihuiCaseFilterField  field,
              const char            *option,
              const char            *id,
              GError               **error)
{
  const ZhihuiCaseFilter *cases = self->options.filter;
  const char             *asked = cases != NULL ? zhihui_case_filter_get (cases, field) : NULL;

  if (asked == NULL || id == NULL || g_str_equal (asked, id))
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("--cases asks for %1$s, and %2$s for %3$s: say one of them"),
               asked,
               option,
               id);
  return FALSE;
}

static gboolean
check_filter (const ZhihuiReportJob *self, GError **error)
{
  const char *region = self->path != NULL ? zhihui_region_path_get_code (self->path) : NULL;

  if (!zhihui_report_lists_cases (&self->options.request))
    return TRUE;
  return check_agrees (self, ZHIHUI_CASE_FILTER_UNIT, "--unit", self->unit_id, error) &&
         check_agrees (self, ZHIHUI_CASE_FILTER_REGION, "--region", region, error);
}

/* The first instant of @text; 0 where none is asked for or it is no period. */
static gint64
find_beginning (const char *text, gint64 now, ZhihuiZone *zone)
{
  g_autoptr (ZhihuiPeriod) period =
    text != NULL ? zhihui_period_parse (text, now, zone, NULL) : NULL;

  return period != NULL ? period->window.from : 0;
}

static gboolean
refuse_day (GError **error, const char *format, ZhihuiZone *zone, gint64 at)
{
  g_autofree char *day = zhihui_format_date (zone, at, 0);
  g_autoptr (GString) words = g_string_new (format);

  g_string_replace (words, "%s", day, 1);
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, words->str);
  return FALSE;
}

/* Of days to come every figure is 0, and a paper would say so over a signature; days of which some
 * are to come stand beside as many that are over. */
static gboolean
check_begun (ZhihuiReportJob *self, ZhihuiSituation *situation, GError **error)
{
  const ZhihuiReportRequest *request = &self->options.request;
  const ZhihuiWindow        *days = &request->terms.window;
  ZhihuiZone                *zone = zhihui_situation_get_zone (situation);
  gint64                     now = zhihui_situation_get_as_of (situation);
  gint64                     from = find_beginning (request->period, now, zone);
  gint64                     before = find_beginning (request->before, now, zone);
  gint32                     today = zhihui_zone_day_of (zone, now);

  if (zhihui_situation_get_meta (situation) == NULL)
    return TRUE;
  if (MAX (from, days->from) > now)
    return refuse_day (
      error, _ ("The period has not begun: its first day is %s"), zone, MAX (from, days->from));
  if (before > now)
    return refuse_day (
      error, _ ("The period to compare with has not begun: its first day is %s"), zone, before);
  if (days->to > zhihui_zone_day_start (zone, today + 1))
    return refuse_day (
      error,
      _ ("Some of the days are still to come: the last that can be asked for is %s"),
      zone,
      now);
  return TRUE;
}

/* What the parts want besides the situation. */
static void
read_answers (ZhihuiReportJob *self)
{
  self->options.request.answers = zhihui_report_answers_new ();
  zhihui_report_ask (&self->options.request, self->options.request.answers);
  zhihui_report_reading_wait (self->source, self->options.request.answers);
}

/* A paper of which the source refused all has nothing to say: who is told only that it was written
 * would file it. */
static gboolean
check_refused (const ZhihuiReportJob *self, const ZhihuiReportNeeds *needs, GError **error)
{
  ZhihuiReportAnswers *answers = self->options.request.answers;
  guint                n = zhihui_report_answers_get_n (answers);

  if (needs->boards != 0 || needs->has_maps || n == 0 ||
      zhihui_report_answers_count_refused (answers) < n)
    return TRUE;
  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_REFUSED,
                       _ ("The token may read nothing of what this paper is made of; it needs the "
                          "scope desk"));
  return FALSE;
}

/* What was read goes to disk before the paper needs the room. */
static void
keep_answers (ZhihuiReportJob *self)
{
  g_autoptr (GError) error = NULL;

  if (ZHIHUI_IS_HTTP_SOURCE (self->source) &&
      !zhihui_http_source_flush (ZHIHUI_HTTP_SOURCE (self->source), &error))
    g_warning ("The last good figures cannot be kept: %s", error->message);
}

static gboolean
read_figures (ZhihuiReportJob *self, GError **error)
{
  ZhihuiReportRequest *request = &self->options.request;
  ZhihuiReportNeeds    needs;

  self->situation = zhihui_situation_ref (zhihui_source_get_situation (self->source));
  request->situation = self->situation;
  request->now_us = g_get_monotonic_time ();
  zhihui_report_find_needs (request, &needs);
  if (self->options.peer != NULL &&
      !zhihui_pages_judge_peer (request->situation, &self->options.peer, error))
    return FALSE;
  self->options.peers[0] = self->options.peer;
  /* first: a source may have no answer for such days */
  if (!check_begun (self, request->situation, error) ||
      !check_answers (self, request->situation, error) || !find_unit (self, error) ||
      !check_filter (self, error))
    return FALSE;
  request->mesh = needs.has_maps ? zhihui_pages_find_mesh (request->situation) : NULL;
  read_answers (self);
  keep_answers (self);
  return check_refused (self, &needs, error) && zhihui_report_check_list (request, error);
}

/**
 * zhihui_report_job_read:
 * @self: with options that were checked
 *
 * Opens the source and reads all that the report is made of; the request of the options has it
 * then, and it lives as long as @self.
 *
 * Returns: whether it could be read
 */
gboolean
zhihui_report_job_read (ZhihuiReportJob *self, GError **error)
{
  ZhihuiReportOptions *options = &self->options;

  self->source =
    zhihui_past_is_asked (&options->past)
      ? zhihui_past_open (&options->past, &options->source, ZHIHUI_KEEP_FOR_DESK, error)
      : zhihui_source_options_open (&options->source, FALSE, error);
  if (self->source == NULL)
    return FALSE;

  if (options->region != NULL && !find_region (self, error))
    return FALSE;
  ask_source (self, FALSE);
  /* Wants come first: a source that is refused at its start answers those it has. */
  if (options->region == NULL)
    zhihui_source_start (self->source);
  zhihui_settling_wait (self->source, PATIENCE_S * 1000);
  if (self->path != NULL && zhihui_drill_is_leaf (zhihui_source_get_situation (self->source),
                                                  zhihui_region_path_get_code (self->path)))
    {
      ask_source (self, TRUE);
      zhihui_settling_wait (self->source, PATIENCE_S * 1000);
    }
  return read_figures (self, error);
}
