/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-voice.h"

G_DEFINE_INTERFACE (ZhihuiVoice, zhihui_voice, G_TYPE_OBJECT)

static void
zhihui_voice_default_init (ZhihuiVoiceInterface *iface)
{
  g_signal_new ("done", ZHIHUI_TYPE_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new (
    "changed", ZHIHUI_TYPE_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * zhihui_voice_utter:
 * @announcement: (transfer none) (nullable): what is to be heard; %NULL only finds out whether it
 *   could be
 *
 * Returns at once.
 */
void
zhihui_voice_utter (ZhihuiVoice *self, const ZhihuiAnnouncement *announcement)
{
  g_return_if_fail (ZHIHUI_IS_VOICE (self));

  ZHIHUI_VOICE_GET_IFACE (self)->utter (self, announcement);
}

/**
 * zhihui_voice_is_failing:
 *
 * Returns: whether nothing was heard the last time, and it was not yet tried again
 */
gboolean
zhihui_voice_is_failing (ZhihuiVoice *self)
{
  g_return_val_if_fail (ZHIHUI_IS_VOICE (self), TRUE);

  return ZHIHUI_VOICE_GET_IFACE (self)->is_failing (self);
}
