/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-layout.h"

#include "config.h"
#include "zhihui-command.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-page.h"

#include <glib/gi18n-lib.h>

/* Walls there are: 16:9, two and four of them, upright, LED. */
static const int sizes[][2] = {
  { 1920, 1080 }, { 3840, 2160 }, { 7680, 4320 }, { 3840, 1080 },
  { 7680, 2160 }, { 1080, 1920 }, { 6656, 1792 },
};

static void
print_page (ZhihuiWallFile *file)
{
  guint                  n_panels;
  const ZhihuiPagePanel *panels = zhihui_wall_file_get_panels (file, &n_panels);

  g_print (ngettext ("%1$s: \"%2$s\", %3$u panel\n", "%1$s: \"%2$s\", %3$u panels\n", n_panels),
           zhihui_wall_file_get_name (file),
           zhihui_wall_file_get_title (file),
           n_panels);
  for (guint i = 0; i < n_panels; i++)
    g_print ("  %-12s %s\n", panels[i].name, zhihui_panel_get_title (panels[i].panel));
}

/* Where the panels stand on one wall; those that have no place are left out. */
static void
print_places (ZhihuiWallFile *file, const int size[2])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new_of (file, size[0], size[1], 0, &error);
  guint              n;
  const ZhihuiPlace *places;

  if (page == NULL)
    {
      g_print ("%dx%d: %s\n", size[0], size[1], error->message);
      return;
    }
  places = zhihui_wall_page_get_places (page, &n);
  g_print (
    "%dx%d, u %.2f:", size[0], size[1], zhihui_theme_get_unit (zhihui_wall_page_get_theme (page)));
  for (guint i = 0; i < n; i++)
    g_print (" %s %.0fx%.0f+%.0f+%.0f",
             places[i].name,
             places[i].width,
             places[i].height,
             places[i].x,
             places[i].y);
  g_print ("\n");
}

/**
 * zhihui_check_layout:
 * @path: of a file of a page
 *
 * Says whether the page is right, what is on it, and where that stands on walls of many sizes. Asks
 * no source.
 *
 * Returns: the exit status; failed when the file is wrong
 */
int
zhihui_check_layout (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_load (path, &error);

  if (file == NULL)
    {
      g_printerr ("zhihui check: %s\n", error->message);
      return ZHIHUI_EXIT_FAILED;
    }

  print_page (file);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    print_places (file, sizes[i]);
  return ZHIHUI_EXIT_OK;
}
