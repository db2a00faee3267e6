/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-outline.h"

/**
 * zhihui_outline_new:
 *
 * Returns: (transfer full): an outline without rings; who fills it sets code and name
 */
ZhihuiOutline *
zhihui_outline_new (void)
{
  ZhihuiOutline *self = g_new0 (ZhihuiOutline, 1);

  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
zhihui_outline_free (ZhihuiOutline *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->name);
  g_ptr_array_unref (self->rings);
  g_free (self);
}

/**
 * zhihui_outline_convert:
 * @self: an outline
 * @from: what its coordinates are counted in
 *
 * Makes them WGS 84. Corners that were equal in two outlines stay equal.
 */
void
zhihui_outline_convert (ZhihuiOutline *self, ZhihuiCrs from)
{
  if (from == ZHIHUI_CRS_WGS84)
    return;

  for (guint i = 0; i < self->rings->len; i++)
    {
      GArray *ring = self->rings->pdata[i];
      double *places = (double *) ring->data;

      for (guint j = 0; j + 1 < ring->len; j += 2)
        zhihui_crs_convert (from, ZHIHUI_CRS_WGS84, &places[j], &places[j + 1]);
    }
}
