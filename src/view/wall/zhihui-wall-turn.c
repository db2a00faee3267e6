/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-turn.h"

#include "zhihui-wall-page.h"

/* In the order in which they are turned. */
static const char *const page_names[] = {
  "overview", "rankings", "map", "review", "trends", "deadlines",
};

G_STATIC_ASSERT (G_N_ELEMENTS (page_names) <= ZHIHUI_MAX_WALL_PAGES);

/**
 * zhihui_wall_turn_list:
 * @names: (out caller-allocates): room for %ZHIHUI_MAX_WALL_PAGES; static
 *
 * Returns: how many pages this version can lay out
 */
guint
zhihui_wall_turn_list (const char **names)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (page_names); i++)
    {
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new (page_names[i], 1920, 1080, 1.0, NULL);

      if (page != NULL)
        names[n++] = page_names[i];
    }

  return n;
}
