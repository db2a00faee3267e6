/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-check-scenario.h"
#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-format.h"
#include "zhihui-store.h"
#include "zhihui-wire-writer.h"

typedef struct
{
  const char *name; /* of JSON */
  const char *words;
  guint       n;
} Count;

static const char *
translate (const char *words)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "in a database", words);
}

static void
print_table (const Count *counts, guint n_counts)
{
  guint width = 0;

  for (guint i = 0; i < n_counts; i++)
    width = MAX (width, zhihui_format_measure (translate (counts[i].words)));
  for (guint i = 0; i < n_counts; i++)
    {
      const char *words = translate (counts[i].words);

      g_print (
        "%s%*s%u\n", words, (int) (width - zhihui_format_measure (words) + 2), "", counts[i].n);
    }
}

static void
show (ZhihuiLedger *ledger, gboolean json)
{
  const Count counts[] = {
    { "regions", NC_ ("in a database", "regions"), ledger->regions->len },
    { "units", NC_ ("in a database", "units"), ledger->units->len },
    { "cases", NC_ ("in a database", "cases"), ledger->cases->len },
    { "assignments", NC_ ("in a database", "assignments"), ledger->assignments->len },
    { "ratings", NC_ ("in a database", "ratings"), ledger->ratings->len },
    { "channels", NC_ ("in a database", "channels"), ledger->channels->len },
    { "topics", NC_ ("in a database", "topics"), ledger->topics->len },
    { "words", NC_ ("in a database", "hot words"), ledger->words->len },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text = NULL;
  ZhihuiWireWriter writer;

  if (!json)
    {
      print_table (counts, G_N_ELEMENTS (counts));
      return;
    }

  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_instant (&writer, "as_of", ledger->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    zhihui_wire_writer_integer (&writer, counts[i].name, counts[i].n);
  zhihui_wire_writer_close_object (&writer);
  text = zhihui_wire_writer_finish (&writer);
  g_print ("%s\n", text);
}

int
zhihui_check_main (int argc, char **argv)
{
  g_autofree char    *database = NULL;
  g_autofree char    *fault = NULL;
  g_autofree char    *scenario = NULL;
  ZhihuiCheckScenario asked = { .seed = 1 };
  gboolean            json = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    { "scenario",
      0,
      0,
      G_OPTION_ARG_STRING,
      &scenario,
      N_ ("Compare with what was published"),
      N_ ("NAME") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &asked.seed, N_ ("The same seed, the same figures"), "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &asked.n_cases, N_ ("Cases in the history"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB | --scenario NAME [-d DB]"),
        _ ("Reads the whole database and counts what is in it; with --scenario puts every figure "
           "that was published of the place beside the simulated one. Exits 0 when it is sound and "
           "all agree, 1 when not or when it cannot be read, 2 when the command line is wrong."),
        &status))
    return status;
  if (scenario != NULL && argc == 1)
    {
      asked.scenario = scenario;
      asked.json = json;
      return zhihui_check_scenario_run (&asked, database);
    }
  if (argc > 1 || database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL || !zhihui_store_load_ledger (store, ledger, &error))
    return zhihui_command_line_complain (1, error->message);
  fault = zhihui_database_check (zhihui_store_get_database (store));
  if (fault != NULL)
    return zhihui_command_line_complain (1, fault);

  show (ledger, json);
  return 0;
}
