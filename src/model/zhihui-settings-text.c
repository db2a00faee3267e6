/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-settings-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

static void
entry_free (gpointer data)
{
  ZhihuiSettingsEntry *self = data;

  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

static void
group_free (gpointer data)
{
  ZhihuiSettingsGroup *self = data;

  g_free (self->name);
  g_free (self->argument);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * zhihui_settings_text_refuse: (skip)
 * @line: from 1
 * @column: in characters, from 1
 * @error: return location for #ZHIHUI_ERROR_INVALID
 * @format: the reason
 * @...: parameters of @format
 *
 * Returns: %FALSE
 */
gboolean
zhihui_settings_text_refuse (
  const ZhihuiSettingsText *self, guint line, guint column, GError **error, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *reason = NULL;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "%s:%u:%u: %s", self->name, line, column, reason);
  return FALSE;
}

/* A line being read. */
typedef struct
{
  ZhihuiSettingsText *text;
  const char         *line; /* its start */
  guint               number;
} Line;

static guint
get_column (const Line *line, const char *at)
{
  return (guint) g_utf8_pointer_to_offset (line->line, at) + 1;
}

static const char *
skip_blanks (const char *at)
{
  while (*at == ' ' || *at == '\t')
    at++;

  return at;
}

static gboolean
read_group (Line *line, const char *at, GError **error)
{
  const char          *end = strchr (at, ']');
  ZhihuiSettingsGroup *group;
  g_autofree char     *inside = NULL;
  char                *blank;

  if (end == NULL || *skip_blanks (end + 1) != '\0')
    return zhihui_settings_text_refuse (
      line->text, line->number, get_column (line, at), error, _ ("a group does not end with ']'"));

  inside = g_strstrip (g_strndup (at + 1, (gsize) (end - at - 1)));
  blank = strchr (inside, ' ');
  group = g_new0 (ZhihuiSettingsGroup, 1);
  group->name = blank != NULL ? g_strndup (inside, (gsize) (blank - inside)) : g_strdup (inside);
  group->argument = g_strdup (blank != NULL ? skip_blanks (blank) : "");
  group->line = line->number;
  group->entries = g_ptr_array_new_with_free_func (entry_free);
  if (zhihui_settings_text_find (line->text, group->name, group->argument) != NULL)
    {
      group_free (group);
      return zhihui_settings_text_refuse (
        line->text, line->number, get_column (line, at), error, _ ("[%s] stands twice"), inside);
    }

  g_ptr_array_add (line->text->groups, group);
  return TRUE;
}

/* Where key and value are divided, or NULL. */
static const char *
find_equals (const char *at)
{
  if (*at == '"')
    {
      at = strchr (at + 1, '"');
      return at != NULL ? strchr (at, '=') : NULL;
    }

  return strchr (at, '=');
}

static gboolean
read_entry (Line *line, const char *at, GError **error)
{
  ZhihuiSettingsText  *text = line->text;
  const char          *equals = find_equals (at);
  guint                column = get_column (line, at);
  ZhihuiSettingsGroup *group =
    text->groups->len > 0 ? text->groups->pdata[text->groups->len - 1] : NULL;
  ZhihuiSettingsEntry *entry;
  g_autofree char     *key = NULL;
  gsize                length;

  if (equals == NULL || equals == at)
    return zhihui_settings_text_refuse (
      text, line->number, column, error, _ ("neither a comment, a [group] nor key=value"));
  if (group == NULL)
    return zhihui_settings_text_refuse (
      text, line->number, column, error, _ ("a key before the first [group]"));

  key = g_strchomp (g_strndup (at, (gsize) (equals - at)));
  length = strlen (key);
  if (length >= 2 && key[0] == '"' && key[length - 1] == '"')
    {
      key[length - 1] = '\0';
      memmove (key, key + 1, length - 1);
    }
  if (zhihui_settings_group_find (group, key) != NULL)
    return zhihui_settings_text_refuse (
      text, line->number, column, error, _ ("'%s' stands twice in [%s]"), key, group->name);

  at = skip_blanks (equals + 1);
  entry = g_new0 (ZhihuiSettingsEntry, 1);
  entry->key = g_steal_pointer (&key);
  entry->value = g_strchomp (g_strdup (at));
  entry->line = line->number;
  entry->key_column = column;
  entry->value_column = get_column (line, at);
  g_ptr_array_add (group->entries, entry);
  return TRUE;
}

static gboolean
read_line (ZhihuiSettingsText *self, const char *line, guint number, GError **error)
{
  Line        state = { self, line, number };
  const char *at = skip_blanks (line);

  if (*at == '\0' || *at == '#')
    return TRUE;

  return *at == '[' ? read_group (&state, at, error) : read_entry (&state, at, error);
}

static gboolean
read_lines (ZhihuiSettingsText *self, GBytes *bytes, GError **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  const char *end;

  if (size > ZHIHUI_SETTINGS_MAX_BYTES)
    return zhihui_settings_text_refuse (self, 1, 1, error, _ ("larger than 256 KiB"));

  copy = g_strndup (data != NULL ? data : "", size);
  if (!g_utf8_validate (copy, (gssize) size, &end))
    {
      guint number = 1;

      for (const char *at = copy; at < end; at++)
        number += *at == '\n';
      return zhihui_settings_text_refuse (self, number, 1, error, _ ("not UTF-8"));
    }

  lines = g_strsplit (g_str_has_prefix (copy, "\xef\xbb\xbf") ? copy + 3 : copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strlen (lines[i]);

      if (length > 0 && lines[i][length - 1] == '\r')
        lines[i][length - 1] = '\0';
      if (!read_line (self, lines[i], i + 1, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * zhihui_settings_text_new:
 * @bytes: of a file of settings
 * @name: of the file, for messages
 * @error: return location
 *
 * Returns: (transfer full): its groups, or %NULL with #ZHIHUI_ERROR_INVALID and
 * "name:line:column: reason"
 */
ZhihuiSettingsText *
zhihui_settings_text_new (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ZhihuiSettingsText) self = g_new0 (ZhihuiSettingsText, 1);

  self->name = g_strdup (name);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  return read_lines (self, bytes, error) ? g_steal_pointer (&self) : NULL;
}

void
zhihui_settings_text_free (ZhihuiSettingsText *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * zhihui_settings_text_find:
 * @argument: what follows the name, "" for nothing
 *
 * Returns: (transfer none) (nullable): the group
 */
ZhihuiSettingsGroup *
zhihui_settings_text_find (ZhihuiSettingsText *self, const char *name, const char *argument)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      ZhihuiSettingsGroup *group = self->groups->pdata[i];

      if (g_str_equal (group->name, name) && g_str_equal (group->argument, argument))
        return group;
    }

  return NULL;
}

/**
 * zhihui_settings_group_find:
 * @self: (nullable): a group
 *
 * Returns: (transfer none) (nullable): the entry of @key
 */
ZhihuiSettingsEntry *
zhihui_settings_group_find (ZhihuiSettingsGroup *self, const char *key)
{
  for (guint i = 0; self != NULL && i < self->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->key, key))
        return entry;
    }

  return NULL;
}

/**
 * zhihui_settings_group_take:
 * @self: (nullable): a group
 *
 * Returns: (transfer none) (nullable): the entry of @key, which is known from now on
 */
ZhihuiSettingsEntry *
zhihui_settings_group_take (ZhihuiSettingsGroup *self, const char *key)
{
  ZhihuiSettingsEntry *entry = zhihui_settings_group_find (self, key);

  if (entry != NULL)
    entry->is_read = TRUE;
  return entry;
}

/* How much the language that is spoken wants the entry of this key: 0 most; G_MAXUINT not at all.
 */
static guint
judge_language (const char *key)
{
  const char *const *names = g_get_language_names ();
  const char        *open = strchr (key, '[');
  g_autofree char   *language = NULL;

  if (open == NULL)
    return g_strv_length ((char **) names);
  language = g_strndup (open + 1, strlen (open) - 2);
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], language))
      return i;
  return G_MAXUINT;
}

