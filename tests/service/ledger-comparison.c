/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger-comparison.h"

#include <string.h>

static void
assert_same_case (ZhihuiLedger *one, guint i, ZhihuiLedger *other, guint j)
{
  ZhihuiCaseRow          a = g_array_index (one->cases, ZhihuiCaseRow, i);
  ZhihuiCaseRow          b = g_array_index (other->cases, ZhihuiCaseRow, j);
  const ZhihuiCaseClock *x = g_hash_table_lookup (one->case_clocks, GUINT_TO_POINTER (i));
  const ZhihuiCaseClock *y = g_hash_table_lookup (other->case_clocks, GUINT_TO_POINTER (j));

  g_assert_cmpint (a.submitted_at, ==, b.submitted_at);
  g_assert_cmpint (a.accepted_at, ==, b.accepted_at);
  g_assert_cmpint (a.closed_at, ==, b.closed_at);
  g_assert_cmpint (a.updated_at, ==, b.updated_at);
  g_assert_cmpuint (a.state, ==, b.state);
  g_assert_cmpuint (a.marks, ==, b.marks);
  g_assert_cmpuint (a.type, ==, b.type);
  g_assert_cmpuint (a.channel, ==, b.channel);
  g_assert_cmpuint (a.region, ==, b.region);
  g_assert_cmpuint (a.topic, ==, b.topic);
  g_assert_cmpuint (a.person, ==, b.person);
  g_assert_cmpuint (a.is_repeat, ==, b.is_repeat);
  g_assert_true ((x == NULL) == (y == NULL));
  g_assert_true ((a.current == ZHIHUI_NO_INDEX) == (b.current == ZHIHUI_NO_INDEX));
  if (a.current != ZHIHUI_NO_INDEX)
    g_assert_cmpint (g_array_index (one->rounds, ZhihuiRound, a.current).id,
                     ==,
                     g_array_index (other->rounds, ZhihuiRound, b.current).id);
  if (!one->is_partial)
    {
      g_assert_true ((a.before == ZHIHUI_NO_INDEX) == (b.before == ZHIHUI_NO_INDEX));
      if (a.before != ZHIHUI_NO_INDEX)
        g_assert_cmpint (g_array_index (one->cases, ZhihuiCaseRow, a.before).id,
                         ==,
                         g_array_index (other->cases, ZhihuiCaseRow, b.before).id);
    }
}

