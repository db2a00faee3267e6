/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-place.h"

#include "zhihui-platform-resource.h"

#define BOARD_PREFIX "board/"
/* A version that does not know these leaves them out. */
#define WAY_PREFIX "way/"
#define BOUNDARY "boundary"
#define EVERYBODY "all"

/* Stay as they are: they are in the files. */
static const char *const datasets[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = "meta",         [ZHIHUI_DATASET_SUMMARY] = "summary",
  [ZHIHUI_DATASET_CHANNELS] = "channels", [ZHIHUI_DATASET_HOT_WORDS] = "hotwords",
  [ZHIHUI_DATASET_MAP] = "map",           [ZHIHUI_DATASET_REGIONS] = "regions",
  [ZHIHUI_DATASET_MEETINGS] = "meetings", [ZHIHUI_DATASET_ALERTS] = "alerts",
  [ZHIHUI_DATASET_UNITS] = "units",       [ZHIHUI_DATASET_TRENDS] = "trends",
  [ZHIHUI_DATASET_LAYERS] = "layers",     [ZHIHUI_DATASET_INDICATORS] = "indicators",
  [ZHIHUI_DATASET_SYSTEMS] = "systems",   [ZHIHUI_DATASET_GUIDE] = "guide",
  [ZHIHUI_DATASET_STAFF] = "staff",       [ZHIHUI_DATASET_SERVICES] = "services",
  [ZHIHUI_DATASET_MODES] = "modes",
};

static const char *
get_board_id (ZhihuiBoard board)
{
  return zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
}

/* The others: that of cases by day is older than they. */
#define TREND_PREFIX "trends/"

static char *
make_dataset_name (ZhihuiDataset dataset)
{
  ZhihuiBoard     board;
  ZhihuiTrendStep step;

  if (dataset == ZHIHUI_DATASET_TRENDS || !zhihui_dataset_is_trend (dataset, &board, &step))
    return g_strdup (datasets[dataset]);
  return g_strdup_printf (
    TREND_PREFIX "%s/%s", get_board_id (board), zhihui_trend_step_get_id (step));
}

static gboolean
parse_dataset (const char *name, ZhihuiDataset *dataset)
{
  for (*dataset = 0; *dataset < ZHIHUI_N_DATASETS; ++*dataset)
    {
      g_autofree char *own = make_dataset_name (*dataset);

      if (g_str_equal (name, own))
        return TRUE;
    }
  *dataset = 0;
  return FALSE;
}

static char *
make_board_name (const ZhihuiBoardKey *key)
{
  const char *metric = get_board_id (key->board);

  if (key->way == NULL)
    return g_strdup_printf (BOARD_PREFIX "%s/%s", metric, key->peer);
  return g_strdup_printf (WAY_PREFIX "%s/%s/%s", key->way, metric, key->peer);
}

