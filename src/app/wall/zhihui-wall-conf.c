/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-conf.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"

/**
 * zhihui_wall_conf_dup_path:
 *
 * Returns: (transfer full): where the file is, there or not
 */
char *
zhihui_wall_conf_dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "zhihui", "wall.conf", NULL);
}

/**
 * zhihui_wall_conf_load:
 * @path: of the file
 * @error: return location: with line and column
 *
 * Returns: (transfer full): its groups, none when there is no such file; %NULL with @error when it
 * cannot be used
 */
ZhihuiSettingsText *
zhihui_wall_conf_load (const char *path, GError **error)
{
  g_autoptr (GError) reading_error = NULL;
  g_autoptr (GBytes) bytes =
    zhihui_plain_file_read (path, ZHIHUI_SETTINGS_MAX_BYTES, &reading_error);

  if (bytes == NULL && g_error_matches (reading_error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    bytes = g_bytes_new (NULL, 0);
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading_error));
      return NULL;
    }

  return zhihui_settings_text_new (bytes, path, error);
}

/**
 * zhihui_wall_conf_take_group:
 *
 * Returns: (transfer none) (nullable): the group, which is known from now on
 */
ZhihuiSettingsGroup *
zhihui_wall_conf_take_group (ZhihuiSettingsText *self, const char *name)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self, name, "");

  if (group != NULL)
    group->is_read = TRUE;
  return group;
}

/**
 * zhihui_wall_conf_read_boolean:
 * @group: (nullable): a group
 * @value: (inout): set where the key is there
 *
 * Returns: %FALSE with @error when it is neither yes nor no
 */
gboolean
zhihui_wall_conf_read_boolean (ZhihuiSettingsText  *self,
                               ZhihuiSettingsGroup *group,
                               const char          *key,
                               gboolean            *value,
                               GError             **error)
{
  static const char *const words[] = { "no", "yes", NULL };
  guint                    number = *value ? 1 : 0;

  if (!zhihui_wall_conf_read_word (self, group, key, words, &number, error))
    return FALSE;

  *value = number == 1;
  return TRUE;
}

/**
 * zhihui_wall_conf_read_number:
 * @group: (nullable): a group
 * @min: the least that is allowed
 * @max: the most
 * @value: (inout): set where the key is there
 *
 * Returns: %FALSE with @error when it is no such whole number
 */
gboolean
zhihui_wall_conf_read_number (ZhihuiSettingsText  *self,
                              ZhihuiSettingsGroup *group,
                              const char          *key,
                              guint                min,
                              guint                max,
                              guint               *value,
                              GError             **error)
{
  ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  guint64              number;

  if (entry == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (entry->value, 10, min, max, &number, NULL))
    return zhihui_settings_text_refuse (self,
                                        entry->line,
                                        entry->value_column,
                                        error,
                                        _ ("%s: a number from %u to %u is needed"),
                                        key,
                                        min,
                                        max);

  *value = (guint) number;
  return TRUE;
}

/**
 * zhihui_wall_conf_read_word:
 * @group: (nullable): a group
 * @words: what may stand there, NULL-terminated
 * @value: (inout): which of them, where the key is there
 *
 * Returns: %FALSE with @error, which names @words, when it is none of them
 */
gboolean
zhihui_wall_conf_read_word (ZhihuiSettingsText  *self,
                            ZhihuiSettingsGroup *group,
                            const char          *key,
                            const char *const   *words,
                            guint               *value,
                            GError             **error)
{
  ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  g_autofree char     *all = NULL;

  if (entry == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], entry->value))
      {
        *value = i;
        return TRUE;
      }

  all = g_strjoinv (", ", (char **) words);
  return zhihui_settings_text_refuse (
    self, entry->line, entry->value_column, error, _ ("%s: one of %s is needed"), key, all);
}
