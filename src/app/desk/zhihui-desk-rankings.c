/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-rankings.h"

#include "zhihui-board-filter.h"
#include "zhihui-desk-beside.h"
#include "zhihui-desk-board-words.h"
#include "zhihui-desk-compare.h"
#include "zhihui-desk-elsewhere.h"
#include "zhihui-desk-page.h"
#include "zhihui-desk-start.h"
#include "zhihui-desk-yesterday.h"
#include "zhihui-key-line.h"
#include "zhihui-ranking-table.h"
#include "zhihui-side-pane.h"
#include "zhihui-sort-menu.h"
#include "zhihui-unit-beside.h"

#include <glib/gi18n-lib.h>

#define PAGE "rankings" /* under which it is remembered */

/* The boards as a table, with the portrait of a unit. */
struct _ZhihuiDeskRankings
{
  AdwBin parent_instance;

  ZhihuiDesk          *desk;       /* borrowed */
  gboolean             is_showing; /* what is selected meanwhile was not chosen here */
  GSimpleActionGroup  *actions;    /* owned */
  ZhihuiUnitBeside    *portrait; /* owned, NULL before it is opened: of the unit that is selected */
  ZhihuiSidePane      *side;     /* owned: opens @pane */
  ZhihuiSortMenu      *sort;     /* owned */
  ZhihuiDeskBeside    *beside; /* owned, NULL before it is opened: what is no part of a situation */
  ZhihuiDeskYesterday *yesterday; /* owned, likewise: how the boards stood */

  /* template children */
  AdwFlap             *flap;
  ZhihuiUnitPane      *pane;
  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  ZhihuiDeskElsewhere *elsewhere;
  ZhihuiBoardFilter   *filter;
  GtkWidget           *region_button; /* seen while the boards are of a part */
  AdwButtonContent    *region_content;
  GtkMenuButton       *sort_button;
  GtkStack            *stack; /* the table, or why there is none */
  AdwStatusPage       *status;
  ZhihuiRankingTable  *table;
  AdwBin              *foot;
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskRankings,
                               zhihui_desk_rankings,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

/* ---- what is wanted ---- */

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiBoardChoice choice = zhihui_board_filter_get (self->filter, board);

      wants->rankings[board].board = board;
      wants->rankings[board].peer = choice.peer != NULL ? choice.peer : "*";
      wants->rankings[board].period = choice.period;
      wants->rankings[board].window = choice.window;
      wants->rankings[board].order = choice.order;
      wants->rankings[board].tier = choice.tier;
      wants->rankings[board].min_n = choice.min_n;
      wants->rankings[board].has_basis = choice.has_basis;
      wants->rankings[board].basis = choice.basis;
    }
  wants->n_rankings = ZHIHUI_N_BOARDS;
  wants->datasets |= 1u << ZHIHUI_DATASET_SUMMARY; /* what all units owe */
}

static const char *
get_peer (ZhihuiDeskRankings *self)
{
  return zhihui_board_filter_get (self->filter, ZHIHUI_BOARD_VOLUME).peer;
}

/* ---- what is shown ---- */

static void
show_unit (ZhihuiDeskRankings *self)
{
  if (self->portrait != NULL)
    zhihui_unit_beside_show (self->portrait,
                             zhihui_ranking_table_get_selected (self->table),
                             zhihui_ranking_table_get_board (self->table),
                             zhihui_board_filter_get_peer_label (self->filter));
}

static void
unit_selected_cb (ZhihuiDeskRankings *self)
{
  ZhihuiUnitRow *row = zhihui_ranking_table_get_selected (self->table);

  if (self->desk != NULL && row != NULL && !self->is_showing)
    zhihui_desk_set_unit (self->desk, zhihui_unit_row_get_unit (row)->id);
  show_unit (self);
}

