/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-source.h"

static void
ask_async (ZhihuiSource       *source,
           const char         *path,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  ScriptedSource *self = SCRIPTED_SOURCE (source);
  GTask          *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_ptr_array_add (self->paths, g_strdup (path));
  g_ptr_array_add (self->tasks, task);
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->ask_async = ask_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedSource,
                               scripted_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
scripted_source_finalize (GObject *object)
{
  ScriptedSource *self = SCRIPTED_SOURCE (object);

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->tasks);
  G_OBJECT_CLASS (scripted_source_parent_class)->finalize (object);
}

static void
scripted_source_class_init (ScriptedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_source_finalize;
}

static void
scripted_source_init (ScriptedSource *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->tasks = g_ptr_array_new ();
}
