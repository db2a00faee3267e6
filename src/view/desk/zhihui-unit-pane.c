/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-pane.h"

#include "zhihui-chart-card.h"
#include "zhihui-unit-lists.h"
#include "zhihui-unit-tile.h"

#include <glib/gi18n-lib.h>

#define MOST_CASES 5

/* In the order of reading: the rates, then how much it was. */
static const ZhihuiBoard tile_boards[ZHIHUI_N_BOARDS] = {
  ZHIHUI_BOARD_OVERDUE,
  ZHIHUI_BOARD_RETURN,
  ZHIHUI_BOARD_SATISFIED,
  ZHIHUI_BOARD_VOLUME,
};

/**
 * ZhihuiUnitPane:
 *
 * The portrait of one unit beside the boards: its four boards, the year of the one that is looked
 * at, what it owes, and what may be done next.
 */
struct _ZhihuiUnitPane
{
  GtkWidget parent_instance;

  GtkWidget       *scroller; /* child */
  GtkWidget       *stack;    /* borrowed, as all that follow: "unit" or "none" */
  GtkWidget       *name_label;
  GtkWidget       *peer_label;
  ZhihuiUnitTile  *tiles[ZHIHUI_N_BOARDS]; /* by board */
  ZhihuiChartCard *trend;
  ZhihuiListCard  *overdue;
  GtkWidget       *review_button;

  ZhihuiUnitRow   *row;       /* owned, nullable */
  ZhihuiUnitFacts *facts;     /* owned, nullable: nothing is read */
  ZhihuiSituation *situation; /* owned, nullable */
  ZhihuiBoard      board;
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitPane, zhihui_unit_pane, GTK_TYPE_WIDGET)

static void
zhihui_unit_pane_dispose (GObject *object)
{
  ZhihuiUnitPane *self = ZHIHUI_UNIT_PANE (object);

  zhihui_unit_pane_set_facts (self, NULL);
  g_clear_object (&self->row);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_unit_pane_parent_class)->dispose (object);
}

static void
add_signal (const char *name, guint n_parameters)
{
  g_signal_new (name,
                ZHIHUI_TYPE_UNIT_PANE,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                n_parameters,
                G_TYPE_STRING);
}

static void
zhihui_unit_pane_class_init (ZhihuiUnitPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  add_signal ("portrait-wanted", 0);
  add_signal ("export-wanted", 0);
  add_signal ("review-wanted", 0);
  add_signal ("overdue-wanted", 0);
  add_signal ("case-activated", 1);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* ---- what the user wants ---- */

static void
want_cb (GtkWidget *button, ZhihuiUnitPane *self)
{
  g_signal_emit_by_name (self, g_object_get_data (G_OBJECT (button), "signal"));
}

static void
case_activated_cb (ZhihuiUnitPane *self, const char *id)
{
  g_signal_emit_by_name (self, "case-activated", id);
}

static void
overdue_wanted_cb (ZhihuiUnitPane *self)
{
  g_signal_emit_by_name (self, "overdue-wanted");
}

static GtkWidget *
new_button (ZhihuiUnitPane *self, const char *label, const char *icon, const char *signal)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "signal", (gpointer) signal);
  g_signal_connect (button, "clicked", G_CALLBACK (want_cb), self);
  return button;
}

static GtkWidget *
build_buttons (ZhihuiUnitPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (
    GTK_BOX (box),
    new_button (self, _ ("Open the Portrait"), "view-fullscreen-symbolic", "portrait-wanted"));
  gtk_box_append (
    GTK_BOX (row),
    new_button (self, _ ("Export This Unit"), "document-save-symbolic", "export-wanted"));
  self->review_button =
    new_button (self, _ ("Plan a Review"), "camera-video-symbolic", "review-wanted");
  gtk_box_append (GTK_BOX (row), self->review_button);
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

static GtkWidget *
build_tiles (ZhihuiUnitPane *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      GtkWidget *tile = zhihui_unit_tile_new ();

      self->tiles[tile_boards[i]] = ZHIHUI_UNIT_TILE (tile);
      gtk_grid_attach (GTK_GRID (grid), tile, i % 2, i / 2, 1, 1);
    }
  return grid;
}

