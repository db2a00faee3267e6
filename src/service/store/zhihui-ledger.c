/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ledger.h"

void
zhihui_named_free (ZhihuiNamed *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

/**
 * zhihui_ledger_new:
 *
 * Returns: (transfer full): a ledger without a row
 */
ZhihuiLedger *
zhihui_ledger_new (void)
{
  ZhihuiLedger *self = g_new0 (ZhihuiLedger, 1);

  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_peer_free);
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_free);
  self->types = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_named_free);
  self->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_named_free);
  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_named_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_named_free);
  self->modes = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_named_free);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiCaseRow));
  self->assignments = g_array_new (FALSE, FALSE, sizeof (ZhihuiAssignment));
  self->rounds = g_array_new (FALSE, FALSE, sizeof (ZhihuiRound));
  self->clocks = g_array_new (FALSE, FALSE, sizeof (ZhihuiClocks));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  self->mentions = g_array_new (FALSE, FALSE, sizeof (ZhihuiMention));
  self->persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->co_parts = g_hash_table_new (NULL, NULL);
  self->clock_rules = zhihui_clock_rules_new ();
  self->unit_on_duty = g_byte_array_new ();
  self->case_clocks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->as_of = ZHIHUI_NO_INSTANT;
  return self;
}

void
zhihui_ledger_free (ZhihuiLedger *self)
{
  if (self == NULL)
    return;

  zhihui_ledger_end_tail (self);
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->peers);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->modes);
  g_ptr_array_unref (self->words);
  g_array_unref (self->cases);
  g_array_unref (self->assignments);
  g_array_unref (self->rounds);
  g_array_unref (self->clocks);
  g_array_unref (self->ratings);
  g_array_unref (self->mentions);
  g_hash_table_unref (self->persons);
  g_hash_table_unref (self->co_parts);
  zhihui_clock_rules_free (self->clock_rules);
  g_byte_array_unref (self->unit_on_duty);
  g_hash_table_unref (self->case_clocks);
  g_free (self);
}

/**
 * zhihui_ledger_swap:
 * @other: gets what @self held
 *
 * @self holds what was in @other from now on, as a change.
 */
void
zhihui_ledger_swap (ZhihuiLedger *self, ZhihuiLedger *other)
{
  ZhihuiLedger kept;

  g_return_if_fail (self != NULL && other != NULL);

  kept = *self;
  *self = *other;
  *other = kept;
  self->revision = kept.revision + 1;
  self->first_changed = 0;
}

static gint64
get_row_id (const GArray *rows, gsize row_size, guint index)
{
  return *(const gint64 *) (const void *) (rows->data + (gsize) index * row_size);
}

/* Of rows that came in no order. */
static guint
find_in_tail (const GArray *rows, gsize row_size, gint64 id, ZhihuiLedgerTail *tail)
{
  for (; tail->n_indexed < rows->len; tail->n_indexed++)
    {
      gint64 one = get_row_id (rows, row_size, tail->n_indexed);

      g_hash_table_insert (
        tail->places, g_memdup2 (&one, sizeof one), GUINT_TO_POINTER (tail->n_indexed + 1));
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (tail->places, &id)) - 1u;
}

/* Rows stand in the order of their ids, and mostly without gaps: look at the place of no gap first.
 */
static guint
find_row (const GArray *rows, gsize row_size, gint64 id, ZhihuiLedgerTail *tail)
{
  guint n_sorted = tail->places != NULL ? tail->n_sorted : rows->len;
  guint low = 0, high = n_sorted;

  if (id >= 1 && id <= high && get_row_id (rows, row_size, (guint) id - 1) == id)
    return (guint) id - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_row_id (rows, row_size, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < n_sorted && get_row_id (rows, row_size, low) == id)
    return low;
  return tail->places != NULL ? find_in_tail (rows, row_size, id, tail) : ZHIHUI_NO_INDEX;
}

static gint64
get_last_id (const GArray *rows, gsize row_size, gint64 known)
{
  return rows->len > 0 ? MAX (known, get_row_id (rows, row_size, rows->len - 1)) : known;
}

static void
begin_tail (ZhihuiLedgerTail *tail, guint n_rows)
{
  if (tail->places != NULL)
    return;

  tail->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tail->n_sorted = tail->n_indexed = n_rows;
}

/**
 * zhihui_ledger_begin_tail:
 *
 * Rows that come from now on may have lower ids than those that are here.
 */
void
zhihui_ledger_begin_tail (ZhihuiLedger *self)
{
  self->last_case = get_last_id (self->cases, sizeof (ZhihuiCaseRow), self->last_case);
  self->last_assignment = get_last_id (self->rounds, sizeof (ZhihuiRound), self->last_assignment);
  begin_tail (&self->case_tail, self->cases->len);
  begin_tail (&self->assignment_tail, self->rounds->len);
}

/**
 * zhihui_ledger_end_tail:
 *
 * All rows are in the order of their ids: the ledger is empty.
 */
