/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-looks.h"

G_BEGIN_DECLS

/* A map of one metric, ready to be painted: what every region comes to, where it lies, how it
 * looks. Immutable; one owner. */
typedef struct
{
  ZhihuiMapReading *reading; /* owned */
  ZhihuiMesh       *mesh;    /* owned reference */
  ZhihuiMapLooks   *looks;   /* owned */
} ZhihuiMapChart;

ZhihuiMapChart *zhihui_map_chart_new (ZhihuiMapReading      *reading,
                                      ZhihuiMesh            *mesh,
                                      const ZhihuiMapBreaks *breaks,
                                      ZhihuiAlerts          *alerts,
                                      const ZhihuiPalette   *palette);
void            zhihui_map_chart_free (ZhihuiMapChart *self);

/* A row of the table that says the same as the map. */
typedef struct
{
  const char           *code, *name; /* borrowed */
  const ZhihuiMapValue *value;       /* borrowed */
  char                 *text;        /* owned: "3.68%" */
  char                 *base;        /* owned or NULL: "7/190" */
  char                 *range;       /* owned: "2 – 3.99%", or why it has none */
  gboolean              alert;
} ZhihuiMapRow;

GPtrArray *zhihui_map_chart_make_rows (const ZhihuiMapChart *self);
void       zhihui_map_row_free (ZhihuiMapRow *self);
char      *zhihui_map_chart_describe_entry (const ZhihuiMapChart *self, guint entry);
guint64    zhihui_map_chart_hash (const ZhihuiMapChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapChart, zhihui_map_chart_free)

G_END_DECLS
