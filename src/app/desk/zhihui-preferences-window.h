/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-preferences.h"

G_BEGIN_DECLS

/* What may be chosen at the desk. Emits "chosen" as ZhihuiSourceForm does; all else counts at
 * once. */
#define ZHIHUI_TYPE_PREFERENCES_WINDOW (zhihui_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPreferencesWindow,
                      zhihui_preferences_window,
                      ZHIHUI,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *zhihui_preferences_window_new (ZhihuiPreferences *preferences, const char *where);

G_END_DECLS
