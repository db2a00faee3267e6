/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads server-sent events (WHATWG HTML, 9.2) from bytes as they come. */
typedef struct _ZhihuiEventReader ZhihuiEventReader;

/* One event. Its strings are valid UTF-8 and belong to the reader. */
typedef struct
{
  const char *type; /* "message" when none was named */
  const char *data; /* lines are separated by "\n" */
  const char *id;   /* the last that was given; "" none yet */
  gboolean is_cut;  /* something of it was longer than may be: its data are not to be relied upon */
} ZhihuiServerEvent;

typedef void (*ZhihuiServerEventFunc) (const ZhihuiServerEvent *event, gpointer user_data);

#define ZHIHUI_EVENT_MAX_LINE (64 * 1024)
#define ZHIHUI_EVENT_MAX_DATA (256 * 1024)

ZhihuiEventReader *zhihui_event_reader_new (ZhihuiServerEventFunc func, gpointer user_data);
void               zhihui_event_reader_free (ZhihuiEventReader *self);
void        zhihui_event_reader_take (ZhihuiEventReader *self, const char *bytes, gsize length);
const char *zhihui_event_reader_get_id (ZhihuiEventReader *self);
gint64      zhihui_event_reader_get_retry_ms (ZhihuiEventReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiEventReader, zhihui_event_reader_free)

G_END_DECLS
