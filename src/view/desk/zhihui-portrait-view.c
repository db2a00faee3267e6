/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait-view.h"

#include "zhihui-card-layout.h"
#include "zhihui-chart-card.h"
#include "zhihui-unit-lists.h"
#include "zhihui-unit-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_CASES 8
#define MOST_PARTS 10
#define WIDEST 3640 /* px: four charts that are as wide as is good */
#define SPACE 12

#define N_METRICS ZHIHUI_PORTRAIT_N_METRICS

typedef enum
{
  CARD_OVERDUE,
  CARD_SOON,
  CARD_DECISIONS,
  CARD_REMARKS,
  CARD_RETURNS,
  CARD_REDO,
  N_CARDS,
} Card;

/**
 * ZhihuiPortraitView:
 *
 * The whole portrait of one unit: what it reached in each metric, what it owes, what was decided
 * and remarked, each metric's course and place among the others, what its work came by and was
 * about, and why it went back. Emits "case-activated" (id), "overdue-wanted" and "soon-wanted".
 */
struct _ZhihuiPortraitView
{
  GtkWidget parent_instance;

  GtkWidget       *scroller;         /* child */
  GtkWidget       *content;          /* borrowed: what is scrolled */
  ZhihuiUnitTile  *tiles[N_METRICS]; /* borrowed, as all that follow */
  ZhihuiChartCard *trends[N_METRICS];
  ZhihuiChartCard *funnels[N_METRICS]; /* NULL: a count has none */
  ZhihuiChartCard *channels, *topics;
  ZhihuiListCard  *cards[N_CARDS];

  ZhihuiRanking   *boards[N_METRICS]; /* owned, nullable: of @facts, as they are shown */
  ZhihuiUnitFacts *facts;             /* owned, nullable: no unit is chosen */
  ZhihuiSituation *situation;         /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (ZhihuiPortraitView, zhihui_portrait_view, GTK_TYPE_WIDGET)

static void
zhihui_portrait_view_dispose (GObject *object)
{
  ZhihuiPortraitView *self = ZHIHUI_PORTRAIT_VIEW (object);

  zhihui_portrait_view_set_facts (self, NULL);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_portrait_view_parent_class)->dispose (object);
}

/* ---- where it is scrolled to ---- */

static GtkAdjustment *
get_adjustment (ZhihuiPortraitView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* (nullable): the card that has @widget */
static GtkWidget *
find_card (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      if (parent != NULL && ZHIHUI_IS_CARD_LAYOUT (gtk_widget_get_layout_manager (parent)))
        return widget;
    }
  return NULL;
}

/* A button alone says nothing: its card is seen with it, unless that is higher than the page. */
static void
scroll_to_card (ZhihuiPortraitView *self)
{
  GtkRoot        *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget      *card = root != NULL ? find_card (gtk_root_get_focus (root)) : NULL;
  GtkAdjustment  *adjustment = get_adjustment (self);
  graphene_rect_t bounds;
  double          top, bottom;

  if (card == NULL || !gtk_widget_is_ancestor (card, self->scroller) ||
      !gtk_widget_compute_bounds (card, self->content, &bounds))
    return;
  top = MAX (bounds.origin.y - SPACE, 0);
  bottom = bounds.origin.y + bounds.size.height + SPACE;
  if (bottom - top <= gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_clamp_page (adjustment, top, bottom);
}

/* By the keyboard: under a pointer nothing moves. */
static gboolean
zhihui_portrait_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_moved =
    GTK_WIDGET_CLASS (zhihui_portrait_view_parent_class)->focus (widget, direction);

  if (is_moved)
    scroll_to_card (ZHIHUI_PORTRAIT_VIEW (widget));
  return is_moved;
}

