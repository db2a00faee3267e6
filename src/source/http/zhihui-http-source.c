/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-exchange-witness.h"

#define DEADLINE_MS 10000
#define MAX_PARKED 256 /* ten regions of a page */

/**
 * ZhihuiHttpSource:
 *
 * Reads a platform over HTTP: each resource once, however many panels show it.
 */

static void zhihui_http_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiHttpSource,
                               zhihui_http_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                      zhihui_http_source_source_init))

/**
 * zhihui_http_source_trace:
 * @self: a source
 * @format: what happened
 * @...: parameters of @format
 *
 * Says it at debug level with its monotonic microsecond when $ZHIHUI_TRACE is set.
 */
void
zhihui_http_source_trace (ZhihuiHttpSource *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  if (!self->is_tracing)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_debug ("trace %" G_GINT64_FORMAT " %s", g_get_monotonic_time (), text);
}

static ZhihuiFeed *
take_feed (ZhihuiHttpSource *self, GPtrArray *feeds, ZhihuiResource *resource)
{
  guint       period_s = self->wants->wants.period_s;
  ZhihuiFeed *feed = zhihui_feed_park_take (self->park, resource->path);

  if (feed != NULL)
    feed->receipt.resumed_us = zhihui_http_source_get_now (self);
  for (guint i = 0; i < feeds->len && feed == NULL; i++)
    if (g_str_equal (((ZhihuiFeed *) feeds->pdata[i])->resource->path, resource->path))
      feed = g_ptr_array_steal_index_fast (feeds, i);
  if (feed == NULL)
    return zhihui_feed_new (resource, period_s);

  feed->receipt.period_s = period_s > 0 ? period_s : resource->period_s;
  return feed;
}

/**
 * zhihui_http_source_update_feeds:
 * @self: a source
 *
 * Makes a feed of everything that is wanted, as far as it is known, and keeps those there are.
 */
void
zhihui_http_source_update_feeds (ZhihuiHttpSource *self)
{
  ZhihuiMeta *meta = self->feeds->len > 0 ? zhihui_feed_get_meta (self->feeds->pdata[0]) : NULL;
  g_autoptr (GPtrArray) resources =
    zhihui_catalogue_list (self->catalogue, &self->wants->wants, meta);
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->feeds);

  self->feeds = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_feed_free);
  for (guint i = 0; i < resources->len; i++)
    g_ptr_array_add (self->feeds, take_feed (self, old, resources->pdata[i]));

  while (old->len > 0)
    {
      ZhihuiFeed *gone = g_ptr_array_steal_index (old, 0);

      for (guint j = 0; j < self->feeds->len; j++)
        {
          ZhihuiFeed *feed = self->feeds->pdata[j];

          if (feed->figures == NULL &&
              zhihui_resource_has_place_of (feed->resource, gone->resource))
            zhihui_feed_inherit (feed, gone);
        }
      zhihui_http_poller_drop_feed (self, gone);
      zhihui_feed_park_put (self->park, gone);
    }
  zhihui_http_hearing_mark (self);
  zhihui_http_poller_mark_new (self);
}

static void
zhihui_http_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);
  gboolean is_moved = !zhihui_region_path_equal (self->wants->wants.region, wants->region) ||
                      self->wants->wants.is_leaf != wants->is_leaf;

  zhihui_wants_copy_unref (self->wants);
  self->wants = zhihui_wants_copy_new (wants);
  zhihui_http_source_update_feeds (self);
  if (!self->is_polling)
    return;

  self->is_settled = FALSE;
  zhihui_http_poller_tick (self);
  if (is_moved || self->n_in_flight == 0)
    zhihui_http_teller_note_wants (self);
}

static gboolean
zhihui_http_source_set_witness (ZhihuiSource     *source,
                                ZhihuiWitnessFunc witness,
                                gpointer          user_data,
                                GError          **error)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);

  if (!zhihui_catalogue_check_recorded (self->catalogue, error))
    return FALSE;

  self->witness = witness;
  self->witness_data = user_data;
  zhihui_exchange_set_witness (self->session, witness, user_data);
  zhihui_http_source_keep_nothing (ZHIHUI_HTTP_SOURCE (source));
  return TRUE;
}

static gboolean
zhihui_http_source_copy_profile (ZhihuiSource    *source,
                                 const char      *folder,
                                 ZhihuiRecording *head,
                                 GError         **error)
{
  return zhihui_catalogue_copy (ZHIHUI_HTTP_SOURCE (source)->catalogue, folder, head, error);
}

static void
zhihui_http_source_start (ZhihuiSource *source)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);

  if (self->is_started)
    return;

  self->is_started = TRUE;
  self->is_settled = FALSE;
  self->started_us = zhihui_http_source_get_now (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = zhihui_http_teller_make_situation (self);
  zhihui_http_teller_start (self);

  zhihui_http_token_find (self);
}

static void
zhihui_http_source_stop (ZhihuiSource *source)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);

  if (!self->is_started)
    return;

  self->is_started = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  zhihui_http_teller_stop (self);
  zhihui_http_hearing_stop (self);
  zhihui_http_poller_stop (self);
  zhihui_http_keeper_stop (self);
}

