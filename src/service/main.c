/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-language.h"
#include "zhihui-service.h"
#include "zhihui-wire.h"

static const struct
{
  const char *name;
  int (*main) (int argc, char **argv);
  const char *summary;
} commands[] = {
  { "serve", zhihui_serve_main, N_ ("answer the API from a database") },
  { "simulate", zhihui_simulate_main, N_ ("make a database of a simulated place") },
  { "create", zhihui_create_main, N_ ("make a database without a case, to be told what happens") },
  { "import", zhihui_import_main, N_ ("load cases of another system from a CSV file") },
  { "freeze", zhihui_freeze_main, N_ ("freeze the boards of the months that ended") },
  { "layers", zhihui_layers_main, N_ ("points and indicators of other systems") },
  { "token", zhihui_token_main, N_ ("make or revoke a token for the API") },
  { "check", zhihui_check_main, N_ ("look whether a database is sound") },
  { "backup", zhihui_backup_main, N_ ("copy a database while it is served") },
  { "restore", zhihui_restore_main, N_ ("make a database from a copy") },
  { "rollup", zhihui_rollup_main, N_ ("make or check the sums that boards are counted from") },
  { "calendar", zhihui_calendar_main, N_ ("load the holidays of a year") },
  { "clocks", zhihui_clocks_main, N_ ("show or set how long the steps of a case may take") },
  { "audit", zhihui_audit_main, N_ ("show who did what must be answered for") },
  { "meetings", zhihui_meetings_main, N_ ("take over meetings of a calendar or a server") },
};

static void
show_help (void)
{
  g_print (_ ("Usage: %s COMMAND [OPTION...]\n\nThe reference platform of Zhihui. Commands:\n"),
           g_get_prgname ());
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _ (commands[i].summary));
  g_print (_ ("\n'%s COMMAND --help' tells the options of a command.\n"), g_get_prgname ());
}

static int
run (int argc, char **argv)
{

  if (argc < 2)
    {
      show_help ();
      return 2;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].main (argc - 1, argv + 1);

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("zhihui-platform %s\n", zhihui_service_get_version ());
      return 0;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      show_help ();
      return 0;
    }

  g_printerr (_ ("%s: there is no command '%s'; see %s --help\n"),
              g_get_prgname (),
              argv[1],
              g_get_prgname ());
  return 2;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) own = g_strdupv (argv);
  g_autofree char **list = g_memdup2 (own, sizeof (char *) * ((gsize) argc + 1));

  zhihui_wire_keep_digests ();
  zhihui_language_bind ();
  g_set_prgname ("zhihui-platform");
  zhihui_command_line_hide_passwords (argc, argv);
  return run (argc, list);
}
