/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-rules-change.h"

static int
list (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = zhihui_rules_change_list (store, &error);

  if (text == NULL)
    return zhihui_command_line_complain (1, error->message);
  g_print ("%s", text);
  return 0;
}

static int
set (ZhihuiStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char  *text = NULL;
  g_autofree char  *name = g_file_get_basename (file);
  ZhihuiClockReport report;

  if (!g_file_load_contents (file, NULL, &text, NULL, NULL, &error) ||
      !zhihui_rules_change_run (
        store, text, name, zhihui_clock_change_get_now (store), &report, &error))
    {
      g_autofree char *message = g_strdup_printf ("%s: %s", path, error->message);

      return zhihui_command_line_complain (1, message);
    }

  g_print (
    "{\"open\":%u,\"adjusted\":%u,\"kept\":%u}\n", report.n_open, report.n_adjusted, report.n_kept);
  return 0;
}

int
zhihui_clocks_main (int argc, char **argv)
{
  g_autofree char *database = NULL;
  g_autofree char *path = NULL;
  gboolean         lists = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &lists, N_ ("Show the rules as --set takes them"), NULL },
    { "set",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &path,
      N_ ("Put these rules in their place"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB --list|--set FILE"),
        _ ("Shows how long the steps of a case may take, or sets it and moves the deadlines that "
           "are open to where they are by it. Exits 0 when it is done, 1 when it was not, 2 when "
           "the command line is wrong."),
        &status))
    return status;
  if (argc > 1 || database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (lists == (path != NULL))
    return zhihui_command_line_complain (2, _ ("give either --list or --set FILE"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL)
    return zhihui_command_line_complain (1, error->message);
  return lists ? list (store) : set (store, path);
}
