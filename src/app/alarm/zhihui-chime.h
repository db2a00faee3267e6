/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_CHIME_RATE 22050 /* samples a second */

GBytes *zhihui_chime_make (ZhihuiLevel level);
GBytes *zhihui_chime_make_silence (void);

G_END_DECLS
