/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "config.h"

const char *
zhihui_wire_get_version (void)
{
  return VERSION;
}
