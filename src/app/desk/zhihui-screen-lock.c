/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-screen-lock.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

#define DEADLINE_MS 3000

/**
 * ZhihuiScreenLock:
 *
 * Desktops are asked in the ways there are: as a screen saver (KDE, Xfce, UKUI, GNOME), and by
 * logind, to which the others listen.
 */
struct _ZhihuiScreenLock
{
  GObject parent_instance;

  GDBusConnection *session;          /* owned, nullable before there is a bus */
  GCancellable    *cancellable;      /* owned */
  guint            subscriptions[2]; /* of @session; 0 none */
};

enum
{
  UNLOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiScreenLock, zhihui_screen_lock, G_TYPE_OBJECT)

/* Who is asked, in this order; the first who agrees is enough. */
static const struct
{
  GBusType    bus;
  const char *name, *path, *interface;
} lockers[] = {
  { G_BUS_TYPE_SESSION,
    "org.freedesktop.ScreenSaver",
    "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver" },
  { G_BUS_TYPE_SESSION,
    "org.gnome.ScreenSaver",
    "/org/gnome/ScreenSaver",
    "org.gnome.ScreenSaver" },
  { G_BUS_TYPE_SYSTEM,
    "org.freedesktop.login1",
    "/org/freedesktop/login1/session/auto",
    "org.freedesktop.login1.Session" },
};

static void ask_next (GTask *task);

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (answer != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_debug ("No lock: %s", error->message);
  ask_next (task);
}

static void
bus_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  guint  index = GPOINTER_TO_UINT (g_task_get_task_data (task)) - 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("No lock: %s", error->message);
      ask_next (task);
      return;
    }
  g_dbus_connection_call (bus,
                          lockers[index].name,
                          lockers[index].path,
                          lockers[index].interface,
                          "Lock",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          DEADLINE_MS,
                          g_task_get_cancellable (task),
                          called_cb,
                          task);
}

/* The data of the task count who was asked. */
static void
ask_next (GTask *task)
{
  guint index = GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (index >= G_N_ELEMENTS (lockers))
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("This desktop has no screen lock"));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GUINT_TO_POINTER (index + 1), NULL);
  g_bus_get (lockers[index].bus, g_task_get_cancellable (task), bus_found_cb, task);
}

static void
active_changed_cb (GDBusConnection *connection,
                   const char      *sender,
                   const char      *path,
                   const char      *interface,
                   const char      *signal,
                   GVariant        *parameters,
                   gpointer         user_data)
{
  gboolean is_active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_active);
  if (!is_active)
    g_signal_emit (user_data, signals[UNLOCKED], 0);
}

static void
session_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GDBusConnection  *session = g_bus_get_finish (result, NULL);
  ZhihuiScreenLock *self;

  if (session == NULL) /* none, or self is gone */
    return;
  self = ZHIHUI_SCREEN_LOCK (user_data);
  self->session = session;
  for (guint i = 0; i < G_N_ELEMENTS (self->subscriptions); i++)
    self->subscriptions[i] = g_dbus_connection_signal_subscribe (session,
                                                                 lockers[i].name,
                                                                 lockers[i].interface,
                                                                 "ActiveChanged",
                                                                 NULL,
                                                                 NULL,
                                                                 G_DBUS_SIGNAL_FLAGS_NONE,
                                                                 active_changed_cb,
                                                                 self,
                                                                 NULL);
}

static void
zhihui_screen_lock_dispose (GObject *object)
{
  ZhihuiScreenLock *self = ZHIHUI_SCREEN_LOCK (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (self->subscriptions); i++)
    g_dbus_connection_signal_unsubscribe (self->session, self->subscriptions[i]);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (zhihui_screen_lock_parent_class)->dispose (object);
}

static void
zhihui_screen_lock_class_init (ZhihuiScreenLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_screen_lock_dispose;
  signals[UNLOCKED] = g_signal_new (
    "unlocked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_screen_lock_init (ZhihuiScreenLock *self)
{
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_found_cb, self);
}

/**
 * zhihui_screen_lock_new:
 *
 * Returns: (transfer full): the lock of the desktop, whether or not it has one
 */
ZhihuiScreenLock *
zhihui_screen_lock_new (void)
{
  return g_object_new (ZHIHUI_TYPE_SCREEN_LOCK, NULL);
}

/**
 * zhihui_screen_lock_lock_async:
 * @cancellable: (nullable): ends the asking
 * @callback: called when somebody agreed, or nobody does
 * @user_data: for @callback
 */
void
zhihui_screen_lock_lock_async (ZhihuiScreenLock   *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_screen_lock_lock_async);
  ask_next (task);
}

/**
 * zhihui_screen_lock_lock_finish:
 * @result: given to the callback
 * @error: return location; %ZHIHUI_ERROR_NOT_FOUND: nobody locks here
 *
 * Returns: whether the desktop was asked, and did not refuse
 */
gboolean
zhihui_screen_lock_lock_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