static void
assert_same_assignment (ZhihuiLedger *one, guint i, ZhihuiLedger *other, guint j)
{
  ZhihuiAssignment a = g_array_index (one->assignments, ZhihuiAssignment, i);
  ZhihuiAssignment b = g_array_index (other->assignments, ZhihuiAssignment, j);
  ZhihuiRound      x = g_array_index (one->rounds, ZhihuiRound, i);
  ZhihuiRound      y = g_array_index (other->rounds, ZhihuiRound, j);

  g_assert_cmpint (g_array_index (one->cases, ZhihuiCaseRow, a.case_index).id,
                   ==,
                   g_array_index (other->cases, ZhihuiCaseRow, b.case_index).id);
  g_assert_true ((x.previous == ZHIHUI_NO_INDEX) == (y.previous == ZHIHUI_NO_INDEX));
  if (x.previous != ZHIHUI_NO_INDEX)
    g_assert_cmpint (g_array_index (one->rounds, ZhihuiRound, x.previous).id,
                     ==,
                     g_array_index (other->rounds, ZhihuiRound, y.previous).id);
  g_assert_cmpuint (x.seq, ==, y.seq);
  g_assert_cmpint (x.first_due_at, ==, y.first_due_at);
  g_assert_cmpint (x.suspended_at, ==, y.suspended_at);
  g_assert_cmpuint (x.is_redo, ==, y.is_redo);
  g_assert_cmpuint (x.is_co, ==, y.is_co);
  g_assert_cmpuint (x.is_extended, ==, y.is_extended);
  g_assert_cmpuint (x.is_rated, ==, y.is_rated);
  g_assert_cmpuint (a.unit, ==, b.unit);
  g_assert_cmpuint (zhihui_assignment_get_marks (&a), ==, zhihui_assignment_get_marks (&b));
  a.case_index = b.case_index = 0;
  g_assert_cmpint (a.dispatched_at, ==, b.dispatched_at);
  g_assert_cmpint (a.due_at, ==, b.due_at);
  g_assert_cmpint (a.sign_due_at, ==, b.sign_due_at);
  g_assert_cmpint (a.contact_due_at, ==, b.contact_due_at);
  g_assert_cmpint (a.signed_at, ==, b.signed_at);
  g_assert_cmpint (a.contacted_at, ==, b.contacted_at);
  g_assert_cmpint (a.replied_at, ==, b.replied_at);
  g_assert_cmpint (a.closed_at, ==, b.closed_at);
  g_assert_cmpint (a.return_req_at, ==, b.return_req_at);
  g_assert_cmpint (a.return_decided_at, ==, b.return_decided_at);
  g_assert_cmpint (a.sent_back_at, ==, b.sent_back_at);
  g_assert_cmpint (a.called_back_at, ==, b.called_back_at);
  g_assert_cmpuint (a.is_main, ==, b.is_main);
  g_assert_cmpuint (a.is_merged, ==, b.is_merged);
  g_assert_cmpuint (a.is_reassigned, ==, b.is_reassigned);
  g_assert_cmpuint (a.is_suspended, ==, b.is_suspended);
  g_assert_cmpuint (a.return_accepted, ==, b.return_accepted);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One line a rating, sorted: which work, when, how, and whether it counts. */
static char *
list_ratings (ZhihuiLedger *ledger, ZhihuiLedger *of)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ledger->ratings->len; i++)
    {
      const ZhihuiRating *one = &g_array_index (ledger->ratings, ZhihuiRating, i);
      gint64              id = g_array_index (ledger->rounds, ZhihuiRound, one->assignment).id;

      if (zhihui_ledger_find_assignment (of, id) != ZHIHUI_NO_INDEX)
        g_ptr_array_add (lines,
                         g_strdup_printf ("%06" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u %u %u",
                                          id,
                                          one->rated_at,
                                          one->level,
                                          one->is_valid,
                                          one->by_call_back));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
list_mentions (ZhihuiLedger *ledger, ZhihuiLedger *of)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ledger->mentions->len; i++)
    {
      const ZhihuiMention *one = &g_array_index (ledger->mentions, ZhihuiMention, i);
      gint64               id = g_array_index (ledger->cases, ZhihuiCaseRow, one->case_index).id;

      if (zhihui_ledger_find_case (of, id) != ZHIHUI_NO_INDEX)
        g_ptr_array_add (lines,
                         g_strdup_printf ("%06" G_GINT64_FORMAT " %s",
                                          id,
                                          (const char *) ledger->words->pdata[one->word]));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* @fresh has just been loaded; a partial ledger may hold more, what is done already. */
void
assert_same_ledger (ZhihuiLedger *fresh, ZhihuiLedger *other)
{
  g_autofree char *ratings = list_ratings (fresh, fresh);
  g_autofree char *other_ratings = list_ratings (other, fresh);
  g_autofree char *mentions = list_mentions (fresh, fresh);
  g_autofree char *other_mentions = list_mentions (other, fresh);

  g_assert_cmpuint (fresh->units->len, ==, other->units->len);
  g_assert_cmpuint (fresh->regions->len, ==, other->regions->len);
  g_assert_cmpuint (fresh->words->len, ==, other->words->len);
  if (!fresh->is_partial)
    g_assert_cmpuint (fresh->cases->len, ==, other->cases->len);
  for (guint i = 0; i < fresh->cases->len; i++)
    {
      gint64 id = g_array_index (fresh->cases, ZhihuiCaseRow, i).id;
      guint  at = zhihui_ledger_find_case (other, id);

      g_assert_cmpuint (at, !=, ZHIHUI_NO_INDEX);
      assert_same_case (fresh, i, other, at);
    }
  for (guint i = 0; i < fresh->assignments->len; i++)
    {
      gint64 id = g_array_index (fresh->rounds, ZhihuiRound, i).id;
      guint  at = zhihui_ledger_find_assignment (other, id);

      g_assert_cmpuint (at, !=, ZHIHUI_NO_INDEX);
      assert_same_assignment (fresh, i, other, at);
    }
  g_assert_cmpstr (ratings, ==, other_ratings);
  g_assert_cmpstr (mentions, ==, other_mentions);
  g_assert_cmpint (
    zhihui_ledger_get_next_case_id (fresh), ==, zhihui_ledger_get_next_case_id (other));
  g_assert_cmpint (
    zhihui_ledger_get_next_assignment_id (fresh), ==, zhihui_ledger_get_next_assignment_id (other));
}
