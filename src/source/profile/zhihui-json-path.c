/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-json-path-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

#define MAX_SEGMENTS 32
#define MAX_SELECTORS 32
#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

/* A path being read. */
typedef struct
{
  const char *at;
  GError    **error;
  guint       n_filters; /* inside */
} Parser;

static gboolean
fail (Parser *parser, const char *what)
{
  g_set_error_literal (parser->error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, what);
  return FALSE;
}

static void
skip_blanks (Parser *parser)
{
  while (*parser->at == ' ' || *parser->at == '\t')
    parser->at++;
}

static gboolean
take (Parser *parser, const char *what)
{
  gsize length = strlen (what);

  skip_blanks (parser);
  if (strncmp (parser->at, what, length) != 0)
    return FALSE;

  parser->at += length;
  return TRUE;
}

static void
test_free (gpointer data)
{
  ZhihuiJsonTest *self = data;

  g_clear_pointer (&self->path, zhihui_json_path_free);
  g_free (self->text);
  g_free (self);
}

static void
selector_free (gpointer data)
{
  ZhihuiJsonSelector *self = data;

  g_free (self->name);
  g_clear_pointer (&self->tests, g_ptr_array_unref);
  g_free (self);
}

static void
segment_free (gpointer data)
{
  ZhihuiJsonSegment *self = data;

  g_ptr_array_unref (self->selectors);
  g_free (self);
}

/* 'text' or "text": a backslash makes the next character plain. */
static char *
read_quoted (Parser *parser)
{
  char quote = *parser->at++;
  g_autoptr (GString) text = g_string_new (NULL);

  while (*parser->at != quote)
    {
      if (*parser->at == '\\' && parser->at[1] != '\0')
        parser->at++;
      if (*parser->at == '\0')
        {
          fail (parser, _ ("a quotation is not closed"));
          return NULL;
        }
      g_string_append_c (text, *parser->at++);
    }
  parser->at++;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == ':' || (guchar) c >= 0x80;
}

static char *
read_bare_name (Parser *parser)
{
  const char *from = parser->at;

  while (is_name_byte (*parser->at))
    parser->at++;
  if (parser->at == from)
    {
      fail (parser, _ ("a name is due here"));
      return NULL;
    }

  return g_strndup (from, (gsize) (parser->at - from));
}

static gboolean
read_integer (Parser *parser, gint64 *number)
{
  char *end;

  skip_blanks (parser);
  if (!g_ascii_isdigit (*parser->at) && !(*parser->at == '-' && g_ascii_isdigit (parser->at[1])))
    return FALSE;

  *number = CLAMP (g_ascii_strtoll (parser->at, &end, 10), -MAX_INTEGER, MAX_INTEGER);
  parser->at = end;
  return TRUE;
}

static ZhihuiJsonPath *read_path (Parser *parser);

