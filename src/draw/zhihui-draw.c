/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-draw.h"

#include "config.h"

const char *
zhihui_draw_get_version (void)
{
  return VERSION;
}
