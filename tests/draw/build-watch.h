/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Counts in which threads hexagons are made: link with build-watch.c and
 * -Wl,--wrap=zhihui_hex_grid_build. */
void  build_watch_start (void); /* by the main thread */
guint build_watch_count_here (void);
guint build_watch_count_elsewhere (void);
