/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tally-columns.h"

#include "zhihui-tally-rule.h"

#define BLOCK_ROWS 1024
#define MAX_SPAN_S (1 << 30) /* of the instants of one block; more do not fit beside the state */

/* What an entry says of its row; the other bits are seconds after the first instant of the block.
 */
enum
{
  OUT,   /* in no window */
  WHOLE, /* one of the denominator */
  BOTH,  /* and of the numerator */
  ASK,   /* more than that: the row itself tells */
};

typedef struct
{
  gint64   first, last;            /* instants of the rows that are in the metric */
  gint64   judged_at, holds_until; /* entries are of every moment of [judged_at, holds_until) */
  gboolean is_wide;                /* there are no entries: the rows tell */
} Block;

typedef struct
{
  const ZhihuiTallyRule *rule;
  GArray                *entries; /* (element-type guint32): one a row */
  GArray                *blocks;  /* (element-type Block) */
} Column;

struct _ZhihuiTallyColumns
{
  ZhihuiLedger *ledger; /* borrowed */
  GArray       *units;  /* (element-type guint32): of each row */
  Column       *columns[ZHIHUI_N_METRICS];
};

/**
 * zhihui_tally_columns_new:
 * @ledger: (transfer none): must outlive the columns
 */
ZhihuiTallyColumns *
zhihui_tally_columns_new (ZhihuiLedger *ledger)
{
  ZhihuiTallyColumns *self = g_new0 (ZhihuiTallyColumns, 1);

  self->ledger = ledger;
  self->units = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
zhihui_tally_columns_free (ZhihuiTallyColumns *self)
{
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    if (self->columns[i] != NULL)
      {
        g_array_unref (self->columns[i]->entries);
        g_array_unref (self->columns[i]->blocks);
        g_free (self->columns[i]);
      }
  g_array_unref (self->units);
  g_free (self);
}

/* Each costs two megabytes in a province: what is asked for now and then is counted of the rows. */
static gboolean
is_asked_often (ZhihuiMetric metric)
{
  return metric == ZHIHUI_METRIC_VOLUME || metric == ZHIHUI_METRIC_OVERDUE_RATE ||
         metric == ZHIHUI_METRIC_RETURN_RATE;
}

static void
make_stale (Column *column, guint first_block)
{
  for (guint i = first_block; i < column->blocks->len; i++)
    g_array_index (column->blocks, Block, i).judged_at = G_MAXINT64;
}

/**
 * zhihui_tally_columns_note:
 * @first_changed: rows from this one on may have changed (ZhihuiLedger.first_changed)
 */
void
zhihui_tally_columns_note (ZhihuiTallyColumns *self, guint first_changed)
{
  g_array_set_size (self->units, MIN (self->units->len, first_changed));
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    if (self->columns[i] != NULL)
      make_stale (self->columns[i], first_changed / BLOCK_ROWS);
}

/* Units of rows that came since; a row keeps its unit unless it was said to have changed. */
static void
note_units (ZhihuiTallyColumns *self)
{
  const GArray *rows = self->ledger->assignments;
  guint         n_known = MIN (self->units->len, rows->len);

  g_array_set_size (self->units, rows->len);
  for (guint i = n_known; i < rows->len; i++)
    g_array_index (self->units, guint32, i) = g_array_index (rows, ZhihuiAssignment, i).unit;
}

static Column *
get_column (ZhihuiTallyColumns *self, ZhihuiMetric metric)
{
  guint   n_rows = self->ledger->assignments->len;
  guint   n_blocks = (n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
  Column *column = self->columns[metric];
  guint   n_known;

  if (column == NULL)
    {
      column = self->columns[metric] = g_new0 (Column, 1);
      column->rule = zhihui_tally_find_rule (metric, zhihui_metric_get_traits (metric)->basis);
      column->entries = g_array_new (FALSE, FALSE, sizeof (guint32));
      column->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
    }

  n_known = column->entries->len;
  g_array_set_size (column->entries, n_rows);
  g_array_set_size (column->blocks, n_blocks);
  if (n_known != n_rows) /* the block at the end was not full, or is not now */
    make_stale (column, MIN (n_known, n_rows) / BLOCK_ROWS);
  note_units (self);
  return column;
}

static guint
get_state (const ZhihuiPart *part, gboolean is_known_unit)
{
  if (!is_known_unit || part->since != ZHIHUI_NO_INSTANT || part->sum.extra != 0 ||
      part->sum.n != 1 || part->sum.k < 0 || part->sum.k > 1)
    return ASK;
  return part->sum.k == 1 ? BOTH : WHOLE;
}

/* Judges the rows of a block as of now. */
static void
judge_block (ZhihuiTallyColumns *self, Column *column, guint index, gint64 as_of)
{
  Block                  *block = &g_array_index (column->blocks, Block, index);
  guint                   start = index * BLOCK_ROWS;
  guint                   n = MIN (BLOCK_ROWS, self->ledger->assignments->len - start);
  const ZhihuiAssignment *rows =
    &g_array_index (self->ledger->assignments, ZhihuiAssignment, start);
  guint32 *entries = &g_array_index (column->entries, guint32, start);
  gint64   instants[BLOCK_ROWS];

  *block = (Block){ G_MAXINT64, G_MININT64, as_of, G_MAXINT64, FALSE };
  for (guint i = 0; i < n; i++)
    {
      ZhihuiPart part;

      block->holds_until =
        MIN (block->holds_until, zhihui_tally_rule_get_next_change (&rows[i], as_of));
      entries[i] = OUT;
      instants[i] = column->rule->get_instant (&rows[i]);
      if (instants[i] == ZHIHUI_NO_INSTANT ||
          !zhihui_tally_rule_judge (column->rule, &rows[i], as_of, &part))
        continue;

      entries[i] = get_state (&part, rows[i].unit < self->ledger->units->len);
      block->first = MIN (block->first, instants[i]);
      block->last = MAX (block->last, instants[i]);
    }

  block->is_wide = block->last >= block->first && block->last - block->first >= MAX_SPAN_S;
  for (guint i = 0; i < n && !block->is_wide; i++)
    if (entries[i] != OUT)
      entries[i] |= (guint32) (instants[i] - block->first) << 2;
}

/* A count while it is made. */
typedef struct
{
  ZhihuiTallyColumns    *self;
  const ZhihuiTallyRule *rule;
  gint64                 from, end; /* of the window, cut */
  gint64                 as_of;
  ZhihuiTally           *tallies;
} Count;

static void
add_row (const Count *count, guint index)
{
  const ZhihuiAssignment *row =
    &g_array_index (count->self->ledger->assignments, ZhihuiAssignment, index);
  ZhihuiPart part = { .at = count->rule->get_instant (row) };

  if (row->unit < count->self->ledger->units->len &&
      zhihui_tally_rule_judge (count->rule, row, count->as_of, &part))
    zhihui_tally_add (&count->tallies[row->unit], &part, count->from, count->end);
}

static void
add_block (const Count *count, const Block *block, const guint32 *entries, guint start, guint n)
{
  const guint32 *units = &g_array_index (count->self->units, guint32, start);
  guint64        from = (guint64) (MAX (count->from, block->first) - block->first);
  guint64        end = (guint64) (MIN (count->end, block->last + 1) - block->first);

  for (guint i = 0; i < n; i++)
    {
      guint   state = entries[i] & 3;
      guint64 at = entries[i] >> 2;

      if (state == OUT || at < from || at >= end)
        continue;
      if (state == ASK)
        {
          add_row (count, start + i);
          continue;
        }
      count->tallies[units[i]].n++;
      count->tallies[units[i]].k += state == BOTH;
    }
}

/**
 * zhihui_tally_columns_count:
 * @metric: by its own basis
 * @tallies: one element a unit of the ledger: what is counted is added
 *
 * Returns: %FALSE when there is no column of @metric: nothing was counted
 */
gboolean
zhihui_tally_columns_count (ZhihuiTallyColumns *self,
                            ZhihuiMetric        metric,
                            const ZhihuiWindow *window,
                            gint64              as_of,
                            ZhihuiTally        *tallies)
{
  Column *column = is_asked_often (metric) ? get_column (self, metric) : NULL;
  Count   count = { .self = self, .as_of = as_of, .tallies = tallies };
  guint   n_rows = self->ledger->assignments->len;

  if (column == NULL)
    return FALSE;

  count.rule = column->rule;
  count.from = MAX (window->from, ZHIHUI_NO_INSTANT + 1);
  count.end = zhihui_tally_get_end (metric, window, as_of);
  for (guint i = 0; i < column->blocks->len; i++)
    {
      Block *block = &g_array_index (column->blocks, Block, i);
      guint  start = i * BLOCK_ROWS;
      guint  n = MIN (BLOCK_ROWS, n_rows - start);

      if (as_of < block->judged_at || as_of >= block->holds_until)
        judge_block (self, column, i, as_of);
      if (block->last < count.from || block->first >= count.end)
        continue;
      if (!block->is_wide)
        add_block (&count, block, &g_array_index (column->entries, guint32, start), start, n);
      for (guint row = start; block->is_wide && row < start + n; row++)
        add_row (&count, row);
    }
  return TRUE;
}
