/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-canonical-data.h"

#include <string.h>

/* A stretch of the text, without the end of its line. */
typedef struct
{
  gsize start, length;
} Span;

typedef struct
{
  char   *id;      /* owned */
  Span    head;    /* names of the columns */
  guint64 stamps;  /* bits of the columns that are no figures; later ones than 63 are */
  GArray *rows;    /* (element-type Span), owned */
  char   *figures; /* owned */
} Table;

struct _ZhihuiCanonicalData
{
  char   *text; /* owned */
  gsize   length;
  GArray *tables;  /* (element-type Table), owned */
  char   *figures; /* owned */
};

static void
clear_table (gpointer element)
{
  Table *table = element;

  g_free (table->id);
  g_array_unref (table->rows);
  g_free (table->figures);
}

/* The row that begins at @start; @next is where another one would. Ends of lines stand in quotes
 * too. */
static Span
find_row (const ZhihuiCanonicalData *self, gsize start, gsize *next)
{
  gboolean is_quoted = FALSE;
  gsize    end = start;

  while (end < self->length && (is_quoted || self->text[end] != '\n'))
    is_quoted ^= self->text[end++] == '"';
  *next = MIN (end + 1, self->length);
  if (end > start && self->text[end - 1] == '\r')
    end--;
  return (Span){ start, end - start };
}

/* The cell that begins at @start, as it is written; FALSE: the row has no more. */
static gboolean
find_cell (const ZhihuiCanonicalData *self, Span row, gsize start, Span *cell)
{
  gsize    end = start, row_end = row.start + row.length;
  gboolean is_quoted = FALSE;

  if (start > row_end)
    return FALSE;
  while (end < row_end && (is_quoted || self->text[end] != ','))
    is_quoted ^= self->text[end++] == '"';
  *cell = (Span){ start, end - start };
  return TRUE;
}

/* What the cell says, without the quotes. */
static char *
dup_cell (const ZhihuiCanonicalData *self, Span cell)
{
  const char *text = self->text + cell.start;
  GString    *said;

  if (cell.length < 2 || *text != '"')
    return g_strndup (text, cell.length);
  said = g_string_sized_new (cell.length);
  for (gsize i = 1; i + 1 < cell.length; i++)
    {
      g_string_append_c (said, text[i]);
      if (text[i] == '"' && text[i + 1] == '"')
        i++;
    }
  return g_string_free (said, FALSE);
}

static char **
dup_cells (const ZhihuiCanonicalData *self, Span row)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gsize at = row.start;
  Span  cell;

  while (find_cell (self, row, at, &cell))
    {
      g_ptr_array_add (cells, dup_cell (self, cell));
      at = cell.start + cell.length + 1;
    }
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
}

/* What goes on with the clock while no case does: when the data are of, and how long something has
 * been owed at that moment, which its deadline says. And what files for programs have beside the
 * figures of a paper. */
static guint64
find_stamps (const ZhihuiCanonicalData *self, Span head)
{
  static const char *const names[] = {
    "as_of",        "revision",     "period",     "before_to",  "late",     "left", "longest",
    "rated_rate_k", "rated_rate_n", "rated_rate", "rated_from", "rated_to", NULL,
  };
  g_auto (GStrv) cells = dup_cells (self, head);
  guint64 stamps = 0;

  for (guint i = 0; cells[i] != NULL && i < 64; i++)
    if (g_strv_contains (names, cells[i]))
      stamps |= G_GUINT64_CONSTANT (1) << i;
  return stamps;
}

/* All of the row but the cells of the stamps, whose commas stay. */
static void
add_row (const ZhihuiCanonicalData *self, Span row, guint64 stamps, GChecksum *sum)
{
  gsize from = row.start, at = row.start, end = row.start + row.length;
  Span  cell;

  for (guint i = 0; i < 64 && stamps >> i != 0 && find_cell (self, row, at, &cell); i++)
    {
      at = cell.start + cell.length + 1;
      if ((stamps >> i & 1) == 0)
        continue;
      g_checksum_update (sum, (const guchar *) self->text + from, (gssize) (cell.start - from));
      from = cell.start + cell.length;
    }
  g_checksum_update (sum, (const guchar *) self->text + from, (gssize) (end - from));
  g_checksum_update (sum, (const guchar *) "\n", 1);
}

/* "table","ID" stands before the head of each of several. */
static char *
read_mark (const ZhihuiCanonicalData *self, Span row)
{
  g_auto (GStrv) cells = NULL;

  if (!g_str_has_prefix (self->text + row.start, "\"table\","))
    return NULL;
  cells = dup_cells (self, row);
  return g_strv_length (cells) == 2 ? g_strdup (cells[1]) : NULL;
}

