/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Why alerts are not heard at a wall, for the strip; the first that holds. */
typedef enum
{
  ZHIHUI_SILENCE_NONE,
  ZHIHUI_SILENCE_VOICELESS, /* there is nothing that could be heard */
  ZHIHUI_SILENCE_MUTED,     /* by the key, on this wall */
  ZHIHUI_SILENCE_QUIET,     /* the hours are quiet; red is heard, unless settled otherwise */
} ZhihuiSilence;
