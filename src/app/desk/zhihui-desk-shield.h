/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What lies over one window: the watermark, and the cover while the desk is locked. Emits
 * "uncover" when somebody asks for it. */
#define ZHIHUI_TYPE_DESK_SHIELD (zhihui_desk_shield_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskShield, zhihui_desk_shield, ZHIHUI, DESK_SHIELD, GtkWidget)

ZhihuiDeskShield *zhihui_desk_shield_put_over (GtkWindow *window);
ZhihuiDeskShield *zhihui_desk_shield_find (GtkWindow *window);
void              zhihui_desk_shield_set_watermark (ZhihuiDeskShield *self, const char *text);
void              zhihui_desk_shield_set_covered (ZhihuiDeskShield *self, gboolean is_covered);
gboolean          zhihui_desk_shield_is_covered (ZhihuiDeskShield *self);
void              zhihui_desk_shield_set_title (GtkWindow *window, const char *title);
void              zhihui_desk_shield_set_reason (ZhihuiDeskShield *self, const char *reason);

G_END_DECLS
