/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "zhihui-agenda-worker.h"
#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-error.h"
#include "zhihui-meeting-import.h"
#include "zhihui-meeting.h"

#define OWN_PROGRAM "/proc/self/exe"
#define STATUS_SOME_REFUSED 3

typedef struct
{
  char *database, *host, *kind, *name; /* owned */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->host);
  g_free (options->kind);
  g_free (options->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The whole of a file or of standard input, at most @max bytes and one more. */
static GBytes *
read_input (const char *path, gsize max, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = g_malloc (max + 1);
  gsize            length;

  if (g_str_equal (path, "-"))
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

      stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
    }
  if (stream == NULL || !g_input_stream_read_all (stream, text, max + 1, &length, NULL, error))
    return NULL;

  return g_bytes_new (text, length);
}

static char *
get_setting (ZhihuiStore *store, const char *key, const char *fallback)
{
  char *value = zhihui_store_get_setting (store, key);

  return value != NULL ? value : g_strdup (fallback);
}

/* A place whose clock stands is asked about its own time. */
static gint64
get_now (ZhihuiStore *store)
{
  g_autofree char *clock = get_setting (store, "clock", "real");
  g_autofree char *as_of = get_setting (store, "as_of", "");
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;

  if (g_str_equal (clock, "stopped"))
    g_ascii_string_to_signed (as_of, 10, 0, G_MAXINT64, &now, NULL);
  return now;
}

static void
print_report (const ZhihuiMeetingImportReport *report, gint64 n_refused, gint64 n_beyond)
{
  g_print ("{\"new\":%" G_GINT64_FORMAT ",\"updated\":%" G_GINT64_FORMAT
           ",\"same\":%" G_GINT64_FORMAT ",\"cancelled\":%" G_GINT64_FORMAT
           ",\"own\":%" G_GINT64_FORMAT ",\"refused\":%" G_GINT64_FORMAT
           ",\"beyond\":%" G_GINT64_FORMAT "}\n",
           report->n_new,
           report->n_updated,
           report->n_same,
           report->n_cancelled,
           report->n_own,
           n_refused,
           n_beyond);
}

static int
import_feed (ZhihuiStore *store, ZhihuiMeetingImport *import, GBytes *body, GError **error)
{
  g_autofree char   *zone = get_setting (store, "time_zone", "Asia/Shanghai");
  ZhihuiAgendaLimits limits = { zone,
                                import->now - ZHIHUI_AGENDA_BEFORE_S,
                                import->now + ZHIHUI_AGENDA_AFTER_S };
  const char *const  reader[] = { OWN_PROGRAM, "meetings", ZHIHUI_AGENDA_WORKER_COMMAND, NULL };
  g_autoptr (ZhihuiAgenda) feed = zhihui_agenda_worker_read (reader, body, &limits, NULL, error);
  ZhihuiMeetingImportReport report;

  if (feed == NULL || !zhihui_meeting_import_feed (store, import, feed, &report, error))
    return 1;

  for (guint i = 0; i < feed->reasons->len; i++)
    g_printerr ("%s\n", (const char *) feed->reasons->pdata[i]);
  print_report (&report, feed->n_refused, feed->n_beyond);
  return feed->n_refused > 0 || feed->n_beyond > 0 ? STATUS_SOME_REFUSED : 0;
}

static int
import_rooms (ZhihuiStore *store, ZhihuiMeetingImport *import, GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) rooms = zhihui_room_list_parse (body, error);
  ZhihuiMeetingImportReport report;

  if (rooms == NULL || !zhihui_meeting_import_rooms (store, import, rooms, &report, error))
    return 1;

  print_report (&report, 0, 0);
  return 0;
}

static int
run (const Options *options, gboolean is_feed, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (options->database, FALSE, &error);
  g_autoptr (GBytes) body = NULL;
  g_autofree char    *region = NULL;
  ZhihuiMeetingImport import = { .host = options->host,
                                 .kind = options->kind != NULL ? options->kind : "review" };
  int                 status = 1;

  if (store != NULL)
    body =
      read_input (path, is_feed ? ZHIHUI_AGENDA_MAX_BYTES : ZHIHUI_ROOM_LIST_MAX_BYTES, &error);
  if (body != NULL)
    {
      region = get_setting (store, "region", "00");
      import.source = options->name != NULL ? options->name
                      : is_feed             ? "calendar"
                                            : "bigbluebutton";
      import.authority = region;
      import.now = get_now (store);
      status = is_feed ? import_feed (store, &import, body, &error)
                       : import_rooms (store, &import, body, &error);
    }
  return error != NULL ? zhihui_command_line_complain (1, error->message) : status;
}

int
zhihui_meetings_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  gboolean is_feed;
  int      status;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database,
      N_ ("The database"), N_ ("DB") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &options.host,
      N_ ("The unit that invites; without it the first one"), N_ ("UNIT") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("review (default), reception, dispatch or inspection"), N_ ("KIND") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name,
      N_ ("Name of this calendar or server; several do not touch each other's meetings"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  const char *description =
    _ ("'import' takes an iCalendar file, 'rooms' the answer of a BigBlueButton server to "
       "getMeetings; - is standard input. Addresses and passcodes in descriptions, passwords and "
       "names of participants are not kept. Exits 0 when all is in, 3 when some events were "
       "refused or left out and the rest is in, 1 when nothing is, 2 when the command line is "
       "wrong.");

  if (argc > 1 && g_str_equal (argv[1], ZHIHUI_AGENDA_WORKER_COMMAND))
    return zhihui_agenda_worker_main (argc - 1, argv + 1);
  if (!zhihui_command_line_parse (
        &argc, &argv, entries, N_ ("import|rooms FILE|- -d DB"), description, &status))
    return status;
  if (argc != 3 || (!g_str_equal (argv[1], "import") && !g_str_equal (argv[1], "rooms")))
    return zhihui_command_line_complain (2, _ ("import or rooms, and one file"));
  if (options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (options.kind != NULL && !zhihui_meeting_kind_is_known (options.kind))
    return zhihui_command_line_complain (
      2, _ ("a meeting is a review, reception, dispatch or inspection"));

  is_feed = g_str_equal (argv[1], "import");
  return run (&options, is_feed, argv[2]);
}
