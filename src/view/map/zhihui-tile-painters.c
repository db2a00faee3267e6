/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-painters.h"

#include <math.h>
#include <sys/resource.h>

/* Below the main loop: with as few processors as two a frame comes before a tile. */
#define NICENESS 10

#define MAX_PAINTERS 2

/* What a painter has in hand. */
typedef struct
{
  guint          number;
  ZhihuiTileSpot spot;
  gpointer       scene; /* owned */
  ZhihuiRgba     ground;
  gboolean       is_opaque;
  int            scale;
} Task;

struct _ZhihuiTilePainters
{
  ZhihuiTileScene kind;
  GThreadPool    *pool;    /* owned; NULL once freed */
  GMainContext   *context; /* owned: where what was painted is told */
  guint           n_painters;

  void (*painted) (GArray *tiles, gpointer user_data);
  gpointer user_data; /* not owned */

  GMutex   mutex; /* for all below */
  Task     order; /* what the spots have in common; its spot means nothing */
  GArray  *spots; /* (element-type ZhihuiTileSpot) owned: the last one is next */
  GArray  *begun; /* (element-type Task) owned, their scenes not: what is in hand */
  GArray  *tiles; /* (element-type ZhihuiPaintedTile) owned: painted, not yet told */
  GSource *told;  /* owned, nullable: tells them */
  guint    n_at_work;
  gboolean is_over; /* nobody is told any more */
};

static void
clear_painted (gpointer data)
{
  ZhihuiPaintedTile *tile = data;

  g_clear_pointer (&tile->surface, cairo_surface_destroy);
}

static void
clear_painters (gpointer data)
{
  ZhihuiTilePainters *self = data;

  g_clear_pointer (&self->order.scene, self->kind.unref);
  g_array_unref (self->spots);
  g_array_unref (self->begun);
  g_array_unref (self->tiles);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
}

static void
unref_painters (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear_painters);
}

static GArray *
new_tiles (void)
{
  GArray *tiles = g_array_new (FALSE, FALSE, sizeof (ZhihuiPaintedTile));

  g_array_set_clear_func (tiles, clear_painted);
  return tiles;
}

static gboolean
tiles_painted_cb (gpointer user_data)
{
  ZhihuiTilePainters *self = user_data;
  g_autoptr (GArray) tiles = NULL;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->told, g_source_unref);
  tiles = g_steal_pointer (&self->tiles);
  self->tiles = new_tiles ();
  g_mutex_unlock (&self->mutex);

  self->painted (tiles, self->user_data);
  return G_SOURCE_REMOVE;
}

/* With the mutex. */
static void
tell_later (ZhihuiTilePainters *self)
{
  if (self->told != NULL || self->is_over)
    return;

  /* Not an idle: those starve as long as frames are drawn one after the other. */
  self->told = g_timeout_source_new (0);
  g_source_set_priority (self->told, G_PRIORITY_DEFAULT);
  g_source_set_callback (
    self->told, tiles_painted_cb, g_atomic_rc_box_acquire (self), unref_painters);
  g_source_attach (self->told, self->context);
}

