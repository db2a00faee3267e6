/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-profile.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* What was found while a resource of a profile was read: for `zhihui check`. Nothing of what the
 * rows say is in it, only where. */
typedef struct
{
  guint           n_pages;
  guint64         n_rows;        /* taken */
  guint64         n_repeated;    /* the id was there before */
  guint64         n_moved;       /* of these on an earlier page */
  guint64         n_refused;     /* could not be understood */
  guint64         n_unassigned;  /* no unit is named: in no board */
  char           *first_refusal; /* owned, nullable: "row 3: closed: is no time" */
  GPtrArray      *notes; /* (element-type utf8), owned: how the walk ended, what was clamped */
  guint32         found; /* bits of the fields that some row had */
  ZhihuiCoercions coercions;
} ZhihuiFindings;

void zhihui_findings_init (ZhihuiFindings *self);
void zhihui_findings_clear (ZhihuiFindings *self);
void zhihui_findings_copy (const ZhihuiFindings *self, ZhihuiFindings *into);
void zhihui_findings_note (ZhihuiFindings *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void
zhihui_findings_refuse (ZhihuiFindings *self, guint64 row, const char *field, const char *what);

void zhihui_findings_report (const ZhihuiFindings     *self,
                             const ZhihuiProfileTable *table,
                             ZhihuiResourceReport     *report);

G_END_DECLS
