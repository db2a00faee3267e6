/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memfd_create, dl_iterate_phdr */
#include "zhihui-worker-voice.h"

#include <canberra.h>
#include <dlfcn.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <link.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "zhihui-chime.h"
#include "zhihui-error.h"

#define PLAY_ID 1

/* The loudspeaker by libcanberra. */
typedef struct
{
  ca_context *context; /* owned, NULL: not open */
  GMutex      lock;
  GCond       ended;
  gboolean    is_over; /* under @lock */
  int         code;    /* under @lock: how it ended */
} Sound;

static gboolean
fail (int code, GError **error)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, ca_strerror (code));
  return FALSE;
}

static void
close_context (Sound *self)
{
  g_clear_pointer (&self->context, ca_context_destroy);
}

static int
list_driver (struct dl_phdr_info *info, size_t size, void *drivers)
{
  if (strstr (info->dlpi_name, "/libcanberra-") != NULL)
    g_ptr_array_add (drivers, g_strdup (info->dlpi_name));
  return 0;
}

/* A context that ends unloads its driver, whose thread may not have returned from it yet. */
static void
keep_drivers (void)
{
  g_autoptr (GPtrArray) drivers = g_ptr_array_new_with_free_func (g_free);

  dl_iterate_phdr (list_driver, drivers);
  for (guint i = 0; i < drivers->len; i++)
    {
      void *driver = dlopen (drivers->pdata[i], RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);

      if (driver != NULL)
        dlclose (driver);
    }
}

static gboolean
ensure_context (Sound *self, GError **error)
{
  int code;

  if (self->context != NULL)
    return TRUE;

  code = ca_context_create (&self->context);
  if (code != CA_SUCCESS)
    {
      self->context = NULL;
      return fail (code, error);
    }
  ca_context_change_props (
    self->context, CA_PROP_APPLICATION_NAME, _ ("Zhihui wall"), CA_PROP_MEDIA_ROLE, "event", NULL);
  code = ca_context_open (self->context);
  if (code == CA_SUCCESS)
    {
      keep_drivers ();
      return TRUE;
    }

  close_context (self);
  return fail (code, error);
}

static void
ended_cb (ca_context *context, uint32_t id, int code, void *user_data)
{
  Sound *self = user_data;

  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  self->code = code;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
}

/* libcanberra plays files by name; this one is nowhere on a disk. */
static int
open_chime (const ZhihuiAnnouncement *announcement, char **path, GError **error)
{
  g_autoptr (GBytes) chime =
    announcement != NULL ? zhihui_chime_make (announcement->level) : zhihui_chime_make_silence ();
  gsize         size;
  gconstpointer bytes = g_bytes_get_data (chime, &size);
  int           fd = memfd_create ("zhihui-chime", MFD_CLOEXEC);

  if (fd < 0 || write (fd, bytes, size) != (gssize) size)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("there is no memory for a sound"));
      if (fd >= 0)
        close (fd);
      return -1;
    }

  *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  return fd;
}

static gboolean
play (Sound *self, guint volume, const char *path, GError **error)
{
  char         decibel[G_ASCII_DTOSTR_BUF_SIZE];
  ca_proplist *properties;
  int          code;

  g_ascii_formatd (decibel, sizeof decibel, "%.1f", 20 * log10 (volume / 100.0)); /* dB */
  ca_proplist_create (&properties);
  ca_proplist_sets (properties, CA_PROP_MEDIA_FILENAME, path);
  ca_proplist_sets (properties, CA_PROP_EVENT_DESCRIPTION, _ ("An alert"));
  ca_proplist_sets (properties, CA_PROP_CANBERRA_VOLUME, decibel);
  ca_proplist_sets (properties, CA_PROP_CANBERRA_CACHE_CONTROL, "never");
  self->is_over = FALSE;
  code = ca_context_play_full (self->context, PLAY_ID, properties, ended_cb, self);
  ca_proplist_destroy (properties);
  if (code == CA_SUCCESS)
    {
      g_mutex_lock (&self->lock);
      while (!self->is_over)
        g_cond_wait (&self->ended, &self->lock);
      code = self->code;
      g_mutex_unlock (&self->lock);
    }
  if (code == CA_SUCCESS)
    return TRUE;

  close_context (self);
  return fail (code, error);
}

static gboolean
utter (gpointer device, const ZhihuiAnnouncement *announcement, GError **error)
{
  Sound           *self = device;
  g_autofree char *path = NULL;
  gboolean         is_heard;
  int              fd;

  if (!ensure_context (self, error))
    return FALSE;
  /* A context is open before any device is: only a sound finds out. */
  fd = open_chime (announcement, &path, error);
  if (fd < 0)
    return FALSE;
  is_heard = play (self, announcement != NULL ? announcement->volume : 100, path, error);
  close (fd);

  return is_heard;
}

static void
interrupt (gpointer device)
{
  Sound *self = device;

  ended_cb (NULL, PLAY_ID, CA_ERROR_CANCELED, self);
}

static void
sound_free (gpointer device)
{
  Sound *self = device;

  close_context (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
  g_free (self);
}

/**
 * zhihui_voice_new_sound:
 * @limit_ms: how long one utterance may take
 * @retry_ms: when it is tried again after it failed
 *
 * Returns: (transfer full) (nullable): the loudspeaker
 */
ZhihuiVoice *
zhihui_voice_new_sound (guint limit_ms, guint retry_ms)
{
  static const ZhihuiVoiceDevice kind = {
    .name = N_ ("loudspeaker"), .utter = utter, .interrupt = interrupt, .free = sound_free
  };
  Sound *self = g_new0 (Sound, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  return zhihui_worker_voice_new (&kind, self, limit_ms, retry_ms);
}
