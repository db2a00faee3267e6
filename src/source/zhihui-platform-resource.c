/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-platform-resource.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-kept-form.h"
#include "zhihui-layer-walk.h"
#include "zhihui-region-code.h"
#include "zhihui-wire.h"

#define MAX_PAGES 64
/* What follows in a path is not sent: it tells apart what is read of the same address. */
#define FRAGMENT "#"

typedef enum
{
  DATASET,
  RANKING,
  BOUNDARY, /* outlines; a platform may have none */
} Kind;

typedef struct
{
  ZhihuiResource base;
  Kind           kind;
  ZhihuiDataset  dataset; /* of DATASET */
  ZhihuiBoardKey key;     /* its texts are owned; of RANKING */
  GStrv          layers;  /* owned, nullable; of the layers: whose places are read */
} Resource;

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
  const char *region; /* parameter that names a region; NULL: it is always of all of it */
} DatasetTraits;

#define TRAITS(path, period_s, prefix, region)                                                     \
  {                                                                                                \
    path, period_s, (DecodeFunc) zhihui_wire_decode_##prefix, (RefFunc) zhihui_##prefix##_ref,     \
      (UnrefFunc) zhihui_##prefix##_unref, region                                                  \
  }

static const DatasetTraits dataset_traits[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = TRAITS ("/meta", 60, meta, NULL),
  [ZHIHUI_DATASET_SUMMARY] = TRAITS ("/summary", 10, summary, "region"),
  [ZHIHUI_DATASET_CHANNELS] = TRAITS ("/channels", 60, channels, "region"),
  [ZHIHUI_DATASET_HOT_WORDS] = TRAITS ("/hotwords", 300, hot_words, "region"),
  [ZHIHUI_DATASET_MAP] = TRAITS ("/map/cases?period=month", 15, map_figures, "region"),
  [ZHIHUI_DATASET_REGIONS] = TRAITS ("/regions", 86400, regions, "parent"),
  [ZHIHUI_DATASET_MEETINGS] = TRAITS ("/meetings?before=7&after=7", 30, meetings, NULL),
  [ZHIHUI_DATASET_ALERTS] = TRAITS ("/alerts", 10, alerts, NULL),
  [ZHIHUI_DATASET_UNITS] = { "/units?limit=" ZHIHUI_BOARD_PAGE_LIMIT,
                             86400,
                             NULL,
                             (RefFunc) zhihui_units_ref,
                             (UnrefFunc) zhihui_units_unref,
                             "region" },
  [ZHIHUI_DATASET_TRENDS... ZHIHUI_DATASET_LAST_TREND] = TRAITS ("/trends", 60, trend, "region"),
  [ZHIHUI_DATASET_LAYERS] = TRAITS ("/layers", 300, layers, "region"),
  [ZHIHUI_DATASET_INDICATORS] = TRAITS ("/indicators", 300, indicators, "region"),
  [ZHIHUI_DATASET_SYSTEMS] = TRAITS ("/sources", 60, systems, NULL),
  [ZHIHUI_DATASET_GUIDE] = TRAITS ("/guide?period=month", 60, guide, NULL),
  [ZHIHUI_DATASET_STAFF] = TRAITS ("/staff", 300, staff, "region"),
  /* The first page has those that matter. */
  [ZHIHUI_DATASET_SERVICES] = TRAITS ("/items?limit=50", 60, services, "region"),
  [ZHIHUI_DATASET_MODES] = TRAITS ("/modes", 60, channels, "region"),
};

static void
clear (ZhihuiResource *base)
{
  Resource *self = (Resource *) base;

  zhihui_board_key_clear (&self->key);
  g_strfreev (self->layers);
}

static gboolean
has_place_of (ZhihuiResource *base, ZhihuiResource *other_base)
{
  Resource *self = (Resource *) base;
  Resource *other = (Resource *) other_base;

  return self->kind == other->kind && self->dataset == other->dataset &&
         zhihui_board_key_equal (&self->key, &other->key);
}

static gboolean
is_layers (const Resource *self)
{
  return self->kind == DATASET && self->dataset == ZHIHUI_DATASET_LAYERS;
}

/* Each page of the layers but the first has an address of its own. */
static char *
make_page_path (ZhihuiResource *base, const char *cursor)
{
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;

  if (cursor != NULL && is_layers ((const Resource *) base))
    return zhihui_layer_walk_make_path (cursor, base->region);

  path = g_strndup (base->path, strcspn (base->path, FRAGMENT));
  if (cursor == NULL)
    return g_steal_pointer (&path);

  escaped = g_uri_escape_string (cursor, NULL, FALSE);
  return g_strconcat (path, strchr (path, '?') != NULL ? "&" : "?", "cursor=", escaped, NULL);
}

