/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-line.h"

#include "zhihui-error.h"
#include "zhihui-wall-caller.h"
#include "zhihui-wall-verbs.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiWallLine
{
  GObject parent_instance;

  char            *host;                 /* owned; NULL: the wall of this session */
  char            *token_file, *ca_file; /* owned, nullable */
  GDBusConnection *bus;                  /* owned, nullable */
  guint            subscription_id;      /* to what the wall of this session tells */
};

G_DEFINE_FINAL_TYPE (ZhihuiWallLine, zhihui_wall_line, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a worker is given. */
typedef struct
{
  char     *method;     /* owned */
  GVariant *parameters; /* owned */
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_free (self->method);
  g_variant_unref (self->parameters);
  g_free (self);
}

/* In a worker: where the wall is does not change. */
static GVariant *
call (const ZhihuiWallLine *self, const Call *what, GError **error)
{
  const ZhihuiRemotePlace place = { self->host, self->token_file, self->ca_file };

  return self->host != NULL
           ? zhihui_remote_caller_call (&place, what->method, what->parameters, error)
           : zhihui_wall_caller_call (what->method, what->parameters, error);
}

static void
call_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError   *error = NULL;
  GVariant *answer = call (source, data, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, error);
}

static void
look_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GVariant) answer = call (source, data, &error);
  g_autoptr (GVariant) bytes = NULL;
  g_autoptr (GBytes) png = NULL;
  GdkTexture *texture = NULL;

  if (answer != NULL && !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ay)")))
    g_set_error_literal (
      &error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("what came is no picture"));
  else if (answer != NULL)
    {
      bytes = g_variant_get_child_value (answer, 0);
      png = g_variant_get_data_as_bytes (bytes);
      texture = gdk_texture_new_from_bytes (png, &error);
    }

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start (ZhihuiWallLine     *self,
       const char         *method,
       GVariant           *parameters,
       GTaskThreadFunc     run,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *data = g_new0 (Call, 1);

  data->method = g_strdup (method);
  data->parameters = g_variant_ref_sink (parameters);
  g_task_set_task_data (task, data, call_free);
  g_task_run_in_thread (task, run);
}

static void
told_cb (GDBusConnection *bus,
         const char      *sender,
         const char      *path,
         const char      *interface,
         const char      *signal,
         GVariant        *parameters,
         gpointer         user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

/* Without a bus nothing is told, and asking says why. */
static void
bus_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiWallLine) self = ZHIHUI_WALL_LINE (user_data);

  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus == NULL)
    return;

  self->subscription_id = g_dbus_connection_signal_subscribe (self->bus,
                                                              ZHIHUI_WALL_BUS_NAME,
                                                              ZHIHUI_WALL_BUS_INTERFACE,
                                                              "Changed",
                                                              ZHIHUI_WALL_BUS_PATH,
                                                              NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE,
                                                              told_cb,
                                                              self,
                                                              NULL);
}

static void
zhihui_wall_line_dispose (GObject *object)
{
  ZhihuiWallLine *self = ZHIHUI_WALL_LINE (object);

  if (self->subscription_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription_id);
  self->subscription_id = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (zhihui_wall_line_parent_class)->dispose (object);
}

static void
zhihui_wall_line_finalize (GObject *object)
{
  ZhihuiWallLine *self = ZHIHUI_WALL_LINE (object);

  g_free (self->host);
  g_free (self->token_file);
  g_free (self->ca_file);

  G_OBJECT_CLASS (zhihui_wall_line_parent_class)->finalize (object);
}

static void
zhihui_wall_line_class_init (ZhihuiWallLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_wall_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_wall_line_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_WALL_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_wall_line_init (ZhihuiWallLine *self)
{
}

/**
 * zhihui_wall_line_new:
 * @place: (nullable): copied; %NULL: the wall that runs in this session
 *
 * Returns: (transfer full)
 */
ZhihuiWallLine *
zhihui_wall_line_new (const ZhihuiRemotePlace *place)
{
  ZhihuiWallLine *self = g_object_new (ZHIHUI_TYPE_WALL_LINE, NULL);

  if (place == NULL)
    {
      g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_got_cb, g_object_ref (self));
      return self;
    }

  self->host = g_strdup (place->host);
  self->token_file = g_strdup (place->token_file);
  self->ca_file = g_strdup (place->ca_file);
  return self;
}

/**
 * zhihui_wall_line_is_remote:
 *
 * Returns: whether the wall is one of another machine
 */
gboolean
zhihui_wall_line_is_remote (ZhihuiWallLine *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_LINE (self), FALSE);

  return self->host != NULL;
}

/**
 * zhihui_wall_line_call_async:
 * @method: of the interface of a wall
 * @parameters: floating
 */
void
zhihui_wall_line_call_async (ZhihuiWallLine     *self,
                             const char         *method,
                             GVariant           *parameters,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ZHIHUI_IS_WALL_LINE (self) && method != NULL);

  start (self, method, parameters, call_in_worker, cancellable, callback, user_data);
}

/**
 * zhihui_wall_line_call_finish:
 *
 * Returns: (transfer full): the answer; %NULL with @error: OFFLINE where nobody answers, REFUSED
 *   where the token is not believed
 */
GVariant *
zhihui_wall_line_call_finish (ZhihuiWallLine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zhihui_wall_line_look_async:
 * @screen: of the wall, "" the first
 * @width: at most so many px
 *
 * Asks for a picture of what is seen there.
 */
void
zhihui_wall_line_look_async (ZhihuiWallLine     *self,
                             const char         *screen,
                             guint               width,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (ZHIHUI_IS_WALL_LINE (self) && screen != NULL);

  start (self,
         "Picture",
         g_variant_new ("(su)", screen, width),
         look_in_worker,
         cancellable,
         callback,
         user_data);
}

/**
 * zhihui_wall_line_look_finish:
 *
 * Returns: (transfer full): the picture; %NULL with @error
 */
GdkTexture *
zhihui_wall_line_look_finish (ZhihuiWallLine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
