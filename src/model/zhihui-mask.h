/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_MASK_WALL, /* nothing personal at all */
  ZHIHUI_MASK_DESK, /* recognisable to the one who knows */
} ZhihuiMaskLevel;

char *zhihui_mask_name (const char *name, ZhihuiMaskLevel level);
char *zhihui_mask_phone (const char *phone);
char *zhihui_mask_text (const char *text, ZhihuiMaskLevel level);
void  zhihui_mask_member (char **text, ZhihuiMaskLevel level);

G_END_DECLS
