/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Beats just after each full second of the clock on the wall, so that a clock that is shown never
 * skips one. Plain value, part of its owner's struct; zero stands still. */
typedef struct
{
  guint id; /* timeout, 0 when none */
  void (*beat) (gpointer user_data);
  gpointer user_data;
} ZhihuiSecondBeat;

void zhihui_second_beat_start (ZhihuiSecondBeat *self, void (*beat) (gpointer), gpointer user_data);
void zhihui_second_beat_stop (ZhihuiSecondBeat *self);

G_END_DECLS
