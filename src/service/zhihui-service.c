/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-service.h"

#include "config.h"

const char *
zhihui_service_get_version (void)
{
  return VERSION;
}
