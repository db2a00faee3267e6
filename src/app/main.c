/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"
#include "zhihui-language.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_set_prgname ("zhihui");
  /* Or fontconfig picks Japanese forms in every locale that is not Chinese. */
  g_setenv ("FC_LANG", "zh-cn", FALSE);
  zhihui_language_bind ();

  return zhihui_command_run (argc, argv);
}
