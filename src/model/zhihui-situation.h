/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-dataset.h"

G_BEGIN_DECLS

/* ---- freshness ---- */

typedef enum
{
  ZHIHUI_STATE_LOADING, /* first read */
  ZHIHUI_STATE_FRESH,
  ZHIHUI_STATE_LATE,    /* two poll periods missed, source lost ≤ 120 s */
  ZHIHUI_STATE_STALE,   /* source lost > 120 s: figures are hollow */
  ZHIHUI_STATE_OFFLINE, /* no success since start */
  ZHIHUI_STATE_ERROR,   /* the endpoint fails and nothing is kept */
  ZHIHUI_STATE_REFUSED, /* 401 or 403 and nothing is kept */
} ZhihuiState;

/* Why a history has nothing where nothing failed. */
typedef enum
{
  ZHIHUI_GAP_NONE,
  ZHIHUI_GAP_NOTHING, /* there was nothing to keep: it was not read, or the platform had none */
  ZHIHUI_GAP_UNKEPT,  /* it was read, and not kept */
} ZhihuiGap;

/* The answer of a platform that does not count this at all: no failure, and nothing will come. */
#define ZHIHUI_STATUS_NOT_OFFERED 501

/* How the reading of one dataset went. Times are monotonic microseconds; 0 is never, below 0 is
 * before the machine was started. */
typedef struct
{
  gint64    received_us; /* last success in this process (200 or 304) */
  gint64    cached_s;    /* so old was what was received last already when it came */
  gint64    vouched_us;  /* the stream lived then and had told of no change; 0 never */
  gint64    resumed_us;  /* asked for again then, after nobody wanted it for a while; 0 never */
  gint64    failing_us;  /* since when it fails; 0 it does not */
  gint64    next_try_us; /* planned next attempt; 0 unknown */
  guint     period_s;    /* poll period; 0 unknown */
  guint     n_failures;  /* in a row */
  guint     n_lost;      /* attempts in vain since the whole source is lost; 0 it is not */
  int       http_status; /* of the last answer; 0 none */
  gboolean  refused;     /* the last answer was 401 or 403 */
  gboolean  has_data;    /* something is kept */
  char     *detail;      /* owned or NULL: what went wrong, one line, no secrets */
  gint64    holds_at;    /* the platform said then that what is kept still holds; 0 never */
  ZhihuiGap gap;         /* of the past */
} ZhihuiReceipt;

typedef struct
{
  ZhihuiState state;
  gint64      age_s; /* since the kept answer was last known to hold (cold start: now − as_of) */
} ZhihuiFreshness;

#define ZHIHUI_STALE_AFTER_S 120
/* Figures that were older when they came are not of now: at least so much, or three periods. */
#define ZHIHUI_OLD_AFTER_S 600
#define ZHIHUI_OLD_AFTER_PERIODS 3
/* By so much figures may be of later than the platform's clock before it is said. */
#define ZHIHUI_AHEAD_AFTER_S 120
/* By so much this machine's clock may differ from the platform's before it is said. */
#define ZHIHUI_CLOCK_TOLERANCE_S 60

/* The one place where states are decided. @now_us: monotonic; @started_us: when reading began. */
ZhihuiFreshness zhihui_freshness_judge (const ZhihuiReceipt *receipt,
                                        gint64               as_of,
                                        gint64               platform_now,
                                        gint64               started_us,
                                        gint64               now_us);
gboolean        zhihui_state_is_kept (ZhihuiState state);
gint64          zhihui_freshness_get_lag_s (gint64 as_of, gint64 platform_now, guint period_s);

/* Which board of a situation. */
typedef struct
{
  ZhihuiBoard board;
  const char *peer; /* id of the peer group, "all" for every unit */
  const char *way;  /* nullable: of several of one board and group, over other periods or in another
                       order, which one, as zhihui_board_name_way() names it; NULL: the one that is
                       read without saying so */
} ZhihuiBoardKey;

const char *zhihui_board_name_way (ZhihuiBoard board, const char *period, ZhihuiOrder order);
gboolean    zhihui_board_key_equal (const ZhihuiBoardKey *self, const ZhihuiBoardKey *other);
void        zhihui_board_key_copy_into (const ZhihuiBoardKey *self, ZhihuiBoardKey *copy);
void        zhihui_board_key_clear (ZhihuiBoardKey *self);

/* ---- the situation: one consistent set of all of it. Immutable; built by ZhihuiSituationBuilder.
 * ---- */

typedef struct _ZhihuiSituation        ZhihuiSituation;
typedef struct _ZhihuiSituationBuilder ZhihuiSituationBuilder;

