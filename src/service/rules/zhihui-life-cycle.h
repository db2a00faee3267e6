/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-event.h"

G_BEGIN_DECLS

/* A case that comes in. Indices are the ledger's; G_MAXUINT16 where unknown. Texts not owned. */
typedef struct
{
  const char *source, *source_key, *no;
  guint16     type, channel, region, topic, word;
  guint16     item, mode; /* index + 1, 0 unknown */
  gboolean    is_anonymous;
  const char *repeat_of; /* number of the earlier case, or NULL */
  const char *title, *complainant, *phone, *address;
  const char *input_mode; /* "text", "voice", or NULL */
  double      lon, lat;   /* NAN unknown */
} ZhihuiDraft;

/* Applies events to the ledger and to the store, and refuses what cannot follow. */
typedef struct _ZhihuiLifeCycle ZhihuiLifeCycle;

ZhihuiLifeCycle    *zhihui_life_cycle_new (ZhihuiStore        *store,
                                           ZhihuiLedger       *ledger,
                                           ZhihuiWorkCalendar *calendar,
                                           ZhihuiZone         *zone);
void                zhihui_life_cycle_free (ZhihuiLifeCycle *self);
ZhihuiLedger       *zhihui_life_cycle_get_ledger (ZhihuiLifeCycle *self);
ZhihuiStore        *zhihui_life_cycle_get_store (ZhihuiLifeCycle *self);
ZhihuiWorkCalendar *zhihui_life_cycle_get_calendar (ZhihuiLifeCycle *self);
ZhihuiZone         *zhihui_life_cycle_get_zone (ZhihuiLifeCycle *self);

gboolean zhihui_life_cycle_submit (
  ZhihuiLifeCycle *self, const ZhihuiDraft *draft, gint64 at, guint *case_index, GError **error);
gboolean zhihui_life_cycle_apply (ZhihuiLifeCycle *self, const ZhihuiEvent *event, GError **error);
gboolean zhihui_life_cycle_flush (ZhihuiLifeCycle *self, GError **error);
gint64   zhihui_life_cycle_get_last_event (ZhihuiLifeCycle *self);
guint    zhihui_life_cycle_get_unit_at (ZhihuiLifeCycle *self, guint case_index, gint64 at);
/* Why the last event was refused: a literal in English, NULL: the state of the case says it. */
const char *zhihui_life_cycle_get_refusal (ZhihuiLifeCycle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLifeCycle, zhihui_life_cycle_free)

G_END_DECLS
