/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-store-audit.h"
#include "zhihui-wire-writer.h"

#define DAY_S 86400
#define DEFAULT_DAYS 180

static void
show_line (const ZhihuiAuditEntry *entry, gpointer user_data)
{
  ZhihuiZone      *zone = user_data;
  g_autofree char *at = zhihui_zone_format_rfc3339 (zone, entry->at);

  g_print ("%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\n",
           at,
           entry->actor,
           entry->action,
           entry->subject,
           entry->n_rows,
           entry->reason);
}

static void
show_json (const ZhihuiAuditEntry *entry, gpointer user_data)
{
  ZhihuiWireWriter writer;
  g_autofree char *text = NULL;

  zhihui_wire_writer_init (&writer, user_data);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_instant (&writer, "at", entry->at);
  zhihui_wire_writer_text (&writer, "actor", entry->actor);
  zhihui_wire_writer_text (&writer, "action", entry->action);
  zhihui_wire_writer_text (&writer, "subject", entry->subject);
  zhihui_wire_writer_text (&writer, "reason", entry->reason);
  zhihui_wire_writer_integer (&writer, "rows", entry->n_rows);
  zhihui_wire_writer_close_object (&writer);
  text = zhihui_wire_writer_finish (&writer);
  g_print ("%s\n", text);
}

int
zhihui_audit_main (int argc, char **argv)
{
  g_autofree char *database = NULL;
  gboolean         json = FALSE;
  int              days = DEFAULT_DAYS, status;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_ ("The database"), N_ ("DB") },
    { "days", 0, 0, G_OPTION_ARG_INT, &days, N_ ("How far back"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB"),
        _ ("Shows the audit log, oldest first: time, who (start of the token's hash, or command), "
           "what, of what, rows, reason. Exits 0 on success, 1 when the database cannot be used, 2 "
           "when the command line is wrong."),
        &status))
    return status;
  if (argc > 1 || database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (days < 1)
    return zhihui_command_line_complain (2, _ ("--days is 1 or more"));

  store = zhihui_store_open (database, FALSE, &error);
  if (store == NULL ||
      !zhihui_store_read_audit (store,
                                g_get_real_time () / G_USEC_PER_SEC - (gint64) days * DAY_S,
                                json ? show_json : show_line,
                                zone,
                                &error))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}
