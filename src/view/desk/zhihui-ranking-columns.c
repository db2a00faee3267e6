/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include "zhihui-column-titles.h"
#include "zhihui-css-class.h"
#include "zhihui-list-head.h"
#include "zhihui-shown-columns.h"

#include <glib/gi18n-lib.h>

#define INTERVAL_WIDTH 132
#define MOST_INTERVAL_WIDTH 640 /* beyond it a figure stands too far from the name */
#define COURSE_WIDTH 120
#define WIDE_NAME_DIGITS 22 /* of a name where there is room for all */
#define NAME_WIDTH 104      /* that a name is to have at least before a course is shown */
#define ARROW_WIDTH 20
#define CELL_PADDING 14 /* px that the theme puts beside a cell */
#define LAST_INSET 12   /* px that the last one has more: ui/style.css */
#define COURSE_SHARES 3 /* of the room of a very wide table; a figure has one */

static const struct
{
  ZhihuiBoardCellKind kind;
  gint                slot;     /* -1: none */
  guint               n_digits; /* wide; 0: has a width of its own */
} traits[ZHIHUI_N_RANKING_COLUMNS] = {
  [ZHIHUI_RANKING_COLUMN_RANK] = { ZHIHUI_BOARD_CELL_RANK, -1, 0 },
  [ZHIHUI_RANKING_COLUMN_NAME] = { ZHIHUI_BOARD_CELL_NAME, -1, 0 },
  [ZHIHUI_RANKING_COLUMN_INTERVAL] = { ZHIHUI_BOARD_CELL_INTERVAL, -1, 0 },
  [ZHIHUI_RANKING_COLUMN_THEN] = { ZHIHUI_BOARD_CELL_THEN, -1, 13 },
  [ZHIHUI_RANKING_COLUMN_OVERDUE] = { ZHIHUI_BOARD_CELL_FIGURE, ZHIHUI_BOARD_OVERDUE, 10 },
  [ZHIHUI_RANKING_COLUMN_VOLUME] = { ZHIHUI_BOARD_CELL_FIGURE, ZHIHUI_BOARD_VOLUME, 8 },
  [ZHIHUI_RANKING_COLUMN_RETURN] = { ZHIHUI_BOARD_CELL_FIGURE, ZHIHUI_BOARD_RETURN, 10 },
  [ZHIHUI_RANKING_COLUMN_SATISFIED] = { ZHIHUI_BOARD_CELL_FIGURE, ZHIHUI_BOARD_SATISFIED, 10 },
  [ZHIHUI_RANKING_COLUMN_RATED] = { ZHIHUI_BOARD_CELL_FIGURE, ZHIHUI_SLOT_RATED, 9 },
  [ZHIHUI_RANKING_COLUMN_COURSE] = { ZHIHUI_BOARD_CELL_COURSE, -1, 0 },
};

static gboolean
is_right_aligned (ZhihuiRankingColumn column)
{
  return traits[column].slot >= 0 || column == ZHIHUI_RANKING_COLUMN_THEN;
}

/* Rows can be sorted by it. */
static gboolean
has_order (ZhihuiRankingColumn column)
{
  return column != ZHIHUI_RANKING_COLUMN_INTERVAL && column != ZHIHUI_RANKING_COLUMN_COURSE &&
         column != ZHIHUI_RANKING_COLUMN_THEN;
}

/* ---- cells ---- */

static ZhihuiRankingColumn
get_column (GObject *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (factory, "column"));
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  ZhihuiRankingColumn column = get_column (G_OBJECT (factory));

  gtk_list_item_set_child (
    item,
    zhihui_board_cell_new (traits[column].kind, (guint) MAX (traits[column].slot, 0), self->look));
}

/* What a head says goes on over the cells beside it. */
static void
dress_row (GtkWidget *child, gboolean is_head)
{
  GtkWidget *cell = gtk_widget_get_parent (child);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row == NULL)
    return;
  gtk_widget_set_overflow (cell, is_head ? GTK_OVERFLOW_VISIBLE : GTK_OVERFLOW_HIDDEN);
  zhihui_css_class_set (row, "zh-head", is_head);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  GtkWidget          *cell = gtk_list_item_get_child (item);
  ZhihuiUnitRow      *row = gtk_list_item_get_item (item);

  zhihui_board_cell_set_row (ZHIHUI_BOARD_CELL (cell), row);
  g_hash_table_add (self->cells, cell);
  zhihui_ranking_table_tell_later (self);
  if (get_column (G_OBJECT (factory)) == ZHIHUI_RANKING_COLUMN_RANK)
    dress_row (cell, zhihui_unit_row_get_unit (row) == NULL);
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  GtkWidget          *cell = gtk_list_item_get_child (item);

  if (self->cells != NULL)
    g_hash_table_remove (self->cells, cell);
  zhihui_board_cell_set_row (ZHIHUI_BOARD_CELL (cell), NULL);
}

