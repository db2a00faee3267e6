/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-rules.h"
#include "zhihui-situation.h"

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

/* What leaders, supervisors and the system marked on a case (bits of ZhihuiCaseRow.marks). */
typedef enum
{
  ZHIHUI_MARK_COMMENTED = 1 << 0,
  ZHIHUI_MARK_INSTRUCTED = 1 << 1,
  ZHIHUI_MARK_WATCHED = 1 << 2,
  ZHIHUI_MARK_ESCALATED = 1 << 3,
  ZHIHUI_MARK_SUPERVISED = 1 << 4,
  ZHIHUI_MARK_EXPOSED = 1 << 5,
  ZHIHUI_MARK_SENSITIVE = 1 << 6,
  ZHIHUI_MARK_MEETING = 1 << 7,
} ZhihuiMark;

#define ZHIHUI_NO_INDEX G_MAXUINT32

/* The type of cases that were imported: it has no clocks of ours. */
#define ZHIHUI_TYPE_IMPORTED "request"

typedef struct
{
  gint64  id; /* row id in the store */
  gint64  submitted_at, accepted_at, closed_at, updated_at;
  double  lon, lat;  /* NAN unknown */
  guint16 type;      /* index into ledger->types */
  guint16 channel;   /* index into ledger->channels */
  guint16 region;    /* index into ledger->regions, G_MAXUINT16 unknown */
  guint16 topic;     /* index into ledger->topics */
  guint16 word;      /* index into ledger->words, G_MAXUINT16 none */
  guint16 item;      /* index into ledger->items, G_MAXUINT16 none */
  guint16 mode;      /* index into ledger->modes, G_MAXUINT16 none */
  guint8  marks;     /* ZhihuiMark bits */
  guint8  state : 6; /* ZhihuiCaseState */
  guint8  is_anonymous : 1;
  guint8  is_repeat : 1;
  guint32 current; /* index of the latest main assignment, ZHIHUI_NO_INDEX none */
  guint32 before;  /* index of the same person's case before, ZHIHUI_NO_INDEX none */
  guint64 person;  /* zhihui_ledger_get_person_key (), 0 unknown */
} ZhihuiCaseRow;

/* What only the life cycle needs of an assignment; same index. */
typedef struct
{
  gint64  id;           /* row id in the store */
  gint64  first_due_at; /* before extensions and suspensions */
  gint64  suspended_at; /* ZHIHUI_NO_INSTANT when its clock runs */
  guint32 previous;     /* index of the case's assignment before, of a co-unit's part that of the
                           co-unit's part before; ZHIHUI_NO_INDEX none */
  guint16 seq;          /* 1 is the first of the case */
  guint   is_redo : 1;
  guint   is_co : 1; /* a co-unit's part: in no board, and in a list of its own */
  guint   is_extended : 1;
  guint   is_rated : 1;
} ZhihuiRound;

/* A word in a case that came in within the last ZHIHUI_MENTION_DAYS. */
typedef struct
{
  guint32 case_index, word; /* into cases and words of the ledger */
} ZhihuiMention;

#define ZHIHUI_MENTION_DAYS 38

/* The clocks of a case type by whatever channel, for lists of them. */
typedef struct
{
  ZhihuiLimit sign, contact, reply;
  guint16     promised_days, statutory_days; /* 0 not known */
} ZhihuiClocks;

/* The clocks of a whole case, where its type has such. Instants may be ZHIHUI_NO_INSTANT. */
typedef struct
{
  gint64   notice_due_at;
  gint64   close_due_at;
  gint64   first_close_due_at; /* before extension and suspensions */
  gint64   suspended_at;
  gboolean is_extended;
} ZhihuiCaseClock;

typedef struct
{
  char    *id, *label; /* owned */
  gboolean online;
} ZhihuiNamed;

/* Rows that came after the sorted ones, in no order: cases fetched when they were asked for, and
 * all since. */
typedef struct
{
  GHashTable *places; /* (element-type gint64 guint) id → index + 1; NULL: all rows are sorted */
  guint       n_sorted;  /* rows in the order of their ids */
  guint       n_indexed; /* rows that places knows, with the sorted ones */
} ZhihuiLedgerTail;

