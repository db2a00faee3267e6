/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hosted-source.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-resource.h"
#include "zhihui-wants.h"

typedef struct
{
  char             *name;        /* owned: for people */
  ZhihuiWantsCopy  *wants;       /* owned */
  ZhihuiSource     *reader;      /* owned, nullable: once the platform listens */
  ZhihuiSituation  *situation;   /* owned, nullable: until then */
  GCancellable     *cancellable; /* owned, nullable: while it runs */
  gint64            started_us;
  gboolean          has_failed;
  ZhihuiWitnessFunc witness; /* nullable */
  gpointer          witness_data;
} ZhihuiHostedSourcePrivate;

static void zhihui_hosted_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ZhihuiHostedSource,
                                  zhihui_hosted_source,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ZhihuiHostedSource)
                                    G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                           zhihui_hosted_source_source_init))

static ZhihuiHostedSourcePrivate *
get_private (gpointer self)
{
  return zhihui_hosted_source_get_instance_private (ZHIHUI_HOSTED_SOURCE (self));
}

/* Nothing is read yet; @error: nor will be. */
static void
make_situation (ZhihuiHostedSource *self, const GError *error)
{
  ZhihuiHostedSourcePrivate *priv = get_private (self);
  ZhihuiSituationBuilder    *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (GPtrArray) resources = zhihui_wants_list_resources (&priv->wants->wants, NULL);
  ZhihuiReceipt receipt = { 0 };

  if (error != NULL)
    {
      receipt.n_failures = 1;
      receipt.failing_us = g_get_monotonic_time ();
      receipt.detail = error->message;
    }
  for (guint i = 0; i < resources->len; i++)
    zhihui_resource_put (resources->pdata[i], builder, NULL, &receipt);
  zhihui_situation_builder_set_started (builder, priv->started_us);
  zhihui_situation_builder_set_source_name (builder, priv->name);

  g_clear_pointer (&priv->situation, zhihui_situation_unref);
  priv->situation = zhihui_situation_builder_finish (builder);
}

static void
situation_changed_cb (ZhihuiHostedSource *self, ZhihuiSituation *situation)
{
  g_signal_emit_by_name (self, "situation-changed", situation);
}

static void
give_wants (ZhihuiHostedSource *self)
{
  ZhihuiHostedSourcePrivate *priv = get_private (self);
  ZhihuiWants                wants = priv->wants->wants;

  if (wants.period_s == 0)
    wants.period_s = ZHIHUI_HOSTED_SOURCE_GET_CLASS (self)->period_s;
  zhihui_source_set_wants (priv->reader, &wants);
}

static void
hosted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiHostedSource        *self = user_data; /* not touched when cancelled */
  ZhihuiHostedSourcePrivate *priv;
  ZhihuiHttpSource          *reader;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  priv = get_private (self);
  reader = ZHIHUI_HOSTED_SOURCE_GET_CLASS (self)->host_finish (self, result, &error);
  if (reader == NULL)
    {
      priv->has_failed = TRUE;
      make_situation (self, error);
      g_signal_emit_by_name (self, "situation-changed", priv->situation);
      return;
    }

  priv->reader = ZHIHUI_SOURCE (reader);
  if (priv->witness != NULL)
    zhihui_source_set_witness (priv->reader, priv->witness, priv->witness_data, NULL);
  give_wants (self);
  g_signal_connect_object (
    reader, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  zhihui_source_start (priv->reader);
}

static void
zhihui_hosted_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  zhihui_wants_copy_unref (priv->wants);
  priv->wants = zhihui_wants_copy_new (wants);
  if (priv->reader != NULL)
    give_wants (ZHIHUI_HOSTED_SOURCE (source));
}

static gboolean
zhihui_hosted_source_set_witness (ZhihuiSource     *source,
                                  ZhihuiWitnessFunc witness,
                                  gpointer          data,
                                  GError          **error)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  priv->witness = witness;
  priv->witness_data = data;
  return TRUE;
}

static void
zhihui_hosted_source_ask_async (ZhihuiSource       *source,
                                const char         *path,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  ZhihuiSource *reader = get_private (source)->reader;

  if (reader != NULL)
    zhihui_source_ask_async (reader, path, cancellable, callback, user_data);
  else
    {
      g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

      g_task_set_source_tag (task, zhihui_hosted_source_ask_async);
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s", _ ("This source does not tell it"));
    }
}

static gboolean
zhihui_hosted_source_is_tellable (ZhihuiSource *source)
{
  return ZHIHUI_HOSTED_SOURCE_GET_CLASS (source)->is_tellable;
}

static void
zhihui_hosted_source_tell_async (ZhihuiSource       *source,
                                 const char         *path,
                                 const char         *if_match,
                                 GBytes             *body,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  ZhihuiSource *reader = get_private (source)->reader;

  if (reader != NULL)
    zhihui_source_tell_async (reader, path, if_match, body, cancellable, callback, user_data);
  else
    g_task_report_new_error (source,
                             callback,
                             user_data,
                             zhihui_hosted_source_tell_async,
                             ZHIHUI_ERROR,
                             ZHIHUI_ERROR_OFFLINE,
                             "%s",
                             _ ("The source is not ready: nothing was sent"));
}

