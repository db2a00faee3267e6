/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* Row by row, by their ids. */
void assert_same_ledger (ZhihuiLedger *fresh, ZhihuiLedger *other);

G_END_DECLS
