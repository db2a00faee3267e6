/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-request.h"
#include "zhihui-wire-event.h"
#include "zhihui-wire-writer.h"

#define MAX_EVENTS 500

/* What came in of one event, and what became of it. */
typedef struct
{
  ZhihuiWireEvent told;
  ZhihuiOutcome   outcome;
} Item;

static void
clear_item (gpointer data)
{
  Item *item = data;

  zhihui_wire_event_clear (&item->told);
  zhihui_outcome_clear (&item->outcome);
}

static gboolean
check_type (ZhihuiRequest *request, const char *second)
{
  g_autofree char *detail = NULL;
  const char      *type = request->content_type;
  gsize            length = type != NULL ? strcspn (type, "; ") : 0;

  if (type != NULL &&
      ((length == strlen ("application/json") &&
        g_ascii_strncasecmp (type, "application/json", length) == 0) ||
       (length == strlen (second) && g_ascii_strncasecmp (type, second, length) == 0)))
    return TRUE;

  detail = g_strdup_printf ("the body is application/json or %s", second);
  zhihui_request_refuse (request, 415, "unsupported_type", detail);
  return FALSE;
}

static ZhihuiSender
get_sender (const ZhihuiRequest *request)
{
  return (ZhihuiSender){ .is_admin = (request->scopes & ZHIHUI_SCOPE_ADMIN) != 0,
                         .may_report = (request->scopes & ZHIHUI_SCOPE_EVENTS) != 0,
                         .may_instruct = (request->scopes & ZHIHUI_SCOPE_INSTRUCT) != 0,
                         .unit = request->unit,
                         .actor = request->asker };
}

/* Reads @body into @item; what is wrong with it is its outcome. */
static void
read_item (GBytes *body, Item *item)
{
  g_autofree char *member = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_missing;

  zhihui_wire_event_init (&item->told);
  if (g_bytes_get_size (body) > ZHIHUI_WIRE_EVENT_MAX_BYTES)
    {
      zhihui_outcome_refuse (
        &item->outcome, 413, "too_large", NULL, NULL, "an event has at most 64 KiB");
      return;
    }
  if (zhihui_wire_decode_event (body, &item->told, &member, &error))
    return;

  is_missing = g_str_has_suffix (error->message, "is missing");
  zhihui_outcome_refuse (&item->outcome,
                         400,
                         member == NULL || *member == '\0' ? "malformed" : "bad_parameter",
                         member != NULL && *member != '\0' ? member : "body",
                         is_missing ? "missing" : "malformed",
                         error->message);
}

/* FALSE after a refusal: the database failed. */
static gboolean
take_items (ZhihuiRequest *request, GArray *items)
{
  ZhihuiSender  sender = get_sender (request);
  gint64        now = zhihui_platform_clock_get_now (zhihui_platform_get_clock (request->platform));
  ZhihuiIntake *intake;
  gboolean      done = TRUE;
  g_autoptr (GError) error = NULL;

  intake = zhihui_platform_begin_intake (request->platform, &error);
  if (intake == NULL)
    {
      zhihui_request_refuse_writing (request, error);
      return FALSE;
    }

  for (guint i = 0; done && i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (item->outcome.status == 0)
        done = zhihui_intake_take (intake, &sender, &item->told, now, &item->outcome, &error);
    }
  done = zhihui_platform_end_intake (request->platform, done, done ? &error : NULL);
  if (!done)
    zhihui_request_refuse_writing (request, error);
  return done;
}

static void
write_outcome (ZhihuiWireWriter *writer, const Item *item)
{
  const ZhihuiOutcome *outcome = &item->outcome;
  g_autofree char     *subject = g_strdup_printf ("c-%" G_GINT64_FORMAT, outcome->case_id);

  zhihui_wire_writer_text (writer, "id", item->told.id);
  zhihui_wire_writer_text (writer, "subject", subject);
  zhihui_wire_writer_integer (writer, "event", outcome->event_id);
  zhihui_wire_writer_text (
    writer, "state", zhihui_case_state_get_id ((ZhihuiCaseState) outcome->state));
}

