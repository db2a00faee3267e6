/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-reader-private.h"

#include <math.h>
#include <string.h>

#include "zhihui-wire-text.h"

#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740992) /* 2^53 */
#define MAX_INSTANT_TEXT 40

static gboolean
read_text (ZhihuiWireReader *self, char **text)
{
  gboolean    has_escape = FALSE;
  const char *from = self->at + 1;
  const char *to;

  if (*self->at != '"')
    return zhihui_wire_reader_fail_type (self, "a text");

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
    return zhihui_wire_reader_fail_type (self, "a time");

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
    return zhihui_wire_reader_fail_type (self, "a number");

  while (to < self->end && zhihui_wire_is_bare (*to))
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

  if (at == self->end || !zhihui_wire_is_bare (*at))
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
    return zhihui_wire_reader_fail_type (self, "a whole number");
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
    return zhihui_wire_reader_fail_type (self, "true or false");

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
