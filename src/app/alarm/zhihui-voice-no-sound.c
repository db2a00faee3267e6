/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-voice.h"

/* Built without sound. */
ZhihuiVoice *
zhihui_voice_new_sound (guint limit_ms, guint retry_ms)
{
  return NULL;
}
