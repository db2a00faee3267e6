/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-case-detail.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

const char *zhihui_desk_fault_describe (const GError *error);
const char *zhihui_desk_fault_describe_past (ZhihuiSituation *situation);
const char *zhihui_desk_fault_describe_cases (const GError *error);
const char *zhihui_desk_fault_describe_receipt (const ZhihuiReceipt *receipt);
char       *zhihui_desk_fault_describe_detail (ZhihuiCaseDetail *detail);

void
zhihui_desk_fault_show_cases (AdwStatusPage *page, const GError *error, ZhihuiSituation *situation);

G_END_DECLS