ZhihuiSituation *zhihui_situation_ref (ZhihuiSituation *self);
void             zhihui_situation_unref (ZhihuiSituation *self);

/* All borrowed, NULL when never read. */
ZhihuiMeta       *zhihui_situation_get_meta (ZhihuiSituation *self);
ZhihuiSummary    *zhihui_situation_get_summary (ZhihuiSituation *self);
ZhihuiChannels   *zhihui_situation_get_channels (ZhihuiSituation *self);
ZhihuiHotWords   *zhihui_situation_get_hot_words (ZhihuiSituation *self);
ZhihuiRegions    *zhihui_situation_get_regions (ZhihuiSituation *self);
ZhihuiMapFigures *zhihui_situation_get_map_figures (ZhihuiSituation *self);
ZhihuiMeetings   *zhihui_situation_get_meetings (ZhihuiSituation *self);
ZhihuiAlerts     *zhihui_situation_get_alerts (ZhihuiSituation *self);
ZhihuiUnits      *zhihui_situation_get_units (ZhihuiSituation *self);
ZhihuiTrend *
zhihui_situation_get_trend (ZhihuiSituation *self, ZhihuiBoard board, ZhihuiTrendStep step);
gpointer zhihui_situation_get_dataset (ZhihuiSituation *self, ZhihuiDataset dataset);

static inline ZhihuiLayers *
zhihui_situation_get_layers (ZhihuiSituation *self)
{
  return zhihui_situation_get_dataset (self, ZHIHUI_DATASET_LAYERS);
}

/* Boards. Those without a way, by board and peer group, are the rule. */
ZhihuiRanking *zhihui_situation_get_board (ZhihuiSituation *self, const ZhihuiBoardKey *key);
ZhihuiRanking *
zhihui_situation_get_ranking (ZhihuiSituation *self, ZhihuiBoard board, const char *peer);
/* Which boards are read. */
guint                 zhihui_situation_get_n_rankings (ZhihuiSituation *self);
const ZhihuiBoardKey *zhihui_situation_get_board_key (ZhihuiSituation *self, guint index);
const char          *
zhihui_situation_get_ranking_peer (ZhihuiSituation *self, guint index, ZhihuiBoard *board);
gboolean zhihui_situation_has_board_of (ZhihuiSituation *self, const char *peer);
gboolean zhihui_situation_has_unit_of (ZhihuiSituation *self, const char *peer);
GBytes *zhihui_situation_get_boundary (ZhihuiSituation *self); /* GeoJSON of the regions, or NULL */

ZhihuiRegionPath *zhihui_situation_get_region_path (ZhihuiSituation *self);
const char       *zhihui_situation_get_region (ZhihuiSituation *self, ZhihuiDataset dataset);
const char       *zhihui_situation_name_region (ZhihuiSituation *self, const char *code);
const char *zhihui_situation_get_board_region (ZhihuiSituation *self, const ZhihuiBoardKey *key);
const char *
zhihui_situation_get_ranking_region (ZhihuiSituation *self, ZhihuiBoard board, const char *peer);
const char *zhihui_situation_get_map_focus (ZhihuiSituation *self);
gboolean    zhihui_situation_is_wider (ZhihuiSituation *self, ZhihuiDataset dataset);
gboolean    zhihui_situation_is_board_wider (ZhihuiSituation *self, const ZhihuiBoardKey *key);

const ZhihuiReceipt *zhihui_situation_get_receipt (ZhihuiSituation *self, ZhihuiDataset dataset);
const ZhihuiReceipt *zhihui_situation_get_board_receipt (ZhihuiSituation      *self,
                                                         const ZhihuiBoardKey *key);
const ZhihuiReceipt *
zhihui_situation_get_ranking_receipt (ZhihuiSituation *self, ZhihuiBoard board, const char *peer);
ZhihuiFreshness
zhihui_situation_judge (ZhihuiSituation *self, ZhihuiDataset dataset, gint64 now_us);
ZhihuiFreshness
zhihui_situation_judge_board (ZhihuiSituation *self, const ZhihuiBoardKey *key, gint64 now_us);
ZhihuiFreshness zhihui_situation_judge_ranking (ZhihuiSituation *self,
                                                ZhihuiBoard      board,
                                                const char      *peer,
                                                gint64           now_us);
/* The worst of what is read, for the header; @receipt (nullable out) is the one that explains it.
 */
ZhihuiFreshness
zhihui_situation_judge_source (ZhihuiSituation *self, gint64 now_us, const ZhihuiReceipt **receipt);
gint64 zhihui_situation_get_as_of (ZhihuiSituation *self); /* of the last consistent set */
/* The platform's clock now: last known server time plus elapsed time × speed; never the desktop's
 * zone. */
