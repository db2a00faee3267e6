/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-telling.h"

#include <glib/gi18n-lib.h>

#include "zhihui-export-log.h"
#include "zhihui-hosted-source.h"

/* The paper is there: nobody waits long for what only becomes a line of a log. */
#define PATIENCE_S 10

/* A file that is written, while the platform is told of it. */
typedef struct
{
  ZhihuiSource        *source;  /* borrowed */
  const ZhihuiLeaving *leaving; /* borrowed */
  GCancellable        *cancellable;
  char                *note;  /* owned, nullable: that it is not logged */
  GError              *error; /* owned, nullable */
} Telling;

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GApplication *loop = user_data;
  Telling      *self = g_object_get_data (G_OBJECT (loop), "telling");

  zhihui_export_log_finish (result, &self->note, &self->error);
  g_application_release (loop);
}

static void
activate_cb (GApplication *loop, Telling *self)
{
  g_application_hold (loop);
  zhihui_export_log_async (self->source, self->leaving, self->cancellable, told_cb, loop);
}

static gboolean
time_over_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/* (transfer full) (nullable): why it is not logged */
static char *
tell (ZhihuiSource *source, const ZhihuiLeaving *leaving)
{
  g_autoptr (GApplication) loop = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Telling self = { .source = source, .leaving = leaving, .cancellable = cancellable };
  guint   timeout_id = g_timeout_add_seconds (PATIENCE_S, time_over_cb, cancellable);

  g_object_set_data (G_OBJECT (loop), "telling", &self);
  g_signal_connect (loop, "activate", G_CALLBACK (activate_cb), &self);
  g_application_run (loop, 0, NULL);
  g_source_remove (timeout_id);
  if (self.error != NULL)
    {
      g_free (self.note);
      self.note = g_strdup (self.error->message);
      g_error_free (self.error);
    }
  if (self.note != NULL && *self.note == '\0')
    g_clear_pointer (&self.note, g_free);
  return self.note;
}

/* (nullable): what was written, where it is one file that can be read again: no pages of a picture,
 * beside which an old file may be called so; no pipe. */
static const char *
find_file (const ZhihuiReportOptions *options, guint n_pages)
{
  gboolean is_picture =
    options->format == ZHIHUI_REPORT_PNG || options->format == ZHIHUI_REPORT_SVG;

  if ((is_picture && n_pages > 1) || !g_file_test (options->output, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return options->output;
}

/**
 * zhihui_report_telling_wait:
 * @job: whose report is written
 * @n_pages: of it
 * @proof: that was told when it was written
 *
 * Tells the platform what was exported, as a desk does, with the digest of the file, or of the
 * canonical data where there is no single file. Runs the main loop.
 *
 * Returns: (transfer full) (nullable): why it is not logged; %NULL: it is, or the source is none
 *   that is told anything: a recording, a history, a demonstration
 */
char *
zhihui_report_telling_wait (ZhihuiReportJob *job, guint n_pages, const ZhihuiReportProof *proof)
{
  ZhihuiReportOptions *options = &job->options;
  g_autofree char     *title = NULL;
  ZhihuiLeaving        leaving = { .kind = zhihui_report_format_get_ending (options->format),
                                   .path = find_file (options, n_pages),
                                   .digest = proof->digest,
                                   .n_rows = proof->n_rows,
                                   .by = "" };

  /* What this process itself plays has no log that outlives it. */
  if (!zhihui_source_is_tellable (job->source) || ZHIHUI_IS_HOSTED_SOURCE (job->source))
    return NULL;

  leaving.title = title = zhihui_report_dup_title (&options->request);
  return tell (job->source, &leaving);
}
