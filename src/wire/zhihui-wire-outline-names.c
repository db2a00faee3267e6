/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-outline-private.h"

#include <math.h>

#include "zhihui-wire-parts.h"

/* A feature's names for itself. */
typedef struct
{
  char *code; /* all owned */
  char *adcode;
  char *id;
  char *name;
  char *own_code; /* by the fields that the caller names */
  char *own_name;
} Names;

static void
clear_names (Names *self)
{
  g_free (self->code);
  g_free (self->adcode);
  g_free (self->id);
  g_free (self->name);
  g_free (self->own_code);
  g_free (self->own_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, clear_names)

#define MAX_WHOLE 9007199254740992.0 /* 2^53 */

/* A code may be written as a number: 370302, 370302.0 and 3.70302e5 are the same, what is no whole
 * number is taken as it is written. Anything but text and number is no code. */
static gboolean
read_code (ZhihuiWireReader *reader, gpointer target)
{
  char      **code = target;
  const char *from = zhihui_wire_reader_get_place (reader);
  double      number;

  if (*from == '"')
    return zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, code);
  if (*from != '-' && !g_ascii_isdigit (*from))
    return zhihui_wire_reader_skip (reader);
  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &number))
    return FALSE;

  g_free (*code);
  if (fabs (number) <= MAX_WHOLE && fabs (number - trunc (number)) <= 0)
    *code = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  else
    *code = g_strndup (from, (gsize) (zhihui_wire_reader_get_place (reader) - from));
  return TRUE;
}

static const ZhihuiWireMember usual_members[] = {
  ZHIHUI_WIRE_MAY_VALUE (Names, code, "code", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, adcode, "adcode", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, id, "id", read_code),
  ZHIHUI_WIRE_MAY_VALUE (Names, name, "name", read_code),
};

static gboolean
read_usual (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (
    reader, usual_members, G_N_ELEMENTS (usual_members), target);
}

static gboolean
is_given (const char *field)
{
  return field != NULL && *field != '\0';
}

typedef struct
{
  const char *field;
  char      **text;
} Own;

static gboolean
read_own (ZhihuiWireReader *reader, gpointer target)
{
  const Own             *own = target;
  const ZhihuiWireMember member = { own->field, ZHIHUI_WIRE_VALUE, FALSE, 0, read_code };

  return zhihui_wire_reader_read_object (reader, &member, 1, own->text);
}

static gboolean
read_properties (const ZhihuiOutlineReading *self,
                 ZhihuiWireReader           *reader,
                 const char                 *properties,
                 Names                      *names)
{
  Own owns[] = {
    { self->fields != NULL ? self->fields->code : NULL, &names->own_code },
    { self->fields != NULL ? self->fields->name : NULL, &names->own_name },
  };

  if (!zhihui_wire_reader_read_at (reader, "properties", properties, read_usual, names))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (owns); i++)
    if (is_given (owns[i].field) &&
        !zhihui_wire_reader_read_at (reader, "properties", properties, read_own, &owns[i]))
      return FALSE;

  return TRUE;
}

/**
 * zhihui_outline_reading_name:
 * @self: what is being read
 * @reader: a reader
 * @properties: (nullable): where they stand
 * @id: (nullable): where the feature's own id stands
 * @outline: given code and name, "" without
 *
 * Returns: whether what is there can be read
 */
gboolean
zhihui_outline_reading_name (ZhihuiOutlineReading *self,
                             ZhihuiWireReader     *reader,
                             const char           *properties,
                             const char           *id,
                             ZhihuiOutline        *outline)
{
  const gboolean own_code = self->fields != NULL && is_given (self->fields->code);
  const gboolean own_name = self->fields != NULL && is_given (self->fields->name);
  g_auto (Names) names = { 0 };
  g_autofree char *feature_id = NULL;

  if (properties != NULL && !read_properties (self, reader, properties, &names))
    return FALSE;
  if (id != NULL && !zhihui_wire_reader_read_at (reader, "id", id, read_code, &feature_id))
    return FALSE;

  if (own_code)
    {
      zhihui_wire_fill_text (&outline->code, names.own_code);
      if (g_str_equal (self->fields->code, "id"))
        zhihui_wire_fill_text (&outline->code, feature_id);
    }
  else
    {
      zhihui_wire_fill_text (&outline->code, names.code);
      zhihui_wire_fill_text (&outline->code, names.adcode);
      zhihui_wire_fill_text (&outline->code, feature_id);
      zhihui_wire_fill_text (&outline->code, names.id);
    }
  zhihui_wire_fill_text (&outline->name, own_name ? names.own_name : names.name);
  zhihui_wire_fill_text (&outline->code, "");
  zhihui_wire_fill_text (&outline->name, "");
  self->has_code = self->has_code || *outline->code != '\0';
  self->has_name = self->has_name || *outline->name != '\0';
  return TRUE;
}

/**
 * zhihui_outline_reading_keep:
 * @self: what is being read
 * @outline: (transfer full): named, or of a file that is refused
 *
 * Keeps the outline if it has a ring, else its name.
 */
void
zhihui_outline_reading_keep (ZhihuiOutlineReading *self, ZhihuiOutline *outline)
{
  if (outline->rings->len > 0)
    {
      g_ptr_array_add (self->file->outlines, outline);
      return;
    }

  if (outline->code != NULL)
    g_ptr_array_add (self->file->bare,
                     g_strdup (*outline->code != '\0' ? outline->code : outline->name));
  zhihui_outline_free (outline);
}

/**
 * zhihui_outline_reading_judge:
 * @self: what was read
 * @error: return location
 *
 * Returns: whether there is anything with an area, named by the fields that were asked for
 */
gboolean
zhihui_outline_reading_judge (const ZhihuiOutlineReading *self, GError **error)
{
  const ZhihuiOutlineFields *fields = self->fields;

  if (self->file->outlines->len == 0)
    return zhihui_wire_fail (error, "the document has no area");
  if (fields != NULL && is_given (fields->code) && !self->has_code)
    return zhihui_wire_fail (error, "no feature has a code in the property \"%s\"", fields->code);
  if (fields != NULL && is_given (fields->name) && !self->has_name)
    return zhihui_wire_fail (error, "no feature has a name in the property \"%s\"", fields->name);

  return TRUE;
}
