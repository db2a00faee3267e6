/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-pane.h"

#include "zhihui-format.h"
#include "zhihui-score-cell.h"

#include <glib/gi18n-lib.h>

/* One board of the unit: title and rank, figure, interval, fraction and the group's own rate. */
typedef struct
{
  GtkWidget *rank;     /* borrowed */
  GtkWidget *figure;   /* borrowed */
  GtkWidget *interval; /* borrowed: ZhihuiScoreCell */
  GtkWidget *detail;   /* borrowed */
  GtkWidget *words;    /* borrowed */
} Card;

/**
 * ZhihuiUnitPane:
 *
 * The portrait of one unit: its four boards with what they are counted from.
 */
struct _ZhihuiUnitPane
{
  GtkWidget parent_instance;

  GtkWidget *scroller;   /* child */
  GtkWidget *stack;      /* borrowed: "unit" or "none" */
  GtkWidget *name_label; /* borrowed */
  GtkWidget *peer_label; /* borrowed */
  Card       cards[ZHIHUI_N_BOARDS];
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitPane, zhihui_unit_pane, GTK_TYPE_WIDGET)

static void
zhihui_unit_pane_dispose (GObject *object)
{
  ZhihuiUnitPane *self = ZHIHUI_UNIT_PANE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_unit_pane_parent_class)->dispose (object);
}

static void
zhihui_unit_pane_class_init (ZhihuiUnitPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
build_card (ZhihuiBoard board, Card *card)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (board));
  GtkWidget                *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget                *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget                *title = new_label ("heading");

  gtk_label_set_text (GTK_LABEL (title), _ (traits->title));
  gtk_widget_set_hexpand (title, TRUE);
  card->rank = new_label ("dim-label");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), card->rank);
  gtk_box_append (GTK_BOX (box), head);
  card->figure = new_label ("title-2");
  gtk_box_append (GTK_BOX (box), card->figure);
  card->interval = zhihui_score_cell_new (ZHIHUI_SCORE_CELL_INTERVAL);
  zhihui_score_cell_set_board (ZHIHUI_SCORE_CELL (card->interval), board);
  gtk_widget_set_visible (card->interval, !traits->is_count);
  gtk_box_append (GTK_BOX (box), card->interval);
  card->detail = new_label ("caption");
  gtk_box_append (GTK_BOX (box), card->detail);
  card->words = new_label ("zh-nd");
  gtk_label_set_wrap (GTK_LABEL (card->words), TRUE);
  gtk_box_append (GTK_BOX (box), card->words);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "zh-card");
  return box;
}

static void
zhihui_unit_pane_init (ZhihuiUnitPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *none = gtk_label_new (_ ("Select a unit to see its portrait"));

  self->stack = gtk_stack_new ();
  self->name_label = new_label ("title-2");
  gtk_label_set_wrap (GTK_LABEL (self->name_label), TRUE);
  self->peer_label = new_label ("dim-label");
  gtk_box_append (GTK_BOX (box), self->name_label);
  gtk_box_append (GTK_BOX (box), self->peer_label);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    gtk_box_append (GTK_BOX (box), build_card (board, &self->cards[board]));
  gtk_widget_add_css_class (box, "zh-pane");
  gtk_widget_add_css_class (none, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (none), TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "unit");

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->stack);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
zhihui_unit_pane_new (void)
{
  return g_object_new (ZHIHUI_TYPE_UNIT_PANE, NULL);
}

static void
show_flag (GtkWidget *figure, const ZhihuiScore *score)
{
  gtk_widget_remove_css_class (figure, "zh-bad");
  gtk_widget_remove_css_class (figure, "zh-good");
  if (score != NULL && score->rank > 0 && score->flag != ZHIHUI_FLAG_NONE)
    gtk_widget_add_css_class (figure, score->flag == ZHIHUI_FLAG_WORSE ? "zh-bad" : "zh-good");
}

static char *
describe_change (const ZhihuiScore *score)
{
  g_autofree char *change = score->has_delta ? zhihui_format_change (score->delta_value) : NULL;

  return change != NULL ? g_strdup_printf (_ ("%s to the period before"), change) : NULL;
}

static void
show_card (Card *card, ZhihuiUnitRow *row, ZhihuiBoard board)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (board));
  const ZhihuiScore        *score = zhihui_unit_row_get_score (row, board);
  ZhihuiRanking            *ranking = zhihui_unit_row_get_ranking (row, board);
  g_autofree char          *rank = NULL;
  g_autofree char          *figure = NULL;
  g_autofree char          *detail = NULL;
  g_autofree char          *words = NULL;

  zhihui_score_cell_set_row (ZHIHUI_SCORE_CELL (card->interval), row);
  if (score == NULL || ranking == NULL)
    {
      figure = g_strdup ("—");
      detail = g_strdup (_ ("not read"));
    }
  else if (traits->is_count)
    {
      figure = zhihui_format_count (score->n);
      detail = describe_change (score);
      words = g_strdup_printf (_ ("Counted: %s."), _ (traits->denominator));
    }
  else
    {
      g_autofree char *fraction = zhihui_format_fraction (score->k, score->n);
      g_autofree char *group = zhihui_format_rate (ranking->total.k, ranking->total.n);

      figure = score->rank > 0 ? zhihui_format_rate (score->k, score->n) : g_strdup ("—");
      detail = g_strdup_printf (_ ("%1$s, group %2$s"), fraction, group);
      words = g_strdup_printf (_ ("%1$s of %2$s."), _ (traits->numerator), _ (traits->denominator));
    }
  if (score != NULL && ranking != NULL)
    rank = score->rank > 0 ? g_strdup_printf ("%u / %u", score->rank, ranking->n_ranked)
                           : g_strdup_printf (_ ("too few to rank (n < %u)"), ranking->min_n);
  gtk_label_set_text (GTK_LABEL (card->rank), rank != NULL ? rank : "");
  gtk_label_set_text (GTK_LABEL (card->figure), figure);
  show_flag (card->figure, score);
  gtk_label_set_text (GTK_LABEL (card->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (card->detail, detail != NULL);
  gtk_label_set_text (GTK_LABEL (card->words), words != NULL ? words : "");
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
  if (row == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->name_label), zhihui_unit_row_get_unit (row)->name);
  gtk_label_set_text (GTK_LABEL (self->peer_label), peer_label != NULL ? peer_label : "");
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    show_card (&self->cards[board], row, board);
}
