/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-preferences.h"

G_BEGIN_DECLS

/* What is seen where no source was chosen yet, or the chosen one cannot be opened. Emits "chosen"
 * as ZhihuiSourceForm does. */
#define ZHIHUI_TYPE_WELCOME_WINDOW (zhihui_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiWelcomeWindow, zhihui_welcome_window, ZHIHUI, WELCOME_WINDOW, AdwApplicationWindow)

GtkWidget *zhihui_welcome_window_new (AdwApplication *application, ZhihuiPreferences *preferences);
void
zhihui_welcome_window_show_fault (ZhihuiWelcomeWindow *self, const char *where, const char *fault);

G_END_DECLS
