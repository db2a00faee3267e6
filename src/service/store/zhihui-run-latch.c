/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-run-latch.h"

void
zhihui_run_latch_init (ZhihuiRunLatch *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  self->is_running = FALSE;
}

void
zhihui_run_latch_clear (ZhihuiRunLatch *self)
{
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
}

/**
 * zhihui_run_latch_begin:
 *
 * Before the thread is started, by who starts it.
 */
void
zhihui_run_latch_begin (ZhihuiRunLatch *self)
{
  g_mutex_lock (&self->lock);
  self->is_running = TRUE;
  g_mutex_unlock (&self->lock);
}

/**
 * zhihui_run_latch_end:
 *
 * By the thread: it touches nothing any more that is not its own.
 */
void
zhihui_run_latch_end (ZhihuiRunLatch *self)
{
  g_mutex_lock (&self->lock);
  self->is_running = FALSE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
}

/**
 * zhihui_run_latch_wait:
 *
 * Returns at once where no thread was started.
 */
void
zhihui_run_latch_wait (ZhihuiRunLatch *self)
{
  g_mutex_lock (&self->lock);
  while (self->is_running)
    g_cond_wait (&self->ended, &self->lock);
  g_mutex_unlock (&self->lock);
}
