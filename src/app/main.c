/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"
#include "zhihui-language.h"
#include "zhihui-transport.h"
#include "zhihui-wire.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
#include <stdio.h>

/* What was asked for may not have arrived: a full disk, say. */
static int
judge_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr ("zhihui: %s\n", _ ("what was to be said could not be written"));
  return status == ZHIHUI_EXIT_OK ? ZHIHUI_EXIT_FAILED : status;
}

int
main (int argc, char **argv)
{
  zhihui_wire_keep_digests ();
  g_set_prgname ("zhihui");
  /* Or fontconfig picks Japanese forms in every locale that is not Chinese. */
  g_setenv ("FC_LANG", "zh-cn", FALSE);
  zhihui_transport_restrict ();
  zhihui_language_bind ();
  gtk_disable_setlocale (); /* it would take the commas as well */

  return judge_output (zhihui_command_run (argc, argv));
}
