/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "zhihui-case-reader.h"
#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-import.h"

#define MAX_SHOWN 50
#define STATUS_SOME_REFUSED 3

typedef struct
{
  char *database, *map, *errors; /* owned */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->map);
  g_free (options->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Where refused rows are told. */
typedef struct
{
  guint64 n_shown;
  FILE   *file; /* owned, or NULL */
} Refusals;

static void
row_refused_cb (guint64 line, const char *reason, gpointer user_data)
{
  Refusals        *refusals = user_data;
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  if (refusals->n_shown++ < MAX_SHOWN)
    g_printerr (_ ("line %s: %s\n"), number, reason);
  if (refusals->file != NULL)
    fprintf (refusals->file, "%s\t%s\n", number, reason);
}

static void
show_rest (const Refusals *refusals)
{
  guint64          n = refusals->n_shown - MIN (refusals->n_shown, MAX_SHOWN);
  g_autofree char *more = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  if (n > 0)
    g_printerr (_ ("... and %s more; --errors FILE lists all\n"), more);
}

static int
finish (const ZhihuiImportReport *report)
{
  g_print ("{\"rows\":%" G_GUINT64_FORMAT ",\"new\":%" G_GUINT64_FORMAT
           ",\"updated\":%" G_GUINT64_FORMAT ",\"refused\":%" G_GUINT64_FORMAT "}\n",
           report->n_rows,
           report->n_new,
           report->n_updated,
           report->n_refused);
  return report->n_refused > 0 ? STATUS_SOME_REFUSED : 0;
}

static int
import (ZhihuiStore *store, ZhihuiImportMap *map, const char *path, Refusals *refusals)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  ZhihuiImportReport report;
  g_autofree char   *message = NULL;
  gboolean           taken;

  taken = stream != NULL &&
          zhihui_import_run (
            store, map, G_INPUT_STREAM (stream), path, row_refused_cb, refusals, &report, &error);
  show_rest (refusals);
  if (taken && zhihui_case_reader_read_store (store, &error))
    return finish (&report);

  message = g_strdup_printf ("%s: %s", path, error->message);
  return zhihui_command_line_complain (1, message);
}

/* The one just made, in which nothing is. */
static void
remove_database (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (log);
  g_unlink (index);
  g_unlink (path);
}

static int
run (const Options *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiImportMap) map = zhihui_import_map_new_from_file (options->map, &error);
  g_autoptr (ZhihuiStore) store = NULL;
  Refusals    refusals = { 0 };
  const char *file = zhihui_database_get_path (options->database);
  gboolean    was_there = file == NULL || g_file_test (file, G_FILE_TEST_EXISTS);
  int         status;

  if (options->errors != NULL)
    {
      refusals.file = fopen (options->errors, "we");
      if (refusals.file == NULL)
        return zhihui_command_line_complain (1, _ ("the list of errors cannot be written"));
    }

  if (map != NULL)
    store = zhihui_store_open (options->database, TRUE, &error);
  if (store == NULL)
    {
      g_clear_pointer (&refusals.file, fclose);
      return zhihui_command_line_complain (1, error->message);
    }

  status = import (store, map, path, &refusals);
  g_clear_pointer (&store, zhihui_store_free);
  if (status == 1 && !was_there)
    remove_database (file);
  if (refusals.file != NULL && fclose (refusals.file) != 0)
    status = zhihui_command_line_complain (1, _ ("the list of errors cannot be written"));
  return status;
}

int
zhihui_import_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  int status;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database,
      N_ ("The database; made when it is not there"), N_ ("DB") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map,
      N_ ("What the columns mean"), N_ ("FILE.map") },
    { "errors", 0, 0, G_OPTION_ARG_FILENAME, &options.errors,
      N_ ("Where all refused rows are listed: line, tab, reason"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  const char *description =
    _ ("Takes the rows that can be taken, in one transaction; the same file again changes nothing. "
       "Exits 0 when all rows are in, 3 when some were refused and the rest is in, 1 when nothing "
       "is, 2 when the command line is wrong.");

  if (!zhihui_command_line_parse (
        &argc, &argv, entries, N_ ("--map FILE.map CASES.csv -d DB"), description, &status))
    return status;
  if (argc != 2)
    return zhihui_command_line_complain (2, _ ("one CSV file is needed"));
  if (options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (options.map == NULL)
    return zhihui_command_line_complain (2, _ ("what do the columns mean? Give a map with --map"));

  return run (&options, argv[1]);
}
