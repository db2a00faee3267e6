/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_RESOURCE_DATASET,
  ZHIHUI_RESOURCE_RANKING,
  ZHIHUI_RESOURCE_BOUNDARY, /* outlines; a platform may have none */
} ZhihuiResourceKind;

/* One thing the platform can be asked for. Reference counted, read-only, shared between threads. */
typedef struct
{
  ZhihuiResourceKind kind;
  ZhihuiDataset      dataset;  /* of DATASET */
  ZhihuiBoard        board;    /* of RANKING */
  char              *peer;     /* owned; of RANKING */
  char              *path;     /* owned: below the base, with its query: "/summary" */
  char              *name;     /* owned: "summary", "rankings/overdue_rate/town" */
  guint              period_s; /* rhythm of docs/wire.md */
} ZhihuiResource;

ZhihuiResource *zhihui_resource_new_dataset (ZhihuiDataset dataset);
ZhihuiResource *zhihui_resource_new_ranking (ZhihuiBoard board,
                                             const char *peer,
                                             const char *period,
                                             ZhihuiOrder order,
                                             guint       first,
                                             guint       last);
ZhihuiResource *zhihui_resource_new_boundary (const char *region);
ZhihuiResource *zhihui_resource_ref (ZhihuiResource *self);
void            zhihui_resource_unref (ZhihuiResource *self);
gboolean        zhihui_resource_has_place_of (ZhihuiResource *self, ZhihuiResource *other);

/* What is read has a type by resource: a dataset, ZhihuiRanking or GBytes. */
gpointer zhihui_resource_decode (ZhihuiResource *self, GBytes *body, char **next, GError **error);
gpointer zhihui_resource_decode_pages (ZhihuiResource *self, GPtrArray *bodies, GError **error);
gpointer zhihui_resource_join (ZhihuiResource *self, gpointer first, gpointer more);
gpointer zhihui_resource_ref_figures (ZhihuiResource *self, gpointer figures);
void     zhihui_resource_unref_figures (ZhihuiResource *self, gpointer figures);
gint64   zhihui_resource_get_as_of (ZhihuiResource *self, gpointer figures);

void zhihui_resource_put (ZhihuiResource         *self,
                          ZhihuiSituationBuilder *builder,
                          gpointer                figures,
                          const ZhihuiReceipt    *receipt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiResource, zhihui_resource_unref)

G_END_DECLS
