/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a thread is at its work, for the one who must not go before it has ended. */
typedef struct
{
  GMutex   lock;
  GCond    ended;
  gboolean is_running; /* under the lock */
} ZhihuiRunLatch;

void zhihui_run_latch_init (ZhihuiRunLatch *self);
void zhihui_run_latch_clear (ZhihuiRunLatch *self);
void zhihui_run_latch_begin (ZhihuiRunLatch *self);
void zhihui_run_latch_end (ZhihuiRunLatch *self);
void zhihui_run_latch_wait (ZhihuiRunLatch *self);

G_END_DECLS
