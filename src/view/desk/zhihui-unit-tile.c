/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-tile.h"

#include "zhihui-css-class.h"
#include "zhihui-desk-colours.h"
#include "zhihui-format.h"
#include "zhihui-score-mark.h"

#include <glib/gi18n-lib.h>

#define MARK_HEIGHT 24
#define MARK_WIDTH 100
#define SIDE 8.0 /* room for marks and arrowheads */

/**
 * ZhihuiUnitTile:
 *
 * What a unit reached in one metric: rank of how many, figure, interval, fraction, and what all
 * units come to. The definition is its tooltip.
 */
struct _ZhihuiUnitTile
{
  GtkWidget parent_instance;

  GtkWidget *box;   /* child */
  GtkWidget *title; /* borrowed, as all that follow */
  GtkWidget *rank;
  GtkWidget *figure;
  GtkWidget *mark; /* GtkDrawingArea: dot and interval */
  GtkWidget *detail;
  GtkWidget *more;

  ZhihuiRanking *ranking; /* owned, nullable: holds @score */
  ZhihuiScore    score;   /* a copy that borrows from @ranking */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitTile, zhihui_unit_tile, GTK_TYPE_WIDGET)

static void
draw_mark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  ZhihuiUnitTile *self = user_data;
  ZhihuiScoreMark mark;

  /* Of too few nobody is told a rate: the dot would tell it. */
  if (self->ranking == NULL || self->score.n <= 0 || self->score.rank == 0)
    return;
  mark = zhihui_score_mark_for (self->ranking);
  zhihui_score_mark_paint (&mark,
                           cr,
                           zhihui_palette_get (zhihui_desk_colours_get ()),
                           &self->score,
                           SIDE,
                           1,
                           width - 2 * SIDE,
                           height - 2);
}

static void
zhihui_unit_tile_dispose (GObject *object)
{
  ZhihuiUnitTile *self = ZHIHUI_UNIT_TILE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->ranking, zhihui_ranking_unref);

  G_OBJECT_CLASS (zhihui_unit_tile_parent_class)->dispose (object);
}

static void
zhihui_unit_tile_class_init (ZhihuiUnitTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_tile_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
zhihui_unit_tile_init (ZhihuiUnitTile *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->title = add_label (head, "caption");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->rank = add_label (head, "zh-nd");
  gtk_label_set_ellipsize (GTK_LABEL (self->rank), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self->box), head);
  self->figure = add_label (self->box, "title-2");
  self->mark = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->mark), MARK_HEIGHT);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->mark), MARK_WIDTH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->mark), draw_mark, self, NULL);
  zhihui_desk_colours_watch (self->mark, G_CALLBACK (gtk_widget_queue_draw));
  gtk_box_append (GTK_BOX (self->box), self->mark);
  self->detail = add_label (self->box, "zh-nd");
  self->more = add_label (self->box, "zh-nd");
  gtk_label_set_wrap (GTK_LABEL (self->detail), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->detail), 2);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "zh-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
