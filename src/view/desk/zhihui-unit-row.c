/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-row.h"

#include <string.h>

#include "zhihui-name-order.h"

/**
 * ZhihuiUnitRow:
 *
 * One unit in the table of the desk, with what it reached in each of the four boards, or the head
 * of a group of units. The row stays the same object while the figures change, so that selection
 * and place in the list hold.
 */
struct _ZhihuiUnitRow
{
  GObject parent_instance;

  ZhihuiUnit *unit; /* owned, NULL: a head */
  char       *head; /* owned: what a head says */
  struct
  {
    ZhihuiRanking     *ranking; /* owned, NULL when not read */
    const ZhihuiScore *score;   /* borrowed from @ranking, NULL when the unit is not in it */
    ZhihuiRanking     *then;    /* owned, NULL when it is not known how it was a day before */
    const ZhihuiScore *was;     /* borrowed from @then, likewise */
  } slots[ZHIHUI_N_SLOTS];
  const ZhihuiTally *course; /* borrowed from who set it, NULL: not told */
  guint              n_steps;
  char              *name_key; /* owned: for sorting, NULL before it is asked for */
  char              *folded;   /* owned: what is searched, NULL before it is */
  char              *id;       /* owned: case folded, likewise */
  char              *sounds;   /* owned: how the name sounds, NULL: not spelled */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitRow, zhihui_unit_row, G_TYPE_OBJECT)

/**
 * zhihui_slot_get_metric:
 * @slot: a board, or %ZHIHUI_SLOT_RATED
 *
 * Returns: what is counted in it
 */
ZhihuiMetric
zhihui_slot_get_metric (guint slot)
{
  g_return_val_if_fail (slot < ZHIHUI_N_SLOTS, ZHIHUI_METRIC_VOLUME);

  return slot == ZHIHUI_SLOT_RATED ? ZHIHUI_METRIC_RATED_RATE : zhihui_board_get_metric (slot);
}

static void
zhihui_unit_row_finalize (GObject *object)
{
  ZhihuiUnitRow *self = ZHIHUI_UNIT_ROW (object);

  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      g_clear_pointer (&self->slots[slot].ranking, zhihui_ranking_unref);
      g_clear_pointer (&self->slots[slot].then, zhihui_ranking_unref);
    }
  g_clear_pointer (&self->unit, zhihui_unit_free);
  g_free (self->head);
  g_free (self->name_key);
  g_free (self->folded);
  g_free (self->id);
  g_free (self->sounds);

  G_OBJECT_CLASS (zhihui_unit_row_parent_class)->finalize (object);
}

static void
zhihui_unit_row_class_init (ZhihuiUnitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_unit_row_finalize;
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

/**
 * zhihui_unit_row_new_head:
 *
 * Returns: (transfer full): the head of a group, without words
 */
ZhihuiUnitRow *
zhihui_unit_row_new_head (void)
{
  return g_object_new (ZHIHUI_TYPE_UNIT_ROW, NULL);
}

/**
 * zhihui_unit_row_get_unit:
 *
 * Returns: (transfer none) (nullable): the unit, %NULL of a head
 */
const ZhihuiUnit *
zhihui_unit_row_get_unit (ZhihuiUnitRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  return self->unit;
}

/**
 * zhihui_unit_row_get_head:
 *
 * Returns: (transfer none) (nullable): what the head of a group says, %NULL of a unit
 */
const char *
zhihui_unit_row_get_head (ZhihuiUnitRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  return self->head;
}

void
zhihui_unit_row_set_head (ZhihuiUnitRow *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));

  if (g_strcmp0 (self->head, text) == 0)
    return;
  g_free (self->head);
  self->head = g_strdup (text);
}

/**
 * zhihui_unit_row_get_score:
 * @slot: a board, or %ZHIHUI_SLOT_RATED
 *
 * Returns: (transfer none) (nullable): what the unit reached, %NULL when the board was not read
 */
const ZhihuiScore *
zhihui_unit_row_get_score (ZhihuiUnitRow *self, guint slot)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);
  g_return_val_if_fail (slot < ZHIHUI_N_SLOTS, NULL);

  return self->slots[slot].score;
}

ZhihuiRanking *
zhihui_unit_row_get_ranking (ZhihuiUnitRow *self, guint slot)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);
  g_return_val_if_fail (slot < ZHIHUI_N_SLOTS, NULL);

  return self->slots[slot].ranking;
}

/**
 * zhihui_unit_row_find_ranking:
 * @rows: (element-type ZhihuiUnitRow): units of one table
 * @slot: a board, or %ZHIHUI_SLOT_RATED
 *
 * Returns: (transfer none) (nullable): the board that they are in, of the first that is
 */
ZhihuiRanking *
zhihui_unit_row_find_ranking (GPtrArray *rows, guint slot)
{
  for (guint i = 0; i < rows->len; i++)
    {
      ZhihuiRanking *ranking = zhihui_unit_row_get_ranking (rows->pdata[i], slot);

      if (ranking != NULL)
        return ranking;
    }
  return NULL;
}

