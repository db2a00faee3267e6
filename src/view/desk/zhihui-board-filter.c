/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-filter.h"

#include "zhihui-period-choice.h"
#include "zhihui-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define MAX_BUTTONS 4 /* more peer groups are a list */

/* By which date: each board has its own, and some may be counted by another. */
static const struct
{
  gboolean    has_basis;
  ZhihuiBasis basis;
  const char *label;
} bases[] = {
  { FALSE, ZHIHUI_BASIS_DEADLINE, N_ ("Own dates") },
  { TRUE, ZHIHUI_BASIS_DISPATCHED, N_ ("By dispatch") },
  { TRUE, ZHIHUI_BASIS_DEADLINE, N_ ("By deadline") },
  { TRUE, ZHIHUI_BASIS_CLOSED, N_ ("By closing") },
};

static const char *const compared[ZHIHUI_N_COMPARED] = {
  [ZHIHUI_COMPARED_BEFORE] = N_ ("vs before"),
  [ZHIHUI_COMPARED_YEAR] = N_ ("vs a year before"),
  [ZHIHUI_COMPARED_YESTERDAY] = N_ ("vs this time yesterday"),
  [ZHIHUI_COMPARED_NOT] = N_ ("Not compared"),
};

static const char *const orders[] = { N_ ("By the exact rate"),
                                      N_ ("Fair to units with few cases") };
static const char *const tiers[] = { N_ ("All units"),
                                     N_ ("Third with the most cases"),
                                     N_ ("Middle third"),
                                     N_ ("Third with the fewest cases") };
static const guint       least[] = { 0, 5, 10, 20, 30, 50, 100 };

struct _ZhihuiBoardFilter
{
  AdwBin parent_instance;

  char      *peer;     /* owned, NULL before the platform names one */
  GPtrArray *peers;    /* (element-type ZhihuiPeer), owned: as they are shown */
  gboolean   choosing; /* what is chosen is being set: its signals mean nothing */
  gboolean   is_whole;

  /* template children */
  ZhihuiPeriodChoice     *period;
  GtkBox                 *peer_buttons;
  GtkDropDown            *peer_list;
  GtkDropDown            *basis;
  GtkDropDown            *compared;
  GtkWidget              *rules;
  GtkLabel               *rules_label, *rules_short_label; /* as there is room */
  GtkDropDown            *order, *tier, *min_n, *min_answers;
  GtkMenuButton          *definitions;
  ZhihuiFigureDefinition *definition;
};

G_DEFINE_FINAL_TYPE (ZhihuiBoardFilter, zhihui_board_filter, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chosen_cb (ZhihuiBoardFilter *self)
{
  if (self->choosing)
    return;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* ---- peer groups ---- */

static char *
label_peer (ZhihuiBoardFilter *self, const ZhihuiPeer *peer)
{
  /* "镇街道 13" is of the whole. */
  return self->is_whole ? g_strdup_printf ("%s %u", peer->label, peer->n_units)
                        : g_strdup (peer->label);
}

static void
take_peer (ZhihuiBoardFilter *self, const char *peer)
{
  if (g_strcmp0 (self->peer, peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  chosen_cb (self);
}

static void
peer_toggled_cb (GtkToggleButton *button, ZhihuiBoardFilter *self)
{
  if (!self->choosing && gtk_toggle_button_get_active (button))
    take_peer (self, g_object_get_data (G_OBJECT (button), "peer"));
}

static void
peer_listed_cb (ZhihuiBoardFilter *self)
{
  guint selected = gtk_drop_down_get_selected (self->peer_list);

  if (!self->choosing && selected < self->peers->len)
    take_peer (self, ((ZhihuiPeer *) self->peers->pdata[selected])->id);
}

static void
build_buttons (ZhihuiBoardFilter *self)
{
  GtkToggleButton *first = NULL;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->peer_buttons))) != NULL)
    gtk_box_remove (self->peer_buttons, child);
  for (guint i = 0; i < self->peers->len; i++)
    {
      const ZhihuiPeer *peer = self->peers->pdata[i];
      g_autofree char  *label = label_peer (self, peer);
      GtkWidget        *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "peer", g_strdup (peer->id), g_free);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    g_strcmp0 (peer->id, self->peer) == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (peer_toggled_cb), self, 0);
      gtk_box_append (self->peer_buttons, button);
    }
}

