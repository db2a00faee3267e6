/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-rankings.h"

#include "zhihui-desk-page.h"
#include "zhihui-format.h"
#include "zhihui-ranking-table.h"
#include "zhihui-unit-pane.h"

#include <glib/gi18n-lib.h>

/* The boards as a table, with the portrait of a unit. */
struct _ZhihuiDeskRankings
{
  AdwBin parent_instance;

  ZhihuiDesk         *desk;     /* borrowed */
  GSimpleActionGroup *actions;  /* owned */
  char               *peer;     /* owned: chosen peer group, NULL before the platform names one */
  gboolean            choosing; /* the buttons are being made: their signals mean nothing */

  /* template children */
  ZhihuiUnitPane     *pane;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkDropDown        *period_choice;
  GtkWidget          *region_button; /* seen while the boards are of a part */
  AdwButtonContent   *region_content;
  GtkBox             *peer_buttons;
  GtkBox             *board_buttons;
  GtkToggleButton    *pane_button;
  ZhihuiRankingTable *table;
  GtkLabel           *foot_label;
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskRankings,
                               zhihui_desk_rankings,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

/* NULL is the default of each board: month, and 90 days for overdue and return. */
static const struct
{
  const char *period;
  const char *label;
} periods[] = {
  { NULL, N_ ("Usual periods") },     { "today", N_ ("Today") },
  { "week", N_ ("This week") },       { "month", N_ ("This month") },
  { "quarter", N_ ("This quarter") }, { "ytd", N_ ("This year") },
  { "rolling-90d", N_ ("90 days") },
};

static const char *
get_peer_label (ZhihuiDeskRankings *self)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (zhihui_desk_get_situation (self->desk));

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);

      if (g_strcmp0 (peer->id, self->peer) == 0)
        return peer->label;
    }
  return NULL;
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);
  guint               selected = gtk_drop_down_get_selected (self->period_choice);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      wants->rankings[board].board = board;
      wants->rankings[board].peer = self->peer != NULL ? self->peer : "*";
      wants->rankings[board].period =
        selected < G_N_ELEMENTS (periods) ? periods[selected].period : NULL;
    }
  wants->n_rankings = ZHIHUI_N_BOARDS;
}

static void
show_unit (ZhihuiDeskRankings *self)
{
  zhihui_unit_pane_set_row (
    self->pane, zhihui_ranking_table_get_selected (self->table), get_peer_label (self));
}

static void
unit_selected_cb (ZhihuiDeskRankings *self)
{
  if (self->desk != NULL)
    show_unit (self);
}

static void
show_foot (ZhihuiDeskRankings *self, ZhihuiSituation *situation)
{
  ZhihuiBoard    board = zhihui_ranking_table_get_board (self->table);
  ZhihuiRanking *ranking =
    self->peer != NULL ? zhihui_situation_get_ranking (situation, board, self->peer) : NULL;
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  g_autofree char *from = NULL, *to = NULL, *group = NULL, *region = NULL, *text = NULL;

  if (ranking == NULL)
    {
      gtk_label_set_text (self->foot_label, "");
      return;
    }
  from = zhihui_format_date (zone, ranking->window.from, ranking->as_of);
  to = zhihui_format_date (zone, MIN (ranking->window.to, ranking->as_of) - 1, ranking->as_of);
  if (zhihui_metric_get_traits (ranking->metric)->is_count)
    {
      group = zhihui_format_count (ranking->total.n);
      region = zhihui_format_count (ranking->region_total.n);
    }
  else
    {
      g_autofree char *group_rate = zhihui_format_rate (ranking->total.k, ranking->total.n);
      g_autofree char *group_fraction = zhihui_format_fraction (ranking->total.k, ranking->total.n);
      g_autofree char *region_rate =
        zhihui_format_rate (ranking->region_total.k, ranking->region_total.n);
      g_autofree char *region_fraction =
        zhihui_format_fraction (ranking->region_total.k, ranking->region_total.n);

      group = g_strdup_printf ("%s (%s)", group_rate, group_fraction);
      region = g_strdup_printf ("%s (%s)", region_rate, region_fraction);
    }
  /* Translators: board, first day, last day, group figure, region figure, ranked units, unranked
   * units */
  text = g_strdup_printf (
    _ ("%1$s, %2$s – %3$s.  Group %4$s, all units %5$s.  %6$u ranked, %7$u too few to rank."),
    _ (zhihui_metric_get_traits (ranking->metric)->title),
    from,
    to,
    group,
    region,
    ranking->n_ranked,
    ranking->n_unranked);
  gtk_label_set_text (self->foot_label, text);
}

