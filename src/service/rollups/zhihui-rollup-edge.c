/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-edge.h"

#include "zhihui-rollup-rows.h"

/* Of a nation one holds 27,000 parts of 64 bytes. */
#define MAX_KEPT 16

typedef struct
{
  gint32                    day;
  const ZhihuiRollupSeries *series;
  GArray                   *parts; /* owned (element-type ZhihuiRollupEdgePart) */
} Edge;

struct _ZhihuiRollupEdges
{
  ZhihuiStore *store; /* not owned */
  ZhihuiZone  *zone;  /* owned */
  GQueue       edges; /* (element-type Edge), asked for last first */

  /* The row whose parts are being visited. */
  Edge  *edge;
  gint64 id;
};

static void
free_edge (gpointer edge)
{
  g_array_unref (((Edge *) edge)->parts);
  g_free (edge);
}

ZhihuiRollupEdges *
zhihui_rollup_edges_new (ZhihuiStore *store, ZhihuiZone *zone)
{
  ZhihuiRollupEdges *self = g_new0 (ZhihuiRollupEdges, 1);

  self->store = store;
  self->zone = zhihui_zone_ref (zone);
  g_queue_init (&self->edges);
  return self;
}

void
zhihui_rollup_edges_free (ZhihuiRollupEdges *self)
{
  g_queue_clear_full (&self->edges, free_edge);
  zhihui_zone_unref (self->zone);
  g_free (self);
}

static void
add_part (const ZhihuiRollupSeries *series,
          guint32                   unit,
          const ZhihuiPart         *part,
          gpointer                  user_data)
{
  ZhihuiRollupEdges   *self = user_data;
  ZhihuiRollupEdgePart one = { self->id, *part, unit };

  if (zhihui_zone_day_of (self->zone, part->at) == self->edge->day)
    g_array_append_val (self->edge->parts, one);
}

static void
add_row (ZhihuiRollupEdges *self, Edge *edge, const ZhihuiEngineRow *row)
{
  self->edge = edge;
  self->id = row->id;
  zhihui_rollup_visit_series (row, edge->series, add_part, self);
}

/**
 * zhihui_rollup_edges_get:
 *
 * Returns: (transfer none) (element-type ZhihuiRollupEdgePart) (nullable): what rows add to the
 *   series on @day, in no order; until the next call
 */
const GArray *
zhihui_rollup_edges_get (ZhihuiRollupEdges        *self,
                         gint32                    day,
                         const ZhihuiRollupSeries *series,
                         GError                  **error)
{
  g_autoptr (ZhihuiRollupRows) rows = NULL;
  Edge *edge;

  for (GList *i = self->edges.head; i != NULL; i = i->next)
    {
      edge = i->data;
      if (edge->day != day || edge->series != series)
        continue;
      g_queue_unlink (&self->edges, i);
      g_queue_push_head_link (&self->edges, i);
      return edge->parts;
    }

  rows = zhihui_rollup_rows_new ();
  if (!zhihui_rollup_rows_read_day (rows, self->store, day, error))
    return NULL;

  edge = g_new0 (Edge, 1);
  edge->day = day;
  edge->series = series;
  edge->parts = g_array_new (FALSE, FALSE, sizeof (ZhihuiRollupEdgePart));
  for (guint i = 0; i < rows->ids->len; i++)
    {
      ZhihuiEngineRow row = zhihui_rollup_rows_get (rows, i);

      add_row (self, edge, &row);
    }
  g_queue_push_head (&self->edges, edge);
  if (g_queue_get_length (&self->edges) > MAX_KEPT)
    free_edge (g_queue_pop_tail (&self->edges));
  return edge->parts;
}

/**
 * zhihui_rollup_edges_note:
 * @row: as it is now
 */
void
zhihui_rollup_edges_note (ZhihuiRollupEdges *self, const ZhihuiEngineRow *row)
{
  for (GList *i = self->edges.head; i != NULL; i = i->next)
    {
      Edge *edge = i->data;

      for (guint j = edge->parts->len; j > 0; j--)
        if (g_array_index (edge->parts, ZhihuiRollupEdgePart, j - 1).id == row->id)
          g_array_remove_index_fast (edge->parts, j - 1);
      add_row (self, edge, row);
    }
}
