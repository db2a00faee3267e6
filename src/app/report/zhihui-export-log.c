/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-export-log.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-wire-telling.h"

#define CHUNK_BYTES (64 * 1024)
#define PATH "/exports"

/* One export that is being logged. All owned. */
typedef struct
{
  ZhihuiSource *source;
  char         *kind, *title, *path, *by;
  gint64        n_rows;
} Log;

static void
log_free (gpointer data)
{
  Log *self = data;

  g_object_unref (self->source);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->path);
  g_free (self->by);
  g_free (self);
}

static void
digest_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (task_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK_BYTES);
  gssize             n = 0;

  while (stream != NULL &&
         (n = g_input_stream_read (
            G_INPUT_STREAM (stream), chunk, CHUNK_BYTES, cancellable, &error)) > 0)
    g_checksum_update (checksum, chunk, n);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (
      task, g_strconcat ("sha256:", g_checksum_get_string (checksum), NULL), g_free);
}

/* Who cannot log says so, and the file is handed over with a note; a platform that could, and does
 * not now, refuses. */
static void
give_note (GTask *task, const GError *error)
{
  g_task_return_pointer (
    task, g_strdup_printf (_ ("It is not logged: %s"), error->message), g_free);
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = zhihui_source_tell_finish (result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, g_strdup (""), g_free);
  else if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND) ||
           g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    give_note (task, error);
  else
    g_task_return_new_error (
      task,
      ZHIHUI_ERROR,
      ZHIHUI_ERROR_REFUSED,
      _ ("Exports are logged by the platform, and this one could not be: %s"),
      error->message);
}

static void
tell (GTask *task, const char *digest)
{
  Log             *self = g_task_get_task_data (task);
  g_autofree char *text = zhihui_wire_encode_export (&(ZhihuiExportNote){ .kind = self->kind,
                                                                          .title = self->title,
                                                                          .digest = digest,
                                                                          .by = self->by,
                                                                          .n_rows = self->n_rows });
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  zhihui_source_tell_async (
    self->source, PATH, NULL, body, g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

static void
digested_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  g_autofree char *digest = g_task_propagate_pointer (G_TASK (result), &error);

  if (digest != NULL)
    tell (task, digest);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_export_log_async:
 * @source: (transfer none): whose figures leave
 * @leaving: what leaves
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_export_log_finish() takes
 * @user_data: for @callback
 *
 * Tells the platform, with the digest of the file, before the file is handed over.
 */
void
zhihui_export_log_async (ZhihuiSource        *source,
                         const ZhihuiLeaving *leaving,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) digesting = NULL;
  Log *self = g_new0 (Log, 1);

  g_task_set_source_tag (task, zhihui_export_log_async);
  g_task_set_task_data (task, self, log_free);
  self->source = g_object_ref (source);
  self->kind = g_strdup (leaving->kind);
  self->title = g_strdup (leaving->title);
  self->path = g_strdup (leaving->path);
  self->by = g_strdup (*leaving->by != '\0' ? leaving->by : g_get_user_name ());
  self->n_rows = leaving->n_rows;

  if (leaving->path == NULL)
    {
      g_autofree char *sum = leaving->digest != NULL
                               ? g_strdup (leaving->digest)
                               : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, leaving->content);
      g_autofree char *digest = g_strconcat ("sha256:", sum, NULL);

      tell (task, digest);
      return;
    }

  digesting = g_task_new (NULL, cancellable, digested_cb, g_object_ref (task));
  g_task_set_task_data (digesting, g_strdup (leaving->path), g_free);
  g_task_run_in_thread (digesting, digest_in_thread);
}

/**
 * zhihui_export_log_finish:
 * @result: given to the callback
 * @note: (out) (transfer full): "" it is logged; else that it is not, and why, for the user
 * @error: return location: the file must not be handed over
 *
 * Returns: whether it may be
 */
gboolean
zhihui_export_log_finish (GAsyncResult *result, char **note, GError **error)
{
  *note = g_task_propagate_pointer (G_TASK (result), error);
  return *note != NULL;
}
