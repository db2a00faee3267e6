/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-director.h"

G_BEGIN_DECLS

/* What may be asked of a running wall, by whatever way it was asked:
 * data/cn.zhihui.Zhihui.Wall1.xml says the names and the types. */
#define ZHIHUI_WALL_BUS_NAME "cn.zhihui.Zhihui.Wall"
#define ZHIHUI_WALL_BUS_PATH "/cn/zhihui/Zhihui/Wall"
#define ZHIHUI_WALL_BUS_INTERFACE "cn.zhihui.Zhihui.Wall1"

/* Who can paint what is on a screen; @callback is given a result for @finish. */
typedef struct
{
  void (*paint) (gpointer            painter,
                 const char         *screen,
                 guint               max_width,
                 GAsyncReadyCallback callback,
                 gpointer            user_data);
  GBytes *(*finish) (gpointer painter, GAsyncResult *result, GError **error);
  gboolean (*get_size) (gpointer painter, const char *screen, int *width, int *height);
  const char *(*get_title) (gpointer painter, const char *page); /* what a page is called */
  gpointer painter;                                              /* borrowed; outlives the verbs */
} ZhihuiWallPainter;

#define ZHIHUI_TYPE_WALL_VERBS (zhihui_wall_verbs_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallVerbs, zhihui_wall_verbs, ZHIHUI, WALL_VERBS, GObject)

ZhihuiWallVerbs *zhihui_wall_verbs_new (ZhihuiDirector *director, const ZhihuiWallPainter *painter);
void             zhihui_wall_verbs_call_async (ZhihuiWallVerbs    *self,
                                               const char         *method,
                                               GVariant           *parameters,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
GVariant *
zhihui_wall_verbs_call_finish (ZhihuiWallVerbs *self, GAsyncResult *result, GError **error);

ZhihuiDirector     *zhihui_wall_verbs_get_director (ZhihuiWallVerbs *self);
GDBusInterfaceInfo *zhihui_wall_verbs_dup_interface (void);
void                zhihui_wall_verbs_name_errors (void);

G_END_DECLS
