/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recorded-source.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-platform-resource.h"
#include "zhihui-recording.h"
#include "zhihui-wants.h"

/**
 * ZhihuiRecordedSource:
 *
 * Answers as they were recorded, from a folder with recording.json:
 * |[
 * {"name": "淄川 2020-07-29", "as_of": "2020-07-29T14:05:12+08:00",
 *  "files": [{"resource": "meta", "file": "meta.json"},
 *            {"resource": "rankings/overdue_rate/town", "file": "overdue-town.json"},
 *            {"resource": "boundary", "file": "towns.geojson"}]}
 * ]|
 * A resource that is not recorded is one that fails. Everything is read once.
 */
struct _ZhihuiRecordedSource
{
  GObject parent_instance;

  char            *folder;      /* owned */
  ZhihuiWantsCopy *wants;       /* owned */
  ZhihuiSituation *situation;   /* owned, nullable before start */
  GCancellable    *cancellable; /* owned, nullable: while it reads */
  gint64           started_us;
  gboolean         is_started;
  gboolean         is_settled;
};

/* What the worker reads. */
typedef struct
{
  char            *folder; /* owned */
  ZhihuiWantsCopy *wants;  /* owned */
  gint64           started_us;
} Job;

static void zhihui_recorded_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiRecordedSource,
                               zhihui_recorded_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                      zhihui_recorded_source_source_init))

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->folder);
  zhihui_wants_copy_unref (self->wants);
  g_free (self);
}

static GBytes *
read_bytes (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char            *text;
  gsize            length;

  return g_file_get_contents (path, &text, &length, error) ? g_bytes_new_take (text, length) : NULL;
}

static gpointer
read_figures (Job *job, ZhihuiRecording *recording, ZhihuiResource *resource, GError **error)
{
  const char *name = g_hash_table_lookup (recording->files, resource->name);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();

  if (name == NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("It is not in the recording"));
      return NULL;
    }

  body = read_bytes (job->folder, name, error);
  if (body == NULL)
    return NULL;

  g_ptr_array_add (bodies, body);
  return zhihui_resource_read_pages (resource, bodies, error);
}

/* Reads one resource into @builder. Returns: (transfer none): its figures, the builder's. */
static gpointer
put_resource (Job                    *job,
              ZhihuiRecording        *recording,
              ZhihuiResource         *resource,
              ZhihuiSituationBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  gpointer      figures = read_figures (job, recording, resource, &error);
  ZhihuiReceipt receipt = { .period_s = 86400 };

  if (figures != NULL)
    {
      receipt.received_us = g_get_monotonic_time ();
      receipt.http_status = 200;
      receipt.has_data = TRUE;
    }
  else
    {
      receipt.failing_us = g_get_monotonic_time ();
      receipt.n_failures = 1;
      receipt.detail = error->message;
    }

  zhihui_resource_put (resource, builder, figures, &receipt);
  zhihui_resource_unref_figures (resource, figures);
  return figures;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job    *job = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) body = read_bytes (job->folder, "recording.json", &error);
  g_autoptr (ZhihuiRecording) recording =
    body != NULL ? zhihui_recording_decode (body, &error) : NULL;
  g_autoptr (ZhihuiResource) meta_resource =
    zhihui_platform_resource_new_dataset (ZHIHUI_DATASET_META);
  g_autoptr (GPtrArray) resources = NULL;
  ZhihuiSituationBuilder *builder;
  ZhihuiMeta             *meta;

  if (recording == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  builder = zhihui_situation_builder_new (NULL);
  meta = put_resource (job, recording, meta_resource, builder);
  resources = zhihui_wants_list_resources (&job->wants->wants, meta);
  for (guint i = 1; i < resources->len; i++)
    put_resource (job, recording, resources->pdata[i], builder);

  if (recording->as_of == ZHIHUI_NO_INSTANT && meta != NULL)
    recording->as_of = meta->stamp.as_of;
  if (recording->as_of != ZHIHUI_NO_INSTANT)
    zhihui_situation_builder_set_clock (builder, recording->as_of, g_get_monotonic_time ());
  zhihui_situation_builder_set_started (builder, job->started_us);
  zhihui_situation_builder_set_source_name (
    builder, recording->name[0] != '\0' ? recording->name : job->folder);

  g_task_return_pointer (
    task, zhihui_situation_builder_finish (builder), (GDestroyNotify) zhihui_situation_unref);
}

