/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-room-list.h"

#include <string.h>

#include "zhihui-agenda.h"
#include "zhihui-error.h"

#define MAX_ID_BYTES 255
#define MAX_ROOMS 10000
#define MAX_DEPTH 32
#define ROOM_DEPTH 3 /* response, meetings, meeting */

typedef enum
{
  FIELD_NONE,
  FIELD_RETURN_CODE,
  FIELD_ID,
  FIELD_NAME,
  FIELD_CREATED,
  FIELD_START,
  FIELD_END,
  FIELD_RUNNING,
  FIELD_FORCED,
  FIELD_PARTICIPANTS,
} Field;

/* The only elements that are read. */
static const struct
{
  const char *name;
  guint       depth; /* elements around it */
  Field       field;
} fields[] = {
  { "returncode", 1, FIELD_RETURN_CODE },
  { "meetingID", ROOM_DEPTH, FIELD_ID },
  { "meetingName", ROOM_DEPTH, FIELD_NAME },
  { "createTime", ROOM_DEPTH, FIELD_CREATED },
  { "startTime", ROOM_DEPTH, FIELD_START },
  { "endTime", ROOM_DEPTH, FIELD_END },
  { "running", ROOM_DEPTH, FIELD_RUNNING },
  { "hasBeenForciblyEnded", ROOM_DEPTH, FIELD_FORCED },
  { "participantCount", ROOM_DEPTH, FIELD_PARTICIPANTS },
};

typedef struct
{
  GPtrArray  *rooms; /* owned */
  ZhihuiRoom *room;  /* owned: the one at hand, or NULL */
  guint       depth;
  Field       field; /* the element at hand */
  GString    *text;  /* owned: of the element at hand */
  gboolean    succeeded;
} Reading;

void
zhihui_room_free (ZhihuiRoom *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

static Field
find_field (const char *name, guint depth)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].depth == depth && g_str_equal (fields[i].name, name))
      return fields[i].field;

  return FIELD_NONE;
}

static void
start_element (GMarkupParseContext *context,
               const char          *name,
               const char         **names,
               const char         **values,
               gpointer             user_data,
               GError             **error)
{
  Reading *self = user_data;

  if (self->depth >= MAX_DEPTH || (self->depth == 0 && !g_str_equal (name, "response")))
    {
      g_set_error_literal (error,
                           G_MARKUP_ERROR,
                           G_MARKUP_ERROR_INVALID_CONTENT,
                           "this is not an answer to getMeetings");
      return;
    }

  if (self->depth == ROOM_DEPTH - 1 && g_str_equal (name, "meeting"))
    {
      self->room = g_new0 (ZhihuiRoom, 1);
      self->room->created_at = self->room->started_at = self->room->ended_at = ZHIHUI_NO_INSTANT;
    }
  self->field =
    self->depth < ROOM_DEPTH || self->room != NULL ? find_field (name, self->depth) : FIELD_NONE;
  g_string_truncate (self->text, 0);
  self->depth++;
}

/* Milliseconds since the epoch; 0 has not happened. */
static gint64
read_instant (const char *text)
{
  gint64 ms;

  if (!g_ascii_string_to_signed (text, 10, 1, G_GINT64_CONSTANT (7258118400000), &ms, NULL))
    return ZHIHUI_NO_INSTANT;
  return ms / 1000;
}

static void
keep_field (ZhihuiRoom *room, Field field, const char *text)
{
  gint64 number;

  switch (field)
    {
    case FIELD_ID:
      g_free (room->id);
      room->id = strlen (text) <= MAX_ID_BYTES ? g_strdup (text) : NULL;
      break;
    case FIELD_NAME:
      g_free (room->name);
      room->name = zhihui_agenda_make_title (text);
      break;
    case FIELD_CREATED:
      room->created_at = read_instant (text);
      break;
    case FIELD_START:
      room->started_at = read_instant (text);
      break;
    case FIELD_END:
      room->ended_at = read_instant (text);
      break;
    case FIELD_RUNNING:
      room->is_running = g_str_equal (text, "true");
      break;
    case FIELD_FORCED:
      room->was_forced_to_end = g_str_equal (text, "true");
      break;
    case FIELD_PARTICIPANTS:
      if (g_ascii_string_to_signed (text, 10, 0, 1000000, &number, NULL))
        room->n_participants = (int) number;
      break;
    case FIELD_NONE:
    case FIELD_RETURN_CODE:
    default:
      break;
    }
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  self->depth--;
  g_strstrip (self->text->str);
  if (self->field == FIELD_RETURN_CODE)
    self->succeeded = g_str_equal (self->text->str, "SUCCESS");
  else if (self->field != FIELD_NONE && self->room != NULL)
    keep_field (self->room, self->field, self->text->str);
  self->field = FIELD_NONE;

  if (self->depth != ROOM_DEPTH - 1 || self->room == NULL)
    return;
  if (self->room->id != NULL && *self->room->id != '\0' && self->rooms->len < MAX_ROOMS)
    {
      if (self->room->name == NULL)
        self->room->name = g_strdup ("");
      g_ptr_array_add (self->rooms, g_steal_pointer (&self->room));
    }
  g_clear_pointer (&self->room, zhihui_room_free);
}

static void
read_text (
  GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  if (self->field != FIELD_NONE && self->text->len + length <= 4096)
    g_string_append_len (self->text, text, (gssize) length);
}

static void
set_error (const GError *why, GError **error)
{
  /* The parser's own words quote the text around the fault, and passwords stand there. */
  if (why != NULL && g_error_matches (why, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT))
    g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, why->message);
  else
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "the XML of this answer is not sound");
}

/**
 * zhihui_room_list_parse:
 * @body: what the server answered to getMeetings
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiRoom): NULL with MALFORMED when it is
 *   something else or the server refused; the error quotes nothing of the answer
 */
GPtrArray *
zhihui_room_list_parse (GBytes *body, GError **error)
{
  const GMarkupParser parser = { start_element, end_element, read_text, NULL, NULL };
  Reading             self = { .text = g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) why = NULL;
  gsize       length;
  const char *text = g_bytes_get_data (body, &length);
  gboolean    good;

  self.rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_room_free);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  good = length > 0 && length <= ZHIHUI_ROOM_LIST_MAX_BYTES &&
         g_markup_parse_context_parse (context, text, (gssize) length, &why) &&
         g_markup_parse_context_end_parse (context, &why);
  if (!good)
    set_error (why, error);
  else if (!self.succeeded)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, "the meeting server refused to answer");

  g_string_free (self.text, TRUE);
  zhihui_room_free (self.room);
  if (good && self.succeeded)
    return self.rooms;

  g_ptr_array_unref (self.rooms);
  return NULL;
}
