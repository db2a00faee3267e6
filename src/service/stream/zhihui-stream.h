/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-change-journal.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* Those who listen to what changes (server-sent events). A change is written once for all who hear
 * the same; who does not read is let go. */
typedef struct _ZhihuiStream ZhihuiStream;

typedef struct
{
  const char *topics;        /* the ones to hear, with commas between, or NULL: all */
  const char *last_event_id; /* or NULL */
  gboolean    sees_desk;
} ZhihuiListenerOptions;

ZhihuiStream *
zhihui_stream_new (ZhihuiChangeJournal *journal, const char *source, ZhihuiZone *zone);

void     zhihui_stream_free (ZhihuiStream *self);
gboolean zhihui_stream_join (ZhihuiStream                *self,
                             SoupServerMessage           *message,
                             const ZhihuiListenerOptions *options);
void     zhihui_stream_tell (ZhihuiStream *self, const char *topics);
void     zhihui_stream_end (ZhihuiStream *self);
guint    zhihui_stream_get_n_listeners (ZhihuiStream *self);
guint64  zhihui_stream_get_n_written (ZhihuiStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiStream, zhihui_stream_free)

G_END_DECLS