static void
build_list (ZhihuiBoardFilter *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->peers->len; i++)
    {
      g_autofree char *label = label_peer (self, self->peers->pdata[i]);

      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (self->peer_list, G_LIST_MODEL (labels));
  for (guint i = 0; i < self->peers->len; i++)
    if (g_strcmp0 (((ZhihuiPeer *) self->peers->pdata[i])->id, self->peer) == 0)
      gtk_drop_down_set_selected (self->peer_list, i);
}

static gboolean
are_same_peers (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const ZhihuiPeer *x = one->pdata[i], *y = other->pdata[i];

      if (!g_str_equal (x->id, y->id) || g_strcmp0 (x->label, y->label) != 0 ||
          x->n_units != y->n_units)
        return FALSE;
    }
  return TRUE;
}

static void
show_peers (ZhihuiBoardFilter *self, GPtrArray *peers, gboolean is_whole)
{
  const char *first = peers->len > 0 ? ((ZhihuiPeer *) peers->pdata[0])->id : "all";
  gboolean    is_there =
    zhihui_peer_find (peers, self->peer) != NULL || g_strcmp0 (self->peer, first) == 0;

  if (are_same_peers (self->peers, peers) && self->is_whole == is_whole && is_there)
    return;
  self->is_whole = is_whole;
  g_ptr_array_set_size (self->peers, 0);
  for (guint i = 0; i < peers->len; i++)
    g_ptr_array_add (self->peers, zhihui_peer_copy (peers->pdata[i]));
  if (!is_there)
    {
      g_free (self->peer);
      self->peer = g_strdup (first);
    }
  self->choosing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->peer_buttons), peers->len <= MAX_BUTTONS);
  gtk_widget_set_visible (GTK_WIDGET (self->peer_list), peers->len > MAX_BUTTONS);
  if (peers->len <= MAX_BUTTONS)
    build_buttons (self);
  else
    build_list (self);
  self->choosing = FALSE;
}

/* ---- the rest ---- */

/* The least numbers as they hold: what the boards say, not what was asked. */
static void
word_rules (ZhihuiBoardFilter *self, ZhihuiSituation *situation)
{
  static const ZhihuiBoard boards[] = { ZHIHUI_BOARD_OVERDUE,
                                        ZHIHUI_BOARD_RETURN,
                                        ZHIHUI_BOARD_SATISFIED };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL, *told = NULL;
  gboolean         is_fair = gtk_drop_down_get_selected (self->order) == ZHIHUI_ORDER_SHRUNK;

  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, boards[i], self->peer);

      if (ranking != NULL)
        g_string_append_printf (text, "%s%u", text->len > 0 ? " / " : "", ranking->min_n);
      else
        g_string_append (text, text->len > 0 ? " / —" : "—");
    }
  label = g_strdup_printf (is_fair ? _ ("Fair, ≥ %s") : _ ("≥ %s"), text->str);
  gtk_label_set_text (self->rules_label, label);
  told =
    g_strdup_printf (C_ ("choice", "%1$s: %2$s"), gtk_widget_get_tooltip_text (self->rules), label);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->rules), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  if (!is_fair)
    g_string_replace (text, " ", "", 0);
  gtk_label_set_text (self->rules_short_label, is_fair ? label : text->str);
}

static void
fill (GtkDropDown *list, const char *const *labels, guint n_labels)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_labels; i++)
    gtk_string_list_append (words, _ (labels[i]));
  gtk_drop_down_set_model (list, G_LIST_MODEL (words));
}

static void
fill_least (GtkDropDown *list)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (least); i++)
    {
      g_autofree char *word =
        least[i] == 0 ? g_strdup (_ ("As usual")) : g_strdup_printf ("%u", least[i]);

      gtk_string_list_append (words, word);
    }
  gtk_drop_down_set_model (list, G_LIST_MODEL (words));
}

static void
zhihui_board_filter_finalize (GObject *object)
{
  ZhihuiBoardFilter *self = ZHIHUI_BOARD_FILTER (object);

  g_free (self->peer);
  g_ptr_array_unref (self->peers);

  G_OBJECT_CLASS (zhihui_board_filter_parent_class)->finalize (object);
}