static void
show_boards (ZhihuiDeskRankings *self)
{
  ZhihuiSituation *situation = zhihui_desk_get_situation (self->desk);

  if (self->peer != NULL)
    zhihui_ranking_table_show (self->table, situation, self->peer);
  show_foot (self, situation);
}

static void
peer_toggled_cb (GtkToggleButton *button, ZhihuiDeskRankings *self)
{
  const char *peer = g_object_get_data (G_OBJECT (button), "peer");

  if (self->choosing || !gtk_toggle_button_get_active (button) || g_strcmp0 (peer, self->peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  zhihui_desk_ask (self->desk);
  show_boards (self);
}

static void
build_peer_buttons (ZhihuiDeskRankings *self, ZhihuiMeta *meta)
{
  GtkToggleButton *first = NULL;

  self->choosing = TRUE;
  for (guint i = 0; i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);
      g_autofree char  *label = g_strdup_printf ("%s %u", peer->label, peer->n_units);
      GtkWidget        *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "peer", g_strdup (peer->id), g_free);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        {
          first = GTK_TOGGLE_BUTTON (button);
          self->peer = g_strdup (peer->id);
          gtk_toggle_button_set_active (first, TRUE);
        }
      g_signal_connect_object (button, "toggled", G_CALLBACK (peer_toggled_cb), self, 0);
      gtk_box_append (self->peer_buttons, button);
    }
  self->choosing = FALSE;
}

static void
board_toggled_cb (GtkToggleButton *button, ZhihuiDeskRankings *self)
{
  if (self->choosing || !gtk_toggle_button_get_active (button))
    return;
  zhihui_ranking_table_set_board (
    self->table, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "board")));
  if (self->desk != NULL)
    show_foot (self, zhihui_desk_get_situation (self->desk));
}

static void
build_board_buttons (ZhihuiDeskRankings *self)
{
  GtkToggleButton *first = NULL;

  self->choosing = TRUE;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (
        _ (zhihui_metric_get_traits (zhihui_board_get_metric (board))->title));

      g_object_set_data (G_OBJECT (button), "board", GUINT_TO_POINTER (board));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    board == zhihui_ranking_table_get_board (self->table));
      g_signal_connect_object (button, "toggled", G_CALLBACK (board_toggled_cb), self, 0);
      gtk_box_append (self->board_buttons, button);
    }
  self->choosing = FALSE;
}

/* ---- of which region the boards are ---- */

/* "镇街道 13" is of the whole. */
static void
label_peers (ZhihuiDeskRankings *self, ZhihuiMeta *meta, gboolean is_whole)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->peer_buttons));

  for (guint i = 0; button != NULL && i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = meta->peers->pdata[i];
      g_autofree char  *label =
        is_whole ? g_strdup_printf ("%s %u", peer->label, peer->n_units) : g_strdup (peer->label);

      gtk_button_set_label (GTK_BUTTON (button), label);
      button = gtk_widget_get_next_sibling (button);
    }
}

/* Whether the boards are of the whole although a part was chosen: not every source knows parts. */
static gboolean
are_boards_wider (ZhihuiDeskRankings *self, ZhihuiSituation *situation, const char *code)
{
  ZhihuiRanking *ranking =
    self->peer != NULL ? zhihui_situation_get_ranking (
                           situation, zhihui_ranking_table_get_board (self->table), self->peer)
                       : NULL;

  return ranking != NULL && g_strcmp0 (ranking->region, code) != 0;
}

