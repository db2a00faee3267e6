/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-store.h"
#include "zhihui-kept-form.h"

G_BEGIN_DECLS

/* How much is kept. Zero-initialised fields are the defaults. */
typedef struct
{
  gint64 keep_s;    /* platform seconds; default 400 days */
  gint64 max_bytes; /* of the file; default 2 GiB */
  guint  spacing_s; /* between two whole moments; default 600 */
} ZhihuiHistoryLimits;

typedef enum
{
  ZHIHUI_HISTORY_NOTHING_NEW,
  ZHIHUI_HISTORY_KEPT_WHOLE,  /* everything that was known */
  ZHIHUI_HISTORY_KEPT_CHANGE, /* what had changed: a board among it */
  ZHIHUI_HISTORY_CLOCK_BACK,  /* earlier than what is kept, and no other clock says so too */
} ZhihuiHistoryOutcome;

/* Appends to one file. Used by one thread at a time. */
typedef struct _ZhihuiHistoryWriter ZhihuiHistoryWriter;

ZhihuiHistoryLimits zhihui_history_limits_fill (const ZhihuiHistoryLimits *limits);

ZhihuiHistoryWriter *zhihui_history_writer_new (const char                *path,
                                                ZhihuiKeepFor              keep_for,
                                                const ZhihuiHistoryLimits *limits,
                                                ZhihuiHistoryMode          mode,
                                                GError                   **error);
void                 zhihui_history_writer_free (ZhihuiHistoryWriter *self);
ZhihuiHistoryStore  *zhihui_history_writer_get_store (ZhihuiHistoryWriter *self);
gboolean             zhihui_history_writer_append (ZhihuiHistoryWriter  *self,
                                                   ZhihuiSituation      *situation,
                                                   gint64                at,
                                                   gint64                now_us,
                                                   gint64                real_now,
                                                   ZhihuiHistoryOutcome *outcome,
                                                   GError              **error);
gboolean
zhihui_history_writer_purge (ZhihuiHistoryWriter *self, gboolean *has_more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistoryWriter, zhihui_history_writer_free)

G_END_DECLS