static gboolean
make_request (ZhihuiResource *base,
              const char     *address,
              const char     *token,
              const char     *cursor,
              ZhihuiRequest  *request)
{
  g_autofree char *path = make_page_path (base, cursor);

  request->url = g_strconcat (address, path, NULL);
  zhihui_request_add_token (request, token);

  return TRUE;
}

static gpointer
decode (Resource *self, GBytes *body, char **next, GError **error)
{
  if (self->kind == RANKING)
    return zhihui_wire_decode_ranking (body, next, error);

  if (self->kind == BOUNDARY)
    {
      g_autoptr (GPtrArray) outlines = zhihui_wire_decode_outlines (body, error);

      return outlines != NULL ? g_bytes_ref (body) : NULL;
    }

  if (self->dataset == ZHIHUI_DATASET_UNITS)
    return zhihui_wire_decode_units (body, next, error);

  return dataset_traits[self->dataset].decode (body, error);
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

static gpointer
ref_figures (ZhihuiResource *base, gpointer figures)
{
  Resource *self = (Resource *) base;

  if (self->kind == RANKING)
    return zhihui_ranking_ref (figures);
  if (self->kind == BOUNDARY)
    return g_bytes_ref (figures);
  return dataset_traits[self->dataset].ref (figures);
}

static void
unref_figures (ZhihuiResource *base, gpointer figures)
{
  Resource *self = (Resource *) base;

  if (self->kind == RANKING)
    zhihui_ranking_unref (figures);
  else if (self->kind == BOUNDARY)
    g_bytes_unref (figures);
  else
    dataset_traits[self->dataset].unref (figures);
}

static const char *
get_revision (Resource *self, gpointer figures)
{
  const char *revision = NULL;

  if (self->kind == RANKING)
    revision = ((ZhihuiRanking *) figures)->revision;
  else if (self->kind == DATASET)
    revision = ((ZhihuiStamp *) figures)->revision; /* every dataset begins with it */

  return revision != NULL ? revision : "";
}

/* Neither is shared yet. Takes @more. */
static void
join (Resource *self, gpointer first, gpointer more)
{
  if (self->kind == RANKING)
    {
      ZhihuiRanking *ranking = first;
      ZhihuiRanking *page = more;

      join_scores (&ranking->scores, &ranking->n_scores, &page->scores, &page->n_scores);
      join_scores (
        &ranking->unranked, &ranking->n_unranked_sent, &page->unranked, &page->n_unranked_sent);
      ranking->n_ranked = MAX (ranking->n_ranked, ranking->n_scores);
      ranking->n_unranked = MAX (ranking->n_unranked, ranking->n_unranked_sent);
    }
  else if (self->kind == DATASET && self->dataset == ZHIHUI_DATASET_UNITS)
    {
      GPtrArray *rest = ((ZhihuiUnits *) more)->items;

      g_ptr_array_extend_and_steal (((ZhihuiUnits *) first)->items, g_ptr_array_ref (rest));
    }

  unref_figures (&self->base, more);
}

/* A platform that does not know the parameter might answer with figures of something else. */
static gboolean
is_of_other_region (Resource *self, gpointer figures)
{
  const char *region = self->base.region;
  const char *told = self->kind == RANKING ? ((ZhihuiRanking *) figures)->region : NULL;

  return region != NULL && told != NULL && *told != '\0' &&
         !(zhihui_region_code_covers (region, told) && zhihui_region_code_covers (told, region));
}

/* Nor may one show the course of something else under the title of what was asked for. */
static gboolean
is_other_trend (Resource *self, gpointer figures)
{
  const ZhihuiTrend *trend = figures;
  ZhihuiBoard        board;
  ZhihuiTrendStep    step;

  return self->kind == DATASET && zhihui_dataset_is_trend (self->dataset, &board, &step) &&
         (trend->metric != zhihui_board_get_metric (board) ||
          !g_str_equal (trend->step, zhihui_trend_step_get_id (step)));
}

static gboolean
check_page (Resource *self, gpointer figures, GError **error)
{
  if (is_of_other_region (self, figures))
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_MALFORMED,
                 _ ("the answer is of another region than %s"),
                 self->base.region);
  else if (is_other_trend (self, figures))
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_MALFORMED,
                         _ ("the answer is of another metric or step than was asked for"));
  else
    return TRUE;
  return FALSE;
}

static gpointer
read_page (
  ZhihuiResource *base, gpointer figures, const ZhihuiPage *page, char **next, GError **error)
{
  Resource *self = (Resource *) base;
  gpointer  more;

  if (is_layers (self))
    return zhihui_layer_walk_read (figures, page, (const char *const *) self->layers, next, error);

  more = decode (self, page->body, next, error);

  if (more != NULL && !check_page (self, more, error))
    {
      unref_figures (base, more);
      more = NULL;
    }
  if (figures == NULL)
    return more;

  if (more == NULL)
    {
      unref_figures (base, figures);
      return NULL;
    }

  /* Rows of two moments are no board: a unit may be in both halves, or in none. */
  if (!g_str_equal (get_revision (self, figures), get_revision (self, more)))
    {
      unref_figures (base, figures);
      unref_figures (base, more);
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED, _ ("the figures changed from page to page"));
      return NULL;
    }

  join (self, figures, more);
  return figures;
}

