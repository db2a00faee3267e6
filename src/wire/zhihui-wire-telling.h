/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

#define ZHIHUI_WIRE_MOST_LISTED 200u /* units or cases of one meeting that is told */

/* What a desk tells a platform: the bodies of POST, docs/wire.md. Everything is borrowed. */

/* What a leader or supervisor says of a case. */
typedef struct
{
  const char *id;   /* of the event: told again, it is the same */
  const char *name; /* "supervised", "instructed", "commented", "watched", "escalated" */
  const char *by, *text;
} ZhihuiCaseRemark;

/* What left the desk as a file. */
typedef struct
{
  const char *kind;   /* "pdf", "csv" */
  const char *title;  /* what it shows */
  const char *digest; /* "sha256:…" of the bytes */
  const char *by;
  gint64      n_rows;
} ZhihuiExportNote;

/* A meeting that somebody calls. */
typedef struct
{
  const char        *id;                        /* of the event: told again, it is the same */
  const char        *kind;                      /* "review", "reception" … */
  const char        *by, *title, *public_title; /* the last nullable */
  const char        *host_unit;
  const char *const *units;    /* (array zero-terminated): of those invited */
  const char *const *cases;    /* (array zero-terminated): that it is about */
  const char        *join_url; /* nullable */
  gint64             starts_at, ends_at;
  gboolean           is_draft;
} ZhihuiMeetingPlan;

/* What a meeting decided, or which of its decisions is done. */
typedef struct
{
  const char *id; /* of the event: told again, it is the same */
  const char *by;
  const char *text, *unit; /* of what is decided: words, id of whose it is */
  gint64      due_at;      /* of what is decided: the last second that is in time */
  const char *decision;    /* id of what is done; NULL: something is decided */
} ZhihuiMeetingDecision;

char *zhihui_wire_encode_alert_note (const char *by, const char *note);
char *zhihui_wire_encode_remark (const ZhihuiCaseRemark *remark);
char *zhihui_wire_encode_export (const ZhihuiExportNote *note);
char *zhihui_wire_encode_meeting_plan (const ZhihuiMeetingPlan *plan, ZhihuiZone *zone);

/* Of a refusal: the reason that is given for the member @name, NULL none. */
char *zhihui_wire_find_fault (GBytes *problem, const char *name);

char *zhihui_wire_encode_decision (const ZhihuiMeetingDecision *said, ZhihuiZone *zone);

G_END_DECLS
