/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-web-tiles.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-exchange.h"
#include "zhihui-tile-picture.h"
#include "zhihui-tile-template.h"
#include "zhihui-trust.h"

#define DEADLINE_MS 10000
#define FIRST_REST_MS 2000
#define LAST_REST_MS 60000
/* A server that fails so often in a row is away, not only short of a picture. */
#define MAX_FAILURES 3

/**
 * ZhihuiWebTiles:
 *
 * Pictures of a base map from a server, by an address with the place in it. Few are asked for at
 * once, the newest wish first. A server that does not answer is left alone for a while, twice as
 * long each time up to a minute; meanwhile every wish fails at once, and then one request tries
 * whether it is back. The key in the address goes to the server, and nowhere else.
 */
struct _ZhihuiWebTiles
{
  GObject parent_instance;

  ZhihuiTileCache *cache;   /* owned, nullable */
  SoupSession     *session; /* owned */
  ZhihuiTrust     *trust;   /* owned */
  ZhihuiSecret    *key;     /* owned, nullable */
  char            *url;     /* owned */
  char           **subdomains;
  char            *referer;
  char            *attribution;
  guint            min_zoom, max_zoom;
  gboolean         reads_webp;
  guint            deadline_ms, first_rest_ms;

  GQueue waiting; /* (element-type GTask) owned */
  guint  n_asked; /* on their way */
  guint  n_failures;
  guint  rest_ms; /* the last one; 0: the server answers */
  gint64 rest_until_us;
  char  *fault; /* owned; NULL: all is well */
};

static void zhihui_web_tiles_provider_init (ZhihuiTileProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiWebTiles,
                               zhihui_web_tiles,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_TILE_PROVIDER,
                                                      zhihui_web_tiles_provider_init))

static void ask_waiting (ZhihuiWebTiles *self);

/* ---- how the server does ---- */

/* Takes @fault. It is told once, and once more when it is over. */
static void
set_fault (ZhihuiWebTiles *self, char *fault)
{
  if (fault != NULL && self->fault == NULL)
    g_message (_ ("The base map cannot be had: %s"), fault);
  else if (fault == NULL && self->fault != NULL)
    g_message (_ ("The base map is there again"));
  g_free (self->fault);
  self->fault = fault;
}

static gboolean
is_resting (ZhihuiWebTiles *self)
{
  return self->rest_ms > 0 && g_get_monotonic_time () < self->rest_until_us;
}

static void
note_success (ZhihuiWebTiles *self)
{
  self->n_failures = 0;
  self->rest_ms = 0;
  set_fault (self, NULL);
}

/* Of the whole server, whatever picture is asked for. */
static gboolean
is_refusal (int status)
{
  return status == 0 || status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN ||
         status == ZHIHUI_STATUS_TOO_MANY_REQUESTS;
}

/* Takes @fault. */
static void
note_failure (ZhihuiWebTiles *self, const ZhihuiAnswer *answer, char *fault)
{
  gint64 rest_ms;

  self->n_failures++;
  if (self->n_failures < MAX_FAILURES && self->rest_ms == 0 && !is_refusal (answer->status))
    {
      g_free (fault);
      return;
    }

  set_fault (self, fault);
  if (is_resting (self))
    return; /* asked before it was known */
  self->rest_ms = self->rest_ms == 0 ? self->first_rest_ms : MIN (self->rest_ms * 2, LAST_REST_MS);
  rest_ms = MAX (self->rest_ms, MIN (answer->retry_after_s * 1000, LAST_REST_MS));
  self->rest_until_us = g_get_monotonic_time () + rest_ms * 1000;
}

/* (transfer full) (nullable): why there is no picture, in words without an address. The words of an
 * exchange are about a platform. */
static char *
describe_failure (ZhihuiWebTiles *self, const ZhihuiAnswer *answer)
{
  switch (answer->status)
    {
    case 0:
      return g_strdup (_ ("the server does not answer, or not in time"));
    case SOUP_STATUS_OK:
      break;
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
      return g_strdup_printf (_ ("the server refuses the key, or this computer (%d)"),
                              answer->status);
    case ZHIHUI_STATUS_TOO_MANY_REQUESTS:
      return g_strdup_printf (_ ("the server has had enough requests for now (%d)"),
                              answer->status);
    default:
      return g_strdup_printf (_ ("the server answers with error %d"), answer->status);
    }

  if (answer->body == NULL)
    return g_strdup (_ ("the server sends something that is no picture, or only half of one"));
  if (!self->reads_webp && zhihui_tile_picture_get_kind (answer->body) == ZHIHUI_TILE_WEBP)
    return g_strdup (_ ("the server sends WebP pictures, which this computer cannot read"));
  if (!zhihui_tile_picture_is_sound (answer->body))
    return g_strdup (_ ("the server sends something that is no picture, or only half of one"));
  return NULL;
}

