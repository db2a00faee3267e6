/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-token-keeper.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-keyring.h"

/* Somebody sits there, and may have to type the keyring's own password. */
#define KEYRING_DEADLINE_S 60

/* What is being kept. */
typedef struct
{
  char              *source; /* owned */
  ZhihuiSecret      *token;  /* owned, nullable: it is forgotten */
  ZhihuiKeyringWait *wait;   /* owned, NULL where there is no keyring */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *self = data;

  g_free (self->source);
  g_clear_pointer (&self->token, zhihui_secret_unref);
  zhihui_keyring_wait_free (self->wait);
  g_free (self);
}

/**
 * zhihui_token_keeper_dup_path:
 * @source: address of a platform, as the keyring knows it
 *
 * Returns: (transfer full): the file its token is in where there is no keyring; its name does not
 * tell the address
 */
char *
zhihui_token_keeper_dup_path (const char *source)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, source, -1);

  digest[32] = '\0';
  return g_build_filename (g_get_user_config_dir (), "zhihui", "tokens", digest, NULL);
}

static gboolean
write_file (const char *source, ZhihuiSecret *token, GError **error)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (source);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) reason = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path,
                                zhihui_secret_peek (token),
                                (gssize) zhihui_secret_get_length (token),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                &reason) &&
      g_chmod (path, 0600) == 0) /* GLib may keep the mode of the file before */
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("The token could not be kept: %s"),
               reason != NULL ? reason->message : g_strerror (errno));
  return FALSE;
}

static void
remove_file (const char *source)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (source);

  g_unlink (path);
}

/* @refusal: (nullable): why a keyring did not do it */
static void
return_place (GTask *task, gboolean is_in_keyring, const GError *refusal)
{
  Keeping *self = g_task_get_task_data (task);
  GError  *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  /* What is to be forgotten may still be there. */
  if (self->token == NULL && refusal != NULL && !zhihui_keyring_is_missing (refusal))
    {
      remove_file (self->source);
      g_task_return_new_error (task,
                               ZHIHUI_ERROR,
                               ZHIHUI_ERROR_FAILED,
                               _ ("The keyring did not forget the token: %s"),
                               refusal->message);
      return;
    }

  /* One of an earlier day must not be left behind the one that counts. */
  if (is_in_keyring || self->token == NULL)
    {
      remove_file (self->source);
      g_task_return_int (
        task, self->token != NULL ? ZHIHUI_TOKEN_PLACE_KEYRING : ZHIHUI_TOKEN_PLACE_NONE);
    }
  else if (write_file (self->source, self->token, &error))
    g_task_return_int (task, ZHIHUI_TOKEN_PLACE_FILE);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = zhihui_keyring_store_finish (result, &error);

  if (error != NULL)
    g_debug ("The keyring takes no token: %s", error->message);
  return_place (task, is_stored, error);
}

/**
 * zhihui_token_keeper_keep_async:
 * @source: address of a platform, as zhihui_credentials_search_async () is asked for it
 * @token: (nullable): what was typed in; %NULL forgets it
 * @give_up: (nullable): when it is cancelled the keyring is not waited for any longer
 * @cancellable: (nullable): ends it
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * Puts the token into the keyring of the session; where there is none, or nobody unlocks it within
 * a minute, or the user does not want to wait for that, into a file of mode 0600.
 */
void
zhihui_token_keeper_keep_async (const char         *source,
                                ZhihuiSecret       *token,
                                GCancellable       *give_up,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Keeping *self = g_new0 (Keeping, 1);

  g_task_set_source_tag (task, zhihui_token_keeper_keep_async);
  self->source = g_strdup (source);
  self->token = token != NULL ? zhihui_secret_ref (token) : NULL;
  g_task_set_task_data (task, self, keeping_free);
  if (!zhihui_keyring_has_session ())
    {
      return_place (task, FALSE, NULL);
      return;
    }

  self->wait = zhihui_keyring_wait_new (KEYRING_DEADLINE_S, give_up);
  zhihui_keyring_store_async (
    source, token, self->wait->cancellable, stored_cb, g_object_ref (task));
}

/**
 * zhihui_token_keeper_keep_finish:
 * @result: given to the callback
 * @error: return location
 *
 * Returns: where it is now; %ZHIHUI_TOKEN_PLACE_NONE: forgotten, or @error is set
 */
ZhihuiTokenPlace
zhihui_token_keeper_keep_finish (GAsyncResult *result, GError **error)
{
  gssize place = g_task_propagate_int (G_TASK (result), error);

  return place < 0 ? ZHIHUI_TOKEN_PLACE_NONE : (ZhihuiTokenPlace) place;
}
