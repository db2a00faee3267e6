/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report.h"

#include "config.h"

const char *
zhihui_report_get_version (void)
{
  return VERSION;
}
