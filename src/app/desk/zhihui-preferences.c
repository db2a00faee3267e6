/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-preferences.h"

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-setting-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define POLICY_GROUP "desk"
#define POLICY_MAX_BYTES (64 * 1024)

struct _ZhihuiPreferences
{
  GObject parent_instance;

  GSettings  *store;  /* owned, nullable: nothing is kept */
  GHashTable *policy; /* owned: key (static) to GVariant: what the administrator has fixed */
  GHashTable *unkept; /* owned: key (static) to GVariant: what was chosen where nothing is kept */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiPreferences, zhihui_preferences, G_TYPE_OBJECT)

/* What there is, and what it is where nobody has said anything. */
static const struct
{
  const char *key;
  const char *usual; /* as GVariant text */
} choices[] = {
  { ZHIHUI_PREFERENCE_SOURCE, "''" },
  { ZHIHUI_PREFERENCE_CA_FILE, "''" },
  { ZHIHUI_PREFERENCE_POLL_PERIOD, "uint32 0" },
  { ZHIHUI_PREFERENCE_LANGUAGE, "''" },
  { ZHIHUI_PREFERENCE_COLOUR_SCHEME, "'system'" },
  { ZHIHUI_PREFERENCE_NOTIFICATIONS, "true" },
  { ZHIHUI_PREFERENCE_LOCK_AFTER, "uint32 0" },
  { ZHIHUI_PREFERENCE_WATERMARK, "false" },
  { ZHIHUI_PREFERENCE_WATERMARK_TEXT, "''" },
};

/* The static spelling of @key; NULL: there is none. */
static const char *
intern_key (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, key))
      return choices[i].key;
  return NULL;
}

static GVariant *
ref_usual (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, key))
      return g_variant_ref_sink (g_variant_new_parsed (choices[i].usual));
  return NULL;
}

static GVariant *
ref_value (ZhihuiPreferences *self, const char *key)
{
  GVariant *value = g_hash_table_lookup (self->policy, key);

  if (value == NULL)
    value = g_hash_table_lookup (self->unkept, key);
  if (value != NULL)
    return g_variant_ref (value);

  return self->store != NULL ? g_settings_get_value (self->store, key) : ref_usual (key);
}

static void
set_value (ZhihuiPreferences *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  g_autoptr (GVariant) before = ref_value (self, key);
  const char *interned = intern_key (key);

  if (g_variant_equal (before, sunk) || zhihui_preferences_is_fixed (self, key))
    return;
  if (self->store != NULL)
    {
      g_settings_set_value (self->store, key, sunk); /* says that it changed */
      return;
    }
  g_hash_table_insert (self->unkept, (gpointer) interned, g_steal_pointer (&sunk));
  g_signal_emit (self, signals[CHANGED], g_quark_from_static_string (interned), interned);
}

static void
store_changed_cb (ZhihuiPreferences *self, const char *key)
{
  const char *interned = intern_key (key);

  if (interned != NULL && !g_hash_table_contains (self->policy, interned))
    g_signal_emit (self, signals[CHANGED], g_quark_from_static_string (interned), interned);
}

/* ---- the administrator's file ---- */

static GVariant *
parse_value (const char *text, const GVariantType *type)
{
  guint64 number;

  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return g_variant_new_string (text);
  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN) && g_str_equal (text, "true"))
    return g_variant_new_boolean (TRUE);
  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN) && g_str_equal (text, "false"))
    return g_variant_new_boolean (FALSE);
  if (g_variant_type_equal (type, G_VARIANT_TYPE_UINT32) &&
      g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return g_variant_new_uint32 ((guint32) number);

  return NULL;
}

static gboolean
is_in_range (ZhihuiPreferences *self, const char *key, GVariant *value)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;

  if (self->store == NULL)
    return TRUE;
  g_object_get (self->store, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);

  return g_settings_schema_key_range_check (schema_key, value);
}

static gboolean
take_line (ZhihuiPreferences *self, const char *key, const char *text, GError **error)
{
  const char *interned = intern_key (key);
  g_autoptr (GVariant) usual = NULL;
  g_autoptr (GVariant) value = NULL;

  if (interned == NULL)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("'%s' is not a setting of the desk"), key);
      return FALSE;
    }
  usual = ref_usual (interned);
  value = text != NULL ? parse_value (text, g_variant_get_type (usual)) : NULL;
  if (value != NULL)
    g_variant_ref_sink (value);
  if (value == NULL || !is_in_range (self, interned, value))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' cannot be '%s'"),
                   key,
                   text != NULL ? text : "");
      return FALSE;
    }

  g_hash_table_insert (self->policy, (gpointer) interned, g_steal_pointer (&value));
  return TRUE;
}

