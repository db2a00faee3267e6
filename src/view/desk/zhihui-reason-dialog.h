/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Is told the reason, which is enough, when the user gave one and went on. */
typedef void (*ZhihuiReasonFunc) (const char *reason, gpointer user_data);

GtkWidget *zhihui_reason_dialog_new (GtkWindow       *parent,
                                     const char      *number,
                                     ZhihuiReasonFunc told,
                                     GObject         *who);

G_END_DECLS
