/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-resource.h"

#include "zhihui-wire.h"

/* Rows of boards and units are small: a province is one page. */
#define PAGE_LIMIT "20000"

typedef gpointer (*DecodeFunc) (GBytes *body, GError **error);
typedef gpointer (*RefFunc) (gpointer figures);
typedef void (*UnrefFunc) (gpointer figures);

typedef struct
{
  const char *path;
  guint       period_s;
  DecodeFunc  decode; /* NULL: comes in pages */
  RefFunc     ref;
  UnrefFunc   unref;
} DatasetTraits;

#define TRAITS(path, period_s, prefix)                                                             \
  {                                                                                                \
    path, period_s, (DecodeFunc) zhihui_wire_decode_##prefix, (RefFunc) zhihui_##prefix##_ref,     \
      (UnrefFunc) zhihui_##prefix##_unref                                                          \
  }

static const DatasetTraits dataset_traits[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = TRAITS ("/meta", 60, meta),
  [ZHIHUI_DATASET_SUMMARY] = TRAITS ("/summary", 10, summary),
  [ZHIHUI_DATASET_CHANNELS] = TRAITS ("/channels", 60, channels),
  [ZHIHUI_DATASET_HOT_WORDS] = TRAITS ("/hotwords", 300, hot_words),
  [ZHIHUI_DATASET_MAP] = TRAITS ("/map/cases?period=month", 15, map_figures),
  [ZHIHUI_DATASET_REGIONS] = TRAITS ("/regions", 86400, regions),
  [ZHIHUI_DATASET_MEETINGS] = TRAITS ("/meetings", 30, meetings),
  [ZHIHUI_DATASET_ALERTS] = TRAITS ("/alerts", 10, alerts),
  [ZHIHUI_DATASET_UNITS] = { "/units?limit=" PAGE_LIMIT,
                             86400,
                             NULL,
                             (RefFunc) zhihui_units_ref,
                             (UnrefFunc) zhihui_units_unref },
  [ZHIHUI_DATASET_TRENDS] = TRAITS ("/trends", 60, trend),
};

/* The path without query and first slash. */
static char *
make_name (const char *path)
{
  return g_strndup (path + 1, strcspn (path + 1, "?"));
}

/**
 * zhihui_resource_new_dataset:
 * @dataset: which
 *
 * Returns: (transfer full): the resource of @dataset
 */
ZhihuiResource *
zhihui_resource_new_dataset (ZhihuiDataset dataset)
{
  ZhihuiResource *self;

  g_return_val_if_fail (dataset < ZHIHUI_N_DATASETS, NULL);

  self = g_atomic_rc_box_new0 (ZhihuiResource);
  self->kind = ZHIHUI_RESOURCE_DATASET;
  self->dataset = dataset;
  self->path = g_strdup (dataset_traits[dataset].path);
  self->name = make_name (self->path);
  self->period_s = dataset_traits[dataset].period_s;

  return self;
}

/**
 * zhihui_resource_new_ranking:
 * @board: which board
 * @peer: id of the peer group, "all" for every unit
 * @period: (nullable): %NULL for the board's default
 * @order: by which value
 * @first: only so many ranked rows from the head
 * @last: and so many from the foot; 0 and 0 is all
 *
 * Returns: (transfer full): the resource of one board
 */
ZhihuiResource *
zhihui_resource_new_ranking (ZhihuiBoard board,
                             const char *peer,
                             const char *period,
                             ZhihuiOrder order,
                             guint       first,
                             guint       last)
{
  ZhihuiResource  *self;
  const char      *metric = zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
  g_autofree char *peer_escaped = g_uri_escape_string (peer, NULL, FALSE);
  g_autofree char *period_escaped = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  if (period == NULL)
    period = zhihui_board_get_default_period (board);
  period_escaped = g_uri_escape_string (period, NULL, FALSE);

  g_string_printf (path, "/rankings/%s?peer=%s&period=%s", metric, peer_escaped, period_escaped);
  if (order == ZHIHUI_ORDER_SHRUNK)
    g_string_append (path, "&order=shrunk");
  if (first == 0 && last == 0)
    g_string_append (path, "&limit=" PAGE_LIMIT);
  if (first > 0)
    g_string_append_printf (path, "&first=%u", first);
  if (last > 0)
    g_string_append_printf (path, "&last=%u", last);

  self = g_atomic_rc_box_new0 (ZhihuiResource);
  self->kind = ZHIHUI_RESOURCE_RANKING;
  self->board = board;
  self->peer = g_strdup (peer);
  self->path = g_strdup (path->str);
  self->name = g_strdup_printf ("rankings/%s/%s", metric, peer);
  self->period_s = 60;

  return self;
}

