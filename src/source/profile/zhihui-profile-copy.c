/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"

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
copy_table (const ZhihuiProfile *self,
            const char          *folder,
            const char          *key,
            const char          *value,
            GString             *copy,
            GError             **error)
{
  g_autofree char *path =
    g_path_is_absolute (value) ? g_strdup (value) : g_build_filename (self->folder, value, NULL);
  g_autofree char *name =
    g_strconcat (key, g_str_equal (key, "outlines") ? ".geojson" : ".csv", NULL);
  g_autoptr (GBytes) table = zhihui_plain_file_read (path, MAX_TABLE_BYTES, error);
  gsize       length;
  const char *text;

  if (table == NULL)
    return FALSE;

  text = g_bytes_get_data (table, &length);
  g_string_append_printf (copy, "%s=%s\n", key, name);
  return write_private (folder, name, text != NULL ? text : "", length, error);
}

static gboolean
copy_line (const ZhihuiProfile *self,
           const char          *folder,
           const char          *group,
           const char          *line,
           GString             *copy,
           GError             **error)
{
  const char      *equals = strchr (line, '=');
  g_autofree char *key = equals != NULL ? g_strndup (line, (gsize) (equals - line)) : NULL;
  g_autofree char *value = equals != NULL ? g_strstrip (g_strdup (equals + 1)) : NULL;

  /* What is sent with each request may be as good as a token, and is not needed again. */
  if (g_str_has_prefix (group, "[headers"))
    return TRUE;
  if (g_str_has_prefix (group, "[tables") && key != NULL && *line != '#' &&
      (g_str_equal (g_strstrip (key), "units") || g_str_equal (key, "regions") ||
       g_str_equal (key, "outlines")))
    return copy_table (self, folder, key, value, copy, error);

  g_string_append_printf (copy, "%s\n", line);
  return TRUE;
}

/**
 * zhihui_profile_copy:
 * @self: a profile that was read from a file
 * @folder: where to
 * @error: return location
 *
 * Writes it with the tables it names, for their owner only, without the headers that it sends.
 *
 * Returns: whether it is there
 */
gboolean
zhihui_profile_copy (const ZhihuiProfile *self, const char *folder, GError **error)
{
  gsize            length;
  const char      *data = g_bytes_get_data (self->text, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) copy = g_string_new (NULL);
  const char *group = "";

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strchomp (lines[i]);

      while (g_ascii_isspace (*line))
        line++;
      if (*line == '[')
        group = line;
      if (!copy_line (self, folder, group, line, copy, error))
        return FALSE;
    }

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
