/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Comma separated values as RFC 4180 has them, read as a stream: quotes, doubled quotes, line ends
 * inside quotes, CRLF or LF, an optional byte-order mark. A bad row is told and passed over. */
typedef struct _ZhihuiCsvReader ZhihuiCsvReader;

typedef enum
{
  ZHIHUI_CSV_ROW,
  ZHIHUI_CSV_BAD_ROW, /* why: zhihui_csv_reader_get_reason () */
  ZHIHUI_CSV_END,
  ZHIHUI_CSV_FAILED, /* the stream itself; see the error */
} ZhihuiCsvResult;

#define ZHIHUI_CSV_MAX_ROW_BYTES (1024 * 1024)

ZhihuiCsvReader *zhihui_csv_reader_new (GInputStream *stream);
void             zhihui_csv_reader_free (ZhihuiCsvReader *self);

ZhihuiCsvResult zhihui_csv_reader_read (ZhihuiCsvReader *self, GError **error);
gboolean        zhihui_csv_reader_is_cut (ZhihuiCsvReader *self);
guint           zhihui_csv_reader_get_n_fields (ZhihuiCsvReader *self);
const char     *zhihui_csv_reader_get_field (ZhihuiCsvReader *self, guint index);
guint           zhihui_csv_reader_find_field (ZhihuiCsvReader *self, const char *text);
guint64         zhihui_csv_reader_get_line (ZhihuiCsvReader *self);
const char     *zhihui_csv_reader_get_reason (ZhihuiCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCsvReader, zhihui_csv_reader_free)

G_END_DECLS
