/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-hex-grid.h"

G_BEGIN_DECLS

/* Has the hexagons of some regions made, and keeps the last ones. One thread only. */
typedef struct _ZhihuiHexMaker ZhihuiHexMaker;
typedef void (*ZhihuiHexMadeFunc) (gpointer user_data);

/* More than these take a few milliseconds. */
#define ZHIHUI_HEX_MAKER_FEW 300

ZhihuiHexMaker *zhihui_hex_maker_new (void);
void            zhihui_hex_maker_free (ZhihuiHexMaker *self);
void
zhihui_hex_maker_set_patient (ZhihuiHexMaker *self, ZhihuiHexMadeFunc made, gpointer user_data);
ZhihuiMesh *zhihui_hex_maker_find (ZhihuiHexMaker            *self,
                                   const ZhihuiRegion *const *regions,
                                   guint                      n,
                                   double                     ratio);
gboolean    zhihui_hex_maker_is_busy (ZhihuiHexMaker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHexMaker, zhihui_hex_maker_free)

G_END_DECLS