/* The region that was chosen on the map, or that the boards are of the whole all the same. */
static void
show_region (ZhihuiDeskRankings *self, ZhihuiSituation *situation)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  g_autofree char  *text = NULL;
  gboolean          is_wider;

  gtk_widget_set_visible (self->region_button, path != NULL);
  label_peers (self, meta, path == NULL);
  if (path == NULL)
    return;

  is_wider = are_boards_wider (self, situation, zhihui_region_path_get_code (path));
  text = is_wider ? g_strdup_printf (_ ("All of %s"), meta->name)
                  : g_strdup (zhihui_region_path_get_name (path));
  adw_button_content_set_label (self->region_content, text);
}

static void
leave_region_cb (ZhihuiDeskRankings *self)
{
  zhihui_selection_set_path (zhihui_desk_get_selection (self->desk), NULL);
  show_region (self, zhihui_desk_get_situation (self->desk));
}

/* ---- the page ---- */

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZHIHUI_DESK_RANKINGS (page)->desk = desk;
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  if (self->peer == NULL)
    {
      build_peer_buttons (self, zhihui_situation_get_meta (situation));
      zhihui_desk_ask (self->desk);
    }
  show_boards (self);
  show_region (self, situation);
}

static void
search (ZhihuiDeskPage *page)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static GActionGroup *
get_actions (ZhihuiDeskPage *page)
{
  return G_ACTION_GROUP (ZHIHUI_DESK_RANKINGS (page)->actions);
}

static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  export->name = g_strdup (_ ("rankings"));
  export->peer = g_strdup (self->peer);
  return self->peer != NULL;
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->search = search;
  iface->get_actions = get_actions;
  iface->add_export = add_export;
}

static void
choice_changed_cb (ZhihuiDeskRankings *self)
{
  if (self->desk != NULL && !self->choosing)
    zhihui_desk_ask (self->desk);
}

static void
search_changed_cb (ZhihuiDeskRankings *self)
{
  zhihui_ranking_table_set_search (self->table,
                                   gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
pane_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskRankings *self = user_data;

  gtk_toggle_button_set_active (self->pane_button,
                                !gtk_toggle_button_get_active (self->pane_button));
}

static void
board_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskRankings *self = user_data;
  GtkWidget          *button = gtk_widget_get_first_child (GTK_WIDGET (self->board_buttons));

  for (int i = g_variant_get_int32 (parameter); button != NULL && i > 0; i--)
    button = gtk_widget_get_next_sibling (button);
  if (button != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
zhihui_desk_rankings_dispose (GObject *object)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (object);

  g_clear_object (&self->actions);
  g_clear_pointer (&self->peer, g_free);
  G_OBJECT_CLASS (zhihui_desk_rankings_parent_class)->dispose (object);
}

static void
zhihui_desk_rankings_class_init (ZhihuiDeskRankingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_rankings_dispose;
  g_type_ensure (ZHIHUI_TYPE_RANKING_TABLE);
  g_type_ensure (ZHIHUI_TYPE_UNIT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-rankings.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskRankings, child)
  BIND (pane);
  BIND (search_bar);
  BIND (search_entry);
  BIND (period_choice);
  BIND (region_button);
  BIND (region_content);
  BIND (peer_buttons);
  BIND (board_buttons);
  BIND (pane_button);
  BIND (table);
  BIND (foot_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_region_cb);
}

static void
zhihui_desk_rankings_init (ZhihuiDeskRankings *self)
{
  static const GActionEntry entries[] = {
    { .name = "toggle-pane", .activate = pane_action_cb },
    { .name = "board", .activate = board_action_cb, .parameter_type = "i" },
  };
  g_autoptr (GtkStringList) labels = NULL;

  self->choosing = TRUE;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  labels = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _ (periods[i].label));
  gtk_drop_down_set_model (self->period_choice, G_LIST_MODEL (labels));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  build_board_buttons (self);
  self->choosing = FALSE;
}
