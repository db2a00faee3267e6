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
 * @give_up: (nullable) (transfer none): ends it sooner, and is ended by the deadline
 *
 * Returns: (transfer full): lives as long as what it ends
 */
ZhihuiKeyringWait *
zhihui_keyring_wait_new (guint deadline_s, GCancellable *give_up)
{
  ZhihuiKeyringWait *self = g_new0 (ZhihuiKeyringWait, 1);

  self->cancellable = give_up != NULL ? g_object_ref (give_up) : g_cancellable_new ();
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

/* ---- asking ---- */

/* libsecret waits for a prompt that it has dismissed, and for a service that never answers: who
 * has ended a question is told at once all the same. */
typedef struct
{
  GSource *ending; /* owned, NULL: it cannot be ended, or is over. It holds the task. */
  gboolean is_over;
} Question;

/* Returns: whether nobody has answered the task before. */
static gboolean
close_question (GTask *task)
{
  Question *self = g_task_get_task_data (task);
  gboolean  is_first = !self->is_over;

  self->is_over = TRUE;
  if (self->ending != NULL)
    g_source_destroy (self->ending);
  g_clear_pointer (&self->ending, g_source_unref);
  return is_first;
}

static gboolean
ended_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  if (close_question (task))
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full): to be closed with close_question () */
static GTask *
open_question (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask    *task = g_task_new (NULL, cancellable, callback, user_data);
  Question *self = g_new0 (Question, 1);

  g_task_set_task_data (task, self, g_free);
  if (cancellable != NULL)
    {
      self->ending = g_cancellable_source_new (cancellable);
      g_source_set_callback (
        self->ending, G_SOURCE_FUNC (ended_cb), g_object_ref (task), g_object_unref);
      g_source_attach (self->ending, g_main_context_get_thread_default ());
    }
  return task;
}

/* One that is there and does not tell its secret: nobody has unlocked it. */
static void
searched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList  *found = secret_password_search_finish (result, &error);

  if (close_question (task))
    {
      if (error != NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else if (found != NULL)
        g_task_return_new_error (
          task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("The keyring is locked"));
      else
        g_task_return_pointer (task, NULL, NULL);
    }
  g_clear_error (&error);
  g_list_free_full (found, g_object_unref);
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError     *error = NULL;
  char       *text = secret_password_lookup_nonpageable_finish (result, &error);
  const char *source = g_object_get_data (G_OBJECT (task), "source");

  if (error == NULL && text == NULL && !((Question *) g_task_get_task_data (task))->is_over)
    {
      secret_password_search (&schema,
                              SECRET_SEARCH_ALL,
                              g_task_get_cancellable (task),
                              searched_cb,
                              g_object_ref (task),
                              "source",
                              source,
                              NULL);
      return;
    }
  if (!close_question (task))
    {
      g_clear_error (&error);
      g_clear_pointer (&text, secret_password_free);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, (GDestroyNotify) secret_password_free);
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
  GTask *task = open_question (cancellable, callback, user_data);

  g_object_set_data_full (G_OBJECT (task), "source", g_strdup (source), g_free);
  secret_password_lookup (&schema, cancellable, looked_up_cb, task, "source", source, NULL);
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
  return g_task_propagate_pointer (G_TASK (result), error);
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

static void
return_kept (GTask *task, gboolean is_kept, GError *error)
{
  if (!close_question (task))
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_kept);
  g_object_unref (task);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError  *error = NULL;
  gboolean is_kept = secret_password_store_finish (result, &error);

  return_kept (user_data, is_kept, error);
}

static void
cleared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError  *error = NULL;
  gboolean is_gone = secret_password_clear_finish (result, &error);

  return_kept (user_data, is_gone, error);
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
  GTask *task = open_question (cancellable, callback, user_data);

  if (token != NULL)
    secret_password_store (&schema,
                           SECRET_COLLECTION_DEFAULT,
                           _ ("Zhihui: token of a platform"),
                           zhihui_secret_peek (token),
                           cancellable,
                           stored_cb,
                           task,
                           "source",
                           source,
                           NULL);
  else
    secret_password_clear (&schema, cancellable, cleared_cb, task, "source", source, NULL);
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
  return g_task_propagate_boolean (G_TASK (result), error);
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