static void
put (ZhihuiRanking     **board,
     const ZhihuiScore **place,
     ZhihuiRanking      *ranking,
     const ZhihuiScore  *score)
{
  if (ranking != NULL)
    zhihui_ranking_ref (ranking);
  g_clear_pointer (board, zhihui_ranking_unref);
  *board = ranking;
  *place = score;
}

/**
 * zhihui_unit_row_set_score:
 * @slot: a board, or %ZHIHUI_SLOT_RATED
 * @ranking: (nullable): the board
 * @score: (nullable): the unit's place in @ranking
 */
void
zhihui_unit_row_set_score (ZhihuiUnitRow     *self,
                           guint              slot,
                           ZhihuiRanking     *ranking,
                           const ZhihuiScore *score)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));
  g_return_if_fail (slot < ZHIHUI_N_SLOTS);

  put (&self->slots[slot].ranking, &self->slots[slot].score, ranking, score);
}

/**
 * zhihui_unit_row_get_then:
 * @slot: a board, or %ZHIHUI_SLOT_RATED
 * @is_known: (out) (optional): whether that board of a day before is known; the unit may still not
 *   have been in it
 *
 * Returns: (transfer none) (nullable): what the unit had reached at this time of yesterday
 */
const ZhihuiScore *
zhihui_unit_row_get_then (ZhihuiUnitRow *self, guint slot, gboolean *is_known)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);
  g_return_val_if_fail (slot < ZHIHUI_N_SLOTS, NULL);

  if (is_known != NULL)
    *is_known = self->slots[slot].then != NULL;
  return self->slots[slot].was;
}

/**
 * zhihui_unit_row_set_then:
 * @ranking: (nullable): the board at this time of yesterday
 * @score: (nullable): the unit's place in @ranking
 */
void
zhihui_unit_row_set_then (ZhihuiUnitRow     *self,
                          guint              slot,
                          ZhihuiRanking     *ranking,
                          const ZhihuiScore *score)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));
  g_return_if_fail (slot < ZHIHUI_N_SLOTS);

  put (&self->slots[slot].then, &self->slots[slot].was, ranking, score);
}

/**
 * zhihui_unit_row_get_course:
 * @n_steps: (out): how many
 *
 * Returns: (transfer none) (nullable): the figures of past steps, the oldest first
 */
const ZhihuiTally *
zhihui_unit_row_get_course (ZhihuiUnitRow *self, guint *n_steps)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), NULL);

  *n_steps = self->course != NULL ? self->n_steps : 0;
  return self->course;
}

/**
 * zhihui_unit_row_set_course:
 * @course: (nullable): figures of @n_steps steps; who sets them keeps them until others are set
 */
void
zhihui_unit_row_set_course (ZhihuiUnitRow *self, const ZhihuiTally *course, guint n_steps)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));

  self->course = course;
  self->n_steps = n_steps;
}

/**
 * zhihui_unit_row_dup_names:
 *
 * Returns: (transfer full): all that it is called, to be spelled: who looks for
 * 人力资源和社会保障局 types "rsj"
 */
char *
zhihui_unit_row_dup_names (ZhihuiUnitRow *self)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self);

  return g_str_equal (unit->name, unit->short_name)
           ? g_strdup (unit->name)
           : g_strconcat (unit->name, " / ", unit->short_name, NULL);
}

/**
 * zhihui_unit_row_set_sounds:
 * @sounds: how the name sounds and its initials, lines of small letters
 */
void
zhihui_unit_row_set_sounds (ZhihuiUnitRow *self, const char *sounds)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_ROW (self));

  g_free (self->sounds);
  self->sounds = g_strdup (sounds);
}

/**
 * zhihui_unit_row_has_sounds:
 *
 * Returns: whether it is known how the name sounds
 */
gboolean
zhihui_unit_row_has_sounds (ZhihuiUnitRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), FALSE);

  return self->sounds != NULL;
}

/**
 * zhihui_unit_row_matches:
 * @folded: what is looked for, case folded
 *
 * Returns: whether it is part of the unit's names or how it sounds, or all of its id
 */
gboolean
zhihui_unit_row_matches (ZhihuiUnitRow *self, const char *folded)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), FALSE);

  if (self->unit == NULL)
    return FALSE;
  if (self->folded == NULL)
    {
      g_autofree char *all = g_strjoin ("\n", self->unit->name, self->unit->short_name, NULL);

      self->folded = g_utf8_casefold (all, -1);
      self->id = g_utf8_casefold (self->unit->id, -1);
    }
  return strstr (self->folded, folded) != NULL || g_str_equal (self->id, folded) ||
         (self->sounds != NULL && strstr (self->sounds, folded) != NULL);
}

/**
 * zhihui_unit_row_get_name_key:
 *
 * Returns: (transfer none): compares as the name does in the language of the desk
 */
const char *
zhihui_unit_row_get_name_key (ZhihuiUnitRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_ROW (self), "");

  if (self->name_key == NULL)
    {
      g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();

      self->name_key =
        zhihui_name_order_dup_key (order, self->unit != NULL ? self->unit->short_name : self->head);
    }
  return self->name_key;
}
