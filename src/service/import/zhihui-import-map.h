/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_IMPORT_CASE_ID,
  ZHIHUI_IMPORT_OPENED,
  ZHIHUI_IMPORT_AGENCY,
  ZHIHUI_IMPORT_DUE,
  ZHIHUI_IMPORT_CLOSED,
  ZHIHUI_IMPORT_STATUS,
  ZHIHUI_IMPORT_CATEGORY,
  ZHIHUI_IMPORT_CHANNEL,
  ZHIHUI_IMPORT_AREA,
  ZHIHUI_IMPORT_LON,
  ZHIHUI_IMPORT_LAT,
  ZHIHUI_IMPORT_OVERDUE,
  ZHIHUI_IMPORT_RETURNS,
  ZHIHUI_N_IMPORT_COLUMNS,
} ZhihuiImportColumn;

typedef enum
{
  ZHIHUI_IMPORT_STATUS_OPEN,
  ZHIHUI_IMPORT_STATUS_CLOSED,
  ZHIHUI_IMPORT_STATUS_DUPLICATE, /* joined to another case: counted for no unit */
  ZHIHUI_IMPORT_STATUS_UNKNOWN,
} ZhihuiImportStatus;

/* What the columns of a foreign file mean: the content of a .map file. Read-only once made. */
typedef struct
{
  char       *source; /* owned: name of the source system; cases are told apart within it */
  char       *title, *name, *region, *issuer, *language; /* owned */
  char       *peer, *peer_label;                         /* owned: all units are one group */
  gint64      as_of; /* the moment of the snapshot, ZHIHUI_NO_INSTANT: now */
  ZhihuiZone *zone;
  char       *columns[ZHIHUI_N_IMPORT_COLUMNS]; /* owned: heads, NULL where there is none */
  char      **time_formats;                     /* owned, NULL-terminated, tried in this order */
  char       *empty_agency;                     /* owned: the unit of cases that name none, or "" */
  GHashTable *statuses; /* (element-type utf8 ZhihuiImportStatus), empty: told by the close time */
  GHashTable *online;   /* (element-type utf8): channels that are online */
} ZhihuiImportMap;

ZhihuiImportMap *zhihui_import_map_new_from_file (const char *path, GError **error);
ZhihuiImportMap      *
zhihui_import_map_new_from_text (const char *text, const char *name, GError **error);
void zhihui_import_map_free (ZhihuiImportMap *self);

const char *zhihui_import_column_get_key (ZhihuiImportColumn column);
gboolean    zhihui_import_map_parse_time (ZhihuiImportMap *self, const char *text, gint64 *instant);
gboolean
zhihui_import_map_parse_deadline (ZhihuiImportMap *self, const char *text, gint64 *instant);
ZhihuiImportStatus zhihui_import_map_get_status (ZhihuiImportMap *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiImportMap, zhihui_import_map_free)

G_END_DECLS
