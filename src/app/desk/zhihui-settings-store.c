/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-settings-store.h"

#include "zhihui-app-resources.h"

#include <glib/gstdio.h>

#define COMPILED "gschemas.compiled"
#define COMPILED_RESOURCE "/cn/zhihui/app/" COMPILED

static gboolean
has_every_key (GSettingsSchema *installed, GSettingsSchema *own)
{
  g_auto (GStrv) keys = g_settings_schema_list_keys (own);

  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_settings_schema_has_key (installed, keys[i]))
      return FALSE;
  return TRUE;
}

/* GLib reads compiled schemas from folders only; it keeps the file mapped, so the folder may go. */
static GSettingsSchemaSource *
unfold_own (GSettingsSchemaSource *parent)
{
  g_autoptr (GBytes) compiled = g_resource_lookup_data (
    zhihui_app_get_resource (), COMPILED_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char       *folder = g_dir_make_tmp ("zhihui-XXXXXX", &error);
  g_autofree char       *path = folder != NULL ? g_build_filename (folder, COMPILED, NULL) : NULL;
  GSettingsSchemaSource *source = NULL;

  if (path != NULL &&
      g_file_set_contents (
        path, g_bytes_get_data (compiled, NULL), (gssize) g_bytes_get_size (compiled), &error))
    source = g_settings_schema_source_new_from_directory (folder, parent, TRUE, &error);
  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
  if (source == NULL)
    g_message ("Nothing is remembered: %s", error->message);

  return source;
}

/**
 * zhihui_settings_store_open:
 * @id: of a schema of ours
 * @backend: (nullable): where its values are kept; else where the session keeps them
 *
 * The schema is the installed one, or, where none is installed or it lacks a key, the one that the
 * program carries: it runs from a build tree as well.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where no schema can be unfolded, and
 * then nothing is remembered
 */
GSettings *
zhihui_settings_store_open (const char *id, GSettingsBackend *backend)
{
  GSettingsSchemaSource *installed_source = g_settings_schema_source_get_default ();
  GSettingsSchemaSource *own_source = unfold_own (installed_source);
  g_autoptr (GSettingsSchema) installed = NULL;
  g_autoptr (GSettingsSchema) own = NULL;
  GSettings *settings = NULL;

  if (installed_source != NULL)
    installed = g_settings_schema_source_lookup (installed_source, id, TRUE);
  if (own_source != NULL)
    own = g_settings_schema_source_lookup (own_source, id, FALSE);
  if (own != NULL)
    settings = g_settings_new_full (
      installed != NULL && has_every_key (installed, own) ? installed : own, backend, NULL);
  g_clear_pointer (&own_source, g_settings_schema_source_unref);

  return settings;
}
