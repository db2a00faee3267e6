/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-region-code.h"
#include "zhihui-request.h"
#include "zhihui-tier.h"
#include "zhihui-wire.h"

#define SMALL_ROWS_LIMIT 500
#define SMALL_ROWS_MAX 20000
#define MAX_CUT 20000
#define MAX_UNITS_OF_LEVEL 3000 /* of a nation: more are regions of a level */

char *
zhihui_route_meta (ZhihuiRequest *request)
{
  g_autoptr (ZhihuiMeta) meta = NULL;

  if (!zhihui_request_check (request))
    return NULL;

  meta = zhihui_platform_make_meta (request->platform);
  meta->scope = zhihui_scopes_describe (request->scopes, " ");
  return zhihui_wire_encode_meta (meta);
}

char *
zhihui_route_summary (ZhihuiRequest *request)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  const char    *region = zhihui_request_get_region (request);
  g_autoptr (ZhihuiSummary) summary = NULL;

  if (!zhihui_request_check (request))
    return NULL;

  summary =
    zhihui_figures_make_summary (figures, region, zhihui_platform_get_targets (request->platform));
  request->n_rows = 1;
  return zhihui_wire_encode_summary (summary, zhihui_platform_get_zone (request->platform));
}

/* What may be said about a board. */
typedef struct
{
  ZhihuiBoardQuestion question;
  ZhihuiPeriod       *period; /* owned */
  gboolean            cut;
  gint64              first, last;
  gboolean            has_level;
  guint               level; /* 2, 4, 6, 9: digits that tell the regions that are rows; 0 units */
  gint64              snapshot;     /* revision of the frozen month; 0: as counted now */
  gboolean            has_snapshot; /* said, not chosen */
  ZhihuiPage          page;
} BoardAsked;

static void
board_asked_clear (BoardAsked *asked)
{
  g_clear_pointer (&asked->period, zhihui_period_free);
  zhihui_page_clear (&asked->page);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BoardAsked, board_asked_clear)

static guint
get_default_min_n (const BoardAsked *asked)
{
  const ZhihuiWindow *window = &asked->period->window;
  gboolean            ratings = zhihui_metric_counts_answers (asked->question.metric);
  gboolean            is_named = *asked->period->text != '\0';
  gboolean            is_long = window->to - window->from > 31 * 86400;

  /* The same span asked for by its ends is judged like the one with a name. */
  return zhihui_period_default_min_n (is_named  ? asked->period->text
                                      : is_long ? "quarter"
                                                : "month",
                                      ratings);
}

static void
read_cut (ZhihuiRequest *request, BoardAsked *asked)
{
  gboolean has_first = zhihui_query_get_number (request->query, "first", 0, MAX_CUT, &asked->first);
  gboolean has_last = zhihui_query_get_number (request->query, "last", 0, MAX_CUT, &asked->last);

  asked->cut = has_first || has_last;
  if (asked->cut && asked->page.cursor != NULL)
    zhihui_query_add_fault (request->query, "cursor", "not_with_first_and_last");
}

/* What does not fit the metric is a fault: an answer to another question would be taken for this.
 */
static void
read_kind (ZhihuiRequest *request, ZhihuiBoardQuestion *question)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (question->metric);
  const char               *basis = zhihui_query_get_text (request->query, "basis", 32);
  gint64                    tier = 0;

  question->basis = traits->basis;
  if (basis != NULL && !zhihui_basis_parse (basis, &question->basis))
    zhihui_query_add_fault (request->query, "basis", "unknown_value");
  else if (!zhihui_metric_has_basis (question->metric, question->basis))
    {
      zhihui_query_add_fault (request->query, "basis", "not_with_metric");
      question->basis = traits->basis;
    }

  zhihui_query_get_number (request->query, "tier", 1, ZHIHUI_N_TIERS, &tier);
  question->tier = (guint) tier;
  if (question->order == ZHIHUI_ORDER_SHRUNK && !traits->is_share && !traits->is_count)
    zhihui_query_add_fault (request->query, "order", "not_with_metric");
  if (question->metric != ZHIHUI_METRIC_DIRECT_RATE)
    return;
  if (tier != 0)
    zhihui_query_add_fault (request->query, "tier", "not_with_metric");
  if (!g_str_equal (question->peer, "all"))
    zhihui_query_add_fault (request->query, "peer", "not_with_metric");
}