/* That there is none is an answer. */
static gboolean
is_none (int status)
{
  return status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_FOUND ||
         status == SOUP_STATUS_GONE;
}

/* ---- cache ---- */

typedef struct
{
  ZhihuiTileCache *cache; /* owned */
  ZhihuiTilePlace  place;
  GBytes          *bytes; /* owned, nullable: to be kept */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->cache);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static Job *
job_new (ZhihuiWebTiles *self, const ZhihuiTilePlace *place, GBytes *bytes)
{
  Job *job = g_new0 (Job, 1);

  job->cache = g_object_ref (self->cache);
  job->place = *place;
  job->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return job;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;

  zhihui_tile_cache_write (job->cache, &job->place, job->bytes);
  g_task_return_boolean (task, TRUE);
}

static void
keep (ZhihuiWebTiles *self, const ZhihuiTilePlace *place, GBytes *bytes)
{
  g_autoptr (GTask) writer = NULL;

  if (self->cache == NULL)
    return;

  writer = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (writer, keep);
  g_task_set_task_data (writer, job_new (self, place, bytes), job_free);
  g_task_run_in_thread (writer, write_in_thread);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;

  g_task_return_pointer (
    task, zhihui_tile_cache_read (job->cache, &job->place), (GDestroyNotify) g_bytes_unref);
}

/* ---- asking ---- */

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ZhihuiWebTiles        *self = g_task_get_source_object (task);
  const ZhihuiTilePlace *place = g_task_get_task_data (task);
  g_autoptr (ZhihuiAnswer) answer = zhihui_exchange_finish (result, &error);
  char *fault = NULL;

  self->n_asked--;
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_none (answer->status))
    {
      note_success (self);
      keep (self, place, NULL);
      g_task_return_pointer (task, NULL, NULL);
    }
  else if ((fault = describe_failure (self, answer)) != NULL)
    {
      g_task_return_new_error (task, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s", fault);
      note_failure (self, answer, fault);
    }
  else
    {
      note_success (self);
      keep (self, place, answer->body);
      g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
    }
  ask_waiting (self);
}

/* Takes @task. */
static void
ask_server (ZhihuiWebTiles *self, GTask *task)
{
  g_auto (ZhihuiRequest) request = {
    .accept =
      g_strdup (self->reads_webp ? "image/png, image/jpeg, image/webp" : "image/png, image/jpeg"),
    .is_private = TRUE,
    .max_bytes = ZHIHUI_TILE_MAX_BYTES,
  };
  const char *key = self->key != NULL ? zhihui_secret_peek (self->key) : "";

  request.url = zhihui_tile_template_expand (
    self->url, (const char *const *) self->subdomains, g_task_get_task_data (task), key);
  if (self->referer != NULL)
    zhihui_request_add_header (&request, "Referer", self->referer);
  if (self->key != NULL)
    zhihui_request_add_secret (&request, key);

  self->n_asked++;
  zhihui_exchange_async (self->session,
                         &request,
                         NULL,
                         self->deadline_ms,
                         g_task_get_cancellable (task),
                         answered_cb,
                         task);
  zhihui_secret_wipe (g_steal_pointer (&request.url));
}

static void
ask_waiting (ZhihuiWebTiles *self)
{
  GTask *task;

  while (is_resting (self) || self->n_asked < (self->rest_ms > 0 ? 1 : ZHIHUI_WEB_TILES_AT_ONCE))
    {
      task = g_queue_pop_head (&self->waiting);
      if (task == NULL)
        return;
      if (g_task_return_error_if_cancelled (task))
        g_object_unref (task);
      else if (is_resting (self))
        {
          g_task_return_new_error (
            task, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s", self->fault != NULL ? self->fault : "");
          g_object_unref (task);
        }
      else
        ask_server (self, task);
    }
}

static void
cache_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZhihuiWebTiles *self = g_task_get_source_object (task);
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (bytes != NULL && g_bytes_get_size (bytes) == 0)
    g_task_return_pointer (task, NULL, NULL);
  else if (bytes != NULL)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else
    {
      g_queue_push_head (&self->waiting, g_steal_pointer (&task));
      ask_waiting (self);
    }
}

static void
zhihui_web_tiles_load_async (ZhihuiTileProvider    *provider,
                             const ZhihuiTilePlace *place,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  ZhihuiWebTiles *self = ZHIHUI_WEB_TILES (provider);
  g_autoptr (GTask) reader = NULL;
  GTask *task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_web_tiles_load_async);
  g_task_set_task_data (task, g_memdup2 (place, sizeof *place), g_free);
  if (self->cache == NULL)
    {
      g_queue_push_head (&self->waiting, task);
      ask_waiting (self);
      return;
    }

  reader = g_task_new (NULL, NULL, cache_read_cb, task);
  g_task_set_source_tag (reader, zhihui_web_tiles_load_async);
  g_task_set_task_data (reader, job_new (self, place, NULL), job_free);
  g_task_run_in_thread (reader, read_in_thread);
}

