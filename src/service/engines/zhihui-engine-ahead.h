/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine-feed.h"

G_BEGIN_DECLS

/* An engine far away, for a caller that must not wait. While an answer is being made it only notes
 * the questions that it has no answer to; they are then asked by a thread of its own, after what
 * changed was sent, and the answer is made once more. At all other times, and when the far engine
 * cannot be had, another engine that is near counts. */
typedef struct _ZhihuiEngineAhead ZhihuiEngineAhead;

ZhihuiEngineAhead      *
zhihui_engine_ahead_new (ZhihuiEngine *far, ZhihuiEngineFeed *feed, ZhihuiEngine *near);
void zhihui_engine_ahead_free (ZhihuiEngineAhead *self);
/* What figures are counted with; owned by @self. */
ZhihuiEngine *zhihui_engine_ahead_get_engine (ZhihuiEngineAhead *self);

void     zhihui_engine_ahead_begin (ZhihuiEngineAhead *self);
gboolean zhihui_engine_ahead_end (ZhihuiEngineAhead *self); /* TRUE: what was made means nothing */
typedef void (*ZhihuiAheadFunc) (gpointer user_data);
void zhihui_engine_ahead_wait (ZhihuiEngineAhead *self, ZhihuiAheadFunc ready, gpointer user_data);
gboolean zhihui_engine_ahead_wait_no_more (ZhihuiEngineAhead *self, gpointer user_data);
gboolean zhihui_engine_ahead_is_counting (ZhihuiEngineAhead *self);
typedef gboolean (*ZhihuiAheadCheck) (gpointer user_data);
void zhihui_engine_ahead_set_check (ZhihuiEngineAhead *self,
                                    ZhihuiAheadCheck   is_current,
                                    gpointer           user_data);

/* The data or the moment changed: what was answered is of before. Sends what changed. */
void zhihui_engine_ahead_move_on (ZhihuiEngineAhead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiEngineAhead, zhihui_engine_ahead_free)

G_END_DECLS
