/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-data-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char            *id, *title;        /* owned */
  char            *k_title, *n_title; /* owned, or NULL: made of the title */
  ZhihuiColumnKind kind;
} Column;

struct _ZhihuiDataTable
{
  gatomicrefcount ref_count;
  char           *id, *title;  /* owned */
  char           *note;        /* owned, or NULL */
  char           *empty;       /* owned, or NULL: the usual words */
  GArray         *columns;     /* (element-type Column), owned */
  GArray         *cells;       /* (element-type ZhihuiDataCell), owned: row by row */
  GPtrArray      *groups;      /* (element-type utf8), owned: of each row, borrowed from texts */
  GPtrArray      *group_words; /* likewise: what programs read instead */
  GStringChunk   *texts;       /* owned */
  const char     *group, *group_word; /* of the rows that come, borrowed from texts, or NULL */
  gboolean        has_groups;
};

static void
clear_column (gpointer element)
{
  Column *column = element;

  g_free (column->id);
  g_free (column->title);
  g_free (column->k_title);
  g_free (column->n_title);
}

/**
 * zhihui_data_table_new:
 * @id: names the table in files for programs, the same in every language
 * @title: for people
 *
 * Returns: (transfer full): a table without columns and rows
 */
ZhihuiDataTable *
zhihui_data_table_new (const char *id, const char *title)
{
  ZhihuiDataTable *self = g_new0 (ZhihuiDataTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_utf8_make_valid (id, -1);
  self->title = g_utf8_make_valid (title, -1);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->cells = g_array_new (FALSE, TRUE, sizeof (ZhihuiDataCell));
  self->groups = g_ptr_array_new ();
  self->group_words = g_ptr_array_new ();
  self->texts = g_string_chunk_new (16 * 1024);
  return self;
}

ZhihuiDataTable *
zhihui_data_table_ref (ZhihuiDataTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
zhihui_data_table_unref (ZhihuiDataTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->note);
  g_free (self->empty);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->group_words);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static void
replace_text (char **place, const char *text)
{
  char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  g_free (*place);
  *place = valid;
}

/**
 * zhihui_data_table_set_note:
 * @note: (nullable): one line under the title, about all rows
 */
void
zhihui_data_table_set_note (ZhihuiDataTable *self, const char *note)
{
  replace_text (&self->note, note);
}

/**
 * zhihui_data_table_set_empty:
 * @empty: (nullable): what is said where no row is, and why; %NULL is "No rows."
 */
void
zhihui_data_table_set_empty (ZhihuiDataTable *self, const char *empty)
{
  replace_text (&self->empty, empty);
}

/* Heads of CSV are written without quotes, and "group" is the heading of rows. */
static gboolean
is_id (const char *id)
{
  return *id != '\0' && !g_str_equal (id, "group") &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (id);
}

/**
 * zhihui_data_table_add_column:
 * @self: a table without rows
 * @id: small letters, digits and _, of no other column; not "group"
 * @title: for people
 *
 * Returns: which column it is
 */
guint
zhihui_data_table_add_column (ZhihuiDataTable *self,
                              const char      *id,
                              const char      *title,
                              ZhihuiColumnKind kind)
{
  Column column = { .kind = kind };

  g_return_val_if_fail (self->groups->len == 0 && is_id (id) && kind != ZHIHUI_COLUMN_NONE, 0);

  column.id = g_strdup (id);
  column.title = g_utf8_make_valid (title, -1);
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

static Column *
get_column (const ZhihuiDataTable *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

/**
 * zhihui_data_table_set_parts:
 * @column: of rates
 * @k_title: of the column of numerators: 超期
 * @n_title: of that of denominators: 应答复
 */
void
zhihui_data_table_set_parts (ZhihuiDataTable *self,
                             guint            column,
                             const char      *k_title,
                             const char      *n_title)
{
  g_return_if_fail (column < self->columns->len);

  replace_text (&get_column (self, column)->k_title, k_title);
  replace_text (&get_column (self, column)->n_title, n_title);
}

/* ---- filling ---- */

static void
fill_row (ZhihuiDataTable *self)
{
  g_array_set_size (self->cells, self->groups->len * self->columns->len);
}

/* (nullable): a copy that the table keeps, of valid UTF-8 */
static const char *
keep_text (ZhihuiDataTable *self, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;
  valid = g_utf8_make_valid (text, -1);
  return g_string_chunk_insert (self->texts, valid);
}

/**
 * zhihui_data_table_begin_group:
 * @group: (nullable): heading of the rows that come; %NULL: they belong to none
 */
void
zhihui_data_table_begin_group (ZhihuiDataTable *self, const char *group)
{
  self->group = self->group_word = keep_text (self, group);
  self->has_groups = self->has_groups || group != NULL;
}

/**
 * zhihui_data_table_begin_group_as:
 * @word: what files for programs say instead, the same in every language
 * @group: heading of the rows that come
 */
void
zhihui_data_table_begin_group_as (ZhihuiDataTable *self, const char *word, const char *group)
{
  zhihui_data_table_begin_group (self, group);
  self->group_word = keep_text (self, word);
}

void
zhihui_data_table_begin_row (ZhihuiDataTable *self)
{
  fill_row (self);
  g_ptr_array_add (self->groups, (gpointer) self->group);
  g_ptr_array_add (self->group_words, (gpointer) self->group_word);
}

/* NULL when the row is full or the column holds something else: our own mistake. */
static ZhihuiDataCell *
add_cell (ZhihuiDataTable *self, ZhihuiColumnKind kind)
{
  guint            column = self->cells->len % MAX (self->columns->len, 1);
  ZhihuiColumnKind promised;

  g_return_val_if_fail (self->cells->len < self->groups->len * self->columns->len, NULL);

  promised = get_column (self, column)->kind;
  if (kind == ZHIHUI_COLUMN_NUMBER && promised == ZHIHUI_COLUMN_RATIO)
    kind = promised;
  g_return_val_if_fail (kind == promised || kind == ZHIHUI_COLUMN_NONE ||
                          ((kind == ZHIHUI_COLUMN_COUNT || kind == ZHIHUI_COLUMN_RATIO) &&
                           promised == ZHIHUI_COLUMN_NUMBER),
                        NULL);

  g_array_set_size (self->cells, self->cells->len + 1);
  g_array_index (self->cells, ZhihuiDataCell, self->cells->len - 1).kind = kind;
  return &g_array_index (self->cells, ZhihuiDataCell, self->cells->len - 1);
}

/**
 * zhihui_data_table_add_none:
 *
 * The next cell of the row holds nothing: what is not known, or does not apply.
 */
void
zhihui_data_table_add_none (ZhihuiDataTable *self)
{
  add_cell (self, ZHIHUI_COLUMN_NONE);
}

/**
 * zhihui_data_table_add_text:
 * @text: (nullable): %NULL is none; what is not UTF-8 is replaced
 */
void
zhihui_data_table_add_text (ZhihuiDataTable *self, const char *text)
{
  ZhihuiDataCell *cell = add_cell (self, text != NULL ? ZHIHUI_COLUMN_TEXT : ZHIHUI_COLUMN_NONE);

  if (cell != NULL && text != NULL)
    cell->text = keep_text (self, text);
}

/**
 * zhihui_data_table_add_word:
 * @word: (nullable): what files for programs say, the same in every language: "overdue"; %NULL is
 *   none
 * @text: (nullable): the same for people, in theirs; %NULL is @word
 */
void
zhihui_data_table_add_word (ZhihuiDataTable *self, const char *word, const char *text)
{
  ZhihuiDataCell *cell = add_cell (self, word != NULL ? ZHIHUI_COLUMN_TEXT : ZHIHUI_COLUMN_NONE);

  if (cell == NULL || word == NULL)
    return;
  cell->word = keep_text (self, word);
  cell->text = text != NULL ? keep_text (self, text) : cell->word;
}

void
zhihui_data_table_add_count (ZhihuiDataTable *self, gint64 count)
{
  ZhihuiDataCell *cell = add_cell (self, ZHIHUI_COLUMN_COUNT);

  if (cell != NULL)
    cell->count = count;
}

/**
 * zhihui_data_table_add_change:
 * @change: of a count: people read "+12", programs 12
 */
void
zhihui_data_table_add_change (ZhihuiDataTable *self, gint64 change)
{
  ZhihuiDataCell *cell = add_cell (self, ZHIHUI_COLUMN_COUNT);

  if (cell == NULL)
    return;
  cell->count = change;
  cell->is_change = TRUE;
}

/**
 * zhihui_data_table_add_count_if:
 * @is_known: else the cell holds nothing
 */
void
zhihui_data_table_add_count_if (ZhihuiDataTable *self, gboolean is_known, gint64 count)
{
  if (is_known)
    zhihui_data_table_add_count (self, count);
  else
    zhihui_data_table_add_none (self);
}

/**
 * zhihui_data_table_add_rate:
 * @n: 0 is no figure, but both are kept
 */
void
zhihui_data_table_add_rate (ZhihuiDataTable *self, gint64 k, gint64 n)
{
  ZhihuiDataCell *cell = add_cell (self, ZHIHUI_COLUMN_RATE);

  if (cell == NULL)
    return;
  cell->k = k;
  cell->n = MAX (n, 0);
}

/* @number: NAN is none */
static void
add_real (ZhihuiDataTable *self, ZhihuiColumnKind kind, double number)
{
  ZhihuiDataCell *cell = add_cell (self, isfinite (number) ? kind : ZHIHUI_COLUMN_NONE);

  if (cell != NULL && isfinite (number))
    cell->number = number;
}

/**
 * zhihui_data_table_add_ratio:
 * @ratio: of 1, also where the column holds other numbers too; NAN is none
 */
void
zhihui_data_table_add_ratio (ZhihuiDataTable *self, double ratio)
{
  add_real (self, ZHIHUI_COLUMN_RATIO, ratio);
}

/**
 * zhihui_data_table_add_number:
 * @number: of a ratio, or another; NAN is none
 */
void
zhihui_data_table_add_number (ZhihuiDataTable *self, double number)
{
  add_real (self, ZHIHUI_COLUMN_NUMBER, number);
}

/**
 * zhihui_data_table_add_instant:
 * @instant: %ZHIHUI_NO_INSTANT is none
 */
void
zhihui_data_table_add_instant (ZhihuiDataTable *self, gint64 instant)
{
  ZhihuiDataCell *cell =
    add_cell (self, instant != ZHIHUI_NO_INSTANT ? ZHIHUI_COLUMN_INSTANT : ZHIHUI_COLUMN_NONE);

  if (cell != NULL)
    cell->instant = instant;
}

void
zhihui_data_table_add_duration (ZhihuiDataTable *self, gint64 seconds)
{
  ZhihuiDataCell *cell = add_cell (self, ZHIHUI_COLUMN_DURATION);

  if (cell != NULL)
    cell->seconds = seconds;
}

void
zhihui_data_table_add_boolean (ZhihuiDataTable *self, gboolean is_so)
{
  ZhihuiDataCell *cell = add_cell (self, ZHIHUI_COLUMN_BOOLEAN);

  if (cell != NULL)
    cell->count = is_so ? 1 : 0;
}

/* ---- reading ---- */

const char *
zhihui_data_table_get_id (const ZhihuiDataTable *self)
{
  return self->id;
}

const char *
zhihui_data_table_get_title (const ZhihuiDataTable *self)
{
  return self->title;
}

const char *
zhihui_data_table_get_note (const ZhihuiDataTable *self)
{
  return self->note;
}

const char *
zhihui_data_table_get_empty (const ZhihuiDataTable *self)
{
  return self->empty != NULL ? self->empty : _ ("No rows.");
}

guint
zhihui_data_table_get_n_columns (const ZhihuiDataTable *self)
{
  return self->columns->len;
}

const char *
zhihui_data_table_get_column_id (const ZhihuiDataTable *self, guint column)
{
  return get_column (self, column)->id;
}

const char *
zhihui_data_table_get_column_title (const ZhihuiDataTable *self, guint column)
{
  return get_column (self, column)->title;
}

ZhihuiColumnKind
zhihui_data_table_get_column_kind (const ZhihuiDataTable *self, guint column)
{
  return get_column (self, column)->kind;
}

/**
 * zhihui_data_table_dup_k_title:
 * @column: of rates
 *
 * Returns: (transfer full): title of a column of its numerators
 */
char *
zhihui_data_table_dup_k_title (const ZhihuiDataTable *self, guint column)
{
  const Column *of = get_column (self, column);

  return of->k_title != NULL ? g_strdup (of->k_title)
                             : g_strdup_printf (_ ("%s: numerator"), of->title);
}

/**
 * zhihui_data_table_dup_n_title:
 * @column: of rates
 *
 * Returns: (transfer full): title of a column of its denominators
 */
char *
zhihui_data_table_dup_n_title (const ZhihuiDataTable *self, guint column)
{
  const Column *of = get_column (self, column);

  return of->n_title != NULL ? g_strdup (of->n_title)
                             : g_strdup_printf (_ ("%s: denominator"), of->title);
}

guint
zhihui_data_table_get_n_rows (const ZhihuiDataTable *self)
{
  return self->groups->len;
}

gboolean
zhihui_data_table_has_groups (const ZhihuiDataTable *self)
{
  return self->has_groups;
}

const char *
zhihui_data_table_get_group (const ZhihuiDataTable *self, guint row)
{
  return self->groups->pdata[row];
}

/**
 * zhihui_data_table_get_group_word:
 *
 * Returns: (transfer none) (nullable): the heading of the row as files for programs say it
 */
const char *
zhihui_data_table_get_group_word (const ZhihuiDataTable *self, guint row)
{
  return self->group_words->pdata[row];
}

/**
 * zhihui_data_table_get_cell:
 *
 * Returns: a copy; its text lives as long as the table
 */
ZhihuiDataCell
zhihui_data_table_get_cell (const ZhihuiDataTable *self, guint row, guint column)
{
  gsize at = (gsize) row * self->columns->len + column;

  /* The last row may not be full. */
  if (at < self->cells->len)
    return g_array_index (self->cells, ZhihuiDataCell, at);
  return (ZhihuiDataCell){ .kind = ZHIHUI_COLUMN_NONE };
}
