/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-scenario.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "zhihui-command-line.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-published.h"
#include "zhihui-scenario.h"
#include "zhihui-simulation.h"
#include "zhihui-wire-writer.h"
#include "zhihui-zone.h"

#define N_COLUMNS 6

static void
fill_columns (const ZhihuiPublishedFigure *figure, char **columns)
{
  const char *unit = figure->unit != NULL ? figure->unit : "";

  columns[0] = g_strdup (figure->agrees ? _ ("ok") : _ ("differs"));
  columns[1] = g_strdup (figure->name);
  columns[2] = g_strconcat (figure->published, " ", unit, NULL);
  columns[3] = g_strdup (figure->found);
  columns[4] = g_strdup (figure->rule);
  columns[5] = g_strdup (figure->source);
}

static void
print_table (const GPtrArray *figures)
{
  const char *const heads[N_COLUMNS] = {
    "", _ ("figure"), _ ("published"), _ ("simulated"), _ ("rule"), C_ ("figures", "source")
  };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i <= figures->len; i++)
    {
      char **columns = g_new0 (char *, N_COLUMNS + 1);

      for (guint j = 0; i == 0 && j < N_COLUMNS; j++)
        columns[j] = g_strdup (heads[j]);
      if (i > 0)
        fill_columns (figures->pdata[i - 1], columns);
      for (guint j = 0; j < N_COLUMNS; j++)
        widths[j] = MAX (widths[j], zhihui_format_measure (columns[j]));
      g_ptr_array_add (rows, columns);
    }

  for (guint i = 0; i < rows->len; i++)
    {
      char *const *columns = rows->pdata[i];

      for (guint j = 0; j < N_COLUMNS; j++)
        g_print ("%s%*s",
                 columns[j],
                 j + 1 < N_COLUMNS ? (int) (widths[j] - zhihui_format_measure (columns[j]) + 2) : 0,
                 "");
      g_print ("\n");
    }
}

static void
print_json (const ZhihuiCheckScenario *self, const GPtrArray *figures, guint n_differ)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text = NULL;
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "scenario", self->scenario);
  zhihui_wire_writer_boolean (&writer, "agrees", n_differ == 0);
  zhihui_wire_writer_integer (&writer, "differ", n_differ);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < figures->len; i++)
    {
      const ZhihuiPublishedFigure *figure = figures->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", figure->id);
      zhihui_wire_writer_text (&writer, "name", figure->name);
      zhihui_wire_writer_text (&writer, "published", figure->published);
      zhihui_wire_writer_text (&writer, "unit", figure->unit != NULL ? figure->unit : "");
      zhihui_wire_writer_text (&writer, "simulated", figure->found);
      zhihui_wire_writer_boolean (&writer, "counted", figure->is_counted);
      zhihui_wire_writer_boolean (&writer, "agrees", figure->agrees);
      zhihui_wire_writer_text (&writer, "rule", figure->rule);
      zhihui_wire_writer_text (&writer, "source", figure->source);
      zhihui_wire_writer_close_object (&writer);
    }
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  text = zhihui_wire_writer_finish (&writer);
  g_print ("%s\n", text);
}

/* The history as it was published: its first day stands in the scenario. */
static gboolean
simulate (const ZhihuiCheckScenario *self, const char *database, GError **error)
{
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new (self->scenario, 0, error);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char        *day = NULL;
  ZhihuiSimulationOptions options = { .scenario = self->scenario,
                                      .seed = (guint64) self->seed,
                                      .n_cases = (guint) self->n_cases,
                                      .is_fixed = TRUE };
  g_auto (GStrv) parts = NULL;

  if (scenario == NULL)
    return FALSE;

  day = g_key_file_get_string (scenario->profile, "history", "first_day", NULL);
  parts = g_strsplit (day, "-", 3);
  options.first_day = zhihui_day_from_ymd (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]));
  options.until =
    zhihui_zone_day_start (zone, options.first_day + (gint32) scenario->laws->days) - 1;
  return zhihui_simulation_run (database, &options, FALSE, NULL, error);
}

static GPtrArray *
check (const ZhihuiCheckScenario *self, const char *database, GError **error)
{
  ZhihuiStore *store = zhihui_store_open (database, FALSE, error);
  GPtrArray   *figures = NULL;

  if (store != NULL)
    figures = zhihui_published_check (store, self->scenario, error);
  zhihui_store_free (store);
  return figures;
}

/* Makes a database of its own and takes it away again. */
static GPtrArray *
check_fresh (const ZhihuiCheckScenario *self, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autofree char         *folder = g_dir_make_tmp ("zhihui-check-XXXXXX", error);
  g_autofree char         *database = NULL;
  GPtrArray               *figures = NULL;

  if (folder == NULL)
    return NULL;

  database = g_build_filename (folder, "place.db", NULL);
  if (simulate (self, database, error))
    figures = check (self, database, error);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (database, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  return figures;
}

/**
 * zhihui_check_scenario_run:
 * @database: (nullable): made by a simulation; %NULL: one is made as the reports are dated
 *
 * Prints every published figure beside the simulated one.
 *
 * Returns: 0 when all agree, 1 when one does not or cannot be counted
 */
int
zhihui_check_scenario_run (const ZhihuiCheckScenario *self, const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  guint n_differ = 0;

  if (self->n_cases < 0)
    return zhihui_command_line_complain (2, _ ("So many units or cases cannot be made"));
  if (!zhihui_scenario_exists (self->scenario))
    {
      g_auto (GStrv) names = zhihui_scenario_list ();
      g_autofree char *known = g_strjoinv (", ", names);
      g_autofree char *words =
        g_strdup_printf (_ ("There is no scenario %s; known: %s"), self->scenario, known);

      return zhihui_command_line_complain (1, words);
    }

  figures = database != NULL ? check (self, database, &error) : check_fresh (self, &error);
  if (figures == NULL)
    return zhihui_command_line_complain (1, error->message);

  for (guint i = 0; i < figures->len; i++)
    n_differ += !((ZhihuiPublishedFigure *) figures->pdata[i])->agrees;
  if (self->json)
    print_json (self, figures, n_differ);
  else
    {
      print_table (figures);
      g_print (ngettext ("%u figure, %u differ\n", "%u figures, %u differ\n", figures->len),
               figures->len,
               n_differ);
    }
  return n_differ == 0 ? 0 : 1;
}
