/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-score-cell.h"

#include "zhihui-format.h"
#include "zhihui-score-mark.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define INTERVAL_WIDTH 96
#define INTERVAL_HEIGHT 34
#define SIDE 10.0 /* room for marks and arrowheads */

/**
 * ZhihuiScoreCell:
 *
 * What a unit reached in one board, in a cell of the table or in the unit's portrait.
 */
struct _ZhihuiScoreCell
{
  GtkWidget parent_instance;

  ZhihuiScoreCellKind kind;
  ZhihuiBoard         board;
  ZhihuiUnitRow      *row; /* owned, nullable */
  gulong              changed_id;

  GtkLabel *figure; /* child, or NULL for intervals */
  GtkLabel *detail; /* child, or NULL for intervals */
};

G_DEFINE_FINAL_TYPE (ZhihuiScoreCell, zhihui_score_cell, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_rank (ZhihuiScoreCell *self, const ZhihuiScore *score)
{
  g_autofree char *rank = NULL;
  g_autofree char *change = NULL;

  if (score == NULL)
    rank = g_strdup ("—");
  else if (score->rank == 0)
    rank = g_strdup (_ ("unranked"));
  else
    rank = g_strdup_printf ("%u", score->rank);
  if (score != NULL && score->rank > 0 && score->has_delta_rank)
    {
      if (score->delta_rank == 0)
        change = g_strdup ("–");
      else
        change =
          g_strdup_printf ("%s%d", score->delta_rank > 0 ? "▲" : "▼", ABS (score->delta_rank));
    }
  set_class (GTK_WIDGET (self->figure), "heading", score != NULL && score->rank > 0);
  set_class (GTK_WIDGET (self->figure), "zh-unranked", score == NULL || score->rank == 0);
  gtk_label_set_text (self->figure, rank);
  gtk_label_set_text (self->detail, change != NULL ? change : "");
}

static void
show_name (ZhihuiScoreCell *self, const ZhihuiScore *score)
{
  const ZhihuiUnit *unit = self->row != NULL ? zhihui_unit_row_get_unit (self->row) : NULL;

  gtk_label_set_text (self->figure, unit != NULL ? unit->short_name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), unit != NULL ? unit->name : NULL);
  set_class (GTK_WIDGET (self->figure), "heading", score != NULL && score->rank > 0);
  set_class (GTK_WIDGET (self->figure), "zh-unranked", score == NULL || score->rank == 0);
}

