/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-column-titles.h"
#include "zhihui-format.h"
#include "zhihui-region-order.h"
#include "zhihui-row-name.h"
#include "zhihui-shown-columns.h"
#include "zhihui-table-focus.h"

#define NAME_CHARS 11      /* at least: five Chinese characters */
#define CELL_PADDING_PX 14 /* left and right of what a cell says */

/* Which columns give way where there is no room, one after the other: the class is on the map, the
 * rank is the order of the rows; of a rate the numbers stay the longest. */
static const ZhihuiRegionColumn giving_way[] = {
  ZHIHUI_REGION_COLUMN_CLASS,
  ZHIHUI_REGION_COLUMN_RANK,
  ZHIHUI_REGION_COLUMN_WHOLE,
  ZHIHUI_REGION_COLUMN_PART,
};

/**
 * ZhihuiRegionTable:
 *
 * The twin of a map: the same regions with the same figures, to be read. Emits "marked" when a
 * person moves to another row, and "activated" with its #ZhihuiRegionRow when one is opened.
 */
struct _ZhihuiRegionTable
{
  GtkWidget parent_instance;

  GtkWidget           *overlay;                          /* owned as child */
  GtkWidget           *nothing;                          /* borrowed: says that there are no rows */
  GtkColumnView       *column_view;                      /* borrowed */
  GListStore          *rows;                             /* owned (element-type ZhihuiRegionRow) */
  GtkSingleSelection  *selection;                        /* owned */
  GtkAdjustment       *across;                           /* borrowed: how wide the place is */
  GtkColumnViewColumn *columns[ZHIHUI_N_REGION_COLUMNS]; /* owned: some are not shown */
  guint                fit_id;                           /* which of them is found out soon */
  gboolean             begins_anew;                      /* those that gave way may come back */
  gboolean             is_following; /* what is selected now was not chosen here */
};

enum
{
  SIGNAL_MARKED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiRegionTable, zhihui_region_table, GTK_TYPE_WIDGET)

/* ---- cells ---- */

static ZhihuiRegionColumn
get_column (gpointer factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (factory, "column"));
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRegionColumn column = get_column (factory);
  GtkWidget         *label = gtk_label_new (NULL);
  gboolean is_text = column == ZHIHUI_REGION_COLUMN_NAME || column == ZHIHUI_REGION_COLUMN_CLASS;

  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column == ZHIHUI_REGION_COLUMN_NAME)
    gtk_label_set_width_chars (GTK_LABEL (label), NAME_CHARS);
  if (!is_text)
    gtk_widget_add_css_class (label, "numeric");
  if (column == ZHIHUI_REGION_COLUMN_CLASS)
    gtk_widget_add_css_class (label, "zh-nd");
  gtk_list_item_set_child (item, label);
}

static void
fill_cell (GtkListItem *item, ZhihuiRegionRow *row)
{
  GtkWidget         *label = gtk_list_item_get_child (item);
  ZhihuiRegionColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "column"));

  g_object_set_data (G_OBJECT (label), "row", row); /* for its place alone */
  gtk_label_set_text (GTK_LABEL (label), zhihui_region_row_get_text (row, column));
  if (column == ZHIHUI_REGION_COLUMN_NAME)
    {
      g_autofree char *sentence = zhihui_region_row_describe (row);

      gtk_widget_set_tooltip_text (label, zhihui_region_row_get_name (row));
      gtk_accessible_update_property (
        GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
      zhihui_row_name (label, sentence);
    }
}

static void
row_changed_cb (ZhihuiRegionRow *row, GtkListItem *item)
{
  fill_cell (item, row);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRegionRow *row = gtk_list_item_get_item (item);

  g_object_set_data (G_OBJECT (item), "column", GUINT_TO_POINTER (get_column (factory)));
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), item);
  fill_cell (item, row);
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  return zhihui_region_row_compare (
    (ZhihuiRegionRow *) a, (ZhihuiRegionRow *) b, GPOINTER_TO_UINT (column));
}

static gboolean
is_figure (ZhihuiRegionColumn column)
{
  return column != ZHIHUI_REGION_COLUMN_NAME && column != ZHIHUI_REGION_COLUMN_CLASS;
}

