/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parameters of a request, read strictly: each is asked for once by the route, and what nobody
 * asked for is an error as well. Faults are gathered, so that the client learns all of them. */
typedef struct _ZhihuiQuery ZhihuiQuery;

typedef struct
{
  char       *name;   /* owned */
  const char *reason; /* "unknown" "repeated" "not_a_number" "out_of_range" … */
} ZhihuiQueryFault;

ZhihuiQuery *zhihui_query_new (const char *text);
void         zhihui_query_free (ZhihuiQuery *self);

const char *zhihui_query_get_text (ZhihuiQuery *self, const char *name, gsize max_length);
gboolean    zhihui_query_get_number (
     ZhihuiQuery *self, const char *name, gint64 min, gint64 max, gint64 *number);
gboolean
zhihui_query_get_word (ZhihuiQuery *self, const char *name, const char *const *words, guint *index);
gboolean zhihui_query_get_instant (ZhihuiQuery *self, const char *name, gint64 *instant);

void             zhihui_query_add_fault (ZhihuiQuery *self, const char *name, const char *reason);
const GPtrArray *zhihui_query_finish (ZhihuiQuery *self);
char            *zhihui_query_describe (ZhihuiQuery *self, const char *const *except);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiQuery, zhihui_query_free)

G_END_DECLS
