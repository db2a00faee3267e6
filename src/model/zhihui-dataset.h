/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"
#include "zhihui-region-path.h"
#include "zhihui-trend-step.h"

G_BEGIN_DECLS

/* What the platform said. Each is immutable and reference counted. */

typedef enum
{
  ZHIHUI_DATASET_META,
  ZHIHUI_DATASET_SUMMARY,
  ZHIHUI_DATASET_CHANNELS,
  ZHIHUI_DATASET_HOT_WORDS,
  ZHIHUI_DATASET_MAP,     /* /map/cases: figures by region */
  ZHIHUI_DATASET_REGIONS, /* /regions: names and places */
  ZHIHUI_DATASET_MEETINGS,
  ZHIHUI_DATASET_ALERTS,
  ZHIHUI_DATASET_UNITS,
  ZHIHUI_DATASET_TRENDS, /* by board and step: zhihui_dataset_for_trend () */
  ZHIHUI_DATASET_LAST_TREND = ZHIHUI_DATASET_TRENDS + ZHIHUI_N_BOARDS * ZHIHUI_N_TREND_STEPS - 1,
  ZHIHUI_DATASET_LAYERS,     /* /layers, and the places of those that are wanted */
  ZHIHUI_DATASET_INDICATORS, /* published figures */
  ZHIHUI_DATASET_SYSTEMS,    /* /sources: other systems */
  ZHIHUI_DATASET_GUIDE,
  ZHIHUI_DATASET_STAFF,
  ZHIHUI_DATASET_SERVICES, /* /items: the catalogue */
  ZHIHUI_DATASET_MODES,    /* ways of service, as ZhihuiChannels */
  ZHIHUI_N_DATASETS,       /* rankings have slots of their own: ZhihuiBoardKey */
} ZhihuiDataset;

/* Head of every dataset. */
typedef struct
{
  gint64 as_of;    /* the platform's, epoch seconds */
  char  *revision; /* owned */
} ZhihuiStamp;

typedef struct
{
  ZhihuiStamp stamp;
  char       *title;  /* owned: "般阳民生" */
  char       *scope;  /* owned, nullable: what the token may do, blanks between; NULL: not told */
  char       *name;   /* owned: name of the region, "淄川区" */
  char       *region; /* owned: code */
  char *issuer;    /* owned: who signs the report, "淄川区般阳民生服务中心"; may be "" */
  char *language;  /* owned: "zh_CN" */
  char *time_zone; /* owned: "Asia/Shanghai" */
  char *api_version;     /* owned */
  char *rule_version;    /* owned */
  char *revision;        /* owned: of the data */
  GPtrArray *peers;      /* (element-type ZhihuiPeer), owned */
  gboolean   simulated;  /* the figures are made up */
  gboolean   has_stream; /* it tells by /stream what changed */
  gboolean   clock_simulated;
  double     clock_speed;                               /* platform seconds a real second */
  double     sign_target, contact_target, reply_target; /* ratio 0…1, e.g. 0.98 0.98 0.99 */
  guint      n_units;
} ZhihuiMeta;

/* A clock of the service-level strip: sign, contact, and the reply of each kind of case. */
typedef struct
{
  char       *id;             /* owned: "sign" "contact", else of a kind of case: "consult" … */
  char       *label;          /* owned: what the place calls this kind, "" not given */
  char       *limit;          /* owned: "min:15" … */
  ZhihuiTally on_time;        /* k on time of n due in the month */
  double      target;         /* ratio */
  gint64      running;        /* clocks running now, -1 not given */
  gint64      nearest_due_at; /* ZHIHUI_NO_INSTANT when none runs */
  gint64      due_today;      /* -1 not given */
} ZhihuiClockFigure;

/* A stage of the funnel: accepted, dispatched, signed, handled, fed back. */
typedef struct
{
  char  *id;       /* owned: "accepted" "dispatched" "signed" "replied" "rated" */
  gint64 count;    /* in the month */
  gint64 median_s; /* median time from the stage before, -1 not given */
} ZhihuiStage;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow month;
  gint64       today;                  /* accepted today */
  gint64       yesterday_same_time;    /* … yesterday until this minute; -1 not given */
  gint64       month_count;            /* accepted this month */
  gint64       previous_month_same;    /* … last month until now; -1 not given */
  gint64       year_count;             /* year to date */
  gint64       open;                   /* open assignments */
  gint64       due_today;              /* of these due today; -1 not given */
  gint64       overdue_open;           /* of these overdue; -1 not given */
  gint64       overdue_open_yesterday; /* -1 not given */
  ZhihuiTally  on_time, returned, satisfied, rated; /* month */
  GPtrArray   *clocks;                              /* (element-type ZhihuiClockFigure), owned */
  GPtrArray   *stages;                              /* (element-type ZhihuiStage), owned */
} ZhihuiSummary;

