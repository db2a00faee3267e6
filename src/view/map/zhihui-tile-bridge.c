/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-bridge.h"

#include <string.h>

#include "zhihui-tile-picture.h"
#include "zhihui-view.h"

#define FIRST_RETRY_MS 2000
#define LAST_RETRY_MS 60000

/**
 * ZhihuiTileBridge:
 *
 * Gives libshumate the pictures of a provider. A tile that could not be had is asked for again, at
 * growing distances, as long as it is seen: the layer itself never asks twice. Where the provider
 * has no picture, or one that is not sound, the map stays bare. Nothing is kept on disk, so that no
 * address, and no key in it, becomes the name of a folder.
 */
struct _ZhihuiTileBridge
{
  ShumateDataSource parent_instance;

  ZhihuiTileProvider *provider; /* owned, nullable: there are no pictures */
  GBytes             *nothing;  /* owned: a transparent picture */
  GCancellable       *closed;   /* owned */
  guint               first_ms; /* until the first retry */
  guint               n_open;   /* tiles that were asked for and not yet given */
  gboolean            is_failing, is_showing;
  gboolean            reads_webp; /* GTK has a loader for it */
};

G_DEFINE_FINAL_TYPE (ZhihuiTileBridge, zhihui_tile_bridge, SHUMATE_TYPE_DATA_SOURCE)

typedef enum
{
  PROP_FAILING = 1,
  PROP_SHOWING,
  N_PROPS,
} ZhihuiTileBridgeProperty;

static GParamSpec *props[N_PROPS];

typedef struct
{
  ZhihuiTilePlace place;
  guint           delay_ms;
} Wish;

static void ask_provider (GTask *task);

static void
set_failing (ZhihuiTileBridge *self, gboolean is_failing)
{
  if (self->is_failing == is_failing)
    return;

  self->is_failing = is_failing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FAILING]);
}

static void
note_picture (ZhihuiTileBridge *self)
{
  if (self->is_showing)
    return;

  self->is_showing = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWING]);
}

/* Takes @task. */
static void
end_task (GTask *task)
{
  ZhihuiTileBridge *self = g_task_get_source_object (task);

  self->n_open--;
  g_object_unref (task);
}

/* Returns whether nobody wants the tile any more; then @task is ended. */
static gboolean
end_if_unwanted (GTask *task)
{
  ZhihuiTileBridge *self = g_task_get_source_object (task);

  if (!g_task_return_error_if_cancelled (task))
    {
      if (!g_cancellable_is_cancelled (self->closed))
        return FALSE;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the map is closed");
    }
  end_task (task);
  return TRUE;
}

/* Ends @task. The layer reads the picture from the signal alone. */
static void
give_tile (GTask *task, GBytes *bytes)
{
  ZhihuiTileBridge *self = g_task_get_source_object (task);
  const Wish       *wish = g_task_get_task_data (task);

  g_signal_emit_by_name (
    self, "received-data", (int) wish->place.x, (int) wish->place.y, (int) wish->place.z, bytes);
  g_task_return_pointer (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  end_task (task);
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!end_if_unwanted (task))
    ask_provider (task);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return G_SOURCE_REMOVE; /* its parent does what is to be done */
}

static void
end_early (GSource *source, GCancellable *cancellable)
{
  g_autoptr (GSource) cancelled = NULL;

  if (cancellable == NULL)
    return;

  cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (cancelled, G_SOURCE_FUNC (cancelled_cb), NULL, NULL);
  g_source_add_child_source (source, cancelled);
}

static void
retry_later (GTask *task)
{
  ZhihuiTileBridge *self = g_task_get_source_object (task);
  Wish             *wish = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_timeout_source_new (wish->delay_ms);

  wish->delay_ms = MIN (wish->delay_ms * 2, LAST_RETRY_MS);
  end_early (source, self->closed);
  end_early (source, g_task_get_cancellable (task));
  g_task_attach_source (task, source, retry_cb);
}

/* What has no loader would leave the layer without an answer. */
static gboolean
can_show (ZhihuiTileBridge *self, GBytes *bytes)
{
  return bytes != NULL && zhihui_tile_picture_is_sound (bytes) &&
         (self->reads_webp || zhihui_tile_picture_get_kind (bytes) != ZHIHUI_TILE_WEBP);
}

static void
tile_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask            *task = user_data;
  ZhihuiTileBridge *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    zhihui_tile_provider_load_finish (ZHIHUI_TILE_PROVIDER (object), result, &error);
  gboolean is_sound;

  if (end_if_unwanted (task))
    return;

  set_failing (self, error != NULL);
  if (error != NULL)
    {
      retry_later (task);
      return;
    }
  is_sound = can_show (self, bytes);
  if (is_sound)
    note_picture (self);
  give_tile (task, is_sound ? bytes : self->nothing);
}

static void
ask_provider (GTask *task)
{
  ZhihuiTileBridge *self = g_task_get_source_object (task);
  const Wish       *wish = g_task_get_task_data (task);

  zhihui_tile_provider_load_async (
    self->provider, &wish->place, g_task_get_cancellable (task), tile_loaded_cb, task);
}

static void
zhihui_tile_bridge_get_tile_data_async (ShumateDataSource  *source,
                                        int                 x,
                                        int                 y,
                                        int                 zoom,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  ZhihuiTileBridge *self = ZHIHUI_TILE_BRIDGE (source);
  GTask            *task = g_task_new (self, cancellable, callback, user_data);
  Wish             *wish = g_new0 (Wish, 1);
  guint             min_zoom = 1, max_zoom = 0;

  wish->place = (ZhihuiTilePlace){ (guint) zoom, (guint) x, (guint) y };
  wish->delay_ms = self->first_ms;
  g_task_set_task_data (task, wish, g_free);
  g_task_set_source_tag (task, zhihui_tile_bridge_get_tile_data_async);

  self->n_open++;
  if (self->provider != NULL)
    zhihui_tile_provider_get_zooms (self->provider, &min_zoom, &max_zoom);
  if (end_if_unwanted (task))
    return;
  if (zoom < (int) min_zoom || zoom > (int) max_zoom || x < 0 || y < 0 || x >> zoom > 0 ||
      y >> zoom > 0)
    give_tile (task, self->nothing);
  else
    ask_provider (task);
}

