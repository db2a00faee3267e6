/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-simulation.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "zhihui-error.h"
#include "zhihui-own-place.h"
#include "zhihui-place.h"
#include "zhihui-player.h"
#include "zhihui-rollup.h"
#include "zhihui-schema.h"
#include "zhihui-simulator.h"
#include "zhihui-store-clock.h"

#define ORDINARY_UNITS 112
#define MAX_CASES 500000

static gboolean
write_number (ZhihuiStore *store, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return zhihui_store_set_setting (store, key, text, error);
}

static guint
choose_n_cases (const ZhihuiSimulationOptions *options, const ZhihuiScenario *scenario)
{
  guint64 n_cases = (guint64) scenario->laws->cases;

  if (options->n_cases != 0)
    return options->n_cases;
  if (options->n_units != 0)
    n_cases = MIN (n_cases * options->n_units / ORDINARY_UNITS, MAX_CASES);

  /* "36,000 and more": the seed says how many more. */
  if (options->exact)
    {
      ZhihuiRandom random;

      zhihui_random_init (&random, options->seed, 0, 0);
      n_cases += zhihui_random_below (&random, (guint) (n_cases / 36));
    }
  return (guint) n_cases;
}

static gboolean
write_settings (ZhihuiStore                   *store,
                const ZhihuiSimulationOptions *options,
                const ZhihuiScenario          *scenario,
                ZhihuiZone                    *zone,
                GError                       **error)
{
  gint32 first_day = options->first_day;

  if (first_day == 0)
    first_day = zhihui_zone_day_of (zone, options->until) - ((gint32) scenario->laws->days - 1);

  return zhihui_place_write (scenario, options->seed, store, error) &&
         zhihui_place_write_watch (scenario, first_day, zone, store, error) &&
         write_number (store, "seed", (gint64) options->seed, error) &&
         write_number (store, "exact", options->exact, error) &&
         write_number (store, "first_day", first_day, error) &&
         write_number (store, "n_units", options->n_units, error) &&
         write_number (store, "n_cases", choose_n_cases (options, scenario), error) &&
         zhihui_store_set_setting (store, "clock", options->is_fixed ? "fixed" : "real", error);
}

static gboolean
play (ZhihuiStore                   *store,
      const ZhihuiSimulationOptions *options,
      ZhihuiZone                    *zone,
      ZhihuiSimulationResult        *result,
      GError                       **error)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_store_load_calendar (store, error);
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;
  g_autoptr (ZhihuiPlayer) player = NULL;

  if (calendar == NULL || !zhihui_store_load_ledger (store, ledger, error))
    return FALSE;

  life_cycle = zhihui_life_cycle_new (store, ledger, calendar, zone);
  player = zhihui_player_new (life_cycle, error);
  if (player == NULL || !zhihui_player_advance (player, options->until, error))
    return FALSE;

  if (result != NULL)
    {
      result->n_cases = ledger->cases->len;
      result->n_assignments = ledger->assignments->len;
      result->n_ratings = ledger->ratings->len;
      result->n_events = zhihui_player_get_n_applied (player);
      result->n_refused = zhihui_player_get_n_refused (player);
    }
  return TRUE;
}

/* The place without a simulated life: what happens there will be told, by the time of the day. */
static gboolean
leave_empty (ZhihuiStore *store, const ZhihuiScenario *scenario, GError **error)
{
  static const char sql[] = "DELETE FROM setting WHERE key = 'scenario'";

  return zhihui_place_write_catalogue (scenario, store, error) &&
         zhihui_statement_finish (zhihui_store_prepare (store, sql), error) &&
         zhihui_store_set_setting (store, "clock", "real", error);
}

static gboolean
simulate (ZhihuiStore                   *store,
          const ZhihuiSimulationOptions *options,
          ZhihuiScenario                *scenario,
          ZhihuiSimulationResult        *result,
          GError                       **error)
{
  g_autofree char *zone_name = zhihui_store_get_setting (store, "time_zone");
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new (zone_name, error);

  return zone != NULL && write_settings (store, options, scenario, zone, error) &&
         play (store, options, zone, result, error);
}

/* What nobody else knows yet needs no journal and no indices while it is filled. The caller holds
 * the transaction. */
static gboolean
fill (ZhihuiStore                   *store,
      const ZhihuiSimulationOptions *options,
      ZhihuiSimulationResult        *result,
      GError                       **error)
{
  g_autoptr (ZhihuiScenario) scenario = NULL;
  ZhihuiDatabase *db = zhihui_store_get_database (store);

  scenario = zhihui_scenario_new (options->scenario, options->n_units, error);
  if (scenario == NULL ||
      (options->own_place != NULL &&
       !zhihui_own_place_take (scenario, options->own_place, error)) ||
      !zhihui_schema_drop_indices (db, error) || !zhihui_scenario_write (scenario, store, error))
    return FALSE;

  if (!(options->is_empty ? leave_empty (store, scenario, error)
                          : simulate (store, options, scenario, result, error)))
    return FALSE;

  return zhihui_schema_create_indices (db, error) && zhihui_rollup_rebuild (store, error);
}

