/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-map-panel.h"
#include "zhihui-report-parts.h"
#include "zhihui-report-shelf.h"

#include <glib/gi18n-lib.h>

#define MAP "map" /* the template about one map */

/**
 * zhihui_report_get_map_board:
 *
 * Returns: which figure the paper of one map is about
 */
ZhihuiBoard
zhihui_report_get_map_board (const ZhihuiReportRequest *request)
{
  ZhihuiBoard board = 0;

  while (board + 1 < ZHIHUI_N_BOARDS && (request->maps & (1u << board)) == 0)
    board++;
  return board;
}

const char *
zhihui_report_get_title (const ZhihuiReportRequest *request)
{
  return request->title != NULL ? request->title : _ ("Bulletin on the handling of requests");
}

const char *
zhihui_report_get_issuer (const ZhihuiReportRequest *request)
{
  const ZhihuiMeta *meta = zhihui_situation_get_meta (request->situation);

  if (request->issuer != NULL)
    return request->issuer;
  return meta->issuer != NULL && *meta->issuer != '\0' ? meta->issuer : meta->title;
}

const char *
zhihui_report_get_marking (const ZhihuiReportRequest *request)
{
  return request->marking != NULL ? request->marking : _ ("Internal");
}

/* The title of the bulletin, with the part of the region that was chosen, unless the boards are of
 * the whole. */
static char *
make_part_title (const ZhihuiReportRequest *request)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);
  ZhihuiRanking    *first = zhihui_report_find_first_ranking (request);

  if (first == NULL || g_strcmp0 (first->region, zhihui_region_path_get_code (path)) != 0)
    return g_strdup (zhihui_report_get_title (request));
  /* Translators: region, title of the bulletin */
  return g_strdup_printf (
    _ ("%1$s: %2$s"), zhihui_region_path_get_name (path), zhihui_report_get_title (request));
}

static char *
make_map_title (const ZhihuiReportRequest *request)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (request->situation);
  const char       *name = path != NULL   ? zhihui_region_path_get_name (path)
                           : meta != NULL ? meta->name
                                          : "";

  /* Translators: region, metric */
  return g_strdup_printf (_ ("Map of %1$s: %2$s"),
                          name,
                          zhihui_map_board_get_title (zhihui_report_get_map_board (request)));
}

static const char *
choose (const char *said, const char *otherwise)
{
  return said != NULL ? said : otherwise;
}

