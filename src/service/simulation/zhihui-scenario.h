/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-laws.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* A place with its units, topics and habits: what a simulation needs to know. Immutable. Indices
 * are those of the ledger that is loaded from the same store. */

typedef enum
{
  ZHIHUI_TITLES_CONSULT,
  ZHIHUI_TITLES_COMPLAINT,
  ZHIHUI_TITLES_SUGGESTION,
  ZHIHUI_N_TITLES,
} ZhihuiTitles;

typedef struct
{
  char    *code, *name; /* owned */
  char    *meeting;     /* owned: what a case-review meeting on it is about */
  guint   *words;       /* owned: indices of its hot words */
  guint    n_words;
  char   **titles[ZHIHUI_N_TITLES]; /* owned: {p} stands for the place */
  guint16  months;                  /* bit m: frequent in month m; 0 all the year */
  gboolean can_burst;               /* many report it at once */
  gboolean is_batch;                /* comes in as a batch only */
} ZhihuiTopic;

typedef struct
{
  char  *id, *name, *short_name, *peer, *region; /* owned */
  guint  region_index;
  guint *topics; /* owned: indices, busiest first */
  guint  n_topics;
} ZhihuiPlayedUnit;

/* A service of the catalogue. */
typedef struct
{
  char  *code, *name; /* owned */
  guint  topic, type; /* indices: the type whose limit is the promise */
  guint  promised_days, statutory_days, n_elements;
  double weight; /* within its topic */
} ZhihuiItem;

typedef struct
{
  char  *code, *name, *parent, *level; /* owned */
  int    column, row;                  /* G_MININT no tile */
  double lon, lat;                     /* WGS84, of zhihui-played-place.h; NAN nobody knows */
  double spread_km;                    /* how far from there its cases lie, as a deviation */
} ZhihuiPlayedRegion;

typedef struct
{
  char       *name;     /* owned */
  ZhihuiLaws *laws;     /* owned */
  GKeyFile   *profile;  /* owned: settings, peers, types, channels, indicators */
  GPtrArray  *regions;  /* (element-type ZhihuiPlayedRegion): 0 is the root */
  GPtrArray  *units;    /* (element-type ZhihuiPlayedUnit): towns first */
  GPtrArray  *topics;   /* (element-type ZhihuiTopic) */
  GPtrArray  *words;    /* (element-type utf8) */
  char      **streets;  /* owned */
  char      **surnames; /* owned: one character each */
  char      **given;    /* owned: one character each */
  guint       n_towns;
  guint       n_channels;
  double     *channel_shares; /* owned: cumulated */
  guint      *channel_hours;  /* owned: 0 telephone, 1 online, 2 open hall */
  GHashTable *parts;          /* (element-type guint GArray), owned: regions within a region */
  GPtrArray  *items;          /* (element-type ZhihuiItem): may be empty */
  GArray    **items_of_topic; /* owned: indices of items */
  double     *mode_shares;    /* owned: cumulated; NULL without modes of service */
  guint       n_modes;
  guint       batch_topic, batch_mode; /* G_MAXUINT none */
  guint       photo_channel;           /* whose reports come with photos; G_MAXUINT none */
  guint       host_unit;               /* who holds case-review meetings */
} ZhihuiScenario;

char              **zhihui_scenario_list (void);
gboolean            zhihui_scenario_exists (const char *name);
char               *zhihui_scenario_read_part (const char *name, const char *file);
void                zhihui_scenario_read_items (ZhihuiScenario *self);
ZhihuiScenario     *zhihui_scenario_new (const char *name, guint n_units, GError **error);
void                zhihui_scenario_free (ZhihuiScenario *self);
ZhihuiPlayedRegion *zhihui_played_region_new (
  const char *code, const char *name, const char *parent, const char *level, int column, int row);
ZhihuiPlayedUnit *zhihui_played_unit_new (
  const char *id, const char *name, const char *short_name, const char *peer, const char *region);
void        zhihui_scenario_free_region (gpointer region);
void        zhihui_scenario_free_unit (gpointer unit);
const char *zhihui_topic_get_title (const ZhihuiTopic *self, guint type, guint number);
gboolean    zhihui_scenario_write (ZhihuiScenario *self, ZhihuiStore *store, GError **error);
gboolean    zhihui_scenario_write_clocks (ZhihuiScenario *self, ZhihuiStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiScenario, zhihui_scenario_free)

G_END_DECLS
