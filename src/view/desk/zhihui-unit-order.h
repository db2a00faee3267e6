/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-unit-row.h"

G_BEGIN_DECLS

/* By what rows are sorted. The figures are in the order of the slots. */
typedef enum
{
  ZHIHUI_UNIT_KEY_FIGURE, /* ZHIHUI_UNIT_KEY_FIGURE + slot */
  ZHIHUI_UNIT_KEY_RANK = ZHIHUI_UNIT_KEY_FIGURE + ZHIHUI_N_SLOTS, /* of the board */
  ZHIHUI_UNIT_KEY_NAME,
  ZHIHUI_N_UNIT_KEYS,
} ZhihuiUnitKey;

typedef struct
{
  ZhihuiBoard   board; /* whose ranked units stand before those too few to rank */
  ZhihuiUnitKey key;
  gboolean      descending;
} ZhihuiUnitOrder;

ZhihuiUnitOrder zhihui_unit_order_worst_first (ZhihuiBoard board);
gboolean        zhihui_unit_order_is_ranked (ZhihuiUnitRow *row, ZhihuiBoard board);
int
zhihui_unit_order_compare (const ZhihuiUnitOrder *self, ZhihuiUnitRow *one, ZhihuiUnitRow *other);

G_END_DECLS
