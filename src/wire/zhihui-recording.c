/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recording.h"

#include <string.h>

#include "zhihui-wire-parts.h"

typedef struct
{
  char *name;  /* owned */
  char *value; /* owned */
} Header;

static const ZhihuiWireMember recording_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiRecording, format, "format", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiRecording, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRecording, base, "base", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRecording, profile, "profile", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRecording, as_of, "as_of", INSTANT),
};

/* A file beside recording.json: nothing else can be named. */
static gboolean
is_file_name (const char *name)
{
  return name[0] != '\0' && name[0] != '.' && strchr (name, '/') == NULL;
}

/**
 * zhihui_recording_encode:
 * @recording: what is recorded
 *
 * Its as_of is written with a profile only: else the answers tell it.
 *
 * Returns: (transfer full): text of recording.json
 */
char *
zhihui_recording_encode (const ZhihuiRecording *recording)
{
  g_autoptr (ZhihuiZone) utc = zhihui_zone_new ("UTC", NULL);
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, utc);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_integer (&writer,
                              "format",
                              recording->profile != NULL ? ZHIHUI_RECORDING_FORMAT_PROFILE
                                                         : ZHIHUI_RECORDING_FORMAT);
  zhihui_wire_writer_text (&writer, "name", recording->name);
  zhihui_wire_writer_text (&writer, "base", recording->base);
  if (recording->profile != NULL)
    {
      zhihui_wire_writer_text (&writer, "profile", recording->profile);
      if (recording->as_of != ZHIHUI_NO_INSTANT)
        zhihui_wire_writer_instant (&writer, "as_of", recording->as_of);
    }
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

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
  if (!zhihui_wire_read_root (
        body, recording_members, G_N_ELEMENTS (recording_members), self, error))
    return NULL;

  if (self->format !=
      (self->profile != NULL ? ZHIHUI_RECORDING_FORMAT_PROFILE : ZHIHUI_RECORDING_FORMAT))
    {
      zhihui_wire_fail (error, "format: %" G_GINT64_FORMAT " is not known here", self->format);
      return NULL;
    }
  zhihui_wire_fill_text (&self->name, "");
  zhihui_wire_fill_text (&self->base, "");
  if (self->base[0] != '\0' && self->base[0] != '/')
    {
      zhihui_wire_fail (error, "base: is not a path");
      return NULL;
    }
  if (self->profile != NULL && !is_file_name (self->profile))
    {
      zhihui_wire_fail (error, "profile: is not the name of a file in this folder");
      return NULL;
    }
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
  g_free (self->base);
  g_free (self->profile);
  g_free (self);
}

static const ZhihuiWireMember header_members[] = {
  ZHIHUI_WIRE_NEED (Header, name, "name", TEXT),
  ZHIHUI_WIRE_NEED (Header, value, "value", TEXT),
};

/* Letters, digits and '-': a name that can go into a head as it is. */
static gboolean
is_header_name (const char *name)
{
  return name[0] != '\0' &&
         strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == strlen (name);
}

static gboolean
read_header (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **headers = target;
  Header      header = { 0 };
  gboolean    ok =
    zhihui_wire_reader_read_object (reader, header_members, G_N_ELEMENTS (header_members), &header);

  if (ok && !is_header_name (header.name))
    ok = zhihui_wire_reader_fail (reader, "name", "is not the name of a header");
  if (ok)
    {
      g_ptr_array_add (*headers, g_steal_pointer (&header.name));
      g_ptr_array_add (*headers, g_steal_pointer (&header.value));
    }

  g_free (header.name);
  g_free (header.value);
  return ok;
}

static const ZhihuiWireMember answer_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiRecordedAnswer, at_ms, "at_ms", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiRecordedAnswer, took_ms, "took_ms", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiRecordedAnswer, path, "path", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiRecordedAnswer, status, "status", COUNT_32),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiRecordedAnswer, headers, "headers", read_header),
  ZHIHUI_WIRE_MAY (ZhihuiRecordedAnswer, file, "file", TEXT),
};

/**
 * zhihui_recorded_answer_encode:
 * @answer: an answer
 *
 * Returns: (transfer full): a line of answers.jsonl, without its end
 */
char *
zhihui_recorded_answer_encode (const ZhihuiRecordedAnswer *answer)
{
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_integer (&writer, "at_ms", answer->at_ms);
  zhihui_wire_writer_integer (&writer, "took_ms", answer->took_ms);
  zhihui_wire_writer_text (&writer, "path", answer->path);
  zhihui_wire_writer_integer (&writer, "status", answer->status);
  zhihui_wire_writer_open_list (&writer, "headers");
  for (guint i = 0; answer->headers != NULL && i + 1 < answer->headers->len; i += 2)
    {
      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "name", answer->headers->pdata[i]);
      zhihui_wire_writer_text (&writer, "value", answer->headers->pdata[i + 1]);
      zhihui_wire_writer_close_object (&writer);
    }
  zhihui_wire_writer_close_list (&writer);
  if (answer->file != NULL)
    zhihui_wire_writer_text (&writer, "file", answer->file);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static gboolean
check_answer (const ZhihuiRecordedAnswer *self, GError **error)
{
  if (self->path[0] != '/')
    return zhihui_wire_fail (error, "path: does not begin with /");
  if (self->status != 0 && (self->status < 200 || self->status > 599))
    return zhihui_wire_fail (error, "status: %d is none of an answer", self->status);
  if (self->file != NULL && !is_file_name (self->file))
    return zhihui_wire_fail (error, "file: is not the name of a file in this folder");

  return TRUE;
}

/**
 * zhihui_recorded_answer_decode:
 * @line: a line of answers.jsonl
 * @error: return location
 *
 * Returns: (transfer full): the answer, or %NULL with @error set
 */
ZhihuiRecordedAnswer *
zhihui_recorded_answer_decode (GBytes *line, GError **error)
{
  g_autoptr (ZhihuiRecordedAnswer) self = g_new0 (ZhihuiRecordedAnswer, 1);

  self->headers = g_ptr_array_new_with_free_func (g_free);
  if (!zhihui_wire_read_root (line, answer_members, G_N_ELEMENTS (answer_members), self, error) ||
      !check_answer (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_recorded_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
zhihui_recorded_answer_free (ZhihuiRecordedAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->file);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_free (self);
}
