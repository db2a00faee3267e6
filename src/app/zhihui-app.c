/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-app.h"

#include "config.h"

const char *
zhihui_app_get_version (void)
{
  return VERSION;
}