/* ---- order ---- */

/* GTK 4.8 does not tell by which column a view is sorted, but asks the sorter of that one first.
 * The rows are sorted by the list itself. */
static int
note_asked (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  ZhihuiRankingTable  *self = g_object_get_data (G_OBJECT (column), "table");

  for (guint i = 0; self != NULL && self->asked < 0 && i < ZHIHUI_N_RANKING_COLUMNS; i++)
    if (self->columns[i] == column)
      self->asked = (gint) i;
  return -1;
}

static ZhihuiUnitKey
get_key (ZhihuiRankingColumn column)
{
  if (column == ZHIHUI_RANKING_COLUMN_RANK)
    return ZHIHUI_UNIT_KEY_RANK;
  if (column == ZHIHUI_RANKING_COLUMN_NAME)
    return ZHIHUI_UNIT_KEY_NAME;
  return ZHIHUI_UNIT_KEY_FIGURE + (guint) traits[column].slot;
}

/* The title of each column, with the way it is sorted for who listens. */
static void
name_titles (ZhihuiRankingTable *self)
{
  GtkWidget *title = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  title = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    {
      gboolean is_shown;

      zhihui_shown_columns_find (self->column_view, self->columns, i, &is_shown);
      /* Also of the columns behind the last title. */
      if (traits[i].slot >= 0)
        zhihui_board_totals_set_title (
          self->totals, (guint) traits[i].slot, is_shown ? title : NULL);
      if (!is_shown || title == NULL)
        continue;
      gboolean          is_key = has_order (i) && get_key (i) == self->order.key;
      GtkAccessibleSort sort = !is_key                  ? GTK_ACCESSIBLE_SORT_NONE
                               : self->order.descending ? GTK_ACCESSIBLE_SORT_DESCENDING
                                                        : GTK_ACCESSIBLE_SORT_ASCENDING;

      gtk_accessible_update_property (GTK_ACCESSIBLE (title),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_column_view_column_get_title (self->columns[i]),
                                      GTK_ACCESSIBLE_PROPERTY_SORT,
                                      sort,
                                      -1);
      title = gtk_widget_get_next_sibling (title);
    }
}

