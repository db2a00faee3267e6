/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk.h"

G_BEGIN_DECLS

/* What was found, and where it is shown. */
typedef struct
{
  const char *icon;         /* of the theme */
  char       *title, *note; /* owned, plain text; @note may be "" */
  const char *page;         /* its id */
  GVariant   *target;       /* owned: zhihui_desk_go() */
} ZhihuiDeskHit;

#define ZHIHUI_TYPE_DESK_SEEKER (zhihui_desk_seeker_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskSeeker, zhihui_desk_seeker, ZHIHUI, DESK_SEEKER, GObject)

ZhihuiDeskSeeker *zhihui_desk_seeker_new (ZhihuiDesk *desk);
GPtrArray *zhihui_desk_seeker_find (ZhihuiDeskSeeker *self, const char *text, const char *peer);
void       zhihui_desk_seeker_show (ZhihuiDeskSeeker *self, const ZhihuiDeskHit *hit);

G_END_DECLS
