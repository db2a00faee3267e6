/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"
#include "zhihui-wire-event.h"

G_BEGIN_DECLS

/* What comes in from outside: who may tell it, whether it is sound, whether it was told before. */
typedef struct _ZhihuiIntake ZhihuiIntake;

/* Who tells it. */
typedef struct
{
  gboolean    is_admin;
  gboolean    may_report;   /* events of the centre, or of the unit alone */
  gboolean    may_instruct; /* remarks of leaders and supervisors */
  const char *unit;         /* code; "" the centre */
  const char *actor;        /* start of the token's hash */
} ZhihuiSender;

/* What became of an event. */
typedef struct
{
  int         status; /* 200, 201 of a case, or why it was refused */
  const char *code;   /* of a refusal, a literal */
  char       *detail; /* owned, in English */
  char       *member; /* owned: what is wrong, as "data.level", or NULL */
  const char *reason; /* a word for it, a literal */
  gint64      case_id, event_id;
  guint       state; /* ZhihuiCaseState after the event, or the present one */
} ZhihuiOutcome;

ZhihuiIntake *zhihui_intake_new (ZhihuiLifeCycle *life_cycle);
void          zhihui_intake_free (ZhihuiIntake *self);

/* The caller holds the transaction, writes the changed rows and commits before it tells anyone.
 * FALSE: the database failed; roll back, and load the ledger again. */
gboolean zhihui_intake_take (ZhihuiIntake          *self,
                             const ZhihuiSender    *sender,
                             const ZhihuiWireEvent *event,
                             gint64                 now,
                             ZhihuiOutcome         *outcome,
                             GError               **error);
void     zhihui_outcome_clear (ZhihuiOutcome *self);
void     zhihui_outcome_refuse (ZhihuiOutcome *self,
                                int            status,
                                const char    *code,
                                const char    *member,
                                const char    *reason,
                                const char    *detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiIntake, zhihui_intake_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiOutcome, zhihui_outcome_clear)

G_END_DECLS