static ZhihuiJsonComparison
read_comparison (Parser *parser)
{
  static const struct
  {
    const char          *sign;
    ZhihuiJsonComparison comparison;
  } signs[] = {
    { "==", ZHIHUI_JSON_EQUAL },      { "!=", ZHIHUI_JSON_NOT_EQUAL },
    { "<=", ZHIHUI_JSON_LESS_EQUAL }, { ">=", ZHIHUI_JSON_MORE_EQUAL },
    { "<", ZHIHUI_JSON_LESS },        { ">", ZHIHUI_JSON_MORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (take (parser, signs[i].sign))
      return signs[i].comparison;

  return ZHIHUI_JSON_EXISTS;
}

static gboolean
read_literal (Parser *parser, ZhihuiJsonTest *test)
{
  static const char *const words[] = { "true", "false", "null" };
  char                    *end;

  skip_blanks (parser);
  if (*parser->at == '\'' || *parser->at == '"')
    {
      test->kind = '"';
      test->text = read_quoted (parser);
      return test->text != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (take (parser, words[i]))
      {
        test->kind = words[i][0];
        return TRUE;
      }

  test->number = g_ascii_strtod (parser->at, &end);
  if (end == parser->at)
    return fail (parser, _ ("a text, a number, true, false or null is due here"));

  parser->at = end;
  return TRUE;
}

static gboolean
read_test (Parser *parser, GPtrArray *tests, gboolean begins_or)
{
  ZhihuiJsonTest *test = g_new0 (ZhihuiJsonTest, 1);

  g_ptr_array_add (tests, test);
  test->begins_or = begins_or;
  skip_blanks (parser);
  if (*parser->at != '@')
    return fail (parser, _ ("'@' is due here"));

  test->path = read_path (parser);
  if (test->path == NULL)
    return FALSE;

  test->comparison = read_comparison (parser);
  return test->comparison == ZHIHUI_JSON_EXISTS || read_literal (parser, test);
}

static gboolean
read_filter (Parser *parser, ZhihuiJsonSelector *selector)
{
  gboolean has_bracket = take (parser, "(");
  gboolean begins_or = FALSE;

  if (parser->n_filters > 0)
    return fail (parser, _ ("a filter inside a filter is not known here"));

  parser->n_filters++;
  selector->kind = ZHIHUI_JSON_FILTER;
  selector->tests = g_ptr_array_new_with_free_func (test_free);
  do
    {
      if (selector->tests->len >= MAX_SELECTORS)
        return fail (parser, _ ("too long"));
      if (!read_test (parser, selector->tests, begins_or))
        return FALSE;

      begins_or = take (parser, "||");
    }
  while (begins_or || take (parser, "&&"));
  parser->n_filters--;

  return !has_bracket || take (parser, ")") || fail (parser, _ ("')' is due here"));
}

static gboolean
read_slice (Parser *parser, ZhihuiJsonSelector *selector, gboolean has_from)
{
  selector->kind = ZHIHUI_JSON_SLICE;
  if (!has_from)
    selector->from = 0;
  selector->has_to = read_integer (parser, &selector->to);
  selector->step = 1;
  if (take (parser, ":") && (!read_integer (parser, &selector->step) || selector->step < 1))
    return fail (parser, _ ("a step of 1 and more is due here"));

  return TRUE;
}

static gboolean
read_selector (Parser *parser, ZhihuiJsonSelector *selector)
{
  gboolean has_from;

  skip_blanks (parser);
  if (*parser->at == '\'' || *parser->at == '"')
    {
      selector->kind = ZHIHUI_JSON_NAME;
      selector->name = read_quoted (parser);
      return selector->name != NULL;
    }
  if (take (parser, "*"))
    {
      selector->kind = ZHIHUI_JSON_ALL;
      return TRUE;
    }
  if (take (parser, "?"))
    return read_filter (parser, selector);

  has_from = read_integer (parser, &selector->from);
  if (take (parser, ":"))
    return read_slice (parser, selector, has_from);
  if (!has_from)
    return fail (parser, _ ("'name', a number, '*' or '?' is due here"));

  selector->kind = ZHIHUI_JSON_INDEX;
  return TRUE;
}

static ZhihuiJsonSelector *
add_selector (ZhihuiJsonSegment *segment)
{
  ZhihuiJsonSelector *selector = g_new0 (ZhihuiJsonSelector, 1);

  g_ptr_array_add (segment->selectors, selector);
  return selector;
}

static gboolean
read_bracket (Parser *parser, ZhihuiJsonSegment *segment)
{
  do
    {
      if (segment->selectors->len >= MAX_SELECTORS)
        return fail (parser, _ ("too long"));
      if (!read_selector (parser, add_selector (segment)))
        return FALSE;
    }
  while (take (parser, ","));

  return take (parser, "]") || fail (parser, _ ("']' is due here"));
}

static gboolean
read_dotted (Parser *parser, ZhihuiJsonSegment *segment)
{
  ZhihuiJsonSelector *selector = add_selector (segment);

  if (*parser->at == '*')
    {
      parser->at++;
      selector->kind = ZHIHUI_JSON_ALL;
      return TRUE;
    }

  selector->kind = ZHIHUI_JSON_NAME;
  selector->name = read_bare_name (parser);
  return selector->name != NULL;
}

static gboolean
read_segment (Parser *parser, ZhihuiJsonSegment *segment)
{
  if (*parser->at == '[')
    {
      parser->at++;
      return read_bracket (parser, segment);
    }

  parser->at++; /* the point */
  if (*parser->at == '.')
    {
      parser->at++;
      segment->is_deep = TRUE;
      if (*parser->at == '[')
        return read_segment (parser, segment);
    }

  return read_dotted (parser, segment);
}

/* From $ or @ on. */
static ZhihuiJsonPath *
read_path (Parser *parser)
{
  g_autoptr (ZhihuiJsonPath) self = g_new0 (ZhihuiJsonPath, 1);

  self->segments = g_ptr_array_new_with_free_func (segment_free);
  self->is_absolute = *parser->at == '$';
  parser->at++;
  while (*parser->at == '.' || *parser->at == '[')
    {
      ZhihuiJsonSegment *segment = g_new0 (ZhihuiJsonSegment, 1);

      segment->selectors = g_ptr_array_new_with_free_func (selector_free);
      g_ptr_array_add (self->segments, segment);
      if (self->segments->len > MAX_SEGMENTS)
        {
          fail (parser, _ ("too long"));
          return NULL;
        }
      if (!read_segment (parser, segment))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * zhihui_json_path_new:
 * @text: begins with $ (the root) or @ (the value at hand)
 * @length: (out): how many bytes belong to the path, or where the error is
 * @error: return location
 *
 * Returns: (transfer full): a path, or %NULL with #ZHIHUI_ERROR_INVALID
 */
ZhihuiJsonPath *
zhihui_json_path_new (const char *text, gsize *length, GError **error)
{
  Parser          parser = { .at = text, .error = error };
  ZhihuiJsonPath *self = NULL;

  if (*text == '$' || *text == '@')
    self = read_path (&parser);
  else
    fail (&parser, _ ("'$' or '@' is due here"));

  *length = (gsize) (parser.at - text);
  return self;
}

void
zhihui_json_path_free (ZhihuiJsonPath *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->segments);
  g_free (self);
}

/**
 * zhihui_json_path_is_absolute:
 *
 * Returns: whether it begins at the root of the answer
 */
gboolean
zhihui_json_path_is_absolute (const ZhihuiJsonPath *self)
{
  return self->is_absolute;
}
