/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-rollup.h"

static gboolean
rebuild (ZhihuiStore *store, GError **error)
{
  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (zhihui_rollup_rebuild (store, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

int
zhihui_rollup_main (int argc, char **argv)
{
  g_autofree char *database = NULL;
  gboolean         to_rebuild = FALSE, to_check = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    { "rebuild", 0, 0, G_OPTION_ARG_NONE, &to_rebuild, N_ ("Make all sums anew"), NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &to_check, N_ ("Compare all sums with the rows"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB --rebuild|--check"),
        _ ("Makes the sums by unit, day and month that boards are counted from, or compares them "
           "with the rows. Nobody else can write meanwhile. Exits 0 when that is done and they "
           "agree, 1 when they do not or it cannot be done, 2 when the command line is wrong."),
        &status))
    return status;
  if (argc > 1 || database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (to_rebuild == to_check)
    return zhihui_command_line_complain (2, _ ("give either --rebuild or --check"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL ||
      !(to_rebuild ? rebuild (store, &error) : zhihui_rollup_check (store, &error)))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}
