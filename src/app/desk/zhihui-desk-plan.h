/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

char *zhihui_desk_plan_dup_hindrance (ZhihuiDesk *desk);
void  zhihui_desk_plan_review (ZhihuiDesk        *desk,
                               GtkWindow         *parent,
                               const char *const *cases,
                               const char        *unit,
                               const char        *about);
void  zhihui_desk_plan_review_noting (ZhihuiDesk        *desk,
                                      GtkWindow         *parent,
                                      const char *const *cases,
                                      const char        *unit,
                                      const char        *about,
                                      const char        *note);

G_END_DECLS