static ZhihuiSituation *
zhihui_http_source_get_situation (ZhihuiSource *source)
{
  return ZHIHUI_HTTP_SOURCE (source)->situation;
}

static gboolean
zhihui_http_source_is_settled (ZhihuiSource *source)
{
  return ZHIHUI_HTTP_SOURCE (source)->is_settled;
}

static const char *
zhihui_http_source_get_key (ZhihuiSource *source)
{
  return ZHIHUI_HTTP_SOURCE (source)->key;
}

static const char *
zhihui_http_source_get_identity (ZhihuiSource *source)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);

  return self->last_good != NULL ? zhihui_last_good_get_identity (self->last_good) : NULL;
}

static SoupSession *
make_session (ZhihuiHttpSource *self)
{
  SoupSession *session = zhihui_exchange_new_session (self->is_loopback);

  zhihui_trust_attach (self->trust, session);
  if (self->witness != NULL)
    zhihui_exchange_set_witness (session, self->witness, self->witness_data);

  return session;
}

/**
 * zhihui_http_source_renew_session:
 * @self: a source that waits for no answer
 *
 * Forgets connections, and where the platform's name led to: the platform may have moved.
 */
void
zhihui_http_source_renew_session (ZhihuiHttpSource *self)
{
  g_return_if_fail (self->n_in_flight == 0);

  zhihui_http_hearing_stop (self);
  g_object_unref (self->session);
  self->session = make_session (self);
}

static void
zhihui_http_source_dispose (GObject *object)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (object);

  zhihui_http_source_stop (ZHIHUI_SOURCE (self));
  g_clear_object (&self->session);
  g_clear_pointer (&self->situation, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_http_source_parent_class)->dispose (object);
}

static void
zhihui_http_source_finalize (GObject *object)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (object);

  g_ptr_array_unref (self->feeds);
  zhihui_feed_park_free (self->park);
  zhihui_wants_copy_unref (self->wants);
  zhihui_catalogue_unref (self->catalogue);
  g_free (self->base);
  g_free (self->name);
  g_free (self->key);
  g_free (self->token_fault);
  zhihui_secret_unref (self->token);
  g_clear_object (&self->trust);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (zhihui_http_source_parent_class)->finalize (object);
}

static void
zhihui_http_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_http_source_set_wants;
  iface->set_witness = zhihui_http_source_set_witness;
  iface->start = zhihui_http_source_start;
  iface->stop = zhihui_http_source_stop;
  iface->get_situation = zhihui_http_source_get_situation;
  iface->is_settled = zhihui_http_source_is_settled;
  iface->get_key = zhihui_http_source_get_key;
  iface->get_identity = zhihui_http_source_get_identity;
  iface->copy_profile = zhihui_http_source_copy_profile;
  iface->list_reports = zhihui_http_teller_list_reports;
  iface->ask_async = zhihui_http_source_ask_async;
  iface->is_tellable = zhihui_http_source_is_tellable;
  iface->tell_async = zhihui_http_source_tell_async;
}

static void
zhihui_http_source_class_init (ZhihuiHttpSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_http_source_dispose;
  object_class->finalize = zhihui_http_source_finalize;
}

static void
zhihui_http_source_init (ZhihuiHttpSource *self)
{
  const ZhihuiWants nothing = { 0 };

  zhihui_http_clocks_init (self);
  self->deadline_ms = DEADLINE_MS;
  self->wants = zhihui_wants_copy_new (&nothing);
  self->catalogue = zhihui_catalogue_new_platform ();
  self->feeds = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_feed_free);
  self->park = zhihui_feed_park_new (MAX_PARKED);
  self->is_tracing = g_getenv ("ZHIHUI_TRACE") != NULL;
  zhihui_remote_clock_init (&self->remote_clock);
}

/* @address is NULL of a folder. */
static ZhihuiHttpSource *
make (const char                *base,
      const ZhihuiAddress       *address,
      const ZhihuiTrustSettings *settings,
      const char                *cache_dir,
      GError                   **error)
{
  ZhihuiHttpSource *self;
  ZhihuiTrust      *trust = zhihui_trust_new (settings, base, error);

  if (trust == NULL)
    return NULL;

  self = g_object_new (ZHIHUI_TYPE_HTTP_SOURCE, NULL);
  self->base = g_strdup (base);
  self->name = g_strdup (address != NULL ? address->name : base);
  self->key = g_strdup (base);
  self->trust = trust;
  self->cache_dir = g_strdup (cache_dir);
  self->is_loopback = address == NULL || address->is_loopback;
  self->session = make_session (self);

  return self;
}

/**
 * zhihui_http_source_new_trusting:
 * @url: address of the platform, with or without "/api/v1"
 * @settings: whom it believes, and where its token is
 * @cache_dir: (nullable): where the last good answers are kept
 * @error: return location
 *
 * Returns: (transfer full): a source, or %NULL with @error set: nothing is asked before start
 */
