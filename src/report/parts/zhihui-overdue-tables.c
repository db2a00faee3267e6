/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-overdue-tables.h"

#include "zhihui-case-words.h"
#include "zhihui-listed-part.h"
#include "zhihui-public-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What a unit owes. */
typedef struct
{
  const char *name;    /* borrowed */
  gboolean    is_unit; /* else these are dispatched to none */
  GPtrArray  *cases;   /* (element-type Owed) owned: the longest overdue first */
  guint       n_over;  /* of them */
  gint64      longest; /* s, 0: none is overdue */
} Debtor;

typedef struct
{
  const ZhihuiDeskCase *one; /* borrowed */
  gboolean              is_over;
} Owed;

static void
free_debtor (gpointer data)
{
  Debtor *self = data;

  g_ptr_array_unref (self->cases);
  g_free (self);
}

static gint64
get_due (const ZhihuiDeskCase *one)
{
  return one->work != NULL ? one->work->due_at : ZHIHUI_NO_INSTANT;
}

static int
compare_owed (gconstpointer a, gconstpointer b)
{
  const Owed *one = *(const Owed *const *) a, *other = *(const Owed *const *) b;
  gint64      x = get_due (one->one), y = get_due (other->one);

  if (one->is_over != other->is_over)
    return one->is_over ? -1 : 1;
  return x != y ? (x > y) - (x < y) : g_strcmp0 (one->one->no, other->one->no);
}

/* Who owes most first. */
static int
compare_debtors (gconstpointer a, gconstpointer b)
{
  const Debtor *one = *(const Debtor *const *) a, *other = *(const Debtor *const *) b;

  if (one->n_over != other->n_over)
    return one->n_over > other->n_over ? -1 : 1;
  if (one->longest != other->longest)
    return one->longest > other->longest ? -1 : 1;
  if (one->cases->len != other->cases->len)
    return one->cases->len > other->cases->len ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

static Debtor *
find_debtor (GHashTable *debtors, const ZhihuiOverdueQuestion *question, const ZhihuiDeskCase *one)
{
  const char *name = one->work != NULL
                       ? zhihui_case_names_get_unit (question->names, &one->work->unit)
                       : _ ("Not dispatched");
  Debtor     *debtor = g_hash_table_lookup (debtors, name);

  if (debtor == NULL)
    {
      debtor = g_new0 (Debtor, 1);
      debtor->name = name;
      debtor->is_unit = one->work != NULL;
      debtor->cases = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (debtors, (gpointer) name, debtor);
    }
  return debtor;
}

static void
add_cases (GHashTable                  *debtors,
           const ZhihuiOverdueQuestion *question,
           const GPtrArray             *cases,
           gboolean                     is_over)
{
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const ZhihuiDeskCase *one = cases->pdata[i];
      Debtor               *debtor = find_debtor (debtors, question, one);
      Owed                 *owed = g_new0 (Owed, 1);

      owed->one = one;
      owed->is_over = is_over;
      g_ptr_array_add (debtor->cases, owed);
      debtor->n_over += is_over;
      if (is_over && get_due (one) != ZHIHUI_NO_INSTANT)
        debtor->longest = MAX (debtor->longest, question->now - get_due (one));
    }
}

/* (element-type Debtor) owned. */
static GPtrArray *
list_debtors (const ZhihuiOverdueQuestion *question)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray     *debtors = g_ptr_array_new_with_free_func (free_debtor);
  GHashTableIter iter;
  gpointer       debtor;

  add_cases (by_name, question, question->over, TRUE);
  add_cases (by_name, question, question->soon, FALSE);
  g_hash_table_iter_init (&iter, by_name);
  while (g_hash_table_iter_next (&iter, NULL, &debtor))
    {
      g_ptr_array_sort (((Debtor *) debtor)->cases, compare_owed);
      g_ptr_array_add (debtors, debtor);
    }
  g_ptr_array_sort (debtors, compare_debtors);
  return debtors;
}

static char *
explain_empty (const ZhihuiOverdueQuestion *question)
{
  if (question->hindrance != NULL)
    return zhihui_listed_part_explain (question->hindrance, question->is_refused);
  if (question->over == NULL || question->soon == NULL)
    return g_strdup (_ ("The cases could not be read from this source."));
  return g_strdup (_ ("No reply is overdue or due soon."));
}

/* ---- tables ---- */

static void
add_duration (ZhihuiDataTable *table, gint64 seconds, gboolean is_so)
{
  if (is_so)
    zhihui_data_table_add_duration (table, seconds);
  else
    zhihui_data_table_add_none (table);
}