/* Where not everything is in memory a board is of one level, and not everything can be asked. */
static void
check_partial (ZhihuiRequest *request, BoardAsked *asked)
{
  ZhihuiFigures             *figures = zhihui_platform_get_figures (request->platform);
  const ZhihuiBoardQuestion *question = &asked->question;
  guint                      n_units = zhihui_figures_count_units (figures, question->region);
  gboolean whole = g_str_equal (question->region, zhihui_platform_get_region (request->platform));

  if (!asked->has_level && n_units > MAX_UNITS_OF_LEVEL)
    asked->level = whole && g_str_equal (question->region, "00")
                     ? 2
                     : (guint) zhihui_region_code_get_stem (question->region) + 2;
  if (asked->level == 0 && n_units > MAX_UNITS_OF_LEVEL)
    zhihui_query_add_fault (request->query, "level", "too_many_units_name_a_region");
  if (question->basis != zhihui_metric_get_traits (question->metric)->basis)
    zhihui_query_add_fault (request->query, "basis", "not_at_this_size");
  if (question->metric == ZHIHUI_METRIC_DIRECT_RATE)
    zhihui_query_add_fault (request->query, "metric", "not_at_this_size");
  asked->has_level = TRUE;
}

static void
read_level (ZhihuiRequest *request, BoardAsked *asked)
{
  static const char *const levels[] = { "unit", "province", "city", "county", "town", NULL };
  static const guint       digits[] = { 0, 2, 4, 6, 9 };
  guint                    word;

  asked->has_level = zhihui_query_get_word (request->query, "level", levels, &word);
  if (asked->has_level)
    asked->level = digits[word];
  if (zhihui_figures_is_partial (zhihui_platform_get_figures (request->platform)))
    check_partial (request, asked);
  else if (asked->level != 0 && asked->question.metric == ZHIHUI_METRIC_DIRECT_RATE)
    zhihui_query_add_fault (request->query, "level", "not_with_metric");
}

/* What is asked as it stands now. */
static ZhihuiRanking *
make_live_board (ZhihuiRequest *request, const BoardAsked *asked)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);

  return asked->has_level && asked->question.metric != ZHIHUI_METRIC_DIRECT_RATE
           ? zhihui_figures_make_level_board (figures, &asked->question, asked->level)
           : zhihui_figures_make_board (figures, &asked->question);
}

static void
read_board (ZhihuiRequest *request, BoardAsked *asked)
{
  const char *const    orders[] = { "raw", "shrunk", NULL };
  const char *const    directions[] = { "best", "worst", NULL };
  ZhihuiBoardQuestion *question = &asked->question;
  guint                word;
  gint64               min_n;

  question->region = zhihui_request_get_region (request);
  question->peer = zhihui_request_get_peer (request);
  asked->period = zhihui_request_get_period (request,
                                             question->metric == ZHIHUI_METRIC_OVERDUE_RATE ||
                                                 question->metric == ZHIHUI_METRIC_RETURN_RATE
                                               ? "rolling-90d"
                                               : "month",
                                             TRUE);
  question->period = asked->period;
  zhihui_request_limit_window (
    request, &asked->period->window, *asked->period->text != '\0', ZHIHUI_ASK_DAYS);
  if (zhihui_query_get_word (request->query, "order", orders, &word))
    question->order = word == 0 ? ZHIHUI_ORDER_RAW : ZHIHUI_ORDER_SHRUNK;
  if (zhihui_query_get_word (request->query, "direction", directions, &word))
    question->direction = word == 0 ? ZHIHUI_DIRECTION_BEST_FIRST : ZHIHUI_DIRECTION_WORST_FIRST;
  question->min_n = zhihui_query_get_number (request->query, "min_n", 1, 1000000, &min_n)
                      ? (guint) min_n
                      : get_default_min_n (asked);

  read_kind (request, question);
  read_level (request, asked);
  asked->has_snapshot =
    zhihui_query_get_number (request->query, "snapshot", 0, 1000000, &asked->snapshot);
  zhihui_page_read (&asked->page, request, SMALL_ROWS_LIMIT, SMALL_ROWS_MAX);
  read_cut (request, asked);
}