static void
write_refusal (ZhihuiWireWriter *writer, const Item *item)
{
  const ZhihuiOutcome *outcome = &item->outcome;

  if (item->told.id != NULL)
    zhihui_wire_writer_text (writer, "id", item->told.id);
  zhihui_wire_writer_text (writer, "code", outcome->code);
  zhihui_wire_writer_text (writer, "detail", outcome->detail);
  zhihui_wire_writer_open_list (writer, "errors");
  if (outcome->member != NULL)
    {
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "name", outcome->member);
      zhihui_wire_writer_text (writer, "reason", outcome->reason);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/* One event: taken, or refused with a problem of its own. */
static char *
answer_one (ZhihuiRequest *request, GArray *items)
{
  const Item      *item = &g_array_index (items, Item, 0);
  ZhihuiWireWriter writer;

  if (item->outcome.status == 0 && !take_items (request, items))
    return NULL;
  if (item->outcome.status >= 400)
    {
      if (item->outcome.member != NULL)
        zhihui_query_add_fault (request->query, item->outcome.member, item->outcome.reason);
      return zhihui_request_refuse (
        request, item->outcome.status, item->outcome.code, item->outcome.detail);
    }

  zhihui_request_open_answer (request, &writer);
  write_outcome (&writer, item);
  zhihui_wire_writer_close_object (&writer);
  request->is_new = item->outcome.status == 201;
  request->n_rows = 1;
  return zhihui_wire_writer_finish (&writer);
}

static GArray *
new_items (guint n)
{
  GArray *items = g_array_sized_new (FALSE, TRUE, sizeof (Item), n);

  g_array_set_clear_func (items, clear_item);
  g_array_set_size (items, n);
  return items;
}

static gboolean
check_single (ZhihuiRequest *request)
{
  return zhihui_request_check (request) && check_type (request, "application/cloudevents+json");
}

/* POST /cases: a case comes in. */
char *
zhihui_route_submit (ZhihuiRequest *request)
{
  g_autoptr (GArray) items = new_items (1);
  Item           *item = &g_array_index (items, Item, 0);
  ZhihuiEventKind kind;

  if (!check_single (request))
    return NULL;

  read_item (request->content, item);
  if (item->outcome.status == 0 &&
      (!zhihui_event_kind_parse (item->told.type, &kind) || kind != ZHIHUI_EVENT_SUBMITTED))
    zhihui_outcome_refuse (&item->outcome,
                           400,
                           "bad_parameter",
                           "type",
                           "unknown_value",
                           "a case comes in as cn.zhihui.case.submitted.v1");
  return answer_one (request, items);
}

/* POST /cases/{id}/events: what happens to this case. */
char *
zhihui_route_event (ZhihuiRequest *request)
{
  g_autoptr (GArray) items = new_items (1);
  Item           *item = &g_array_index (items, Item, 0);
  ZhihuiEventKind kind;

  if (!check_single (request))
    return NULL;

  read_item (request->content, item);
  if (item->outcome.status == 0 && item->told.subject == NULL)
    item->told.subject = g_strdup (request->argument);
  if (item->outcome.status == 0 && !g_str_equal (item->told.subject, request->argument))
    zhihui_outcome_refuse (&item->outcome,
                           400,
                           "bad_parameter",
                           "subject",
                           "not_of_this_path",
                           "subject names another case than the address");
  if (item->outcome.status == 0 && zhihui_event_kind_parse (item->told.type, &kind) &&
      kind == ZHIHUI_EVENT_SUBMITTED)
    zhihui_outcome_refuse (&item->outcome,
                           400,
                           "bad_parameter",
                           "type",
                           "not_of_this_path",
                           "a case comes in by POST /cases or /events");
  return answer_one (request, items);
}

static char *
answer_many (ZhihuiRequest *request, GArray *items)
{
  ZhihuiWireWriter writer;
  guint            n_taken = 0;

  for (guint i = 0; i < items->len; i++)
    n_taken += g_array_index (items, Item, i).outcome.status < 400;

  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_integer (&writer, "taken", n_taken);
  zhihui_wire_writer_integer (&writer, "refused", items->len - n_taken);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_integer (&writer, "index", i);
      zhihui_wire_writer_integer (&writer, "status", item->outcome.status);
      if (item->outcome.status < 400)
        write_outcome (&writer, item);
      else
        write_refusal (&writer, item);
      zhihui_wire_writer_close_object (&writer);
    }
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  request->n_rows = n_taken;
  return zhihui_wire_writer_finish (&writer);
}

/* POST /events: many events in one transaction; a bad one is refused and the others are taken. */
char *
zhihui_route_events (ZhihuiRequest *request)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GArray) items = NULL;
  g_autoptr (GError) error = NULL;

  if (!zhihui_request_check (request) ||
      !check_type (request, "application/cloudevents-batch+json"))
    return NULL;

  parts = zhihui_wire_split_list (request->content, MAX_EVENTS, &error);
  if (parts == NULL)
    {
      zhihui_query_add_fault (request->query, "body", "malformed");
      return zhihui_request_refuse (request, 400, "malformed", error->message);
    }
  if (parts->len > MAX_EVENTS)
    return zhihui_request_refuse (request, 413, "too_large", "at most 500 events at once");

  items = new_items (parts->len);
  for (guint i = 0; i < parts->len; i++)
    read_item (parts->pdata[i], &g_array_index (items, Item, i));
  return take_items (request, items) ? answer_many (request, items) : NULL;
}
