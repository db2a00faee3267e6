/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-resource.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* What a source can be asked for. Reference counted, read-only, shared between threads. */
typedef struct _ZhihuiCatalogue ZhihuiCatalogue;

typedef struct
{
  /* (element-type ZhihuiResource): each resource once, the one that tells /meta first. Without
   * @meta what depends on it is not there yet. */
  GPtrArray *(*list) (ZhihuiCatalogue *self, const ZhihuiWants *wants, ZhihuiMeta *meta);
  void (*clear) (ZhihuiCatalogue *self); /* nullable */
  gboolean is_shown_again;               /* its answers say all: a recording of them is a source */
} ZhihuiCatalogueClass;

struct _ZhihuiCatalogue
{
  const ZhihuiCatalogueClass *klass;
};

ZhihuiCatalogue *zhihui_catalogue_new_platform (void);
ZhihuiCatalogue *zhihui_catalogue_ref (ZhihuiCatalogue *self);
void             zhihui_catalogue_unref (ZhihuiCatalogue *self);

GPtrArray *
zhihui_catalogue_list (ZhihuiCatalogue *self, const ZhihuiWants *wants, ZhihuiMeta *meta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCatalogue, zhihui_catalogue_unref)

G_END_DECLS
