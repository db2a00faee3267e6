/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wants.h"

#include "zhihui-platform-resource.h"

#define EVERY_PEER "*"

static const char *
keep_string (GPtrArray *strings, const char *text)
{
  char *copy;

  if (text == NULL)
    return NULL;

  copy = g_strdup (text);
  g_ptr_array_add (strings, copy);
  return copy;
}

static void
clear_copy (gpointer data)
{
  ZhihuiWantsCopy *self = data;

  g_ptr_array_unref (self->strings);
  g_clear_pointer (&self->wants.region, zhihui_region_path_unref);
}

/**
 * zhihui_wants_copy_new:
 * @wants: what is to be read
 *
 * Returns: (transfer full): a copy that outlives the strings of @wants
 */
ZhihuiWantsCopy *
zhihui_wants_copy_new (const ZhihuiWants *wants)
{
  ZhihuiWantsCopy *self = g_atomic_rc_box_new0 (ZhihuiWantsCopy);

  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->wants = *wants;
  if (wants->region != NULL)
    zhihui_region_path_ref (wants->region);
  self->wants.n_rankings = MIN (wants->n_rankings, G_N_ELEMENTS (wants->rankings));
  for (guint i = 0; i < self->wants.n_rankings; i++)
    {
      self->wants.rankings[i].peer = keep_string (self->strings, wants->rankings[i].peer);
      self->wants.rankings[i].period = keep_string (self->strings, wants->rankings[i].period);
      self->wants.rankings[i].way = keep_string (self->strings, wants->rankings[i].way);
    }
  self->wants.n_layers = MIN (wants->n_layers, G_N_ELEMENTS (wants->layers));
  for (guint i = 0; i < self->wants.n_layers; i++)
    self->wants.layers[i] = keep_string (self->strings, wants->layers[i]);

  return self;
}

/**
 * zhihui_wants_copy_ref:
 * @self: a copy
 *
 * Returns: (transfer full): @self
 */
ZhihuiWantsCopy *
zhihui_wants_copy_ref (ZhihuiWantsCopy *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * zhihui_wants_copy_unref:
 * @self: (transfer full): a copy
 */
void
zhihui_wants_copy_unref (ZhihuiWantsCopy *self)
{
  g_atomic_rc_box_release_full (self, clear_copy);
}

/* The situation has one place for a board, a peer and a way: the first to want it gets it. */
static void
add_ranking (GPtrArray *resources, const ZhihuiWants *wants, guint index, const char *peer)
{
  ZhihuiBoardAsked asked = wants->rankings[index];
  g_autoptr (ZhihuiResource) resource = NULL;

  asked.peer = peer != NULL ? peer : "all";
  asked.region = zhihui_region_path_get_code (wants->region);
  resource = zhihui_platform_resource_new_ranking (&asked);
  for (guint i = 0; i < resources->len; i++)
    if (zhihui_resource_has_place_of (resources->pdata[i], resource))
      return;

  g_ptr_array_add (resources, g_steal_pointer (&resource));
}

static void
add_rankings (GPtrArray *resources, const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  /* What is named goes first, so that it does not change when the peers become known. */
  for (guint i = 0; i < wants->n_rankings; i++)
    if (g_strcmp0 (wants->rankings[i].peer, EVERY_PEER) != 0)
      add_ranking (resources, wants, i, wants->rankings[i].peer);

  for (guint i = 0; i < wants->n_rankings && meta != NULL; i++)
    if (g_strcmp0 (wants->rankings[i].peer, EVERY_PEER) == 0)
      for (guint j = 0; j < meta->peers->len; j++)
        add_ranking (resources, wants, i, ((ZhihuiPeer *) meta->peers->pdata[j])->id);
}

/* Of whose parts there is a map. */
static const char *
get_map_region (const ZhihuiWants *wants)
{
  return zhihui_region_path_get_code (wants->is_leaf ? zhihui_region_path_get_parent (wants->region)
                                                     : wants->region);
}

/**
 * zhihui_wants_list_resources:
 * @wants: what is to be read
 * @meta: (nullable): who answers; without it boards of every peer and outlines are not known yet
 *
 * Returns: (transfer full) (element-type ZhihuiResource): each resource once, `/meta` first
 */
GPtrArray *
zhihui_wants_list_resources (const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  GPtrArray  *resources = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_resource_unref);
  const char *region = zhihui_region_path_get_code (wants->region);
  const char *mapped = get_map_region (wants);

  /* Zone, clock and peers are in it: it is always read. */
  g_ptr_array_add (resources, zhihui_platform_resource_new_dataset (ZHIHUI_DATASET_META, NULL));
  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    if (i == ZHIHUI_DATASET_LAYERS && (wants->datasets & (1u << i)) != 0)
      g_ptr_array_add (
        resources, zhihui_platform_resource_new_layers (region, wants->layers, wants->n_layers));
    else if (i != ZHIHUI_DATASET_META && (wants->datasets & (1u << i)) != 0)
      g_ptr_array_add (
        resources,
        zhihui_platform_resource_new_dataset (
          i, i == ZHIHUI_DATASET_MAP || i == ZHIHUI_DATASET_REGIONS ? mapped : region));

  add_rankings (resources, wants, meta);
  if (meta != NULL && (wants->datasets & (1u << ZHIHUI_DATASET_REGIONS)) != 0)
    g_ptr_array_add (
      resources,
      zhihui_platform_resource_new_boundary (mapped != NULL ? mapped : meta->region, mapped));

  return resources;
}
