/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-settings-text.h"

#define MAX_TABLE_BYTES (16 * 1024 * 1024)

/**
 * zhihui_profile_check_copy:
 * @self: a profile
 * @error: return location
 *
 * Returns: %FALSE with %ZHIHUI_ERROR_INVALID when nobody is asked through it
 */
gboolean
zhihui_profile_check_copy (const ZhihuiProfile *self, GError **error)
{
  if (!g_str_has_prefix (self->base, "file://"))
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("this profile reads files: copy its folder, that is its recording"));
  return FALSE;
}

static gboolean
write_private (const char *folder, const char *name, const char *text, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (
    path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* A table that the profile names goes beside it. */
static gboolean
copy_table (const ZhihuiProfile       *self,
            const char                *folder,
            const ZhihuiSettingsEntry *entry,
            GString                   *copy,
            GError                   **error)
{
  g_autofree char *path = g_path_is_absolute (entry->value)
                            ? g_strdup (entry->value)
                            : g_build_filename (self->folder, entry->value, NULL);
  g_autofree char *name =
    g_strconcat (entry->key, g_str_equal (entry->key, "outlines") ? ".geojson" : ".csv", NULL);
  g_autoptr (GBytes) table = zhihui_plain_file_read (path, MAX_TABLE_BYTES, error);
  gsize       length;
  const char *text;

  if (table == NULL)
    return FALSE;

  text = g_bytes_get_data (table, &length);
  g_string_append_printf (copy, "%s=%s\n", entry->key, name);
  return write_private (folder, name, text != NULL ? text : "", length, error);
}

/* A key that would be read as something else stands in quotation marks. */
static void
copy_entry (const ZhihuiSettingsEntry *entry, GString *copy)
{
  const char *mark =
    *entry->key == '\0' || strchr ("[#", *entry->key) != NULL || strchr (entry->key, '=') != NULL
      ? "\""
      : "";

  g_string_append_printf (copy, "%s%s%s=%s\n", mark, entry->key, mark, entry->value);
}

static gboolean
copy_group (const ZhihuiProfile       *self,
            const char                *folder,
            const ZhihuiSettingsGroup *group,
            GString                   *copy,
            GError                   **error)
{
  gboolean has_tables = g_str_equal (group->name, "tables");

  /* What is sent with each request may be as good as a token, and is not needed again. */
  if (g_str_equal (group->name, "headers"))
    return TRUE;

  g_string_append_printf (
    copy, "[%s%s%s]\n", group->name, *group->argument != '\0' ? " " : "", group->argument);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      const char *const          tables[] = { "units", "regions", "outlines", NULL };

      if (!has_tables || !g_strv_contains (tables, entry->key))
        copy_entry (entry, copy);
      else if (!copy_table (self, folder, entry, copy, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_profile_copy:
 * @self: a profile that was read from a file
 * @folder: where to
 * @error: return location
 *
 * Writes it as it is read, with the tables it names, for their owner only: without comments, and
 * without the headers that it sends.
 *
 * Returns: whether it is there
 */
gboolean
zhihui_profile_copy (const ZhihuiProfile *self, const char *folder, GError **error)
{
  g_autoptr (ZhihuiSettingsText) text =
    zhihui_settings_text_new (self->text, ZHIHUI_PROFILE_COPY, error);
  g_autoptr (GString) copy = g_string_new (NULL);

  if (text == NULL)
    return FALSE;

  for (guint i = 0; i < text->groups->len; i++)
    if (!copy_group (self, folder, text->groups->pdata[i], copy, error))
      return FALSE;

  return write_private (folder, ZHIHUI_PROFILE_COPY, copy->str, copy->len, error);
}

/**
 * zhihui_profile_dup_base_path:
 * @self: a profile
 *
 * Returns: (transfer full): what follows the host in its base, "" or "/…"
 */
char *
zhihui_profile_dup_base_path (const ZhihuiProfile *self)
{
  const char *mark = strstr (self->base, "://");
  const char *slash = mark != NULL ? strchr (mark + 3, '/') : NULL;

  return g_strdup (slash != NULL ? slash : "");
}

/**
 * zhihui_profile_show_again:
 * @self: a profile that nobody uses yet
 * @base: who answers in the place of the platform
 * @asked_at: by which spans of time were reckoned when it was recorded, or %ZHIHUI_NO_INSTANT
 *
 * It reads from @base, whose answers still name the platform. Nothing secret is sent.
 */
void
zhihui_profile_show_again (ZhihuiProfile *self, const char *base, gint64 asked_at)
{
  g_free (self->recorded_base);
  self->recorded_base = g_steal_pointer (&self->base);
  self->base = g_strdup (base);
  self->asked_at = asked_at;
  self->auth.kind = ZHIHUI_AUTH_NONE;
  g_ptr_array_set_size (self->headers, 0);
}
