/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-resource.h"

#include <string.h>

#include "zhihui-agenda-worker.h"
#include "zhihui-calendar-meeting.h"
#include "zhihui-dav-answer.h"
#include "zhihui-kept-form.h"
#include "zhihui-private-file.h"
#include "zhihui-secret.h"

#define DAY_S 86400

typedef struct
{
  ZhihuiResource         base;
  ZhihuiCalendarSettings settings; /* owned */
  ZhihuiCalendarAddress *address;  /* owned */

  GMutex      lock;     /* of what follows */
  gint64      now;      /* where the window is */
  const char *zone;     /* interned */
  gint64      whole_at; /* when all of it was read last; 0 never */
} Resource;

static void
clear (ZhihuiResource *base)
{
  Resource *self = (Resource *) base;

  zhihui_calendar_settings_clear (&self->settings);
  zhihui_calendar_address_free (self->address);
  g_mutex_clear (&self->lock);
}

static gboolean
has_place_of (ZhihuiResource *self, ZhihuiResource *other)
{
  return TRUE;
}

static ZhihuiAgendaLimits
get_limits (Resource *self)
{
  ZhihuiAgendaLimits limits = { .details = TRUE };

  g_mutex_lock (&self->lock);
  limits.zone = self->zone;
  limits.from = self->now - ZHIHUI_CALENDAR_BEFORE_S;
  limits.to = self->now + ZHIHUI_CALENDAR_AFTER_S;
  g_mutex_unlock (&self->lock);
  return limits;
}

/* That a calendar has not changed says nothing of the days that have come into the window. */
static gboolean
is_window_new (Resource *self)
{
  gboolean is_new;

  g_mutex_lock (&self->lock);
  is_new = ABS (self->now - self->whole_at) >= DAY_S;
  g_mutex_unlock (&self->lock);
  return is_new;
}

/* What is around it does not belong to it. Without it the calendar says itself what is wrong. */
static void
add_secret (Resource *self, ZhihuiRequest *request)
{
  const char *path = self->settings.secret_file;
  g_autoptr (ZhihuiSecret) file =
    path != NULL ? zhihui_private_file_read (path, ZHIHUI_PRIVATE_FILE_OWN, NULL) : NULL;
  char *secret = file != NULL ? g_strdup (zhihui_secret_peek (file)) : NULL;
  char *value = NULL;

  if (secret == NULL)
    return;

  g_strstrip (secret);
  if (*secret != '\0')
    zhihui_request_add_secret (request, secret);
  if (self->settings.user != NULL)
    {
      char *pair = g_strconcat (self->settings.user, ":", secret, NULL);
      char *code = g_base64_encode ((const guchar *) pair, strlen (pair));

      value = g_strconcat ("Basic ", code, NULL);
      zhihui_request_add_secret (request, code);
      zhihui_secret_wipe (pair);
      zhihui_secret_wipe (code);
    }
  else if (strpbrk (secret, "\r\n") == NULL)
    value = g_strconcat ("Bearer ", secret, NULL);

  if (value != NULL)
    zhihui_request_add_header (request, "Authorization", value);
  zhihui_secret_wipe (secret);
  zhihui_secret_wipe (value);
}

static gboolean
make_request (ZhihuiResource *base,
              const char     *origin,
              const char     *token,
              const char     *cursor,
              ZhihuiRequest  *request)
{
  Resource          *self = (Resource *) base;
  ZhihuiAgendaLimits limits = get_limits (self);

  request->url = g_strdup (self->address->url);
  request->is_private = TRUE;
  request->is_whole = is_window_new (self);
  if (self->address->is_collection)
    {
      char *query = zhihui_dav_answer_make_query (limits.from, limits.to);

      request->method = "REPORT";
      request->body = g_bytes_new_take (query, strlen (query));
      request->is_whole = TRUE;
      request->accept = g_strdup ("application/xml, text/xml");
      zhihui_request_add_header (request, "Depth", "1");
    }
  else
    request->accept = g_strdup ("text/calendar");
  add_secret (self, request);
  return TRUE;
}

static ZhihuiAgenda *
read_agenda (Resource *self, GBytes *body, const ZhihuiAgendaLimits *limits, GError **error)
{
  const char *const  own[] = { "/proc/self/exe", ZHIHUI_AGENDA_WORKER_COMMAND, NULL };
  const char *const *reader =
    self->settings.reader != NULL ? (const char *const *) self->settings.reader : own;
  g_autoptr (GBytes) calendars = NULL;

  if (!self->address->is_collection)
    return zhihui_agenda_worker_read (reader, body, limits, NULL, error);

  calendars = zhihui_dav_answer_join (body, error);
  if (calendars == NULL)
    return NULL;
  if (g_bytes_get_size (calendars) == 0)
    return zhihui_agenda_new ();
  return zhihui_agenda_worker_read (reader, calendars, limits, NULL, error);
}

static gint64
get_date (const ZhihuiPage *page, gint64 fallback)
{
  const char *text =
    page->headers != NULL ? soup_message_headers_get_one (page->headers, "Date") : NULL;
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : fallback;
}

