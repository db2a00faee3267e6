/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Says before a meeting begins that it does, whichever page is seen: once each, again when it was
 * moved. */
typedef struct _ZhihuiDeskReminder ZhihuiDeskReminder;

ZhihuiDeskReminder *zhihui_desk_reminder_new (void);
void                zhihui_desk_reminder_free (ZhihuiDeskReminder *self);
void                zhihui_desk_reminder_set_silent (ZhihuiDeskReminder *self, gboolean is_silent);
void                zhihui_desk_reminder_pass (ZhihuiDeskReminder *self,
                                               GtkWindow          *window,
                                               ZhihuiSituation    *situation,
                                               gint64              now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDeskReminder, zhihui_desk_reminder_free)

G_END_DECLS
