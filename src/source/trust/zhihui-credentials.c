/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-credentials.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <sys/stat.h>

#include "zhihui-error.h"

#define TOKEN_MAX_BYTES 4096
#define CREDENTIAL_NAME "zhihui-token"
#define KEYRING_DEADLINE_S 5

static const SecretSchema schema = {
  "cn.zhihui.Zhihui.Token",
  SECRET_SCHEMA_NONE,
  { { "source", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* What may stand in an Authorization header, RFC 6750: nothing that could end it. */
static gboolean
is_token (const char *text)
{
  if (text[0] == '\0')
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._~+/=", *c) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * zhihui_credentials_read_file:
 * @path: a file with a token
 * @error: return location
 *
 * Others must not be able to read the file.
 *
 * Returns: (transfer full): the token, or %NULL with @error set
 */
char *
zhihui_credentials_read_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) read_error = NULL;
  GStatBuf status;
  gsize    length;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("The token file %s cannot be read: %s"),
                   path,
                   g_strerror (errno));
      return NULL;
    }

  if (S_ISREG (status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("Others may read the token file %s: give it mode 0600"),
                   path);
      return NULL;
    }

  if (status.st_size > TOKEN_MAX_BYTES || !g_file_get_contents (path, &text, &length, &read_error))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("The token file %s cannot be read: %s"),
                   path,
                   read_error != NULL ? read_error->message : _ ("it is too large for a token"));
      return NULL;
    }

  g_strstrip (text);
  if (!is_token (text))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("There is no token in the token file %s"),
                   path);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/**
 * zhihui_credentials_read:
 * @token_file: (nullable): named by the user
 * @error: return location; not set when there is simply no token
 *
 * Looks where a token can be read without waiting: the named file, $ZHIHUI_TOKEN, and the
 * credential "zhihui-token" of the service manager.
 *
 * Returns: (transfer full) (nullable): the token
 */
char *
zhihui_credentials_read (const char *token_file, GError **error)
{
  const char      *token = g_getenv ("ZHIHUI_TOKEN");
  const char      *directory = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (token_file != NULL)
    return zhihui_credentials_read_file (token_file, error);

  if (token != NULL && token[0] != '\0')
    {
      g_autofree char *stripped = g_strstrip (g_strdup (token));

      if (is_token (stripped))
        return g_steal_pointer (&stripped);

      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("$ZHIHUI_TOKEN is not a token"));
      return NULL;
    }

  if (directory == NULL)
    return NULL;

  path = g_build_filename (directory, CREDENTIAL_NAME, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  return zhihui_credentials_read_file (path, error);
}

static gboolean
has_session_bus (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A look into the keyring. */
typedef struct
{
  GCancellable *inner;       /* owned: ended by the deadline */
  guint         deadline_id; /* 0 none */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_object_unref (self->inner);
  g_free (self);
}

static gboolean
deadline_cb (gpointer data)
{
  Search *self = data;

  self->deadline_id = 0;
  g_cancellable_cancel (self->inner);

  return G_SOURCE_REMOVE;
}

static void
secret_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);
  char *token = NULL;

  if (error != NULL)
    g_debug ("The keyring gives no token: %s", error->message);
  if (secret != NULL && is_token (secret))
    token = g_strdup (secret);
  g_clear_pointer (&secret, secret_password_free);

  g_task_return_pointer (task, token, g_free);
}

/**
 * zhihui_credentials_search_async:
 * @source: address of the platform
 * @cancellable: (nullable): ends the search
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Looks into the keyring of the session; where there is no session there is none.
 */
void
zhihui_credentials_search_async (const char         *source,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search;

  g_task_set_source_tag (task, zhihui_credentials_search_async);
  if (!has_session_bus ())
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  /* A keyring that nobody unlocks must not keep the wall dark. */
  search = g_new0 (Search, 1);
  search->inner = g_cancellable_new ();
  search->deadline_id = g_timeout_add_seconds (KEYRING_DEADLINE_S, deadline_cb, search);
  g_task_set_task_data (task, search, search_free);
  secret_password_lookup (
    &schema, search->inner, secret_found_cb, g_object_ref (task), "source", source, NULL);
}

/**
 * zhihui_credentials_search_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full) (nullable): the token, to be freed with g_free()
 */
char *
zhihui_credentials_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
