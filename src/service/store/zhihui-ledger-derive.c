/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-hash.h"
#include "zhihui-ledger.h"

/* Marks of rows that follow from the rows themselves, so that figures ask one row alone: whether a
 * dispatch was the first and in time, a reply early, a complaint made again. */

#define COMPLAINT "complaint"
#define MIDDLE_CLASS_LENGTH 4 /* of a topic's code of two digits a class */
#define MOBILE_LENGTH 11
#define PERSON_BYTES 64

static const char *const country_codes[] = { "0086", "86" };

/**
 * zhihui_assignment_get_marks:
 *
 * Returns: the derived marks as one number, as the store keeps them: 1 rated in time, 2 early,
 *   4 first, 8 dispatched in time, 16 complaint, 32 repeated
 */
guint
zhihui_assignment_get_marks (const ZhihuiAssignment *row)
{
  return row->is_rated | row->is_early << 1 | row->is_first << 2 | row->is_prompt << 3 |
         row->is_complaint << 4 | row->is_repeated << 5;
}

void
zhihui_assignment_set_marks (ZhihuiAssignment *row, guint marks)
{
  row->is_rated = marks & 1;
  row->is_early = marks >> 1 & 1;
  row->is_first = marks >> 2 & 1;
  row->is_prompt = marks >> 3 & 1;
  row->is_complaint = marks >> 4 & 1;
  row->is_repeated = marks >> 5 & 1;
}

/* Telephone without what is put between its digits and before them, and the first character of the
 * name: one person is called 段某某, 段先生 and 段女士, and a family has one telephone. */
static gboolean
write_person (const char *complainant, const char *phone, char text[static PERSON_BYTES])
{
  gsize n = 0;

  for (const char *c = phone; c != NULL && *c != '\0' && n < PERSON_BYTES - 8; c++)
    if (g_ascii_isalnum (*c))
      text[n++] = g_ascii_toupper (*c);
  if (n == 0)
    return FALSE;

  text[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (country_codes); i++)
    if (g_str_has_prefix (text, country_codes[i]) && n == strlen (country_codes[i]) + MOBILE_LENGTH)
      {
        memmove (text, text + n - MOBILE_LENGTH, MOBILE_LENGTH + 1);
        n = MOBILE_LENGTH;
      }

  text[n++] = '\n';
  if (complainant != NULL && g_utf8_get_char_validated (complainant, -1) < 0x110000)
    n += (gsize) g_unichar_to_utf8 (g_utf8_get_char (complainant), text + n);
  text[n] = '\0';
  return TRUE;
}

/**
 * zhihui_ledger_dup_person:
 * @complainant: (nullable): name
 * @phone: (nullable): telephone or number of an identity card, as it was given
 *
 * Returns: (transfer full) (nullable): the same text for the same person, %NULL without a number.
 * It is as personal as the number: it is hashed, not kept.
 */
char *
zhihui_ledger_dup_person (const char *complainant, const char *phone)
{
  char text[PERSON_BYTES];

  return write_person (complainant, phone, text) ? g_strdup (text) : NULL;
}

/**
 * zhihui_ledger_get_person_key:
 * @complainant: (nullable): name
 * @phone: (nullable): telephone or number of an identity card, as it was given
 *
 * Returns: a number by which cases of one person are found together (FNV-1a, 64 bits), 0 when
 *   nothing is known of the person. In memory only: without a secret it can be turned back.
 */
guint64
zhihui_ledger_get_person_key (const char *complainant, const char *phone)
{
  char text[PERSON_BYTES];

  if (!write_person (complainant, phone, text))
    return 0;

  return MAX (zhihui_hash_bytes (ZHIHUI_HASH_START, text, strlen (text)), 1);
}

/**
 * zhihui_ledger_chain_case:
 * @case_index: the newest case, whose person is set
 *
 * Ties the case to the one that the same person brought before.
 */
void
zhihui_ledger_chain_case (ZhihuiLedger *self, guint case_index)
{
  ZhihuiCaseRow *one = &g_array_index (self->cases, ZhihuiCaseRow, case_index);

  one->before = ZHIHUI_NO_INDEX;
  if (one->person == 0)
    return;

  one->before = GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, &one->person)) - 1u;
  g_hash_table_insert (
    self->persons, g_memdup2 (&one->person, sizeof one->person), GUINT_TO_POINTER (case_index + 1));
}

static gboolean
is_complaint (ZhihuiLedger *self, const ZhihuiCaseRow *one)
{
  return one->type < self->types->len &&
         g_str_equal (((const ZhihuiNamed *) self->types->pdata[one->type])->id, COMPLAINT);
}

/**
 * zhihui_ledger_derive_assignment:
 *
 * Sets what follows from the assignment, its case and the calendar; not whether the matter came
 * again.
 */
void
zhihui_ledger_derive_assignment (ZhihuiLedger       *self,
                                 guint               index,
                                 ZhihuiWorkCalendar *calendar,
                                 ZhihuiZone         *zone)
{
  ZhihuiAssignment    *row = &g_array_index (self->assignments, ZhihuiAssignment, index);
  const ZhihuiRound   *round = &g_array_index (self->rounds, ZhihuiRound, index);
  const ZhihuiCaseRow *its_case = &g_array_index (self->cases, ZhihuiCaseRow, row->case_index);

  row->is_first = row->is_main && round->previous == ZHIHUI_NO_INDEX;
  row->is_prompt = its_case->accepted_at != ZHIHUI_NO_INSTANT &&
                   row->dispatched_at - its_case->accepted_at <= ZHIHUI_PROMPT_S;
  row->is_complaint = is_complaint (self, its_case);
  row->is_early =
    zhihui_deadline_is_early (row->dispatched_at, row->due_at, row->replied_at, calendar, zone);
}

