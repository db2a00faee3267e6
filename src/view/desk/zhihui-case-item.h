/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-case-names.h"
#include "zhihui-running-clock.h"

G_BEGIN_DECLS

/* A row of the table of cases: the case may become another state of the same one ("changed"). */
#define ZHIHUI_TYPE_CASE_ITEM (zhihui_case_item_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseItem, zhihui_case_item, ZHIHUI, CASE_ITEM, GObject)

ZhihuiCaseItem *zhihui_case_item_new (ZhihuiDeskCase *one);
ZhihuiDeskCase *zhihui_case_item_get_case (ZhihuiCaseItem *self);
gboolean        zhihui_case_item_set_case (ZhihuiCaseItem *self, ZhihuiDeskCase *one);

G_END_DECLS
