/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-listen.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

#define BACKLOG 1024

static GSocketAddress *
parse_address (const char *address, GError **error)
{
  g_autoptr (GSocketConnectable) place = g_network_address_parse (address, 0, NULL);
  g_autoptr (GSocketAddressEnumerator) places = NULL;
  g_autoptr (GError) why = NULL;
  GSocketAddress *first = NULL;

  if (place != NULL && strchr (address, ':') != NULL)
    {
      places = g_socket_connectable_enumerate (place);
      first = g_socket_address_enumerator_next (places, NULL, &why);
    }
  if (first == NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("'%s' is not HOST:PORT of this machine: %s"),
                 address,
                 why != NULL ? why->message : _ ("it has another form"));
  return first;
}

/* Nothing is encrypted here. */
static gboolean
check_reach (GSocketAddress *place, const char *address, GError **error)
{
  if (G_IS_INET_SOCKET_ADDRESS (place) &&
      g_inet_address_get_is_loopback (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (place))))
    return TRUE;

  g_set_error (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_REFUSED,
    _ ("others can reach %s, and nothing is encrypted: listen on 127.0.0.1 behind a proxy "
       "with TLS, or say --insecure-listen"),
    address);
  return FALSE;
}

/* With room for many who come at once, as all walls do when the platform comes back. */
static gboolean
listen_on (SoupServer *server, GSocketAddress *place, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (
    g_socket_address_get_family (place), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return FALSE;

  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_bind (socket, place, TRUE, error) && g_socket_listen (socket, error) &&
         soup_server_listen_socket (server, socket, 0, error);
}

/**
 * zhihui_listen:
 * @address: HOST:PORT, port 0 is any free one
 * @beyond: whether others than this machine may reach it
 */
gboolean
zhihui_listen (SoupServer *server, const char *address, gboolean beyond, GError **error)
{
  g_autoptr (GSocketAddress) place = parse_address (address, error);
  g_autoptr (GError) why = NULL;

  if (place == NULL || (!beyond && !check_reach (place, address, error)))
    return FALSE;
  if (listen_on (server, place, &why))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               g_error_matches (why, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE) ? ZHIHUI_ERROR_EXISTS
                                                                            : ZHIHUI_ERROR_INVALID,
               _ ("Cannot listen on %s: %s"),
               address,
               why->message);
  return FALSE;
}

/**
 * zhihui_listen_dup_url:
 * @base: path of the API
 *
 * Returns: (transfer full) (nullable): the base address of the API
 */
char *
zhihui_listen_dup_url (SoupServer *server, const char *base)
{
  GSList          *uris = soup_server_get_uris (server);
  g_autofree char *host = NULL;
  GUri            *uri = uris != NULL ? uris->data : NULL;
  char            *url = NULL;

  if (uri != NULL)
    {
      const char *name = g_uri_get_host (uri);

      host = strchr (name, ':') != NULL ? g_strdup_printf ("[%s]", name) : g_strdup (name);
      url = g_strdup_printf ("http://%s:%d%s", host, g_uri_get_port (uri), base);
    }
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

/**
 * zhihui_listen_no_more:
 *
 * Who is connected stays so; nobody else can connect.
 */
void
zhihui_listen_no_more (SoupServer *server)
{
  GSList *sockets = soup_server_get_listeners (server);

  for (GSList *link = sockets; link != NULL; link = link->next)
    g_socket_close (link->data, NULL);
  g_slist_free (sockets);
}
