/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-table-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-column-titles.h"
#include "zhihui-list-head.h"
#include "zhihui-row-name.h"
#include "zhihui-steady-scroll.h"
#include "zhihui-table-focus.h"

#define STEP_ROWS 3 /* of the wheel */

/**
 * ZhihuiCaseTable:
 *
 * A list of cases: number, subject, unit, state, the clock that ends first, when it came. Rows keep
 * their identity, so selection and scroll place hold when the same cases are told again. Signals:
 *
 * - "selected": another case, or none
 * - "activated": the selected one is to be seen
 * - "wants-more": the end of what is there is near
 * - "order-changed" of ZhihuiSortable: see zhihui_case_table_is_sorted()
 */

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiCaseTable,
                               zhihui_case_table,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SORTABLE,
                                                      zhihui_case_table_sortable_init))

enum
{
  SELECTED,
  ACTIVATED,
  WANTS_MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- order ---- */

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  ZhihuiCaseTable     *self = g_object_get_data (G_OBJECT (column), "table");
  ZhihuiCaseCellKind   kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "kind"));

  if (self->is_asking)
    {
      self->asked = kind;
      return -1;
    }
  return zhihui_case_cell_compare (kind,
                                   zhihui_case_item_get_case ((ZhihuiCaseItem *) a),
                                   zhihui_case_item_get_case ((ZhihuiCaseItem *) b),
                                   &self->look);
}

/* ---- cells ---- */

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiCaseTable   *self = user_data;
  ZhihuiCaseCellKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "kind"));

  gtk_list_item_set_child (item, zhihui_case_cell_new (kind, &self->look));
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiCaseTable *self = user_data;
  GtkWidget       *cell = gtk_list_item_get_child (item);

  zhihui_case_cell_set_item (ZHIHUI_CASE_CELL (cell), gtk_list_item_get_item (item));
  g_ptr_array_add (self->cells, cell);
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiCaseTable *self = user_data;
  GtkWidget       *cell = gtk_list_item_get_child (item);

  if (self->cells != NULL)
    g_ptr_array_remove_fast (self->cells, cell);
  zhihui_case_cell_set_item (ZHIHUI_CASE_CELL (cell), NULL);
}

static void
add_column (ZhihuiCaseTable *self, ZhihuiCaseCellKind kind, const char *title)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, column, NULL));

  g_object_set_data (G_OBJECT (factory), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (cell_unbind_cb), self, 0);
  g_object_set_data (G_OBJECT (column), "kind", GUINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (column), "table", self);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, kind == ZHIHUI_CASE_CELL_TITLE);
  gtk_column_view_append_column (self->column_view, column);
  self->columns.all[kind] = column;
}

/* ---- rows ---- */

static void
selected_cb (ZhihuiCaseTable *self)
{
  if (!self->taking)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
activated_cb (ZhihuiCaseTable *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
scrolled_cb (ZhihuiCaseTable *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double         page = gtk_adjustment_get_page_size (place);

  if (page > 0 && gtk_adjustment_get_value (place) + 3 * page >= gtk_adjustment_get_upper (place))
    g_signal_emit (self, signals[WANTS_MORE], 0);
}

static void
zhihui_case_table_dispose (GObject *object)
{
  ZhihuiCaseTable *self = ZHIHUI_CASE_TABLE (object);

  g_clear_handle_id (&self->choosing_id, g_source_remove);
  zhihui_case_columns_clear (&self->columns);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->store);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->look.names, zhihui_case_names_unref);
  g_clear_pointer (&self->look.zone, zhihui_zone_unref);
  g_clear_pointer (&self->look.order, zhihui_name_order_free);
  G_OBJECT_CLASS (zhihui_case_table_parent_class)->dispose (object);
}

static gboolean
choose_columns_cb (gpointer user_data)
{
  ZhihuiCaseTable *self = user_data;

  self->choosing_id = 0;
  zhihui_case_columns_choose (
    &self->columns, self->column_view, gtk_widget_get_width (GTK_WIDGET (self)));
  return G_SOURCE_REMOVE;
}

/* While it is laid out no column may come or go. */
static void
zhihui_case_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiCaseTable *self = ZHIHUI_CASE_TABLE (widget);

  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
  if (self->choosing_id == 0 && !zhihui_case_columns_fit (&self->columns, width))
    self->choosing_id = g_idle_add (choose_columns_cb, self);
}

/* Its font may be another, or the desktop's size of text. */
static void
zhihui_case_table_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZhihuiCaseTable *self = ZHIHUI_CASE_TABLE (widget);

  GTK_WIDGET_CLASS (zhihui_case_table_parent_class)->css_changed (widget, change);
  if (self->selection != NULL && zhihui_case_columns_measure (&self->columns, widget))
    gtk_widget_queue_resize (widget);
}

