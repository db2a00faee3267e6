/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-exchange.h"
#include "zhihui-resource.h"
#include "zhihui-secret.h"

G_BEGIN_DECLS

/* What reading one resource came to, all its pages. */
typedef struct
{
  ZhihuiResource *resource; /* owned */
  ZhihuiAnswer   *answer;   /* owned: the one that ended it; detail NULL when all is well */
  gboolean        is_same;  /* 304: what is kept still holds */
  gpointer        figures;  /* owned; NULL: none */
  GPtrArray      *bodies;   /* (element-type GBytes), owned: what is kept on disk of the pages */
  guint           n_pages;  /* that were read */
  char           *etag;     /* owned or NULL: of the first page */
  char           *body_tag; /* owned or NULL: made here of the first page */
} ZhihuiReading;

/* Where it is read. */
typedef struct
{
  SoupSession  *session;
  const char   *base;  /* "http://127.0.0.1:8460/api/v1" */
  ZhihuiSecret *token; /* nullable */
  const char   *etag;  /* nullable: of what is kept */
  guint         deadline_ms;
} ZhihuiReadingPlace;

void           zhihui_reading_free (ZhihuiReading *self);
void           zhihui_reading_async (const ZhihuiReadingPlace *place,
                                     ZhihuiResource           *resource,
                                     GCancellable             *cancellable,
                                     GAsyncReadyCallback       callback,
                                     gpointer                  user_data);
ZhihuiReading *zhihui_reading_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReading, zhihui_reading_free)

G_END_DECLS
