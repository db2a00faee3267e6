/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-plane-curve.h"

/* Bits of @value with a gap after each. */
static guint64
spread_bits (guint64 value)
{
  value = (value | value << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  value = (value | value << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  value = (value | value << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  value = (value | value << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (value | value << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

/**
 * zhihui_plane_curve_find:
 * @x: Mercator, 0…1
 * @y: likewise
 *
 * Returns: where on the curve that place is; the first 2n bits tell the square of 2^n each way
 */
guint64
zhihui_plane_curve_find (double x, double y)
{
  guint64 column = (guint64) (CLAMP (x, 0, 1) * G_MAXUINT32);
  guint64 row = (guint64) (CLAMP (y, 0, 1) * G_MAXUINT32);

  return spread_bits (column) | spread_bits (row) << 1;
}