static GBytes *
zhihui_web_tiles_load_finish (ZhihuiTileProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
zhihui_web_tiles_get_zooms (ZhihuiTileProvider *provider, guint *min_zoom, guint *max_zoom)
{
  ZhihuiWebTiles *self = ZHIHUI_WEB_TILES (provider);

  *min_zoom = self->min_zoom;
  *max_zoom = self->max_zoom;
}

static const char *
zhihui_web_tiles_get_attribution (ZhihuiTileProvider *provider)
{
  return ZHIHUI_WEB_TILES (provider)->attribution;
}

static void
zhihui_web_tiles_provider_init (ZhihuiTileProviderInterface *iface)
{
  iface->load_async = zhihui_web_tiles_load_async;
  iface->load_finish = zhihui_web_tiles_load_finish;
  iface->get_zooms = zhihui_web_tiles_get_zooms;
  iface->get_attribution = zhihui_web_tiles_get_attribution;
}

static void
zhihui_web_tiles_finalize (GObject *object)
{
  ZhihuiWebTiles *self = ZHIHUI_WEB_TILES (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->cache);
  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  zhihui_secret_unref (self->key);
  g_free (self->url);
  g_strfreev (self->subdomains);
  g_free (self->referer);
  g_free (self->attribution);
  g_free (self->fault);

  G_OBJECT_CLASS (zhihui_web_tiles_parent_class)->finalize (object);
}

static void
zhihui_web_tiles_class_init (ZhihuiWebTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_web_tiles_finalize;
}

static void
zhihui_web_tiles_init (ZhihuiWebTiles *self)
{
  self->deadline_ms = DEADLINE_MS;
  self->first_rest_ms = FIRST_REST_MS;
}

static gboolean
open_session (ZhihuiWebTiles *self, const ZhihuiTileSettings *settings, GError **error)
{
  const ZhihuiTilePlace place = { 1, 1, 1 };
  g_autofree char      *base = zhihui_tile_template_expand (
    settings->url, (const char *const *) settings->subdomains, &place, "");
  ZhihuiTrustSettings trust = { .ca_file = settings->ca_file, .pins = settings->pins };

  self->trust = zhihui_trust_new (&trust, base, error);
  if (self->trust == NULL)
    return FALSE;

  self->session = zhihui_exchange_new_session (zhihui_tile_template_is_local (settings->url));
  if (settings->user_agent != NULL)
    soup_session_set_user_agent (self->session, settings->user_agent);
  zhihui_trust_attach (self->trust, self->session);
  return TRUE;
}

/**
 * zhihui_web_tiles_new:
 * @settings: with an address; copied
 * @key: (transfer none) (nullable): what {key} in it stands for
 * @cache: (transfer none) (nullable): where pictures are kept
 * @error: return location: when no certificates are where they should be
 *
 * Returns: (transfer full): the pictures of that server, or %NULL with @error set; nothing is asked
 *   yet
 */
ZhihuiWebTiles *
zhihui_web_tiles_new (const ZhihuiTileSettings *settings,
                      ZhihuiSecret             *key,
                      ZhihuiTileCache          *cache,
                      GError                  **error)
{
  g_autoptr (ZhihuiWebTiles) self = g_object_new (ZHIHUI_TYPE_WEB_TILES, NULL);

  if (!open_session (self, settings, error))
    return NULL;

  g_set_object (&self->cache, cache);
  self->key = key != NULL ? zhihui_secret_ref (key) : NULL;
  self->url = g_strdup (settings->url);
  self->subdomains = g_strdupv (settings->subdomains);
  self->referer = g_strdup (settings->referer);
  self->attribution = g_strdup (settings->attribution);
  self->min_zoom = settings->min_zoom;
  self->max_zoom = settings->max_zoom;
  self->reads_webp = settings->reads_webp;
  return g_steal_pointer (&self);
}

/**
 * zhihui_web_tiles_set_patience:
 * @deadline_ms: for one picture
 * @rest_ms: for which a server that does not answer is left alone the first time
 */
void
zhihui_web_tiles_set_patience (ZhihuiWebTiles *self, guint deadline_ms, guint rest_ms)
{
  g_return_if_fail (ZHIHUI_IS_WEB_TILES (self));

  self->deadline_ms = deadline_ms;
  self->first_rest_ms = MAX (rest_ms, 1);
}

/**
 * zhihui_web_tiles_get_fault:
 *
 * Returns: (transfer none) (nullable): why there are no pictures now, for a person
 */
const char *
zhihui_web_tiles_get_fault (ZhihuiWebTiles *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WEB_TILES (self), NULL);

  return self->fault;
}
