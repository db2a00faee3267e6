/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  "cn.zhihui.Zhihui.Token",
  SECRET_SCHEMA_NONE,
  { { "source", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/**
 * zhihui_keyring_has_session:
 *
 * Returns: whether there is a session that could have a keyring
 */
gboolean
zhihui_keyring_has_session (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
deadline_cb (gpointer data)
{
  ZhihuiKeyringWait *self = data;

  self->deadline_id = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_keyring_wait_new:
 * @deadline_s: seconds from now on
 *
 * Returns: (transfer full): lives as long as what it ends
 */
ZhihuiKeyringWait *
zhihui_keyring_wait_new (guint deadline_s)
{
  ZhihuiKeyringWait *self = g_new0 (ZhihuiKeyringWait, 1);

  self->cancellable = g_cancellable_new ();
  self->deadline_id = g_timeout_add_seconds (deadline_s, deadline_cb, self);
  return self;
}

void
zhihui_keyring_wait_free (ZhihuiKeyringWait *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * zhihui_keyring_lookup_async:
 * @source: address of a platform
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_keyring_lookup_finish () takes
 * @user_data: for @callback
 */
void
zhihui_keyring_lookup_async (const char         *source,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data, "source", source, NULL);
}

/**
 * zhihui_keyring_lookup_finish:
 * @result: given to the callback
 * @error: return location; not set when there is none
 *
 * Returns: (transfer full) (nullable): what is kept there, in memory that is not swapped; free it
 *   with zhihui_keyring_free_text ()
 */
char *
zhihui_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return secret_password_lookup_nonpageable_finish (result, error);
}

/**
 * zhihui_keyring_free_text:
 * @text: (transfer full): is wiped
 */
void
zhihui_keyring_free_text (char *text)
{
  secret_password_free (text);
}

/**
 * zhihui_keyring_store_async:
 * @source: address of a platform
 * @token: (nullable): %NULL takes it away
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_keyring_store_finish () takes
 * @user_data: for @callback
 */
void
zhihui_keyring_store_async (const char         *source,
                            ZhihuiSecret       *token,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  if (token != NULL)
    secret_password_store (&schema,
                           SECRET_COLLECTION_DEFAULT,
                           _ ("Zhihui: token of a platform"),
                           zhihui_secret_peek (token),
                           cancellable,
                           callback,
                           user_data,
                           "source",
                           source,
                           NULL);
  else
    secret_password_clear (&schema, cancellable, callback, user_data, "source", source, NULL);
}

/**
 * zhihui_keyring_store_finish:
 * @result: given to the callback
 * @error: return location
 *
 * Returns: whether the keyring did it
 */
gboolean
zhihui_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return secret_password_store_finish (result, error);
}

/**
 * zhihui_keyring_is_missing:
 * @error: of any of these functions
 *
 * Returns: whether there simply is no keyring, in which nothing can be
 */
gboolean
zhihui_keyring_is_missing (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}
