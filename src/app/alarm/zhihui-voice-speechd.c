/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* TEMP_FAILURE_RETRY */
#include "zhihui-worker-voice.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <libspeechd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-speech-daemon.h"

/* Slow voices say two characters a second. */
#define MS_PER_LETTER 500
#define PROBE "好"
#define LOOK_AGAIN_US (50 * G_TIME_SPAN_MILLISECOND)

/* speech-dispatcher. Where none runs one is started that ends with this voice. */
typedef struct
{
  GMutex              lock;
  GCond               moved;
  SPDConnection      *connection;  /* owned, nullable; set and closed under @lock, in the worker */
  gboolean            is_given_up; /* under @lock: what is being said is no longer awaited */
  ZhihuiSpeechDaemon *daemon;      /* owned, nullable; in the worker alone */
} Speech;

static gboolean
fail (const char *reason, GError **error)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, reason);
  return FALSE;
}

static void
set_connection (Speech *self, SPDConnection *connection)
{
  SPDConnection *old = self->connection;

  g_mutex_lock (&self->lock);
  self->connection = connection;
  g_mutex_unlock (&self->lock);
  if (old != NULL)
    spd_close (old);
}

/* What failed once is stuck more often than not. */
static void
close_all (Speech *self)
{
  set_connection (self, NULL);
  g_clear_pointer (&self->daemon, zhihui_speech_daemon_free);
}