static void
add_signal (const char *name, guint n_parameters)
{
  g_signal_new (name,
                ZHIHUI_TYPE_PORTRAIT_VIEW,
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
zhihui_portrait_view_class_init (ZhihuiPortraitViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_portrait_view_dispose;
  GTK_WIDGET_CLASS (klass)->focus = zhihui_portrait_view_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  add_signal ("case-activated", 1);
  add_signal ("overdue-wanted", 0);
  add_signal ("soon-wanted", 0);
}

/* ---- how it is built ---- */

static void
case_activated_cb (ZhihuiPortraitView *self, const char *id)
{
  g_signal_emit_by_name (self, "case-activated", id);
}

static void
all_activated_cb (ZhihuiListCard *card, ZhihuiPortraitView *self)
{
  g_signal_emit_by_name (self, card == self->cards[CARD_SOON] ? "soon-wanted" : "overdue-wanted");
}

static const ZhihuiCardRule tile_rule = { .usual_width = 235, .least_columns = 3, .step = 1 };
static const ZhihuiCardRule chart_rule = { .usual_width = 560, .least_columns = 2, .step = 2 };

static GtkWidget *
new_cards (const ZhihuiCardRule *rule)
{
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (cards, zhihui_card_layout_new (rule));
  return cards;
}

static GtkWidget *
build_tiles (ZhihuiPortraitView *self)
{
  GtkWidget *cards = new_cards (&tile_rule);

  for (guint i = 0; i < N_METRICS; i++)
    {
      self->tiles[i] = ZHIHUI_UNIT_TILE (zhihui_unit_tile_new ());
      gtk_box_append (GTK_BOX (cards), GTK_WIDGET (self->tiles[i]));
    }
  return cards;
}

static GtkWidget *
build_lists (ZhihuiPortraitView *self, Card first, Card last)
{
  GtkWidget *cards = new_cards (&chart_rule);

  for (Card card = first; card <= last; card++)
    {
      GtkWidget *widget = zhihui_list_card_new ();

      self->cards[card] = ZHIHUI_LIST_CARD (widget);
      g_signal_connect_object (
        widget, "row-activated", G_CALLBACK (case_activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (widget, "all-activated", G_CALLBACK (all_activated_cb), self, 0);
      gtk_box_append (GTK_BOX (cards), widget);
    }
  return cards;
}

static ZhihuiChartCard *
add_chart (GtkWidget *cards, const char *title)
{
  GtkWidget *card = zhihui_chart_card_new ();

  zhihui_chart_card_set_title (ZHIHUI_CHART_CARD (card), title);
  gtk_box_append (GTK_BOX (cards), card);
  return ZHIHUI_CHART_CARD (card);
}

/* Of each rate the course beside the unit's place among the others; then the counts, which have no
 * such place. */
static GtkWidget *
build_charts (ZhihuiPortraitView *self)
{
  GtkWidget *cards = new_cards (&chart_rule);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < N_METRICS; i++)
      {
        const ZhihuiMetricTraits *traits =
          zhihui_metric_get_traits (zhihui_portrait_get_metric (i));
        g_autofree char *among =
          g_strdup_printf (_ ("%s: different, or only small?"), _ (traits->title));

        if (traits->is_count != (pass == 1))
          continue;
        self->trends[i] = add_chart (cards, _ (traits->title));
        if (!traits->is_count)
          self->funnels[i] = add_chart (cards, among);
      }
  self->channels = add_chart (cards, _ ("By channel"));
  self->topics = add_chart (cards, _ ("By topic"));
  return cards;
}

static void
zhihui_portrait_view_init (ZhihuiPortraitView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACE);
  GtkWidget *clamp = adw_clamp_new ();

  gtk_box_append (GTK_BOX (box), build_tiles (self));
  gtk_box_append (GTK_BOX (box), build_lists (self, CARD_OVERDUE, CARD_REMARKS));
  gtk_box_append (GTK_BOX (box), build_charts (self));
  gtk_box_append (GTK_BOX (box), build_lists (self, CARD_RETURNS, CARD_REDO));
  gtk_widget_add_css_class (box, "zh-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->content = clamp;
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* ---- what is shown ---- */

static const char *
find_name (ZhihuiPortraitView *self)
{
  ZhihuiPortrait *portrait = zhihui_unit_facts_get (self->facts, ZHIHUI_FACT_PORTRAIT);

  return portrait != NULL ? portrait->unit->short_name : NULL;
}

static void
forget_boards (ZhihuiPortraitView *self)
{
  for (guint i = 0; i < N_METRICS; i++)
    g_clear_pointer (&self->boards[i], zhihui_ranking_unref);
}

/* That of a province is large: it is shown once. */
static void
show_metric (ZhihuiPortraitView *self, guint i)
{
  ZhihuiMetric   metric = zhihui_portrait_get_metric (i);
  ZhihuiRanking *board = zhihui_unit_facts_get (self->facts, ZHIHUI_FACT_BOARD + metric);
  const char    *unit = zhihui_unit_facts_get_unit (self->facts);

  if (board != NULL && board == self->boards[i])
    return;
  g_clear_pointer (&self->boards[i], zhihui_ranking_unref);
  self->boards[i] = board != NULL ? zhihui_ranking_ref (board) : NULL;
  zhihui_unit_tile_set (self->tiles[i],
                        metric,
                        board,
                        board != NULL ? zhihui_ranking_find (board, unit) : NULL,
                        zhihui_unit_lists_name_whole (self->situation, board));
  if (self->funnels[i] == NULL)
    return;
  if (board == NULL)
    zhihui_chart_card_say (self->funnels[i],
                           zhihui_unit_lists_get_fault (self->facts, ZHIHUI_FACT_BOARD + metric));
  else
    zhihui_chart_card_show_funnel (self->funnels[i],
                                   &(ZhihuiFunnelChart){ .ranking = board, .unit = unit });
}

static void
show_mix (ZhihuiPortraitView *self, ZhihuiChartCard *card, ZhihuiChannels *mix, const char *head)
{
  ZhihuiPortrait  *portrait = zhihui_unit_facts_get (self->facts, ZHIHUI_FACT_PORTRAIT);
  g_autofree char *span =
    zhihui_unit_lists_make_span (self->facts, zhihui_situation_get_zone (self->situation));
  g_autofree char *title =
    g_strjoin ("  ", card == self->channels ? _ ("By channel") : _ ("By topic"), span, NULL);

  zhihui_chart_card_set_title (card, title);
  if (mix != NULL)
    zhihui_chart_card_show_mix (card, zhihui_mix_chart_new_for_channels (mix, head, MOST_PARTS));
  else
    zhihui_chart_card_say (card,
                           portrait != NULL
                             ? _ ("This source does not tell it")
                             : zhihui_unit_lists_get_fault (self->facts, ZHIHUI_FACT_PORTRAIT));
}

static void
show_lists (ZhihuiPortraitView *self)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (self->situation);
  gint64      now = zhihui_situation_get_platform_now (self->situation, g_get_monotonic_time ());

  zhihui_unit_lists_show_overdue (
    self->cards[CARD_OVERDUE], self->facts, self->situation, MOST_CASES);
  zhihui_unit_lists_show_soon (self->cards[CARD_SOON], self->facts, now, MOST_CASES);
  zhihui_unit_lists_show_decisions (self->cards[CARD_DECISIONS], self->facts, zone, now);
  zhihui_unit_lists_show_remarks (self->cards[CARD_REMARKS], self->facts, zone, now);
  zhihui_unit_lists_show_returns (self->cards[CARD_RETURNS], self->facts, zone);
  zhihui_unit_lists_show_redo (self->cards[CARD_REDO], self->facts, zone);
}

static void
show_all (ZhihuiPortraitView *self)
{
  ZhihuiPortrait *portrait;

  if (self->facts == NULL || self->situation == NULL)
    return;
  portrait = zhihui_unit_facts_get (self->facts, ZHIHUI_FACT_PORTRAIT);
  for (guint i = 0; i < N_METRICS; i++)
    {
      show_metric (self, i);
      zhihui_unit_lists_show_trend (self->trends[i],
                                    self->facts,
                                    self->situation,
                                    zhihui_portrait_get_metric (i),
                                    find_name (self));
    }
  show_mix (self, self->channels, portrait != NULL ? portrait->channels : NULL, _ ("Channel"));
  show_mix (self, self->topics, portrait != NULL ? portrait->topics : NULL, _ ("Topic"));
  show_lists (self);
}

static gboolean
is_same_unit (ZhihuiUnitFacts *one, ZhihuiUnitFacts *other)
{
  return g_strcmp0 (zhihui_unit_facts_get_unit (one), zhihui_unit_facts_get_unit (other)) == 0;
}

/**
 * zhihui_portrait_view_set_facts:
 * @facts: (nullable): what is read of the unit; shown again whenever it changes
 */
void
zhihui_portrait_view_set_facts (ZhihuiPortraitView *self, ZhihuiUnitFacts *facts)
{
  g_return_if_fail (ZHIHUI_IS_PORTRAIT_VIEW (self));

  if (self->facts == facts)
    return;
  if (self->facts != NULL)
    g_signal_handlers_disconnect_by_func (self->facts, show_all, self);
  /* A portrait is read from its beginning; of other days it goes on where it was. */
  if (facts != NULL && self->facts != NULL && !is_same_unit (self->facts, facts))
    gtk_adjustment_set_value (get_adjustment (self), 0);
  g_set_object (&self->facts, facts);
  forget_boards (self);
  if (facts == NULL)
    return;
  g_signal_connect_swapped (facts, "changed", G_CALLBACK (show_all), self);
  show_all (self);
}

/**
 * zhihui_portrait_view_show:
 * @situation: of which zone, targets and time are; what of it is the unit's own is read apart
 */
void
zhihui_portrait_view_show (ZhihuiPortraitView *self, ZhihuiSituation *situation)
{
  gboolean is_first;

  g_return_if_fail (ZHIHUI_IS_PORTRAIT_VIEW (self) && situation != NULL);

  is_first = self->situation == NULL;
  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  if (is_first)
    show_all (self);
}
