/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A curve through all places of the world that stays in a square until it was everywhere in it:
 * each square of 2^n by 2^n of them is one stretch of it (Morton). */
guint64 zhihui_plane_curve_find (double x, double y);

G_END_DECLS
