/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-tiles.h"

#include <cairo.h>

static void fake_tiles_iface_init (ZhihuiTileProviderInterface *iface);
G_DEFINE_TYPE_WITH_CODE (FakeTiles,
                         fake_tiles,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_TILE_PROVIDER, fake_tiles_iface_init))

static gboolean
answer_cb (gpointer user_data)
{
  GTask      *task = user_data;
  FakeTiles  *self = g_task_get_source_object (task);
  const char *name = g_task_get_task_data (task);
  guint       n_failed = GPOINTER_TO_UINT (g_hash_table_lookup (self->failed, name));

  if (g_task_return_error_if_cancelled (task))
    self->n_cancelled++;
  else if (n_failed < self->n_failures)
    {
      g_hash_table_insert (self->failed, g_strdup (name), GUINT_TO_POINTER (n_failed + 1));
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nobody answers");
    }
  else
    {
      self->n_given++;
      g_task_return_pointer (task,
                             self->picture != NULL ? g_bytes_ref (self->picture) : NULL,
                             (GDestroyNotify) g_bytes_unref);
    }
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
fake_tiles_load_async (ZhihuiTileProvider    *provider,
                       const ZhihuiTilePlace *place,
                       GCancellable          *cancellable,
                       GAsyncReadyCallback    callback,
                       gpointer               user_data)
{
  FakeTiles *self = FAKE_TILES (provider);
  GTask     *task = g_task_new (self, cancellable, callback, user_data);

  g_assert_cmpuint (place->z, >=, self->min_zoom);
  g_assert_cmpuint (place->z, <=, self->max_zoom);
  g_assert_cmpuint (place->x, <, 1u << place->z);
  g_assert_cmpuint (place->y, <, 1u << place->z);
  self->n_asked++;
  g_task_set_task_data (task, g_strdup_printf ("%u/%u/%u", place->z, place->x, place->y), g_free);
  g_timeout_add (1, answer_cb, task);
}

static GBytes *
fake_tiles_load_finish (ZhihuiTileProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_tiles_get_zooms (ZhihuiTileProvider *provider, guint *min_zoom, guint *max_zoom)
{
  *min_zoom = FAKE_TILES (provider)->min_zoom;
  *max_zoom = FAKE_TILES (provider)->max_zoom;
}

static const char *
fake_tiles_get_attribution (ZhihuiTileProvider *provider)
{
  return "某测绘院 SECRETKEY";
}

static void
fake_tiles_iface_init (ZhihuiTileProviderInterface *iface)
{
  iface->load_async = fake_tiles_load_async;
  iface->load_finish = fake_tiles_load_finish;
  iface->get_zooms = fake_tiles_get_zooms;
  iface->get_attribution = fake_tiles_get_attribution;
}

static void
fake_tiles_finalize (GObject *object)
{
  g_clear_pointer (&FAKE_TILES (object)->picture, g_bytes_unref);
  g_hash_table_unref (FAKE_TILES (object)->failed);
  G_OBJECT_CLASS (fake_tiles_parent_class)->finalize (object);
}

static void
fake_tiles_class_init (FakeTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_tiles_finalize;
}

static void
fake_tiles_init (FakeTiles *self)
{
  self->max_zoom = 18;
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static cairo_status_t
write_bytes (gpointer closure, const guint8 *bytes, guint n)
{
  g_byte_array_append (closure, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
fake_tiles_make_picture (int side)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  cairo_t         *cr = cairo_create (surface);
  GByteArray      *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_bytes, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

FakeTiles *
fake_tiles_new (void)
{
  FakeTiles *self = g_object_new (FAKE_TYPE_TILES, NULL);

  self->picture = fake_tiles_make_picture (256);
  return self;
}
