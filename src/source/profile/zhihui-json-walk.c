/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-json-path-private.h"

#include <string.h>

#include "zhihui-wire-text.h"

/* Bytes that one visit may pass over: `..` after `..` is many times the text. */
#define MAX_WORK_BYTES (G_GINT64_CONSTANT (1) << 28)

typedef struct
{
  const ZhihuiJsonPath *path;
  ZhihuiJsonVisitFunc   visit;
  gpointer              user_data;
  gint64                work_bytes;
} Walk;

static const char *
skip_blanks (const char *at)
{
  while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
    at++;

  return at;
}

/**
 * zhihui_json_skip:
 * @place: where a value of guarded text begins; the text ends with NUL
 *
 * Returns: what follows the value
 */
const char *
zhihui_json_skip (const char *place)
{
  const char *at = place;
  guint       depth = 0;
  gboolean    has_escape;

  do
    {
      if (*at == '"')
        {
          at = zhihui_wire_text_find_end (at + 1, &has_escape) + 1;
        }
      else if (*at == '{' || *at == '[' || *at == '}' || *at == ']')
        {
          depth += *at == '{' || *at == '[';
          depth -= *at == '}' || *at == ']';
          at++;
        }
      else
        {
          at += MAX (strcspn (at, "\"{}[],: \t\r\n"), *at != '\0' ? 1 : 0);
        }
    }
  while (depth > 0 && *at != '\0');

  return at;
}

/* A member or an element. FALSE: there is none any more. */
typedef struct
{
  const char *at;
  gboolean    is_object;
  const char *name, *name_end; /* of a member, between the quotes */
  gboolean    name_has_escape;
  const char *value;
} Child;

static void
child_init (Child *self, const char *place)
{
  self->is_object = *place == '{';
  self->at = *place == '{' || *place == '[' ? place + 1 : NULL;
}

static gboolean
child_next (Child *self)
{
  if (self->at == NULL)
    return FALSE;

  self->at = skip_blanks (self->at);
  if (*self->at == ',')
    self->at = skip_blanks (self->at + 1);
  if (*self->at == '}' || *self->at == ']' || *self->at == '\0')
    return FALSE;

  if (self->is_object)
    {
      self->name = self->at + 1;
      self->name_has_escape = FALSE;
      self->name_end = zhihui_wire_text_find_end (self->name, &self->name_has_escape);
      self->at = skip_blanks (self->name_end + 1);
      self->at = skip_blanks (self->at + 1); /* the colon */
    }
  self->value = self->at;
  self->at = zhihui_json_skip (self->value);
  return TRUE;
}

static gboolean
is_named (const Child *child, const char *name)
{
  gsize            length = (gsize) (child->name_end - child->name);
  g_autofree char *plain = NULL;

  if (!child->name_has_escape)
    return strlen (name) == length && memcmp (child->name, name, length) == 0;

  plain = zhihui_wire_text_copy (child->name, child->name_end);
  return g_str_equal (plain, name);
}

/**
 * zhihui_json_find_member:
 * @place: where a value begins
 *
 * Returns: (nullable): where the value of the member @name begins
 */
const char *
zhihui_json_find_member (const char *place, const char *name)
{
  Child child;

  if (*place != '{')
    return NULL;

  child_init (&child, place);
  while (child_next (&child))
    if (is_named (&child, name))
      return child.value;

  return NULL;
}

/**
 * zhihui_json_visit_elements:
 * @place: where a list begins
 * @visit: (scope call): called for each element
 */
void
zhihui_json_visit_elements (const char *place, ZhihuiJsonVisitFunc visit, gpointer user_data)
{
  Child child;

  child_init (&child, place);
  while (child_next (&child))
    if (!visit (child.value, user_data))
      return;
}

static guint
count_children (const char *place)
{
  Child child;
  guint n = 0;

  child_init (&child, place);
  while (child_next (&child))
    n++;

  return n;
}

/* −1, 0, 1; 2: not of one kind. */
static int
compare (const char *place, const ZhihuiJsonTest *test)
{
  const char *end = zhihui_json_skip (place);
  double      number;

  if (test->kind == '"' && *place == '"')
    {
      g_autofree char *text = zhihui_wire_text_copy (place + 1, end - 1);
      int              order = strcmp (text, test->text);

      return (order > 0) - (order < 0);
    }
  if (test->kind != '\0')
    return *place == test->kind && test->kind != '"' ? 0 : 2;
  if (*place != '-' && !g_ascii_isdigit (*place))
    return 2;

  number = zhihui_wire_text_to_double (place, end);
  return (number > test->number) - (number < test->number);
}

static gboolean
is_true (const ZhihuiJsonTest *test, const char *place)
{
  const char *found = zhihui_json_path_find (test->path, place);
  int         order;

  if (test->comparison == ZHIHUI_JSON_EXISTS)
    return found != NULL;

  order = found != NULL ? compare (found, test) : 2;
  switch (test->comparison)
    {
    case ZHIHUI_JSON_EQUAL:
      return order == 0;
    case ZHIHUI_JSON_NOT_EQUAL:
      return order != 0;
    case ZHIHUI_JSON_LESS:
      return order == -1;
    case ZHIHUI_JSON_LESS_EQUAL:
      return order == -1 || order == 0;
    case ZHIHUI_JSON_MORE:
      return order == 1;
    case ZHIHUI_JSON_MORE_EQUAL:
      return order == 0 || order == 1;
    case ZHIHUI_JSON_EXISTS:
    default:
      return FALSE;
    }
}

