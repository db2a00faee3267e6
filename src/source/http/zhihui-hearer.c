/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hearer.h"

#include <string.h>

#include "zhihui-answer-head.h"
#include "zhihui-decoder-hold.h"
#include "zhihui-event-reader.h"
#include "zhihui-feed.h"
#include "zhihui-trust.h"
#include "zhihui-wire.h"

#define CHUNK_BYTES 4096
#define DEADLINE_MS 10000
/* A sign of life comes every 15 s: three are missing. */
#define SILENCE_US (45 * G_USEC_PER_SEC)
/* A stream that lived so long was one: what comes after it is a first failure. */
#define LIVED_US (30 * G_USEC_PER_SEC)
#define RETRY_MIN_MS 1000
#define RETRY_MAX_MS 60000
/* Refused, or not there at all: it is asked again, but not soon. */
#define REFUSED_WAIT_US (300 * G_USEC_PER_SEC)
#define JITTER 0.1

/* One request, from its head to its end. */
typedef struct
{
  ZhihuiHearer      *hearer;      /* borrowed; NULL once it is dropped */
  SoupMessage       *message;     /* owned */
  GCancellable      *cancellable; /* owned */
  GInputStream      *stream;      /* owned, nullable before the head */
  ZhihuiEventReader *reader;      /* owned */
  char               chunk[CHUNK_BYTES];
} Line;

struct _ZhihuiHearer
{
  SoupSession      *session; /* owned */
  ZhihuiHearerFuncs funcs;
  gpointer          user_data;

  gboolean is_started;
  gboolean is_live;     /* an event came */
  Line    *line;        /* owned by its callbacks, nullable */
  guint    tick_id;     /* source, 0 none */
  guint    head_id;     /* source: ends the wait for the head */
  guint    deadline_ms; /* for the head */
  char    *last_id;     /* owned, nullable: "" of a platform that gives none */
  gint64   retry_ms;    /* −1 not given */
  guint    n_failures;  /* in a row */
  gint64   opened_us;   /* when the head came */
  gint64   heard_us;    /* when the last byte came */
  gint64   due_us;      /* when it is tried again */
};

static void plan (ZhihuiHearer *self);

static void
line_free (Line *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->reader, zhihui_event_reader_free);
  g_free (self);
}

/**
 * zhihui_hearer_new:
 * @session: for the request
 * @funcs: whom it asks and tells; copied
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a hearer that has not started
 */
ZhihuiHearer *
zhihui_hearer_new (SoupSession *session, const ZhihuiHearerFuncs *funcs, gpointer user_data)
{
  ZhihuiHearer *self = g_new0 (ZhihuiHearer, 1);

  self->session = g_object_ref (session);
  self->funcs = *funcs;
  self->user_data = user_data;
  self->deadline_ms = DEADLINE_MS;
  self->retry_ms = -1;

  return self;
}

/**
 * zhihui_hearer_free:
 * @self: (transfer full) (nullable): a hearer; nothing is told any more
 */
void
zhihui_hearer_free (ZhihuiHearer *self)
{
  if (self == NULL)
    return;

  zhihui_hearer_stop (self);
  g_object_unref (self->session);
  g_free (self->last_id);
  g_free (self);
}

/* The request ends; its callbacks free it. */
static void
drop_line (ZhihuiHearer *self)
{
  Line *line = g_steal_pointer (&self->line);

  g_clear_handle_id (&self->head_id, g_source_remove);
  self->is_live = FALSE;
  if (line == NULL)
    return;

  line->hearer = NULL;
  g_cancellable_cancel (line->cancellable);
}

static void
end_line (ZhihuiHearer *self, gint64 wait_us)
{
  gboolean was_live = self->is_live;

  drop_line (self);
  self->due_us = self->funcs.get_now (self->user_data) + wait_us;
  plan (self);
  if (was_live)
    self->funcs.heard (ZHIHUI_HEARD_END, NULL, self->user_data);
}

