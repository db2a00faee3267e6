/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Why something was asked for or sent back, and how often. */
typedef struct
{
  char  *text; /* owned: as it was given, scrubbed; "" where none was given or may be told */
  gint64 n;
} ZhihuiReason;

typedef struct
{
  gboolean    is_told;
  ZhihuiTally tally; /* as on the board of the metric */
  GPtrArray  *items; /* (element-type ZhihuiReason), owned, most first: together the numerator */
} ZhihuiReasons;

/* 议定事项 that falls to the unit. */
typedef struct
{
  char  *id, *text;       /* owned */
  char  *meeting, *title; /* owned: of the meeting that decided it; may be "" */
  char  *state;           /* owned: "open" "done" "overdue", or "" */
  gint64 held_at;         /* when the meeting was, ZHIHUI_NO_INSTANT unknown */
  gint64 due_at;          /* ZHIHUI_NO_INSTANT: no day is set */
} ZhihuiUnitDecision;

/* What a leader or supervisor remarked on a case that the unit has, or had last. */
typedef struct
{
  gint64 at;
  char  *kind;         /* owned: "instructed" "supervised" "commented" … */
  char  *by, *text;    /* owned, scrubbed; may be "" */
  char  *case_id, *no; /* owned: "c-417" and its number */
} ZhihuiRemark;

/* What is known of one unit beside what the boards tell. Immutable, reference counted. */
typedef struct
{
  ZhihuiStamp     stamp;
  ZhihuiUnit     *unit; /* owned */
  ZhihuiWindow    window;
  gint64          volume;        /* as on the board; -1 not told */
  ZhihuiChannels *channels;      /* owned, NULL not told: what @volume came by */
  ZhihuiChannels *topics;        /* owned, NULL not told: what @volume was about */
  ZhihuiReasons   returns, redo; /* of the rates of the same name */
  GPtrArray      *decisions;     /* (element-type ZhihuiUnitDecision), owned, NULL not told */
  GPtrArray      *remarks; /* (element-type ZhihuiRemark), owned, newest first, NULL not told */
  gint64          remarks_total;    /* sent or not */
  gint64          restricted_total; /* cases with remarks that need another right; -1 not told */
} ZhihuiPortrait;

ZHIHUI_DECLARE_DATASET (ZhihuiPortrait, zhihui_portrait)

/* Which metrics a portrait has, in their order. */
#define ZHIHUI_PORTRAIT_N_METRICS 12

ZhihuiMetric zhihui_portrait_get_metric (guint index);

void zhihui_portrait_begin_reasons (ZhihuiReasons *reasons);

void zhihui_reason_free (ZhihuiReason *self);
void zhihui_unit_decision_free (ZhihuiUnitDecision *self);
void zhihui_remark_free (ZhihuiRemark *self);
void zhihui_reasons_count (ZhihuiReasons *self, const char *text);
void zhihui_reasons_sort (ZhihuiReasons *self);

G_END_DECLS