/* A column that is not seen has no title to show it in. */
static void
order_columns (ZhihuiRankingTable *self, ZhihuiRankingColumn column, gboolean descending)
{
  gboolean is_shown;

  zhihui_shown_columns_find (self->column_view, self->columns, column, &is_shown);
  self->sorting = TRUE;
  gtk_column_view_sort_by_column (self->column_view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->column_view,
                                  is_shown ? self->columns[column] : NULL,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->sorting = FALSE;
}

static void
take_order (ZhihuiRankingTable *self, const ZhihuiUnitOrder *order)
{
  self->order = *order;
  zhihui_ranking_table_take_board (self, order->board);
  zhihui_unit_list_set_order (self->list, order);
  name_titles (self);
  zhihui_list_head_show (self->column_view);
  zhihui_sortable_order_changed (ZHIHUI_SORTABLE (self));
}

/* A title was clicked. That of a board chooses the board; the worst come first then. */
static void
sorter_changed_cb (ZhihuiRankingTable *self, GtkSorterChange change, GtkSorter *sorter)
{
  ZhihuiUnitOrder     order = self->order;
  ZhihuiRankingColumn column;
  gboolean            descending;
  int                 slot;

  if (self->sorting)
    return;
  self->asked = -1;
  descending = gtk_sorter_compare (sorter, self, self->list) == GTK_ORDERING_LARGER;
  if (self->asked < 0)
    return;

  column = (ZhihuiRankingColumn) self->asked;
  slot = traits[column].slot;
  if (get_key (column) == order.key)
    order.descending = descending;
  else if (slot >= 0 && slot < (int) ZHIHUI_N_BOARDS)
    order = zhihui_unit_order_worst_first ((ZhihuiBoard) slot);
  else
    order.descending = column == ZHIHUI_RANKING_COLUMN_RANK || slot == (int) ZHIHUI_SLOT_RATED
                         ? slot != (int) ZHIHUI_SLOT_RATED
                         : FALSE;
  order.key = get_key (column);
  if (order.descending != descending)
    order_columns (self, column, order.descending);
  take_order (self, &order);
}

/**
 * zhihui_ranking_table_sort_by_board:
 *
 * By the figures of @board, the worst first; of volume the most.
 */
void
zhihui_ranking_table_sort_by_board (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  ZhihuiUnitOrder order = zhihui_unit_order_worst_first (board);

  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    if (traits[i].slot == (gint) board)
      order_columns (self, i, order.descending);
  take_order (self, &order);
}

/* ---- columns ---- */

/* Short: a column is as wide as its figures. */
static const char *
get_title (ZhihuiRankingColumn column)
{
  switch (column)
    {
    case ZHIHUI_RANKING_COLUMN_RANK:
      return _ ("Rank");
    case ZHIHUI_RANKING_COLUMN_NAME:
      return _ ("Unit");
    case ZHIHUI_RANKING_COLUMN_INTERVAL:
      return C_ ("board column", "Interval");
    case ZHIHUI_RANKING_COLUMN_THEN:
      return C_ ("board column", "Yesterday 00:00");
    case ZHIHUI_RANKING_COLUMN_OVERDUE:
      return C_ ("board column", "Overdue");
    case ZHIHUI_RANKING_COLUMN_VOLUME:
      return C_ ("board column", "Cases");
    case ZHIHUI_RANKING_COLUMN_RETURN:
      return C_ ("board column", "Returns");
    case ZHIHUI_RANKING_COLUMN_SATISFIED:
      return C_ ("board column", "Satisfied");
    case ZHIHUI_RANKING_COLUMN_RATED:
      return C_ ("board column", "Rated");
    case ZHIHUI_RANKING_COLUMN_COURSE:
    case ZHIHUI_N_RANKING_COLUMNS:
    default:
      return C_ ("board column", "12 months");
    }
}

/* ---- ZhihuiSortable ---- */

static const struct
{
  ZhihuiRankingColumn column;
  const char         *id;
} keys[] = {
  { ZHIHUI_RANKING_COLUMN_RANK, "rank" },       { ZHIHUI_RANKING_COLUMN_NAME, "name" },
  { ZHIHUI_RANKING_COLUMN_OVERDUE, "overdue" }, { ZHIHUI_RANKING_COLUMN_VOLUME, "volume" },
  { ZHIHUI_RANKING_COLUMN_RETURN, "return" },   { ZHIHUI_RANKING_COLUMN_SATISFIED, "satisfied" },
  { ZHIHUI_RANKING_COLUMN_RATED, "rated" },
};

static const char *
get_sort_key (guint index)
{
  return keys[index].id;
}

static const char *
get_sort_title (ZhihuiSortable *sortable, guint index)
{
  return get_title (keys[index].column);
}

static gboolean
find_sort_order (ZhihuiSortable *sortable, guint *index, gboolean *descending)
{
  const ZhihuiUnitOrder *order = &ZHIHUI_RANKING_TABLE (sortable)->order;

  *descending = order->descending;
  for (*index = 0; *index < G_N_ELEMENTS (keys); (*index)++)
    if (get_key (keys[*index].column) == order->key)
      return TRUE;
  return FALSE;
}

/* By the figures of a board the board is chosen, as by a press of its title. */
static void
take_sort_order (ZhihuiSortable *sortable, guint index, gboolean descending)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (sortable);
  ZhihuiUnitOrder     order = self->order;
  int                 slot = traits[keys[index].column].slot;

  if (slot >= 0 && slot < (int) ZHIHUI_N_BOARDS)
    order.board = (ZhihuiBoard) slot;
  order.key = get_key (keys[index].column);
  order.descending = descending;
  order_columns (self, keys[index].column, descending);
  take_order (self, &order);
}

void
zhihui_ranking_table_sortable_init (ZhihuiSortableInterface *iface)
{
  iface->n_keys = G_N_ELEMENTS (keys);
  iface->get_key = get_sort_key;
  iface->get_title = get_sort_title;
  iface->find_order = find_sort_order;
  iface->take_order = take_sort_order;
}

