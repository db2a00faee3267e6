/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What the map shows of each region: one of the four figures of the boards. */

typedef enum
{
  ZHIHUI_MAP_COUNTS,   /* whole cases */
  ZHIHUI_MAP_PER_1000, /* cases per 1,000 inhabitants, in tenths */
  ZHIHUI_MAP_RATES,    /* hundredths of a percent */
} ZhihuiMapMeasure;

/* In what the volume is measured. */
typedef enum
{
  ZHIHUI_MAP_VOLUME_AUTO,     /* per head when the heads of every region with a figure are known */
  ZHIHUI_MAP_VOLUME_COUNTS,   /* whole cases always */
  ZHIHUI_MAP_VOLUME_PER_1000, /* per head when any are known: other regions have no figure */
} ZhihuiMapVolume;

typedef enum
{
  ZHIHUI_MAP_VALUE,
  ZHIHUI_MAP_TOO_FEW,  /* n is below the least to compare */
  ZHIHUI_MAP_NO_DATA,  /* nothing is known, or nothing was counted */
  ZHIHUI_MAP_WITHHELD, /* counted, but told as part of its town alone */
} ZhihuiMapStanding;

typedef struct
{
  const ZhihuiRegion *region; /* borrowed from the reading */
  ZhihuiMapStanding   standing;
  gint64              k, n;  /* of a rate; of the volume n alone */
  gint64              steps; /* as it is written, in steps of the measure; -1 without a value */
  gint64              open, overdue;
} ZhihuiMapValue;

/* Immutable; one owner. */
typedef struct
{
  ZhihuiBoard      board;
  ZhihuiBetter     better;
  ZhihuiMapMeasure measure;
  gboolean         is_told;    /* the situation has such figures at all */
  gboolean         is_awaited; /* which regions there are is being read: there are no values yet */
  ZhihuiWindow     window;
  guint            min_n;         /* 0 for the volume */
  gboolean         hides_overdue; /* a region below a town is shown: nobody tells a wall */
  gint64           n_overdue;     /* open and overdue now, of all regions shown */
  GArray          *values;        /* (element-type ZhihuiMapValue), owned, in the order of codes */
  /* what the values borrow from */
  ZhihuiRegions    *regions; /* owned or NULL */
  ZhihuiMapFigures *figures; /* owned or NULL */
  GPtrArray        *made;    /* (element-type ZhihuiRegion), owned */
} ZhihuiMapReading;

ZhihuiMapReading *
zhihui_map_reading_new (ZhihuiSituation *situation, ZhihuiBoard board, const char *parent);
ZhihuiMapReading     *zhihui_map_reading_new_measured (ZhihuiSituation *situation,
                                                       ZhihuiBoard      board,
                                                       const char      *parent,
                                                       ZhihuiMapVolume  volume);
void                  zhihui_map_reading_free (ZhihuiMapReading *self);
const ZhihuiMapValue *zhihui_map_reading_find (const ZhihuiMapReading *self, const char *code);
gint64                zhihui_map_count_steps (ZhihuiMapMeasure measure, gint64 part, gint64 whole);
const char           *zhihui_map_reading_describe_withheld (const ZhihuiMapReading *self);
/* "no data", or that; NULL where there is a figure. */
const char *zhihui_map_reading_describe_absence (const ZhihuiMapReading *self,
                                                 const ZhihuiMapValue   *value);
gint64      zhihui_map_reading_sum_withheld (const ZhihuiMapReading *self);
char       *zhihui_map_reading_format (const ZhihuiMapReading *self, const ZhihuiMapValue *value);
/* "7/190": what the value is made of; NULL for a volume that is a count already. */
char *zhihui_map_reading_format_base (const ZhihuiMapReading *self, const ZhihuiMapValue *value);
const char *zhihui_map_board_get_title (ZhihuiBoard board);
const char *zhihui_map_board_get_word (ZhihuiBoard board);
gboolean    zhihui_map_board_parse (const char *word, ZhihuiBoard *board, GError **error);
gboolean    zhihui_map_tour_parse (const char *word, ZhihuiBoard *board, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapReading, zhihui_map_reading_free)

G_END_DECLS
