/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-list.h"

#include "zhihui-case-words.h"
#include "zhihui-csv.h"
#include "zhihui-listed-part.h"
#include "zhihui-public-text.h"
#include "zhihui-running-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DESCENDING " desc"
#define N_CLOCK_CELLS 4 /* in a file */

typedef enum
{
  ON_BOTH,
  IN_FILE, /* for programs */
  ON_PAPER,
} Where;

static const struct
{
  const char      *id, *title;
  ZhihuiColumnKind kind;
  Where            where;
} columns[] = {
  { "no", NC_ ("listed cases", "Number"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "title", NC_ ("listed cases", "Matter"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "type", NC_ ("listed cases", "Kind"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "channel", NC_ ("listed cases", "Channel"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "unit", NC_ ("listed cases", "Unit"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "state", NC_ ("listed cases", "State"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "marks", NC_ ("listed cases", "Marks"), ZHIHUI_COLUMN_TEXT, ON_BOTH },
  { "submitted_at", NC_ ("listed cases", "Submitted"), ZHIHUI_COLUMN_INSTANT, ON_BOTH },
  { "owed", NC_ ("listed cases", "Deadline"), ZHIHUI_COLUMN_TEXT, ON_PAPER },
  { "clock", NC_ ("listed cases", "Due next"), ZHIHUI_COLUMN_TEXT, IN_FILE },
  { "due_at", NC_ ("listed cases", "Deadline"), ZHIHUI_COLUMN_INSTANT, IN_FILE },
  { "late", NC_ ("listed cases", "Late by"), ZHIHUI_COLUMN_DURATION, IN_FILE },
  { "left", NC_ ("listed cases", "Left"), ZHIHUI_COLUMN_DURATION, IN_FILE },
};

static const char *
get_title (guint column)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "listed cases", columns[column].title);
}

static char *
explain_empty (const ZhihuiCaseListQuestion *question)
{
  if (question->hindrance != NULL)
    return zhihui_listed_part_explain (question->hindrance, question->is_refused);
  if (question->cases == NULL)
    return g_strdup (_ ("The cases could not be read from this source."));
  return g_strdup (_ ("No case is so."));
}

/* ---- cases ---- */

static void
add_marks (ZhihuiDataTable *table, const ZhihuiDeskCase *one)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    {
      ZhihuiCaseMarks mark = (ZhihuiCaseMarks) (1u << i);

      if ((one->marks & mark) == 0)
        continue;
      g_string_append_printf (
        words, "%s%s", words->len > 0 ? " " : "", zhihui_case_mark_get_id (mark));
      g_string_append_printf (labels,
                              "%s%s",
                              labels->len > 0 ? C_ ("between names", ", ") : "",
                              zhihui_case_mark_get_label (mark));
    }
  zhihui_data_table_add_word (table, words->str, labels->str);
}

static void
add_duration (ZhihuiDataTable *table, gint64 seconds, gboolean is_so)
{
  if (is_so)
    zhihui_data_table_add_duration (table, seconds);
  else
    zhihui_data_table_add_none (table);
}

/* Of the clock that ends first: which it is, until when, how long over it, how long to it. */
static void
add_clock (ZhihuiDataTable *table, const ZhihuiRunningClock *clock)
{
  if (clock->state == ZHIHUI_CLOCK_RESTS)
    {
      for (guint i = 0; i < N_CLOCK_CELLS; i++)
        zhihui_data_table_add_none (table);
      return;
    }

  zhihui_data_table_add_word (
    table, zhihui_clock_id_get_name (clock->id), zhihui_case_clock_get_label (clock->id));
  if (clock->state == ZHIHUI_CLOCK_STANDS)
    zhihui_data_table_add_none (table);
  else
    zhihui_data_table_add_instant (table, clock->due_at);
  add_duration (table, clock->seconds, clock->state == ZHIHUI_CLOCK_OVERDUE);
  add_duration (
    table, clock->seconds, clock->state == ZHIHUI_CLOCK_AHEAD || clock->state == ZHIHUI_CLOCK_SOON);
}

/* As the table of the desk says it. */
static void
add_owed (ZhihuiDataTable *table, const ZhihuiRunningClock *clock)
{
  g_autofree char *words = zhihui_running_clock_make_words (clock);
  g_autofree char *marked =
    g_strconcat (clock->state == ZHIHUI_CLOCK_OVERDUE ? "◆ " : "", words, NULL);

  zhihui_data_table_add_text (table, marked);
}

static void
add_case (ZhihuiDataTable              *table,
          const ZhihuiCaseListQuestion *question,
          const ZhihuiDeskCase         *one,
          gboolean                      on_paper)
{
  ZhihuiCaseNames   *names = question->names;
  ZhihuiRunningClock clock = zhihui_running_clock_find (one, question->now);
  g_autofree char   *title = zhihui_public_text (*one->title != '\0' ? one->title : one->topic);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, one->no);
  zhihui_data_table_add_text (table, title);
  zhihui_data_table_add_word (
    table, one->type, zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_TYPE, one->type));
  zhihui_data_table_add_word (
    table, one->channel, zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_CHANNEL, one->channel));
  if (one->work != NULL)
    zhihui_data_table_add_text (table, zhihui_case_names_get_unit (names, &one->work->unit));
  else
    zhihui_data_table_add_none (table);
  zhihui_data_table_add_word (table, one->state, zhihui_case_state_get_label (one->state));
  add_marks (table, one);
  zhihui_data_table_add_instant (table, one->submitted_at);
  if (on_paper)
    add_owed (table, &clock);
  else
    add_clock (table, &clock);
}

