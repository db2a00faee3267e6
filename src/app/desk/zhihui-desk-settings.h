/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What one window of the desk remembers. Each window has its own: it begins with what was kept
 * last, and what another window changes is not its business. */
#define ZHIHUI_TYPE_DESK_SETTINGS (zhihui_desk_settings_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskSettings, zhihui_desk_settings, ZHIHUI, DESK_SETTINGS, GObject)

ZhihuiDeskSettings *zhihui_desk_settings_new (GSettings *store);

/* A page remembers by name: "sort", "peer", "pane" …. */
gboolean zhihui_desk_settings_lookup (
  ZhihuiDeskSettings *self, const char *page, const char *key, const char *format, ...);
void zhihui_desk_settings_set (ZhihuiDeskSettings *self,
                               const char         *page,
                               const char         *key,
                               GVariant           *value);
void zhihui_desk_settings_bind (ZhihuiDeskSettings *self,
                                const char         *page,
                                const char         *key,
                                GObject            *object,
                                const char         *property);

const char *zhihui_desk_settings_get_page (ZhihuiDeskSettings *self);
void        zhihui_desk_settings_set_page (ZhihuiDeskSettings *self, const char *page);
void        zhihui_desk_settings_attach (ZhihuiDeskSettings *self, GtkWindow *window);

G_END_DECLS
