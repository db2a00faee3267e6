/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_CASES_PAGE (zhihui_desk_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskCasesPage, zhihui_desk_cases_page, ZHIHUI, DESK_CASES_PAGE, AdwBin)

G_END_DECLS