/* METRIC/PEER; @way is behind the other prefix. */
static gboolean
parse_board (const char *name, ZhihuiBoardKey *key)
{
  gboolean is_usual = g_str_has_prefix (name, BOARD_PREFIX);
  g_auto (GStrv) parts = NULL;
  guint n_parts;

  if (!is_usual && !g_str_has_prefix (name, WAY_PREFIX))
    return FALSE;

  parts = g_strsplit (name, "/", is_usual ? 3 : 4);
  n_parts = g_strv_length (parts);
  if (n_parts != (is_usual ? 3 : 4))
    return FALSE;
  for (key->board = 0; key->board < ZHIHUI_N_BOARDS; key->board++)
    if (g_str_equal (parts[n_parts - 2], get_board_id (key->board)))
      {
        key->peer = g_strdup (parts[n_parts - 1]);
        key->way = is_usual ? NULL : g_strdup (parts[1]);
        return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_history_place_parse:
 * @name: of a place
 *
 * Returns: (transfer full) (nullable): the place, empty; %NULL for one this version does not know
 */
ZhihuiHistoryPlace *
zhihui_history_place_parse (const char *name)
{
  g_autoptr (ZhihuiHistoryPlace) self = g_new0 (ZhihuiHistoryPlace, 1);

  self->name = g_strdup (name);
  self->kind = ZHIHUI_HISTORY_BOUNDARY;
  if (g_str_equal (name, BOUNDARY))
    return g_steal_pointer (&self);

  self->kind = ZHIHUI_HISTORY_DATASET;
  if (parse_dataset (name, &self->dataset))
    return g_steal_pointer (&self);

  self->kind = ZHIHUI_HISTORY_BOARD;
  return parse_board (name, &self->key) ? g_steal_pointer (&self) : NULL;
}

/**
 * zhihui_history_place_free:
 * @self: (transfer full): a place
 */
void
zhihui_history_place_free (ZhihuiHistoryPlace *self)
{
  g_free (self->name);
  zhihui_board_key_clear (&self->key);
  g_free (self);
}

static gboolean
was_asked (const ZhihuiReceipt *receipt)
{
  return receipt != NULL && (receipt->has_data || receipt->failing_us != 0);
}

/* Whether a board is of its usual period: by name, else by its days as far as they have come. */
static gboolean
is_of_usual_period (const ZhihuiRanking *ranking, ZhihuiBoard board, ZhihuiZone *zone)
{
  const char *usual = zhihui_board_get_default_period (board);
  g_autoptr (ZhihuiPeriod) period = NULL;

  if (ranking->period[0] != '\0')
    return g_str_equal (ranking->period, usual);

  period = zhihui_period_parse (usual, ranking->as_of, zone, NULL);
  return period != NULL && ranking->window.from == period->window.from &&
         (ranking->window.to == period->window.to || ranking->window.to >= ranking->as_of);
}

/* What somebody looks up on the desk for a while is not how the board stood; what has a way is
 * asked for by a page of a wall, and as its way says. */
static gboolean
is_usual (const ZhihuiRanking *ranking, const ZhihuiBoardKey *key, ZhihuiZone *zone)
{
  const ZhihuiMetricTraits *traits;
  guint                     min_n;

  if (ranking == NULL || key->way != NULL)
    return TRUE;

  traits = zhihui_metric_get_traits (ranking->metric);
  min_n = zhihui_period_default_min_n (zhihui_board_get_default_period (key->board),
                                       zhihui_metric_counts_answers (ranking->metric));
  return ranking->tier == 0 && ranking->basis == traits->basis &&
         (traits->is_count || ranking->min_n == 0 || ranking->min_n == min_n) &&
         is_of_usual_period (ranking, key->board, zone);
}

static void
add_board (GPtrArray *places, ZhihuiSituation *situation, const ZhihuiBoardKey *key)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_board_receipt (situation, key);
  ZhihuiRanking       *ranking = zhihui_situation_get_board (situation, key);
  ZhihuiHistoryPlace  *place;

  if ((ranking == NULL && !was_asked (receipt)) ||
      !is_usual (ranking, key, zhihui_situation_get_zone (situation)) ||
      zhihui_situation_get_board_region (situation, key) != NULL)
    return;

  place = g_new0 (ZhihuiHistoryPlace, 1);
  place->name = make_board_name (key);
  place->kind = ZHIHUI_HISTORY_BOARD;
  zhihui_board_key_copy_into (key, &place->key);
  place->figures = ranking;
  place->receipt = receipt;
  g_ptr_array_add (places, place);
}

static void
add_boards (GPtrArray *places, ZhihuiSituation *situation)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      add_board (places, situation, &(ZhihuiBoardKey){ board, EVERYBODY, NULL });
      for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
        {
          const char *peer = ((ZhihuiPeer *) meta->peers->pdata[i])->id;

          if (!g_str_equal (peer, EVERYBODY))
            add_board (places, situation, &(ZhihuiBoardKey){ board, peer, NULL });
        }
    }
  for (guint i = 0; i < zhihui_situation_get_n_rankings (situation); i++)
    if (zhihui_situation_get_board_key (situation, i)->way != NULL)
      add_board (places, situation, zhihui_situation_get_board_key (situation, i));
}

/**
 * zhihui_history_place_list:
 * @situation: what is known; must outlive the list
 *
 * Returns: (transfer full) (element-type ZhihuiHistoryPlace): every place of which something is
 * known, be it that it cannot be read; of boards those that are asked for as usual; nothing that is
 * of a part of what the source is of; `meta` first
 */
