/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "every-resource.h"

#include <string.h>

#include "wire-examples.h"

/* Longer than any rhythm and any pause after a failure. */
#define PERIOD_S 1000
#define STEP_S 1101

typedef gpointer (*GetFunc) (ZhihuiSituation *situation);
typedef char *(*EncodeFunc) (gpointer figures, ZhihuiZone *zone);

typedef struct
{
  const char *kind; /* of the example */
  const char *path; /* below the base */
  GetFunc     get;
  EncodeFunc  encode;
} Traits;

#define TRAITS(kind, path, get, encode)                                                            \
  {                                                                                                \
    kind, path, (GetFunc) zhihui_situation_get_##get, (EncodeFunc) zhihui_wire_encode_##encode     \
  }

#define EXTRA(kind, path, encode)                                                                  \
  {                                                                                                \
    kind, path, NULL, (EncodeFunc) zhihui_wire_encode_##encode                                     \
  }

static const Traits traits[EVERY_N] = {
  [ZHIHUI_DATASET_META] = { "meta", "/meta", (GetFunc) zhihui_situation_get_meta, NULL },
  [ZHIHUI_DATASET_SUMMARY] = TRAITS ("summary", "/summary", summary, summary),
  [ZHIHUI_DATASET_CHANNELS] = TRAITS ("channels", "/channels", channels, channels),
  [ZHIHUI_DATASET_HOT_WORDS] = TRAITS ("hot_words", "/hotwords", hot_words, hot_words),
  [ZHIHUI_DATASET_MAP] = TRAITS ("map_figures", "/map/cases", map_figures, map_figures),
  [ZHIHUI_DATASET_REGIONS] = TRAITS ("regions", "/regions", regions, regions),
  [ZHIHUI_DATASET_MEETINGS] = TRAITS ("meetings", "/meetings", meetings, meetings),
  [ZHIHUI_DATASET_ALERTS] = TRAITS ("alerts", "/alerts", alerts, alerts),
  [ZHIHUI_DATASET_UNITS] = { "units", "/units", (GetFunc) zhihui_situation_get_units, NULL },
  [ZHIHUI_DATASET_TRENDS... ZHIHUI_DATASET_LAST_TREND] = { "trend",
                                                           NULL, /* by metric and step */
                                                           NULL,
                                                           (EncodeFunc) zhihui_wire_encode_trend },
  [ZHIHUI_DATASET_LAYERS] = TRAITS ("layers", "/layers", layers, layers),
  [ZHIHUI_DATASET_INDICATORS] = EXTRA ("indicators", "/indicators", indicators),
  [ZHIHUI_DATASET_SYSTEMS] = EXTRA ("systems", "/sources", systems),
  [ZHIHUI_DATASET_GUIDE] = EXTRA ("guide", "/guide", guide),
  [ZHIHUI_DATASET_STAFF] = EXTRA ("staff", "/staff", staff),
  [ZHIHUI_DATASET_SERVICES] = EXTRA ("services", "/items", services),
  [ZHIHUI_DATASET_MODES] = EXTRA ("channels", "/modes", channels),
  [EVERY_RANKING] = { "ranking", "/rankings/overdue_rate", NULL, NULL },
  [EVERY_BOUNDARY] = { "boundary", NULL, (GetFunc) zhihui_situation_get_boundary, NULL },
};

static const char boundary[] =
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
  "{\"code\":\"370302104\",\"name\":\"双杨镇\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[118,36.6],[118.1,36.6],[118.1,36.7],[118,36.6]]]}}]}";

const char *
every_resource_get_name (guint index)
{
  return traits[index].kind;
}

gpointer
every_resource_get_figures (ZhihuiSituation *situation, guint index)
{
  if (index < ZHIHUI_N_DATASETS)
    return zhihui_situation_get_dataset (situation, index);

  return index == EVERY_RANKING ? zhihui_situation_get_ranking (situation, EVERY_BOARD, EVERY_PEER)
                                : traits[index].get (situation);
}

