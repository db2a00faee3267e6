/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The canonical data of a report, read back: its tables, their rows, and a digest of the figures
 * alone. Time and revision stand in the data, and move on where no figure does: the columns as_of,
 * revision and period are no part of that digest, nor is the rated share, which files for programs
 * have beside the figures of a paper. */
typedef struct _ZhihuiCanonicalData ZhihuiCanonicalData;

ZhihuiCanonicalData *zhihui_canonical_data_read (const char *text, gsize length);
void                 zhihui_canonical_data_free (ZhihuiCanonicalData *self);

/* SHA-256 in hexadecimal. */
const char *zhihui_canonical_data_get_figures (const ZhihuiCanonicalData *self);

guint       zhihui_canonical_data_get_n_tables (const ZhihuiCanonicalData *self);
const char *zhihui_canonical_data_get_id (const ZhihuiCanonicalData *self, guint table);
const char *zhihui_canonical_data_get_table_figures (const ZhihuiCanonicalData *self, guint table);
gboolean zhihui_canonical_data_find (const ZhihuiCanonicalData *self, const char *id, guint *table);

/* Rows without the head. */
guint  zhihui_canonical_data_get_n_rows (const ZhihuiCanonicalData *self, guint table);
guint  zhihui_canonical_data_get_n_columns (const ZhihuiCanonicalData *self, guint table);
char **zhihui_canonical_data_dup_head (const ZhihuiCanonicalData *self, guint table);
char **zhihui_canonical_data_dup_row (const ZhihuiCanonicalData *self, guint table, guint row);
gboolean
zhihui_canonical_data_is_figure (const ZhihuiCanonicalData *self, guint table, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCanonicalData, zhihui_canonical_data_free)

G_END_DECLS
