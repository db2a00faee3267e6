/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-mask.h"
#include "zhihui-push.h"
#include "zhihui-request.h"
#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"
#include "zhihui-wire.h"

#define MAX_TEXT_BYTES 128
#define MAX_ALERTS 500
#define PUSHES_LIMIT 50
#define PUSHES_MAX 500

static const char *const level_words[] = { "blue", "yellow", "orange", "red", NULL };

/* Who took note is a person: a wall is not told; for a desk it is text all the same. */
static void
hide_person (ZhihuiAlert *alert, gboolean for_desk)
{
  if (for_desk)
    zhihui_mask_member (&alert->acknowledged_by, ZHIHUI_MASK_DESK);
  else
    g_clear_pointer (&alert->acknowledged_by, g_free);
}

static char *
write_alerts (ZhihuiRequest *request, ZhihuiAlerts *alerts)
{
  for (guint i = 0; i < alerts->items->len; i++)
    hide_person (alerts->items->pdata[i], zhihui_request_sees_desk (request));
  request->n_rows = alerts->items->len;
  return zhihui_wire_encode_alerts (alerts, zhihui_platform_get_zone (request->platform));
}

/* A bound token sees what is about a unit of its region. @unit: index, or none. */
static gboolean
sees_unit (gpointer user_data, guint32 unit)
{
  ZhihuiRequest   *request = user_data;
  const GPtrArray *units = zhihui_platform_get_ledger (request->platform)->units;

  return !zhihui_request_is_bound (request) ||
         (unit < units->len && zhihui_request_sees_unit (request, units->pdata[unit]));
}

/* The watch is missing while the database cannot be read. */
static ZhihuiAlertWatch *
get_watch (ZhihuiRequest *request)
{
  ZhihuiAlertWatch *watch = zhihui_platform_get_watch (request->platform);

  if (watch == NULL)
    zhihui_request_refuse (request, 503, "maintenance", "the alerts are being read");
  return watch;
}

char *
zhihui_route_alerts (ZhihuiRequest *request)
{
  const char *const states[] = { "open", "acknowledged", "all", NULL };
  guint             state = 0, level = 0;
  gint64            limit = MAX_ALERTS;
  ZhihuiAlertFilter filter = { .level = -1, .sees_unit = sees_unit, .user_data = request };
  ZhihuiAlertWatch *watch;
  g_autoptr (ZhihuiAlerts) alerts = NULL;

  if (zhihui_query_get_word (request->query, "level", level_words, &level))
    filter.level = (int) level;
  zhihui_query_get_word (request->query, "state", states, &state);
  filter.notes = state == 0   ? ZHIHUI_ALERTS_WITHOUT_NOTE
                 : state == 1 ? ZHIHUI_ALERTS_WITH_NOTE
                              : ZHIHUI_ALERTS_ALL;
  filter.kind = zhihui_query_get_text (request->query, "kind", MAX_TEXT_BYTES);
  zhihui_query_get_number (request->query, "limit", 1, MAX_ALERTS, &limit);
  filter.limit = (guint) limit;
  if (!zhihui_request_check (request))
    return NULL;

  watch = get_watch (request);
  if (watch == NULL)
    return NULL;

  alerts = zhihui_alert_watch_make_alerts (watch, zhihui_request_sees_desk (request), &filter);
  return write_alerts (request, alerts);
}

/* What the person says who takes note. */
typedef struct
{
  char *by, *note; /* owned */
} Note;

static void
note_clear (Note *note)
{
  g_free (note->by);
  g_free (note->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, note_clear)

static gboolean
read_note (GBytes *content, Note *note)
{
  const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (Note, by, "by", TEXT),
    ZHIHUI_WIRE_MAY (Note, note, "note", TEXT),
  };
  ZhihuiWireReader *reader = zhihui_wire_reader_new (content, NULL);
  gboolean          good;

  if (reader == NULL)
    return FALSE;

  good = zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), note);
  zhihui_wire_reader_free (reader);
  if (note->note == NULL)
    note->note = g_strdup ("");
  return good && note->by != NULL && *g_strstrip (note->by) != '\0' &&
         strlen (note->by) <= MAX_TEXT_BYTES;
}

static char *
write_one (ZhihuiRequest *request, ZhihuiAlertWatch *watch, const char *id)
{
  const ZhihuiAlertFilter filter = { .level = -1, .id = id, .limit = 1 };
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alert_watch_make_alerts (watch, TRUE, &filter);

  alerts->total = -1; /* it is asked for by its name */
  return write_alerts (request, alerts);
}

static gboolean
has_seen (ZhihuiRequest *request, const ZhihuiAlertRow *row)
{
  g_autofree char *etag = zhihui_alert_row_dup_etag (row);

  return request->if_match != NULL &&
         (g_str_equal (request->if_match, "*") || g_str_equal (request->if_match, etag));
}

static char *
refuse_unseen (ZhihuiRequest *request)
{
  return zhihui_request_refuse (
    request, 412, "precondition", "If-Match is not the etag of the alert as it is now");
}

