/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-remote-caller.h"

#include "config.h"
#include "zhihui-secure-post.h"
#include "zhihui-wall-remote.h"

#include <libsoup/soup.h>

/* name=value&…, as the interface names them. */
static char *
make_form (const char *method, GVariant *parameters)
{
  GDBusInterfaceInfo *interface = zhihui_wall_verbs_dup_interface ();
  GDBusMethodInfo    *info = g_dbus_interface_info_lookup_method (interface, method);
  g_autoptr (GHashTable) form = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  char *text;

  for (gsize i = 0; i < g_variant_n_children (parameters); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (parameters, i);

      g_hash_table_insert (form,
                           info->in_args[i]->name,
                           g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
                             ? g_variant_dup_string (value, NULL)
                             : g_variant_print (value, FALSE));
    }
  text = soup_form_encode_hash (form);
  g_dbus_interface_info_unref (interface);

  return text;
}

/**
 * zhihui_remote_caller_call:
 * @parameters: floating: as of the interface of a wall
 *
 * Asks a wall on another machine, over TLS, and waits: for commands.
 *
 * Returns: (transfer full): the answer; %NULL with @error
 */
GVariant *
zhihui_remote_caller_call (const ZhihuiRemotePlace *place,
                           const char              *method,
                           GVariant                *parameters,
                           GError                 **error)
{
  g_autoptr (GVariant) sent = g_variant_ref_sink (parameters);
  g_autoptr (GSocketConnectable) where =
    g_network_address_parse (place->host, ZHIHUI_REMOTE_PORT, error);
  g_autofree char *path = g_strconcat (ZHIHUI_REMOTE_BASE, method, NULL);
  g_autofree char *form = make_form (method, sent);
  g_autofree char *type = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GBytes) body = NULL;
  ZhihuiSecurePost post = { .token_file = place->token_file,
                            .ca_file = place->ca_file,
                            .type = "application/x-www-form-urlencoded",
                            .body = form,
                            .accept = ZHIHUI_REMOTE_VARIANT };
  const char      *text;
  gsize            length;

  if (where == NULL)
    return NULL;

  uri = g_uri_build (G_URI_FLAGS_NONE,
                     "https",
                     NULL,
                     g_network_address_get_hostname (G_NETWORK_ADDRESS (where)),
                     g_network_address_get_port (G_NETWORK_ADDRESS (where)),
                     path,
                     NULL,
                     NULL);
  post.uri = uri;
  body = zhihui_secure_post (&post, &type, error);
  if (body == NULL)
    return NULL;
  if (g_strcmp0 (type, "image/png") == 0)
    {
      GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, body, TRUE);

      return g_variant_ref_sink (g_variant_new_tuple (&bytes, 1));
    }

  text = g_bytes_get_data (body, &length);
  return g_variant_parse (NULL, text, text + length, NULL, error);
}