static gboolean
fill_file (const char                    *path,
           const ZhihuiSimulationOptions *options,
           ZhihuiSimulationResult        *result,
           GError                       **error)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, TRUE, error);
  ZhihuiDatabase *db = store != NULL ? zhihui_store_get_database (store) : NULL;

  return store != NULL && zhihui_database_set_bulk (db, TRUE, error) &&
         zhihui_store_begin (store, error) && fill (store, options, result, error) &&
         zhihui_store_commit (store, error) && zhihui_database_set_bulk (db, FALSE, error);
}

static gboolean
is_filled (ZhihuiStore *store)
{
  g_autofree char *region = zhihui_store_get_setting (store, "region");

  return region != NULL;
}

/* On a server all happens in one transaction: others see the old place until it is whole. */
static gboolean
fill_server (const char                    *address,
             const ZhihuiSimulationOptions *options,
             gboolean                       replace,
             ZhihuiSimulationResult        *result,
             GError                       **error)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, TRUE, error);
  ZhihuiDatabase *db = store != NULL ? zhihui_store_get_database (store) : NULL;

  if (store == NULL)
    return FALSE;
  if (!replace && is_filled (store))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_EXISTS,
                   _ ("%s is there already; --force replaces it"),
                   zhihui_database_get_name (db));
      return FALSE;
    }

  if (zhihui_database_set_bulk (db, TRUE, error) && zhihui_store_begin (store, error) &&
      zhihui_schema_replace (db, error) && fill (store, options, result, error) &&
      zhihui_store_commit (store, error))
    return TRUE;
  zhihui_store_rollback (store);
  return FALSE;
}

static void
remove_side_files (const char *database)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (database, endings[i], NULL);

      g_unlink (path);
    }
}

/* The new file takes the place of the old one only when it is whole. */
static gboolean
put_in_place (const char *partial, const char *database, GError **error)
{
  remove_side_files (database);
  if (g_rename (partial, database) == 0)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("%s cannot be written: %s"),
               database,
               g_strerror (errno));
  return FALSE;
}

static gboolean
check_place (const char *database, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (database);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no folder %s"), folder);
  else if (g_file_test (database, G_FILE_TEST_IS_DIR))
    g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is a folder"), database);
  else if (!replace && g_file_test (database, G_FILE_TEST_EXISTS))
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_EXISTS,
                 _ ("%s is there already; --force replaces it"),
                 database);
  else
    return TRUE;

  return FALSE;
}

/* What is written into a file that was replaced is lost. */
static gboolean
check_alone (const char *path, GError **error)
{
  g_autoptr (ZhihuiDatabase) db = zhihui_database_open (path, FALSE, NULL);

  if (db == NULL || !zhihui_database_has_table (db, NULL) || zhihui_database_is_alone (db))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_REFUSED,
               _ ("%s is in use; end zhihui-platform serve first"),
               path);
  return FALSE;
}

/* It is filled under another name beside @path and put in its place at the end. */
static gboolean
make_file (const char                    *path,
           const ZhihuiSimulationOptions *options,
           gboolean                       replace,
           ZhihuiSimulationResult        *result,
           GError                       **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  gboolean         done;

  if (!check_place (path, replace, error) || !check_alone (path, error))
    return FALSE;

  g_unlink (partial);
  done = fill_file (partial, options, result, error) && put_in_place (partial, path, error);
  if (!done)
    g_unlink (partial);
  remove_side_files (partial);
  return done;
}

/**
 * zhihui_simulation_run:
 * @database: path of the file to make, or address of a database on a server
 * @replace: whether what is there may be replaced
 * @result: (out) (optional): what was made
 *
 * Makes a database of a simulated place, or nothing at all.
 *
 * Returns: %FALSE with @error: EXISTS, NOT_FOUND for an unknown scenario or folder, INVALID for
 *   options that cannot be
 */
gboolean
zhihui_simulation_run (const char                    *database,
                       const ZhihuiSimulationOptions *options,
                       gboolean                       replace,
                       ZhihuiSimulationResult        *result,
                       GError                       **error)
{
  const char *path;
  gboolean    done;

  g_return_val_if_fail (database != NULL && options != NULL, FALSE);

  path = zhihui_database_get_path (database);
  done = path != NULL ? make_file (path, options, replace, result, error)
                      : fill_server (database, options, replace, result, error);
  if (!done && error != NULL && *error == NULL)
    {
      g_autofree char *name = zhihui_database_make_name (database);

      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("%s cannot be written"), name);
    }
  return done;
}
