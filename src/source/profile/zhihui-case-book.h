/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-book-units.h"
#include "zhihui-reported-case.h"

G_BEGIN_DECLS

/* The cases of a platform as rows to count from, without anything of a person: what the figures
 * need and nothing else. Used by one thread at a time. */

typedef struct
{
  gint64  accepted_at;
  guint16 channel; /* index, G_MAXUINT16 none */
  guint16 region;  /* index, G_MAXUINT16 none */
  guint16 is_void; /* told again later */
} ZhihuiBookCase;

typedef struct
{
  char  *word;     /* owned */
  double lon, lat; /* sums of its cases */
  gint64 n_places;
} ZhihuiBookName;

typedef struct
{
  GPtrArray  *names;   /* (element-type ZhihuiBookName), owned */
  GHashTable *indices; /* word → index + 1 */
} ZhihuiBookNames;

typedef struct
{
  ZhihuiProfile            *profile; /* owned */
  const ZhihuiProfileTable *table;   /* the profile's */
  gint64                    as_of;
  ZhihuiBookUnits           units;
  ZhihuiBookNames           channels, regions;
  GArray                   *cases;   /* (element-type ZhihuiBookCase), owned */
  GArray                   *rows;    /* (element-type ZhihuiAssignment), owned */
  GArray                   *ratings; /* (element-type ZhihuiRating), owned */
  GHashTable               *ids;  /* (element-type utf8 BookId), owned: the cases that have an id */
  guint                     page; /* that is read, from 1 */
} ZhihuiCaseBook;

/* The fields of [resource cases], in the order of zhihui_table_kind_get_fields (). */
typedef enum
{
  ZHIHUI_CASE_FIELD_OPENED,
  ZHIHUI_CASE_FIELD_ID,
  ZHIHUI_CASE_FIELD_UNIT,
  ZHIHUI_CASE_FIELD_DUE,
  ZHIHUI_CASE_FIELD_CLOSED,
  ZHIHUI_CASE_FIELD_STATUS,
  ZHIHUI_CASE_FIELD_CHANNEL,
  ZHIHUI_CASE_FIELD_TOPIC,
  ZHIHUI_CASE_FIELD_REGION,
  ZHIHUI_CASE_FIELD_LON,
  ZHIHUI_CASE_FIELD_LAT,
  ZHIHUI_CASE_FIELD_OVERDUE,
  ZHIHUI_CASE_FIELD_RETURNS,
  ZHIHUI_CASE_FIELD_RATING,
  ZHIHUI_CASE_FIELD_RATED,
  ZHIHUI_CASE_FIELD_PEER,
  ZHIHUI_N_CASE_FIELDS,
} ZhihuiCaseField;

ZhihuiCaseBook      *
zhihui_case_book_new (ZhihuiProfile *profile, const ZhihuiProfileTable *table, gint64 as_of);
void zhihui_case_book_free (ZhihuiCaseBook *self);
void zhihui_case_book_settle (ZhihuiCaseBook *self, ZhihuiFindings *findings);
void zhihui_case_book_read (ZhihuiCaseBook *self, ZhihuiRows *rows, ZhihuiFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseBook, zhihui_case_book_free)

G_END_DECLS
