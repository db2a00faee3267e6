/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"
#include "zhihui-agenda-worker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *summary; /* N_() */
  int (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "wall", N_ ("shows the big screen"), zhihui_wall_main },
  { "desk", N_ ("opens the desk window; the same as no command"), zhihui_desk_main },
  { "report",
    N_ ("writes rankings and other reports: PDF, pictures, workbooks; checks them"),
    zhihui_report_main },
  { "shot", N_ ("paints a page of the wall into a file, without a display"), zhihui_shot_main },
  { "check", N_ ("reads every resource of a source and says what it found"), zhihui_check_main },
  { "record", N_ ("writes down what a source answers, to be shown again"), zhihui_record_main },
  { "map", N_ ("keeps the borders of regions: import, list, remove"), zhihui_map_main },
  { "ctl", N_ ("steers a running wall"), zhihui_ctl_main },
};

static void
print_help (void)
{
  g_print (_ ("Usage: zhihui [COMMAND] [OPTION...]\n\n"));
  g_print (_ ("Commands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("'zhihui COMMAND --help' tells the options of a command."));
}

static int
edit_distance (const char *a, const char *b)
{
  gsize           n = strlen (b);
  g_autofree int *row = g_new (int, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (int) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      int diagonal = row[0];

      row[0] = (int) i;
      for (gsize j = 1; j <= n; j++)
        {
          int substituted = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (substituted, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[n];
}

static int
refuse_command (const char *name)
{
  const Command *nearest = NULL;
  int            distance = 3;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      int one = edit_distance (name, commands[i].name);

      if (one < distance)
        {
          distance = one;
          nearest = &commands[i];
        }
    }

  g_printerr (_ ("zhihui: there is no command '%s'"), name);
  g_printerr ("\n");
  if (nearest != NULL)
    {
      g_printerr (_ ("Did you mean 'zhihui %s'?"), nearest->name);
      g_printerr ("\n");
    }
  else
    {
      g_printerr ("%s\n", _ ("'zhihui --help' lists the commands."));
    }

  return ZHIHUI_EXIT_USAGE;
}

/**
 * zhihui_command_run:
 *
 * Runs the command that @argv[1] names; without one, the desk.
 *
 * Returns: the exit status
 */
int
zhihui_command_run (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  if (name == NULL)
    return zhihui_desk_main (argc, argv);
  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_help ();
      return ZHIHUI_EXIT_OK;
    }
  if (g_str_equal (name, "--version"))
    {
      g_print ("zhihui %s\n", VERSION);
      return ZHIHUI_EXIT_OK;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  if (g_str_equal (name, ZHIHUI_AGENDA_WORKER_COMMAND))
    return zhihui_agenda_worker_main (argc - 1, argv + 1);
  if (name[0] == '-')
    return zhihui_desk_main (argc, argv);

  return refuse_command (name);
}