/* What was not meant to end, or did not begin. */
static void
fail_line (ZhihuiHearer *self, const char *why)
{
  gint64 now_us = self->funcs.get_now (self->user_data);
  gint64 wait_us;

  g_debug ("stream: %s", why);
  if (self->is_live && now_us - self->opened_us >= LIVED_US)
    self->n_failures = 0;
  self->n_failures++;
  wait_us = zhihui_feed_back_off_us (self->n_failures);
  if (self->retry_ms >= 0)
    wait_us = MAX (wait_us,
                   (gint64) ((double) CLAMP (self->retry_ms, RETRY_MIN_MS, RETRY_MAX_MS) * 1000.0 *
                             g_random_double_range (1.0, 1.0 + JITTER)));
  end_line (self, wait_us);
}

static gboolean
tick_cb (gpointer data)
{
  ZhihuiHearer *self = data;

  self->tick_id = 0;
  zhihui_hearer_tick (self);

  return G_SOURCE_REMOVE;
}

/* Sets the timer to the next moment at which something is to be done. */
static void
plan (ZhihuiHearer *self)
{
  gint64 now_us = self->funcs.get_now (self->user_data);
  gint64 due_us = self->line != NULL ? self->heard_us + SILENCE_US : self->due_us;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (!self->is_started || (self->line != NULL && self->line->stream == NULL))
    return;

  self->tick_id =
    g_timeout_add ((guint) CLAMP ((due_us - now_us + 999) / 1000, 0, G_MAXINT32), tick_cb, self);
}

/* Bodies are of the platform: what is not as agreed names nothing. */
static GPtrArray *
read_topics (const char *data)
{
  g_autoptr (GBytes) body = g_bytes_new (data, strlen (data));

  return zhihui_wire_decode_changed (body, NULL);
}

static void
event_cb (const ZhihuiServerEvent *event, gpointer user_data)
{
  Line         *line = user_data;
  ZhihuiHearer *self = line->hearer;
  g_autoptr (GPtrArray) topics = NULL;
  gboolean is_resumed;

  /* Who was told of the event before may have stopped it. */
  if (line->hearer == NULL)
    return;

  is_resumed = self->last_id != NULL && *self->last_id != '\0';
  self->is_live = TRUE;
  g_free (self->last_id);
  self->last_id = g_strdup (event->id);

  if (g_str_equal (event->type, "change") && !event->is_cut)
    topics = read_topics (event->data);
  if (topics != NULL)
    self->funcs.heard (ZHIHUI_HEARD_CHANGE, topics, self->user_data);
  else if (g_str_equal (event->type, "change") || g_str_equal (event->type, "reset") ||
           (g_str_equal (event->type, "hello") && !is_resumed))
    self->funcs.heard (ZHIHUI_HEARD_ALL, NULL, self->user_data);
}

static void read_more (Line *line);

static void
chunk_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  g_autoptr (GError) error = NULL;
  ZhihuiHearer *self = line->hearer;
  gssize        n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (line->hearer == NULL)
    {
      line_free (line);
      return;
    }

  if (n_read <= 0)
    {
      fail_line (self, error != NULL ? error->message : "it ended");
      line_free (line);
      return;
    }

  self->heard_us = self->funcs.get_now (self->user_data);
  zhihui_event_reader_take (line->reader, line->chunk, (gsize) n_read);
  /* Who was told may have stopped it. */
  if (line->hearer == NULL)
    {
      line_free (line);
      return;
    }

  self->retry_ms = zhihui_event_reader_get_retry_ms (line->reader);
  plan (self);
  read_more (line);
  if (self->is_live)
    self->funcs.heard (ZHIHUI_HEARD_LIFE, NULL, self->user_data);
}

static void
read_more (Line *line)
{
  g_input_stream_read_async (line->stream,
                             line->chunk,
                             CHUNK_BYTES,
                             G_PRIORITY_DEFAULT,
                             line->cancellable,
                             chunk_read_cb,
                             line);
}

/* How long to stay away after a head that is no stream; 0: like any failure. */
static gint64
get_wait_us (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  gint64              retry_s = zhihui_answer_head_get_retry_after_s (headers, ZHIHUI_NO_INSTANT);

  switch ((int) soup_message_get_status (message))
    {
    case SOUP_STATUS_OK:
      return g_strcmp0 (type, "text/event-stream") == 0 ? 0 : REFUSED_WAIT_US;
    case SOUP_STATUS_NO_CONTENT:
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_METHOD_NOT_ALLOWED:
    case SOUP_STATUS_NOT_IMPLEMENTED:
      return REFUSED_WAIT_US;
    default:
      return MAX (retry_s, 0) * G_USEC_PER_SEC;
    }
}

