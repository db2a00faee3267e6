/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice-waiting.h"

/* Workers wake nobody when they let something go, so it is looked at every now and then. */
gboolean
voice_waiting_look_cb (gpointer user_data)
{
  guint *n = user_data;

  if (++*n > 10000)
    g_error ("nothing happened for 20 s");
  return G_SOURCE_CONTINUE;
}

void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

const ZhihuiAnnouncement red = { ZHIHUI_LEVEL_RED, 1, FALSE, 60, (char *) "红色预警" };
