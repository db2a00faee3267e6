/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-view.h"

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
}
