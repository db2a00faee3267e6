/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-credentials.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-keyring.h"
#include "zhihui-private-file.h"
#include "zhihui-token-keeper.h"

#define TOKEN_MAX_BYTES 4096
#define VARIABLE "ZHIHUI_TOKEN"
#define CREDENTIAL_NAME "zhihui-token"
#define KEYRING_DEADLINE_S 5

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

/* Of what is around a token only blanks may be left out. */
static ZhihuiSecret *
parse_token (const char *text, gsize length)
{
  ZhihuiSecret *secret = NULL;
  char         *token;

  if (length > TOKEN_MAX_BYTES)
    return NULL;

  token = g_strndup (text, length);
  g_strstrip (token);
  if (is_token (token))
    secret = zhihui_secret_new (token, strlen (token));
  explicit_bzero (token, length);
  g_free (token);

  return secret;
}

static ZhihuiSecret *
read_file (const char *path, ZhihuiPrivateFileKind kind, GError **error)
{
  g_autoptr (ZhihuiSecret) file = zhihui_private_file_read (path, kind, error);
  ZhihuiSecret *token;

  if (file == NULL)
    return NULL;

  token = parse_token (zhihui_secret_peek (file), zhihui_secret_get_length (file));
  if (token == NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("There is no token in the token file %s"),
                 path);

  return token;
}

/**
 * zhihui_credentials_parse:
 * @text: what was typed in
 *
 * Returns: (transfer full) (nullable): the token in it; %NULL: it is none
 */
ZhihuiSecret *
zhihui_credentials_parse (const char *text)
{
  return parse_token (text, strlen (text));
}

/**
 * zhihui_credentials_take_environment:
 * @error: return location; not set when there is simply no token
 *
 * Takes the token out of $ZHIHUI_TOKEN: after it neither the programs that are started nor who
 * reads /proc/PID/environ see it. Call before threads are started.
 *
 * Returns: (transfer full) (nullable): the token
 */
ZhihuiSecret *
zhihui_credentials_take_environment (GError **error)
{
  char         *text = getenv (VARIABLE);
  ZhihuiSecret *token;
  gsize         length;

  if (text == NULL)
    return NULL;

  length = strlen (text);
  token = parse_token (text, length);
  explicit_bzero (text, length);
  g_unsetenv (VARIABLE);
  if (token == NULL && length > 0)
    g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("$ZHIHUI_TOKEN is not a token"));

  return token;
}

/**
 * zhihui_credentials_read_named:
 * @file: (nullable): named by the user; private to him
 * @name: of a credential of the service manager
 * @error: return location; not set when there simply is none
 *
 * Returns: (transfer full) (nullable): the key in @file, else that of the service manager
 */
ZhihuiSecret *
zhihui_credentials_read_named (const char *file, const char *name, GError **error)
{
  const char      *directory = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (file != NULL)
    return read_file (file, ZHIHUI_PRIVATE_FILE_OWN, error);
  if (directory == NULL)
    return NULL;

  path = g_build_filename (directory, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  return read_file (path, ZHIHUI_PRIVATE_FILE_CREDENTIAL, error);
}

/**
 * zhihui_credentials_read:
 * @token_file: (nullable): named by the user
 * @token: (nullable): of the environment
 * @error: return location; not set when there is simply no token
 *
 * Looks where a token can be read without waiting: the named file, the environment, and the
 * credential "zhihui-token" of the service manager.
 *
 * Returns: (transfer full) (nullable): the token
 */
ZhihuiSecret *
zhihui_credentials_read (const char *token_file, ZhihuiSecret *token, GError **error)
{
  if (token_file == NULL && token != NULL)
    return zhihui_secret_ref (token);

  return zhihui_credentials_read_named (token_file, CREDENTIAL_NAME, error);
}

/* Where no keyring took it, what was typed in is in a file; one that takes it ends the file. */
static ZhihuiSecret *
read_kept (const char *source)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (source);
  g_autoptr (GError) error = NULL;
  ZhihuiSecret *token;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  token = read_file (path, ZHIHUI_PRIVATE_FILE_OWN, &error);
  if (token == NULL)
    g_message ("%s", error->message);
  return token;
}

static void
secret_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char         *secret = zhihui_keyring_lookup_finish (result, &error);
  ZhihuiSecret *token = NULL;

  if (secret != NULL)
    token = parse_token (secret, strlen (secret));
  g_clear_pointer (&secret, zhihui_keyring_free_text);
  if (error != NULL && !zhihui_keyring_is_missing (error))
    {
      g_debug ("The keyring gives no token: %s", error->message);
      g_task_return_new_error (
        task,
        ZHIHUI_ERROR,
        ZHIHUI_ERROR_FAILED,
        _ ("The keyring of this session is locked, or does not answer: the token that may be in it "
           "cannot be read. Unlock it and start again, or give the token once more."));
      return;
    }

  g_task_return_pointer (task, token, (GDestroyNotify) zhihui_secret_unref);
}

/**
 * zhihui_credentials_search_async:
 * @source: address of the platform
 * @cancellable: (nullable): ends the search
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Looks into the file that the token is kept in where no keyring took it: it is newer than what a
 * keyring may have. Else into the keyring of the session, where there is one.
 */
void
zhihui_credentials_search_async (const char         *source,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ZhihuiSecret      *kept = read_kept (source);
  ZhihuiKeyringWait *wait;

  g_task_set_source_tag (task, zhihui_credentials_search_async);
  if (kept != NULL || !zhihui_keyring_has_session ())
    {
      g_task_return_pointer (task, kept, (GDestroyNotify) zhihui_secret_unref);
      return;
    }

  /* A keyring that nobody unlocks must not keep the wall dark. */
  wait = zhihui_keyring_wait_new (KEYRING_DEADLINE_S, NULL);
  g_task_set_task_data (task, wait, (GDestroyNotify) zhihui_keyring_wait_free);
  zhihui_keyring_lookup_async (source, wait->cancellable, secret_found_cb, g_object_ref (task));
}

/**
 * zhihui_credentials_search_finish:
 * @result: given to the callback
 * @error: return location: it was cancelled, or, %ZHIHUI_ERROR_FAILED, there is a keyring that does
 *   not give out what it may have; not set when there simply is no token
 *
 * Returns: (transfer full) (nullable): the token
 */
ZhihuiSecret *
zhihui_credentials_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
