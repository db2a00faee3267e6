/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-demo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-demo-platform.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-resource.h"
#include "zhihui-wants.h"

/* The clock of a demonstration is fast: so is the reading. */
#define PERIOD_S 5
#define SCOPE_MARK "?scope="

/**
 * ZhihuiDemo:
 *
 * A county that does not exist: starts a platform of its own and reads it as any other.
 */
struct _ZhihuiDemo
{
  GObject parent_instance;

  char               *scenario;    /* owned */
  char               *scope;       /* owned: "wall" or "desk" */
  char               *cache_dir;   /* owned, nullable */
  ZhihuiWantsCopy    *wants;       /* owned */
  ZhihuiDemoPlatform *platform;    /* owned, nullable */
  ZhihuiSource       *reader;      /* owned, nullable: once the platform listens */
  ZhihuiSituation    *situation;   /* owned, nullable: until then */
  GCancellable       *cancellable; /* owned, nullable: while it runs */
  gint64              started_us;
  gboolean            has_failed;
};

static void zhihui_demo_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDemo,
                               zhihui_demo,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, zhihui_demo_source_init))

/* Nothing is read yet; @error: nor will be. */
static void
make_situation (ZhihuiDemo *self, const GError *error)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (GPtrArray) resources = zhihui_wants_list_resources (&self->wants->wants, NULL);
  g_autofree char *name = g_strconcat ("demo:", self->scenario, NULL);
  ZhihuiReceipt    receipt = { 0 };

  if (error != NULL)
    {
      receipt.n_failures = 1;
      receipt.failing_us = g_get_monotonic_time ();
      receipt.detail = error->message;
    }
  for (guint i = 0; i < resources->len; i++)
    zhihui_resource_put (resources->pdata[i], builder, NULL, &receipt);
  zhihui_situation_builder_set_started (builder, self->started_us);
  zhihui_situation_builder_set_source_name (builder, name);

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = zhihui_situation_builder_finish (builder);
}

static void
situation_changed_cb (ZhihuiDemo *self, ZhihuiSituation *situation)
{
  g_signal_emit_by_name (self, "situation-changed", situation);
}

static void
fail (ZhihuiDemo *self, const GError *error)
{
  self->has_failed = TRUE;
  make_situation (self, error);
  g_signal_emit_by_name (self, "situation-changed", self->situation);
}

static void
give_wants (ZhihuiDemo *self)
{
  ZhihuiWants wants = self->wants->wants;

  if (wants.period_s == 0)
    wants.period_s = PERIOD_S;
  zhihui_source_set_wants (self->reader, &wants);
}

static void
platform_started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDemo *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autofree char  *name = NULL;
  ZhihuiHttpSource *reader;

  if (!zhihui_demo_platform_start_finish (result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }

  reader = zhihui_http_source_new (
    zhihui_demo_platform_get_url (self->platform), NULL, self->cache_dir, &error);
  if (reader == NULL)
    {
      fail (self, error);
      return;
    }

  name = g_strconcat ("demo:", self->scenario, NULL);
  zhihui_http_source_set_identity (reader, name, name);
  zhihui_http_source_set_token (reader, zhihui_demo_platform_get_token (self->platform));
  self->reader = ZHIHUI_SOURCE (reader);
  give_wants (self);
  g_signal_connect_object (
    reader, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  zhihui_source_start (self->reader);
}

static void
zhihui_demo_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  zhihui_wants_copy_unref (self->wants);
  self->wants = zhihui_wants_copy_new (wants);
  if (self->reader != NULL)
    give_wants (self);
}

static void
zhihui_demo_start (ZhihuiSource *source)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->started_us = g_get_monotonic_time ();
  self->has_failed = FALSE;
  make_situation (self, NULL);
  self->platform = zhihui_demo_platform_new (self->scenario, self->scope, self->cache_dir);
  zhihui_demo_platform_start_async (self->platform, self->cancellable, platform_started_cb, self);
}

static void
zhihui_demo_stop (ZhihuiSource *source)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->reader != NULL)
    {
      /* What it knew last stays to be seen. */
      g_clear_pointer (&self->situation, zhihui_situation_unref);
      self->situation = zhihui_situation_ref (zhihui_source_get_situation (self->reader));
      g_signal_handlers_disconnect_by_data (self->reader, self);
      zhihui_source_stop (self->reader);
      g_clear_object (&self->reader);
    }
  g_clear_pointer (&self->platform, zhihui_demo_platform_free);
}

static ZhihuiSituation *
zhihui_demo_get_situation (ZhihuiSource *source)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  return self->reader != NULL ? zhihui_source_get_situation (self->reader) : self->situation;
}

static gboolean
zhihui_demo_is_settled (ZhihuiSource *source)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  return self->reader != NULL ? zhihui_source_is_settled (self->reader) : self->has_failed;
}

static void
zhihui_demo_dispose (GObject *object)
{
  zhihui_demo_stop (ZHIHUI_SOURCE (object));

  G_OBJECT_CLASS (zhihui_demo_parent_class)->dispose (object);
}

static void
zhihui_demo_finalize (GObject *object)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (object);

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  zhihui_wants_copy_unref (self->wants);
  g_free (self->scenario);
  g_free (self->scope);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (zhihui_demo_parent_class)->finalize (object);
}

static void
zhihui_demo_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_demo_set_wants;
  iface->start = zhihui_demo_start;
  iface->stop = zhihui_demo_stop;
  iface->get_situation = zhihui_demo_get_situation;
  iface->is_settled = zhihui_demo_is_settled;
}

static void
zhihui_demo_class_init (ZhihuiDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_demo_dispose;
  object_class->finalize = zhihui_demo_finalize;
}

static void
zhihui_demo_init (ZhihuiDemo *self)
{
  const ZhihuiWants nothing = { 0 };

  self->wants = zhihui_wants_copy_new (&nothing);
}

/**
 * zhihui_demo_new:
 * @scenario: what is simulated: "zichuan"; "zichuan?scope=desk" reads with a desk token
 * @cache_dir: (nullable): where the database and the last good answers are kept
 * @error: return location
 *
 * Returns: (transfer full): a source, or %NULL with @error set when that is no name of a scenario
 */
ZhihuiDemo *
zhihui_demo_new (const char *scenario, const char *cache_dir, GError **error)
{
  ZhihuiDemo      *self;
  const char      *mark = strstr (scenario, SCOPE_MARK);
  const char      *scope = mark != NULL ? mark + strlen (SCOPE_MARK) : "wall";
  g_autofree char *name =
    mark != NULL ? g_strndup (scenario, (gsize) (mark - scenario)) : g_strdup (scenario);

  /* It becomes the name of a file and an argument. */
  if (!g_regex_match_simple ("^[a-z0-9][a-z0-9-]{0,31}$", name, G_REGEX_DOLLAR_ENDONLY, 0) ||
      (!g_str_equal (scope, "wall") && !g_str_equal (scope, "desk")))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'demo:%s' is not a demonstration; try demo:zichuan"),
                   scenario);
      return NULL;
    }

  self = g_object_new (ZHIHUI_TYPE_DEMO, NULL);
  self->scenario = g_steal_pointer (&name);
  self->scope = g_strdup (scope);
  self->cache_dir = g_strdup (cache_dir);

  return self;
}
