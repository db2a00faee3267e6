/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What happens to a case. The order is that of the table event_kind and is never changed: append.
 */
typedef enum
{
  ZHIHUI_EVENT_SUBMITTED,
  ZHIHUI_EVENT_ACCEPTED,
  ZHIHUI_EVENT_REJECTED,
  ZHIHUI_EVENT_MERGED, /* value: row id of the case it is joined to */
  ZHIHUI_EVENT_WITHDRAWN,
  ZHIHUI_EVENT_DISPATCHED, /* unit: to whom; to a co-unit value: its own deadline, 0 as usual */
  ZHIHUI_EVENT_REASSIGNED, /* unit: to whom, instead of the present one */
  ZHIHUI_EVENT_SIGNED,
  ZHIHUI_EVENT_CONTACTED,
  ZHIHUI_EVENT_HANDLING,
  ZHIHUI_EVENT_RETURN_REQUESTED,
  ZHIHUI_EVENT_RETURN_DECIDED, /* value: 1 accepted, 0 refused */
  ZHIHUI_EVENT_EXTENDED,       /* value: working days more */
  ZHIHUI_EVENT_SUSPENDED,
  ZHIHUI_EVENT_RESUMED,
  ZHIHUI_EVENT_CLOCK_ADJUSTED, /* value: the new deadline */
  ZHIHUI_EVENT_REPLIED,
  ZHIHUI_EVENT_SENT_BACK,
  ZHIHUI_EVENT_CLOSED,   /* value: ZhihuiClosedLevel, 0 not told */
  ZHIHUI_EVENT_REOPENED, /* value: 1 there are new facts */
  ZHIHUI_EVENT_ARCHIVED,
  ZHIHUI_EVENT_CALLED_BACK, /* value: ZhihuiSolved */
  ZHIHUI_EVENT_RATED,       /* value: level 5 … 1; detail: 1 told at a call-back */
  ZHIHUI_EVENT_COMMENTED,
  ZHIHUI_EVENT_INSTRUCTED,
  ZHIHUI_EVENT_WATCHED,
  ZHIHUI_EVENT_ESCALATED,
  ZHIHUI_EVENT_SUPERVISED,
  ZHIHUI_EVENT_MEDIA_EXPOSED,
  ZHIHUI_EVENT_MEETING_LINKED, /* value: row id of the meeting */
  ZHIHUI_EVENT_SENSITIVE_HIT,
  ZHIHUI_EVENT_FLAGGED_REPEAT,
  ZHIHUI_EVENT_EXTENSION_REQUESTED,  /* value: working days more that the unit asks for */
  ZHIHUI_EVENT_SUSPENSION_REQUESTED, /* the clock runs on until it is granted */
  ZHIHUI_EVENT_REQUEST_REFUSED,      /* the time that was asked for is not given */
  ZHIHUI_N_EVENTS,
} ZhihuiEventKind;

/* Where a case was settled. */
typedef enum
{
  ZHIHUI_CLOSED_UNKNOWN,
  ZHIHUI_CLOSED_VILLAGE,
  ZHIHUI_CLOSED_TOWN,
  ZHIHUI_CLOSED_COUNTY,
  ZHIHUI_CLOSED_CITY,
  ZHIHUI_CLOSED_PROVINCE,
  ZHIHUI_N_CLOSED_LEVELS,
} ZhihuiClosedLevel;

typedef struct
{
  gint64          at;
  ZhihuiEventKind kind;
  guint32         case_index; /* into the ledger's cases */
  guint32         unit;       /* into the ledger's units; only where the kind asks for one */
  gint64          value;      /* by kind, else 0 */
  gint64          detail;     /* by kind, else 0 */
  gboolean        is_co;      /* it is about the part of the co-unit @unit */
  const char     *note;       /* not owned, may be NULL; nothing personal */
  const char     *by_whom;    /* not owned, may be NULL: the leader or approver as given */
} ZhihuiEvent;

const char *zhihui_event_kind_get_type (ZhihuiEventKind kind);
gboolean    zhihui_event_kind_parse (const char *type, ZhihuiEventKind *kind);
const char *zhihui_event_kind_get_actor_role (ZhihuiEventKind kind);
gboolean    zhihui_event_kinds_write (ZhihuiStore *store, GError **error);

G_END_DECLS