/* POST /alerts/{id}/ack: answers with the alert as it is now, as a list of one. */
char *
zhihui_route_acknowledge (ZhihuiRequest *request)
{
  g_auto (Note) note = { NULL };
  g_autoptr (GError) error = NULL;
  ZhihuiAlertWatch *watch;
  ZhihuiAlertRow   *row;

  if (!zhihui_request_check (request))
    return NULL;
  if (request->content == NULL || !read_note (request->content, &note))
    return zhihui_request_refuse (
      request, 400, "bad_parameter", "the body is {\"by\":\"name of a person\",\"note\":\"…\"}");

  zhihui_platform_catch_up (request->platform);
  watch = get_watch (request);
  if (watch == NULL)
    return NULL;
  row = zhihui_alert_board_find (zhihui_alert_watch_get_board (watch), request->argument);
  if (row == NULL || !sees_unit (request, row->unit))
    return zhihui_request_not_found (request);
  if (!has_seen (request, row))
    return refuse_unseen (request);

  if (!zhihui_alert_watch_acknowledge (watch, row, note.by, note.note, &error))
    {
      if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS))
        return refuse_unseen (request);
      g_warning ("acknowledge: %s", error->message);
      return zhihui_request_refuse (request, 500, "internal", "the database cannot be written");
    }

  zhihui_platform_touch (request->platform);
  return write_one (request, watch, request->argument);
}

static void
write_push (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  const ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);
  gint64              level = zhihui_statement_get_integer (row, 6);
  gint64              unit = zhihui_statement_get_integer (row, 3); /* 0 for NULL */
  g_autofree char    *id =
    g_strdup_printf ("p-%" G_GINT64_FORMAT, zhihui_statement_get_integer (row, 0));

  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", id);
  zhihui_wire_writer_instant (writer, "at", zhihui_statement_get_integer (row, 1));
  zhihui_wire_writer_text (writer, "recipient", zhihui_statement_get_text (row, 2));
  if (unit >= 1 && unit <= ledger->units->len)
    zhihui_wire_writer_text (
      writer, "unit", ((const ZhihuiUnit *) ledger->units->pdata[unit - 1])->id);
  zhihui_wire_writer_text (writer, "kind", zhihui_statement_get_text (row, 4));
  zhihui_wire_writer_text (writer, "subject", zhihui_statement_get_text (row, 5));
  zhihui_wire_writer_text (writer, "level", level_words[CLAMP (level, 0, 3)]);
  zhihui_wire_writer_text (writer, "text", zhihui_statement_get_text (row, 7));
  zhihui_wire_writer_instant (writer, "read_at", zhihui_store_get_instant (row, 8));
  if (!zhihui_statement_is_null (row, 9))
    zhihui_wire_writer_text (writer, "read_by", zhihui_statement_get_text (row, 9));
  zhihui_wire_writer_close_object (writer);
}

static char *
write_pushes (ZhihuiRequest *request, ZhihuiStatement *rows)
{
  ZhihuiFigures   *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (
    &writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
  zhihui_wire_writer_open_list (&writer, "items");
  while (zhihui_statement_step (rows) == ZHIHUI_STEP_ROW)
    if (sees_unit (request, (guint32) (zhihui_statement_get_integer (rows, 3) - 1)))
      {
        write_push (request, &writer, rows);
        request->n_rows++;
      }
  zhihui_statement_reset (rows);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

/* GET /pushes: newest first. */
char *
zhihui_route_pushes (ZhihuiRequest *request)
{
  static const char sql[] =
    "SELECT id, at, recipient, unit_id, kind, subject, level, text, read_at, read_by FROM push"
    " WHERE (?1 = 0 OR read_at IS NULL) AND (?2 = '' OR recipient = ?2) AND id < ?3"
    " ORDER BY id DESC LIMIT ?4";
  const char *const answers[] = { "0", "1", NULL };
  const char       *recipient = zhihui_query_get_text (request->query, "recipient", MAX_TEXT_BYTES);
  guint             unread = 0;
  gint64            before = G_MAXINT64, limit = PUSHES_LIMIT;
  ZhihuiStatement  *rows;

  zhihui_query_get_word (request->query, "unread", answers, &unread);
  zhihui_query_get_number (request->query, "before", 1, G_MAXINT64, &before);
  zhihui_query_get_number (request->query, "limit", 1, PUSHES_MAX, &limit);
  if (!zhihui_request_check (request))
    return NULL;

  rows = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  zhihui_statement_bind_integer (rows, 1, unread);
  zhihui_statement_bind_text (rows, 2, recipient != NULL ? recipient : "");
  zhihui_statement_bind_integer (rows, 3, before);
  zhihui_statement_bind_integer (rows, 4, limit);
  return write_pushes (request, rows);
}

/* POST /pushes/{id}/read: answers with the push as it is now, as a list of one. */
char *
zhihui_route_read_push (ZhihuiRequest *request)
{
  static const char sql[] = "SELECT id, at, recipient, unit_id, kind, subject, level, text,"
                            " read_at, read_by FROM push WHERE id = ?1";
  ZhihuiStore      *store = zhihui_platform_get_store (request->platform);
  gint64 now = zhihui_figures_get_as_of (zhihui_platform_get_figures (request->platform));
  g_auto (Note) note = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean         is_there = FALSE;
  ZhihuiStatement *rows;
  gint64           id;

  if (!zhihui_request_check (request))
    return NULL;
  if (!g_str_has_prefix (request->argument, "p-") ||
      !g_ascii_string_to_signed (request->argument + 2, 10, 1, G_MAXINT64, &id, NULL))
    return zhihui_request_not_found (request);
  if (request->content == NULL || !read_note (request->content, &note))
    return zhihui_request_refuse (
      request, 400, "bad_parameter", "the body is {\"by\":\"name of a person\"}");

  if (!zhihui_push_mark_read (store, id, note.by, now, &is_there, &error))
    {
      g_warning ("push: %s", error->message);
      return zhihui_request_refuse (request, 500, "internal", "the database cannot be written");
    }
  if (!is_there)
    return zhihui_request_not_found (request);

  zhihui_platform_touch (request->platform);
  rows = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (rows, 1, id);
  return write_pushes (request, rows);
}