typedef struct
{
  char    *id, *label; /* owned */
  gboolean online;
  gint64   n;
  gint64   previous; /* same length of time before, -1 not given */
} ZhihuiChannel;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  gint64       total;
  GPtrArray   *items; /* (element-type ZhihuiChannel), owned, most first */
} ZhihuiChannels;

typedef struct
{
  char    *word; /* owned */
  gint64   count;
  gint64   previous; /* the seven days before; -1 not given */
  double   score;
  gboolean surge;
} ZhihuiHotWord;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  GPtrArray   *items; /* (element-type ZhihuiHotWord), owned, most first */
} ZhihuiHotWords;

/* A region and its figures. */
typedef struct
{
  char  *code, *name; /* owned */
  char  *parent;      /* owned, "" */
  double lon, lat;    /* WGS84; NAN unknown */
  int column, row;   /* tile-grid place, G_MININT unknown: odd rows are shifted half a tile right */
  gint64 population; /* -1 unknown */
} ZhihuiRegion;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiRegion), owned */
} ZhihuiRegions;

typedef struct
{
  char       *code;                   /* owned */
  gint64      n;                      /* cases in the window */
  gint64      open;                   /* open now */
  gint64      overdue;                /* overdue and open now */
  gboolean    is_withheld;            /* told as part of its town alone: it has no figures */
  ZhihuiTally rates[ZHIHUI_N_BOARDS]; /* by the rules of the boards; that of the volume is empty */
} ZhihuiRegionFigure;

/* Over what the rates of the regions were counted. */
typedef struct
{
  gboolean     is_told;
  ZhihuiWindow window;
  char        *period; /* owned or NULL: text, "rolling-90d" */
  guint        min_n;  /* with fewer a rate is no figure to compare */
  ZhihuiTally  total;  /* of everything, with what has no place */
} ZhihuiMapRate;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  gint64       located, unlocated; /* open cases with and without a place */
  gint64       n_withheld;         /* cases in the window of those withheld; -1: not told */
  GPtrArray   *items;              /* (element-type ZhihuiRegionFigure), owned */
  /* That of the volume is never told: it is the count of @window. */
  ZhihuiMapRate rates[ZHIHUI_N_BOARDS];
} ZhihuiMapFigures;

typedef enum
{
  ZHIHUI_MEETING_SCHEDULED,
  ZHIHUI_MEETING_OPEN,
  ZHIHUI_MEETING_ENDED,
  ZHIHUI_MEETING_CANCELLED,
  ZHIHUI_MEETING_POSTPONED,
} ZhihuiMeetingState;

/* 议定事项: what a meeting decided. */
typedef struct
{
  char  *id;     /* owned, may be "" */
  char  *text;   /* owned; of a wall the public one, or "" */
  char  *unit;   /* owned: short name of the one it falls to, or "" */
  char  *state;  /* owned: "open" "done" "overdue", or "" */
  gint64 due_at; /* ZHIHUI_NO_INSTANT: no day is set */
} ZhihuiDecision;

/* A step on the way of a case, done or still owed. Instants may be ZHIHUI_NO_INSTANT. */
typedef struct
{
  char  *name;   /* owned: "accepted" "dispatched" "signed" "contacted" "returned" "replied" */
  char  *unit;   /* owned: whose step it is, or "" */
  gint64 since;  /* from when its time counts */
  gint64 at;     /* when it was done, none: not yet */
  gint64 due_at; /* the last second that is in time */
} ZhihuiCaseStep;

/* A case that a meeting is about. A wall is told no id, and of protected cases nothing. */
typedef struct
{
  char      *id;                  /* owned: "c-82"; of a wall "1", "2" */
  char      *stage;               /* owned: its state when it was linked */
  char      *topic, *type, *unit; /* owned: names, or "" */
  GPtrArray *steps; /* (element-type ZhihuiCaseStep), owned, NULL: of what is over none are told */
} ZhihuiMeetingCase;

