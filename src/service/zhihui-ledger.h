/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"
#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

/* Everything the platform counts from, in memory: compact rows, loaded from the store once and kept
 * up by events. Row indices are stable while the program runs. One thread only. */

typedef enum
{
  ZHIHUI_CASE_SUBMITTED,
  ZHIHUI_CASE_ACCEPTED,
  ZHIHUI_CASE_DISPATCHED,
  ZHIHUI_CASE_SIGNED,
  ZHIHUI_CASE_HANDLING,
  ZHIHUI_CASE_REPLIED,
  ZHIHUI_CASE_CLOSED,
  ZHIHUI_CASE_ARCHIVED,
  ZHIHUI_CASE_REJECTED,
  ZHIHUI_CASE_WITHDRAWN,
  ZHIHUI_CASE_MERGED,
  ZHIHUI_N_CASE_STATES,
} ZhihuiCaseState;

typedef struct
{
  gint64  id; /* row id in the store */
  gint64  submitted_at, accepted_at, closed_at;
  double  lon, lat; /* NAN unknown */
  guint16 type;     /* index into ledger->types */
  guint16 channel;  /* index into ledger->channels */
  guint16 region;   /* index into ledger->regions, G_MAXUINT16 unknown */
  guint16 topic;    /* index into ledger->topics */
  guint16 word;     /* index into ledger->words, G_MAXUINT16 none */
  guint8  state;    /* ZhihuiCaseState */
  guint   is_anonymous : 1;
  guint   is_repeat : 1;
} ZhihuiCaseRow;

typedef struct
{
  char    *id, *label; /* owned */
  gboolean online;
} ZhihuiNamed;

typedef struct
{
  GPtrArray *units;       /* (element-type ZhihuiUnit): ZhihuiAssignment.unit indexes it */
  GPtrArray *peers;       /* (element-type ZhihuiPeer) */
  GPtrArray *regions;     /* (element-type ZhihuiRegion) */
  GPtrArray *types;       /* (element-type ZhihuiNamed) consult, complaint, suggestion, … */
  GPtrArray *channels;    /* (element-type ZhihuiNamed) */
  GPtrArray *topics;      /* (element-type ZhihuiNamed) */
  GPtrArray *words;       /* (element-type utf8): hot words */
  GArray    *cases;       /* (element-type ZhihuiCaseRow) */
  GArray    *assignments; /* (element-type ZhihuiAssignment): case_index indexes cases */
  GArray    *ratings;     /* (element-type ZhihuiRating) */
  guint64    revision;    /* grows with every change */
  gint64     as_of;       /* newest moment that the data speaks of */
} ZhihuiLedger;

ZhihuiLedger *zhihui_ledger_new (void);
void          zhihui_ledger_free (ZhihuiLedger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLedger, zhihui_ledger_free)

G_END_DECLS