/* Nothing is read yet; @error: nor can be. */
static ZhihuiSituation *
make_empty (ZhihuiRecordedSource *self, const GError *error)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (GPtrArray) resources = zhihui_wants_list_resources (&self->wants->wants, NULL);
  ZhihuiReceipt receipt = { 0 };

  if (error != NULL)
    {
      receipt.failing_us = g_get_monotonic_time ();
      receipt.n_failures = 1;
      receipt.detail = error->message;
    }
  for (guint i = 0; i < resources->len; i++)
    zhihui_resource_put (resources->pdata[i], builder, NULL, &receipt);
  zhihui_situation_builder_set_started (builder, self->started_us);
  zhihui_situation_builder_set_source_name (builder, self->folder);

  return zhihui_situation_builder_finish (builder);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiRecordedSource *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiSituation *situation = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (situation == NULL)
    situation = make_empty (self, error);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  self->is_settled = TRUE;
  g_signal_emit_by_name (self, "situation-changed", situation);
}

static void
cancel (ZhihuiRecordedSource *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (ZhihuiRecordedSource *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  cancel (self);
  self->is_settled = FALSE;
  self->cancellable = g_cancellable_new ();

  job->folder = g_strdup (self->folder);
  job->wants = zhihui_wants_copy_ref (self->wants);
  job->started_us = self->started_us;
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_source_tag (task, read_again);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
zhihui_recorded_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiRecordedSource *self = ZHIHUI_RECORDED_SOURCE (source);

  zhihui_wants_copy_unref (self->wants);
  self->wants = zhihui_wants_copy_new (wants);
  if (self->is_started)
    read_again (self);
}

static void
zhihui_recorded_source_start (ZhihuiSource *source)
{
  ZhihuiRecordedSource *self = ZHIHUI_RECORDED_SOURCE (source);

  if (self->is_started)
    return;

  self->is_started = TRUE;
  self->started_us = g_get_monotonic_time ();
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = make_empty (self, NULL);
  read_again (self);
}

static void
zhihui_recorded_source_stop (ZhihuiSource *source)
{
  ZhihuiRecordedSource *self = ZHIHUI_RECORDED_SOURCE (source);

  self->is_started = FALSE;
  cancel (self);
}

static ZhihuiSituation *
zhihui_recorded_source_get_situation (ZhihuiSource *source)
{
  return ZHIHUI_RECORDED_SOURCE (source)->situation;
}

static gboolean
zhihui_recorded_source_is_settled (ZhihuiSource *source)
{
  return ZHIHUI_RECORDED_SOURCE (source)->is_settled;
}

static void
zhihui_recorded_source_dispose (GObject *object)
{
  cancel (ZHIHUI_RECORDED_SOURCE (object));

  G_OBJECT_CLASS (zhihui_recorded_source_parent_class)->dispose (object);
}

static void
zhihui_recorded_source_finalize (GObject *object)
{
  ZhihuiRecordedSource *self = ZHIHUI_RECORDED_SOURCE (object);

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  zhihui_wants_copy_unref (self->wants);
  g_free (self->folder);

  G_OBJECT_CLASS (zhihui_recorded_source_parent_class)->finalize (object);
}

static void
zhihui_recorded_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_recorded_source_set_wants;
  iface->start = zhihui_recorded_source_start;
  iface->stop = zhihui_recorded_source_stop;
  iface->get_situation = zhihui_recorded_source_get_situation;
  iface->is_settled = zhihui_recorded_source_is_settled;
}

static void
zhihui_recorded_source_class_init (ZhihuiRecordedSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_recorded_source_dispose;
  object_class->finalize = zhihui_recorded_source_finalize;
}

static void
zhihui_recorded_source_init (ZhihuiRecordedSource *self)
{
  const ZhihuiWants nothing = { 0 };

  self->wants = zhihui_wants_copy_new (&nothing);
}

/**
 * zhihui_recorded_source_new:
 * @folder: where recording.json is
 *
 * Returns: (transfer full): a source that has not started
 */
ZhihuiRecordedSource *
zhihui_recorded_source_new (const char *folder)
{
  ZhihuiRecordedSource *self = g_object_new (ZHIHUI_TYPE_RECORDED_SOURCE, NULL);

  self->folder = g_strdup (folder);

  return self;
}
