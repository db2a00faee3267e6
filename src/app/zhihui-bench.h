/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Says on stderr how fast a window is, when $ZHIHUI_BENCH is 1: "zhihui-bench first-frame", "poll",
 * "turn" and, at the end, "frame". */
typedef struct _ZhihuiBench ZhihuiBench;

ZhihuiBench *zhihui_bench_new (GtkWidget *widget);
void         zhihui_bench_free (ZhihuiBench *self);
void         zhihui_bench_mark (ZhihuiBench *self, const char *what);
void         zhihui_bench_settle (ZhihuiBench *self);
void
zhihui_bench_note_situation (ZhihuiBench *self, ZhihuiSituation *before, ZhihuiSituation *after);
void zhihui_bench_note_turn (ZhihuiBench *self, gint64 begun_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBench, zhihui_bench_free)

G_END_DECLS