const ZhihuiReceipt *
every_resource_get_receipt (ZhihuiSituation *situation, guint index)
{
  if (index == EVERY_BOUNDARY)
    return NULL;

  return index == EVERY_RANKING
           ? zhihui_situation_get_ranking_receipt (situation, EVERY_BOARD, EVERY_PEER)
           : zhihui_situation_get_receipt (situation, index);
}

ZhihuiState
every_resource_judge (ZhihuiSituation *situation, guint index, gint64 now_us)
{
  return index == EVERY_RANKING
           ? zhihui_situation_judge_ranking (situation, EVERY_BOARD, EVERY_PEER, now_us).state
           : zhihui_situation_judge (situation, index, now_us).state;
}

/**
 * every_resource_encode:
 *
 * Returns: (transfer full): the figures of @situation as the platform would write them
 */
char *
every_resource_encode (ZhihuiSituation *situation, guint index)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gpointer figures = every_resource_get_figures (situation, index);

  g_assert_nonnull (figures);
  switch (index)
    {
    case ZHIHUI_DATASET_META:
      return zhihui_wire_encode_meta (figures);
    case ZHIHUI_DATASET_UNITS:
      return zhihui_wire_encode_units (figures, zone, NULL);
    case EVERY_RANKING:
      return zhihui_wire_encode_ranking (figures, zone, NULL);
    case EVERY_BOUNDARY:
      return g_strndup (g_bytes_get_data (figures, NULL), g_bytes_get_size (figures));
    default:
      return traits[index].encode (figures, zone);
    }
}

static guint
find_trend (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  for (guint i = ZHIHUI_DATASET_TRENDS + 1; query != NULL && i <= ZHIHUI_DATASET_LAST_TREND; i++)
    {
      ZhihuiBoard      board;
      ZhihuiTrendStep  step;
      g_autofree char *asked = NULL;

      zhihui_dataset_is_trend (i, &board, &step);
      asked = g_strdup_printf ("metric=%s&step=%s",
                               zhihui_metric_get_traits (zhihui_board_get_metric (board))->id,
                               zhihui_trend_step_get_id (step));
      if (g_str_equal (query, asked))
        return i;
    }
  return ZHIHUI_DATASET_TRENDS;
}

static guint
find_resource (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  if (g_str_has_suffix (path, "/trends"))
    return find_trend (uri);
  for (guint i = 0; i < EVERY_N; i++)
    if (traits[i].path != NULL && g_str_has_suffix (path, traits[i].path))
      return i;

  return g_str_has_suffix (path, "/boundary") ? EVERY_BOUNDARY : EVERY_N;
}

static void
send (SoupServerMessage *message, const char *text, gsize length)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, length);
}

static gboolean
answer (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  EveryResource *self = user_data;
  guint          index = find_resource (soup_server_message_get_uri (message));
  GBytes        *told = index < EVERY_N ? self->answers[index] : NULL;
  const char    *good = self->good[index < EVERY_N ? index : EVERY_RANKING];

  if (told != NULL)
    send (message, g_bytes_get_data (told, NULL), g_bytes_get_size (told));
  else
    send (message, good, strlen (good));
  return TRUE;
}

/* @text: instead of the example, with the next polls */
void
every_resource_answer (EveryResource *self, guint index, const char *text)
{
  g_clear_pointer (&self->answers[index], g_bytes_unref);
  self->answers[index] = g_bytes_new (text, strlen (text));
}

void
every_resource_answer_all (EveryResource *self, const char *bytes, gsize length)
{
  every_resource_answer_well (self);
  for (guint i = 0; i < EVERY_N; i++)
    self->answers[i] = g_bytes_new (bytes, length);
}

void
every_resource_answer_well (EveryResource *self)
{
  for (guint i = 0; i < EVERY_N; i++)
    g_clear_pointer (&self->answers[i], g_bytes_unref);
}

