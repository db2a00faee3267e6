/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit.h"

/**
 * zhihui_unit_copy:
 * @self: (nullable): a unit
 *
 * Returns: (transfer full) (nullable): a copy; strings that were NULL stay NULL
 */
ZhihuiUnit *
zhihui_unit_copy (const ZhihuiUnit *self)
{
  ZhihuiUnit *copy;

  if (self == NULL)
    return NULL;

  copy = g_new0 (ZhihuiUnit, 1);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->short_name = g_strdup (self->short_name);
  copy->peer = g_strdup (self->peer);
  copy->region = g_strdup (self->region);
  copy->active = self->active;
  return copy;
}

/**
 * zhihui_unit_free:
 * @self: (nullable) (transfer full): a unit made with g_new0 () or zhihui_unit_copy ()
 */
void
zhihui_unit_free (ZhihuiUnit *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->peer);
  g_free (self->region);
  g_free (self);
}

/**
 * zhihui_peer_copy:
 * @self: (nullable): a peer group
 *
 * Returns: (transfer full) (nullable): a copy
 */
ZhihuiPeer *
zhihui_peer_copy (const ZhihuiPeer *self)
{
  ZhihuiPeer *copy;

  if (self == NULL)
    return NULL;

  copy = g_new0 (ZhihuiPeer, 1);
  copy->id = g_strdup (self->id);
  copy->label = g_strdup (self->label);
  copy->n_units = self->n_units;
  return copy;
}

/**
 * zhihui_peer_find:
 * @peers: (element-type ZhihuiPeer)
 * @id: (nullable): of a group
 *
 * Returns: (transfer none) (nullable): the group of that id
 */
ZhihuiPeer *
zhihui_peer_find (GPtrArray *peers, const char *id)
{
  for (guint i = 0; i < peers->len; i++)
    if (g_strcmp0 (((ZhihuiPeer *) peers->pdata[i])->id, id) == 0)
      return peers->pdata[i];
  return NULL;
}

/**
 * zhihui_peer_free:
 * @self: (nullable) (transfer full): a peer group
 */
void
zhihui_peer_free (ZhihuiPeer *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}
