/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-engine.h"

#include "zhihui-clickhouse-engine.h"
#include "zhihui-rollup-engine.h"

/* The rows that go elsewhere are of this database and no other. */
static char *
get_dataset (ZhihuiStore *store, GError **error)
{
  g_autofree char *dataset = zhihui_store_get_setting (store, "dataset");

  if (dataset != NULL)
    return g_steal_pointer (&dataset);
  if (!zhihui_store_begin (store, error))
    return NULL;

  dataset = zhihui_store_get_setting (store, "dataset");
  if (dataset == NULL)
    dataset = g_uuid_string_random ();
  if (zhihui_store_set_setting (store, "dataset", dataset, error) &&
      zhihui_store_commit (store, error))
    return g_steal_pointer (&dataset);

  zhihui_store_rollback (store);
  return NULL;
}

/**
 * zhihui_board_engine_new:
 * @store: (transfer none): must outlive it
 * @database: address of @store, for a connection of its own
 * @boards: "clickhouse://…"
 *
 * Returns: (transfer full) (nullable): nothing is sent or asked yet
 */
ZhihuiEngineAhead *
zhihui_board_engine_new (ZhihuiStore *store,
                         const char  *database,
                         const char  *boards,
                         GError     **error)
{
  ZhihuiEngine    *near = zhihui_rollup_engine_new (store, error);
  ZhihuiEngine    *far = NULL;
  g_autofree char *dataset = near != NULL ? get_dataset (store, error) : NULL;

  if (dataset != NULL)
    far = zhihui_clickhouse_engine_new (boards, dataset, error);
  if (far != NULL)
    return zhihui_engine_ahead_new (
      far, zhihui_engine_feed_new (database, far, zhihui_clickhouse_engine_get_place (far)), near);

  zhihui_engine_free (near);
  return NULL;
}