/* What a figure is, one click away. */
static GMenuModel *
make_menu (ZhihuiRankingColumn column)
{
  GMenu           *menu = g_menu_new ();
  guint            slot = (guint) traits[column].slot;
  g_autofree char *action = g_strdup_printf ("ranking.define(%u)", slot);
  g_autofree char *sort = g_strdup_printf ("ranking.board(%u)", slot);

  g_menu_append (menu, _ ("What This Figure Is"), action);
  if (slot < ZHIHUI_N_BOARDS)
    g_menu_append (menu, _ ("Rank by This"), sort);
  return G_MENU_MODEL (menu);
}

static void
add_column (ZhihuiRankingTable *self, ZhihuiRankingColumn column)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *one = gtk_column_view_column_new (get_title (column), factory);

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (cell_unbind_cb), self, 0);
  g_object_set_data (G_OBJECT (one), "table", self);
  self->columns[column] = one;
  if (has_order (column))
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_asked, one, NULL));

      gtk_column_view_column_set_sorter (one, sorter);
    }
  if (traits[column].slot >= 0)
    {
      g_autoptr (GMenuModel) menu = make_menu (column);

      gtk_column_view_column_set_header_menu (one, menu);
    }
  gtk_column_view_column_set_expand (one, column == ZHIHUI_RANKING_COLUMN_NAME);
  gtk_column_view_append_column (self->column_view, one);
}

/**
 * zhihui_ranking_table_set_shown:
 * @is_shown: else the column and its room are taken out
 */
void
zhihui_ranking_table_set_shown (ZhihuiRankingTable *self,
                                ZhihuiRankingColumn column,
                                gboolean            is_shown)
{
  if (!zhihui_shown_columns_set (self->column_view, self->columns, column, is_shown))
    return;
  if (is_shown && is_right_aligned (column))
    zhihui_column_titles_align_right (self->column_view, self->columns[column]);
  name_titles (self);
}

/**
 * zhihui_ranking_table_add_columns:
 *
 * Once, when the view is there.
 */
