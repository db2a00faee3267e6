/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-recording.h"

#define NAME_LENGTH 16 /* of a digest: enough for the answers of a year */

struct _ZhihuiRecorder
{
  char       *folder; /* owned */
  char       *name;   /* owned: for people */
  int         answers_fd;
  gint64      began_us;  /* when the first answer was asked for; 0 not yet */
  char       *base;      /* owned, nullable: what all paths begin with */
  char       *profile;   /* owned, nullable: then @base is that of the profile */
  gint64      as_of;     /* with @profile: by which spans of time are reckoned */
  GHashTable *bodies;    /* (element-type utf8): names of those that are there */
  GHashTable *last_body; /* (element-type utf8 utf8): by path: what 304 says still holds */
  guint       n_answers;
  GError     *error; /* owned, nullable: the first */
};

static gboolean
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error,
               G_FILE_ERROR,
               (int) g_file_error_from_errno (code),
               _ ("%s cannot be written: %s"),
               path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* What it holds is for those who may see it. */
static gboolean
write_file (ZhihuiRecorder       *self,
            const char           *name,
            const char           *text,
            gsize                 length,
            GFileSetContentsFlags flags)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return g_file_set_contents_full (path, text, (gssize) length, flags, 0600, &self->error);
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  return folder != NULL && g_dir_read_name (folder) == NULL;
}

/**
 * zhihui_recorder_new:
 * @folder: where to; made when it is not there
 * @name: what people call the recording
 * @error: return location
 *
 * Returns: (transfer full): a recorder, or %NULL with @error set: nothing is written over
 */
ZhihuiRecorder *
zhihui_recorder_new (const char *folder, const char *name, GError **error)
{
  g_autoptr (ZhihuiRecorder) self = g_new0 (ZhihuiRecorder, 1);
  g_autofree char *path = g_build_filename (folder, ZHIHUI_RECORDING_ANSWERS, NULL);

  self->answers_fd = -1;
  self->as_of = ZHIHUI_NO_INSTANT;
  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last_body = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, folder);
      return NULL;
    }
  if (!is_empty_folder (folder))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not empty: name a new folder for the recording"),
                   folder);
      return NULL;
    }

  self->answers_fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->answers_fd < 0)
    {
      fail (error, path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * zhihui_recorder_free:
 * @self: (transfer full) (nullable): a recorder
 */
void
zhihui_recorder_free (ZhihuiRecorder *self)
{
  if (self == NULL)
    return;

  if (self->answers_fd >= 0)
    close (self->answers_fd);
  g_hash_table_unref (self->bodies);
  g_hash_table_unref (self->last_body);
  g_clear_error (&self->error);
  g_free (self->base);
  g_free (self->profile);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

/* Equal bodies are one file. Returns: (transfer full) (nullable): its name */
static char *
keep_body (ZhihuiRecorder *self, GBytes *body)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autofree char *name = g_strdup_printf ("%.*s.body", NAME_LENGTH, digest);
  gsize            length;
  const char      *text = g_bytes_get_data (body, &length);

  if (!g_hash_table_contains (self->bodies, name))
    {
      if (!write_file (self, name, text, length, G_FILE_SET_CONTENTS_NONE))
        return NULL;
      g_hash_table_add (self->bodies, g_strdup (name));
    }

  return g_steal_pointer (&name);
}

/* Written before the first answer: what is cut off is a recording, too. */
static void
write_head (ZhihuiRecorder *self)
{
  const ZhihuiRecording recording = {
    .name = self->name,
    .base = self->base,
    .profile = self->profile,
    .as_of = self->as_of,
  };
  g_autofree char *text = zhihui_recording_encode (&recording);

  write_file (self, ZHIHUI_RECORDING_HEAD, text, strlen (text), G_FILE_SET_CONTENTS_CONSISTENT);
}

/* The part of all paths up to a slash. */
static void
note_base (ZhihuiRecorder *self, const char *path)
{
  g_autofree char *before = g_strdup (self->base);
  gsize            length = strcspn (path, "?");

  if (self->base == NULL)
    self->base = g_strndup (path, length);

  length = 0;
  for (gsize i = 0; self->base[i] == path[i] || self->base[i] == '\0'; i++)
    {
      if (path[i] == '/')
        length = i;
      if (self->base[i] == '\0' || path[i] == '\0')
        break;
    }
  self->base[length] = '\0';
  if (g_strcmp0 (before, self->base) != 0)
    write_head (self);
}

static void
write_line (ZhihuiRecorder *self, const ZhihuiRecordedAnswer *answer)
{
  g_autofree char *text = zhihui_recorded_answer_encode (answer);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  if (write_all (self->answers_fd, line, strlen (line)))
    self->n_answers++;
  else
    fail (&self->error, ZHIHUI_RECORDING_ANSWERS);
}

/**
 * zhihui_recorder_copy_profile:
 * @self: a recorder
 * @source: what is recorded
 * @error: return location
 *
 * Call before @source starts, and again when it has: who reads may be known only then.
 *
 * Returns: whether what its answers say nothing without is beside them
 */
gboolean
zhihui_recorder_copy_profile (ZhihuiRecorder *self, ZhihuiSource *source, GError **error)
{
  g_autoptr (ZhihuiRecording) head = g_new0 (ZhihuiRecording, 1);

  if (self->profile != NULL)
    return TRUE;
  if (!zhihui_source_copy_profile (source, self->folder, head, error))
    return FALSE;
  if (head->profile == NULL)
    return TRUE;

  self->profile = g_steal_pointer (&head->profile);
  g_free (self->base);
  self->base = g_steal_pointer (&head->base);
  self->as_of = head->as_of;
  write_head (self);
  return TRUE;
}

/**
 * zhihui_recorder_note:
 * @account: an exchange that has ended
 * @user_data: the recorder
 *
 * Writes it down at once. When that fails nothing more is written, and closing says why.
 */
void
zhihui_recorder_note (const ZhihuiExchangeAccount *account, gpointer user_data)
{
  ZhihuiRecorder      *self = user_data;
  ZhihuiRecordedAnswer answer = { 0 };
  g_autofree char     *file = NULL;

  if (self->error != NULL)
    return;

  if (self->began_us == 0)
    self->began_us = account->asked_us;
  if (self->profile == NULL)
    note_base (self, account->path);

  if (account->body != NULL)
    file = keep_body (self, account->body);
  if (file != NULL)
    g_hash_table_replace (self->last_body, g_strdup (account->path), g_strdup (file));
  else if (account->status == 304)
    file = g_strdup (g_hash_table_lookup (self->last_body, account->path));
  if (self->error != NULL)
    return;

  answer.at_ms = (account->asked_us - self->began_us) / 1000;
  answer.took_ms = (account->ended_us - account->asked_us) / 1000;
  answer.path = (char *) account->path;
  answer.status = account->status;
  answer.headers = account->headers;
  answer.file = file;
  write_line (self, &answer);
}

/**
 * zhihui_recorder_get_n_answers:
 * @self: a recorder
 *
 * Returns: how many answers are on disk
 */
guint
zhihui_recorder_get_n_answers (ZhihuiRecorder *self)
{
  return self->n_answers;
}

/**
 * zhihui_recorder_close:
 * @self: a recorder
 * @error: return location
 *
 * Returns: whether all that was noted is on disk
 */
gboolean
zhihui_recorder_close (ZhihuiRecorder *self, GError **error)
{
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return fsync (self->answers_fd) == 0 ? TRUE : fail (error, ZHIHUI_RECORDING_ANSWERS);
}
