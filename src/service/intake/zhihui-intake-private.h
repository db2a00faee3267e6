/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-intake.h"

G_BEGIN_DECLS

struct _ZhihuiIntake
{
  ZhihuiLifeCycle *life_cycle; /* not owned */
  ZhihuiLedger    *ledger;     /* not owned */
  ZhihuiStore     *store;      /* not owned */
  GHashTable      *units;      /* (element-type utf8 guint): index by code; keys are the ledger's */
  GHashTable      *regions;    /* the same of regions */
};

/* All return FALSE after they have refused. */
gboolean zhihui_intake_fill_event (ZhihuiIntake          *self,
                                   const ZhihuiWireEvent *told,
                                   ZhihuiEvent           *event,
                                   ZhihuiOutcome         *outcome);
gboolean zhihui_intake_fill_draft (ZhihuiIntake          *self,
                                   const ZhihuiWireEvent *told,
                                   ZhihuiDraft           *draft,
                                   ZhihuiOutcome         *outcome);
gboolean
zhihui_intake_find_unit (ZhihuiIntake *self, const char *code, guint *unit, ZhihuiOutcome *outcome);
/* Case by "c-17" or by the sender's own key; ZHIHUI_NO_INDEX. */
guint zhihui_intake_find_case (ZhihuiIntake *self, const char *source, const char *subject);
/* Where the ledger holds a part of the cases alone: whether it is one that rests in the store. */
gboolean zhihui_intake_is_at_rest (ZhihuiIntake *self, const char *source, const char *subject);
gboolean zhihui_intake_is_case_id (const char *subject, gint64 *id);
gboolean zhihui_intake_miss (ZhihuiOutcome *outcome, const char *member);
gboolean zhihui_intake_blame (ZhihuiOutcome *outcome, const char *member, const char *reason);

G_END_DECLS
