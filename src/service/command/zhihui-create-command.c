/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-simulation.h"

typedef struct
{
  char    *database, *scenario, *place; /* owned */
  gboolean force;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->scenario);
  g_free (options->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/**
 * zhihui_create_main:
 *
 * The command "create": units, regions, types, channels and topics of a place, and no case.
 *
 * Returns: the exit status
 */
int
zhihui_create_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  ZhihuiSimulationOptions place = { .is_empty = TRUE };
  int                     status;
  const GOptionEntry      entries[] = {
         { "database",
           'd',
           0,
           G_OPTION_ARG_FILENAME,
           &options.database,
           N_ ("File to make"),
           N_ ("FILE") },
         { "scenario",
           0,
           0,
           G_OPTION_ARG_FILENAME,
           &options.scenario,
           N_ ("Whose units, regions and rules (default zichuan)"),
           N_ ("NAME") },
         { "place",
           0,
           0,
           G_OPTION_ARG_FILENAME,
           &options.place,
           N_ ("Folder with one's own place.ini, regions.csv and units.csv; the scenario gives the "
               "types of cases and topics, and channels where place.ini names none"),
           N_ ("FOLDER") },
         { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace the file"), NULL },
         G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB [--scenario NAME] [--place FOLDER]"),
        _ ("Makes a database with the units, regions, types and channels of a place and without a "
           "case. Its clock is the time of the day; what happens is told over the API. Exits 0 on "
           "success, 1 when the database cannot be made, 2 when the command line is wrong."),
        &status))
    return status;

  if (argc > 1 || options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));

  place.scenario = options.scenario != NULL ? options.scenario : "zichuan";
  place.own_place = options.place;
  if (!zhihui_simulation_run (options.database, &place, options.force, NULL, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print (_ ("%s: ready to be told what happens\n"), options.database);
  return 0;
}
