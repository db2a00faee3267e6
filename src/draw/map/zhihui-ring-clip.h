/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "zhihui-area-cells.h"

G_BEGIN_DECLS

/* Cuts rings and lines off at a rectangle: coordinates of cairo end at some millions. */
typedef struct
{
  double   left, top, right, bottom;
  GArray  *spots, *cut; /* (element-type ZhihuiSpot), owned */
  gboolean is_inside;   /* all of them lie within */
} ZhihuiRingClip;

void
zhihui_ring_clip_init (ZhihuiRingClip *self, double left, double top, double right, double bottom);
void zhihui_ring_clip_clear (ZhihuiRingClip *self);
void zhihui_ring_clip_begin (ZhihuiRingClip *self);
void zhihui_ring_clip_add (ZhihuiRingClip *self, double x, double y);
void zhihui_ring_clip_trace_ring (ZhihuiRingClip *self, cairo_t *cr);
void zhihui_ring_clip_trace_line (ZhihuiRingClip *self, cairo_t *cr);

G_END_DECLS
