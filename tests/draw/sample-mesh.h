/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-outline.h"

/* Regions in rows and columns that share their sides exactly: squares (@n_side 1), or with sides of
 * @n_side pieces that wander, so that a region has 4 * @n_side corners. @size: degrees a region.
 * Codes are towns, @n_columns of them a county. */
GPtrArray  *sample_mesh_make_outlines (guint n_columns, guint n_regions, guint n_side, double size);
ZhihuiMesh *sample_mesh_make (guint n_columns, guint n_regions, guint n_side, double size);

/* Web Mercator written down once more, for expectations. */
double sample_mercator_x (double lon);
double sample_mercator_y (double lat);
