/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-rewriter.h"

#include "zhihui-case-words.h"
#include "zhihui-wire-parts.h"

typedef struct
{
  const char *name;
  gint64      at;
} Moment;

static void
write_moments (ZhihuiWireWriter *writer, const Moment *moments, guint n)
{
  for (guint i = 0; i < n; i++)
    zhihui_wire_writer_instant (writer, moments[i].name, moments[i].at);
}

static void
write_unit (ZhihuiWireWriter *writer, const ZhihuiUnitName *unit)
{
  zhihui_wire_writer_open_object (writer, "unit");
  zhihui_wire_writer_text (writer, "id", unit->id);
  zhihui_wire_writer_text (writer, "name", unit->name);
  zhihui_wire_writer_close_object (writer);
}

static void
write_truth (ZhihuiWireWriter *writer, const char *name, int truth)
{
  if (truth < 0)
    zhihui_wire_writer_null (writer, name);
  else
    zhihui_wire_writer_boolean (writer, name, truth);
}

static void
write_work (ZhihuiWireWriter *writer, const ZhihuiCaseWork *work)
{
  if (work == NULL)
    {
      zhihui_wire_writer_null (writer, "assignment");
      return;
    }

  const Moment moments[] = {
    { "dispatched_at", work->dispatched_at },
    { "sign_due_at", work->sign_due_at },
    { "signed_at", work->signed_at },
    { "contact_due_at", work->contact_due_at },
    { "contacted_at", work->contacted_at },
    { "due_at", work->due_at },
    { "replied_at", work->replied_at },
    { "suspended_at", work->suspended_at },
    { "return_requested_at", work->return_requested_at },
  };

  zhihui_wire_writer_open_object (writer, "assignment");
  zhihui_wire_writer_integer (writer, "seq", work->seq);
  zhihui_wire_writer_text (writer, "role", "main");
  write_unit (writer, &work->unit);
  write_moments (writer, moments, G_N_ELEMENTS (moments));
  write_truth (writer, "on_time", work->replied_at <= work->due_at);
  zhihui_wire_writer_boolean (writer, "redo", work->is_redo);
  zhihui_wire_writer_boolean (writer, "extended", work->is_extended);
  write_truth (writer, "return_accepted", work->return_accepted);
  zhihui_wire_writer_text (writer, "due_rule", work->due_rule);
  zhihui_wire_writer_boolean (writer, "calendar_provisional", work->is_provisional);
  zhihui_wire_writer_close_object (writer);
}

