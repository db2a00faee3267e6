/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"

#include <glib/gi18n-lib.h>

int
zhihui_ctl_main (int argc, char **argv)
{
  g_printerr ("%s\n", _ ("zhihui ctl: not built yet: this version has no remote control"));
  return ZHIHUI_EXIT_FAILED;
}