/* && binds closer than ||. */
static gboolean
passes (const GPtrArray *tests, const char *place)
{
  gboolean all = TRUE;

  for (guint i = 0; i < tests->len; i++)
    {
      const ZhihuiJsonTest *test = tests->pdata[i];

      if (test->begins_or)
        {
          if (all)
            return TRUE;
          all = TRUE;
        }
      all = all && is_true (test, place);
    }

  return all;
}

static gboolean
is_in_slice (const ZhihuiJsonSelector *selector, gint64 index, gint64 n)
{
  gint64 from = selector->from < 0 ? MAX (selector->from + n, 0) : selector->from;
  gint64 to = !selector->has_to ? n : selector->to < 0 ? selector->to + n : selector->to;

  return index >= from && index < to && (index - from) % selector->step == 0;
}

static gboolean
is_selected (const ZhihuiJsonSelector *selector, const Child *child, gint64 index, gint64 n)
{
  switch (selector->kind)
    {
    case ZHIHUI_JSON_NAME:
      return child->is_object && is_named (child, selector->name);
    case ZHIHUI_JSON_INDEX:
      return !child->is_object &&
             index == (selector->from < 0 ? selector->from + n : selector->from);
    case ZHIHUI_JSON_SLICE:
      return !child->is_object && is_in_slice (selector, index, n);
    case ZHIHUI_JSON_FILTER:
      return passes (selector->tests, child->value);
    case ZHIHUI_JSON_ALL:
    default:
      return TRUE;
    }
}

static gboolean
is_too_much (Walk *walk, const Child *child)
{
  walk->work_bytes += child->at - child->value + 1;
  return walk->work_bytes > MAX_WORK_BYTES;
}

static gboolean walk_from (Walk *walk, guint i, const char *place);

/* The children of @place that one selector names. FALSE: no more is wanted. */
static gboolean
walk_selector (Walk *walk, guint i, const ZhihuiJsonSelector *selector, const char *place)
{
  gboolean needs_n = selector->kind == ZHIHUI_JSON_INDEX || selector->kind == ZHIHUI_JSON_SLICE;
  gint64   n = needs_n ? count_children (place) : 0;
  Child    child;

  child_init (&child, place);
  for (gint64 index = 0; child_next (&child); index++)
    {
      if (is_too_much (walk, &child))
        return FALSE;
      if (!is_selected (selector, &child, index, n))
        continue;
      if (!walk_from (walk, i + 1, child.value))
        return FALSE;
      if (selector->kind == ZHIHUI_JSON_NAME || selector->kind == ZHIHUI_JSON_INDEX)
        break;
    }

  return TRUE;
}

static gboolean
walk_deep (Walk *walk, guint i, const char *place)
{
  const ZhihuiJsonSegment *segment = walk->path->segments->pdata[i];
  Child                    child;

  for (guint j = 0; j < segment->selectors->len; j++)
    if (!walk_selector (walk, i, segment->selectors->pdata[j], place))
      return FALSE;

  child_init (&child, place);
  while (child_next (&child))
    {
      if (is_too_much (walk, &child))
        return FALSE;
      if ((*child.value == '{' || *child.value == '[') && !walk_deep (walk, i, child.value))
        return FALSE;
    }

  return TRUE;
}

static gboolean
walk_from (Walk *walk, guint i, const char *place)
{
  const ZhihuiJsonSegment *segment;

  if (i == walk->path->segments->len)
    return walk->visit (place, walk->user_data);

  segment = walk->path->segments->pdata[i];
  if (segment->is_deep)
    return walk_deep (walk, i, place);

  for (guint j = 0; j < segment->selectors->len; j++)
    if (!walk_selector (walk, i, segment->selectors->pdata[j], place))
      return FALSE;

  return TRUE;
}

/**
 * zhihui_json_path_visit:
 * @place: where the path begins: the root for $, a value for @; guarded text that ends with NUL
 * @visit: (scope call): called for each value that it names, in the order of the text
 *
 * Returns: whether all of them were visited: neither @visit nor the bound on the work ended it
 */
gboolean
zhihui_json_path_visit (const ZhihuiJsonPath *self,
                        const char           *place,
                        ZhihuiJsonVisitFunc   visit,
                        gpointer              user_data)
{
  Walk walk = { self, visit, user_data, 0 };

  return walk_from (&walk, 0, skip_blanks (place));
}

static gboolean
keep_first (const char *place, gpointer user_data)
{
  *(const char **) user_data = place;
  return FALSE;
}

/**
 * zhihui_json_path_find:
 * @place: where the path begins
 *
 * Returns: (nullable): the first value that it names
 */
const char *
zhihui_json_path_find (const ZhihuiJsonPath *self, const char *place)
{
  const char *found = NULL;

  zhihui_json_path_visit (self, place, keep_first, &found);
  return found;
}
