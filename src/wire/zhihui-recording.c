/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recording.h"

#include <string.h>

#include "zhihui-wire-parts.h"

typedef struct
{
  char *resource; /* owned */
  char *file;     /* owned */
} Entry;

static const ZhihuiWireMember entry_members[] = {
  ZHIHUI_WIRE_NEED (Entry, resource, "resource", TEXT),
  ZHIHUI_WIRE_NEED (Entry, file, "file", TEXT),
};

static gboolean
read_entry (ZhihuiWireReader *reader, gpointer target)
{
  GHashTable **files = target;
  Entry        entry = { 0 };
  gboolean     ok =
    zhihui_wire_reader_read_object (reader, entry_members, G_N_ELEMENTS (entry_members), &entry);

  /* A file beside recording.json: nothing else can be named. */
  if (ok && (entry.file[0] == '\0' || entry.file[0] == '.' || strchr (entry.file, '/') != NULL))
    ok = zhihui_wire_reader_fail (reader, "file", "is not the name of a file in this folder");
  if (ok)
    g_hash_table_insert (*files, g_steal_pointer (&entry.resource), g_steal_pointer (&entry.file));

  g_free (entry.resource);
  g_free (entry.file);
  return ok;
}

static const ZhihuiWireMember recording_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiRecording, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRecording, as_of, "as_of", INSTANT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiRecording, files, "files", read_entry),
};

/**
 * zhihui_recording_decode:
 * @body: text of recording.json
 * @error: return location
 *
 * Returns: (transfer full): the recording, or %NULL with @error set
 */
ZhihuiRecording *
zhihui_recording_decode (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiRecording) self = g_new0 (ZhihuiRecording, 1);

  self->as_of = ZHIHUI_NO_INSTANT;
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!zhihui_wire_read_root (
        body, recording_members, G_N_ELEMENTS (recording_members), self, error))
    return NULL;

  zhihui_wire_fill_text (&self->name, "");
  return g_steal_pointer (&self);
}

/**
 * zhihui_recording_free:
 * @self: (transfer full) (nullable): a recording
 */
void
zhihui_recording_free (ZhihuiRecording *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_hash_table_unref (self->files);
  g_free (self);
}
