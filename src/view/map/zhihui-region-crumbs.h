/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-selection.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_REGION_CRUMBS (zhihui_region_crumbs_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionCrumbs, zhihui_region_crumbs, ZHIHUI, REGION_CRUMBS, GtkWidget)

GtkWidget *zhihui_region_crumbs_new (void);
void zhihui_region_crumbs_set_selection (ZhihuiRegionCrumbs *self, ZhihuiSelection *selection);
void zhihui_region_crumbs_set_whole (ZhihuiRegionCrumbs *self, const char *name);

G_END_DECLS