static gboolean
take_group (
  ZhihuiPreferences *self, GKeyFile *file, const char *path, const char *text, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], POLICY_GROUP))
      {
        g_set_error (error,
                     ZHIHUI_ERROR,
                     ZHIHUI_ERROR_INVALID,
                     _ ("%s:%u: the only group is [%s]"),
                     path,
                     zhihui_setting_line_find (text, groups[i], NULL),
                     POLICY_GROUP);
        return FALSE;
      }

  keys = g_key_file_get_keys (file, POLICY_GROUP, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, POLICY_GROUP, keys[i], NULL);

      if (!take_line (self, keys[i], value, error))
        {
          g_prefix_error (
            error, "%s:%u: ", path, zhihui_setting_line_find (text, POLICY_GROUP, keys[i]));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_policy (ZhihuiPreferences *self, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) read_error = NULL;
  g_autofree char *text = zhihui_plain_file_read_text (path, POLICY_MAX_BYTES, &read_error);

  if (text == NULL && g_error_matches (read_error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return TRUE;
  if (text == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not a file of settings: [%s], and lines with '='"),
                   path,
                   POLICY_GROUP);
      return FALSE;
    }
  return take_group (self, file, path, text, error);
}

/* ---- the class ---- */

static void
zhihui_preferences_finalize (GObject *object)
{
  ZhihuiPreferences *self = ZHIHUI_PREFERENCES (object);

  g_clear_object (&self->store);
  g_hash_table_unref (self->policy);
  g_hash_table_unref (self->unkept);

  G_OBJECT_CLASS (zhihui_preferences_parent_class)->finalize (object);
}

static void
zhihui_preferences_class_init (ZhihuiPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_preferences_finalize;

  /**
   * ZhihuiPreferences::changed:
   * @self: preferences
   * @key: what counts from now on
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
}

static void
zhihui_preferences_init (ZhihuiPreferences *self)
{
  self->policy =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  self->unkept =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
}

/**
 * zhihui_preferences_new:
 * @store: (nullable): settings of the schema cn.zhihui.Zhihui; %NULL: nothing outlives @self
 * @policy_file: (nullable): the administrator's file; that it is missing is no error
 * @error: return location: with the line
 *
 * A policy that cannot be understood is not passed over: half of it would look like all of it.
 *
 * Returns: (transfer full): the preferences, or %NULL with @error set
 */
ZhihuiPreferences *
zhihui_preferences_new (GSettings *store, const char *policy_file, GError **error)
{
  ZhihuiPreferences *self = g_object_new (ZHIHUI_TYPE_PREFERENCES, NULL);

  if (store != NULL)
    {
      self->store = g_object_ref (store);
      g_signal_connect_object (
        store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
    }
  if (policy_file != NULL && !load_policy (self, policy_file, error))
    g_clear_object (&self);

  return self;
}

/**
 * zhihui_preferences_dup_string:
 * @key: of a text
 *
 * Returns: (transfer full): what counts
 */
char *
zhihui_preferences_dup_string (ZhihuiPreferences *self, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL, NULL);

  value = ref_value (self, key);
  return g_variant_dup_string (value, NULL);
}

/**
 * zhihui_preferences_get_boolean:
 * @key: of a switch
 *
 * Returns: what counts
 */
gboolean
zhihui_preferences_get_boolean (ZhihuiPreferences *self, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL, FALSE);

  value = ref_value (self, key);
  return g_variant_get_boolean (value);
}

/**
 * zhihui_preferences_get_uint:
 * @key: of a number
 *
 * Returns: what counts
 */
guint
zhihui_preferences_get_uint (ZhihuiPreferences *self, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL, 0);

  value = ref_value (self, key);
  return g_variant_get_uint32 (value);
}

/**
 * zhihui_preferences_set_string:
 * @key: of a text
 * @value: nothing happens where the administrator has fixed it
 */
void
zhihui_preferences_set_string (ZhihuiPreferences *self, const char *key, const char *value)
{
  g_return_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL && value != NULL);

  set_value (self, key, g_variant_new_string (value));
}

/**
 * zhihui_preferences_set_boolean:
 * @key: of a switch
 * @value: nothing happens where the administrator has fixed it
 */
void
zhihui_preferences_set_boolean (ZhihuiPreferences *self, const char *key, gboolean value)
{
  g_return_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL);

  set_value (self, key, g_variant_new_boolean (value));
}

/**
 * zhihui_preferences_set_uint:
 * @key: of a number
 * @value: nothing happens where the administrator has fixed it
 */
void
zhihui_preferences_set_uint (ZhihuiPreferences *self, const char *key, guint value)
{
  g_return_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL);

  set_value (self, key, g_variant_new_uint32 (value));
}

/**
 * zhihui_preferences_is_fixed:
 * @key: of any kind
 *
 * Returns: whether the administrator has said what it is, by the file or by a lock of dconf
 */
gboolean
zhihui_preferences_is_fixed (ZhihuiPreferences *self, const char *key)
{
  g_return_val_if_fail (ZHIHUI_IS_PREFERENCES (self) && intern_key (key) != NULL, FALSE);

  return g_hash_table_contains (self->policy, key) ||
         (self->store != NULL && !g_settings_is_writable (self->store, key));
}
