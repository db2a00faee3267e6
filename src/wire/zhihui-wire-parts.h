/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"

G_BEGIN_DECLS

/* What several answers have in common. */

/* clang-format off */
#define ZHIHUI_WIRE_STAMP(Type) \
  ZHIHUI_WIRE_NEED (Type, stamp.as_of, "as_of", INSTANT), \
  ZHIHUI_WIRE_MAY (Type, stamp.revision, "revision", TEXT)
#define ZHIHUI_WIRE_NEED_WINDOW(Type, field) \
  ZHIHUI_WIRE_NEED (Type, field.from, "from", INSTANT), \
  ZHIHUI_WIRE_NEED (Type, field.to, "to", INSTANT)
#define ZHIHUI_WIRE_MAY_WINDOW(Type, field) \
  ZHIHUI_WIRE_MAY (Type, field.from, "from", INSTANT), \
  ZHIHUI_WIRE_MAY (Type, field.to, "to", INSTANT)
/* clang-format on */

gboolean zhihui_wire_read_root (
  GBytes *body, const ZhihuiWireMember *members, guint n_members, gpointer target, GError **error);
gboolean zhihui_wire_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean zhihui_wire_fail_word (GError **error, const char *member, const char *word);
gboolean zhihui_wire_settle_head (ZhihuiStamp *stamp, ZhihuiWindow *window, GError **error);
void     zhihui_wire_fill_text (char **text, const char *fallback);
void     zhihui_wire_write_known_count (ZhihuiWireWriter *writer, const char *name, gint64 count);

gboolean zhihui_wire_read_count (ZhihuiWireReader *reader, gpointer counts);
gboolean zhihui_wire_read_rate (ZhihuiWireReader *reader, gpointer tally);
gboolean zhihui_wire_read_total (ZhihuiWireReader *reader, gpointer tally);
void
zhihui_wire_write_tally (ZhihuiWireWriter *writer, ZhihuiMetric metric, const ZhihuiTally *tally);
void zhihui_wire_write_fraction (ZhihuiWireWriter  *writer,
                                 ZhihuiMetric       metric,
                                 const ZhihuiTally *tally);

/* A list is left open behind its last element: zhihui_wire_close_list () closes it. */
gboolean zhihui_wire_read_channel (ZhihuiWireReader *reader, gpointer items);
void
zhihui_wire_write_channels (ZhihuiWireWriter *writer, const char *name, ZhihuiChannels *channels);
void        zhihui_wire_write_unit (ZhihuiWireWriter *writer, const ZhihuiUnit *unit);
gboolean    zhihui_wire_read_level (ZhihuiWireReader *reader, gpointer level);
const char *zhihui_wire_name_level (ZhihuiLevel level);

gboolean zhihui_wire_check_place (ZhihuiWireReader *reader, double lon, double lat);
gboolean zhihui_wire_read_unit (ZhihuiWireReader *reader, gpointer unit_place);
void     zhihui_wire_write_window (ZhihuiWireWriter *writer, const ZhihuiWindow *window);
void     zhihui_wire_unset_window (ZhihuiWindow *window);

void  zhihui_wire_open_list (ZhihuiWireWriter   *writer,
                             ZhihuiZone         *zone,
                             const ZhihuiStamp  *stamp,
                             const ZhihuiWindow *window);
char *zhihui_wire_close_list (ZhihuiWireWriter *writer, const char *next);

G_END_DECLS