static void
add_columns (ZhihuiRegionTable *self)
{
  /* Each is as wide as its words need in this language; the region takes the rest as well. */
  static const char *const titles[ZHIHUI_N_REGION_COLUMNS] = {
    [ZHIHUI_REGION_COLUMN_RANK] = N_ ("Rank"),   [ZHIHUI_REGION_COLUMN_NAME] = N_ ("Region"),
    [ZHIHUI_REGION_COLUMN_VALUE] = N_ ("Value"), [ZHIHUI_REGION_COLUMN_PART] = "",
    [ZHIHUI_REGION_COLUMN_WHOLE] = "",           [ZHIHUI_REGION_COLUMN_CLASS] = N_ ("Class"),
  };

  for (guint i = 0; i < ZHIHUI_N_REGION_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkSorter) sorter =
        GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (i), NULL));
      const char *title = *titles[i] != '\0' ? _ (titles[i]) : "";
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

      g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbind_cb), NULL);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_expand (column, i == ZHIHUI_REGION_COLUMN_NAME);
      gtk_column_view_append_column (self->column_view, column);
      self->columns[i] = g_object_ref (column);
      if (is_figure (i))
        zhihui_column_titles_align_right (self->column_view, column);
    }
}

static void
set_shown (ZhihuiRegionTable *self, ZhihuiRegionColumn column, gboolean is_shown)
{
  if (zhihui_shown_columns_set (self->column_view, self->columns, column, is_shown) && is_shown &&
      is_figure (column))
    zhihui_column_titles_align_right (self->column_view, self->columns[column]);
}

/* (nullable): the longest name of a class in the rows. */
static const char *
find_longest_class (ZhihuiRegionTable *self)
{
  const char *longest = NULL;
  guint       most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZhihuiRegionRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const char *text = zhihui_region_row_get_text (row, ZHIHUI_REGION_COLUMN_CLASS);
      guint       length = zhihui_format_measure (text);

      if (length > most)
        {
          longest = text;
          most = length;
        }
    }
  return longest;
}

/* How much more than its title a name of a class is: all of them are to be read whole. */
static int
measure_class_beyond (ZhihuiRegionTable *self)
{
  const char *longest = find_longest_class (self);
  int         width,
    title =
      zhihui_shown_columns_measure (self->column_view, self->columns, ZHIHUI_REGION_COLUMN_CLASS);
  g_autoptr (PangoLayout) layout = NULL;

  if (longest == NULL || title == 0)
    return 0;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), longest);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (width + CELL_PADDING_PX - title, 0);
}

/* The whole is measured but once: until the next frame GTK 4.8 tells the same again, whatever has
 * gone meanwhile. */