static ZhihuiDataTable *
make_cases (const ZhihuiCaseListQuestion *question, gboolean on_paper)
{
  Where            elsewhere = on_paper ? IN_FILE : ON_PAPER;
  ZhihuiDataTable *table = zhihui_data_table_new ("cases", C_ ("table", "Cases"));
  g_autofree char *empty = explain_empty (question);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].where != elsewhere)
      zhihui_data_table_add_column (table, columns[i].id, get_title (i), columns[i].kind);
  zhihui_data_table_set_empty (table, empty);
  for (guint i = 0; question->cases != NULL && i < question->cases->items->len; i++)
    add_case (table, question, question->cases->items->pdata[i], on_paper);
  return table;
}

/* ---- which they are ---- */

/* (transfer full): what people read for the value of a field */
static char *
name_value (const ZhihuiCaseListQuestion *question, ZhihuiCaseFilterField field, const char *text)
{
  switch (field)
    {
    case ZHIHUI_CASE_FILTER_STATE:
      return g_strdup (zhihui_case_state_get_label (text));
    case ZHIHUI_CASE_FILTER_MARK:
      return g_strdup (zhihui_case_mark_get_label (zhihui_case_mark_from_id (text)));
    case ZHIHUI_CASE_FILTER_Q:
      return zhihui_public_text (text);
    case ZHIHUI_CASE_FILTER_REGION:
    case ZHIHUI_CASE_FILTER_UNIT:
    case ZHIHUI_CASE_FILTER_TYPE:
    case ZHIHUI_CASE_FILTER_CHANNEL:
      return g_strdup (zhihui_case_names_find (question->names, field, text));
    case ZHIHUI_CASE_FILTER_DUE:
    case ZHIHUI_CASE_FILTER_LIST:
    case ZHIHUI_N_CASE_FILTERS:
    default:
      return g_strdup (text);
    }
}

static const struct
{
  ZhihuiCaseFilterField field;
  const char           *id, *name;
} fields[] = {
  { ZHIHUI_CASE_FILTER_REGION, "region", NC_ ("listed cases", "Region") },
  { ZHIHUI_CASE_FILTER_UNIT, "unit", NC_ ("listed cases", "Unit") },
  { ZHIHUI_CASE_FILTER_STATE, "state", NC_ ("listed cases", "State") },
  { ZHIHUI_CASE_FILTER_TYPE, "type", NC_ ("listed cases", "Kind") },
  { ZHIHUI_CASE_FILTER_CHANNEL, "channel", NC_ ("listed cases", "Channel") },
  { ZHIHUI_CASE_FILTER_MARK, "mark", NC_ ("listed cases", "Marks") },
  { ZHIHUI_CASE_FILTER_Q, "q", NC_ ("listed cases", "With the words") },
};

/* What is not asked for is none. */
static void
add_filter (ZhihuiDataTable *table, const ZhihuiCaseListQuestion *question)
{
  const char *list = zhihui_case_filter_get_list (question->filter);

  if (list != NULL)
    zhihui_data_table_add_word (table, list, zhihui_case_list_get_label (list));
  else if (zhihui_case_filter_is_any (question->filter))
    zhihui_data_table_add_word (table, "all", C_ ("listed cases", "all"));
  else
    zhihui_data_table_add_none (table);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char      *text = zhihui_case_filter_get (question->filter, fields[i].field);
      g_autofree char *value = text != NULL ? name_value (question, fields[i].field, text) : NULL;

      if (value == NULL)
        zhihui_data_table_add_none (table);
      else if (fields[i].field == ZHIHUI_CASE_FILTER_Q)
        zhihui_data_table_add_text (table, value);
      else
        zhihui_data_table_add_word (table, text, value);
    }
}

/* By the title of the column. */
static void
add_order (ZhihuiDataTable *table, const ZhihuiCaseListQuestion *question)
{
  const char      *order = question->order != NULL ? question->order : ZHIHUI_CASE_NEWEST_FIRST;
  gboolean         descending = g_str_has_suffix (order, DESCENDING);
  gsize            length = strlen (order) - (descending ? strlen (DESCENDING) : 0);
  g_autofree char *id = g_strndup (order, length);
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].where != ON_PAPER && g_str_equal (columns[i].id, id))
      words = g_strdup_printf (
        descending ? C_ ("order", "%s, descending") : C_ ("order", "%s, ascending"), get_title (i));
  if (g_str_equal (order, ZHIHUI_CASE_NEWEST_FIRST))
    {
      g_free (words);
      words = g_strdup (C_ ("order", "newest first"));
    }
  zhihui_data_table_add_word (table, order, words != NULL ? words : order);
}