void
zhihui_ranking_table_add_columns (ZhihuiRankingTable *self)
{
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    add_column (self, i);
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    if (is_right_aligned (i))
      zhihui_column_titles_align_right (self->column_view, self->columns[i]);
  zhihui_ranking_table_set_shown (self, ZHIHUI_RANKING_COLUMN_COURSE, FALSE);
  zhihui_ranking_table_set_shown (self, ZHIHUI_RANKING_COLUMN_THEN, FALSE);
  zhihui_ranking_table_set_shown (self, ZHIHUI_RANKING_COLUMN_RATED, FALSE);
  zhihui_ranking_table_fit_columns (self, 100);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view),
                           "changed",
                           G_CALLBACK (sorter_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* With the arrow that says how it is sorted. */
static int
measure_title (ZhihuiRankingTable *self, ZhihuiRankingColumn column)
{
  g_autoptr (PangoLayout) line =
    gtk_widget_create_pango_layout (GTK_WIDGET (self), get_title (column));
  int width;

  pango_layout_set_attributes (line, self->look->bold);
  pango_layout_get_pixel_size (line, &width, NULL);
  return is_right_aligned (column) ? width + ARROW_WIDTH : width;
}

/**
 * zhihui_ranking_table_fit_columns:
 * @n_units: how many there are
 *
 * Makes the columns as wide as their figures; that of the names takes what is left.
 */
void
zhihui_ranking_table_fit_columns (ZhihuiRankingTable *self, guint n_units)
{
  guint n_digits = 1;

  while (n_units >= 10)
    {
      n_units /= 10;
      n_digits++;
    }
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    {
      guint n = i == ZHIHUI_RANKING_COLUMN_RANK ? 2 * n_digits + 4 : traits[i].n_digits;

      if (i == ZHIHUI_RANKING_COLUMN_INTERVAL)
        self->widths[i] = INTERVAL_WIDTH; /* and shares the room that is left */
      else if (i == ZHIHUI_RANKING_COLUMN_COURSE)
        self->widths[i] = COURSE_WIDTH;
      else if (n > 0)
        self->widths[i] =
          MAX ((int) n * self->look->digit_width, measure_title (self, i)) + CELL_PADDING;
    }
}

static guint
find_last_shown (const gboolean *is_shown)
{
  guint last = 0;

  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    if (is_shown[i])
      last = i;
  return last;
}

/* In a wide window a name stands near its figures: what is left goes to the intervals, which are
 * read the better, until they are as wide as is good; then all figures and the course share the
 * rest of a very wide one. */
static void
share_room (ZhihuiRankingTable *self, const gboolean *is_shown, int room)
{
  int      name = WIDE_NAME_DIGITS * self->look->digit_width;
  gboolean is_wide = room > name;
  int      rest = room - name - (MOST_INTERVAL_WIDTH - INTERVAL_WIDTH);
  gboolean is_enough = rest > 0;
  int      share = is_enough ? rest / (ZHIHUI_N_SLOTS + COURSE_SHARES) : 0;
  guint    last = find_last_shown (is_shown);

  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    {
      int width = self->widths[i] + (traits[i].slot >= 0 ? share : 0) +
                  (i == last && traits[i].slot >= 0 ? LAST_INSET : 0);

      if (i == ZHIHUI_RANKING_COLUMN_NAME)
        width = is_wide ? name : -1;
      else if (i == ZHIHUI_RANKING_COLUMN_INTERVAL && is_enough)
        width = MOST_INTERVAL_WIDTH;
      gtk_column_view_column_set_fixed_width (self->columns[i], width);
    }
  gtk_column_view_column_set_expand (self->columns[ZHIHUI_RANKING_COLUMN_NAME], !is_wide);
  gtk_column_view_column_set_expand (self->columns[ZHIHUI_RANKING_COLUMN_INTERVAL],
                                     is_wide && !is_enough);
  gtk_column_view_column_set_expand (self->columns[ZHIHUI_RANKING_COLUMN_COURSE], is_enough);
  gtk_widget_queue_draw (GTK_WIDGET (self->totals)); /* stand under the figures */
}

/* Which columns give way where there is no room for all, one after the other. */
static const ZhihuiRankingColumn giving_way[] = {
  ZHIHUI_RANKING_COLUMN_COURSE,
  ZHIHUI_RANKING_COLUMN_RATED,
  ZHIHUI_RANKING_COLUMN_INTERVAL,
};

/* Whether there is something to show in it. */
static gboolean
is_told (ZhihuiRankingTable *self, ZhihuiRankingColumn column, gboolean has_courses)
{
  if (column == ZHIHUI_RANKING_COLUMN_COURSE)
    return has_courses;
  if (column == ZHIHUI_RANKING_COLUMN_RATED)
    return zhihui_unit_row_find_ranking (zhihui_unit_list_get_all (self->list),
                                         ZHIHUI_SLOT_RATED) != NULL;
  if (column == ZHIHUI_RANKING_COLUMN_THEN)
    return self->look->compared == ZHIHUI_COMPARED_YESTERDAY &&
           self->then[self->look->board] != NULL;
  return TRUE;
}

static void
title_course (ZhihuiRankingTable *self)
{
  g_autofree char *title = NULL;

  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS && title == NULL; i++)
    if (traits[i].slot == (gint) self->look->board)
      /* Translators: title of a column: that of a figure, over the last months. */
      title = g_strdup_printf (C_ ("board column", "%s, 12 mo."), get_title (i));
  gtk_column_view_column_set_title (self->columns[ZHIHUI_RANKING_COLUMN_COURSE], title);
}

/**
 * zhihui_ranking_table_choose_columns:
 * @has_courses: they are told
 *
 * Shows the columns that there is something in, and room for beside a name; the last months under
 * the name of what they are of.
 */
void
zhihui_ranking_table_choose_columns (ZhihuiRankingTable *self, gboolean has_courses)
{
  GtkWidget     *scroller = gtk_widget_get_parent (GTK_WIDGET (self->column_view));
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  double         width = gtk_adjustment_get_page_size (across);
  gboolean       is_laid_out = width > 0; /* else it is chosen when it is */
  int            room = (int) width - NAME_WIDTH - LAST_INSET;
  gboolean       is_shown[ZHIHUI_N_RANKING_COLUMNS];

  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    {
      is_shown[i] = is_told (self, i, has_courses && is_laid_out);
      if (is_shown[i] && i != ZHIHUI_RANKING_COLUMN_NAME)
        room -= self->widths[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (giving_way) && room < 0 && is_laid_out; i++)
    if (is_shown[giving_way[i]])
      {
        is_shown[giving_way[i]] = FALSE;
        room += self->widths[giving_way[i]];
      }
  /* A course comes and goes with the board: names do not move with it. */
  if (!is_shown[ZHIHUI_RANKING_COLUMN_COURSE])
    room -= COURSE_WIDTH;
  share_room (self, is_shown, room + NAME_WIDTH);
  title_course (self);
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    zhihui_ranking_table_set_shown (self, i, is_shown[i]);
}
