/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ledger-merge.h"

/* Where the rows of a piece are in the ledger. */
typedef struct
{
  ZhihuiLedger *ledger, *piece;
  guint        *cases, *assignments; /* owned: by index in the piece */
} Merge;

/**
 * zhihui_ledger_can_merge:
 * @piece: loaded by zhihui_store_load_changed ()
 *
 * Returns: whether rows that are new stand after those of @self, where these are all there are: the
 *   order in which one person came would not be known
 */
gboolean
zhihui_ledger_can_merge (ZhihuiLedger *self, const ZhihuiLedger *piece)
{
  gint64 next_case = zhihui_ledger_get_next_case_id (self);
  gint64 next_assignment = zhihui_ledger_get_next_assignment_id (self);

  if (self->is_partial)
    return TRUE;

  for (guint i = 0; i < piece->cases->len; i++)
    {
      gint64 id = g_array_index (piece->cases, ZhihuiCaseRow, i).id;

      if (id < next_case && zhihui_ledger_find_case (self, id) == ZHIHUI_NO_INDEX)
        return FALSE;
    }
  for (guint i = 0; i < piece->rounds->len; i++)
    {
      gint64 id = g_array_index (piece->rounds, ZhihuiRound, i).id;

      if (id < next_assignment && zhihui_ledger_find_assignment (self, id) == ZHIHUI_NO_INDEX)
        return FALSE;
    }
  return TRUE;
}

/* Who brought it stays, and so does the case before it. */
static guint
put_case (ZhihuiLedger *self, const ZhihuiCaseRow *one)
{
  guint          index = zhihui_ledger_find_case (self, one->id);
  ZhihuiCaseRow *row;
  guint32        before;
  guint64        person;

  if (index == ZHIHUI_NO_INDEX)
    {
      index = self->cases->len;
      g_array_append_vals (self->cases, one, 1);
      zhihui_ledger_chain_case (self, index);
      return index;
    }

  row = &g_array_index (self->cases, ZhihuiCaseRow, index);
  before = row->before;
  person = row->person;
  *row = *one;
  row->before = before;
  row->person = person;
  return index;
}

static guint
translate (const guint *places, guint index)
{
  return index != ZHIHUI_NO_INDEX ? places[index] : ZHIHUI_NO_INDEX;
}

/* The case before of a round comes before it in the piece too. */
static guint
put_assignment (const Merge *merge, guint at)
{
  ZhihuiLedger    *self = merge->ledger;
  ZhihuiAssignment one = g_array_index (merge->piece->assignments, ZhihuiAssignment, at);
  ZhihuiRound      round = g_array_index (merge->piece->rounds, ZhihuiRound, at);
  guint            index = zhihui_ledger_find_assignment (self, round.id);

  one.case_index = merge->cases[one.case_index];
  round.previous = translate (merge->assignments, round.previous);
  if (index == ZHIHUI_NO_INDEX)
    {
      index = self->assignments->len;
      g_array_append_val (self->assignments, one);
      g_array_append_val (self->rounds, round);
    }
  else
    {
      g_array_index (self->assignments, ZhihuiAssignment, index) = one;
      g_array_index (self->rounds, ZhihuiRound, index) = round;
    }
  self->first_changed = MIN (self->first_changed, index);
  return index;
}

static void
point_case (const Merge *merge, guint at)
{
  ZhihuiLedger          *self = merge->ledger;
  ZhihuiCaseRow         *row = &g_array_index (self->cases, ZhihuiCaseRow, merge->cases[at]);
  guint                  part = zhihui_ledger_get_co_part (merge->piece, at);
  const ZhihuiCaseClock *clock =
    g_hash_table_lookup (merge->piece->case_clocks, GUINT_TO_POINTER (at));

  row->current = translate (merge->assignments, row->current);
  if (part != ZHIHUI_NO_INDEX)
    zhihui_ledger_add_co_part (self, merge->cases[at], merge->assignments[part]);
  else
    g_hash_table_remove (self->co_parts, GUINT_TO_POINTER (merge->cases[at]));
  if (clock != NULL)
    g_hash_table_insert (
      self->case_clocks, GUINT_TO_POINTER (merge->cases[at]), g_memdup2 (clock, sizeof *clock));
}

/* ---- ratings: those of one round come in the order in which they were given ---- */

static void
free_places (gpointer places)
{
  g_array_unref (places);
}

