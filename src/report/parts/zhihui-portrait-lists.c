/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait-private.h"

#include "zhihui-case-words.h"
#include "zhihui-format.h"
#include "zhihui-paper-table.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"
#include "zhihui-running-clock.h"

#include <glib/gi18n-lib.h>

/* Why there is no row: nothing was told, or there is nothing. */
static void
set_empty (const ZhihuiPortraitSubject *self,
           ZhihuiDataTable             *table,
           const char                  *answer,
           gboolean                     is_told,
           const char                  *none)
{
  gboolean is_read = zhihui_report_answers_get (self->request->answers, answer) != NULL;

  zhihui_data_table_set_empty (
    table,
    is_read && is_told ? none
    : is_read          ? _ ("This source does not tell it")
                       : zhihui_report_answers_get_fault (self->request->answers, answer));
}

/* ---- what its work came by, and was about ---- */

static ZhihuiDataTable *
make_mix (const ZhihuiPortraitSubject *self,
          const char                  *id,
          const char                  *title,
          const char                  *head,
          ZhihuiChannels              *mix)
{
  ZhihuiDataTable *table = zhihui_data_table_new (id, title);
  gint64           total = self->portrait != NULL ? self->portrait->volume : -1;

  zhihui_data_table_add_column (table, "name", head, ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "cases", _ ("Cases"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "share", _ ("Share"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "before", _ ("As long before"), ZHIHUI_COLUMN_COUNT);
  set_empty (self, table, "portrait", mix != NULL, _ ("None in this time"));
  for (guint i = 0; mix != NULL && i < mix->items->len; i++)
    {
      const ZhihuiChannel *one = mix->items->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, one->label);
      zhihui_data_table_add_count (table, one->n);
      if (total > 0)
        zhihui_data_table_add_rate (table, one->n, total);
      else
        zhihui_data_table_add_none (table);
      if (one->previous >= 0)
        zhihui_data_table_add_count (table, one->previous);
    }
  return table;
}

/* ---- what it owes ---- */

/* Who complains is not told on paper; of a case that is not masked nothing is told that people
 * wrote. */
static void
add_case (ZhihuiDataTable *table, const ZhihuiOwedCase *owed, gboolean is_printed)
{
  const ZhihuiDeskCase *one = owed->one;

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, one->no);
  zhihui_data_table_add_text (table, one->is_masked ? one->title : "—");
  zhihui_data_table_add_word (table, one->type, zhihui_case_type_get_label (one->type));
  zhihui_data_table_add_word (
    table, zhihui_clock_id_get_name (owed->clock.id), zhihui_case_clock_get_label (owed->clock.id));
  zhihui_data_table_add_instant (table, owed->clock.due_at);
  /* How long grows with each second, and no figure does. */
  if (is_printed)
    zhihui_data_table_add_duration (table, owed->clock.seconds);
}

