/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-stream.h"

#include <string.h>

#include "zhihui-wire-writer.h"

#define HEARTBEAT_S 15
#define RETRY_MS 2000
#define MAX_WAITING_BYTES (64 * 1024) /* of one listener, before it is let go */
#define MAX_LISTENERS 4096
/* Then the token is asked again. */
#define LIFETIME_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

struct _ZhihuiStream
{
  ZhihuiChangeJournal *journal;   /* borrowed */
  char                *source;    /* owned: of the envelopes */
  GPtrArray           *listeners; /* (element-type Listener), owned */
  ZhihuiZone          *zone;      /* owned */
  guint                heartbeat; /* source */
  guint64              n_written; /* frames, not copies of them */
};

typedef struct
{
  ZhihuiStream      *stream;
  SoupServerMessage *message; /* owned */
  char              *topics;  /* owned: with commas between, "" all */
  gint64             waiting; /* bytes that the socket has not taken */
  gint64             since_us;
  gboolean           sees_desk;
} Listener;

static void
listener_free (gpointer data)
{
  Listener *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_free (self->topics);
  g_free (self);
}

static void
remove_listener (Listener *listener)
{
  g_ptr_array_remove_fast (listener->stream->listeners, listener);
}

static void
gone_cb (SoupServerMessage *message, Listener *listener)
{
  remove_listener (listener);
}

static void
wrote_cb (SoupServerMessage *message, guint n_bytes, Listener *listener)
{
  listener->waiting -= n_bytes;
}

static void
complete (Listener *listener)
{
  soup_message_body_complete (soup_server_message_get_response_body (listener->message));
  soup_server_message_unpause (listener->message);
}

static void
send (Listener *listener, GBytes *frame)
{
  soup_message_body_append_bytes (soup_server_message_get_response_body (listener->message), frame);
  listener->waiting += (gint64) g_bytes_get_size (frame);
  soup_server_message_unpause (listener->message);
}

/* Who has not taken what waits for it would keep it in memory for ever. */
static gboolean
is_stuck (Listener *listener)
{
  return listener->waiting > MAX_WAITING_BYTES;
}

static void
let_go (Listener *listener)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (listener->message);

  remove_listener (listener);
  g_socket_close (soup_server_message_get_socket (message), NULL);
}

/* To all for whom @choose has a frame; from the end, as one may go. */
static void
send_each (ZhihuiStream *self, GBytes *(*choose) (Listener *, gpointer), gpointer data)
{
  for (guint i = self->listeners->len; i > 0; i--)
    {
      Listener *listener = self->listeners->pdata[i - 1];
      GBytes   *frame = choose (listener, data);

      if (frame == NULL)
        continue;
      if (is_stuck (listener))
        let_go (listener);
      else
        send (listener, frame);
    }
}

static GBytes *
choose_heartbeat (Listener *listener, gpointer frame)
{
  return frame;
}

static gboolean
heartbeat_cb (gpointer user_data)
{
  ZhihuiStream *self = user_data;
  gint64        oldest_us = g_get_monotonic_time () - LIFETIME_US;
  g_autoptr (GBytes) beat = g_bytes_new_static (":\n\n", 3);

  for (guint i = 0; i < self->listeners->len; i++)
    {
      Listener *listener = self->listeners->pdata[i];

      if (listener->since_us < oldest_us)
        complete (listener);
    }
  send_each (self, choose_heartbeat, beat);
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_stream_new:
 * @journal: (transfer none): must outlive the stream
 * @source: who tells, as envelopes name it
 * @zone: (transfer none): of the deployment: times are written with its offset
 */
ZhihuiStream *
zhihui_stream_new (ZhihuiChangeJournal *journal, const char *source, ZhihuiZone *zone)
{
  ZhihuiStream *self = g_new0 (ZhihuiStream, 1);

  self->journal = journal;
  self->source = g_strdup (source);
  self->zone = zhihui_zone_ref (zone);
  self->listeners = g_ptr_array_new_with_free_func (listener_free);
  self->heartbeat = g_timeout_add_seconds (HEARTBEAT_S, heartbeat_cb, self);
  return self;
}

void
zhihui_stream_free (ZhihuiStream *self)
{
  if (self == NULL)
    return;

  g_source_remove (self->heartbeat);
  g_ptr_array_unref (self->listeners);
  zhihui_zone_unref (self->zone);
  g_free (self->source);
  g_free (self);
}

guint
zhihui_stream_get_n_listeners (ZhihuiStream *self)
{
  return self->listeners->len;
}

/**
 * zhihui_stream_get_n_written:
 *
 * Returns: how many frames were written; a frame that many hear counts once
 */
guint64
zhihui_stream_get_n_written (ZhihuiStream *self)
{
  return self->n_written;
}

/* Whether @topic is one of @wanted, or below one: "rankings" wants all boards. */
static gboolean
is_wanted (const char *topic, char **wanted)
{
  if (wanted[0] == NULL || *wanted[0] == '\0')
    return TRUE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      gsize length = strlen (wanted[i]);

      if (strncmp (topic, wanted[i], length) == 0 &&
          (topic[length] == '\0' || topic[length] == '/'))
        return TRUE;
    }
  return FALSE;
}

