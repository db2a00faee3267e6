/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"

G_BEGIN_DECLS

/* What is known of a figure or a word beside the tables: 最小样本 30; 按期办结率 …. */
typedef struct
{
  const char *name, *text;
} ZhihuiTablesFact;

/* What files of tables say of them. All borrowed while one is written; what is %NULL is left out.
 */
typedef struct
{
  const char             *title; /* never NULL */
  const char             *issuer;
  const char             *number;   /* of the document */
  const char             *marking;  /* 内部资料 */
  const char             *period;   /* for people, with its days */
  gint64                  as_of;    /* of the figures; the time the file claims to be made */
  ZhihuiZone             *zone;     /* never NULL */
  const char             *revision; /* of the figures */
  const char             *rules;    /* version of the rules they are counted by */
  const ZhihuiTablesFact *facts;    /* more of that: date basis, peer group, smallest n, source */
  guint                   n_facts;
  const ZhihuiTablesFact *definitions; /* of the figures and words in the tables */
  guint                   n_definitions;
  const char             *canonical; /* nullable: the canonical data, which @digest is of */
  const char             *digest;    /* SHA-256 of the canonical data in hex; NULL: of the tables */
} ZhihuiTablesHead;

/* @tables: (element-type ZhihuiDataTable). The file is replaced in one step, or left as it was. */
gboolean zhihui_tables_write_csv (GPtrArray              *tables,
                                  const ZhihuiTablesHead *head,
                                  const char             *path,
                                  GError                **error);
gboolean zhihui_tables_write_json (GPtrArray              *tables,
                                   const ZhihuiTablesHead *head,
                                   const char             *path,
                                   GError                **error);
gboolean zhihui_tables_write_xlsx (GPtrArray              *tables,
                                   const ZhihuiTablesHead *head,
                                   const char             *path,
                                   GError                **error);

G_END_DECLS
