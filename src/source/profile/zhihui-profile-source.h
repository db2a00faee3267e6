/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

ZhihuiSource *zhihui_profile_source_new (const char                *path,
                                         const ZhihuiTrustSettings *settings,
                                         const char                *cache_dir,
                                         GError                   **error);

G_END_DECLS
