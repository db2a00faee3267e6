/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hex-maker.h"

#include "zhihui-hash.h"

#include <gio/gio.h>

struct _ZhihuiHexMaker
{
  ZhihuiMesh *grid;         /* owned or NULL: made last */
  guint64     grid_hash;    /* of all that @grid was made of */
  guint64     grid_regions; /* of the regions alone */

  ZhihuiHexMadeFunc made; /* nullable: nobody waits, all are made at once */
  gpointer          user_data;
  GCancellable     *order; /* owned or NULL: under way */
  guint64           order_hash, order_regions;
};

/* What the thread makes hexagons of. */
typedef struct
{
  GArray *regions; /* (element-type ZhihuiRegion) owned */
  double  ratio;
} Order;

/**
 * zhihui_hex_maker_new:
 *
 * Returns: (transfer full): makes everything at once
 */
ZhihuiHexMaker *
zhihui_hex_maker_new (void)
{
  return g_new0 (ZhihuiHexMaker, 1);
}

static void
cancel_order (ZhihuiHexMaker *self)
{
  if (self->order != NULL)
    g_cancellable_cancel (self->order);
  g_clear_object (&self->order);
}

/**
 * zhihui_hex_maker_free:
 * @self: (transfer full) (nullable): what is under way is not told any more
 */
void
zhihui_hex_maker_free (ZhihuiHexMaker *self)
{
  if (self == NULL)
    return;

  cancel_order (self);
  g_clear_pointer (&self->grid, zhihui_mesh_unref);
  g_free (self);
}

/**
 * zhihui_hex_maker_set_patient:
 * @made: (nullable) (scope notified): called in the main context when hexagons that were not there
 *   at once are; %NULL: nobody can wait, as where a picture is made
 */
void
zhihui_hex_maker_set_patient (ZhihuiHexMaker *self, ZhihuiHexMadeFunc made, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  self->made = made;
  self->user_data = user_data;
}

static guint64
hash_regions (const ZhihuiRegion *const *regions, guint n)
{
  guint64 hash = zhihui_hash_int (ZHIHUI_HASH_START, n);

  for (guint i = 0; i < n; i++)
    {
      hash = zhihui_hash_string (hash, regions[i]->code);
      hash = zhihui_hash_string (hash, regions[i]->name);
      hash = zhihui_hash_double (hash, regions[i]->lon);
      hash = zhihui_hash_double (hash, regions[i]->lat);
      hash = zhihui_hash_int (hash, regions[i]->column);
      hash = zhihui_hash_int (hash, regions[i]->row);
    }
  return hash;
}

static void
take_grid (ZhihuiHexMaker *self, ZhihuiMesh *grid, guint64 hash, guint64 regions)
{
  g_clear_pointer (&self->grid, zhihui_mesh_unref);
  self->grid = grid;
  self->grid_hash = hash;
  self->grid_regions = regions;
}

/* ---- in a thread ---- */

static void
clear_region (gpointer data)
{
  ZhihuiRegion *self = data;

  g_free (self->code);
  g_free (self->name);
}

static void
order_free (gpointer data)
{
  Order *self = data;

  g_array_unref (self->regions);
  g_free (self);
}

static Order *
order_new (const ZhihuiRegion *const *regions, guint n, double ratio)
{
  Order *self = g_new0 (Order, 1);

  self->ratio = ratio;
  self->regions = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiRegion), n);
  g_array_set_clear_func (self->regions, clear_region);
  for (guint i = 0; i < n; i++)
    {
      ZhihuiRegion copy = *regions[i];

      copy.code = g_strdup (copy.code);
      copy.name = g_strdup (copy.name);
      copy.parent = NULL;
      g_array_append_val (self->regions, copy);
    }
  return self;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Order                    *order = task_data;
  guint                           n = order->regions->len;
  g_autofree const ZhihuiRegion **regions = g_new (const ZhihuiRegion *, n);

  for (guint i = 0; i < n; i++)
    regions[i] = &g_array_index (order->regions, ZhihuiRegion, i);
  g_task_return_pointer (
    task, zhihui_hex_grid_build (regions, n, order->ratio), (GDestroyNotify) zhihui_mesh_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiHexMaker *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *grid = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    return;

  g_clear_object (&self->order);
  take_grid (self, grid, self->order_hash, self->order_regions);
  if (self->made != NULL)
    self->made (self->user_data);
}

static void
start_order (ZhihuiHexMaker *self, Order *order)
{
  g_autoptr (GTask) task = NULL;

  cancel_order (self);
  self->order = g_cancellable_new ();
  task = g_task_new (NULL, self->order, made_cb, self);
  g_task_set_source_tag (task, start_order);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * zhihui_hex_maker_find:
 * @regions: (array length=n): by code, which must differ; @n is not 0
 * @ratio: half the width of a hexagon by half its height
 *
 * Those made last serve until the regions or the ratio change. More than %ZHIHUI_HEX_MAKER_FEW are
 * made in a thread, where somebody waits for them: until then it is those of the same regions in
 * another form, if there are any.
 *
 * Returns: (transfer none) (nullable): %NULL while they are being made
 */
ZhihuiMesh *
zhihui_hex_maker_find (ZhihuiHexMaker            *self,
                       const ZhihuiRegion *const *regions,
                       guint                      n,
                       double                     ratio)
{
  guint64 regions_hash, hash;

  g_return_val_if_fail (self != NULL && n > 0, NULL);

  regions_hash = hash_regions (regions, n);
  hash = zhihui_hash_double (regions_hash, ratio);
  if (self->grid_hash == hash)
    {
      cancel_order (self);
      return self->grid;
    }
  if (self->made == NULL || n <= ZHIHUI_HEX_MAKER_FEW)
    {
      cancel_order (self);
      take_grid (self, zhihui_hex_grid_build (regions, n, ratio), hash, regions_hash);
      return self->grid;
    }

  if (self->order == NULL || self->order_hash != hash)
    {
      self->order_hash = hash;
      self->order_regions = regions_hash;
      start_order (self, order_new (regions, n, ratio));
    }
  return self->grid_regions == regions_hash ? self->grid : NULL;
}

/**
 * zhihui_hex_maker_is_busy:
 *
 * Returns: whether hexagons are under way
 */
gboolean
zhihui_hex_maker_is_busy (ZhihuiHexMaker *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->order != NULL;
}
