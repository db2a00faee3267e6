/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-platform.h"

static void
say (const char *month, ZhihuiFreeze result)
{
  if (result == ZHIHUI_FREEZE_MADE)
    g_print (_ ("%s: frozen\n"), month);
  else if (result == ZHIHUI_FREEZE_CHANGED)
    g_print (_ ("%s: the data have changed, a new revision\n"), month);
  else
    g_print (_ ("%s: as it was frozen\n"), month);
}

static gboolean
freeze (ZhihuiStore *store, const char *month, GError **error)
{
  g_autoptr (ZhihuiPlatform) platform = zhihui_platform_new (store, -1, error);
  g_autoptr (GPtrArray) months = NULL;
  ZhihuiFreezer *freezer;
  ZhihuiFreeze   result;
  gint64         now;

  if (platform == NULL)
    return FALSE;

  /* The platform's clock, without letting a simulated place live on. */
  now = zhihui_platform_clock_get_now (zhihui_platform_get_clock (platform));
  zhihui_figures_set_moment (zhihui_platform_get_figures (platform), now);
  freezer = zhihui_platform_get_freezer (platform);
  months = zhihui_freezer_list_months (freezer, now);
  if (month != NULL)
    {
      g_ptr_array_set_size (months, 0);
      g_ptr_array_add (months, g_strdup (month));
    }

  for (guint i = 0; i < months->len; i++)
    {
      if (!zhihui_freezer_freeze (freezer, months->pdata[i], now, &result, error))
        return FALSE;
      say (months->pdata[i], result);
    }
  return TRUE;
}

int
zhihui_freeze_main (int argc, char **argv)
{
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB [PERIOD]"),
        _ ("Freezes the boards of a month that ended (as 2020-07), or of all that did. A running "
           "platform does so by itself. Exits 0 on success, 1 when it cannot be done, 2 when the "
           "command line is wrong."),
        &status))
    return status;

  if (argc > 2 || database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL || !freeze (store, argc > 1 ? argv[1] : NULL, &error))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}