/* Returns where the next table may begin. */
static gsize
read_table (ZhihuiCanonicalData *self, gsize at)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  Table table = { .rows = g_array_new (FALSE, FALSE, sizeof (Span)) };
  gsize next;

  table.head = find_row (self, at, &next);
  table.id = read_mark (self, table.head);
  if (table.id != NULL)
    table.head = find_row (self, next, &next);
  else
    table.id =
      self->tables->len > 0 ? g_strdup_printf ("%u", self->tables->len + 1) : g_strdup ("");
  table.stamps = find_stamps (self, table.head);
  add_row (self, table.head, 0, sum);
  while (next < self->length)
    {
      Span row = find_row (self, next, &next);

      if (row.length == 0)
        break;
      g_array_append_val (table.rows, row);
      add_row (self, row, table.stamps, sum);
    }
  table.figures = g_strdup (g_checksum_get_string (sum));
  g_array_append_val (self->tables, table);
  return next;
}

/**
 * zhihui_canonical_data_read:
 * @text: CSV as the tables of a report are written, with or without a byte order mark; copied
 *
 * Returns: (transfer full): its tables; what is no such data has at least one that no report has
 */
ZhihuiCanonicalData *
zhihui_canonical_data_read (const char *text, gsize length)
{
  ZhihuiCanonicalData *self = g_new0 (ZhihuiCanonicalData, 1);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize at = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  self->text = g_strndup (text, length);
  self->length = length;
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (self->tables, clear_table);
  while (at < length)
    at = read_table (self, at);
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table     *table = &g_array_index (self->tables, Table, i);
      g_autofree char *line = g_strdup_printf ("%s %s\n", table->id, table->figures);

      g_checksum_update (sum, (const guchar *) line, -1);
    }
  self->figures = g_strdup (g_checksum_get_string (sum));
  return self;
}

void
zhihui_canonical_data_free (ZhihuiCanonicalData *self)
{
  g_free (self->text);
  g_array_unref (self->tables);
  g_free (self->figures);
  g_free (self);
}

/**
 * zhihui_canonical_data_get_figures:
 *
 * Returns: (transfer none): the same for the same figures, of whatever moment
 */
const char *
zhihui_canonical_data_get_figures (const ZhihuiCanonicalData *self)
{
  return self->figures;
}

guint
zhihui_canonical_data_get_n_tables (const ZhihuiCanonicalData *self)
{
  return self->tables->len;
}

static const Table *
get_table (const ZhihuiCanonicalData *self, guint table)
{
  return &g_array_index (self->tables, Table, table);
}

/**
 * zhihui_canonical_data_get_id:
 *
 * Returns: (transfer none): "" where the data has one table alone
 */
const char *
zhihui_canonical_data_get_id (const ZhihuiCanonicalData *self, guint table)
{
  return get_table (self, table)->id;
}

const char *
zhihui_canonical_data_get_table_figures (const ZhihuiCanonicalData *self, guint table)
{
  return get_table (self, table)->figures;
}

gboolean
zhihui_canonical_data_find (const ZhihuiCanonicalData *self, const char *id, guint *table)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (g_str_equal (get_table (self, i)->id, id))
      {
        *table = i;
        return TRUE;
      }
  return FALSE;
}

guint
zhihui_canonical_data_get_n_rows (const ZhihuiCanonicalData *self, guint table)
{
  return get_table (self, table)->rows->len;
}

guint
zhihui_canonical_data_get_n_columns (const ZhihuiCanonicalData *self, guint table)
{
  g_auto (GStrv) head = zhihui_canonical_data_dup_head (self, table);

  return g_strv_length (head);
}

/**
 * zhihui_canonical_data_dup_head:
 *
 * Returns: (transfer full): ids of the columns
 */
char **
zhihui_canonical_data_dup_head (const ZhihuiCanonicalData *self, guint table)
{
  return dup_cells (self, get_table (self, table)->head);
}

/**
 * zhihui_canonical_data_dup_row:
 *
 * Returns: (transfer full): what its cells say
 */
char **
zhihui_canonical_data_dup_row (const ZhihuiCanonicalData *self, guint table, guint row)
{
  return dup_cells (self, g_array_index (get_table (self, table)->rows, Span, row));
}

/**
 * zhihui_canonical_data_is_figure:
 *
 * Returns: whether the column is one whose cells the digest of the figures is of
 */
gboolean
zhihui_canonical_data_is_figure (const ZhihuiCanonicalData *self, guint table, guint column)
{
  return column >= 64 || (get_table (self, table)->stamps >> column & 1) == 0;
}