/* Each page after the first is a layer of its own. */
static gboolean
skip_page (
  ZhihuiResource *base, gpointer figures, const char *cursor, const char *fault, char **next)
{
  const Resource *self = (const Resource *) base;

  if (is_layers (self))
    *next = zhihui_layer_walk_skip (figures, cursor, fault, (const char *const *) self->layers);
  return is_layers (self);
}

/* Free text does not go to disk. */
static GPtrArray *
keep (ZhihuiResource *base, gpointer figures)
{
  Resource  *self = (Resource *) base;
  GPtrArray *bodies;
  gpointer   copy;
  char      *text;

  if (!base->keeps_less)
    return NULL;

  bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  copy = zhihui_kept_form_copy (self->dataset, figures, ZHIHUI_KEEP_FOR_DESK);
  if (copy == NULL)
    return bodies;

  text = zhihui_kept_form_encode (self->dataset, copy);
  g_ptr_array_add (bodies, g_bytes_new_take (text, strlen (text)));
  unref_figures (base, copy);
  return bodies;
}

static gpointer
restore (ZhihuiResource *base, GPtrArray *bodies, GError **error)
{
  Resource *self = (Resource *) base;

  return base->keeps_less ? zhihui_kept_form_decode (self->dataset, bodies->pdata[0], error)
                          : zhihui_resource_read_pages (base, bodies, error);
}

static gint64
get_as_of (ZhihuiResource *base, gpointer figures)
{
  switch (((Resource *) base)->kind)
    {
    case RANKING:
      return ((ZhihuiRanking *) figures)->as_of;
    case BOUNDARY:
      return ZHIHUI_NO_INSTANT;
    case DATASET:
    default:
      return ((ZhihuiStamp *) figures)->as_of; /* every dataset begins with it */
    }
}

static ZhihuiMeta *
get_meta (ZhihuiResource *base, gpointer figures)
{
  Resource *self = (Resource *) base;

  return self->kind == DATASET && self->dataset == ZHIHUI_DATASET_META ? figures : NULL;
}

static void
put (ZhihuiResource         *base,
     ZhihuiSituationBuilder *builder,
     gpointer                figures,
     const ZhihuiReceipt    *receipt)
{
  Resource *self = (Resource *) base;

  switch (self->kind)
    {
    case RANKING:
      if (figures != NULL)
        zhihui_situation_builder_set_board (builder, &self->key, figures);
      zhihui_situation_builder_set_board_receipt (builder, &self->key, receipt);
      zhihui_situation_builder_set_board_region (builder, &self->key, base->region);
      break;
    case BOUNDARY:
      if (figures != NULL)
        zhihui_situation_builder_set_boundary (builder, figures);
      break;
    case DATASET:
    default:
      if (figures != NULL && self->dataset == ZHIHUI_DATASET_META)
        zhihui_situation_builder_set_meta (builder, figures);
      else if (figures != NULL)
        zhihui_situation_builder_set_dataset (builder, self->dataset, figures);
      zhihui_situation_builder_set_receipt (builder, self->dataset, receipt);
      zhihui_situation_builder_set_region (builder, self->dataset, base->region);
      break;
    }
}

static const ZhihuiResourceClass platform_class = {
  .clear = clear,
  .has_place_of = has_place_of,
  .make_request = make_request,
  .read_page = read_page,
  .skip_page = skip_page,
  .keep = keep,
  .restore = restore,
  .ref_figures = ref_figures,
  .unref_figures = unref_figures,
  .get_as_of = get_as_of,
  .get_meta = get_meta,
  .put = put,
};

static Resource *
alloc (Kind kind, char *path, char *name, guint period_s)
{
  Resource *self =
    (Resource *) zhihui_resource_alloc (sizeof (Resource), &platform_class, path, name);

  self->kind = kind;
  self->base.period_s = period_s;
  self->base.max_pages = MAX_PAGES;
  self->base.is_pinned = TRUE;

  return self;
}

/* The path without query and first slash. */
static char *
make_name (const char *path)
{
  return g_strndup (path + 1, strcspn (path + 1, "?"));
}

/* Returns: (transfer full): the name of the resource */
static char *
add_trend (GString *path, ZhihuiBoard board, ZhihuiTrendStep step)
{
  const char *metric = zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
  const char *word = zhihui_trend_step_get_id (step);

  zhihui_resource_add_parameter (path, "metric", metric);
  zhihui_resource_add_parameter (path, "step", word);
  return g_strdup_printf ("trends/%s/%s", metric, word);
}

