/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-aside.h"

#include <math.h>

/* Each a little smaller than the one before: so much room to move it has. */
static const double steps[] = { -0.08, -0.16, -0.26 };

/* In parts of the room. */
static const double shifts[] = { 0, -0.5, 0.5, -1, 1 };

/* More names need not all stand. */
#define MAX_NAMES 150

/**
 * zhihui_map_aside_seek:
 * @viewport: (inout): in which @labels were placed; of a map that edges of monitors cross
 * @labels: (transfer full) (element-type ZhihuiMapLabel)
 * @n_wanted: how many names there are
 * @place: places them in @viewport as it is then
 *
 * Where names have no room beside the edges the map is moved, and made a little smaller for that:
 * as large as it can be with the most names.
 *
 * Returns: (transfer full) (element-type ZhihuiMapLabel): @labels, or those in the @viewport that
 * was found
 */
GArray *
zhihui_map_aside_seek (ZhihuiViewport     *viewport,
                       GArray             *labels,
                       guint               n_wanted,
                       ZhihuiMapNamingFunc place,
                       gpointer            user_data)
{
  const ZhihuiViewport whole = *viewport;
  ZhihuiViewport       best = whole;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && n_wanted <= MAX_NAMES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (shifts) * G_N_ELEMENTS (shifts); j++)
      {
        double  spare = (1 - exp2 (steps[i])) / 2, world;
        GArray *others;

        if (labels->len >= n_wanted)
          break;
        *viewport = whole;
        viewport->zoom += steps[i];
        world = zhihui_viewport_get_world_px (viewport);
        viewport->y += shifts[j % G_N_ELEMENTS (shifts)] * spare * whole.height / world;
        viewport->x += shifts[j / G_N_ELEMENTS (shifts)] * spare * whole.width / world;
        others = place (user_data);
        if (others->len > labels->len)
          {
            best = *viewport;
            g_array_unref (labels);
            labels = others;
          }
        else
          g_array_unref (others);
      }
  *viewport = best;
  return labels;
}

/**
 * zhihui_map_aside_lead:
 * @names: of hexagons; what has no room in one stands beside the map from now on
 * @labels: (transfer full) (element-type ZhihuiMapLabel): as they were placed without
 * @place: places them
 *
 * Returns: (transfer full) (element-type ZhihuiMapLabel): @labels, or those beside, if they are
 * more
 */
GArray *
zhihui_map_aside_lead (ZhihuiMapNames     *names,
                       GArray             *labels,
                       ZhihuiMapNamingFunc place,
                       gpointer            user_data)
{
  GArray *others;

  names->leads_hexagons = TRUE;
  others = place (user_data);
  if (others->len > labels->len)
    {
      g_array_unref (labels);
      return others;
    }
  g_array_unref (others);
  return labels;
}
