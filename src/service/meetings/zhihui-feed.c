/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-feed.h"

#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"

#define MAX_REASONS 20

void
zhihui_feed_meeting_free (ZhihuiFeedMeeting *self)
{
  if (self == NULL)
    return;

  g_free (self->uid);
  g_free (self->title);
  g_free (self->join_url);
  g_free (self);
}

ZhihuiFeed *
zhihui_feed_new (void)
{
  ZhihuiFeed *self = g_new0 (ZhihuiFeed, 1);

  self->meetings = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_feed_meeting_free);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
zhihui_feed_free (ZhihuiFeed *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->meetings);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/**
 * zhihui_feed_refuse:
 * @reason: why an event is not taken: in English, nothing of the feed's own text
 */
void
zhihui_feed_refuse (ZhihuiFeed *self, const char *reason)
{
  g_return_if_fail (self != NULL && reason != NULL);

  self->n_refused++;
  if (self->reasons->len < MAX_REASONS)
    g_ptr_array_add (self->reasons,
                     g_strdup_printf ("event %" G_GINT64_FORMAT ": %s", self->n_events, reason));
}

static void
write_meeting (ZhihuiWireWriter *writer, const ZhihuiFeedMeeting *meeting)
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
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_feed_encode:
 *
 * Returns: (transfer full): JSON for zhihui_feed_decode()
 */
char *
zhihui_feed_encode (ZhihuiFeed *self)
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
  zhihui_wire_writer_open_list (&writer, "reasons");
  for (guint i = 0; i < self->reasons->len; i++)
    zhihui_wire_writer_text (&writer, NULL, self->reasons->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < self->meetings->len; i++)
    write_meeting (&writer, self->meetings->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static const ZhihuiWireMember meeting_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, uid, "uid", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiFeedMeeting, join_url, "join_url", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiFeedMeeting, recurrence_at, "recurrence_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, starts_at, "starts_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, ends_at, "ends_at", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, sequence, "sequence", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, all_day, "all_day", BOOLEAN),
  ZHIHUI_WIRE_NEED (ZhihuiFeedMeeting, cancelled, "cancelled", BOOLEAN),
};

static gboolean
read_meeting (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray        **meetings = target;
  ZhihuiFeedMeeting *meeting = g_new0 (ZhihuiFeedMeeting, 1);

  meeting->recurrence_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (*meetings, meeting);
  return zhihui_wire_reader_read_object (
    reader, meeting_members, G_N_ELEMENTS (meeting_members), meeting);
}

static gboolean
read_reason (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **reasons = target;
  char       *reason = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &reason))
    return FALSE;

  g_ptr_array_add (*reasons, reason);
  return TRUE;
}

static const ZhihuiWireMember feed_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiFeed, from, "from", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiFeed, to, "to", INTEGER),
  ZHIHUI_WIRE_NEED (ZhihuiFeed, n_events, "events", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiFeed, n_refused, "refused", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiFeed, n_beyond, "beyond", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiFeed, reasons, "reasons", read_reason),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiFeed, meetings, "items", read_meeting),
};

/**
 * zhihui_feed_decode:
 * @text: of zhihui_feed_encode(); trusted no more than the feed it was made from
 *
 * Returns: (transfer full) (nullable)
 */
ZhihuiFeed *
zhihui_feed_decode (GBytes *text, GError **error)
{
  g_autoptr (ZhihuiFeed) self = zhihui_feed_new ();
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
