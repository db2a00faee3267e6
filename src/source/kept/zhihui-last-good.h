/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-catalogue.h"
#include "zhihui-wants.h"

G_BEGIN_DECLS

/* The last good answers on disk, one file a source and token. */
typedef struct _ZhihuiLastGood ZhihuiLastGood;

/* One resource as it was kept. */
typedef struct
{
  ZhihuiResource *resource; /* owned */
  gpointer        figures;  /* owned; NULL when only to be written */
  GPtrArray      *bodies;   /* (element-type GBytes), owned; NULL when the kept ones stand */
  char           *etag;     /* owned, nullable */
  gint64          as_of;    /* when they were known to hold, ZHIHUI_NO_INSTANT not known */
} ZhihuiKept;

/* What was read back. */
typedef struct
{
  GPtrArray *items;        /* (element-type ZhihuiKept), owned; /meta first when it is there */
  gint64     platform_now; /* the platform's clock when it was written, ZHIHUI_NO_INSTANT unknown */
  gint64     uptime_s;     /* of the machine then, its sleep counted */
  char      *boot;         /* owned, nullable: since which of its starts; NULL or "" unknown */
} ZhihuiKeptSet;

void zhihui_kept_free (ZhihuiKept *self);
void zhihui_kept_set_free (ZhihuiKeptSet *self);

ZhihuiLastGood *zhihui_last_good_new (const char *cache_dir, const char *key, const char *token);
ZhihuiLastGood *zhihui_last_good_ref (ZhihuiLastGood *self);
void            zhihui_last_good_unref (ZhihuiLastGood *self);
const char     *zhihui_last_good_get_path (ZhihuiLastGood *self);
const char     *zhihui_last_good_get_identity (ZhihuiLastGood *self);

void           zhihui_last_good_load_async (ZhihuiLastGood     *self,
                                            ZhihuiCatalogue    *catalogue,
                                            ZhihuiWantsCopy    *wants,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
ZhihuiKeptSet *zhihui_last_good_load_finish (GAsyncResult *result, GError **error);

gboolean zhihui_last_good_save (ZhihuiLastGood *self, ZhihuiKeptSet *set, GError **error);
void     zhihui_last_good_save_async (ZhihuiLastGood *self, ZhihuiKeptSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiKept, zhihui_kept_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiKeptSet, zhihui_kept_set_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLastGood, zhihui_last_good_unref)

G_END_DECLS