/* The unit that another page is about, when these boards have it; else that which is selected. */
static void
follow_unit (ZhihuiDeskRankings *self)
{
  const char    *unit = zhihui_desk_get_unit (self->desk);
  ZhihuiUnitRow *row = zhihui_ranking_table_get_selected (self->table);
  const char    *selected = row != NULL ? zhihui_unit_row_get_unit (row)->id : NULL;

  if (selected == NULL || g_strcmp0 (unit, selected) == 0)
    return;
  if (unit != NULL && (zhihui_ranking_table_select (self->table, unit) ||
                       zhihui_ranking_table_is_searched (self->table)))
    return;
  zhihui_desk_set_unit (self->desk, selected);
}

static void
show_yesterday (ZhihuiDeskRankings      *self,
                const ZhihuiBoardChoice *choice,
                ZhihuiSituation         *situation)
{
  ZhihuiRanking *then[ZHIHUI_N_BOARDS] = { NULL };

  if (choice->compared != ZHIHUI_COMPARED_YESTERDAY)
    zhihui_desk_yesterday_forget (self->yesterday);
  else
    zhihui_desk_yesterday_ask (self->yesterday, situation);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *now = zhihui_situation_get_ranking (situation, board, choice->peer);

      if (now != NULL)
        then[board] = zhihui_desk_yesterday_find (self->yesterday, now);
    }
  zhihui_ranking_table_set_then (self->table, then);
}

static void
show_boards (ZhihuiDeskRankings *self)
{
  ZhihuiBoardChoice choice = zhihui_board_filter_get (self->filter, ZHIHUI_BOARD_VOLUME);
  ZhihuiSituation  *situation = zhihui_desk_get_situation (self->desk);
  gboolean          is_told = FALSE;
  guint             n_units = 0;

  if (choice.peer == NULL)
    return;
  zhihui_desk_elsewhere_set_peer (self->elsewhere, choice.peer);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, board, choice.peer);

      is_told = is_told || ranking != NULL;
      n_units += ranking != NULL ? ranking->n_scores + ranking->n_unranked_sent : 0;
    }
  self->is_showing = TRUE;
  show_yesterday (self, &choice, situation);
  zhihui_ranking_table_set_compared (self->table, choice.compared);
  zhihui_ranking_table_show (self->table, situation, choice.peer);
  self->is_showing = FALSE;
  gtk_stack_set_visible_child_name (self->stack, n_units > 0 ? "table" : "status");
  if (n_units == 0)
    zhihui_desk_board_words_explain (
      self->status,
      zhihui_situation_get_ranking_receipt (
        situation, zhihui_ranking_table_get_board (self->table), choice.peer),
      is_told);
}

/* What stands beside the boards came, or is gone. */
static void
beside_changed_cb (ZhihuiDeskRankings *self)
{
  ZhihuiRanking *rated = zhihui_desk_beside_get_rated (self->beside);

  zhihui_ranking_table_set_rated (self->table, rated);
  zhihui_ranking_table_set_courses (self->table, zhihui_desk_beside_get_courses (self->beside));
  if (rated != NULL)
    zhihui_board_filter_set_ranking (self->filter, rated);
  show_boards (self);
}

/* What is said under the title is another, too. */
static void
yesterday_changed_cb (ZhihuiDeskRankings *self)
{
  show_boards (self);
  zhihui_desk_ask (self->desk);
}

static char *
describe (ZhihuiDeskPage *page)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);
  ZhihuiBoardChoice   choice = zhihui_board_filter_get (self->filter, ZHIHUI_BOARD_VOLUME);
  ZhihuiSituation    *situation = zhihui_desk_get_situation (self->desk);
  ZhihuiZone         *zone = zhihui_situation_get_zone (situation);
  ZhihuiBoard         board = zhihui_ranking_table_get_board (self->table);
  g_autofree char    *lack = NULL;
  ZhihuiRanking      *ranking =
    choice.peer != NULL ? zhihui_situation_get_ranking (situation, board, choice.peer) : NULL;

  if (ranking == NULL)
    return NULL;
  if (choice.compared == ZHIHUI_COMPARED_YESTERDAY)
    lack = zhihui_desk_yesterday_explain (self->yesterday, ranking, zone);
  return zhihui_desk_board_words_make_title (ranking, zone, lack);
}

