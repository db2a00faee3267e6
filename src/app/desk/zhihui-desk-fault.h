/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

const char *zhihui_desk_fault_describe (const GError *error);
const char *zhihui_desk_fault_describe_cases (const GError *error);
const char *zhihui_desk_fault_describe_receipt (const ZhihuiReceipt *receipt);

G_END_DECLS
