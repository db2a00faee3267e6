/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-table-private.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_case_table_is_sorted:
 *
 * Returns: whether the rows stand by a column; else as the platform tells them, newest first
 */
gboolean
zhihui_case_table_is_sorted (ZhihuiCaseTable *self)
{
  return gtk_sorter_get_order (gtk_column_view_get_sorter (self->column_view)) !=
         GTK_SORTER_ORDER_NONE;
}

/**
 * zhihui_case_table_sort:
 * @column: a ZhihuiCaseCellKind; %ZHIHUI_N_CASE_CELLS: as the platform tells them
 */
void
zhihui_case_table_sort (ZhihuiCaseTable *self, guint column, gboolean descending)
{
  GtkColumnView *view = self->column_view;

  self->is_sorting = TRUE;
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  if (column < ZHIHUI_N_CASE_CELLS)
    gtk_column_view_sort_by_column (
      view, self->columns.all[column], descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_sorting = FALSE;
  zhihui_sortable_order_changed (ZHIHUI_SORTABLE (self));
}

/* ---- ZhihuiSortable ---- */

static const char *
get_key (guint kind)
{
  static const char *const keys[ZHIHUI_N_CASE_CELLS] = {
    [ZHIHUI_CASE_CELL_NO] = "no",        [ZHIHUI_CASE_CELL_TITLE] = "title",
    [ZHIHUI_CASE_CELL_UNIT] = "unit",    [ZHIHUI_CASE_CELL_STATE] = "state",
    [ZHIHUI_CASE_CELL_CLOCK] = "due_at", [ZHIHUI_CASE_CELL_SUBMITTED] = "submitted_at",
  };

  return keys[kind];
}

static const char *
get_title (ZhihuiSortable *sortable, guint kind)
{
  return gtk_column_view_column_get_title (ZHIHUI_CASE_TABLE (sortable)->columns.all[kind]);
}

/* GTK 4.8 does not tell by which column a view is sorted, but asks the sorter of that one first. */
static gboolean
find_order (ZhihuiSortable *sortable, guint *kind, gboolean *descending)
{
  ZhihuiCaseTable *self = ZHIHUI_CASE_TABLE (sortable);
  GtkSorter       *sorter = gtk_column_view_get_sorter (self->column_view);

  if (!zhihui_case_table_is_sorted (self))
    return FALSE;
  self->is_asking = TRUE;
  *descending = gtk_sorter_compare (sorter, self, self->store) == GTK_ORDERING_LARGER;
  self->is_asking = FALSE;
  *kind = self->asked;
  return TRUE;
}

static void
take_order (ZhihuiSortable *sortable, guint kind, gboolean descending)
{
  zhihui_case_table_sort (ZHIHUI_CASE_TABLE (sortable), kind, descending);
}

static void
clear_order (ZhihuiSortable *sortable)
{
  zhihui_case_table_sort (ZHIHUI_CASE_TABLE (sortable), ZHIHUI_N_CASE_CELLS, FALSE);
}

static const char *
get_plain_title (ZhihuiSortable *sortable)
{
  return C_ ("order of rows", "Newest First");
}

void
zhihui_case_table_sortable_init (ZhihuiSortableInterface *iface)
{
  iface->n_keys = ZHIHUI_N_CASE_CELLS;
  iface->get_key = get_key;
  iface->get_title = get_title;
  iface->find_order = find_order;
  iface->take_order = take_order;
  iface->clear_order = clear_order;
  iface->get_plain_title = get_plain_title;
}

/**
 * zhihui_case_table_order_changed: (skip)
 *
 * A title was pressed. GTK lets the columns that were pressed before decide among equals: here they
 * stand as the platform tells them, so that an order is what it is called.
 */
void
zhihui_case_table_order_changed (ZhihuiCaseTable *self)
{
  guint    kind = ZHIHUI_N_CASE_CELLS;
  gboolean descending = FALSE;

  if (self->is_sorting)
    return;
  find_order (ZHIHUI_SORTABLE (self), &kind, &descending);
  zhihui_case_table_sort (self, kind, descending);
}

/* ---- cases that are in no row ---- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer sorter)
{
  return gtk_sorter_compare (sorter, *(gpointer *) a, *(gpointer *) b);
}

/**
 * zhihui_case_table_arrange:
 * @cases: (element-type ZhihuiDeskCase): as the platform tells them
 *
 * Puts them into the order of the rows.
 *
 * Returns: (transfer full) (nullable): that order, see zhihui_sortable_dup_order(); %NULL: they
 * stay as they are, also where the table is gone
 */
char *
zhihui_case_table_arrange (ZhihuiCaseTable *self, GPtrArray *cases)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (self->scroller == NULL || !zhihui_case_table_is_sorted (self))
    return NULL;
  rows = g_ptr_array_new_full (cases->len, g_object_unref);
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (rows, zhihui_case_item_new (cases->pdata[i]));
  g_ptr_array_sort_with_data (rows, compare_rows, gtk_column_view_get_sorter (self->column_view));
  for (guint i = 0; i < cases->len; i++)
    {
      ZhihuiDeskCase *one = zhihui_desk_case_ref (zhihui_case_item_get_case (rows->pdata[i]));

      zhihui_desk_case_unref (cases->pdata[i]);
      cases->pdata[i] = one;
    }
  return zhihui_sortable_dup_order (ZHIHUI_SORTABLE (self));
}