zhihui_unit_tile_new (void)
{
  return g_object_new (ZHIHUI_TYPE_UNIT_TILE, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
}

/* ---- what it says ---- */

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static char *
make_change (const ZhihuiScore *score)
{
  g_autofree char *change = score->has_delta ? zhihui_format_change (score->delta_value) : NULL;

  return change != NULL ? g_strdup_printf (_ ("%s vs before"), change) : NULL;
}

static void
show_count (ZhihuiUnitTile *self)
{
  const ZhihuiTally *total = &self->ranking->total;
  g_autofree char   *figure = zhihui_format_count (self->score.n);
  g_autofree char   *change = make_change (&self->score);
  g_autofree char   *share = zhihui_format_share (self->score.n, total->n);
  g_autofree char   *part = g_strdup_printf (_ ("%s of its group"), share);

  set_text (self->figure, figure);
  set_text (self->detail, change);
  set_text (self->more, part);
}

/* The line beside the interval is the group, and so is what a figure is judged by. */
static void
show_rate (ZhihuiUnitTile *self, const char *whole)
{
  const ZhihuiTally *group = &self->ranking->total;
  const ZhihuiTally *all = &self->ranking->region_total;
  gboolean           is_ranked = self->score.rank > 0;
  g_autofree char   *figure =
    is_ranked ? zhihui_format_rate (self->score.k, self->score.n) : g_strdup ("—");
  g_autofree char *fraction = zhihui_format_fraction (self->score.k, self->score.n);
  g_autofree char *group_rate = zhihui_format_rate (group->k, group->n);
  g_autofree char *all_rate = zhihui_format_rate (all->k, all->n);
  g_autofree char *detail = g_strdup_printf (_ ("%1$s  group %2$s"), fraction, group_rate);
  g_autofree char *more = g_strjoin (" ", whole, all_rate, NULL);

  set_text (self->figure, figure);
  set_text (self->detail, detail);
  set_text (self->more, more);
}

static void
show_flag (ZhihuiUnitTile *self)
{
  ZhihuiFlag flag = self->score.rank > 0 ? self->score.flag : ZHIHUI_FLAG_NONE;

  zhihui_css_class_set (self->figure, "zh-bad", flag == ZHIHUI_FLAG_WORSE);
  zhihui_css_class_set (self->figure, "zh-good", flag == ZHIHUI_FLAG_BETTER);
}

static char *
make_rank (ZhihuiUnitTile *self)
{
  if (self->score.rank > 0)
    return g_strdup_printf ("%u / %u", self->score.rank, self->ranking->n_ranked);
  if (self->score.n <= 0)
    return g_strdup (_ ("no cases"));
  return g_strdup_printf (_ ("n < %u"), self->ranking->min_n);
}

static void
show_definition (ZhihuiUnitTile *self, const ZhihuiMetricTraits *traits)
{
  g_autofree char *words =
    traits->is_count
      ? g_strdup_printf (_ ("Counted: %s."), _ (traits->denominator))
      : g_strdup_printf (_ ("%1$s of %2$s."), _ (traits->numerator), _ (traits->denominator));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
}

static void
tell (ZhihuiUnitTile *self)
{
  const char      *more = gtk_label_get_text (GTK_LABEL (self->more));
  gboolean         has_more = *more != '\0';
  g_autofree char *label = g_strjoin (", ",
                                      gtk_label_get_text (GTK_LABEL (self->title)),
                                      gtk_label_get_text (GTK_LABEL (self->figure)),
                                      gtk_label_get_text (GTK_LABEL (self->detail)),
                                      has_more ? more : gtk_label_get_text (GTK_LABEL (self->rank)),
                                      has_more ? gtk_label_get_text (GTK_LABEL (self->rank)) : NULL,
                                      NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * zhihui_unit_tile_set:
 * @ranking: (nullable): the board, %NULL when it was not read
 * @score: (nullable): what the unit reached, of @ranking; %NULL: it is not among those sent
 * @whole: what the region of all units is called: "County-wide"
 */
void
zhihui_unit_tile_set (ZhihuiUnitTile    *self,
                      ZhihuiMetric       metric,
                      ZhihuiRanking     *ranking,
                      const ZhihuiScore *score,
                      const char        *whole)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);

  g_return_if_fail (ZHIHUI_IS_UNIT_TILE (self));

  if (ranking != NULL && score != NULL)
    {
      zhihui_ranking_ref (ranking);
      self->score = *score;
    }
  g_clear_pointer (&self->ranking, zhihui_ranking_unref);
  self->ranking = score != NULL ? ranking : NULL;
  set_text (self->title, _ (traits->title));
  show_definition (self, traits);
  gtk_widget_set_visible (self->mark, !traits->is_count);
  if (self->ranking == NULL)
    {
      set_text (self->rank, NULL);
      set_text (self->figure, "—");
      set_text (self->detail, ranking == NULL ? _ ("not read") : _ ("not on this board"));
      set_text (self->more, NULL);
      self->score = (ZhihuiScore){ 0 };
    }
  else
    {
      g_autofree char *rank = make_rank (self);

      set_text (self->rank, rank);
      if (traits->is_count)
        show_count (self);
      else
        show_rate (self, whole);
    }
  show_flag (self);
  tell (self);
  gtk_widget_queue_draw (self->mark);
}
