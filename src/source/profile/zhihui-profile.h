/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-coercion.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* How a platform that is not ours is read: the content of a .profile file (docs/profiles.md).
 * Reference counted, read-only once made, shared between threads. */

typedef enum
{
  ZHIHUI_AUTH_NONE,
  ZHIHUI_AUTH_BEARER,
  ZHIHUI_AUTH_HEADER,
  ZHIHUI_AUTH_BASIC,
  ZHIHUI_AUTH_QUERY,
  ZHIHUI_N_AUTHS,
} ZhihuiAuthKind;

typedef struct
{
  ZhihuiAuthKind kind;
  char          *name;   /* owned: of the header or the parameter */
  char          *prefix; /* owned: before the token in the header, "" */
  char          *user;   /* owned: of basic; "": the token is USER:PASSWORD */
} ZhihuiProfileAuth;

typedef enum
{
  ZHIHUI_PAGING_NONE,
  ZHIHUI_PAGING_PAGE,
  ZHIHUI_PAGING_OFFSET,
  ZHIHUI_PAGING_CURSOR,
  ZHIHUI_PAGING_LINK, /* the Link header */
  ZHIHUI_PAGING_NEXT, /* an address in the body or in another header */
  ZHIHUI_N_PAGINGS,
} ZhihuiPagingStyle;

typedef struct
{
  ZhihuiPagingStyle style;
  char             *page_parameter, *limit_parameter, *offset_parameter; /* owned */
  char             *cursor_parameter;                                    /* owned */
  ZhihuiColumn     *next;         /* owned, nullable: cursor or address in the body */
  ZhihuiColumn     *total;        /* owned, nullable: how many rows there are, in the body */
  char             *next_header;  /* owned, nullable */
  char             *total_header; /* owned, nullable: a number, or Content-Range */
  gint64            first_page;
  gint64            limit; /* rows a page that are asked for; 0 not asked for */
  guint             max_pages;
  gint64            max_rows; /* more is refused: figures of a part are wrong */

  /* The walk through time, where a platform answers for short spans only. */
  char  *from_parameter, *to_parameter; /* owned, nullable */
  char  *time_format;                   /* owned: "rfc3339", "date", "s" or "ms" */
  gint64 window_s;                      /* longest span */
  gint64 history_s;                     /* how far back */
  gint64 window_rows;                   /* so many rows are a sign that more were cut off; 0 none */
} ZhihuiProfilePaging;

typedef enum
{
  ZHIHUI_TABLE_CASES,
  ZHIHUI_TABLE_BOARD,
  ZHIHUI_TABLE_SUMMARY,
  ZHIHUI_TABLE_CHANNELS,
  ZHIHUI_TABLE_WORDS,
  ZHIHUI_TABLE_ALERTS,
  ZHIHUI_TABLE_MEETINGS,
  ZHIHUI_N_TABLES,
} ZhihuiTableKind;

#define ZHIHUI_MAX_FIELDS 20

/* One [resource …]. */
typedef struct
{
  ZhihuiTableKind     kind;
  char               *name;   /* owned: "cases", "board overdue_rate" */
  ZhihuiBoard         board;  /* of BOARD */
  char               *period; /* owned: of BOARD, which span its figures are of */
  char               *path;   /* owned: below the base */
  char               *accept; /* owned, nullable */
  ZhihuiRowsFormat    format;
  const char         *encoding; /* static, nullable: of the answers, where it is not UTF-8 */
  ZhihuiColumn       *rows;     /* owned */
  ZhihuiColumn       *columns[ZHIHUI_MAX_FIELDS]; /* owned, nullable; by the fields of the kind */
  guint               period_s;
  ZhihuiProfilePaging paging;
} ZhihuiProfileTable;

typedef struct
{
  char             *title, *name, *region, *issuer, *language; /* owned */
  char             *base;              /* owned: "https://…", or "file:///folder" */
  char             *peer, *peer_label; /* owned: of units that name none */
  char             *recorded_base;     /* owned, nullable: that of the answers shown again */
  gint64            asked_at; /* by which spans of time are reckoned, or ZHIHUI_NO_INSTANT: now */
  GBytes           *text;     /* owned: as it is written */
  char             *folder;   /* owned: from where the files it names are found */
  gint64            as_of;    /* a fixed moment, or ZHIHUI_NO_INSTANT: the platform's clock */
  ZhihuiTimeRule    time;
  ZhihuiProfileAuth auth;
  GPtrArray        *headers;  /* (element-type utf8), owned: name, value, … */
  GPtrArray        *tables;   /* (element-type ZhihuiProfileTable), owned */
  GHashTable       *values;   /* (element-type utf8 GHashTable), owned: field → word → word */
  GHashTable       *units;    /* (element-type utf8 ZhihuiUnit), owned: by the word of the data */
  GHashTable       *regions;  /* (element-type utf8 ZhihuiRegion), owned */
  GBytes           *outlines; /* owned, nullable: GeoJSON of the regions */
  GPtrArray        *peers;    /* (element-type ZhihuiPeer), owned */
  GHashTable       *online;   /* (element-type utf8), owned: channels that are online */
} ZhihuiProfile;

ZhihuiProfile *
zhihui_profile_new (GBytes *text, const char *name, const char *folder, GError **error);
ZhihuiProfile *zhihui_profile_load (const char *path, GError **error);
ZhihuiProfile *zhihui_profile_ref (ZhihuiProfile *self);
void           zhihui_profile_unref (ZhihuiProfile *self);

const ZhihuiProfileTable *zhihui_profile_find (const ZhihuiProfile *self, ZhihuiTableKind kind);
const char               *zhihui_profile_map (const ZhihuiProfile *self,
                                              const char          *field,
                                              const char          *word,
                                              gboolean            *is_mapped);

/* Fields of a kind of table, NULL-terminated; the first @n_required must be told. */
const char *const *zhihui_table_kind_get_fields (ZhihuiTableKind kind, guint *n_required);
guint              zhihui_profile_table_count_needed (const ZhihuiProfileTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiProfile, zhihui_profile_unref)

G_END_DECLS
