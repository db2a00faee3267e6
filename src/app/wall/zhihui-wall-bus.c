/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-bus.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiWallBus
{
  ZhihuiWallVerbs    *verbs;           /* owned */
  GDBusInterfaceInfo *interface;       /* owned */
  GDBusConnection    *connection;      /* owned, NULL without a bus */
  guint               owner_id;        /* of the name */
  guint               registration_id; /* of the object; 0 it is not there */
  gulong              changed_id;
  gboolean            is_told; /* that the name cannot be had */
};

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError                *error = NULL;
  g_autoptr (GVariant) answer =
    zhihui_wall_verbs_call_finish (ZHIHUI_WALL_VERBS (source), result, &error);

  if (answer != NULL)
    g_dbus_method_invocation_return_value (invocation, answer);
  else
    g_dbus_method_invocation_take_error (invocation, error);
}

/* GDBus has proved method and types by the interface. */
static void
method_called_cb (GDBusConnection       *connection,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  ZhihuiWallBus *self = user_data;

  zhihui_wall_verbs_call_async (self->verbs, method, parameters, called_cb, invocation);
}

static const GDBusInterfaceVTable vtable = { .method_call = method_called_cb };

static void
director_changed_cb (ZhihuiWallBus *self)
{
  if (self->registration_id != 0)
    g_dbus_connection_emit_signal (self->connection,
                                   NULL,
                                   ZHIHUI_WALL_BUS_PATH,
                                   ZHIHUI_WALL_BUS_INTERFACE,
                                   "Changed",
                                   NULL,
                                   NULL);
}

static void
bus_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ZhihuiWallBus *self = user_data;
  g_autoptr (GError) error = NULL;

  g_set_object (&self->connection, connection);
  self->registration_id = g_dbus_connection_register_object (
    connection, ZHIHUI_WALL_BUS_PATH, self->interface, &vtable, self, NULL, &error);
  if (error != NULL)
    g_warning ("%s", error->message);
}

static void
withdraw (ZhihuiWallBus *self)
{
  if (self->registration_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration_id);
  self->registration_id = 0;
}

/* A second wall in the same session shows what it shows, but answers nobody. */
static void
name_lost_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ZhihuiWallBus *self = user_data;

  if (!self->is_told)
    g_printerr ("zhihui wall: %s\n",
                connection != NULL
                  ? _ ("another wall answers 'zhihui ctl' already; this one does not")
                  : _ ("there is no session bus: 'zhihui ctl' cannot reach this wall"));
  self->is_told = TRUE;
}

/**
 * zhihui_wall_bus_new:
 * @verbs: (transfer none)
 *
 * Takes the name of the wall on the session bus, as soon as it can be had. A wall that cannot have
 * it says so once and goes on.
 *
 * Returns: (transfer full)
 */
ZhihuiWallBus *
zhihui_wall_bus_new (ZhihuiWallVerbs *verbs)
{
  ZhihuiWallBus *self = g_new0 (ZhihuiWallBus, 1);

  zhihui_wall_verbs_name_errors ();
  self->verbs = g_object_ref (verbs);
  self->interface = zhihui_wall_verbs_dup_interface ();
  self->changed_id = g_signal_connect_swapped (
    zhihui_wall_verbs_get_director (verbs), "changed", G_CALLBACK (director_changed_cb), self);
  self->owner_id = g_bus_own_name (G_BUS_TYPE_SESSION,
                                   ZHIHUI_WALL_BUS_NAME,
                                   G_BUS_NAME_OWNER_FLAGS_NONE,
                                   bus_acquired_cb,
                                   NULL,
                                   name_lost_cb,
                                   self,
                                   NULL);

  return self;
}

/**
 * zhihui_wall_bus_free:
 * @self: (nullable)
 */
void
zhihui_wall_bus_free (ZhihuiWallBus *self)
{
  if (self == NULL)
    return;

  g_bus_unown_name (self->owner_id);
  withdraw (self);
  g_signal_handler_disconnect (zhihui_wall_verbs_get_director (self->verbs), self->changed_id);
  g_clear_object (&self->connection);
  g_dbus_interface_info_unref (self->interface);
  g_object_unref (self->verbs);
  g_free (self);
}