static void
zhihui_case_table_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  gtk_widget_measure (ZHIHUI_CASE_TABLE (widget)->scroller,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (
    name, ZHIHUI_TYPE_CASE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_case_table_class_init (ZhihuiCaseTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_table_dispose;
  GTK_WIDGET_CLASS (klass)->css_changed = zhihui_case_table_css_changed;
  GTK_WIDGET_CLASS (klass)->size_allocate = zhihui_case_table_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = zhihui_case_table_measure;
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_add_binding_action (
    GTK_WIDGET_CLASS (klass), GDK_KEY_c, GDK_CONTROL_MASK, "page.copy-text", NULL);
  signals[SELECTED] = add_signal ("selected");
  signals[ACTIVATED] = add_signal ("activated");
  signals[WANTS_MORE] = add_signal ("wants-more");
}

static void
make_view (ZhihuiCaseTable *self)
{
  GtkAdjustment *place;

  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-board");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-cases");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "data-table");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("list", "Cases"), -1);
  zhihui_row_name_titles (self->column_view);
  g_signal_connect_swapped (self->column_view, "activate", G_CALLBACK (activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->column_view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (
    place, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
zhihui_case_table_init (ZhihuiCaseTable *self)
{
  GtkSorter *sorter;

  self->cells = g_ptr_array_new ();
  self->look.order = zhihui_name_order_new ();
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->store = g_list_store_new (ZHIHUI_TYPE_CASE_ITEM);
  make_view (self);
  add_column (self, ZHIHUI_CASE_CELL_NO, _ ("Number"));
  add_column (self, ZHIHUI_CASE_CELL_TITLE, _ ("Subject"));
  add_column (self, ZHIHUI_CASE_CELL_UNIT, _ ("Unit"));
  add_column (self, ZHIHUI_CASE_CELL_STATE, _ ("State"));
  add_column (self, ZHIHUI_CASE_CELL_CLOCK, _ ("Deadline"));
  add_column (self, ZHIHUI_CASE_CELL_SUBMITTED, _ ("Submitted"));
  zhihui_case_columns_measure (&self->columns, GTK_WIDGET (self));
  zhihui_column_titles_align_right (self->column_view, self->columns.all[ZHIHUI_CASE_CELL_CLOCK]);

  sorter = gtk_column_view_get_sorter (self->column_view);
  self->sorted =
    gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->store)), g_object_ref (sorter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  zhihui_steady_scroll_attach (
    GTK_SCROLLED_WINDOW (self->scroller), G_LIST_MODEL (self->selection), STEP_ROWS);
  g_signal_connect_object (
    sorter, "changed", G_CALLBACK (zhihui_case_table_order_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

static void
refresh_cells (ZhihuiCaseTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    zhihui_case_cell_refresh (self->cells->pdata[i]);
}

/**
 * zhihui_case_table_set_place:
 * @names: what the place calls its units
 * @zone: of the deployment
 */
void
zhihui_case_table_set_place (ZhihuiCaseTable *self, ZhihuiCaseNames *names, ZhihuiZone *zone)
{
  g_return_if_fail (ZHIHUI_IS_CASE_TABLE (self));

  g_clear_pointer (&self->look.names, zhihui_case_names_unref);
  g_clear_pointer (&self->look.zone, zhihui_zone_unref);
  self->look.names = zhihui_case_names_ref (names);
  self->look.zone = zhihui_zone_ref (zone);
  refresh_cells (self);
}

/**
 * zhihui_case_table_set_now:
 * @now: of the platform's clock: the clocks of what is seen go on
 * @is_kept: the source is lost: nobody knows what was done since
 */
void
zhihui_case_table_set_now (ZhihuiCaseTable *self, gint64 now, gboolean is_kept)
{
  g_return_if_fail (ZHIHUI_IS_CASE_TABLE (self));

  if (self->look.is_kept == is_kept && (self->look.now == now || is_kept))
    return;
  self->look.now = now;
  self->look.is_kept = is_kept;
  refresh_cells (self);
}

/* (transfer full): the item that has the case: of @others that of the row at that place, in
 * whatever case, else the one that is known. */
static ZhihuiCaseItem *
take_item (
  ZhihuiCaseTable *self, ZhihuiDeskCase *one, guint place, gboolean others, gboolean *other)
{
  ZhihuiCaseItem *item = others ? g_list_model_get_item (G_LIST_MODEL (self->store), place)
                                : g_hash_table_lookup (self->known, one->id);

  if (item == NULL)
    return zhihui_case_item_new (one);
  *other = zhihui_case_item_set_case (item, one) || *other;
  return others ? item : g_object_ref (item);
}

static void
note_known (ZhihuiCaseTable *self, GPtrArray *items)
{
  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (
      self->known, zhihui_case_item_get_case (items->pdata[i])->id, items->pdata[i]);
}

static gboolean
is_at (GListModel *model, guint position, gconstpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (model, position);

  return there == item;
}

static gboolean
is_at_head (ZhihuiCaseTable *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  return gtk_adjustment_get_value (place) < gtk_adjustment_get_lower (place) + 1;
}

/* Exchanges what is another between the two ends. */
static void
exchange (ZhihuiCaseTable *self, GPtrArray *items)
{
  GListModel *store = G_LIST_MODEL (self->store);
  guint       n = g_list_model_get_n_items (store);
  guint       n_least = MIN (n, items->len);
  guint       head = 0, tail = 0;

  while (head < n_least && is_at (store, head, items->pdata[head]))
    head++;
  while (tail < n_least - head && is_at (store, n - tail - 1, items->pdata[items->len - tail - 1]))
    tail++;
  if (head + tail < MAX (n, items->len))
    g_list_store_splice (
      self->store, head, n - head - tail, items->pdata + head, items->len - head - tail);
}

static void
show (ZhihuiCaseTable *self, GPtrArray *cases, gboolean are_others)
{
  gboolean is_other = FALSE;
  gboolean at_head = are_others || is_at_head (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (cases->len, g_object_unref);
  g_autoptr (GObject) selected = NULL;

  g_set_object (&selected, gtk_single_selection_get_selected_item (self->selection));
  self->taking = TRUE;
  if (are_others)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (items, take_item (self, cases->pdata[i], i, are_others, &is_other));
  exchange (self, items);
  note_known (self, items);
  if (is_other && zhihui_case_table_is_sorted (self))
    gtk_sorter_changed (gtk_column_view_get_sorter (self->column_view),
                        GTK_SORTER_CHANGE_DIFFERENT);
  self->taking = FALSE;
  if (at_head)
    zhihui_list_head_show (self->column_view);
  if (is_other || selected != gtk_single_selection_get_selected_item (self->selection))
    g_signal_emit (self, signals[SELECTED], 0);
}

/**
 * zhihui_case_table_show:
 * @cases: (element-type ZhihuiDeskCase): in the platform's order, each but once
 *
 * Only what is another is exchanged.
 */
void
zhihui_case_table_show (ZhihuiCaseTable *self, GPtrArray *cases)
{
  g_return_if_fail (ZHIHUI_IS_CASE_TABLE (self));

  show (self, cases, FALSE);
}

/**
 * zhihui_case_table_show_others:
 * @cases: (element-type ZhihuiDeskCase): of another filter, likewise; none while they are waited
 *   for
 *
 * No row is what it was, none is selected and the first is seen. GTK keeps what it has made of the
 * rows: made anew they are four times as much work.
 */
void
zhihui_case_table_show_others (ZhihuiCaseTable *self, GPtrArray *cases)
{
  g_return_if_fail (ZHIHUI_IS_CASE_TABLE (self));

  show (self, cases, TRUE);
}

/**
 * zhihui_case_table_get_selected:
 *
 * Returns: (transfer none) (nullable): the case that is selected
 */
ZhihuiDeskCase *
zhihui_case_table_get_selected (ZhihuiCaseTable *self)
{
  ZhihuiCaseItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? zhihui_case_item_get_case (item) : NULL;
}

/**
 * zhihui_case_table_select:
 * @id: (nullable): of a case; %NULL: none
 *
 * Returns: whether it is in the table
 */
gboolean
zhihui_case_table_select (ZhihuiCaseTable *self, const char *id)
{
  GListModel     *rows = G_LIST_MODEL (self->sorted);
  ZhihuiCaseItem *item = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;

  for (guint i = 0; item != NULL && i < g_list_model_get_n_items (rows); i++)
    if (is_at (rows, i, item))
      {
        gtk_single_selection_set_selected (self->selection, i);
        return TRUE;
      }

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  return FALSE;
}

guint
zhihui_case_table_get_n_rows (ZhihuiCaseTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->store));
}

/**
 * zhihui_case_table_get_nth:
 *
 * Returns: (transfer none) (nullable): the case of that row, as the rows stand
 */
ZhihuiDeskCase *
zhihui_case_table_get_nth (ZhihuiCaseTable *self, guint position)
{
  g_autoptr (ZhihuiCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  return item != NULL ? zhihui_case_item_get_case (item) : NULL;
}
