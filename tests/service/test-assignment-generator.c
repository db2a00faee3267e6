/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment-generator.h"

#define N_ROWS 8000
#define N_UNITS 112

static const AssignmentGeneratorOptions options = {
  .seed = 7, .n_units = N_UNITS, .n_rows = N_ROWS, .until = 1596243600, .n_days = 90
};

static void
rows_come_in_the_order_of_their_dispatch (void)
{
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (&options);
  GeneratedAssignment row;
  gint64              last = G_MININT64;
  gsize               n = 0;

  while (assignment_generator_next (generator, &row))
    {
      g_assert_cmpint (row.id, ==, (gint64) ++n);
      g_assert_cmpint (row.one.dispatched_at, >=, last);
      g_assert_cmpuint (row.one.unit, <, N_UNITS);
      last = row.one.dispatched_at;
    }
  g_assert_cmpuint (n, ==, N_ROWS);
  g_assert_cmpint (last, <, options.until);
}

/* Without one of these kinds a proof over these rows would prove little. */
static void
every_kind_of_work_is_there (void)
{
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (&options);
  GeneratedAssignment row;
  guint open = 0, overdue = 0, refused = 0, accepted = 0, redo = 0, moved = 0, suspended = 0;
  guint merged = 0, beside = 0, rated_again = 0;

  while (assignment_generator_next (generator, &row))
    {
      open += zhihui_assignment_is_open (&row.one, options.until);
      overdue += zhihui_assignment_is_overdue (&row.one, options.until);
      accepted += row.one.return_accepted;
      refused += row.one.return_decided_at != ZHIHUI_NO_INSTANT && !row.one.return_accepted;
      redo += row.round.is_redo;
      moved += row.one.is_reassigned;
      suspended += row.one.is_suspended;
      merged += row.one.is_merged;
      beside += !row.one.is_main;
      rated_again += row.n_ratings == 2;
    }
  g_assert_cmpuint (MIN (open, overdue), >, 20);
  g_assert_cmpuint (MIN (accepted, refused), >, 20);
  g_assert_cmpuint (MIN (redo, moved), >, 20);
  g_assert_cmpuint (MIN (suspended, merged), >, 20);
  g_assert_cmpuint (MIN (beside, rated_again), >, 20);
}

static void
assert_same_row (const GeneratedAssignment *made, const ZhihuiAssignment *read)
{
  const ZhihuiAssignment *one = &made->one;
  ZhihuiAssignment        marked = made->one;

  g_assert_cmpuint (one->unit, ==, read->unit);
  g_assert_cmpuint (one->case_index, ==, read->case_index);
  g_assert_cmpint (one->dispatched_at, ==, read->dispatched_at);
  g_assert_cmpint (one->sign_due_at, ==, read->sign_due_at);
  g_assert_cmpint (one->signed_at, ==, read->signed_at);
  g_assert_cmpint (one->contact_due_at, ==, read->contact_due_at);
  g_assert_cmpint (one->contacted_at, ==, read->contacted_at);
  g_assert_cmpint (one->due_at, ==, read->due_at);
  g_assert_cmpint (one->replied_at, ==, read->replied_at);
  g_assert_cmpint (one->closed_at, ==, read->closed_at);
  g_assert_cmpint (one->return_req_at, ==, read->return_req_at);
  g_assert_cmpint (one->return_decided_at, ==, read->return_decided_at);
  g_assert_cmpint (one->sent_back_at, ==, read->sent_back_at);
  g_assert_cmpuint (one->is_main, ==, read->is_main);
  g_assert_cmpuint (one->return_accepted, ==, read->return_accepted);
  g_assert_cmpuint (one->is_reassigned, ==, read->is_reassigned);
  g_assert_cmpuint (one->needs_contact, ==, read->needs_contact);
  g_assert_cmpuint (one->is_merged, ==, read->is_merged);
  g_assert_cmpuint (one->is_suspended, ==, read->is_suspended);
  g_assert_cmpint (one->called_back_at, ==, read->called_back_at);
  g_assert_cmpuint (one->solved, ==, read->solved);
  g_assert_cmpuint (one->promised_days, ==, read->promised_days);
  g_assert_cmpuint (one->statutory_days, ==, read->statutory_days);
  /* That the matter came again is made up: the loaded ledger looks for it itself. */
  marked.is_repeated = FALSE;
  g_assert_cmpuint (zhihui_assignment_get_marks (&marked), ==, zhihui_assignment_get_marks (read));
}

static void
what_is_written_is_read_again (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (&options);
  g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, &error);
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  GeneratedAssignment row;
  guint               n_ratings = 0;

  g_assert_no_error (error);
  assignment_generator_write (&options, store);
  zhihui_store_load_ledger (store, ledger, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (ledger->assignments->len, ==, N_ROWS);
  g_assert_cmpuint (ledger->units->len, ==, N_UNITS);
  while (assignment_generator_next (generator, &row))
    {
      assert_same_row (&row, &g_array_index (ledger->assignments, ZhihuiAssignment, row.id - 1));
      for (guint i = 0; i < row.n_ratings; i++, n_ratings++)
        {
          const ZhihuiRating *read = &g_array_index (ledger->ratings, ZhihuiRating, n_ratings);

          g_assert_cmpuint (read->assignment, ==, row.ratings[i].assignment);
          g_assert_cmpint (read->rated_at, ==, row.ratings[i].rated_at);
          g_assert_cmpuint (read->level, ==, row.ratings[i].level);
          g_assert_cmpuint (read->is_valid, ==, row.ratings[i].is_valid);
        }
    }
  g_assert_cmpuint (ledger->ratings->len, ==, n_ratings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assignment-generator/rows-come-in-the-order-of-their-dispatch",
                   rows_come_in_the_order_of_their_dispatch);
  g_test_add_func ("/assignment-generator/every-kind-of-work-is-there",
                   every_kind_of_work_is_there);
  g_test_add_func ("/assignment-generator/what-is-written-is-read-again",
                   what_is_written_is_read_again);
  return g_test_run ();
}
