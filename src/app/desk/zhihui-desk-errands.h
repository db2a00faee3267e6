/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-errand.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_ERRAND_WAIT_US (10 * G_USEC_PER_SEC)

#define ZHIHUI_TYPE_DESK_ERRANDS (zhihui_desk_errands_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskErrands, zhihui_desk_errands, ZHIHUI, DESK_ERRANDS, GObject)

ZhihuiDeskErrands *zhihui_desk_errands_new (ZhihuiSource *source);
ZhihuiSource      *zhihui_desk_errands_get_source (ZhihuiDeskErrands *self);

void     zhihui_desk_errands_add (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand, gint64 now_us);
gboolean zhihui_desk_errands_undo (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand);
gboolean zhihui_desk_errands_try_again (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand);
void     zhihui_desk_errands_forget (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand);
void     zhihui_desk_errands_pass (ZhihuiDeskErrands *self, gint64 now_us);
void     zhihui_desk_errands_send_all (ZhihuiDeskErrands *self);

guint             zhihui_desk_errands_count (ZhihuiDeskErrands *self, ZhihuiErrandState state);
GPtrArray        *zhihui_desk_errands_get_all (ZhihuiDeskErrands *self);
gboolean          zhihui_desk_errands_is_idle (ZhihuiDeskErrands *self);
ZhihuiDeskErrand *zhihui_desk_errands_get_newest (ZhihuiDeskErrands *self, ZhihuiErrandState state);
ZhihuiDeskErrand *zhihui_desk_errands_find (ZhihuiDeskErrands *self, const char *subject);

G_END_DECLS