/**
 * zhihui_platform_resource_new_dataset:
 * @dataset: which
 * @region: (nullable): code of the part of the deployment that it is to be of; %NULL: all of it.
 * What there is only of all of it stays so
 *
 * Returns: (transfer full): the resource of @dataset
 */
ZhihuiResource *
zhihui_platform_resource_new_dataset (ZhihuiDataset dataset, const char *region)
{
  const DatasetTraits *traits = &dataset_traits[dataset];
  Resource            *self;
  ZhihuiBoard          board;
  ZhihuiTrendStep      step;
  char                *name;
  g_autoptr (GString) path = NULL;

  g_return_val_if_fail (dataset < ZHIHUI_N_DATASETS, NULL);

  path = g_string_new (traits->path);
  /* Cases by day are what /trends tells when nothing is asked; the others are named. */
  name = dataset != ZHIHUI_DATASET_TRENDS && zhihui_dataset_is_trend (dataset, &board, &step)
           ? add_trend (path, board, step)
           : make_name (traits->path);
  if (traits->region != NULL && region != NULL)
    zhihui_resource_add_parameter (path, traits->region, region);
  /* All regions are one page. */
  if (dataset == ZHIHUI_DATASET_REGIONS)
    zhihui_resource_add_parameter (path, "limit", ZHIHUI_BOARD_PAGE_LIMIT);

  self = alloc (DATASET, g_strdup (path->str), name, traits->period_s);
  self->dataset = dataset;
  self->base.keeps_less = zhihui_kept_form_is_cut (dataset);
  self->base.region = traits->region != NULL ? g_strdup (region) : NULL;

  return &self->base;
}

/**
 * zhihui_platform_resource_new_layers:
 * @region: (nullable): code of the part of the deployment that they are to be of; %NULL: all of it
 * @wanted: whose places are read: ids, `kind:WORD`, `*`
 * @n_wanted: how many
 *
 * Returns: (transfer full): the resource of the layers of points
 */
ZhihuiResource *
zhihui_platform_resource_new_layers (const char *region, const char *const *wanted, guint n_wanted)
{
  ZhihuiResource *base = zhihui_platform_resource_new_dataset (ZHIHUI_DATASET_LAYERS, region);
  Resource       *self = (Resource *) base;

  self->layers = g_new0 (char *, n_wanted + 1);
  for (guint i = 0; i < n_wanted; i++)
    self->layers[i] = g_strdup (wanted[i]);
  if (n_wanted > 0)
    {
      g_autofree char *path = g_steal_pointer (&base->path);
      g_autofree char *list = g_strjoinv (",", self->layers);

      base->path = g_strconcat (path, FRAGMENT, list, NULL);
    }
  base->is_optional = TRUE; /* platforms may have none */
  base->max_pages = ZHIHUI_MAX_LAYERS + 1;
  base->is_pinned = FALSE; /* the list does not change when a point moves */
  return base;
}

/**
 * zhihui_platform_resource_new_ranking:
 * @asked: which board
 *
 * Returns: (transfer full): the resource of one board
 */
ZhihuiResource *
zhihui_platform_resource_new_ranking (const ZhihuiBoardAsked *asked)
{
  const char *metric = zhihui_metric_get_traits (zhihui_board_get_metric (asked->board))->id;
  Resource   *self;

  self = alloc (
    RANKING,
    zhihui_board_asked_make_path (asked, zhihui_board_get_metric (asked->board)),
    g_strconcat (
      "rankings/", metric, "/", asked->peer, asked->way != NULL ? "/" : NULL, asked->way, NULL),
    60);
  zhihui_board_key_copy_into (&(ZhihuiBoardKey){ asked->board, asked->peer, asked->way },
                              &self->key);
  self->base.region = g_strdup (asked->region);
  self->base.is_of_own_days = !zhihui_board_asked_is_of_usual_days (asked);

  return &self->base;
}

/**
 * zhihui_platform_resource_new_boundary:
 * @code: of the region whose parts are outlined
 * @region: (nullable): the same, where it is a part of the deployment; %NULL: it is all of it
 *
 * Returns: (transfer full): the resource of the outlines
 */
ZhihuiResource *
zhihui_platform_resource_new_boundary (const char *code, const char *region)
{
  g_autofree char *escaped = g_uri_escape_string (code, NULL, FALSE);
  Resource        *self = alloc (
    BOUNDARY, g_strdup_printf ("/regions/%s/boundary", escaped), g_strdup ("boundary"), 86400);

  self->base.is_optional = TRUE;
  self->base.region = g_strdup (region);

  return &self->base;
}
