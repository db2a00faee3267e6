/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_THEN_NOW (zhihui_then_now_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiThenNow, zhihui_then_now, ZHIHUI, THEN_NOW, AdwBin)

void zhihui_then_now_show (ZhihuiThenNow *self, ZhihuiSituation *then, ZhihuiSituation *now);

G_END_DECLS
