/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points pushed into the cells of a hexagonal grid, each into a cell of its own, so that who lay
 * beside each other lies beside each other. */

typedef struct
{
  double x, y;
} ZhihuiHexPoint;

/* Axial coordinates: the middle lies at x = sqrt 3 (q + r / 2), y = 1.5 r. */
typedef struct
{
  int q, r;
} ZhihuiHexPlace;

ZhihuiHexPlace *zhihui_hex_place_points (const ZhihuiHexPoint *points, guint n);

G_END_DECLS
