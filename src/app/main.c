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
  /* GIO's own choice takes TLS 1.0 and 1.1 as well; it reads this once. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.0:-VERS-TLS1.1", TRUE);
  zhihui_language_bind ();

  return zhihui_command_run (argc, argv);
}