/**
 * zhihui_resource_new_boundary:
 * @region: code of the region whose parts are outlined
 *
 * Returns: (transfer full): the resource of the outlines
 */
ZhihuiResource *
zhihui_resource_new_boundary (const char *region)
{
  ZhihuiResource  *self = g_atomic_rc_box_new0 (ZhihuiResource);
  g_autofree char *escaped = g_uri_escape_string (region, NULL, FALSE);

  self->kind = ZHIHUI_RESOURCE_BOUNDARY;
  self->path = g_strdup_printf ("/regions/%s/boundary", escaped);
  self->name = g_strdup ("boundary");
  self->period_s = 86400;

  return self;
}

/**
 * zhihui_resource_ref:
 * @self: a resource
 *
 * Returns: (transfer full): @self
 */
ZhihuiResource *
zhihui_resource_ref (ZhihuiResource *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_resource (gpointer data)
{
  ZhihuiResource *self = data;

  g_free (self->peer);
  g_free (self->path);
  g_free (self->name);
}

/**
 * zhihui_resource_unref:
 * @self: (transfer full): a resource
 */
void
zhihui_resource_unref (ZhihuiResource *self)
{
  g_atomic_rc_box_release_full (self, clear_resource);
}

/**
 * zhihui_resource_has_place_of:
 * @self: a resource
 * @other: another
 *
 * Returns: whether both fill the same place of the situation, whatever their periods and lengths
 */
gboolean
zhihui_resource_has_place_of (ZhihuiResource *self, ZhihuiResource *other)
{
  return self->kind == other->kind && self->dataset == other->dataset &&
         self->board == other->board && g_strcmp0 (self->peer, other->peer) == 0;
}

/**
 * zhihui_resource_decode:
 * @self: a resource
 * @body: one answer
 * @next: (out) (transfer full): cursor of the next page or %NULL
 * @error: return location
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): the figures, or %NULL with @error set
 */
gpointer
zhihui_resource_decode (ZhihuiResource *self, GBytes *body, char **next, GError **error)
{
  g_return_val_if_fail (next != NULL, NULL);
  *next = NULL;

  if (self->kind == ZHIHUI_RESOURCE_RANKING)
    return zhihui_wire_decode_ranking (body, next, error);

  if (self->kind == ZHIHUI_RESOURCE_BOUNDARY)
    {
      g_autoptr (GPtrArray) outlines = zhihui_wire_decode_outlines (body, error);

      return outlines != NULL ? g_bytes_ref (body) : NULL;
    }

  if (self->dataset == ZHIHUI_DATASET_UNITS)
    return zhihui_wire_decode_units (body, next, error);

  return dataset_traits[self->dataset].decode (body, error);
}

/**
 * zhihui_resource_decode_pages:
 * @self: a resource
 * @bodies: (element-type GBytes): all pages in their order, at least one
 * @error: return location
 *
 * Returns: (transfer full): the figures of all pages, or %NULL with @error set
 */
gpointer
zhihui_resource_decode_pages (ZhihuiResource *self, GPtrArray *bodies, GError **error)
{
  gpointer figures = NULL;

  g_return_val_if_fail (bodies->len > 0, NULL);

  for (guint i = 0; i < bodies->len; i++)
    {
      g_autofree char *next = NULL;
      gpointer         page = zhihui_resource_decode (self, bodies->pdata[i], &next, error);

      if (page == NULL)
        {
          zhihui_resource_unref_figures (self, figures);
          return NULL;
        }

      figures = figures == NULL ? page : zhihui_resource_join (self, figures, page);
    }

  return figures;
}

static void
join_scores (ZhihuiScore **scores, guint *n_scores, ZhihuiScore **more, guint *n_more)
{
  if (*n_more == 0)
    return;

  *scores = g_renew (ZhihuiScore, *scores, *n_scores + *n_more);
  memcpy (*scores + *n_scores, *more, *n_more * sizeof (ZhihuiScore));
  *n_scores += *n_more;

  /* The rows moved: only their array is left. */
  g_clear_pointer (more, g_free);
  *n_more = 0;
}

/**
 * zhihui_resource_join:
 * @self: a resource that comes in pages
 * @first: (transfer full): the pages so far, not shared yet
 * @more: (transfer full): the page after them, not shared yet
 *
 * Returns: (transfer full): @first with the rows of @more
 */
gpointer
zhihui_resource_join (ZhihuiResource *self, gpointer first, gpointer more)
{
  if (self->kind == ZHIHUI_RESOURCE_RANKING)
    {
      ZhihuiRanking *ranking = first;
      ZhihuiRanking *page = more;

      join_scores (&ranking->scores, &ranking->n_scores, &page->scores, &page->n_scores);
      join_scores (
        &ranking->unranked, &ranking->n_unranked_sent, &page->unranked, &page->n_unranked_sent);
      ranking->n_ranked = MAX (ranking->n_ranked, ranking->n_scores);
      ranking->n_unranked = MAX (ranking->n_unranked, ranking->n_unranked_sent);
    }
  else if (self->kind == ZHIHUI_RESOURCE_DATASET && self->dataset == ZHIHUI_DATASET_UNITS)
    {
      GPtrArray *rest = ((ZhihuiUnits *) more)->items;

      g_ptr_array_extend_and_steal (((ZhihuiUnits *) first)->items, g_ptr_array_ref (rest));
    }

  zhihui_resource_unref_figures (self, more);
  return first;
}

/**
 * zhihui_resource_ref_figures:
 * @self: a resource
 * @figures: (nullable): what was read from it
 *
 * Returns: (transfer full) (nullable): @figures
 */
gpointer
zhihui_resource_ref_figures (ZhihuiResource *self, gpointer figures)
{
  if (figures == NULL)
    return NULL;

  switch (self->kind)
    {
    case ZHIHUI_RESOURCE_RANKING:
      return zhihui_ranking_ref (figures);
    case ZHIHUI_RESOURCE_BOUNDARY:
      return g_bytes_ref (figures);
    case ZHIHUI_RESOURCE_DATASET:
    default:
      return dataset_traits[self->dataset].ref (figures);
    }
}

/**
 * zhihui_resource_unref_figures:
 * @self: a resource
 * @figures: (transfer full) (nullable): what was read from it
 */
void
zhihui_resource_unref_figures (ZhihuiResource *self, gpointer figures)
{
  if (figures == NULL)
    return;

  switch (self->kind)
    {
    case ZHIHUI_RESOURCE_RANKING:
      zhihui_ranking_unref (figures);
      break;
    case ZHIHUI_RESOURCE_BOUNDARY:
      g_bytes_unref (figures);
      break;
    case ZHIHUI_RESOURCE_DATASET:
    default:
      dataset_traits[self->dataset].unref (figures);
      break;
    }
}

/**
 * zhihui_resource_get_as_of:
 * @self: a resource
 * @figures: what was read from it
 *
 * Returns: the moment @figures are of, or %ZHIHUI_NO_INSTANT for outlines
 */
gint64
zhihui_resource_get_as_of (ZhihuiResource *self, gpointer figures)
{
  switch (self->kind)
    {
    case ZHIHUI_RESOURCE_RANKING:
      return ((ZhihuiRanking *) figures)->as_of;
    case ZHIHUI_RESOURCE_BOUNDARY:
      return ZHIHUI_NO_INSTANT;
    case ZHIHUI_RESOURCE_DATASET:
    default:
      return ((ZhihuiStamp *) figures)->as_of; /* every dataset begins with it */
    }
}

/**
 * zhihui_resource_put:
 * @self: a resource
 * @builder: the situation in the making
 * @figures: (nullable): what is kept of the resource
 * @receipt: how its reading went
 */
void
zhihui_resource_put (ZhihuiResource         *self,
                     ZhihuiSituationBuilder *builder,
                     gpointer                figures,
                     const ZhihuiReceipt    *receipt)
{
  switch (self->kind)
    {
    case ZHIHUI_RESOURCE_RANKING:
      if (figures != NULL)
        zhihui_situation_builder_set_ranking (builder, self->board, self->peer, figures);
      zhihui_situation_builder_set_ranking_receipt (builder, self->board, self->peer, receipt);
      break;
    case ZHIHUI_RESOURCE_BOUNDARY:
      if (figures != NULL)
        zhihui_situation_builder_set_boundary (builder, figures);
      break;
    case ZHIHUI_RESOURCE_DATASET:
    default:
      if (figures != NULL && self->dataset == ZHIHUI_DATASET_META)
        zhihui_situation_builder_set_meta (builder, figures);
      else if (figures != NULL)
        zhihui_situation_builder_set_dataset (builder, self->dataset, figures);
      zhihui_situation_builder_set_receipt (builder, self->dataset, receipt);
      break;
    }
}
