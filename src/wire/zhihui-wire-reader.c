/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-reader.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire-text.h"
#include "zhihui-wire.h"

#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740992) /* 2^53 */
#define MAX_INSTANT_TEXT 40

/* A step from the root to where the reader stands, for messages. */
typedef struct
{
  const char *name; /* borrowed; NULL for an element of an array */
  guint       index;
} Step;

/* Inside the guarded text brackets and quotes always pair, so nothing here looks for the end but
 * what reads a bare number. */
struct _ZhihuiWireReader
{
  GBytes     *body;
  const char *at; /* at the first byte of a value whenever a public function is called */
  const char *end;
  Step        steps[ZHIHUI_WIRE_MAX_DEPTH + 1];
  guint       n_steps;
  GError     *error;  /* the first */
  char       *failed; /* owned: where that was, or NULL */
};

static void
skip_blanks (ZhihuiWireReader *self)
{
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
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
  ZhihuiWireReader *self;
  gsize             length;
  const char       *text = g_bytes_get_data (body, &length);

  if (!zhihui_wire_guard_check (text, length, error))
    return NULL;

  self = g_new0 (ZhihuiWireReader, 1);
  self->body = g_bytes_ref (body);
  self->at = text;
  self->end = text + length;
  skip_blanks (self);
  return self;
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

static gboolean
fail_type (ZhihuiWireReader *self, const char *due)
{
  g_autofree char *what =
    g_strdup_printf ("is %s where %s is due", describe_value (*self->at), due);

  return zhihui_wire_reader_fail (self, NULL, what);
}

static gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '+' || c == '.';
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
      else if (is_bare (*at))
        {
          while (at < self->end && is_bare (*at))
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

static gboolean
read_text (ZhihuiWireReader *self, char **text)
{
  gboolean    has_escape = FALSE;
  const char *from = self->at + 1;
  const char *to;

  if (*self->at != '"')
    return fail_type (self, "a text");

  to = zhihui_wire_text_find_end (from, &has_escape);
  g_free (*text);
  *text = zhihui_wire_text_copy (from, to);
  self->at = to + 1;
  return TRUE;
}

static gboolean
read_instant (ZhihuiWireReader *self, gint64 *instant)
{
  char        text[MAX_INSTANT_TEXT];
  gboolean    has_escape = FALSE;
  const char *from = self->at + 1;
  const char *to;
  gsize       length;

  if (*self->at != '"')
    return fail_type (self, "a time");

  to = zhihui_wire_text_find_end (from, &has_escape);
  length = (gsize) (to - from);
  if (length >= sizeof text)
    return zhihui_wire_reader_fail (self, NULL, "is not a time of RFC 3339");

  memcpy (text, from, length);
  text[length] = '\0';
  if (!zhihui_instant_parse_rfc3339 (text, instant, NULL))
    return zhihui_wire_reader_fail (self, NULL, "is not a time of RFC 3339");

  self->at = to + 1;
  return TRUE;
}

static gboolean
read_number (ZhihuiWireReader *self, double *number)
{
  const char *from = self->at;
  const char *to = from;

  if (*from != '-' && !g_ascii_isdigit (*from))
    return fail_type (self, "a number");

  while (to < self->end && is_bare (*to))
    to++;

  *number = zhihui_wire_text_to_double (from, to);
  self->at = to;
  return TRUE;
}

static gboolean
read_ratio (ZhihuiWireReader *self, double *ratio)
{
  double number;

  if (!read_number (self, &number))
    return FALSE;
  if (number < 0 || number > 1)
    return zhihui_wire_reader_fail (self, NULL, "is not between 0 and 1");

  *ratio = number;
  return TRUE;
}

/* 7, 7.0 and 7e0 are the same whole number. */
static gboolean
read_whole (ZhihuiWireReader *self, gint64 *integer)
{
  const char *from = self->at;
  const char *at = from + (*from == '-');
  gint64      value = 0;
  double      number;

  while (at < self->end && g_ascii_isdigit (*at) && value <= MAX_INTEGER)
    value = value * 10 + (*at++ - '0');

  if (at == self->end || !is_bare (*at))
    {
      self->at = at;
      *integer = *from == '-' ? -value : value;
      return TRUE;
    }

  if (!read_number (self, &number))
    return FALSE;
  if (fabs (number) > (double) MAX_INTEGER || fabs (number - trunc (number)) > 0)
    return zhihui_wire_reader_fail (self, NULL, "is not a whole number");

  *integer = (gint64) number;
  return TRUE;
}

static gboolean
read_integer (ZhihuiWireReader *self, gint64 min, gint64 max, gint64 *integer)
{
  gint64 value = 0;

  if (*self->at != '-' && !g_ascii_isdigit (*self->at))
    return fail_type (self, "a whole number");
  if (!read_whole (self, &value))
    return FALSE;
  if (value < min)
    return zhihui_wire_reader_fail (self, NULL, min == 0 ? "is below 0" : "is too small");
  if (value > max)
    return zhihui_wire_reader_fail (self, NULL, "is too large");

  *integer = value;
  return TRUE;
}

static gboolean
read_boolean (ZhihuiWireReader *self, gboolean *truth)
{
  if (*self->at != 't' && *self->at != 'f')
    return fail_type (self, "true or false");

  *truth = *self->at == 't';
  return zhihui_wire_reader_skip (self);
}

static gboolean
read_int (ZhihuiWireReader *self, gint64 min, int *integer)
{
  gint64 value;

  if (!read_integer (self, min, G_MAXINT, &value))
    return FALSE;

  *integer = (int) value;
  return TRUE;
}

/**
 * zhihui_wire_reader_read:
 * @self: a reader
 * @kind: any but %ZHIHUI_WIRE_VALUE and %ZHIHUI_WIRE_LIST
 * @target: a variable of the type that @kind names
 *
 * Reads the value at hand and passes it.
 *
 * Returns: whether it is of that kind
 */
gboolean
zhihui_wire_reader_read (ZhihuiWireReader *self, ZhihuiWireKind kind, gpointer target)
{
  switch (kind)
    {
    case ZHIHUI_WIRE_TEXT:
      return read_text (self, target);
    case ZHIHUI_WIRE_INSTANT:
      return read_instant (self, target);
    case ZHIHUI_WIRE_INTEGER:
      return read_integer (self, -MAX_INTEGER, MAX_INTEGER, target);
    case ZHIHUI_WIRE_COUNT:
      return read_integer (self, 0, MAX_INTEGER, target);
    case ZHIHUI_WIRE_COUNT_32:
      return read_int (self, 0, target);
    case ZHIHUI_WIRE_INT:
      return read_int (self, G_MININT + 1, target);
    case ZHIHUI_WIRE_NUMBER:
      return read_number (self, target);
    case ZHIHUI_WIRE_RATIO:
      return read_ratio (self, target);
    case ZHIHUI_WIRE_BOOLEAN:
      return read_boolean (self, target);
    case ZHIHUI_WIRE_PLACE:
      *(const char **) target = self->at;
      return zhihui_wire_reader_skip (self);
    case ZHIHUI_WIRE_VALUE:
    case ZHIHUI_WIRE_LIST:
    default:
      g_return_val_if_reached (FALSE);
    }
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

  skip_blanks (self);
  more = *self->at == ',';
  self->at++;
  skip_blanks (self);
  return more;
}

/* Passes the opening bracket. Returns whether anything is inside; else the closing one too. */
static gboolean
pass_opening (ZhihuiWireReader *self, char closing)
{
  self->at++;
  skip_blanks (self);
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
    return fail_type (self, "an object");

  for (more = pass_opening (self, '}'); more; more = pass_separator (self))
    {
      guint i = read_name (self, members, n_members, hint);

      skip_blanks (self);
      self->at++; /* the colon */
      skip_blanks (self);

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
    return fail_type (self, "a list");

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
