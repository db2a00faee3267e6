/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y;   /* Mercator */
  float  dx, dy; /* u from there */
} ZhihuiDot;

/* Dots that stand for cases, fewer for the whole than for a part that is looked at closely. */
typedef struct _ZhihuiDotField ZhihuiDotField;

ZhihuiDotField               *
zhihui_dot_field_new (const GArray *points, const ZhihuiExtent *extent, double unit);
void          zhihui_dot_field_free (ZhihuiDotField *self);
const GArray *zhihui_dot_field_get (const ZhihuiDotField *self, double zoom, guint *dot_cases);
double        zhihui_dot_field_get_radius (guint n_dots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDotField, zhihui_dot_field_free)

G_END_DECLS
