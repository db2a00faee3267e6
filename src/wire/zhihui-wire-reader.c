/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-reader-private.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire-text.h"
#include "zhihui-wire.h"

static ZhihuiWireReader *
make_reader (GBytes *body)
{
  ZhihuiWireReader *self = g_new0 (ZhihuiWireReader, 1);
  gsize             length;

  self->body = g_bytes_ref (body);
  self->at = g_bytes_get_data (body, &length);
  self->end = self->at + length;
  zhihui_wire_reader_skip_blanks (self);
  return self;
}

/**
 * zhihui_wire_reader_new:
 * @body: a body as it came
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a reader that stands at the root, or %NULL with the guard's
 * error
 */
ZhihuiWireReader *
zhihui_wire_reader_new (GBytes *body, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (body, &length);

  return zhihui_wire_guard_check (text, length, error) ? make_reader (body) : NULL;
}

/**
 * zhihui_wire_reader_new_for_file:
 * @content: of a file that a person chose
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a reader that stands at the root, or %NULL with the guard's
 * error
 */
ZhihuiWireReader *
zhihui_wire_reader_new_for_file (GBytes *content, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (content, &length);

  return zhihui_wire_guard_check_file (text, length, error) ? make_reader (content) : NULL;
}

void
zhihui_wire_reader_free (ZhihuiWireReader *self)
{
  g_bytes_unref (self->body);
  g_clear_error (&self->error);
  g_free (self->failed);
  g_free (self);
}

char
zhihui_wire_reader_peek (ZhihuiWireReader *self)
{
  return *self->at;
}

const char *
zhihui_wire_reader_get_place (ZhihuiWireReader *self)
{
  return self->at;
}

void
zhihui_wire_reader_set_place (ZhihuiWireReader *self, const char *place)
{
  self->at = place;
}

/**
 * zhihui_wire_reader_fail:
 * @self: a reader
 * @member: (nullable): member of the object that is being read
 * @what: what is wrong with it, "is missing"
 *
 * Keeps the first failure, with the way from the root: "items[3].unit.name is missing".
 *
 * Returns: %FALSE
 */
gboolean
zhihui_wire_reader_fail (ZhihuiWireReader *self, const char *member, const char *what)
{
  g_autoptr (GString) way = g_string_new (NULL);

  if (self->error != NULL)
    return FALSE;

  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].name != NULL)
      g_string_append_printf (way, "%s%s", way->len > 0 ? "." : "", self->steps[i].name);
    else
      g_string_append_printf (way, "[%u]", self->steps[i].index);

  if (member != NULL)
    g_string_append_printf (way, "%s%s", way->len > 0 ? "." : "", member);

  g_set_error (&self->error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_MALFORMED,
               "%s %s",
               way->len > 0 ? way->str : "the answer",
               what);
  g_free (self->failed);
  self->failed = g_strdup (way->str);
  return FALSE;
}

const char *
zhihui_wire_reader_get_failed_member (ZhihuiWireReader *self)
{
  return self->failed;
}