static void
add_selection_columns (ZhihuiDataTable *table)
{
  zhihui_data_table_add_column (
    table, "as_of", C_ ("listed cases", "As of"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "list", C_ ("listed cases", "List"), ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    zhihui_data_table_add_column (table,
                                  fields[i].id,
                                  g_dpgettext2 (GETTEXT_PACKAGE, "listed cases", fields[i].name),
                                  ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "order", C_ ("listed cases", "Order"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (
    table, "cases", C_ ("listed cases", "Cases listed"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (
    table, "protected", C_ ("listed cases", "Protected, not in this list"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table,
                                "is_cut",
                                C_ ("listed cases", "There are more than this list holds"),
                                ZHIHUI_COLUMN_BOOLEAN);
}

/* Which cases they are, of when, in which order, and which are not there: one row. */
static ZhihuiDataTable *
make_selection (const ZhihuiCaseListQuestion *question)
{
  ZhihuiDataTable *table =
    zhihui_data_table_new (ZHIHUI_CASE_SELECTION, C_ ("table", "Which cases these are"));
  const ZhihuiDeskCases *cases = question->cases;

  add_selection_columns (table);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_instant (table, question->now);
  add_filter (table, question);
  if (cases == NULL)
    return table;

  add_order (table, question);
  zhihui_data_table_add_count (table, cases->items->len);
  zhihui_data_table_add_count_if (table, cases->n_restricted > 0, cases->n_restricted);
  if (cases->next != NULL)
    zhihui_data_table_add_boolean (table, TRUE);
  return table;
}

/**
 * zhihui_case_list_make:
 *
 * Returns: (transfer full) (element-type ZhihuiDataTable): the cases as they stand in the list;
 *   which they are. Empty with the reason where they could not be read, or none is so
 */
GPtrArray *
zhihui_case_list_make (const ZhihuiCaseListQuestion *question)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  g_ptr_array_add (tables, make_cases (question, FALSE));
  g_ptr_array_add (tables, make_selection (question));
  return tables;
}

/**
 * zhihui_case_list_make_paper:
 *
 * Returns: (transfer full): the cases for people: what is owed in the words of the desk
 */
ZhihuiDataTable *
zhihui_case_list_make_paper (const ZhihuiCaseListQuestion *question)
{
  return make_cases (question, TRUE);
}

/**
 * zhihui_case_list_make_lead:
 *
 * Returns: (transfer full): which cases they are, in words
 */
char *
zhihui_case_list_make_lead (const ZhihuiCaseListQuestion *question)
{
  ZhihuiDataTable *selection;
  GString         *text;

  if (question->cases == NULL)
    return explain_empty (question);

  selection = make_selection (question);
  text = g_string_new (NULL);
  for (guint i = 0; i < zhihui_data_table_get_n_columns (selection); i++)
    {
      ZhihuiDataCell   cell = zhihui_data_table_get_cell (selection, 0, i);
      g_autofree char *value = zhihui_data_cell_format (&cell, question->zone);

      if (cell.kind == ZHIHUI_COLUMN_NONE)
        continue;
      if (text->len > 0)
        g_string_append (text, C_ ("between facts", "; "));
      /* Translators: what it is, and that: "Unit: 水利局" */
      g_string_append_printf (
        text, C_ ("fact", "%1$s: %2$s"), zhihui_data_table_get_column_title (selection, i), value);
    }
  g_string_append (text, C_ ("after facts", "."));
  zhihui_data_table_unref (selection);
  return g_string_free (text, FALSE);
}

/**
 * zhihui_case_list_make_text:
 *
 * Returns: (transfer full): which cases they are, then a row each with tabs between the columns, to
 *   be put into a letter or a table: deadlines and times of their own, not to now
 */
char *
zhihui_case_list_make_text (const ZhihuiCaseListQuestion *question)
{
  g_autofree char *lead = zhihui_case_list_make_lead (question);
  g_autoptr (ZhihuiDataTable) table = make_cases (question, FALSE);
  guint    n_columns = zhihui_data_table_get_n_columns (table);
  GString *text = g_string_new (NULL);

  zhihui_tabbed_append_text (text, lead);
  zhihui_tabbed_end_row (text);
  for (guint i = 0; i < n_columns; i++)
    zhihui_tabbed_append_text (text, zhihui_data_table_get_column_title (table, i));
  zhihui_tabbed_end_row (text);
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          ZhihuiDataCell   cell = zhihui_data_table_get_cell (table, row, i);
          g_autofree char *shown = cell.kind == ZHIHUI_COLUMN_NONE
                                     ? g_strdup ("")
                                     : zhihui_data_cell_format (&cell, question->zone);

          zhihui_tabbed_append_text (text, shown);
        }
      zhihui_tabbed_end_row (text);
    }
  return g_string_free (text, FALSE);
}
