/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh-builder.h"
#include "zhihui-outline.h"

G_BEGIN_DECLS

/* Meshes for tests, written as text: a region a line, "CODE NAME: x y, x y, … | next ring". Numbers
 * are Mercator * 1000. */
GPtrArray  *mesh_sample_outlines (const char *text);
ZhihuiMesh *mesh_sample_build (const char *text);

/* A tiling of n * n regions whose borders wiggle with @n_corners corners a side. */
GPtrArray *mesh_sample_tiling (guint n, guint n_corners, double left, double top, double size);

/* Area of what mesh_append_ring gives, (Mercator * 2^32)²; holes count negative. */
double mesh_sample_area (const ZhihuiMesh *mesh, guint region, double zoom);

G_END_DECLS
