/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-filter.h"
#include "zhihui-desk-case.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_CASE_READER_MAX_ROWS 10000

#define ZHIHUI_TYPE_CASE_READER (zhihui_case_reader_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseReader, zhihui_case_reader, ZHIHUI, CASE_READER, GObject)

ZhihuiCaseReader *zhihui_case_reader_new (ZhihuiSource *source);
void zhihui_case_reader_set_filter (ZhihuiCaseReader *self, const ZhihuiCaseFilter *filter);
const ZhihuiCaseFilter *zhihui_case_reader_get_filter (ZhihuiCaseReader *self);
void                    zhihui_case_reader_read_on (ZhihuiCaseReader *self);
void                    zhihui_case_reader_set_whole (ZhihuiCaseReader *self, gboolean is_whole);
void                    zhihui_case_reader_refresh (ZhihuiCaseReader *self);
void zhihui_case_reader_pass (ZhihuiCaseReader *self, gint64 now_us, gboolean is_fresh);
void zhihui_case_reader_rest (ZhihuiCaseReader *self);

GPtrArray    *zhihui_case_reader_get_items (ZhihuiCaseReader *self);
gboolean      zhihui_case_reader_has_more (ZhihuiCaseReader *self);
gboolean      zhihui_case_reader_is_reading (ZhihuiCaseReader *self);
gboolean      zhihui_case_reader_was_answered (ZhihuiCaseReader *self);
gint64        zhihui_case_reader_get_n_restricted (ZhihuiCaseReader *self);
gboolean      zhihui_case_reader_is_of_one_moment (ZhihuiCaseReader *self);
gint64        zhihui_case_reader_get_as_of (ZhihuiCaseReader *self);
const GError *zhihui_case_reader_get_error (ZhihuiCaseReader *self);

G_END_DECLS
