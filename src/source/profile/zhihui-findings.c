/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-findings.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MAX_NOTES 8

void
zhihui_findings_init (ZhihuiFindings *self)
{
  *self = (ZhihuiFindings){ .notes = g_ptr_array_new_with_free_func (g_free) };
}

void
zhihui_findings_clear (ZhihuiFindings *self)
{
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->first_refusal, g_free);
}

/**
 * zhihui_findings_copy:
 * @into: (out caller-allocates): cleared by the caller later
 */
void
zhihui_findings_copy (const ZhihuiFindings *self, ZhihuiFindings *into)
{
  *into = *self;
  into->first_refusal = g_strdup (self->first_refusal);
  into->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (into->notes, g_strdup (self->notes->pdata[i]));
}

/**
 * zhihui_findings_note:
 * @format: what happened on the way; the same is said once
 * @...: parameters of @format
 */
void
zhihui_findings_note (ZhihuiFindings *self, const char *format, ...)
{
  g_autofree char *note = NULL;
  va_list          arguments;

  va_start (arguments, format);
  note = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->notes->len < MAX_NOTES &&
      !g_ptr_array_find_with_equal_func (self->notes, note, g_str_equal, NULL))
    g_ptr_array_add (self->notes, g_steal_pointer (&note));
}

/**
 * zhihui_findings_refuse:
 * @row: its line or place
 * @field: which field of it
 * @what: what is wrong; nothing of the row's content
 *
 * Counts a row that cannot be taken, and keeps the first for the person who wrote the profile.
 */
void
zhihui_findings_refuse (ZhihuiFindings *self, guint64 row, const char *field, const char *what)
{
  self->n_refused++;
  if (self->first_refusal == NULL)
    self->first_refusal = g_strdup_printf (_ ("row %" PRIu64 ": %s: %s"), row, field, what);
}

static void
report_counts (const ZhihuiFindings *self, ZhihuiResourceReport *report)
{
  const struct
  {
    guint64     n;
    const char *label;
  } counts[] = {
    { self->n_refused, _ ("rows that cannot be understood") },
    { self->n_repeated, _ ("rows that came twice") },
    { self->n_unassigned, _ ("rows that name no unit") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].n > 0)
      g_ptr_array_add (report->notes,
                       g_strdup_printf ("%s: %" PRIu64, counts[i].label, counts[i].n));
  if (self->first_refusal != NULL)
    g_ptr_array_add (report->notes, g_strdup (self->first_refusal));
}

/**
 * zhihui_findings_report:
 * @table: what was read
 * @report: filled
 */
void
zhihui_findings_report (const ZhihuiFindings     *self,
                        const ZhihuiProfileTable *table,
                        ZhihuiResourceReport     *report)
{
  const char *const *fields = zhihui_table_kind_get_fields (table->kind, NULL);

  report->n_pages = self->n_pages;
  report->n_rows = (gint64) self->n_rows;
  for (guint i = 0; i < ZHIHUI_N_COERCIONS; i++)
    if (self->coercions.counts[i] > 0)
      g_ptr_array_add (
        report->coerced,
        g_strdup_printf ("%s: %" PRIu64, zhihui_coercion_get_label (i), self->coercions.counts[i]));
  for (guint i = 0; fields[i] != NULL; i++)
    if (self->n_rows > 0 && table->columns[i] != NULL && (self->found & (1u << i)) == 0)
      g_ptr_array_add (report->missing, g_strdup (fields[i]));
  report_counts (self, report);
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (self->notes->pdata[i]));
}