/* Each is of the metric and the step that are asked for: one of another is refused. */
static void
name_trends (EveryResource *self)
{
  for (guint i = ZHIHUI_DATASET_TRENDS; i <= ZHIHUI_DATASET_LAST_TREND; i++)
    {
      ZhihuiBoard     board;
      ZhihuiTrendStep step;

      zhihui_dataset_is_trend (i, &board, &step);
      g_free (self->good[i]);
      self->good[i] =
        g_strdup_printf ("{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r%u\","
                         "\"metric\":\"%s\",\"unit\":\"\",\"step\":\"%s\",\"items\":["
                         "{\"t\":\"2020-07-27T00:00:00+08:00\",\"n\":210,\"k\":%u}],\"next\":null}",
                         i,
                         zhihui_metric_get_traits (zhihui_board_get_metric (board))->id,
                         zhihui_trend_step_get_id (step),
                         i);
    }
}

static void
load_examples (EveryResource *self)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < EVERY_N; i++)
    for (guint j = 0; j < examples->len && self->good[i] == NULL; j++)
      {
        const WireExample *example = examples->pdata[j];

        if (g_str_equal (example->kind, traits[i].kind))
          self->good[i] = g_strdup (example->text);
      }

  name_trends (self);
  self->good[EVERY_BOUNDARY] = g_strdup (boundary);
  for (guint i = 0; i < EVERY_N; i++)
    g_assert_nonnull (self->good[i]);
}

/* Polling is meant: nothing is told by a stream. */
static void
switch_stream_off (EveryResource *self)
{
  g_autoptr (GString) meta = g_string_new (self->good[ZHIHUI_DATASET_META]);

  g_assert_cmpuint (g_string_replace (meta, "\"stream\":true", "\"stream\":false", 0), ==, 1);
  g_free (self->good[ZHIHUI_DATASET_META]);
  self->good[ZHIHUI_DATASET_META] = g_strdup (meta->str);
}

static gint64
read_clock (gpointer user_data)
{
  return ((EveryResource *) user_data)->now_us;
}

void
every_resource_set_up (EveryResource *self)
{
  const ZhihuiWants wants = {
    .datasets = (1u << ZHIHUI_N_DATASETS) - 1,
    /* The second is always answered well: where nothing else is, only one is asked at a time. */
    .rankings = { { .board = EVERY_BOARD, .peer = EVERY_PEER },
                  { .board = ZHIHUI_BOARD_VOLUME, .peer = EVERY_PEER } },
    .n_rankings = 2,
    .period_s = PERIOD_S,
  };

  load_examples (self);
  switch_stream_off (self);
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer, self);
  self->folder = make_folder ();
  self->now_us = seconds (5000);
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  zhihui_http_source_set_token (self->source, NULL);
  zhihui_http_source_set_clock (self->source, read_clock, self);
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

void
every_resource_tear_down (EveryResource *self)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  every_resource_answer_well (self);
  for (guint i = 0; i < EVERY_N; i++)
    g_free (self->good[i]);
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_idle (gpointer user_data)
{
  EveryResource *self = user_data;

  return zhihui_http_source_get_n_in_flight (self->source) == 0;
}

/* The first poll: everything is good. */
void
every_resource_start (EveryResource *self)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  await (is_idle, self, "everything is answered");
  for (guint i = 0; i < EVERY_N; i++)
    g_assert_nonnull (every_resource_get_figures (self->listener->last, i));
}

/**
 * every_resource_poll:
 *
 * Returns: (transfer none): what is known when each resource was asked for once more
 */
ZhihuiSituation *
every_resource_poll (EveryResource *self)
{
  self->now_us += seconds (STEP_S);
  zhihui_http_source_wake (self->source);
  await (is_idle, self, "everything is answered");

  return self->listener->last;
}
