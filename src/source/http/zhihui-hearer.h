/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Hears by one lasting request what changed at the platform (docs/wire.md, 3c). */
typedef struct _ZhihuiHearer ZhihuiHearer;

/* What was heard. */
typedef enum
{
  ZHIHUI_HEARD_LIFE,   /* somebody is there, and nothing changed */
  ZHIHUI_HEARD_CHANGE, /* of the topics that are named */
  ZHIHUI_HEARD_ALL,    /* what changed is not known: everything may have */
  ZHIHUI_HEARD_END,    /* nothing is heard any more; it comes again by itself */
} ZhihuiHeard;

typedef struct
{
  /* (transfer full) (nullable): the request; NULL: not now */
  SoupMessage *(*make_message) (gpointer user_data);
  /* @topics: (element-type utf8) (nullable): of CHANGE */
  void (*heard) (ZhihuiHeard what, const GPtrArray *topics, gpointer user_data);
  gint64 (*get_now) (gpointer user_data); /* monotonic microseconds */
} ZhihuiHearerFuncs;

ZhihuiHearer      *
zhihui_hearer_new (SoupSession *session, const ZhihuiHearerFuncs *funcs, gpointer user_data);
void zhihui_hearer_free (ZhihuiHearer *self);
void zhihui_hearer_start (ZhihuiHearer *self);
void zhihui_hearer_stop (ZhihuiHearer *self);
void zhihui_hearer_tick (ZhihuiHearer *self);
void zhihui_hearer_set_deadline (ZhihuiHearer *self, guint deadline_ms);
gboolean zhihui_hearer_is_live (ZhihuiHearer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHearer, zhihui_hearer_free)

G_END_DECLS
