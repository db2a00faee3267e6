/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-event-reader.h"

#include <string.h>

#define MAX_ID 256
#define BOM "\xEF\xBB\xBF"
#define BOM_LENGTH 3

struct _ZhihuiEventReader
{
  ZhihuiServerEventFunc func;
  gpointer              user_data;
  GString              *line; /* owned: of which the end has not come yet */
  GString              *type; /* owned */
  GString              *data; /* owned: each line ends in "\n" */
  GString              *id;   /* owned: of the event at hand */
  char                 *last; /* owned: id of the last event */
  gint64                retry_ms;
  gboolean              is_begun; /* the first bytes were seen: no mark of the order can follow */
  gboolean              is_after_cr; /* a line feed now belongs to the line before */
  gboolean              is_too_long; /* the rest of the line at hand is dropped */
  gboolean              is_cut;      /* the event at hand lacks something */
};

/**
 * zhihui_event_reader_new:
 * @func: (scope forever): called for each event while bytes are taken
 * @user_data: for @func
 *
 * Returns: (transfer full): a reader that expects the beginning of a stream
 */
ZhihuiEventReader *
zhihui_event_reader_new (ZhihuiServerEventFunc func, gpointer user_data)
{
  ZhihuiEventReader *self = g_new0 (ZhihuiEventReader, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->type = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->id = g_string_new (NULL);
  self->last = g_strdup ("");
  self->retry_ms = -1;

  return self;
}

/**
 * zhihui_event_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
zhihui_event_reader_free (ZhihuiEventReader *self)
{
  if (self == NULL)
    return;

  g_string_free (self->line, TRUE);
  g_string_free (self->type, TRUE);
  g_string_free (self->data, TRUE);
  g_string_free (self->id, TRUE);
  g_free (self->last);
  g_free (self);
}

static void
give_event (ZhihuiEventReader *self)
{
  ZhihuiServerEvent event = { .is_cut = self->is_cut };

  g_free (self->last);
  self->last = g_strdup (self->id->str);

  if (self->data->len > 0 || self->is_cut)
    {
      if (self->data->len > 0)
        g_string_truncate (self->data, self->data->len - 1);
      event.type = self->type->len > 0 ? self->type->str : "message";
      event.data = self->data->str;
      event.id = self->last;
      self->func (&event, self->user_data);
    }

  g_string_truncate (self->data, 0);
  g_string_truncate (self->type, 0);
  self->is_cut = FALSE;
}

static void
take_retry (ZhihuiEventReader *self, const char *value)
{
  guint64 ms;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &ms, NULL))
    self->retry_ms = (gint64) ms;
}

static void
take_data (ZhihuiEventReader *self, const char *value)
{
  if (self->data->len + strlen (value) >= ZHIHUI_EVENT_MAX_DATA)
    {
      self->is_cut = TRUE;
      return;
    }

  g_string_append (self->data, value);
  g_string_append_c (self->data, '\n');
}

static void
take_field (ZhihuiEventReader *self, const char *name, const char *value)
{
  if (g_str_equal (name, "data"))
    take_data (self, value);
  else if (g_str_equal (name, "event"))
    g_string_assign (self->type, value);
  else if (g_str_equal (name, "id"))
    {
      if (strlen (value) <= MAX_ID)
        g_string_assign (self->id, value);
    }
  else if (g_str_equal (name, "retry"))
    take_retry (self, value);
}

static void
take_line (ZhihuiEventReader *self)
{
  g_autofree char *text = NULL;
  char            *value;

  if (self->is_too_long)
    {
      self->is_too_long = FALSE;
      self->is_cut = self->is_cut || self->line->str[0] != ':';
      g_string_truncate (self->line, 0);
      return;
    }
  if (self->line->len == 0)
    {
      give_event (self);
      return;
    }

  /* An id with NUL is none; elsewhere NUL becomes what stands for a character that is none. */
  if (memchr (self->line->str, '\0', self->line->len) != NULL &&
      strncmp (self->line->str, "id:", 3) == 0)
    g_string_truncate (self->line, 0);
  text = g_utf8_make_valid (self->line->str, (gssize) self->line->len);
  g_string_truncate (self->line, 0);

  value = strchr (text, ':');
  if (value == text || *text == '\0')
    return;
  if (value == NULL)
    {
      take_field (self, text, "");
      return;
    }

  *value++ = '\0';
  if (*value == ' ')
    value++;
  take_field (self, text, value);
}

static void
take_byte (ZhihuiEventReader *self, char byte)
{
  gboolean is_end = byte == '\n' || byte == '\r';
  gboolean is_second = byte == '\n' && self->is_after_cr;

  self->is_after_cr = byte == '\r';
  if (is_second)
    return;

  if (is_end)
    {
      self->is_begun = TRUE;
      take_line (self);
      return;
    }

  if (self->line->len >= ZHIHUI_EVENT_MAX_LINE)
    {
      self->is_too_long = TRUE;
      return;
    }
  g_string_append_c (self->line, byte);

  if (!self->is_begun && self->line->len == BOM_LENGTH)
    {
      self->is_begun = TRUE;
      if (memcmp (self->line->str, BOM, BOM_LENGTH) == 0)
        g_string_truncate (self->line, 0);
    }
}

/**
 * zhihui_event_reader_take:
 * @self: a reader
 * @bytes: the next ones
 * @length: how many
 *
 * Bytes may be cut anywhere. What is larger than may be is dropped: the event it belongs to says
 * so.
 */
void
zhihui_event_reader_take (ZhihuiEventReader *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    take_byte (self, bytes[i]);
}

/**
 * zhihui_event_reader_get_id:
 * @self: a reader
 *
 * Returns: (transfer none): the id from which a stream can be taken up again, "" none
 */
const char *
zhihui_event_reader_get_id (ZhihuiEventReader *self)
{
  return self->last;
}

/**
 * zhihui_event_reader_get_retry_ms:
 * @self: a reader
 *
 * Returns: how long to wait before coming again, in milliseconds; −1 not given
 */
gint64
zhihui_event_reader_get_retry_ms (ZhihuiEventReader *self)
{
  return self->retry_ms;
}