/* ---- of which region the boards are ---- */

/* The region that was chosen on the map, or that the boards are of the whole all the same.
 * Returns whether what is chosen comes to other boards than before. */
static gboolean
show_region (ZhihuiDeskRankings *self, ZhihuiSituation *situation)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));
  g_autofree char  *text = NULL;
  gboolean          is_other;

  gtk_widget_set_visible (self->region_button, path != NULL);
  is_other = zhihui_board_filter_show (self->filter, situation, path == NULL);
  if (path == NULL)
    return is_other;

  text = zhihui_desk_board_words_name_region (
    situation, zhihui_ranking_table_get_board (self->table), get_peer (self), path);
  adw_button_content_set_label (self->region_content, text);
  return is_other;
}

static void
leave_region_cb (ZhihuiDeskRankings *self)
{
  zhihui_selection_set_path (zhihui_desk_get_selection (self->desk), NULL);
  show_region (self, zhihui_desk_get_situation (self->desk));
}

/* ---- the page ---- */

static void
bind_choice (const char *name, GObject *object, const char *property, gpointer user_data)
{
  zhihui_desk_settings_bind (user_data, PAGE, name, object, property);
}

static void
recall (ZhihuiDeskRankings *self, ZhihuiDeskSettings *settings)
{
  const char *peer;
  guint       board;

  zhihui_board_filter_foreach (self->filter, bind_choice, settings);
  zhihui_side_pane_remember (self->side, settings, PAGE);
  if (zhihui_desk_settings_lookup (settings, PAGE, "peer", "&s", &peer))
    zhihui_board_filter_set_peer (self->filter, peer);
  if (zhihui_desk_settings_lookup (settings, PAGE, "board", "u", &board) && board < ZHIHUI_N_BOARDS)
    zhihui_ranking_table_set_board (self->table, (ZhihuiBoard) board);
  zhihui_sort_menu_remember (self->sort, settings, PAGE);
}

/* What has no property that could be bound. */
static void
keep (ZhihuiDeskRankings *self)
{
  ZhihuiDeskSettings *settings = zhihui_desk_get_settings (self->desk);
  const char         *peer = get_peer (self);

  if (peer != NULL)
    zhihui_desk_settings_set (settings, PAGE, "peer", g_variant_new_string (peer));
  zhihui_desk_settings_set (
    settings, PAGE, "board", g_variant_new_uint32 (zhihui_ranking_table_get_board (self->table)));
}

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  recall (self, zhihui_desk_get_settings (desk));
  self->desk = desk;
  zhihui_desk_elsewhere_open (self->elsewhere, desk, self->search_entry);
  self->portrait = zhihui_unit_beside_new (desk, self->pane);
  self->beside = zhihui_desk_beside_new (zhihui_desk_get_source (desk));
  g_signal_connect_object (
    self->beside, "changed", G_CALLBACK (beside_changed_cb), self, G_CONNECT_SWAPPED);
  self->yesterday = zhihui_desk_yesterday_new (zhihui_desk_get_source (desk));
  g_signal_connect_object (
    self->yesterday, "changed", G_CALLBACK (yesterday_changed_cb), self, G_CONNECT_SWAPPED);
  /* What is asked for first is already of the days that were remembered. */
  show_region (self, zhihui_desk_get_situation (desk));
  zhihui_desk_start_with (GTK_WIDGET (self), GTK_WIDGET (self->table));
}

