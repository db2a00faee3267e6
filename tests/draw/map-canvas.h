/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

/* What tests of the map paint on, and how they look at it. */

#define CANVAS_WIDTH 640
#define CANVAS_HEIGHT 480

typedef void (*CanvasPaintFunc) (const ZhihuiMapScene *scene,
                                 cairo_t              *cr,
                                 const ZhihuiViewport *viewport);

/* Looks in three classes, red, green, blue: (i * 5 + i / 3) % 3. */
ZhihuiRegionLook *canvas_make_looks (guint n);
void              canvas_init_manner (ZhihuiMapManner *manner, gboolean has_borders);
/* Two rows of @n squares of about @edge px in a view of their own. */
ZhihuiMapScene *canvas_make_squares (guint                   n,
                                     double                  edge,
                                     const ZhihuiMapManner  *manner,
                                     const ZhihuiRegionLook *looks,
                                     ZhihuiViewport         *view);

/* Pixels stay as they are painted: nothing is below. */
cairo_surface_t *
canvas_paint (const ZhihuiMapScene *scene, const ZhihuiViewport *view, CanvasPaintFunc func);
guint32 canvas_get_pixel (cairo_surface_t *surface, int x, int y);
int     canvas_get_channel (guint32 pixel, int channel);
/* The most that two pixels differ in one channel, 0…255. */
int canvas_get_distance (guint32 a, guint32 b);
int canvas_get_distance_to (guint32 pixel, const ZhihuiRgba *colour);
/* Pixels of the canvas that are not as they were before. */
int canvas_count_painted (const ZhihuiMapScene *scene, const ZhihuiViewport *view);

/* Cases anywhere in @extent, 1…@most in one place, some overdue. */
GArray *canvas_make_points (guint n, guint32 seed, guint32 most, const ZhihuiExtent *extent);
guint64 canvas_sum_cases (const GArray *points, guint64 *overdue);
/* Regions are invisible; layer 1 is of public places, layer 2 is not. */
ZhihuiMapScene *canvas_make_point_scene (ZhihuiMesh        *mesh,
                                         const GArray      *points,
                                         ZhihuiPointsManner manner,
                                         gboolean           wall);
