/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-figures.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* The figures of a finished month as they were on the day it was frozen: numerators and
 * denominators of every unit, from which any board of the month is made again. Read-only once it is
 * made. */

/* One metric: one element a row, in the order of units (M14: of regions, and after them the sum of
 * all cases). */
typedef struct
{
  GArray *now, *before, *year; /* (element-type ZhihuiTally), owned; extra only in now */
} ZhihuiSnapshotFigures;

/* The hash of one board's canonical data: of the file that `zhihui report` writes of it alone. */
typedef struct
{
  ZhihuiMetric metric;
  char        *peer; /* owned */
  ZhihuiTally  total;
  char        *hash; /* owned: SHA-256, 64 hexadecimal digits */
} ZhihuiSnapshotBoard;

typedef struct
{
  ZhihuiPeriod         *period; /* owned: of a month, as 2020-07 */
  guint                 revision;
  gint64                as_of; /* what happened later does not count */
  gint64                made_at;
  gboolean              provisional;
  gboolean              has_year;     /* data reach back to the year before */
  char                 *rule_version; /* owned */
  GPtrArray            *units;        /* (element-type ZhihuiUnit), owned */
  GPtrArray            *regions;      /* (element-type ZhihuiUnit), owned: rows of M14 */
  ZhihuiSnapshotFigures figures[ZHIHUI_N_METRICS];
  char      *figures_hash;  /* owned: of the units and their figures: whether anything changed */
  char      *data_hash;     /* owned: of the canonical data of all boards */
  char      *bulletin_hash; /* owned: of the four boards of all peer groups, as printed */
  GPtrArray *boards;        /* (element-type ZhihuiSnapshotBoard), owned */
} ZhihuiSnapshot;

ZhihuiSnapshot *zhihui_snapshot_new (void);
void            zhihui_snapshot_free (ZhihuiSnapshot *self);
void            zhihui_snapshot_board_free (ZhihuiSnapshotBoard *self);
/* The text of the data's revision that answers of a snapshot bear. Free with g_free. */
char *zhihui_snapshot_format_revision (const ZhihuiSnapshot *self);

/* The month with all but its figures; what is counted for them; and the figures, in any thread.
 * figures_hash is set then, the other hashes are not. */
ZhihuiSnapshot *zhihui_snapshot_begin (
  ZhihuiFigures *figures, const char *period, const char *region, gint64 as_of, gint64 made_at);
ZhihuiLedgerCut *zhihui_snapshot_cut (const ZhihuiSnapshot *self, ZhihuiFigures *figures);
void             zhihui_snapshot_fill (ZhihuiSnapshot *self,
                                       ZhihuiLedger   *ledger,
                                       ZhihuiZone     *zone,
                                       const char     *region);
void             zhihui_snapshot_seal (ZhihuiSnapshot  *self,
                                       const GPtrArray *peers,
                                       ZhihuiZone      *zone,
                                       const char      *region);

typedef enum
{
  ZHIHUI_FREEZE_MADE,    /* the first revision */
  ZHIHUI_FREEZE_CHANGED, /* another revision: the data have changed */
  ZHIHUI_FREEZE_SAME,    /* nothing to do */
} ZhihuiFreeze;

/* As the next revision of its month, where its figures are others than those of the newest. */
gboolean zhihui_snapshot_settle (ZhihuiSnapshot  *self,
                                 ZhihuiStore     *store,
                                 const GPtrArray *peers,
                                 ZhihuiZone      *zone,
                                 const char      *region,
                                 ZhihuiFreeze    *result,
                                 GError         **error);

gboolean       zhihui_snapshot_answers (const ZhihuiBoardQuestion *question, const char *region);
ZhihuiRanking *zhihui_snapshot_make_board (const ZhihuiSnapshot      *self,
                                           const ZhihuiBoardQuestion *question,
                                           const char                *region);

/* In the store. @revision 0: the newest. NULL without an error: there is none. */
ZhihuiSnapshot *zhihui_store_read_snapshot (
  ZhihuiStore *store, ZhihuiZone *zone, const char *period, guint revision, GError **error);
gboolean
zhihui_store_write_snapshot (ZhihuiStore *store, const ZhihuiSnapshot *snapshot, GError **error);
/* (element-type ZhihuiSnapshot): heads alone, oldest period first, all revisions, or those of
 * @period; transfer full. */
GPtrArray *zhihui_store_list_snapshots (ZhihuiStore *store,
                                        ZhihuiZone  *zone,
                                        const char  *period,
                                        GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSnapshot, zhihui_snapshot_free)

G_END_DECLS
