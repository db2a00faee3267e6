/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-renderer.h"

/**
 * zhihui_renderer_choose:
 * @devices: %ZHIHUI_RENDERER_DEVICES: where GPUs are
 *
 * Before GTK begins. Without a GPU the cairo renderer repaints what changed, the GL one all; and
 * GDK need not load a GL in software that nobody will use. What the environment says holds.
 */
void
zhihui_renderer_choose (const char *devices)
{
  g_autoptr (GDir) dir = g_dir_open (devices, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return;

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_str_equal (g_getenv ("GSK_RENDERER"), "cairo"))
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}
