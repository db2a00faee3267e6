/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-writer.h"

#include <math.h>
#include <string.h>

/* Six decimals: a tenth of a metre, and a hundredth of what the wall shows of a rate. */
#define DECIMALS 6
#define SCALE 1000000
#define MAX_SCALED 1e9 /* below it a number times SCALE is exact to half a unit */

void
zhihui_wire_writer_init (ZhihuiWireWriter *self, ZhihuiZone *zone)
{
  self->text = g_string_sized_new (4096);
  self->zone = zone;
}

/**
 * zhihui_wire_writer_finish:
 * @self: a writer whose objects and lists are all closed
 *
 * Returns: (transfer full): the text. The writer is spent.
 */
char *
zhihui_wire_writer_finish (ZhihuiWireWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

static void
append_quoted (GString *text, const char *string)
{
  const char *plain = string;

  g_string_append_c (text, '"');
  for (; *string != '\0'; string++)
    {
      guchar c = (guchar) *string;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;

      g_string_append_len (text, plain, string - plain);
      plain = string + 1;
      if (c == '"' || c == '\\')
        g_string_append_printf (text, "\\%c", c);
      else
        g_string_append_printf (text, "\\u%04x", c);
    }

  g_string_append_len (text, plain, string - plain);
  g_string_append_c (text, '"');
}

/* Boards are thousands of numbers: printf () would take longer than counting them does. */
static void
append_digits (GString *text, guint64 number)
{
  char  digits[20]; /* of 2^64 */
  char *at = digits + sizeof digits;

  do
    {
      *--at = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);
  g_string_append_len (text, at, digits + sizeof digits - at);
}

/* Behind the point, without trailing zeros. */
static void
append_fraction (GString *text, guint64 fraction)
{
  char  digits[DECIMALS + 1];
  gsize n = sizeof digits;

  digits[0] = '.';
  for (gsize i = DECIMALS; i > 0; i--)
    {
      digits[i] = (char) ('0' + fraction % 10);
      fraction /= 10;
    }
  while (digits[n - 1] == '0')
    n--;
  g_string_append_len (text, digits, (gssize) n);
}

/* A comma where one is due, then the name. */
static void
begin_member (ZhihuiWireWriter *self, const char *name)
{
  GString *text = self->text;

  if (text->len > 0 && text->str[text->len - 1] != '{' && text->str[text->len - 1] != '[')
    g_string_append_c (text, ',');

  if (name != NULL)
    {
      append_quoted (text, name);
      g_string_append_c (text, ':');
    }
}

void
zhihui_wire_writer_open_object (ZhihuiWireWriter *self, const char *name)
{
  begin_member (self, name);
  g_string_append_c (self->text, '{');
}

void
zhihui_wire_writer_close_object (ZhihuiWireWriter *self)
{
  g_string_append_c (self->text, '}');
}

void
zhihui_wire_writer_open_list (ZhihuiWireWriter *self, const char *name)
{
  begin_member (self, name);
  g_string_append_c (self->text, '[');
}

void
zhihui_wire_writer_close_list (ZhihuiWireWriter *self)
{
  g_string_append_c (self->text, ']');
}

void
zhihui_wire_writer_null (ZhihuiWireWriter *self, const char *name)
{
  begin_member (self, name);
  g_string_append (self->text, "null");
}

/**
 * zhihui_wire_writer_text:
 * @self: a writer
 * @name: (nullable): name of the member
 * @text: (nullable): its text; %NULL writes null, what is not UTF-8 is replaced
 */
void
zhihui_wire_writer_text (ZhihuiWireWriter *self, const char *name, const char *text)
{
  if (text == NULL)
    {
      zhihui_wire_writer_null (self, name);
      return;
    }

  begin_member (self, name);
  if (g_utf8_validate (text, -1, NULL))
    {
      append_quoted (self->text, text);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      append_quoted (self->text, valid);
    }
}

void
zhihui_wire_writer_integer (ZhihuiWireWriter *self, const char *name, gint64 integer)
{
  begin_member (self, name);
  if (integer < 0)
    g_string_append_c (self->text, '-');
  append_digits (self->text, integer < 0 ? -(guint64) integer : (guint64) integer);
}

/**
 * zhihui_wire_writer_number:
 * @self: a writer
 * @name: (nullable): name of the member
 * @number: written with at most six decimals, without trailing zeros; null when it is not finite
 */
void
zhihui_wire_writer_number (ZhihuiWireWriter *self, const char *name, double number)
{
  char    buffer[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 scaled;
  guint64 fraction;

  if (!isfinite (number))
    {
      zhihui_wire_writer_null (self, name);
      return;
    }

  begin_member (self, name);
  if (fabs (number) >= MAX_SCALED)
    {
      g_string_append (self->text, g_ascii_dtostr (buffer, sizeof buffer, number));
      return;
    }

  scaled = (guint64) llround (fabs (number) * SCALE);
  fraction = scaled % SCALE;
  if (number < 0 && scaled > 0)
    g_string_append_c (self->text, '-');
  append_digits (self->text, scaled / SCALE);
  if (fraction > 0)
    append_fraction (self->text, fraction);
}

void
zhihui_wire_writer_boolean (ZhihuiWireWriter *self, const char *name, gboolean truth)
{
  begin_member (self, name);
  g_string_append (self->text, truth ? "true" : "false");
}

/**
 * zhihui_wire_writer_instant:
 * @self: a writer
 * @name: (nullable): name of the member
 * @instant: written as RFC 3339 in the writer's zone; %ZHIHUI_NO_INSTANT is null
 */
void
zhihui_wire_writer_instant (ZhihuiWireWriter *self, const char *name, gint64 instant)
{
  g_autofree char *text = NULL;

  if (instant != ZHIHUI_NO_INSTANT)
    text = zhihui_zone_format_rfc3339 (self->zone, instant);

  zhihui_wire_writer_text (self, name, text);
}

void
zhihui_wire_writer_stamp (ZhihuiWireWriter *self, gint64 as_of, const char *revision)
{
  zhihui_wire_writer_instant (self, "as_of", as_of);
  zhihui_wire_writer_text (self, "revision", revision != NULL ? revision : "");
}
