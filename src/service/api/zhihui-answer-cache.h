/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One finished answer of the API, ready to be sent: reference counted, for one thread. */
typedef struct
{
  int         n_refs;
  int         status;
  const char *type; /* media type, a literal */
  GBytes     *body;
  GBytes     *gzip; /* made when first wanted, or NULL */
  char       *etag; /* owned or NULL */
  char       *next; /* owned or NULL: address of the next page */
  guint       max_age_s;
  guint       n_rows;    /* for the log */
  gboolean    is_logged; /* is given once, kept nowhere */
} ZhihuiAnswer;

#define ZHIHUI_GZIP_MIN_BYTES 1024

ZhihuiAnswer *zhihui_answer_new (int status, const char *type, char *body);
ZhihuiAnswer *zhihui_answer_ref (ZhihuiAnswer *self);
void          zhihui_answer_unref (ZhihuiAnswer *self);
GBytes       *zhihui_answer_get_gzip (ZhihuiAnswer *self);

/* Answers of one moment by what was asked and by what the asker may see. */
typedef struct _ZhihuiAnswerCache ZhihuiAnswerCache;

ZhihuiAnswerCache *zhihui_answer_cache_new (void);
void               zhihui_answer_cache_free (ZhihuiAnswerCache *self);
ZhihuiAnswer *zhihui_answer_cache_find (ZhihuiAnswerCache *self, guint moment, const char *key);
void zhihui_answer_cache_keep (ZhihuiAnswerCache *self, const char *key, ZhihuiAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAnswer, zhihui_answer_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAnswerCache, zhihui_answer_cache_free)

G_END_DECLS