GPtrArray *
zhihui_history_place_list (ZhihuiSituation *situation)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_history_place_free);

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, dataset);
      gpointer             figures = zhihui_situation_get_dataset (situation, dataset);
      g_autofree char     *name = make_dataset_name (dataset);
      ZhihuiHistoryPlace  *place;

      if ((figures == NULL && !was_asked (receipt)) ||
          zhihui_situation_get_region (situation, dataset) != NULL)
        continue;
      place = zhihui_history_place_parse (name);
      place->figures = figures;
      place->receipt = receipt;
      g_ptr_array_add (places, place);
    }

  add_boards (places, situation);
  if (zhihui_situation_get_boundary (situation) != NULL &&
      zhihui_situation_get_region (situation, ZHIHUI_DATASET_REGIONS) == NULL)
    {
      ZhihuiHistoryPlace *place = zhihui_history_place_parse (BOUNDARY);

      place->figures = zhihui_situation_get_boundary (situation);
      g_ptr_array_add (places, place);
    }

  return places;
}

/* The same place as something to be read, for the rules that go with the type of its figures. */
static ZhihuiResource *
make_resource (ZhihuiHistoryPlace *self)
{
  const ZhihuiBoardAsked asked = { .board = self->key.board,
                                   .peer = self->key.peer,
                                   .way = self->key.way };

  switch (self->kind)
    {
    case ZHIHUI_HISTORY_BOARD:
      return zhihui_platform_resource_new_ranking (&asked);
    case ZHIHUI_HISTORY_BOUNDARY:
      return zhihui_platform_resource_new_boundary ("", NULL);
    case ZHIHUI_HISTORY_DATASET:
    default:
      return zhihui_platform_resource_new_dataset (self->dataset, NULL);
    }
}

/**
 * zhihui_history_place_get_as_of:
 * @self: a place with figures
 * @revision: (out) (transfer none): of the figures, "" none
 *
 * Returns: the moment they are of, or %ZHIHUI_NO_INSTANT
 */
gint64
zhihui_history_place_get_as_of (ZhihuiHistoryPlace *self, const char **revision)
{
  const char *text = NULL;
  gint64      as_of = ZHIHUI_NO_INSTANT;

  if (self->kind == ZHIHUI_HISTORY_BOARD)
    {
      as_of = ((ZhihuiRanking *) self->figures)->as_of;
      text = ((ZhihuiRanking *) self->figures)->revision;
    }
  else if (self->kind == ZHIHUI_HISTORY_DATASET)
    {
      as_of = ((ZhihuiStamp *) self->figures)->as_of;
      text = ((ZhihuiStamp *) self->figures)->revision;
    }

  *revision = text != NULL ? text : "";
  return as_of;
}

/**
 * zhihui_history_place_put:
 * @self: a place
 * @builder: the situation in the making
 * @figures: (nullable): what stood there
 * @receipt: how its reading went
 */
void
zhihui_history_place_put (ZhihuiHistoryPlace     *self,
                          ZhihuiSituationBuilder *builder,
                          gpointer                figures,
                          const ZhihuiReceipt    *receipt)
{
  g_autoptr (ZhihuiResource) resource = make_resource (self);

  zhihui_resource_put (resource, builder, figures, receipt);
}

/**
 * zhihui_history_place_unref_figures:
 * @self: a place
 * @figures: (transfer full) (nullable): of the type that stands there
 */
void
zhihui_history_place_unref_figures (ZhihuiHistoryPlace *self, gpointer figures)
{
  g_autoptr (ZhihuiResource) resource = make_resource (self);

  zhihui_resource_unref_figures (resource, figures);
}

/**
 * zhihui_history_place_ref_figures:
 * @self: a place
 * @figures: (nullable): of the type that stands there
 *
 * Returns: (transfer full) (nullable): @figures
 */
gpointer
zhihui_history_place_ref_figures (ZhihuiHistoryPlace *self, gpointer figures)
{
  g_autoptr (ZhihuiResource) resource = make_resource (self);

  return zhihui_resource_ref_figures (resource, figures);
}
