/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-announcement.h"

G_BEGIN_DECLS

/* Something that can be heard. Every announcement ends with the signal "done", heard or not;
 * "changed" tells that the voice fails or no longer does. */
#define ZHIHUI_TYPE_VOICE (zhihui_voice_get_type ())
G_DECLARE_INTERFACE (ZhihuiVoice, zhihui_voice, ZHIHUI, VOICE, GObject)

struct _ZhihuiVoiceInterface
{
  GTypeInterface parent_iface;

  void (*utter) (ZhihuiVoice *self, const ZhihuiAnnouncement *announcement);
  gboolean (*is_failing) (ZhihuiVoice *self);
};

void     zhihui_voice_utter (ZhihuiVoice *self, const ZhihuiAnnouncement *announcement);
gboolean zhihui_voice_is_failing (ZhihuiVoice *self);

/* What was built in and the machine may have; NULL: not built. One utterance may take @limit_ms;
 * what failed is tried again after @retry_ms. */
ZhihuiVoice *zhihui_voice_new_sound (guint limit_ms, guint retry_ms);
ZhihuiVoice *zhihui_voice_new_speech (guint limit_ms, guint retry_ms);

G_END_DECLS
