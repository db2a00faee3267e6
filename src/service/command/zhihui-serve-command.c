/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-journal.h"
#include "zhihui-language.h"
#include "zhihui-receipt-purge.h"
#include "zhihui-server.h"
#include "zhihui-supervisor.h"
#include "zhihui-wire.h"

#define DEFAULT_ADDRESS "127.0.0.1:8460"
#define MAX_SPEED 100000
#define LARGE_BYTES (1 << 20)

typedef struct
{
  char   **databases;          /* owned: the store, then where boards are counted */
  char    *address, *boundary; /* owned */
  double   speed;
  int      rate_limit;
  gboolean verbose, beyond;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->databases);
  g_free (options->address);
  g_free (options->boundary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_clickhouse (const char *database)
{
  return g_str_has_prefix (database, "clickhouse:");
}

static const char *
find_fault_of_databases (char **databases)
{
  if (databases == NULL)
    return _ ("which database? Give it with -d");
  if (is_clickhouse (databases[0]))
    return _ ("ClickHouse counts boards but keeps no cases: name the database with the cases "
              "first, as -d FILE -d clickhouse://HOST:PORT/NAME");
  if (databases[1] != NULL && (!is_clickhouse (databases[1]) || databases[2] != NULL))
    return _ ("a second -d names the ClickHouse that counts boards; there is no third");
  return NULL;
}

static const char *
find_fault (int argc, const Options *options)
{
  if (argc > 1)
    return _ ("serve takes no arguments, only options");
  if (find_fault_of_databases (options->databases) != NULL)
    return find_fault_of_databases (options->databases);
  if (!isnan (options->speed) && !(options->speed >= 0 && options->speed <= MAX_SPEED))
    return _ ("--speed is a number from 0 to 100000");
  if (options->rate_limit < 0)
    return _ ("--rate-limit is 0 or more");
  return NULL;
}

static gboolean
read_options (int argc, char **argv, Options *options, int *status)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->databases,
      N_ ("The database; a second one, clickhouse://…, counts boards"), N_ ("DB") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->address,
      N_ ("Where to listen; port 0 is any free one"), N_ ("HOST:PORT") },
    { "insecure-listen", 0, 0, G_OPTION_ARG_NONE, &options->beyond,
      N_ ("Let others than this machine reach it, unencrypted"), NULL },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &options->speed,
      N_ ("Platform seconds in a real second"), "N" },
    { "boundary", 0, 0, G_OPTION_ARG_FILENAME, &options->boundary,
      N_ ("GeoJSON with the outlines of the regions"), N_ ("FILE") },
    { "rate-limit", 0, 0, G_OPTION_ARG_INT, &options->rate_limit,
      N_ ("Requests a second of one token; 0 is no limit"), "N" },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options->verbose,
      N_ ("A line on stderr for every request"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  const char *description =
    _ ("Answers the API until it is told to end (SIGTERM, SIGINT). Exits 0 after a clean end, 1 "
       "when the database or the address cannot be used, 2 when the command line is wrong.");
  const char *fault;

  options->speed = NAN;
  options->rate_limit = ZHIHUI_DEFAULT_RATE_LIMIT;
  if (!zhihui_command_line_parse (
        &argc, &argv, entries, N_ ("-d DB [--listen HOST:PORT]"), description, status))
    return FALSE;

  fault = find_fault (argc, options);
  if (fault != NULL)
    *status = zhihui_command_line_complain (2, fault);
  return fault == NULL;
}

static gboolean
load_boundary (ZhihuiPlatform *platform, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) geojson = NULL;
  g_autoptr (GPtrArray) outlines = NULL;

  if (file == NULL)
    return FALSE;

  geojson = g_mapped_file_get_bytes (file);
  outlines = zhihui_wire_decode_outlines (geojson, error);
  if (outlines == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  zhihui_platform_set_boundary (platform, geojson);
  return TRUE;
}

/* A service while it runs. */
typedef struct
{
  GApplication     *application;
  ZhihuiServer     *server;
  ZhihuiSupervisor *supervisor;
  gboolean          is_stopping;
} Service;

static void
stopped_cb (gpointer user_data)
{
  Service *service = user_data;

  /* Not by releasing it: then the loop first does all that is ready, and clients that ask without
   * pause always are. */
  g_application_quit (service->application);
}

static gboolean
quit_cb (gpointer user_data)
{
  Service *service = user_data;

  if (!service->is_stopping)
    {
      service->is_stopping = TRUE;
      zhihui_supervisor_tell_stopping (service->supervisor);
      zhihui_server_stop (service->server, stopped_cb, service);
    }
  return G_SOURCE_CONTINUE;
}

/* An application that shows nothing: its main loop ends when nothing holds it. */
static void
run_until_told (ZhihuiServer *server, ZhihuiSupervisor *supervisor)
{
  g_autoptr (GApplication) application = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Service service = { application, server, supervisor, FALSE };
  guint   sources[] = { g_unix_signal_add (SIGTERM, quit_cb, &service),
                        g_unix_signal_add (SIGINT, quit_cb, &service) };

  g_signal_connect (application, "activate", G_CALLBACK (g_application_hold), NULL);
  g_application_run (application, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
}

static gboolean
serve (ZhihuiPlatform *platform, const Options *options, GError **error)
{
  ZhihuiServerOptions server_options = { (guint) options->rate_limit };
  g_autoptr (ZhihuiServer) server = NULL;
  g_autoptr (ZhihuiSupervisor) supervisor = zhihui_supervisor_new ();
  g_autoptr (ZhihuiReceiptPurge) purge =
    zhihui_receipt_purge_new (zhihui_platform_get_store (platform));
  g_autofree char *url = NULL;

  if (!zhihui_platform_tick (platform, error) ||
      (options->boundary != NULL && !load_boundary (platform, options->boundary, error)))
    return FALSE;

  server = zhihui_server_new (platform, &server_options);
  if (!zhihui_server_listen (server,
                             options->address != NULL ? options->address : DEFAULT_ADDRESS,
                             options->beyond,
                             error))
    return FALSE;

  zhihui_server_start_ticking (server);
  zhihui_receipt_purge_start (purge);
  url = zhihui_server_dup_url (server);
  g_print ("listening on %s\n", url);
  fflush (stdout);
  zhihui_supervisor_tell_ready (supervisor, url);
  run_until_told (server, supervisor);
  return TRUE;
}

int
zhihui_serve_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiPlatform) platform = NULL;
  int status;

  if (!read_options (argc, argv, &options, &status))
    return status;

  /* What is large comes and goes: it goes back to the system, and leaves no gap in the heap. Unless
   * it is told, the C library stops doing so with the first large piece that is freed. */
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
  zhihui_journal_open (options.verbose);
  store = zhihui_store_open (options.databases[0], FALSE, &error);
  if (store != NULL)
    platform = zhihui_platform_new (store, isnan (options.speed) ? -1 : options.speed, &error);
  if (platform == NULL || (options.databases[1] != NULL &&
                           !zhihui_platform_ask_boards_of (
                             platform, options.databases[0], options.databases[1], &error)))
    return zhihui_command_line_complain (1, error->message);

  /* Texts of alerts are made here, so they are in the deployment's language. */
  if (!zhihui_language_speak (zhihui_platform_get_language (platform)))
    g_warning ("there are no texts in %s: alerts are written in English",
               zhihui_platform_get_language (platform));
  if (!serve (platform, &options, &error))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}
