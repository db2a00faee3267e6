/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-paper.h"

G_BEGIN_DECLS

/* A paper in a thread of its own, for a window: it is made there and painted there, as letters are
 * laid out by what belongs to one thread. It is painted on what it is given, a printer's page or a
 * picture, and not as a recording: cairo 1.16 reads what was freed where it has to copy one. */
typedef struct _ZhihuiPaperPainter ZhihuiPaperPainter;

/* Runs in that thread. Returns: (transfer full): the paper, or NULL with @error */
typedef ZhihuiPaper *(*ZhihuiPaperMakeFunc) (gpointer data, GError **error);

ZhihuiPaperPainter *
zhihui_paper_painter_new (ZhihuiPaperMakeFunc make, gpointer data, GDestroyNotify destroy);
ZhihuiPaperPainter *zhihui_paper_painter_ref (ZhihuiPaperPainter *self);
void                zhihui_paper_painter_unref (ZhihuiPaperPainter *self);

void     zhihui_paper_painter_open_async (ZhihuiPaperPainter *self,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
guint    zhihui_paper_painter_open_finish (GAsyncResult *result,
                                           double       *width,
                                           double       *height,
                                           GError      **error);
void     zhihui_paper_painter_paint_async (ZhihuiPaperPainter *self,
                                           guint               page,
                                           cairo_t            *cr,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean zhihui_paper_painter_paint_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPaperPainter, zhihui_paper_painter_unref)

G_END_DECLS
