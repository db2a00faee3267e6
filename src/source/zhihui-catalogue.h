/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-recording.h"
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
  /* nullable: writes into @folder what its answers say nothing without, and tells it to @head;
   * without @folder only whether it can, before the first request is made. */
  gboolean (*copy) (ZhihuiCatalogue *self,
                    const char      *folder,
                    ZhihuiRecording *head,
                    GError         **error);
  gboolean is_shown_again; /* its answers say all: a recording of them is a source */
} ZhihuiCatalogueClass;

struct _ZhihuiCatalogue
{
  const ZhihuiCatalogueClass *klass;
};

ZhihuiCatalogue *zhihui_catalogue_new_platform (void);
ZhihuiCatalogue *zhihui_catalogue_ref (ZhihuiCatalogue *self);
void             zhihui_catalogue_unref (ZhihuiCatalogue *self);

gboolean zhihui_catalogue_check_recorded (ZhihuiCatalogue *self, GError **error);
gboolean zhihui_catalogue_copy (ZhihuiCatalogue *self,
                                const char      *folder,
                                ZhihuiRecording *head,
                                GError         **error);
GPtrArray *
zhihui_catalogue_list (ZhihuiCatalogue *self, const ZhihuiWants *wants, ZhihuiMeta *meta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCatalogue, zhihui_catalogue_unref)

G_END_DECLS
