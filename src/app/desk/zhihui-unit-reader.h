/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk.h"
#include "zhihui-unit-facts.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_READER (zhihui_unit_reader_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitReader, zhihui_unit_reader, ZHIHUI, UNIT_READER, GObject)

ZhihuiUnitReader *zhihui_unit_reader_new (ZhihuiSource *source);
void              zhihui_unit_reader_set_period (ZhihuiUnitReader   *self,
                                                 const char         *period,
                                                 const ZhihuiWindow *window);
void              zhihui_unit_reader_set_peer (ZhihuiUnitReader *self, const char *peer);
void              zhihui_unit_reader_set_unit (ZhihuiUnitReader *self, const char *unit);
void              zhihui_unit_reader_want (ZhihuiUnitReader *self, ZhihuiFact fact);
void              zhihui_unit_reader_drop (ZhihuiUnitReader *self, ZhihuiFact fact);
void              zhihui_unit_reader_pass (ZhihuiUnitReader *self, gint64 now_us);
gboolean          zhihui_unit_reader_is_settled (ZhihuiUnitReader *self);
ZhihuiUnitFacts  *zhihui_unit_reader_get_facts (ZhihuiUnitReader *self);
char             *zhihui_unit_reader_make_path (ZhihuiUnitReader *self, ZhihuiFact fact);
void              zhihui_unit_reader_plan_review (ZhihuiUnitReader *self,
                                                  ZhihuiDesk       *desk,
                                                  GtkWindow        *parent,
                                                  const char       *name);

G_END_DECLS