static void
zhihui_board_filter_class_init (ZhihuiBoardFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zhihui_board_filter_finalize;

  g_type_ensure (ZHIHUI_TYPE_PERIOD_CHOICE);
  g_type_ensure (ZHIHUI_TYPE_FIGURE_DEFINITION);
  g_type_ensure (ZHIHUI_TYPE_WRAP_LAYOUT);

  /**
   * ZhihuiBoardFilter::chosen:
   *
   * A person wants other boards, or the same otherwise.
   */
  signals[CHOSEN] = g_signal_new (
    "chosen", ZHIHUI_TYPE_BOARD_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/board-filter.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiBoardFilter, child)
  BIND (period);
  BIND (peer_buttons);
  BIND (peer_list);
  BIND (basis);
  BIND (compared);
  BIND (rules);
  BIND (rules_label);
  BIND (rules_short_label);
  BIND (order);
  BIND (tier);
  BIND (min_n);
  BIND (min_answers);
  BIND (definitions);
  BIND (definition);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, peer_listed_cb);
}

static void
zhihui_board_filter_init (ZhihuiBoardFilter *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_peer_free);
  self->is_whole = TRUE;
  self->choosing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    gtk_string_list_append (words, _ (bases[i].label));
  gtk_drop_down_set_model (self->basis, G_LIST_MODEL (words));
  fill (self->compared, compared, G_N_ELEMENTS (compared));
  fill (self->order, orders, G_N_ELEMENTS (orders));
  fill (self->tier, tiers, G_N_ELEMENTS (tiers));
  fill_least (self->min_n);
  fill_least (self->min_answers);
  self->choosing = FALSE;
}

/**
 * zhihui_board_filter_show:
 * @situation: its peer groups can be chosen, and its boards say what holds
 * @is_whole: it is of all of the deployment, not of a part
 *
 * Returns: whether what is chosen comes to other boards than before: the platform lacks the group
 * that was remembered, or told only now which days are meant
 */
gboolean
zhihui_board_filter_show (ZhihuiBoardFilter *self, ZhihuiSituation *situation, gboolean is_whole)
{
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  g_autofree char *peer = NULL;
  gboolean         is_other;

  g_return_val_if_fail (ZHIHUI_IS_BOARD_FILTER (self), FALSE);

  if (meta == NULL)
    return FALSE;
  peer = g_strdup (self->peer);
  show_peers (self, meta->peers, is_whole);
  is_other = zhihui_period_choice_set_now (
    self->period, zhihui_situation_get_zone (situation), zhihui_situation_get_as_of (situation));
  word_rules (self, situation);
  zhihui_figure_definition_set_rules (
    self->definition, meta->rule_version, zhihui_situation_get_zone (situation));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking       *ranking = zhihui_situation_get_ranking (situation, board, self->peer);
      const ZhihuiReceipt *receipt =
        zhihui_situation_get_ranking_receipt (situation, board, self->peer);

      zhihui_figure_definition_set_ranking (self->definition,
                                            zhihui_board_get_metric (board),
                                            ranking,
                                            receipt != NULL ? receipt->holds_at : 0);
    }
  return is_other || g_strcmp0 (peer, self->peer) != 0;
}

/**
 * zhihui_board_filter_get:
 * @board: for which it is asked: not every one has every choice
 *
 * Returns: what is chosen
 */
ZhihuiBoardChoice
zhihui_board_filter_get (ZhihuiBoardFilter *self, ZhihuiBoard board)
{
  ZhihuiBoardChoice choice = { NULL };
  ZhihuiMetric      metric = zhihui_board_get_metric (board);
  gboolean          answers = zhihui_metric_counts_answers (metric);
  guint             basis, min_n;

  g_return_val_if_fail (ZHIHUI_IS_BOARD_FILTER (self), choice);

  basis = MIN (gtk_drop_down_get_selected (self->basis), G_N_ELEMENTS (bases) - 1);
  min_n = gtk_drop_down_get_selected (answers ? self->min_answers : self->min_n);
  choice.peer = self->peer;
  choice.period = zhihui_period_choice_get_period (self->period);
  zhihui_period_choice_get_window (self->period, &choice.window);
  choice.order = gtk_drop_down_get_selected (self->order) == ZHIHUI_ORDER_SHRUNK
                   ? ZHIHUI_ORDER_SHRUNK
                   : ZHIHUI_ORDER_RAW;
  choice.tier = gtk_drop_down_get_selected (self->tier) % G_N_ELEMENTS (tiers);
  choice.min_n = least[min_n % G_N_ELEMENTS (least)];
  choice.has_basis = bases[basis].has_basis && zhihui_metric_has_basis (metric, bases[basis].basis);
  choice.basis = bases[basis].basis;
  choice.compared = gtk_drop_down_get_selected (self->compared) % ZHIHUI_N_COMPARED;
  return choice;
}

