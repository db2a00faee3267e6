/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-row.h"

/**
 * ZhihuiUnitRow:
 *
 * One unit in the table of the desk, with what it reached in each of the four boards. The row
 * stays the same object while the figures change, so that selection and place in the list hold.
 */
struct _ZhihuiUnitRow
{
  GObject parent_instance;

  ZhihuiUnit *unit; /* owned */
  struct
  {
    ZhihuiRanking     *ranking; /* owned, NULL when not read */
    const ZhihuiScore *score;   /* borrowed from @ranking, NULL when the unit is not in it */
  } boards[ZHIHUI_N_BOARDS];
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitRow, zhihui_unit_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_unit_row_finalize (GObject *object)
{
  ZhihuiUnitRow *self = ZHIHUI_UNIT_ROW (object);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    g_clear_pointer (&self->boards[board].ranking, zhihui_ranking_unref);
  g_clear_pointer (&self->unit, zhihui_unit_free);

  G_OBJECT_CLASS (zhihui_unit_row_parent_class)->finalize (object);
}

static void
zhihui_unit_row_class_init (ZhihuiUnitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_unit_row_finalize;

  /**
   * ZhihuiUnitRow::changed:
   *
   * The figures of the row are new.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_unit_row_init (ZhihuiUnitRow *self)
{
}

ZhihuiUnitRow *
zhihui_unit_row_new (const ZhihuiUnit *unit)
{
  ZhihuiUnitRow *self = g_object_new (ZHIHUI_TYPE_UNIT_ROW, NULL);

  self->unit = zhihui_unit_copy (unit);
  return self;
}

const ZhihuiUnit *
zhihui_unit_row_get_unit (ZhihuiUnitRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  return self->unit;
}

/**
 * zhihui_unit_row_get_score:
 *
 * Returns: (transfer none) (nullable): what the unit reached, %NULL when the board was not read
 */
const ZhihuiScore *
zhihui_unit_row_get_score (ZhihuiUnitRow *self, ZhihuiBoard board)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  return self->boards[board].score;
}

ZhihuiRanking *
zhihui_unit_row_get_ranking (ZhihuiUnitRow *self, ZhihuiBoard board)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  return self->boards[board].ranking;
}

/**
 * zhihui_unit_row_set_score:
 * @ranking: (nullable): the board
 * @score: (nullable): the unit's place in @ranking
 *
 * Emits nothing: a row takes all its boards first, then zhihui_unit_row_emit_changed().
 */
void
zhihui_unit_row_set_score (ZhihuiUnitRow     *self,
                           ZhihuiBoard        board,
                           ZhihuiRanking     *ranking,
                           const ZhihuiScore *score)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));

  if (ranking != NULL)
    zhihui_ranking_ref (ranking);
  g_clear_pointer (&self->boards[board].ranking, zhihui_ranking_unref);
  self->boards[board].ranking = ranking;
  self->boards[board].score = score;
}

void
zhihui_unit_row_emit_changed (ZhihuiUnitRow *self)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