static void
zhihui_unit_pane_init (ZhihuiUnitPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *none = new_label ("dim-label");

  self->board = ZHIHUI_BOARD_OVERDUE;
  gtk_label_set_text (GTK_LABEL (none), _ ("Select a unit to see its portrait"));
  gtk_label_set_xalign (GTK_LABEL (none), 0.5f);
  gtk_label_set_justify (GTK_LABEL (none), GTK_JUSTIFY_CENTER);
  self->stack = gtk_stack_new ();
  self->name_label = new_label ("title-2");
  self->peer_label = new_label ("dim-label");
  self->trend = ZHIHUI_CHART_CARD (zhihui_chart_card_new ());
  self->overdue = ZHIHUI_LIST_CARD (zhihui_list_card_new ());
  g_signal_connect_object (
    self->overdue, "row-activated", G_CALLBACK (case_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->overdue, "all-activated", G_CALLBACK (overdue_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->name_label);
  gtk_box_append (GTK_BOX (box), self->peer_label);
  gtk_box_append (GTK_BOX (box), build_tiles (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trend));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->overdue));
  gtk_box_append (GTK_BOX (box), build_buttons (self));
  gtk_widget_add_css_class (box, "zh-pane");
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "unit");

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->stack);
  gtk_widget_add_css_class (self->scroller, "background"); /* it may lie over the boards */
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
zhihui_unit_pane_new (void)
{
  return g_object_new (ZHIHUI_TYPE_UNIT_PANE, NULL);
}

/* ---- what is shown ---- */

static void
show_trend (ZhihuiUnitPane *self)
{
  ZhihuiMetric metric = zhihui_board_get_metric (self->board);

  zhihui_chart_card_set_title (self->trend, _ (zhihui_metric_get_traits (metric)->title));
  zhihui_unit_lists_show_trend (self->trend,
                                self->facts,
                                self->situation,
                                metric,
                                zhihui_unit_row_get_unit (self->row)->short_name);
}

static void
show_overdue (ZhihuiUnitPane *self)
{
  zhihui_unit_lists_show_overdue (self->overdue, self->facts, self->situation, MOST_CASES);
}

static void
show_facts (ZhihuiUnitPane *self)
{
  if (self->row == NULL)
    return;
  show_trend (self);
  show_overdue (self);
}

/**
 * zhihui_unit_pane_set_row:
 * @row: (nullable): the unit, or %NULL when none is selected
 * @peer_label: (nullable): name of its peer group
 */
void
zhihui_unit_pane_set_row (ZhihuiUnitPane *self, ZhihuiUnitRow *row, const char *peer_label)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_PANE (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), row != NULL ? "unit" : "none");
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->name_label), zhihui_unit_row_get_unit (row)->name);
  gtk_label_set_text (GTK_LABEL (self->peer_label), peer_label != NULL ? peer_label : "");
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_unit_row_get_ranking (row, board);

      zhihui_unit_tile_set (self->tiles[board],
                            zhihui_board_get_metric (board),
                            ranking,
                            zhihui_unit_row_get_score (row, board),
                            zhihui_unit_lists_name_whole (self->situation, ranking));
    }
  show_facts (self);
}

/**
 * zhihui_unit_pane_set_board:
 * @board: whose year is shown
 */
void
zhihui_unit_pane_set_board (ZhihuiUnitPane *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_PANE (self) && board < ZHIHUI_N_BOARDS);

  if (self->board == board)
    return;
  self->board = board;
  show_facts (self);
}

/**
 * zhihui_unit_pane_set_facts:
 * @facts: (nullable): what is read of the unit; shown again whenever it changes
 */
void
zhihui_unit_pane_set_facts (ZhihuiUnitPane *self, ZhihuiUnitFacts *facts)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_PANE (self));

  if (self->facts == facts)
    return;
  if (self->facts != NULL)
    g_signal_handlers_disconnect_by_func (self->facts, show_facts, self);
  g_set_object (&self->facts, facts);
  if (facts == NULL)
    return;
  g_signal_connect_swapped (facts, "changed", G_CALLBACK (show_facts), self);
  show_facts (self);
}

/**
 * zhihui_unit_pane_set_situation:
 * @situation: of which zone, targets and time are
 */
void
zhihui_unit_pane_set_situation (ZhihuiUnitPane *self, ZhihuiSituation *situation)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_PANE (self) && situation != NULL);

  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
}

/**
 * zhihui_unit_pane_set_review_hindrance:
 * @hindrance: (nullable): why no review can be planned, in words; %NULL: one can
 */
void
zhihui_unit_pane_set_review_hindrance (ZhihuiUnitPane *self, const char *hindrance)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_PANE (self));

  gtk_widget_set_sensitive (self->review_button, hindrance == NULL);
  gtk_widget_set_tooltip_text (self->review_button, hindrance);
}
