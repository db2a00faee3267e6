/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Writes JSON in one go, commas by itself. Members of lists have no name (NULL). The platform uses
 * it for the answers that have no model. */
typedef struct
{
  GString    *text; /* owned */
  ZhihuiZone *zone; /* borrowed: offset of the times */
} ZhihuiWireWriter;

void  zhihui_wire_writer_init (ZhihuiWireWriter *self, ZhihuiZone *zone);
char *zhihui_wire_writer_finish (ZhihuiWireWriter *self);

void zhihui_wire_writer_open_object (ZhihuiWireWriter *self, const char *name);
void zhihui_wire_writer_close_object (ZhihuiWireWriter *self);
void zhihui_wire_writer_open_list (ZhihuiWireWriter *self, const char *name);
void zhihui_wire_writer_close_list (ZhihuiWireWriter *self);

void zhihui_wire_writer_text (ZhihuiWireWriter *self, const char *name, const char *text);
void zhihui_wire_writer_integer (ZhihuiWireWriter *self, const char *name, gint64 integer);
void zhihui_wire_writer_number (ZhihuiWireWriter *self, const char *name, double number);
void zhihui_wire_writer_boolean (ZhihuiWireWriter *self, const char *name, gboolean truth);
void zhihui_wire_writer_null (ZhihuiWireWriter *self, const char *name);
void zhihui_wire_writer_instant (ZhihuiWireWriter *self, const char *name, gint64 instant);

/* as_of and revision: every answer starts so. */
void zhihui_wire_writer_stamp (ZhihuiWireWriter *self, gint64 as_of, const char *revision);

G_END_DECLS
