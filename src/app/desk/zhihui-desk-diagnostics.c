/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-diagnostics.h"

#include "config.h"
#include "zhihui-source-options.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What people paste into the wrong field is a token now and then: only who is asked is told. */
static char *
name_url (const char *where)
{
  g_autoptr (GUri) uri = g_uri_parse (where, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return g_strdup (_ ("(not an address)"));
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), host, g_uri_get_port (uri));
  return g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), host);
}

/**
 * zhihui_desk_diagnostics_name_source:
 * @where: as it was given to --source
 *
 * Returns: (transfer full): what may be shown to others: scheme and host of an address, the name
 * of a demonstration, the last part of a path, which may begin with the name of a person
 */
char *
zhihui_desk_diagnostics_name_source (const char *where)
{
  if (g_str_has_prefix (where, ZHIHUI_DEMO_PREFIX))
    return g_strdup (where);
  if (strstr (where, "://") != NULL)
    return name_url (where);
  if (strchr (where, G_DIR_SEPARATOR) != NULL)
    {
      g_autofree char *name = g_path_get_basename (where);

      return g_strconcat ("…/", name, NULL);
    }
  return g_strdup (*where != '\0' ? _ ("(not an address)") : "");
}

/* A fault says what was tried as it was typed, or the path of it alone. */
static void
conceal (GString *text, const char *where, const char *name)
{
  const char *path = strchr (where, G_DIR_SEPARATOR);

  if (*where == '\0')
    return;
  if (!g_str_equal (where, name))
    g_string_replace (text, where, name, 0);
  if (path != NULL && strlen (path) > 1 && strstr (where, "://") == NULL)
    g_string_replace (text, path, name, 0);
}

/**
 * zhihui_desk_diagnostics_write:
 * @where: as it was given to --source
 * @fault: (nullable): why it could not even be tried
 * @result: (nullable): what trying came to
 *
 * What a clerk sends to who can help. Neither the token nor anything of a person is in it.
 *
 * Returns: (transfer full): lines of plain text
 */
char *
zhihui_desk_diagnostics_write (const char              *where,
                               const char              *fault,
                               const ZhihuiCheckResult *result)
{
  g_autofree char *name = zhihui_desk_diagnostics_name_source (where);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *table = result != NULL ? zhihui_check_result_format_table (result) : NULL;
  GString         *out = g_string_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);

  g_string_append_printf (out, "zhihui %s\n", VERSION);
  g_string_append_printf (out,
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version);
  if (system != NULL)
    g_string_append_printf (out, "%s\n", system);
  g_string_append_printf (out, "source: %s\n", name);
  if (fault != NULL)
    g_string_append_printf (told, "%s\n", fault);
  if (table != NULL)
    g_string_append_printf (told, "\n%s", table);
  conceal (told, where, name);
  g_string_append (out, told->str);

  return g_string_free (out, FALSE);
}
