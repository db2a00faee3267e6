/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-resource.h"

G_BEGIN_DECLS

#define ZHIHUI_STATUS_TOO_MANY_REQUESTS 429 /* RFC 6585; libsoup has no name for it */

/* What one request came to. */
typedef struct
{
  int                 status;        /* 0: nothing answered */
  GBytes             *body;          /* owned; of 200, else NULL */
  char               *etag;          /* owned or NULL */
  SoupMessageHeaders *headers;       /* owned or NULL: of the answer */
  gint64              date;          /* of the Date header; ZHIHUI_NO_INSTANT not given */
  gint64              arrived_us;    /* monotonic, when the head came; 0 never */
  gint64              retry_after_s; /* -1 not given */
  gint64              age_s;         /* for which a cache on the way has kept it */
  GBytes             *problem;  /* owned or NULL: what it was refused with, where that is wanted */
  gboolean            was_sent; /* a telling left, whatever became of it */
  gboolean            unreachable; /* no connection came about: it is so for every resource there */
  char               *detail; /* owned or NULL: what went wrong, for a person, without secrets */
} ZhihuiAnswer;

ZhihuiAnswer *zhihui_answer_new (int status);
void          zhihui_answer_free (ZhihuiAnswer *self);
void          zhihui_answer_fail (ZhihuiAnswer *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

SoupMessage *zhihui_exchange_make_message (const ZhihuiRequest *request, const char *etag);
SoupSession *zhihui_exchange_new_session (gboolean is_loopback);

void          zhihui_exchange_async (SoupSession         *session,
                                     const ZhihuiRequest *request,
                                     const char          *etag,
                                     guint                deadline_ms,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
ZhihuiAnswer *zhihui_exchange_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAnswer, zhihui_answer_free)

G_END_DECLS