static gpointer
read_page (
  ZhihuiResource *base, gpointer figures, const ZhihuiPage *page, char **next, GError **error)
{
  Resource          *self = (Resource *) base;
  ZhihuiAgendaLimits limits = get_limits (self);
  gint64             now = limits.from + ZHIHUI_CALENDAR_BEFORE_S;
  g_autoptr (ZhihuiAgenda) agenda = read_agenda (self, page->body, &limits, error);
  ZhihuiMeetings *meetings;

  if (agenda == NULL)
    return NULL;

  if (agenda->n_refused > 0 || agenda->n_beyond > 0)
    g_debug ("of a calendar %" G_GINT64_FORMAT " events are refused, %" G_GINT64_FORMAT
             " are beyond the bounds",
             agenda->n_refused,
             agenda->n_beyond);
  meetings = zhihui_calendar_meeting_list (agenda, &self->settings);
  meetings->stamp.as_of = get_date (page, now);
  meetings->window.from = limits.from;
  meetings->window.to = limits.to;

  g_mutex_lock (&self->lock);
  self->whole_at = now;
  g_mutex_unlock (&self->lock);
  return meetings;
}

static gpointer
ref_figures (ZhihuiResource *self, gpointer figures)
{
  return zhihui_meetings_ref (figures);
}

static void
unref_figures (ZhihuiResource *self, gpointer figures)
{
  zhihui_meetings_unref (figures);
}

/* Whoever invites and what is written is not for the disk. */
static GPtrArray *
keep (ZhihuiResource *base, gpointer figures)
{
  Resource     *self = (Resource *) base;
  GPtrArray    *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  ZhihuiKeepFor keep_for = self->settings.for_desk ? ZHIHUI_KEEP_FOR_DESK : ZHIHUI_KEEP_FOR_WALL;
  g_autoptr (ZhihuiMeetings) copy =
    zhihui_kept_form_copy (ZHIHUI_DATASET_MEETINGS, figures, keep_for);
  char *text;

  for (guint i = 0; i < copy->items->len; i++)
    zhihui_calendar_meeting_hide (copy->items->pdata[i], NULL, self->settings.for_desk);

  text = zhihui_kept_form_encode (ZHIHUI_DATASET_MEETINGS, copy);
  g_ptr_array_add (bodies, g_bytes_new_take (text, strlen (text)));
  return bodies;
}

static gpointer
restore (ZhihuiResource *self, GPtrArray *bodies, GError **error)
{
  return zhihui_kept_form_decode (ZHIHUI_DATASET_MEETINGS, bodies->pdata[0], error);
}

static gint64
get_as_of (ZhihuiResource *self, gpointer figures)
{
  return ((ZhihuiMeetings *) figures)->stamp.as_of;
}

static void
put (ZhihuiResource         *self,
     ZhihuiSituationBuilder *builder,
     gpointer                figures,
     const ZhihuiReceipt    *receipt)
{
  if (figures != NULL)
    zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, figures);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MEETINGS, receipt);
}

static const ZhihuiResourceClass calendar_class = {
  .clear = clear,
  .has_place_of = has_place_of,
  .make_request = make_request,
  .read_page = read_page,
  .ref_figures = ref_figures,
  .unref_figures = unref_figures,
  .keep = keep,
  .restore = restore,
  .get_as_of = get_as_of,
  .put = put,
};

/**
 * zhihui_calendar_resource_new:
 * @settings: checked; copied
 *
 * Returns: (transfer full): the meetings of a calendar
 */
ZhihuiResource *
zhihui_calendar_resource_new (const ZhihuiCalendarSettings *settings)
{
  Resource *self = (Resource *) zhihui_resource_alloc (
    sizeof (Resource), &calendar_class, g_strdup ("/calendar"), g_strdup ("calendar"));

  zhihui_calendar_settings_copy (settings, &self->settings);
  self->address = zhihui_calendar_address_parse (settings->url, NULL);
  self->base.period_s = ZHIHUI_CALENDAR_PERIOD_S;
  self->base.max_pages = 1;
  self->base.is_pinned = TRUE;
  self->base.keeps_less = TRUE;
  g_mutex_init (&self->lock);
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  self->zone = "Asia/Shanghai";
  return &self->base;
}

/**
 * zhihui_calendar_resource_set_now:
 * @base: of zhihui_calendar_resource_new()
 * @now: the platform's clock: where the window is
 * @zone: the deployment's
 */
void
zhihui_calendar_resource_set_now (ZhihuiResource *base, gint64 now, const char *zone)
{
  Resource *self = (Resource *) base;

  g_mutex_lock (&self->lock);
  self->now = now;
  self->zone = g_intern_string (zone);
  g_mutex_unlock (&self->lock);
}

typedef struct
{
  ZhihuiCatalogue base;
  ZhihuiResource *resource; /* owned */
} Catalogue;

static GPtrArray *
list (ZhihuiCatalogue *base, const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  GPtrArray *resources = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_resource_unref);

  if ((wants->datasets & (1u << ZHIHUI_DATASET_MEETINGS)) != 0)
    g_ptr_array_add (resources, zhihui_resource_ref (((Catalogue *) base)->resource));
  return resources;
}

static void
clear_catalogue (ZhihuiCatalogue *base)
{
  zhihui_resource_unref (((Catalogue *) base)->resource);
}

/**
 * zhihui_calendar_resource_make_catalogue:
 * @self: of zhihui_calendar_resource_new()
 *
 * Returns: (transfer full): that, and nothing else
 */
ZhihuiCatalogue *
zhihui_calendar_resource_make_catalogue (ZhihuiResource *self)
{
  static const ZhihuiCatalogueClass klass = { .list = list, .clear = clear_catalogue };
  Catalogue                        *catalogue = g_atomic_rc_box_new0 (Catalogue);

  catalogue->base.klass = &klass;
  catalogue->resource = zhihui_resource_ref (self);
  return &catalogue->base;
}