static const char *
get_word (const Debtor *debtor)
{
  return debtor->is_unit ? debtor->name : "";
}

static ZhihuiDataTable *
make_sums (const ZhihuiOverdueQuestion *question, const GPtrArray *debtors)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("overdue_units", _ ("Overdue by unit"));
  g_autofree char *empty = explain_empty (question);

  zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "overdue", C_ ("cases", "Overdue"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "soon", C_ ("cases", "Due soon"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "longest", _ ("Longest overdue"), ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_set_empty (table, empty);
  for (guint i = 0; i < debtors->len; i++)
    {
      const Debtor *debtor = debtors->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_word (table, get_word (debtor), debtor->name);
      zhihui_data_table_add_count (table, debtor->n_over);
      zhihui_data_table_add_count (table, debtor->cases->len - debtor->n_over);
      add_duration (table, debtor->longest, debtor->n_over > 0);
    }
  return table;
}

static void
add_case (ZhihuiDataTable *table, const ZhihuiOverdueQuestion *question, const Owed *owed)
{
  const ZhihuiDeskCase *one = owed->one;
  g_autofree char      *title = zhihui_public_text (one->title);
  const char *type = zhihui_case_names_find (question->names, ZHIHUI_CASE_FILTER_TYPE, one->type);
  gint64      due_at = get_due (one);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, one->no);
  zhihui_data_table_add_text (table, title);
  zhihui_data_table_add_word (table, one->type, type);
  zhihui_data_table_add_word (table, one->state, zhihui_case_state_get_label (one->state));
  zhihui_data_table_add_instant (table,
                                 one->work != NULL ? one->work->dispatched_at : ZHIHUI_NO_INSTANT);
  zhihui_data_table_add_instant (table, due_at);
  add_duration (table, question->now - due_at, owed->is_over && due_at != ZHIHUI_NO_INSTANT);
  add_duration (table, due_at - question->now, !owed->is_over && due_at != ZHIHUI_NO_INSTANT);
}

static ZhihuiDataTable *
make_cases (const ZhihuiOverdueQuestion *question, const GPtrArray *debtors)
{
  ZhihuiDataTable *table =
    zhihui_data_table_new ("overdue_cases", _ ("Overdue cases, and cases due soon"));
  g_autofree char *empty = explain_empty (question);

  zhihui_data_table_add_column (table, "no", C_ ("case", "Number"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "title", C_ ("case", "Matter"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "type", C_ ("column", "Kind"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "state", C_ ("column", "State"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (
    table, "dispatched_at", C_ ("time", "Dispatched"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "due_at", _ ("Reply due"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "late", _ ("Late by"), ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_add_column (table, "left", _ ("Left"), ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_set_empty (table, empty);
  for (guint i = 0; i < debtors->len; i++)
    {
      const Debtor *debtor = debtors->pdata[i];

      zhihui_data_table_begin_group_as (table, get_word (debtor), debtor->name);
      for (guint j = 0; j < debtor->cases->len; j++)
        add_case (table, question, debtor->cases->pdata[j]);
    }
  return table;
}

/**
 * zhihui_overdue_tables_make:
 *
 * Returns: (transfer full) (element-type ZhihuiDataTable): what each unit owes as sums, who owes
 *   most first, and case by case, the longest overdue first; empty with the reason where nothing
 *   could be read, or nothing is owed
 */
GPtrArray *
zhihui_overdue_tables_make (const ZhihuiOverdueQuestion *question)
{
  g_autoptr (GPtrArray) debtors = list_debtors (question);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  g_ptr_array_add (tables, make_sums (question, debtors));
  g_ptr_array_add (tables, make_cases (question, debtors));
  return tables;
}

/**
 * zhihui_overdue_make_lead:
 *
 * Returns: (transfer full): how many cases are overdue and due soon, and which are not in the list
 */
char *
zhihui_overdue_make_lead (const ZhihuiOverdueQuestion *question)
{
  GString *text;

  if (question->hindrance != NULL || question->over == NULL || question->soon == NULL)
    return explain_empty (question);

  text = g_string_new (NULL);
  g_string_append_printf (
    text, _ ("Overdue replies: %1$u; due soon: %2$u."), question->over->len, question->soon->len);
  if (question->is_cut)
    g_string_append (text, _ (" There are more than this list holds."));
  if (question->n_restricted > 0)
    g_string_append_printf (text,
                            _ (" %" PRId64 " protected cases are not in this list."),
                            (int64_t) question->n_restricted);
  return g_string_free (text, FALSE);
}