typedef struct
{
  char              *id, *kind, *title; /* owned; title masked by the platform for the wall */
  ZhihuiMeetingState state;
  char      *word; /* owned or NULL: "draft" "minuted" "tracked" "closed", finer than state */
  gint64     starts_at, ends_at, started_at; /* started_at may be ZHIHUI_NO_INSTANT */
  char      *host;                           /* owned: name of the host unit */
  GPtrArray *units;                          /* (element-type utf8) short names, owned */
  GPtrArray *joined; /* (element-type utf8) those of @units that have come, owned, may be NULL */
  GArray *joined_at; /* (element-type gint64) when, beside @joined; owned, NULL: not told. Never for
                        the wall */
  char      *room;   /* owned or NULL: where people sit; never for the wall */
  guint      n_cases;
  int        participants_expected, participants_now; /* -1 not given */
  int        received;  /* people received (a reception); -1 not given */
  char      *join_url;  /* owned or NULL: never for the wall */
  char      *room_url;  /* owned or NULL: for the device of the room, as QR; never shown as text */
  GPtrArray *cases;     /* (element-type ZhihuiMeetingCase), owned; may be empty, NULL */
  GPtrArray *decisions; /* (element-type ZhihuiDecision), owned; may be empty */
  /* Of calendars; as JSON the sequence alone is told. */
  char  *uid;        /* owned or NULL */
  gint64 sequence;   /* grows with what makes people look again */
  gint64 changed_at; /* ZHIHUI_NO_INSTANT unknown */
} ZhihuiMeeting;

/* What meetings came to, over a window of planned starts. */
typedef struct
{
  gint64 sessions;                                     /* that were held */
  gint64 cases;                                        /* distinct ones discussed there */
  gint64 received;                                     /* people */
  gint64 decisions, decisions_open, decisions_overdue; /* open counts overdue ones too */
} ZhihuiMeetingTotals;

typedef struct
{
  ZhihuiStamp         stamp;
  ZhihuiWindow        window;
  GPtrArray          *items; /* (element-type ZhihuiMeeting), owned, by starts_at */
  ZhihuiMeetingTotals totals;
  gboolean            has_totals;
} ZhihuiMeetings;

typedef enum
{
  ZHIHUI_LEVEL_BLUE,
  ZHIHUI_LEVEL_YELLOW,
  ZHIHUI_LEVEL_ORANGE,
  ZHIHUI_LEVEL_RED,
} ZhihuiLevel;

typedef struct
{
  char       *id, *kind, *text; /* owned; text is plain and masked */
  char       *unit;             /* owned: short name or "" */
  ZhihuiLevel level;
  gint64      raised_at, updated_at;
  gboolean    acknowledged;
  char       *acknowledged_by; /* owned or NULL */
  char       *etag;            /* owned or NULL: what If-Match names */
  char       *case_id;         /* owned or NULL: of the one case it is about */
  gint64      count;
} ZhihuiAlert;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray
    *items; /* (element-type ZhihuiAlert), owned: unacknowledged first, then level, then newest */
  gint64 total; /* how many there are, those beyond what is told at once too; -1 not told */
} ZhihuiAlerts;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiUnit), owned */
} ZhihuiUnits;

typedef struct
{
  gint64 at;
  gint64 n, k; /* gaps: n 0 */
} ZhihuiTrendPoint;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiMetric metric;
  char        *unit;   /* owned: unit id or "" */
  char        *step;   /* owned: "day" "week" "month" */
  GArray      *points; /* (element-type ZhihuiTrendPoint), owned */
} ZhihuiTrend;

#define ZHIHUI_MAX_LAYERS 64       /* that a platform tells of */
#define ZHIHUI_MAX_PLACES 100000   /* of one layer */
#define ZHIHUI_PLACE_REGION_LEN 16 /* bytes of a code, with the end */

/* A thing of another system where it stands, or those of a region together where that is not told.
 * What it is called is not kept: nothing shows it. */
typedef struct
{
  double lon, lat;                        /* WGS84; NAN: only the region is told */
  char   region[ZHIHUI_PLACE_REGION_LEN]; /* code, "" unknown */
  gint64 n_points;                        /* places on the ground: 1 where one is told */
  gint64 n;                               /* things */
  gint64 n_online;                        /* of them at work, -1 not asked */
} ZhihuiLayerPlace;

/* A layer of points of another system: stations, windows, cameras, … */
typedef struct
{
  char    *id, *label;  /* owned */
  char    *kind;        /* owned: "station" "window" "camera" …, may be "" */
  char    *source;      /* owned: who counts it, may be "" */
  char    *layer_as_of; /* owned: of when it is, as that system writes it; may be "" */
  gboolean is_public;   /* it is public where they are: a wall may show each */
  gint64   n_points;    /* places */
  gint64   n, n_online; /* things; -1 not asked */
  GArray  *places;      /* (element-type ZhihuiLayerPlace), owned; NULL: not read */
  GArray  *sums;        /* likewise: one a region, without place; NULL as @places */
  char    *fault;       /* owned, nullable: why its places could not be read */
} ZhihuiPlaceLayer;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiPlaceLayer), owned, in the order of the platform */
} ZhihuiLayers;

