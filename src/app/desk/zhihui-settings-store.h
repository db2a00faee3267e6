/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZHIHUI_SETTINGS_ID "cn.zhihui.Zhihui"
#define ZHIHUI_SETTINGS_WINDOW_ID ZHIHUI_SETTINGS_ID ".Window"

GSettings *zhihui_settings_store_open (const char *id, GSettingsBackend *backend);

G_END_DECLS