/* What of @topics a listener may hear and wants to; sorted already, a name once. */
static GPtrArray *
choose_topics (const Listener *listener, const char *topics)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) all = g_strsplit (topics, " ", -1);
  g_auto (GStrv) wanted = g_strsplit (listener->topics, ",", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      gboolean    is_desk = g_str_has_prefix (all[i], ZHIHUI_DESK_TOPIC);
      const char *name = is_desk ? all[i] + strlen (ZHIHUI_DESK_TOPIC) : all[i];

      if (*name != '\0' && (listener->sees_desk || !is_desk) && is_wanted (name, wanted) &&
          !g_ptr_array_find_with_equal_func (chosen, name, g_str_equal, NULL))
        g_ptr_array_add (chosen, g_strdup (name));
    }
  return chosen;
}

static GBytes *
make_frame (ZhihuiStream *self, const char *event, const GPtrArray *topics)
{
  gint64           newest = zhihui_change_journal_get_newest (self->journal);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, newest);
  g_autofree char *data = NULL;
  char            *frame;
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, self->zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "specversion", "1.0");
  zhihui_wire_writer_text (&writer, "id", id);
  zhihui_wire_writer_text (&writer, "source", self->source);
  zhihui_wire_writer_text (&writer, "type", "cn.zhihui.changed.v1");
  zhihui_wire_writer_instant (&writer, "time", g_get_real_time () / G_USEC_PER_SEC);
  zhihui_wire_writer_text (&writer, "datacontenttype", "application/json");
  zhihui_wire_writer_open_object (&writer, "data");
  zhihui_wire_writer_open_list (&writer, "changed");
  for (guint i = 0; i < topics->len; i++)
    zhihui_wire_writer_text (&writer, NULL, topics->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  zhihui_wire_writer_close_object (&writer);
  data = zhihui_wire_writer_finish (&writer);
  frame = g_strdup_printf ("id: %s\nevent: %s\ndata: %s\n\n", id, event, data);
  self->n_written++;
  return g_bytes_new_take (frame, strlen (frame));
}

/* A change while it is told: frames by what is heard of it. */
typedef struct
{
  ZhihuiStream *stream;
  const char   *topics;
  GHashTable   *frames; /* owned: "1 TOPICS" → GBytes, NULL where nothing is heard */
} Telling;

static GBytes *
choose_frame (Listener *listener, gpointer data)
{
  Telling         *telling = data;
  g_autofree char *key = g_strdup_printf ("%d %s", listener->sees_desk, listener->topics);
  gpointer         frame = NULL;

  if (!g_hash_table_lookup_extended (telling->frames, key, NULL, &frame))
    {
      g_autoptr (GPtrArray) chosen = choose_topics (listener, telling->topics);

      if (chosen->len > 0)
        frame = make_frame (telling->stream, "change", chosen);
      g_hash_table_insert (telling->frames, g_steal_pointer (&key), frame);
    }
  return frame;
}

static void
free_frame (gpointer frame)
{
  g_clear_pointer (&frame, g_bytes_unref);
}

/**
 * zhihui_stream_tell:
 * @topics: of the newest change of the journal, with spaces between
 *
 * Tells all who listen; costs one frame for all who hear the same.
 */
void
zhihui_stream_tell (ZhihuiStream *self, const char *topics)
{
  Telling telling = { self, topics, NULL };

  if (self->listeners->len == 0)
    return;

  telling.frames = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_frame);
  send_each (self, choose_frame, &telling);
  g_hash_table_unref (telling.frames);
}

/* Where a listener begins: what it missed, that it must ask for everything, or where it is. */
static GBytes *
make_first_frame (ZhihuiStream *self, const Listener *listener, const char *last_event_id)
{
  g_autofree char *missed = NULL;
  g_autoptr (GPtrArray) topics = NULL;
  guint64 id;

  if (last_event_id == NULL || *last_event_id == '\0')
    {
      topics = g_ptr_array_new ();
      return make_frame (self, "hello", topics);
    }

  if (g_ascii_string_to_unsigned (last_event_id, 10, 1, G_MAXINT64, &id, NULL))
    missed = zhihui_change_journal_read_since (self->journal, (gint64) id);
  topics = choose_topics (listener, missed != NULL ? missed : "");
  return make_frame (self, missed == NULL ? "reset" : topics->len > 0 ? "change" : "hello", topics);
}

/**
 * zhihui_stream_join:
 * @message: a GET that may listen; answered with 200 here, to the end of the stream
 *
 * Returns: %FALSE when too many listen already: nothing was answered
 */
gboolean
zhihui_stream_join (ZhihuiStream                *self,
                    SoupServerMessage           *message,
                    const ZhihuiListenerOptions *options)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  Listener           *listener;
  g_autofree char    *retry = g_strdup_printf ("retry: %d\n", RETRY_MS);
  g_autoptr (GBytes) head = g_bytes_new (retry, strlen (retry));
  g_autoptr (GBytes) first = NULL;

  if (self->listeners->len >= MAX_LISTENERS)
    return FALSE;

  listener = g_new0 (Listener, 1);
  listener->stream = self;
  listener->message = g_object_ref (message);
  listener->topics = g_strdup (options->topics != NULL ? options->topics : "");
  listener->sees_desk = options->sees_desk;
  listener->since_us = g_get_monotonic_time ();
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_cb), listener);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), listener);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), listener);
  g_ptr_array_add (self->listeners, listener);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Type", "text/event-stream; charset=utf-8");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Accel-Buffering", "no");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  first = make_first_frame (self, listener, options->last_event_id);
  send (listener, head);
  send (listener, first);
  return TRUE;
}

/**
 * zhihui_stream_end:
 *
 * Ends all streams: listeners come again by themselves, here or where the platform is then.
 */
void
zhihui_stream_end (ZhihuiStream *self)
{
  for (guint i = 0; i < self->listeners->len; i++)
    complete (self->listeners->pdata[i]);
}
