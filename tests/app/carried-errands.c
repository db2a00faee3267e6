/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "carried-errands.h"

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return TEST_SOURCE (source)->situation;
}

static gboolean
is_tellable (ZhihuiSource *source)
{
  return TRUE;
}

static void
tell_async (ZhihuiSource       *source,
            const char         *path,
            const char         *if_match,
            GBytes             *body,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  TestSource *self = TEST_SOURCE (source);

  g_ptr_array_add (self->told,
                   g_strdup_printf ("%s %s %.*s",
                                    path,
                                    if_match != NULL ? if_match : "-",
                                    (int) g_bytes_get_size (body),
                                    (const char *) g_bytes_get_data (body, NULL)));
  g_queue_push_tail (&self->tasks, g_task_new (self, cancellable, callback, user_data));
}

static void
ask_async (ZhihuiSource       *source,
           const char         *path,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  TestSource *self = TEST_SOURCE (source);

  g_ptr_array_add (self->told, g_strdup_printf ("ask %s", path));
  g_queue_push_tail (&self->tasks, g_task_new (self, cancellable, callback, user_data));
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_situation = get_situation;
  iface->ask_async = ask_async;
  iface->is_tellable = is_tellable;
  iface->tell_async = tell_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource,
                               test_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
test_source_finalize (GObject *object)
{
  TestSource *self = TEST_SOURCE (object);

  g_assert_cmpuint (g_queue_get_length (&self->tasks), ==, 0);
  g_ptr_array_unref (self->told);
  zhihui_situation_unref (self->situation);
  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
}

static void
test_source_init (TestSource *self)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();

  meta->time_zone = g_strdup ("America/Los_Angeles");
  zhihui_situation_builder_set_meta (builder, meta);
  self->situation = zhihui_situation_builder_finish (builder);
  self->told = g_ptr_array_new_with_free_func (g_free);
}

static const char *const state_names[] = { "waiting", "sending", "sent", "failed", "undone" };

static void
note_change (CarriedErrands *self, ZhihuiDeskErrand *errand)
{
  g_string_append_printf (self->seen,
                          "%s %s, ",
                          zhihui_desk_errand_get_what (errand),
                          state_names[zhihui_desk_errand_get_state (errand)]);
}

void
carried_errands_set_up (CarriedErrands *self, gconstpointer data)
{
  self->source = g_object_new (TEST_TYPE_SOURCE, NULL);
  self->errands = zhihui_desk_errands_new (ZHIHUI_SOURCE (self->source));
  self->seen = g_string_new (NULL);
  g_signal_connect_swapped (self->errands, "changed", G_CALLBACK (note_change), self);
}

void
carried_errands_tear_down (CarriedErrands *self, gconstpointer data)
{
  g_assert_finalize_object (self->errands);
  g_assert_finalize_object (self->source);
  g_string_free (self->seen, TRUE);
}

void
carried_errands_answer (CarriedErrands *self, GError *error)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->source->tasks);

  g_assert_nonnull (task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_new_static ("{}", 2), (GDestroyNotify) g_bytes_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

ZhihuiDeskErrand *
carried_errands_add (CarriedErrands *self, const char *what, gint64 now_us)
{
  g_autofree char  *subject = g_strconcat ("case:", what, NULL);
  g_autofree char  *path = g_strdup_printf ("/cases/%s/events", what);
  ZhihuiDeskErrand *errand = zhihui_desk_errand_new (subject, what, path, "\"e\"", "{\"id\":1}");

  zhihui_desk_errands_add (self->errands, errand, now_us);
  return errand;
}
