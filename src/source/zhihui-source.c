/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-source.h"

#include "config.h"

const char *
zhihui_source_get_version (void)
{
  return VERSION;
}
