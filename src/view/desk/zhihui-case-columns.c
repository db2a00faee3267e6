/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-columns.h"

#include "zhihui-shown-columns.h"

#define MOST_SUBJECT_EM 60 /* beyond it what follows stands too far from the subject */

/* Which columns give way to the subject, one after the other, where it would have less room: most
 * numbers begin with the day, and the pane tells all of them. */
static const struct
{
  ZhihuiCaseCellKind kind;
  int                subject_em;
} giving_way[] = {
  { ZHIHUI_CASE_CELL_SUBMITTED, 15 },
  { ZHIHUI_CASE_CELL_NO, 15 },
  { ZHIHUI_CASE_CELL_UNIT, 8 },
};

/**
 * zhihui_case_columns_clear:
 *
 * Lets go of the columns, which know their table no more; may be called twice.
 */
void
zhihui_case_columns_clear (ZhihuiCaseColumns *self)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_CELLS; i++)
    if (self->all[i] != NULL)
      {
        gtk_column_view_column_set_sorter (self->all[i], NULL);
        g_clear_object (&self->all[i]);
      }
}

/**
 * zhihui_case_columns_measure:
 * @widget: in whose font they are written
 *
 * Makes each as wide as its words. Language, font and size of text decide: it is measured again
 * with each of them.
 *
 * Returns: whether that changed something
 */
gboolean
zhihui_case_columns_measure (ZhihuiCaseColumns *self, GtkWidget *widget)
{
  gboolean is_other = FALSE;

  self->em = zhihui_case_cell_measure_em (widget);
  for (guint i = 0; i < ZHIHUI_N_CASE_CELLS; i++)
    {
      int width =
        i == ZHIHUI_CASE_CELL_TITLE
          ? 0
          : zhihui_case_cell_measure (i, gtk_column_view_column_get_title (self->all[i]), widget);

      is_other = is_other || width != self->widths[i];
      self->widths[i] = width;
      if (i != ZHIHUI_CASE_CELL_TITLE)
        gtk_column_view_column_set_fixed_width (self->all[i], width);
    }
  return is_other;
}

/* How many columns the subject needs the room of. @is_wide: whether it has more than is good. */
static guint
count_away (const ZhihuiCaseColumns *self, int room, gboolean *is_wide)
{
  guint n = 0;

  for (guint i = 0; i < ZHIHUI_N_CASE_CELLS; i++)
    room -= self->widths[i];
  while (n < G_N_ELEMENTS (giving_way) && room < giving_way[n].subject_em * self->em)
    room += self->widths[giving_way[n++].kind];
  *is_wide = room > MOST_SUBJECT_EM * self->em;
  return n;
}

/**
 * zhihui_case_columns_fit:
 * @room: px: of the table
 *
 * Returns: whether those that are seen are the right ones for it; else they are to be chosen anew,
 * which cannot be while the table is laid out
 */
gboolean
zhihui_case_columns_fit (const ZhihuiCaseColumns *self, int room)
{
  gboolean is_wide;

  return count_away (self, room, &is_wide) == self->n_away && is_wide == self->is_wide;
}

/**
 * zhihui_case_columns_choose:
 * @view: whose columns they are
 * @room: px: of the table
 *
 * Shows those that there is room for, in their order.
 */
void
zhihui_case_columns_choose (ZhihuiCaseColumns *self, GtkColumnView *view, int room)
{
  GtkColumnViewColumn *title = self->all[ZHIHUI_CASE_CELL_TITLE];

  self->n_away = count_away (self, room, &self->is_wide);
  gtk_column_view_column_set_fixed_width (title, self->is_wide ? MOST_SUBJECT_EM * self->em : -1);
  gtk_column_view_column_set_expand (title, !self->is_wide);
  gtk_column_view_column_set_expand (self->all[ZHIHUI_CASE_CELL_SUBMITTED], self->is_wide);
  for (guint i = 0; i < G_N_ELEMENTS (giving_way); i++)
    zhihui_shown_columns_set (view, self->all, giving_way[i].kind, i >= self->n_away);
}