ZhihuiHttpSource *
zhihui_http_source_new_trusting (const char                *url,
                                 const ZhihuiTrustSettings *settings,
                                 const char                *cache_dir,
                                 GError                   **error)
{
  g_autoptr (ZhihuiAddress) address = zhihui_address_parse (url, error);

  return address != NULL ? make (address->base, address, settings, cache_dir, error) : NULL;
}

/**
 * zhihui_http_source_new:
 * @url: address of the platform, with or without "/api/v1"
 * @token_file: (nullable): where the token is
 * @cache_dir: (nullable): where the last good answers are kept
 * @error: return location
 *
 * The same, which believes whom the system does.
 *
 * Returns: (transfer full): a source, or %NULL with @error set
 */
ZhihuiHttpSource *
zhihui_http_source_new (const char *url,
                        const char *token_file,
                        const char *cache_dir,
                        GError    **error)
{
  const ZhihuiTrustSettings settings = { .token_file = (char *) token_file };

  return zhihui_http_source_new_trusting (url, &settings, cache_dir, error);
}

/**
 * zhihui_http_source_new_with_catalogue:
 * @base: address of a platform that is not ours, without a slash at its end; may be file://
 * @catalogue: (transfer none): what it can be asked for
 * @settings: whom it believes, and where its token is
 * @cache_dir: (nullable): where the last good answers are kept
 * @error: return location
 *
 * Returns: (transfer full): a source, or %NULL with @error set: nothing is asked before start
 */
ZhihuiHttpSource *
zhihui_http_source_new_with_catalogue (const char                *base,
                                       ZhihuiCatalogue           *catalogue,
                                       const ZhihuiTrustSettings *settings,
                                       const char                *cache_dir,
                                       GError                   **error)
{
  g_autoptr (ZhihuiAddress) address = zhihui_address_parse_foreign (base, NULL);
  ZhihuiHttpSource *self = make (base, address, settings, cache_dir, error);

  if (self != NULL)
    {
      zhihui_catalogue_unref (self->catalogue);
      self->catalogue = zhihui_catalogue_ref (catalogue);
      self->is_foreign = TRUE;
    }
  return self;
}

/**
 * zhihui_http_source_get_base:
 *
 * Returns: (transfer none): the address under which its token is looked for
 */
const char *
zhihui_http_source_get_base (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), NULL);

  return self->base;
}

/**
 * zhihui_http_source_set_identity:
 * @self: a source that has not started
 * @name: what people call it
 * @key: under which its answers are kept, where the address changes from run to run
 */
void
zhihui_http_source_set_identity (ZhihuiHttpSource *self, const char *name, const char *key)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  g_free (self->name);
  self->name = g_strdup (name);
  g_free (self->key);
  self->key = g_strdup (key);
}

/**
 * zhihui_http_source_set_token:
 * @self: a source that has not started
 * @token: (nullable): it is not looked up elsewhere, nor does it divide the kept answers
 */
void
zhihui_http_source_set_token (ZhihuiHttpSource *self, const char *token)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  g_clear_pointer (&self->token, zhihui_secret_unref);
  self->token = token != NULL ? zhihui_secret_new (token, strlen (token)) : NULL;
  self->is_token_given = TRUE;
}

/**
 * zhihui_http_source_set_deadline:
 * @self: a source
 * @deadline_ms: for each request
 */
void
zhihui_http_source_set_deadline (ZhihuiHttpSource *self, guint deadline_ms)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self));

  self->deadline_ms = deadline_ms;
}

/**
 * zhihui_http_source_wake:
 * @self: a source
 *
 * Asks for what is due by the clock: for who has set the clock, and after the machine has slept.
 */
void
zhihui_http_source_wake (ZhihuiHttpSource *self)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self));

  zhihui_http_hearing_tick (self);
  zhihui_http_poller_tick (self);
}

/**
 * zhihui_http_source_flush:
 * @self: a source
 * @error: return location
 *
 * Returns: whether what was read is on disk; blocks until it is
 */
gboolean
zhihui_http_source_flush (ZhihuiHttpSource *self, GError **error)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), FALSE);

  return zhihui_http_keeper_save (self, error);
}

/**
 * zhihui_http_source_get_kept_path:
 * @self: a source that has started
 *
 * Returns: (transfer none) (nullable): the file of the kept answers
 */
const char *
zhihui_http_source_get_kept_path (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), NULL);

  return self->last_good != NULL ? zhihui_last_good_get_path (self->last_good) : NULL;
}

/**
 * zhihui_http_source_get_n_decoded:
 * @self: a source
 *
 * Returns: how many bodies were decoded since it was made
 */
guint
zhihui_http_source_get_n_decoded (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), 0);

  return self->n_decoded;
}

/**
 * zhihui_http_source_get_n_in_flight:
 * @self: a source
 *
 * Returns: how many requests are on their way
 */
guint
zhihui_http_source_get_n_in_flight (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), 0);

  return self->n_in_flight;
}

/**
 * zhihui_http_source_is_hearing:
 * @self: a source
 *
 * Returns: whether the platform tells by its stream what changes, so that less is asked
 */
gboolean
zhihui_http_source_is_hearing (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), FALSE);

  return self->is_hearing;
}
