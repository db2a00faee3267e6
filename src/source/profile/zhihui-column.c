/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

#define MAX_WAYS 16

static void
way_free (gpointer data)
{
  ZhihuiWay *self = data;

  g_free (self->name);
  g_clear_pointer (&self->path, zhihui_json_path_free);
  g_free (self->constant);
  g_free (self);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, what);
  return FALSE;
}

static gboolean
read_constant (ZhihuiWay *way, const char **at, GError **error)
{
  const char *end = strchr (*at + 1, '\'');

  if (end == NULL)
    return fail (error, _ ("a quotation is not closed"));

  way->constant = g_strndup (*at + 1, (gsize) (end - *at - 1));
  *at = end + 1;
  return TRUE;
}

static gboolean
read_way (ZhihuiWay *way, const char **at, GError **error)
{
  gsize length;

  if (**at == '\'')
    return read_constant (way, at, error);

  if (**at == '$' || **at == '@')
    {
      way->path = zhihui_json_path_new (*at, &length, error);
      *at += length;
      return way->path != NULL;
    }

  length = strcspn (*at, ";");
  way->name = g_strchomp (g_strndup (*at, length));
  *at += length;
  return *way->name != '\0' || fail (error, _ ("a name, a path or a 'constant' is due here"));
}

static gboolean
read_ways (ZhihuiColumn *self, const char **at, GError **error)
{
  for (;;)
    {
      ZhihuiWay *way = g_new0 (ZhihuiWay, 1);

      g_ptr_array_add (self->ways, way);
      while (**at == ' ')
        (*at)++;
      if (!read_way (way, at, error))
        return FALSE;
      while (**at == ' ')
        (*at)++;
      if (**at == '\0')
        return TRUE;
      if (**at != ';' || self->ways->len >= MAX_WAYS)
        return fail (error, _ ("';' or the end is due here"));
      (*at)++;
    }
}

/**
 * zhihui_column_new:
 * @offset: (out): on error, where in @text it is, in bytes
 * @error: return location
 *
 * Returns: (transfer full): a column, or %NULL with #ZHIHUI_ERROR_INVALID
 */
ZhihuiColumn *
zhihui_column_new (const char *text, gsize *offset, GError **error)
{
  g_autoptr (ZhihuiColumn) self = g_new0 (ZhihuiColumn, 1);
  const char *at = text;
  gboolean    good;

  self->text = g_strdup (text);
  self->ways = g_ptr_array_new_with_free_func (way_free);
  good = read_ways (self, &at, error);
  *offset = (gsize) (at - text);
  return good ? g_steal_pointer (&self) : NULL;
}

void
zhihui_column_free (ZhihuiColumn *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->ways);
  g_free (self->text);
  g_free (self);
}
