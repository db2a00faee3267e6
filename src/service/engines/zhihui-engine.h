/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-tally.h"

G_BEGIN_DECLS

/* Counts boards outside the ledger: roll-ups in the store's own database, or a distributed engine.
 * Every call blocks, so callers keep to a worker thread, or know that the engine is quick. One
 * thread at a time. What it answers is what zhihui_tally_count() would answer over all rows
 * written, for every moment that is not before the newest event of them. */
typedef struct _ZhihuiEngine ZhihuiEngine;

/* All that boards need to know of one assignment. */
typedef struct
{
  gint64                  id;      /* in the store */
  const ZhihuiAssignment *row;     /* not owned; its unit is the index of the unit in the ledger */
  const ZhihuiRating     *ratings; /* not owned: those of this assignment, valid or not */
  gsize                   n_ratings;
} ZhihuiEngineRow;

typedef struct
{
  ZhihuiMetric metric;
  ZhihuiWindow window;
  gint64       as_of; /* cuts the window: e = min (to, as_of) */
  const guint32
    *units; /* not owned: the units asked for, each once, rising; NULL: 0 … n_units - 1 */
  const guint32 *groups; /* not owned: to which tally each of them is added, as the regions of a
                          * level; NULL: each to its own, in the order of units */
  gsize n_units;
} ZhihuiEngineQuestion;

/* What an engine does; an engine's own struct begins with ZhihuiEngine. */
typedef struct
{
  /* May be NULL: what is answered until the end is of one state of the data. */
  gboolean (*begin) (ZhihuiEngine *self, GError **error);
  void (*end) (ZhihuiEngine *self);
  void (*forget) (ZhihuiEngine *self); /* may be NULL */
  gboolean (*write) (ZhihuiEngine *self, const ZhihuiEngineRow *rows, gsize n_rows, GError **error);
  gboolean (*count) (ZhihuiEngine               *self,
                     const ZhihuiEngineQuestion *question,
                     ZhihuiTally                *tallies,
                     GError                    **error);
  void (*free) (ZhihuiEngine *self);
} ZhihuiEngineBackend;

struct _ZhihuiEngine
{
  const ZhihuiEngineBackend *backend;
  GCancellable              *cancellable; /* not owned, or NULL: ends what waits for the network */
  gboolean lacks_counts; /* zhihui_engine_ahead_begin (): what was answered since means nothing */
};

gboolean zhihui_engine_begin (ZhihuiEngine *self, GError **error);
void     zhihui_engine_end (ZhihuiEngine *self);
void     zhihui_engine_forget (ZhihuiEngine *self);
gboolean
zhihui_engine_write (ZhihuiEngine *self, const ZhihuiEngineRow *rows, gsize n_rows, GError **error);
gboolean zhihui_engine_count (ZhihuiEngine               *self,
                              const ZhihuiEngineQuestion *question,
                              ZhihuiTally                *tallies,
                              GError                    **error);
void     zhihui_engine_free (ZhihuiEngine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiEngine, zhihui_engine_free)

G_END_DECLS
