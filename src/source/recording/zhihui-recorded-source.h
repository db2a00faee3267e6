/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-hosted-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_RECORDED_SOURCE (zhihui_recorded_source_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiRecordedSource, zhihui_recorded_source, ZHIHUI, RECORDED_SOURCE, ZhihuiHostedSource)

ZhihuiRecordedSource *zhihui_recorded_source_new (const char *folder);

G_END_DECLS