gint64   zhihui_situation_get_platform_now (ZhihuiSituation *self, gint64 now_us);
gboolean zhihui_situation_is_clock_doubtful (ZhihuiSituation *self);
gint64   zhihui_situation_get_clock_error_s (ZhihuiSituation *self);
gint64   zhihui_situation_get_lag_s (ZhihuiSituation *self, gint64 now_us);
gint64
zhihui_situation_get_dataset_lag_s (ZhihuiSituation *self, ZhihuiDataset dataset, gint64 now_us);
gint64
zhihui_situation_get_board_lag_s (ZhihuiSituation *self, const ZhihuiBoardKey *key, gint64 now_us);
gint64      zhihui_situation_get_ranking_lag_s (ZhihuiSituation *self,
                                                ZhihuiBoard      board,
                                                const char      *peer,
                                                gint64           now_us);
gint64      zhihui_situation_get_worst_lag_s (ZhihuiSituation *self, gint64 now_us);
gboolean    zhihui_situation_is_snapshot (ZhihuiSituation *self);
ZhihuiZone *zhihui_situation_get_zone (ZhihuiSituation *self);
const char *zhihui_situation_get_source_name (ZhihuiSituation *self);
gboolean    zhihui_situation_is_past (ZhihuiSituation *self); /* kept, and shown again */
/* How many times as fast as it was; 0 when it stands, or is not past. */
double zhihui_situation_get_past_speed (ZhihuiSituation *self);

/* @base may be NULL. Setters take a reference. A builder is used once. */
ZhihuiSituationBuilder *zhihui_situation_builder_new (ZhihuiSituation *base);
void                    zhihui_situation_builder_free (ZhihuiSituationBuilder *self);
void zhihui_situation_builder_set_meta (ZhihuiSituationBuilder *self, ZhihuiMeta *meta);
void zhihui_situation_builder_set_dataset (ZhihuiSituationBuilder *self,
                                           ZhihuiDataset           dataset,
                                           gpointer                data); /* type by dataset */
void zhihui_situation_builder_set_board (ZhihuiSituationBuilder *self,
                                         const ZhihuiBoardKey   *key,
                                         ZhihuiRanking          *ranking);
void zhihui_situation_builder_set_ranking (ZhihuiSituationBuilder *self,
                                           ZhihuiBoard             board,
                                           const char             *peer,
                                           ZhihuiRanking          *ranking);
void zhihui_situation_builder_set_boundary (ZhihuiSituationBuilder *self, GBytes *geojson);
void zhihui_situation_builder_set_region_path (ZhihuiSituationBuilder *self,
                                               ZhihuiRegionPath       *path);
void zhihui_situation_builder_set_region (ZhihuiSituationBuilder *self,
                                          ZhihuiDataset           dataset,
                                          const char             *region);
void zhihui_situation_builder_set_board_region (ZhihuiSituationBuilder *self,
                                                const ZhihuiBoardKey   *key,
                                                const char             *region);
void zhihui_situation_builder_set_receipt (ZhihuiSituationBuilder *self,
                                           ZhihuiDataset           dataset,
                                           const ZhihuiReceipt    *receipt);
void zhihui_situation_builder_set_board_receipt (ZhihuiSituationBuilder *self,
                                                 const ZhihuiBoardKey   *key,
                                                 const ZhihuiReceipt    *receipt);
void zhihui_situation_builder_set_ranking_receipt (ZhihuiSituationBuilder *self,
                                                   ZhihuiBoard             board,
                                                   const char             *peer,
                                                   const ZhihuiReceipt    *receipt);
void zhihui_situation_builder_set_clock (ZhihuiSituationBuilder *self,
                                         gint64                  server_now,
                                         gint64 at_us); /* from the Date header or as_of */
void zhihui_situation_builder_set_clock_doubtful (ZhihuiSituationBuilder *self,
                                                  gboolean                is_doubtful);
void zhihui_situation_builder_set_clock_error (ZhihuiSituationBuilder *self, gint64 error_s);
void zhihui_situation_builder_set_started (ZhihuiSituationBuilder *self, gint64 started_us);
void zhihui_situation_builder_set_source_name (ZhihuiSituationBuilder *self, const char *name);
void zhihui_situation_builder_set_past (ZhihuiSituationBuilder *self, gboolean is_past);
void zhihui_situation_builder_set_past_speed (ZhihuiSituationBuilder *self, double speed);
ZhihuiSituation *zhihui_situation_builder_finish (
  ZhihuiSituationBuilder *self); /* transfer full; frees the builder */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSituation, zhihui_situation_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSituationBuilder, zhihui_situation_builder_free)

G_END_DECLS
