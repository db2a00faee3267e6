/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trust-settings.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-setting-line.h"

#define MAX_BYTES (1024 * 1024)

#define ADDRESS "address"
#define PINS "pins"
#define CALENDAR_HOSTS "calendar-hosts"
#define JOIN_HOSTS "join-hosts"

/* What a group may say, beside its address and its lists. */
static const struct
{
  const char *key;
  gsize       offset;
  gboolean    is_file; /* as seen from the folder of the settings */
} texts[] = {
  { "token-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, token_file), TRUE },
  { "ca-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, ca_file), TRUE },
  { "client-certificate", G_STRUCT_OFFSET (ZhihuiTrustSettings, client_certificate), TRUE },
  { "client-key-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, client_key_file), TRUE },
  { "client-password-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, client_password_file), TRUE },
  { "signer", G_STRUCT_OFFSET (ZhihuiTrustSettings, signer), FALSE },
  { "signer-key-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, signer_key_file), TRUE },
  { "signer-key-id", G_STRUCT_OFFSET (ZhihuiTrustSettings, signer_key_id), FALSE },
  { "calendar", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.url), FALSE },
  { "calendar-user", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.user), FALSE },
  { "calendar-secret-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.secret_file), TRUE },
  { "calendar-ca-file", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.ca_file), TRUE },
  { "calendar-mode", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.mode), FALSE },
  { "calendar-kind", G_STRUCT_OFFSET (ZhihuiTrustSettings, calendar.kind), FALSE },
};

/**
 * zhihui_trust_settings_clear:
 * @self: settings
 */
void
zhihui_trust_settings_clear (ZhihuiTrustSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (self, texts[i].offset), g_free);
  g_clear_pointer (&self->pins, g_strfreev);
  g_clear_pointer (&self->join_hosts, g_strfreev);
  zhihui_calendar_settings_clear (&self->calendar);
  g_clear_pointer (&self->token, zhihui_secret_unref);
}

/**
 * zhihui_trust_settings_copy:
 * @self: settings
 * @copy: (out): zero-initialised
 */
void
zhihui_trust_settings_copy (const ZhihuiTrustSettings *self, ZhihuiTrustSettings *copy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, copy, texts[i].offset) =
      g_strdup (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  copy->pins = g_strdupv (self->pins);
  copy->join_hosts = g_strdupv (self->join_hosts);
  copy->calendar.hosts = g_strdupv (self->calendar.hosts);
  copy->calendar.reader = g_strdupv (self->calendar.reader);
  copy->calendar.for_desk = self->calendar.for_desk;
  copy->token = self->token != NULL ? zhihui_secret_ref (self->token) : NULL;
}

/**
 * zhihui_trust_settings_make_absolute:
 * @self: settings with paths as they were typed
 *
 * Files are seen from the working directory of now: those who read them later want whole paths.
 */
void
zhihui_trust_settings_make_absolute (ZhihuiTrustSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char           **member = G_STRUCT_MEMBER_P (self, texts[i].offset);
      g_autofree char *typed = NULL;

      if (!texts[i].is_file || *member == NULL)
        continue;
      typed = g_steal_pointer (member);
      *member = g_canonicalize_filename (typed, NULL);
    }
}

static gboolean
is_known (const char *key)
{
  if (g_str_equal (key, ADDRESS) || g_str_equal (key, PINS) || g_str_equal (key, CALENDAR_HOSTS) ||
      g_str_equal (key, JOIN_HOSTS))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      return TRUE;

  return FALSE;
}

static gboolean
check_group (GKeyFile *file, const char *text, const char *path, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, group, keys[i], NULL);

      if (!is_known (keys[i]))
        {
          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("%s:%u: '%s' is not a setting of a source"),
                       path,
                       zhihui_setting_line_find (text, group, keys[i]),
                       keys[i]);
          return FALSE;
        }
      if (value == NULL || value[0] == '\0')
        {
          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("%s:%u: '%s' has no value that can be read"),
                       path,
                       zhihui_setting_line_find (text, group, keys[i]),
                       keys[i]);
          return FALSE;
        }
    }

  if (g_key_file_has_key (file, group, ADDRESS, NULL))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s:%u: the source '%s' has no address"),
               path,
               zhihui_setting_line_find (text, group, NULL),
               group);
  return FALSE;
}

