/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-worker-voice.h"

#include <glib/gi18n-lib.h>
#include <libspeechd.h>
#include <sys/socket.h>

#include "zhihui-error.h"

/* speech-dispatcher. It queues what is to be said; nobody waits until it was said, which without
 * a loudspeaker would be for ever. */
typedef struct
{
  GMutex         lock;
  SPDConnection *connection;  /* owned, nullable; set and closed under @lock, in the worker alone */
  gboolean       is_given_up; /* under @lock: what is being said is no longer awaited */
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

/* Somebody who names an address has a daemon there, and none is started beside it. */
static gboolean
open_connection (Speech *self, GError **error)
{
  SPDConnectionAddress *address;
  SPDConnection        *connection = NULL;
  char                 *reason = NULL;

  address = spd_get_default_address (&reason);
  if (address != NULL)
    connection = spd_open2 ("zhihui",
                            "wall",
                            NULL,
                            SPD_MODE_SINGLE,
                            address,
                            g_getenv ("SPEECHD_ADDRESS") == NULL,
                            &reason);
  if (address != NULL)
    SPDConnectionAddress__free (address);
  if (connection == NULL)
    {
      fail (_ ("speech-dispatcher does not answer"), error);
      g_debug ("speech-dispatcher: %s", reason != NULL ? reason : "no reason");
      free (reason);
      return FALSE;
    }

  set_connection (self, connection);
  /* Translators: the language in which alerts are spoken */
  if (spd_set_language (connection, C_ ("spoken language", "en")) == 0 &&
      spd_set_data_mode (connection, SPD_DATA_TEXT) == 0)
    return TRUE;

  set_connection (self, NULL);
  return fail (_ ("speech-dispatcher does not answer"), error);
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

static void
set_given_up (Speech *self, gboolean given_up)
{
  g_mutex_lock (&self->lock);
  self->is_given_up = given_up;
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

static gboolean
say (Speech *self, const ZhihuiAnnouncement *announcement)
{
  return spd_set_volume (self->connection, (int) announcement->volume * 2 - 100) == 0 &&
         spd_say (self->connection, SPD_IMPORTANT, announcement->words) >= 0;
}

static gboolean
utter (gpointer device, const ZhihuiAnnouncement *announcement, GError **error)
{
  Speech *self = device;

  if (announcement != NULL && announcement->words == NULL)
    return TRUE;
  set_given_up (self, FALSE);
  /* A daemon that began anew since the last time: once more with a new connection. */
  if (announcement != NULL && self->connection != NULL && say (self, announcement))
    return TRUE;

  set_connection (self, NULL);
  if (!open_connection (self, error))
    return FALSE;
  if (is_given_up (self))
    return fail (_ ("no answer in time"), error); /* late words would puzzle */
  if (!has_synthesiser (self))
    {
      set_connection (self, NULL);
      return fail (_ ("speech-dispatcher has no synthesiser"), error);
    }
  if (announcement == NULL || say (self, announcement))
    return TRUE;

  set_connection (self, NULL);
  return fail (_ ("speech-dispatcher does not answer"), error);
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

  set_connection (self, NULL);
  g_mutex_clear (&self->lock);
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
  static const ZhihuiVoiceDevice kind = { N_ ("speech"), utter, interrupt, speech_free };
  Speech                        *self = g_new0 (Speech, 1);

  g_mutex_init (&self->lock);
  return zhihui_worker_voice_new (&kind, self, limit_ms, retry_ms);
}