/**
 * zhihui_ledger_is_same_topic:
 *
 * Whether two topics count as one: of codes that have two digits a class the middle class does.
 */
gboolean
zhihui_ledger_is_same_topic (ZhihuiLedger *self, guint16 a, guint16 b)
{
  const char *one, *other;

  if (a == b)
    return a != G_MAXUINT16;
  if (a >= self->topics->len || b >= self->topics->len)
    return FALSE;

  one = ((const ZhihuiNamed *) self->topics->pdata[a])->id;
  other = ((const ZhihuiNamed *) self->topics->pdata[b])->id;
  return strlen (one) > MIDDLE_CLASS_LENGTH && strlen (other) > MIDDLE_CLASS_LENGTH &&
         strspn (one, "0123456789") == strlen (one) &&
         strncmp (one, other, MIDDLE_CLASS_LENGTH) == 0;
}

static gboolean
has_unit (ZhihuiLedger *self, const ZhihuiCaseRow *one, guint32 unit)
{
  for (guint i = one->current; i != ZHIHUI_NO_INDEX;
       i = g_array_index (self->rounds, ZhihuiRound, i).previous)
    if (g_array_index (self->assignments, ZhihuiAssignment, i).unit == unit)
      return TRUE;
  return FALSE;
}

/* Whether @later is the matter of @row once more. Nobody's work does not count: a case that was not
 * accepted, was withdrawn, or still waits for its dispatch. */
static gboolean
repeats (ZhihuiLedger           *self,
         const ZhihuiAssignment *row,
         const ZhihuiCaseRow    *its_case,
         const ZhihuiCaseRow    *later)
{
  gboolean is_work = later->current != ZHIHUI_NO_INDEX || later->state == ZHIHUI_CASE_MERGED;

  return is_work && later->submitted_at > row->closed_at &&
         later->submitted_at <= row->closed_at + ZHIHUI_REPEATED_WITHIN_S &&
         zhihui_ledger_is_same_topic (self, its_case->topic, later->topic) &&
         ((its_case->region != G_MAXUINT16 && its_case->region == later->region) ||
          has_unit (self, later, row->unit));
}

static gboolean
is_repeated (ZhihuiLedger *self, const ZhihuiAssignment *row, guint last)
{
  const ZhihuiCaseRow *its_case = &g_array_index (self->cases, ZhihuiCaseRow, row->case_index);

  for (guint i = last; i != ZHIHUI_NO_INDEX && i != row->case_index;)
    {
      const ZhihuiCaseRow *later = &g_array_index (self->cases, ZhihuiCaseRow, i);

      if (repeats (self, row, its_case, later))
        return TRUE;
      i = later->before;
    }
  return FALSE;
}

/**
 * zhihui_ledger_derive_repeats:
 * @case_index: a case that was dispatched, joined or withdrawn
 * @touch: (nullable): called for each assignment whose mark has changed
 *
 * Looks again at the closed complaints of the person of @case_index: which of them came again
 * within 30 days as a case of the same topic (its middle class), in the same region or with the
 * same unit.
 */
void
zhihui_ledger_derive_repeats (ZhihuiLedger   *self,
                              guint           case_index,
                              ZhihuiTouchFunc touch,
                              gpointer        user_data)
{
  guint64 person = g_array_index (self->cases, ZhihuiCaseRow, case_index).person;
  guint   last;

  if (person == 0)
    return;

  last = GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, &person)) - 1u;
  for (guint i = g_array_index (self->cases, ZhihuiCaseRow, case_index).before;
       i != ZHIHUI_NO_INDEX;)
    {
      const ZhihuiCaseRow *one = &g_array_index (self->cases, ZhihuiCaseRow, i);

      for (guint j = one->current; j != ZHIHUI_NO_INDEX;
           j = g_array_index (self->rounds, ZhihuiRound, j).previous)
        {
          ZhihuiAssignment *row = &g_array_index (self->assignments, ZhihuiAssignment, j);
          gboolean          is_now = row->is_complaint && row->closed_at != ZHIHUI_NO_INSTANT &&
                            is_repeated (self, row, last);

          if (is_now == row->is_repeated)
            continue;
          row->is_repeated = is_now;
          if (touch != NULL)
            touch (j, user_data);
        }
      i = one->before;
    }
}

/**
 * zhihui_ledger_derive:
 *
 * Sets all that follows from the rows, after they were loaded or the calendar has changed.
 */
void
zhihui_ledger_derive (ZhihuiLedger *self, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  GHashTableIter iter;
  gpointer       last;

  g_return_if_fail (self != NULL && calendar != NULL && zone != NULL);

  for (guint i = 0; i < self->assignments->len; i++)
    {
      g_array_index (self->assignments, ZhihuiAssignment, i).is_repeated = FALSE;
      zhihui_ledger_derive_assignment (self, i, calendar, zone);
    }

  g_hash_table_iter_init (&iter, self->persons);
  while (g_hash_table_iter_next (&iter, NULL, &last))
    zhihui_ledger_derive_repeats (self, GPOINTER_TO_UINT (last) - 1u, NULL, NULL);
}
