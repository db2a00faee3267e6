/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-demo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-demo-platform.h"
#include "zhihui-error.h"
#include "zhihui-hosted-source.h"

/* The clock of a demonstration is fast: so is the reading. */
#define PERIOD_S 5
#define SCOPE_MARK "?scope="

/* A platform and those who read it. It starts with the first of them and ends with the last. */
typedef struct
{
  ZhihuiDemoPlatform *platform;  /* owned, NULL when nobody reads it any more */
  guint               ref_count; /* of readers, and of its start while that is under way */
  guint               n_readers;
  gboolean            is_starting, is_listening;
  GPtrArray          *waiting;     /* (element-type GTask), owned: for it to listen */
  GCancellable       *cancellable; /* owned: of its start */
} Host;

/**
 * ZhihuiDemo:
 *
 * A county that does not exist: starts a platform of its own and reads it as any other.
 */
struct _ZhihuiDemo
{
  ZhihuiHostedSource parent_instance;

  char *scenario;  /* owned */
  char *scope;     /* owned: "wall" or "desk" */
  char *cache_dir; /* owned, nullable */
  Host *host;      /* a reader's reference, nullable before it starts */
};

G_DEFINE_FINAL_TYPE (ZhihuiDemo, zhihui_demo, ZHIHUI_TYPE_HOSTED_SOURCE)

/* ---- the host ---- */

static void
host_unref (Host *self)
{
  if (--self->ref_count > 0)
    return;

  g_ptr_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  g_free (self);
}

static Host *
host_new (ZhihuiDemoPlatform *platform)
{
  Host *self = g_new0 (Host, 1);

  self->platform = platform;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  return self;
}

static Host *
host_join (Host *self)
{
  self->ref_count++;
  self->n_readers++;
  return self;
}

static void
host_leave (Host *self)
{
  if (--self->n_readers == 0)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_pointer (&self->platform, zhihui_demo_platform_free);
    }
  host_unref (self);
}

static void
listening_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Host *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_starting = FALSE;
  self->is_listening = zhihui_demo_platform_start_finish (result, &error);
  for (guint i = 0; i < waiting->len; i++)
    if (error == NULL)
      g_task_return_boolean (waiting->pdata[i], TRUE);
    else
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
  host_unref (self);
}

static void
host_await (Host *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, host_await);
  if (self->is_listening)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->waiting, task);
  if (self->is_starting)
    return;
  self->is_starting = TRUE;
  self->ref_count++;
  zhihui_demo_platform_start_async (self->platform, self->cancellable, listening_cb, self);
}

/* ---- the source ---- */

static void
zhihui_demo_host_async (ZhihuiHostedSource *source,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (source);

  if (self->host == NULL)
    self->host = host_join (
      host_new (zhihui_demo_platform_new (self->scenario, self->scope, self->cache_dir)));
  host_await (self->host, cancellable, callback, user_data);
}

static ZhihuiHttpSource *
zhihui_demo_host_finish (ZhihuiHostedSource *source, GAsyncResult *result, GError **error)
{
  ZhihuiDemo       *self = ZHIHUI_DEMO (source);
  const char       *name = zhihui_hosted_source_get_name (source);
  g_autofree char  *key = g_strconcat (name, SCOPE_MARK, self->scope, NULL);
  ZhihuiHttpSource *reader;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  reader = zhihui_http_source_new (
    zhihui_demo_platform_get_url (self->host->platform), NULL, self->cache_dir, error);
  if (reader == NULL)
    return NULL;

  zhihui_http_source_set_identity (reader, name, key);
  zhihui_http_source_set_token (reader, zhihui_demo_platform_get_token (self->host->platform));
  return reader;
}

static void
zhihui_demo_end (ZhihuiHostedSource *source)
{
  g_clear_pointer (&ZHIHUI_DEMO (source)->host, host_leave);
}

static void
zhihui_demo_finalize (GObject *object)
{
  ZhihuiDemo *self = ZHIHUI_DEMO (object);

  g_clear_pointer (&self->host, host_leave); /* where it never started */
  g_free (self->scenario);
  g_free (self->scope);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (zhihui_demo_parent_class)->finalize (object);
}

static void
zhihui_demo_class_init (ZhihuiDemoClass *klass)
{
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  ZhihuiHostedSourceClass *hosted_class = ZHIHUI_HOSTED_SOURCE_CLASS (klass);

  object_class->finalize = zhihui_demo_finalize;
  hosted_class->host_async = zhihui_demo_host_async;
  hosted_class->host_finish = zhihui_demo_host_finish;
  hosted_class->end = zhihui_demo_end;
  hosted_class->period_s = PERIOD_S;
  hosted_class->is_tellable = TRUE;
}

static void
zhihui_demo_init (ZhihuiDemo *self)
{
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
  g_autofree char *full_name = NULL;
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
  full_name = g_strconcat ("demo:", name, NULL);
  zhihui_hosted_source_set_name (ZHIHUI_HOSTED_SOURCE (self), full_name);
  self->scenario = g_steal_pointer (&name);
  self->scope = g_strdup (scope);
  self->cache_dir = g_strdup (cache_dir);

  return self;
}

/**
 * zhihui_demo_new_beside:
 * @other: a demonstration
 *
 * Returns: (transfer full): a source that reads the same county from the same platform, which ends
 * with the last of them; keeps nothing on disk
 */
ZhihuiDemo *
zhihui_demo_new_beside (ZhihuiDemo *other)
{
  ZhihuiDemo *self;

  g_return_val_if_fail (ZHIHUI_IS_DEMO (other), NULL);

  self = g_object_new (ZHIHUI_TYPE_DEMO, NULL);
  zhihui_hosted_source_set_name (ZHIHUI_HOSTED_SOURCE (self),
                                 zhihui_hosted_source_get_name (ZHIHUI_HOSTED_SOURCE (other)));
  self->scenario = g_strdup (other->scenario);
  self->scope = g_strdup (other->scope);
  self->host = other->host != NULL ? host_join (other->host) : NULL;
  return self;
}

/**
 * zhihui_demo_is_installed:
 *
 * Returns: whether demonstrations can be seen here: they need the reference platform
 */
gboolean
zhihui_demo_is_installed (void)
{
  return zhihui_demo_platform_is_installed ();
}