/* The rows of one page; those without a rank are on the last. */
static ZhihuiRanking *
slice (ZhihuiRanking *board, guint place, guint limit)
{
  guint          start = MIN (place, board->n_scores);
  guint          end = MIN (board->n_scores, start + limit);
  gboolean       is_last = end == board->n_scores;
  ZhihuiRanking *part;

  if (start == 0 && is_last)
    return zhihui_ranking_ref (board);

  part = zhihui_ranking_new_empty (board->metric);
  *part = *board;
  part->region = g_strdup (board->region);
  part->peer = g_strdup (board->peer);
  part->period = g_strdup (board->period);
  part->revision = g_strdup (board->revision);
  part->n_scores = end - start;
  part->scores = g_new0 (ZhihuiScore, part->n_scores + 1);
  for (guint i = start; i < end; i++)
    zhihui_score_copy_into (&board->scores[i], &part->scores[i - start]);

  part->n_unranked_sent = is_last ? board->n_unranked_sent : 0;
  part->unranked = g_new0 (ZhihuiScore, part->n_unranked_sent + 1);
  for (guint i = 0; i < part->n_unranked_sent; i++)
    zhihui_score_copy_into (&board->unranked[i], &part->unranked[i]);
  return part;
}

/* The head and the foot of the order asked for; the model cuts by best and worst. */
static ZhihuiRanking *
cut (ZhihuiRanking *board, const BoardAsked *asked)
{
  guint first = (guint) asked->first, last = (guint) asked->last;

  return asked->question.direction == ZHIHUI_DIRECTION_BEST_FIRST
           ? zhihui_ranking_cut (board, first, last)
           : zhihui_ranking_cut (board, last, first);
}