static gboolean
zhihui_hosted_source_copy_profile (ZhihuiSource    *source,
                                   const char      *folder,
                                   ZhihuiRecording *head,
                                   GError         **error)
{
  ZhihuiSource *reader = get_private (source)->reader;

  return reader == NULL || zhihui_source_copy_profile (reader, folder, head, error);
}

static void
zhihui_hosted_source_start (ZhihuiSource *source)
{
  ZhihuiHostedSource        *self = ZHIHUI_HOSTED_SOURCE (source);
  ZhihuiHostedSourcePrivate *priv = get_private (self);

  if (priv->cancellable != NULL)
    return;

  priv->cancellable = g_cancellable_new ();
  priv->started_us = g_get_monotonic_time ();
  priv->has_failed = FALSE;
  make_situation (self, NULL);
  ZHIHUI_HOSTED_SOURCE_GET_CLASS (self)->host_async (self, priv->cancellable, hosted_cb, self);
}

static void
zhihui_hosted_source_stop (ZhihuiSource *source)
{
  ZhihuiHostedSource        *self = ZHIHUI_HOSTED_SOURCE (source);
  ZhihuiHostedSourcePrivate *priv = get_private (self);

  if (priv->cancellable == NULL)
    return;

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  if (priv->reader != NULL)
    {
      /* What it knew last stays to be seen. */
      g_clear_pointer (&priv->situation, zhihui_situation_unref);
      priv->situation = zhihui_situation_ref (zhihui_source_get_situation (priv->reader));
      g_signal_handlers_disconnect_by_data (priv->reader, self);
      zhihui_source_stop (priv->reader);
      g_clear_object (&priv->reader);
    }
  ZHIHUI_HOSTED_SOURCE_GET_CLASS (self)->end (self);
}

static ZhihuiSituation *
zhihui_hosted_source_get_situation (ZhihuiSource *source)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  return priv->reader != NULL ? zhihui_source_get_situation (priv->reader) : priv->situation;
}

static gboolean
zhihui_hosted_source_is_settled (ZhihuiSource *source)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  return priv->reader != NULL ? zhihui_source_is_settled (priv->reader) : priv->has_failed;
}

static const char *
zhihui_hosted_source_get_key (ZhihuiSource *source)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  return priv->reader != NULL ? zhihui_source_get_key (priv->reader) : NULL;
}

static const char *
zhihui_hosted_source_get_identity (ZhihuiSource *source)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  return priv->reader != NULL ? zhihui_source_get_identity (priv->reader) : NULL;
}

static gboolean
zhihui_hosted_source_is_preparing (ZhihuiSource *source)
{
  ZhihuiHostedSourcePrivate *priv = get_private (source);

  return priv->cancellable != NULL && priv->reader == NULL && !priv->has_failed;
}

static void
zhihui_hosted_source_dispose (GObject *object)
{
  zhihui_hosted_source_stop (ZHIHUI_SOURCE (object));

  G_OBJECT_CLASS (zhihui_hosted_source_parent_class)->dispose (object);
}

static void
zhihui_hosted_source_finalize (GObject *object)
{
  ZhihuiHostedSourcePrivate *priv = get_private (object);

  g_clear_pointer (&priv->situation, zhihui_situation_unref);
  zhihui_wants_copy_unref (priv->wants);
  g_free (priv->name);

  G_OBJECT_CLASS (zhihui_hosted_source_parent_class)->finalize (object);
}

static void
zhihui_hosted_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_hosted_source_set_wants;
  iface->set_witness = zhihui_hosted_source_set_witness;
  iface->start = zhihui_hosted_source_start;
  iface->stop = zhihui_hosted_source_stop;
  iface->get_situation = zhihui_hosted_source_get_situation;
  iface->is_settled = zhihui_hosted_source_is_settled;
  iface->is_preparing = zhihui_hosted_source_is_preparing;
  iface->get_key = zhihui_hosted_source_get_key;
  iface->get_identity = zhihui_hosted_source_get_identity;
  iface->copy_profile = zhihui_hosted_source_copy_profile;
  iface->ask_async = zhihui_hosted_source_ask_async;
  iface->is_tellable = zhihui_hosted_source_is_tellable;
  iface->tell_async = zhihui_hosted_source_tell_async;
}

static void
zhihui_hosted_source_class_init (ZhihuiHostedSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_hosted_source_dispose;
  object_class->finalize = zhihui_hosted_source_finalize;
}

static void
zhihui_hosted_source_init (ZhihuiHostedSource *self)
{
  const ZhihuiWants nothing = { 0 };

  get_private (self)->wants = zhihui_wants_copy_new (&nothing);
}

/**
 * zhihui_hosted_source_set_name:
 * @self: a source that has not started
 * @name: what people call it
 */
void
zhihui_hosted_source_set_name (ZhihuiHostedSource *self, const char *name)
{
  ZhihuiHostedSourcePrivate *priv = get_private (self);

  g_free (priv->name);
  priv->name = g_strdup (name);
}

/**
 * zhihui_hosted_source_get_name:
 * @self: a source
 *
 * Returns: (transfer none): what people call it
 */
const char *
zhihui_hosted_source_get_name (ZhihuiHostedSource *self)
{
  return get_private (self)->name;
}
