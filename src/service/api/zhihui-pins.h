/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists that clients walk page by page: the first page pins the whole list, so that all pages are
 * of one moment. A cursor names a pin and a place in it; the oldest pins are given up first. */
typedef struct _ZhihuiPins ZhihuiPins;

ZhihuiPins *zhihui_pins_new (void);
void        zhihui_pins_free (ZhihuiPins *self);

char *zhihui_pins_add (ZhihuiPins    *self,
                       const char    *question,
                       gpointer       list,
                       GDestroyNotify destroy,
                       guint          n_items,
                       guint          place);
char *zhihui_pins_move (ZhihuiPins *self, const char *cursor, guint place);
gpointer
zhihui_pins_find (ZhihuiPins *self, const char *question, const char *cursor, guint *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPins, zhihui_pins_free)

G_END_DECLS