/* Where @path is; absolute. */
static char *
dup_folder (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);

  return g_path_get_dirname (whole);
}

/* What is set already was said on the command line, and stands. */
static void
take_group (ZhihuiTrustSettings *self, GKeyFile *file, const char *path, const char *group)
{
  g_autofree char *folder = dup_folder (path);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char           **member = G_STRUCT_MEMBER_P (self, texts[i].offset);
      g_autofree char *value = g_key_file_get_string (file, group, texts[i].key, NULL);

      if (*member != NULL || value == NULL)
        continue;
      *member =
        texts[i].is_file ? g_canonicalize_filename (value, folder) : g_steal_pointer (&value);
    }

  if (self->calendar.hosts == NULL)
    self->calendar.hosts = g_key_file_get_string_list (file, group, CALENDAR_HOSTS, NULL, NULL);
  if (self->join_hosts == NULL)
    self->join_hosts = g_key_file_get_string_list (file, group, JOIN_HOSTS, NULL, NULL);
  /* An authority and pins exclude each other. */
  if (self->pins == NULL && self->ca_file == NULL)
    self->pins = g_key_file_get_string_list (file, group, PINS, NULL, NULL);
}

/* A profile or a folder is seen from the folder of the settings. */
static char *
dup_address (GKeyFile *file, const char *path, const char *group)
{
  g_autofree char *text = g_key_file_get_string (file, group, ADDRESS, NULL);
  g_autofree char *folder = dup_folder (path);

  if (strstr (text, "://") != NULL || g_str_has_prefix (text, "demo:"))
    return g_steal_pointer (&text);

  return g_canonicalize_filename (text, folder);
}

/* With or without "/api/v1"; what is no URL at all is the same only as text. */
static gboolean
is_same_address (const char *a, const char *b)
{
  g_autoptr (ZhihuiAddress) one = zhihui_address_parse (a, NULL);
  g_autoptr (ZhihuiAddress) other = zhihui_address_parse (b, NULL);

  if (one == NULL || other == NULL)
    return g_str_equal (a, b);

  return g_ascii_strcasecmp (one->base, other->base) == 0;
}

/**
 * zhihui_trust_settings_load:
 * @self: settings; what they say already stands
 * @path: a file of sources: a group is a source, its name one that can be given instead of an
 *   address
 * @where: name or address of the source in question
 * @address: (out) (transfer full) (nullable): where @where is, when the file knows it
 * @error: return location: with the line
 *
 * Returns: %FALSE with @error set when the file cannot be used; that it is missing is no error
 */
gboolean
zhihui_trust_settings_load (
  ZhihuiTrustSettings *self, const char *path, const char *where, char **address, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) groups = NULL;

  *address = NULL;
  text = zhihui_plain_file_read_text (path, MAX_BYTES, &parse_error);
  if (text == NULL && g_error_matches (parse_error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return TRUE;
  if (text == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&parse_error));
      return FALSE;
    }

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, &parse_error))
    {
      g_debug ("%s: %s", path, parse_error->message);
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not a file of sources: groups in brackets, and lines with '='"),
                   path);
      return FALSE;
    }

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *its_address = NULL;

      if (!check_group (file, text, path, groups[i], error))
        return FALSE;

      its_address = dup_address (file, path, groups[i]);
      if (*address != NULL ||
          (!g_str_equal (groups[i], where) && !is_same_address (its_address, where)))
        continue;

      take_group (self, file, path, groups[i]);
      *address = g_steal_pointer (&its_address);
    }

  return TRUE;
}