static GBytes *
zhihui_tile_bridge_get_tile_data_finish (ShumateDataSource *source,
                                         GAsyncResult      *result,
                                         GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
zhihui_tile_bridge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ZhihuiTileBridgeProperty) id)
    {
    case PROP_FAILING:
      g_value_set_boolean (value, ZHIHUI_TILE_BRIDGE (object)->is_failing);
      break;
    case PROP_SHOWING:
      g_value_set_boolean (value, ZHIHUI_TILE_BRIDGE (object)->is_showing);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zhihui_tile_bridge_finalize (GObject *object)
{
  ZhihuiTileBridge *self = ZHIHUI_TILE_BRIDGE (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->closed);
  g_bytes_unref (self->nothing);

  G_OBJECT_CLASS (zhihui_tile_bridge_parent_class)->finalize (object);
}

static void
zhihui_tile_bridge_class_init (ZhihuiTileBridgeClass *klass)
{
  GObjectClass           *object_class = G_OBJECT_CLASS (klass);
  ShumateDataSourceClass *source_class = SHUMATE_DATA_SOURCE_CLASS (klass);

  object_class->get_property = zhihui_tile_bridge_get_property;
  object_class->finalize = zhihui_tile_bridge_finalize;
  source_class->get_tile_data_async = zhihui_tile_bridge_get_tile_data_async;
  source_class->get_tile_data_finish = zhihui_tile_bridge_get_tile_data_finish;

  /* Whether the last picture that was asked for could not be had. */
  props[PROP_FAILING] =
    g_param_spec_boolean ("failing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* Whether any picture was given. */
  props[PROP_SHOWING] =
    g_param_spec_boolean ("showing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zhihui_tile_bridge_init (ZhihuiTileBridge *self)
{
  self->closed = g_cancellable_new ();
  self->first_ms = FIRST_RETRY_MS;
  self->reads_webp = zhihui_view_reads_webp ();
  self->nothing = zhihui_tile_picture_new_transparent ();
}

/**
 * zhihui_tile_bridge_new:
 * @provider: (transfer none) (nullable): NULL for a map without pictures
 *
 * Returns: (transfer full)
 */
ZhihuiTileBridge *
zhihui_tile_bridge_new (ZhihuiTileProvider *provider)
{
  ZhihuiTileBridge *self = g_object_new (ZHIHUI_TYPE_TILE_BRIDGE, NULL);

  g_set_object (&self->provider, provider);
  return self;
}

/**
 * zhihui_tile_bridge_set_retry:
 * @first_ms: until a tile is asked for a second time; doubles from then on, to a minute
 */
void
zhihui_tile_bridge_set_retry (ZhihuiTileBridge *self, guint first_ms)
{
  g_return_if_fail (ZHIHUI_IS_TILE_BRIDGE (self));

  self->first_ms = MAX (first_ms, 1);
}

/**
 * zhihui_tile_bridge_is_showing:
 *
 * Returns: whether it has given a picture
 */
gboolean
zhihui_tile_bridge_is_showing (ZhihuiTileBridge *self)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_BRIDGE (self), FALSE);

  return self->is_showing;
}

/**
 * zhihui_tile_bridge_is_failing:
 *
 * Returns: whether the last picture that was asked for could not be had
 */
gboolean
zhihui_tile_bridge_is_failing (ZhihuiTileBridge *self)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_BRIDGE (self), FALSE);

  return self->is_failing;
}

/**
 * zhihui_tile_bridge_close:
 *
 * Nothing is asked for any more. A layer that goes away does not take back what it asked for, so
 * its owner closes the bridge.
 */
void
zhihui_tile_bridge_close (ZhihuiTileBridge *self)
{
  g_return_if_fail (ZHIHUI_IS_TILE_BRIDGE (self));

  g_cancellable_cancel (self->closed);
}

/**
 * zhihui_tile_bridge_get_n_open:
 *
 * Returns: how many tiles were asked for and neither given nor given up
 */
guint
zhihui_tile_bridge_get_n_open (ZhihuiTileBridge *self)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_BRIDGE (self), 0);

  return self->n_open;
}

/**
 * zhihui_tile_bridge_make_source:
 *
 * Returns: (transfer full): its pictures as a map of libshumate. A viewport needs one, even one
 *   without pictures, to know what a degree is.
 */
ShumateMapSource *
zhihui_tile_bridge_make_source (ZhihuiTileBridge *self)
{
  const char *attribution = NULL;
  guint       min_zoom = 0, max_zoom = 20;

  g_return_val_if_fail (ZHIHUI_IS_TILE_BRIDGE (self), NULL);

  if (self->provider != NULL)
    {
      attribution = zhihui_tile_provider_get_attribution (self->provider);
      zhihui_tile_provider_get_zooms (self->provider, &min_zoom, &max_zoom);
    }
  return SHUMATE_MAP_SOURCE (
    shumate_raster_renderer_new_full ("zhihui",
                                      "zhihui",
                                      attribution != NULL ? attribution : "",
                                      "",
                                      min_zoom,
                                      max_zoom,
                                      256,
                                      SHUMATE_MAP_PROJECTION_MERCATOR,
                                      SHUMATE_DATA_SOURCE (self)));
}