/* By assignment of the ledger: the places of the ratings that it has there. */
static GHashTable *
find_ratings (const Merge *merge)
{
  const GArray *fresh = merge->piece->ratings, *ratings = merge->ledger->ratings;
  GHashTable   *known = g_hash_table_new_full (NULL, NULL, NULL, free_places);

  for (guint i = 0; i < fresh->len; i++)
    {
      guint assignment = merge->assignments[g_array_index (fresh, ZhihuiRating, i).assignment];

      if (!g_hash_table_contains (known, GUINT_TO_POINTER (assignment)))
        g_hash_table_insert (
          known, GUINT_TO_POINTER (assignment), g_array_new (FALSE, FALSE, sizeof (guint)));
    }
  for (guint i = 0; g_hash_table_size (known) > 0 && i < ratings->len; i++)
    {
      guint   assignment = g_array_index (ratings, ZhihuiRating, i).assignment;
      GArray *places = g_hash_table_lookup (known, GUINT_TO_POINTER (assignment));

      if (places != NULL)
        g_array_append_val (places, i);
    }
  return known;
}

static void
put_ratings (const Merge *merge)
{
  const GArray *fresh = merge->piece->ratings;
  GArray       *ratings = merge->ledger->ratings;
  g_autoptr (GHashTable) known = find_ratings (merge);

  for (guint i = 0; i < fresh->len; i++)
    {
      ZhihuiRating one = g_array_index (fresh, ZhihuiRating, i);
      GArray      *places;

      one.assignment = merge->assignments[one.assignment];
      places = g_hash_table_lookup (known, GUINT_TO_POINTER (one.assignment));
      if (places->len == 0)
        {
          g_array_append_val (ratings, one);
          continue;
        }
      g_array_index (ratings, ZhihuiRating, g_array_index (places, guint, 0)) = one;
      g_array_remove_index (places, 0);
    }
}

/* Of some cases alone the store knows what follows from all; of all of them it is found here. */
static void
derive (const Merge *merge, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  ZhihuiLedger *self = merge->ledger;

  for (guint i = 0; i < merge->piece->assignments->len; i++)
    {
      guint index = merge->assignments[i];

      g_array_index (self->assignments, ZhihuiAssignment, index).is_repeated = FALSE;
      zhihui_ledger_derive_assignment (self, index, calendar, zone);
    }
  for (guint i = 0; i < merge->piece->cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (self->cases, ZhihuiCaseRow, merge->cases[i]);
      guint last = GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, &one->person));

      if (last > 0)
        zhihui_ledger_derive_repeats (self, last - 1, NULL, NULL);
    }
}

static void
note_last_ids (const Merge *merge)
{
  const GArray *cases = merge->piece->cases, *rounds = merge->piece->rounds;
  ZhihuiLedger *self = merge->ledger;

  if (cases->len > 0)
    self->last_case =
      MAX (self->last_case, g_array_index (cases, ZhihuiCaseRow, cases->len - 1).id);
  if (rounds->len > 0)
    self->last_assignment =
      MAX (self->last_assignment, g_array_index (rounds, ZhihuiRound, rounds->len - 1).id);
}

/**
 * zhihui_ledger_merge:
 * @piece: cases as they are in the store now, in the order of their ids
 * @calendar: of the deployment
 *
 * Indices of rows that were there stay. Afterwards @self is what it would be if it were loaded now,
 * as far as the cases of @piece go.
 */
void
zhihui_ledger_merge (ZhihuiLedger       *self,
                     ZhihuiLedger       *piece,
                     ZhihuiWorkCalendar *calendar,
                     ZhihuiZone         *zone)
{
  g_autofree guint *cases = g_new0 (guint, piece->cases->len + 1);
  g_autofree guint *assignments = g_new0 (guint, piece->assignments->len + 1);
  const Merge       merge = { self, piece, cases, assignments };

  if (self->is_partial)
    zhihui_ledger_begin_tail (self);
  for (guint i = 0; i < piece->cases->len; i++)
    cases[i] = put_case (self, &g_array_index (piece->cases, ZhihuiCaseRow, i));
  for (guint i = 0; i < piece->assignments->len; i++)
    assignments[i] = put_assignment (&merge, i);
  for (guint i = 0; i < piece->cases->len; i++)
    point_case (&merge, i);
  put_ratings (&merge);
  note_last_ids (&merge);
  if (!self->is_partial)
    derive (&merge, calendar, zone);
  self->revision++;
}