static gboolean
fit_cb (gpointer user_data)
{
  ZhihuiRegionTable *self = user_data;
  double             room = gtk_adjustment_get_page_size (self->across);
  int                least, beyond;

  self->fit_id = 0;
  for (guint i = 0; i < G_N_ELEMENTS (giving_way) && self->begins_anew; i++)
    set_shown (self, giving_way[i], TRUE);
  self->begins_anew = FALSE;
  beyond = measure_class_beyond (self);
  gtk_widget_measure (
    GTK_WIDGET (self->column_view), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  least += beyond;
  for (guint i = 0; i < G_N_ELEMENTS (giving_way) && least > room; i++)
    {
      least -= zhihui_shown_columns_measure (self->column_view, self->columns, giving_way[i]);
      if (giving_way[i] == ZHIHUI_REGION_COLUMN_CLASS)
        least -= beyond;
      set_shown (self, giving_way[i], FALSE);
    }
  return G_SOURCE_REMOVE;
}

/* While it is laid out no column may come or go. */
static void
fit_later (ZhihuiRegionTable *self)
{
  if (self->fit_id == 0 && gtk_adjustment_get_page_size (self->across) > 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static void
fit_anew (ZhihuiRegionTable *self)
{
  self->begins_anew = TRUE;
  fit_later (self);
}

/* Rows that came are wider than those before. */
static void
width_changed_cb (ZhihuiRegionTable *self)
{
  if (gtk_adjustment_get_upper (self->across) > gtk_adjustment_get_page_size (self->across) + 1)
    fit_later (self);
}

static void
set_title (ZhihuiRegionTable *self, ZhihuiRegionColumn column, const char *title)
{
  if (g_strcmp0 (gtk_column_view_column_get_title (self->columns[column]), title) == 0)
    return;
  gtk_column_view_column_set_title (self->columns[column], title);
  fit_anew (self);
}

/* ---- the marked row ---- */

static GtkWidget *
get_list (ZhihuiRegionTable *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->column_view));
}

static gboolean
holds_row (GtkWidget *widget, gpointer row)
{
  if (g_object_get_data (G_OBJECT (widget), "row") == row)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (holds_row (child, row))
      return TRUE;
  return FALSE;
}

/* Where the keys go on is where the mark is: the list of GTK 4.8 leaves its focus where it was. */
static void
focus_marked (ZhihuiRegionTable *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gpointer   row = gtk_single_selection_get_selected_item (self->selection);

  if (focus == NULL || row == NULL || !gtk_widget_is_ancestor (focus, get_list (self)))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (get_list (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (holds_row (child, row))
      {
        gtk_widget_grab_focus (child);
        return;
      }
}

static void
selected_cb (ZhihuiRegionTable *self)
{
  if (!self->is_following)
    g_signal_emit (self, signals[SIGNAL_MARKED], 0);
}

static void
activated_cb (ZhihuiRegionTable *self, guint position)
{
  g_autoptr (ZhihuiRegionRow) row =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, row);
}

static void
zhihui_region_table_dispose (GObject *object)
{
  ZhihuiRegionTable *self = ZHIHUI_REGION_TABLE (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  for (guint i = 0; i < ZHIHUI_N_REGION_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (zhihui_region_table_parent_class)->dispose (object);
}

static void
zhihui_region_table_class_init (ZhihuiRegionTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_region_table_dispose;
  signals[SIGNAL_MARKED] = g_signal_new (
    "marked", ZHIHUI_TYPE_REGION_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            ZHIHUI_TYPE_REGION_TABLE,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            ZHIHUI_TYPE_REGION_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  zhihui_table_focus_install (widget_class);
}

static void
zhihui_region_table_init (ZhihuiRegionTable *self)
{
  GtkWidget        *scrolled = gtk_scrolled_window_new ();
  GtkWidget        *view = gtk_column_view_new (NULL);
  GtkSortListModel *sorted;

  self->column_view = GTK_COLUMN_VIEW (view);
  zhihui_row_name_titles (self->column_view);
  self->rows = g_list_store_new (ZHIHUI_TYPE_REGION_ROW);
  add_columns (self);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->column_view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_object (view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (view, "zh-board");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Regions with their figures"), -1);

  self->nothing = gtk_label_new (_ ("No smaller regions are known here"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_can_target (self->nothing, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  self->across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (
    self->across, "notify::page-size", G_CALLBACK (fit_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->across, "changed", G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->nothing);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

/**
 * zhihui_region_table_new:
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
zhihui_region_table_new (void)
{
  return g_object_new (ZHIHUI_TYPE_REGION_TABLE, NULL);
}

static gboolean
has_same_rows (ZhihuiRegionTable *self, GPtrArray *values)
{
  GListModel *rows = G_LIST_MODEL (self->rows);

  if (g_list_model_get_n_items (rows) != values->len)
    return FALSE;

  for (guint i = 0; i < values->len; i++)
    {
      const ZhihuiRegion *region = ((ZhihuiMapValue *) values->pdata[i])->region;
      g_autoptr (ZhihuiRegionRow) row = g_list_model_get_item (rows, i);

      if (!g_str_equal (zhihui_region_row_get_code (row), region->code) ||
          g_strcmp0 (zhihui_region_row_get_name (row), region->name) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
replace_rows (ZhihuiRegionTable *self, GPtrArray *values)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *marked = g_strdup (zhihui_region_table_get_marked (self));

  for (guint i = 0; i < values->len; i++)
    {
      const ZhihuiRegion *region = ((ZhihuiMapValue *) values->pdata[i])->region;

      g_ptr_array_add (rows, zhihui_region_row_new (region->code, region->name));
    }

  self->is_following = TRUE;
  g_list_store_splice (
    self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  self->is_following = FALSE;
  zhihui_region_table_set_marked (self, marked);
  fit_anew (self);
}

/**
 * zhihui_region_table_show:
 * @reading: figures of regions
 * @breaks: the classes of the map
 *
 * Rows stand as they were while the regions and their order are the same.
 */
void
zhihui_region_table_show (ZhihuiRegionTable      *self,
                          const ZhihuiMapReading *reading,
                          const ZhihuiMapBreaks  *breaks)
{
  const ZhihuiMetricTraits *traits =
    zhihui_metric_get_traits (zhihui_board_get_metric (reading->board));
  g_autoptr (GPtrArray) values = zhihui_region_order_list (reading);
  gboolean is_rate = reading->measure == ZHIHUI_MAP_RATES;

  g_return_if_fail (ZHIHUI_IS_REGION_TABLE (self));

  if (!has_same_rows (self, values))
    replace_rows (self, values);
  for (guint i = 0; i < values->len; i++)
    {
      g_autoptr (ZhihuiRegionRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      zhihui_region_row_set_value (row, reading, breaks, values->pdata[i], i);
    }

  set_title (self, ZHIHUI_REGION_COLUMN_VALUE, zhihui_map_board_get_title (reading->board));
  set_title (self, ZHIHUI_REGION_COLUMN_PART, is_rate ? _ (traits->part_label) : _ ("Overdue now"));
  set_title (self, ZHIHUI_REGION_COLUMN_WHOLE, is_rate ? _ (traits->whole_label) : _ ("In hand"));
  /* Before anything was read nobody knows. */
  gtk_widget_set_visible (self->nothing,
                          values->len == 0 && reading->figures != NULL && !reading->is_awaited);
}

/**
 * zhihui_region_table_get_marked:
 *
 * Returns: (transfer none) (nullable): code of the region of the row that is selected
 */
const char *
zhihui_region_table_get_marked (ZhihuiRegionTable *self)
{
  ZhihuiRegionRow *row;

  g_return_val_if_fail (ZHIHUI_IS_REGION_TABLE (self), NULL);

  row = gtk_single_selection_get_selected_item (self->selection);
  return row != NULL ? zhihui_region_row_get_code (row) : NULL;
}

/**
 * zhihui_region_table_set_marked:
 * @code: (nullable): of a region; one without a row marks none
 *
 * Follows a choice that was made elsewhere: "marked" is not emitted.
 */
void
zhihui_region_table_set_marked (ZhihuiRegionTable *self, const char *code)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (ZHIHUI_IS_REGION_TABLE (self));

  for (guint i = 0; code != NULL && i < zhihui_region_table_get_n_rows (self); i++)
    if (g_str_equal (zhihui_region_row_get_code (zhihui_region_table_get_row (self, i)), code))
      position = i;
  if (position == gtk_single_selection_get_selected (self->selection))
    return;

  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_activate_action (get_list (self), "list.scroll-to-item", "u", position);
      focus_marked (self);
    }
}

guint
zhihui_region_table_get_n_rows (ZhihuiRegionTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_TABLE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/**
 * zhihui_region_table_get_row:
 * @index: from the top, as it is sorted now
 *
 * Returns: (transfer none) (nullable): the row
 */
ZhihuiRegionRow *
zhihui_region_table_get_row (ZhihuiRegionTable *self, guint index)
{
  g_autoptr (ZhihuiRegionRow) row = NULL;

  g_return_val_if_fail (ZHIHUI_IS_REGION_TABLE (self), NULL);

  row = g_list_model_get_item (G_LIST_MODEL (self->selection), index);
  return row; /* the model holds it */
}

/**
 * zhihui_region_table_find:
 *
 * Returns: (transfer none) (nullable): the row of the region with @code
 */
ZhihuiRegionRow *
zhihui_region_table_find (ZhihuiRegionTable *self, const char *code)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_TABLE (self) && code != NULL, NULL);

  for (guint i = 0; i < zhihui_region_table_get_n_rows (self); i++)
    {
      ZhihuiRegionRow *row = zhihui_region_table_get_row (self, i);

      if (g_str_equal (zhihui_region_row_get_code (row), code))
        return row;
    }
  return NULL;
}