static void
ask_beside (ZhihuiDeskRankings *self, ZhihuiSituation *situation)
{
  ZhihuiBoardChoice choice = zhihui_board_filter_get (self->filter, ZHIHUI_BOARD_VOLUME);
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));
  ZhihuiBoardAsked  asked = {
     .board = zhihui_ranking_table_get_board (self->table),
     .peer = choice.peer,
     .region = path != NULL ? zhihui_region_path_get_code (path) : NULL,
     .period = choice.period,
     .window = choice.window,
     .tier = choice.tier,
     .min_n = choice.min_n,
  };

  zhihui_unit_beside_set_days (self->portrait, zhihui_board_filter_get_days (self->filter));
  if (choice.peer != NULL)
    zhihui_desk_beside_ask (self->beside, &asked, situation, g_get_monotonic_time ());
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  if (show_region (self, situation))
    zhihui_desk_ask (self->desk);
  show_boards (self);
  self->is_showing = TRUE;
  follow_unit (self);
  self->is_showing = FALSE;
  show_unit (self);
  ask_beside (self, situation);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  zhihui_unit_beside_pass (self->portrait, zhihui_ranking_table_get_board (self->table), now_us);
}

static void
search (ZhihuiDeskPage *page)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (page);
  const char         *unit = NULL, *peer = NULL;
  gint32              board;

  if (g_variant_lookup (target, "board", "i", &board) && board >= 0 &&
      board < (gint32) ZHIHUI_N_BOARDS)
    zhihui_ranking_table_set_board (self->table, (ZhihuiBoard) board);
  if (g_variant_lookup (target, "peer", "&s", &peer))
    zhihui_board_filter_set_peer (self->filter, peer);
  if (g_variant_lookup (target, "unit", "&s", &unit))
    zhihui_ranking_table_select (self->table, unit);
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
  ZhihuiBoardChoice   choices[ZHIHUI_N_BOARDS];

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    choices[board] = zhihui_board_filter_get (self->filter, board);
  zhihui_desk_export_set_report (export, C_ ("file name", "rankings"), "bulletin");
  zhihui_desk_export_set_choices (export, choices);
  if (zhihui_ranking_table_is_searched (self->table))
    export->scope = _ ("It is the ranking of all units, not only of those that are found");
  return export->peer != NULL;
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return GTK_WIDGET (ZHIHUI_DESK_RANKINGS (page)->table);
}

static char *
name_subject (ZhihuiDeskPage *page)
{
  ZhihuiBoard board = zhihui_ranking_table_get_board (ZHIHUI_DESK_RANKINGS (page)->table);

  return g_strdup (_ (zhihui_metric_get_traits (zhihui_board_get_metric (board))->title));
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->search = search;
  iface->go = go;
  iface->describe = describe;
  iface->get_actions = get_actions;
  iface->add_export = add_export;
  iface->find_place = find_place;
  iface->name_subject = name_subject;
}

/* ---- what a person wants ---- */

static void
board_chosen_cb (ZhihuiDeskRankings *self)
{
  zhihui_board_filter_set_board (self->filter, zhihui_ranking_table_get_board (self->table));
  if (self->desk == NULL)
    return;
  keep (self);
  zhihui_desk_ask (self->desk); /* the line under the title names it */
  ask_beside (self, zhihui_desk_get_situation (self->desk));
}

static void
choice_changed_cb (ZhihuiDeskRankings *self)
{
  if (self->desk == NULL)
    return;
  keep (self);
  zhihui_desk_ask (self->desk);
  show_boards (self);
  ask_beside (self, zhihui_desk_get_situation (self->desk));
}