gboolean
zhihui_wire_reader_give_error (ZhihuiWireReader *self, GError **error)
{
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static const char *
describe_value (char first)
{
  switch (first)
    {
    case '{':
      return "an object";
    case '[':
      return "a list";
    case '"':
      return "a text";
    case 't':
    case 'f':
      return "true or false";
    case 'n':
      return "null";
    default:
      return "a number";
    }
}

/* Returns FALSE, having said what kind of value is due. */
gboolean
zhihui_wire_reader_fail_type (ZhihuiWireReader *self, const char *due)
{
  g_autofree char *what =
    g_strdup_printf ("is %s where %s is due", describe_value (*self->at), due);

  return zhihui_wire_reader_fail (self, NULL, what);
}

/* Passes the value at hand, however deep. */
gboolean
zhihui_wire_reader_skip (ZhihuiWireReader *self)
{
  guint       depth = 0;
  gboolean    has_escape;
  const char *at = self->at;

  do
    {
      if (*at == '"')
        {
          at = zhihui_wire_text_find_end (at + 1, &has_escape) + 1;
        }
      else if (zhihui_wire_is_bare (*at))
        {
          while (at < self->end && zhihui_wire_is_bare (*at))
            at++;
        }
      else
        {
          depth += *at == '{' || *at == '[';
          depth -= *at == '}' || *at == ']';
          at++;
        }
    }
  while (depth > 0);

  self->at = at;
  return TRUE;
}

/* Passes the name at hand. Returns the index of the member, or @n_members. Members mostly come in
 * the order of the table, so looking starts behind the last one found. */
static guint
read_name (ZhihuiWireReader *self, const ZhihuiWireMember *members, guint n_members, guint hint)
{
  gboolean         has_escape = FALSE;
  const char      *name = self->at + 1;
  const char      *end = zhihui_wire_text_find_end (name, &has_escape);
  gsize            length = (gsize) (end - name);
  g_autofree char *copy = NULL;

  self->at = end + 1;
  if (has_escape)
    {
      name = copy = zhihui_wire_text_copy (name, end);
      length = strlen (copy);
    }

  for (guint i = 0; i < n_members; i++)
    {
      guint j = (hint + i) % n_members;

      if (strncmp (members[j].name, name, length) == 0 && members[j].name[length] == '\0')
        return j;
    }

  return n_members;
}

static gboolean
read_member (ZhihuiWireReader *self, const ZhihuiWireMember *member, gpointer target)
{
  gpointer place = (char *) target + member->offset;
  gboolean ok;

  self->steps[self->n_steps++] = (Step){ .name = member->name };
  if (member->kind == ZHIHUI_WIRE_VALUE)
    ok = member->read (self, place);
  else if (member->kind == ZHIHUI_WIRE_LIST)
    ok = zhihui_wire_reader_read_array (self, member->read, place);
  else
    ok = zhihui_wire_reader_read (self, member->kind, place);
  self->n_steps--;
  return ok;
}

static gboolean
require_members (ZhihuiWireReader       *self,
                 const ZhihuiWireMember *members,
                 guint                   n_members,
                 guint64                 seen)
{
  for (guint i = 0; i < n_members; i++)
    if (members[i].required && !(seen >> i & 1))
      return zhihui_wire_reader_fail (self, members[i].name, "is missing");

  return TRUE;
}

/* Passes a comma or the closing bracket. Returns whether there is more. */
static gboolean
pass_separator (ZhihuiWireReader *self)
{
  gboolean more;

  zhihui_wire_reader_skip_blanks (self);
  more = *self->at == ',';
  self->at++;
  zhihui_wire_reader_skip_blanks (self);
  return more;
}

/* Passes the opening bracket. Returns whether anything is inside; else the closing one too. */
static gboolean
pass_opening (ZhihuiWireReader *self, char closing)
{
  self->at++;
  zhihui_wire_reader_skip_blanks (self);
  if (*self->at != closing)
    return TRUE;

  self->at++;
  return FALSE;
}

/**
 * zhihui_wire_reader_read_object:
 * @self: a reader
 * @members: (array length=n_members): what is wanted, at most 64
 * @n_members: how many
 * @target: the struct the offsets of @members are in, holding the defaults
 *
 * Reads the object at hand. Other members are passed over, a member given twice is refused, null is
 * absent.
 *
 * Returns: whether all that is required was there and of its kind
 */
gboolean
zhihui_wire_reader_read_object (ZhihuiWireReader       *self,
                                const ZhihuiWireMember *members,
                                guint                   n_members,
                                gpointer                target)
{
  guint64  seen = 0;
  guint    hint = 0;
  gboolean more;

  if (*self->at != '{')
    return zhihui_wire_reader_fail_type (self, "an object");

  for (more = pass_opening (self, '}'); more; more = pass_separator (self))
    {
      guint i = read_name (self, members, n_members, hint);

      zhihui_wire_reader_skip_blanks (self);
      self->at++; /* the colon */
      zhihui_wire_reader_skip_blanks (self);

      if (i == n_members || *self->at == 'n')
        {
          zhihui_wire_reader_skip (self);
          continue;
        }

      if (seen >> i & 1)
        return zhihui_wire_reader_fail (self, members[i].name, "is given twice");
      if (!read_member (self, &members[i], target))
        return FALSE;

      seen |= G_GUINT64_CONSTANT (1) << i;
      hint = i + 1;
    }

  return require_members (self, members, n_members, seen);
}

/**
 * zhihui_wire_reader_read_members:
 * @self: a reader
 * @read: reads the value of one member, or passes it
 * @target: what @read is given
 *
 * Reads an object whose members have names that say nothing, all alike.
 *
 * Returns: whether the value at hand is an object and every member was read
 */
gboolean
zhihui_wire_reader_read_members (ZhihuiWireReader *self, ZhihuiWireReadFunc read, gpointer target)
{
  gboolean more;
  gboolean ok = TRUE;
  gboolean has_escape;
  Step    *step = &self->steps[self->n_steps];

  if (*self->at != '{')
    return zhihui_wire_reader_fail_type (self, "an object");

  *step = (Step){ .name = NULL };
  self->n_steps++;
  for (more = pass_opening (self, '}'); ok && more; more = ok && pass_separator (self))
    {
      self->at = zhihui_wire_text_find_end (self->at + 1, &has_escape) + 1;
      zhihui_wire_reader_skip_blanks (self);
      self->at++; /* the colon */
      zhihui_wire_reader_skip_blanks (self);
      ok = read (self, target);
      step->index++;
    }

  self->n_steps--;
  return ok;
}

/**
 * zhihui_wire_reader_read_array:
 * @self: a reader
 * @read: reads one element
 * @target: what @read is given
 *
 * Returns: whether the value at hand is a list and every element was read
 */
gboolean
zhihui_wire_reader_read_array (ZhihuiWireReader *self, ZhihuiWireReadFunc read, gpointer target)
{
  gboolean more;
  gboolean ok = TRUE;
  Step    *step = &self->steps[self->n_steps];

  if (*self->at != '[')
    return zhihui_wire_reader_fail_type (self, "a list");

  *step = (Step){ .name = NULL };
  self->n_steps++;
  for (more = pass_opening (self, ']'); ok && more; more = ok && pass_separator (self))
    {
      ok = read (self, target);
      step->index++;
    }

  self->n_steps--;
  return ok;
}

gboolean
zhihui_wire_reader_read_at (ZhihuiWireReader  *self,
                            const char        *name,
                            const char        *place,
                            ZhihuiWireReadFunc read,
                            gpointer           target)
{
  const char *back = self->at;
  gboolean    ok;

  self->steps[self->n_steps++] = (Step){ .name = name };
  self->at = place;
  ok = read (self, target);
  self->at = back;
  self->n_steps--;
  return ok;
}