static void
head_received_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  g_autoptr (GError) error = NULL;
  ZhihuiHearer *self = line->hearer;
  gint64        wait_us;

  line->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  zhihui_decoder_hold (SOUP_SESSION (object));
  if (line->hearer == NULL)
    {
      line_free (line);
      return;
    }

  g_clear_handle_id (&self->head_id, g_source_remove);
  wait_us = line->stream != NULL ? get_wait_us (line->message) : 0;
  if (wait_us > 0)
    {
      self->n_failures++;
      end_line (self, MAX (wait_us, zhihui_feed_back_off_us (self->n_failures)));
      line_free (line);
    }
  else if (line->stream == NULL || soup_message_get_status (line->message) != SOUP_STATUS_OK)
    {
      fail_line (self, error != NULL ? error->message : "it is not given");
      line_free (line);
    }
  else
    {
      self->opened_us = self->heard_us = self->funcs.get_now (self->user_data);
      plan (self);
      read_more (line);
    }
}

static gboolean
head_late_cb (gpointer data)
{
  ZhihuiHearer *self = data;

  self->head_id = 0;
  fail_line (self, "no head came");

  return G_SOURCE_REMOVE;
}

static void
open_line (ZhihuiHearer *self)
{
  SoupMessage        *message = self->funcs.make_message (self->user_data);
  SoupMessageHeaders *headers;
  Line               *line;

  if (message == NULL)
    {
      end_line (self, REFUSED_WAIT_US);
      return;
    }

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "text/event-stream");
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  if (self->last_id != NULL && *self->last_id != '\0')
    soup_message_headers_replace (headers, "Last-Event-ID", self->last_id);

  line = g_new0 (Line, 1);
  line->hearer = self;
  line->message = message;
  line->cancellable = g_cancellable_new ();
  line->reader = zhihui_event_reader_new (event_cb, line);
  self->line = line;
  self->head_id = g_timeout_add (self->deadline_ms, head_late_cb, self);
  zhihui_trust_send_async (self->session, message, line->cancellable, head_received_cb, line);
}

/**
 * zhihui_hearer_start:
 * @self: a hearer
 *
 * Begins to hear after a moment of its own, within a second: who runs for one picture only does
 * not.
 */
void
zhihui_hearer_start (ZhihuiHearer *self)
{
  if (self->is_started)
    return;

  self->is_started = TRUE;
  self->n_failures = 0;
  self->due_us = self->funcs.get_now (self->user_data) +
                 (gint64) (g_random_double_range (0.3, 1.0) * G_USEC_PER_SEC);
  plan (self);
}

/**
 * zhihui_hearer_stop:
 * @self: a hearer
 *
 * Nothing is told any more, not even that it ended.
 */
void
zhihui_hearer_stop (ZhihuiHearer *self)
{
  self->is_started = FALSE;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  drop_line (self);
}

/**
 * zhihui_hearer_tick:
 * @self: a hearer
 *
 * Looks at the clock: is it time to come again, has it been silent for too long?
 */
void
zhihui_hearer_tick (ZhihuiHearer *self)
{
  gint64 now_us = self->funcs.get_now (self->user_data);

  if (!self->is_started)
    return;

  if (self->line == NULL && now_us >= self->due_us)
    open_line (self);
  else if (self->line != NULL && self->line->stream != NULL &&
           now_us - self->heard_us >= SILENCE_US)
    fail_line (self, "nothing is heard, though the connection stands");
  else
    plan (self);
}

/**
 * zhihui_hearer_set_deadline:
 * @self: a hearer
 * @deadline_ms: within which the head must come
 */
void
zhihui_hearer_set_deadline (ZhihuiHearer *self, guint deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

/**
 * zhihui_hearer_is_live:
 * @self: a hearer
 *
 * Returns: whether changes are told now
 */
gboolean
zhihui_hearer_is_live (ZhihuiHearer *self)
{
  return self->is_live;
}
