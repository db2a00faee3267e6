/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-dataset.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_FINDER (zhihui_unit_finder_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitFinder, zhihui_unit_finder, ZHIHUI, UNIT_FINDER, GtkPopover)

GtkWidget        *zhihui_unit_finder_new (gboolean is_single);
void              zhihui_unit_finder_set_units (ZhihuiUnitFinder *self, ZhihuiUnits *units);
const ZhihuiUnit *zhihui_unit_finder_find (ZhihuiUnitFinder *self, const char *id);
void              zhihui_unit_finder_choose (ZhihuiUnitFinder *self, const char *const *ids);
GPtrArray        *zhihui_unit_finder_get_chosen (ZhihuiUnitFinder *self);

G_END_DECLS
