/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-voice.h"

G_BEGIN_DECLS

/* What makes the noise. Its calls may block. */
typedef struct
{
  const char *name; /* for messages: what is not heard */
  /* In a worker, never two at a time; @announcement NULL: only open what is needed. */
  gboolean (*utter) (gpointer device, const ZhihuiAnnouncement *announcement, GError **error);
  void (*interrupt) (gpointer device); /* from the main loop while utter () blocks; nullable */
  void (*free) (gpointer device);      /* when nothing blocks any more */
  const char *late;                    /* nullable: why it may be that utter () does not return */
  guint       ms_per_letter;           /* that the words may take longer than the limit */
} ZhihuiVoiceDevice;

#define ZHIHUI_TYPE_WORKER_VOICE (zhihui_worker_voice_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWorkerVoice, zhihui_worker_voice, ZHIHUI, WORKER_VOICE, GObject)

ZhihuiVoice *zhihui_worker_voice_new (const ZhihuiVoiceDevice *kind,
                                      gpointer                 device,
                                      guint                    limit_ms,
                                      guint                    retry_ms);

G_END_DECLS
