/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-meeting-book.h"
#include "zhihui-wire-reader.h"
#include "zhihui-wire-telling.h"

#define MAX_ID_BYTES 128

ZhihuiMeetingEntry *
zhihui_meeting_entry_new (void)
{
  ZhihuiMeetingEntry *self = g_new0 (ZhihuiMeetingEntry, 1);

  self->time = self->starts_at = self->ends_at = self->due_at = ZHIHUI_NO_INSTANT;
  self->expected = self->received = -1;
  self->units = g_ptr_array_new_with_free_func (g_free);
  self->cases = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
zhihui_meeting_entry_free (ZhihuiMeetingEntry *self)
{
  char **texts[] = { &self->id,           &self->type,       &self->by,           &self->kind,
                     &self->title,        &self->unit,       &self->public_title, &self->host_unit,
                     &self->text,         &self->decision,   &self->join_url,     &self->provider,
                     &self->provider_key, &self->public_text };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->cases);
  g_free (self);
}

static gboolean
read_code (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **codes = target;
  char       *code = NULL;

  if ((*codes)->len >= ZHIHUI_WIRE_MOST_LISTED)
    return zhihui_wire_reader_fail (reader, NULL, "is a list too long");
  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &code))
    return FALSE;

  g_ptr_array_add (*codes, code);
  return TRUE;
}

static const ZhihuiWireMember data_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiMeetingEntry, by, "by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, kind, "kind", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, public_title, "public_title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, host_unit, "host_unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, unit, "unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, text, "text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, public_text, "public_text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, decision, "decision", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, join_url, "join_url", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, provider, "provider", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, provider_key, "provider_key", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, starts_at, "starts_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, ends_at, "ends_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, expected, "expected", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, received, "received", COUNT),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeetingEntry, units, "units", read_code),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeetingEntry, cases, "cases", read_code),
};

static gboolean
read_content (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, data_members, G_N_ELEMENTS (data_members), target);
}

static const ZhihuiWireMember entry_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiMeetingEntry, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiMeetingEntry, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingEntry, time, "time", INSTANT),
  ZHIHUI_WIRE_NEED_PART ("data", read_content),
};

/* Control characters were made blanks by the reader. */
static gboolean
check (const ZhihuiMeetingEntry *self, GError **error)
{
  const struct
  {
    const char *name, *text;
    gsize       max;
    gboolean    may_be_empty;
  } texts[] = {
    { "id", self->id, MAX_ID_BYTES, FALSE },
    { "type", self->type, MAX_ID_BYTES, FALSE },
    { "data.by", self->by, 256, FALSE },
    { "data.title", self->title, 600, FALSE },
    { "data.public_title", self->public_title, 600, TRUE },
    { "data.text", self->text, 2000, FALSE },
    { "data.public_text", self->public_text, 600, TRUE },
    { "data.join_url", self->join_url, 2048, FALSE },
    { "data.provider", self->provider, 64, FALSE },
    { "data.provider_key", self->provider_key, 255, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].text == NULL)
        continue;
      g_strstrip ((char *) texts[i].text);
      if ((*texts[i].text != '\0' || texts[i].may_be_empty) &&
          strlen (texts[i].text) <= texts[i].max)
        continue;
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "%s is empty or too long", texts[i].name);
      return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_meeting_entry_read:
 * @body: (nullable): a CloudEvents 1.0 envelope as JSON, docs/wire.md
 *
 * Returns: (transfer full) (nullable): INVALID with the name of the member that is wrong
 */
ZhihuiMeetingEntry *
zhihui_meeting_entry_read (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiMeetingEntry) self = zhihui_meeting_entry_new ();
  g_autoptr (ZhihuiWireReader) reader = NULL;
  g_autoptr (GError) why = NULL;
  gboolean good;

  if (body != NULL)
    reader = zhihui_wire_reader_new (body, &why);
  good = reader != NULL &&
         zhihui_wire_reader_read_object (reader, entry_members, G_N_ELEMENTS (entry_members), self);
  if (reader != NULL && !good)
    zhihui_wire_reader_give_error (reader, &why);
  if (!good)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, why != NULL ? why->message : "there is no body");
      return NULL;
    }
  return check (self, error) ? g_steal_pointer (&self) : NULL;
}