static void
write_parts (ZhihuiWireWriter *writer, const GPtrArray *parts)
{
  zhihui_wire_writer_open_list (writer, "co");
  for (guint i = 0; i < parts->len; i++)
    {
      const ZhihuiCasePart *part = parts->pdata[i];
      const Moment          moments[] = { { "dispatched_at", part->dispatched_at },
                                          { "due_at", part->due_at },
                                          { "signed_at", part->signed_at },
                                          { "replied_at", part->replied_at } };

      zhihui_wire_writer_open_object (writer, NULL);
      write_unit (writer, &part->unit);
      write_moments (writer, moments, G_N_ELEMENTS (moments));
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_clocks (ZhihuiWireWriter *writer, const ZhihuiDeskCase *one)
{
  const Moment always[] = { { "accept_due_at", one->accept_due_at },
                            { "dispatch_due_at", one->dispatch_due_at },
                            { "objection_due_at", one->objection_due_at },
                            { "call_back_due_at", one->call_back_due_at },
                            { "fix_due_at", one->fix_due_at } };
  const Moment whole[] = { { "notice_due_at", one->notice_due_at },
                           { "close_due_at", one->close_due_at } };

  zhihui_wire_writer_open_object (writer, "clocks");
  write_moments (writer, always, G_N_ELEMENTS (always));
  if (one->notice_due_at != ZHIHUI_NO_INSTANT || one->close_due_at != ZHIHUI_NO_INSTANT ||
      one->close_extended || one->close_suspended)
    {
      write_moments (writer, whole, G_N_ELEMENTS (whole));
      zhihui_wire_writer_boolean (writer, "close_extended", one->close_extended);
      zhihui_wire_writer_boolean (writer, "suspended", one->close_suspended);
    }
  zhihui_wire_writer_close_object (writer);
}

static void
write_events (ZhihuiWireWriter *writer, const GPtrArray *events)
{
  if (events == NULL)
    return;

  zhihui_wire_writer_open_list (writer, "events");
  for (guint i = 0; i < events->len; i++)
    {
      const ZhihuiCaseEvent *event = events->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_instant (writer, "at", event->at);
      zhihui_wire_writer_text (writer, "type", event->type);
      zhihui_wire_writer_text (writer, "actor_role", event->actor_role);
      zhihui_wire_writer_text (writer, "unit", event->unit_id);
      zhihui_wire_writer_text (writer, "role", event->role);
      zhihui_wire_writer_text (writer, "text", event->text);
      zhihui_wire_writer_text (writer, "by", event->by);
      zhihui_wire_writer_text (writer, "solved", event->solved);
      zhihui_wire_writer_text (writer, "into", event->into);
      zhihui_wire_write_known_count (writer, "level", event->level);
      zhihui_wire_write_known_count (writer, "days", event->days);
      write_truth (writer, "accepted", event->accepted);
      zhihui_wire_writer_instant (writer, "due_at", event->due_at);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_person (ZhihuiWireWriter *writer, const ZhihuiDeskCase *one)
{
  zhihui_wire_writer_open_object (writer, "complainant");
  zhihui_wire_writer_text (writer, "display", one->complainant);
  zhihui_wire_writer_text (writer, "phone", one->phone);
  zhihui_wire_writer_text (writer, "address", one->address);
  zhihui_wire_writer_boolean (writer, "masked", one->is_masked);
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_null (writer, "lon"); /* a desk's map asks elsewhere */
  zhihui_wire_writer_null (writer, "lat");
}

static void
write_marks (ZhihuiWireWriter *writer, guint marks)
{
  zhihui_wire_writer_open_list (writer, "marks");
  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    if ((marks >> i & 1) != 0)
      zhihui_wire_writer_text (writer, NULL, zhihui_case_mark_get_id ((ZhihuiCaseMarks) (1u << i)));
  zhihui_wire_writer_close_list (writer);
}

static void
write_case (ZhihuiWireWriter *writer, const ZhihuiDeskCase *one)
{
  const Moment moments[] = { { "submitted_at", one->submitted_at },
                             { "accepted_at", one->accepted_at },
                             { "closed_at", one->closed_at } };

  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", one->id);
  zhihui_wire_writer_text (writer, "no", one->no);
  zhihui_wire_writer_text (writer, "type", one->type);
  zhihui_wire_writer_open_object (writer, "topic");
  zhihui_wire_writer_text (writer, "code", one->topic_code);
  zhihui_wire_writer_text (writer, "name", one->topic);
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_text (writer, "channel", one->channel);
  zhihui_wire_writer_text (writer, "state", one->state);
  zhihui_wire_writer_text (writer, "region", one->region);
  zhihui_wire_writer_text (writer, "title", one->title);
  write_moments (writer, moments, G_N_ELEMENTS (moments));
  write_person (writer, one);
  write_work (writer, one->work);
  write_marks (writer, one->marks);
  write_parts (writer, one->parts);
  write_clocks (writer, one);
  write_events (writer, one->events);
  if (one->updated_at != ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_instant (writer, "updated_at", one->updated_at);
  zhihui_wire_writer_close_object (writer);
}

char *
case_rewriter_write_cases (ZhihuiDeskCases *cases, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  zhihui_wire_open_list (&writer, zone, &cases->stamp, NULL);
  zhihui_wire_write_known_count (&writer, "restricted_total", cases->n_restricted);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < cases->items->len; i++)
    write_case (&writer, cases->items->pdata[i]);
  return zhihui_wire_close_list (&writer, cases->next);
}

char *
case_rewriter_write_requests (ZhihuiDeskRequests *requests, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  zhihui_wire_open_list (&writer, zone, &requests->stamp, NULL);
  zhihui_wire_write_known_count (&writer, "restricted_total", requests->n_restricted);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < requests->items->len; i++)
    {
      const ZhihuiDeskRequest *request = requests->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", request->id);
      zhihui_wire_writer_text (&writer, "kind", request->kind);
      zhihui_wire_writer_text (&writer, "state", "waiting");
      zhihui_wire_writer_instant (&writer, "requested_at", request->requested_at);
      zhihui_wire_writer_text (&writer, "case", request->case_id);
      zhihui_wire_writer_text (&writer, "no", request->no);
      write_unit (&writer, &request->unit);
      zhihui_wire_write_known_count (&writer, "days", request->days);
      zhihui_wire_writer_text (&writer, "reason", request->reason);
      zhihui_wire_writer_instant (&writer, "due_at", request->due_at);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, requests->next);
}