static ZhihuiDataTable *
make_overdue (const ZhihuiPortraitSubject *self, gboolean is_printed)
{
  ZhihuiDeskCases *cases = zhihui_report_answers_get (self->request->answers, "overdue");
  ZhihuiDataTable *table = zhihui_data_table_new ("overdue", _ ("Open and overdue"));
  g_autoptr (GArray) owed = NULL;

  zhihui_data_table_add_column (table, "case", _ ("Case"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "title", _ ("Title"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "type", _ ("Kind"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "owes", _ ("Owed"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "due", _ ("Was due"), ZHIHUI_COLUMN_INSTANT);
  if (is_printed)
    zhihui_data_table_add_column (table, "late", _ ("Late by"), ZHIHUI_COLUMN_DURATION);
  set_empty (self, table, "overdue", TRUE, _ ("None: no open case is past its deadline"));
  if (cases == NULL)
    return table;
  if (cases->n_restricted > 0)
    {
      g_autofree char *note = g_strdup_printf (ngettext ("%u protected case is not told",
                                                         "%u protected cases are not told",
                                                         (guint) cases->n_restricted),
                                               (guint) cases->n_restricted);

      zhihui_data_table_set_note (table, note);
    }
  owed = zhihui_running_clock_list (
    cases, cases->stamp.as_of, ZHIHUI_CLOCK_OVERDUE, ZHIHUI_CLOCK_OVERDUE);
  for (guint i = 0; i < owed->len; i++)
    add_case (table, &g_array_index (owed, ZhihuiOwedCase, i), is_printed);
  return table;
}

/* ---- why work went back ---- */

static ZhihuiDataTable *
make_reasons (const ZhihuiPortraitSubject *self,
              const char                  *id,
              const char                  *title,
              const ZhihuiReasons         *reasons)
{
  ZhihuiDataTable *table = zhihui_data_table_new (id, title);
  gboolean         is_told = reasons != NULL && reasons->is_told;

  zhihui_data_table_add_column (table, "reason", _ ("Reason"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "cases", _ ("Times"), ZHIHUI_COLUMN_COUNT);
  set_empty (self, table, "portrait", is_told, _ ("None in this time"));
  if (!is_told)
    return table;

  if (reasons->tally.n > 0)
    {
      g_autofree char *rate = zhihui_format_rate (reasons->tally.k, reasons->tally.n);
      g_autofree char *fraction = zhihui_format_fraction (reasons->tally.k, reasons->tally.n);
      g_autofree char *note = g_strdup_printf ("%s (%s)", rate, fraction);

      zhihui_data_table_set_note (table, note);
    }
  for (guint i = 0; reasons->items != NULL && i < reasons->items->len; i++)
    {
      const ZhihuiReason *reason = reasons->items->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_word (table,
                                  reason->text,
                                  *reason->text != '\0' ? reason->text
                                                        : _ ("no reason given, or not to be told"));
      zhihui_data_table_add_count (table, reason->n);
    }
  return table;
}

/* ---- what was decided and remarked ---- */

static const char *
name_decision (const char *state)
{
  if (g_str_equal (state, "done"))
    return C_ ("decision", "done");
  return g_str_equal (state, "overdue") ? C_ ("decision", "overdue") : C_ ("decision", "open");
}

/* (nullable) (transfer full): the days from the first of @times to the last: the lists are those of
 * the latest, whatever the period is. */
static char *
format_days (const ZhihuiPortraitSubject *self, const GArray *times)
{
  ZhihuiWindow window = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < times->len; i++)
    {
      gint64 at = g_array_index (times, gint64, i);

      if (at == ZHIHUI_NO_INSTANT)
        continue;
      window.from = MIN (window.from, at);
      window.to = MAX (window.to, at + 1);
    }
  return window.from < window.to ? zhihui_report_format_span (self->request, &window, window.to)
                                 : NULL;
}

static void
note_decisions (const ZhihuiPortraitSubject *self, ZhihuiDataTable *table, GPtrArray *decisions)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *days = NULL;
  g_autofree char *note = NULL;

  for (guint i = 0; i < decisions->len; i++)
    g_array_append_val (times, ((ZhihuiUnitDecision *) decisions->pdata[i])->held_at);
  days = format_days (self, times);
  if (days == NULL)
    return;
  /* Translators: days, as "2026年5月4日至11月2日" */
  note = g_strdup_printf (_ ("Of the meetings of %s, not of the period alone"), days);
  zhihui_data_table_set_note (table, note);
}

static ZhihuiDataTable *
make_decisions (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("decisions", _ ("Decisions of case reviews"));
  GPtrArray       *decisions = self->portrait != NULL ? self->portrait->decisions : NULL;

  zhihui_data_table_add_column (table, "decision", _ ("Decision"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "meeting", _ ("Meeting"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "held", C_ ("report", "Held"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "due", _ ("Due"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "state", _ ("State"), ZHIHUI_COLUMN_TEXT);
  set_empty (self, table, "portrait", decisions != NULL, _ ("None fell to this unit"));
  if (decisions != NULL)
    note_decisions (self, table, decisions);
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const ZhihuiUnitDecision *decision = decisions->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, decision->text);
      zhihui_data_table_add_text (table, decision->title);
      zhihui_data_table_add_instant (table, decision->held_at);
      zhihui_data_table_add_instant (table, decision->due_at);
      zhihui_data_table_add_word (table, decision->state, name_decision (decision->state));
    }
  return table;
}

static void
add_remark (ZhihuiDataTable *table, const ZhihuiRemark *remark)
{
  g_autofree char *type = g_strconcat ("case.", remark->kind, NULL);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_instant (table, remark->at);
  zhihui_data_table_add_word (table, remark->kind, zhihui_case_event_get_label (type));
  zhihui_data_table_add_text (table, remark->by);
  zhihui_data_table_add_text (table, remark->text);
  zhihui_data_table_add_text (table, remark->no);
}

static void
note_remarks (const ZhihuiPortraitSubject *self, ZhihuiDataTable *table, GPtrArray *remarks)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean         is_cut = self->portrait->remarks_total > remarks->len;
  g_autofree char *shown = zhihui_format_count (remarks->len);
  g_autofree char *all = zhihui_format_count (self->portrait->remarks_total);
  g_autofree char *days = NULL;
  g_autofree char *note = NULL;

  for (guint i = 0; i < remarks->len; i++)
    g_array_append_val (times, ((ZhihuiRemark *) remarks->pdata[i])->at);
  days = format_days (self, times);
  if (days == NULL)
    return;
  note = is_cut
           ? g_strdup_printf (
               _ ("The latest %1$s of %2$s, of %3$s, not of the period alone"), shown, all, days)
           : g_strdup_printf (_ ("Of %s, not of the period alone"), days);
  zhihui_data_table_set_note (table, note);
}

static ZhihuiDataTable *
make_remarks (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("remarks", _ ("Leaders' remarks"));
  GPtrArray       *remarks = self->portrait != NULL ? self->portrait->remarks : NULL;

  zhihui_data_table_add_column (table, "at", _ ("Time"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "kind", C_ ("report", "Kind"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "by", _ ("By"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "text", _ ("Remark"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "case", _ ("Case"), ZHIHUI_COLUMN_TEXT);
  set_empty (self, table, "portrait", remarks != NULL, _ ("None on the cases of this unit"));
  if (remarks != NULL)
    note_remarks (self, table, remarks);
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    add_remark (table, remarks->pdata[i]);
  return table;
}

/* ---- all of them ---- */

static void
make_owed (const ZhihuiPortraitSubject *self, GPtrArray *tables, gboolean is_printed)
{
  g_ptr_array_add (tables, make_overdue (self, is_printed));
  g_ptr_array_add (tables, make_decisions (self));
  g_ptr_array_add (tables, make_remarks (self));
}

static void
make_work (const ZhihuiPortraitSubject *self, GPtrArray *tables)
{
  ZhihuiPortrait *portrait = self->portrait;

  g_ptr_array_add (tables,
                   make_mix (self,
                             "channels",
                             _ ("By channel"),
                             _ ("Channel"),
                             portrait != NULL ? portrait->channels : NULL));
  g_ptr_array_add (
    tables,
    make_mix (
      self, "topics", _ ("By topic"), _ ("Topic"), portrait != NULL ? portrait->topics : NULL));
  g_ptr_array_add (
    tables,
    make_reasons (
      self, "returns", _ ("Sent back by the unit"), portrait != NULL ? &portrait->returns : NULL));
  g_ptr_array_add (
    tables,
    make_reasons (self, "redo", _ ("Done again"), portrait != NULL ? &portrait->redo : NULL));
}

/**
 * zhihui_portrait_lists_make:
 * @tables: (element-type ZhihuiDataTable): what the unit owes, what was decided and remarked, what
 *   its work came by and was about, and why it went back, are added
 */
void
zhihui_portrait_lists_make (const ZhihuiPortraitSubject *self, GPtrArray *tables)
{
  make_owed (self, tables, FALSE);
  make_work (self, tables);
}

static void
add_tables (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    zhihui_paper_add_table (paper, tables->pdata[i], self->zone);
}

/**
 * zhihui_portrait_lists_add:
 *
 * Appends the same as tables on paper.
 */
void
zhihui_portrait_lists_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper)
{
  g_autoptr (GPtrArray) owed =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);
  g_autoptr (GPtrArray) work =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  make_owed (self, owed, TRUE);
  make_work (self, work);
  zhihui_paper_add_section (paper, _ ("What is owed, decided and remarked"), "owed");
  add_tables (self, paper, owed);
  zhihui_paper_add_section (paper, _ ("What the work came by and was about"), "work");
  add_tables (self, paper, work);
}