static void
set_given_up (Speech *self, gboolean given_up)
{
  g_mutex_lock (&self->lock);
  self->is_given_up = given_up;
  g_cond_signal (&self->moved);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_given_up (Speech *self)
{
  gboolean given_up;

  g_mutex_lock (&self->lock);
  given_up = self->is_given_up;
  g_mutex_unlock (&self->lock);
  return given_up;
}

/* The library would start a daemon that outlives this program. */
static SPDConnection *
reach (const SPDConnectionAddress *address)
{
  char          *reason = NULL;
  SPDConnection *connection =
    spd_open2 ("zhihui", "wall", NULL, SPD_MODE_SINGLE, address, FALSE, &reason);

  if (connection == NULL)
    g_debug ("speech-dispatcher: %s", reason != NULL ? reason : "no reason");
  free (reason);
  return connection;
}

static SPDConnection *
reach_default (void)
{
  SPDConnectionAddress *address = spd_get_default_address (NULL);
  SPDConnection        *connection = address != NULL ? reach (address) : NULL;

  if (address != NULL)
    SPDConnectionAddress__free (address);
  return connection;
}

static void
wait_a_moment (Speech *self)
{
  g_mutex_lock (&self->lock);
  if (!self->is_given_up)
    g_cond_wait_until (&self->moved, &self->lock, g_get_monotonic_time () + LOOK_AGAIN_US);
  g_mutex_unlock (&self->lock);
}

/* Its socket is not there at once. */
static SPDConnection *
reach_own (Speech *self, GError **error)
{
  SPDConnectionAddress address = { .method = SPD_METHOD_UNIX_SOCKET };
  SPDConnection       *connection = NULL;

  g_clear_pointer (&self->daemon, zhihui_speech_daemon_free);
  self->daemon = zhihui_speech_daemon_new (error);
  if (self->daemon == NULL)
    return NULL;

  address.unix_socket_name = (char *) zhihui_speech_daemon_get_socket (self->daemon);
  while (!is_given_up (self) && (connection = reach (&address)) == NULL)
    wait_a_moment (self);
  if (connection == NULL)
    fail (_ ("speech-dispatcher does not answer"), error);
  return connection;
}

/* Somebody who names an address has a daemon there, and none is started beside it. */
static gboolean
open_connection (Speech *self, GError **error)
{
  SPDConnection *connection = reach_default ();

  if (connection == NULL && g_getenv ("SPEECHD_ADDRESS") == NULL)
    connection = reach_own (self, error);
  else if (connection == NULL)
    fail (_ ("speech-dispatcher does not answer"), error);
  if (connection == NULL)
    return FALSE;

  set_connection (self, connection);
  /* Translators: the language in which alerts are spoken */
  return (spd_set_language (connection, C_ ("spoken language", "en")) == 0 &&
          spd_set_data_mode (connection, SPD_DATA_TEXT) == 0 &&
          spd_execute_command (connection, "SET SELF NOTIFICATION END on") == 0 &&
          spd_execute_command (connection, "SET SELF NOTIFICATION CANCEL on") == 0) ||
         fail (_ ("speech-dispatcher does not answer"), error);
}

/* Without a synthesiser the daemon has only one that says that there is none. */
static gboolean
has_synthesiser (Speech *self)
{
  char    *module = spd_get_output_module (self->connection);
  gboolean is_real = module != NULL && !g_str_equal (module, "dummy");

  free (module);
  return is_real;
}

/* The next line that the daemon tells without being asked. The library reads into a stream of its
 * own, and from 0.12 on into a buffer. */
#if LIBSPEECHD_MAJOR_VERSION > 0 || LIBSPEECHD_MINOR_VERSION >= 12
static gboolean
read_line (SPDConnection *connection, GString *line)
{
  char c = '\0';

  g_string_truncate (line, 0);
  while (c != '\n')
    {
      if (connection->buf_start < connection->buf_used)
        c = connection->buf[connection->buf_start++];
      else if (TEMP_FAILURE_RETRY (read (spd_fd (connection), &c, 1)) != 1)
        return FALSE;
      g_string_append_c (line, c);
    }
  return TRUE;
}
#else
static gboolean
read_line (SPDConnection *connection, GString *line)
{
  char   *next = NULL;
  size_t  size = 0;
  ssize_t length = getline (&next, &size, connection->stream);

  g_string_truncate (line, 0);
  if (length > 0)
    g_string_append_len (line, next, length);
  free (next);
  return length > 0;
}
#endif

/* That it was said is told after it was put into the queue, or, where it is very short, before:
 * then what is read here is that it was queued. Who cancels it has heard that it works. */
static gboolean
await_end (Speech *self)
{
  GString *line = g_string_new (NULL);
  gboolean is_over = FALSE;

  while (!is_over && read_line (self->connection, line))
    is_over = g_str_has_prefix (line->str, "702 ") || g_str_has_prefix (line->str, "703 ") ||
              g_str_has_prefix (line->str, "225 ");
  g_string_free (line, TRUE);
  return is_over;
}

/* Returns when it was said. A daemon without a sound card begins, and never ends. */
static gboolean
say (Speech *self, const ZhihuiAnnouncement *announcement)
{
  int volume = announcement != NULL ? (int) announcement->volume * 2 - 100 : -100;

  return spd_set_volume (self->connection, volume) == 0 &&
         spd_say (self->connection,
                  SPD_IMPORTANT,
                  announcement != NULL ? announcement->words : PROBE) >= 0 &&
         await_end (self);
}

static gboolean
utter (gpointer device, const ZhihuiAnnouncement *announcement, GError **error)
{
  Speech *self = device;

  if (announcement != NULL && announcement->words == NULL)
    return TRUE;
  set_given_up (self, FALSE);
  if (self->connection != NULL && say (self, announcement))
    return TRUE;

  /* A daemon that began anew since the last time: once more with a new connection. */
  set_connection (self, NULL);
  if (is_given_up (self))
    fail (_ ("no answer in time"), error); /* late words would puzzle */
  else if (!open_connection (self, error))
    ;
  else if (!has_synthesiser (self))
    fail (_ ("speech-dispatcher has no synthesiser"), error);
  else if (!is_given_up (self) && say (self, announcement))
    return TRUE;
  else
    fail (_ ("speech-dispatcher does not answer"), error);

  close_all (self);
  return FALSE;
}

/* A read that blocks ends when its socket does. */
static void
interrupt (gpointer device)
{
  Speech *self = device;

  set_given_up (self, TRUE);
  g_mutex_lock (&self->lock);
  if (self->connection != NULL)
    shutdown (self->connection->socket, SHUT_RDWR);
  g_mutex_unlock (&self->lock);
}

static void
speech_free (gpointer device)
{
  Speech *self = device;

  close_all (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->moved);
  g_free (self);
}

/**
 * zhihui_voice_new_speech:
 * @limit_ms: how long one utterance may take
 * @retry_ms: when it is tried again after it failed
 *
 * Returns: (transfer full) (nullable): speech-dispatcher
 */
ZhihuiVoice *
zhihui_voice_new_speech (guint limit_ms, guint retry_ms)
{
  static const ZhihuiVoiceDevice kind = {
    .name = N_ ("speech"),
    .utter = utter,
    .interrupt = interrupt,
    .free = speech_free,
    .late = N_ ("not spoken in time: is there a sound card?"),
    .ms_per_letter = MS_PER_LETTER,
  };
  Speech *self = g_new0 (Speech, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->moved);
  return zhihui_worker_voice_new (&kind, self, limit_ms, retry_ms);
}