#include "zhihui-place-figures.h"

/* Constructors make an empty dataset with its arrays; ref/unref count atomically. */
#define ZHIHUI_DECLARE_DATASET(Type, prefix)                                                       \
  Type *prefix##_new (void);                                                                       \
  Type *prefix##_ref (Type *self);                                                                 \
  void  prefix##_unref (Type *self);                                                               \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_unref)

ZHIHUI_DECLARE_DATASET (ZhihuiMeta, zhihui_meta)
ZHIHUI_DECLARE_DATASET (ZhihuiSummary, zhihui_summary)
ZHIHUI_DECLARE_DATASET (ZhihuiChannels, zhihui_channels)
ZHIHUI_DECLARE_DATASET (ZhihuiHotWords, zhihui_hot_words)
ZHIHUI_DECLARE_DATASET (ZhihuiRegions, zhihui_regions)
ZHIHUI_DECLARE_DATASET (ZhihuiMapFigures, zhihui_map_figures)
ZHIHUI_DECLARE_DATASET (ZhihuiMeetings, zhihui_meetings)
ZHIHUI_DECLARE_DATASET (ZhihuiAlerts, zhihui_alerts)
ZHIHUI_DECLARE_DATASET (ZhihuiUnits, zhihui_units)
ZHIHUI_DECLARE_DATASET (ZhihuiTrend, zhihui_trend)
ZHIHUI_DECLARE_DATASET (ZhihuiLayers, zhihui_layers)
ZHIHUI_DECLARE_DATASET (ZhihuiIndicators, zhihui_indicators)
ZHIHUI_DECLARE_DATASET (ZhihuiSystems, zhihui_systems)
ZHIHUI_DECLARE_DATASET (ZhihuiGuide, zhihui_guide)
ZHIHUI_DECLARE_DATASET (ZhihuiStaff, zhihui_staff)
ZHIHUI_DECLARE_DATASET (ZhihuiServices, zhihui_services)

ZhihuiDataset zhihui_dataset_for_trend (ZhihuiBoard board, ZhihuiTrendStep step);
gboolean zhihui_dataset_is_trend (ZhihuiDataset dataset, ZhihuiBoard *board, ZhihuiTrendStep *step);

void zhihui_channels_sort (ZhihuiChannels *self);

GPtrArray *zhihui_regions_list_parts (ZhihuiRegions *self, const char *code);

/* Elements: allocated with g_new0 by the maker, freed by the dataset. */
void           zhihui_clock_figure_free (ZhihuiClockFigure *self);
void           zhihui_stage_free (ZhihuiStage *self);
void           zhihui_channel_free (ZhihuiChannel *self);
void           zhihui_hot_word_free (ZhihuiHotWord *self);
void           zhihui_region_free (ZhihuiRegion *self);
void           zhihui_region_figure_free (ZhihuiRegionFigure *self);
void           zhihui_meeting_free (ZhihuiMeeting *self);
ZhihuiMeeting *zhihui_meeting_copy (const ZhihuiMeeting *self);
void           zhihui_meeting_case_free (ZhihuiMeetingCase *self);
void           zhihui_case_step_free (ZhihuiCaseStep *self);
void           zhihui_case_steps_add (
            GPtrArray *steps, const char *name, const char *unit, gint64 since, gint64 at, gint64 due_at);
void              zhihui_decision_free (ZhihuiDecision *self);
void              zhihui_alert_free (ZhihuiAlert *self);
void              zhihui_place_layer_free (ZhihuiPlaceLayer *self);
void              zhihui_indicator_free (ZhihuiIndicator *self);
void              zhihui_system_free (ZhihuiSystem *self);
void              zhihui_guide_way_free (ZhihuiGuideWay *self);
void              zhihui_staffing_free (ZhihuiStaffing *self);
void              zhihui_service_free (ZhihuiService *self);
gint64            zhihui_staff_count (const ZhihuiStaff *self, const char *kind, guint *n_places);
void              zhihui_place_layer_take_places (ZhihuiPlaceLayer *self, GArray *places);
ZhihuiPlaceLayer *zhihui_layers_find (ZhihuiLayers *self, const char *id);

G_END_DECLS
