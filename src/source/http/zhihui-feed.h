/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-reading.h"

G_BEGIN_DECLS

/* One resource, what is kept of it and when it is read again. */
typedef struct
{
  ZhihuiResource *resource;      /* owned */
  gpointer        figures;       /* owned, nullable */
  char           *etag;          /* owned, nullable: of @figures */
  GPtrArray      *unsaved;       /* (element-type GBytes), owned, nullable: pages not yet on disk */
  ZhihuiReceipt   receipt;       /* its detail is owned */
  GCancellable   *cancellable;   /* owned; NULL: no request is on its way */
  gint64          asked_us;      /* when the last request went out, 0 never */
  gint64          due_us;        /* when it is read again */
  gint64          not_before_us; /* by Retry-After, or since it was refused */
  gint64          wave_us;       /* when the wave it belongs to began */
  double          jitter;        /* of that wave, −0.1 … 0.1 */
  gboolean        is_answered;   /* or has failed: at least once since start */
  guint heard_period_s;          /* how often it is read while a stream tells its changes; 0 none */
  gint64
    touched_due_us;  /* the stream told that it changed: when it is read for that; 0 it did not */
  gint64   whole_us; /* when it was last read without asking whether it changed */
  guint    n_unchanged;  /* times in a row that it was said not to have changed */
  char    *body_tag;     /* owned, nullable: made here of @figures */
  gboolean is_tag_false; /* its ETag stayed when the figures changed */
  gboolean is_old;       /* its figures were not of now when they came */
  gboolean is_adopted;   /* its figures are of an earlier run: nobody knows whether they were */
} ZhihuiFeed;

ZhihuiFeed *zhihui_feed_new (ZhihuiResource *resource, guint period_s);
void        zhihui_feed_free (ZhihuiFeed *self);
void        zhihui_feed_cancel (ZhihuiFeed *self);
void     zhihui_feed_adopt (ZhihuiFeed *self, gpointer figures, const char *etag, gint64 holds_at);
void     zhihui_feed_inherit (ZhihuiFeed *self, ZhihuiFeed *other);
gboolean zhihui_feed_take (ZhihuiFeed *self, ZhihuiReading *reading, gint64 now_us);
void     zhihui_feed_fail (ZhihuiFeed *self, int status, const char *detail, gint64 now_us);
void     zhihui_feed_plan (ZhihuiFeed *self, gint64 due_us);
void     zhihui_feed_touch (ZhihuiFeed *self, gint64 due_us);

const char *zhihui_feed_choose_etag (ZhihuiFeed *self, gint64 now_us);

ZhihuiMeta *zhihui_feed_get_meta (ZhihuiFeed *self);
gint64      zhihui_feed_back_off_us (guint n_failures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiFeed, zhihui_feed_free)

G_END_DECLS