/* What the parts of the template show together, where the request does not say it. */
static guint
join_boards (const ZhihuiReportTemplate *template, const char *name)
{
  guint boards = 0;

  for (guint i = 0; i < zhihui_report_template_get_n_parts (template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (template, i);
      guint                     here;

      if (g_strcmp0 (zhihui_template_part_get_kind (part)->name, name) != 0)
        continue;
      here = zhihui_template_part_get_boards (part, "boards");
      /* A part that does not say which shows all. */
      if (here == 0)
        return 0;
      boards |= here;
    }
  return boards;
}

static ZhihuiReportTemplate *
dup_template (const ZhihuiReportRequest *request)
{
  return request->template != NULL
           ? zhihui_report_template_ref (request->template)
           : zhihui_report_shelf_dup_shipped (request->is_map ? MAP : "bulletin");
}

/* A source that tells no list of units names them on its boards. */
static const ZhihuiUnit *
find_ranked_unit (const ZhihuiReportRequest *request)
{
  ZhihuiSituation *situation = request->situation;

  for (guint i = 0; i < zhihui_situation_get_n_rankings (situation); i++)
    {
      ZhihuiBoard        board;
      const char        *peer = zhihui_situation_get_ranking_peer (situation, i, &board);
      ZhihuiRanking     *ranking = zhihui_situation_get_ranking (situation, board, peer);
      const ZhihuiScore *score =
        ranking != NULL ? zhihui_ranking_find (ranking, request->unit) : NULL;

      if (score != NULL)
        return score->unit;
    }
  return NULL;
}

/**
 * zhihui_report_find_unit:
 *
 * Returns: (transfer none) (nullable): the unit that the report is about
 */
const ZhihuiUnit *
zhihui_report_find_unit (const ZhihuiReportRequest *request)
{
  ZhihuiUnits *units = zhihui_situation_get_units (request->situation);

  if (request->unit == NULL)
    return NULL;
  for (guint i = 0; units != NULL && i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = units->items->pdata[i];

      if (g_str_equal (unit->id, request->unit))
        return unit;
    }
  return find_ranked_unit (request);
}

static char *
make_title (const ZhihuiReportRequest *request)
{
  const ZhihuiUnit *unit = zhihui_report_find_unit (request);

  if (request->is_map && request->title == NULL)
    return make_map_title (request);
  if (unit != NULL)
    /* Translators: region or unit, title of the bulletin */
    return g_strdup_printf (_ ("%1$s: %2$s"), unit->name, zhihui_report_get_title (request));
  if (zhihui_situation_get_region_path (request->situation) != NULL)
    return make_part_title (request);
  return g_strdup (zhihui_report_get_title (request));
}

/* The paper of one map begins with it. */
static gboolean
begins_with_map (const ZhihuiReportTemplate *template)
{
  return zhihui_report_template_get_n_parts (template) > 0 &&
         g_str_equal (
           zhihui_template_part_get_kind (zhihui_report_template_get_part (template, 0))->name,
           "region-map");
}

/**
 * zhihui_report_request_complete:
 * @request: what was asked for
 * @error: return location for %ZHIHUI_ERROR_INVALID: a marking that must not be
 *
 * Returns: (transfer full) (nullable): the same with all that its template says, and its title;
 *   what @request borrows it borrows as well
 */
ZhihuiReportRequest *
zhihui_report_request_complete (const ZhihuiReportRequest *request, GError **error)
{
  ZhihuiReportRequest *whole = g_new (ZhihuiReportRequest, 1);
  ZhihuiReportTemplate *template = dup_template (request);

  *whole = *request;
  whole->template = template;
  whole->format =
    request->format != NULL ? request->format : zhihui_report_template_get_format (template);
  whole->issuer = choose (request->issuer, zhihui_report_template_get_issuer (template));
  whole->number = choose (request->number, zhihui_report_template_get_number (template));
  whole->marking = choose (request->marking, zhihui_report_template_get_marking (template));
  whole->period = choose (request->period, zhihui_report_template_get_period (template));
  whole->has_appendix |= zhihui_report_template_has_appendix (template);
  if (request->boards == 0)
    whole->boards = join_boards (template, "boards");
  whole->is_map |= begins_with_map (template);
  if (whole->is_map && request->maps == 0)
    whole->maps = join_boards (template, "region-map");
  if (whole->is_map && whole->maps == 0)
    whole->maps = 1u << ZHIHUI_BOARD_VOLUME;
  if (request->title == NULL)
    {
      whole->title = zhihui_report_template_get_title (template);
      whole->title = make_title (whole);
    }
  else
    whole->title = g_strdup (request->title);
  if (zhihui_report_check_heads (whole, error))
    return whole;
  zhihui_report_request_free (whole);
  return NULL;
}

/**
 * zhihui_report_request_free:
 * @self: (nullable) (transfer full): of zhihui_report_request_complete()
 */
void
zhihui_report_request_free (ZhihuiReportRequest *self)
{
  if (self == NULL)
    return;

  zhihui_report_template_unref (self->template);
  g_free ((char *) self->title);
  g_free (self);
}

/**
 * zhihui_report_dup_title:
 * @request: what is asked for, with a situation
 *
 * Returns: (transfer full): what the report is called on its first page
 */
char *
zhihui_report_dup_title (const ZhihuiReportRequest *request)
{
  g_autoptr (ZhihuiReportRequest) whole = zhihui_report_request_complete (request, NULL);

  return g_strdup (zhihui_report_get_title (whole != NULL ? whole : request));
}

/**
 * zhihui_report_measure_text:
 * @request: what is asked for
 * @start: (out): where text begins below the running head of a page, as a part of its height
 * @end: (out): where it ends above the foot
 */
void
zhihui_report_measure_text (const ZhihuiReportRequest *request, double *start, double *end)
{
  g_autoptr (ZhihuiReportTemplate) template = dup_template (request);
  const ZhihuiPaperFormat *format =
    request->format != NULL ? request->format : zhihui_report_template_get_format (template);
  ZhihuiPaperFormat usual;

  zhihui_paper_format_parse ("a4", &usual, NULL);
  if (format == NULL)
    format = &usual;
  *start = (format->top + ZHIHUI_PAPER_RUNNING_HEIGHT / 2) / format->height;
  *end = 1 - format->bottom / format->height;
}

/**
 * zhihui_report_find_needs:
 * @request: what is asked for; its situation may be %NULL, since nothing was read yet
 * @needs: (out): what has to be read
 */
void
zhihui_report_find_needs (const ZhihuiReportRequest *request, ZhihuiReportNeeds *needs)
{
  g_autoptr (ZhihuiReportTemplate) template = dup_template (request);

  *needs = (ZhihuiReportNeeds){ 0 };
  for (guint i = 0; i < zhihui_report_template_get_n_parts (template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->add_needs != NULL)
        kind->add_needs (request, part, needs);
    }
}

/**
 * zhihui_report_ask:
 * @request: what is asked for, with a situation that has settled
 * @answers: in which the parts say what they want besides it
 */
void
zhihui_report_ask (const ZhihuiReportRequest *request, ZhihuiReportAnswers *answers)
{
  g_autoptr (ZhihuiReportTemplate) template = dup_template (request);

  for (guint i = 0; i < zhihui_report_template_get_n_parts (template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->ask != NULL)
        kind->ask (request, part, answers);
    }
}

/**
 * zhihui_report_lists_cases:
 *
 * Returns: whether the template has a list that @request can say the cases of
 */
gboolean
zhihui_report_lists_cases (const ZhihuiReportRequest *request)
{
  g_autoptr (ZhihuiReportTemplate) template = dup_template (request);

  return zhihui_report_part_is_in (template, "cases");
}
