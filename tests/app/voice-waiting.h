/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-announcement.h"

G_BEGIN_DECLS

gboolean voice_waiting_look_cb (gpointer user_data);
/* Adds one to the guint that is connected. */
void count_cb (gpointer user_data);

#define await(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint n_ = 0;                                                                                  \
    guint guard_ = g_timeout_add (2, voice_waiting_look_cb, &n_);                                  \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard_);                                                                      \
  }                                                                                                \
  G_STMT_END

/* What is uttered. */
extern const ZhihuiAnnouncement red;

G_END_DECLS
