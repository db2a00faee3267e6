/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recorded-source.h"

#include "zhihui-playback.h"
#include "zhihui-profile-catalogue.h"
#include "zhihui-profile-copy.h"

/**
 * ZhihuiRecordedSource:
 *
 * Answers as they were recorded, from a folder with recording.json (docs/recording.md): they come
 * again when they came then, with the faults of that day. A resource that was not recorded is one
 * that fails. After the end the last answers stay.
 */
struct _ZhihuiRecordedSource
{
  ZhihuiHostedSource parent_instance;

  char           *folder;   /* owned */
  ZhihuiPlayback *playback; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (ZhihuiRecordedSource, zhihui_recorded_source, ZHIHUI_TYPE_HOSTED_SOURCE)

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError                *error = NULL;
  ZhihuiRecordedAnswers *answers = zhihui_recorded_answers_load (task_data, &error);

  if (answers == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answers, (GDestroyNotify) zhihui_recorded_answers_free);
}

static void
zhihui_recorded_source_host_async (ZhihuiHostedSource *source,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  ZhihuiRecordedSource *self = ZHIHUI_RECORDED_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_recorded_source_host_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/* Who reads the answers as they were read when they were recorded. */
static ZhihuiHttpSource *
make_reader (ZhihuiRecordedSource *self, const ZhihuiRecording *head, GError **error)
{
  const char               *url = zhihui_playback_get_url (self->playback);
  const ZhihuiTrustSettings settings = { 0 };
  g_autofree char          *path = NULL;
  g_autoptr (ZhihuiProfile) profile = NULL;
  g_autoptr (ZhihuiCatalogue) catalogue = NULL;

  if (head->profile == NULL)
    return zhihui_http_source_new (url, NULL, NULL, error);

  path = g_build_filename (self->folder, head->profile, NULL);
  profile = zhihui_profile_load (path, error);
  if (profile == NULL)
    return NULL;

  zhihui_profile_show_again (profile, url, head->as_of);
  catalogue = zhihui_profile_catalogue_new (profile);
  return zhihui_http_source_new_with_catalogue (url, catalogue, &settings, NULL, error);
}

static ZhihuiHttpSource *
zhihui_recorded_source_host_finish (ZhihuiHostedSource *source,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  ZhihuiRecordedSource  *self = ZHIHUI_RECORDED_SOURCE (source);
  ZhihuiRecordedAnswers *answers = g_task_propagate_pointer (G_TASK (result), error);
  const char            *name;
  ZhihuiHttpSource      *reader;

  if (answers == NULL)
    return NULL;

  name = zhihui_recorded_answers_get_head (answers)->name;
  self->playback = zhihui_playback_new (answers, error);
  if (self->playback == NULL)
    return NULL;

  reader = make_reader (self, zhihui_recorded_answers_get_head (answers), error);
  if (reader == NULL)
    return NULL;

  if (name[0] == '\0')
    name = self->folder;
  zhihui_http_source_set_identity (reader, name, name);
  zhihui_http_source_set_token (reader, NULL);
  zhihui_http_source_keep_nothing (reader);
  return reader;
}

static void
zhihui_recorded_source_end (ZhihuiHostedSource *source)
{
  g_clear_pointer (&ZHIHUI_RECORDED_SOURCE (source)->playback, zhihui_playback_free);
}

static void
zhihui_recorded_source_finalize (GObject *object)
{
  g_free (ZHIHUI_RECORDED_SOURCE (object)->folder);

  G_OBJECT_CLASS (zhihui_recorded_source_parent_class)->finalize (object);
}

static void
zhihui_recorded_source_class_init (ZhihuiRecordedSourceClass *klass)
{
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  ZhihuiHostedSourceClass *hosted_class = ZHIHUI_HOSTED_SOURCE_CLASS (klass);

  object_class->finalize = zhihui_recorded_source_finalize;
  hosted_class->host_async = zhihui_recorded_source_host_async;
  hosted_class->host_finish = zhihui_recorded_source_host_finish;
  hosted_class->end = zhihui_recorded_source_end;
}

static void
zhihui_recorded_source_init (ZhihuiRecordedSource *self)
{
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
  zhihui_hosted_source_set_name (ZHIHUI_HOSTED_SOURCE (self), folder);

  return self;
}
