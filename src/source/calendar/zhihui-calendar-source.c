/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-source.h"

#include "zhihui-calendar-merge.h"
#include "zhihui-calendar-resource.h"
#include "zhihui-http-source.h"
#include "zhihui-private-file.h"

/* How often it is looked at whether a meeting begins or ends. */
#define LOOK_S 15

/**
 * ZhihuiCalendarSource:
 *
 * Any source, with the meetings of a calendar beside its own. What the calendar answers is shown to
 * no witness: invitations hold passcodes.
 */
struct _ZhihuiCalendarSource
{
  GObject parent_instance;

  ZhihuiCalendarSettings settings;  /* owned */
  ZhihuiSource          *source;    /* owned */
  ZhihuiSource          *calendar;  /* owned */
  ZhihuiResource        *resource;  /* owned: what @calendar reads */
  ZhihuiSituation       *situation; /* owned, nullable before start */
  gboolean               wants_meetings;
  gboolean               is_started;
  gint64                 started_us;
  guint                  look_id;
};

static void zhihui_calendar_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiCalendarSource,
                               zhihui_calendar_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                      zhihui_calendar_source_source_init))

static ZhihuiSituation *
make_situation (ZhihuiCalendarSource *self)
{
  ZhihuiSituation *platform = zhihui_source_get_situation (self->source);
  ZhihuiSituation *calendar = zhihui_source_get_situation (self->calendar);
  gint64           now_us = g_get_monotonic_time ();

  zhihui_calendar_resource_set_now (
    self->resource,
    zhihui_situation_get_platform_now (platform, now_us),
    zhihui_zone_get_identifier (zhihui_situation_get_zone (platform)));

  return self->wants_meetings
           ? zhihui_calendar_merge (platform, calendar, &self->settings, self->started_us, now_us)
           : zhihui_situation_ref (platform);
}

static void
tell (ZhihuiCalendarSource *self)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (self);

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = zhihui_situation_ref (situation);
  g_signal_emit_by_name (self, "situation-changed", situation);
}

static void
situation_changed_cb (ZhihuiCalendarSource *self)
{
  if (self->is_started)
    tell (self);
}

static gboolean
has_same_states (ZhihuiMeetings *one, ZhihuiMeetings *other)
{
  if (one == NULL || other == NULL || one->items->len != other->items->len)
    return one == other;

  for (guint i = 0; i < one->items->len; i++)
    if (((ZhihuiMeeting *) one->items->pdata[i])->state !=
        ((ZhihuiMeeting *) other->items->pdata[i])->state)
      return FALSE;

  return TRUE;
}

/* Nothing is answered when a meeting begins by its plan. */
static gboolean
look_cb (gpointer data)
{
  ZhihuiCalendarSource *self = data;
  g_autoptr (ZhihuiSituation) situation = make_situation (self);

  if (!has_same_states (zhihui_situation_get_meetings (situation),
                        zhihui_situation_get_meetings (self->situation)))
    tell (self);

  return G_SOURCE_CONTINUE;
}

static void
zhihui_calendar_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (source);
  const guint           bit = 1u << ZHIHUI_DATASET_MEETINGS;
  ZhihuiWants           its = *wants;
  const ZhihuiWants     more = { .datasets = wants->datasets & bit };

  if (g_strcmp0 (self->settings.mode, "replace") == 0)
    its.datasets &= ~bit;
  self->wants_meetings = more.datasets != 0;
  zhihui_source_set_wants (self->source, &its);
  zhihui_source_set_wants (self->calendar, &more);
}

static gboolean
zhihui_calendar_source_set_witness (ZhihuiSource     *source,
                                    ZhihuiWitnessFunc witness,
                                    gpointer          user_data,
                                    GError          **error)
{
  return zhihui_source_set_witness (
    ZHIHUI_CALENDAR_SOURCE (source)->source, witness, user_data, error);
}

static void
zhihui_calendar_source_ask_async (ZhihuiSource       *source,
                                  const char         *path,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  zhihui_source_ask_async (
    ZHIHUI_CALENDAR_SOURCE (source)->source, path, cancellable, callback, user_data);
}

static gboolean
zhihui_calendar_source_is_tellable (ZhihuiSource *source)
{
  return zhihui_source_is_tellable (ZHIHUI_CALENDAR_SOURCE (source)->source);
}

static void
zhihui_calendar_source_tell_async (ZhihuiSource       *source,
                                   const char         *path,
                                   const char         *if_match,
                                   GBytes             *body,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  zhihui_source_tell_async (ZHIHUI_CALENDAR_SOURCE (source)->source,
                            path,
                            if_match,
                            body,
                            cancellable,
                            callback,
                            user_data);
}

static gboolean
zhihui_calendar_source_copy_profile (ZhihuiSource    *source,
                                     const char      *folder,
                                     ZhihuiRecording *head,
                                     GError         **error)
{
  return zhihui_source_copy_profile (ZHIHUI_CALENDAR_SOURCE (source)->source, folder, head, error);
}

static void
zhihui_calendar_source_start (ZhihuiSource *source)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (source);

  if (self->is_started)
    return;

  self->started_us = g_get_monotonic_time ();
  zhihui_source_start (self->source);
  zhihui_source_start (self->calendar);
  self->is_started = TRUE;
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = make_situation (self);
  self->look_id = g_timeout_add_seconds (LOOK_S, look_cb, self);
}

static void
zhihui_calendar_source_stop (ZhihuiSource *source)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (source);

  if (!self->is_started)
    return;

  self->is_started = FALSE;
  g_clear_handle_id (&self->look_id, g_source_remove);
  zhihui_source_stop (self->source);
  zhihui_source_stop (self->calendar);
}

