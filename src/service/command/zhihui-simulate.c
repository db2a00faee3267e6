/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "zhihui-case-reader.h"
#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-database.h"
#include "zhihui-error.h"
#include "zhihui-simulation.h"
#include "zhihui-zone.h"

typedef struct
{
  char    *scenario, *until, *from, *database; /* owned */
  gint64   seed;
  gint     n_units, n_cases;
  gboolean exact, force;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->scenario);
  g_free (self->until);
  g_free (self->from);
  g_free (self->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
parse (Arguments *self, int argc, char **argv, int *status)
{
  const GOptionEntry entries[] = {
    { "scenario",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->scenario,
      N_ ("What to simulate"),
      N_ ("NAME") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, N_ ("The same seed, the same figures"), "N" },
    { "exact", 0, 0, G_OPTION_ARG_NONE, &self->exact, N_ ("Fix the counts for tests"), NULL },
    { "until",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->until,
      N_ ("Last moment; default: now"),
      N_ ("TIME") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from, N_ ("First day, as 2020-01-01"), N_ ("DAY") },
    { "units", 0, 0, G_OPTION_ARG_INT, &self->n_units, N_ ("Make this many units"), "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &self->n_cases, N_ ("Cases in the history"), "N" },
    { "database",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &self->database,
      N_ ("File to make"),
      N_ ("FILE") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &self->force, N_ ("Replace the file"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d FILE"),
        _ ("Makes a database of a simulated place. Exits 0 on success, 1 when it cannot be made, 2 "
           "when the command line is wrong."),
        status))
    return FALSE;
  if (argc > 1)
    {
      g_autofree char *said = g_strdup_printf (_ ("%s is not understood here"), argv[1]);

      *status = zhihui_command_line_complain (2, said);
      return FALSE;
    }
  if (self->database == NULL)
    {
      *status = zhihui_command_line_complain (2, _ ("Name the file to make with -d FILE"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_day (const char *text, gint32 *day)
{
  int year, month, mday;
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  if (g_strv_length (parts) != 3)
    return FALSE;

  year = atoi (parts[0]);
  month = atoi (parts[1]);
  mday = atoi (parts[2]);
  if (!g_date_valid_dmy ((GDateDay) mday, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  *day = zhihui_day_from_ymd (year, month, mday);
  return TRUE;
}

static gboolean
fill_options (const Arguments *self, ZhihuiSimulationOptions *options, GError **error)
{
  if (self->n_units < 0 || self->n_cases < 0 || self->n_cases > 20000000)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("So many units or cases cannot be made"));
      return FALSE;
    }

  options->scenario = self->scenario != NULL ? self->scenario : "zichuan";
  options->seed = (guint64) self->seed;
  options->exact = self->exact;
  options->n_units = (guint) self->n_units;
  options->n_cases = (guint) self->n_cases;
  options->is_fixed = self->until != NULL;
  options->until = g_get_real_time () / G_USEC_PER_SEC;
  if (self->until != NULL && !zhihui_instant_parse_rfc3339 (self->until, &options->until, error))
    {
      g_prefix_error (error, "--until: ");
      return FALSE;
    }
  if (self->from != NULL && !parse_day (self->from, &options->first_day))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("--from %s is not a day like 2020-01-01"),
                   self->from);
      return FALSE;
    }
  return TRUE;
}

static void
print_result (const char *database, const ZhihuiSimulationResult *result)
{
  g_autofree char *n_events = g_strdup_printf ("%" G_GUINT64_FORMAT, result->n_events);
  g_autofree char *name = zhihui_database_make_name (database);

  g_print (_ ("%s: %u cases, %u assignments, %u ratings, %s events\n"),
           name,
           result->n_cases,
           result->n_assignments,
           result->n_ratings,
           n_events);
}

/* So that the first to serve it has nothing to catch up with. */
static gboolean
read_cases (const char *database, GError **error)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (database, FALSE, error);

  return store != NULL && zhihui_case_reader_read_store (store, error);
}

static int
simulate (const Arguments *self)
{
  ZhihuiSimulationOptions options = { 0 };
  ZhihuiSimulationResult  result = { 0 };
  g_autoptr (GError) error = NULL;

  if (!fill_options (self, &options, &error) ||
      !zhihui_simulation_run (self->database, &options, self->force, &result, &error) ||
      !read_cases (self->database, &error))
    return zhihui_command_line_complain (1, error->message);

  print_result (self->database, &result);
  return 0;
}

/**
 * zhihui_simulate_main:
 *
 * The command "simulate".
 *
 * Returns: the exit status
 */
int
zhihui_simulate_main (int argc, char **argv)
{
  g_auto (Arguments) arguments = { .seed = 1 };
  int status;

  return parse (&arguments, argc, argv, &status) ? simulate (&arguments) : status;
}
