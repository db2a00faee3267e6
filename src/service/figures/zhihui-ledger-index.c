/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ledger-index.h"

#include <string.h>

#include "zhihui-headline.h"

#define BLOCK_ROWS 256

typedef struct
{
  gint64   first, last; /* of all instants by which a row can belong to a window */
  gboolean has_open;    /* a row may be open now or later */
} Block;

struct _ZhihuiLedgerIndex
{
  ZhihuiLedger *ledger;  /* borrowed */
  GArray       *blocks;  /* (element-type Block) */
  GArray *rating_blocks; /* (element-type Block): of ratings, which are added and never moved */
  guint   n_ratings;     /* that these know */
};

/**
 * zhihui_ledger_index_new:
 * @ledger: (transfer none): must outlive the index
 */
ZhihuiLedgerIndex *
zhihui_ledger_index_new (ZhihuiLedger *ledger)
{
  ZhihuiLedgerIndex *self = g_new0 (ZhihuiLedgerIndex, 1);

  self->ledger = ledger;
  self->blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  self->rating_blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  return self;
}

void
zhihui_ledger_index_free (ZhihuiLedgerIndex *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->rating_blocks);
  g_free (self);
}

/* Work that was answered, given back or joined to other work is not open again: that would be
 * another assignment. */
static gboolean
may_be_open (const ZhihuiAssignment *row, gint64 as_of)
{
  return row->is_main && !row->is_merged &&
         (row->replied_at == ZHIHUI_NO_INSTANT || row->replied_at > as_of) &&
         (row->closed_at == ZHIHUI_NO_INSTANT || row->closed_at > as_of) &&
         zhihui_assignment_is_retained (row, as_of);
}

static void
add_instant (Block *block, gint64 at)
{
  if (at == ZHIHUI_NO_INSTANT)
    return;
  block->first = MIN (block->first, at);
  block->last = MAX (block->last, at);
}

#define N_INSTANTS 7

/* By one of these a row belongs to a window, whatever is counted. */
static void
list_instants (const ZhihuiAssignment *row, gint64 *instants)
{
  const gint64 all[N_INSTANTS] = { row->dispatched_at, row->sign_due_at, row->contact_due_at,
                                   row->due_at,        row->replied_at,  row->closed_at,
                                   row->called_back_at };

  memcpy (instants, all, sizeof all);
}

static void
add_row (Block *block, const ZhihuiAssignment *row, gint64 as_of)
{
  gint64 instants[N_INSTANTS];

  list_instants (row, instants);
  for (guint i = 0; i < N_INSTANTS; i++)
    add_instant (block, instants[i]);

  block->has_open |= may_be_open (row, as_of);
}

/**
 * zhihui_ledger_index_touches:
 *
 * Returns: whether any metric may count the row in @window
 */
gboolean
zhihui_ledger_index_touches (const ZhihuiAssignment *row, const ZhihuiWindow *window)
{
  gint64 instants[N_INSTANTS];

  list_instants (row, instants);
  for (guint i = 0; i < N_INSTANTS; i++)
    if (zhihui_is_between (instants[i], window->from, window->to))
      return TRUE;
  return FALSE;
}

/* A rating that is no longer valid keeps its times. */
static void
update_ratings (ZhihuiLedgerIndex *self)
{
  const GArray *ratings = self->ledger->ratings;

  if (self->ledger->first_changed == 0 || ratings->len < self->n_ratings)
    self->n_ratings = 0;
  g_array_set_size (self->rating_blocks, (ratings->len + BLOCK_ROWS - 1) / BLOCK_ROWS);
  for (; self->n_ratings < ratings->len; self->n_ratings++)
    {
      const ZhihuiRating *one = &g_array_index (ratings, ZhihuiRating, self->n_ratings);
      Block *block = &g_array_index (self->rating_blocks, Block, self->n_ratings / BLOCK_ROWS);

      if (self->n_ratings % BLOCK_ROWS == 0)
        *block = (Block){ G_MAXINT64, G_MININT64, FALSE };
      add_instant (block, one->rated_at);
      add_instant (block, one->closed_at);
    }
}

/**
 * zhihui_ledger_index_update:
 * @as_of: never earlier than before
 *
 * Looks again at what changed in the ledger since the last call.
 */
void
zhihui_ledger_index_update (ZhihuiLedgerIndex *self, gint64 as_of)
{
  const GArray *rows = self->ledger->assignments;
  guint         n_blocks = (rows->len + BLOCK_ROWS - 1) / BLOCK_ROWS;
  guint         known = MAX (self->blocks->len, 1) - 1; /* the last one may not have been full */
  guint         changed = MIN (self->ledger->first_changed / BLOCK_ROWS, known);

  g_array_set_size (self->blocks, n_blocks);
  for (guint i = MIN (changed, n_blocks); i < n_blocks; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      guint  end = MIN (rows->len, (i + 1) * BLOCK_ROWS);

      *block = (Block){ G_MAXINT64, G_MININT64, FALSE };
      for (guint row = i * BLOCK_ROWS; row < end; row++)
        add_row (block, &g_array_index (rows, ZhihuiAssignment, row), as_of);
    }

  update_ratings (self);
  self->ledger->first_changed = G_MAXUINT;
}

static gboolean
find_next (const GArray       *blocks,
           guint               n_rows,
           const ZhihuiWindow *window,
           gboolean            with_open,
           ZhihuiSpan         *span)
{
  guint i = (span->start + span->n + BLOCK_ROWS - 1) / BLOCK_ROWS;
  guint first = G_MAXUINT;

  for (; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);
      gboolean     wanted =
        (with_open && block->has_open) ||
        (window != NULL && block->first < window->to && block->last >= window->from);

      if (wanted && first == G_MAXUINT)
        first = i;
      if (!wanted && first != G_MAXUINT)
        break;
    }
  if (first == G_MAXUINT)
    return FALSE;

  span->start = first * BLOCK_ROWS;
  span->n = MIN (i * BLOCK_ROWS, n_rows) - span->start;
  return TRUE;
}

/**
 * zhihui_ledger_index_next:
 * @window: (nullable): rows that may belong to it are wanted
 * @with_open: so are rows that may be open
 * @span: (inout): the span before; empty (0, 0) to begin with
 *
 * Returns: %FALSE when there are no more rows; else @span is the next rows that may be wanted,
 * among them others
 */
gboolean
zhihui_ledger_index_next (ZhihuiLedgerIndex  *self,
                          const ZhihuiWindow *window,
                          gboolean            with_open,
                          ZhihuiSpan         *span)
{
  return find_next (self->blocks, self->ledger->assignments->len, window, with_open, span);
}

/**
 * zhihui_ledger_index_next_ratings:
 * @window: ratings given, or of work closed, in it are wanted
 * @span: (inout): as of zhihui_ledger_index_next ()
 */
gboolean
zhihui_ledger_index_next_ratings (ZhihuiLedgerIndex  *self,
                                  const ZhihuiWindow *window,
                                  ZhihuiSpan         *span)
{
  return find_next (self->rating_blocks, self->ledger->ratings->len, window, FALSE, span);
}

gint64
zhihui_ledger_index_get_first (ZhihuiLedgerIndex *self)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < self->blocks->len; i++)
    first = MIN (first, g_array_index (self->blocks, Block, i).first);
  return first;
}
