/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What systemd is told of the service (sd_notify): ready, still alive, about to end. Nothing
 * happens where nobody listens. */
typedef struct _ZhihuiSupervisor ZhihuiSupervisor;

ZhihuiSupervisor *zhihui_supervisor_new (void);
void              zhihui_supervisor_free (ZhihuiSupervisor *self);
void              zhihui_supervisor_tell_ready (ZhihuiSupervisor *self, const char *url);
void              zhihui_supervisor_tell_stopping (ZhihuiSupervisor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSupervisor, zhihui_supervisor_free)

G_END_DECLS
