/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-order.h"

#include <string.h>

static ZhihuiBetter
get_better (guint slot)
{
  return zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->better;
}

/**
 * zhihui_unit_order_worst_first:
 * @board: the board that is chosen
 *
 * Returns: by the figures of @board, the worst first; of volume, which is neither good nor bad, the
 * most
 */
ZhihuiUnitOrder
zhihui_unit_order_worst_first (ZhihuiBoard board)
{
  return (ZhihuiUnitOrder){
    .board = board,
    .key = ZHIHUI_UNIT_KEY_FIGURE + board,
    .descending = get_better (board) != ZHIHUI_BETTER_HIGH,
  };
}

/**
 * zhihui_unit_order_is_ranked:
 *
 * Returns: whether the unit of @row has a rank in @board
 */
gboolean
zhihui_unit_order_is_ranked (ZhihuiUnitRow *row, ZhihuiBoard board)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, board);

  return score != NULL && score->rank > 0;
}

static int
compare_counts (gint64 one, gint64 other)
{
  return (one > other) - (one < other);
}

static int
turn (int result, gboolean descending)
{
  return descending ? -result : result;
}

/* The rank is that of the exact fraction, or of the fair figure where the board is in that order:
 * small figures have the small ranks where less is better. */
static int
compare_ranked (const ZhihuiUnitOrder *self,
                guint                  slot,
                const ZhihuiScore     *one,
                const ZhihuiScore     *other)
{
  gboolean small_first =
    self->key == ZHIHUI_UNIT_KEY_RANK || get_better (slot) == ZHIHUI_BETTER_LOW;

  return turn (compare_counts (one->rank, other->rank), self->descending == small_first);
}

static int
compare_fractions (const ZhihuiUnitOrder *self, const ZhihuiScore *one, const ZhihuiScore *other)
{
  gboolean one_told = one != NULL && one->n > 0, other_told = other != NULL && other->n > 0;

  /* What is not known stands last whichever way. */
  if (!one_told || !other_told)
    return other_told - one_told;
  return turn (zhihui_fraction_compare (one->k, one->n, other->k, other->n), self->descending);
}

/* Inside of a tie, and of those too few to rank: those with more cases first, then by id. */
static int
compare_equals (const ZhihuiUnitOrder *self, ZhihuiUnitRow *one, ZhihuiUnitRow *other)
{
  const ZhihuiScore *x = zhihui_unit_row_get_score (one, self->board);
  const ZhihuiScore *y = zhihui_unit_row_get_score (other, self->board);
  int                result = compare_counts (y != NULL ? y->n : -1, x != NULL ? x->n : -1);

  return result != 0
           ? result
           : strcmp (zhihui_unit_row_get_unit (one)->id, zhihui_unit_row_get_unit (other)->id);
}

static int
compare_by_key (const ZhihuiUnitOrder *self,
                ZhihuiUnitRow         *one,
                ZhihuiUnitRow         *other,
                gboolean               are_ranked)
{
  guint slot = self->key == ZHIHUI_UNIT_KEY_RANK ? self->board : self->key - ZHIHUI_UNIT_KEY_FIGURE;

  if (self->key == ZHIHUI_UNIT_KEY_NAME)
    return turn (strcmp (zhihui_unit_row_get_name_key (one), zhihui_unit_row_get_name_key (other)),
                 self->descending);
  if (slot == self->board)
    return are_ranked ? compare_ranked (self,
                                        slot,
                                        zhihui_unit_row_get_score (one, slot),
                                        zhihui_unit_row_get_score (other, slot))
                      : 0;
  return compare_fractions (
    self, zhihui_unit_row_get_score (one, slot), zhihui_unit_row_get_score (other, slot));
}

/**
 * zhihui_unit_order_compare:
 * @one: a unit
 * @other: a unit
 *
 * Returns: below 0 where @one stands before @other. The ranked of the board stand before the others
 * in either direction.
 */
int
zhihui_unit_order_compare (const ZhihuiUnitOrder *self, ZhihuiUnitRow *one, ZhihuiUnitRow *other)
{
  gboolean one_ranked = zhihui_unit_order_is_ranked (one, self->board);
  gboolean other_ranked = zhihui_unit_order_is_ranked (other, self->board);
  int      result;

  if (one_ranked != other_ranked)
    return one_ranked ? -1 : 1;

  result = compare_by_key (self, one, other, one_ranked);
  return result != 0 ? result : compare_equals (self, one, other);
}
