/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-event.h"

#include <math.h>
#include <string.h>

#include "zhihui-wire-reader.h"

static gboolean read_data (ZhihuiWireReader *reader, gpointer target);

static const ZhihuiWireMember envelope[] = {
  ZHIHUI_WIRE_NEED (ZhihuiWireEvent, specversion, "specversion", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiWireEvent, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiWireEvent, source, "source", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiWireEvent, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, subject, "subject", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, time, "time", INSTANT),
  ZHIHUI_WIRE_MAY_PART ("data", read_data),
};

static const ZhihuiWireMember data[] = {
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, unit, "unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, role, "role", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, reason, "reason", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, text, "text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, by, "by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, approved_by, "approved_by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, into, "into", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, solved, "solved", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, told_by, "source", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, meeting, "meeting", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, closed_level, "closed_level", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, level, "level", INTEGER),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, days, "days", INTEGER),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, accepted, "accepted", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, new_facts, "new_facts", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, kind, "type", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, channel, "channel", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, topic, "topic", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, no, "no", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, complainant, "complainant", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, phone, "phone", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, address, "address", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, item, "item", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, mode, "mode", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, input_mode, "input_mode", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, repeat_of, "repeat_of", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, lon, "lon", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, lat, "lat", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiWireEvent, anonymous, "anonymous", BOOLEAN),
};

static gboolean
read_data (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, data, G_N_ELEMENTS (data), target);
}

void
zhihui_wire_event_init (ZhihuiWireEvent *self)
{
  *self = (ZhihuiWireEvent){ .time = ZHIHUI_NO_INSTANT,
                             .level = -1,
                             .days = -1,
                             .due_at = ZHIHUI_NO_INSTANT,
                             .accepted = -1,
                             .new_facts = -1,
                             .lon = NAN,
                             .lat = NAN,
                             .anonymous = -1 };
}

static void
clear_texts (ZhihuiWireEvent *self, const ZhihuiWireMember *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    if (members[i].kind == ZHIHUI_WIRE_TEXT)
      g_clear_pointer ((char **) (gpointer) ((char *) self + members[i].offset), g_free);
}

void
zhihui_wire_event_clear (ZhihuiWireEvent *self)
{
  clear_texts (self, envelope, G_N_ELEMENTS (envelope));
  clear_texts (self, data, G_N_ELEMENTS (data));
}

static void
add_to_digest (const ZhihuiWireEvent  *self,
               const ZhihuiWireMember *members,
               guint                   n_members,
               GChecksum              *digest)
{
  for (guint i = 0; i < n_members; i++)
    {
      gconstpointer value = (const char *) self + members[i].offset;
      gsize         size = sizeof (gint64);

      if (members[i].kind == ZHIHUI_WIRE_VALUE)
        continue;
      if (members[i].kind == ZHIHUI_WIRE_TEXT)
        {
          value = *(char *const *) value;
          size = value != NULL ? strlen (value) + 1 : 0; /* with its end: texts stay apart */
        }
      else if (members[i].kind == ZHIHUI_WIRE_BOOLEAN)
        size = sizeof (int);
      if (size > 0)
        {
          g_checksum_update (digest, (const guchar *) members[i].name, -1);
          g_checksum_update (digest, value, (gssize) size);
        }
    }
}

/**
 * zhihui_wire_event_get_digest:
 *
 * Returns: (transfer full): SHA-256 of all that is known of the event, in hexadecimal: how it was
 *   written does not matter
 */
char *
zhihui_wire_event_get_digest (const ZhihuiWireEvent *self)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);

  add_to_digest (self, envelope, G_N_ELEMENTS (envelope), digest);
  add_to_digest (self, data, G_N_ELEMENTS (data), digest);
  return g_strdup (g_checksum_get_string (digest));
}

/**
 * zhihui_wire_decode_event:
 * @event: initialized; the caller clears it, also after an error
 * @member: (out) (optional) (transfer full): after an error the member that is missing or of
 *   another kind, as "data.level"
 */
gboolean
zhihui_wire_decode_event (GBytes *body, ZhihuiWireEvent *event, char **member, GError **error)
{
  ZhihuiWireReader *reader;
  gboolean          ok;

  g_return_val_if_fail (body != NULL && event != NULL, FALSE);

  reader = zhihui_wire_reader_new (body, error);
  if (reader == NULL)
    {
      if (member != NULL)
        *member = g_strdup ("");
      return FALSE;
    }

  ok = zhihui_wire_reader_read_object (reader, envelope, G_N_ELEMENTS (envelope), event);
  if (!ok && member != NULL)
    *member = g_strdup (zhihui_wire_reader_get_failed_member (reader));
  if (!ok)
    zhihui_wire_reader_give_error (reader, error);
  zhihui_wire_reader_free (reader);
  return ok;
}

typedef struct
{
  GBytes    *body;
  GPtrArray *parts;
  guint      max;
} Split;

static gboolean
read_part (ZhihuiWireReader *reader, gpointer target)
{
  Split      *split = target;
  const char *start = g_bytes_get_data (split->body, NULL);
  const char *from = zhihui_wire_reader_get_place (reader);

  zhihui_wire_reader_skip (reader);
  if (split->parts->len <= split->max)
    g_ptr_array_add (
      split->parts,
      g_bytes_new_from_bytes (split->body,
                              (gsize) (from - start),
                              (gsize) (zhihui_wire_reader_get_place (reader) - from)));
  return TRUE;
}

/**
 * zhihui_wire_split_list:
 * @max: so many elements are wanted; one more shows that there were more
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): the elements, each to be decoded by
 *   itself, so that a bad one does not spoil the others; %NULL when the body is no list
 */
GPtrArray *
zhihui_wire_split_list (GBytes *body, guint max, GError **error)
{
  ZhihuiWireReader *reader;
  Split             split = { body, NULL, max };

  g_return_val_if_fail (body != NULL, NULL);

  reader = zhihui_wire_reader_new (body, error);
  if (reader == NULL)
    return NULL;

  split.parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (!zhihui_wire_reader_read_array (reader, read_part, &split))
    {
      zhihui_wire_reader_give_error (reader, error);
      g_clear_pointer (&split.parts, g_ptr_array_unref);
    }
  zhihui_wire_reader_free (reader);
  return split.parts;
}
