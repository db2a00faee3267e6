/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-csv-reader.h"

#include <glib/gi18n-lib.h>

#define CHUNK_BYTES 65536
#define END_OF_FILE (-1)
#define BROKEN (-2)

struct _ZhihuiCsvReader
{
  GInputStream *stream;
  guint8        chunk[CHUNK_BYTES];
  gsize         position, filled;
  guint64       next_line; /* of the byte that comes next, from 1 */
  guint64       line;      /* where the row began */
  GString      *text;      /* fields, each ended by NUL */
  GArray       *fields;    /* (element-type gsize): where in text each begins */
  const char   *reason;    /* translated literal, or NULL */
  gboolean      is_cut;    /* the end came inside a quotation */
  GError       *error;
};

/**
 * zhihui_csv_reader_new:
 * @stream: (transfer none): is referenced
 */
ZhihuiCsvReader *
zhihui_csv_reader_new (GInputStream *stream)
{
  ZhihuiCsvReader *self = g_new0 (ZhihuiCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->next_line = 1;
  self->text = g_string_new (NULL);
  self->fields = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
zhihui_csv_reader_free (ZhihuiCsvReader *self)
{
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_array_unref (self->fields);
  g_clear_error (&self->error);
  g_free (self);
}

/* The byte that comes next, left where it is. */
static int
peek (ZhihuiCsvReader *self)
{
  if (self->position == self->filled)
    {
      gssize n =
        self->error != NULL
          ? -1
          : g_input_stream_read (self->stream, self->chunk, CHUNK_BYTES, NULL, &self->error);

      if (n <= 0)
        return n == 0 ? END_OF_FILE : BROKEN;

      self->position = 0;
      self->filled = (gsize) n;
    }

  return self->chunk[self->position];
}

static int
take (ZhihuiCsvReader *self)
{
  int byte = peek (self);

  if (byte >= 0)
    self->position++;
  if (byte == '\n')
    self->next_line++;
  return byte;
}

static void
fail (ZhihuiCsvReader *self, const char *reason)
{
  if (self->reason == NULL)
    self->reason = reason;
}

/* Once a row is bad its text is dropped, but its end is still looked for. */
static void
keep (ZhihuiCsvReader *self, int byte)
{
  if (byte == '\0')
    fail (self, _ ("a NUL byte"));
  else if (self->text->len >= ZHIHUI_CSV_MAX_ROW_BYTES)
    fail (self, _ ("longer than 1 MiB"));

  if (self->reason == NULL)
    g_string_append_c (self->text, (char) byte);
}

static void
skip_mark (ZhihuiCsvReader *self)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };

  for (guint i = 0; i < G_N_ELEMENTS (mark); i++)
    {
      if (peek (self) != mark[i])
        {
          /* Only at the start of the first chunk, so stepping back is safe. */
          self->position -= MIN (i, self->position);
          return;
        }
      take (self);
    }
}

/* The inside of a quoted field, up to and with its closing quote. */
static void
read_quoted (ZhihuiCsvReader *self)
{
  for (;;)
    {
      int byte = take (self);

      if (byte < 0)
        {
          fail (self, _ ("a quotation is not closed"));
          self->is_cut = TRUE;
          return;
        }
      if (byte == '"')
        {
          if (peek (self) != '"')
            return;
          take (self);
        }
      keep (self, byte);
    }
}

static gboolean
is_end_of_field (int byte)
{
  return byte < 0 || byte == ',' || byte == '\n' || byte == '\r';
}

/* Empty fields take room as well: a row of commas ends like a row of letters. */
static void
begin_field (ZhihuiCsvReader *self)
{
  gsize start = self->text->len;

  if (start >= ZHIHUI_CSV_MAX_ROW_BYTES)
    fail (self, _ ("longer than 1 MiB"));
  if (self->reason == NULL)
    g_array_append_val (self->fields, start);
}

static void
read_field (ZhihuiCsvReader *self)
{
  begin_field (self);

  if (peek (self) == '"')
    {
      take (self);
      read_quoted (self);
      if (!is_end_of_field (peek (self)))
        fail (self, _ ("text after a closing quotation mark"));
    }

  while (!is_end_of_field (peek (self)))
    {
      int byte = take (self);

      if (byte == '"')
        fail (self, _ ("a quotation mark inside an unquoted field"));
      keep (self, byte);
    }

  if (self->reason == NULL)
    g_string_append_c (self->text, '\0');
}

/* TRUE when another field follows. */
static gboolean
end_field (ZhihuiCsvReader *self)
{
  int byte = take (self);

  if (byte == ',')
    return TRUE;
  if (byte == '\r' && peek (self) == '\n')
    take (self);
  return FALSE;
}

static void
check_text (ZhihuiCsvReader *self)
{
  for (guint i = 0; i < self->fields->len && self->reason == NULL; i++)
    if (!g_utf8_validate (zhihui_csv_reader_get_field (self, i), -1, NULL))
      fail (self, _ ("not UTF-8"));
}

/**
 * zhihui_csv_reader_read:
 *
 * Reads the next row. Empty lines are passed over. The fields hold until the next call.
 */
ZhihuiCsvResult
zhihui_csv_reader_read (ZhihuiCsvReader *self, GError **error)
{
  if (self->next_line == 1 && self->filled == 0)
    {
      peek (self);
      skip_mark (self);
    }

  while (peek (self) == '\n' || peek (self) == '\r')
    take (self);

  g_string_truncate (self->text, 0);
  g_array_set_size (self->fields, 0);
  self->reason = NULL;
  self->line = self->next_line;

  if (peek (self) == END_OF_FILE)
    return ZHIHUI_CSV_END;

  do
    read_field (self);
  while (end_field (self));

  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return ZHIHUI_CSV_FAILED;
    }

  check_text (self);
  return self->reason == NULL ? ZHIHUI_CSV_ROW : ZHIHUI_CSV_BAD_ROW;
}

/**
 * zhihui_csv_reader_is_cut:
 *
 * Returns: whether the end came inside a quotation: all from there on is one bad row
 */
gboolean
zhihui_csv_reader_is_cut (ZhihuiCsvReader *self)
{
  return self->is_cut;
}

guint
zhihui_csv_reader_get_n_fields (ZhihuiCsvReader *self)
{
  return self->fields->len;
}

/**
 * zhihui_csv_reader_get_field:
 *
 * Returns: (transfer none): the field without its quotes, "" when the row is shorter
 */
const char *
zhihui_csv_reader_get_field (ZhihuiCsvReader *self, guint index)
{
  return index < self->fields->len ? self->text->str + g_array_index (self->fields, gsize, index)
                                   : "";
}

/**
 * zhihui_csv_reader_find_field:
 * @text: the head of a column
 *
 * Returns: which field of the row is the first that says so; %G_MAXUINT none: of that
 *   zhihui_csv_reader_get_field() gives ""
 */
guint
zhihui_csv_reader_find_field (ZhihuiCsvReader *self, const char *text)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (zhihui_csv_reader_get_field (self, i), text))
      return i;

  return G_MAXUINT;
}

/**
 * zhihui_csv_reader_get_line:
 *
 * Returns: the line of the file where the row begins, 1 is the first
 */
guint64
zhihui_csv_reader_get_line (ZhihuiCsvReader *self)
{
  return self->line;
}

const char *
zhihui_csv_reader_get_reason (ZhihuiCsvReader *self)
{
  return self->reason;
}
