/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-search-provider.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_APPLICATION (zhihui_desk_application_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiDeskApplication, zhihui_desk_application, ZHIHUI, DESK_APPLICATION, AdwApplication)

ZhihuiDeskApplication *zhihui_desk_application_new (GApplicationFlags     flags,
                                                    ZhihuiSearchProvider *provider);

G_END_DECLS