void
zhihui_ledger_end_tail (ZhihuiLedger *self)
{
  g_clear_pointer (&self->case_tail.places, g_hash_table_unref);
  g_clear_pointer (&self->assignment_tail.places, g_hash_table_unref);
  self->last_case = self->last_assignment = 0;
}

gint64
zhihui_ledger_get_next_case_id (ZhihuiLedger *self)
{
  return get_last_id (self->cases, sizeof (ZhihuiCaseRow), self->last_case) + 1;
}

gint64
zhihui_ledger_get_next_assignment_id (ZhihuiLedger *self)
{
  return get_last_id (self->rounds, sizeof (ZhihuiRound), self->last_assignment) + 1;
}

/**
 * zhihui_ledger_find_case:
 * @id: the row id in the store
 *
 * Returns: the index into cases, %ZHIHUI_NO_INDEX when there is none
 */
guint
zhihui_ledger_find_case (ZhihuiLedger *self, gint64 id)
{
  G_STATIC_ASSERT (G_STRUCT_OFFSET (ZhihuiCaseRow, id) == 0);
  g_return_val_if_fail (self != NULL, ZHIHUI_NO_INDEX);

  return find_row (self->cases, sizeof (ZhihuiCaseRow), id, &self->case_tail);
}

/**
 * zhihui_ledger_find_assignment:
 * @id: the row id in the store
 *
 * Returns: the index into assignments and rounds, %ZHIHUI_NO_INDEX when there is none
 */
guint
zhihui_ledger_find_assignment (ZhihuiLedger *self, gint64 id)
{
  G_STATIC_ASSERT (G_STRUCT_OFFSET (ZhihuiRound, id) == 0);
  g_return_val_if_fail (self != NULL, ZHIHUI_NO_INDEX);

  return find_row (self->rounds, sizeof (ZhihuiRound), id, &self->assignment_tail);
}

/**
 * zhihui_ledger_get_co_part:
 *
 * Returns: index of the latest part that the case has with a co-unit; the rounds lead to the ones
 *   before. %ZHIHUI_NO_INDEX when there is none
 */
guint
zhihui_ledger_get_co_part (ZhihuiLedger *self, guint case_index)
{
  gpointer index;

  g_return_val_if_fail (self != NULL, ZHIHUI_NO_INDEX);

  if (!g_hash_table_lookup_extended (self->co_parts, GUINT_TO_POINTER (case_index), NULL, &index))
    return ZHIHUI_NO_INDEX;
  return GPOINTER_TO_UINT (index);
}

void
zhihui_ledger_add_co_part (ZhihuiLedger *self, guint case_index, guint index)
{
  g_return_if_fail (self != NULL);

  g_hash_table_insert (self->co_parts, GUINT_TO_POINTER (case_index), GUINT_TO_POINTER (index));
}

/**
 * zhihui_ledger_find_named:
 * @named: (element-type ZhihuiNamed): types, channels or topics
 *
 * Returns: the index, %ZHIHUI_NO_INDEX when @id is not there
 */
guint
zhihui_ledger_find_named (GPtrArray *named, const char *id)
{
  g_return_val_if_fail (named != NULL && id != NULL, ZHIHUI_NO_INDEX);

  for (guint i = 0; i < named->len; i++)
    if (g_str_equal (((const ZhihuiNamed *) named->pdata[i])->id, id))
      return i;

  return ZHIHUI_NO_INDEX;
}

guint
zhihui_ledger_find_unit (ZhihuiLedger *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, ZHIHUI_NO_INDEX);

  for (guint i = 0; i < self->units->len; i++)
    if (g_str_equal (((const ZhihuiUnit *) self->units->pdata[i])->id, id))
      return i;

  return ZHIHUI_NO_INDEX;
}

/**
 * zhihui_case_state_get_id:
 *
 * Returns: (transfer none): the name on the wire
 */
const char *
zhihui_case_state_get_id (ZhihuiCaseState state)
{
  static const char *const ids[ZHIHUI_N_CASE_STATES] = {
    [ZHIHUI_CASE_SUBMITTED] = "submitted",   [ZHIHUI_CASE_ACCEPTED] = "accepted",
    [ZHIHUI_CASE_DISPATCHED] = "dispatched", [ZHIHUI_CASE_SIGNED] = "signed",
    [ZHIHUI_CASE_HANDLING] = "handling",     [ZHIHUI_CASE_REPLIED] = "replied",
    [ZHIHUI_CASE_CLOSED] = "closed",         [ZHIHUI_CASE_ARCHIVED] = "archived",
    [ZHIHUI_CASE_REJECTED] = "rejected",     [ZHIHUI_CASE_WITHDRAWN] = "withdrawn",
    [ZHIHUI_CASE_MERGED] = "merged",
  };

  g_return_val_if_fail (state < ZHIHUI_N_CASE_STATES, "submitted");
  return ids[state];
}
