/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-snapshot.h"

G_BEGIN_DECLS

/* A month being frozen in a thread, from rows of its own and by a connection of its own. */
typedef struct _ZhihuiFreezeJob ZhihuiFreezeJob;

/* @error NULL: @result is what was done. From the main loop, once, unless the job is ended. */
typedef void (*ZhihuiFreezeDone) (ZhihuiFreeze result, const GError *error, gpointer user_data);

ZhihuiFreezeJob *zhihui_freeze_job_start (const char      *address,
                                          ZhihuiSnapshot  *snapshot,
                                          ZhihuiLedger    *ledger,
                                          ZhihuiZone      *zone,
                                          const char      *region,
                                          ZhihuiFreezeDone done,
                                          gpointer         user_data);
void             zhihui_freeze_job_end (ZhihuiFreezeJob *self);

G_END_DECLS
