/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-memory.h"

#include <malloc.h>

/* Between 2560×1440 and 3840×2160. */
#define MANY_PIXELS 6000000
#define LARGE_BYTES (1 << 20)

/**
 * zhihui_wall_memory_count_pixels:
 *
 * Returns: of a monitor that is filled, as it is painted
 */
gint64
zhihui_wall_memory_count_pixels (GdkMonitor *monitor)
{
  gint64       scale = gdk_monitor_get_scale_factor (monitor);
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  return area.width * scale * area.height * scale;
}

/**
 * zhihui_wall_memory_spare:
 * @n_pixels: that a wall fills
 *
 * Unless it is told the C library gives large pieces back only until the first of them is freed,
 * and keeps the rest in its heap: at 3840×2160 pictures leave gaps of 60 MB in it. On smaller
 * screens the gaps cost less than giving back would.
 */
void
zhihui_wall_memory_spare (gint64 n_pixels)
{
  if (n_pixels >= MANY_PIXELS)
    mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
}