/* What the drawing shows, for those who do not see it. */
static void
tell_interval (ZhihuiScoreCell *self, const ZhihuiScore *score)
{
  g_autofree char *low = NULL, *high = NULL, *text = NULL;

  if (score != NULL && score->rank > 0 &&
      !zhihui_metric_get_traits (zhihui_board_get_metric (self->board))->is_count)
    {
      low = zhihui_format_percent (score->low, 2);
      high = zhihui_format_percent (score->high, 2);
      text = g_strdup_printf (_ ("95%% interval %1$s to %2$s"), low, high);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : _ ("no interval"),
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
show_figure (ZhihuiScoreCell *self, const ZhihuiScore *score)
{
  const ZhihuiMetricTraits *traits =
    zhihui_metric_get_traits (zhihui_board_get_metric (self->board));
  g_autofree char *value = NULL;
  g_autofree char *detail = NULL;

  if (score == NULL)
    value = g_strdup ("—");
  else if (traits->is_count)
    {
      value = zhihui_format_count (score->n);
      detail = score->has_delta ? zhihui_format_change (score->delta_value) : NULL;
    }
  else
    {
      value = score->rank == 0 ? g_strdup ("—") : zhihui_format_rate (score->k, score->n);
      detail = zhihui_format_fraction (score->k, score->n);
    }
  gtk_label_set_text (self->figure, value);
  gtk_label_set_text (self->detail, detail != NULL ? detail : "");
  set_class (GTK_WIDGET (self->figure),
             "zh-bad",
             score != NULL && score->rank > 0 && score->flag == ZHIHUI_FLAG_WORSE);
  set_class (GTK_WIDGET (self->figure),
             "zh-good",
             score != NULL && score->rank > 0 && score->flag == ZHIHUI_FLAG_BETTER);
}

static void
show (ZhihuiScoreCell *self)
{
  const ZhihuiScore *score =
    self->row != NULL ? zhihui_unit_row_get_score (self->row, self->board) : NULL;

  if (self->kind == ZHIHUI_SCORE_CELL_RANK)
    show_rank (self, score);
  else if (self->kind == ZHIHUI_SCORE_CELL_NAME)
    show_name (self, score);
  else if (self->kind == ZHIHUI_SCORE_CELL_FIGURE)
    show_figure (self, score);
  else
    {
      tell_interval (self, score);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
row_changed_cb (ZhihuiUnitRow *row, gpointer user_data)
{
  show (user_data);
}

static void
zhihui_score_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiScoreCell   *self = ZHIHUI_SCORE_CELL (widget);
  const ZhihuiScore *score =
    self->row != NULL ? zhihui_unit_row_get_score (self->row, self->board) : NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->kind != ZHIHUI_SCORE_CELL_INTERVAL)
    {
      GTK_WIDGET_CLASS (zhihui_score_cell_parent_class)->snapshot (widget, snapshot);
      return;
    }
  if (score != NULL && score->rank > 0)
    {
      gboolean        dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
      ZhihuiScoreMark mark =
        zhihui_score_mark_for (zhihui_unit_row_get_ranking (self->row, self->board));
      graphene_rect_t      area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
      cairo_t             *cr = gtk_snapshot_append_cairo (snapshot, &area);
      const ZhihuiPalette *palette =
        zhihui_palette_get (dark ? ZHIHUI_THEME_DESK_DARK : ZHIHUI_THEME_DESK_LIGHT);

      zhihui_score_mark_paint (
        &mark, cr, palette, score, SIDE, SIDE / 2, width - 2 * SIDE, height - SIDE);
      cairo_destroy (cr);
    }
}

static void
zhihui_score_cell_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  /* Only intervals come here: the others have a layout manager. */
  *minimum = *natural =
    orientation == GTK_ORIENTATION_HORIZONTAL ? INTERVAL_WIDTH : INTERVAL_HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zhihui_score_cell_dispose (GObject *object)
{
  ZhihuiScoreCell *self = ZHIHUI_SCORE_CELL (object);
  GtkWidget       *child;

  zhihui_score_cell_set_row (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->figure = NULL;
  self->detail = NULL;

  G_OBJECT_CLASS (zhihui_score_cell_parent_class)->dispose (object);
}

static void
zhihui_score_cell_class_init (ZhihuiScoreCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_score_cell_dispose;
  widget_class->snapshot = zhihui_score_cell_snapshot;
  widget_class->measure = zhihui_score_cell_measure;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
zhihui_score_cell_init (ZhihuiScoreCell *self)
{
}

static GtkLabel *
add_label (ZhihuiScoreCell *self, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

GtkWidget *
zhihui_score_cell_new (ZhihuiScoreCellKind kind)
{
  ZhihuiScoreCell *self = g_object_new (
    ZHIHUI_TYPE_SCORE_CELL,
    "accessible-role",
    kind == ZHIHUI_SCORE_CELL_INTERVAL ? GTK_ACCESSIBLE_ROLE_IMG : GTK_ACCESSIBLE_ROLE_GROUP,
    NULL);
  float xalign = kind == ZHIHUI_SCORE_CELL_FIGURE ? 1 : 0;

  self->kind = kind;
  if (kind == ZHIHUI_SCORE_CELL_INTERVAL)
    {
      /* A layout manager would measure in our place, and find nothing in it. */
      gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
      return GTK_WIDGET (self);
    }

  self->figure = add_label (self, NULL, xalign);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  if (kind == ZHIHUI_SCORE_CELL_NAME)
    {
      gtk_label_set_ellipsize (self->figure, PANGO_ELLIPSIZE_END);
      return GTK_WIDGET (self);
    }
  self->detail = add_label (self, "zh-nd", xalign);
  if (kind == ZHIHUI_SCORE_CELL_FIGURE)
    gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  else
    gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                6);
  return GTK_WIDGET (self);
}

/**
 * zhihui_score_cell_set_row:
 * @row: (nullable): the unit to be shown from now on
 */
void
zhihui_score_cell_set_row (ZhihuiScoreCell *self, ZhihuiUnitRow *row)
{
  g_return_if_fail (ZHIHUI_IS_SCORE_CELL (self));

  if (self->row != NULL)
    g_clear_signal_handler (&self->changed_id, self->row);
  if (g_set_object (&self->row, row) && row == NULL)
    return;
  if (row == NULL)
    return;
  self->changed_id = g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), self);
  show (self);
}

void
zhihui_score_cell_set_board (ZhihuiScoreCell *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_SCORE_CELL (self));

  self->board = board;
  if (self->row != NULL)
    show (self);
}
