/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Cases as a desk reads them: masked by the platform, unless a person gave a reason for the whole.
 * They are kept in memory alone. Texts are owned and never NULL where nothing else is said;
 * instants may be ZHIHUI_NO_INSTANT. Words of the wire that no word of ours stands for stay as
 * they came. */

/* What leaders, supervisors and the platform noted of a case: bits. */
typedef enum
{
  ZHIHUI_CASE_MARK_COMMENTED = 1 << 0,
  ZHIHUI_CASE_MARK_INSTRUCTED = 1 << 1, /* 批示 */
  ZHIHUI_CASE_MARK_WATCHED = 1 << 2,
  ZHIHUI_CASE_MARK_ESCALATED = 1 << 3,  /* 提级 */
  ZHIHUI_CASE_MARK_SUPERVISED = 1 << 4, /* 督办 */
  ZHIHUI_CASE_MARK_MEDIA_EXPOSED = 1 << 5,
  ZHIHUI_CASE_MARK_SENSITIVE = 1 << 6,
  ZHIHUI_CASE_MARK_MEETING = 1 << 7,
} ZhihuiCaseMarks;

#define ZHIHUI_N_CASE_MARKS 8

/* A unit as a case names it. */
typedef struct
{
  char *id, *name;
} ZhihuiUnitName;

/* The dispatch to the main unit that is at work, or was last. */
typedef struct
{
  gint64         seq; /* 1 the first dispatch of this case */
  ZhihuiUnitName unit;
  gint64   dispatched_at, sign_due_at, signed_at, contact_due_at, contacted_at, due_at, replied_at;
  gint64   suspended_at; /* none: the clock runs */
  gint64   return_requested_at;
  int      return_accepted; /* a truth, -1 not decided */
  gboolean is_redo, is_extended;
  gboolean is_provisional; /* the deadline hangs on a year without a notice of holidays */
  char    *due_rule;       /* "wd:1", "" none */
} ZhihuiCaseWork;

/* A co-unit's part. */
typedef struct
{
  ZhihuiUnitName unit;
  gint64         dispatched_at, due_at, signed_at, replied_at;
} ZhihuiCasePart;

/* Something that happened. */
typedef struct
{
  gint64 at;
  char  *type;       /* "case.signed" */
  char  *actor_role; /* "unit" "centre" "leader" … */
  char  *unit_id;    /* code alone: names are in the list of units */
  char  *role;       /* "co": of a co-unit's part */
  char  *text, *by;  /* scrubbed by the platform */
  gint64 level;      /* of a rating 1 … 5, -1 not told */
  gint64 days;       /* -1 not told */
  gint64 due_at;     /* of a clock that was set by hand */
  int    accepted;   /* a truth, -1 not told */
  char  *solved, *into;
} ZhihuiCaseEvent;

typedef struct
{
  char    *id, *no; /* "c-417"; the number that people say */
  char    *type, *topic_code, *topic, *channel, *state, *region;
  char    *title;
  char    *complainant, *phone, *address;
  gboolean is_masked; /* FALSE: the whole of it; somebody gave a reason */
  gint64   submitted_at, accepted_at, closed_at, updated_at;
  guint    marks; /* ZhihuiCaseMarks */
  /* Of the centre and of the whole case. */
  gint64          accept_due_at, dispatch_due_at, objection_due_at, call_back_due_at, fix_due_at;
  gint64          notice_due_at, close_due_at;
  gboolean        close_extended, close_suspended;
  ZhihuiCaseWork *work;   /* owned, NULL: it was not dispatched */
  GPtrArray      *parts;  /* (element-type ZhihuiCasePart), owned: latest first */
  GPtrArray      *events; /* (element-type ZhihuiCaseEvent), owned; NULL: not told in lists */
} ZhihuiDeskCase;

/* A page of a list of cases, or one case. */
typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items;        /* (element-type ZhihuiDeskCase), owned: shared, each */
  char       *next;         /* owned, nullable: cursor of the next page */
  gint64      n_restricted; /* that only who may see whole cases is shown; -1 not told */
} ZhihuiDeskCases;

/* What a unit asks for and the centre has not answered. */
typedef struct
{
  char          *id, *kind; /* "q-88123"; "return" "extension" "suspension" */
  char          *case_id, *no, *reason;
  ZhihuiUnitName unit;
  gint64         days; /* of an extension, -1 else */
  gint64         requested_at, due_at;
} ZhihuiDeskRequest;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiDeskRequest), owned: oldest first */
  char       *next;  /* owned, nullable */
  gint64      n_restricted;
} ZhihuiDeskRequests;

ZHIHUI_DECLARE_DATASET (ZhihuiDeskCases, zhihui_desk_cases)
ZHIHUI_DECLARE_DATASET (ZhihuiDeskRequests, zhihui_desk_requests)

ZhihuiDeskCase *zhihui_desk_case_new (void);
ZhihuiDeskCase *zhihui_desk_case_ref (ZhihuiDeskCase *self);
void            zhihui_desk_case_unref (ZhihuiDeskCase *self);
gboolean        zhihui_desk_case_is_closed (const ZhihuiDeskCase *self);

ZhihuiCaseWork    *zhihui_case_work_new (void);
void               zhihui_case_work_free (ZhihuiCaseWork *self);
ZhihuiCasePart    *zhihui_case_part_new (void);
void               zhihui_case_part_free (ZhihuiCasePart *self);
ZhihuiCaseEvent   *zhihui_case_event_new (void);
void               zhihui_case_event_free (ZhihuiCaseEvent *self);
ZhihuiDeskRequest *zhihui_desk_request_new (void);
void               zhihui_desk_request_free (ZhihuiDeskRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDeskCase, zhihui_desk_case_unref)

G_END_DECLS
