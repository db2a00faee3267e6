/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "zhihui-remote-caller.h"

G_BEGIN_DECLS

/* From a desk to one wall: asks it without waiting. Emits "changed" when the wall of this session
 * tells that its status is different; another machine's tells nothing by itself. */
#define ZHIHUI_TYPE_WALL_LINE (zhihui_wall_line_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallLine, zhihui_wall_line, ZHIHUI, WALL_LINE, GObject)

ZhihuiWallLine *zhihui_wall_line_new (const ZhihuiRemotePlace *place);
gboolean        zhihui_wall_line_is_remote (ZhihuiWallLine *self);

void      zhihui_wall_line_call_async (ZhihuiWallLine     *self,
                                       const char         *method,
                                       GVariant           *parameters,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GVariant *zhihui_wall_line_call_finish (ZhihuiWallLine *self, GAsyncResult *result, GError **error);
void      zhihui_wall_line_look_async (ZhihuiWallLine     *self,
                                       const char         *screen,
                                       guint               width,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GdkTexture *
zhihui_wall_line_look_finish (ZhihuiWallLine *self, GAsyncResult *result, GError **error);

G_END_DECLS
