/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-watch.h"
#include "zhihui-engine-ahead.h"
#include "zhihui-figures.h"
#include "zhihui-freezer.h"
#include "zhihui-intake.h"
#include "zhihui-platform-clock.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* The platform as the API sees it: database, ledger, figures and clock, moved on by ticks. Between
 * two ticks nothing changes, so every answer of that time is of one moment. */
typedef struct _ZhihuiPlatform ZhihuiPlatform;

ZhihuiPlatform *zhihui_platform_new (ZhihuiStore *store, double speed, GError **error);
void            zhihui_platform_free (ZhihuiPlatform *self);

gboolean           zhihui_platform_ask_boards_of (ZhihuiPlatform *self,
                                                  const char     *database,
                                                  const char     *boards,
                                                  GError        **error);
ZhihuiEngineAhead *zhihui_platform_get_ahead (ZhihuiPlatform *self);
gboolean           zhihui_platform_is_counting (ZhihuiPlatform *self);
void               zhihui_platform_catch_up (ZhihuiPlatform *self);

gboolean zhihui_platform_tick (ZhihuiPlatform *self, GError **error);
guint    zhihui_platform_get_tick_s (ZhihuiPlatform *self);

ZhihuiStore         *zhihui_platform_get_store (ZhihuiPlatform *self);
ZhihuiLedger        *zhihui_platform_get_ledger (ZhihuiPlatform *self);
ZhihuiFigures       *zhihui_platform_get_figures (ZhihuiPlatform *self);
ZhihuiAlertWatch    *zhihui_platform_get_watch (ZhihuiPlatform *self);
ZhihuiPlatformClock *zhihui_platform_get_clock (ZhihuiPlatform *self);
ZhihuiZone          *zhihui_platform_get_zone (ZhihuiPlatform *self);
ZhihuiFreezer       *zhihui_platform_get_freezer (ZhihuiPlatform *self);
ZhihuiWorkCalendar  *zhihui_platform_get_calendar (ZhihuiPlatform *self);
const char          *zhihui_platform_get_region (ZhihuiPlatform *self);
const char          *zhihui_platform_get_language (ZhihuiPlatform *self);
const ZhihuiTargets *zhihui_platform_get_targets (ZhihuiPlatform *self);
/* Between these events may be taken in: all of them are on disk afterwards, or none happened. */
ZhihuiIntake *zhihui_platform_begin_intake (ZhihuiPlatform *self, GError **error);
gboolean      zhihui_platform_end_intake (ZhihuiPlatform *self, gboolean keep, GError **error);
void          zhihui_platform_cancel_intake (ZhihuiPlatform *self);
/* Grows whenever an answer may be different from before. */
guint       zhihui_platform_get_moment (ZhihuiPlatform *self);
void        zhihui_platform_touch (ZhihuiPlatform *self);
gboolean    zhihui_platform_is_simulated (ZhihuiPlatform *self);
ZhihuiMeta *zhihui_platform_make_meta (ZhihuiPlatform *self);
GBytes     *zhihui_platform_get_boundary (ZhihuiPlatform *self);
void        zhihui_platform_set_boundary (ZhihuiPlatform *self, GBytes *geojson);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlatform, zhihui_platform_free)

G_END_DECLS
