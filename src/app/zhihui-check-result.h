/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* What was read of one resource. */
typedef struct
{
  char  *name;   /* owned */
  int    http;   /* status of the last answer, 0 none */
  gint64 ms;     /* from the start to the answer, -1 none came */
  gint64 rows;   /* -1 not a list */
  gint64 as_of;  /* ZHIHUI_NO_INSTANT unknown */
  char  *fault;  /* owned, NULL when all is well */
  gint64 lag_s;  /* by which it was not of now though it was answered; negative: ahead */
  char  *absent; /* owned: why the source has no such thing, else NULL; its panel is empty */
} ZhihuiCheckFinding;

/* What one reading of everything came to: what `zhihui check` prints and the desk shows. */
typedef struct
{
  GPtrArray  *findings; /* (element-type ZhihuiCheckFinding), owned */
  GPtrArray  *reports;  /* (element-type ZhihuiResourceReport), owned: of a foreign platform */
  ZhihuiZone *zone;     /* owned */
  gint64      lag_s;    /* of all figures; negative: ahead */
  gint64      as_of;
  gboolean    is_snapshot;
  guint       n_good, n_faults; /* of @findings */
} ZhihuiCheckResult;

void               zhihui_check_result_want (ZhihuiSource *source);
ZhihuiCheckResult *zhihui_check_result_new (ZhihuiSource *source, gint64 started_us);
void               zhihui_check_result_free (ZhihuiCheckResult *self);
gboolean           zhihui_check_result_is_good (const ZhihuiCheckResult *self);
char              *zhihui_check_result_format_table (const ZhihuiCheckResult *self);
char              *zhihui_check_result_format_json (const ZhihuiCheckResult *self);

gboolean zhihui_check_finding_is_slow (const ZhihuiCheckFinding *self);
char    *zhihui_check_finding_explain (const ZhihuiCheckFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCheckResult, zhihui_check_result_free)

G_END_DECLS
