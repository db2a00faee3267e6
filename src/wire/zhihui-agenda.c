/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-agenda.h"

#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"

#define MAX_REASONS 20
#define MAX_TITLE 200 /* characters */

void
zhihui_agenda_meeting_free (ZhihuiAgendaMeeting *self)
{
  if (self == NULL)
    return;

  g_free (self->uid);
  g_free (self->title);
  g_free (self->join_url);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_free (self->organizer);
  g_free (self);
}

ZhihuiAgenda *
zhihui_agenda_new (void)
{
  ZhihuiAgenda *self = g_new0 (ZhihuiAgenda, 1);

  self->meetings = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_agenda_meeting_free);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
zhihui_agenda_free (ZhihuiAgenda *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->meetings);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/**
 * zhihui_agenda_refuse:
 * @reason: why an event is not taken: in English, nothing of the feed's own text
 */
void
zhihui_agenda_refuse (ZhihuiAgenda *self, const char *reason)
{
  g_return_if_fail (self != NULL && reason != NULL);

  self->n_refused++;
  if (self->reasons->len < MAX_REASONS)
    g_ptr_array_add (self->reasons,
                     g_strdup_printf ("event %" G_GINT64_FORMAT ": %s", self->n_events, reason));
}

/**
 * zhihui_agenda_make_title:
 * @text: what another system calls a meeting
 *
 * Returns: (transfer full): one line of at most 200 characters, valid UTF-8
 */
char *
zhihui_agenda_make_title (const char *text)
{
  g_autofree char *title = g_utf8_make_valid (text, -1);

  for (char *c = title; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_strstrip (title);
  return g_utf8_strlen (title, -1) > MAX_TITLE ? g_utf8_substring (title, 0, MAX_TITLE)
                                               : g_steal_pointer (&title);
}

static void
write_texts (ZhihuiWireWriter *writer, const char *name, GPtrArray *texts)
{
  if (texts == NULL)
    return;

  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < texts->len; i++)
    zhihui_wire_writer_text (writer, NULL, texts->pdata[i]);
  zhihui_wire_writer_close_list (writer);
}

static void
write_meeting (ZhihuiWireWriter *writer, const ZhihuiAgendaMeeting *meeting)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "uid", meeting->uid);
  zhihui_wire_writer_text (writer, "title", meeting->title);
  if (meeting->join_url != NULL)
    zhihui_wire_writer_text (writer, "join_url", meeting->join_url);
  if (meeting->recurrence_at != ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_integer (writer, "recurrence_at", meeting->recurrence_at);
  zhihui_wire_writer_integer (writer, "starts_at", meeting->starts_at);
  zhihui_wire_writer_integer (writer, "ends_at", meeting->ends_at);
  zhihui_wire_writer_integer (writer, "sequence", meeting->sequence);
  zhihui_wire_writer_boolean (writer, "all_day", meeting->all_day);
  zhihui_wire_writer_boolean (writer, "cancelled", meeting->cancelled);
  write_texts (writer, "links", meeting->links);
  write_texts (writer, "categories", meeting->categories);
  if (meeting->organizer != NULL)
    zhihui_wire_writer_text (writer, "organizer", meeting->organizer);
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_agenda_encode:
 *
 * Returns: (transfer full): JSON for zhihui_agenda_decode()
 */
char *
zhihui_agenda_encode (ZhihuiAgenda *self)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiWireWriter writer;

  g_return_val_if_fail (self != NULL, NULL);

  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_integer (&writer, "from", self->from);
  zhihui_wire_writer_integer (&writer, "to", self->to);
  zhihui_wire_writer_integer (&writer, "events", self->n_events);
  zhihui_wire_writer_integer (&writer, "refused", self->n_refused);
  zhihui_wire_writer_integer (&writer, "beyond", self->n_beyond);
  write_texts (&writer, "reasons", self->reasons);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < self->meetings->len; i++)
    write_meeting (&writer, self->meetings->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static gboolean
read_text (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **texts = target;
  char       *text = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &text))
    return FALSE;

  g_ptr_array_add (*texts, text);
  return TRUE;
}

static const ZhihuiWireMember meeting_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, uid, "uid", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAgendaMeeting, join_url, "join_url", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAgendaMeeting, recurrence_at, "recurrence_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, starts_at, "starts_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, ends_at, "ends_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, sequence, "sequence", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, all_day, "all_day", BOOLEAN),
  ZHIHUI_WIRE_NEED (ZhihuiAgendaMeeting, cancelled, "cancelled", BOOLEAN),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiAgendaMeeting, links, "links", read_text),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiAgendaMeeting, categories, "categories", read_text),
  ZHIHUI_WIRE_MAY (ZhihuiAgendaMeeting, organizer, "organizer", TEXT),
};

static gboolean
read_meeting (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray          **meetings = target;
  ZhihuiAgendaMeeting *meeting = g_new0 (ZhihuiAgendaMeeting, 1);

  meeting->recurrence_at = ZHIHUI_NO_INSTANT;
  meeting->links = g_ptr_array_new_with_free_func (g_free);
  meeting->categories = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (*meetings, meeting);
  return zhihui_wire_reader_read_object (
    reader, meeting_members, G_N_ELEMENTS (meeting_members), meeting);
}

static const ZhihuiWireMember feed_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiAgenda, from, "from", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiAgenda, to, "to", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiAgenda, n_events, "events", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiAgenda, n_refused, "refused", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiAgenda, n_beyond, "beyond", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiAgenda, reasons, "reasons", read_text),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiAgenda, meetings, "items", read_meeting),
};

/**
 * zhihui_agenda_decode:
 * @text: of zhihui_agenda_encode(); trusted no more than the feed it was made from
 *
 * Returns: (transfer full) (nullable)
 */
ZhihuiAgenda *
zhihui_agenda_decode (GBytes *text, GError **error)
{
  g_autoptr (ZhihuiAgenda) self = zhihui_agenda_new ();
  g_autoptr (ZhihuiWireReader) reader = zhihui_wire_reader_new (text, error);

  if (reader == NULL)
    return NULL;
  if (!zhihui_wire_reader_read_object (reader, feed_members, G_N_ELEMENTS (feed_members), self))
    {
      zhihui_wire_reader_give_error (reader, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}
