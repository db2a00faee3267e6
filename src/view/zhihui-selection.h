/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_SELECTION (zhihui_selection_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiSelection, zhihui_selection, ZHIHUI, SELECTION, GObject)

ZhihuiSelection  *zhihui_selection_new (void);
ZhihuiRegionPath *zhihui_selection_get_path (ZhihuiSelection *self);
void              zhihui_selection_set_path (ZhihuiSelection *self, ZhihuiRegionPath *path);
void        zhihui_selection_enter (ZhihuiSelection *self, const char *code, const char *name);
void        zhihui_selection_enter_shown (ZhihuiSelection *self,
                                          ZhihuiSituation *situation,
                                          const char      *code,
                                          const char      *name);
gboolean    zhihui_selection_go_up (ZhihuiSelection *self);
const char *zhihui_selection_get_mark (ZhihuiSelection *self);
void        zhihui_selection_set_mark (ZhihuiSelection *self, const char *code);
ZhihuiBoard zhihui_selection_get_board (ZhihuiSelection *self);
void        zhihui_selection_set_board (ZhihuiSelection *self, ZhihuiBoard board);

G_END_DECLS
