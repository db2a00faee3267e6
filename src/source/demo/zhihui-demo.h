/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-hosted-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DEMO (zhihui_demo_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDemo, zhihui_demo, ZHIHUI, DEMO, ZhihuiHostedSource)

ZhihuiDemo *zhihui_demo_new (const char *scenario, const char *cache_dir, GError **error);
ZhihuiDemo *zhihui_demo_new_beside (ZhihuiDemo *other);
gboolean    zhihui_demo_is_installed (void);

G_END_DECLS
