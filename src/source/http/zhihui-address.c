/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-address.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "zhihui-error.h"

#define API_PATH "/api/v1"

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
check_address (GUri *uri, const char *url, gboolean is_insecure_meant, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || host[0] == '\0' ||
      (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' is not the address of a platform"),
                   url);
      return FALSE;
    }

  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    {
      /* It may hold a password: it is not repeated. */
      g_set_error_literal (
        error,
        ZHIHUI_ERROR,
        ZHIHUI_ERROR_INVALID,
        _ ("The address of a platform has no name, password or '?': the token goes "
           "into a file"));
      return FALSE;
    }

  if (g_str_equal (scheme, "http") && !is_insecure_meant && !is_loopback_host (host))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("http://%s would send the token in the clear: use https://, or write "
                      "http+insecure:// if the network is your own"),
                   host);
      return FALSE;
    }

  return TRUE;
}

static ZhihuiAddress *
parse (const char *url, const char *default_path, GError **error)
{
  ZhihuiAddress   *self;
  gboolean         is_insecure_meant = g_str_has_prefix (url, "http+insecure://");
  g_autofree char *plain =
    is_insecure_meant ? g_strconcat ("http", url + strlen ("http+insecure"), NULL) : g_strdup (url);
  g_autoptr (GUri) uri = g_uri_parse (plain, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GString) base = NULL;

  if (uri == NULL)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' is not the address of a platform"),
                   url);
      return NULL;
    }
  if (!check_address (uri, url, is_insecure_meant, error))
    return NULL;

  base = g_string_new (plain);
  while (base->str[base->len - 1] == '/')
    g_string_truncate (base, base->len - 1);
  if (strlen (g_uri_get_path (uri)) <= 1)
    g_string_append (base, default_path);

  self = g_new0 (ZhihuiAddress, 1);
  self->base = g_strdup (base->str);
  self->is_loopback = is_loopback_host (g_uri_get_host (uri));
  if (g_uri_get_port (uri) > 0)
    self->name = g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  else
    self->name = g_strdup (g_uri_get_host (uri));

  return self;
}

/**
 * zhihui_address_parse:
 * @url: address of a platform, with or without "/api/v1"
 * @error: return location
 *
 * Plain http is for this machine only, unless it is spelled http+insecure.
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
ZhihuiAddress *
zhihui_address_parse (const char *url, GError **error)
{
  return parse (url, API_PATH, error);
}

/**
 * zhihui_address_parse_foreign:
 * @url: address of a platform that is not ours; nothing is added to it
 * @error: return location
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
ZhihuiAddress *
zhihui_address_parse_foreign (const char *url, GError **error)
{
  return parse (url, "", error);
}

/**
 * zhihui_address_free:
 * @self: (transfer full) (nullable): an address
 */
void
zhihui_address_free (ZhihuiAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->base);
  g_free (self->name);
  g_free (self);
}