/* A month that is frozen is answered as it was frozen, unless its present count is asked for. */
static ZhihuiRanking *
make_board (ZhihuiRequest *request, const BoardAsked *asked)
{
  ZhihuiPlatform *platform = request->platform;
  const char     *region = zhihui_platform_get_region (platform);
  g_autoptr (ZhihuiSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  if ((!asked->has_snapshot || asked->snapshot > 0) && asked->level == 0 &&
      zhihui_snapshot_answers (&asked->question, region))
    snapshot = zhihui_store_read_snapshot (zhihui_platform_get_store (platform),
                                           zhihui_platform_get_zone (platform),
                                           asked->period->text,
                                           (guint) asked->snapshot,
                                           &error);
  if (error != NULL)
    {
      g_warning ("snapshots cannot be read: %s", error->message);
      zhihui_request_refuse (request, 500, "internal", "the snapshots cannot be read");
      return NULL;
    }
  if (snapshot != NULL)
    return zhihui_snapshot_make_board (snapshot, &asked->question, region);
  if (asked->snapshot > 0)
    {
      zhihui_request_refuse (request, 404, "not_found", "there is no such snapshot");
      return NULL;
    }
  return make_live_board (request, asked);
}

char *
zhihui_route_ranking (ZhihuiRequest *request)
{
  g_auto (BoardAsked) asked = { 0 };
  g_autoptr (ZhihuiRanking) part = NULL;
  ZhihuiRanking *board;

  if (!zhihui_metric_parse (request->argument, &asked.question.metric))
    return zhihui_request_refuse (request, 404, "not_found", "there is no such metric");

  read_board (request, &asked);
  if (!zhihui_request_check (request))
    return NULL;

  board = zhihui_page_find (&asked.page, request);
  if (request->status != 0)
    return NULL;
  if (board == NULL)
    board = make_board (request, &asked);
  if (board == NULL)
    return NULL;

  if (asked.cut)
    {
      part = cut (board, &asked);
      zhihui_ranking_unref (board);
    }
  else
    {
      part = slice (board, asked.page.place, asked.page.limit);
      zhihui_page_turn (
        &asked.page, request, board, (GDestroyNotify) zhihui_ranking_unref, board->n_scores);
    }

  request->n_rows = part->n_scores + part->n_unranked_sent;
  return zhihui_wire_encode_ranking (
    part, zhihui_platform_get_zone (request->platform), request->next);
}

char *
zhihui_route_hot_words (ZhihuiRequest *request)
{
  const char *region = zhihui_request_get_region (request);
  g_autoptr (ZhihuiHotWords) words = NULL;

  if (!zhihui_request_check (request))
    return NULL;
  /* The words of cases that are done are not in memory, and no words are better than some. */
  if (zhihui_figures_is_partial (zhihui_platform_get_figures (request->platform)))
    return zhihui_request_not_offered (request, "words are not counted at this size");

  words = zhihui_figures_make_hot_words (
    zhihui_platform_get_figures (request->platform), region, !zhihui_request_sees_desk (request));
  request->n_rows = words->items->len;
  return zhihui_wire_encode_hot_words (words, zhihui_platform_get_zone (request->platform));
}

char *
zhihui_route_regions (ZhihuiRequest *request)
{
  static const char *const levels[] = { "province", "city", "county", "town", "village", "2",
                                        "4",        "6",    "9",      "12",   NULL };
  static const guint       digits[] = { 2, 4, 6, 9, 12 };
  const char              *parent = zhihui_query_get_text (request->query, "parent", 64);
  guint                    word, level = 0;
  ZhihuiRegions           *all;
  g_autoptr (ZhihuiRegions) part = zhihui_regions_new ();
  g_auto (ZhihuiPage) page = { 0 };
  char *body;

  if (parent == NULL)
    parent = zhihui_request_is_bound (request) ? request->region
                                               : zhihui_platform_get_region (request->platform);
  else if (!zhihui_figures_has_region (zhihui_platform_get_figures (request->platform), parent) ||
           !zhihui_request_sees_region (request, parent))
    zhihui_request_refuse (request, 404, "not_found", "there is no such region");
  if (zhihui_query_get_word (request->query, "level", levels, &word))
    level = digits[word % G_N_ELEMENTS (digits)];
  zhihui_page_read (&page, request, SMALL_ROWS_LIMIT, SMALL_ROWS_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  all = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (all == NULL)
    all =
      zhihui_figures_make_regions (zhihui_platform_get_figures (request->platform), parent, level);

  part->stamp.as_of = all->stamp.as_of;
  part->stamp.revision = g_strdup (all->stamp.revision);
  g_ptr_array_unref (part->items);
  part->items = zhihui_page_borrow (&page, all->items);
  request->n_rows = part->items->len;
  body = zhihui_wire_encode_regions (part, zhihui_platform_get_zone (request->platform));
  zhihui_page_turn (&page, request, all, (GDestroyNotify) zhihui_regions_unref, all->items->len);
  return zhihui_page_put_next (body, request->next);
}

char *
zhihui_route_units (ZhihuiRequest *request)
{
  const char  *region = zhihui_request_get_region (request);
  const char  *peer = zhihui_request_get_peer (request);
  ZhihuiUnits *all;
  g_autoptr (ZhihuiUnits) part = zhihui_units_new ();
  g_auto (ZhihuiPage) page = { 0 };
  g_autoptr (ZhihuiUnits) keep = NULL;

  zhihui_page_read (&page, request, SMALL_ROWS_LIMIT, SMALL_ROWS_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  all = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (all == NULL)
    all = zhihui_figures_make_units (zhihui_platform_get_figures (request->platform), region, peer);

  part->stamp.as_of = all->stamp.as_of;
  part->stamp.revision = g_strdup (all->stamp.revision);
  g_ptr_array_unref (part->items);
  part->items = zhihui_page_borrow (&page, all->items);
  request->n_rows = part->items->len;
  keep = zhihui_units_ref (all);
  zhihui_page_turn (&page, request, all, (GDestroyNotify) zhihui_units_unref, all->items->len);
  return zhihui_wire_encode_units (
    part, zhihui_platform_get_zone (request->platform), request->next);
}