static ZhihuiSituation *
zhihui_calendar_source_get_situation (ZhihuiSource *source)
{
  return ZHIHUI_CALENDAR_SOURCE (source)->situation;
}

static gboolean
zhihui_calendar_source_is_settled (ZhihuiSource *source)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (source);

  return zhihui_source_is_settled (self->source) &&
         (!self->wants_meetings || zhihui_source_is_settled (self->calendar));
}

static const char *
zhihui_calendar_source_get_key (ZhihuiSource *source)
{
  return zhihui_source_get_key (ZHIHUI_CALENDAR_SOURCE (source)->source);
}

static const char *
zhihui_calendar_source_get_identity (ZhihuiSource *source)
{
  return zhihui_source_get_identity (ZHIHUI_CALENDAR_SOURCE (source)->source);
}

static GPtrArray *
zhihui_calendar_source_list_reports (ZhihuiSource *source)
{
  return zhihui_source_list_reports (ZHIHUI_CALENDAR_SOURCE (source)->source);
}

static void
zhihui_calendar_source_dispose (GObject *object)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (object);

  if (self->source != NULL)
    zhihui_calendar_source_stop (ZHIHUI_SOURCE (self));
  g_clear_object (&self->source);
  g_clear_object (&self->calendar);
  g_clear_pointer (&self->situation, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_calendar_source_parent_class)->dispose (object);
}

static void
zhihui_calendar_source_finalize (GObject *object)
{
  ZhihuiCalendarSource *self = ZHIHUI_CALENDAR_SOURCE (object);

  g_clear_pointer (&self->resource, zhihui_resource_unref);
  zhihui_calendar_settings_clear (&self->settings);

  G_OBJECT_CLASS (zhihui_calendar_source_parent_class)->finalize (object);
}

static void
zhihui_calendar_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_calendar_source_set_wants;
  iface->set_witness = zhihui_calendar_source_set_witness;
  iface->start = zhihui_calendar_source_start;
  iface->stop = zhihui_calendar_source_stop;
  iface->get_situation = zhihui_calendar_source_get_situation;
  iface->is_settled = zhihui_calendar_source_is_settled;
  iface->list_reports = zhihui_calendar_source_list_reports;
  iface->get_key = zhihui_calendar_source_get_key;
  iface->get_identity = zhihui_calendar_source_get_identity;
  iface->copy_profile = zhihui_calendar_source_copy_profile;
  iface->ask_async = zhihui_calendar_source_ask_async;
  iface->is_tellable = zhihui_calendar_source_is_tellable;
  iface->tell_async = zhihui_calendar_source_tell_async;
}

static void
zhihui_calendar_source_class_init (ZhihuiCalendarSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_calendar_source_dispose;
  object_class->finalize = zhihui_calendar_source_finalize;
}

static void
zhihui_calendar_source_init (ZhihuiCalendarSource *self)
{
}

/* The secret that is named must be there now; it is read again with each request. */
static gboolean
check_secret (const ZhihuiCalendarSettings *settings, GError **error)
{
  g_autoptr (ZhihuiSecret) secret = NULL;

  if (settings->secret_file == NULL)
    return TRUE;

  secret = zhihui_private_file_read (settings->secret_file, ZHIHUI_PRIVATE_FILE_OWN, error);
  return secret != NULL;
}

static ZhihuiSource *
open_calendar (const ZhihuiCalendarSettings *settings,
               ZhihuiResource               *resource,
               const char                   *cache_dir,
               GError                      **error)
{
  g_autoptr (ZhihuiCalendarAddress) address = zhihui_calendar_address_parse (settings->url, error);
  g_autoptr (ZhihuiCatalogue) catalogue = NULL;
  g_autofree char          *hash = NULL;
  g_autofree char          *key = NULL;
  const ZhihuiTrustSettings trust = { .ca_file = settings->ca_file };
  ZhihuiHttpSource         *reader;

  if (address == NULL)
    return NULL;

  catalogue = zhihui_calendar_resource_make_catalogue (resource);
  reader =
    zhihui_http_source_new_with_catalogue (address->origin, catalogue, &trust, cache_dir, error);
  if (reader == NULL)
    return NULL;

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address->url, -1);
  key = g_strconcat (settings->for_desk ? "calendar:desk:" : "calendar:wall:", hash, NULL);
  zhihui_http_source_set_identity (reader, address->host, key);
  zhihui_http_source_set_token (reader, NULL);
  if (cache_dir == NULL)
    zhihui_http_source_keep_nothing (reader);
  return ZHIHUI_SOURCE (reader);
}

/**
 * zhihui_calendar_source_new:
 * @source: (transfer none): any other source
 * @settings: which calendar; copied
 * @cache_dir: (nullable): where the last good meetings are kept
 * @error: return location
 *
 * Returns: (transfer full): both as one, or %NULL with @error set when the settings cannot be used
 */
ZhihuiSource *
zhihui_calendar_source_new (ZhihuiSource                 *source,
                            const ZhihuiCalendarSettings *settings,
                            const char                   *cache_dir,
                            GError                      **error)
{
  g_autoptr (ZhihuiCalendarSource) self = NULL;

  if (!zhihui_calendar_settings_check (settings, error) || !check_secret (settings, error))
    return NULL;

  self = g_object_new (ZHIHUI_TYPE_CALENDAR_SOURCE, NULL);
  zhihui_calendar_settings_copy (settings, &self->settings);
  self->source = g_object_ref (source);
  self->resource = zhihui_calendar_resource_new (settings);
  self->calendar = open_calendar (settings, self->resource, cache_dir, error);
  if (self->calendar == NULL)
    return NULL;

  g_signal_connect_object (
    self->source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar,
                           "situation-changed",
                           G_CALLBACK (situation_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return ZHIHUI_SOURCE (g_steal_pointer (&self));
}
