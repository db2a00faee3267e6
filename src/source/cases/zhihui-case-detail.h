/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-case.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* So long the whole of a case is kept after somebody asked for it. */
#define ZHIHUI_CASE_WHOLE_US (3 * 60 * G_USEC_PER_SEC)

#define ZHIHUI_TYPE_CASE_DETAIL (zhihui_case_detail_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseDetail, zhihui_case_detail, ZHIHUI, CASE_DETAIL, GObject)

ZhihuiCaseDetail *zhihui_case_detail_new (ZhihuiSource *source);
void              zhihui_case_detail_set_id (ZhihuiCaseDetail *self, const char *id);
const char       *zhihui_case_detail_get_id (ZhihuiCaseDetail *self);
void              zhihui_case_detail_refresh (ZhihuiCaseDetail *self);
void zhihui_case_detail_pass (ZhihuiCaseDetail *self, gint64 now_us, gboolean is_fresh);
void zhihui_case_detail_unmask (ZhihuiCaseDetail *self, const char *reason);
void zhihui_case_detail_forget_whole (ZhihuiCaseDetail *self);

ZhihuiDeskCase *zhihui_case_detail_get_case (ZhihuiCaseDetail *self);
ZhihuiDeskCase *zhihui_case_detail_get_whole (ZhihuiCaseDetail *self);
gint64          zhihui_case_detail_get_whole_left_s (ZhihuiCaseDetail *self, gint64 now_us);
GPtrArray      *zhihui_case_detail_get_requests (ZhihuiCaseDetail *self);
const GError   *zhihui_case_detail_get_error (ZhihuiCaseDetail *self);
const GError   *zhihui_case_detail_get_whole_error (ZhihuiCaseDetail *self);

G_END_DECLS