typedef struct
{
  GPtrArray  *units;       /* (element-type ZhihuiUnit): ZhihuiAssignment.unit indexes it */
  GPtrArray  *peers;       /* (element-type ZhihuiPeer) */
  GPtrArray  *regions;     /* (element-type ZhihuiRegion) */
  GPtrArray  *types;       /* (element-type ZhihuiNamed) consult, complaint, suggestion, … */
  GPtrArray  *channels;    /* (element-type ZhihuiNamed) */
  GPtrArray  *topics;      /* (element-type ZhihuiNamed) */
  GPtrArray  *items;       /* (element-type ZhihuiNamed): the catalogue of services */
  GPtrArray  *modes;       /* (element-type ZhihuiNamed): ways in which a service is done */
  GPtrArray  *words;       /* (element-type utf8): hot words */
  GArray     *cases;       /* (element-type ZhihuiCaseRow) */
  GArray     *assignments; /* (element-type ZhihuiAssignment): case_index indexes cases */
  GArray     *rounds;      /* (element-type ZhihuiRound): one for each assignment */
  GArray     *clocks;      /* (element-type ZhihuiClocks): one for each type */
  GArray     *ratings;     /* (element-type ZhihuiRating) */
  GHashTable *co_parts;    /* by index of the case: index of its latest co-unit's part */
  GArray     *mentions;    /* (element-type ZhihuiMention): in the order in which they were read */
  GHashTable *persons;     /* (element-type guint64 guint): person → index + 1 of the last case */
  ZhihuiClockRules *clock_rules;  /* types and channels by index */
  GByteArray       *unit_on_duty; /* by unit: its minutes are minutes on duty; may be shorter */
  GHashTable       *case_clocks;  /* case index → ZhihuiCaseClock, owned */
  guint64           revision;     /* grows with every change */
  guint            first_changed; /* lowest index of an assignment that changed; readers raise it */
  gint64           as_of;         /* newest moment that the data speaks of */
  gint64           first_at;      /* when the first work was dispatched; where it is partial */
  gint64           last_case, last_assignment; /* highest ids in the store when it was loaded */
  ZhihuiLedgerTail case_tail, assignment_tail;
  gboolean         is_partial; /* only the cases at work and those of the last days are here */
} ZhihuiLedger;

ZhihuiLedger *zhihui_ledger_new (void);
void          zhihui_ledger_free (ZhihuiLedger *self);
void          zhihui_ledger_swap (ZhihuiLedger *self, ZhihuiLedger *other);

void   zhihui_ledger_begin_tail (ZhihuiLedger *self);
void   zhihui_ledger_end_tail (ZhihuiLedger *self);
gint64 zhihui_ledger_get_next_case_id (ZhihuiLedger *self);
gint64 zhihui_ledger_get_next_assignment_id (ZhihuiLedger *self);
guint  zhihui_ledger_find_case (ZhihuiLedger *self, gint64 id);
guint  zhihui_ledger_find_assignment (ZhihuiLedger *self, gint64 id);
guint  zhihui_ledger_get_co_part (ZhihuiLedger *self, guint case_index);
void   zhihui_ledger_add_co_part (ZhihuiLedger *self, guint case_index, guint index);
guint  zhihui_ledger_find_named (GPtrArray *named, const char *id);
guint  zhihui_ledger_find_unit (ZhihuiLedger *self, const char *id);
/* What follows from the rows themselves (zhihui-ledger-derive.c). */
typedef void (*ZhihuiTouchFunc) (guint assignment, gpointer user_data);

guint    zhihui_assignment_get_marks (const ZhihuiAssignment *row);
void     zhihui_assignment_set_marks (ZhihuiAssignment *row, guint marks);
char    *zhihui_ledger_dup_person (const char *complainant, const char *phone);
guint64  zhihui_ledger_get_person_key (const char *complainant, const char *phone);
gboolean zhihui_ledger_is_same_topic (ZhihuiLedger *self, guint16 a, guint16 b);
void     zhihui_ledger_chain_case (ZhihuiLedger *self, guint case_index);
void     zhihui_ledger_derive (ZhihuiLedger *self, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone);
void     zhihui_ledger_derive_assignment (ZhihuiLedger       *self,
                                          guint               index,
                                          ZhihuiWorkCalendar *calendar,
                                          ZhihuiZone         *zone);
void     zhihui_ledger_derive_repeats (ZhihuiLedger   *self,
                                       guint           case_index,
                                       ZhihuiTouchFunc touch,
                                       gpointer        user_data);

const char *zhihui_case_state_get_id (ZhihuiCaseState state);
void        zhihui_named_free (ZhihuiNamed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLedger, zhihui_ledger_free)

G_END_DECLS
