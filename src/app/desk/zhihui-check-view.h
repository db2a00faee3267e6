/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-check-result.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* Tries a source where one stands, and shows what `zhihui check` would print. Emits "finished"
 * (gboolean: all of it could be read). */
#define ZHIHUI_TYPE_CHECK_VIEW (zhihui_check_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCheckView, zhihui_check_view, ZHIHUI, CHECK_VIEW, GtkBox)

void zhihui_check_view_run (ZhihuiCheckView *self, ZhihuiSourceOptions *options);
void zhihui_check_view_cancel (ZhihuiCheckView *self);
void zhihui_check_view_clear (ZhihuiCheckView *self);
void zhihui_check_view_show_fault (ZhihuiCheckView *self, const char *where, const char *fault);

gboolean zhihui_check_view_is_running (ZhihuiCheckView *self);
char    *zhihui_check_view_dup_diagnostics (ZhihuiCheckView *self);

G_END_DECLS