/* The portrait is of what is found; the unit of the pages is another only where one is chosen. */
static void
search_changed_cb (ZhihuiDeskRankings *self)
{
  const char *unit = self->desk != NULL ? zhihui_desk_get_unit (self->desk) : NULL;

  self->is_showing = TRUE;
  zhihui_ranking_table_set_search (self->table,
                                   gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (unit == NULL || !zhihui_ranking_table_select (self->table, unit))
    zhihui_ranking_table_select_any (self->table);
  self->is_showing = FALSE;
  show_unit (self);
}

/* Enter in the search: on with what was found, here or elsewhere. */
static void
found_cb (ZhihuiDeskRankings *self)
{
  if (zhihui_ranking_table_get_selected (self->table) == NULL &&
      zhihui_desk_elsewhere_show_first (self->elsewhere))
    return;
  unit_selected_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
}

static void
defined_cb (ZhihuiDeskRankings *self, guint slot)
{
  zhihui_board_filter_define (self->filter, zhihui_slot_get_metric (slot));
}

static void
asked_cb (ZhihuiDeskRankings *self, const char *what)
{
  g_autoptr (GPtrArray) rows = zhihui_ranking_table_list_selected (self->table);
  g_autofree char *text = NULL;

  if (self->desk == NULL || rows->len == 0)
    return;
  if (g_str_equal (what, "portrait"))
    zhihui_unit_beside_open_portrait (self->portrait);
  else if (g_str_equal (what, "cases"))
    zhihui_desk_go (
      self->desk,
      "cases",
      g_variant_new_parsed ("{\'unit\': <%s>}", zhihui_unit_row_get_unit (rows->pdata[0])->id));
  else if (g_str_equal (what, "compare"))
    zhihui_desk_compare_open (self->desk, ZHIHUI_DESK_PAGE (self), rows);
  else
    {
      text = g_strdup_printf (ngettext ("%u unit copied", "%u units copied", rows->len), rows->len);
      zhihui_desk_tell (self->desk, text);
    }
}

static void
pane_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zhihui_side_pane_toggle (ZHIHUI_DESK_RANKINGS (user_data)->side);
}

static void
board_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskRankings *self = user_data;
  gint32              board = g_variant_get_int32 (parameter);

  if (board >= 0 && board < (gint32) ZHIHUI_N_BOARDS)
    zhihui_ranking_table_set_board (self->table, (ZhihuiBoard) board);
}

/* ---- the widget ---- */

static void
zhihui_desk_rankings_dispose (GObject *object)
{
  ZhihuiDeskRankings *self = ZHIHUI_DESK_RANKINGS (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->portrait);
  g_clear_object (&self->beside);
  g_clear_object (&self->yesterday);
  g_clear_object (&self->side);
  g_clear_object (&self->sort);
  G_OBJECT_CLASS (zhihui_desk_rankings_parent_class)->dispose (object);
}

static void
zhihui_desk_rankings_class_init (ZhihuiDeskRankingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_rankings_dispose;
  g_type_ensure (ZHIHUI_TYPE_BOARD_FILTER);
  g_type_ensure (ZHIHUI_TYPE_DESK_ELSEWHERE);
  g_type_ensure (ZHIHUI_TYPE_RANKING_TABLE);
  g_type_ensure (ZHIHUI_TYPE_UNIT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-rankings.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskRankings, child)
  BIND (flap);
  BIND (pane);
  BIND (search_bar);
  BIND (search_entry);
  BIND (elsewhere);
  BIND (filter);
  BIND (region_button);
  BIND (region_content);
  BIND (sort_button);
  BIND (stack);
  BIND (status);
  BIND (table);
  BIND (foot);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_region_cb);
  gtk_widget_class_bind_template_callback (widget_class, defined_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, board_chosen_cb);
}

static void
zhihui_desk_rankings_init (ZhihuiDeskRankings *self)
{
  static const GActionEntry entries[] = {
    { .name = "toggle-pane", .activate = pane_action_cb },
    { .name = "board", .activate = board_action_cb, .parameter_type = "i" },
  };
  const ZhihuiKeyHint hints[] = {
    { "↑ ↓", _ ("unit") },    { "Enter", _ ("cases") },   { "1 – 4", _ ("board") },
    { "Ctrl C", _ ("copy") }, { "Ctrl E", _ ("export") }, { "F9", _ ("portrait") },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->side = zhihui_side_pane_new (self->flap);
  self->sort = zhihui_sort_menu_new (
    self->sort_button, G_ACTION_MAP (self->actions), ZHIHUI_SORTABLE (self->table));
  zhihui_side_pane_set_filled (self->side, TRUE); /* a board always has a unit that is selected */
  zhihui_board_filter_set_board (self->filter, zhihui_ranking_table_get_board (self->table));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  adw_bin_set_child (
    self->foot,
    zhihui_key_line_new (
      hints, G_N_ELEMENTS (hints), _ ("◆ worse   ▲ better than its group   ● neither (95%)")));
}
