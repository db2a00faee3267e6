/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fuzz-target.h"
#include "zhihui-wall-file.h"
#include "zhihui-wall-layout.h"

/* A file of a page: it is refused with its place, or it is laid out on any canvas or refused there,
 * and then every panel has a place of whole pixels. */

static const int sizes[][2] = {
  { 1920, 1080 }, { 1080, 1920 }, { 6656, 1792 }, { 64, 64 }, { 32767, 64 },
};
static const double units[] = { 0, 1, 0.01, 31 };

static void
check_places (ZhihuiWallFile *file, const int size[2], double unit)
{
  guint                   n_panels;
  const ZhihuiPagePanel  *panels = zhihui_wall_file_get_panels (file, &n_panels);
  const ZhihuiWallLayout *layout =
    zhihui_wall_layout_choose (zhihui_wall_file_get_layouts (file), size[0], size[1], &unit);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places =
    zhihui_wall_layout_place (layout, panels, n_panels, size[0], size[1], unit, NULL, &error);

  g_assert_true ((places == NULL) == (error != NULL));
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const ZhihuiPlace *place = &g_array_index (places, ZhihuiPlace, i);

      g_assert_true (isfinite (place->x) && isfinite (place->y));
      g_assert_true (isfinite (place->width) && isfinite (place->height));
      g_assert_nonnull (place->name);
      g_assert_cmpuint (place->panel, <, ZHIHUI_N_PANELS);
      g_assert_true (i == 0 || place->number > g_array_index (places, ZhihuiPlace, i - 1).number);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "page.wall", &error);

  if (file == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "page.wall:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (units); j++)
      check_places (file, sizes[i], units[j]);
  return 0;
}
