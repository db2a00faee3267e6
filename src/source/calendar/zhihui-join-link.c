/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-join-link.h"

#include <string.h>

#define HTTPS_PORT 443
#define ANY_BELOW "*."
#define MAX_PASSCODE 64
#define PASSCODE_SIGNS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._~@!$*+=#"

/* Letters, digits, hyphens, single dots between: no escapes, no other alphabets. */
static gboolean
is_host (const char *host)
{
  if (*host == '\0' || *host == '.' || g_str_has_suffix (host, ".") || strstr (host, "..") != NULL)
    return FALSE;

  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '.' && *c != '-')
      return FALSE;

  return TRUE;
}

static gboolean
is_named (const char *entry, const char *host, int port)
{
  g_autofree char *whole =
    port == HTTPS_PORT ? g_strdup (host) : g_strdup_printf ("%s:%d", host, port);
  gsize length = strlen (whole);
  gsize end_length;

  if (!g_str_has_prefix (entry, ANY_BELOW))
    return g_ascii_strcasecmp (entry, whole) == 0;

  entry += strlen (ANY_BELOW) - 1; /* with its dot */
  end_length = strlen (entry);
  return length > end_length && g_ascii_strcasecmp (whole + length - end_length, entry) == 0;
}

/* What a person may follow without looking twice: nothing is written in another way than it is. */
static gboolean
is_plain (const char *text)
{
  const char *mark = strstr (text, "://");

  if (mark == NULL || memchr (mark + 3, '%', strcspn (mark + 3, "/?#")) != NULL)
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || *c == '\\')
      return FALSE;

  return TRUE;
}

/**
 * zhihui_join_link_check:
 * @text: a link from a calendar
 * @hosts: (nullable): those that may be joined: "meeting.example.cn", "*.example.cn" (whatever is
 *   below it), "meeting.example.cn:8443"
 *
 * Only https to a host that is named; without name and password, and without what follows "?" or
 * "#", which may be a passcode.
 *
 * Returns: (transfer full) (nullable): the link as it may be offered
 */
char *
zhihui_join_link_check (const char *text, const char *const *hosts)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  int              port;

  if (hosts == NULL || !is_plain (text))
    return NULL;

  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL || g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") != 0 ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL ||
      !is_host (g_uri_get_host (uri)))
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  port = g_uri_get_port (uri) == -1 ? HTTPS_PORT : g_uri_get_port (uri);
  for (guint i = 0; hosts[i] != NULL; i++)
    if (is_named (hosts[i], host, port))
      return g_uri_join (G_URI_FLAGS_ENCODED,
                         "https",
                         NULL,
                         host,
                         port == HTTPS_PORT ? -1 : port,
                         g_uri_get_path (uri),
                         NULL,
                         NULL);

  return NULL;
}

/**
 * zhihui_join_link_find_passcode:
 * @text: a link that zhihui_join_link_check() offers
 *
 * What was left out of the link may be typed by the person.
 *
 * Returns: (transfer full) (nullable): what follows "pwd=" or the like: plain signs, up to 64
 */
char *
zhihui_join_link_find_passcode (const char *text)
{
  static const char *const names[] = { "pwd", "passcode", "password", "pin", NULL };
  g_autofree char         *whole = g_strndup (text, strcspn (text, "#"));
  const char              *query = strchr (whole, '?');
  GUriParamsIter           iter;
  char                    *name, *value;

  if (query == NULL)
    return NULL;

  g_uri_params_iter_init (&iter, query + 1, -1, "&", G_URI_PARAMS_CASE_INSENSITIVE);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      g_autofree char *own_name = name;
      g_autofree char *own_value = value;
      g_autofree char *folded = g_ascii_strdown (own_name, -1);
      gsize            length = strlen (own_value);

      if (g_strv_contains (names, folded) && length > 0 && length <= MAX_PASSCODE &&
          strspn (own_value, PASSCODE_SIGNS) == length)
        return g_steal_pointer (&own_value);
    }

  return NULL;
}

/**
 * zhihui_join_link_is_host:
 * @entry: an entry of the list
 *
 * Returns: whether it can name a host
 */
gboolean
zhihui_join_link_is_host (const char *entry)
{
  g_autofree char *host = NULL;
  const char      *port;

  if (g_str_has_prefix (entry, ANY_BELOW))
    entry += strlen (ANY_BELOW);

  port = strchr (entry, ':');
  host = port != NULL ? g_strndup (entry, (gsize) (port - entry)) : g_strdup (entry);
  return is_host (host) &&
         (port == NULL || g_ascii_string_to_unsigned (port + 1, 10, 1, 65535, NULL, NULL));
}
