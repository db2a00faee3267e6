/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What time it is for the platform: the real time, or a time of its own that runs at its own speed.
 * One clock feeds windows, as_of and the Date header. */
typedef struct _ZhihuiPlatformClock ZhihuiPlatformClock;

ZhihuiPlatformClock *zhihui_platform_clock_new_real (void);
ZhihuiPlatformClock *
zhihui_platform_clock_new_of_kind (const char *kind, gint64 as_of, double speed);
ZhihuiPlatformClock *zhihui_platform_clock_new_from (gint64 start, double speed);
void                 zhihui_platform_clock_free (ZhihuiPlatformClock *self);

gint64   zhihui_platform_clock_get_now (ZhihuiPlatformClock *self);
gboolean zhihui_platform_clock_is_simulated (ZhihuiPlatformClock *self);
double   zhihui_platform_clock_get_speed (ZhihuiPlatformClock *self);
void     zhihui_platform_clock_set (ZhihuiPlatformClock *self, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlatformClock, zhihui_platform_clock_free)

G_END_DECLS
