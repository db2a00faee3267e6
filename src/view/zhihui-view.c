/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-view.h"

#include "zhihui-tooltip-width.h"
#include "zhihui-view-resources.h"

#include <adwaita.h>

/**
 * zhihui_view_init:
 *
 * Call once before the first widget. It names the templates, which the linker would
 * otherwise drop from the static library.
 */
void
zhihui_view_init (void)
{
  g_resources_register (zhihui_view_get_resource ());
  zhihui_tooltip_width_init ();
}

/**
 * zhihui_view_reads_webp:
 *
 * Returns: whether pictures of that kind can be shown: their loader is not always installed
 */
gboolean
zhihui_view_reads_webp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *i = formats; i != NULL; i = i->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (i->data);

      if (g_str_equal (name, "webp"))
        return TRUE;
    }
  return FALSE;
}
