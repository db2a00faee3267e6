/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-random.h"
#include "zhihui-store.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* What a meeting of the simulation decides. */
typedef struct
{
  gint64      meeting; /* row in the store */
  guint       unit;    /* index: whose task it is */
  const char *text;
  gint64      made_at;
  gint32      due_day; /* until its end */
} ZhihuiPlayedDecision;

gboolean zhihui_played_decision_write (const ZhihuiPlayedDecision *self,
                                       ZhihuiStore                *store,
                                       ZhihuiZone                 *zone,
                                       guint64                     seed,
                                       GError                    **error);

G_END_DECLS
