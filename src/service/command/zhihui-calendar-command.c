/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "zhihui-calendar-change.h"
#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-holiday-file.h"
#include "zhihui-store-clock.h"

static int
load (ZhihuiStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  g_autoptr (GPtrArray) notices = NULL;
  g_autofree char  *name = g_file_get_basename (file);
  ZhihuiClockReport report;

  if (bytes != NULL)
    notices = zhihui_holiday_file_parse (bytes, &error);
  if (notices == NULL ||
      !zhihui_calendar_change_run (
        store, notices, name, zhihui_clock_change_get_now (store), &report, &error))
    {
      g_autofree char *message = g_strdup_printf ("%s: %s", path, error->message);

      return zhihui_command_line_complain (1, message);
    }

  g_print ("{\"years\":%u,\"open\":%u,\"adjusted\":%u,\"kept\":%u}\n",
           notices->len,
           report.n_open,
           report.n_adjusted,
           report.n_kept);
  return 0;
}

/* Years of the program and of the database; those of the database win. */
static int
list (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = zhihui_store_list_years (store, &error);
  g_autoptr (ZhihuiWorkCalendar) china = zhihui_work_calendar_new_china ();
  guint next = 0;

  if (years == NULL)
    return zhihui_command_line_complain (1, error->message);

  for (int year = ZHIHUI_FIRST_CALENDAR_YEAR; year <= ZHIHUI_LAST_CALENDAR_YEAR; year++)
    {
      const ZhihuiLoadedYear *loaded =
        next < years->len ? &g_array_index (years, ZhihuiLoadedYear, next) : NULL;

      if (loaded != NULL && loaded->year == year)
        {
          g_print (_ ("%d  %u days off, %u worked instead, from %s\n"),
                   year,
                   loaded->n_off,
                   loaded->n_worked,
                   loaded->source);
          next++;
        }
      else if (zhihui_work_calendar_knows_year (china, year))
        g_print (_ ("%d  part of the program\n"), year);
    }
  return 0;
}

int
zhihui_calendar_main (int argc, char **argv)
{
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  gboolean           loads;
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB load FILE | -d DB list"),
        _ ("Loads the notice of a year (lines of date,name,off|work, or JSON of holiday-cn) and "
           "moves the deadlines that are open to where they are by it, or lists the years that "
           "are known. Exits 0 when it is done, 1 when it was not, 2 when the command "
           "line is wrong."),
        &status))
    return status;

  loads = argc == 3 && g_str_equal (argv[1], "load");
  if (!loads && !(argc == 2 && g_str_equal (argv[1], "list")))
    return zhihui_command_line_complain (2, _ ("what is to be done? load FILE, or list"));
  if (database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL)
    return zhihui_command_line_complain (1, error->message);
  return loads ? load (store, argv[2]) : list (store);
}