static cairo_surface_t *
paint_tile (const ZhihuiTilePainters *self, const Task *task)
{
  double           tiles = zhihui_mercator_get_world_px (task->spot.level) / ZHIHUI_TILE_PX;
  ZhihuiViewport   viewport = { 0 };
  cairo_surface_t *surface = cairo_image_surface_create (
    task->is_opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, ZHIHUI_TILE_PX, ZHIHUI_TILE_PX);
  cairo_t *cr = cairo_create (surface);

  viewport.x = (task->spot.x + 0.5) / tiles;
  viewport.y = (task->spot.y + 0.5) / tiles;
  viewport.zoom = task->spot.level - log2 (task->scale);
  viewport.width = viewport.height = (double) ZHIHUI_TILE_PX / task->scale;

  if (task->is_opaque)
    {
      cairo_set_source_rgb (cr, task->ground.red, task->ground.green, task->ground.blue);
      cairo_paint (cr);
    }
  cairo_scale (cr, task->scale, task->scale);
  self->kind.paint (task->scene, cr, &viewport);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* With the mutex. Returns FALSE when there is nothing to do. */
static gboolean
begin_task (ZhihuiTilePainters *self, Task *task)
{
  if (self->spots->len == 0)
    return FALSE;

  *task = self->order;
  task->spot = g_array_index (self->spots, ZhihuiTileSpot, self->spots->len - 1);
  task->scene = self->kind.ref (self->order.scene);
  g_array_set_size (self->spots, self->spots->len - 1);
  g_array_append_val (self->begun, *task);
  return TRUE;
}

static gboolean
is_same_spot (const ZhihuiTileSpot *a, const ZhihuiTileSpot *b)
{
  return a->x == b->x && a->y == b->y && !(a->level < b->level) && !(a->level > b->level);
}

/* With the mutex. */
static void
end_task (ZhihuiTilePainters *self, const Task *task, cairo_surface_t *surface)
{
  ZhihuiPaintedTile tile = { task->number, task->spot, surface };

  for (guint i = 0; i < self->begun->len; i++)
    {
      const Task *begun = &g_array_index (self->begun, Task, i);

      if (begun->number == task->number && is_same_spot (&begun->spot, &task->spot))
        {
          g_array_remove_index_fast (self->begun, i);
          break;
        }
    }
  g_array_append_val (self->tiles, tile);
  tell_later (self);
}

static void
paint_on (gpointer data, gpointer user_data)
{
  ZhihuiTilePainters *self = user_data;
  Task                task;

  setpriority (PRIO_PROCESS, 0, NICENESS); /* on Linux: of this thread */
  g_mutex_lock (&self->mutex);
  while (begin_task (self, &task))
    {
      cairo_surface_t *surface;

      g_mutex_unlock (&self->mutex);
      surface = paint_tile (self, &task);
      self->kind.unref (task.scene);
      g_mutex_lock (&self->mutex);
      end_task (self, &task, surface);
    }
  self->n_at_work--;
  g_mutex_unlock (&self->mutex);
  unref_painters (self);
}

/**
 * zhihui_tile_painters_new:
 * @kind: (transfer none): copied
 * @painted: (scope notified): never called after free
 *
 * Threads that paint tiles, one fewer than there are processors, two at most.
 *
 * Returns: (transfer full)
 */
ZhihuiTilePainters *
zhihui_tile_painters_new (const ZhihuiTileScene *kind,
                          void (*painted) (GArray *tiles, gpointer user_data),
                          gpointer user_data)
{
  ZhihuiTilePainters *self = g_atomic_rc_box_new0 (ZhihuiTilePainters);

  self->kind = *kind;
  self->painted = painted;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->n_painters = CLAMP (g_get_num_processors () - 1, 1, MAX_PAINTERS);
  /* Exclusive: its threads are told to be slow. */
  self->pool = g_thread_pool_new (paint_on, self, (int) self->n_painters, TRUE, NULL);
  self->spots = g_array_new (FALSE, FALSE, sizeof (ZhihuiTileSpot));
  self->begun = g_array_new (FALSE, FALSE, sizeof (Task));
  self->tiles = new_tiles ();
  g_mutex_init (&self->mutex);

  return self;
}

/**
 * zhihui_tile_painters_free:
 *
 * Does not wait: a tile in hand is painted and thrown away.
 */
void
zhihui_tile_painters_free (ZhihuiTilePainters *self)
{
  g_autoptr (GSource) told = NULL;

  g_mutex_lock (&self->mutex);
  g_array_set_size (self->spots, 0);
  self->is_over = TRUE;
  told = self->told != NULL ? g_source_ref (self->told) : NULL;
  g_mutex_unlock (&self->mutex);

  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
  if (told != NULL)
    g_source_destroy (told);
  unref_painters (self);
}

/* With the mutex. */
static gboolean
is_begun (ZhihuiTilePainters *self, guint number, const ZhihuiTileSpot *spot)
{
  for (guint i = 0; i < self->begun->len; i++)
    {
      const Task *task = &g_array_index (self->begun, Task, i);

      if (task->number == number && is_same_spot (&task->spot, spot))
        return TRUE;
    }
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const ZhihuiPaintedTile *tile = &g_array_index (self->tiles, ZhihuiPaintedTile, i);

      if (tile->number == number && is_same_spot (&tile->spot, spot))
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_tile_painters_order:
 * @order: (transfer none): takes the place of all orders before
 *
 * What is in hand or already painted is not painted again.
 */
void
zhihui_tile_painters_order (ZhihuiTilePainters *self, const ZhihuiTileOrder *order)
{
  guint n_called = 0;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->order.scene, self->kind.unref);
  self->order.scene = order->scene != NULL ? self->kind.ref (order->scene) : NULL;
  self->order.number = order->number;
  self->order.scale = order->scale;
  self->order.is_opaque = order->ground != NULL;
  if (order->ground != NULL)
    self->order.ground = *order->ground;

  g_array_set_size (self->spots, 0);
  for (guint i = order->spots->len; i > 0; i--)
    {
      const ZhihuiTileSpot *spot = &g_array_index (order->spots, ZhihuiTileSpot, i - 1);

      if (!is_begun (self, order->number, spot))
        g_array_append_val (self->spots, *spot);
    }

  while (self->n_at_work < self->n_painters && n_called < self->spots->len)
    {
      self->n_at_work++;
      n_called++;
      g_atomic_rc_box_acquire (self);
      g_thread_pool_push (self->pool, self, NULL);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * zhihui_tile_painters_is_busy:
 *
 * Returns: whether something is still to be painted or told
 */
gboolean
zhihui_tile_painters_is_busy (ZhihuiTilePainters *self)
{
  gboolean is_busy;

  g_mutex_lock (&self->mutex);
  is_busy = self->spots->len > 0 || self->begun->len > 0 || self->tiles->len > 0;
  g_mutex_unlock (&self->mutex);

  return is_busy;
}
