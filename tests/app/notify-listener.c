/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify-listener.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

struct _NotifyListener
{
  GSocket   *socket;
  GSource   *source;
  char      *folder, *path;
  GPtrArray *lines; /* (element-type utf8) */
};

static void
read_all (NotifyListener *self)
{
  char text[1024];

  for (;;)
    {
      gssize size = g_socket_receive (self->socket, text, sizeof text - 1, NULL, NULL);
      g_auto (GStrv) lines = NULL;

      if (size <= 0)
        return;
      text[size] = '\0';
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add (self->lines, g_strdup (lines[i]));
    }
}

/* Wakes the main loop, so that those who await something look again. */
static gboolean
told_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  read_all (user_data);
  return G_SOURCE_CONTINUE;
}

NotifyListener *
notify_listener_new (void)
{
  NotifyListener *self = g_new0 (NotifyListener, 1);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-notify-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "socket", NULL);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  address = g_unix_socket_address_new (self->path);
  self->socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (self->socket, address, FALSE, &error));
  g_socket_set_blocking (self->socket, FALSE);
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (told_cb), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

void
notify_listener_free (NotifyListener *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->socket);
  g_ptr_array_unref (self->lines);
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

const char *
notify_listener_get_path (NotifyListener *self)
{
  return self->path;
}

guint
notify_listener_count (NotifyListener *self, const char *line)
{
  guint n = 0;

  read_all (self);
  for (guint i = 0; i < self->lines->len; i++)
    n += g_str_equal (self->lines->pdata[i], line);
  return n;
}
