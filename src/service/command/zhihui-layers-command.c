/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-layer.h"

#define INDICATORS_ENDING ".ini"

typedef struct
{
  char    *database;                           /* owned */
  char    *id, *label, *kind, *source, *as_of; /* owned */
  gboolean is_public;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->id);
  g_free (options->label);
  g_free (options->kind);
  g_free (options->source);
  g_free (options->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
import_indicators (ZhihuiStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  guint n;

  if (!zhihui_indicators_import (store, path, &n, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print (ngettext ("%u indicator\n", "%u indicators\n", n), n);
  return 0;
}

static int
import_layer (ZhihuiStore *store, const Options *options, const char *path)
{
  g_autoptr (ZhihuiLayer) layer = zhihui_layer_new ();
  g_autoptr (GError) error = NULL;

  layer->id = g_strdup (options->id);
  layer->label = g_strdup (options->label);
  layer->kind = g_strdup (options->kind);
  layer->source = g_strdup (options->source);
  layer->as_of = g_strdup (options->as_of);
  layer->is_public = options->is_public;
  if (!zhihui_layer_read_file (layer, path, &error) || !zhihui_layer_store (layer, store, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print (ngettext ("%s: %u point\n", "%s: %u points\n", layer->points->len),
           layer->id,
           layer->points->len);
  return 0;
}

static int
list_layers (ZhihuiStore *store)
{
  static const char sql[] = "SELECT l.id, l.label, COUNT(p.id), COALESCE (SUM(p.n), 0)"
                            " FROM layer l LEFT JOIN layer_point p ON p.layer = l.id"
                            " GROUP BY l.id, l.label, l.position ORDER BY l.position";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    g_print ("%-20s %8" G_GINT64_FORMAT " %10" G_GINT64_FORMAT "  %s\n",
             zhihui_statement_get_text (row, 0),
             zhihui_statement_get_integer (row, 2),
             zhihui_statement_get_integer (row, 3),
             zhihui_statement_get_text (row, 1));
  zhihui_statement_reset (row);
  return 0;
}

static int
run (const Options *options, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (options->database, FALSE, &error);

  if (store == NULL)
    return zhihui_command_line_complain (1, error->message);
  if (argc == 2)
    return list_layers (store);
  if (g_str_equal (argv[1], "remove"))
    return zhihui_layer_remove (store, argv[2], &error)
             ? 0
             : zhihui_command_line_complain (1, error->message);
  if (g_str_has_suffix (argv[2], INDICATORS_ENDING))
    return import_indicators (store, argv[2]);
  return import_layer (store, options, argv[2]);
}

/**
 * zhihui_layers_main:
 *
 * The command "layers".
 *
 * Returns: the exit status
 */
int
zhihui_layers_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  int                status;
  const GOptionEntry entries[] = {
    { "database",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &options.database,
      N_ ("The database"),
      N_ ("DB") },
    { "id", 0, 0, G_OPTION_ARG_STRING, &options.id, N_ ("Which layer it is"), N_ ("ID") },
    { "label", 0, 0, G_OPTION_ARG_STRING, &options.label, N_ ("What people read"), N_ ("TEXT") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_ ("What its points are"), N_ ("WORD") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("Who says so"), N_ ("TEXT") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of, N_ ("Of when it is"), N_ ("DAY") },
    { "public",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.is_public,
      N_ ("Everybody may know where its points are: walls show them"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  gboolean lists, changes;

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB list | import FILE | remove ID"),
        _ ("Layers of points (GeoJSON or CSV) and indicators (.ini) of other systems. Exits 0 when "
           "it is done, 1 when the file or the database cannot be used, 2 when the command line "
           "is wrong."),
        &status))
    return status;

  lists = argc == 2 && g_str_equal (argv[1], "list");
  changes = argc == 3 && (g_str_equal (argv[1], "import") || g_str_equal (argv[1], "remove"));
  if (options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (!lists && !changes)
    return zhihui_command_line_complain (2, _ ("say list, import FILE or remove ID"));
  return run (&options, argc, argv);
}