/**
 * zhihui_board_filter_get_days:
 *
 * Returns: (transfer none) (nullable): of which days boards are wanted, for another choice of them:
 * see zhihui_period_choice_set_state()
 */
const char *
zhihui_board_filter_get_days (ZhihuiBoardFilter *self)
{
  g_return_val_if_fail (ZHIHUI_IS_BOARD_FILTER (self), NULL);

  return zhihui_period_choice_get_state (self->period);
}

/**
 * zhihui_board_filter_get_peer_label:
 *
 * Returns: (transfer none) (nullable): what the chosen peer group is called
 */
const char *
zhihui_board_filter_get_peer_label (ZhihuiBoardFilter *self)
{
  const ZhihuiPeer *peer;

  g_return_val_if_fail (ZHIHUI_IS_BOARD_FILTER (self), NULL);

  peer = zhihui_peer_find (self->peers, self->peer);
  return peer != NULL ? peer->label : NULL;
}

/**
 * zhihui_board_filter_set_peer:
 * @peer: id of a group that is chosen from now on; of one that the platform does not name nothing
 *   happens
 */
void
zhihui_board_filter_set_peer (ZhihuiBoardFilter *self, const char *peer)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_FILTER (self));

  if (self->peers->len == 0)
    {
      g_free (self->peer);
      self->peer = g_strdup (peer);
      return;
    }
  if (zhihui_peer_find (self->peers, peer) == NULL)
    return;
  take_peer (self, peer);
  self->choosing = TRUE;
  if (self->peers->len <= MAX_BUTTONS)
    build_buttons (self);
  else
    build_list (self);
  self->choosing = FALSE;
}

/**
 * zhihui_board_filter_set_board:
 * @board: is chosen: its definition is the one that is opened
 */
void
zhihui_board_filter_set_board (ZhihuiBoardFilter *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_FILTER (self));

  zhihui_figure_definition_show (self->definition, zhihui_board_get_metric (board));
}

/**
 * zhihui_board_filter_define:
 * @metric: whose definition is opened
 */
void
zhihui_board_filter_define (ZhihuiBoardFilter *self, ZhihuiMetric metric)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_FILTER (self));

  zhihui_figure_definition_show (self->definition, metric);
  gtk_menu_button_popup (self->definitions);
}

/**
 * zhihui_board_filter_set_ranking:
 * @ranking: of which figures are on the screen beside the boards
 */
void
zhihui_board_filter_set_ranking (ZhihuiBoardFilter *self, ZhihuiRanking *ranking)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_FILTER (self));

  zhihui_figure_definition_set_ranking (self->definition, ranking->metric, ranking, 0);
}

/**
 * zhihui_board_filter_foreach:
 * @func: (scope call): is told each choice but the peer group, which the platform names
 * @user_data: for @func
 */
void
zhihui_board_filter_foreach (ZhihuiBoardFilter    *self,
                             ZhihuiBoardFilterFunc func,
                             gpointer              user_data)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_FILTER (self));

  func ("period", G_OBJECT (self->period), "state", user_data);
  func ("basis", G_OBJECT (self->basis), "selected", user_data);
  func ("compared", G_OBJECT (self->compared), "selected", user_data);
  func ("order", G_OBJECT (self->order), "selected", user_data);
  func ("tier", G_OBJECT (self->tier), "selected", user_data);
  func ("min-n", G_OBJECT (self->min_n), "selected", user_data);
  func ("min-answers", G_OBJECT (self->min_answers), "selected", user_data);
}
