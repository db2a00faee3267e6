/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* A table of figures with types: what every list on paper, and every file made of one, is made of.
 * Filled once, row by row, then shared by reference count. A column has an id, which is the same in
 * every language and names it in files for programs, and a title for people.
 *
 *   ZhihuiDataTable *table = zhihui_data_table_new ("overdue", _ ("Overdue cases"));
 *
 *   zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
 *   zhihui_data_table_add_column (table, "on_time", _ ("On-time rate"), ZHIHUI_COLUMN_RATE);
 *   zhihui_data_table_begin_row (table);
 *   zhihui_data_table_add_text (table, "双杨镇");
 *   zhihui_data_table_add_rate (table, 183, 190);
 */
typedef struct _ZhihuiDataTable ZhihuiDataTable;

/* What a column holds; of a cell, what is in it. */
typedef enum
{
  ZHIHUI_COLUMN_NONE, /* of a cell alone: nothing is known */
  ZHIHUI_COLUMN_TEXT,
  ZHIHUI_COLUMN_COUNT,    /* a whole number, also a negative one: change of rank */
  ZHIHUI_COLUMN_RATE,     /* k of n: files have both beside it, as columns ID_k and ID_n */
  ZHIHUI_COLUMN_RATIO,    /* of 1, shown in percent: bound of an interval, target, difference */
  ZHIHUI_COLUMN_NUMBER,   /* any other; a cell of it may be a count or a ratio */
  ZHIHUI_COLUMN_INSTANT,  /* seconds since 1970, shown in the zone of the platform */
  ZHIHUI_COLUMN_DURATION, /* seconds */
  ZHIHUI_COLUMN_BOOLEAN,
} ZhihuiColumnKind;

typedef struct
{
  ZhihuiColumnKind kind;
  gboolean         is_change; /* COUNT: people read it with its sign */
  union
  {
    gint64      count;   /* COUNT; BOOLEAN: 0 or 1 */
    gint64      k;       /* RATE */
    gint64      instant; /* INSTANT */
    gint64      seconds; /* DURATION */
    double      number;  /* RATIO, NUMBER: finite */
    const char *text;    /* TEXT: valid UTF-8, borrowed from the table */
  };
  gint64      n;    /* RATE: never below 0; 0 is no figure */
  const char *word; /* TEXT: what programs read instead, borrowed; NULL: the text itself */
} ZhihuiDataCell;

ZhihuiDataTable *zhihui_data_table_new (const char *id, const char *title);
ZhihuiDataTable *zhihui_data_table_ref (ZhihuiDataTable *self);
void             zhihui_data_table_unref (ZhihuiDataTable *self);

/* Filling. A row is whole when the next begins; cells it lacks are none. */
void  zhihui_data_table_set_note (ZhihuiDataTable *self, const char *note);
void  zhihui_data_table_set_empty (ZhihuiDataTable *self, const char *empty);
guint zhihui_data_table_add_column (ZhihuiDataTable *self,
                                    const char      *id,
                                    const char      *title,
                                    ZhihuiColumnKind kind);
void  zhihui_data_table_set_parts (ZhihuiDataTable *self,
                                   guint            column,
                                   const char      *k_title,
                                   const char      *n_title);
void  zhihui_data_table_begin_group (ZhihuiDataTable *self, const char *group);
void  zhihui_data_table_begin_group_as (ZhihuiDataTable *self, const char *word, const char *group);
void  zhihui_data_table_begin_row (ZhihuiDataTable *self);
void  zhihui_data_table_add_text (ZhihuiDataTable *self, const char *text);
void  zhihui_data_table_add_word (ZhihuiDataTable *self, const char *word, const char *text);
void  zhihui_data_table_add_count (ZhihuiDataTable *self, gint64 count);
void  zhihui_data_table_add_change (ZhihuiDataTable *self, gint64 change);
void  zhihui_data_table_add_count_if (ZhihuiDataTable *self, gboolean is_known, gint64 count);
void  zhihui_data_table_add_rate (ZhihuiDataTable *self, gint64 k, gint64 n);
void  zhihui_data_table_add_ratio (ZhihuiDataTable *self, double ratio);
void  zhihui_data_table_add_number (ZhihuiDataTable *self, double number);
void  zhihui_data_table_add_instant (ZhihuiDataTable *self, gint64 instant);
void  zhihui_data_table_add_duration (ZhihuiDataTable *self, gint64 seconds);
void  zhihui_data_table_add_boolean (ZhihuiDataTable *self, gboolean is_so);
void  zhihui_data_table_add_none (ZhihuiDataTable *self);

/* Reading. */
const char      *zhihui_data_table_get_id (const ZhihuiDataTable *self);
const char      *zhihui_data_table_get_title (const ZhihuiDataTable *self);
const char      *zhihui_data_table_get_note (const ZhihuiDataTable *self);  /* or NULL */
const char      *zhihui_data_table_get_empty (const ZhihuiDataTable *self); /* never NULL */
guint            zhihui_data_table_get_n_columns (const ZhihuiDataTable *self);
const char      *zhihui_data_table_get_column_id (const ZhihuiDataTable *self, guint column);
const char      *zhihui_data_table_get_column_title (const ZhihuiDataTable *self, guint column);
ZhihuiColumnKind zhihui_data_table_get_column_kind (const ZhihuiDataTable *self, guint column);
char            *zhihui_data_table_dup_k_title (const ZhihuiDataTable *self, guint column);
char            *zhihui_data_table_dup_n_title (const ZhihuiDataTable *self, guint column);
guint            zhihui_data_table_get_n_rows (const ZhihuiDataTable *self);
gboolean         zhihui_data_table_has_groups (const ZhihuiDataTable *self);
const char      *zhihui_data_table_get_group (const ZhihuiDataTable *self, guint row); /* or NULL */
const char      *zhihui_data_table_get_group_word (const ZhihuiDataTable *self, guint row);
ZhihuiDataCell   zhihui_data_table_get_cell (const ZhihuiDataTable *self, guint row, guint column);

/* For people, as wall and desk write figures: "6,037", "99.11%", "—". */
char *zhihui_data_cell_format (const ZhihuiDataCell *cell, ZhihuiZone *zone);

/* For programs: canonical, the same in every language. */
void zhihui_data_table_append_csv_head (const ZhihuiDataTable *self, GString *csv);
void
zhihui_data_table_append_csv_rows (const ZhihuiDataTable *self, ZhihuiZone *zone, GString *csv);
void  zhihui_data_table_append_csv (const ZhihuiDataTable *self, ZhihuiZone *zone, GString *csv);
void  zhihui_data_tables_append_csv (GPtrArray *tables, ZhihuiZone *zone, GString *csv);
char *zhihui_data_tables_make_digest (GPtrArray *tables, ZhihuiZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDataTable, zhihui_data_table_unref)

G_END_DECLS
