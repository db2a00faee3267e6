/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "zhihui-case-reader.h"
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

static gboolean
parse (Arguments *self, int *argc, char ***argv, GError **error)
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
  g_autoptr (GOptionContext) context = g_option_context_new (N_ ("-d FILE"));

  g_set_prgname ("zhihui-platform simulate");
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ ("Makes a database of a simulated place."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_UNKNOWN_OPTION,
                   _ ("%s is not understood here"),
                   (*argv)[1]);
      return FALSE;
    }
  if (self->database == NULL)
    {
      g_set_error_literal (
        error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("Name the file to make with -d FILE"));
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
  Arguments               arguments = { .seed = 1 };
  ZhihuiSimulationOptions options = { 0 };
  ZhihuiSimulationResult  result = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done;

  done = parse (&arguments, &argc, &argv, &error) && fill_options (&arguments, &options, &error) &&
         zhihui_simulation_run (arguments.database, &options, arguments.force, &result, &error) &&
         read_cases (arguments.database, &error);
  if (done)
    print_result (arguments.database, &result);
  else
    g_printerr ("zhihui-platform simulate: %s\n", error->message);

  g_free (arguments.scenario);
  g_free (arguments.until);
  g_free (arguments.from);
  g_free (arguments.database);
  if (done)
    return 0;
  return error->domain == G_OPTION_ERROR ? 2 : 1;
}