/**
 * zhihui_settings_entry_is_local:
 *
 * Returns: whether it is @key, or @key[LANGUAGE] of any language
 */
gboolean
zhihui_settings_entry_is_local (const ZhihuiSettingsEntry *self, const char *key)
{
  gsize length = strlen (key);

  if (!g_str_has_prefix (self->key, key))
    return FALSE;
  return self->key[length] == '\0' ||
         (self->key[length] == '[' && strlen (self->key) > length + 2 &&
          g_str_has_suffix (self->key, "]"));
}

/**
 * zhihui_settings_group_take_local:
 * @self: (nullable): a group
 *
 * Returns: (transfer none) (nullable): of @key and @key[LANGUAGE] the entry that the language that
 * is spoken now wants most; all of them are known from now on
 */
ZhihuiSettingsEntry *
zhihui_settings_group_take_local (ZhihuiSettingsGroup *self, const char *key)
{
  ZhihuiSettingsEntry *found = NULL;
  guint                best = G_MAXUINT;

  for (guint i = 0; self != NULL && i < self->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = self->entries->pdata[i];
      guint                wish;

      if (!zhihui_settings_entry_is_local (entry, key))
        continue;
      entry->is_read = TRUE;
      wish = judge_language (entry->key);
      if (wish >= best)
        continue;
      best = wish;
      found = entry;
    }
  return found;
}

/**
 * zhihui_settings_text_check_read:
 *
 * Returns: whether nobody left a group or key: what is not known is most likely misspelt
 */
gboolean
zhihui_settings_text_check_read (ZhihuiSettingsText *self, GError **error)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const ZhihuiSettingsGroup *group = self->groups->pdata[i];

      if (!group->is_read)
        return zhihui_settings_text_refuse (self,
                                            group->line,
                                            1,
                                            error,
                                            _ ("unknown group [%s%s%s]"),
                                            group->name,
                                            *group->argument != '\0' ? " " : "",
                                            group->argument);

      for (guint j = 0; j < group->entries->len; j++)
        {
          const ZhihuiSettingsEntry *entry = group->entries->pdata[j];

          if (!entry->is_read)
            return zhihui_settings_text_refuse (self,
                                                entry->line,
                                                entry->key_column,
                                                error,
                                                _ ("unknown key '%s' in [%s]"),
                                                entry->key,
                                                group->name);
        }
    }

  return TRUE;
}
